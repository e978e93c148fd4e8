"""``incidents.qgz``: the QGIS project beside the GeoPackage, and the same one inside it.

A group per country, in it a layer per actor, in it a symbol per kind, as in the map. Written as
XML without QGIS; what QGIS 3.22 needs of it was found by opening it there, and the tests do.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import zipfile
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyproj

from geomap import model
from geomap.errors import counted
from geomap.model import Incidents
from geomap.write import drawing, qgis_layout, shapes
from geomap.write.qgis_contents import CHAINS, PRECISE, Contents, contents_of
from geomap.write.qgis_credits import credits_of, layer_metadata, project_metadata
from geomap.write.qgis_layers import GEOPACKAGE, Layer, map_layer, tree_group, tree_layer
from geomap.write.qgis_xml import (
    Element,
    inert,
    node,
    option_map,
    plain_title,
    reference_system,
    to_bytes,
)

#: Web Mercator, as in the map: shapes and north as readers know them.
PROJECT_CRS: Final = "EPSG:3857"

#: Metres of EPSG:3857; where a Web Mercator map ends.
_MERCATOR_LAT: Final = 85.05


def write_project(incidents: Incidents, path: Path, *, title: str) -> None:
    """``incidents.qgz``: the project inside ``incidents.gpkg``, which stands in the same folder."""
    beside = path.with_name(GEOPACKAGE).resolve().as_uri()
    with contextlib.closing(sqlite3.connect(f"{beside}?mode=ro", uri=True)) as database:
        (content,) = database.execute("SELECT content FROM qgis_projects").fetchone()
    path.write_bytes(bytes.fromhex(content))


def project_archive(incidents: Incidents, title: str) -> bytes:
    """The project as QGIS zips it; the same input gives the same bytes."""
    entry = zipfile.ZipInfo("incidents.qgs", (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(entry, to_bytes(_project(incidents, title)))
    return packed.getvalue()


def _project(incidents: Incidents, title: str) -> Element:
    contents, named = contents_of(incidents), credits_of(incidents)
    extent = _extent(incidents)
    period = _period(incidents)
    return node(
        "qgis",
        {"projectname": inert(title), "version": "3.22.0"},
        node("title", None, plain_title(title)),
        node("projectCrs", None, reference_system(PROJECT_CRS)),
        _tree(contents),
        node("relations", None, *[relation.element() for relation in contents.relations]),
        _canvas(extent),
        node("projectlayers", None, *[
            map_layer(layer, layer_metadata(layer.table, named)) for layer in contents.all
        ]),
        node("layerorder", None, *[node("layer", {"id": la.layer_id}) for la in contents.all]),
        _properties(),
        node("visibility-presets", None, *_themes(contents)),
        project_metadata(title, named),
        node("Layouts", None, qgis_layout.layout(title, _subtitle(incidents, period), named.page,
             contents.by_country, _drawn(incidents, contents), extent)),
        _view(extent),
        *([_time(period)] if period else []),
    )  # fmt: skip


def _drawn(incidents: Incidents, contents: Contents) -> list[Layer]:
    """The layers of links and areas that the data give something to draw."""
    has_areas = bool(drawing.has_area(incidents).any())
    return [contents.links] * (len(incidents.links) > 0) + [contents.areas] * has_areas


def _tree(contents: Contents) -> Element:
    """The layer tree: countries by name, then links and areas, views, tables, the base map."""
    groups = [
        tree_group(country, [tree_layer(layer) for layer in within])
        for country, within in contents.by_country.items()
    ]
    return node(
        "layer-tree-group",
        None,
        node("customproperties", None, option_map({})),
        *groups,
        tree_layer(contents.links),
        tree_layer(contents.areas),
        tree_group("Other views", [tree_layer(view) for view in contents.views], expanded=False),
        tree_group("Tables", [tree_layer(table) for table in contents.tables], expanded=False),
        tree_group("Base map", [tree_layer(base) for base in contents.base], expanded=False),
    )


def _themes(contents: Contents) -> list[Element]:
    """What each theme shows: layers that it does not name are hidden."""
    base, views = contents.base, {view.layer_id: view for view in contents.views}
    shown = {
        "all": [*contents.actors, contents.links, contents.areas, *base],
        "retaliation chains": [views[CHAINS], contents.links, *base],
        "precise only": [views[PRECISE], *base],
    }
    return [
        node(
            "visibility-preset",
            {"name": name, "has-expanded-info": False, "has-checked-group-info": False},
            *[
                node("layer", {"id": layer.layer_id, "visible": True, "style": "default"})
                for layer in visible
            ],
        )
        for name, visible in shown.items()
    ]


def _extent(incidents: Incidents) -> tuple[float, float, float, float]:
    """West, south, east, north in metres of the project, with room around.

    Where nothing is placed: the inhabited world.
    """
    around = shapes.boxes(incidents)
    box = shapes.bounds(around) or [-120.0, -50.0, 150.0, 65.0]
    west, south, east, north = box if box[0] <= box[2] else [-180.0, box[1], 180.0, box[3]]
    limit = _MERCATOR_LAT
    to_project = pyproj.Transformer.from_crs(model.CRS, PROJECT_CRS, always_xy=True)
    lng, lat = to_project.transform([west, east], np.clip([south, north], -limit, limit))
    room = max(0.15 * max(lng[1] - lng[0], lat[1] - lat[0]), 50_000.0)
    return lng[0] - room, lat[0] - room, lng[1] + room, lat[1] + room


def _period(incidents: Incidents) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """From the first to the last second of the data, None where nothing is dated."""
    times = drawing.times(incidents)
    begins, ends = times["begins"].min(), times["ends"].max()
    return None if pd.isna(begins) else (begins, ends)


def _subtitle(incidents: Incidents, period: tuple[pd.Timestamp, pd.Timestamp] | None) -> str:
    """'138 incidents, 4 of them not placed · 2023-10-17 to 2024-07-26'."""
    unplaced = int((~shapes.is_placed(incidents)).sum())
    told = counted(len(incidents), "incident")
    told += f", {unplaced:,} not placed" if unplaced else ""
    if period is None:
        return told
    first, last = drawing.iso(pd.Series(period)).str[:10]
    return f"{told} · {first} to {last}"


def _canvas(extent: tuple[float, float, float, float]) -> Element:
    return node(
        "mapcanvas",
        {"name": "theMapCanvas", "annotationsVisible": True},
        node("units", None, "meters"),
        _box("extent", extent),
        node("rotation", None, "0"),
        node("destinationsrs", None, reference_system(PROJECT_CRS)),
    )


def _view(extent: tuple[float, float, float, float]) -> Element:
    corners = zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True)
    default = node("DefaultViewExtent", dict(corners), reference_system(PROJECT_CRS))
    return node("ProjectViewSettings", {"UseProjectScales": False, "rotation": 0}, default)


def _box(tag: str, extent: tuple[float, float, float, float]) -> Element:
    corners = zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True)
    return node(tag, None, *[node(name, None, str(value)) for name, value in corners])


def _properties() -> Element:
    """Relative paths, projection on, sea-coloured ground."""
    sea = {"Red": 221, "Green": 231, "Blue": 240}
    return node(
        "properties",
        None,
        node("Paths", None, node("Absolute", {"type": "bool"}, "false")),
        node("SpatialRefSys", None, node("ProjectionsEnabled", {"type": "int"}, "1")),
        node(
            "Gui",
            None,
            *[
                node(f"CanvasColor{part}Part", {"type": "int"}, str(value))
                for part, value in sea.items()
            ],
        ),
        node("Measure", None, node("Ellipsoid", {"type": "QString"}, "EPSG:7030")),
    )


def _time(period: tuple[pd.Timestamp, pd.Timestamp]) -> Element:
    """The range and step of the temporal controller."""
    days = (period[1] - period[0]).days
    step = "d" if days <= 120 else "weeks" if days <= 1500 else "mon"
    begin, end = drawing.iso(pd.Series(period))
    return node(
        "ProjectTimeSettings",
        {"timeStep": 1, "timeStepUnit": step, "frameRate": 2, "cumulativeTemporalRange": 0},
        node("TemporalRange", None, node("start", None, begin), node("end", None, end)),
    )
