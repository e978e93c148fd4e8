"""A file -> a table of text cells, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geomap.errors import Problem, UnreadableFile
from geomap.read.formats import delimited, geodata, records, workbook
from geomap.read.inputs import ARTICLE_FORMATS, Input
from geomap.read.limits import DEFAULT_LIMITS, Limits, flag
from geomap.read.table import TEXT, Table

_READERS: Final = {
    "csv": delimited.read,
    "tsv": delimited.read,
    "xlsx": workbook.read,
    "json": records.read,
    "jsonl": records.read,
    "geojson": records.read,
    "parquet": geodata.read_parquet,
}
#: How files begin that are not text. The first that fits names the file in the message.
_SIGNATURES: Final = (
    (b"PK\x03\x04", "a zip archive or an Office file", ("xlsx",)),
    (b"PAR1", "Parquet", ("parquet",)),
    (b"SQLite format 3\0", "an SQLite file or a GeoPackage", ("gpkg",)),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls)", ()),
    (b"%PDF", "a PDF", ()),
    (b"\x89PNG", "a PNG picture", ()),
    (b"\xff\xd8\xff", "a JPEG picture", ()),
    (b"GIF8", "a GIF picture", ()),
    (b"\x1f\x8b", "a gzip archive", ()),
    (b"7z\xbc\xaf", "a 7z archive", ()),
    (b"<OGRVRTDataSource", "a GDAL virtual file", ()),
    (b"{\\rtf", "a Rich Text file", ()),
)
_BINARY: Final = ("xlsx", "parquet", "gpkg")


def read_table(source: Input, limits: Limits = DEFAULT_LIMITS) -> Table:
    """The cells of one table file, rows with oversized cells left out and listed.

    Raises:
        UnreadableFile: the file cannot be opened, is not of its kind, or is beyond the limits.
    """
    if source.format == "gpkg":
        table = _read_geopackage(source, limits)
    elif source.format in _READERS:
        data = source.read(limits)
        check_kind(data, source)
        table = _READERS[source.format](data, source.name, source.format, limits)
    else:
        raise UnreadableFile(f"{source.name}: not a table: give {', '.join(_READERS)} or gpkg")
    return _without_nul(_without_oversized(table, limits))


def check_kind(data: bytes, source: Input) -> None:
    """Nothing, when the bytes begin as a file of this format may.

    Raises:
        UnreadableFile: the file is empty, or plainly something else than its name says.
    """
    if not data:
        raise UnreadableFile(f"{source.name}: the file is empty: give one with content")
    start = data[:512].lstrip()
    for signature, what, formats in _SIGNATURES:
        if start.startswith(signature):
            if source.format in formats:
                return
            raise UnreadableFile(
                f"{source.name}: is {what}, not {source.format.upper()}: "
                f"give the {_content(source)} itself, or the name that fits"
            )
    if source.format in _BINARY:
        raise UnreadableFile(
            f"{source.name}: its bytes are not {source.format.upper()}: check the file"
        )


def _content(source: Input) -> str:
    return "text" if source.format in ARTICLE_FORMATS else "table"


def _read_geopackage(source: Input, limits: Limits) -> Table:
    if source.path is None:
        raise UnreadableFile(f"{source.name}: a GeoPackage is not read from a stream: name a file")
    check_kind(source.read(limits)[:512], source)
    return geodata.read_geopackage(source.path, source.name, limits)


def _without_oversized(table: Table, limits: Limits) -> Table:
    """The table without rows that hold a cell beyond ``max_cell``."""
    found = list(_oversized(table.cells, limits))
    if not found:
        return table
    kept = np.ones(len(table), dtype=bool)
    kept[[position for position, _, _ in found]] = False
    problems = tuple(
        Problem(
            table.name,
            f"row left out: a cell of {size:,} bytes, more than the limit of {limits.max_cell:,}; "
            f"shorten it, or raise the limit with {flag('max_cell')} {size}",
            int(table.rows[position]),
            column,
            str(table.cells[column].iat[position])[:80],
        )
        for position, column, size in found
    )
    return replace(
        table,
        cells=table.cells[kept].reset_index(drop=True),
        rows=table.rows[kept],
        problems=table.problems + problems,
        rejected_rows=table.rejected_rows + int((~kept).sum()),
    )


def _without_nul(table: Table) -> Table:
    """The table with a replacement character for each NUL, which most outputs cannot hold."""
    cells, problems = table.cells, []
    for column in cells.columns:
        hit = pc.match_substring(pa.array(cells[column], type=pa.large_string()), "\0")
        positions = np.flatnonzero(hit.to_numpy(zero_copy_only=False) == True)  # noqa: E712
        for position in positions.tolist():
            text = str(cells[column].iat[position])
            reason = "a NUL character, replaced by U+FFFD; remove it"
            row = int(table.rows[position])
            problems.append(Problem(table.name, reason, row, str(column), text[:80]))
        if len(positions):
            mended = cells[column].str.replace("\0", "\ufffd", regex=False).astype(TEXT)
            cells = cells.assign(**{str(column): mended})
    return (
        replace(table, cells=cells, problems=table.problems + tuple(problems))
        if problems
        else table
    )


def _oversized(cells: pd.DataFrame, limits: Limits) -> Iterator[tuple[int, str, int]]:
    """Position, column and bytes of each cell that is beyond the limit."""
    for column in cells.columns:
        sizes = pc.binary_length(pa.array(cells[column], type=pa.large_string()))
        sizes = np.nan_to_num(sizes.to_numpy(zero_copy_only=False))
        for position in np.flatnonzero(sizes > limits.max_cell):
            yield int(position), str(column), int(sizes[position])
