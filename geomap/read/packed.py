"""Tables packed as they are passed on: ``events.csv.gz``, ``20240726.export.CSV.zip``."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from geomap.errors import UnreadableFile
from geomap.read.limits import Limits

#: Endings of packed files. What lies in them has the ending before: 'x.csv.zip' is a table x.csv.
ENDINGS: Final = (".zip", ".gz")
#: Formats that are text, and packed therefore; the others are packed in themselves.
FORMATS: Final = ("csv", "tsv", "json", "jsonl", "geojson")
#: Unpacked at a time, so that nothing beyond a limit is ever held.
_AT_ONCE: Final = 1 << 20
#: Below so many bytes no ratio is suspect: a table of one repeated row packs very small.
_SMALL: Final = 10_000_000
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def is_packed(path: Path) -> bool:
    """Whether the name says that a table is packed in the file."""
    return path.suffix.lower() in ENDINGS


def unpack(data: bytes, name: str, limits: Limits) -> bytes:
    """What is packed in these bytes.

    Raises:
        UnreadableFile: they are damaged, hold more than one file, or unpack beyond the limits.
    """
    pieces: list[bytes] = []
    size = 0
    with _opened(io.BytesIO(data), name) as file:
        while piece := file.read(_AT_ONCE):
            size += len(piece)
            limits.check(name, "max_unpacked", size, "unpacked bytes")
            if size > _SMALL:
                limits.check(name, "max_ratio", size // len(data), "bytes unpacked per byte")
            pieces.append(piece)
    return b"".join(pieces)


def head(path: Path, name: str, size: int) -> bytes:
    """The first bytes of what is packed in a file.

    Raises:
        UnreadableFile: it is damaged, or holds more than one file.
        OSError: it cannot be opened.
    """
    with path.open("rb") as packed, _opened(packed, name) as file:
        return file.read(size)


@contextmanager
def _opened(packed: IO[bytes], name: str) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """The one file that is packed, to be read from its beginning."""
    try:
        if not name.lower().endswith(".zip"):
            with gzip.GzipFile(fileobj=packed) as file:
                yield file
            return
        with zipfile.ZipFile(packed) as archive, archive.open(_only(archive, name)) as member:
            yield member
    except (*_DAMAGE, gzip.BadGzipFile) as error:
        raise UnreadableFile(
            f"{name}: cannot be unpacked ({type(error).__name__}): get it again, or unpack it"
        ) from error


def _only(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The one file in an archive; what macOS adds beside it is left aside."""
    found = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    if len(found) != 1:
        raise UnreadableFile(
            f"{name}: holds {len(found)} files, and one table is read of it: unpack it into a "
            "folder and give that"
        )
    return found[0]
