"""``incidents.parquet``, ``links.parquet``: GeoParquet 1.1, lists as lists, dates also as times."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
_SOURCE: Final = pyarrow.schema(
    [(name, pyarrow.string()) for name in ("publisher", "url", "quote")]
)


def write_parquet(incidents: Incidents, path: Path) -> None:
    """A row per incident with PROPERTIES, own columns, ``begins, ends`` and its Point."""
    pyarrow.parquet.write_table(arrow_table(incidents), path, compression="zstd")


def write_links(incidents: Incidents, path: Path) -> None:
    """``links.parquet``: a row per link with its times and line, from the attack to the answer."""
    links = drawing.links(incidents)
    columns = {str(name): _arrow_column(links[name]) for name in links.columns.drop("geometry")}
    table = _with_geometry(columns, links.geometry.to_numpy(), ["LineString", "MultiLineString"])
    pyarrow.parquet.write_table(table, path, compression="zstd")


def arrow_table(incidents: Incidents) -> pyarrow.Table:
    """What :func:`write_parquet` writes, with the metadata of GeoParquet."""
    told = pd.concat([features.without_sources(incidents), drawing.times(incidents)], axis=1)
    columns = {
        str(name): _sources(incidents) if name == "sources" else _arrow_column(told[name])
        for name in told
    }
    return _with_geometry(columns, shapes.points(incidents), ["Point"])


def _with_geometry(
    columns: dict[str, pyarrow.Array], geometry: shapes.Shapes, types: list[str]
) -> pyarrow.Table:
    columns["geometry"] = pyarrow.array(shapely.to_wkb(geometry), pyarrow.binary())
    return pyarrow.table(columns).replace_schema_metadata({"geo": json.dumps(geo(geometry, types))})


def _arrow_column(column: pd.Series[Any]) -> pyarrow.Array:
    if column.name in features.LISTS:
        return pyarrow.array(column.tolist(), _TEXTS)
    plain = features.texts(column) if column.dtype == object else column
    return pyarrow.array(plain, from_pandas=True)


def _sources(incidents: Incidents) -> pyarrow.Array:
    """Per incident a list of its sources, put together from columns."""
    rows = features.source_rows(incidents)
    ends = np.searchsorted(rows["at"], np.arange(len(incidents) + 1)).astype("int32")
    each = pyarrow.Table.from_pandas(rows[_SOURCE.names], _SOURCE, preserve_index=False)
    listed = each.to_struct_array().combine_chunks()
    return pyarrow.ListArray.from_arrays(pyarrow.array(ends), listed)


def geo(geometry: shapes.Shapes, types: Sequence[str] = ("Point",)) -> dict[str, Any]:
    """The file's metadata by the GeoParquet 1.1 specification."""
    column = {
        "encoding": "WKB",
        "geometry_types": list(types),
        "crs": pyproj.CRS(model.CRS).to_json_dict(),
    }
    box = shapes.bounds(geometry)
    return {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": column | ({"bbox": box} if box else {})},
    }
