"""What each phrase by which news states a time means; the phrases are in ``data/dates.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from geomap.model import DatePrecision
from geomap.read.articles.islamic import islamic_day, islamic_year
from geomap.read.articles.lists import data

DAY: Final = timedelta(days=1)
#: 'Days after' and 'recent days' mean at most so many; a week is how long wire copy says 'days'.
SOME_DAYS: Final = 7

Read = tuple[date | None, date | None, DatePrecision]
UNKNOWN: Final[Read] = (None, None, "unknown")


class Context(NamedTuple):
    """What relative times count from."""

    anchor: date | None  # the day of the text
    last: date | None  # the day that the text spoke of before
    near: date | None = None  # without an anchor: a day that the text names by date and weekday


_Reading = Callable[[re.Match[str], Context], Read]


class Phrase(NamedTuple):
    """One way to state a time."""

    cues: frozenset[str]
    pattern: re.Pattern[str]
    read: _Reading


def count_of(word: str) -> int | None:
    """The number that a word or figure states; None where it states none."""
    if word.isdecimal():
        return int(word)
    number = data("calendar")["numbers"].get(word.lower())
    return None if number is None else int(number)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase, in the order in which they are tried: of small letters, any space for one."""
    return tuple(
        Phrase(
            frozenset().union(*map(_cues, entry["if"])),
            re.compile(_filled(entry["form"]).replace(" ", r"\s+")),
            _READINGS[entry["means"]],
        )
        for entry in data("dates")["forms"]
    )


@cache
def all_cues() -> frozenset[str]:
    """The words without one of which nothing states a time."""
    return frozenset().union(*(phrase.cues for phrase in phrases()))


def _cues(cue: str) -> frozenset[str]:
    """The words that a cue stands for."""
    if cue == "0-9":
        return frozenset("0123456789")
    if not cue.startswith("@"):
        return frozenset((cue,))
    return frozenset(re.split(r"[^a-z]", name)[0] for name in data("calendar")[cue[1:]])


def _filled(form: str) -> str:
    """A form with the patterns that its names stand for."""
    for name, pattern in _named_patterns():
        form = form.replace(f"{{{name}}}", pattern)
    return form


@cache
def _named_patterns() -> tuple[tuple[str, str], ...]:
    """Patterns by name; those that hold names of others stand before these."""
    calendar = data("calendar")
    after = _any(calendar["named_days_after"])
    before = (rf"(?<!\b{word}\s)" for word in calendar["named_days_before"])
    lists = ("months", "islamic_months", "weekdays", "holidays", "numbers")
    return (
        *data("dates")["words"].items(),
        ("not_before", "".join(before)),
        ("not_after", rf"(?!\s+(?:{after})\b)"),
        *((name, _any(calendar[name])) for name in lists),
    )


def _any(names: Iterable[str]) -> str:
    """A pattern of listed names: the longest first, their hyphens as news has them."""
    listed = (re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return "|".join(name.replace(r"\ ", " ").replace(r"\-", r"[-\s]?") for name in listed)


def _on(day: date | None) -> Read:
    return (day, day, "day") if day else UNKNOWN


def _back(context: Context, days: int) -> Read:
    return _on(context.anchor - days * DAY if context.anchor else None)


def _until_today(context: Context, days: int) -> Read:
    """The last so many days."""
    anchor = context.anchor
    return (anchor - days * DAY, anchor, "range") if anchor else UNKNOWN


def _numbers(match: re.Match[str], _: Context) -> Read:
    return _on(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _figures(match: re.Match[str], _: Context) -> Read:
    """'25/07/2024'; '03/04/2024' is another day in London than in New York, so unknown."""
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if match["sign"] == "." or day > 12 or day == month:
        return _on(date(year, month, day))
    return _on(date(year, day, month)) if month > 12 else UNKNOWN


def _month_named(match: re.Match[str], calendar: str) -> int:
    """The number of a month; spaces and hyphens do not matter."""
    plain = re.sub(r"[-\s]+", "", match["month"].lower())
    named = data("calendar")[calendar]
    return next(int(n) for name, n in named.items() if re.sub(r"[-\s]+", "", name) == plain)


def _day_of_month(match: re.Match[str], context: Context) -> Read:
    month, day = _month_named(match, "months"), int(match["day"])
    year = _full_year(match["year"]) or _latest_year(context.anchor, month, day)
    if year is None and context.near:
        return _on(_nearest(context.near, month, day))
    if year is None:
        return UNKNOWN
    first, until = date(year, month, day), match["until"]
    if until:
        return first, date(year, month, int(until)), "range"
    if context.anchor and match.group().lower().startswith("since "):
        return first, context.anchor, "range"
    return _on(first)


def _day_alone(match: re.Match[str], context: Context) -> Read:
    """'On the 29th': of the month last spoken of, or the one after it; else the latest one."""
    number, last, anchor = int(match["day"]), context.last, context.anchor
    if last is not None:
        return _on(last.replace(day=number) if number >= last.day else _next_month(last, number))
    if anchor is None:
        return UNKNOWN
    before = anchor.replace(day=1) - DAY
    return _on((anchor if number <= anchor.day else before).replace(day=number))


def _next_month(day: date, number: int) -> date:
    after = _month_of(day.year, day.month)[1] + DAY
    return after.replace(day=number)


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
    ahead = anchor + SOME_DAYS * DAY
    return ahead.year if (month, day) <= (ahead.month, ahead.day) else ahead.year - 1


def _nearest(near: date, month: int, day: int) -> date:
    """The day of this name that is nearest to another."""
    years = (near.year - 1, near.year, near.year + 1)
    return min((date(year, month, day) for year in years), key=lambda one: abs(one - near))


def _month(match: re.Match[str], context: Context) -> Read:
    month = _month_named(match, "months")
    stated = match.groupdict().get("year")
    year = int(stated) if stated else _latest_year(context.anchor, month, 1)
    if year and context.anchor and match.group().lower().startswith("last "):
        year -= _month_of(year, month)[1] >= context.anchor  # 'last October', said in October
    return (*_month_of(year, month), "month") if year else UNKNOWN


def _part_of_month(match: re.Match[str], context: Context) -> Read:
    """'In mid-September': ten days of it, as far as the month's end."""
    first, last, precision = _month(match, context)
    if first is None or last is None or precision != "month":
        return first, last, precision
    begin = {"early": 1, "mid": 11, "late": 21}[match["part"].lower()]
    return first.replace(day=begin), min(first.replace(day=begin) + 9 * DAY, last), "range"


def _month_of(year: int, month: int) -> tuple[date, date]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - DAY


def _year(match: re.Match[str], _: Context) -> Read:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _islamic_day(match: re.Match[str], context: Context) -> Read:
    """A day either way: months are opened by sight."""
    day = _latest_islamic(match, context, int(match["day"]))
    return (day - DAY, day + DAY, "range") if day else UNKNOWN


def _islamic_month(match: re.Match[str], context: Context) -> Read:
    first = _latest_islamic(match, context, 1)
    return (first, first + 29 * DAY, "month") if first else UNKNOWN


def _latest_islamic(match: re.Match[str], context: Context, day: int) -> date | None:
    month = _month_named(match, "islamic_months")
    if match["year"]:
        return islamic_day(int(match["year"]), month, day)
    if context.anchor is None:
        return None
    ahead = context.anchor + SOME_DAYS * DAY
    year = islamic_year(ahead)
    found = islamic_day(year, month, day)
    return found if found <= ahead else islamic_day(year - 1, month, day)


def _holiday(match: re.Match[str], context: Context) -> Read:
    name = " ".join(match["holiday"].lower().split())
    month, day = data("calendar")["holidays"][name]
    year = _latest_year(context.anchor, month, day)
    return _on(date(year, month, day) if year else None)


def _weekday(match: re.Match[str], context: Context) -> Read:
    wanted = data("calendar")["weekdays"][match["weekday"].lower()]
    if context.anchor is None and context.near:
        return _on(context.near + ((wanted - context.near.weekday() + 3) % 7 - 3) * DAY)
    if context.anchor is None:
        return UNKNOWN
    back = (context.anchor.weekday() - wanted) % 7
    if back == 0 and match.groupdict().get("last"):
        back = 7
    return _back(context, back)


def _weekday_last_week(match: re.Match[str], context: Context) -> Read:
    monday = _last_week(match, context)[0]
    wanted = data("calendar")["weekdays"][match["weekday"].lower()]
    return _on(monday + wanted * DAY if monday else None)


def _since_weekday(match: re.Match[str], context: Context) -> Read:
    day = _weekday(match, context)[0]
    return (day, context.anchor, "range") if day else UNKNOWN


def _night_to(match: re.Match[str], context: Context) -> Read:
    day = _weekday(match, context)[0]
    return (day - DAY, day, "range") if day else UNKNOWN


def _night_about(match: re.Match[str], context: Context) -> Read:
    """'overnight Tuesday' is the night before or after it."""
    day = _weekday(match, context)[0]
    if day is None or context.anchor is None:
        return UNKNOWN
    return day - DAY, min(day + DAY, context.anchor), "range"


def _some_days(match: re.Match[str], context: Context) -> Read:
    count, way = count_of(match["number"]) or 0, match["way"].lower()
    if way == "ago":
        return _back(context, count)
    if way in ("later", "after", "following"):
        return _on(context.last + count * DAY if context.last else None)
    origin = context.last or context.anchor
    return _on(origin - count * DAY if origin else None)


def _long_ago(match: re.Match[str], context: Context) -> Read:
    if context.anchor is None:
        return UNKNOWN
    days = {"week": 7, "month": 30, "year": 365}[match["unit"].lower().removesuffix("s")]
    day = context.anchor - (count_of(match["number"]) or 0) * days * DAY
    if days == 7:
        return day - 3 * DAY, day + 3 * DAY, "week"
    if days == 30:
        return (*_month_of(day.year, day.month), "month")
    return date(day.year, 1, 1), date(day.year, 12, 31), "year"


def _past_hours(match: re.Match[str], context: Context) -> Read:
    return _until_today(context, -(-int(match["hours"]) // 24))


def _past_day(match: re.Match[str], context: Context) -> Read:
    return _until_today(context, 1)


def _past_days(match: re.Match[str], context: Context) -> Read:
    days = 7 if match["unit"].lower().startswith("week") else 1
    return _until_today(context, (count_of(match["number"]) or 1) * days)


def _days_after(match: re.Match[str], context: Context) -> Read:
    """Within a week before the text, where what it came after has no day."""
    if match["way"].lower() in ("before", "earlier"):
        return UNKNOWN
    return _until_today(context, SOME_DAYS)


def _previous_day(_: re.Match[str], context: Context) -> Read:
    origin = context.last or context.anchor
    return _on(origin - DAY if origin else None)


def _next_day(_: re.Match[str], context: Context) -> Read:
    return _on(context.last + DAY if context.last else None)


def _weekend(_: re.Match[str], context: Context) -> Read:
    if context.anchor is None:
        return UNKNOWN
    sunday = context.anchor - (context.anchor.weekday() + 1) % 7 * DAY
    return sunday - DAY, sunday, "range"


def _last_week(_: re.Match[str], context: Context) -> Read:
    if context.anchor is None:
        return UNKNOWN
    monday = context.anchor - (context.anchor.weekday() + 7) * DAY
    return monday, monday + 6 * DAY, "week"


def _this_week(_: re.Match[str], context: Context) -> Read:
    anchor = context.anchor
    return (anchor - anchor.weekday() * DAY, anchor, "week") if anchor else UNKNOWN


def _last_month(_: re.Match[str], context: Context) -> Read:
    if context.anchor is None:
        return UNKNOWN
    day = context.anchor.replace(day=1) - DAY
    return (*_month_of(day.year, day.month), "month")


def _this_month(_: re.Match[str], context: Context) -> Read:
    anchor = context.anchor
    return (anchor.replace(day=1), anchor, "month") if anchor else UNKNOWN


def _last_year(_: re.Match[str], context: Context) -> Read:
    if context.anchor is None:
        return UNKNOWN
    year = context.anchor.year - 1
    return date(year, 1, 1), date(year, 12, 31), "year"


def _this_year(_: re.Match[str], context: Context) -> Read:
    anchor = context.anchor
    return (date(anchor.year, 1, 1), anchor, "year") if anchor else UNKNOWN


_READINGS: Final[Mapping[str, _Reading]] = {
    "today": lambda _, context: _back(context, 0),
    "yesterday": lambda _, context: _back(context, 1),
    "before_yesterday": lambda _, context: _back(context, 2),
    "overnight": lambda _, context: _until_today(context, 1),
    "recent_days": lambda _, context: _until_today(context, SOME_DAYS),
    "same_day": lambda _, context: _on(context.last),
    "numbers": _numbers,
    "figures": _figures,
    "day_of_month": _day_of_month,
    "day_alone": _day_alone,
    "month": _month,
    "year": _year,
    "islamic_day": _islamic_day,
    "islamic_month": _islamic_month,
    "holiday": _holiday,
    "weekday": _weekday,
    "weekday_last_week": _weekday_last_week,
    "since_weekday": _since_weekday,
    "night_to": _night_to,
    "night_about": _night_about,
    "some_days": _some_days,
    "long_ago": _long_ago,
    "past_hours": _past_hours,
    "part_of_month": _part_of_month,
    "past_day": _past_day,
    "past_days": _past_days,
    "days_after": _days_after,
    "previous_day": _previous_day,
    "next_day": _next_day,
    "weekend": _weekend,
    "last_week": _last_week,
    "this_week": _this_week,
    "last_month": _last_month,
    "this_month": _this_month,
    "last_year": _last_year,
    "this_year": _this_year,
}
