"""How many incidents a written file holds, counted in the file itself and not where it came from.

Each count reads what a text cannot imitate: in every format a line break, a quote or a ``<`` of a
text is written as something else.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

import numpy as np

from geomap.errors import OutputError

_PIECE: Final = 1 << 24
_IDS: Final = re.compile(rb'<script type="application/gzip" id="gm[^"]*-ids">([^<]*)</script>')
_QUOTE, _LINE_FEED = b'"\n'


def checked(folder: Path, incidents: int) -> dict[str, int]:
    """How many incidents each file of a folder holds, by its name; links and areas hold none.

    Raises:
        OutputError: a file does not hold them all.
    """
    counted = {
        name: count(folder / name) for name, count in _COUNTS.items() if _is_in(folder, name)
    }
    for name, found in counted.items():
        if found != incidents:
            raise OutputError(
                f"{name}: {found:,} of {incidents:,} incidents came to the disk: free space"
            )
    return counted


def _is_in(folder: Path, name: str) -> bool:
    return (folder / name).is_file()


def _of_page(path: Path) -> int:
    packed = _IDS.search(path.read_bytes())
    return len(json.loads(gzip.decompress(base64.b64decode(packed[1])))) if packed else 0


def _of_features(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(line.startswith(b'{"type":"Feature",') for line in lines)


def _of_table(path: Path) -> int:
    """Records of a CSV below its header: line feeds that no quote encloses."""
    records, enclosed = -1, np.uint8(0)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            marks = np.frombuffer(piece, np.uint8)
            quotes = np.bitwise_xor.accumulate((marks == _QUOTE).astype(np.uint8)) ^ enclosed
            records += int(((marks == _LINE_FEED) & (quotes == 0)).sum())
            enclosed = quotes[-1]
    return records


def _of_native(path: Path) -> int:
    """Objects of the array ``incidents``, which stands first; each begins a line of its own."""
    found = 0
    with path.open("rb") as lines:
        for line in lines:
            found += line == b"  {\n"
            if line.startswith(b" ]"):
                break
    return found


def _of_database(path: Path) -> int:
    with contextlib.closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    ) as data:
        return int(data.execute("SELECT count(*) FROM incidents").fetchone()[0])


def _of_parquet(path: Path) -> int:
    import pyarrow.parquet

    return int(pyarrow.parquet.read_metadata(path).num_rows)


def _of_flatgeobuf(path: Path) -> int:
    import pyogrio

    return int(pyogrio.read_info(path, force_feature_count=True)["features"])


def _of_kmz(path: Path) -> int:
    """Placemarks in the style of a layer; links have their own."""
    styled = _in_member(path, "doc.kml", b"<styleUrl>#l")
    return styled - _in_member(path, "doc.kml", b"<styleUrl>#link-")


def _of_workbook(path: Path) -> int:
    return _in_member(path, "xl/worksheets/sheet1.xml", b"<row ") - 1


def _in_member(path: Path, member: str, mark: bytes) -> int:
    with zipfile.ZipFile(path) as archive, archive.open(member) as text:
        return _occurrences(text, mark)


def _occurrences(text: IO[bytes], mark: bytes) -> int:
    """How often the mark stands in a stream, of which little is in memory."""
    found, rest = 0, b""
    while piece := text.read(_PIECE):
        found += (rest + piece).count(mark)
        rest = (rest + piece)[-(len(mark) - 1) :]
    return found


_COUNTS: Final[dict[str, Callable[[Path], int]]] = {
    "map.html": _of_page,
    "incidents.geojson": _of_features,
    "incidents.gpkg": _of_database,
    "incidents.csv": _of_table,
    "incidents.json": _of_native,
    "incidents.parquet": _of_parquet,
    "incidents.fgb": _of_flatgeobuf,
    "incidents.kmz": _of_kmz,
    "incidents.xlsx": _of_workbook,
}
