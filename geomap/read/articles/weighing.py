"""How much speaks for a name being that of a place: its fame, and the words beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.lists import data, words
from geomap.read.articles.lookup import Fame
from geomap.read.articles.namesakes import (
    follows_initial,
    is_before_arms,
    is_ship,
    is_street,
    is_treaty,
)
from geomap.read.articles.persons import before_surnames
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import heads_item, opens_behind_head
from geomap.read.articles.tokens import Token
from geomap.read.articles.vote import weight_of

#: Behind a name that only says whose something is: a word, no preposition.
_NOUN_BEHIND: Final = re.compile(
    r"['’]s\b|[ -](?!(?:in|on|at|of|and|or|by|for|to|with|from|as|after|that|who|which|was|is)\b)"
    r"[^\W\d_]"
)


def score_of(document: Document, piece: Piece, people: frozenset[str]) -> float:
    """How much speaks for a piece being a place."""
    tokens = document.tokens
    before = tokens[piece.first - 1].lower if piece.first > piece.run.first else ""
    after = tokens[piece.last].lower if piece.last < piece.run.last else ""
    score = 1.5 if piece.stated else 0.0
    score += 1.5 if piece.typed > piece.last else 0.0
    score += 1.5 if _follows_comma(document, piece) else 0.0
    score += _fame_score(piece.fame)
    score += 0.5 if piece.last - piece.first > 1 else 0.0
    score -= 3.0 if before in before_surnames() else 0.0
    if document.upper:  # a run says nothing there: words of place must
        told = piece.stated or piece.typed > piece.last or _follows_comma(document, piece)
        score -= 0.0 if told else 1.5
    else:
        score -= 1.5 if before and before not in _fitting() else 0.0
        score -= 1.5 if after and after not in _fitting() else 0.0
    score -= 3.0 if piece.last - piece.first == 1 and tokens[piece.first].lower in people else 0.0
    score -= 3.0 if is_street(document, piece.last) else 0.0
    score -= 6.0 if is_treaty(document, piece.last) else 0.0
    score -= 3.0 if follows_initial(document, piece.first) else 0.0
    score -= 3.0 if _is_common(document, piece) or _is_told(document, piece) else 0.0
    score -= 3.0 if _is_make(document, piece) or _is_ship(document, piece) else 0.0
    score -= 1.0 if says(document, piece) and not piece.grand else 0.0
    score -= 1.0 if _opens_sentence(document, piece) else 0.0
    score += _vote(document, piece)
    given = tokens[piece.first].lower in words("context", "given_names")
    score -= 1.5 if given and piece.last - piece.first == 1 else 0.0
    return score


def is_sure(document: Document, piece: Piece) -> bool:
    """Whether a name means a place wherever the text has it, and no vote says otherwise."""
    if piece.fame is None or not (piece.stated or piece.grand):
        return False
    if _is_ship(document, piece):
        return False
    return piece.stated or _vote(document, piece) >= 0


@cache
def _fitting() -> frozenset[str]:
    """What may stand beside a place's name in one run: 'Northern Iraq', 'Baghdad Governor'."""
    types = frozenset(word for phrase in data("context")["types_after"] for word in phrase.split())
    return (
        types
        | words("context", "compass")
        | words("context", "types_before")
        | words("context", "not_places")
        | words("context", "prepositions")
        | demonyms()
        | frozenset(name.lower() for entry in data("peoples").values() for name in entry["names"])
    )


@cache
def demonyms() -> frozenset[str]:
    """What the people of the countries of the world are called, in small letters."""
    return frozenset(
        name.lower() for entry in data("peoples").values() for name in entry.get("demonyms", ())
    )


def _fame_score(fame: Fame | None) -> float:
    if fame is None:
        return 0.0
    if fame.grand:
        return 2.0
    return 0.3 + 2.0 * fame.prominence


def _follows_comma(document: Document, piece: Piece) -> bool:
    """'Alexandria, La.' and 'Paris, France': a name next to another with a comma between."""
    before, after = _beside(document, piece.first, piece.last)
    if after and after.text[0].isupper() and after.lower in _areas_names():
        return True
    return before is not None and before.text[0].isupper() and piece.grand


def stands_by_comma(document: Document, first: int, last: int) -> bool:
    """Whether a comma alone parts tokens ``[first, last)`` from a word before or behind them."""
    return any(_beside(document, first, last))


def _beside(document: Document, first: int, last: int) -> tuple[Token | None, Token | None]:
    """The tokens before and after a name that a comma alone parts from it."""
    text, tokens = document.text, document.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before and text[before.end : tokens[first].start] != ", ":
        before = None
    if after and text[tokens[last - 1].end : after.start] != ", ":
        after = None
    return before, after


@cache
def _areas_names() -> frozenset[str]:
    countries = {
        name.split()[0].lower() for entry in data("peoples").values() for name in entry["names"]
    }
    return frozenset(countries) | words("context", "states")


def _is_common(document: Document, piece: Piece) -> bool:
    """'Bombs on a Wedding: 11 dead': no name stands alone behind 'a'; 'a Sumy apartment' does."""
    if document.word(piece.first - 1) not in words("grammar", "single"):
        return False
    end = document.tokens[piece.last - 1].end
    return piece.last == piece.run.last and not _NOUN_BEHIND.match(document.text, end)


def _is_told(document: Document, piece: Piece) -> bool:
    """'A resident told The Irrawaddy': a paper, by the capital of its article."""
    at = piece.first - 1
    if at < 1 or document.tokens[at].text != "The":
        return False
    return document.word(at - 1) in words("speech", "verbs") | {"by", "with"}


def _is_make(document: Document, piece: Piece) -> bool:
    """'two Iskander missiles': what a weapon is called, unless a well-known place is."""
    if piece.stated or piece.grand:
        return False
    return is_before_arms(document, piece.run.sentence, piece.last)


def _is_ship(document: Document, piece: Piece) -> bool:
    """What a ship is called; of a country's name, and of a well-known one behind 'the', no."""
    if piece.fame is not None and piece.fame.kind == "country":
        return False
    if document.word(piece.first - 1) in words("context", "vessels"):
        return True  # 'the frigate Hamburg'
    return not piece.grand and is_ship(document, piece.first, piece.last)


def _opens_sentence(document: Document, piece: Piece) -> bool:
    """Whether its capital may be that of a sentence, also behind the head of an item."""
    if piece.stated and heads_item(document, piece.first, piece.last):
        return False
    opens = piece.first == document.sentences[piece.run.sentence].first
    return opens or opens_behind_head(document, piece.first)


def _vote(document: Document, piece: Piece) -> float:
    tokens = document.tokens
    return weight_of(document.votes, tokens[piece.first].start, tokens[piece.last - 1].end)


def says(document: Document, piece: Piece) -> bool:
    """Whether a verb of saying follows the name."""
    after = document.word(piece.last)
    return after in words("speech", "verbs")
