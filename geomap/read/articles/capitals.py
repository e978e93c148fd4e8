"""Capitals that a text only describes: 'the Somali capital', 'the capital of Yemen'."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, words
from geomap.read.articles.lookup import Fame
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run
from geomap.read.articles.stated import is_stated

_FAME: Final = Fame(1.0, "capital", 1_000_000, 1)


def find_capitals(document: Document, sentences: Collection[int] | None = None) -> list[Piece]:
    """The capitals that are said without their names, by position, each with its name.

    'The Somali capital, Mogadishu' has its name beside it and is left to that.
    """
    only = _only_country(document)
    return [
        piece
        for sentence in document.sentences
        if sentences is None or sentence.index in sentences
        for piece in _of_sentence(document, sentence, only)
    ]


def _only_country(document: Document) -> str | None:
    """The code of the one country that the text speaks of, None of several."""
    codes = {
        hit.tag.facts["code"] for sentence in document.sentences for hit in sentence.of("people")
    }
    return codes.pop() if len(codes) == 1 else None


def _of_sentence(document: Document, sentence: Sentence, only: str | None) -> Iterator[Piece]:
    if "capital" not in sentence.words:
        return
    owners = {hit.last: hit for hit in sentence.of("people")}
    for at in range(sentence.first + 1, sentence.last):
        if document.word(at) != "capital" or document.word(at + 1) in words("context", "money"):
            continue
        owner, of = owners.get(at), _of_whom(document, sentence, at)
        if owner is not None and _is_whose(document, owner):
            code, first = owner.tag.facts["code"], owner.first
        elif of is not None:
            code, first = of.tag.facts["code"], at
        elif only is not None and document.word(at - 1) == "the" and document.word(at + 1) != "of":
            code, first = only, at
        else:
            continue
        names = data("peoples")[code].get("capitals", ())
        stated = is_stated(document, _behind_article(document, first))
        if names and stated and not _is_named_beside(document, sentence, at):
            run = Run(first, at + 1, sentence.index)
            yield Piece(run, first, at + 1, at + 1, names[0], _FAME, True, described=True)


def _of_whom(document: Document, sentence: Sentence, at: int) -> Hit | None:
    """The country behind 'the capital of', if it is no owner itself: 'of Sudan's Darfur region'."""
    if document.word(at + 1) != "of":
        return None
    first = at + 3 if document.word(at + 2) == "the" else at + 2
    named = (hit for hit in sentence.of("people") if hit.first == first)
    country = next((hit for hit in named if hit.tag.facts["role"] != "demonym"), None)
    return None if country is None or document.is_owner(country.last - 1) else country


def _is_whose(document: Document, owner: Hit) -> bool:
    return owner.tag.facts["role"] == "demonym" or document.is_owner(owner.last - 1)


def _behind_article(document: Document, first: int) -> int:
    """The token before which 'in' stands: that of 'the', where it opens the phrase."""
    return first - 1 if document.word(first - 1) == "the" else first


def _is_named_beside(document: Document, sentence: Sentence, at: int) -> bool:
    """Whether a name stands right behind: 'the capital, Sanaa', 'the capital Khartoum'."""
    if at + 1 >= sentence.last:
        return False
    after = document.tokens[at + 1]
    gap = document.text[document.tokens[at].end : after.start]
    return gap in (" ", ", ", " (") and after.text[0].isupper()
