"""The base map inside the GeoPackage: countries everywhere, governorates where incidents are.

Its rows are copied from ``base.gpkg``, which ``tools/base_geopackage.py`` builds: nothing is read
into Python and nothing encoded again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Final

from geomap.errors import GeomapError

_BASE: Final = Path(__file__).parent.parent / "data" / "base.gpkg"
#: In full detail: the countries with incidents, and those that touch one of them.
_NEAR: Final = (
    "SELECT beside FROM base.neighbours WHERE country_code IN (SELECT value FROM json_each(:here))"
)
_COUNTRIES: Final = (
    f"SELECT * FROM base.countries WHERE country_code IN ({_NEAR}) UNION ALL "
    f"SELECT * FROM base.countries_far WHERE country_code NOT IN ({_NEAR}) ORDER BY fid"
)
_GOVERNORATES: Final = (
    "SELECT * FROM base.governorates "
    "WHERE country_code IN (SELECT value FROM json_each(:here)) ORDER BY fid"
)
_REGISTERS: Final = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions")


def copy_base(database: sqlite3.Connection, country_codes: Collection[str]) -> None:
    """Add the layers ``countries`` and ``governorates`` to an open GeoPackage.

    Both have ``country_code, name`` and MultiPolygons, EPSG:4326; governorates are those of
    ``country_codes``. Countries far from these are coarse, and Antarctica ends at 85° S.

    Raises:
        GeomapError: the base map was not built or not installed.
    """
    if not _BASE.exists():
        raise GeomapError(f"{_BASE.name}: the base map is missing; run tools/build_basemap.py")
    database.execute("ATTACH ? AS base", (f"{_BASE.as_uri()}?mode=ro&immutable=1",))
    with database:
        here = json.dumps(sorted(country_codes))
        _copy_layer(database, "countries", _COUNTRIES, here)
        _copy_layer(database, "governorates", _GOVERNORATES, here)
    database.execute("DETACH base")


def _copy_layer(database: sqlite3.Connection, layer: str, chosen: str, here: str) -> None:
    """One layer of ``base`` with the rows ``chosen``: table, index, triggers, registration.

    The triggers come last: they call functions that only GDAL has.
    """
    tree = f"rtree_{layer}_geom"
    database.execute(_definition(database, layer))
    database.execute(f"INSERT INTO main.{layer} {chosen}", {"here": here})
    database.execute(_definition(database, tree))
    database.execute(
        f"INSERT INTO main.{tree} SELECT * FROM base.{tree} "
        f"WHERE id IN (SELECT fid FROM main.{layer}) ORDER BY id"
    )
    for register in _REGISTERS:
        database.execute(
            f"INSERT INTO main.{register} SELECT * FROM base.{register} WHERE table_name = ?",
            (layer,),
        )
    database.execute(
        f"UPDATE main.gpkg_contents SET (min_x, max_x, min_y, max_y) = "
        f"(SELECT min(minx), max(maxx), min(miny), max(maxy) FROM main.{tree}) "
        "WHERE table_name = ?",
        (layer,),
    )
    database.execute(
        f"INSERT INTO main.gpkg_ogr_contents SELECT ?, count(*) FROM main.{layer}", (layer,)
    )
    triggers = database.execute(
        "SELECT sql FROM base.sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (layer,)
    )
    for (trigger,) in triggers.fetchall():
        database.execute(trigger)


def _definition(database: sqlite3.Connection, name: str) -> str:
    """The statement that made a table of ``base``."""
    found = database.execute(
        "SELECT sql FROM base.sqlite_master WHERE type = 'table' AND name = ?", (name,)
    ).fetchone()
    return str(found[0])
