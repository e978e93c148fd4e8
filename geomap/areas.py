"""The polygons that imprecise incidents lie in: named areas, and circles where there is none."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geomap import model
from geomap.model import Incidents

_CIRCLE_VERTICES: Final = 64


def circles(
    lng: NDArray[np.float64], lat: NDArray[np.float64], radius_m: NDArray[np.float64]
) -> NDArray[np.object_]:
    """One geodesic circle per centre, as Polygons in longitude, latitude, EPSG:4326.

    Vertices lie ``radius_m`` metres from the centre on the sphere of radius
    :data:`geomap.model.EARTH_RADIUS_M`, counter-clockwise as RFC 7946 asks. Longitudes run past
    ±180 where a circle crosses the antimeridian; writers that need it cut there.
    """
    bearing = -np.linspace(0.0, 2 * np.pi, _CIRCLE_VERTICES, endpoint=False)
    reach = np.asarray(radius_m, dtype="float64")[:, None] / model.EARTH_RADIUS_M
    north = np.radians(np.asarray(lat, dtype="float64"))[:, None]
    east = np.radians(np.asarray(lng, dtype="float64"))[:, None]
    rim_lat = np.arcsin(
        np.sin(north) * np.cos(reach) + np.cos(north) * np.sin(reach) * np.cos(bearing)
    )
    rim_lng = east + np.arctan2(
        np.sin(bearing) * np.sin(reach) * np.cos(north),
        np.cos(reach) - np.sin(north) * np.sin(rim_lat),
    )
    rims = np.stack([np.degrees(rim_lng), np.degrees(rim_lat)], axis=-1).round(6)
    closed = np.concatenate([rims, rims[:, :1]], axis=1)
    return np.asarray(shapely.polygons(closed), dtype=object)


def incident_areas(incidents: Incidents) -> gpd.GeoDataFrame:
    """The area of each placed incident that is less precise than a settlement.

    Columns ``id, area_id, geometry`` in incident order: the named polygon where there is one,
    else the circle of its radius. Incidents without a position have no area. Incidents of one
    area, or of one centre and radius, share one shape: a table of events repeats its places.
    """
    rows = incidents.incidents
    vague = rows["precision"].notna() & ~rows["precision"].isin(model.POINT_PRECISIONS)
    drawn = rows[vague & rows.geometry.notna() & (rows["radius_m"] > 0)]
    named = incidents.areas.set_index("area_id").geometry
    # A copy: what pandas hands out may be read-only.
    geometry = drawn["area_id"].map(named).to_numpy(dtype=object, na_value=None, copy=True)
    round_ones = np.array([shape is None for shape in geometry], dtype=bool)
    points = drawn.geometry[round_ones]
    centred = np.column_stack(
        [points.x.to_numpy(), points.y.to_numpy(), drawn["radius_m"].to_numpy()[round_ones]]
    )
    distinct, of = np.unique(centred, axis=0, return_inverse=True)
    geometry[round_ones] = circles(*distinct.T)[of.ravel()]
    table = drawn[["id", "area_id"]].reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry=geometry, crs=model.CRS)
