"""Native tables and JSON: for a person to correct, and ``geomap build`` to take back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geomap import frames, model
from geomap.model import Incidents
from geomap.read.codebooks.writing import as_text
from geomap.write import features

#: Columns beyond the native ones that a native table carries when they hold anything.
_ALSO_NATIVE: Final = (*model.LOCATION_COLUMNS, "event_type", "sub_event_type")
#: Two numbers on lines of their own, as ``spans`` are.
_PAIR: Final = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


def write_native(incidents: Incidents, path: Path) -> None:
    """``incidents.json``: :func:`as_json`."""
    path.write_bytes(as_json(incidents).encode("utf-8", "replace"))


def as_json(incidents: Incidents) -> str:
    """One object ``{"incidents", "claims", "sources", "links"}``, indented, keys in a fixed order.

    Lists are arrays, ``spans`` are pairs of character offsets into the article, what is not
    known is ``null``.
    """
    content = {
        "incidents": features.records(_typed_cells(incidents)),
        "claims": features.records(incidents.claims),
        "sources": features.records(incidents.sources),
        "links": features.records(incidents.links),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return _PAIR.sub(r"[\1, \2]", text)  # no text holds a line break that is not escaped


def text_cells(incidents: Incidents) -> pd.DataFrame:
    """The native table as text: NATIVE_COLUMNS, what else is known of a place, other columns."""
    ours = _native_columns(incidents).apply(as_text)
    return pd.concat([ours, _other_columns(incidents, ours)], axis=1)


def _typed_cells(incidents: Incidents) -> pd.DataFrame:
    """The same with numbers as numbers, lists and spans as lists."""
    ours = _native_columns(incidents)
    lists = {
        column: ours[column].map(frames.split_list, na_action="ignore").astype(object)
        for column in features.LISTS
    }
    own = _other_columns(incidents, ours)
    if "spans" in own:
        own = own.assign(spans=own["spans"].map(_parsed, na_action="ignore").astype(object))
    return pd.concat([ours.astype(object).assign(**lists), own], axis=1)


def _native_columns(incidents: Incidents) -> pd.DataFrame:
    rows = pd.DataFrame(incidents.incidents.drop(columns="geometry"))
    also = [column for column in _ALSO_NATIVE if rows[column].notna().any()]
    return rows[[*model.NATIVE_COLUMNS, *also]]


def _other_columns(incidents: Incidents, ours: pd.DataFrame) -> pd.DataFrame:
    """The input's own columns that are not called as one of ours."""
    return incidents.extra.drop(columns=[c for c in incidents.extra if c in ours.columns])


def _parsed(cell: Any) -> Any:
    """What a cell of JSON text says; any other cell as it is."""
    try:
        return json.loads(cell)
    except (TypeError, ValueError):
        return cell
