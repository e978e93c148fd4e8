"""Words that say that a strike told before was an answer: 'the raid on X was revenge for Y'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import data, form, pattern
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.tokens import Span

#: How far before words of answering that may begin which was answered, in characters.
_FAR: Final = 80


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words that say it, and those of them that say what was answered."""

    said: Span
    what: Span

    def names(self, mention: PlaceMention) -> bool:
        """Whether a place is of what was answered: 'Y'."""
        return is_in(self.what, mention.start)

    def is_of(self, mention: PlaceMention) -> bool:
        """Whether a place is of the strike: 'X'."""
        return is_in(self.said, mention.start) and not self.names(mention)


def is_in(span: Span, at: int) -> bool:
    """Whether character ``at`` is of a stretch."""
    return span.start <= at < span.end


class _Way(NamedTuple):
    """One way to say it: words of which one stands there, and the form of it."""

    needs: frozenset[str]
    said: re.Pattern[str]
    before: bool  # what was answered stands before it


@cache
def _ways() -> tuple[_Way, ...]:
    return tuple(
        _Way(frozenset(way["with"].split()), pattern(way["form"]), way.get("before", False))
        for way in data("forms")["explains"]
    )


@cache
def _needed() -> frozenset[str]:
    return frozenset[str]().union(*(way.needs for way in _ways()))


def explanation_of(document: Document, sentence: Sentence) -> Explanation | None:
    """What a sentence says that a strike told before answers, None where it says no such thing."""
    if _needed().isdisjoint(sentence.words) or sentence.of("court"):
        return None  # 'the punishment for a raid' is a court's
    for way in _ways():
        if way.needs.isdisjoint(sentence.words):
            continue
        match = way.said.search(document.text, sentence.start, sentence.end)
        if match is not None:
            return _told(document, sentence, way, match)
    return None


def _told(
    document: Document, sentence: Sentence, way: _Way, match: re.Match[str]
) -> Explanation | None:
    """What these words say; None where they are denied, asked for, or of no attack."""
    if document.search("unexplained", sentence.start, match.start()):
        return None
    if document.match("civil_what", match.end(), sentence.end):
        return None
    if "what" in way.said.groupindex:
        what = Span(*match.span("what"))
    elif way.before:
        what = _before(document, sentence, match.start())
    else:
        what = _behind(document, sentence, match.end())
    return Explanation(Span(*match.span()), what)


def _before(document: Document, sentence: Sentence, at: int) -> Span:
    """What stands before words of answering, back to where somebody says it."""
    start = max(sentence.start, at - _FAR)
    match = form("what_before").search(document.text[start:at])
    return Span(start + match.start() if match else at, at)


def _behind(document: Document, sentence: Sentence, at: int) -> Span:
    """What stands behind words of answering, up to where the sentence goes on otherwise."""
    match = document.match("what_answered", at, sentence.end)
    return Span(at, match.end() if match else at)
