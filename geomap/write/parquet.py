"""``incidents.parquet``: GeoParquet 1.1, lists as lists, dates as times beside their text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet
import pyproj
import shapely

from geomap import model
from geomap.model import Incidents
from geomap.write import drawing, features, shapes

#: Stated, because a column of empty lists would have none.
_TEXTS: Final = pyarrow.list_(pyarrow.string())
_SOURCE: Final = ("publisher", "url", "quote")


def write_parquet(incidents: Incidents, path: Path) -> None:
    """A row per incident with PROPERTIES, own columns, ``begins, ends`` and its Point."""
    pyarrow.parquet.write_table(arrow_table(incidents), path, compression="zstd")


def arrow_table(incidents: Incidents) -> pyarrow.Table:
    """What :func:`write_parquet` writes, with the metadata of GeoParquet."""
    told = pd.concat([features.without_sources(incidents), drawing.times(incidents)], axis=1)
    points = shapes.points(incidents)
    columns = {str(column): _arrow_column(told[column]) for column in told}
    columns["sources"] = _sources(incidents)
    columns["geometry"] = pyarrow.array(shapely.to_wkb(points), pyarrow.binary())
    return pyarrow.table(columns).replace_schema_metadata({"geo": json.dumps(geo(points))})


def _arrow_column(column: pd.Series[Any]) -> pyarrow.Array:
    if column.name in features.LISTS:
        return pyarrow.array(column.tolist(), _TEXTS)
    plain = features.texts(column) if column.dtype == object else column
    return pyarrow.array(plain, from_pandas=True)


def _sources(incidents: Incidents) -> pyarrow.Array:
    """Per incident a list of its sources, put together from columns."""
    rows = features.source_rows(incidents)
    ends = np.searchsorted(rows["at"], np.arange(len(incidents) + 1)).astype("int32")
    columns = [pyarrow.array(rows[name], pyarrow.string(), from_pandas=True) for name in _SOURCE]
    each = pyarrow.StructArray.from_arrays(columns, list(_SOURCE))
    return pyarrow.ListArray.from_arrays(pyarrow.array(ends), each)


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
