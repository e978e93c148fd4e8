"""Shapes in range, cut, wound: what RFC 7946 asks of every output."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap import frames
from geomap.errors import InputError
from geomap.model import Incidents
from geomap.write import shapes


def placed(*positions: tuple[float, float], radius_m: float = 0, **links: Any) -> Incidents:
    rows = pd.DataFrame(
        {
            "id": [f"i-{number}" for number in range(len(positions))],
            "precision": "near",
            "radius_m": radius_m,
            "geometry": [shapely.Point(*position) for position in positions],
        }
    )
    return Incidents.empty().with_(incidents=frames.incident_frame(rows), **links)


def linked(attack: tuple[float, float], answer: tuple[float, float]) -> Any:
    links = frames.frame(
        ("from_id", "to_id", "type", "basis", "quote"),
        [{"from_id": "i-1", "to_id": "i-0", "type": "retaliation_for", "basis": "stated"}],
    )
    incidents = placed(attack, answer, links=links)
    return shapes.link_lines(incidents, shapes.points(incidents))[0]


@pytest.mark.parametrize(
    ("lng", "expected"),
    [(0.0, 0.0), (180.0, 180.0), (-180.0, -180.0), (181.0, -179.0), (-200.0, 160.0), (-0.0, 0.0)],
)
def test_longitudes_are_brought_into_range(lng: float, expected: float) -> None:
    assert shapes.points(placed((lng, 10.0)))[0].x == expected


@pytest.mark.parametrize("position", [(0.0, 90.5), (0.0, -91.0), (float("inf"), 0.0)])
def test_what_is_not_on_the_earth_is_refused_by_name(position: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="'i-0'.*not on the Earth"):
        shapes.points(placed(position))


def test_an_empty_point_is_no_position() -> None:
    incidents = placed((1, 1))
    rows = incidents.incidents.set_geometry([shapely.Point()], crs="EPSG:4326")
    assert shapes.points(incidents.with_(incidents=rows))[0] is None


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-180, 180), st.floats(-90, 90), st.floats(100, 5_000_000)
)  # fmt: skip
def test_circles_anywhere_are_valid_and_in_range(lng: float, lat: float, radius_m: float) -> None:
    area = shapes.incident_areas(placed((lng, lat), radius_m=radius_m)).geometry[0]
    west, south, east, north = area.bounds
    assert area.is_valid and area.geom_type in ("Polygon", "MultiPolygon")
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    assert all(part.exterior.is_ccw for part in shapely.get_parts(area))
    assert area.buffer(1e-4).covers(shapely.Point(lng, lat))


def test_a_circle_around_a_pole_reaches_all_longitudes() -> None:
    area = shapes.incident_areas(placed((20.0, 88.0), radius_m=500_000)).geometry[0]
    assert area.bounds[0] == -180 and area.bounds[2] == 180 and area.bounds[3] == 90


def test_a_link_goes_the_short_way_round() -> None:
    line = linked((170.0, 10.0), (-170.0, 20.0))
    assert line.geom_type == "MultiLineString"
    assert [list(part.coords) for part in line.geoms] == [
        [(170.0, 10.0), (180.0, 15.0)],
        [(-180.0, 15.0), (-170.0, 20.0)],
    ]


def test_a_link_within_half_the_world_is_one_line() -> None:
    assert list(linked((-10.0, 0.0), (100.0, 5.0)).coords) == [(-10.0, 0.0), (100.0, 5.0)]


@pytest.mark.parametrize(
    ("positions", "box"),
    [
        ([(10, 1), (20, 2)], [10, 1, 20, 2]),
        ([(177, -16), (-178, -20)], [177, -20, -178, -16]),
        ([(-100, 40), (30, 50)], [-100, 40, 30, 50]),
        ([(-100, 40), (100, 50)], [100, 40, -100, 50]),
        ([], None),
    ],
)
def test_the_box_is_the_narrow_one(
    positions: list[tuple[float, float]], box: list[float] | None
) -> None:
    assert shapes.bounds(shapes.points(placed(*positions))) == box


def test_incidents_of_one_centre_and_radius_share_one_circle() -> None:
    areas = shapes.incident_areas(placed((20, 30), (21, 30), (20, 30), radius_m=5_000))
    first, other, again = areas.geometry
    assert first is again
    assert not first.equals(other)


def test_a_shared_shape_is_converted_once_and_order_is_kept() -> None:
    one, two = shapely.Point(1, 1), shapely.Point(2, 2)
    given: list[int] = []

    def told(distinct: shapes.Shapes) -> list[str | None]:
        given.append(len(distinct))
        return [None if shape is None else shape.wkt for shape in distinct]

    found = shapes.each_once(np.array([two, one, None, two], dtype=object), told)
    assert list(found) == [two.wkt, one.wkt, None, two.wkt]
    assert given == [3]
    assert list(shapes.each_once(np.array([], dtype=object), told)) == []
