"""Coordinates to the digit: where, how exact, which axis; what is almost coordinates is none."""

import re
import time

import pytest

from geomap.gazetteer.coordinates import parse, swapped

#: Metres of half a step: 111,195 m to a degree of latitude on the mean sphere.
DEGREE = 111_195.0
NORTH, EAST = 33 + 47 / 60, 42 + 26 / 60
MINUTES, SECONDS = "degrees and minutes", "degrees, minutes and seconds"
LNG_FIRST = "The first number is beyond 90, so longitude was read before latitude."


@pytest.mark.parametrize(
    ("text", "lat", "lon", "radius_m", "notation"),
    [
        ("33, 42", 33, 42, DEGREE / 2, "decimal degrees"),
        ("33.7, 42.44", 33.7, 42.44, DEGREE / 20, "decimal degrees"),
        ("33.5 42", 33.5, 42, DEGREE / 2, "decimal degrees"),
        ("33 42.5", 33, 42.5, DEGREE / 2, "decimal degrees"),
        ("-33.5, -42.25", -33.5, -42.25, DEGREE / 20, "decimal degrees"),
        ("33,78 42,44", 33.78, 42.44, DEGREE / 200, "decimal degrees"),
        ("33.123456789, 42.5000000", 33.1234568, 42.5, 10, "decimal degrees"),
        ("90.0, 180.0", 90, 180, DEGREE / 20, "decimal degrees"),
        ("33°47'N 42°26'E", NORTH, EAST, DEGREE / 120, MINUTES),
        ("42°26'E 33°47'N", NORTH, EAST, DEGREE / 120, MINUTES),
        ("33°47'S 42°26'W", -NORTH, -EAST, DEGREE / 120, MINUTES),
        ("33° 47' 42° 26'", NORTH, EAST, DEGREE / 120, MINUTES),
        ("33°47'42°26'", NORTH, EAST, DEGREE / 120, MINUTES),
        ("33°47.5'N 42°26.5'E", NORTH + 0.5 / 60, EAST + 0.5 / 60, DEGREE / 1_200, MINUTES),
        ("N33°47.25' E042°26.25'", 33 + 47.25 / 60, 42 + 26.25 / 60, 10, MINUTES),
        ("33°47'N 42°E", NORTH, 42, DEGREE / 2, MINUTES),
        ("33°47'09\"N 42°26'28\"E", NORTH + 9 / 3600, EAST + 28 / 3600, DEGREE / 7200, SECONDS),
        ("3347N04226E", NORTH, EAST, DEGREE / 120, MINUTES),
        ("334709S 0422628W", -NORTH - 9 / 3600, -EAST - 28 / 3600, DEGREE / 7200, SECONDS),
        ("38SLC37", 34.1028, 43.2112, 5_000, "MGRS"),
        ("38SLC 371 377", 33.7673, 43.2414, 50, "MGRS"),
        ("38 N 370000 3740000", 33.7922, 43.5957, 10, "UTM"),
        ("38 M 370000 9740000", -2.3518, 43.8308, 10, "UTM"),
        ("38SLC3712337712", 33.7670, 43.2412, 10, "MGRS"),
        ("MGRS: 38SLC37", 34.1028, 43.2112, 5_000, "MGRS"),
        ("8H5V33PX+22", 33.0850625, 57.0975625, 10, "plus code"),
    ],
)
def test_every_digit_counts(
    text: str, lat: float, lon: float, radius_m: float, notation: str
) -> None:
    point = parse(text)
    assert point is not None
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=1e-4)
    assert point.radius_m == pytest.approx(max(radius_m, 10), rel=1e-6)
    assert (point.notation, point.note) == (notation, "")
    assert point.unmarked == (re.search("[A-Z]", text) is None)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [("95.5, 33.5", 33.5, 95.5), ("180.0, 42.5", 42.5, 180.0), ("-95.5, 90.0", 90.0, -95.5)],
)
def test_longitude_first_is_told(text: str, lat: float, lon: float) -> None:
    point = parse(text)
    assert point is not None
    assert (point.lat, point.lon, point.note) == (lat, lon, LNG_FIRST)
    assert swapped(point) is None


@pytest.mark.parametrize(
    ("text", "lat", "lon"), [("90.5, 42.5", 42.5, 90.5), ("90.5, 90.0", 90.0, 90.5)]
)
def test_just_beyond_ninety_is_longitude(text: str, lat: float, lon: float) -> None:
    point = parse(text)
    assert point is not None and (point.lat, point.lon) == (lat, lon)
    assert parse("90.5, 90.5") is None


@pytest.mark.parametrize("text", ["38SLA3700038000", "38TLC1234512345"])
def test_a_square_outside_of_its_band_is_nowhere(text: str) -> None:
    """The letters contradict each other; one of them is a slip, and nobody knows which."""
    assert parse(text) is None


def test_positions_have_seven_digits() -> None:
    point = parse("33°47'N 42°26'E")
    assert point is not None and (point.lat, point.lon) == (33.7833333, 42.4333333)


def test_only_what_names_no_axis_can_be_swapped() -> None:
    unmarked, marked = parse("33.5, 42.5"), parse("33.5N 42.5E")
    assert unmarked is not None and unmarked.unmarked
    assert marked is not None and not marked.unmarked
    assert swapped(marked) is None
    turned = swapped(unmarked)
    assert turned is not None and (turned.lat, turned.lon) == (42.5, 33.5)
    edge, beyond = parse("33.5, 90.0"), parse("33.5, 90.5")
    assert edge is not None and swapped(edge) is not None
    assert beyond is not None and swapped(beyond) is None


@pytest.mark.parametrize(
    "text",
    [
        "33°60'N 42°26'E", "33°47'60\"N 42°26'28\"E", "336000N0426000E", "33°47'N 42°26'N",
        "E33°47' E42°26'", "91°N 42°E", "33°N 181°E", "38SLC 371 37", "90.1, 95.0", "33 47 42 26",
        "336000N0422600E", "334700N0426000E", "90.5, 42.5 N", "33.5", "33.5, ",
        "60 S 370000 37", "61SLC37", "99 N 370000 3740000",
    ],
)  # fmt: skip
def test_almost_coordinates_are_none(text: str) -> None:
    assert parse(text) is None


def test_what_is_too_long_is_none_at_once() -> None:
    started = time.process_time()
    assert parse("33.5," + " " * 100_000 + "42.5") is not None
    assert parse("378" + "\n" * 5_000 + ",2,4") is None
    assert parse("3" * 121) is None and parse("33.5, 42." + "5" * 200) is None
    assert time.process_time() - started < 1


def test_halves_of_a_grid_reference_are_as_long() -> None:
    assert parse("38SLC 371 377") is not None
    assert parse("38SLC 37 3771") is None
