"""Stated times against the day on which a text was written."""

import re
from datetime import date

import pytest

from geomap.read.articles.date_phrases import phrases
from geomap.read.articles.dateline import find_dateline
from geomap.read.articles.dates import find_dates, parse_date
from geomap.read.articles.document import Article, parse
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
        # weekdays
        ("early on Friday", "2024-07-26", "2024-07-26", "day"),
        ("late Thursday night", "2024-07-25", "2024-07-25", "day"),
        ("in the early hours of Wednesday", "2024-07-24", "2024-07-24", "day"),
        ("at 3 a.m. on Monday", "2024-07-22", "2024-07-22", "day"),
        ("Saturday’s attack", "2024-07-20", "2024-07-20", "day"),
        ("last Tuesday", "2024-07-23", "2024-07-23", "day"),
        ("on Tuesday of last week", "2024-07-16", "2024-07-16", "day"),
        ("since Monday", "2024-07-22", "2024-07-26", "range"),
        ("between Monday and Wednesday", "2024-07-22", "2024-07-24", "range"),
        ("from Saturday to Monday", "2024-07-20", "2024-07-22", "range"),
        ("overnight into Thursday", "2024-07-24", "2024-07-25", "range"),
        ("overnight Tuesday", "2024-07-22", "2024-07-24", "range"),
        ("on Saturday, days after talks", "2024-07-20", "2024-07-20", "day"),
        # counted
        ("the day before yesterday", "2024-07-24", "2024-07-24", "day"),
        ("last night", "2024-07-25", "2024-07-25", "day"),
        ("two nights ago", "2024-07-24", "2024-07-24", "day"),
        ("two days after the July 19 attack", "2024-07-21", "2024-07-21", "day"),
        ("a day after a strike on Sunday", "2024-07-22", "2024-07-22", "day"),
        ("three days before the vote on July 22", "2024-07-19", "2024-07-19", "day"),
        ("days after Tuesday's meeting", "2024-07-24", "2024-07-26", "range"),
        ("days after the attack of July 3", "2024-07-04", "2024-07-10", "range"),
        ("in the past 24 hours", "2024-07-25", "2024-07-26", "range"),
        ("over the last three days", "2024-07-23", "2024-07-26", "range"),
        ("a week ago", "2024-07-16", "2024-07-22", "week"),
        ("two months ago", "2024-05-01", "2024-05-31", "month"),
        ("earlier this week", "2024-07-22", "2024-07-26", "week"),
        ("earlier this month", "2024-07-01", "2024-07-26", "month"),
        ("last month", "2024-06-01", "2024-06-30", "month"),
        ("earlier this year", "2024-01-01", "2024-07-26", "year"),
        ("last year", "2023-01-01", "2023-12-31", "year"),
        # written out
        ("on 25 July", "2024-07-25", "2024-07-25", "day"),
        ("on the 25th of July, 2023", "2023-07-25", "2023-07-25", "day"),
        ("on Oct. 7", "2023-10-07", "2023-10-07", "day"),
        ("Thursday (July 25)", "2024-07-25", "2024-07-25", "day"),
        ("between July 3 and 5", "2024-07-03", "2024-07-05", "range"),
        ("from 30 June to 2 July", "2024-06-30", "2024-07-02", "range"),
        ("on the night of July 24-25", "2024-07-24", "2024-07-25", "range"),
        ("in mid-July", "2024-07-11", "2024-07-20", "range"),
        ("in early July", "2024-07-01", "2024-07-10", "range"),
        ("in the past day", "2024-07-25", "2024-07-26", "range"),
        ("overnight from Wednesday to Thursday", "2024-07-24", "2024-07-25", "range"),
        ("between Wednesday night and Thursday morning", "2024-07-24", "2024-07-25", "range"),
        ("25/07/2024", "2024-07-25", "2024-07-25", "day"),
        ("07/25/2024", "2024-07-25", "2024-07-25", "day"),
        ("25.7.2024", "2024-07-25", "2024-07-25", "day"),
        ("2024/07/25", "2024-07-25", "2024-07-25", "day"),
        ("2024-07-25T21:30Z", "2024-07-25", "2024-07-25", "day"),
        ("on Christmas Day", "2023-12-25", "2023-12-25", "day"),
        ("on New Year’s Eve", "2023-12-31", "2023-12-31", "day"),
        # other calendars in English text
        ("on 14 Tammuz 2024", "2024-07-14", "2024-07-14", "day"),
        ("in Kanun al-Thani 2024", "2024-01-01", "2024-01-31", "month"),
        ("on 10 Muharram 1446", "2024-07-16", "2024-07-18", "range"),
        ("on the 10th of Muharram", "2024-07-16", "2024-07-18", "range"),
        ("during Ramadan", "2024-03-11", "2024-04-09", "month"),
    ],
)
def test_with_an_anchor(text: str, first: str, last: str, precision: str) -> None:
    (when,) = find_dates(text, 0, len(text), FRIDAY)
    assert (str(when.first), str(when.last), when.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "on Friday",
        "yesterday",
        "July 3",
        "days after talks",
        "overnight",
        "earlier this month",
        "two days after a truce",
        "03/04/2024",
        "10 Muharram",
    ],
)
def test_without_an_anchor_the_day_stays_unknown(text: str) -> None:
    (when,) = find_dates(text, 0, len(text), None)
    assert (when.first, when.last, when.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("a day earlier", "2024-07-02"),
        ("two days later", "2024-07-05"),
        ("the previous night", "2024-07-02"),
        ("the following day", "2024-07-04"),
        ("hours later", "2024-07-03"),
        ("the same evening", "2024-07-03"),
        ("later that day", "2024-07-03"),
    ],
)
def test_counted_from_the_day_last_spoken_of(text: str, day: str) -> None:
    (when,) = find_dates(text, 0, len(text), FRIDAY, date(2024, 7, 3))
    assert str(when.first) == day


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-45",
        "the May family",
        "he may go",
        "next Friday",
        "Bloody Sunday",
        "The Sunday Times",
        "March 4,000 strong",
        "some 24 hours of talks",
    ],
)
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
        ("Sukma, Oct 13 (PTI) Two men were hurt.", "Sukma, Oct 13 (PTI) "),
        ("Rockets fell - and nobody was hurt.", None),
        (
            "8th Infantry Division\nCatbalogan City\nPRESS RELEASE\nJuly 8\n\nSOLDIER KILLED\n\n"
            "CAMP LUKBAN, Catbalogan City – A soldier was killed.",
            "CAMP LUKBAN, Catbalogan City – ",
        ),
        ("A.\n\nTwo died.\n\nB.\n\nC.\n\nKYIV – Drones fell.", None),
    ],
)
def test_dateline(text: str, line: str | None) -> None:
    span = find_dateline(text)
    assert (text[span.start : span.end] if span else None) == line


def test_dateline_gives_the_day() -> None:
    assert dateline_date("SAN SALVADOR, 4 JAN 90 (EFE) -- [TEXT] A BOMB FELL.") == date(1990, 1, 4)
    assert dateline_date("GAZA, July 25 (Xinhua) -- Jets struck.", FRIDAY) == date(2024, 7, 25)
    assert dateline_date("GAZA (Xinhua) -- Jets struck on July 3.", FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rockets hit a base\nJuly 25, 2024\nRockets fell.", date(2024, 7, 25)),
        ("Rockets hit a base\nPublished: 25 Jul 2024, 10:14 AM\nRockets fell.", date(2024, 7, 25)),
        (
            "Rockets hit a base\nBy A. Writer | Last updated 2024-07-25 10:14\nText.",
            date(2024, 7, 25),
        ),
        ("BEIRUT, Jul. 25, 2024 (AFP) - Rockets fell.", date(2024, 7, 25)),
        ("KYIV, July 25 - Drones hit a port.", None),
        ("Flash Update No. 12, Darfur, 25 July 2024\nShelling hit a camp.", date(2024, 7, 25)),
        ("ADVISORY 41\nIssued: 25 JUL 2024, 0915 UTC\nA vessel was hit.", date(2024, 7, 25)),
        ("July 25, 2024 - Drones hit a port on Wednesday.", date(2024, 7, 25)),
        ("2024-07-25 -- Drones hit a port on Wednesday.", date(2024, 7, 25)),
        ("On July 25, 2024 drones - some ten - hit a port.", None),
        ("The war that began on October 7, 2023 goes on and on.", None),
    ],
)
def test_the_day_that_the_first_lines_give(text: str, day: date | None) -> None:
    assert dateline_date(text) == day


def test_may_is_a_month_where_it_is_one() -> None:
    def modal(text: str) -> bool:
        (sentence,) = parse(Article(text)).sentences
        return bool(sentence.of("modal"))

    assert not modal("On May 6, 2024 rebels shelled a naval base.")
    assert not modal("Rebels shelled a naval base in May.")
    assert not modal("ON 6 MAY REBELS SHELLED A NAVAL BASE.")
    assert modal("Rebels may shell a naval base.")
    assert modal("REBELS MAY SHELL A NAVAL BASE.")


def test_phrases_are_in_small_letters_as_the_text_that_they_are_looked_for_in() -> None:
    asking = [
        phrase.pattern.pattern
        for phrase in phrases()
        if re.search(r"(?<!\\)[A-Z]", phrase.pattern.pattern.replace("(?P", "(?"))
    ]
    assert asking == []
