"""Numbers as news writes them: '4', 'four', 'at least 12', 'between 3 and 5', 'dozens'."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geomap.read.articles.lists import data, form, spaced

_ONES: Final = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+|an?(?!\s+(?:dozen|score|couple|pair|number)\b)|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_HUNDREDS: Final = rf"(?:{_ONES}(?:\s+(?:hundred|thousand))?)"
_VAGUE: Final = spaced(data("forms")["vague_count"])
_BOUND: Final = spaced(data("forms")["bound"])
#: A quantity, without capturing groups, to build patterns from.
QUANTITY: Final = (
    rf"(?:(?:{_BOUND}\s+)?(?:(?:between\s+)?{_HUNDREDS}(?:(?:,?\s+(?:and|or)\s+(?:possibly|perhaps|maybe)\s+(?:as\s+many\s+as\s+)?|\s+(?:to|or|and)\s+|\s?[-–]\s?(?=\d)|[-–]){_HUNDREDS})?\b(?:(?<=[a-z]),(?=\s+(?:people|civilians|soldiers)))?"
    rf"|{_VAGUE}))"
)
_NUMBER: Final = re.compile(rf"\b{_HUNDREDS}\b", re.IGNORECASE)
_NO_NUMBER: Final = re.compile(rf"^{_VAGUE}$", re.IGNORECASE)


class Count(NamedTuple):
    """A stated number; ``most`` is None where only a lower bound is stated, both where vague."""

    least: int | None
    most: int | None

    @property
    def exact(self) -> int | None:
        """The number, where one is stated; the bound of 'at least 5'."""
        return self.least if self.least == self.most or self.most is None else None

    def plus(self, other: Count) -> Count:
        """The sum, where both bounds are stated; else what is stated of the sum."""
        bounds = zip(self, other, strict=True)
        least, most = (None if a is None or b is None else a + b for a, b in bounds)
        return Count(least, most)

    def __str__(self) -> str:
        if self.least is None:
            return "some" if self.most is None else f"up to {self.most}"
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


def stated_sum(text: str) -> Count:
    """The number of '3 soldiers and 2 civilians': the sum of what is counted one by one."""
    first, *more = _COUNTED_TOO.split(text)
    count = parse_count(first)
    for part in more:
        count = count.plus(parse_count(part))
    return count


#: Between two counts that :class:`geomap.read.articles.casualties.Casualty` tells.
_COUNTED_TOO: Final = re.compile(r"(?<=[^\W\d]) and (?=\d|at least \d|up to \d|some )")


def parse_count(text: str) -> Count:
    """What a quantity says; 'dozens' and 'several' give a count without bounds."""
    text = text.strip()
    if form("half_dozen").search(text):
        return Count(6, 6)
    if form("dozen").search(text):
        return Count(12, 12)
    if form("pair").search(text):
        return Count(2, 2)
    if form("one_more").match(text):
        return Count(1, 1)
    if _NO_NUMBER.match(text):
        return Count(None, None)
    without_bounds = form("no_number").sub("", text)
    numbers = [_value(match.group()) for match in _NUMBER.finditer(without_bounds)]
    if not numbers:
        return Count(None, None)
    if len(numbers) > 1 and numbers[0] < numbers[-1]:
        return Count(numbers[0], numbers[-1])
    if form("at_least").search(text):
        return Count(numbers[0], None)
    if form("at_most").search(text):
        return Count(None, numbers[0])
    return Count(numbers[0], numbers[0])


def find_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Characters of each number in ``text[start:end]``, words or digits, by position."""
    return [match.span() for match in _NUMBER.finditer(text, start, end)]


def _value(text: str) -> int:
    words, total = data("calendar")["numbers"], 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("hundred", "thousand"):
            total = (total or 1) * (100 if word == "hundred" else 1000)
        else:
            digits = word.replace(",", "")
            total += int(digits) if digits.isdigit() else int(words.get(word, 0))
    return total
