"""Hidden folders to make files in, which no killed process leaves behind for good.

A folder is locked by the process that uses it, and the lock dies with the process: the next one
to work in the same directory removes what nobody holds.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PREFIX: Final = ".geomap-"


@contextlib.contextmanager
def held_folder(directory: Path) -> Iterator[Path]:
    """A fresh hidden folder inside ``directory``, locked while in use and removed afterwards.

    What processes that are gone left in ``directory`` is removed first.
    """
    _sweep(directory)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=directory))
        lock = _lock(folder)
        if lock is not None:
            break
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


def _sweep(directory: Path) -> None:
    """Remove hidden folders whose process is gone: the lock dies with it."""
    if sys.platform == "win32":
        return
    for folder in directory.glob(f"{_PREFIX}*"):
        lock = _lock(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """A lock on ``folder`` as an open file number, or None where another process has or had it.

    Windows has no such lock: there the number is -1 and nothing is swept.
    """
    if sys.platform == "win32":
        return -1
    import fcntl

    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A sweep may have removed the folder between its making and its lock.
        if os.fstat(number).st_ino == folder.stat().st_ino:
            return number
    except OSError:
        pass
    os.close(number)
    return None
