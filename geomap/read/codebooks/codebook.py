"""What a codebook is to us: which of its columns means what, and its codes in our words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from geomap import model, spreadsheets
from geomap.model import Incidents
from geomap.read import values
from geomap.read.findings import Findings
from geomap.read.table import TEXT, Table, distinct


def column_names(listed: str) -> tuple[str, ...]:
    """The names in a text, blanks between them."""
    return tuple(listed.split())


@dataclass(frozen=True)
class Codebook:
    """One set of foreign columns, as data.

    ``columns`` says for each of our fields which of their columns holds it (the first that the
    file has); ``codes`` turns their codes into our words; ``constants`` hold for every row.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    #: our field -> (their column, {their code: our word})
    codes: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    #: our field -> the only words that its column may hold, where there is such a list
    vocabularies: Mapping[str, Collection[str]] = field(default_factory=dict)
    #: Columns that tell a table of this codebook from any other.
    signature: frozenset[str] = frozenset()
    #: Its columns as published, in order: what ``geomap convert`` writes.
    header: tuple[str, ...] = ()
    day_first: bool | None = None  # order of numeric dates, None where it does not say
    date_format: str | None = None  # strptime form of every date, where there is only one
    #: Rules beyond one column: takes our fields and their cells, returns our fields.
    finish: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame] = lambda fields, cells: fields
    #: Claims and sources beyond one source a row: the incidents read, and those with them.
    tell: Callable[[Incidents], Incidents] = lambda incidents: incidents

    def recognises(self, columns: Collection[str]) -> bool:
        """True when these columns (in any letter case) are a table of this codebook.

        A native table that keeps the codebook's columns is not: it has the prefixed ones.
        """
        plain = {column.lower() for column in columns}
        kept = {f"{self.name}_{ours}" for ours in model.INCIDENT_COLUMNS}
        return bool(self.signature) and self.signature <= plain and not plain & kept

    def kept_name(self, column: str) -> str:
        """Under what name an original column is kept: prefixed where one of ours is called so."""
        taken = column.lower() in model.INCIDENT_COLUMNS
        return f"{self.name}_{column}" if taken else column


@dataclass(frozen=True)
class Fields:
    """A table's cells under our names, still text, and where each came from."""

    cells: pd.DataFrame  # columns are ours, dtype TEXT
    origin: dict[str, str]  # our field -> the file's own column
    extra: pd.DataFrame
    codebook: str
    day_first: bool | None = None
    date_format: str | None = None
    is_ours: bool = False  # one of our own outputs


def apply(codebook: Codebook, table: Table, findings: Findings) -> Fields:
    """The table's cells under our names; codes that the codebook does not know are listed.

    Every original column stays in ``extra``, those that were understood included, so that the
    table can be written back as it was.
    """
    spelled = {column.lower(): column for column in table.cells.columns}
    cells: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for ours, theirs in codebook.columns.items():
        column = next((spelled[name.lower()] for name in theirs if name.lower() in spelled), None)
        if column is not None:
            cells[ours], origin[ours] = table.cells[column], column
    for ours, (theirs_coded, codes) in codebook.codes.items():
        coded = spelled.get(theirs_coded.lower())
        if coded is not None:
            cells[ours], origin[ours] = _decode(codebook, table, coded, codes, findings), coded
    for ours, word in codebook.constants.items():
        constant = pd.Series(word, index=table.cells.index, dtype=TEXT)
        cells[ours] = cells[ours].fillna(constant) if ours in cells else constant
    fields = codebook.finish(pd.DataFrame(cells, index=table.cells.index), table.cells)
    kept = distinct([codebook.kept_name(column) for column in table.cells.columns])
    extra = table.cells.set_axis(kept, axis="columns")
    return Fields(fields, origin, extra, codebook.name, codebook.day_first, codebook.date_format)


def _decode(
    codebook: Codebook, table: Table, column: str, codes: Mapping[str, str], findings: Findings
) -> pd.Series[Any]:
    parsed = values.parse_column(table.cells[column], values.coded(dict(codes), codebook.name))
    findings.add(column, table.cells[column], parsed.reasons)
    return parsed.values.astype(TEXT)


#: What our outputs repeat or compute; made anew from the rest when they are read back.
_DERIVED = (
    "placed_lat",
    "placed_lon",
    "area_id",
    "layer",
    "colour",
    "begins",
    "ends",
    "linked",
    "file",
    "row",
)
#: Columns that only our own outputs have together.
_OURS = frozenset({"place_id", "location_note", "precision", "radius_m"})
_PLACEHOLDERS = {"country": model.COUNTRY_UNKNOWN, "actor": model.ACTOR_NOT_STATED}


def native_fields(table: Table) -> Fields:
    """A native table's cells by our names in any letter case; all other columns are extra.

    A table with our location columns is one of our own outputs. Spreadsheet guards are taken off
    its cells again (:func:`geomap.spreadsheets.guard`), stand-ins for what is not known are
    missing again, and columns that only repeat others are dropped.
    """
    cells = table.cells
    spelled = _native_columns(cells)
    is_ours = spelled.keys() >= _OURS
    if is_ours:
        cells = _as_before_writing(cells, spelled, table.format)
    fields = cells[list(spelled.values())].set_axis(list(spelled), axis="columns")
    extra = cells.drop(columns=list(spelled.values()))
    return Fields(fields, spelled, extra, "native", is_ours=is_ours)


def _as_before_writing(cells: pd.DataFrame, spelled: dict[str, str], format_: str) -> pd.DataFrame:
    if format_ in ("csv", "tsv"):
        cells = cells.apply(_unguarded)
    mended = {}
    for field_, stand_in in _PLACEHOLDERS.items():
        if field_ in spelled:
            column = cells[spelled[field_]]
            mended[spelled[field_]] = column.mask(column.eq(stand_in))
    for ours, placed in (("lat", "placed_lat"), ("lon", "placed_lon")):
        if ours in spelled and placed in cells:
            mended[spelled[ours]] = _without_place(cells, spelled, ours, placed)
    return cells.assign(**mended).drop(columns=[name for name in _DERIVED if name in cells])


def _without_place(
    cells: pd.DataFrame, spelled: dict[str, str], ours: str, placed: str
) -> pd.Series[Any]:
    """The position found, for rows that have neither a given one nor a place to find again."""
    given = cells[spelled[ours]]
    return given.where(given.notna() | cells[spelled["place_id"]].notna(), cells[placed])


#: Other names for a native column that people use, taken where the native name is absent.
_ALIASES = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon"}
_NATIVE = frozenset(model.INCIDENT_COLUMNS) - {"file", "row", "area_id"}


def _native_columns(cells: pd.DataFrame) -> dict[str, str]:
    """Our field -> the table's own spelling of it, in the table's order."""
    found: dict[str, str] = {}
    for column in cells.columns:
        plain = column.strip().lower().replace(" ", "_")
        if plain in _NATIVE:
            found.setdefault(plain, column)
    for column in cells.columns:
        alias = _ALIASES.get(column.strip().lower())
        if alias:
            found.setdefault(alias, column)
    return found


def is_native(columns: Collection[str]) -> bool:
    """True when the columns are enough for a native table: when or which, and where."""
    found = _native_columns(pd.DataFrame(columns=list(columns)))
    return ("date" in found or "id" in found) and (
        "place" in found or ("lat" in found and "lon" in found)
    )


def _unguarded(column: pd.Series[Any]) -> pd.Series[Any]:
    guarded = column.str.startswith("'", na=False)
    return column.mask(guarded, column[guarded].map(spreadsheets.unguard).astype(TEXT))
