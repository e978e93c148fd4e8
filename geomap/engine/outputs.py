"""Where a large result goes: folders and files, made aside and brought to their places together.

Each folder carries the list of what geomap wrote into it. One that holds anything else is
somebody's, and so is one that an input lies in: neither is replaced, and the build that would
says so before it begins.

What is made begins in a folder of its own, half-written, which the next build throws away. What is
READY is whole and on the disk: from there every entry moves to its place by one rename, and
whatever stops that, the next build into the folder goes on with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from geomap.engine import shelf
from geomap.errors import InputError, OutputError
from geomap.write import FORMATS, files_of
from geomap.write.files import not_written, sync

#: What a large result may consist of. A page reads the tiles and details beside it: it is moved
#: after them, and the report, which says that all is there, last.
FOLDERS: Final = ("dataset", "details", "parts")
FILES: Final = ("tiles.pmtiles", "map.html", "report.json")

_STAGE: Final = "outputs-"
READY: Final = "ready"
_REPLACED: Final = "replaced"
#: In each folder: the names of the files that geomap wrote, relative to it.
_LIST: Final = ".geomap.json"


def check_free(target: Path, inputs: Iterable[Path | None] = ()) -> None:
    """Nothing, when no folder of a large result would take the place of anything but an older one.

    Raises:
        OutputError: a folder of that name holds what geomap did not write.
        InputError: an input lies in one.
    """
    given = [path.resolve() for path in inputs if path is not None]
    taken = [target / name for name in FILES if (target / name).is_dir()]
    for folder in (target / name for name in FOLDERS):
        strange = next(iter(taken), None) or _strange(folder)
        if strange is not None:
            raise OutputError(
                f"{strange}: was not written by geomap, and a large result would take its place: "
                "choose another folder with -o"
            )
        for path in given:
            if path.is_relative_to(folder.resolve()):
                raise InputError(
                    f"{path}: the output folder {folder} would take its place: "
                    "choose another folder with -o"
                )


def left(target: Path, written: Iterable[Path]) -> list[str]:
    """Names of outputs of either form that stand in ``target`` and are not among ``written``."""
    new = {path.name for path in written}
    folders = [name for name in FOLDERS if (target / name / _LIST).is_file()]
    known = dict.fromkeys((*FILES, *files_of(FORMATS)))
    files = [name for name in known if (target / name).is_file()]
    return [name for name in (*folders, *files) if name not in new]


@contextlib.contextmanager
def staged(work: Path) -> Iterator[Path]:
    """A fresh folder to make the outputs in; when the body is done, they are whole and READY.

    Raises:
        OutputError: something could not be written.
    """
    # Of its own name: what a killed build started may still be writing into that one's.
    stage = work / f"{_STAGE}{uuid.uuid4().hex}"
    try:
        for older in work.glob(f"{_STAGE}*"):
            shutil.rmtree(older, ignore_errors=True)
        stage.mkdir(parents=True)
        yield stage
        shelf.sweep(stage)  # what a worker that was killed had begun and another made
        for folder in (path for path in stage.iterdir() if path.is_dir()):
            _list(folder)
        _sync_all(stage)
        stage.replace(work / READY)
        sync(work)
    except OutputError:
        raise
    except OSError as error:
        raise not_written(work.parent, error) from error


def finish(work: Path, target: Path) -> None:
    """Publish what a build that was killed had READY, unless a later one wrote into ``target``.

    Raises:
        OutputError: as :func:`publish`.
    """
    ready = work / READY
    if not ready.is_dir():
        return
    since = ready.stat().st_mtime_ns
    places = (target / name for name in FILES if (ready / name).exists())
    if any(place.exists() and place.stat().st_mtime_ns > since for place in places):
        shutil.rmtree(ready)
    publish(work, target)


def publish(work: Path, target: Path) -> tuple[Path, ...]:
    """Bring what is READY in ``work`` to its places in ``target``; where, in order.

    Ctrl-C waits until all is moved, which takes no time: every entry is renamed.

    Raises:
        OutputError: a place is taken, or a file cannot be moved; what is not moved stays READY.
    """
    ready = work / READY
    if not ready.is_dir():
        return ()
    check_free(target)
    try:
        moved = _moved(ready, target, work / _REPLACED)
    except KeyboardInterrupt:
        _moved(ready, target, work / _REPLACED)
        raise
    except OSError as error:
        raise not_written(target, error) from error
    return moved


def _moved(ready: Path, target: Path, replaced: Path) -> tuple[Path, ...]:
    places = []
    for name in (*FOLDERS, *FILES):
        if not (ready / name).exists():
            continue
        place = target / name
        if place.is_dir():
            shutil.rmtree(replaced, ignore_errors=True)
            place.replace(replaced)
        (ready / name).replace(place)
        places.append(place)
    sync(target)
    shutil.rmtree(replaced, ignore_errors=True)
    shutil.rmtree(ready, ignore_errors=True)
    return tuple(places)


def _list(folder: Path) -> None:
    named = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    text = json.dumps({"written by": "geomap build", "files": named}, indent=1)
    (folder / _LIST).write_text(f"{text}\n", encoding="utf-8")


def _strange(folder: Path) -> Path | None:
    """Something at or in ``folder`` that geomap did not write, None where there is nothing."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return folder
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))["files"]
        known = {folder / name for name in listed} | {folder / _LIST}
    except (FileNotFoundError, NotADirectoryError):
        known = set()
    except (OSError, ValueError, TypeError, KeyError):
        return folder / _LIST
    return next((path for path in _files(folder) if path not in known), None)


def _files(folder: Path) -> Iterator[Path]:
    """Everything below that is no folder."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted((*links, *names)))


def _sync_all(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            sync(Path(parent, name))
        sync(Path(parent))
