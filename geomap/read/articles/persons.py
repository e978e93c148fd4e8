"""Which names are those of people and of organisations, by the words in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geomap.read.articles.document import Document
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run
from geomap.read.articles.stated import is_stated


def is_somebody(document: Document, run: Run) -> bool:
    """Whether a whole run is the name of a person or an organisation."""
    lower = [token.lower for token in document.tokens[run.first : run.last]]
    if len(lower) < 2 or " ".join(lower) in data("context")["no_organisations"]:
        return False
    if lower[-1] in words("context", "organisation_tails"):
        return not is_stated(document, run.first) or lower[-1] not in words("context", "buildings")
    return lower[0] in words("context", "organisation_heads") and lower[1] in ("of", "for", "in")


def surnames(document: Document, stretches: Sequence[Run]) -> frozenset[str]:
    """Surnames: the last words of runs that hold a title or a given name before them."""
    found = set()
    known = before_surnames()
    for run in stretches:
        lower = [token.lower for token in document.tokens[run.first : run.last]]
        if (
            1 < len(lower) < 5
            and any(word in known for word in lower[:-1])
            and not is_stated(document, run.first)
        ):
            found.add(lower[-1])
    return frozenset(found)


@cache
def before_surnames() -> frozenset[str]:
    """What may stand before a surname."""
    return words("context", "given_names") | words("context", "titles")


def is_called_somebody(document: Document, piece: Piece) -> bool:
    """Whether a name holds a title or a given name, or is a people's: 'attacked Musa Xyz'."""
    lower = [token.lower for token in document.tokens[piece.first : piece.last]]
    called = not before_surnames().isdisjoint(lower)
    return called or form("peoples").search(lower[-1]) is not None
