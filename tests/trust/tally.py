"""Figures of one run: tests add to them, ``python -m tests.trust`` prints them as a table."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path


def add(what: str, count: float = 1) -> None:
    """Count ``what``, where somebody asked for the figures with ``GEOMAP_TALLY=FILE``."""
    file = os.environ.get("GEOMAP_TALLY")
    if file:
        with Path(file).open("a", encoding="utf-8") as log:
            log.write(json.dumps([what, count]) + "\n")


def read(path: Path) -> Counter[str]:
    """The sum of each figure of a run."""
    sums: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        what, count = json.loads(line)
        sums[what] += count
    return sums
