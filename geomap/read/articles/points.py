"""Coordinates that a text writes: 'attacked at 13°02'N 043°11'E', as naval advisories do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from geomap.gazetteer import coordinates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lookup import Fame
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run

_DEGREES: Final = (
    r"\d{1,3}(?:\.\d+)?\s?[°º]?\s?"
    r"(?:\d{1,2}(?:\.\d+)?\s?['’′]?\s?(?:\d{1,2}(?:\.\d+)?\s?[\"”″]?\s?)?)?"
)
#: Both halves with their hemispheres: numbers alone are numbers in running text.
_POINT: Final = re.compile(
    rf"(?<![\w.])(?:{_DEGREES}[NS][,;/]?\s?(?:and\s)?{_DEGREES}[EW]"
    rf"|[NS]\s?{_DEGREES}[,;/]?\s?[EW]\s?{_DEGREES})(?![\w])"
)
_FAME: Final = Fame(1.0, "point", 0, 1)


def find_points(document: Document, sentences: Collection[int] | None = None) -> list[Piece]:
    """The points that are written with their hemispheres, by position, each as its notation."""
    return [
        piece
        for sentence in document.sentences
        if sentences is None or sentence.index in sentences
        for piece in _of_sentence(document, sentence)
    ]


def _of_sentence(document: Document, sentence: Sentence) -> Iterator[Piece]:
    for match in _POINT.finditer(document.text, sentence.start, sentence.end):
        if coordinates.parse(match.group()) is None:
            continue
        inside = document.tokens_in(sentence, *match.span())
        if inside:
            first, last = inside[0], inside[-1] + 1
            run = Run(first, last, sentence.index)
            yield Piece(run, first, last, last, match.group(), _FAME, True, described=True)
