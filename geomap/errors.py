"""What can go wrong, as one tree.

GeomapError
├── InputError (ValueError)         a file, row or value that a person can mend
│   ├── UnreadableFile              a file that cannot be opened or is not what its name says
│   └── InvalidValue                one value of one row: file, row, column, value, what to do
├── GazetteerError (ValueError)     an index or a place file that cannot be used
│   └── IndexMissing (FileNotFoundError)   the embedded index was not built or not installed
├── OutputError (OSError)           an output that could not be written whole
├── ClusterError (RuntimeError)     a scheduler or workers that were lost, or that differ
└── OnlineServiceError (OSError)    a geocoding service that was asked for and did not answer

Every message is one line that ends with what to do. Foreign errors are translated where they
arise, with ``from error``; the command line catches ``GeomapError`` once and exits with 2.
"""

from __future__ import annotations

from dataclasses import dataclass


class GeomapError(Exception):
    """The root of every error that geomap raises on purpose."""


class InputError(GeomapError, ValueError):
    """An input that cannot be used as it is."""


class UnreadableFile(InputError):
    """A file that cannot be opened, or is not of the kind that its name says."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one input, precise enough to be found and mended.

    ``row`` counts as a person does in the file: 1 is the first line or record, the header
    of a table included. ``None`` where a field does not apply.
    """

    file: str
    reason: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column!r}")
        if self.value is not None:
            where.append(f"value {shorten(self.value)!r}")
        return f"{', '.join(where)}: {self.reason}"


class InvalidValue(InputError):
    """One value that cannot be used; ``problem`` says where it stands and how to mend it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class GazetteerError(GeomapError, ValueError):
    """A gazetteer index or a place file that cannot be used."""


class IndexMissing(GazetteerError, FileNotFoundError):
    """There is no gazetteer index where one was expected."""


class OutputError(GeomapError, OSError):
    """An output that could not be written whole; the file that stood there is untouched."""


class ClusterError(GeomapError, RuntimeError):
    """A Dask scheduler or its workers that cannot go on; what they finished is kept."""


class OnlineServiceError(GeomapError, OSError):
    """A geocoding service that was asked for on purpose did not answer usefully."""


def shorten(value: str, limit: int = 80) -> str:
    """``value`` cut to ``limit`` characters, an ellipsis in place of what was cut."""
    return value if len(value) <= limit else value[: limit - 1] + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """'1 incident', '2,000 incidents'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
