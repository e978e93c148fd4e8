"""Roads that a text names by their ends: 'on the Kabul-Kandahar highway'."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from geomap.gazetteer import relations
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import words
from geomap.read.articles.lookup import Lookup
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run, is_capital
from geomap.read.articles.stated import is_stated
from geomap.read.articles.tokens import Token

#: Words of both names together, 'Deir ez-Zor' and 'Khan Shaykhun' for two.
_LONGEST: Final = 6
_DASH: Final = re.compile(r"[-–—]")
#: What stands between the words of such a name.
_GAP: Final = re.compile(r"\s?[-–—]?\s?")


def find_roads(
    document: Document, lookup: Lookup, sentences: Collection[int] | None = None
) -> list[Piece]:
    """The roads whose ends are both places that the gazetteer holds, by position.

    One piece for each, from the first end to the last: what is told of the road is told of
    neither town.
    """
    return [
        road
        for sentence in document.sentences
        if sentences is None or sentence.index in sentences
        for road in _of_sentence(document, lookup, sentence)
    ]


def _of_sentence(document: Document, lookup: Lookup, sentence: Sentence) -> Iterator[Piece]:
    if words("context", "ways").isdisjoint(sentence.words):
        return
    for at in range(sentence.first + 1, sentence.last):
        if _is_way(document.tokens[at]):
            road = _ending_at(document, lookup, sentence, at)
            if road is not None:
                yield road


def _is_way(token: Token) -> bool:
    """'Smith Road' with a capital is a street."""
    return token.lower in words("context", "ways") and token.text != "Road"


def _ending_at(document: Document, lookup: Lookup, sentence: Sentence, way: int) -> Piece | None:
    """The longest name of a road before its word ``way``, token number."""
    tokens, text = document.tokens, document.text
    first = way
    while first > max(sentence.first, way - _LONGEST) and _goes_on(document, first - 1):
        first -= 1
    for start in range(first, way):
        name = text[tokens[start].start : tokens[way - 1].end]
        told = relations.parse(f"{name} {tokens[way].lower}") if _DASH.search(name) else None
        if told is None or told.relation != "road" or not tokens[start].text[0].isupper():
            continue
        if all(lookup.fame(end) is not None for end in told.anchors):
            run = Run(start, way, sentence.index)
            return Piece(run, start, way, way + 1, name, None, is_stated(document, start))
    return None


def _goes_on(document: Document, at: int) -> bool:
    """Whether token ``at`` may be a word of the name that the next one goes on with."""
    token, after = document.tokens[at], document.tokens[at + 1]
    if not _GAP.fullmatch(document.text, token.end, after.start):
        return False
    return is_capital(token, document.upper) or token.lower in words("grammar", "connectors")
