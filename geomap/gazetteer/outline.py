"""Outlines: their middle, their extent, and the small form in which the index keeps them.

Packed, an outline is its vertices as steps of a ten-thousandth of a degree, 11 m, from one to the
next, compressed: a quarter of well-known binary.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely

from geomap.errors import GazetteerError
from geomap.model import EARTH_RADIUS_M

_STEPS: Final = 10_000  # to the degree
#: Unpacked; the longest outline of the index that comes with geomap has 400 kB.
_MOST_BYTES: Final = 100_000_000
_ORIGIN: Final = np.zeros((1, 2), dtype="<i4")


def middle(shape: Any) -> tuple[float, float]:
    """Latitude and longitude of the centroid, or of a point inside where it lies outside."""
    whole = unwrapped(shape)
    point = shapely.centroid(whole)
    if not shapely.intersects(whole, point):
        point = shapely.point_on_surface(whole)
    return round(point.y, 5), round((point.x + 180) % 360 - 180, 5)


def radius_of(shape: Any) -> float:
    """Metres from the middle of an area to the farthest vertex of its hull, on the sphere."""
    lat, lon = middle(shape)
    hull = np.radians(shapely.get_coordinates(shapely.convex_hull(unwrapped(shape))))
    north, east = hull[:, 1] - np.radians(lat), hull[:, 0] - np.radians(lon)
    chord = np.sin(north / 2) ** 2
    chord += np.cos(np.radians(lat)) * np.cos(hull[:, 1]) * np.sin(east / 2) ** 2
    return float(round(2 * np.arcsin(np.sqrt(chord.max())) * EARTH_RADIUS_M))


def unwrapped(shape: Any) -> Any:
    """A shape that the antimeridian cuts in one piece, its western part beyond 180 degrees east.

    Fiji and Russia lie on both sides of it; every other shape comes back as it is.
    """
    west, _, east, _ = shapely.bounds(shape)
    if east - west <= 180:
        return shape
    parts = shapely.get_parts(shape)
    around = [
        shapely.transform(part, lambda xy: xy + (360, 0)) if shapely.bounds(part)[2] < 0 else part
        for part in parts
    ]
    return shapely.multipolygons(around)


def packed(shape: Any) -> bytes:
    """A Polygon or MultiPolygon packed; :func:`unpacked` gives it back, rounded to a step."""
    parts = shapely.get_parts(shape)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    vertices, ring_of = shapely.get_coordinates(rings, return_index=True)
    counts = [len(parts), *np.bincount(part_of).tolist(), *np.bincount(ring_of).tolist()]
    steps = np.diff(np.rint(vertices * _STEPS).astype("<i4"), axis=0, prepend=_ORIGIN)
    # Bytes of like weight stand together: that halves the compressed size.
    planes = steps.T.reshape(-1).view("u1").reshape(-1, 4).T.tobytes()
    head = np.array([len(counts), *counts], dtype="<u4").tobytes()
    return zlib.compress(head + planes, 9)


def unpacked(outlines: Iterable[bytes], where: str) -> Any:
    """The shapes of packed outlines, as an array of MultiPolygons and Polygons.

    Args:
        outlines: as :func:`packed` gives them.
        where: the files that they are from, for the error.

    Raises:
        GazetteerError: one of them is damaged, or unpacks to more than any outline.
    """
    try:
        return np.array([_unpacked(outline) for outline in outlines], dtype=object)
    except (zlib.error, IndexError, ValueError, shapely.errors.ShapelyError) as error:
        raise GazetteerError(
            f"{where}: an outline is damaged ({error}); build or add it again"
        ) from error


def _unpacked(outline: bytes) -> Any:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(outline, _MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError(f"more than {_MOST_BYTES:,} bytes")
    size = int.from_bytes(data[:4], "little")
    counts = np.frombuffer(data, "<u4", size, 4).tolist()
    planes = np.frombuffer(data, "u1", offset=4 + 4 * size).reshape(4, -1)
    steps = planes.T.copy().view("<i4").reshape(2, -1)
    vertices = np.cumsum(steps, axis=1).T / _STEPS
    rings_of = counts[1 : 1 + counts[0]]
    ends = np.cumsum(counts[1 + counts[0] :])
    rings: Any = shapely.linearrings(
        vertices, indices=np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    )
    polygons = []
    for count in rings_of:
        polygons.append(shapely.polygons(rings[0], rings[1:count]))
        rings = rings[count:]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
