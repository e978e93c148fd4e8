"""When: the dates that a sentence states, against the day on which the text was written."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from geomap.model import DatePrecision
from geomap.read.articles.date_phrases import (
    DAY,
    SOME_DAYS,
    UNKNOWN,
    Context,
    all_cues,
    count_of,
    phrases,
)
from geomap.read.articles.lists import data, form
from geomap.read.articles.tokens import in_small_letters

_WORDS: Final = re.compile(r"[a-z]+|\d")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
#: Between 'two days after' and the day that it counts from: 'the', 'an attack on'.
_COUNTED_FROM: Final = re.compile(r"[^,.;:()]{1,48}$")


@dataclass(frozen=True, slots=True)
class When:
    """A stated time: characters ``[start, end)`` of the text and the days that it means."""

    start: int
    end: int
    first: date | None  # None where the text alone does not say which day
    last: date | None
    precision: DatePrecision
    said: bool = False  # when it was told, not when it happened ('said on Tuesday')
    lagged: bool = False  # only counted from another thing: 'hours after the attack'
    near: date | None = None  # the day of the text that it was counted from, for want of its own

    def before(self, anchor: date | None) -> int:
        """Whole days from its end to the anchor; 0 where either is not known."""
        return (anchor - self.last).days if anchor and self.last else 0

    @property
    def day(self) -> date | None:
        """The day, where it is one known day."""
        return self.first if self.precision == "day" else None


def find_dates(
    text: str,
    start: int,
    end: int,
    anchor: date | None,
    last: date | None = None,
    near: date | None = None,
) -> list[When]:
    """The times stated in ``text[start:end]``, by position, none overlapping another.

    ``anchor`` is the day that 'today' means and ``last`` the day last spoken of, which 'a day
    earlier' counts from. Without an anchor relative days stay unknown, but for weekdays and dates
    without a year where the text names a day ``near``: they are the nearest to it.
    """
    context = Context(anchor, last, near if anchor is None else None)
    found = _stated(text, start, end, context)
    for step in _STEPS:
        if len(found) > 1:
            found = step(text, found, context)
    return found


#: Times that only count from what stands beside them.
_LAGGED: Final = re.compile(
    r"(?:just |only )?(?:hours?|minutes|days) (?:after|later|earlier)\b", re.IGNORECASE
)


def parse_date(text: str | None) -> date | None:
    """A day written as ``YYYY-MM-DD``, with or without a time behind it; None where it is not."""
    match = _ISO.match(text.strip()) if text else None
    if match is None:
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None


def _stated(text: str, start: int, end: int, context: Context) -> list[When]:
    """What each phrase means by itself; of two that overlap the one listed first counts."""
    text = in_small_letters(text)
    words = frozenset(_WORDS.findall(text[start:end]))
    if words.isdisjoint(all_cues()):
        return []
    found: list[When] = []
    for phrase in [phrase for phrase in phrases() if not words.isdisjoint(phrase.cues)]:
        for match in phrase.pattern.finditer(text, start, end):
            said = match.group()
            first, until = match.end() - len(said.lstrip()), match.start() + len(said.rstrip(" ,"))
            if any(first < other.end and other.start < until for other in found):
                continue
            try:
                read = phrase.read(match, context)
                alone = phrase.read(match, context._replace(near=None)) if context.near else read
            except (ValueError, OverflowError):
                continue  # '31 June' is no date
            counted = context.near if read != alone else None
            lagged = _LAGGED.match(said.strip()) is not None
            found.append(When(first, until, *read, near=counted, lagged=lagged))
    return sorted(found, key=lambda when: when.start)


def _with_weekday(text: str, found: list[When], _: Context) -> list[When]:
    """'Thursday (July 25)' is one time: the date that is written out."""
    kept = found[:1]
    for when in found[1:]:
        gap = text[kept[-1].end : when.start]
        if gap in (" (", ", ") and _ends_in_weekday(text, kept[-1]) and when.day:
            kept[-1] = replace(when, start=kept[-1].start)
        else:
            kept.append(when)
    return kept


def _ends_in_weekday(text: str, when: When) -> bool:
    return text[when.start : when.end].lower().split()[-1] in data("calendar")["weekdays"]


def _counted_from_a_day(text: str, found: list[When], context: Context) -> list[When]:
    """'two days after the July 25 attack' counts from the day that stands behind it."""
    kept: list[When] = []
    for when in found:
        counted = form("counted").search(text[kept[-1].start : kept[-1].end]) if kept else None
        if counted and when.day and _COUNTED_FROM.fullmatch(text[kept[-1].end : when.start]):
            kept[-1] = When(kept[-1].start, when.end, *_count_from(counted, when.day, context))
        else:
            kept.append(when)
    return kept


def _counted_back(text: str, found: list[When], context: Context) -> list[When]:
    """'said on Sunday it had struck a day earlier' counts from the day that stands before it."""
    kept = found[:1]
    for when in found[1:]:
        earlier = form("earlier").fullmatch(text[when.start : when.end])
        if earlier and kept[-1].day and when.day and not context.last:
            number = count_of(earlier["number"] or "") or 1
            day = kept[-1].day - number * DAY
            when = replace(when, first=day, last=day)
        kept.append(when)
    return kept


def _count_from(
    counted: re.Match[str], day: date, context: Context
) -> tuple[date | None, date | None, DatePrecision]:
    way = -1 if counted["way"].lower() == "before" else 1
    number = count_of((counted["number"] or "").strip())
    if number:
        return day + way * number * DAY, day + way * number * DAY, "day"
    if way < 0:
        return UNKNOWN
    latest = day + SOME_DAYS * DAY
    return day + DAY, min(latest, context.anchor or latest), "range"


def _without_vague(text: str, found: list[When], _: Context) -> list[When]:
    """'on Saturday, days after talks' is Saturday."""
    if not any(when.day for when in found):
        return found
    return [w for w in found if w.day or not form("counted").search(text[w.start : w.end])]


def _ranges(text: str, found: list[When], _: Context) -> list[When]:
    """'between Monday and Wednesday', '30 June to 2 July' are one time each."""
    kept = found[:1]
    for when in found[1:]:
        before = kept[-1]
        until = form("range_until").fullmatch(text[before.end : when.start])
        opened = form("range_from").search(text[max(0, before.start - 10) : before.start])
        if until and before.day and when.day and (opened or not until["and"]):
            kept[-1] = When(before.start, when.end, *_span(before.day, when.day))
        else:
            kept.append(when)
    return kept


def _span(first: date, last: date) -> tuple[date, date, DatePrecision]:
    """The days from one to another; a weekday before the first one is of the week before."""
    if first > last and (first - last).days < SOME_DAYS:
        first -= SOME_DAYS * DAY
    return min(first, last), max(first, last), "range"


def named_day(text: str, stretches: Iterable[tuple[int, int]]) -> date | None:
    """The latest day that one of the stretches names by its date and its weekday; None without.

    'On Thursday, … said on July 9, 2026.' None too where the text names a day much later: what
    it tells of was long before.
    """
    named, weekdays = list[date](), list[date]()
    for start, end in stretches:
        days = [when.day for when in find_dates(text, start, end, None) if when.day]
        words = set(_WORDS.findall(text[start:end].lower())) if days else set()
        named += days
        weekdays += [day for day in days if calendar.day_name[day.weekday()].lower() in words]
    latest = max(weekdays, default=None)
    return latest if latest and max(named) - latest <= SOME_DAYS * DAY else None


_Step = Callable[[str, list[When], Context], list[When]]
_STEPS: Final[tuple[_Step, ...]] = (
    _with_weekday,
    _counted_back,
    _counted_from_a_day,
    _without_vague,
    _ranges,
)


@cache
def _date_line() -> re.Pattern[str]:
    months = "|".join(sorted(data("calendar")["months"], key=len, reverse=True))
    weekdays = "|".join(data("calendar")["weekdays"])
    published = "|".join(data("dates")["published"])
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"^[ \t#*]*(?:[^\n]{{0,60}}\b(?:{published})\b[^\w\n]*(?:on\s)?"
        rf"|(?P<from>[^\W\d](?:[^\n.;]|\bNo\.){{0,90}}?\s?[,|·–—-]\s+))?"
        rf"(?:(?:{weekdays}),?\s+)?"
        rf"(?P<date>(?:{months})\b\.?\s+{day},?\s+\d{{4}}|{day}\s+(?:{months})\b\.?,?\s+\d{{4}}"
        rf"|\d{{4}}-\d{{2}}-\d{{2}})\b(?(from)[ \t.]*$|(?:[^\n]{{0,40}}$|[ \t][-–—]{{1,2}}[ \t]))",
        re.IGNORECASE | re.MULTILINE,
    )


def find_date_line(text: str, end: int) -> date | None:
    """The day of a line before ``end`` that says no more than when, and perhaps whose it is.

    'Published: 25 Jul 2024', 'OCHA, 18 July 2025', or a head: 'Oct 12, 2025 - Two people …'.
    """
    match = _date_line().search(text, 0, end)
    found = find_dates(text, match.start("date"), match.end("date"), None) if match else []
    return found[0].day if found else None
