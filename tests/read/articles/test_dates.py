"""Stated times against the day on which a text was written."""

from datetime import date

import pytest

from geomap.read.articles.dateline import find_dateline
from geomap.read.articles.dates import find_dates, parse_date
from geomap.read.articles.load import dateline_date

FRIDAY = date(2024, 7, 26)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("It happened on Friday.", "2024-07-26", "2024-07-26", "day"),
        ("late Thursday", "2024-07-25", "2024-07-25", "day"),
        ("on Tuesday night", "2024-07-23", "2024-07-23", "day"),
        ("last Friday", "2024-07-19", "2024-07-19", "day"),
        ("yesterday", "2024-07-25", "2024-07-25", "day"),
        ("overnight", "2024-07-25", "2024-07-26", "range"),
        ("two days ago", "2024-07-24", "2024-07-24", "day"),
        ("last week", "2024-07-15", "2024-07-21", "week"),
        ("over the weekend", "2024-07-20", "2024-07-21", "range"),
        ("days after a meeting", "2024-07-19", "2024-07-26", "range"),
        ("on July 3", "2024-07-03", "2024-07-03", "day"),
        ("on 3 December", "2023-12-03", "2023-12-03", "day"),
        ("26 July 2023", "2023-07-26", "2023-07-26", "day"),
        ("January 28, 2024", "2024-01-28", "2024-01-28", "day"),
        ("4 JAN 90", "1990-01-04", "1990-01-04", "day"),
        ("12-14 May", "2024-05-12", "2024-05-14", "range"),
        ("in October 2023", "2023-10-01", "2023-10-31", "month"),
        ("In January, he left", "2024-01-01", "2024-01-31", "month"),
        ("in 2019", "2019-01-01", "2019-12-31", "year"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("on Friday, July 19", "2024-07-19", "2024-07-19", "day"),
    ],
)
def test_with_an_anchor(text: str, first: str, last: str, precision: str) -> None:
    (when,) = find_dates(text, 0, len(text), FRIDAY)
    assert (str(when.first), str(when.last), when.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "July 3", "days after talks", "overnight"]
)
def test_without_an_anchor_the_day_stays_unknown(text: str) -> None:
    (when,) = find_dates(text, 0, len(text), None)
    assert (when.first, when.last, when.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "day"), [("a day earlier", "2024-07-02"), ("two days later", "2024-07-05")]
)
def test_counted_from_the_day_last_spoken_of(text: str, day: str) -> None:
    (when,) = find_dates(text, 0, len(text), FRIDAY, date(2024, 7, 3))
    assert str(when.first) == day


@pytest.mark.parametrize("text", ["2024-13-45", "the May family", "he may go", "next Friday"])
def test_what_is_no_past_date(text: str) -> None:
    assert find_dates(text, 0, len(text), FRIDAY) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-26", FRIDAY),
        ("2024-07-26T10:00:00Z", FRIDAY),
        ("26.7.2024", None),
        ("2024-13-01", None),
        (None, None),
    ],
)
def test_parse_date(text: str | None, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ERBIL, Kurdistan Region - Rockets fell.", "ERBIL, Kurdistan Region - "),
        ("A headline\nBAGHDAD (Reuters) — Rockets fell.", "BAGHDAD (Reuters) — "),
        ("GAZA, July 25 (Xinhua) -- Jets struck.", "GAZA, July 25 (Xinhua) -- "),
        ("Rockets fell - and nobody was hurt.", None),
    ],
)
def test_dateline(text: str, line: str | None) -> None:
    span = find_dateline(text)
    assert (text[span.start : span.end] if span else None) == line


def test_dateline_gives_the_day() -> None:
    assert dateline_date("SAN SALVADOR, 4 JAN 90 (EFE) -- [TEXT] A BOMB FELL.") == date(1990, 1, 4)
    assert dateline_date("GAZA, July 25 (Xinhua) -- Jets struck.", FRIDAY) == date(2024, 7, 25)
    assert dateline_date("GAZA (Xinhua) -- Jets struck on July 3.", FRIDAY) is None
