"""The dateline of wire copy: 'GAZA, July 26 (Xinhua) --' is where it was written, not what of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from geomap.read.articles.lists import CAPITAL, UPPER, data
from geomap.read.articles.tokens import Span

_LINES: Final = 6
#: Of a head of short lines, as releases have it, so many are looked at; a longer line ends it.
_HEAD_LINES, _HEAD_CHARACTERS = 16, 120
#: How long the last line may be that says whose a text is.
_SIGNATURE_CHARACTERS: Final = 40
_UPPER_NAME: Final = f"{UPPER[:-1]}'’.\\- ]"
#: A place in capitals or with an agency in brackets behind it, or a day, then a dash.
_DATELINE: Final = re.compile(
    rf"\s*(?:\({CAPITAL}[\w -]{{1,20}}\)\s*)?"
    rf"(?:{UPPER}{_UPPER_NAME}{{2,40}}(?:[,/][^\n(–—]{{1,60}}?)?(?:\s*\([^)\n]{{2,60}}\))*"
    r"(?:,?\s[^\W\d_]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?)?"
    rf"|{CAPITAL}[^\n–—]{{2,60}}?\s\([^)\n]{{2,40}}\)(?:,[^\n–—]{{2,20}})?"
    r"|[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[^\W\d_]{3,9}\.?,?\s\d{4}|\d{4}-\d\d-\d\d)"
    r"\s*(?:-{1,2}|[–—])\s*(?:\[[^\]\n]*\]\s*)*"
)

#: Two places from which a text was written, in capitals: 'PESHAWAR / QUETTA: '.
_TWO_PLACES: Final = re.compile(
    rf"\s*{UPPER}{_UPPER_NAME}{{2,30}}?(?:\s?/\s?{UPPER}{_UPPER_NAME}{{2,30}}?)+:\s"
)


def find_dateline(text: str) -> Span | None:
    """Where the dateline stands, None where the first lines hold none."""
    for start, end in _first_lines(text):
        match = _DATELINE.match(text, start, end) or _TWO_PLACES.match(text, start, end)
        match = match or _dated_place(text, start, end)
        if match:
            return Span(match.start(), match.end())
    return None


def _dated_place(text: str, start: int, end: int) -> re.Match[str] | None:
    """'Niamey, 24 February -', 'Jammu, Aug 6:': of a text of one such line, others are a log."""
    match = _dated().match(text, start, end)
    return None if match is None or _dated().search(text, end) else match


@cache
def _dated() -> re.Pattern[str]:
    """A line that begins with a place and a day."""
    months = "|".join(data("calendar")["months"])
    day = rf"(?:\d{{1,2}}\s(?i:{months})\.?|(?i:{months})\.?\s\d{{1,2}})"
    return re.compile(
        rf"^[^\S\n]*{CAPITAL}[^\n–—:.;!?\d]{{1,40}},\s{day}(?:,?\s\d{{4}})?\s?(?:-{{1,2}}|[–—:.]|\([A-Z]{{2,12}}\))\s",
        re.MULTILINE,
    )


def find_agency(text: str) -> str | None:
    """The agency that its dateline or its last line says a text is of; None where neither does.

    'GAZA (Reuters) -', 'PARIS - AFP -', 'AFP -', a line '- AFP' at the end. Whom a text quotes
    ('told AFP') is not who wrote it.
    """
    line = find_dateline(text)
    if line:
        match = _signed().search(text, line.start, line.end)
        if match:
            return match["agency"]
    for start, end in _first_lines(text):
        match = _leading().match(text, start, end)
        if match:
            return match["agency"]
    match = _closing().search(text, max(0, len(text) - _SIGNATURE_CHARACTERS))
    return match["agency"] if match else None


def _agencies() -> str:
    names = sorted(data("speech")["agencies"], key=len, reverse=True)
    return rf"(?P<agency>{'|'.join(map(re.escape, names))})"


@cache
def _signed() -> re.Pattern[str]:
    """In a dateline: in brackets, or between its dashes."""
    return re.compile(rf"(?:\(|[-–—]\s*){_agencies()}(?=\)|\s*[/,:;–—-])")


@cache
def _leading() -> re.Pattern[str]:
    """At the start of a line: 'AFP - …', 'PARIS - AFP', 'Reuters' alone."""
    place = rf"(?:{CAPITAL}[\w.’' -]{{1,30}}(?:,\s[^\n–—:-]{{1,30}})?\s+[-–—]\s+)?"
    return re.compile(rf"\s*{place}\(?{_agencies()}\)?\s*(?:[-–—:]|$)", re.MULTILINE)


@cache
def _closing() -> re.Pattern[str]:
    """At the end of a text: '— AFP', '(Reuters)'."""
    return re.compile(rf"(?:[-–—]\s*|\n\s*|\(){_agencies()}\)?\.?\s*\Z")


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold anything, of the first few and of a head that goes on for longer."""
    start, head = 0, True
    for number in range(_HEAD_LINES):
        end = text.find("\n", start)
        stop = end if end >= 0 else len(text)
        line = text[start:stop].strip()
        if line and (head or number < _LINES):
            yield start, stop
        head = head and len(line) <= _HEAD_CHARACTERS and not line.endswith(".")
        if end < 0:
            return
        start = stop + 1
