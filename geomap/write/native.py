"""Native JSON: what was read, for a person to correct and ``geomap build`` to take back."""

from __future__ import annotations

from pathlib import Path

from geomap.model import Incidents
from geomap.read import convert


def as_json(incidents: Incidents) -> str:
    """One object ``{"incidents", "claims", "sources", "links"}``, indented, keys in a fixed order.

    Lists are arrays, ``spans`` are pairs of character offsets into the article, what is not
    known is ``null``.
    """
    return convert.native_json(incidents).decode("utf-8")


def write_native(incidents: Incidents, path: Path) -> None:
    """``incidents.json``: :func:`as_json`."""
    path.write_bytes(convert.native_json(incidents))
