"""The incidents of many partitions as one GeoParquet data set, near ones in the same file.

Rows are ordered along the Hilbert curve over the world. Each partition sorts its own rows and
says where on the curve they lie; the curve is then cut into runs of about ROWS_IN_FILE, and each
file gathers its run from all partitions. Every row has a bounding box, as the covering of
GeoParquet 1.1, so that readers leave files and row groups out that a box does not meet.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geomap.engine import shelf
from geomap.engine.shelf import Finished
from geomap.model import Incidents
from geomap.write import parquet

ROWS_IN_FILE: Final = 250_000
_ROWS_IN_GROUP: Final = 32_768
#: A partition is read once for each file of the data set, and only the groups of that file's run:
#: of sizes from 1,024 to the whole partition this one took least time.
_ROWS_KEPT_TOGETHER: Final = 2_048
#: The curve has 4^16 steps, some 600 m wide at the equator; what has no place comes after it.
_LEVEL: Final = 16
_NOWHERE: Final = 4**_LEVEL
#: Points of the curve that a partition tells of.
_SKETCH: Final = 64
_ALONG: Final = [("curve", "ascending"), ("id", "ascending")]
_BOX: Final = ("xmin", "ymin", "xmax", "ymax")

_FLAT: Final = "flat.parquet"


def flat_table(incidents: Incidents) -> pa.Table:
    """One partition's rows as the data set has them, along the curve, with the step ``curve``."""
    geometry = incidents.incidents.geometry
    table = parquet.arrow_table(incidents).append_column("bbox", _boxes(geometry.to_numpy()))
    table = table.append_column("curve", pa.array(_keys(geometry)))
    return table.take(pc.sort_indices(table, sort_keys=_ALONG))


def keep(flat: pa.Table, folder: Path) -> None:
    """Keep :func:`flat_table` in a partition's folder."""
    pq.write_table(flat, folder / _FLAT, compression="zstd", row_group_size=_ROWS_KEPT_TOGETHER)


def sketch(flat: pa.Table) -> list[int]:
    """Where on the curve these rows lie: at most 64 steps, each for an equal share of them."""
    if not flat.num_rows:
        return []
    shares = np.linspace(0, flat.num_rows - 1, min(_SKETCH, flat.num_rows)).astype("int64")
    steps: list[int] = flat["curve"].take(pa.array(shares)).to_pylist()
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


def gather(parts: Sequence[Finished], run: tuple[int, int], path: Path) -> int:
    """Write the file of one run of the curve, none where it would be empty; how many rows."""
    filters = [("curve", ">=", run[0]), ("curve", "<", run[1])]
    pieces = [
        pq.read_table(part.folder / _FLAT, filters=filters, use_threads=False) for part in parts
    ]
    filled = [piece for piece in pieces if piece.num_rows]
    if not filled:
        return 0
    table = pa.concat_tables(
        [piece.replace_schema_metadata(None) for piece in filled], promote_options="permissive"
    )
    table = table.take(pc.sort_indices(table, sort_keys=_ALONG)).drop_columns(["curve"])
    points = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    table = table.replace_schema_metadata({"geo": json.dumps(_covered(parquet.geo(points)))})
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    pq.write_table(table, beside, compression="zstd", row_group_size=_ROWS_IN_GROUP)
    beside.replace(path)
    return int(table.num_rows)


def _keys(geometry: gpd.GeoSeries) -> np.ndarray[Any, np.dtype[np.int64]]:
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
    covering = {"bbox": {side: ["bbox", side] for side in _BOX}}
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
