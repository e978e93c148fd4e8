"""How incidents look in QGIS: the map's shapes and colours as symbols, renderers and labels.

Shape says the kind, colour the actor, a hatched dashed area 'somewhere in', a curved arrow
'answered by'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from geomap import model
from geomap.write.qgis_xml import Element, node, option_map, to_bytes

#: Marker of QGIS per kind: told apart without colour.
SHAPES: Final = {"attack": "circle", "retaliation": "diamond", "other": "square"}
LABELS_BELOW_SCALE: Final = 4_000_000
AREA_OPACITY: Final = 0.6

_INK: Final = "28,34,48,255"
_WHITE: Final = "255,255,255,255"
#: Millimetres: small when a continent is in view, full size when a district is.
_SIZE: Final = "scale_linear(log10(@map_scale), 5.5, 7.7, 3.6, 1.9)"
#: What XML cannot hold breaks a page that is exported as SVG; QGIS's text halves the backslashes.
_PLACE: Final = (
    r"""regexp_replace(coalesce("place_name", "place"), """
    r"""'[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]', ' ')"""
)
_DIAMOND: Final = 1.25  # a diamond of the same width looks smaller than a circle
#: A curve from the first to the last point, bent to the right by 18 % of its length; what is
#: cut at the antimeridian stays as it is.
_BENT: Final = (
    "if(num_geometries($geometry) > 1, $geometry, with_variable('a', start_point($geometry), "
    "with_variable('b', end_point($geometry), smooth(make_line(@a, make_point("
    "(x(@a) + x(@b)) / 2 + (y(@b) - y(@a)) * 0.18, (y(@a) + y(@b)) / 2 - (x(@b) - x(@a)) * 0.18"
    "), @b), 4))))"
)


def by_kind(kinds: Sequence[str], colour: str | None) -> Element:
    """Markers by ``kind``, all of one colour, or each of its ``colour`` column when None."""
    return _categorised("kind", {kind: (kind, marker(kind, colour)) for kind in kinds})


def by_actor(named: Mapping[int, tuple[str, str]]) -> Element:
    """Markers by ``layer``, shaped by each incident's kind: number -> (label, colour)."""
    return _categorised(
        "layer", {str(at): (label, _any_marker(colour)) for at, (label, colour) in named.items()}
    )


def by_layer(named: Mapping[int, tuple[str, str]]) -> Element:
    """Areas by ``layer``: number -> (label, colour)."""
    return _categorised("layer", {str(at): (label, area(c)) for at, (label, c) in named.items()})


def by_basis() -> Element:
    """Links: stated ones solid, inferred ones dashed."""
    labels = {"stated": "answered by, stated", "inferred": "answered by, inferred"}
    return _categorised("basis", {basis: (labels[basis], arrow(basis)) for basis in model.BASES})


def single(symbol: Element) -> Element:
    """One symbol for all."""
    return node("renderer-v2", {"type": "singleSymbol"}, _symbols([symbol]))


def marker(kind: str, colour: str | None) -> Element:
    """The point symbol of a kind, white-rimmed, sized by the map's scale."""
    size = f"{_SIZE} * {_DIAMOND}" if kind == "retaliation" else _SIZE
    properties = {"size": _expression(size)}
    if colour is None:
        properties["fillColor"] = {"active": "true", "field": "colour", "type": "2"}
    return _marker(SHAPES[kind], colour, properties)


def _any_marker(colour: str) -> Element:
    """The point symbol of whichever kind the incident is of."""
    shapes = " ".join(f"WHEN \"kind\" = '{kind}' THEN '{shape}'" for kind, shape in SHAPES.items())
    size = f"{_SIZE} * if(\"kind\" = 'retaliation', {_DIAMOND}, 1)"
    properties = {"size": _expression(size), "name": _expression(f"CASE {shapes} END")}
    return _marker(SHAPES["attack"], colour, properties)


def _marker(shape: str, colour: str | None, properties: Mapping[str, Any]) -> Element:
    options = {
        "name": shape,
        "color": rgba(colour or "#8C8C94"),
        "outline_color": _WHITE,
        "outline_width": "0.25",
        "outline_width_unit": "MM",
        "size": "3",
        "size_unit": "MM",
    }
    return _symbol("marker", [_symbol_layer("SimpleMarker", options, properties)])


def area(colour: str | None) -> Element:
    """'Somewhere in': hatched, with a dashed rim, nothing filled.

    Opaque, for the layer is translucent as a whole (AREA_OPACITY): hundreds of incidents somewhere
    in one country look as one does, and what lies beneath stays in sight.
    """
    shade = colour or "#8C8C94"
    driven = {} if colour else {"outlineColor": {"active": "true", "field": "colour", "type": "2"}}
    rim = {
        "color": rgba(shade, 0),
        "style": "no",
        "outline_color": rgba(shade),
        "outline_style": "dash",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
    }
    hatch = {"angle": "45", "distance": "2", "distance_unit": "MM", "line_width": "0.15"}
    line = {"line_color": rgba(shade), "line_width": "0.15", "line_width_unit": "MM"}
    hatch_line = _symbol("line", [_symbol_layer("SimpleLine", line, driven)], "@0@0")
    return _symbol(
        "fill",
        [
            _symbol_layer("LinePatternFill", hatch, {}, hatch_line),
            _symbol_layer("SimpleFill", rim, driven),
        ],
    )


def arrow(basis: str) -> Element:
    """'Answered by': a curve with a head at the answer; dashed where inferred."""
    line = {
        "line_color": _INK,
        "line_width": "0.4",
        "line_width_unit": "MM",
        "line_style": "solid" if basis == "stated" else "dash",
        "capstyle": "round",
    }
    # Short of the end, or the answer's own symbol would cover the head.
    tip = {
        "name": "filled_arrowhead",
        "offset": "-1.9,0",
        "offset_unit": "MM",
        "color": _INK,
        "outline_color": _INK,
        "size": "3.2",
        "size_unit": "MM",
    }
    head = _symbol("marker", [_symbol_layer("SimpleMarker", tip, {})], "@@0@0@1")
    at_end = {"placement": "lastvertex", "rotate": "1"}
    curve = _symbol(
        "line",
        [
            _symbol_layer("SimpleLine", line, {}),
            _symbol_layer("MarkerLine", at_end, {}, head),
        ],
        "@0@0",
    )
    generator = {"SymbolType": "Line", "geometryModifier": _BENT, "units": "MapUnit"}
    return _symbol("line", [_symbol_layer("GeometryGenerator", generator, {}, curve)])


def land(fill: str, outline: str, width: str) -> Element:
    """A quiet polygon of the base map."""
    options = {
        "color": fill,
        "style": "solid" if not fill.endswith(",0") else "no",
        "outline_color": outline,
        "outline_style": "solid",
        "outline_width": width,
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }
    return _symbol("fill", [_symbol_layer("SimpleFill", options, {})])


def labels(expression: str, *, size: float, colour: str, bold: bool, below_scale: int) -> Element:
    """Labels by an expression over the columns, shown below a scale, with a white halo."""
    style = node(
        "text-style",
        {
            "fieldName": expression,
            "isExpression": True,
            "fontSize": size,
            "fontSizeUnit": "Point",
            "fontWeight": 75 if bold else 50,
            "textColor": colour,
        },
        node(
            "text-buffer",
            {
                "bufferDraw": True,
                "bufferSize": 0.7,
                "bufferSizeUnits": "MM",
                "bufferColor": _WHITE,
                "bufferOpacity": 0.85,
            },
        ),
    )
    settings = node(
        "settings",
        None,
        style,
        node("text-format", {"multilineAlign": 0}),
        node("placement", {"placement": 6, "dist": 1.5, "distUnits": "MM", "priority": 5}),
        node(
            "rendering",
            {"drawLabels": True, "scaleVisibility": True, "scaleMax": below_scale, "scaleMin": 0},
        ),
    )
    return node("labeling", {"type": "simple"}, settings)


def incident_labels() -> Element:
    """The place beside each incident, once the map is close enough."""
    return labels(
        _PLACE,
        size=8,
        colour=_INK,
        bold=True,
        below_scale=LABELS_BELOW_SCALE,
    )


def default_styles() -> dict[str, str]:
    """Layer of the GeoPackage -> QML, for a layer that is opened without the project."""
    renderers = {
        "incidents": by_kind(model.KINDS, None),
        "areas": single(area(None)),
        "links": by_basis(),
        "countries": single(countries()),
        "governorates": single(governorates()),
    }
    documents = {}
    for name, renderer in renderers.items():
        document = node("qgis", {"styleCategories": "Symbology|Labeling"}, renderer)
        if name == "incidents":
            document.append(incident_labels())
        if name == "areas":
            document.append(node("layerOpacity", None, str(AREA_OPACITY)))
        documents[name] = to_bytes(document).decode()
    return documents


def countries() -> Element:
    """Countries of the base map: warm paper, a firm outline."""
    return land("247,245,239,255", "165,155,138,255", "0.4")


def governorates() -> Element:
    """Governorates of the base map: a thin outline only."""
    return land("247,245,239,0", "205,200,188,255", "0.15")


def rgba(colour: str, alpha: int = 255) -> str:
    """'#RRGGBB' as QGIS writes colours: '0,114,178,255'."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _categorised(attribute: str, categories: Mapping[str, tuple[str, Element]]) -> Element:
    """A renderer by the values of a column: value -> (label, symbol)."""
    listed = [
        node("category", {"render": "true", "symbol": at, "value": value, "label": label})
        for at, (value, (label, _)) in enumerate(categories.items())
    ]
    return node(
        "renderer-v2",
        {"type": "categorizedSymbol", "attr": attribute},
        node("categories", None, *listed),
        _symbols([symbol for _, symbol in categories.values()]),
    )


def _symbols(symbols: Sequence[Element]) -> Element:
    for at, symbol in enumerate(symbols):
        symbol.set("name", str(at))
    return node("symbols", None, *symbols)


def _symbol(kind: str, symbol_layers: Sequence[Element], name: str = "0") -> Element:
    return node("symbol", {"type": kind, "name": name, "alpha": 1}, *symbol_layers)


def _symbol_layer(
    name: str, options: Mapping[str, str], properties: Mapping[str, Any], *within: Element
) -> Element:
    """One layer of a symbol, the columns or expressions that drive it, its sub-symbol."""
    driven = option_map({"name": "", "properties": properties, "type": "collection"})
    return node(
        "layer",
        {"class": name, "enabled": True, "pass": 0, "locked": False},
        option_map(options),
        node("data_defined_properties", None, driven),
        *within,
    )


def _expression(text: str) -> dict[str, str]:
    return {"active": "true", "expression": text, "type": "3"}
