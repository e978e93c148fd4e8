"""Cells under our names -> incidents: every value parsed once, what cannot be read listed.

A value that cannot be read is left out and listed; its row is kept. A row that says neither when
nor where is left out and listed.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any, Final

import numpy as np
import pandas as pd

from geomap import frames, model
from geomap.model import Incidents
from geomap.read import values
from geomap.read.codebooks.codebook import Fields
from geomap.read.findings import Findings
from geomap.read.relations import source_frame, take_related, take_source_lists
from geomap.read.table import Table

_PARSERS: Final[dict[str, Callable[[str], Any]]] = {
    "kind": values.one_of(model.KINDS),
    "casualties": values.one_of(model.CASUALTIES),
    "date_precision": values.one_of(model.DATE_PRECISIONS),
    "status": values.one_of(model.STATUSES),
    "precision": values.one_of(model.PRECISIONS),
    "lat": values.latitude,
    "lon": values.longitude,
    "radius_m": values.metres,
    "score": values.probability,
    "killed": values.count,
    "injured": values.count,
}
_DATES: Final = ("date", "date_end")
#: Any of these says something about where; without them, without a date, an attack that it
#: answers and a text that it stands in, a row says nothing.
_WHERE: Final = ("place", "admin1", "country", "lat", "lon", "place_id")
_SAYS_NOTHING: Final = "row left out: it says neither when nor where; give a date and a place"
#: Precision and radius that a codebook states belong to its coordinates.
_OF_POSITION: Final = ("precision", "radius_m")


def incidents_of(fields: Fields, table: Table, findings: Findings) -> Incidents:
    """Not yet located incidents, one per row of the table that says anything.

    Returns:
        ``incidents`` with LOCATION_COLUMNS as the input has them (else missing) and no geometry;
        ``sources`` with one row per distinct publisher and URL; claims and links where the input
        carries them (:mod:`geomap.read.relations`); ``facts["notes"]``.
    """
    rows = pd.DataFrame(index=table.cells.index, columns=[])
    for column in fields.cells.columns:
        if column not in _DATES:
            rows[column] = _values(column, fields, findings)
    rows = rows.join(_dates(fields, findings))
    _check_pairs(rows, fields, findings)
    if fields.codebook != "native":
        rows.loc[rows["lat"].isna(), [c for c in _OF_POSITION if c in rows]] = None
    kept = _says_something(rows, table, findings)
    cells, extra, numbers = table.cells, fields.extra, table.rows
    if not kept.all():
        rows, cells, extra = (each[kept].reset_index(drop=True) for each in (rows, cells, extra))
        numbers = numbers[kept.to_numpy()]
    rows["file"], rows["row"] = table.name, numbers
    given = rows.get("id")
    rows["id"] = _ids(given, cells)
    incidents = frames.incident_frame(rows)
    read = Incidents.empty().with_(
        incidents=incidents,
        extra=extra,
        sources=source_frame(incidents["source"], incidents["source_url"]),
        rejected=findings.frame(),
        facts={"notes": [*table.notes, *_doubled(table.name, given, rows["id"])]},
    )
    own = take_source_lists(read, table.related.get("sources", ())) if fields.is_ours else read
    return take_related(own, table.related, table.name)


def _values(column: str, fields: Fields, findings: Findings) -> pd.Series[Any]:
    """One column parsed; text columns lose the blanks around them, empty ones are missing."""
    cells = fields.cells[column]
    parse = _PARSERS.get(column)
    if parse is None:
        stripped: pd.Series[Any] = cells.str.strip()
        filled: pd.Series[Any] = stripped.where(stripped.ne(""))
        return filled
    parsed = values.parse_column(cells, parse)
    findings.add(fields.origin.get(column, column), cells, parsed.reasons)
    dtype: Any = frames.dtype_of(column)
    return parsed.values.astype(dtype)


def _dates(fields: Fields, findings: Findings) -> pd.DataFrame:
    """``date``, ``date_end`` and ``date_precision`` of each row, ISO texts, missing where unknown.

    A month or a year alone ('2024-07') becomes its first day, its last day and that precision.
    """
    index = fields.cells.index
    nothing = pd.Series(None, index=index, dtype=object)
    parsed = {column: _parsed_dates(column, fields, findings) for column in _DATES}
    start, end = (
        parsed[column].map(lambda when: when.start, na_action="ignore").astype(object)
        for column in _DATES
    )
    spans = parsed["date"].map(lambda when: when.end, na_action="ignore").astype(object)
    end = parsed["date_end"].map(lambda when: when.end or when.start, na_action="ignore")
    end = end.astype(object).where(end.notna(), spans)
    backwards = (start.notna() & end.notna()) & (end.fillna("") < start.fillna(""))
    if backwards.any():
        reasons = nothing.mask(backwards, "the end lies before the date; correct either")
        findings.add(fields.origin.get("date_end", "date_end"), fields.cells["date_end"], reasons)
    end = end.mask(backwards | (end == start))
    precision = parsed["date"].map(lambda when: when.precision, na_action="ignore").astype(object)
    precision = precision.mask(end.notna() & precision.eq("day"), "range")
    precision = precision.where(start.notna(), "unknown")
    dates = pd.DataFrame({"date": start, "date_end": end})
    if "date_precision" not in fields.cells:
        return dates.assign(date_precision=precision)
    return dates.assign(_implied=precision)


def _parsed_dates(column: str, fields: Fields, findings: Findings) -> pd.Series[Any]:
    if column not in fields.cells:
        return pd.Series(None, index=fields.cells.index, dtype=object)
    cells = fields.cells[column]
    order = fields.day_first
    if order is None:
        order = values.day_first(cells.dropna().unique())
    parsed = values.parse_column(cells, values.date_parser(order, fields.date_format))
    findings.add(fields.origin.get(column, column), cells, parsed.reasons)
    return parsed.values


def _check_pairs(rows: pd.DataFrame, fields: Fields, findings: Findings) -> None:
    """Fill what one column implies for another: date precision; no latitude without longitude."""
    if "_implied" in rows:
        rows["date_precision"] = rows["date_precision"].fillna(rows.pop("_implied"))
    for column in ("lat", "lon"):
        if column not in rows:
            rows[column] = np.nan
    for column, other in (("lat", "lon"), ("lon", "lat")):
        alone = rows[column].notna() & rows[other].isna()
        unsaid = alone & _absent(fields, other)
        if unsaid.any():
            reasons = pd.Series(None, index=rows.index, dtype=object)
            reasons = reasons.mask(unsaid, f"{column} without {other}; give both or neither")
            findings.add(fields.origin.get(column, column), fields.cells[column], reasons)
        rows[column] = rows[column].mask(alone)


def _absent(fields: Fields, column: str) -> pd.Series[Any]:
    if column not in fields.cells:
        return pd.Series(True, index=fields.cells.index)
    return fields.cells[column].isna()


def _says_something(rows: pd.DataFrame, table: Table, findings: Findings) -> pd.Series[Any]:
    """False for the rows that are left out: blank ones in silence, others listed."""
    told = [column for column in ("date", *_WHERE, "retaliation_for") if column in rows]
    kept = rows[told].notna().any(axis=1)
    if "spans" in table.cells:
        kept |= table.cells["spans"].notna()
    if not kept.all():
        cells = table.cells[~kept]
        blank = (cells.isna() | cells.apply(lambda column: column.str.strip().eq(""))).all(axis=1)
        reasons = pd.Series(None, index=rows.index, dtype=object)
        reasons[blank.index[~blank]] = _SAYS_NOTHING
        first = pd.Series(None, index=rows.index, dtype=object)
        first[cells.index] = cells.bfill(axis=1).iloc[:, 0]
        findings.add(str(table.cells.columns[0]), first, reasons)
    return kept


def _ids(given: pd.Series[Any] | None, cells: pd.DataFrame) -> pd.Series[Any]:
    """A distinct id per row: as given, else made from the row's content; doubles get a number."""
    ids = (
        pd.Series(None, index=cells.index, dtype=object) if given is None else given.astype(object)
    )
    absent = ids.isna()
    if absent.any():
        content = pd.util.hash_pandas_object(cells[absent].astype(object), index=False)
        ids[absent] = [f"row-{digest:016x}" for digest in content]
    return distinct_ids(ids)


def _doubled(file: str, given: pd.Series[Any] | None, ids: pd.Series[Any]) -> list[str]:
    """A note where ids of the file had to be told apart."""
    if given is None:
        return []
    changed = given.notna() & given.astype(object).ne(ids)
    if not changed.any():
        return []
    first = int(changed.to_numpy().argmax())
    return [
        f"{file}: {int(changed.sum())} rows have an id that an earlier row has, "
        f"the first {given.iloc[first]!r}, now {ids.iloc[first]!r}"
    ]


def distinct_ids(
    ids: pd.Series[Any], taken: Set[str] = frozenset(), counts: dict[str, int] | None = None
) -> pd.Series[Any]:
    """The ids with '-2', '-3' ... after those that stand before in the list or in ``taken``.

    ``counts`` remembers from call to call how far each id was counted: one that a thousand files
    share is not counted from 2 in each of them.
    """
    doubled = ids.duplicated().to_numpy()
    if taken:
        doubled = doubled | np.array([name in taken for name in ids], dtype=bool)
    if not doubled.any():
        return ids
    counts = {} if counts is None else counts
    listed = ids.tolist()
    used = set(listed)
    for position in np.flatnonzero(doubled).tolist():
        base = listed[position]
        number = counts.get(base, 1) + 1
        while f"{base}-{number}" in used or f"{base}-{number}" in taken:
            number += 1
        counts[base] = number
        listed[position] = f"{base}-{number}"
        used.add(listed[position])
    return pd.Series(listed, index=ids.index, dtype=object)
