"""A file -> a table of text cells, whatever its format; and incidents from that table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geomap.errors import Problem, UnreadableFile
from geomap.read.formats import delimited
from geomap.read.inputs import Input
from geomap.read.limits import Limits, flag
from geomap.read.table import Table

_READERS: Final = {"csv": delimited.read, "tsv": delimited.read}


def read_table(source: Input, limits: Limits) -> Table:
    """The cells of one table file, rows with oversized cells left out and listed.

    Raises:
        UnreadableFile: the file cannot be opened, is not of its kind, or is beyond the limits.
    """
    reader = _READERS.get(source.format)
    if reader is None:
        raise UnreadableFile(f"{source.name}: tables are read from {', '.join(_READERS)} files")
    return _without_oversized(
        reader(source.read(limits), source.name, source.format, limits), limits
    )


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
    return Table(
        table.name,
        table.cells[kept].reset_index(drop=True),
        table.rows[kept],
        table.format,
        table.problems + problems,
        table.rejected_rows + int((~kept).sum()),
        table.notes,
        table.style,
        table.related,
    )


def _oversized(cells: pd.DataFrame, limits: Limits) -> Iterator[tuple[int, str, int]]:
    """Position, column and bytes of each cell that is beyond the limit."""
    for column in cells.columns:
        sizes = pc.binary_length(pa.array(cells[column], type=pa.large_string()))
        sizes = np.nan_to_num(sizes.to_numpy(zero_copy_only=False))
        for position in np.flatnonzero(sizes > limits.max_cell):
            yield int(position), str(column), int(sizes[position])
