"""The middle and the extent of an outline."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from geomap.model import EARTH_RADIUS_M


def middle(shape: Any) -> tuple[float, float]:
    """Latitude and longitude of the centroid, or of a point inside where it lies outside."""
    point = shapely.centroid(shape)
    if not shapely.intersects(shape, point):
        point = shapely.point_on_surface(shape)
    return round(point.y, 5), round(point.x, 5)


def radius_of(shape: Any) -> float:
    """Metres from the middle of an area to the farthest vertex of its hull, on the sphere."""
    lat, lon = middle(shape)
    hull = shapely.get_coordinates(shapely.convex_hull(shape))
    east = (hull[:, 0] - lon) * np.cos(np.radians(lat))
    degrees = float(np.hypot(east, hull[:, 1] - lat).max())
    return round(np.radians(degrees) * EARTH_RADIUS_M)
