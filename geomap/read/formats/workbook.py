"""XLSX: the sheet of incidents -> cells of text. No formula is evaluated, no link followed."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from geomap.errors import InputError, Problem, UnreadableFile
from geomap.read.limits import Limits
from geomap.read.table import Style, Table, distinct, is_tag_row, text_frame
from geomap.untrusted import Refused, check_workbook

_RELATED: Final = ("claims", "sources", "links")


def read(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    """The sheet called 'incidents', else the first that holds anything.

    A formula is taken as its text, and a note says where the first one stands. Row numbers are
    the sheet's own.

    Raises:
        UnreadableFile: not a workbook, damaged, empty, or beyond the limits.
    """
    _check_archive(data, name, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that do not matter here
            return _read_workbook(data, name, format_, limits)
    except InputError:
        raise
    except Exception as error:  # openpyxl has no error of its own: damage surfaces as anything
        raise UnreadableFile(
            f"{name}: not a readable workbook ({type(error).__name__}): save it again as .xlsx"
        ) from error


def _check_archive(data: bytes, name: str, limits: Limits) -> None:
    """Bound what unpacking can cost, before anything is unpacked."""
    try:
        check_workbook(io.BytesIO(data), len(data), partial(limits.check, name))
    except InputError:
        raise
    except Refused as error:
        raise UnreadableFile(f"{name}: {error}") from error
    except Exception as error:  # a damaged archive raises what its damage happens to break
        raise UnreadableFile(
            f"{name}: not a workbook, or damaged ({type(error).__name__}): save it again as .xlsx"
        ) from error


def _read_workbook(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    import openpyxl  # brings charts and styles: 80 ms that no other input should wait for

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.title.lower() != "incidents")
        for sheet in sheets:
            formulas: list[str] = []
            rows = list(_rows(sheet, name, limits, formulas))
            if rows:
                table = _table(rows, name, format_, _notes(name, sheet.title, formulas))
                return replace(table, related=_related(book, name, limits))
    finally:
        book.close()
    raise UnreadableFile(f"{name}: the workbook is empty: give a sheet with a header row")


def _related(book: Any, name: str, limits: Limits) -> dict[str, list[dict[str, Any]]]:
    """The rows of our own other sheets, by their headers."""
    related = {}
    for title in set(_RELATED) & set(book.sheetnames):
        rows = [[cell.value for cell in row] for row in _bounded(book[title], name, limits)]
        header = [str(cell) for cell in rows[0]] if rows else []
        related[title] = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return related


def _bounded(sheet: Any, name: str, limits: Limits) -> Iterator[Sequence[Any]]:
    """The rows of a sheet up to their last filled cell, as many as the limits allow."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong, or made to be
    for number, row in enumerate(sheet.iter_rows(), start=1):
        limits.check(name, "max_rows", number, "rows:")
        width = len(row)
        while width and row[width - 1].value is None:
            width -= 1
        limits.check(name, "max_columns", width, "columns:")
        yield row[:width]


def _rows(
    sheet: Any, name: str, limits: Limits, formulas: list[str]
) -> Iterator[tuple[int, list[str | None]]]:
    """Number and cells of each row that is not blank; where formulas stand is noted down."""
    for number, row in enumerate(_bounded(sheet, name, limits), start=1):
        cells = [_text(cell.value) for cell in row]
        if any(cells):
            formulas += [f"{cell.coordinate}" for cell in row if cell.data_type == "f"]
            yield number, cells


def _table(
    rows: list[tuple[int, list[str | None]]], name: str, format_: str, notes: tuple[str, ...]
) -> Table:
    """The first row as header, the rest as cells; a row wider than the header is left out."""
    header = [cell or "" for cell in rows[0][1]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    body, problems = [], []
    for number, cells in rows[1:]:
        beyond = next((cell for cell in cells[width:] if cell), None)
        if beyond is None:
            body.append((number, (cells + [None] * width)[:width]))
        else:
            reason = "row left out: a cell beyond the last named column; name it in the header"
            problems.append(Problem(name, reason, row=number, value=beyond))
    tags: tuple[str, ...] = ()
    if body and is_tag_row(body[0][1]):
        tags = tuple(cell or "" for cell in body.pop(0)[1])
    return Table(
        name,
        text_frame(distinct(header), [cells for _, cells in body]),
        np.array([number for number, _ in body], dtype=np.int64),
        format_,
        tuple(problems),
        len(problems),
        notes,
        Style(header=tuple(header), tags=tags),
    )


def _notes(name: str, sheet: str, formulas: list[str]) -> tuple[str, ...]:
    if not formulas:
        return ()
    return (
        f"{name}: {len(formulas)} formulas in sheet {sheet!r}, the first in {formulas[0]}, "
        "taken as their text: paste them as values",
    )


def _text(value: Any) -> str | None:
    """A cell as the text that a CSV export of it would hold."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
