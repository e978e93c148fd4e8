"""Vector files through GDAL, once it is sure that they are what their names say.

GDAL asks the content, not the name: a ``.gml`` may be a virtual file that reads any other, or the
address of a service. So the content is looked at first, and only what one driver can mean by it is
opened.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from geomap.gazetteer.sources.features import Located, of_shape
from geomap.untrusted import Refused, check_plain, open_sqlite

#: GDAL's names of the drivers that may open a file of each kind.
DRIVERS: Final = {
    ".gpkg": ("GPKG",),
    ".shp": ("ESRI Shapefile",),
    ".fgb": ("FlatGeobuf",),
    ".kml": ("KML", "LIBKML"),
    ".gml": ("GML",),
}
#: How files of a kind begin (ESRI's technical description; flatgeobuf.org).
_BEGINNINGS: Final = {".shp": b"\x00\x00\x27\x0a", ".fgb": b"fgb\x03"}
#: The outermost elements of an XML file of each kind.
_ROOTS: Final = {".kml": ("kml",), ".gml": ("FeatureCollection",)}
#: A schema at an address is not fetched, and nothing is written beside the file.
_OPTIONS: Final = {".gml": {"DOWNLOAD_SCHEMA": "NO", "WRITE_GFS": "NO"}}


def read_vector(path: Path) -> Iterator[tuple[Mapping[str, Any], Located]]:
    """Each row of a vector file that has a geometry, with where that is, in WGS 84.

    Args:
        path: of one of the kinds of :data:`DRIVERS`.

    Raises:
        ValueError: it is something else than its name says, or cannot be read.
    """
    import pyogrio

    suffix = path.suffix.lower()
    _CHECKS[suffix](path)
    options = _OPTIONS.get(suffix, {})
    if pyogrio.read_info(path, **options)["driver"] not in DRIVERS[suffix]:
        raise Refused("is not what its name says")
    frame = pyogrio.read_dataframe(path, **options)
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        frame = frame.to_crs("EPSG:4326")
    for row in frame.to_dict("records"):
        shape = of_shape(row["geometry"])
        if shape is not None:
            yield row, shape


def _check_beginning(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) != _BEGINNINGS[path.suffix.lower()]:
            raise Refused("is not what its name says")


def _check_root(path: Path) -> None:
    """Nothing, when an XML file has the outermost element of its kind and no document type."""
    from lxml import etree

    with path.open("rb") as file:
        events = etree.iterparse(file, ("start",), resolve_entities=False, no_network=True)
        _, root = next(iter(events))
    if root.getroottree().docinfo.doctype:
        raise Refused("has a document type, which is there to expand or to fetch something")
    if etree.QName(root).localname not in _ROOTS[path.suffix.lower()]:
        raise Refused("is not what its name says")


def _check_tables(path: Path) -> None:
    """Nothing, when every layer of a GeoPackage is a table that holds its rows."""
    try:
        with contextlib.closing(open_sqlite(path)) as database:
            layers = database.execute("SELECT table_name FROM gpkg_contents").fetchall()
            own = database.execute("SELECT name FROM sqlite_master WHERE name LIKE 'gpkg%'")
            check_plain(database, {name for (name,) in [*layers, *own]})
    except sqlite3.Error as error:
        raise Refused("is not what its name says") from error


_CHECKS: Final[dict[str, Callable[[Path], None]]] = {
    ".gpkg": _check_tables,
    **dict.fromkeys(_BEGINNINGS, _check_beginning),
    **dict.fromkeys(_ROOTS, _check_root),
}
