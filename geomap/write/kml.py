"""``incidents.kmz``: for Google Earth, folders country → actor, with time, areas and links."""

from __future__ import annotations

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geomap import model
from geomap.model import Incidents
from geomap.write import drawing, features, shapes

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
)
_TAIL: Final = "</Document>\n</kml>\n"
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Shown in the balloon, in this order; everything is in ExtendedData.
_TOLD: Final = ("date", "actor", "target", "weapons", "place_name", "precision", "location_note",
                "description", "sources")  # fmt: skip
_ICON_PIXELS: Final = 32


def write_kmz(incidents: Incidents, path: Path) -> None:
    """The KML of :func:`kml_lines`, zipped; the same input gives the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        with archive.open(_entry("doc.kml"), "w") as packed:
            for line in kml_lines(incidents):
                packed.write(line.encode("utf-8", "replace"))
        for kind in model.KINDS:
            archive.writestr(_entry(f"{kind}.png"), _icon(kind))


def kml_lines(incidents: Incidents) -> Iterator[str]:
    """The document piece by piece: styles, a folder per country, in it one per actor, then links.

    Incidents without a position are there as placemarks without geometry; an incident with an
    area has both its point and its area. Areas and points that span the antimeridian are cut.
    """
    table = features.flat(incidents)
    drawn = drawing.drawn_with(incidents)
    geometry = _geometries(incidents)
    shown = drawing.actor_layers(incidents)
    yield _HEAD
    for number, layer in shown.iterrows():
        yield from _styles(int(str(number)), layer["colour"], layer["kinds"])
    placemarks = _placemarks(table, drawn, geometry)
    by_layer = pd.Series(placemarks, dtype=object).groupby(drawn["layer"].to_numpy()).agg("".join)
    for country, actors in shown.groupby("country", sort=False):
        yield f"<Folder><name>{_xml(country)}</name>\n"
        for number, actor in zip(actors.index.tolist(), actors["actor"], strict=True):
            yield f"<Folder><name>{_xml(actor)}</name>\n{by_layer[number]}</Folder>\n"
        yield "</Folder>\n"
    yield from _links(incidents)
    yield _TAIL


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry of the archive without a time of its own."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _icon(kind: str) -> bytes:
    """The kind's shape, white on nothing, as PNG: the style colours it, and nothing is fetched."""
    side = np.linspace(-1, 1, _ICON_PIXELS)
    x, y = np.meshgrid(side, side)
    reach = {"attack": np.hypot(x, y), "retaliation": np.abs(x) + np.abs(y)}
    inside = reach.get(kind, np.maximum(np.abs(x), np.abs(y)) * 1.2) <= 0.96
    pixels = np.full((_ICON_PIXELS, _ICON_PIXELS, 4), 255, dtype=np.uint8)
    pixels[..., 3] = np.where(inside, 255, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    size = struct.pack(">IIBBBBB", _ICON_PIXELS, _ICON_PIXELS, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _styles(number: int, colour: str, kinds: Iterable[str]) -> Iterator[str]:
    """A style per kind of a layer: KML writes colours as opacity, blue, green, red."""
    mirrored = colour[5:7] + colour[3:5] + colour[1:3]
    for kind in kinds:
        yield (
            f'<Style id="l{number}-{kind}"><IconStyle><color>ff{mirrored}</color><scale>0.9</scale>'
            f"<Icon><href>{kind}.png</href></Icon>"
            f"</IconStyle><LineStyle><color>ff{mirrored}</color><width>1.5</width></LineStyle>"
            f"<PolyStyle><color>33{mirrored}</color></PolyStyle></Style>\n"
        )


def _placemarks(table: pd.DataFrame, drawn: pd.DataFrame, geometry: list[str]) -> Iterator[str]:
    """A placemark per incident, in order."""
    records = features.records(table)
    for record, number, span, shape in zip(
        records, drawn["layer"], _spans(drawn), geometry, strict=True
    ):
        name = record["title"] or record["place_name"] or record["place"] or record["id"]
        yield (
            f'<Placemark id="{_xml(record["id"])}"><name>{_xml(name)}</name>'
            f"<description>{_xml(_balloon(record))}</description>{span}"
            f"<styleUrl>#l{number}-{record['kind']}</styleUrl>"
            f"<ExtendedData>{''.join(_data(record))}</ExtendedData>{shape}</Placemark>\n"
        )


def _spans(drawn: pd.DataFrame) -> list[str]:
    """The time of each row, from what is known of its ``begins`` and ``ends``."""
    begins, ends = (drawing.iso(drawn[name]) for name in ("begins", "ends"))
    first = ("<begin>" + begins + "</begin>").fillna("")
    told = first + ("<end>" + ends + "</end>").fillna("")
    return [f"<TimeSpan>{span}</TimeSpan>" if span else "" for span in told]


def _links(incidents: Incidents) -> Iterator[str]:
    """A folder of lines from each attack to what answered it; dashes KML does not have."""
    links = drawing.links(incidents)
    if links.empty:
        return
    for basis, opacity in (("stated", "ff"), ("inferred", "80")):
        line = f"<LineStyle><color>{opacity}30221c</color><width>2</width></LineStyle>"
        yield f'<Style id="link-{basis}">{line}</Style>\n'
    yield "<Folder><name>Answered by</name>\n"
    records = features.records(links[list(drawing.LINK_COLUMNS)])
    rows = zip(records, _spans(links), links.geometry, strict=True)
    for number, (record, span, line) in enumerate(rows, start=1):
        name = f"{record['to_id']} → {record['from_id']}"
        yield (
            f'<Placemark id="link-{number}"><name>{_xml(name)}</name>'
            f"<description>{_xml(html.escape(record['quote'] or record['basis']))}</description>"
            f"{span}<styleUrl>#link-{record['basis']}</styleUrl>"
            f"<ExtendedData>{''.join(_data(record))}</ExtendedData>{_line(line)}</Placemark>\n"
        )
    yield "</Folder>\n"


def _line(shape: Any) -> str:
    """A line, or two where it was cut at the antimeridian; nothing where an end is not placed."""
    parts = [
        f"<LineString><tessellate>1</tessellate>{_coordinates(part)}</LineString>"
        for part in shapely.get_parts(shape)
    ]
    return f"<MultiGeometry>{''.join(parts)}</MultiGeometry>" if parts else ""


def _balloon(record: dict[str, Any]) -> str:
    """The balloon's HTML: its words are escaped here, and once more as XML."""
    told = (record[column] for column in _TOLD)
    return "<br>".join(html.escape(str(value)) for value in told if value is not None)


def _data(record: dict[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        if value is not None:
            yield f'<Data name="{_xml(name)}"><value>{_xml(value)}</value></Data>'


def _geometries(incidents: Incidents) -> list[str]:
    """The KML geometry of each incident: a Point, with its area where it has one."""
    points = shapes.points(incidents)
    drawn = [
        "" if lng != lng else f"<Point><coordinates>{lng!r},{lat!r}</coordinates></Point>"
        for lng, lat in zip(
            shapely.get_x(points).tolist(), shapely.get_y(points).tolist(), strict=True
        )
    ]
    areas = shapes.incident_areas(incidents)
    at = pd.Series(range(len(drawn)), index=incidents.incidents["id"])
    for place, shape in zip(at[areas["id"]], areas.geometry, strict=True):
        drawn[place] = f"<MultiGeometry>{drawn[place]}{_area(shape)}</MultiGeometry>"
    return drawn


def _area(shape: Any) -> str:
    return "".join(_polygon(part) for part in shapely.get_parts(shape))


def _polygon(polygon: Any) -> str:
    holes = "".join(
        f"<innerBoundaryIs>{_ring(hole)}</innerBoundaryIs>" for hole in polygon.interiors
    )
    return f"<Polygon><outerBoundaryIs>{_ring(polygon.exterior)}</outerBoundaryIs>{holes}</Polygon>"


def _ring(ring: Any) -> str:
    return f"<LinearRing>{_coordinates(ring)}</LinearRing>"


def _coordinates(line: Any) -> str:
    pairs = " ".join(f"{lng!r},{lat!r}" for lng, lat in shapely.get_coordinates(line).tolist())
    return f"<coordinates>{pairs}</coordinates>"


def _xml(value: Any) -> str:
    """Text for XML; a carriage return as a reference, or it would be read as a newline."""
    return html.escape(_NOT_XML.sub("\ufffd", str(value))).replace("\r", "&#13;")
