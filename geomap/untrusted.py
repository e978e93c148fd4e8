"""Files of strangers, opened so that they are data and nothing else.

What is refused here ends in :class:`Refused`, whose text is half a sentence; the reader that asked
puts the name of the file in front of it.
"""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO, Any, Final

import yaml

#: Told what an archive would unpack to: the name of the bound, the figure, and what it counts.
Check = Callable[[str, int, str], None]

_SMALL: Final = 10_000_000  # bytes; below it no ratio of compression is suspicious
_TEXT_RATIO: Final = 100  # tables of words shrink to a tenth
_PROLOG: Final = 4_096  # a document type stands at the beginning of an XML file or nowhere
#: SQLite steps after which a query on a hostile file is given up.
_MOST_STEPS: Final = 2_000_000_000
_STEPS_AT_ONCE: Final = 1_000_000
#: Bytes of one value; a file of a kilobyte can have a function make a value of a gigabyte.
_MOST_VALUE: Final = 100_000_000
_MOST_NODES: Final = 5_000_000
#: Columns that are computed when they are read, in the words of ``PRAGMA table_xinfo``.
_COMPUTED: Final = (2, 3)
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


class Refused(ValueError):
    """A file that would do more than be read; the text says what, and how to mend it."""


def check_regular(path: Path) -> Path:
    """The path itself, of a file that ends.

    Raises:
        Refused: a pipe, a device or the like.
        OSError: it cannot be looked at.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Refused("not a regular file: give a file on disk")
    return path


class Loader(yaml.SafeLoader):
    """YAML whose aliases do not grow: nine lines of them can stand for a billion words."""

    def compose_document(self) -> Any:
        """The document's outermost node.

        Raises:
            Refused: with every alias written out it would be too large, or without end.
        """
        node = super().compose_document()
        if _written_out(node, {}) > _MOST_NODES:
            raise Refused("holds YAML aliases (*name) that grow without measure: write them out")
        return node


def _written_out(node: Any, known: dict[int, float]) -> float:
    """How many nodes a YAML node is, those that aliases stand for counted each time."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in known:
        known[id(node)] = float("inf")  # what holds itself has no end
        parts = (part for pair in node.value for part in pair) if _is_mapping(node) else node.value
        known[id(node)] = 1 + sum(_written_out(part, known) for part in parts)
    return known[id(node)]


def _is_mapping(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode)


def load_json(text: str) -> Any:
    """The value that a JSON text holds.

    Raises:
        Refused: it is not JSON, nested too deeply, or holds half of a character.
    """
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise Refused("nested too deeply: flatten it") from error
    if _SURROGATE.search(text):
        try:
            json.dumps(content, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise Refused("holds half of a character (a lone surrogate): mend it") from error
    return content


def check_archive(archive: zipfile.ZipFile, packed: int) -> None:
    """Nothing, when an archive of ``packed`` bytes unpacks to no more than texts do.

    Raises:
        Refused: it would fill a disk, or keep this program busy for hours.
    """
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > _SMALL and unpacked > _TEXT_RATIO * packed:
        raise Refused(
            f"{packed:,} bytes that unpack to {unpacked:,}, as no texts do: get it again from "
            "its source"
        )


def check_workbook(file: IO[bytes], packed: int, check: Check) -> None:
    """Bound what unpacking a workbook can cost, before anything of it is unpacked.

    ``zipfile`` never gives more than the directory declares, so the declared sizes bound it.

    Args:
        file: the archive, open.
        packed: its bytes.
        check: raises where ``max_unpacked`` bytes or the ``max_ratio`` are too much.

    Raises:
        Refused: it holds XML entities, which are there to expand or to fetch something.
        zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        check("max_unpacked", unpacked, "unpacked bytes")
        if unpacked > _SMALL:
            check("max_ratio", unpacked // packed, "bytes unpacked per byte")
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as member:
                    prolog = member.read(_PROLOG).replace(b"\0", b"")
                if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
                    raise Refused("holds XML entities, as no workbook does: save it again")


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A read-only connection that runs no code of the file's and never without end.

    No other file is touched, not even a journal that lies beside this one.
    """
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_VALUE)
    steps = iter(range(_MOST_STEPS // _STEPS_AT_ONCE))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_ONCE)
    return database


def check_plain(database: sqlite3.Connection, tables: Collection[str]) -> None:
    """Nothing, when each of these is a table that holds its rows, or is not there at all.

    Raises:
        Refused: a view, a virtual table or a column that is computed: code of the file's.
    """
    for name, kind, sql in database.execute("SELECT name, type, sql FROM sqlite_master"):
        if name not in tables or kind in ("index", "trigger"):  # neither runs when rows are read
            continue
        columns = database.execute("SELECT hidden FROM pragma_table_xinfo(?)", [name]).fetchall()
        virtual = str(sql or "").upper().startswith("CREATE VIRTUAL")
        if kind != "table" or virtual or any(hidden in _COMPUTED for (hidden,) in columns):
            raise Refused(f"{name!r} is computed by the file and no table of it: save it again")
