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
_NO_LOCKS: Final = -1


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
        if lock != _NO_LOCKS:
            os.close(lock)


def _sweep(directory: Path) -> None:
    """Remove hidden folders whose process is gone: the lock dies with it."""
    if sys.platform == "win32":
        return
    for folder in directory.glob(f"{_PREFIX}*"):
        lock = _lock(folder)
        if lock is not None and lock != _NO_LOCKS:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether this process alone holds the file ``path``, which is made; it does until the end.

    Where the file system knows no locks, everybody holds it.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    number = _flock(path, os.open(path, flags, 0o666))
    try:
        yield number is not None
    finally:
        if number is not None and number != _NO_LOCKS:
            os.close(number)


def _lock(folder: Path) -> int | None:
    """A lock on ``folder`` as an open file number, or None where another process has or had it.

    _NO_LOCKS where there are none: nothing is swept there.
    """
    if sys.platform == "win32":
        return _NO_LOCKS
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    return _flock(folder, number)


def _flock(path: Path, number: int) -> int | None:
    """The open file number of ``path``, now locked; None and closed where another has the lock.

    _NO_LOCKS and closed on Windows, and on file systems that lock no folders, as NFS.
    """
    if sys.platform == "win32":
        os.close(number)
        return _NO_LOCKS
    import fcntl

    outcome: int | None = None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Another may have removed it between its making and its lock.
        if os.fstat(number).st_ino == path.stat().st_ino:
            return number
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        outcome = _NO_LOCKS
    os.close(number)
    return outcome
