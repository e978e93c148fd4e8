"""Run by a test: every writer on a disk that fills, as JSON lines of what came of it."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import OutputError
from geomap.write import FORMATS, write
from tests.write import samples


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file can grow beyond ``size`` bytes: a write past it fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def main(folder: Path, points: int) -> None:
    incidents = samples.mixed()
    for name in FORMATS:
        if name == "html":
            continue
        target = folder / name
        files = write(incidents, target, [name], title="T")
        before = {path.name: path.read_bytes() for path in files}
        largest = max(len(content) for content in before.values())
        for point in range(points):
            outcome = "written"
            with largest_file(largest * point // points):
                try:
                    write(incidents, target, [name], title="T")
                except OutputError as error:
                    outcome = str(error)
            after = {path.name: path.read_bytes() for path in target.iterdir()}
            print(json.dumps([name, point, outcome, after == before]), flush=True)


main(Path(sys.argv[1]), int(sys.argv[2]))
