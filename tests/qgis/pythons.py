"""The releases of QGIS that tests open files in.

The system's, and those whose Python ``GEOMAP_QGIS_PYTHON`` names, with ``:`` between several: of
another release, in a container, beside the one that is installed. Such a Python is called with
paths of this machine, and must see the project and the temporary folder under the same names.
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from tests.trust.canary import SECRET_WORD

SYSTEM: Final = "/usr/bin/python3"
PYTHONS: Final = (SYSTEM, *filter(None, os.environ.get("GEOMAP_QGIS_PYTHON", "").split(os.pathsep)))


@cache
def has_qgis(python: str) -> bool:
    probe = [python, "-c", "import qgis.core"]
    return Path(python).exists() and subprocess.run(probe, capture_output=True).returncode == 0


def run(python: str, script: Path, *arguments: object, home: Path, timeout: int = 180) -> Any:
    """What a script prints last, read as JSON, run by a QGIS with an empty home of its own.

    Skipped where the system has no QGIS; one that was named must be there.
    """
    if not has_qgis(python):
        if os.environ.get("GEOMAP_REQUIRE_ALL") or python != SYSTEM:
            pytest.fail(f"{python} has no QGIS: apt-get install python3-qgis")
        pytest.skip("QGIS is not installed: apt-get install python3-qgis")
    own = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    done = subprocess.run(
        [python, str(script), *map(str, arguments)],
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "GEOMAP_SECRET": SECRET_WORD, **own},
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])
