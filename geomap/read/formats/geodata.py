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
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import shapely
from numpy.typing import NDArray

from geomap.errors import Problem, UnreadableFile
from geomap.read.formats.records import cell_text
from geomap.read.limits import Limits
from geomap.read.table import Table, distinct, text_frame

_RELATED: Final = ("claims", "sources", "links")
#: Bytes of the envelope that follows a GeoPackage geometry's header, by its three flag bits
#: (OGC 12-128r18, 2.1.3).
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
#: SQLite steps after which a query on a hostile file is given up.
_MOST_STEPS: Final = 2_000_000_000


def read_geopackage(path: Path, name: str, limits: Limits) -> Table:
    """The layer 'incidents', else the first layer of points, with our own related tables.

    Raises:
        UnreadableFile: not a GeoPackage, damaged, without such a layer, not in WGS 84.
    """
    try:
        with contextlib.closing(_open(path)) as database:
            layer, geometry = _layer(database, name)
            limits.check(name, "max_rows", _count(database, layer), "rows:")
            columns, rows = _select(database, layer)
            limits.check(name, "max_columns", len(columns), "columns:")
            related = {table: _objects(database, table) for table in _RELATED}
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise UnreadableFile(
            f"{name}: not a readable GeoPackage ({error}): save it again"
        ) from error
    blobs = [row[columns.index(geometry)] for row in rows]
    shown = [index for index, column in enumerate(columns) if column not in (geometry, "fid")]
    cells = [[_cell(columns[index], row[index]) for index in shown] for row in rows]
    shapes = shapely.from_wkb([_wkb(blob) for blob in blobs], on_invalid="ignore")
    lost = [blob is not None for blob in blobs]
    header = [columns[index] for index in shown]
    return _with_positions(header, cells, shapes, np.array(lost, dtype=bool), name, "gpkg", related)


def read_parquet(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    """The rows of a Parquet or GeoParquet file.

    Raises:
        UnreadableFile: not Parquet, damaged, beyond the limits, or not in WGS 84.
    """
    try:
        file = pyarrow.parquet.ParquetFile(pa.BufferReader(data))
        limits.check(name, "max_rows", file.metadata.num_rows, "rows:")
        limits.check(name, "max_columns", len(file.schema_arrow.names), "columns:")
        groups = (file.metadata.row_group(at) for at in range(file.metadata.num_row_groups))
        unpacked = sum(max(group.total_byte_size, 0) for group in groups)
        limits.check(name, "max_unpacked", unpacked, "unpacked bytes")
        geometry = _parquet_geometry(file.schema_arrow.metadata or {}, name)
        content = file.read()
        columns = {str(field.name): content.column(at) for at, field in enumerate(content.schema)}
        header = [column for column in columns if column != geometry]
        listed = [[_cell(key, value) for value in columns[key].to_pylist()] for key in header]
        blobs = columns[geometry].to_pylist() if geometry in columns else []
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            f"{name}: not a readable Parquet file ({_first_line(error)}): save it again"
        ) from error
    cells = [list(row) for row in zip(*listed, strict=True)]
    if geometry not in columns:
        return _plain(header, cells, name, format_)
    shapes = shapely.from_wkb(blobs, on_invalid="ignore")
    lost = np.array([blob is not None for blob in blobs], dtype=bool)
    return _with_positions(header, cells, shapes, lost, name, format_, {})


# --- GeoPackage ------------------------------------------------------------------------------


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.execute("PRAGMA trusted_schema = OFF")
    steps = iter(range(_MOST_STEPS // 1_000_000))
    database.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
    return database


def _layer(database: sqlite3.Connection, name: str) -> tuple[str, str]:
    """Table and geometry column of the layer to read."""
    listed = database.execute(
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id "
        "FROM gpkg_geometry_columns g "
        "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
        "JOIN sqlite_master m ON m.type = 'table' AND m.name = g.table_name "
        "AND m.sql NOT LIKE 'CREATE VIRTUAL%' "
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


def _plain(header: list[str], cells: list[list[str | None]], name: str, format_: str) -> Table:
    rows = np.arange(1, len(cells) + 1, dtype=np.int64)
    return Table(name, text_frame(distinct(header), cells), rows, format_)


def _with_positions(
    header: list[str],
    cells: list[list[str | None]],
    shapes: NDArray[np.object_],
    given: NDArray[np.bool_],
    name: str,
    format_: str,
    related: dict[str, list[dict[str, Any]]],
) -> Table:
    """The cells with ``lat`` and ``lon`` of each point; other shapes are listed."""
    points = np.array([shape is not None and shape.geom_type == "Point" for shape in shapes])
    points &= ~shapely.is_empty(shapes)
    unused = given & ~points & ~shapely.is_empty(shapes)
    texts = [
        (repr(shape.y), repr(shape.x)) if is_point else (None, None)
        for shape, is_point in zip(shapes, points, strict=True)
    ]
    kept = [at for at, column in enumerate(header) if column not in ("lat", "lon")]
    own = _own_position(header, cells)
    placed = [
        [*(row[at] for at in kept), lat or own_lat, lon or own_lon]
        for row, (lat, lon), (own_lat, own_lon) in zip(cells, texts, own, strict=True)
    ]
    table = _plain([*(header[at] for at in kept), "lat", "lon"], placed, name, format_)
    problems = tuple(_not_a_point(name, int(at) + 1, shapes[at]) for at in np.flatnonzero(unused))
    return Table(
        name,
        table.cells,
        table.rows,
        format_,
        problems,
        related={k: v for k, v in related.items() if v},
    )


def _own_position(
    header: list[str], cells: list[list[str | None]]
) -> Iterator[tuple[str | None, str | None]]:
    """What the columns ``lat`` and ``lon`` say, for rows whose geometry says nothing."""
    at = [header.index(column) if column in header else None for column in ("lat", "lon")]
    for row in cells:
        lat, lon = (row[position] if position is not None else None for position in at)
        yield lat, lon


def _not_a_point(name: str, number: int, shape: Any) -> Problem:
    kind = shape.geom_type if shape is not None else "unreadable"
    reason = "not a Point, so not taken as a position; give points, or name the place"
    return Problem(name, reason, row=number, column="geometry", value=kind)
