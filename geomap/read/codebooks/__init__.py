"""Foreign columns <-> ours: ACLED, UCDP GED, GDELT, and any sheet through a mapping file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from geomap.read.codebooks.acled import ACLED
from geomap.read.codebooks.codebook import Codebook, Fields, apply, is_native, native_fields
from geomap.read.codebooks.gdelt import GDELT, header_of_record
from geomap.read.codebooks.ucdp import UCDP

#: In the order in which a table is compared with them.
KNOWN: Final = (UCDP, ACLED, GDELT)
BY_NAME: Final = {codebook.name: codebook for codebook in KNOWN}


def detect(columns: Collection[str]) -> Codebook | None:
    """The codebook whose columns these are; None for a native or an unknown table."""
    return next((codebook for codebook in KNOWN if codebook.recognises(columns)), None)


__all__ = [
    "ACLED",
    "BY_NAME",
    "GDELT",
    "KNOWN",
    "UCDP",
    "Codebook",
    "Fields",
    "apply",
    "detect",
    "header_of_record",
    "is_native",
    "native_fields",
]
