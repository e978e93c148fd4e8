"""The key table in the making: keys spooled to disk, then sorted part by part.

Memory holds one part at a time, whatever the size of a dump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geomap.gazetteer.schema import REST

#: Parts of the hash range: a dump of 13 million places has about a million keys in each.
_PARTS: Final = 64
_PART: Final = (1 << 40) // _PARTS
#: Bits for each key at least: so many times as many as are set.
_BITS_A_KEY: Final = 8
_KEY: Final = np.dtype([("hash", "<u8"), ("staged", "<u4"), ("rank", "<u2")])

#: A row of the key table: bucket, rests, ends, places, ranks, countries.
Bucket = tuple[int, bytes, bytes, bytes, bytes, bytes]


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

    def buckets(
        self, numbers: NDArray[np.uint32], countries: NDArray[np.uint8]
    ) -> Iterator[Bucket]:
        """The rows of the key table, by bucket.

        Args:
            numbers: the number of the first name of each staged place.
            countries: its country.
        """
        for part in range(_PARTS):
            if self._path(part).exists():
                yield from _buckets(np.fromfile(self._path(part), dtype=_KEY), numbers, countries)

    def _path(self, part: int) -> Path:
        return self._folder / f"keys-{part:02}"


def bits_of(keys: int, buckets: Iterable[tuple[int, bytes]]) -> bytes:
    """The bits of the keys that are held, from how many there are and the rests of each bucket."""
    bits = np.zeros(max(8, 1 << (keys * _BITS_A_KEY - 1).bit_length()), dtype=bool)
    for bucket, rests in buckets:
        hashes = bucket * REST + np.frombuffer(rests, dtype="<u4").astype(np.int64)
        bits[hashes % len(bits)] = True
    return np.packbits(bits, bitorder="little").tobytes()


def _buckets(
    rows: NDArray[Any], numbers: NDArray[np.uint32], countries: NDArray[np.uint8]
) -> Iterator[Bucket]:
    places, ranks = numbers[rows["staged"]], rows["rank"]
    order = np.lexsort((places + ranks, rows["hash"]))
    hashes, places, ranks = rows["hash"][order], places[order], ranks[order]
    within = countries[rows["staged"][order]]
    names = places + ranks
    new = np.ones(len(hashes), dtype=bool)  # two records may give one name to one place
    new[1:] = (hashes[1:] != hashes[:-1]) | (names[1:] != names[:-1])
    hashes, within = hashes[new], within[new]
    places, ranks = places[new].astype("<u4"), ranks[new].astype("<u2")
    keys, starts = np.unique(hashes, return_index=True)
    rests = (keys % REST).astype("<u4")
    buckets, firsts = np.unique(keys // REST, return_index=True)
    edges = [*firsts.tolist(), len(keys)]
    bounds = np.array([*starts.tolist(), len(hashes)])
    for bucket, first, last in zip(buckets.tolist(), edges, edges[1:], strict=False):
        start, end = bounds[first], bounds[last]
        ends = (bounds[first + 1 : last + 1] - start).astype("<u4")
        held = (places[start:end], ranks[start:end], within[start:end])
        yield (bucket, *(part.tobytes() for part in (rests[first:last], ends, *held)))
