"""The dateline of wire copy: 'GAZA, July 26 (Xinhua) --' is where it was written, not what of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geomap.read.articles.tokens import Span

_LINES: Final = 6
#: A place in capitals or with an agency in brackets behind it, then a dash.
_DATELINE: Final = re.compile(
    r"\s*(?:\([A-Z][\w -]{1,20}\)\s*)?"
    r"(?:[A-Z][A-Z'’.\- ]{2,40}(?:[,/][^\n(–—]{1,60}?)?(?:\s*\([^)\n]{2,60}\))*"
    r"|[A-Z][^\n–—]{2,60}?\s\([^)\n]{2,40}\)(?:,[^\n–—]{2,20})?)"
    r"\s*(?:-{1,2}|[–—])\s*(?:\[[^\]\n]*\]\s*)*"
)


def find_dateline(text: str) -> Span | None:
    """Where the dateline stands, None where the first lines hold none."""
    for start, end in _first_lines(text):
        match = _DATELINE.match(text, start, end)
        if match:
            return Span(match.start(), match.end())
    return None


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for _ in range(_LINES):
        end = text.find("\n", start)
        stop = end if end >= 0 else len(text)
        if text[start:stop].strip():
            yield start, stop
        if end < 0:
            return
        start = stop + 1
