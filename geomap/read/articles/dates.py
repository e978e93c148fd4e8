"""When: the dates that a sentence states, against the day on which the text was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from geomap.model import DatePrecision
from geomap.read.articles.lists import data

_DAY: Final = timedelta(days=1)
#: 'Days after' and 'recent days' mean at most so many; a week is how long wire copy says 'days'.
_SOME_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class When:
    """A stated time: characters ``[start, end)`` of the text and the days that it means."""

    start: int
    end: int
    first: date | None  # None where the text alone does not say which day
    last: date | None
    precision: DatePrecision

    def before(self, anchor: date | None) -> int:
        """Whole days from its end to the anchor; 0 where either is not known."""
        return (anchor - self.last).days if anchor and self.last else 0


@dataclass(frozen=True, slots=True)
class _Context:
    anchor: date | None  # the day of the text
    last: date | None  # the day that the text spoke of before


_Reader = Callable[[re.Match[str], _Context], tuple[date | None, date | None, DatePrecision]]


def find_dates(
    text: str, start: int, end: int, anchor: date | None, last: date | None = None
) -> list[When]:
    """The times stated in ``text[start:end]``, by position, the longest of those that overlap.

    ``anchor`` is the day that 'today' means and ``last`` the day last spoken of, which 'a day
    earlier' counts from. Without an anchor relative days stay unknown.
    """
    found: list[When] = []
    context = _Context(anchor, last)
    for pattern, read in _readers():
        for match in pattern.finditer(text, start, end):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            try:
                first, until, precision = read(match, context)
            except (ValueError, OverflowError):
                continue  # '31 June' is no date
            found.append(When(match.start(), match.end(), first, until, precision))
    return sorted(found, key=lambda when: when.start)


def parse_date(text: str | None) -> date | None:
    """A day written as ``YYYY-MM-DD``, with or without a time behind it; None where it is not."""
    match = _ISO.match(text.strip()) if text else None
    if match is None:
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None


_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@cache
def _readers() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    calendar = data("calendar")
    month = "(?P<month>" + "|".join(sorted(calendar["months"], key=len, reverse=True)) + r")\b\.?"
    weekday = "(?P<weekday>" + "|".join(calendar["weekdays"]) + ")"
    number = r"(?P<number>\d{1,2}|" + "|".join(calendar["numbers"]) + ")"
    part = r"(?:\s+(?:morning|afternoon|evening|night|at\s+dawn))?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d|\d\d(?!\d|:))"
    span = rf"{day}(?:\s*(?:-|–|to|and)\s*(?P<until>\d{{1,2}})(?:st|nd|rd|th)?)?"
    named = rf"(?:(?:on|late|early|by|since)\s+)*(?:{'|'.join(calendar['weekdays'])})?,?\s*"
    listed: tuple[tuple[str, _Reader], ...] = (
        (r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", _numbers),
        (rf"\b{named}{span}(?:\s+of)?\s+{month},?(?:\s+{year})?\b", _day_of_month),
        (rf"\b{named}{month}\s+{span}\b(?:,?\s+(?P<year>(?:19|20)\d\d))?", _day_of_month),
        (rf"\b(?:in\s+)?(?:early\s+|mid-|late\s+)?{month},?\s+(?P<year>(?:19|20)\d\d)\b", _month),
        (rf"\b(?:in|since|of|last|from|until)\s+(?:early\s+|mid-|late\s+)?{month}\b", _month),
        (
            r"\b(?:in|since|of|from|until|during)\s+(?:early\s+|mid-|late\s+)?(?P<year>(?:19|20)\d\d)\b",
            _year,
        ),
        (rf"\b(?:on\s+)?(?:the\s+)?(?P<last>last|previous)\s+{weekday}{part}\b", _weekday),
        (rf"\bovernight\s+(?:between\s+\w+\s+and|into|to|on)\s+{weekday}\b", _night_to),
        (
            rf"\b(?:on|late|early|by|since|this|the)?(?:\s+(?:late|early|the))?\s*\b(?<!next\s){weekday}s?{part}\b",
            _weekday,
        ),
        (rf"\b{number}\s+days?\s+(?P<way>ago|earlier|before|later|after)\b", _some_days),
        (
            rf"\b{number}\s+(?P<unit>weeks?|months?|years?)\s+(?P<way>ago|earlier|before)\b",
            _long_ago,
        ),
        (r"\bhours?\s+(?P<way>earlier|before|after|later)\b", _same_day),
        (
            r"\b(?:just\s+|only\s+|several\s+|a\s+few\s+)?days\s+(?P<way>after|before|earlier|later|ago)\b",
            _days_after,
        ),
        (
            r"\b(?:the\s+)?(?:previous|preceding)\s+(?:day|night|evening)\b|\b(?:the\s+)?(?:day|night)\s+before\b(?!\s+yesterday)",
            _previous_day,
        ),
        (r"\b(?:the\s+)?(?:following|next)\s+(?:day|morning)\b", _next_day),
        (r"\b(?:the\s+)?day\s+before\s+yesterday\b", _before_yesterday),
        (r"\byesterday\b|\blast\s+night\b|\blast\s+evening\b", _yesterday),
        (
            r"\b(?:late\s+|early\s+)?(?:today|tonight)\b|\bthis\s+(?:morning|afternoon|evening)\b|\bthis\s+very\s+day\b",
            _today,
        ),
        (r"\bovernight\b", _overnight),
        (r"\b(?:over|at|during|this|last)\s+(?:the\s+|this\s+|last\s+)?weekend\b", _weekend),
        (r"\blast\s+week\b|\bthe\s+previous\s+week\b", _last_week),
        (r"\b(?:earlier\s+)?this\s+week\b", _this_week),
        (r"\bin\s+recent\s+days\b|\bthe\s+(?:past|last)\s+few\s+days\b", _recent_days),
        (r"\blast\s+month\b", _last_month),
        (r"\blast\s+year\b", _last_year),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in listed)


_Read = tuple[date | None, date | None, DatePrecision]
_UNKNOWN: Final[_Read] = (None, None, "unknown")


def _on(day: date | None) -> _Read:
    return (day, day, "day") if day else _UNKNOWN


def _back(context: _Context, days: int) -> _Read:
    return _on(context.anchor - days * _DAY if context.anchor else None)


def _numbers(match: re.Match[str], _: _Context) -> _Read:
    return _on(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _day_of_month(match: re.Match[str], context: _Context) -> _Read:
    month, day = data("calendar")["months"][match["month"].lower()], int(match["day"])
    year = _full_year(match["year"]) or _latest_year(context.anchor, month, day)
    if year is None:
        return _UNKNOWN
    first, until = date(year, month, day), match["until"]
    return (first, date(year, month, int(until)), "range") if until else _on(first)


def _full_year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written)
    if year > 99:
        return year
    return year + (1900 if year >= 50 else 2000)  # '90' in wire copy of 1990


def _latest_year(anchor: date | None, month: int, day: int) -> int | None:
    """The year of the last such day up to a week after the anchor (planned things are near)."""
    if anchor is None:
        return None
    ahead = anchor + _SOME_DAYS * _DAY
    return ahead.year if (month, day) <= (ahead.month, ahead.day) else ahead.year - 1


def _month(match: re.Match[str], context: _Context) -> _Read:
    month = data("calendar")["months"][match["month"].lower()]
    stated = match.groupdict().get("year")
    year = int(stated) if stated else _latest_year(context.anchor, month, 1)
    return (*_month_of(year, month), "month") if year else _UNKNOWN


def _month_of(year: int, month: int) -> tuple[date, date]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - _DAY


def _year(match: re.Match[str], _: _Context) -> _Read:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _weekday(match: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    wanted = data("calendar")["weekdays"][match["weekday"].lower()]
    back = (context.anchor.weekday() - wanted) % 7
    if back == 0 and match.groupdict().get("last"):
        back = 7
    return _back(context, back)


def _night_to(match: re.Match[str], context: _Context) -> _Read:
    day = _weekday(match, context)[0]
    return (day - _DAY, day, "range") if day else _UNKNOWN


def _count(match: re.Match[str]) -> int:
    written = match["number"].lower()
    return int(written) if written.isdigit() else int(data("calendar")["numbers"][written])


def _some_days(match: re.Match[str], context: _Context) -> _Read:
    count, way = _count(match), match["way"].lower()
    if way == "ago":
        return _back(context, count)
    origin = context.last or context.anchor
    if origin is None:
        return _UNKNOWN
    return _on(origin + (count if way in ("later", "after") else -count) * _DAY)


def _long_ago(match: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    days = {"week": 7, "month": 30, "year": 365}[match["unit"].lower().removesuffix("s")]
    day = context.anchor - _count(match) * days * _DAY
    if days == 7:
        return day - 3 * _DAY, day + 3 * _DAY, "week"
    if days == 30:
        return (*_month_of(day.year, day.month), "month")
    return date(day.year, 1, 1), date(day.year, 12, 31), "year"


def _same_day(_: re.Match[str], context: _Context) -> _Read:
    return _on(context.last)


def _days_after(match: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None or match["way"].lower() in ("before", "earlier"):
        return _UNKNOWN
    return context.anchor - _SOME_DAYS * _DAY, context.anchor, "range"


def _previous_day(_: re.Match[str], context: _Context) -> _Read:
    origin = context.last or context.anchor
    return _on(origin - _DAY if origin else None)


def _next_day(_: re.Match[str], context: _Context) -> _Read:
    return _on(context.last + _DAY if context.last else None)


def _before_yesterday(_: re.Match[str], context: _Context) -> _Read:
    return _back(context, 2)


def _yesterday(_: re.Match[str], context: _Context) -> _Read:
    return _back(context, 1)


def _today(_: re.Match[str], context: _Context) -> _Read:
    return _back(context, 0)


def _overnight(_: re.Match[str], context: _Context) -> _Read:
    day = context.anchor
    return (day - _DAY, day, "range") if day else _UNKNOWN


def _weekend(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    sunday = context.anchor - (context.anchor.weekday() + 1) % 7 * _DAY
    return sunday - _DAY, sunday, "range"


def _last_week(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    monday = context.anchor - (context.anchor.weekday() + 7) * _DAY
    return monday, monday + 6 * _DAY, "week"


def _this_week(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    return context.anchor - context.anchor.weekday() * _DAY, context.anchor, "week"


def _recent_days(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    return context.anchor - _SOME_DAYS * _DAY, context.anchor, "range"


def _last_month(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    day = context.anchor.replace(day=1) - _DAY
    return (*_month_of(day.year, day.month), "month")


def _last_year(_: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _UNKNOWN
    year = context.anchor.year - 1
    return date(year, 1, 1), date(year, 12, 31), "year"
