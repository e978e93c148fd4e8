"""Cells that a spreadsheet program must not run, and how to get the text back.

A program that opens a CSV takes a cell that begins with ``=``, ``+``, ``-``, ``@`` or a control
character for a formula (OWASP, "CSV Injection"). The guard is the apostrophe that spreadsheets
themselves use for "this is text". It is lossless: a text that already begins with apostrophes
before such a character gets one more, and exactly one is taken off again.
"""

from __future__ import annotations

import re
from typing import Final

#: Apostrophes and space, then what starts a formula; the full-width signs count as the plain ones.
RISKY: Final = r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"

_RISKY: Final = re.compile(RISKY)
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def guard(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula; a number stays as it is."""
    if _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """What :func:`guard` was given: ``unguard(guard(text)) == text`` for every text."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
