"""Distances on the sphere, and the cells of a grid around a point."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, ceil, cos, radians, sin, sqrt

from geomap.model import EARTH_RADIUS_M

_DIAMETER_KM = 2 * EARTH_RADIUS_M / 1000
_HALF_PI = asin(1.0)
_KM_PER_DEGREE = radians(EARTH_RADIUS_M / 1000)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in decimal degrees, kilometres."""
    north = sin(radians(lat2 - lat1) / 2) ** 2
    east = sin(radians(lon2 - lon1) / 2) ** 2
    share = north + cos(radians(lat1)) * cos(radians(lat2)) * east
    return _DIAMETER_KM * (asin(sqrt(share)) if share < 1.0 else _HALF_PI)


def cells_around(lat: float, lon: float, km: float, side: float) -> Iterator[int]:
    """Numbers of the grid cells of ``side`` degrees that a circle may touch, each once.

    Cells count from 90° south, 180° west, eastwards and then northwards.
    """
    columns = round(360 / side)
    rows = round(180 / side)
    reach = km / _KM_PER_DEGREE
    south = max(int((lat - reach + 90) / side), 0)
    north = min(int((lat + reach + 90) / side), rows - 1)
    widest = abs(lat) + reach
    spread = columns // 2  # all the way round, where the circle holds a pole
    if widest < 90:
        spread = min(ceil(reach / cos(radians(widest)) / side), spread)
    middle = int((lon + 180) / side)
    around = dict.fromkeys((middle + step) % columns for step in range(-spread, spread + 1))
    for row in range(south, north + 1):
        for column in around:
            yield row * columns + column


def cell_number(lat: float, lon: float, side: float) -> int:
    """The number of the grid cell that holds a point."""
    columns = round(360 / side)
    row = min(int((lat + 90) / side), round(180 / side) - 1)
    return row * columns + int((lon + 180) / side) % columns
