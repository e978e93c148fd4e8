"""The words in which a sentence gives a place: 'in the vicinity of the port of Hodeidah'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import is_compass
from geomap.read.articles.lists import form, words
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.spans import type_after
from geomap.read.articles.told_places import relations

_QUOTES: Final = re.compile(r"[“”\"'’‘,]")


class PlacePhrase(NamedTuple):
    """Characters ``[start, end)`` and what they say of a place."""

    start: int
    end: int
    relation: str  # 'in the vicinity of', empty where only the name stands
    name: str  # with type words: 'port of Hodeidah'


def phrase_between(
    document: Document, inside: Sequence[PlaceMention], chosen: PlaceMention
) -> PlacePhrase | None:
    """'between Gao and Labbezanga': the words of two places, where the chosen one is one of them.

    What links two towns ('the road linking Homs and Hama') lies between them too, and so does
    'the road from Homs to Hama'.
    """
    for one, other in pairwise(inside):
        if chosen not in (one, other) or not one.first:
            continue
        before, joint = document.word(one.first - 1), document.text[one.end : other.start].split()
        first, relation = one.first - 1, "between"
        if before == "from" and joint == ["to"] and first:
            first, relation = first - 1, f"{document.word(first - 1)} from"
            linked = document.word(first) in words("context", "ways")
        else:
            linked = before in words("grammar", "links") and joint == ["and"]
        if linked:
            name = " ".join(document.text[one.start : other.end].split())
            return PlacePhrase(document.tokens[first].start, other.end, relation, name)
    return None


def phrase_of(document: Document, sentence: Sentence, mention: PlaceMention) -> PlacePhrase:
    """Where the words of a place begin and end, its relation, and its name with type words."""
    road = form("road", case=True).match(document.text, mention.end, sentence.end)
    typed = document.tokens[type_after(document, mention.last, sentence.last) - 1].end
    end = road.end() if road else typed
    first = _with_leading_words(document, sentence, mention.first)
    start = document.tokens[first].start
    name = mention.called or " ".join(document.text[start:end].split())
    owned = document.tokens[_with_owner(document, sentence, first)].start
    before = _QUOTES.sub(" ", document.text[sentence.start : owned])
    match = relations().search(before)
    if match is None or document.is_owner(mention.last - 1):  # 'near Israel's main airport'
        return PlacePhrase(start, end, "", name)
    relation = " ".join(match.group(1).lower().split())
    return PlacePhrase(sentence.start + match.start(1), end, relation, name)


def _with_owner(document: Document, sentence: Sentence, first: int) -> int:
    """The first token of whose place it is: 'off Yemen's port of Hodeidah', 'the Yemeni port'."""
    if first == sentence.first:
        return first
    if not document.is_owner(first - 1):
        whose = (
            h.first
            for h in sentence.of("people")
            if h.last == first and h.tag.facts.get("role") == "demonym"
        )
        at = next(whose, first)
        return at - 1 if at < first and document.word(at - 1) == "the" else at
    owners = (hit.first for hit in sentence.of("people") if hit.last == first)
    return next(owners, first - 1)


def _with_leading_words(document: Document, sentence: Sentence, first: int) -> int:
    """Before a name: compass words, 'town of', 'Camp'."""
    while first > sentence.first:
        word = document.tokens[first - 1].lower
        if document.tokens[first - 2].lower in words("context", "offices"):
            break  # 'the mayor of Toribio' is somebody
        if is_compass(document, first - 1):
            first -= 1
        elif word == "of" and _is_type(document.tokens[first - 2].lower):
            first -= 2
        else:
            break
    return first


def _is_type(word: str) -> bool:
    """'town of', not 'residents of'."""
    return word in words("context", "types_before") and word not in words("casualties", "people")
