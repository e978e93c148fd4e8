"""Incidents -> the columns of a codebook, with a report of what has no counterpart there.

An incident that came from that codebook gets its own cells back: they are read once more, and
only where the incident now says something else is a cell written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from geomap import model
from geomap.model import Incidents
from geomap.read.codebooks.acled import ACLED
from geomap.read.codebooks.codebook import Codebook
from geomap.read.codebooks.ucdp import UCDP
from geomap.read.table import TEXT

#: Our fields that hold a codebook's precision codes in words: never carried to another codebook.
_PRECISIONS: Final = ("date_precision", "precision", "radius_m")
#: What each codebook calls its precision codes: kept beside the other's.
_PRECISION_COLUMNS: Final = {
    codebook.name: tuple(dict.fromkeys(codebook.codes[ours][0] for ours in _PRECISIONS))
    for codebook in (ACLED, UCDP)
}
_DATE_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "ucdp": lambda date: f"{date} 00:00:00.000",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One field that the other codebook has no place for, or nothing to fill with."""

    field: str
    rows: int  # how many rows hold a value that is not carried over; 0 for a field left empty
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" + (f" ({self.rows} rows)" if self.rows else "")


def kept_cells(incidents: Incidents, codebook: Codebook) -> pd.DataFrame | None:
    """The original cells of a table that was in this codebook; None where it was not."""
    names = {column: original_name(column, codebook) for column in incidents.extra.columns}
    if not codebook.recognises(names.values()):
        return None
    return incidents.extra.rename(columns=names)


def original_name(column: str, codebook: Codebook) -> str:
    """What a column that is kept under ``column`` was called in the codebook's own table."""
    stripped = column.removeprefix(f"{codebook.name}_")
    return stripped if codebook.kept_name(stripped) == column else column


def restore(
    incidents: Incidents, cells: pd.DataFrame, before: Incidents, codebook: Codebook
) -> tuple[pd.DataFrame, list[Loss]]:
    """``cells`` with what ``incidents`` say now, where that is not what they said ``before``.

    ``before`` is what ``cells`` say when they are read, row for row with ``incidents``.
    """
    restored = cells.copy()
    losses = []
    for ours, column, codes in _targets(codebook, cells):
        now, then = incidents.incidents[ours], before.incidents[ours]
        changed = ~(now.eq(then).fillna(False).astype(bool) | (now.isna() & then.isna()))
        if codes is not None:
            changed &= now.notna()  # a code may carry other fields too: nothing empties it
        if not changed.any() or not now.notna().any():
            continue  # a field that the table does not have says nothing
        texts = _cells_of(now, ours, codebook, codes)
        if ours == "title":
            texts = _with_the_rest(texts, then, restored[column])
        unwritable = changed & texts.isna() & now.notna()
        if unwritable.any():
            reason = f"no code in {column!r} says what was changed; the old one stands"
            losses.append(Loss(ours, int(unwritable.sum()), reason))
        restored[column] = restored[column].mask(changed & ~unwritable, texts)
    return restored, losses


def _with_the_rest(
    titles: pd.Series[Any], before: pd.Series[Any], cells: pd.Series[Any]
) -> pd.Series[Any]:
    """The titles, each with what stood in its cell behind the one before: other headlines."""
    told = zip(titles, before.fillna(""), cells.fillna(""), strict=True)
    rest = [cell.removeprefix(old) if old and cell.startswith(old) else "" for _, old, cell in told]
    return titles + pd.Series(rest, index=titles.index, dtype=TEXT)


def compose(
    incidents: Incidents, codebook: Codebook, origin: str
) -> tuple[pd.DataFrame, list[Loss]]:
    """The codebook's columns filled from our fields, then the precision codes of ``origin``.

    Precision codes are not derived from those of another codebook: its own stay beside the
    empty ones.
    """
    foreign = {
        column
        for name, columns in _PRECISION_COLUMNS.items()
        if name != codebook.name
        for column in columns
        if column in incidents.extra
    }
    empty = pd.Series(None, index=incidents.incidents.index, dtype=TEXT)
    cells = {column: empty for column in codebook.header}
    written: set[str] = set()
    losses = []
    for ours, column, codes in _targets(codebook, pd.DataFrame(columns=list(codebook.header))):
        now = incidents.incidents[ours]
        if (foreign and ours in _PRECISIONS) or not now.notna().any():
            continue
        texts = _cells_of(now, ours, codebook, codes)
        lost = int((texts.isna() & now.notna()).sum())
        if lost == int(now.notna().sum()):
            continue
        cells[column] = cells[column].fillna(texts)
        written.add(ours)
        if lost:
            losses.append(Loss(ours, lost, f"values that {column!r} has no code for"))
    if "date" in written and "year" in cells:
        cells["year"] = incidents.incidents["date"].str.slice(0, 4)
    if "date_end" in cells:  # UCDP writes the same day twice where there is only one
        single = incidents.incidents["date_precision"].eq("day")
        cells["date_end"] = cells["date_end"].fillna(cells["date_start"].where(single))
    table = pd.DataFrame(cells)
    beside = incidents.extra[[column for column in incidents.extra if column in foreign]]
    table = pd.concat([table, beside], axis=1)
    return table, [*losses, *_unwritten(incidents, written, foreign, origin), *_left_empty(table)]


def _targets(
    codebook: Codebook, cells: pd.DataFrame
) -> list[tuple[str, str, Mapping[str, str] | None]]:
    """Our field, their column, their codes: for each field that the cells have a column for."""
    spelled = {str(column).lower(): str(column) for column in cells.columns}
    plain = [
        (ours, spelled[theirs[0]], None)
        for ours, theirs in codebook.columns.items()
        if theirs[0] in spelled and not _is_composed(ours, codebook)
    ]
    coded = [
        (ours, spelled[column], codes)
        for ours, (column, codes) in codebook.codes.items()
        if column in spelled and ours != "radius_m"
    ]
    return [*plain, *coded]


def _is_composed(ours: str, codebook: Codebook) -> bool:
    """True for a field that the reader fills from a column that says something else as well."""
    return codebook.name == "acled" and ours == "title"


def _cells_of(
    column: pd.Series[Any], ours: str, codebook: Codebook, codes: Mapping[str, str] | None
) -> pd.Series[Any]:
    """The values as the codebook writes them; missing where it has no single code for one."""
    if codes is not None:
        words = list(codes.values())
        single = {word: code for code, word in codes.items() if words.count(word) == 1}
        return column.map(single).astype(TEXT)
    if ours in ("date", "date_end") and codebook.name in _DATE_FORMS:
        return column.map(_DATE_FORMS[codebook.name], na_action="ignore").astype(TEXT)
    if ours in codebook.vocabularies:
        return column.where(column.isin(list(codebook.vocabularies[ours])))
    return as_text(column)


def as_text(column: pd.Series[Any]) -> pd.Series[Any]:
    """Values as text cells: numbers in their shortest exact form, missing stays missing."""
    if column.dtype == "float64":
        texts = [None if np.isnan(number) else _plain(number) for number in column.tolist()]
        return pd.Series(texts, index=column.index, dtype=TEXT)
    return column.astype(TEXT)


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _unwritten(
    incidents: Incidents, written: set[str], foreign: set[str], origin: str
) -> list[Loss]:
    """Fields and columns that hold something and were not written."""
    rows = incidents.incidents
    losses = []
    for ours in (*model.NATIVE_COLUMNS, "event_type", "sub_event_type", *_PRECISIONS[1:]):
        count = int(rows[ours].notna().sum())
        if count and ours not in written and not (foreign and ours in _PRECISIONS):
            losses.append(Loss(ours, count, "no counterpart, left out"))
    understood = _understood(origin)
    for column in incidents.extra.columns:
        count = int(incidents.extra[column].notna().sum())
        if count and column not in foreign and column not in understood:
            losses.append(Loss(str(column), count, "no counterpart, left out"))
    for column in sorted(foreign):
        reason = "kept beside the other's codes: one is not derived from the other"
        losses.append(Loss(column, 0, reason))
    return losses


def _understood(origin: str) -> set[str]:
    """Kept columns whose content our fields carry, so that their loss is told there."""
    for codebook in (ACLED, UCDP):
        if codebook.name == origin:
            theirs = {name for names in codebook.columns.values() for name in names}
            theirs |= {column for column, _ in codebook.codes.values()}
            return {codebook.kept_name(column) for column in theirs}
    return set()


def _left_empty(table: pd.DataFrame) -> list[Loss]:
    reason = "nothing to fill it with, left empty"
    return [Loss(str(column), 0, reason) for column in table if not table[column].notna().any()]
