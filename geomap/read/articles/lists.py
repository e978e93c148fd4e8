"""The reviewed word lists of ``data/``, read once."""

from __future__ import annotations

import re
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


def spaced(form: str) -> str:
    """A form of a data file as a pattern: a space in it is any white space."""
    return form.replace(" ", r"\s+")


@cache
def form(name: str, case: bool = False) -> re.Pattern[str]:
    """One form of ``forms.yaml``, compiled; it tells capitals apart where ``case`` is given."""
    return re.compile(spaced(data("forms")[name]), 0 if case else re.IGNORECASE)
