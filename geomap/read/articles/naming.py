"""Which names of a text are those of places, by what stands around them.

Every run of capitals is cut into the names that the gazetteer holds; each is scored by the words
of place and of people beside it. Word lists are in ``data/context.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.lists import data, words
from geomap.read.articles.lookup import Lookup
from geomap.read.articles.namesakes import is_acronym, is_ship_named, ships_of
from geomap.read.articles.persons import is_somebody, surnames
from geomap.read.articles.pieces import OF_COUNTRIES, Piece
from geomap.read.articles.spans import Run, pieces, runs, type_after
from geomap.read.articles.stated import goes_on_from, is_stated, is_told_of
from geomap.read.articles.unheld import heads_deed, is_unheld_place
from geomap.read.articles.weighing import demonyms, is_sure, score_of, stands_by_comma

#: What a name must reach to count as a place; this and the weights of ``weighing.py`` were
#: set on the tuning halves of LGL, GeoVirus and TUD-Loc (benchmarks/articles.py).
_ENOUGH: Final = 1.0


def choose(
    document: Document, lookup: Lookup, sentences: Collection[int] | None = None
) -> list[Piece]:
    """The pieces that count as places, by position; only those in ``sentences`` where given."""
    stretches = runs(document)
    people = surnames(document, stretches)
    ships = ships_of(document, stretches)
    stretches = [run for run in stretches if not is_ship_named(document, run, ships)]
    if sentences is not None:
        stretches = [run for run in stretches if run.sentence in sentences]
    named = _countries(document) if document.upper else None
    found: list[Piece] = []
    for run in stretches:
        if not is_somebody(document, run):
            listed = bool(found) and goes_on_from(document, found[-1], run)
            found += _of_run(document, lookup, run, people, named, listed)
        elif document.tokens[run.last - 1].lower in words("context", "authorities"):
            found += _of_authority(document, lookup, run)
    known = {piece.name for piece in found if is_sure(document, piece)}
    return sorted(
        (p for p in found if p.name in known or score_of(document, p, people) >= _ENOUGH),
        key=lambda piece: piece.first,
    )


def _countries(document: Document) -> frozenset[str]:
    """The countries whose names and peoples a text holds: where its lesser names may lie."""
    hits = (hit for sentence in document.sentences for hit in sentence.of("people"))
    return frozenset(hit.tag.facts["code"] for hit in hits)


def _of_run(
    document: Document,
    lookup: Lookup,
    run: Run,
    people: frozenset[str],
    countries: frozenset[str] | None,
    listed: bool,
) -> Iterator[Piece]:
    """The longest names of a run that do not overlap; ``listed``: it goes on from a place."""
    taken: list[tuple[int, int]] = []
    limit = document.sentences[run.sentence].last
    for first, last in pieces(document, run):
        if any(first < end and start < last for start, end in taken):
            continue
        if _is_word(document, first, last) or _is_tagged(document, run, first, last):
            continue
        typed = type_after(document, last, limit)
        headed = heads_deed(document, run, first, last, people)
        stated = headed or (listed and first == run.first)
        stated = stated or is_told_of(document, run, first, last)
        if (
            document.upper
            and not stated
            and typed == last
            and not stands_by_comma(document, first, last)
        ):
            continue  # in capitals throughout, only words of place tell names from words
        country = _country(document, run, first, last)
        name = country or " ".join(document.between(first, last).split())
        fame = OF_COUNTRIES if country else lookup.fame(name, countries)
        piece = Piece(run, first, last, last if country else typed, name, fame, stated)
        if fame is None and not headed and not is_unheld_place(document, piece):
            continue
        if _is_half_name(document, piece):
            continue
        if fame is not None and not country and is_acronym(document, piece):
            continue
        if score_of(document, piece, people) > -1.0:
            taken.append((first, last))
            yield piece


def _of_authority(document: Document, lookup: Lookup, run: Run) -> Iterator[Piece]:
    """The place whose authority a run names: 'Oxford' of 'Oxford Police'."""
    for last in range(min(run.last - 1, run.first + 3), run.first, -1):
        name = " ".join(document.between(run.first, last).split())
        fame = lookup.fame(name) if not _is_word(document, run.first, last) else None
        if fame is not None and not _is_tagged(document, run, run.first, last):
            yield Piece(run, run.first, last, last, name, fame, False)
            return


def _is_word(document: Document, first: int, last: int) -> bool:
    """Whether the words only look like a name: 'May 3', "I'll", 'Police'."""
    token = document.tokens[first]
    lower = [word.lower for word in document.tokens[first:last]]
    if document.upper and not words("context", "wire_words").isdisjoint(lower):
        return True
    if last - first == 1 and (token.text.isdigit() or token.lower in words("context", "titles")):
        return True  # 'March 23', 'Sen. Olive'
    calendar = data("calendar")
    if token.lower in calendar["months"] or token.lower in calendar["weekdays"]:
        return True
    if token.lower.partition("'")[0] in words("context", "contracted"):
        return True
    if last - first > 1 and document.tokens[last - 1].lower in demonyms():
        return True  # 'Saturday the Ukrainian' city of …
    if last - first > 1:
        return False
    common = token.lower in words("context", "wire_words") and not is_stated(document, first)
    return common or token.lower in words("context", "not_places")


def _country(document: Document, run: Run, first: int, last: int) -> str | None:
    """The country that the words are a name or abbreviation of ('U.S.', 'DRC')."""
    for hit in document.sentences[run.sentence].of("people"):
        if (hit.first, hit.last) == (first, last) and hit.tag.facts["role"] == "name":
            return hit.value
    return None


def _is_tagged(document: Document, run: Run, first: int, last: int) -> bool:
    """Whether the words lie in an actor's name, or are a people's ('Iraqi')."""
    for hit in document.sentences[run.sentence].hits:
        if hit.last <= first or last <= hit.first:
            continue
        if hit.kind in ("actor", "group"):
            return True
        if hit.kind == "weapon" and hit.last - hit.first > 1 and hit.first <= first < hit.last:
            return True  # 'Grad rockets'
        if hit.kind == "called" and hit.first <= first and last <= hit.last:
            return hit.last - hit.first > 1 or document.tokens[first].text.isupper()
        if hit.kind == "generic" and (hit.first, hit.last) == (first, last):
            return True  # 'Gunmen' at the start of a headline
        inside = hit.first <= first and last <= hit.last
        if document.upper and inside and hit.kind != "people":
            return True
        if (
            hit.kind == "people"
            and hit.tag.facts["role"] == "demonym"
            and hit.first <= first
            and last <= hit.last
        ):
            return True
    return False


def _is_half_name(document: Document, piece: Piece) -> bool:
    """'Dar' of 'Dar al-Arqam': a word that names only begin with, and the rest of the name."""
    if piece.last - piece.first > 1 or piece.last >= piece.run.last:
        return False
    return document.word(piece.first) in words("context", "heads_of_names")
