"""What a sentence without a deed tells of what was told before it: when that was, or where."""

from __future__ import annotations

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import words
from geomap.read.articles.triggers import Trigger


def tells_when(document: Document, start: int, end: int) -> bool:
    """Whether it only says when what was told before it was: 'the incident happened on Tuesday'."""
    return document.search("happened", start, end) is not None


def tells_position(document: Document, sentence: Sentence, end: int | None = None) -> bool:
    """Whether it says, before ``end`` if one is given, where something was that was told before.

    'The vessel was 26 miles west of X', 'boats surrounded it as it was transiting X', 'The
    attackers crept into X after midnight', 'The victims were surprised outside X'.
    """
    within = (sentence.start, sentence.end if end is None else end)
    if document.match("were_there", *within):
        return True
    at_sea = not words("context", "sea_miles").isdisjoint(sentence.words)
    if at_sea and document.search("lay_at", *within):
        return True
    passing = not words("context", "passing").isdisjoint(sentence.words)
    return passing and document.search("in_passage", *within) is not None


def tells_of_deed_told(document: Document, trigger: Trigger) -> bool:
    """'The strike took place on Friday in X, where a boxing match was shown': no new deed."""
    if trigger.verb or not trigger.definite:
        return False
    return document.match("took_place", document.tokens[trigger.hit.last - 1].end) is not None
