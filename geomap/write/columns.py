"""Columns as few bytes: what the page's data is packed with, and the viewer unpacks.

A *container* is gzip around: the length of a JSON header (4 bytes, little endian), the header,
then the numeric columns one after another. A column of ``n`` integers is stored as ``value -
least + 1`` in as few bytes as fit, 0 for missing, one byte plane after the other: the high
bytes of neighbours are alike, and gzip packs likeness.

The same input gives the same bytes: the gzip header carries no time.
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

#: Missing in an int64 column before it is packed.
MISSING: Final = np.iinfo(np.int64).min

#: Level 5 against 1, 4 and 6: benchmarks/RESULTS.md has the measurement.
_GZIP_LEVEL: Final = 5


class Container:
    """A header and numeric columns on their way into one gzip member."""

    def __init__(self, **header: Any) -> None:
        self._header = header
        self._columns: list[dict[str, int | str]] = []
        self._planes: list[bytes] = []

    def add(self, name: str, values: NDArray[np.int64]) -> None:
        """Append a column; ``MISSING`` marks what is not known."""
        known = values != MISSING
        least = int(values[known].min()) if known.any() else 0
        shifted = np.where(known, values - least + 1, 0).astype("<u4")
        width = max(1, (int(shifted.max()).bit_length() + 7) // 8) if len(values) else 1
        planes = shifted.view(np.uint8).reshape(-1, 4)[:, :width].T
        self._columns.append({"name": name, "length": len(values), "least": least, "width": width})
        self._planes.append(np.ascontiguousarray(planes).tobytes())

    def add_shapes(self, name: str, shapes: NDArray[np.object_], digits: int) -> None:
        """Append (Multi)Polygons as ring sizes and steps between vertices.

        Columns ``NAME.rings`` (rings per shape), ``NAME.sizes`` (vertices per ring), ``NAME.x``
        and ``NAME.y`` (steps in units of ``10**-digits`` degrees, zigzag coded, running on
        from ring to ring). Holes are rings as well: the even-odd rule fills them right.
        """
        rings, owner = shapely.get_rings(shapely.get_parts(shapes), return_index=True)
        of_part = shapely.get_parts(shapes, return_index=True)[1]
        points, of_ring = shapely.get_coordinates(rings, return_index=True)
        steps = np.diff(np.rint(points * 10**digits).astype("int64"), axis=0, prepend=[[0, 0]])
        zigzag = (steps << 1) ^ (steps >> 63)
        self.add(f"{name}.rings", np.bincount(of_part[owner], minlength=len(shapes)))
        self.add(f"{name}.sizes", np.bincount(of_ring, minlength=len(rings)))
        self.add(f"{name}.x", zigzag[:, 0])
        self.add(f"{name}.y", zigzag[:, 1])

    def pack(self) -> bytes:
        """The container's bytes."""
        header = to_json({**self._header, "columns": self._columns})
        body = b"".join(self._planes)
        return squeeze(len(header).to_bytes(4, "little") + header + body)


def to_json(value: Any) -> bytes:
    """Compact JSON in UTF-8; lone surrogates, which UTF-8 has no form for, become '?'."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")


def squeeze(raw: bytes) -> bytes:
    """``raw`` as one gzip member without a time stamp."""
    return gzip.compress(raw, _GZIP_LEVEL, mtime=0)


def as_text(packed: bytes) -> str:
    """Bytes in letters that neither HTML nor a template reads anything into: base64."""
    return base64.b64encode(packed).decode("ascii")
