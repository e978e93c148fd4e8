"""What was wrong while reading one file, collected column by column into one frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames, model
from geomap.errors import Problem, shorten

_LONGEST_VALUE: Final = 200
#: The fields of a Problem, in its order.
_PROBLEM: Final = tuple(field.name for field in fields(Problem))


class Findings:
    """Problems of one file; a value that is listed here is left out, its row is kept."""

    def __init__(self, file: str, rows: NDArray[np.int64], found: Iterable[Problem] = ()) -> None:
        self._file = file
        self._rows = rows
        self._parts: list[pd.DataFrame] = []
        listed = [
            {name: getattr(problem, name) for name in model.REJECTED_COLUMNS} for problem in found
        ]
        if listed:
            self._parts.append(frames.frame(model.REJECTED_COLUMNS, listed))

    def add(self, column: str, texts: pd.Series[Any], reasons: pd.Series[Any]) -> None:
        """A problem for each row whose reason is not missing; both row for row with the table."""
        wrong = reasons.notna().to_numpy()
        if not wrong.any():
            return
        part = {
            "file": self._file,
            "row": self._rows[wrong],
            "column": column,
            "value": [_shown(text) for text in texts[wrong]],
            "reason": reasons[wrong].to_numpy(dtype=object),
        }
        self._parts.append(frames.conform(pd.DataFrame(part), model.REJECTED_COLUMNS))

    def frame(self) -> pd.DataFrame:
        """REJECTED_COLUMNS, in the order of the file's rows, each problem once."""
        if not self._parts:
            return frames.frame(model.REJECTED_COLUMNS)
        together = pd.concat(self._parts, ignore_index=True).drop_duplicates()
        return together.sort_values("row", kind="stable", na_position="first", ignore_index=True)


def _shown(text: Any) -> str | None:
    return shorten(text, _LONGEST_VALUE) if isinstance(text, str) else None


def problems_of(rejected: pd.DataFrame) -> list[Problem]:
    """A frame of REJECTED_COLUMNS as problems, in its order."""
    plain = rejected.astype(object).where(rejected.notna(), None)
    rows = zip(*(plain[name].tolist() for name in _PROBLEM), strict=True)
    return [Problem(*row) for row in rows]
