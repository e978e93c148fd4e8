"""The reviewed word lists of ``data/``, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """The content of one reviewed data file of this package, by its stem."""
    file = resources.files("geomap.read.articles") / "data" / f"{name}.yaml"
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def words(file: str, name: str) -> frozenset[str]:
    """One list of single words of a data file, lower case."""
    listed = data(file)[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)
