"""Strings of bytes in one file, each read without the others: their starts in front, then they."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import numpy as np

#: Little-endian and unsigned, of four bytes or eight.
Starts = Literal["<u4", "<u8"]
_LONG: Final = np.dtype("<u8")


def write(path: Path, pieces: Iterable[bytes], starts: Starts = "<u8") -> None:
    """Write ``pieces`` to ``path``; the starts are followed by the end of the last."""
    listed = list(pieces)
    kind = np.dtype(starts)
    edges = np.cumsum([kind.itemsize * (len(listed) + 1), *map(len, listed)])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(edges.astype(kind).tobytes())
        file.writelines(listed)


def read(path: Path, *numbers: int) -> list[bytes]:
    """The pieces of these numbers, of a file with starts of eight bytes."""
    found = []
    with path.open("rb") as file:
        for number in numbers:
            file.seek(_LONG.itemsize * number)
            start, stop = np.frombuffer(file.read(2 * _LONG.itemsize), _LONG).tolist()
            file.seek(start)
            found.append(file.read(stop - start))
    return found
