"""GeoPackage and Parquet: features -> cells of text, positions as ``lat`` and ``lon``.

A GeoPackage is read through SQLite itself, read-only and by plain SELECTs on its own tables: no
trigger, view or virtual table of a stranger's file runs, and GDAL, which follows what a file
names, is not asked.
"""

from __future__ import annotations

import contextlib
import datetime
import decimal
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
import shapely
from numpy.typing import NDArray

from geomap.errors import InputError, Problem, UnreadableFile
from geomap.read.formats.records import cell_text
from geomap.read.limits import Limits
from geomap.read.table import TEXT, Table, distinct, text_frame
from geomap.untrusted import check_plain, open_sqlite

_RELATED: Final = ("claims", "sources", "links")
_OWN_TABLES: Final = (*_RELATED, "gpkg_geometry_columns", "gpkg_spatial_ref_sys")
#: Bytes of the envelope that follows a GeoPackage geometry's header, by its three flag bits
#: (OGC 12-128r18, 2.1.3).
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
#: Arrow types that cast to the text that a CSV export would hold.
_CASTABLE: Final = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_date,
    pa.types.is_timestamp,
    pa.types.is_decimal,
    pa.types.is_null,
)


def read_geopackage(path: Path, name: str, limits: Limits) -> Table:
    """The layer 'incidents', else the first layer of points, with our own related tables.

    Raises:
        UnreadableFile: not a GeoPackage, damaged, without such a layer, not in WGS 84.
    """
    try:
        with contextlib.closing(_open(path)) as database:
            check_plain(database, _OWN_TABLES)
            layer, geometry = _layer(database, name)
            check_plain(database, [layer])
            limits.check(name, "max_rows", _count(database, layer), "rows:")
            columns, rows = _select(database, layer)
            limits.check(name, "max_columns", len(columns), "columns:")
            related = {table: _objects(database, table) for table in _RELATED}
    except InputError:
        raise
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise UnreadableFile(
            f"{name}: not a readable GeoPackage ({error}): save it again"
        ) from error
    shown = [at for at, column in enumerate(columns) if column not in (geometry, "fid")]
    texts = [[_cell(columns[at], row[at]) for at in shown] for row in rows]
    cells = text_frame(distinct([columns[at] for at in shown]), texts)
    blobs = [row[columns.index(geometry)] for row in rows]
    shapes = _shapes([_wkb(blob) for blob in blobs], name)
    return _with_positions(cells, shapes, _is_given(blobs), name, "gpkg", related)


def read_parquet(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    """The rows of a Parquet or GeoParquet file.

    Raises:
        UnreadableFile: not Parquet, damaged, beyond the limits, or not in WGS 84.
    """
    try:
        file = _open_parquet(data)
        limits.check(name, "max_rows", file.metadata.num_rows, "rows:")
        limits.check(name, "max_columns", len(file.schema_arrow.names), "columns:")
        groups = (file.metadata.row_group(at) for at in range(file.metadata.num_row_groups))
        unpacked = sum(max(group.total_byte_size, 0) for group in groups)
        limits.check(name, "max_unpacked", unpacked, "unpacked bytes")
        geometry = _parquet_geometry(file.schema_arrow.metadata or {}, name)
        content = file.read()
        limits.check(name, "max_unpacked", _unpacked(content), "unpacked bytes")
        names = [str(name) for name in content.schema.names]
        cells = pd.DataFrame(
            {
                at: _texts(names[at], content.column(at))
                for at in range(len(names))
                if names[at] != geometry
            },
            index=pd.RangeIndex(content.num_rows),
        )
        blobs = content.column(geometry).to_pylist() if geometry in names else None
    except InputError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
        raise UnreadableFile(
            f"{name}: not a readable Parquet file ({_first_line(error)}): save it again"
        ) from error
    cells.columns = pd.Index(distinct([name for name in names if name != geometry]))
    if blobs is None:
        return _table(cells, name, format_)
    return _with_positions(cells, _shapes(blobs, name), _is_given(blobs), name, format_, {})


def _texts(name: str, column: pa.ChunkedArray) -> pd.Series[Any]:
    """A typed column as text cells, whole columns at a time where Arrow knows how."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.if_else(pc.equal(column, ""), None, column)
    if any(test(column.type) for test in _CASTABLE):
        return pd.Series(pd.array(column.cast(pa.large_string()), dtype=TEXT))
    return pd.Series([_cell(name, value) for value in column.to_pylist()], dtype=TEXT)


# --- GeoPackage ------------------------------------------------------------------------------


def _open(path: Path) -> sqlite3.Connection:
    database = open_sqlite(path)
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    return database


def _layer(database: sqlite3.Connection, name: str) -> tuple[str, str]:
    """Table and geometry column of the layer to read."""
    listed = database.execute(
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id "
        "FROM gpkg_geometry_columns g "
        "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
        "JOIN sqlite_master m ON m.type = 'table' AND m.name = g.table_name "
        "ORDER BY lower(g.table_name) != 'incidents', g.geometry_type_name != 'POINT', g.rowid"
    ).fetchall()
    if not listed:
        raise UnreadableFile(f"{name}: holds no layer of features: give one with points")
    table, geometry, organization, code = listed[0]
    if str(organization).upper() != "EPSG" or code != 4326:
        raise UnreadableFile(
            f"{name}: layer {table!r} is in {organization}:{code}: save it as WGS 84 (EPSG:4326)"
        )
    return str(table), str(geometry)


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])


def _select(database: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor = database.execute(f"SELECT * FROM {_quoted(table)} ORDER BY rowid")
    return [column[0] for column in cursor.description], cursor.fetchall()


def _objects(database: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """The rows of one of our own tables; nothing where the file has none."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not database.execute(there, [table]).fetchone():
        return []
    columns, rows = _select(database, table)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _wkb(blob: Any) -> bytes | None:
    """The well-known binary inside a GeoPackage geometry; None where it is none or empty."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = _ENVELOPES.get(blob[3] >> 1 & 0b111)
    return None if envelope is None else blob[8 + envelope :]


# --- Parquet ---------------------------------------------------------------------------------


def _open_parquet(data: bytes) -> pyarrow.parquet.ParquetFile:
    """The file with its texts left in dictionaries, so that repeats cost nothing until counted."""
    schema = pyarrow.parquet.read_schema(pa.BufferReader(data))
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    return pyarrow.parquet.ParquetFile(pa.BufferReader(data), read_dictionary=texts)


def _unpacked(content: pa.Table) -> int:
    """Bytes of the texts once every repeat is written out."""
    total = 0
    for column in content.columns:
        for chunk in column.chunks:
            if pa.types.is_dictionary(chunk.type) and pa.types.is_string(chunk.type.value_type):
                sizes = pc.binary_length(chunk.dictionary).take(chunk.indices)
                total += pc.sum(pc.cast(sizes, pa.int64())).as_py() or 0
    return total


def _parquet_geometry(metadata: dict[bytes, bytes], name: str) -> str | None:
    """The geometry column of a GeoParquet file; None for a plain table."""
    if b"geo" not in metadata:
        return None
    about = json.loads(metadata[b"geo"])
    column = about.get("primary_column") if isinstance(about, dict) else None
    facts = about.get("columns", {}).get(column, {}) if isinstance(column, str) else {}
    crs = facts.get("crs")
    code = str((crs.get("id") or {}).get("code")) if isinstance(crs, dict) else None
    if facts.get("encoding") != "WKB" or (crs is not None and code not in ("4326", "CRS84")):
        raise UnreadableFile(f"{name}: geometry is not WKB in WGS 84: save it as EPSG:4326")
    return column


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


# --- both ------------------------------------------------------------------------------------


def _cell(column: str, value: Any) -> str | None:
    """A value of a typed column as the text of a cell."""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.replace(tzinfo=None).isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time, decimal.Decimal)):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, (list, dict)):
        return cell_text(column, json.loads(json.dumps(value, default=str)))
    return cell_text(column, value)


def _shapes(blobs: Sequence[bytes | None], name: str) -> NDArray[np.object_]:
    """Well-known binary as shapes, None where it is none; a point's are built at once."""
    try:
        return np.asarray(shapely.from_wkb(list(blobs), on_invalid="ignore"), dtype=object)
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        raise UnreadableFile(f"{name}: its geometries are not readable: save it again") from error


def _is_given(blobs: Sequence[bytes | None]) -> NDArray[np.bool_]:
    return np.array([blob is not None for blob in blobs], dtype=bool)


def _table(cells: pd.DataFrame, name: str, format_: str) -> Table:
    return Table(name, cells, np.arange(1, len(cells) + 1, dtype=np.int64), format_)


def _with_positions(
    cells: pd.DataFrame,
    shapes: NDArray[np.object_],
    given: NDArray[np.bool_],
    name: str,
    format_: str,
    related: dict[str, list[dict[str, Any]]],
) -> Table:
    """The cells with ``lat`` and ``lon`` of each point; other shapes are listed.

    A row whose geometry says nothing keeps what its own ``lat`` and ``lon`` columns say.
    """
    empty = shapely.is_empty(shapes)
    points = (shapely.get_type_id(shapes) == 0) & ~empty
    axes = {}
    for axis, of_point in (("lat", shapely.get_y(shapes)), ("lon", shapely.get_x(shapes))):
        texts = [
            repr(number) if is_point else None
            for number, is_point in zip(of_point.tolist(), points.tolist(), strict=True)
        ]
        column = pd.Series(texts, index=cells.index, dtype=TEXT)
        axes[axis] = column.fillna(cells[axis]) if axis in cells else column
    table = _table(cells.assign(**axes), name, format_)
    unused = np.flatnonzero(given & ~points & ~empty).tolist()
    problems = tuple(_not_a_point(name, at + 1, shapes[at]) for at in unused)
    return replace(table, problems=problems, related=related)


def _not_a_point(name: str, number: int, shape: Any) -> Problem:
    kind = shape.geom_type if shape is not None else "unreadable"
    reason = "not a Point, so not taken as a position; give points, or name the place"
    return Problem(name, reason, row=number, column="geometry", value=kind)
