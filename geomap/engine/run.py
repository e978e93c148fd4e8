"""The whole way on Dask, as :mod:`geomap.pipeline` goes it on one machine. Read this first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from geomap import frames, model
from geomap.engine import borders, ids, shelf, totals, worker
from geomap.engine.cluster import Tick, connected, each, peak_memory, spilled
from geomap.engine.plan import Job, Plan, digest_of, index_digest, make_plan
from geomap.engine.shelf import Finished
from geomap.engine.worker import Failed
from geomap.errors import InputError
from geomap.model import Incidents
from geomap.pipeline import BuildOptions, Report, open_gazetteer, title_of
from geomap.read import articles
from geomap.write import WriteOptions, report_facts, write_checked

if TYPE_CHECKING:
    import os

#: Where finished partitions wait in the output folder until the run is done.
WORK: Final = ".partitions"


@dataclass(frozen=True)
class EngineOptions:
    """Where the work runs and in which form large results come; the answers do not depend on it."""

    scheduler: str | None = None  # address of a Dask scheduler, None for workers on this machine
    workers: int | None = None  # processes on this machine, as many as cores when None
    tiles: Literal["auto", "always", "never"] = "auto"
    tiles_from: int = 300_000  # incidents from which 'auto' means tiles; see docs/scale.md
    strict: bool = False  # a partition that cannot be read ends the run


def build(
    inputs: Sequence[str | os.PathLike[str]],
    directory: str | os.PathLike[str] = "outputs",
    options: BuildOptions | None = None,
    engine: EngineOptions | None = None,
    *,
    say: Callable[[str], None] = lambda told: None,
    tick: Tick = lambda what, done, of: None,
) -> Report:
    """Read, locate, link and write ``inputs`` into ``directory``, partition by partition.

    Up to ``engine.tiles_from`` incidents the files are those of :func:`geomap.pipeline.build`,
    byte for byte. Beyond, ``map.html`` draws tiles, and the tables come as a data set in parts
    (:mod:`geomap.engine.large`).

    Args:
        inputs: as for one machine; every worker must see them under the same paths.
        directory: as for one machine; every worker must see it too.
        options: as for one machine.
        engine: where the work runs.
        say: is told the dashboard's address and the memory used.
        tick: is told what is happening, how many partitions are done, of how many.

    Returns:
        The report; its ``incidents`` are empty where the result is too large to be collected.

    Raises:
        InputError: no input can be used, or with ``strict`` any cannot.
        GazetteerError: a worker has another index.
        OutputError: an output could not be written.
    """
    options, engine = options or BuildOptions(), engine or EngineOptions()
    if options.online:
        raise InputError("--online asks a service from one machine: use it with --engine local")
    digest = index_digest(options.gazetteers)
    target = Path(directory).absolute()
    plan = make_plan(inputs, options, digest, target)
    job = Job(options, digest, target / WORK, plan.key)
    shelf.sweep(job.folder)
    with connected(engine.scheduler, engine.workers) as client:
        say(f"dashboard at {client.dashboard_link}")
        run = _Run(client, job, engine, tick)
        located = run.locate(plan)
        told = (part.about[name] for part in located for name in ("rows", "rejected", "articles"))
        if not any(told):
            raise InputError(f"{', '.join(map(str, inputs))}: holds no incident: give a table with "
                             "rows or an article")  # fmt: skip
        report = run.write(run.link(located), target)
        on_disk = spilled(client)
        for address, peak in sorted(peak_memory(client).items()):
            disk = on_disk.get(address, 0)
            say(f"worker {address} held at most {peak / 1e6:.0f} MB, spilled {disk / 1e6:.0f} MB")
    shutil.rmtree(job.folder, ignore_errors=True)
    return report


@dataclass(frozen=True)
class _Run:
    """One run: its workers, its job, and how it tells of its progress."""

    client: Any  # distributed.Client, which carries no types
    job: Job
    engine: EngineOptions
    tick: Tick

    def each(
        self, function: Callable[..., Any], calls: Sequence[tuple[Any, ...]], what: str
    ) -> list[Any]:
        return each(self.client, function, calls, what, self.tick)

    def locate(self, plan: Plan) -> list[Finished]:
        """Every partition read and located, and what could not be read as one more."""
        tables = self._tried(worker.prepare, plan.tables, "reading and locating")
        told = self._tried(worker.tell, plan.articles, "reading articles")
        failed = [one for one in (*tables, *told) if isinstance(one, Failed)]
        if failed and (self.engine.strict or len(failed) == len(tables) + len(told)):
            raise InputError(f"{failed[0].file}: {failed[0].reason}")
        located = [one for one in tables if isinstance(one, Finished)]
        files = [one for one in told if isinstance(one, Path)]
        if files:
            located.append(self._locate_articles(files, len(plan.tables)))
        if failed:
            located.append(self._rejected(failed, len(plan.tables) + 1))
        return located

    def link(self, located: list[Finished]) -> list[Finished]:
        """Every partition linked, with ids that are distinct in the whole run."""
        rows = sum(part.about["rows"] for part in located)
        bare = [part.telling() for part in located]
        calls = [(bare, bucket) for bucket in ids.buckets(rows)]
        settled = ids.joined(_whole(self.each(ids.settle, calls, "telling ids apart")))
        halos = self._halos(located, settled)
        is_large = self.is_large(rows)
        form = "parts" if is_large else "whole"
        key = digest_of(form, *(part.folder.name for part in located))
        folder = self.job.folder / "linked" / key
        work = [
            (self.job, part, _only(settled, part), halo, folder, is_large)
            for part, halo in zip(located, halos, strict=True)
        ]
        return _whole(self.each(worker.finish, work, "linking"))

    def is_large(self, rows: int) -> bool:
        """Whether the result stays in parts."""
        tiles = self.engine.tiles
        return tiles == "always" or (tiles == "auto" and rows > self.engine.tiles_from)

    def write(self, parts: list[Finished], target: Path) -> Report:
        """The outputs, in one piece or in parts."""
        gazetteer = open_gazetteer(self.job.options.gazetteers).info()
        if self.is_large(sum(part.about["rows"] for part in parts)):
            from geomap.engine import large

            told = Incidents.empty().with_(facts={"gazetteer": gazetteer})
            named = report_facts(told)["gazetteer"]
            return large.write(self.each, self.job, parts, target, named)
        self.tick("writing", 0, 1)
        incidents = totals.collected(parts).validate()
        whole = incidents.with_(facts={**incidents.facts, "gazetteer": gazetteer})
        title = title_of(whole, self.job.options.title)
        written = write_checked(whole, target, WriteOptions(self.job.options.formats, title))
        self.tick("writing", 1, 1)
        return Report(written.incidents, written.files, report_facts(written.incidents))

    def _tried(self, function: Callable[..., Any], parts: Sequence[Any], what: str) -> list[Any]:
        """The results, with a failure for each partition that no worker could finish."""
        if not parts:
            return []
        results = self.each(function, [(self.job, part) for part in parts], what)
        return [
            Failed(part.number, part.name, _why(one)) if isinstance(one, BaseException) else one
            for part, one in zip(parts, results, strict=True)
        ]

    def _locate_articles(self, files: Sequence[Path], number: int) -> Finished:
        told = (one for path in files for one in worker.told_in(path))
        folder = self.job.folder / "articles" / self.job.key
        kept = shelf.finished(number, folder) or shelf.save(number, articles.together(told), folder)
        calls = [(self.job, number, kept)]
        located: list[Finished] = _whole(
            self.each(worker.locate_articles, calls, "locating articles")
        )
        return located[0]

    def _rejected(self, failed: Sequence[Failed], number: int) -> Finished:
        """A partition without incidents that lists the files which could not be used."""
        listed = [{"file": one.file, "reason": one.reason} for one in failed]
        key = digest_of(*(f"{one.file}: {one.reason}" for one in failed))
        told = Incidents.empty().with_(rejected=frames.frame(model.REJECTED_COLUMNS, listed))
        return worker.keep_located(told, number, self.job.folder / "located" / f"failed-{key}")

    def _halos(self, parts: list[Finished], settled: ids.Settled) -> list[borders.Halo]:
        """What each partition must see of the others."""
        telling = [part for part in parts if part.about["answers"]]
        stated = self._over(borders.answers, telling, settled, "gathering links")
        pairs = borders.pairs_of(
            {part.number: rows for part, rows in zip(telling, stated, strict=True)}
        )
        targets = self._picked(parts, settled, frozenset(pairs["to_id"]))
        inferred = self._inferred(parts, settled, pairs[pairs["to_id"].isin(targets["id"])])
        more = frozenset(inferred["to_id"]) - frozenset(targets["id"])
        targets = pd.concat([targets, self._picked(parts, settled, more)], ignore_index=True)
        return list(borders.halos(parts, pairs, inferred, targets))

    def _picked(
        self, parts: list[Finished], settled: ids.Settled, wanted: frozenset[str]
    ) -> pd.DataFrame:
        if not wanted:
            return pd.DataFrame(borders.picked_none())
        found = self._over(partial(_pick, wanted=wanted), parts, settled, "gathering attacks")
        picked: pd.DataFrame = pd.concat(found, ignore_index=True)
        return picked

    def _inferred(
        self, parts: list[Finished], settled: ids.Settled, pairs: pd.DataFrame
    ) -> pd.DataFrame:
        when = borders.slices(parts) if self.job.options.infer_links else []
        holding = [part for part in parts if part.about["links"]]
        linked = self._over(borders.linked_ids, holding, settled, "gathering links") if when else []
        taken = frozenset(pairs["from_id"]).union(*linked)
        dated = [part.telling("days") for part in parts]
        calls = [(dated, settled, one, taken) for one in when]
        found = _whole(self.each(borders.infer, calls, "proposing links"))
        nothing = frames.frame(model.LINK_COLUMNS).assign(part=pd.Series(dtype="int64"))
        links: pd.DataFrame = pd.concat([nothing, *found], ignore_index=True)
        return links

    def _over(
        self,
        function: Callable[..., Any],
        parts: Sequence[Finished],
        settled: ids.Settled,
        what: str,
    ) -> list[Any]:
        return _whole(self.each(function, [(part, _only(settled, part)) for part in parts], what))


def _pick(part: Finished, settled: ids.Settled, wanted: frozenset[str]) -> pd.DataFrame:
    rows: pd.DataFrame = borders.pick(part, settled, wanted)
    return rows


def _only(settled: ids.Settled, part: Finished) -> ids.Settled:
    """What concerns one partition."""
    return settled.of(part.number)


def _whole(results: list[Any]) -> list[Any]:
    """The results, when there is one of every call: past reading, none can be done without."""
    for one in results:
        if isinstance(one, BaseException):
            raise one
    return results


def _why(error: BaseException) -> str:
    """Why a partition was given up, in one line."""
    first = (str(error).splitlines() or [""])[0]
    return (
        f"could not be processed ({type(error).__name__}: {first[:200]}); take it out or split it"
    )
