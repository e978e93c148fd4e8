"""CSV and TSV: bytes -> cells, and cells -> the same bytes."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from geomap.errors import Problem, UnreadableFile, shorten
from geomap.read import codebooks
from geomap.read.limits import Limits
from geomap.read.table import TEXT, Style, Table, distinct, is_tag_row
from geomap.read.text import decode

_DELIMITERS: Final = (",", ";", "\t", "|")
#: The csv module's own bound is for its Python records only; ours is ``Limits.max_cell``.
csv.field_size_limit(2**31 - 1)


def read(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    """The table in these bytes; records that do not fit the header are mended or listed.

    Arrow parses (multi-line cells, doubled quotes, blank lines, mixed line ends); the records
    that it hands back as ragged are read with the csv module and put in their place.

    Raises:
        UnreadableFile: nothing in it, no encoding that fits, or beyond the limits.
    """
    decoded = decode(data, name)
    head = decoded.head()
    delimiter = "\t" if format_ == "tsv" else sniff_delimiter(head)
    headless = _known_header(next(_records(head, delimiter), []))
    if headless:
        decoded = decoded._replace(utf8=_line(headless, delimiter) + decoded.utf8)
        head = decoded.head()
    utf8 = decoded.utf8
    records = _records(head, delimiter)
    header = next(records, None)
    if len(utf8) > len(head.encode()) and next(records, None) is None:
        raise UnreadableFile(f"{name}: the header goes on beyond {len(head):,} characters: mend it")
    if header is None or not any(cell.strip() for cell in header):
        raise UnreadableFile(f"{name}: the file is empty: give a table with a header row")
    limits.check(name, "max_columns", len(header), "columns:")
    columns = distinct(header)
    parsed, ragged = _parse(utf8, columns, delimiter, name)
    limits.check(name, "max_rows", len(parsed) + len(ragged), "rows:")
    numbers = _row_numbers(len(parsed), [number for number, _ in ragged])
    cells = _cells(parsed)
    if headless:
        numbers = numbers - 1
        ragged = [(number - 1, text) for number, text in ragged]
    cells, numbers, problems, lost = _mend(cells, numbers, ragged, delimiter, name)
    tags: tuple[str, ...] = ()
    if len(cells) and is_tag_row([_or_none(cell) for cell in cells.iloc[0]]):
        tags = tuple(_or_none(cell) or "" for cell in cells.iloc[0])
        cells, numbers = cells.iloc[1:].reset_index(drop=True), numbers[1:]
    problems += _unclosed_quote(cells, numbers, utf8, name)
    style = Style(decoded.encoding, decoded.bom, delimiter, _line_end(head), tuple(header), tags)
    notes = (
        (f"{name}: not UTF-8, read as {decoded.guessed} (a guess): save it as UTF-8 to be sure",)
        if decoded.guessed
        else ()
    )
    return Table(name, cells, numbers, format_, tuple(problems), lost, notes, style)


def write(cells: pd.DataFrame, style: Style) -> bytes:
    """The cells as a delimited table in this style, quoted where needed and only there."""
    columns = [cells[column].astype(object).where(cells[column].notna(), "") for column in cells]
    head = [style.header or tuple(map(str, cells.columns)), *([style.tags] if style.tags else [])]
    quote = _quoter(style.delimiter)
    lines = (
        style.delimiter.join(map(quote, row))
        for row in itertools.chain(head, zip(*columns, strict=True))
    )
    text = "".join(line + style.line_end for line in lines)
    return style.bom + text.encode(style.encoding)


def _quoter(delimiter: str) -> Callable[[str], str]:
    """A function that quotes a cell where it must be.

    The csv module leaves a lone carriage return bare, which then ends the row for its readers.
    """
    special = re.compile(f'[{re.escape(delimiter)}"\r\n]')

    def quote(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if special.search(cell) else cell

    return quote


def header_of(head: str, format_: str) -> list[str]:
    """The column names in the beginning of a delimited file."""
    text = head.removeprefix("\ufeff")
    first = next(_records(text, "\t" if format_ == "tsv" else sniff_delimiter(text)), [])
    return list(_known_header(first) or first)


def _known_header(first: list[str]) -> tuple[str, ...] | None:
    """The columns of a file of a codebook whose files have no header, by its first record."""
    return codebooks.header_of_record(first)


def _line(header: tuple[str, ...], delimiter: str) -> bytes:
    return (delimiter.join(header) + "\n").encode()


def sniff_delimiter(text: str) -> str:
    """The separator that splits the header into most cells; a comma where none does."""
    return max(_DELIMITERS, key=lambda mark: (_width(text, mark), -_DELIMITERS.index(mark)))


def _width(head: str, delimiter: str) -> int:
    return len(next(_records(head, delimiter), []))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _line_end(text: str) -> str:
    """The line end after the header; a line feed where there is only one line."""
    first = text.find("\n")
    if first > 0 and text[first - 1] == "\r":
        return "\r\n"
    return "\r" if first < 0 and "\r" in text else "\n"


def _parse(
    utf8: bytes, columns: list[str], delimiter: str, name: str
) -> tuple[pa.Table, list[tuple[int, str]]]:
    """The records that fit the header, and those that do not by their number."""
    ragged: list[tuple[int, str]] = []

    def set_aside(record: Any) -> str:
        ragged.append((record.number, record.text))
        return "skip"

    try:
        parsed = pyarrow.csv.read_csv(
            pa.BufferReader(utf8),
            # One block, because Arrow refuses a record that straddles two, and one thread,
            # because only then it numbers the records that it sets aside.
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False,
                block_size=min(len(utf8) + 1, 2**31 - 1),
                column_names=columns,
                skip_rows_after_names=1,
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={column: pa.large_string() for column in columns},
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowException as error:
        raise UnreadableFile(f"{name}: not a readable table ({error}): check the file") from error
    return parsed, ragged


def _cells(parsed: pa.Table) -> pd.DataFrame:
    """The table as a frame of TEXT; empty columns, most of a GDELT file, share their memory."""
    nothing = pa.chunked_array([pa.nulls(len(parsed), pa.large_string())])
    columns = {
        name: pd.array(column if column.null_count < len(parsed) else nothing, dtype=TEXT)
        for name, column in zip(parsed.column_names, parsed.columns, strict=True)
    }
    return pd.DataFrame(columns, columns=parsed.column_names, copy=False)


def _row_numbers(fitting: int, ragged: list[int]) -> NDArray[np.int64]:
    """Row numbers of the fitting records: 2, 3, ... without those of the ragged ones."""
    numbers = np.arange(2, fitting + len(ragged) + 2, dtype=np.int64)
    return np.setdiff1d(numbers, np.array(ragged, dtype=np.int64), assume_unique=True)


def _mend(
    cells: pd.DataFrame,
    numbers: NDArray[np.int64],
    ragged: list[tuple[int, str]],
    delimiter: str,
    name: str,
) -> tuple[pd.DataFrame, NDArray[np.int64], list[Problem], int]:
    """Ragged records put in their place where nothing of them is lost, the rest listed."""
    width = len(cells.columns)
    mended: list[list[str | None]] = []
    at: list[int] = []
    problems = []
    lost = 0
    for number, text in ragged:
        record = next(_records(text, delimiter), [])
        if any(cell.strip() for cell in record[width:]):
            lost += 1
            problems.append(_too_wide(name, number, text, len(record), width))
            continue
        if len(record) < width:
            problems.append(_too_narrow(name, number, record, width))
        mended.append([cell or None for cell in record[:width]] + [None] * (width - len(record)))
        at.append(number)
    if not mended:
        return cells, numbers, problems, lost
    together = pd.concat(
        [cells, pd.DataFrame(mended, columns=cells.columns, dtype=TEXT)], ignore_index=True
    )
    all_numbers = np.concatenate([numbers, np.array(at, dtype=np.int64)])
    order = np.argsort(all_numbers, kind="stable")
    return together.iloc[order].reset_index(drop=True), all_numbers[order], problems, lost


def _too_wide(name: str, number: int, text: str, found: int, width: int) -> Problem:
    reason = (
        f"row left out: {found} cells where the header names {width}; "
        "put cells that hold the separator in quotes"
    )
    return Problem(name, reason, row=number, value=shorten(text))


def _too_narrow(name: str, number: int, record: list[str], width: int) -> Problem:
    reason = f"{len(record)} cells where the header names {width}; the rest was taken as empty"
    return Problem(name, reason, row=number, value=shorten(record[-1]) if record else None)


def _unclosed_quote(
    cells: pd.DataFrame, numbers: NDArray[np.int64], utf8: bytes, name: str
) -> list[Problem]:
    """A problem where the last cell swallowed lines because its quote is never closed."""
    if not len(cells) or utf8.count(b'"') % 2 == 0 or utf8.rstrip().endswith(b'"'):
        return []
    last = _or_none(cells.iloc[-1, -1])
    if last is None or "\n" not in last:
        return []
    reason = "a quote is opened here and never closed; close it, the rows below were swallowed"
    column = str(cells.columns[-1])
    return [Problem(name, reason, int(numbers[-1]), column, shorten(last))]


def _or_none(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None
