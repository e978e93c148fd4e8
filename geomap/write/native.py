"""Native tables and JSON: for a person to correct, and ``geomap build`` to take back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geomap import frames, model
from geomap.model import Incidents
from geomap.read.codebooks.writing import as_text
from geomap.write import features

#: Columns beyond the native ones that a native table carries when they hold anything.
_ALSO_NATIVE: Final = (*model.LOCATION_COLUMNS, "event_type", "sub_event_type")
#: Rows that stand beside their table as plain values.
_ROWS_AT_ONCE: Final = 5_000
#: Two numbers on lines of their own, as ``spans`` are.
_PAIR: Final = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


def write_native(incidents: Incidents, path: Path) -> None:
    """``incidents.json``: :func:`as_json`."""
    with path.open("wb") as file:
        file.writelines(piece.encode("utf-8", "replace") for piece in pieces(incidents))


def as_json(incidents: Incidents) -> str:
    """One object ``{"incidents", "claims", "sources", "links"}``, indented, keys in a fixed order.

    Lists are arrays, ``spans`` are pairs of character offsets into the article, what is not
    known is ``null``.
    """
    return "".join(pieces(incidents))


def pieces(incidents: Incidents) -> Iterator[str]:
    """What :func:`as_json` gives, a row at a time: as one text it takes ten times its length."""
    tables = {
        "incidents": _typed_cells(incidents),
        "claims": incidents.claims,
        "sources": incidents.sources,
        "links": incidents.links,
    }
    opening = "{"
    for name, table in tables.items():
        yield f'{opening}\n "{name}": ['
        yield from _rows(table)
        opening = ","
    yield "\n}\n"


def _rows(table: pd.DataFrame) -> Iterator[str]:
    """The rows of a table inside the brackets of its array, and the closing one."""
    separator = ""
    for start in range(0, len(table), _ROWS_AT_ONCE):
        for record in features.records(table.iloc[start : start + _ROWS_AT_ONCE]):
            text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
            # no text holds a line break that is not escaped
            yield f"{separator}\n  " + _PAIR.sub(r"[\1, \2]", text).replace("\n", "\n  ")
            separator = ","
    yield "\n ]" if separator else "]"


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
