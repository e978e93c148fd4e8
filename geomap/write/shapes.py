"""Geometries as RFC 7946 wants them: in range, rounded, wound, cut at the antimeridian.

Every output gets the same shapes, so that they agree. EPSG:4326, longitude first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import affinity

from geomap import areas, model
from geomap.errors import InputError
from geomap.model import Incidents

Shapes = NDArray[np.object_]

#: Decimal digits of a position: about a centimetre (RFC 7946, 11.2, suggests six or seven).
POINT_DIGITS: Final = 7
#: Areas are known to kilometres; a metre keeps files small.
AREA_DIGITS: Final = 5


def is_placed(incidents: Incidents) -> NDArray[np.bool_]:
    """Whether each incident has a position."""
    geometry = incidents.incidents.geometry.to_numpy()
    placed: NDArray[np.bool_] = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    return placed


def points(incidents: Incidents) -> Shapes:
    """The Point of each incident, None where it was not placed.

    Longitudes past ±180 are brought back into the range.

    Raises:
        InputError: a latitude is beyond a pole, or a coordinate is not a number.
    """
    rows = incidents.incidents
    placed = is_placed(incidents)
    shapes: Shapes = np.full(len(rows), None, dtype=object)
    where = rows.geometry.to_numpy()[placed]
    lng, lat = shapely.get_x(where), shapely.get_y(where)
    wrong = ~(np.isfinite(lng) & (np.abs(lat) <= 90))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"incident {rows['id'][placed].iloc[at]!r}: position {lat[at]}, {lng[at]} is not on "
            "the Earth; give latitude from -90 to 90 and longitude from -180 to 180"
        )
    # + 0.0 turns a rounded -0.0 into 0.0.
    shapes[placed] = shapely.points(
        np.round(_in_range(lng), POINT_DIGITS) + 0.0, np.round(lat, POINT_DIGITS) + 0.0
    )
    return shapes


def boxes(incidents: Incidents) -> Shapes:
    """Per placed incident the box of its radius, within ±180 and the poles."""
    positions = points(incidents)
    placed = ~shapely.is_missing(positions)
    lng, lat = shapely.get_x(positions[placed]), shapely.get_y(positions[placed])
    radius = incidents.incidents["radius_m"].fillna(0).to_numpy()[placed]
    high = np.degrees(radius / model.EARTH_RADIUS_M)
    wide = high / np.cos(np.radians(np.minimum(np.abs(lat), 80)))
    drawn: Shapes = shapely.box(
        np.maximum(lng - wide, -180),
        np.maximum(lat - high, -90),
        np.minimum(lng + wide, 180),
        np.minimum(lat + high, 90),
    )
    return drawn


def incident_areas(incidents: Incidents) -> gpd.GeoDataFrame:
    """What :func:`geomap.areas.incident_areas` gives, as valid RFC 7946 (Multi)Polygons."""
    named = incidents.areas.copy()
    named.geometry = gpd.GeoSeries(_clean(named.geometry.to_numpy()), crs=model.CRS)
    drawn = areas.incident_areas(incidents.with_(areas=named))
    shapes = drawn.geometry.to_numpy().copy()
    circles = drawn["area_id"].isna().to_numpy() | ~drawn["area_id"].isin(named["area_id"])
    shapes[circles] = each_once(shapes[circles], lambda distinct: _clean(distinct, circles=True))
    return drawn.set_geometry(gpd.GeoSeries(shapes, crs=model.CRS))


def each_once(shapes: Shapes, convert: Callable[[Shapes], Any]) -> NDArray[np.object_]:
    """``convert`` of the shapes; a shape that several rows share is converted once.

    ``convert`` takes shapes and gives something for each.
    """
    codes, _ = pd.factorize(np.fromiter(map(id, shapes), dtype="int64", count=len(shapes)))
    first = np.unique(codes, return_index=True)[1]
    converted = np.empty(len(first), dtype=object)
    converted[:] = convert(shapes[first])
    shared: NDArray[np.object_] = converted[codes]
    return shared


def link_lines(incidents: Incidents, positions: Shapes) -> Shapes:
    """A line per link, from the attack to what answered it, the short way round the Earth.

    ``positions`` are those of :func:`points`. None where an end was not placed, or is not among
    these incidents, which are a part of a large result. A line that crosses the antimeridian is
    cut there into a MultiLineString.
    """
    known = pd.Index(incidents.incidents["id"])
    ends = np.concatenate([positions, np.array([None])])  # at -1, the place of what is not known
    attack = ends[known.get_indexer(incidents.links["to_id"])]
    answer = ends[known.get_indexer(incidents.links["from_id"])]
    drawn = ~(shapely.is_missing(attack) | shapely.is_missing(answer))
    lines: Shapes = np.full(len(incidents.links), None, dtype=object)
    lines[drawn] = shapely.linestrings(
        np.stack(
            [shapely.get_coordinates(attack[drawn]), shapely.get_coordinates(answer[drawn])], 1
        )
    )
    span = np.abs(shapely.get_x(attack) - shapely.get_x(answer))
    for far in np.flatnonzero(drawn & (span > 180)):
        lines[far] = _cut_line(*shapely.get_coordinates(lines[far]))
    return lines


def bounds(shapes: Shapes) -> list[float] | None:
    """``[west, south, east, north]`` of all shapes, None where there is none.

    Shapes on both sides of the antimeridian, and nothing opposite, give a west that is greater
    than the east (RFC 7946, 5.2).
    """
    known = shapes[~shapely.is_missing(shapes)]
    boxes = shapely.bounds(known)
    if not len(boxes):
        return None
    wide = boxes[:, 2] - boxes[:, 0] > 180  # cut at the antimeridian: its parts are narrow
    if wide.any():
        boxes = np.vstack([boxes[~wide], shapely.bounds(shapely.get_parts(known[wide]))])
    west, east = float(boxes[:, 0].min()), float(boxes[:, 2].max())
    if east - west > 180 and not ((boxes[:, 0] < 0) & (boxes[:, 2] > 0)).any():
        from_east = float(boxes[boxes[:, 0] >= 0, 0].min(initial=180.0))
        to_west = float(boxes[boxes[:, 2] <= 0, 2].max(initial=-180.0))
        if to_west + 360 - from_east < 180:
            west, east = from_east, to_west
    return [west, float(boxes[:, 1].min()), east, float(boxes[:, 3].max())]


def _in_range(lng: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes brought into -180 to 180; those inside stay bit for bit."""
    inside: NDArray[np.float64] = np.where(np.abs(lng) <= 180, lng, (lng + 180) % 360 - 180)
    return inside


def _clean(shapes: Any, *, circles: bool = False) -> Shapes:
    """Polygons valid, cut, rounded, outer rings counter-clockwise."""
    cleaned: Shapes = np.array(shapes, dtype=object)
    box = shapely.bounds(cleaned)
    outside = (box[:, 0] < -180) | (box[:, 2] > 180) | (np.abs(box[:, [1, 3]]) > 90).any(axis=1)
    if circles:  # one around a pole, where longitudes close on themselves
        outside |= (box[:, 2] - box[:, 0] > 180) | (box[:, 1] == box[:, 3])
    for at in np.flatnonzero(outside):
        cleaned[at] = _cut_polygons(cleaned[at])
    cleaned = shapely.transform(cleaned, lambda xy: np.round(xy, AREA_DIGITS) + 0.0)
    for at in np.flatnonzero(~shapely.is_valid(cleaned)):
        cleaned[at] = _polygons_of(shapely.make_valid(cleaned[at]))
    wound: Shapes = shapely.orient_polygons(cleaned)
    return wound


def _cut_polygons(shape: Any) -> Any:
    """``shape`` inside ±180, what ran past it on the other side."""
    world = shapely.union_all([_unrolled(part) for part in shapely.get_parts(shape)])
    windows = [
        affinity.translate(world.intersection(shapely.box(turn - 180, -90, turn + 180, 90)), -turn)
        for turn in (-360, 0, 360)
    ]
    return _polygons_of(shapely.union_all(windows))


def _unrolled(polygon: Any) -> Any:
    """A polygon whose ring does not jump; around a pole it is closed along the pole."""
    lng, lat = shapely.get_coordinates(polygon.exterior).T
    if np.ptp(lat) == 0:  # drawn from the pole itself, where every longitude is the same
        return _cap(np.array([-180.0, 180.0]), lat[:2])
    steps = np.diff(lng)
    lng = lng[0] + np.concatenate([[0.0], np.cumsum(steps - 360 * np.round(steps / 360))])
    if abs(lng[-1] - lng[0]) > 180:
        return _cap(lng, lat)
    return shapely.make_valid(shapely.polygons(np.column_stack([lng, lat])))


def _cap(lng: NDArray[np.float64], lat: NDArray[np.float64]) -> Any:
    """What lies between a line all around the Earth and the pole next to it."""
    pole = np.copysign(90.0, lat.mean())
    around = np.column_stack([[*lng, lng[-1], lng[0]], [*lat, pole, pole]])
    return shapely.make_valid(shapely.polygons(around))


def _polygons_of(shape: Any) -> Any:
    """The polygons of ``shape``: one as a Polygon, several as a MultiPolygon."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _cut_line(start: NDArray[np.float64], end: NDArray[np.float64]) -> Any:
    """The line from ``start`` to ``end`` across the antimeridian, as two lines."""
    edge = np.copysign(180.0, start[0])
    reach = (edge - start[0]) / (end[0] + 2 * edge - start[0])
    lat = np.round(start[1] + reach * (end[1] - start[1]), POINT_DIGITS)
    halves = np.array([[start, [edge, lat]], [[-edge, lat], end]])
    return shapely.union_all(shapely.linestrings(halves))
