"""Which places a text names: its names are resolved together, each weighed against the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from geomap.gazetteer.places import Candidate, Query, Resolution
from geomap.read.articles.capitals import find_capitals
from geomap.read.articles.caseless import choose_caseless
from geomap.read.articles.document import Document
from geomap.read.articles.lists import UPPER, data, form, words
from geomap.read.articles.lookup import Lookup
from geomap.read.articles.naming import choose
from geomap.read.articles.persons import is_somebody
from geomap.read.articles.pieces import OF_COUNTRIES, Piece
from geomap.read.articles.points import find_points
from geomap.read.articles.roads import find_roads
from geomap.read.articles.stated import is_owned
from geomap.read.articles.weighing import says

Role = Literal["place", "actor", "people"]

#: Kinds of what a text may go on to call 'the town'.
SETTLED: Final = frozenset({"city", "town", "village", "capital", "settlement"})
#: What holds towns: a name that stands before one with a comma alone between lies in it.
AREAS: Final = frozenset({"country", "continent", "governorate", "district", "region"})
#: What holds a place of another name when it is only 'of' it.
_HOLDING_KINDS: Final = frozenset({"country", "governorate", "region", "district"})
#: That of 'Mayi-Moya', not of 'Indian-administered Kashmir'.
_INNER_HYPHEN: Final = re.compile(rf"-(?={UPPER})")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the text: tokens ``[first, last)``, characters ``[start, end)``."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    role: Role  # 'actor': a government; 'people': an adjective ('Turkish')
    stated: bool
    resolution: Resolution
    called: str | None = None  # its name, where the text has other words: 'the Somali capital'

    @property
    def kind(self) -> str:
        """The kind of place that it most likely is; empty where it is not in the gazetteer."""
        return self.resolution.best.kind if self.resolution.best else ""


def find_places(
    document: Document,
    lookup: Lookup,
    home: Sequence[Query] = (),
    sentences: Collection[int] | None = None,
) -> list[PlaceMention]:
    """The places that a document names, by position, resolved with the whole text in view.

    Args:
        document: the text.
        lookup: the gazetteer.
        home: what the text is likely near, its outlet's town for one; weighed like more names.
        sentences: the sentences that are read for places; all where left out.
    """
    find = choose_caseless if document.caseless else choose
    wide = [
        *find_roads(document, lookup, sentences),
        *find_capitals(document, sentences),
        *find_points(document, sentences),
    ]
    chosen = _with_wide(find(document, lookup, sentences), wide)
    queries = [Query(_query(document, piece)) for piece in chosen]
    positions = [document.tokens[piece.first].start for piece in chosen]
    apart = [len(document.text) + 100 * number for number in range(1, len(home) + 1)]
    answers = lookup.resolve([*queries, *home], [*positions, *apart])[: len(chosen)]
    likeliest = [
        _likeliest(piece, _whole(document, piece, found))
        for piece, found in zip(chosen, answers, strict=True)
    ]
    held = _held(document, lookup, chosen, likeliest)
    answers = _with_towns(lookup, chosen, held)
    return [
        _mention(document, piece, found)
        for piece, found in zip(chosen, answers, strict=True)
        if (found.best or piece.stated) and not _is_other_lake(document, piece, found)
    ]


def _is_other_lake(document: Document, piece: Piece, found: Resolution) -> bool:
    """'On the shore of Lake Tanganyika': no province that is called after the lake."""
    before = document.tokens[piece.first - 1].text if piece.first else ""
    return before in ("Lake", "Mount") and found.best is not None and found.best.kind != "lake"


def countries_named(mentions: Iterable[PlaceMention]) -> frozenset[str]:
    """Codes of the countries that a text is sure to speak of, itself or by a place there."""
    sure = (one.resolution.best for one in mentions if one.resolution.status == "resolved")
    return frozenset(best.country_code for best in sure if best and best.country_code)


def _with_wide(pieces: Sequence[Piece], wide: Sequence[Piece]) -> list[Piece]:
    """The pieces by position, those left out that are a part of a road or a described capital."""
    inside = {token for one in wide for token in range(one.first, one.typed)}
    apart = [piece for piece in pieces if inside.isdisjoint(range(piece.first, piece.last))]
    return sorted([*apart, *wide], key=lambda piece: piece.first)


def _held(
    document: Document,
    lookup: Lookup,
    pieces: Sequence[Piece],
    answers: Sequence[Resolution],
) -> list[Resolution]:
    """The answers, none of them outside the country that the text says it is in.

    Of 'Salem in southern Yemen' the Salem of another country is not meant, however well known.
    Read from the right, so that what holds a name is settled before it.
    """
    held, said = list(answers), set[int]()
    for here in range(len(pieces) - 1, -1, -1):
        area = _said_area(document, pieces, held, here)
        best = held[here].best
        if area is None or best is None:
            continue
        said.add(here)
        if best.country_code != area.country_code:
            held[here] = _inside(document, lookup, pieces[here], held[here], area)
    return _in_one_sense([_query(document, piece) for piece in pieces], held, said)


def _said_area(
    document: Document, pieces: Sequence[Piece], held: Sequence[Resolution], here: int
) -> Candidate | None:
    """The area of a country that a name is said to be in: 'X in Yemen', 'X (Aden)', 'Yemen's X'."""
    after = held[here + 1].best if here + 1 < len(pieces) else None
    if after and after.country_code and held[here + 1].status == "resolved":
        start = document.tokens[pieces[here].typed - 1].end
        between = document.text[start : document.tokens[pieces[here + 1].first].start]
        holds = between.split() != ["of"] or after.kind in _HOLDING_KINDS  # 'the Bishop of London'
        if holds and (_holding().fullmatch(between) or form("in_brackets").fullmatch(between)):
            return after
    owner = pieces[here - 1] if here else None
    if owner is None or owner.fame is not OF_COUNTRIES:
        return None
    owned = is_owned(document, owner.last - 1, pieces[here].first)
    return held[here - 1].best if owned else None


def _in_one_sense(
    names: Sequence[str], held: Sequence[Resolution], said: Collection[int]
) -> list[Resolution]:
    """The answers, a name everywhere what the text says once that it is: 'Tripoli in Lebanon'."""
    told: dict[str, dict[str, Resolution]] = {}
    for at in sorted(said):
        best = held[at].best
        if best is not None:
            told.setdefault(names[at], {})[best.place_id] = held[at]
    one = {name: next(iter(senses.values())) for name, senses in told.items() if len(senses) == 1}
    return [
        answer if at in said else one.get(name, answer)
        for at, (name, answer) in enumerate(zip(names, held, strict=True))
    ]


def _inside(
    document: Document, lookup: Lookup, piece: Piece, found: Resolution, area: Candidate
) -> Resolution:
    """The answer for a name in the country of an area, an unresolved one where none is there."""
    query = Query(_query(document, piece), country=area.country_code)
    inside = _likeliest(piece, lookup.resolve_alone([query])[0])
    fits = inside.best is not None and inside.best.country_code == area.country_code
    return inside if fits else replace(found, status="unresolved", best=None)


def _with_towns(
    lookup: Lookup, pieces: Sequence[Piece], answers: Sequence[Resolution]
) -> list[Resolution]:
    """The answers, with the town among the candidates where a bare name is a governorate's too."""
    held = list(answers)
    bare = [
        (at, Query(piece.name, country=best.country_code))
        for at, (piece, best) in enumerate(zip(pieces, (a.best for a in answers), strict=True))
        if best is not None and best.kind == "governorate" and piece.typed == piece.last
    ]
    alone = lookup.resolve_alone([query for _, query in bare])
    for (at, _), found in zip(bare, alone, strict=True):
        known = {candidate.place_id for candidate in held[at].candidates}
        more = tuple(one for one in found.candidates if one.place_id not in known)
        held[at] = replace(held[at], candidates=(*held[at].candidates, *more))
    return held


@cache
def _holding() -> re.Pattern[str]:
    """What stands between a name and that of the area which holds it."""
    types = "|".join(sorted(words("context", "before_of")))
    compass = "|".join(sorted(words("context", "compass")))
    return re.compile(
        rf"(?:(?-i:\s[a-z]+)(?=\sin\s)|\sareas?)?,?\s(?:in|of)\s(?:the\s)?(?:far\s)?"
        rf"(?:(?:{compass})\s)?(?:(?:{types})\sof\s)?",
        re.IGNORECASE,
    )


def _likeliest(piece: Piece, found: Resolution) -> Resolution:
    """The answer; for a name that the index holds as written, its likeliest bearer at least.

    The text itself says that a place is meant, so that 'none of them' is unlikely; the status
    stays ``ambiguous`` and the score what it was.
    """
    if found.best is not None or piece.fame is None or not found.candidates:
        return found
    return replace(found, status="ambiguous", best=found.candidates[0])


def _whole(document: Document, piece: Piece, found: Resolution) -> Resolution:
    """The answer, an unresolved one where perhaps half of a name is held: 'Mayi' of 'Mayi-Moya'.

    In a table 'Aleppo-Azaz' may be a town and what holds it; in a text only a road or a border is
    between the two.
    """
    if piece.fame is not None or found.status != "ambiguous":
        return found
    stretch = document.word(piece.typed - 1) in words("context", "lines")
    if stretch or not _INNER_HYPHEN.search(piece.name):
        return found
    return replace(found, status="unresolved", best=None)


def _query(document: Document, piece: Piece) -> str:
    if piece.fame is OF_COUNTRIES or piece.described or document.caseless:
        return piece.name
    if piece.typed == piece.last and piece.name in data("context")["meant"]:
        return str(data("context")["meant"][piece.name])
    return " ".join(document.between(piece.first, piece.typed).split())


def _mention(document: Document, piece: Piece, resolution: Resolution) -> PlaceMention:
    tokens = document.tokens
    return PlaceMention(
        tokens[piece.first].start + piece.skipped,
        tokens[piece.last - 1].end,
        piece.first,
        piece.last,
        piece.run.sentence,
        _role(document, piece, resolution),
        piece.stated,
        resolution,
        piece.name if piece.described else None,
    )


def with_peoples(
    document: Document, mentions: Sequence[PlaceMention], lookup: Lookup
) -> list[PlaceMention]:
    """The mentions and, with the role ``people``, the adjectives of countries among them."""
    taken = {token for mention in mentions for token in range(mention.first, mention.last)}
    adjectives = [
        (sentence.index, hit)
        for sentence in document.sentences
        for hit in sentence.of("people")
        if hit.tag.facts["role"] == "demonym" and hit.first not in taken
    ]
    answers = lookup.gazetteer.resolve_many([Query(hit.value) for _, hit in adjectives])
    tokens = document.tokens
    found = [
        PlaceMention(
            tokens[hit.first].start,
            tokens[hit.last - 1].end,
            hit.first,
            hit.last,
            sentence,
            "people",
            False,
            answer,
        )
        for (sentence, hit), answer in zip(adjectives, answers, strict=True)
    ]
    return sorted([*mentions, *found], key=lambda mention: mention.start)


def _role(document: Document, piece: Piece, resolution: Resolution) -> Role:
    """'actor' where a country or its capital says, wants or answers something."""
    best = resolution.best
    before = document.tokens[piece.first - 1].text if piece.first else ""
    if before in words("caseless", "acting") or before == "told":
        return "actor"
    if is_somebody(document, piece.run):
        return "actor"
    if piece.stated or best is None or best.kind not in ("country", "capital", "city"):
        return "place"
    return "actor" if says(document, piece) or _acts(document, piece) else "place"


def _acts(document: Document, piece: Piece) -> bool:
    behind = [document.word(piece.last + ahead) for ahead in range(2)]
    if not words("context", "ministries").isdisjoint(behind):
        return not document.is_owner(piece.last - 1) or piece.fame is OF_COUNTRIES
    return behind[0] in words("context", "acts")
