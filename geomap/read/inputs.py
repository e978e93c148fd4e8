"""What the paths of a command line are: articles, tables, or folders of both."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geomap.errors import InputError, UnreadableFile
from geomap.read import packed
from geomap.read.limits import DEFAULT_LIMITS, Limits

ARTICLE_FORMATS: Final = ("txt", "md", "html", "htm")
TABLE_FORMATS: Final = ("csv", "tsv", "xlsx", "json", "jsonl", "geojson", "gpkg", "parquet")
STDIN: Final = "-"

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or standard input where ``path`` is None."""

    path: Path | None
    name: str  # as the user wrote it, for messages
    format: str  # one of ARTICLE_FORMATS or TABLE_FORMATS
    data: bytes | None = None  # what standard input gave, read once

    def read(self, limits: Limits) -> bytes:
        """The file's bytes, unpacked where its name says that they are packed.

        Raises:
            UnreadableFile: not a readable regular file, damaged, or larger than the limits allow.
        """
        if self.path is None:
            data = self.data or b""
            limits.check(self.name, "max_bytes", len(data), "size in bytes")
            return data
        try:
            _check_regular(self.path, self.name)  # before it is opened: a pipe would wait for ever
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                limits.check(self.name, "max_bytes", size, "file size in bytes")
                data = file.read(size)
        except OSError as error:
            raise cannot_open(self.name, error) from error
        return packed.unpack(data, self.name, limits) if packed.is_packed(self.path) else data

    def head(self, size: int) -> bytes:
        """The first bytes of the file, unpacked as :meth:`read` does.

        Raises:
            UnreadableFile: what is packed is damaged.
            OSError: it cannot be opened.
        """
        if self.path is None:
            return (self.data or b"")[:size]
        if packed.is_packed(self.path):
            return packed.head(self.path, self.name, size)
        with self.path.open("rb") as file:
            return file.read(size)


def cannot_open(name: str, error: OSError) -> UnreadableFile:
    """The error in one line that says what to do."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(f"{name}: no such file or folder: check the path")
    if isinstance(error, PermissionError):
        return UnreadableFile(f"{name}: no permission to read it: change its access rights")
    return UnreadableFile(f"{name}: cannot be read ({error.strerror or error}): check the path")


def each_input(
    paths: Iterable[PathLike | Input], input_format: str | None, apart_from: Path | None = None
) -> Iterator[Input | str]:
    """Every file that the paths name, folders opened; names of files that are of no kind we read.

    What lies in the folder ``apart_from``, inside one of the paths, is not looked at.

    Raises:
        InputError: a path does not exist, is not readable, or is of a kind that is not read.
    """
    for given in paths:
        if isinstance(given, Input):
            yield given
        elif given == STDIN:
            yield Input(None, "standard input", _stdin_format(input_format), _standard_input())
        elif not str(given):
            raise InputError("an empty path among the inputs: give a file or folder, '.' for this")
        elif "://" in str(given):
            raise InputError(f"{given}: an address, and nothing is fetched here: download it first")
        else:
            for path in _matching(Path(given)):
                yield from _of_path(path, apart_from)


def check_kept(given: Iterable[PathLike], target: Path | None) -> None:
    """Nothing, when writing ``target`` leaves all that was given as it is.

    Raises:
        InputError: it is one of them, or lies in a folder of them.
    """
    if target is None or not target.exists():
        return
    written = target.resolve()
    for path in map(Path, given):
        named = path.resolve()
        if written == named or (named.is_dir() and written.is_relative_to(named)):
            raise InputError(f"{target}: would be written over what is read: choose another name")


def _matching(path: Path) -> list[Path]:
    """The path, or what matches it where it is a pattern and not the name of anything.

    A shell opens patterns itself; what it is told not to, it leaves to us.

    Raises:
        InputError: nothing matches the pattern.
    """
    name = str(path)
    if os.path.lexists(path) or not glob.has_magic(name):
        return [path]
    fixed = next(parent for parent in path.parents if not glob.has_magic(str(parent)))
    found = sorted(fixed.glob(str(path.relative_to(fixed))))
    if not found:
        raise InputError(f"{name}: no file matches this pattern: check it")
    return found


def name_of(path: Path) -> str:
    """The path as text; a file's name is bytes, and what of it is no UTF-8 becomes U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _of_path(path: Path, apart_from: Path | None) -> Iterator[Input | str]:
    name = name_of(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise cannot_open(name, error if isinstance(error, OSError) else OSError(error)) from error
    if stat.S_ISDIR(mode):
        yield from _of_folder(path, apart_from)
        return
    _check_regular(path, name)
    format_ = format_of(path)
    if format_ is None:
        raise UnreadableFile(
            f"{name}: not a kind of file that is read: give "
            f"{', '.join('.' + known for known in (*ARTICLE_FORMATS, *TABLE_FORMATS))}, "
            "or a table packed as .csv.zip or .csv.gz"
        )
    yield Input(path, name, format_)


def _check_regular(path: Path, name: str) -> None:
    """Nothing, for a file on disk.

    Raises:
        UnreadableFile: a pipe, a device or a socket, or it cannot be looked at.
    """
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        raise cannot_open(name, error) from error
    if not regular:
        raise UnreadableFile(f"{name}: not a regular file: give a file on disk, or - for a stream")


def _check_inside(path: Path, folder: Path) -> None:
    """Nothing, for a file of this folder, or a link to one.

    Raises:
        UnreadableFile: a link to a file elsewhere: who made the folder chose it, not the user.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableFile(
            f"{name_of(path)}: a link that leads out of the folder: name the file itself to read it"
        )


def _of_folder(folder: Path, apart_from: Path | None) -> Iterator[Input | str]:
    """The files in a folder and below, by name, hidden ones left aside."""

    def refuse(error: OSError) -> None:
        raise cannot_open(name_of(Path(error.filename or folder)), error) from error

    own = apart_from.resolve() if apart_from else None
    count = 0
    for parent, folders, files in os.walk(folder, onerror=refuse):
        here = Path(parent).resolve()
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and here / name != own
        )
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(parent, name)
            format_ = format_of(path)
            count += format_ is not None
            if format_:
                _check_regular(path, name_of(path))
                _check_inside(path, folder)
            yield Input(path, name_of(path), format_) if format_ else name_of(path)
    if not count:
        raise InputError(f"{folder}: the folder holds no article and no table: give another")


def format_of(path: Path) -> str | None:
    """The format that a file's name says, None where it is of no kind that is read."""
    if packed.is_packed(path):
        inner = format_of(path.with_suffix(""))
        return inner if inner in packed.FORMATS else None
    suffix = path.suffix.lower().removeprefix(".")
    aliases = {
        "markdown": "md",
        "text": "txt",
        "ndjson": "jsonl",
        "tab": "tsv",
        "geoparquet": "parquet",
    }
    suffix = aliases.get(suffix, suffix)
    return suffix if suffix in (*ARTICLE_FORMATS, *TABLE_FORMATS) else None


def _standard_input() -> bytes:
    """What standard input gives until it ends, bounded: what never ends fills no memory.

    Raises:
        UnreadableFile: it gives more than a file may hold unless a flag says so.
    """
    data = sys.stdin.buffer.read(DEFAULT_LIMITS.max_bytes + 1)
    if len(data) > DEFAULT_LIMITS.max_bytes:
        raise UnreadableFile(
            f"standard input: more than {DEFAULT_LIMITS.max_bytes:,} bytes: save it as a file"
        )
    return data


def _stdin_format(input_format: str | None) -> str:
    if input_format is None:
        raise InputError("standard input: say what it holds with --input-format, as csv or txt")
    plain = input_format.lower().removeprefix(".")
    if plain not in (*ARTICLE_FORMATS, *TABLE_FORMATS):
        known = ", ".join((*ARTICLE_FORMATS, *TABLE_FORMATS))
        raise InputError(f"--input-format {input_format}: not known: use one of {known}")
    return plain
