"""``geomap convert``: a table in one codebook -> the same incidents in another."""

from __future__ import annotations

import io
import itertools
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from geomap import frames, model
from geomap.errors import InputError, OutputError, Problem
from geomap.model import Incidents
from geomap.read import codebooks
from geomap.read.codebooks.writing import Loss, as_text, compose, kept_cells, original_name, restore
from geomap.read.findings import problems_of
from geomap.read.formats import delimited
from geomap.read.incidents import choose_codebook, table_incidents
from geomap.read.inputs import PathLike, format_of
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.sorting import sort_inputs
from geomap.read.table import Style, Table
from geomap.read.tables import read_table

NATIVE: Final = "native"
#: GDELT is read only: its events are codes of a machine, which nobody can write by hand.
CODEBOOKS: Final = (codebooks.UCDP.name, codebooks.ACLED.name, NATIVE)
FORMATS: Final = ("csv", "tsv", "xlsx", "json", "jsonl")
#: Columns beyond the native ones that a native table carries when they hold anything.
_ALSO_NATIVE: Final = (*model.LOCATION_COLUMNS, "event_type", "sub_event_type")

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
        InputError: the input cannot be used, or the codebook or the format is not known.
        OutputError: the target could not be written; what stood there is untouched.
    """
    path = Path(target)
    format_ = _check(codebook, path)
    inputs = sort_inputs(source).tables
    if len(inputs) != 1:
        raise InputError(f"{source}: holds {len(inputs)} tables: give one table file")
    table = read_table(inputs[0], limits)
    book = choose_codebook(table, mapping)
    incidents = table_incidents(table, book)
    problems = problems_of(incidents.rejected)
    name = book.name if book else NATIVE
    if name == codebook and table.format == format_:
        write_whole(path, inputs[0].read(limits))
        return list(problems)
    if codebook == NATIVE and format_ == "json":
        write_whole(path, native_json(incidents))
        return list(problems)
    cells, losses, rename = _converted(incidents, codebook, book)
    style = _style(table, format_, rename, list(cells.columns))
    write_whole(path, _WRITERS[format_](cells, style))
    return [*problems, *losses]


def native_json(incidents: Incidents) -> bytes:
    """The native object: ``incidents, claims, sources, links``; lists and spans are arrays."""
    content = {
        "incidents": _objects(native_cells(incidents, typed=True)),
        "claims": _objects(incidents.claims),
        "sources": _objects(incidents.sources),
        "links": _objects(incidents.links),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def native_cells(incidents: Incidents, *, typed: bool = False) -> pd.DataFrame:
    """The native table: NATIVE_COLUMNS, what else is known of a location, the other columns.

    Text cells, or with ``typed`` numbers as numbers and lists as lists.
    """
    rows = pd.DataFrame(incidents.incidents.drop(columns="geometry"))
    also = [column for column in _ALSO_NATIVE if rows[column].notna().any()]
    ours = rows[[*model.NATIVE_COLUMNS, *also]]
    if typed:
        lists = {
            column: ours[column].map(frames.split_list, na_action="ignore").astype(object)
            for column in ("weapons", "retaliation_for")
        }
        ours = ours.astype(object).assign(**lists)
    else:
        ours = ours.apply(as_text)
    own = incidents.extra.drop(columns=[c for c in incidents.extra if c in ours.columns])
    if typed and "spans" in own:
        own = own.assign(spans=own["spans"].map(_parsed, na_action="ignore").astype(object))
    return pd.concat([ours, own], axis=1)


def _parsed(cell: Any) -> Any:
    """What a cell of JSON text says; any other cell as it is."""
    try:
        return json.loads(cell)
    except (TypeError, ValueError):
        return cell


def write_whole(path: Path, data: bytes) -> None:
    """``data`` as the file ``path``: beside it first, then moved into place.

    Raises:
        OutputError: it could not be written; what stood there is untouched.
    """
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}): check the folder"
        ) from error


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
        return native_cells(incidents), [], origin.kept_name if origin else str
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


def _workbook(cells: pd.DataFrame, style: Style) -> bytes:
    """One sheet of text cells; none is a formula, whatever it begins with."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("incidents")
    head = [[str(column) for column in cells.columns], *([style.tags] if style.tags else [])]
    for row in itertools.chain(head, _rows(cells)):
        sheet.append([_text_cell(sheet, text or None) for text in row])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _text_cell(sheet: Any, text: str | None) -> Any:
    if text is None:
        return None
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    cell.data_type = "s"
    return cell


def _json(cells: pd.DataFrame, style: Style) -> bytes:
    text = json.dumps(_objects(cells), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _json_lines(cells: pd.DataFrame, style: Style) -> bytes:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in _objects(cells))
    return "".join(lines).encode("utf-8", "replace")


def _rows(cells: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain values, None where missing."""
    plain = [cells[column].astype(object) for column in cells.columns]
    return zip(*(column.where(column.notna(), None).tolist() for column in plain), strict=True)


def _objects(table: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(column) for column in table.columns]
    return [dict(zip(columns, row, strict=True)) for row in _rows(table)]


_WRITERS: Final[dict[str, Callable[[pd.DataFrame, Style], bytes]]] = {
    "csv": delimited.write,
    "tsv": delimited.write,
    "xlsx": _workbook,
    "json": _json,
    "jsonl": _json_lines,
}
