"""The key table in the making: keys spooled to disk, then sorted part by part.

Memory holds one part at a time, whatever the size of a dump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: Parts of the hash range: a dump of 13 million places has about a million keys in each.
_PARTS: Final = 64
_PART: Final = (1 << 40) // _PARTS
#: Bits for each key at least: so many times as many as are set.
_BITS_A_KEY: Final = 8
_KEY: Final = np.dtype([("hash", "<u8"), ("staged", "<u4"), ("rank", "<u2")])

#: A row of the key table: the hash of the key and its names, packed.
Row = tuple[int, bytes]


class KeySpool:
    """Keys with the names that they stand for, in files beside the index that is being built."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, keys: Iterable[tuple[int, int, int]]) -> None:
        """Keep (hash of a key, number of the staged place, place of the name in its names)."""
        rows = np.array(list(keys), dtype=_KEY)
        parts = rows["hash"] // _PART
        rows = rows[np.argsort(parts, kind="stable")]
        ends = np.cumsum(np.bincount(parts.astype(np.intp), minlength=_PARTS)).tolist()
        start = 0
        for part, end in enumerate(ends):
            if end > start:
                with self._path(part).open("ab") as file:
                    file.write(rows[start:end].tobytes())
            start = end

    def rows(self, numbers: NDArray[np.uint32], countries: NDArray[np.uint8]) -> Iterator[Row]:
        """The rows of the key table, by hash.

        Args:
            numbers: the number of the first name of each staged place.
            countries: its country.
        """
        for part in range(_PARTS):
            if self._path(part).exists():
                yield from _rows(np.fromfile(self._path(part), dtype=_KEY), numbers, countries)

    def _path(self, part: int) -> Path:
        return self._folder / f"keys-{part:02}"


def bits_of(hashes: NDArray[np.int64]) -> bytes:
    """The bits of the keys that are held, from the hash of each."""
    bits = np.zeros(max(8, 1 << (len(hashes) * _BITS_A_KEY - 1).bit_length()), dtype=bool)
    bits[hashes % len(bits)] = True
    return np.packbits(bits, bitorder="little").tobytes()


def _rows(
    keys: NDArray[Any], numbers: NDArray[np.uint32], countries: NDArray[np.uint8]
) -> Iterator[Row]:
    places, ranks = numbers[keys["staged"]], keys["rank"]
    order = np.lexsort((places + ranks, keys["hash"]))
    hashes, places, ranks = keys["hash"][order], places[order], ranks[order]
    within = countries[keys["staged"][order]]
    new = np.ones(len(hashes), dtype=bool)  # two records may give one name to one place
    new[1:] = (hashes[1:] != hashes[:-1]) | (places[1:] != places[:-1]) | (ranks[1:] != ranks[:-1])
    hashes, starts = np.unique(hashes[new], return_index=True)
    packed = places[new].astype("<u4").tobytes()
    packed_ranks, packed_countries = ranks[new].astype("<u2").tobytes(), within[new].tobytes()
    bounds = [*starts.tolist(), int(new.sum())]
    for key, start, end in zip(hashes.tolist(), bounds, bounds[1:], strict=False):
        yield (
            key,
            packed[4 * start : 4 * end]
            + packed_ranks[2 * start : 2 * end]
            + packed_countries[start:end],
        )
