"""Areas: circles of the right size, named polygons where there are some, none for points."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.areas import circles, incident_areas
from geomap.frames import area_frame
from geomap.geodesy import distance_m
from tests.builders import incidents


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(100, 400_000))
def test_circle_vertices_lie_on_the_radius(lng: float, lat: float, radius_m: float) -> None:
    (circle,) = circles(np.array([lng]), np.array([lat]), np.array([radius_m]))
    rim = np.asarray(circle.exterior.coords)
    distances = distance_m(rim[:, 1], rim[:, 0], lat, lng)
    assert np.allclose(distances, radius_m, rtol=1e-3, atol=0.5)
    assert circle.exterior.is_ccw


def test_only_vague_and_placed_incidents_have_an_area() -> None:
    square = shapely.box(40, 35, 41, 36)
    made = incidents(
        {"precision": "site", "radius_m": 3000, "at": (35.5, 40.5)},
        {"precision": "near", "radius_m": 10_000, "at": (35.5, 40.5)},
        {"precision": "governorate", "radius_m": 80_000, "at": (35.5, 40.5), "area_id": "g"},
        {"precision": None},
        areas=area_frame([{"area_id": "g", "name": "Square", "geometry": square}]),
    )
    found = incident_areas(made)
    assert list(found["id"]) == ["i2", "i3"]
    assert found.geometry.iloc[1].equals(square)
    assert found.geometry.iloc[0].contains(shapely.Point(40.5, 35.5))


def test_circles_alone_need_no_named_areas() -> None:
    made = incidents({"precision": "near", "radius_m": 10_000, "at": (35.5, 40.5), "area_id": "g"})
    found = incident_areas(made)
    assert found.geometry.iloc[0].contains(shapely.Point(40.5, 35.5))


def test_no_vague_incident_gives_an_empty_table() -> None:
    found = incident_areas(incidents({"precision": "site", "radius_m": 1, "at": (1, 2)}))
    assert list(found.columns) == ["id", "area_id", "geometry"]
    assert found.empty
