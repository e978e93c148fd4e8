"""Time in bins: how far out counts are told apart, and the bars of the page's histogram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geomap.write.columns import MISSING

#: What has no date is in no bin.
NO_BIN: Final = -1
#: Up to so many days a bin is a day, up to so many a week, beyond a month: at most some 200 bars
#: in either, and 540 in forty-five years.
_AS_DAYS: Final = 200
_AS_WEEKS: Final = 1_400

Step = Literal["day", "week", "month"]


@dataclass(frozen=True)
class Bins:
    """Runs of whole days, weeks from Monday or months, from the first day to the last."""

    step: Step
    edges: NDArray[np.int64]  # first day of each bin since 1970-01-01, and one more at the end

    @classmethod
    def between(cls, first: int, last: int) -> Bins:
        """The bins of a span of days."""
        days = last - first + 1
        if days <= _AS_DAYS:
            return cls("day", np.arange(first, last + 2))
        if days <= _AS_WEEKS:
            monday = first - (first + 3) % 7
            return cls("week", np.arange(monday, last + 8, 7))
        months = np.array([first, last], "datetime64[D]").astype("datetime64[M]")
        starts = np.arange(months[0], months[1] + 2)
        return cls("month", starts.astype("datetime64[D]").astype("int64"))

    def of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The bin of each day; NO_BIN where it is missing."""
        found = np.searchsorted(self.edges, days, side="right") - 1
        return np.where(days == MISSING, NO_BIN, found).astype("int64")
