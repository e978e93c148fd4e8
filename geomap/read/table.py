"""What every table format is read into: cells of text, with the row that each came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap.errors import Problem

#: pandas' text dtype of the frames: Arrow-backed where it can be, missing as NaN.
TEXT: Final = pd.StringDtype(na_value=np.nan)

#: '#loc+name', '#geo +lat': a tag and its attributes.
_TAG: Final = re.compile(r"#[a-zA-Z][a-zA-Z0-9_]*(\s*\+\s*[a-zA-Z][a-zA-Z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Style:
    """How a delimited table was written, so that it can be written the same way again."""

    encoding: str = "utf-8"
    bom: bytes = b""
    delimiter: str = ","
    line_end: str = "\n"
    header: tuple[str, ...] = ()  # as it stood, doubled names included
    tags: tuple[str, ...] = ()  # the HXL row beneath the header, where there is one


@dataclass(frozen=True)
class Table:
    """One file's records as text, before anybody has asked what the columns mean."""

    name: str  # the file, as shown in messages
    #: Text cells (dtype TEXT), missing where empty, columns distinct, on a RangeIndex.
    cells: pd.DataFrame
    #: For each row its number as a person counts: the header of a table is row 1.
    rows: NDArray[np.int64]
    format: str
    problems: tuple[Problem, ...] = ()
    rejected_rows: int = 0  # how many records the problems left out
    notes: tuple[str, ...] = ()  # what a person should know and need not mend
    style: Style = field(default_factory=Style)
    #: The other tables of a native JSON object: claims, sources, links, as lists of objects.
    related: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cells)


def distinct(names: Sequence[str]) -> list[str]:
    """Column names made distinct and never empty: '' -> 'column_3', 'x', 'x' -> 'x', 'x_2'."""
    taken: set[str] = set()
    result = []
    for position, name in enumerate(names, start=1):
        base = without_surrogates(name.strip()) or f"column_{position}"
        candidate, count = base, 1
        while candidate in taken:
            count += 1
            candidate = f"{base}_{count}"
        taken.add(candidate)
        result.append(candidate)
    return result


def text_frame(columns: Sequence[str], records: Iterable[Sequence[str | None]]) -> pd.DataFrame:
    """Records as text cells; an empty text is a missing one, half a surrogate pair U+FFFD."""
    listed = [[cell or None for cell in record] for record in records]
    try:
        return pd.DataFrame(listed, columns=list(columns), dtype=TEXT)
    except UnicodeEncodeError:
        whole = [[cell and without_surrogates(cell) for cell in record] for record in listed]
        return pd.DataFrame(whole, columns=list(columns), dtype=TEXT)


def without_surrogates(text: str) -> str:
    """The text with surrogate pairs joined and lone surrogates replaced: UTF-8 has none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_tag_row(cells: Sequence[str | None]) -> bool:
    """True for the HXL row of a humanitarian table: hashtags or nothing, at least one tag.

    See hxlstandard.org, "Tagging conventions": the row follows the header.
    """
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)
