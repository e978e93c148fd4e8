"""The folder beside the outputs where finished partitions wait until the run is done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geomap.engine import shelf
from geomap.errors import OutputError
from geomap.staging import claimed
from geomap.write.files import not_written

#: Its name in the output folder.
WORK: Final = ".partitions"
#: Held by the build that works there; it stays with what is finished, and says that geomap made it.
LOCK: Final = "geomap.lock"
#: How often a folder may vanish between its making and its lock, as one does that is given up.
_TRIES: Final = 5


@contextlib.contextmanager
def held(target: Path) -> Iterator[Path]:
    """The work folder in ``target``, made, as this build's own.

    What is in it at the end stays, and the next build goes on from there; an empty one is removed.

    Raises:
        OutputError: another build works there, geomap did not make it, or it cannot be made.
    """
    folder = target / WORK
    with contextlib.ExitStack() as stack:
        try:
            _check_ours(folder)
            is_ours = _claim(folder, stack)
        except OutputError:
            raise
        except OSError as error:
            raise not_written(target, error) from error
        if not is_ours:
            raise OutputError(
                f"{target}: another build is writing there: wait for it, or choose another "
                "folder with -o"
            )
        try:
            yield folder
        finally:
            _give_up(folder)


def clear(folder: Path) -> None:
    """Remove all that is in a held work folder; a process killed meanwhile leaves nothing half."""
    for path in folder.iterdir():
        if path.name != LOCK:
            path.replace(shelf.unfinished(path))
    shelf.sweep(folder)


def _check_ours(folder: Path) -> None:
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return
    if names and LOCK not in names:
        raise OutputError(
            f"{folder}: was not made by geomap, and a build keeps its partitions there: "
            "choose another folder with -o"
        )


def _claim(folder: Path, stack: contextlib.ExitStack) -> bool:
    for _ in range(_TRIES):
        with contextlib.suppress(FileNotFoundError, FileExistsError):
            folder.mkdir(parents=True, exist_ok=True)
            return stack.enter_context(claimed(folder / LOCK))
    return False


def _give_up(folder: Path) -> None:
    """Remove the folder, if nothing is in it but the lock, which nobody else can hold meanwhile."""
    with contextlib.suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
            folder.rmdir()
