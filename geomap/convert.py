"""``geomap convert``: a table in one codebook -> the same incidents in another."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from geomap.errors import InputError, OutputError, Problem
from geomap.model import Incidents
from geomap.read import codebooks
from geomap.read.codebooks.writing import Loss, compose, kept_cells, original_name, restore
from geomap.read.findings import problems_of
from geomap.read.formats import delimited
from geomap.read.incidents import choose_codebook, table_incidents
from geomap.read.inputs import PathLike, check_kept, format_of
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.sorting import sort_inputs
from geomap.read.table import Style, Table
from geomap.read.tables import read_table
from geomap.write import features, native, workbook
from geomap.write.files import atomic_path

NATIVE: Final = "native"
#: GDELT is read only: its events are codes of a machine, which nobody can write by hand.
CODEBOOKS: Final = (codebooks.UCDP.name, codebooks.ACLED.name, NATIVE)
FORMATS: Final = ("csv", "tsv", "xlsx", "json", "jsonl")

_Rename = Callable[[str], str]


def convert(
    source: PathLike,
    target: PathLike,
    codebook: str,
    *,
    mapping: os.PathLike[str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Loss | Problem]:
    """Write the table ``source`` as ``target`` in another codebook.

    A file that is in that codebook and format already is written byte for byte. From native,
    rows that came from the codebook get their own cells back where nothing was changed.

    Args:
        source: one table file.
        target: a ``.csv``, ``.tsv``, ``.xlsx``, ``.json`` or ``.jsonl`` file; written whole or
            not at all.
        codebook: ``acled``, ``ucdp`` or ``native``.
        mapping: a YAML file that maps the columns of a sheet in no known codebook.
        limits: how large the input may be.

    Returns:
        What could not be read, then each field that has no counterpart.

    Raises:
        InputError: the input cannot be used or would be written over, or the codebook or the
            format is not known.
        OutputError: the target could not be written; what stood there is untouched.
    """
    path = Path(target)
    format_ = _check(codebook, path)
    check_kept([source], path)
    inputs = sort_inputs(source).tables
    if len(inputs) != 1:
        raise InputError(f"{source}: holds {len(inputs)} tables: give one table file")
    table = read_table(inputs[0], limits)
    book = choose_codebook(table, mapping)
    incidents = table_incidents(table, book)
    name = book.name if book else NATIVE
    losses: list[Loss] = []
    with atomic_path(path) as beside:
        if name == codebook and table.format == format_:
            beside.write_bytes(inputs[0].read(limits))
        elif codebook == NATIVE and format_ == "json":
            native.write_native(incidents, beside)
        else:
            cells, losses, rename = _converted(incidents, codebook, book)
            style = _style(table, format_, rename, list(cells.columns))
            _WRITERS[format_](cells, style, beside)
    return [*problems_of(incidents.rejected), *losses]


def _check(codebook: str, target: Path) -> str:
    """The format of the target; an error where it or the codebook is not known."""
    if codebook not in CODEBOOKS:
        raise InputError(f"{codebook}: not a codebook that is written: use {', '.join(CODEBOOKS)}")
    format_ = format_of(target)
    if format_ not in FORMATS:
        raise InputError(f"{target}: not a format that is written: use {', '.join(FORMATS)}")
    return format_


def _converted(
    incidents: Incidents, codebook: str, origin: codebooks.Codebook | None
) -> tuple[pd.DataFrame, list[Loss], _Rename | None]:
    """Cells in the codebook, what is lost, and what the input's own columns are called there."""
    if codebook == NATIVE:
        return native.text_cells(incidents), [], origin.kept_name if origin else str
    book = codebooks.BY_NAME[codebook]
    kept = kept_cells(incidents, book)
    if kept is None:
        return *compose(incidents, book, origin.name if origin else NATIVE), None
    cells, losses = restore(incidents, kept, _read_again(kept, book, incidents), book)
    return cells, losses, lambda column: original_name(column, book)


def _read_again(cells: pd.DataFrame, book: codebooks.Codebook, now: Incidents) -> Incidents:
    """What the kept cells say, row for row with the incidents that carry them."""
    rows = np.arange(len(cells), dtype=np.int64)
    before = table_incidents(Table("kept columns", cells, rows, "csv"), book)
    aligned = before.incidents.set_index("row").reindex(rows).reset_index()
    return before.with_(incidents=aligned.set_index(now.incidents.index))


def _style(table: Table, format_: str, rename: _Rename | None, columns: list[str]) -> Style:
    """How to write: as the input was written where that fits, never in a guessed encoding.

    The tags of a humanitarian table stay with their columns, where those are all there.
    """
    style = table.style if table.style.encoding.startswith("utf") else Style()
    delimiter = "\t" if format_ == "tsv" else style.delimiter if table.format == "csv" else ","
    tags: tuple[str, ...] = ()
    if rename and table.style.tags:
        pairs = zip(table.cells.columns, table.style.tags, strict=True)
        of_column = {rename(str(column)): tag for column, tag in pairs if tag}
        tags = tuple(of_column.get(column, "") for column in columns)
    return replace(style, delimiter=delimiter, header=(), tags=tags)


def _delimited(cells: pd.DataFrame, style: Style, path: Path) -> None:
    path.write_bytes(delimited.write(cells, style))


def _workbook(cells: pd.DataFrame, style: Style, path: Path) -> None:
    """One sheet of text cells; none is a formula, whatever it begins with.

    Raises:
        OutputError: a sheet cannot hold them; a converted table is never cut.
    """
    longest = max(
        (int(cells[name].str.len().max() or 0) for name in cells.dropna(axis=1, how="all")),
        default=0,
    )
    if longest > workbook.CELL or len(cells) > workbook.ROWS:
        raise OutputError(f"{path.name}: more rows or longer texts than a sheet holds; use csv")
    head = [[str(column) for column in cells.columns], *([style.tags] if style.tags else [])]
    rows = (list(record.values()) for record in features.records(cells))
    workbook.write_sheets(path, {"incidents": itertools.chain(head, rows)})


def _json(cells: pd.DataFrame, style: Style, path: Path) -> None:
    text = json.dumps(features.records(cells), ensure_ascii=False, indent=1, allow_nan=False)
    path.write_bytes((text + "\n").encode("utf-8", "replace"))


def _json_lines(cells: pd.DataFrame, style: Style, path: Path) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in features.records(cells))
    path.write_bytes("".join(lines).encode("utf-8", "replace"))


_WRITERS: Final[dict[str, Callable[[pd.DataFrame, Style, Path], None]]] = {
    "csv": _delimited,
    "tsv": _delimited,
    "xlsx": _workbook,
    "json": _json,
    "jsonl": _json_lines,
}
