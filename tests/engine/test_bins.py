"""Bins of time: each day in the one bin that spans it, days, weeks or months by the span."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.engine.bins import NO_BIN, Bins
from geomap.write.columns import MISSING


def day(text: str) -> int:
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("first", "last", "step", "starts"),
    [
        ("2024-07-26", "2024-07-28", "day", ["2024-07-26", "2024-07-27", "2024-07-28"]),
        ("2024-07-26", "2024-07-26", "day", ["2024-07-26"]),
        ("2024-01-03", "2024-12-29", "week", ["2024-01-01", "2024-01-08"]),
        ("2019-03-15", "2024-07-26", "month", ["2019-03-01", "2019-04-01"]),
        ("1969-12-31", "1974-01-01", "month", ["1969-12-01", "1970-01-01"]),
    ],
)
def test_the_span_decides_what_a_bin_is(
    first: str, last: str, step: str, starts: list[str]
) -> None:
    bins = Bins.between(day(first), day(last))
    assert bins.step == step
    assert bins.edges[: len(starts)].tolist() == list(map(day, starts))


@given(first=st.integers(-40_000, 40_000), length=st.integers(0, 9_000), data=st.data())
def test_each_day_is_in_the_bin_that_spans_it(first: int, length: int, data: st.DataObject) -> None:
    bins = Bins.between(first, first + length)
    one = data.draw(st.integers(first, first + length))
    at, none = bins.of(np.array([one, MISSING])).tolist()
    assert none == NO_BIN
    assert bins.edges[at] <= one < bins.edges[at + 1]
    assert len(bins.edges) < 600
