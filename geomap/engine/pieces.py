"""Strings of bytes in one file, each read without the others: their starts in front, then they."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

#: Little-endian and unsigned, of eight bytes.
_START: Final = np.dtype("<u8")


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write ``pieces`` to ``path``; the starts are followed by the end of the last."""
    listed = list(pieces)
    edges = np.cumsum([_START.itemsize * (len(listed) + 1), *map(len, listed)])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(edges.astype(_START).tobytes())
        file.writelines(listed)


def read(path: Path, *numbers: int) -> list[bytes]:
    """The pieces of these numbers."""
    found = []
    with path.open("rb") as file:
        for number in numbers:
            file.seek(_START.itemsize * number)
            start, stop = np.frombuffer(file.read(2 * _START.itemsize), _START).tolist()
            file.seek(start)
            found.append(file.read(stop - start))
    return found
