"""Frames as layers of a GeoPackage, written by GDAL some thousand rows at a time.

A whole layer of encoded shapes and texts beside the frame that it is made of takes more memory
than everything else of a build.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from pyogrio.raw import write_arrow

#: The 'last change' of every table: the same input gives the same bytes.
TIMELESS: Final = "1970-01-01T00:00:00.000Z"
_CONFIG: Final = {"OGR_CURRENT_DATE": TIMELESS, "OGR_GPKG_ALLOW_THREADED_RTREE": "NO"}
_CHUNK: Final = 20_000
_SHAPES: Final = "geometry"


def write_layer(
    table: pd.DataFrame, path: Path, name: str, geometry_type: str = "MultiPolygon"
) -> None:
    """Append a layer, or a table where ``table`` has no geometry; the first makes the file.

    GeoPackage 1.3, which older GDAL reads without a warning. Text, numbers and UTC times;
    ``geometry_type`` is that of every shape.
    """
    shaped = isinstance(table, gpd.GeoDataFrame)
    schema = _schema(table)
    chunks = (table.iloc[at : at + _CHUNK] for at in range(0, len(table), _CHUNK))
    stream = pa.RecordBatchReader.from_batches(schema, _batches(chunks, schema))
    with _gdal_config(_CONFIG):
        write_arrow(
            stream,
            path,
            layer=name,
            driver="GPKG",
            geometry_name=_SHAPES if shaped else None,
            geometry_type=geometry_type if shaped else None,
            crs=f"EPSG:{table.crs.to_epsg()}" if shaped else None,
            dataset_options={} if path.exists() else {"VERSION": "1.3"},
            layer_options={"DATETIME_PRECISION": "MILLISECOND"},
        )


def _schema(table: pd.DataFrame) -> pa.Schema:
    """The types of the columns; a column without any type, for want of rows, is text."""
    plain = pa.Schema.from_pandas(_encoded(table.iloc[:0]), preserve_index=False)
    fields = [pa.field(field.name, _typed(field)) for field in plain]
    return pa.schema(fields)


def _typed(field: pa.Field) -> pa.DataType:
    if field.name == _SHAPES:
        return pa.binary()
    return pa.string() if pa.types.is_null(field.type) else field.type


def _batches(chunks: Iterator[pd.DataFrame], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for chunk in chunks:
        encoded = pa.Table.from_pandas(_encoded(chunk), schema=schema, preserve_index=False)
        yield from encoded.to_batches()


def _encoded(table: pd.DataFrame) -> pd.DataFrame:
    """The frame with its shapes as WKB."""
    if not isinstance(table, gpd.GeoDataFrame):
        return table
    cells = pd.DataFrame(table.drop(columns=table.geometry.name))
    return cells.assign(**{_SHAPES: shapely.to_wkb(table.geometry.to_numpy())})


@contextlib.contextmanager
def _gdal_config(options: dict[str, Any]) -> Iterator[None]:
    """GDAL's process-wide options set for a while."""
    before = {name: pyogrio.get_gdal_config_option(name) for name in options}
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
