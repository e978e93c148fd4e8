"""Builds that are killed or run out of disk: ``python -m tests.trust.faults kill|disk|add ...``.

A process of its own, so that it can fork: one import, then a child for every build. Prints a JSON
line for every fault: what was done, and what stood in the folder afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from geomap import pipeline
from geomap.errors import GeomapError
from geomap.gazetteer import library
from geomap.write import FORMATS

FORMATS_OF_FILES: Final = tuple(name for name in FORMATS if name != "postgis")


def table(path: Path, title: str) -> Path:
    """A table whose outputs differ in every file from those of another title."""
    rows = "".join(
        f"{title}-{number},2024-07-{number:02d},Mosul,Iraq,{title},36.{number},43.1\n"
        for number in range(1, 29)
    )
    path.write_text("id,date,place,country,actor,lat,lon\n" + rows, encoding="utf-8")
    return path


def build(source: Path, folder: Path) -> None:
    """One build of every format, quietly."""
    options = pipeline.BuildOptions(title=source.stem, formats=FORMATS_OF_FILES)
    pipeline.build([source], folder, options)


def forked(work: Callable[[], None]) -> int:
    """The number of a child process that does the work; it ends with 2 on one of our errors."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except GeomapError as error:
        print(json.dumps({"error": str(error)}), flush=True)
        status = 2
    finally:
        os._exit(status)


def done(work: Callable[[], None]) -> int:
    """The exit status of the work in a child process."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file in a folder and below, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kill(folder: Path, times: int) -> None:
    """Build two inputs in turn into one folder and kill each build at a random moment."""
    sources = [table(folder / f"{name}.csv", name) for name in ("first", "second")]
    out = folder / "out"
    wanted, seconds = {}, 0.0
    for source in sources:
        started = time.perf_counter()
        assert done(lambda source=source: build(source, out)) == 0  # type: ignore[misc]
        seconds = time.perf_counter() - started
        wanted[source.stem] = hashes(out)
    chance = random.Random(7)
    for number in range(times):
        child = forked(lambda number=number: build(sources[number % 2], out))  # type: ignore[misc]
        time.sleep(chance.uniform(0, seconds * 0.95))
        os.kill(child, signal.SIGKILL)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        found = {name: value for name, value in hashes(out).items() if "/" not in name}
        whole = set(found) == set(wanted["first"]) and all(
            value in (wanted["first"][name], wanted["second"][name])
            for name, value in found.items()
        )
        print(json.dumps({"killed": killed, "whole": whole}), flush=True)
    assert done(lambda: build(sources[0], out)) == 0
    print(
        json.dumps(
            {
                "swept": hashes(out) == wanted["first"],
                "left": sorted(path.name for path in out.iterdir()),
            }
        )
    )


def kill_additions(folder: Path, times: int) -> None:
    """Add one place file in two versions in turn and kill each at a random moment."""
    home, file = folder / "home", folder / "places.csv"

    def add(version: int) -> None:
        rows = "".join(f"p{n},Place {version} {n},33.{n},44.{n},village,IQ\n" for n in range(300))
        file.write_text("id,name,lat,lon,kind,country\n" + rows)
        library.add(file, name="mine", at=home)

    wanted, seconds = [], 0.0
    for version in (0, 1):
        started = time.perf_counter()
        assert done(lambda version=version: add(version)) == 0  # type: ignore[misc]
        seconds = time.perf_counter() - started
        wanted.append(hashes(home))
    chance = random.Random(11)
    for number in range(times):
        child = forked(lambda number=number: add(number % 2))  # type: ignore[misc]
        time.sleep(chance.uniform(0, seconds * 0.95))
        os.kill(child, signal.SIGKILL)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        index = {name: value for name, value in hashes(home).items() if name.count("/") == 1}
        print(json.dumps({"killed": killed, "whole": index in wanted}), flush=True)
    assert done(lambda: add(1)) == 0
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*"))
    print(json.dumps({"swept": hashes(home) == wanted[1], "left": left}))


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of this many bytes; needs a mount namespace of its own and root."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def disk(folder: Path, points: int) -> None:
    """Build over old outputs on a disk with ever more room, up to where it is enough."""
    sources = [table(folder / f"{name}.csv", name) for name in ("first", "second")]
    assert done(lambda: build(sources[0], folder / "old")) == 0
    size = sum(path.stat().st_size for path in (folder / "old").iterdir())
    for point in range(points):
        room = int(size * 1.15 * point / max(points - 1, 1)) + 4096
        with small_disk(folder / "disk", size + 65536 * len(FORMATS) + room) as full:
            out = full / "out"
            out.mkdir()
            for path in (folder / "old").iterdir():
                (out / path.name).write_bytes(path.read_bytes())
            filler = os.statvfs(full).f_bavail * os.statvfs(full).f_frsize - room
            (full / "filler").write_bytes(b"\0" * max(filler, 0))
            before = hashes(out)
            status = done(lambda out=out: build(sources[1], out))  # type: ignore[misc]
            print(json.dumps({"room": room, "status": status, "unchanged": hashes(out) == before}))
            sys.stdout.flush()


if __name__ == "__main__":
    {"kill": kill, "add": kill_additions, "disk": disk}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3])
    )
