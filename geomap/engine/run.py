"""The whole way on Dask, as :mod:`geomap.pipeline` goes it on one machine. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from geomap import frames, model
from geomap.engine import borders, ids, large, outputs, shelf, totals, worker, workspace
from geomap.engine.cluster import (
    Tick,
    connected,
    each,
    forget_memory,
    peak_memory,
    spilled,
    why,
)
from geomap.engine.plan import (
    Job,
    Plan,
    digest_of,
    index_digest,
    make_plan,
    with_absolute_paths,
)
from geomap.engine.shelf import Finished
from geomap.engine.worker import Failed
from geomap.errors import InputError
from geomap.model import Incidents
from geomap.pipeline import BuildOptions, Report, open_gazetteer, title_of
from geomap.read import articles
from geomap.write import WriteOptions, report_facts, write_checked

if TYPE_CHECKING:
    import os


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
        GazetteerError: a gazetteer file cannot be used.
        ClusterError: the scheduler or its workers cannot go on, or a worker has another index.
        OutputError: an output could not be written, or another build writes into ``directory``.
    """
    options, engine = with_absolute_paths(options or BuildOptions()), engine or EngineOptions()
    if options.online:
        raise InputError("--online asks a service from one machine: use it with --engine local")
    gazetteer = open_gazetteer(options.gazetteers)  # which says what is wrong with a file
    target = Path(directory).absolute()
    digest = index_digest(options.gazetteers)
    plan = make_plan(inputs, options, digest, target)
    if engine.tiles == "always":
        check_large(plan, options.formats, target)
    with workspace.held(target) as work, connected(engine.scheduler, engine.workers) as client:
        job = Job(options, digest, work, engine.strict)
        outputs.finish(job.folder, target)
        shelf.sweep(job.folder)
        say(f"dashboard at {client.dashboard_link}")
        forget_memory(client)
        report = _Run(client, job, engine, say, tick, gazetteer.info()).build(plan, target)
        for line in _memory(client):
            say(line)
        workspace.clear(work)
    older = outputs.left(target, report.files)
    if older:
        say(f"{', '.join(older)} in {directory}: not of this build, left as it was")
    return report


def check_large(plan: Plan, formats: Sequence[str] | None, target: Path) -> None:
    """Nothing, when a large result in these formats can be made and has a place.

    Raises:
        InputError: a tool is missing, or an input lies where an output goes.
        OutputError: a folder of somebody's stands where an output goes.
    """
    large.check_tools(formats)
    parts = (*plan.tables, *plan.articles)
    outputs.check_free(target, (one.path for part in parts for one in part.inputs))


def _memory(client: Any) -> Iterator[str]:
    """What each worker that lives used in this run, in a line each."""
    on_disk = spilled(client)
    for address, peak in sorted(peak_memory(client).items()):
        disk = on_disk.get(address, 0)
        yield f"worker {address} held at most {peak / 1e6:.0f} MB, has spilled {disk / 1e6:.0f} MB"


@dataclass(frozen=True)
class _Run:
    """One run: its workers, its job, and how it tells of its progress."""

    client: Any  # distributed.Client, which carries no types
    job: Job
    engine: EngineOptions
    say: Callable[[str], None]
    tick: Tick
    gazetteer: dict[str, Any]  # what the report says of it

    def build(self, plan: Plan, target: Path) -> Report:
        """What is planned, read, located, linked and written into ``target``.

        Raises:
            InputError, OutputError, ClusterError: as :func:`build` says.
        """
        located = self.locate(plan)
        self._check_telling(located, plan)
        is_large = self.is_large(located)
        if is_large:
            check_large(plan, self.job.options.formats, target)
            for line in large.told(self.job.options.formats):
                self.say(line)
        linked = self.link(located, is_large=is_large)
        return self.write_parts(linked, target) if is_large else self.write(linked, target)

    def _check_telling(self, located: Sequence[Finished], plan: Plan) -> None:
        """Nothing, where something was read or refused.

        Raises:
            InputError: the inputs hold nothing; what was kept of them is removed.
        """
        told = (part.about[name] for part in located for name in ("rows", "rejected", "articles"))
        if not any(told):
            workspace.clear(self.job.folder)
            raise InputError(
                f"{plan.named}: holds no incident: give a table with rows or an article"
            )

    def each(
        self, function: Callable[..., Any], calls: Sequence[tuple[Any, ...]], what: str
    ) -> list[Any]:
        return each(self.client, function, calls, what, self.tick)

    def locate(self, plan: Plan) -> list[Finished]:
        """Every partition read and located, and what could not be read as one more."""
        tables = self._tried(worker.prepare, plan.tables, "reading and locating")
        told = self._tried(worker.tell, plan.articles, "reading articles")
        failed = [one for one in (*tables, *told) if isinstance(one, Failed)]
        if failed and len(failed) == len(tables) + len(told):
            raise InputError(f"{failed[0].file}: {failed[0].reason}")
        located = [one for one in tables if isinstance(one, Finished)]
        files = [one for one in told if isinstance(one, Path)]
        if files:
            located.append(self._locate_articles(files, len(plan.tables)))
        if failed:
            located.append(self._rejected(failed, len(plan.tables) + 1))
        return located

    def link(self, located: list[Finished], *, is_large: bool) -> list[Finished]:
        """Every partition linked, with ids that are distinct in the whole run."""
        bare = shelf.share_roll(located, self.job.folder)
        calls = [(bare, bucket) for bucket in ids.buckets(_rows(located))]
        settled = ids.joined(self.each(ids.settle, calls, "telling ids apart"))
        halos = self._halos(located, settled)
        form = "parts" if is_large else "whole"
        key = digest_of(form, *(part.folder.name for part in located))
        folder = self.job.folder / "linked" / key
        work = [
            (self.job, part, settled.of(part.number), halo, folder, is_large)
            for part, halo in zip(located, halos, strict=True)
        ]
        return self.each(worker.finish, work, "linking")

    def is_large(self, located: Sequence[Finished]) -> bool:
        """Whether the result stays in parts."""
        tiles = self.engine.tiles
        return tiles == "always" or (tiles == "auto" and _rows(located) > self.engine.tiles_from)

    def write(self, parts: list[Finished], target: Path) -> Report:
        """The outputs of one machine."""
        self.tick("writing", 0, 1)
        incidents = totals.collected(parts).validate()
        whole = incidents.with_(facts={**incidents.facts, "gazetteer": self.gazetteer})
        title = title_of(whole, self.job.options.title)
        written = write_checked(whole, target, WriteOptions(self.job.options.chosen_formats, title))
        self.tick("writing", 1, 1)
        return Report(written.incidents, written.files, report_facts(written.incidents))

    def write_parts(self, parts: list[Finished], target: Path) -> Report:
        """The outputs in parts."""
        told = Incidents.empty().with_(facts={"gazetteer": self.gazetteer})
        named = report_facts(told)["gazetteer"]
        return large.write(self.each, self.job, parts, target, named)

    def _tried(self, function: Callable[..., Any], parts: Sequence[Any], what: str) -> list[Any]:
        """The results, with a failure for each partition that no worker could finish."""
        if not parts:
            return []
        calls = [(self.job, part) for part in parts]
        go_on = not self.job.strict
        results = each(self.client, function, calls, what, self.tick, go_on=go_on)
        return [
            Failed(part.number, part.name, f"{why(one)}; take it out or split it")
            if isinstance(one, BaseException)
            else one
            for part, one in zip(parts, results, strict=True)
        ]

    def _locate_articles(self, files: Sequence[Path], number: int) -> Finished:
        """The incidents that all these articles tell of, as one partition."""
        key = digest_of(*(path.name for path in files))
        folder = self.job.folder / "articles" / key
        kept = shelf.finished(number, folder)
        if kept is None:
            told = (one for path in files for one in worker.told_in(path))
            kept = shelf.save(number, articles.together(told), folder)
        calls = [(self.job, number, kept)]
        located: list[Finished] = self.each(worker.locate_articles, calls, "locating articles")
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
        at = shelf.share(sorted(wanted), self.job.folder)
        found = self._over(partial(borders.pick, wanted_at=at), parts, settled, "gathering attacks")
        picked: pd.DataFrame = pd.concat(found, ignore_index=True)
        return picked

    def _inferred(
        self, parts: list[Finished], settled: ids.Settled, pairs: pd.DataFrame
    ) -> pd.DataFrame:
        when = borders.slices(parts) if self.job.options.infer_links else []
        holding = [part for part in parts if part.about["links"]]
        linked = self._over(borders.linked_ids, holding, settled, "gathering links") if when else []
        taken = shelf.share(sorted({*pairs["from_id"], *chain(*linked)}), self.job.folder)
        dated = shelf.share_roll(parts, self.job.folder, "days", "told")
        told = settled.shared(self.job.folder)
        calls = [(dated, told, one, taken) for one in when]
        found = self.each(borders.infer, calls, "proposing links")
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
        return self.each(function, [(part, settled.of(part.number)) for part in parts], what)


def _rows(parts: Sequence[Finished]) -> int:
    return sum(part.about["rows"] for part in parts)
