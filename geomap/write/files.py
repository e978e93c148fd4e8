"""Files that are there whole or not at all.

Everything is written into a hidden folder beside its target and moved into place by one atomic
replace per file, after file and folder reached the disk. A build that is killed leaves the old
files as they were; what it had begun is swept by the next build into the same folder.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree
from pyogrio import errors as pyogrio_errors

from geomap.errors import GeomapError, OutputError
from geomap.staging import held_folder

#: What the libraries beneath raise when a file cannot be written, disk full included.
_FAILURES: Final = (
    OSError,
    sqlite3.Error,
    etree.SerialisationError,
    pyogrio_errors.DataSourceError,
    pyogrio_errors.DataLayerError,
    pyogrio_errors.FeatureError,
)


@contextlib.contextmanager
def staged(directory: Path) -> Iterator[Path]:
    """A hidden folder inside ``directory``; what it holds at the end is moved up, file by file.

    ``directory`` is made when it is missing. When the body raises, nothing is moved and nothing
    is left. Two processes may stage into one directory at once: each file is then one's or the
    other's, whole.

    Raises:
        OutputError: something could not be written; the files that stood there are untouched.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with held_folder(directory) as folder:
            yield folder
            _move_up(folder, directory)
    except GeomapError:
        raise
    except _FAILURES as error:
        raise not_written(directory, error) from error


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path of the same name to write to; it takes the place of ``path`` when the body is done.

    Raises:
        OutputError: it could not be written; a file that stood at ``path`` is untouched.
    """
    with staged(path.parent) as folder:
        yield folder / path.name


def _move_up(folder: Path, directory: Path) -> None:
    """Bring every file of ``folder`` to the disk, then into ``directory``, in order of name."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    for path in files:
        sync(path)
    for path in files:
        path.replace(directory / path.name)
    sync(directory)


def sync(path: Path) -> None:
    """Wait until ``path``, a file or a folder, is on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    number = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def not_written(directory: Path, error: BaseException) -> OutputError:
    """What went wrong, in one line that ends with what to do."""
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())
    return OutputError(
        f"{directory}: cannot be written whole ({reason}); free space or choose another folder"
    )
