"""Distances on the sphere, for whole columns at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geomap.model import EARTH_RADIUS_M


def distance_m(
    lat: ArrayLike, lng: ArrayLike, other_lat: ArrayLike, other_lng: ArrayLike
) -> NDArray[np.float64]:
    """Great-circle metres between points in decimal degrees; NaN where one is not known.

    Haversine on the sphere of the mean Earth radius: within 0.6 % of the ellipsoid, far inside
    what a place's own radius allows.
    """
    north, other_north = np.radians(lat), np.radians(other_lat)
    across = np.radians(np.subtract(other_lng, lng))
    half = (
        np.sin((other_north - north) / 2) ** 2
        + np.cos(north) * np.cos(other_north) * np.sin(across / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
