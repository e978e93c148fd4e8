"""Results too large for one file: a data set in parts, a summed report, a map over tiles.

``dataset/incidents/*.parquet`` is GeoParquet in spatial order, the other tables lie beside it,
``report.json`` is the sum of the partitions' reports, and ``map.html`` draws ``tiles.pmtiles`` and
reads ``details/``. Other formats, where they are named, are written partition by partition into
``parts/``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geomap.engine import dataset, outputs, page, shelf, tiles, totals
from geomap.engine.bins import Bins
from geomap.engine.plan import Job
from geomap.engine.shelf import Finished
from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.pipeline import Report
from geomap.write import DEFAULT_FORMATS, basemap
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
    facts = totals.summed((shelf.long_of(part, "report") for part in parts), gazetteer)
    formats = formats_of(job.options.formats)
    with outputs.staged(job.folder) as stage:
        crowds = _write_dataset(each, job, parts, stage / "dataset")
        if "html" in formats:
            _write_map(each, job, parts, facts, crowds, stage)
        if "report" in formats:
            text = json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False)
            (stage / "report.json").write_text(f"{text}\n", encoding="utf-8", errors="replace")
        others = [name for name in formats if name not in _OWN]
        if others:
            folders = [(part, stage / "parts" / f"{part.number:06d}", others) for part in parts]
            each(_write_part, folders, "writing parts")
    return Report(Incidents.empty(), outputs.publish(job.folder, target), facts)


def told(named: Sequence[str] | None) -> Iterator[str]:
    """What the user should know of the form before it is made, in a line each."""
    if named is None:
        left_out = [name for name in DEFAULT_FORMATS if name not in _OWN]
        yield (
            f"so many incidents come as a data set in parts, without {', '.join(left_out)}: name "
            "them with --formats to have them too, part by part"
        )


def check_tools(formats: Sequence[str] | None) -> None:
    """Nothing, when what a large result in these formats needs is installed.

    Raises:
        InputError: tippecanoe is not.
    """
    if "html" in formats_of(formats):
        tiles.tippecanoe()


def formats_of(named: Sequence[str] | None) -> tuple[str, ...]:
    """The formats that were named; those of the default that have a form of their own, if none."""
    return ("html", "report") if named is None else tuple(named)


def _write_dataset(each: Each, job: Job, parts: Sequence[Finished], folder: Path) -> Path:
    """``dataset/``; the crowds that were found on the way, shared."""
    edges = dataset.edges(parts)
    at = shelf.share(edges, job.folder)
    files = [part.folder / f"{at.stem}.pieces" for part in parts]
    work = [(part.telling(), at, file, job.folder) for part, file in zip(parts, files, strict=True)]
    columns = dataset.columns_of(each(dataset.cut, work, "ordering by place"), job.folder)
    cuts = dataset.Cuts(shelf.share(list(map(str, files)), job.folder), columns, at)
    calls = [
        (cuts, number, folder / "incidents" / f"part-{number:06d}.parquet", dataset.CROWD)
        for number in range(len(edges) + 1)
    ]
    gathered: list[dataset.Gathered] = each(dataset.gather, calls, "gathering by place")
    rows = sum(one.rows for one in gathered)
    expected = sum(part.about["rows"] for part in parts)
    if rows != expected:
        raise OutputError(f"{folder}: {rows} of {expected} incidents written: run the build again")
    each(dataset.write_plain, [(part, folder) for part in parts], "writing tables")
    dataset.write_shared(parts, folder)
    return shelf.share([crowd for one in gathered for crowd in one.crowds], job.folder)


def _write_map(
    each: Each,
    job: Job,
    parts: Sequence[Finished],
    facts: dict[str, Any],
    crowds: Path,
    stage: Path,
) -> None:
    """``tiles.pmtiles``, ``details/`` and the page that draws and reads them."""
    table = totals.layer_table(facts["layers"])
    keys = shelf.share(table[["country", "actor", "kind"]].to_numpy().tolist(), job.folder)
    firsts = list(accumulate((part.about["rows"] for part in parts), initial=0))[:-1]
    links = _links(each, job, parts, firsts)
    sides = tiles.both_sides(links)
    bins = _bins(parts)
    known = tiles.Known(keys, crowds, bins)
    features = job.folder / "features"
    ways = [
        tiles.Way(first, features / f"{part.number:06d}.geojsonl", stage / _details_file(part))
        for first, part in zip(firsts, parts, strict=True)
    ]
    work = [
        (part, known, tiles.links_near(sides, way.first, part.about["rows"]), way)
        for part, way in zip(parts, ways, strict=True)
    ]
    counted = each(tiles.features_of, work, "writing features")
    bounds = tiles.bounds_of(counted)
    if bounds is not None:
        tiles.write_tiles(counted, parts, tiles.lines_of(links), stage / "tiles.pmtiles")
    counts = pd.concat([one.bins for one in counted]).groupby(["layer", "bin"])["n"].sum()
    codes = {name: code for one in reversed(counted) for name, code in one.codes.items()}
    header = page.Header(
        title=job.options.title or totals.title_of(facts),
        total=int(facts["counts"]["incidents"]),
        unplaced=int(facts["counts"]["unplaced"]),
        tiles=None if bounds is None else "tiles.pmtiles",
        single_zoom=tiles.SINGLE_ZOOM,
        shape_zooms=tiles.ZOOMS,
        bounds=bounds,
        layers=[tuple(row) for row in table[_LAYER].to_numpy().tolist()],
        counts=counts.reset_index().to_numpy().tolist(),
        country_codes=codes,
        step=bins.step,
        edges=bins.edges.tolist(),
        details=[
            (first, _details_file(part))
            for first, part in zip(firsts, parts, strict=True)
            if part.about["rows"]
        ],
        is_linked=bool(len(links)),
    )
    busy = table.groupby("country")["count"].sum()
    base = basemap.encode_around(
        {code: int(busy[name]) for name, code in codes.items() if name in busy}
    )
    (stage / "map.html").write_text(page.page_of(header, base), encoding="utf-8", newline="\n")


_LAYER: Final = ["country", "actor", "kind", "colour"]


def _details_file(part: Finished) -> str:
    return f"details/part-{part.number:06d}.bin"


def _bins(parts: Sequence[Finished]) -> Bins:
    """How time is cut, by the days of all partitions; one day where none is known."""
    spans = [part.about["span"] for part in parts if part.about["span"]]
    if not spans:
        return Bins.between(0, 0)
    return Bins.between(min(first for first, _ in spans), max(last for _, last in spans))


def _links(each: Each, job: Job, parts: Sequence[Finished], firsts: Sequence[int]) -> pd.DataFrame:
    """Every link with the numbers and places of both ends."""
    holding = [part for part in parts if part.about["linked"]]
    listed = [shelf.load_table(part, "links") for part in holding or parts[:1]]
    links = pd.concat(listed, ignore_index=True)
    ends = pd.concat([links["from_id"], links["to_id"]]).drop_duplicates()
    wanted = shelf.share(ends.tolist(), job.folder)
    bare = [part.telling() for part in (parts if len(links) else parts[:1])]
    calls = [(part, wanted, first) for part, first in zip(bare, firsts, strict=False)]
    placed: pd.DataFrame = pd.concat(each(tiles.ends_of, calls, "placing links"), ignore_index=True)
    return tiles.with_ends(links, placed)


def _write_part(part: Finished, folder: Path, formats: Sequence[str]) -> None:
    write_files(shelf.load(part), folder, formats=formats)
