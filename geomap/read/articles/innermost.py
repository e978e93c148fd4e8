"""Which places of a clause are the innermost: without those that another is said to lie in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.read.articles.document import Document
from geomap.read.articles.elsewhere import is_put_there
from geomap.read.articles.holders import FAR_KM, WIDE, apart_km, end_of_area, is_of_area
from geomap.read.articles.lists import words
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.quarters import TOWN_KM
from geomap.read.articles.scenes import is_exact
from geomap.read.articles.told_places import is_part, tells_where


def innermost(
    document: Document, inside: Sequence[PlaceMention], mentions: Sequence[PlaceMention] = ()
) -> list[PlaceMention]:
    """The places of a clause, one of ``mentions``, without those that another is said to lie in."""
    holders = list[PlaceMention]()
    for one, other in pairwise(inside):
        holds = is_exact(one) and (
            document.fullmatch("lies_in", one.end, other.start)
            or (one.resolution.best and is_part(document, one, other))
            or is_of_area(document, one, other)
            or _lies_beside_in(document, one, mentions, other)
        )
        goes_on = one in holders and document.text[end_of_area(document, one) : other.start] == ", "
        if holds or goes_on:
            holders.append(other)
    return [mention for mention in inside if mention not in holders]


def _lies_beside_in(
    document: Document,
    one: PlaceMention,
    mentions: Sequence[PlaceMention],
    other: PlaceMention,
) -> bool:
    """'Lopa, fifty kilometres north of Bunia, in Djugu': the third name holds the first."""
    beside = next((mention for mention in mentions if mention.first >= one.last), None)
    if beside is None or beside.first >= other.first or not tells_where(document, one, beside):
        return False
    return document.fullmatch("lies_in", beside.end, other.start) is not None


def inside_the_town(document: Document, near: list[PlaceMention]) -> list[PlaceMention]:
    """'In Peshawar, a man was shot at a mosque in Mattani': the place in the town that opens it.

    Or in the area that bears the name of its town: 'In the territory of Walikale, … in Kibua'.
    """
    town = near[0]
    opens = document.word(town.first - 1) == "in" and document.text.startswith(",", town.end)
    place, area = town.resolution.best, _opens_as_area(document, town)
    if place is None or not (area or (opens and town.kind in ("city", "capital"))):
        return near
    inner = [
        other
        for other in near[1:]
        if other.resolution.best is None
        and is_put_there(document, other)
        or other.stated
        and other.resolution.status == "resolved"
        and other.kind not in WIDE | {"governorate"}
        and (found := other.resolution.best) is not None
        and found.place_id != place.place_id
        and apart_km(found, place) < (FAR_KM if area else _reach_of(document, other))
    ]
    return inner or near


def _opens_as_area(document: Document, town: PlaceMention) -> bool:
    """Whether a sentence opens with the area that is called by a town: 'In the territory of X,'."""
    start = document.sentences[town.sentence].start
    if town.kind not in SETTLED or not document.text.startswith(",", town.end):
        return False
    return document.fullmatch("opens_area", start, town.start) is not None


def _reach_of(document: Document, inner: PlaceMention) -> float:
    """How far from the town that opens a sentence the place may lie that it goes on to name."""
    before = document.word(inner.first - 1)
    if before in words("grammar", "inside") | {"of"}:
        return TOWN_KM
    # 'In Kirkuk, an officer was killed at a checkpoint near Daquq': told of its province
    return FAR_KM if before in ("near", "outside") and inner.kind in SETTLED else 0.0
