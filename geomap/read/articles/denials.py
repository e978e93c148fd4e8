"""Who says that it was not them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import data, spaced, words
from geomap.read.articles.parties import Basis, Party

_CUE: Final = Tag("denied", "denied")
#: The forms that speak against an incident itself, and the words of which each needs one.
_DISPUTES: Final[tuple[tuple[Basis, str], ...]] = (
    ("disputed", "denying"),
    ("unverified", "verifying"),
)
#: How far behind a country's name the word stands that speaks for it, in words.
_SPEAKS: Final = 3


def denial_cues(document: Document, sentence: Sentence) -> list[Hit]:
    """The words by which somebody of a sentence denies a deed, by position."""
    listed = [hit for hit in sentence.of("denied") if document.word(hit.first - 1) != "nor"]
    if not words("parties", "denying").isdisjoint(sentence.words):
        taken = {at for hit in listed for at in range(hit.first, hit.last)}
        for match in _denies().finditer(document.text, sentence.start, sentence.end):
            told = document.tokens_in(sentence, *match.span())
            if told and taken.isdisjoint(told) and document.word(told[0] - 1) != "nor":
                listed.append(Hit(told[0], told[-1] + 1, _CUE))
    return sorted(listed, key=lambda hit: hit.first)


def disputes(document: Document, sentence: Sentence) -> list[Party]:
    """What a sentence says against an incident itself: that there was none, that nobody knows."""
    return [
        Party(*match.span(), None, basis)
        for basis, needed in _DISPUTES
        if not words("parties", needed).isdisjoint(sentence.words)
        for match in [document.search(basis, sentence.start, sentence.end)]
        if match
    ]


def speaks_for_country(document: Document, hit: Hit) -> bool:
    """'Iran's foreign ministry', 'a US official': those who may deny it for their country."""
    near = range(hit.last, hit.last + _SPEAKS)
    return any(
        document.word(at) in words("context", "speaking_forces")
        or document.word(at) in words("parties", "officials")
        for at in near
    )


@cache
def _denies() -> re.Pattern[str]:
    forms = data("forms")
    form = " ".join(forms["denies"].split()).replace(" |", "|")
    return re.compile(
        spaced(form.format(deed=forms["deed"], deed_ing=forms["deed_ing"])), re.IGNORECASE
    )
