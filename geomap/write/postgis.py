"""The tables of the GeoPackage in a PostgreSQL database with PostGIS, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geomap.errors import InputError, OutputError
from geomap.model import CRS, Incidents
from geomap.write import features, geopackage

if TYPE_CHECKING:
    import psycopg

#: Where the tables go: a schema of our own, so that nobody else's ``sources`` is replaced.
SCHEMA: Final = "geomap"

_SRID: Final = int(CRS.rpartition(":")[2])
_GEOMETRIES: Final = {"incidents": "Point", "areas": "MultiPolygon", "links": "MultiLineString"}
_INDEXES: Final = (
    ("incidents", "geom", "gist"),
    ("areas", "geom", "gist"),
    ("links", "geom", "gist"),
    ("incidents", "begins", "btree"),
    ("incidents", "layer", "btree"),
    ("areas", "id", "btree"),
    ("claims", "incident_id", "btree"),
    ("candidates", "incident_id", "btree"),
    ("links", "from_id", "btree"),
    ("links", "to_id", "btree"),
)
_PATIENCE_S: Final = 20
#: PostgreSQL cuts longer names, and two could become one.
_NAME_BYTES: Final = 63


def write_postgis(incidents: Incidents, url: str, *, schema: str = SCHEMA) -> list[str]:
    """Write ``incidents, areas, links, claims, sources, candidates`` into ``schema``.

    Tables of these names in that schema are replaced; others see the old ones until all of the
    new are there. Geometry columns are ``geom``, EPSG:4326; lists are text, as in the
    GeoPackage. Needs the extra ``geomap[postgis]``.

    Args:
        incidents: located or not.
        url: ``postgresql://user@host/database``, or any libpq connection string.
        schema: made when it is missing.

    Returns:
        The names of the tables, ``schema.table``.

    Raises:
        InputError: the driver is not installed, or the url is none.
        OutputError: the database refused; nothing in it has changed.
    """
    import psycopg

    check_reachable(url)
    tables = geopackage.tables(incidents)
    try:
        with psycopg.connect(**_parameters(url)) as connection, connection.cursor() as cursor:
            _prepare(cursor, schema)
            for name, table in tables.items():
                _write_table(cursor, schema, name, table())
            _add_indexes(cursor, schema)
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise OutputError(f"PostGIS: {reason}; nothing was changed") from error
    return [f"{schema}.{name}" for name in tables]


def check_reachable(url: str) -> None:
    """Nothing, when the database answers: asked before the work that is meant for it.

    Raises:
        InputError: the driver is not installed, or the url is none. It is not repeated: it may
            hold a password.
        OutputError: the database does not let us in.
    """
    try:
        import psycopg
    except ImportError as error:
        raise InputError("PostGIS needs psycopg: pip install 'geomap[postgis]'") from error
    parameters = _parameters(url)
    try:
        psycopg.connect(**parameters).close()
    except (psycopg.Error, ValueError) as error:
        reason = " ".join(str(error).split())
        raise OutputError(f"PostGIS: {reason}; nothing was changed") from error


def _parameters(url: str) -> dict[str, Any]:
    """What a connection string says, and how long to wait where it does not say that."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {"connect_timeout": _PATIENCE_S} | conninfo_to_dict(url)
    except ProgrammingError:
        raise InputError(
            "PostGIS: the address of the database cannot be read: give "
            "postgresql://user:password@host/database, %-codes for signs that are no letters"
        ) from None


def _prepare(cursor: psycopg.Cursor, schema: str) -> None:
    from psycopg import sql

    cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))


def _write_table(cursor: psycopg.Cursor, schema: str, name: str, table: pd.DataFrame) -> None:
    """Replace one table: columns by type, rows by COPY."""
    from psycopg import sql

    target = sql.Identifier(schema, name)
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    columns = dict(zip(_names(list(plain.columns)), map(_type, plain.dtypes), strict=True))
    rows = [list(record.values()) for record in features.records(plain.map(_without_nul))]
    if isinstance(table, gpd.GeoDataFrame):
        columns["geom"] = f"geometry({_GEOMETRIES[name]}, {_SRID})"
        wkb = shapely.to_wkb(shapely.set_srid(table.geometry.to_numpy(), _SRID), include_srid=True)
        rows = [
            [*row, shape.hex() if shape else None] for row, shape in zip(rows, wkb, strict=True)
        ]
    defined = [
        sql.SQL("{} " + kind).format(sql.Identifier(column)) for column, kind in columns.items()
    ]
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(target))
    cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(target, sql.SQL(", ").join(defined)))
    with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(target)) as copy:
        for row in rows:
            copy.write_row(row)


def _add_indexes(cursor: psycopg.Cursor, schema: str) -> None:
    """Keys and indexes, made once the rows are in; then the planner's statistics."""
    from psycopg import sql

    for name in ("incidents", "sources"):
        key = sql.SQL("ALTER TABLE {} ADD PRIMARY KEY (id)")
        cursor.execute(key.format(sql.Identifier(schema, name)))
    for name, column, kind in _INDEXES:
        index = sql.SQL(f"CREATE INDEX ON {{}} USING {kind} ({{}})")
        cursor.execute(index.format(sql.Identifier(schema, name), sql.Identifier(column)))
    for name in _GEOMETRIES:
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(schema, name)))


def _names(columns: list[str]) -> list[str]:
    """Column names cut to what PostgreSQL holds, each still its own."""
    names: dict[str, None] = {}
    for column in columns:
        name, number = _cut(column), 2
        while name in names:
            name, number = _cut(column, f"_{number}"), number + 1
        names[name] = None
    return list(names)


def _cut(column: str, ending: str = "") -> str:
    room = _NAME_BYTES - len(ending)
    return column.replace("\0", "\ufffd").encode()[:room].decode("utf-8", "ignore") + ending


def _type(dtype: Any) -> str:
    """The SQL type of a pandas dtype."""
    if pd.api.types.is_bool_dtype(dtype):
        return "boolean"
    if pd.api.types.is_integer_dtype(dtype):
        return "bigint"
    if pd.api.types.is_float_dtype(dtype):
        return "double precision"
    return "timestamptz" if pd.api.types.is_datetime64_any_dtype(dtype) else "text"


def _without_nul(cell: Any) -> Any:
    """PostgreSQL's text holds every character but NUL."""
    return cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell
