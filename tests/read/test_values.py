import datetime
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.read import values
from geomap.read.values import When


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33.79", 33.79),
        ("-0", 0.0),
        ("+7", 7.0),
        ("1e2", 100.0),
        (".5", 0.5),
        ("33,79", 33.79),
        ("٣٣٫٧٩", 33.79),
        ("−12.5", -12.5),
    ],
)
def test_number(text: str, value: float) -> None:
    assert values.number(text) == value


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1e999", "0x10", "1_000", "12 km", "1,2,3"])
def test_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        values.number(text)


@pytest.mark.parametrize("text", ["90", "-90", "0", "89.999999"])
def test_latitude_reaches_the_poles(text: str) -> None:
    assert values.latitude(text) == float(text)


@pytest.mark.parametrize(
    ("text", "reason"), [("95", "outside"), ("-90.0001", "outside"), ("N", "not a")]
)
def test_latitude_beyond(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        values.latitude(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("33°47'10\"N", 33.7861111), ("33° 30′ S", -33.5), ("33°30'", 33.5), ("٣٣°٣٠'", 33.5)],
)
def test_degrees_and_minutes(text: str, value: float) -> None:
    assert values.latitude(text) == value


@pytest.mark.parametrize("text", ["33°60'N", "33°10'E", "33°10'61\"N", "91°0'N", "33°"])
def test_degrees_and_minutes_that_are_no_latitude(text: str) -> None:
    with pytest.raises(ValueError, match="latitude"):
        values.latitude(text)


@pytest.mark.parametrize("text", ["180", "-180"])
def test_longitude_reaches_the_antimeridian(text: str) -> None:
    assert values.longitude(text) == float(text)


@pytest.mark.parametrize("text", ["180.5", "200", "abc"])
def test_longitude_beyond(text: str) -> None:
    with pytest.raises(ValueError, match="longitude"):
        values.longitude(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("0", 0), ("1,200", 1200), ("12.0", 12), ("1 200 000", 1200000), ("٤", 4)],
)
def test_count(text: str, value: int) -> None:
    assert values.count(text) == value


@pytest.mark.parametrize("text", ["many", "-1", "10-15", "1.5", "1,20", "~10", "9" * 16])
def test_not_a_count(text: str) -> None:
    with pytest.raises(ValueError, match="count"):
        values.count(text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2024-07-05", "2024-07-05"),
        ("2024/7/5", "2024-07-05"),
        ("20240705", "2024-07-05"),
        ("2024-07-05T23:59:59Z", "2024-07-05"),
        ("2024-07-05 00:00:00.000", "2024-07-05"),
        ("2024-07-05T23:30:00+05:00", "2024-07-05"),
        ("05 July 2024", "2024-07-05"),
        ("5-Jul-2024", "2024-07-05"),
        ("July 5, 2024", "2024-07-05"),
        ("Sept. 5th, 2024", "2024-09-05"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("3.4.2024", "2024-04-03"),
        ("04/04/2024", "2024-04-04"),
        ("٢٠٢٤-٠٧-٠٥", "2024-07-05"),
    ],
)
def test_date(text: str, start: str) -> None:
    assert values.date_parser()(text) == When(start, None, "day")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-02", When("2024-02-01", "2024-02-29", "month")),
        ("July 2024", When("2024-07-01", "2024-07-31", "month")),
        ("2023", When("2023-01-01", "2023-12-31", "year")),
    ],
)
def test_part_of_a_date(text: str, when: When) -> None:
    assert values.date_parser()(text) == when


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/31/2024", "no such day"),
        ("2024-02-30", "no such day"),
        ("2024-13", "no such day"),
        ("0000", "no such day"),
        ("5 Smarch 2024", "no such month"),
        ("yesterday", "not a date"),
        ("05/07/24", "not a date"),
        ("03/04/2024", "day or month first"),
        ("45478", "not a date"),
    ],
)
def test_not_a_date(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        values.date_parser()(text)


def test_order_of_day_and_month_comes_from_the_column() -> None:
    assert values.day_first(["03/04/2024", "31/12/2024"]) is True
    assert values.day_first(["03/04/2024", "12/31/2024"]) is False
    assert values.day_first(["31/12/2024", "12/31/2024"]) is None
    assert values.day_first(["03/04/2024", "2024-05-06", "13.1.2024"]) is None
    assert values.date_parser(True)("03/04/2024").start == "2024-04-03"
    assert values.date_parser(False)("03/04/2024").start == "2024-03-04"


def test_date_format_is_the_only_form_read() -> None:
    parse = values.date_parser(date_format="%d.%m.%y")
    assert parse("05.07.24").start == "2024-07-05"
    with pytest.raises(ValueError, match="form"):
        parse("2024-07-05")


@given(st.dates())
def test_every_iso_date_is_itself(date: datetime.date) -> None:
    assert values.date_parser()(date.isoformat()).start == date.isoformat()


@given(st.floats(-90, 90))
def test_every_latitude_reads_back(value: float) -> None:
    assert values.latitude(repr(value)) == value


@given(st.text())
def test_parsers_raise_nothing_but_value_error(text: str) -> None:
    for parse in (
        values.number, values.latitude, values.longitude, values.count, values.metres,
        values.probability, values.date_parser(), values.date_parser(True), values.one_of(["a"]),
    ):  # fmt: skip
        try:
            parse(text)
        except ValueError as error:
            assert str(error)


def test_vocabulary_in_any_case() -> None:
    parse = values.one_of(["reported_none", "unknown"])
    assert parse("Reported none") == "reported_none"
    with pytest.raises(ValueError, match="reported_none, unknown"):
        parse("some")


def test_column_is_parsed_once_per_distinct_text() -> None:
    calls: list[str] = []

    def parse(text: str) -> int:
        calls.append(text)
        return values.count(text)

    parsed = values.parse_column(pd.Series(["1", " ", None, "x", "1"], dtype="str"), parse)
    assert calls == ["1", "x"]
    assert parsed.values.tolist() == [1, None, None, None, 1]
    assert [reason is not None for reason in parsed.reasons] == [False, False, False, True, False]


@pytest.mark.parametrize("text", ["1" * 1_000_000 + "x", "2024-07-05" + " " * 1_000_000 + "x"])
def test_long_texts_take_no_time(text: str) -> None:
    column = pd.Series([text], dtype="str")
    started = time.process_time()
    for parse in (values.number, values.count, values.latitude, values.date_parser()):
        assert values.parse_column(column, parse).reasons.notna().all()
    assert time.process_time() - started < 1
