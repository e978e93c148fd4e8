"""Text of one cell -> a value. Pure functions of one text, and a way to run them on a column.

Each parser returns the value or raises ``ValueError`` with what to do; nothing is guessed. A
column is parsed once per distinct text (:func:`parse_column`), which is what makes 350,000 rows
cheap.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geomap.errors import shorten

#: Eastern Arabic and Persian digits, the Arabic decimal point and thousands mark.
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789.-")
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_COMMA_NUMBER: Final = re.compile(r"[+-]?\d{1,3},\d+")
#: 33°47'10"N and 42° 26.5′ E, the hemisphere written or not.
_SEXAGESIMAL: Final = re.compile(
    r"(\d{1,3})\s*[°º]\s*(\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|'')\s*)?"
    r"([NSEW])?",
    re.I,
)
_COUNT: Final = re.compile(r"\+?(\d{1,15}|\d{1,3}([,\u00a0\u202f ]\d{3})+)(\.0*)?")

_TIME: Final = r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
_ISO: Final = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_DAY_MONTH_NAME: Final = re.compile(rf"(\d{{1,2}})[\s.-]+([a-z]+)\.?,?[\s-]+(\d{{4}}){_TIME}", re.I)
_MONTH_NAME_DAY: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I)
_MONTH: Final = re.compile(r"(\d{4})[-/](\d{1,2})")
_NAMED_MONTH: Final = re.compile(r"([a-z]+)\.?,?\s+(\d{4})", re.I)
_YEAR: Final = re.compile(r"\d{4}")
_MONTHS: Final = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}

#: No value is longer; a longer text is cut, with a mark that no parser takes, before any pattern
#: can spend quadratic time on it.
_LONGEST: Final = 100
WRITE_DATES_SO: Final = "write dates as YYYY-MM-DD"


class When(NamedTuple):
    """A date as read: first day, last day where it is a span, and how exact that is."""

    start: str  # YYYY-MM-DD
    end: str | None
    precision: str  # one of model.DATE_PRECISIONS


class Parsed(NamedTuple):
    """A column after parsing."""

    values: pd.Series[Any]  # object; None where empty or unreadable
    reasons: pd.Series[Any]  # object; why a text could not be read, else None


def parse_column(column: pd.Series[Any], parse: Callable[[str], Any]) -> Parsed:
    """Each distinct text of ``column`` through ``parse``, spread back over the rows."""
    codes, texts = pd.factorize(column)
    values = np.full(len(texts) + 1, None, dtype=object)
    reasons = np.full(len(texts) + 1, None, dtype=object)
    for position, text in enumerate(texts):
        stripped = text.strip()
        if not stripped:
            continue
        try:
            values[position] = parse(shorten(stripped, _LONGEST))
        except ValueError as error:
            reasons[position] = str(error)
    index = column.index
    return Parsed(
        pd.Series(values[codes], index=index, dtype=object),
        pd.Series(reasons[codes], index=index, dtype=object),
    )


def number(text: str) -> float:
    """A finite decimal number; a decimal comma and Arabic digits are read.

    Raises:
        ValueError: anything else, NaN and infinities included.
    """
    plain = text.translate(_DIGITS)
    if _COMMA_NUMBER.fullmatch(plain):
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise ValueError("not a number; write it in digits with a decimal point")
    value = float(plain)
    if not np.isfinite(value):
        raise ValueError("not a finite number; write it in digits with a decimal point")
    return value


def latitude(text: str) -> float:
    """Degrees north, -90 to 90, decimal or sexagesimal. Raises ValueError for anything else."""
    return _degrees(text, 90, "latitude", "NS")


def longitude(text: str) -> float:
    """Degrees east, -180 to 180, decimal or sexagesimal. Raises ValueError for anything else."""
    return _degrees(text, 180, "longitude", "EW")


def _degrees(text: str, bound: int, what: str, hemispheres: str) -> float:
    try:
        value = _sexagesimal(text, hemispheres)
        value = number(text) if value is None else value
    except ValueError as error:
        raise ValueError(f"not a {what}; write decimal degrees, -{bound} to {bound}") from error
    if abs(value) > bound:
        raise ValueError(f"{what} lies outside -{bound} to {bound}; correct it")
    return value


def _sexagesimal(text: str, hemispheres: str) -> float | None:
    """Degrees, minutes and seconds in decimal degrees; None for a text of another form."""
    match = _SEXAGESIMAL.fullmatch(text.translate(_DIGITS))
    if not match:
        return None
    degrees, minutes, seconds = (float(part or 0) for part in match.group(1, 2, 3))
    hemisphere = (match[4] or hemispheres[0]).upper()
    if minutes >= 60 or seconds >= 60 or hemisphere not in hemispheres:
        raise ValueError(text)
    value = round(degrees + minutes / 60 + seconds / 3600, 7)
    return -value if hemisphere == hemispheres[1] else value


def count(text: str) -> int:
    """A whole number of people, 0 or more; '1,200' and '12.0' are read.

    Raises:
        ValueError: words, ranges, fractions and negative numbers.
    """
    plain = text.translate(_DIGITS)
    if not _COUNT.fullmatch(plain):
        raise ValueError("not a count; write one whole number, or leave the cell empty")
    return int(re.sub(r"[+,\u00a0\u202f ]|\.0*$", "", plain))


def probability(text: str) -> float:
    """A number from 0 to 1. Raises ValueError for anything else."""
    value = number(text)
    if not 0 <= value <= 1:
        raise ValueError("not a probability; write a number from 0 to 1")
    return value


def metres(text: str) -> float:
    """A distance of 0 metres or more. Raises ValueError for anything else."""
    value = number(text)
    if value < 0:
        raise ValueError("a distance below 0; write metres, 0 or more")
    return value


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """A parser for one of these words, in any case, with spaces or hyphens for underscores."""
    known = {word.lower(): word for word in allowed}

    def parse(text: str) -> str:
        word = known.get(re.sub(r"[\s-]+", "_", text.lower()))
        if word is None:
            raise ValueError(f"not in the vocabulary; use one of {', '.join(allowed)}")
        return word

    return parse


def coded(codes: dict[str, str], codebook: str) -> Callable[[str], str]:
    """A parser for a codebook's codes; '1.0', as spreadsheets write it, counts as '1'."""

    def parse(text: str) -> str:
        code = text.removesuffix(".0")
        if code not in codes:
            raise ValueError(f"not a code of {codebook}; use one of {', '.join(codes)}")
        return codes[code]

    return parse


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether numeric dates of a column put the day first; None where nothing in it decides.

    '31/12/2024' decides for the day, '12/31/2024' for the month; a column that holds both
    decides nothing.
    """
    votes = set()
    for text in texts:
        match = _NUMERIC.fullmatch(text.strip().translate(_DIGITS))
        if match and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                votes.add(True)
            elif second > 12 >= first:
                votes.add(False)
    return votes.pop() if len(votes) == 1 else None


def date_parser(
    day_comes_first: bool | None = None, date_format: str | None = None
) -> Callable[[str], When]:
    """A parser for dates: ISO, named months, and numeric ones where the order is known.

    ``date_format`` (as of ``strptime``) is the only form read, when given. A time of day is
    left out as written: no time zone moves the date. Two-digit years are refused.
    """

    def parse(text: str) -> When:
        plain = text.translate(_DIGITS)
        if date_format is not None:
            return _by_format(plain, date_format)
        return _partial_date(plain) or _day(_full_date(plain, day_comes_first))

    return parse


def _by_format(text: str, date_format: str) -> When:
    try:
        return _day(datetime.datetime.strptime(text, date_format).date())  # noqa: DTZ007
    except ValueError as error:
        raise ValueError(f"not a date of the form {date_format}; {WRITE_DATES_SO}") from error


def _day(date: datetime.date) -> When:
    return When(date.isoformat(), None, "day")


def _partial_date(text: str) -> When | None:
    """A month ('2024-07', 'July 2024') or a year; None where the text is neither."""
    if _YEAR.fullmatch(text):
        _date(int(text), 1, 1)
        return When(f"{text}-01-01", f"{text}-12-31", "year")
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
    elif (match := _NAMED_MONTH.fullmatch(text)) and match[1].lower() in _MONTHS:
        year, month = int(match[2]), _MONTHS[match[1].lower()]
    else:
        return None
    first = _date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    return When(first.isoformat(), last.isoformat(), "month")


def _full_date(text: str, day_comes_first: bool | None) -> datetime.date:
    if match := _ISO.fullmatch(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH_NAME.fullmatch(text):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_NAME_DAY.fullmatch(text):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    if match := _NUMERIC.fullmatch(text):
        return _numeric_date(int(match[1]), int(match[3]), int(match[4]), match[2], day_comes_first)
    raise ValueError(f"not a date; {WRITE_DATES_SO}")


def _numeric_date(
    first: int, second: int, year: int, mark: str, day_comes_first: bool | None
) -> datetime.date:
    if mark == "." or first > 12:  # the day comes first wherever dots separate
        return _date(year, second, first)
    if second > 12:
        return _date(year, first, second)
    if first != second and day_comes_first is None:
        raise ValueError(f"day or month first? nothing in the column tells; {WRITE_DATES_SO}")
    return _date(year, second, first) if day_comes_first else _date(year, first, second)


def _month(name: str) -> int:
    month = _MONTHS.get(name.lower())
    if month is None:
        raise ValueError(f"no such month; {WRITE_DATES_SO}")
    return month


def _date(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"no such day in the calendar; {WRITE_DATES_SO}") from error
