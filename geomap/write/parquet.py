"""``incidents.parquet``: GeoParquet 1.1, lists as lists, dates as times beside their text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow
import pyarrow.parquet
import pyproj
import shapely

from geomap import model
from geomap.model import Incidents
from geomap.write import features, shapes

_TEXTS: Final = pyarrow.list_(pyarrow.string())
_SOURCES: Final = pyarrow.list_(
    pyarrow.struct([(name, pyarrow.string()) for name in ("publisher", "url", "quote")])
)
#: Types of the columns that hold lists: stated, because an empty one would have none.
_LISTED: Final = {"weapons": _TEXTS, "retaliation_for": _TEXTS, "sources": _SOURCES}


def write_parquet(incidents: Incidents, path: Path) -> None:
    """A row per incident with PROPERTIES, own columns, ``begins, ends`` and its Point."""
    pyarrow.parquet.write_table(arrow_table(incidents), path, compression="zstd")


def arrow_table(incidents: Incidents) -> pyarrow.Table:
    """What :func:`write_parquet` writes, with the metadata of GeoParquet."""
    told = pd.concat([features.properties(incidents), features.times(incidents)], axis=1)
    points = shapes.points(incidents)
    columns = {str(column): _arrow_column(told[column]) for column in told}
    columns["geometry"] = pyarrow.array(shapely.to_wkb(points), pyarrow.binary())
    return pyarrow.table(columns).replace_schema_metadata({"geo": json.dumps(geo(points))})


def _arrow_column(column: pd.Series[Any]) -> pyarrow.Array:
    if column.name in _LISTED:
        return pyarrow.array(column.tolist(), _LISTED[column.name])
    plain = features.texts(column) if column.dtype == object else column
    return pyarrow.array(plain, from_pandas=True)


def geo(points: shapes.Shapes) -> dict[str, Any]:
    """The file's metadata by the GeoParquet 1.1 specification."""
    geometry = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": pyproj.CRS(model.CRS).to_json_dict(),
    }
    box = shapes.bounds(points)
    return {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": geometry | ({"bbox": box} if box else {})},
    }
