"""``incidents.qgz``: the QGIS project beside the GeoPackage, and the same one inside it.

A group per country, in it a layer per actor, in it a symbol per kind, as in the map. Written as
XML without QGIS; what QGIS 3.22 needs of it was found by opening it there, and the tests do.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyproj

from geomap import model
from geomap._version import __version__
from geomap.model import Incidents
from geomap.write import basemap, drawing, features, qgis_layout, qgis_styles, shapes
from geomap.write.qgis_layers import (
    GEOPACKAGE,
    Layer,
    Relation,
    incident_tip,
    map_layer,
    tree_group,
    tree_layer,
)
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
ATTRIBUTION: Final = f"geomap {__version__} · base map: {basemap.ATTRIBUTION}"

_CLAIMS: Final = "geomap_claims_table_0000"
_SOURCES: Final = "geomap_sources_table_0000"
_CANDIDATES: Final = "geomap_candidates_table_0000"
_LINKS: Final = "geomap_links_layer_0000"
_AREAS: Final = "geomap_areas_layer_0000"
_ALL: Final = "geomap_incidents_all_0000"
_CHAINS: Final = "geomap_incidents_chains_0000"
_PRECISE: Final = "geomap_incidents_precise_0000"
_COUNTRIES: Final = "geomap_base_countries_0000"
_GOVERNORATES: Final = "geomap_base_governorates_0000"
#: Metres of EPSG:3857; where a Web Mercator map ends.
_MERCATOR_LAT: Final = 85.05


@dataclass(frozen=True)
class _Contents:
    """The project's layers by the group that they stand in."""

    by_country: dict[str, list[Layer]]
    links: Layer
    areas: Layer
    views: list[Layer]
    tables: list[Layer]
    base: list[Layer]

    @property
    def actors(self) -> list[Layer]:
        return [layer for group in self.by_country.values() for layer in group]

    @property
    def all(self) -> list[Layer]:
        """Every layer, the topmost first."""
        return [*self.actors, *self.views, self.links, self.areas, *self.tables, *self.base]


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
    contents = _contents(incidents)
    relations = [rel for layer in contents.all for rel in layer.relations.values()]
    extent = _extent(incidents)
    period = _period(incidents)
    return node(
        "qgis",
        {"projectname": inert(title), "version": "3.22.0"},
        node("title", None, plain_title(title)),
        node("projectCrs", None, reference_system(PROJECT_CRS)),
        _tree(contents),
        node("relations", None, *[relation.element() for relation in [*relations, _SAID_BY]]),
        _canvas(extent),
        node("projectlayers", None, *[map_layer(layer) for layer in contents.all]),
        node("layerorder", None, *[node("layer", {"id": la.layer_id}) for la in contents.all]),
        _properties(),
        node("visibility-presets", None, *_themes(contents)),
        _metadata(title),
        node("Layouts", None, qgis_layout.layout(title, _subtitle(incidents, period), ATTRIBUTION,
             contents.by_country, _drawn(incidents, contents), extent)),
        _view(extent),
        *([_time(period)] if period else []),
    )  # fmt: skip


_SAID_BY: Final = Relation(
    "geomap_relation_source_of_claim", "Source", _CLAIMS, "source_id", _SOURCES
)


def _contents(incidents: Incidents) -> _Contents:
    """The layers; those of incidents know their columns, aliases, tips and relations."""
    columns = features.column_names(incidents)
    grouped = drawing.actor_layers(incidents)
    by_country = _by_country(grouped, columns)
    return _Contents(
        by_country,
        Layer(_LINKS, "Answered by", "links", "Line", qgis_styles.by_basis(), timed=True,
              columns=drawing.LINK_COLUMNS, display='"to_id" || \' → \' || "from_id"'),
        _area_layer(incidents, grouped),
        _views(columns),
        _tables(),
        _base(),
    )  # fmt: skip


def _drawn(incidents: Incidents, contents: _Contents) -> list[Layer]:
    """The layers of links and areas that the data give something to draw."""
    has_areas = bool(drawing.has_area(incidents).any())
    return [contents.links] * (len(incidents.links) > 0) + [contents.areas] * has_areas


def _by_country(grouped: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[Layer]]:
    """A layer per actor, and one of the rarest together where there are very many."""
    shared = drawing.shares_a_layer(grouped)
    by_country: dict[str, list[Layer]] = {country: [] for country in grouped["country"]}
    for number, row in grouped[~shared].T.to_dict().items():
        layer = _incident_layer(
            f"geomap_incidents_layer_{number:04d}",
            row["actor"],
            columns,
            qgis_styles.by_kind(row["kinds"], row["colour"]),
            f'"layer" = {number}',
        )
        by_country[row["country"]].append(layer)
    for country, rows in grouped[shared].groupby("country", sort=False):
        labels = zip(rows["actor"].map(inert), rows["colour"], strict=True)
        named = dict(zip(rows.index.tolist(), labels, strict=True))
        layer = _incident_layer(
            f"geomap_incidents_others_{min(named):04d}",
            f"Other actors ({len(named)})",
            columns,
            qgis_styles.by_actor(named),
            f'"layer" IN ({", ".join(map(str, named))})',
        )
        by_country[str(country)].append(layer)
    return by_country


def _incident_layer(
    layer_id: str,
    name: str,
    columns: Sequence[str],
    renderer: Element,
    subset: str | None,
    *,
    checked: bool = True,
) -> Layer:
    """A layer of incidents with its relations to claims, candidates, attacks and answers."""
    related = {
        "Claims": (_CLAIMS, "incident_id"),
        "Candidates": (_CANDIDATES, "incident_id"),
        "Answered by": (_LINKS, "to_id"),
        "Answers": (_LINKS, "from_id"),
    }
    relations = {
        told: Relation(f"{layer_id}_{told.lower().replace(' ', '_')}", told, table, key, layer_id)
        for told, (table, key) in related.items()
    }
    return Layer(
        layer_id,
        name,
        "incidents",
        "Point",
        renderer,
        qgis_styles.incident_labels(),
        subset,
        timed=True,
        checked=checked,
        columns=columns,
        display='coalesce("title", "place_name", "place", "id")',
        map_tip=incident_tip(relations["Claims"], _SOURCES),
        relations=relations,
    )


def _area_layer(incidents: Incidents, grouped: pd.DataFrame) -> Layer:
    """Areas by country and actor, so that each can be switched off in the legend."""
    numbers = sorted(set(drawing.layer_numbers(incidents, grouped)[drawing.has_area(incidents)]))
    named = {
        int(at): (inert(f"{row.actor} ({row.country})"), str(row.colour))
        for at, row in zip(numbers, grouped.loc[numbers].itertuples(), strict=True)
    }
    return Layer(
        _AREAS, "Somewhere in", "areas", "Polygon", qgis_styles.by_layer(named), timed=True,
        opacity=qgis_styles.AREA_OPACITY, columns=drawing.AREA_COLUMNS,
        display='coalesce("title", "id")',
    )  # fmt: skip


def _views(columns: Sequence[str]) -> list[Layer]:
    """All incidents, and the choices that the themes show; hidden until asked for."""
    precise = ", ".join(f"'{word}'" for word in model.POINT_PRECISIONS)
    chosen = {
        (_ALL, "All incidents"): None,
        (_CHAINS, "In a chain"): '"linked" = 1',
        (_PRECISE, "Placed precisely"): f'"precision" IN ({precise})',
    }
    return [
        _incident_layer(
            layer_id, name, columns, qgis_styles.by_kind(model.KINDS, None), subset, checked=False
        )
        for (layer_id, name), subset in chosen.items()
    ]


def _tables() -> list[Layer]:
    claim = '"field" || \': \' || coalesce("value", "quote")'
    candidate = "\"name\" || ' (' || round(\"score\", 2) || ')'"
    return [
        Layer(_CLAIMS, "Claims", "claims", columns=model.CLAIM_COLUMNS, display=claim),
        Layer(_SOURCES, "Sources", "sources", columns=model.SOURCE_COLUMNS,
              display='coalesce("publisher", "title", "url", "id")'),
        Layer(_CANDIDATES, "Candidates", "candidates", columns=model.CANDIDATE_COLUMNS,
              display=candidate),
    ]  # fmt: skip


def _base() -> list[Layer]:
    governorates = qgis_styles.labels(
        '"name"', size=7, colour="120,125,133,255", bold=False, below_scale=6_000_000
    )
    countries = qgis_styles.labels(
        'upper("name")', size=9, colour="90,100,115,255", bold=True, below_scale=60_000_000
    )
    return [
        Layer(_GOVERNORATES, "Governorates", "governorates", "Polygon",
              qgis_styles.single(qgis_styles.governorates()), governorates),
        Layer(_COUNTRIES, "Countries", "countries", "Polygon",
              qgis_styles.single(qgis_styles.countries()), countries),
    ]  # fmt: skip


def _tree(contents: _Contents) -> Element:
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


def _themes(contents: _Contents) -> list[Element]:
    """What each theme shows: layers that it does not name are hidden."""
    base, views = contents.base, {view.layer_id: view for view in contents.views}
    shown = {
        "all": [*contents.actors, contents.links, contents.areas, *base],
        "retaliation chains": [views[_CHAINS], contents.links, *base],
        "precise only": [views[_PRECISE], *base],
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
    counted = f"{len(incidents):,} incidents" + (f", {unplaced:,} not placed" if unplaced else "")
    if period is None:
        return counted
    first, last = drawing.iso(pd.Series(period)).str[:10]
    return f"{counted} · {first} to {last}"


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


def _metadata(title: str) -> Element:
    told = (
        "Incidents by country and actor. Shape says the kind, colour the actor; a hatched area "
        "means 'somewhere in'. Claims and sources are related tables."
    )
    return node(
        "projectMetadata",
        None,
        node("identifier", None, "incidents"),
        node("title", None, plain_title(title)),
        node("abstract", None, told),
        node("rights", None, ATTRIBUTION),
        node("license", None, "Natural Earth is in the public domain; the data are their sources'"),
        node("author", None, "geomap"),
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
