"""Days of the Islamic calendar as Gregorian ones, by the tabular calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

#: The ordinal of 1 Muharram of year 1 less one: 16 July 622 (Julian), the civil epoch. Reingold
#: and Dershowitz, Calendrical Calculations, ch. 7. A month that is opened by sight of the moon may
#: begin a day earlier or later than the table says.
_EPOCH: Final = 227_015 - 1


def islamic_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar, sure to about one day.

    Raises:
        ValueError: there is no such month or day.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"no day {day} of month {month} in the Islamic calendar")
    before = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH + before + day)


def islamic_year(day: date) -> int:
    """The Islamic year in which a Gregorian day lies, sure to about a day at its ends."""
    year = (30 * (day.toordinal() - _EPOCH) + 10_646) // 10_631
    return year - (islamic_day(year, 1, 1) > day)
