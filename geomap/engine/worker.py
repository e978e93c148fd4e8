"""What runs on a worker: one partition through the functions that one machine uses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import pipeline, proposals, read
from geomap.engine import borders, dataset, shelf, totals
from geomap.engine.ids import Settled, write_keys
from geomap.engine.plan import Job, Partition, index_digest
from geomap.engine.shelf import Finished
from geomap.errors import ClusterError, InputError
from geomap.gazetteer import Gazetteer
from geomap.locate import locate
from geomap.model import Incidents
from geomap.read import articles
from geomap.read.articles.assemble import Rows
from geomap.write import payload, report_facts


@dataclass(frozen=True)
class Failed:
    """A partition that could not be used, and why, in one line."""

    number: int
    file: str
    reason: str


@cache
def gazetteer_of(extra: tuple[Path, ...], digest: str) -> Gazetteer:
    """The gazetteer, opened once per worker and checked to be the one that the run began with.

    Raises:
        ClusterError: the index files or geomap's version here are other ones.
        GazetteerError: a file is missing.
    """
    if index_digest(extra) != digest:
        raise ClusterError(
            "geomap or the gazetteer's index differs between workers: install the same version "
            "with the same 'geomap gazetteer add' everywhere"
        )
    return pipeline.open_gazetteer(extra)


def prepare(job: Job, part: Partition) -> Finished | Failed:
    """Read and locate the table of one partition, and keep the result.

    Raises:
        InputError: the table cannot be read, and the job is strict.
        ClusterError: the index here is another one.
        OutputError: the result could not be kept.
    """
    folder = job.folder / "located" / f"{part.number:06d}-{part.key}"
    before = shelf.finished(part.number, folder)
    if before is not None:
        return before
    gazetteer = gazetteer_of(job.options.gazetteers, job.digest)
    try:
        incidents = read.read_incidents(
            part.inputs, mapping=job.options.mapping, limits=job.options.limits
        )
    except InputError as error:
        return _failed(job, part, error)
    located = locate(incidents, gazetteer, country_hints=job.options.countries)
    return keep_located(located, part.number, folder)


def tell(job: Job, part: Partition) -> Path | Failed:
    """Read the articles of one partition one by one; the file that what they tell is kept in.

    Raises:
        InputError: they cannot be read, and the job is strict.
        ClusterError: the index here is another one.
        OutputError: the result could not be kept.
    """
    path = job.folder / "told" / f"{part.number:06d}-{part.key}.json"
    if path.exists():
        return path
    gazetteer = gazetteer_of(job.options.gazetteers, job.digest)
    try:
        told = articles.read_each(
            articles.articles_of(part.inputs),
            gazetteer=gazetteer,
            published=job.options.published,
            countries=job.options.countries,
            nlp=job.options.nlp,
        )
        text = json.dumps([asdict(one) for one in told])
    except InputError as error:
        return _failed(job, part, error)
    shelf.put_file(path, lambda beside: beside.write_text(text, encoding="utf-8"))
    return path


def _failed(job: Job, part: Partition, error: InputError) -> Failed:
    """The partition as one that cannot be used.

    Raises:
        InputError: the job is strict, and one is enough to end the run.
    """
    if job.strict:
        raise error
    return Failed(part.number, part.name, str(error).removeprefix(f"{part.name}: "))


def told_in(path: Path) -> list[articles.Told]:
    """What the articles of a partition told, as :func:`tell` kept it."""
    listed: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [
        articles.Told(**{**one, "rows": Rows(**one["rows"]) if one["rows"] else None})
        for one in listed
    ]


def locate_articles(job: Job, number: int, read_ones: Finished) -> Finished:
    """Locate the incidents of all articles, already one set, and keep the result."""
    folder = job.folder / "located" / f"{number:06d}-{read_ones.folder.name}"
    gazetteer = gazetteer_of(job.options.gazetteers, job.digest)
    before = shelf.finished(number, folder)
    if before is not None:
        return before
    incidents = shelf.load(read_ones)
    return keep_located(
        locate(incidents, gazetteer, country_hints=job.options.countries), number, folder
    )


def keep_located(located: Incidents, number: int, folder: Path) -> Finished:
    """Located incidents in ``folder``, with what linking must know of them beside."""
    rows, told = located.incidents, proposals.are_told(located)
    about = {
        "answers": int(rows["retaliation_for"].notna().sum()),
        "links": len(located.links),
        "rejected": len(located.rejected),
        "articles": int(located.facts.get("articles", 0)),
        "days": _days(rows, told),
        "told": int(told.sum()),
    }
    return shelf.save(number, located, folder, partial(write_keys, located), **about)


def finish(
    job: Job,
    part: Finished,
    settled: Settled,
    halo: borders.Halo,
    folder: Path,
    is_large: bool,
) -> Finished:
    """Link one partition with what it must see of the others, and keep the result.

    Raises:
        ClusterError: the index here is another one.
        InputError: an id, word or relation is not as it must be.
        OutputError: the result could not be kept.
    """
    kept = folder / f"{part.number:06d}"
    before = shelf.finished(part.number, kept)
    if before is not None:
        return before
    gazetteer = gazetteer_of(job.options.gazetteers, job.digest)
    incidents = borders.finish(part, settled, halo, gazetteer)
    about: dict[str, Any] = {
        "links": part.about["links"],
        "inferred": len(halo.inferred),
        "linked": len(incidents.links),
        "rejected": part.about["rejected"],
        "report": totals.shortened(report_facts(incidents)),
    }
    if not is_large:
        return shelf.save(part.number, incidents, kept, **about)
    about["span"] = payload.span(incidents.incidents)
    flat = dataset.flat_table(incidents)
    about["curve"] = dataset.sketch(flat, part.number)
    return shelf.save(part.number, incidents, kept, partial(dataset.keep, flat), **about)


def _days(rows: pd.DataFrame, told: NDArray[np.bool_]) -> dict[str, list[int]]:
    """For each date: how many attacks and retaliations it has, and how many may answer one.

    These are retaliations, and attacks that a text tells.
    """
    attack, said = rows["kind"].eq("attack"), rows["kind"].eq("retaliation")
    counts = pd.DataFrame(
        {"date": rows["date"], "rows": attack | said, "strikes": said | attack & told}
    )
    days = counts[attack | said].dropna(subset=["date"]).groupby("date").sum().astype("int64")
    return {str(date): row.tolist() for date, row in zip(days.index, days.to_numpy(), strict=True)}
