"""Results too large for one file: a data set in parts, a summed report, a map over tiles.

``dataset/incidents/*.parquet`` is GeoParquet in spatial order, the other tables lie beside it,
``report.json`` is the sum of the partitions' reports, and ``map.html`` draws ``tiles.pmtiles``.
Other formats, where they are named, are written partition by partition into ``parts/``. All is
made in the work folder and moved into place when it is whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geomap.engine import dataset, page, shelf, tiles, totals
from geomap.engine.plan import Job
from geomap.engine.shelf import Finished
from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.pipeline import DEFAULT_FORMATS, Report
from geomap.write import write as write_files

Each = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]], str], list[Any]]

#: Formats that have a form of their own here; the rest is written in parts.
_OWN: Final = ("html", "report", "parquet")


def write(
    each: Each, job: Job, parts: Sequence[Finished], target: Path, gazetteer: dict[str, Any]
) -> Report:
    """Every output, from the linked partitions; ``each`` runs a function on the workers.

    Raises:
        OutputError: an output could not be written; what stood there is untouched.
    """
    stage = job.folder / "outputs"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    facts = totals.summed([part.about["report"] for part in parts], gazetteer)
    _write_dataset(each, parts, stage / "dataset")
    formats = _formats(job)
    if "html" in formats:
        _write_map(each, job, parts, facts, stage)
    if "report" in formats:
        text = json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False)
        (stage / "report.json").write_text(f"{text}\n", encoding="utf-8", errors="replace")
    others = [name for name in formats if name not in _OWN]
    if others:
        folders = [(part, stage / "parts" / f"{part.number:06d}", others) for part in parts]
        _all_done(each(_write_part, folders, "writing parts"))
    return Report(Incidents.empty(), _move(stage, target, job.folder / "replaced"), facts)


def _formats(job: Job) -> tuple[str, ...]:
    """The formats that were named; those of the default that have a form of their own, if none."""
    named = job.options.formats
    return ("html", "report") if named == DEFAULT_FORMATS else named


def _write_dataset(each: Each, parts: Sequence[Finished], folder: Path) -> None:
    bare = [part.telling() for part in parts]
    calls = [
        (bare, run, folder / "incidents" / f"part-{number:06d}.parquet")
        for number, run in enumerate(dataset.runs(parts))
    ]
    rows = sum(_all_done(each(dataset.gather, calls, "ordering by place")))
    expected = sum(part.about["rows"] for part in parts)
    if rows != expected:
        raise OutputError(f"{folder}: {rows} of {expected} incidents written: run the build again")
    _all_done(each(dataset.write_plain, [(part, folder) for part in parts], "writing tables"))
    dataset.write_areas(parts, folder / "areas" / "part-000000.parquet")


def _write_map(
    each: Each, job: Job, parts: Sequence[Finished], facts: dict[str, Any], stage: Path
) -> None:
    """``tiles.pmtiles`` and the page that draws it."""
    table = totals.layer_table(facts["layers"])
    keys = [tuple(row) for row in table[["country", "actor", "kind"]].to_numpy().tolist()]
    numbers = {key: number for number, key in enumerate(keys)}
    folder = job.folder / "features"
    counted = _all_done(
        each(tiles.features_of, [(part, numbers, folder) for part in parts], "writing features")
    )
    tiles.write_tiles(counted, parts, tiles.link_lines(parts), stage / "tiles.pmtiles")
    months = pd.concat([one.months for one in counted]).groupby(["layer", "month"])["n"].sum()
    title = job.options.title or totals.title_of(facts)
    header = page.Header(
        title=title,
        total=int(facts["counts"]["incidents"]),
        tiles="tiles.pmtiles",
        single_zoom=tiles.SINGLE_ZOOM,
        shape_zooms=tiles.ZOOMS,
        bounds=tiles.bounds_of(counted),
        layers=[tuple(row) for row in table[_LAYER].to_numpy().tolist()],
        months=months.reset_index().to_numpy().tolist(),
    )
    (stage / "map.html").write_text(page.page_of(header), encoding="utf-8", newline="\n")


_LAYER: Final = ["country", "actor", "kind", "colour", "count"]


def _write_part(part: Finished, folder: Path, formats: Sequence[str]) -> None:
    write_files(shelf.load(part), folder, formats=formats)


def _move(stage: Path, target: Path, replaced: Path) -> tuple[Path, ...]:
    """Bring every file and folder of ``stage`` into ``target``, by one rename each."""
    moved = []
    for new in sorted(stage.iterdir()):
        place = target / new.name
        if place.is_dir():
            shutil.rmtree(replaced, ignore_errors=True)
            place.replace(replaced)
        new.replace(place)
        moved.append(place)
    return tuple(moved)


def _all_done(results: list[Any]) -> list[Any]:
    for one in results:
        if isinstance(one, BaseException):
            raise one
    return results
