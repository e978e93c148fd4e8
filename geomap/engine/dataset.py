"""The incidents of many partitions as one GeoParquet data set, near ones in the same file.

Rows are ordered along the Hilbert curve over the world, at one spot the newest first. Each
partition sorts its own rows and says where on the curve they lie; the curve is then cut into runs
of about ROWS_IN_FILE, each partition into as many pieces, and each file gathers its piece from
all partitions. All files have the columns of all partitions. Every row has a bounding box, as the
covering of GeoParquet 1.1, so that readers leave files and row groups out that a box does not
meet.
"""

from __future__ import annotations

import base64
import itertools
import json
import math
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geomap import model
from geomap.engine import pieces, shelf
from geomap.engine.shelf import Finished
from geomap.model import Incidents
from geomap.write import features, parquet

ROWS_IN_FILE: Final = 250_000
_ROWS_IN_GROUP: Final = 32_768
#: The curve has 4^16 steps, some 600 m wide at the equator; what has no place comes after it.
_LEVEL: Final = 16
_NOWHERE: Final = 4**_LEVEL
#: Of incidents in one step, the newest that the map shows one by one; the others are counted.
CROWD: Final = 1_000
#: Points of the curve that a partition tells of.
_SKETCH: Final = 64
_GOLDEN: Final = (math.sqrt(5) - 1) / 2
_STEP: Final = "geomap step"
_BBOX: Final = "bbox"
_ALONG: Final = [(_STEP, "ascending"), ("date", "descending"), ("id", "descending")]
_BOX: Final = ("xmin", "ymin", "xmax", "ymax")

_FLAT: Final = "flat.parquet"
_FIRST_FILE: Final = "part-000000.parquet"
#: In front of packed rows: how many bytes they are unpacked.
_SIZE: Final = struct.Struct("<Q")


#: A spot in the order of the rows: the step, and of a row there its date and id.
Spot = tuple[int, str, str]


def flat_table(incidents: Incidents) -> pa.Table:
    """One partition's rows as the data set has them, along the curve, with their steps."""
    geometry = incidents.incidents.geometry
    table = parquet.arrow_table(incidents)
    table = table.rename_columns(features.names_beside(table.column_names, (_BBOX, _STEP)))
    table = table.append_column(_BBOX, _boxes(geometry.to_numpy()))
    table = table.append_column(_STEP, pa.array(steps_of(geometry)))
    return _ordered(table)


def _ordered(rows: pa.Table) -> pa.Table:
    return rows.take(pc.sort_indices(rows, sort_keys=_ALONG))


def keep(flat: pa.Table, folder: Path) -> None:
    """Keep :func:`flat_table` in a partition's folder."""
    pq.write_table(flat, folder / _FLAT, compression="zstd")


def sketch(flat: pa.Table, number: int) -> list[Spot]:
    """Where these rows lie: at most 64 spots in order, each for an equal share of them.

    Where in its share a spot lies differs by the ``number`` of the partition: the spots of many
    partitions that are alike are then spread as their rows are.
    """
    count = min(_SKETCH, flat.num_rows)
    within = math.modf(number * _GOLDEN)[0]
    shares = ((np.arange(count) + within) / max(count, 1) * flat.num_rows).astype("int64")
    found = flat.select([_STEP, "date", "id"]).take(pa.array(shares))
    steps, dates, ids = (column.to_pylist() for column in found.columns)
    return [(step, date or "", id_) for step, date, id_ in zip(steps, dates, ids, strict=True)]


def edges(parts: Sequence[Finished]) -> list[Spot | tuple[int]]:
    """Where each run of about ROWS_IN_FILE begins after the first, by what :func:`sketch` told.

    A run begins with a step, as ``(step,)``; where a step alone has more rows, within it, at a
    spot.
    """
    told = [(*spot, weight) for part in parts for spot, weight in _weighed(part)]
    spots = pd.DataFrame(told, columns=["step", "date", "id", "rows"])
    spots = spots.sort_values(["step", "date", "id"], ascending=[True, False, False])
    is_large = spots.groupby("step")["rows"].transform("sum").gt(ROWS_IN_FILE)
    # Steps come whole, but for the large, which begin a run and are counted from there.
    unit = spots["step"].where(is_large).ffill().fillna(-1) * 2 + is_large
    within = spots.groupby(unit)["rows"].cumsum() - spots["rows"]
    number = (within // ROWS_IN_FILE).astype("int64")
    first = unit.ne(unit.shift()) | number.ne(number.shift())
    first.iloc[:1] = False
    begun = spots[first]
    whole = ~is_large[first] | number[first].eq(0)
    rows = zip(begun["step"], begun["date"], begun["id"], whole, strict=True)
    found = [(step,) if entire else (step, date, id_) for step, date, id_, entire in rows]
    return list(dict.fromkeys(found))


def _weighed(part: Finished) -> Iterator[tuple[Spot, float]]:
    spots = shelf.long_of(part, "curve") if part.about["rows"] else []
    for step, date, id_ in spots:
        yield (step, date, id_), part.about["rows"] / len(spots)


def cut(part: Finished, edges_at: Path, path: Path, folder: Path) -> Path:
    """Write a partition's rows anew, each run of the curve a piece; in front of all, their columns.

    Args:
        part: a linked partition with its :func:`flat_table`.
        edges_at: what :func:`edges` gave, shared.
        path: the file, whole or not there.
        folder: what all calls share lies there.

    Returns:
        The columns, shared.
    """
    if not path.exists():
        flat = shelf.read_table(part.folder / _FLAT).replace_schema_metadata(None)
        at = [0, *(_place(flat, edge) for edge in shelf.shared(edges_at)), flat.num_rows]
        shelf.put_file(path, lambda beside: pieces.write(beside, _packed(flat, at)))
    (columns,) = pieces.read(path, 0)
    return shelf.share(base64.b64encode(columns).decode(), folder)


def _place(flat: pa.Table, edge: Sequence[Any]) -> int:
    """How many of these rows lie before an edge."""
    steps = flat[_STEP].to_numpy()
    start = int(np.searchsorted(steps, edge[0], "left"))
    if len(edge) == 1:
        return start
    stop = int(np.searchsorted(steps, edge[0], "right"))
    dates, ids = flat["date"], flat["id"]

    def told(row: int) -> tuple[str, str]:
        return dates[row].as_py() or "", ids[row].as_py()

    backwards = range(stop - 1, start - 1, -1)  # from the oldest
    return stop - bisect_right(backwards, tuple(edge[1:]), key=told)


def _packed(flat: pa.Table, at: Sequence[int]) -> Iterator[bytes]:
    """The columns, and then the rows between each two places, nothing where there are none."""
    yield flat.schema.serialize().to_pybytes()
    for start, stop in itertools.pairwise(at):
        yield _squeezed(flat.slice(start, stop - start)) if stop > start else b""


def _squeezed(rows: pa.Table) -> bytes:
    (batch,) = rows.combine_chunks().to_batches()
    plain = batch.serialize()
    packed: bytes = pa.compress(plain, codec="zstd", asbytes=True)
    return _SIZE.pack(plain.size) + packed


def _rows_of(columns: bytes, packed: bytes) -> pa.Table:
    """The rows of one piece."""
    (size,) = _SIZE.unpack_from(packed)
    plain = pa.decompress(packed[_SIZE.size :], size, codec="zstd")
    return pa.Table.from_batches([pa.ipc.read_record_batch(plain, _schema(columns))])


def _schema(columns: bytes) -> pa.Schema:
    return pa.ipc.read_schema(pa.py_buffer(columns))


def columns_of(told: Iterable[Path], folder: Path) -> Path:
    """The columns of all partitions, by what :func:`cut` gave of each, in order; shared."""
    distinct = [base64.b64decode(shelf.shared(path)) for path in dict.fromkeys(told)]
    together = pa.unify_schemas(map(_schema, distinct), promote_options="permissive")
    return shelf.share(base64.b64encode(together.serialize()).decode(), folder)


@dataclass(frozen=True)
class Gathered:
    """What became of one run: its rows, and the newest of the crowds that begin in it.

    A crowd is a step of the curve, on which more incidents lie than a page can show one by one;
    with it the date and id of the last that is shown, by descending date and id.
    """

    rows: int
    crowds: list[Spot]


@dataclass(frozen=True)
class Cuts:
    """What every run is gathered from."""

    files: Path  # those that :func:`cut` wrote, in the order of the partitions, shared
    columns: Path  # of :func:`columns_of`
    edges: Path  # of :func:`edges`, shared


def gather(cuts: Cuts, number: int, path: Path, crowd: int) -> Gathered:
    """Write the file of one run of the curve, none where it would be empty.

    Args:
        cuts: where its rows are.
        number: of the run.
        path: the file.
        crowd: how many incidents of one step are shown one by one.
    """
    found = (pieces.read(Path(file), 0, number + 1) for file in shelf.shared(cuts.files))
    filled = [_rows_of(columns, packed) for columns, packed in found if packed]
    if not filled:
        return Gathered(0, [])
    schema = _schema(base64.b64decode(shelf.shared(cuts.columns)))
    table = pa.concat_tables([schema.empty_table(), *filled], promote_options="permissive")
    table = _ordered(table)
    crowds = _crowds(table, crowd, *_split(shelf.shared(cuts.edges), number))
    table = table.drop_columns([_STEP])
    points = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    table = table.replace_schema_metadata({"geo": json.dumps(_covered(parquet.geo(points)))})
    shelf.put_file(
        path,
        lambda beside: pq.write_table(
            table, beside, compression="zstd", row_group_size=_ROWS_IN_GROUP
        ),
    )
    return Gathered(int(table.num_rows), crowds)


def _split(edges: Sequence[Sequence[Any]], number: int) -> tuple[int | None, int | None]:
    """The step within which a run begins, and the one within which it ends."""
    begins = edges[number - 1] if number else ()
    ends = edges[number] if number < len(edges) else ()
    first, last = (edge[0] if len(edge) > 1 else None for edge in (begins, ends))
    return first, last


def _crowds(rows: pa.Table, crowd: int, begun: int | None, goes_on: int | None) -> list[Spot]:
    """The crowds among ordered rows, but for the step that an earlier run has ``begun``.

    One that ``goes_on`` in the next run is larger than all that is shown, here or there.
    """
    steps, starts, counts = np.unique(rows[_STEP].to_numpy(), return_index=True, return_counts=True)
    found = []
    for step, start, count in zip(steps.tolist(), starts.tolist(), counts.tolist(), strict=True):
        if step not in (begun, _NOWHERE) and (count > crowd or step == goes_on):
            last = start + min(crowd, count) - 1
            found.append((step, rows["date"][last].as_py() or "", rows["id"][last].as_py()))
    return found


def is_shown(rows: gpd.GeoDataFrame, crowds: Mapping[int, tuple[str, str]]) -> pd.Series[bool]:
    """Which of these incidents are shown one by one, by what :func:`gather` said of crowds."""
    steps = pd.Series(steps_of(rows.geometry), index=rows.index)
    shown = pd.Series(True, index=rows.index)
    for step, of_it in rows[steps.isin(list(crowds))].groupby(steps):
        date, last = crowds[int(str(step))]
        told = of_it["date"].fillna("")
        shown[of_it.index] = told.gt(date) | (told.eq(date) & of_it["id"].ge(last))
    return shown


def steps_of(geometry: gpd.GeoSeries) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Each point's step on the curve; the step after its end for what is not placed."""
    placed = geometry.notna().to_numpy()
    keys = np.full(len(geometry), _NOWHERE, dtype="int64")
    if placed.any():
        world = (-180.0, -90.0, 180.0, 90.0)
        keys[placed] = geometry[placed].hilbert_distance(total_bounds=world, level=_LEVEL)
    return keys


def _boxes(points: Any) -> pa.StructArray:
    bounds = shapely.bounds(points)
    missing = pa.array(np.isnan(bounds[:, 0]))
    columns = [pa.array(bounds[:, at]) for at in range(4)]
    return pa.StructArray.from_arrays(columns, names=list(_BOX), mask=missing)


def _covered(geo: dict[str, Any]) -> dict[str, Any]:
    """GeoParquet metadata that names the bounding boxes, by section 'bbox covering' of 1.1."""
    covering = {"bbox": {side: [_BBOX, side] for side in _BOX}}
    return {**geo, "columns": {"geometry": {**geo["columns"]["geometry"], "covering": covering}}}


#: The other tables, written as they are, partition by partition.
PLAIN: Final = ("claims", "links", "candidates", "rejected")


def write_plain(part: Finished, folder: Path) -> int:
    """Write a partition's other tables, those with rows, each into its folder of the data set."""
    written = 0
    for name in PLAIN:
        rows = shelf.load_table(part, name)
        if len(rows):
            path = folder / name / f"part-{part.number:06d}.parquet"
            table = pa.Table.from_pandas(rows, preserve_index=False)
            shelf.put_file(path, partial(pq.write_table, table))
            written += 1
    return written


def write_shared(parts: Sequence[Finished], folder: Path) -> None:
    """Write the sources and areas that partitions share, each once; no file where none are."""
    sources = distinct(parts, "sources", "id")
    if len(sources):
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pandas(sources, preserve_index=False)
        pq.write_table(table, folder / "sources" / _FIRST_FILE)
    areas = distinct_areas(parts).sort_values("area_id", ignore_index=True)
    if len(areas):
        (folder / "areas").mkdir(parents=True, exist_ok=True)
        areas.to_parquet(folder / "areas" / _FIRST_FILE, write_covering_bbox=True)


def distinct_areas(parts: Sequence[Finished]) -> gpd.GeoDataFrame:
    """The areas of all partitions, each once."""
    rows = distinct(parts, "areas", "area_id")
    return gpd.GeoDataFrame(rows.assign(geometry=shapely.from_wkb(rows["geometry"])), crs=model.CRS)


def distinct(parts: Sequence[Finished], name: str, key: str) -> pd.DataFrame:
    """The rows of one table of all partitions, each once; no more of them is held than that."""
    known: set[str] = set()
    listed: list[pd.DataFrame] = []
    for part in parts:
        keys = shelf.load_table(part, name, [key])[key]
        if listed and known.issuperset(keys):
            continue
        rows = shelf.load_table(part, name)
        listed.append(rows[~rows[key].isin(known) & ~rows[key].duplicated()])
        known.update(keys)
    together: pd.DataFrame = pd.concat(listed, ignore_index=True)
    return together
