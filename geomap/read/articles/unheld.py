"""Names that the gazetteer does not hold and the text itself says are of places: 'in Xyz'."""

from __future__ import annotations

from geomap.read.articles.document import Document
from geomap.read.articles.lists import words
from geomap.read.articles.namesakes import is_acronym
from geomap.read.articles.persons import before_surnames, is_called_somebody
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run, heads_item
from geomap.read.articles.stated import (
    is_called_place,
    is_cell,
    is_general_area,
    is_led,
    is_not_placed,
)


def heads_deed(document: Document, run: Run, first: int, last: int, people: frozenset[str]) -> bool:
    """'• Walgha: Men fired at the village': a name alone that heads an item which tells a deed."""
    if (first, last) != (run.first, run.last):
        return False
    if not heads_item(document, first, last) or not _item_tells_deed(document, run.sentence):
        return False
    lower = [token.lower for token in document.tokens[first:last]]
    heads = words("context", "item_heads")
    return (
        heads.isdisjoint(lower) and before_surnames().isdisjoint(lower) and lower[-1] not in people
    )


def _item_tells_deed(document: Document, first: int) -> bool:
    """Whether a sentence, or one behind it in its paragraph, has a word of violence."""
    paragraph = document.sentences[first].paragraph
    for sentence in document.sentences[first:]:
        if sentence.paragraph != paragraph:
            return False
        if sentence.of("verb", "noun"):
            return True
    return False


def is_unheld_place(document: Document, piece: Piece) -> bool:
    """Whether a name that the index does not hold is still one of a place: 'in Xyz'."""
    opens = piece.first == document.sentences[piece.run.sentence].first
    before = "" if opens else document.tokens[piece.first - 1].lower
    named = (
        before in words("grammar", "inside")
        or (before in words("context", "struck") and not is_called_somebody(document, piece))
        or before in words("context", "types_before") - words("context", "offices")
        or piece.typed > piece.last
        or (before == "on" and _is_struck(document, piece))
        or (is_led(document, piece.first) and _is_apart(document, piece))
        or is_called_place(document, piece.run, piece.last)
        or is_general_area(document, piece.first)
        or is_cell(document, piece.first, piece.last)
    )
    named = named or (before == "of" and piece.stated and _is_called(document, piece))
    named = named or (before == "and" and piece.stated and _ends_list(document, piece))
    named = named or (piece.stated and document.is_owner(piece.first - 1))
    return (
        named
        and document.word(piece.first) not in words("context", "no_place_heads")
        and not is_not_placed(document, piece.first)
        and not document.upper
        and _is_whole(document, piece)
        and not is_acronym(document, piece)
    )


def _is_struck(document: Document, piece: Piece) -> bool:
    """'a raid on Zanbuqa': the name behind a deed that is told to be on it, and is nobody's."""
    at = piece.first - 1
    hits = document.sentences[piece.run.sentence].of("noun")
    return any(hit.last == at for hit in hits) and not is_called_somebody(document, piece)


def _is_apart(document: Document, piece: Piece) -> bool:
    """Whether a name is of no street or shop in a town, of no road's number, and of nobody."""
    tail = document.word(piece.last - 1)
    if tail in words("context", "streets") or tail in words("context", "no_place_tails"):
        return False
    return not tail.isdigit() and not is_called_somebody(document, piece)


def _is_called(document: Document, piece: Piece) -> bool:
    """'The village of Sheikh Xyz', but 'the shelling of Captain Xyz'."""
    kind = document.word(piece.first - 2)
    return kind in words("context", "types_before") or not is_called_somebody(document, piece)


def _ends_list(document: Document, piece: Piece) -> bool:
    """'In Xyz and Zyx, a doctor said': a second name that does nothing itself."""
    if not _is_apart(document, piece):
        return False
    return document.match("list_ends", document.tokens[piece.last - 1].end) is not None


def _is_whole(document: Document, piece: Piece) -> bool:
    return piece.first == piece.run.first and piece.last == piece.run.last
