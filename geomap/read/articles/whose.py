"""Whose was what was struck: 'US troops', 'positions of the PKK', 'the Turkish base'."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.parties import named
from geomap.read.articles.readings import Report


def target_parties(document: Document, reports: Iterable[Report]) -> list[str]:
    """The names of those whose targets the reports of one incident tell, each once."""
    told = (
        named(hit)
        for report in reports
        if report.target
        for hit in report.sentence.of("actor", "group", "called", "people")
        if _is_of_target(document, hit, *report.target)
    )
    return list(dict.fromkeys(name for name in told if name))


def _is_of_target(document: Document, hit: Hit, start: int, end: int) -> bool:
    """Whether a name stands in the words of a target, right before them, or behind an 'of'."""
    first, last = document.tokens[hit.first].start, document.tokens[hit.last - 1].end
    if start <= first and last <= end:
        return True
    if last <= start:
        return document.text[last:start].strip() in ("", "'s", "’s")
    return document.fullmatch("of_whom", end, first) is not None
