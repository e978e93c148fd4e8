"""``geomap resolve --from``: a table comes back as it was, with where each row's place is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geomap.errors import InputError, Problem
from geomap.gazetteer.places import Query, Resolution
from geomap.read.formats import delimited
from geomap.read.inputs import format_of
from geomap.read.sorting import sort_inputs
from geomap.read.table import Table
from geomap.read.tables import read_table
from geomap.spreadsheets import guard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import Gazetteer

COLUMNS: Final = (
    "status",
    "place_id",
    "name",
    "kind",
    "country_code",
    "admin1_name",
    "lat",
    "lon",
    "precision",
    "radius_m",
    "score",
)
PREFIX: Final = "geomap_"


def resolve_table(
    source: Path,
    gazetteer: Gazetteer,
    *,
    place: str,
    country: str | None = None,
    admin1: str | None = None,
    default_country: str | None = None,
    target: Path | None = None,
) -> tuple[bytes, tuple[Problem, ...]]:
    """The table as delimited text with COLUMNS added, and the rows that could not be read.

    Rows and columns keep their order and their cells. A column of ours whose name the table
    already has gets the prefix ``geomap_``. Each distinct name is resolved once; an unresolved
    row keeps its place, with empty cells.

    Raises:
        InputError: the table cannot be read, a column is not there, or ``target`` is not a
            ``.csv`` or ``.tsv``.
    """
    table = _read(source)
    for column in (place, country, admin1):
        if column is not None and column not in table.cells:
            there = ", ".join(map(str, table.cells.columns))
            raise InputError(f"{source}, column {column!r}: not in the table: use one of {there}")
    added = _resolved(table, gazetteer, place, country, admin1, default_country)
    taken = set(table.cells.columns)
    named = added.rename(columns=lambda name: PREFIX + name if name in taken else name)
    cells = pd.concat([table.cells, named], axis=1)
    problems = (*table.problems, *_unknown_countries(table, gazetteer, country))
    return delimited.write(cells, _style(table, target)), problems


def _unknown_countries(
    table: Table, gazetteer: Gazetteer, country: str | None
) -> Iterator[Problem]:
    """Each text of the country column that means none, where it stands first."""
    if country is None:
        return
    cells = table.cells[country]
    for at in np.flatnonzero((cells.notna() & ~cells.duplicated()).to_numpy()):
        told = str(cells.iloc[at])
        if gazetteer.country_code(told) is None:
            reason = "no such country: looked everywhere; give its ISO 3166-1 code or its name"
            yield Problem(table.name, reason, int(table.rows[at]), country, told)


def _read(source: Path) -> Table:
    tables = sort_inputs(str(source)).tables
    if len(tables) != 1:
        raise InputError(f"{source}: holds {len(tables)} tables: give one table file")
    return read_table(tables[0])


def _style(table: Table, target: Path | None) -> Any:
    """As the input was written, in UTF-8; tabs for a ``.tsv``."""
    kind = format_of(target) if target else "csv"
    if kind not in ("csv", "tsv"):
        raise InputError(f"{target}: not a format that is written here: use .csv or .tsv")
    style = replace(table.style, header=(), tags=())
    if not style.encoding.startswith("utf"):
        style = replace(style, encoding="utf-8", bom=b"")
    return replace(style, delimiter="\t" if kind == "tsv" else style.delimiter)


def _resolved(
    table: Table,
    gazetteer: Gazetteer,
    place: str,
    country: str | None,
    admin1: str | None,
    default_country: str | None,
) -> pd.DataFrame:
    """COLUMNS as text cells, row for row with the table."""
    nothing = pd.Series(np.nan, index=table.cells.index, dtype=table.cells[place].dtype)
    asked = pd.DataFrame(
        {
            "name": table.cells[place],
            "country": table.cells[country] if country else nothing,
            "admin1": table.cells[admin1] if admin1 else nothing,
        }
    )
    codes = asked.groupby(list(asked.columns), dropna=False, sort=False).ngroup().to_numpy()
    distinct = asked.iloc[np.unique(codes, return_index=True)[1]]
    queries = [
        Query(_text(name) or "", _text(within) or default_country, _text(state))
        for name, within, state in distinct.itertuples(index=False)
    ]
    answers = pd.DataFrame(
        [_cells(found) for found in gazetteer.resolve_many(queries)],
        columns=list(COLUMNS),
        dtype=table.cells[place].dtype,
    )
    return answers.take(codes).reset_index(drop=True)


def _cells(found: Resolution) -> list[str | None]:
    """One resolution as text cells, none a formula; all but the status empty when unresolved."""
    best = found.best
    if best is None:
        return [found.status] + [None] * (len(COLUMNS) - 1)
    values = (
        found.status,
        best.place_id,
        best.name,
        best.kind,
        best.country_code,
        best.admin1,
        best.lat,
        best.lon,
        best.precision,
        best.radius_m,
        best.score,
    )
    return [None if value is None else guard(str(value)) for value in values]


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None
