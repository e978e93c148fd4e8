"""GeoJSON geometries and outlines, as every reader of vector data needs them."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from geomap.gazetteer.outline import middle, radius_of


class Located(NamedTuple):
    """Where a shape is: its middle, and its outline where it is an area."""

    lat: float
    lon: float
    outline: bytes | None  # WKB
    radius_m: float | None  # of an area


def located(geometry: Any) -> Located | None:
    """Where a GeoJSON geometry is; ``None`` where there is none or it is empty.

    Raises:
        ValueError: it is no geometry, or lies off the globe.
    """
    if not geometry:
        return None
    import shapely

    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        raise ValueError(f"its geometry cannot be read: {error}") from error
    return of_shape(shape)


def of_shape(shape: Any) -> Located | None:
    """Where a shapely geometry in WGS 84 is, longitude before latitude; ``None`` if empty.

    Raises:
        ValueError: it lies off the globe: coordinates of another system, or swapped.
    """
    import shapely

    if shape is None or shape.is_empty:
        return None
    west, south, east, north = shapely.bounds(shape)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("its coordinates are no degrees of longitude and latitude, in this order")
    lat, lon = middle(shape)
    if shapely.get_dimensions(shape) != 2:
        return Located(lat, lon, None, None)
    return Located(lat, lon, shapely.to_wkb(shapely.make_valid(shape)), radius_of(shape))
