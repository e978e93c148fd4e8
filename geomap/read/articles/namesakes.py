"""Streets, people, arms, ships and acronyms that bear the name of a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geomap.read.articles.document import Document
from geomap.read.articles.lists import words
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run


def is_street(document: Document, last: int) -> bool:
    """'Hazel Street', 'Woodfield and Martingale roads': the name before token ``last``."""
    lower = [token.lower for token in document.tokens[last : last + 3]]
    streets = words("context", "streets")
    return bool(lower) and (
        lower[0] in streets or (lower[0] == "and" and len(lower) > 2 and lower[2] in streets)
    )


def is_treaty(document: Document, last: int) -> bool:
    """'the Minsk agreements', 'the Geneva Conventions': the name before token ``last``."""
    return document.word(last) in words("context", "treaties")


def follows_initial(document: Document, first: int) -> bool:
    """'Dwight C. Jones', 'Gov. Chet Culver': a name behind an initial or a shortened title."""
    if first < 2:
        return False
    name, initial = document.tokens[first - 2 : first]
    if document.text[initial.end : document.tokens[first].start] != ". ":
        return False
    if initial.lower in words("context", "titles"):
        return True
    return len(initial.text) == 1 and initial.text.isupper() and name.text.istitle()


def is_before_arms(document: Document, sentence: int, last: int) -> bool:
    """'two Iskander missiles': whether arms follow the name that ends before token ``last``."""
    return any(hit.first == last for hit in document.sentences[sentence].of("weapon"))


def is_ship(document: Document, first: int, last: int) -> bool:
    """'the tanker Sig', 'the Sig, a Russian tanker': tokens ``[first, last)`` as a ship's name."""
    before = document.word(first - 1)
    if before in words("context", "vessels") or before.endswith("-flagged"):
        return True
    behind = _behind_ship().match(document.text, document.tokens[last - 1].end)
    return before == "the" and behind is not None


def is_acronym(document: Document, piece: Piece) -> bool:
    """'AIDS', 'FBI': short words in capitals, but for those of countries and states."""
    token = document.tokens[piece.first]
    if (
        document.upper
        or piece.last - piece.first > 1
        or not token.text.isupper()
        or len(token.text) > 5
    ):
        return False
    known = piece.fame is not None and piece.fame.kind in ("country", "governorate")
    return not known and token.start != document.sentences[piece.run.sentence].start


def ships_of(document: Document, stretches: Iterable[Run]) -> frozenset[str]:
    """The names of some words that a text gives to ships: 'the tanker Chios Lion'."""
    vessels = words("context", "vessels") | words("context", "ships")
    named = (
        run
        for run in stretches
        if run.last - run.first > 1 and document.word(run.first - 1) in vessels
    )
    return frozenset(_name(document, run) for run in named)


def is_ship_named(document: Document, run: Run, ships: frozenset[str]) -> bool:
    """Whether a run is the name of one of ``ships``, wherever it stands."""
    return bool(ships) and _name(document, run) in ships


def _name(document: Document, run: Run) -> str:
    """The words of a run without what stands before a name, and a number behind it."""
    first, last = run.first, run.last
    while last - first > 1 and document.tokens[last - 1].text.isdigit():
        last -= 1
    before = words("context", "ships") | words("grammar", "definite")
    while last - first > 1 and document.word(first) in before:
        first += 1
    return " ".join(document.between(first, last).split())


@cache
def _behind_ship() -> re.Pattern[str]:
    vessels = "|".join(sorted(words("context", "vessels")))
    return re.compile(rf",\s(?:an?|the)\s(?:[\w-]+\s){{0,4}}(?:[\w-]+-)?(?:{vessels})\b")
