"""The layers of the QGIS project: where their rows come from, how they are named and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from geomap.write.qgis_xml import Element, inert, node, option_map, reference_system

GEOPACKAGE: Final = "incidents.gpkg"

#: What people read instead of a column's name.
ALIASES: Final = {
    "id": "Id",
    "date": "Date",
    "date_end": "Last date",
    "date_precision": "Date exact to",
    "kind": "Kind",
    "title": "Title",
    "description": "Description",
    "place": "Place as reported",
    "place_id": "Place id",
    "place_name": "Place",
    "country": "Country",
    "country_code": "Country code",
    "admin1": "Governorate",
    "actor": "Actor",
    "target": "Target",
    "weapons": "Weapons",
    "killed": "Killed",
    "injured": "Injured",
    "casualties": "Casualties",
    "precision": "Placed as exactly as",
    "radius_m": "Radius (m)",
    "score": "Probability of the place",
    "location_note": "Why here",
    "retaliation_for": "Answers",
    "sources": "Sources",
    "area_name": "Somewhere in",
    "incident_id": "Incident",
    "field": "About",
    "value": "Says",
    "source_id": "Source",
    "quote": "Quote",
    "publisher": "Publisher",
    "published": "Published",
    "url": "URL",
    "from_id": "Answer",
    "to_id": "Attack",
    "type": "Type",
    "basis": "Stated or inferred",
    "rank": "Rank",
    "why": "Why",
    "begins": "From",
    "ends": "Until",
    "linked": "Part of a chain",
}
_WHAT: Final = (
    "title", "kind", "date", "date_end", "date_precision", "actor", "target", "weapons",
    "killed", "injured", "casualties", "description", "sources",
)  # fmt: skip
_WHERE: Final = (
    "place_name", "place", "admin1", "country", "precision", "radius_m", "score", "location_note",
    "place_id",
)  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """One layer of the project.

    ``name`` may be user text; ``subset`` is ours alone: rows are chosen by number, so that no
    word of the data is part of a query.
    """

    layer_id: str  # 20 characters or more: QGIS replaces short ones
    name: str
    table: str
    geometry: str | None = None  # Point, Line, Polygon; None for a table
    renderer: Element | None = None
    labels: Element | None = None
    subset: str | None = None
    timed: bool = False
    checked: bool = True
    opacity: float = 1.0  # of the layer as a whole
    columns: Sequence[str] = ()
    display: str | None = None  # an expression over the columns
    map_tip: str | None = None
    relations: dict[str, Relation] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The data source, relative to the project."""
        chosen = f"|subset={self.subset}" if self.subset else ""
        return f"./{GEOPACKAGE}|layername={self.table}{chosen}"


@dataclass(frozen=True)
class Relation:
    """Rows of ``referencing`` whose ``column`` names an ``id`` of ``referenced``."""

    relation_id: str
    name: str
    referencing: str
    column: str
    referenced: str

    def element(self) -> Element:
        """``<relation>``."""
        return node(
            "relation",
            {
                "id": self.relation_id,
                "name": self.name,
                "referencingLayer": self.referencing,
                "referencedLayer": self.referenced,
                "strength": "Association",
            },
            node("fieldRef", {"referencingField": self.column, "referencedField": "id"}),
        )


def map_layer(layer: Layer, metadata: Element) -> Element:
    """``<maplayer>``: everything QGIS needs to know of one layer; ``metadata`` says whose it is."""
    made = node(
        "maplayer",
        {
            "type": "vector",
            "geometry": layer.geometry or "No geometry",
            "hasScaleBasedVisibilityFlag": False,
            "labelsEnabled": layer.labels is not None,
            "simplifyDrawingHints": 1 if layer.geometry in ("Line", "Polygon") else 0,
            "simplifyMaxScale": 1,
        },
        node("id", None, layer.layer_id),
        node("datasource", None, layer.source),
        node("layername", None, inert(layer.name)),
        node("srs", None, reference_system("EPSG:4326")),
        node("provider", {"encoding": "UTF-8"}, "ogr"),
        metadata,
    )
    if layer.timed:
        made.append(
            node(
                "temporal",
                {"enabled": True, "mode": 2, "startField": "begins", "endField": "ends"}
                | {"accumulate": False, "fixedDuration": 0, "limitMode": 0},
            )
        )
    made.extend(element for element in (layer.renderer, layer.labels) if element is not None)
    if layer.opacity < 1:
        made.append(node("layerOpacity", None, str(layer.opacity)))
    made.extend(_told(layer))
    return made


def tree_layer(layer: Layer) -> Element:
    """``<layer-tree-layer>``: the layer's entry in the tree, with its count where it is drawn."""
    counted = {"showFeatureCount": "1"} if layer.subset and layer.checked else {}
    return node(
        "layer-tree-layer",
        {
            "id": layer.layer_id,
            "name": inert(layer.name),
            "source": layer.source,
            "providerKey": "ogr",
            "checked": "Qt::Checked" if layer.checked else "Qt::Unchecked",
            "expanded": False,
        },
        node("customproperties", None, option_map(counted)),
    )


def tree_group(name: str, children: Sequence[Element], *, expanded: bool = True) -> Element:
    """``<layer-tree-group>``."""
    return node(
        "layer-tree-group",
        {"name": inert(name), "checked": "Qt::Checked", "expanded": expanded},
        node("customproperties", None, option_map({})),
        *children,
    )


def escaped(expression: str) -> str:
    """A QGIS expression for the text of another, safe inside HTML."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expression = f"replace({expression}, '{sign}', '{entity}')"
    return expression


def incident_tip(claims: Relation, sources: str) -> str:
    """The map tip of an incident: what, when, where, how sure, and who says what.

    Values are escaped for HTML by the expressions themselves. ``sources`` is the layer's id.
    """
    said = escaped('coalesce("quote", "field" || \': \' || "value")')
    by = escaped(
        f"coalesce(attribute(get_feature('{sources}', 'id', \"source_id\"), 'publisher'), '')"
    )
    quotes = (
        f"relation_aggregate('{claims.relation_id}', 'concatenate', "
        f"'<li>' || {said} || ' <i>' || {by} || '</i></li>')"
    )
    title = escaped('coalesce("title", "place_name", "place", "id")')
    who = escaped("\"kind\" || ' · ' || \"actor\" || coalesce(' · ' || \"date\", '')")
    where = escaped("concat(\"place_name\", ' (', coalesce(\"precision\", 'unknown'), ')')")
    note = escaped("coalesce(\"location_note\", '')")
    return (
        '<div style="font-family:sans-serif;max-width:320px">'
        f"<b>[% {title} %]</b><br>[% {who} %]<br>[% {where} %]<br><i>[% {note} %]</i>"
        f"<ul>[% coalesce({quotes}, '') %]</ul></div>"
    )


def _told(layer: Layer) -> list[Element]:
    """Aliases, the form, the display name and the map tip."""
    known = [
        node("alias", {"field": column, "index": at, "name": ALIASES[column]})
        for at, column in enumerate(layer.columns)
        if column in ALIASES
    ]
    told = [node("aliases", None, *known)]
    if layer.relations:
        told += [node("editorlayout", None, "tablayout"), _form(layer)]
    if layer.display:
        told.append(node("previewExpression", None, layer.display))
    if layer.map_tip:
        told.append(node("mapTip", None, layer.map_tip))
    return told


def _form(layer: Layer) -> Element:
    """The form of an incident: a tab for what, where, each relation, and the rest."""
    shown = {*_WHAT, *_WHERE}
    rest = [column for column in layer.columns if column not in shown]
    tabs = [_fields(layer, "What", _WHAT), _fields(layer, "Where", _WHERE)]
    for name, relation in layer.relations.items():
        entry = node(
            "attributeEditorRelation",
            {
                "name": relation.relation_id,
                "relation": relation.relation_id,
                "relationWidgetTypeId": "relation_editor",
                "showLabel": False,
            },
            node("editor_configuration", {"type": "Map"}),
        )
        tabs.append(_tab(name, [entry]))
    return node("attributeEditorForm", None, *tabs, _fields(layer, "More", rest))


def _fields(layer: Layer, name: str, columns: Sequence[str]) -> Element:
    places = {column: at for at, column in enumerate(layer.columns)}
    fields = [
        node("attributeEditorField", {"name": column, "index": places[column], "showLabel": True})
        for column in columns
        if column in places
    ]
    return _tab(name, fields)


def _tab(name: str, entries: Sequence[Element]) -> Element:
    return node(
        "attributeEditorContainer",
        {"name": name, "groupBox": False, "columnCount": 1, "showLabel": True},
        *entries,
    )
