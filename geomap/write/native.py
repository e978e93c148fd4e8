"""Native JSON: what was read, for a person to correct and ``geomap build`` to take back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from geomap.model import Incidents
from geomap.read import convert
from geomap.write import features

#: Own columns of articles that hold JSON: where in the text an incident is told.
_NESTED: Final = ("spans",)


def as_json(incidents: Incidents) -> str:
    """One object ``{"incidents", "claims", "sources", "links"}``, indented, keys in a fixed order.

    Lists are arrays, ``spans`` are pairs of character offsets into the article, what is not
    known is ``null``.
    """
    cells = convert.native_cells(incidents, typed=True)
    for column in _NESTED:
        if column in cells:
            cells[column] = features.per_distinct(cells[column], _parsed)
    content = {
        "incidents": features.records(cells),
        "claims": features.records(incidents.claims),
        "sources": features.records(incidents.sources),
        "links": features.records(incidents.links),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_native(incidents: Incidents, path: Path) -> None:
    """``incidents.json``: :func:`as_json`."""
    path.write_bytes(as_json(incidents).encode("utf-8", "replace"))


def _parsed(cell: Any) -> Any:
    """A cell of JSON text as what it says; any other cell as it is."""
    try:
        return json.loads(cell) if isinstance(cell, str) else None
    except ValueError:
        return cell
