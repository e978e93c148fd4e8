"""The print layout of the QGIS project: an A4 page ready to export as PDF."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from geomap.write.qgis_layers import Layer
from geomap.write.qgis_xml import Element, inert, node, option_map, shortened

NAME: Final = "Map"

#: QGIS's numbers for the kinds of item.
_PAGE, _MAP, _PICTURE, _LABEL, _LEGEND, _SCALE_BAR = 65638, 65639, 65640, 65641, 65642, 65646
#: Millimetres on A4 landscape: left, top, width, height.
_MAP_FRAME: Final = (10.0, 26.0, 207.0, 164.0)
_LEGEND_FRAME: Final = (221.0, 26.0, 66.0, 164.0)
_MORE_FRAME: Final = (221.0, 191.0, 66.0, 5.0)
#: Lines that fit beside the map; further layers are in the project, and the legend says so.
_LEGEND_LINES: Final = 33
#: Letters of a name that fit beside the map.
_LEGEND_LETTERS: Final = 42
_INK: Final = "28,34,48"

Box = tuple[float, float, float, float]


def layout(
    title: str,
    subtitle: str,
    attribution: str,
    by_country: Mapping[str, Sequence[Layer]],
    others: Sequence[Layer],
    extent: Box,
) -> Element:
    """``<Layout>``: title, map, legend, scale bar, north arrow and attribution."""
    shown = _fitting(by_country, _LEGEND_LINES - sum(min(_lines(layer), 3) for layer in others))
    left = sum(map(len, by_country.values())) - sum(map(len, shown.values()))
    more = f"and {left} more layers in the project" if left else ""
    items = [
        _label("title", inert(title), (10, 7, 277, 10), size=18, bold=True),
        _label("subtitle", inert(subtitle), (10, 17, 277, 6), size=10),
        _map(extent),
        _legend(shown, others),
        *([_label("more", more, _MORE_FRAME, size=7)] if more else []),
        _north_arrow(),
        _scale_bar(),
        _label("attribution", inert(attribution), (10, 196, 277, 9), size=7),
    ]
    for height, item in enumerate(items, start=1):
        item.set("zValue", str(height))
    settings = {"name": NAME, "units": "mm", "printResolution": 300, "worldFileMap": ""}
    return node("Layout", settings, _pages(), *items)


def _item(
    kind: int, name: str, frame: Box, attributes: Mapping[str, Any], *within: Element
) -> Element:
    """A ``<LayoutItem>``; its id is made from its name, so that bytes do not change."""
    left, top, width, height = frame
    number = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'geomap/layout/{name}')}}}"
    common = {
        "type": kind,
        "id": name,
        "uuid": number,
        "templateUuid": number,
        "position": f"{left},{top},mm",
        "positionOnPage": f"{left},{top},mm",
        "size": f"{width},{height},mm",
        "referencePoint": 0,
        "visibility": True,
        "frame": "false",
        "background": "false",
        "opacity": 1,
        "outlineWidthM": "0.2,mm",
    }
    return node("LayoutItem", common | dict(attributes), *within)


def _pages() -> Element:
    page = _item(_PAGE, "page", (0, 0, 297, 210), {"background": "true"})
    return node("PageCollection", None, page)


def _label(name: str, text: str, frame: Box, *, size: int, bold: bool = False) -> Element:
    attributes = {"labelText": text, "htmlState": 0, "halign": 1, "valign": 128, "marginX": 0}
    return _item(
        _LABEL, name, frame, attributes, *_font("LabelFont", size, bold), _colour("FontColor")
    )


def _map(extent: Box) -> Element:
    """The map, its extent stretched to the shape of its frame."""
    west, south, east, north = _fitted(extent, _MAP_FRAME[2] / _MAP_FRAME[3])
    box = {"xmin": west, "ymin": south, "xmax": east, "ymax": north}
    attributes = {
        "frame": "true",
        "background": "true",
        "keepLayerSet": "false",
        "followPreset": "true",
        "followPresetName": "all",
        "drawCanvasItems": "false",
        "labelMargin": "0,mm",
    }
    sea = node("BackgroundColor", {"red": 221, "green": 231, "blue": 240, "alpha": 255})
    return _item(_MAP, "map", _MAP_FRAME, attributes, sea, node("Extent", box))


def _legend(shown: Mapping[str, Sequence[Layer]], others: Sequence[Layer]) -> Element:
    """Countries, their actors and kinds, then links and areas."""
    groups = [_legend_group(country, fitting) for country, fitting in shown.items() if fitting]
    attributes = {
        "title": "",
        "map_uuid": f"{{{uuid.uuid5(uuid.NAMESPACE_URL, 'geomap/layout/map')}}}",
        "legendFilterByMap": False,
        "resizeToContents": False,
        "columnCount": 1,
        "splitLayer": True,
        "symbolWidth": 5,
        "symbolHeight": 3,
        "boxSpace": 0,
        "wrapChar": "",
    }
    sizes = {"title": 10, "group": 10, "subgroup": 8, "symbolLabel": 7}
    styles = [
        node(
            "style",
            {
                "name": name,
                "marginTop": 1.2,
                "marginLeft": 2 * (name == "symbolLabel"),
                "alignment": 1,
            },
            *_font("styleFont", size, name == "group"),
        )
        for name, size in sizes.items()
    ]
    tree = node("layer-tree-group", None, *groups, *[_legend_layer(layer) for layer in others])
    return _item(_LEGEND, "legend", _LEGEND_FRAME, attributes, node("styles", None, *styles), tree)


def _fitting(by_country: Mapping[str, Sequence[Layer]], left: int) -> dict[str, list[Layer]]:
    """The layers that ``left`` lines hold: the first of every country before the second of any."""
    shown: dict[str, list[Layer]] = {country: [] for country in by_country}
    for depth in range(max(map(len, by_country.values()), default=0)):
        for country, layers in by_country.items():
            if len(shown[country]) != depth or len(layers) <= depth:
                continue
            lines = _lines(layers[depth]) + (depth == 0)
            if lines <= left:
                shown[country].append(layers[depth])
                left -= lines
    return shown


def _lines(layer: Layer) -> int:
    """How many lines the legend gives a layer: its name and an entry per symbol."""
    entries = 0 if layer.renderer is None else len(layer.renderer.findall(".//category"))
    return 1 + entries


def _legend_group(name: str, layers: Sequence[Layer]) -> Element:
    return node(
        "layer-tree-group",
        {"name": inert(name), "checked": "Qt::Checked", "expanded": True},
        *[_legend_layer(layer) for layer in layers],
    )


def _legend_layer(layer: Layer) -> Element:
    """A layer with its symbols; of the areas, whose colours the actors explain, one for all."""
    name = inert(shortened(layer.name, _LEGEND_LETTERS))
    told = {"cached_name": name, "legend/title-label": name}
    if layer.table == "areas":
        told |= {"legend/node-order": "0", "legend/label-0": "by actor"}
    return node(
        "layer-tree-layer",
        {
            "id": layer.layer_id,
            "name": name,
            "checked": "Qt::Checked",
            "expanded": True,
        },
        node("customproperties", None, option_map(told)),
    )


def _north_arrow() -> Element:
    picture = ":/images/north_arrows/layout_default_north_arrow.svg"
    attributes = {"file": picture, "mode": 0, "northMode": 0, "resizeMode": 0, "anchorPoint": 4,
                  "svgFillColor": f"{_INK},255", "svgBorderColor": f"{_INK},255"}  # fmt: skip
    return _item(_PICTURE, "north arrow", (203, 29, 11, 11), attributes)


def _scale_bar() -> Element:
    """A bar in kilometres as long as fits 30 to 60 mm."""
    attributes = {
        "mapUuid": f"{{{uuid.uuid5(uuid.NAMESPACE_URL, 'geomap/layout/map')}}}",
        "style": "Single Box",
        "unitType": "km",
        "unitLabel": "km",
        "numMapUnitsPerScaleBarUnit": 1,
        "numSegments": 2,
        "numSegmentsLeft": 0,
        "segmentSizeMode": 1,
        "minBarWidth": 25,
        "maxBarWidth": 50,
        "numUnitsPerSegment": 100,
        "height": 1.6,
        "labelBarSpace": 1,
        "boxContentSpace": 1,
        "alignment": 0,
    }
    style = node("text-style", {"fontSize": 8, "fontSizeUnit": "Point", "textColor": f"{_INK},255"})
    return _item(_SCALE_BAR, "scale bar", (13, 177, 60, 11), attributes, style)


def _font(tag: str, size: int, bold: bool = False) -> list[Element]:
    """A font by size and weight; the family is the machine's own."""
    return [node(tag, {"description": f"Sans Serif,{size},-1,5,{75 if bold else 50},0,0,0,0,0"})]


def _colour(tag: str) -> Element:
    red, green, blue = _INK.split(",")
    return node(tag, {"red": red, "green": green, "blue": blue, "alpha": 255})


def _fitted(extent: Box, ratio: float) -> Box:
    """``extent`` widened or heightened to width / height = ``ratio``, about its middle."""
    west, south, east, north = extent
    wide = max(east - west, (north - south) * ratio) / 2
    high = wide / ratio
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide, y - high, x + wide, y + high
