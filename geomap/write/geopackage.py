"""``incidents.gpkg``: every table in one file that GDAL, QGIS and SQLite open.

GDAL writes the layers, as GeoPackage 1.3 so that older GDAL reads them without a warning; styles
and the QGIS project are added after. Nothing in the file depends on when or where it was made.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap import model
from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.write import drawing, features, geopackage_base, qgis, qgis_styles, shapes
from geomap.write.layer_file import TIMELESS, write_layer

_GEOMETRY_TYPES: Final = {"incidents": "Point", "links": "MultiLineString"}


def write_geopackage(incidents: Incidents, path: Path, *, title: str) -> None:
    """Layers ``incidents, areas, links`` and base layers, tables, styles and the project.

    Lists are text with ``; `` between the items. ``begins`` and ``ends`` repeat the dates as
    DateTime, for the temporal controller: from the first to the last second that the date, at
    its precision, can mean. ``layer`` numbers country and actor in display order.
    """
    for name, table in tables(incidents).items():
        write_layer(table(), path, name, _GEOMETRY_TYPES.get(name, "MultiPolygon"))
    here = incidents.incidents["country_code"].dropna().unique()
    with (
        contextlib.closing(sqlite3.connect(path.resolve().as_uri(), uri=True)) as database,
        database,
    ):
        geopackage_base.copy_base(database, here)
        database.execute("CREATE INDEX incidents_layer ON incidents (layer)")
        database.execute("CREATE INDEX claims_incident ON claims (incident_id)")
        database.execute("CREATE INDEX candidates_incident ON candidates (incident_id)")
        _add_styles(database)
        _add_project(database, incidents, title)
    _count_one_change(path)
    _check(path)


def tables(incidents: Incidents) -> dict[str, Callable[[], pd.DataFrame]]:
    """Every table of the file but the base map, by name: frames with a geometry are layers.

    Each is made when it is called for: with many incidents two at once are too many.
    """
    drawn = drawing.drawn_with(incidents)
    return {
        "incidents": lambda: incident_layer(incidents, drawn),
        "areas": lambda: area_layer(incidents, drawn),
        "links": lambda: link_layer(incidents),
        "claims": lambda: incidents.claims,
        "sources": lambda: incidents.sources,
        "candidates": lambda: incidents.candidates,
    }


def incident_layer(incidents: Incidents, drawn: pd.DataFrame) -> gpd.GeoDataFrame:
    """A row per incident: properties as text and numbers, what it is drawn with, Points."""
    table = pd.concat([features.flat(incidents), drawn], axis=1)
    return gpd.GeoDataFrame(table, geometry=shapes.points(incidents), crs=model.CRS)


def area_layer(incidents: Incidents, drawn: pd.DataFrame) -> gpd.GeoDataFrame:
    """A row per area with what its incident is drawn with, as MultiPolygons."""
    table = drawing.areas(incidents)
    at = pd.Index(incidents.incidents["id"]).get_indexer(table["id"])
    about = [table.drop(columns="geometry"), drawn.take(at).reset_index(drop=True)]
    multi = _as_multi(table.geometry.to_numpy())
    return gpd.GeoDataFrame(pd.concat(about, axis=1), geometry=multi, crs=model.CRS)


def link_layer(incidents: Incidents) -> gpd.GeoDataFrame:
    """A row per link with its times, as MultiLineStrings."""
    table = drawing.links(incidents)
    multi = _as_multi(table.geometry.to_numpy())
    return table.set_geometry(gpd.GeoSeries(multi, index=table.index, crs=model.CRS))


def _as_multi(geometry: shapes.Shapes) -> shapes.Shapes:
    """Lines or polygons as their Multi- kind: a layer has one geometry type."""
    return shapes.each_once(geometry, _collected)


def _collected(geometry: shapes.Shapes) -> shapes.Shapes:
    parts, of = shapely.get_parts(geometry, return_index=True)
    collected: shapes.Shapes = np.full(len(geometry), None, dtype=object)
    if len(parts):
        lines = shapely.get_type_id(parts[0]) == shapely.GeometryType.LINESTRING
        collect = shapely.multilinestrings if lines else shapely.multipolygons
        collect(parts, indices=of, out=collected)
    return collected


def _add_styles(database: sqlite3.Connection) -> None:
    """The styles that QGIS gives a layer when it is opened without the project."""
    database.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
        "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
        "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
        "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
        "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (TIMELESS,),
    )
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'geomap', '', ?)",
        [(name, name, qml, TIMELESS) for name, qml in qgis_styles.default_styles().items()],
    )


def _add_project(database: sqlite3.Connection, incidents: Incidents, title: str) -> None:
    """The project inside the file, as QGIS keeps it: hexadecimal text of a zipped project."""
    database.execute(
        "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
    )
    metadata = '{"last_modified_time": "1970-01-01T00:00:00", "last_modified_user": ""}'
    database.execute(
        "INSERT INTO qgis_projects VALUES ('incidents', ?, ?)",
        (metadata, qgis.project_archive(incidents, title).hex()),
    )


def _count_one_change(path: Path) -> None:
    """Set SQLite's two counters of changes to 1.

    GDAL commits once for each batch of a column, so that they told how the columns came together.
    They only have to agree with each other ("Database File Format", 1.3.7 and 1.3.17).
    """
    with path.open("r+b") as file:
        for offset in (24, 92):
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))


def _check(path: Path) -> None:
    """Read the whole file once.

    Raises:
        OutputError: SQLite finds it damaged.
    """
    with contextlib.closing(sqlite3.connect(path)) as database:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise OutputError(f"{path.name}: damaged while it was written ({found}); try again")
