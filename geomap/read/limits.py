"""How large an input may be, so that a hostile or broken file ends in a message, not in swap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.errors import UnreadableFile

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one input file; every message names the flag that raises its bound."""

    max_bytes: int = 2_000 * _MB  # of the file as it lies on disk
    max_rows: int = 5_000_000
    max_columns: int = 2_000
    max_cell: int = 1 * _MB  # bytes of one cell in UTF-8
    max_unpacked: int = 1_000 * _MB  # bytes of an archive (.xlsx) when unpacked
    max_ratio: int = 200  # unpacked bytes per packed byte, from 10 MB unpacked on
    max_depth: int = 32  # nesting of JSON inside one record

    def check(self, name: str, bound: str, found: int, what: str) -> None:
        """Nothing, when ``found`` is within the bound of that name.

        Raises:
            UnreadableFile: it is not; the message names file, figures and flag.
        """
        allowed = getattr(self, bound)
        if found > allowed:
            raise UnreadableFile(
                f"{name}: {what} {found:,}, more than the limit of {allowed:,}: "
                f"split the file, or raise the limit with {flag(bound)} {found}"
            )


DEFAULT_LIMITS: Final = Limits()


def flag(bound: str) -> str:
    """The command line flag of a bound: ``max_cell`` -> ``--max-cell``."""
    return "--" + bound.replace("_", "-")
