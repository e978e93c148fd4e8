"""Names of places in scripts without capital letters, by the words that stand before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import data, words
from geomap.read.articles.lookup import Fame, Lookup
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run

_LONGEST: Final = 4
#: How well known a name must be that a preposition, or nothing, stands before.
_KNOWN: Final = 0.5
#: Letters of a word that is hardly a name.
_SHORT: Final = 2


def choose_caseless(
    document: Document, lookup: Lookup, sentences: Collection[int] | None = None
) -> list[Piece]:
    """The pieces that count as places, by position; only those in ``sentences`` where given."""
    wanted = (s for s in document.sentences if sentences is None or s.index in sentences)
    return [piece for sentence in wanted for piece in _of_sentence(document, lookup, sentence)]


def _of_sentence(document: Document, lookup: Lookup, sentence: Sentence) -> Iterator[Piece]:
    at, named = sentence.first, -1
    while at < sentence.last:
        piece = _longest(document, lookup, sentence, at, listed=named == at)
        if piece:
            yield piece
        at = piece.last if piece else at + 1
        named = at if piece else -1


def _longest(
    document: Document, lookup: Lookup, sentence: Sentence, at: int, listed: bool
) -> Piece | None:
    """The longest name that begins at a token, as it stands or without a particle on it.

    ``listed`` says that a place stands right before: 'Aleppo and Hama'.
    """
    before = document.tokens[at - 1].text if at > sentence.first else ""
    typed = before in words("caseless", "types")
    for prefix in _prefixes(document.tokens[at].text):
        stated = before in words("caseless", "prepositions") or prefix in _particles()
        stated = stated or (listed and prefix in words("caseless", "and"))
        for last in range(min(at + _LONGEST, sentence.last), at, -1):
            name = document.between(at, last)[len(prefix) :]
            if name in _no_places() or not _runs(document, at, last):
                continue
            fame = lookup.fame(name) if last - at == 1 or typed or stated else None
            if fame and _counts(name, fame, typed, stated):
                run = Run(at, last, sentence.index)
                return Piece(run, at, last, last, name, fame, typed or stated, len(prefix))
    return None


def _prefixes(word: str) -> Iterator[str]:
    """What may be left out of a word to find a name: nothing first, then its particles."""
    yield ""
    for prefix in data("caseless")["prefixes"]:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield prefix


@cache
def _particles() -> frozenset[str]:
    return frozenset(data("caseless")["prefixes_of_place"])


@cache
def _no_places() -> frozenset[str]:
    lists = ("not_places", "types", "prepositions", "acting")
    return frozenset().union(*(words("caseless", name) for name in lists))


def _runs(document: Document, first: int, last: int) -> bool:
    """Whether only single spaces part the tokens."""
    tokens = document.tokens
    return all(tokens[n].end + 1 == tokens[n + 1].start for n in range(first, last - 1))


def _counts(name: str, fame: Fame, typed: bool, stated: bool) -> bool:
    """Whether a name counts as a place; of two letters ('ما', what) only where a word says so."""
    if typed or (stated and fame.prominence >= _KNOWN):
        return True
    return fame.grand and (stated or len(name) > _SHORT)
