"""Coordinates in every notation, and what only looks like coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer import coordinates

AIN_AL_ASAD = (33.786, 42.441)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("33.786, 42.441", "decimal degrees"),
        ("33.786 42.441", "decimal degrees"),
        ("33,786; 42,441", "decimal degrees"),
        ("(33.786, 42.441)", "decimal degrees"),
        ("lat: 33.786 lon: 42.441", "decimal degrees"),
        ("33.786N 42.441E", "decimal degrees"),
        ("N33.786 E42.441", "decimal degrees"),
        ("42.441E 33.786N", "decimal degrees"),
        ("٣٣٫٧٨٦, ٤٢٫٤٤١", "decimal degrees"),
        ("geo:33.786,42.441", "decimal degrees"),
        ("https://www.google.com/maps/@33.786,42.441,12z", "decimal degrees"),
        ("33°47.16′N 42°26.46′E", "degrees and minutes"),
        ("33°47'10\"N, 42°26'27\"E", "degrees, minutes and seconds"),
        ("33 47 10 N 42 26 27 E", "degrees, minutes and seconds"),
        ("33-47-10N 042-26-27E", "degrees, minutes and seconds"),
        ("334710N 0422627E", "degrees, minutes and seconds"),
        ("38S KC 63069 41371", "MGRS"),
        ("38SKC6306941371", "MGRS"),
        ("38S 263069 3741371", "UTM"),
        ("8H54QCPR+CC", "plus code"),
    ],
)
def test_notations_of_one_point(text: str, notation: str) -> None:
    point = coordinates.parse(text)
    assert point is not None
    assert point.notation == notation
    assert (point.lat, point.lon) == pytest.approx(AIN_AL_ASAD, abs=0.002)
    assert point.note == ""


@pytest.mark.parametrize(
    "text",
    ["H3", "Tower 22", "Kilo 25", "Highway 80", "15-A", "12 30", "1 2 3", "321", "Hay 15",
     "95.0, 200.0", "90.5 N, 43 E", "33.7°61′N 42°E", "", "°"],
)  # fmt: skip
def test_what_is_no_coordinates(text: str) -> None:
    assert coordinates.parse(text) is None


def test_the_digits_say_how_exact_it_is() -> None:
    coarse, fine = coordinates.parse("33.7, 42.4"), coordinates.parse("33.7861, 42.4411")
    assert coarse is not None
    assert fine is not None
    assert coarse.radius_m == pytest.approx(5_560, rel=0.01)
    assert fine.radius_m == 10.0


def test_south_and_west_are_negative() -> None:
    point = coordinates.parse("33°51′S 70°40′W")
    assert point is not None
    assert (point.lat, point.lon) == pytest.approx((-33.85, -70.6667), abs=1e-3)


def test_a_latitude_beyond_the_pole_is_read_as_a_swap_aloud() -> None:
    point = coordinates.parse("122.5, 33.1")
    assert point is not None
    assert (point.lat, point.lon) == (33.1, 122.5)
    assert "longitude" in point.note


def test_only_unmarked_axes_may_be_swapped() -> None:
    unmarked, marked = coordinates.parse("42.4, 33.7"), coordinates.parse("42.4N 33.7E")
    assert unmarked is not None
    assert marked is not None
    other = coordinates.swapped(unmarked)
    assert other is not None
    assert (other.lat, other.lon) == (33.7, 42.4)
    assert coordinates.swapped(marked) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_decimal_degrees_come_back(lat: float, lon: float) -> None:
    point = coordinates.parse(f"{lat:.5f}, {lon:.5f}")
    assert point is not None
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=1e-5)


@given(st.text(alphabet="0123456789.,-°'\"NSEW ;:/", max_size=30))
def test_whatever_is_read_lies_on_the_globe(text: str) -> None:
    point = coordinates.parse(text)
    if point is not None:
        assert abs(point.lat) <= 90
        assert abs(point.lon) <= 180
        assert point.radius_m >= 10


def test_a_short_plus_code_needs_the_place_it_names() -> None:
    assert coordinates.short_plus_code("C8HW+9Q Ramadi") == ("C8HW+9Q", "Ramadi")
    point = coordinates.recovered("C8HW+9Q", 33.42, 43.3)
    assert point is not None and point.notation == "plus code"
    assert abs(point.lat - 33.42) < 0.5 and abs(point.lon - 43.3) < 0.5


@pytest.mark.parametrize("text", ["Ramadi", "C8HW+9Q", "A+B Ramadi", "8H54QCPR+CC Ramadi"])
def test_what_is_no_short_plus_code(text: str) -> None:
    assert coordinates.short_plus_code(text) is None
