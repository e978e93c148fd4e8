"""The incidents of many partitions as one GeoParquet data set, near ones in the same file.

Rows are ordered along the Hilbert curve over the world. Each partition sorts its own rows and
says where on the curve they lie; the curve is then cut into runs of about ROWS_IN_FILE, each
partition into as many pieces, and each file gathers its piece from all partitions. Every row has
a bounding box, as the covering of GeoParquet 1.1, so that readers leave files and row groups out
that a box does not meet.
"""

from __future__ import annotations

import itertools
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

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
_STEP: Final = "geomap step"
_BBOX: Final = "bbox"
_ALONG: Final = [(_STEP, "ascending"), ("id", "ascending")]
_BOX: Final = ("xmin", "ymin", "xmax", "ymax")

_FLAT: Final = "flat.parquet"
#: In front of packed rows: how many bytes they are unpacked.
_SIZE: Final = struct.Struct("<Q")


def flat_table(incidents: Incidents) -> pa.Table:
    """One partition's rows as the data set has them, along the curve, with their steps."""
    geometry = incidents.incidents.geometry
    table = parquet.arrow_table(incidents)
    table = table.rename_columns(features.names_beside(table.column_names, (_BBOX, _STEP)))
    table = table.append_column(_BBOX, _boxes(geometry.to_numpy()))
    table = table.append_column(_STEP, pa.array(steps_of(geometry)))
    return table.take(pc.sort_indices(table, sort_keys=_ALONG))


def keep(flat: pa.Table, folder: Path) -> None:
    """Keep :func:`flat_table` in a partition's folder."""
    pq.write_table(flat, folder / _FLAT, compression="zstd")


def sketch(flat: pa.Table) -> list[int]:
    """Where on the curve these rows lie: at most 64 steps, each for an equal share of them."""
    if not flat.num_rows:
        return []
    shares = np.linspace(0, flat.num_rows - 1, min(_SKETCH, flat.num_rows)).astype("int64")
    steps: list[int] = flat[_STEP].take(pa.array(shares)).to_pylist()
    return steps


def runs(parts: Sequence[Finished]) -> list[tuple[int, int]]:
    """Runs of the curve, first step and the one after the last, of about ROWS_IN_FILE each."""
    told = [
        (step, part.about["rows"] / len(part.about["curve"]))
        for part in parts
        for step in part.about["curve"]
    ]
    steps = pd.DataFrame(told, columns=["step", "rows"]).sort_values("step", kind="stable")
    number = (steps["rows"].cumsum() // ROWS_IN_FILE).astype("int64")
    starts = steps["step"][number.ne(number.shift())].unique().tolist()
    edges = [0, *(step for step in starts[1:] if step > 0), _NOWHERE + 1]
    return list(zip(edges[:-1], edges[1:], strict=True))


def cut(part: Finished, edges: Path, path: Path) -> None:
    """Write a partition's rows anew, each run of the curve a piece; in front of all, their columns.

    Args:
        part: a linked partition with its :func:`flat_table`.
        edges: what :func:`runs` gave, shared.
        path: the file, whole or not there.
    """
    if path.exists():
        return
    flat = shelf.read_table(part.folder / _FLAT).replace_schema_metadata(None)
    bounds = shelf.shared(edges)
    steps = flat[_STEP].to_numpy()
    at = [0, *np.searchsorted(steps, [first for first, _ in bounds[1:]]).tolist(), len(steps)]
    shelf.put_file(path, lambda beside: pieces.write(beside, _packed(flat, at)))


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
    schema = pa.ipc.read_schema(pa.py_buffer(columns))
    return pa.Table.from_batches([pa.ipc.read_record_batch(plain, schema)])


@dataclass(frozen=True)
class Gathered:
    """What became of one run: its rows, and the newest of its crowds.

    A crowd is a step of the curve, on which more incidents lie than a page can show one by one;
    with it the date and id of the last that is shown, by descending date and id.
    """

    rows: int
    crowds: list[tuple[int, str, str]]


def gather(cuts: Path, number: int, path: Path, crowd: int) -> Gathered:
    """Write the file of one run of the curve, none where it would be empty.

    Args:
        cuts: the files that :func:`cut` wrote, in the order of the partitions, shared.
        number: of the run.
        path: the file.
        crowd: how many incidents of one step are shown one by one.
    """
    found = (pieces.read(Path(cut), 0, number + 1) for cut in shelf.shared(cuts))
    filled = [_rows_of(columns, packed) for columns, packed in found if packed]
    if not filled:
        return Gathered(0, [])
    table = pa.concat_tables(filled, promote_options="permissive")
    crowds = _crowds(table.select([_STEP, "date", "id"]).to_pandas(), crowd)
    table = table.take(pc.sort_indices(table, sort_keys=_ALONG)).drop_columns([_STEP])
    points = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    table = table.replace_schema_metadata({"geo": json.dumps(_covered(parquet.geo(points)))})
    shelf.put_file(
        path,
        lambda beside: pq.write_table(
            table, beside, compression="zstd", row_group_size=_ROWS_IN_GROUP
        ),
    )
    return Gathered(int(table.num_rows), crowds)


def _crowds(rows: pd.DataFrame, crowd: int) -> list[tuple[int, str, str]]:
    many = rows.groupby(_STEP)["id"].transform("size").gt(crowd) & rows[_STEP].ne(_NOWHERE)
    ordered = rows[many].fillna({"date": ""}).sort_values(["date", "id"], ascending=False)
    last: pd.DataFrame = ordered[ordered.groupby(_STEP).cumcount().eq(crowd - 1)]
    return sorted(last.itertuples(index=False, name=None))


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
PLAIN: Final = ("claims", "sources", "links", "candidates", "rejected")


def write_plain(part: Finished, folder: Path) -> int:
    """Write a partition's other tables, those with rows, each into its folder of the data set."""
    written = 0
    for name in PLAIN:
        rows = shelf.load_table(part, name)
        if len(rows):
            path = folder / name / f"part-{part.number:06d}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), path)
            written += 1
    return written


def write_areas(parts: Sequence[Finished], path: Path) -> None:
    """Write the distinct areas of all partitions as one GeoParquet file, none where none are."""
    listed = [shelf.load_areas(part) for part in parts]
    areas = pd.concat([one for one in listed if len(one)] or listed[:1], ignore_index=True)
    areas = areas.drop_duplicates("area_id").sort_values("area_id", ignore_index=True)
    if len(areas):
        path.parent.mkdir(parents=True, exist_ok=True)
        areas.to_parquet(path, write_covering_bbox=True)
