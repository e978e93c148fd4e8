"""What a sentence without a deed tells of what was told before it: when that was, or where."""

from __future__ import annotations

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import words


def tells_when(document: Document, start: int, end: int) -> bool:
    """Whether it only says when what was told before it was: 'the incident happened on Tuesday'."""
    return document.search("happened", start, end) is not None


def tells_position(document: Document, sentence: Sentence, end: int | None = None) -> bool:
    """Whether it says, before ``end`` if one is given, where something was that was told before.

    'The vessel was 26 miles west of X', 'The attackers crept into X after midnight', 'The victims
    were surprised outside X'.
    """
    within = (sentence.start, sentence.end if end is None else end)
    if document.match("were_there", *within):
        return True
    at_sea = not words("context", "sea_miles").isdisjoint(sentence.words)
    return at_sea and document.search("lay_at", *within) is not None
