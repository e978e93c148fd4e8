"""What was found lately, so that what comes up all the time is not found again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import filterfalse
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """A memory of bounded size that finds what it does not hold together, not one by one.

    It keeps from ``size`` to twice as many: what is asked for again moves over to the newer half.
    """

    def __init__(self, size: int, find: Callable[[Sequence[_Key]], Iterable[_Value]]) -> None:
        self._size = size
        self._find = find
        self._newer: dict[_Key, _Value] = {}
        self._older: dict[_Key, _Value] = {}

    def of(self, keys: Sequence[_Key]) -> list[_Value]:
        """The value of each key, in order."""
        return list(map(self.holding(keys).__getitem__, keys))

    def holding(self, keys: Collection[_Key]) -> Mapping[_Key, _Value]:
        """The values of these keys, and of others, by key."""
        if len(self._newer) > self._size:
            self._older, self._newer = self._newer, {}
        newer, older = self._newer, self._older
        missing = dict.fromkeys(filterfalse(newer.__contains__, keys))
        for key in filter(older.__contains__, missing):
            newer[key] = older[key]
        unknown = list(filterfalse(newer.__contains__, missing))
        if unknown:
            newer.update(zip(unknown, self._find(unknown), strict=True))
        return newer
