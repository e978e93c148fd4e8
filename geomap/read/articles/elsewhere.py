"""Names whose bearer on the list lies elsewhere than the text says: another is meant, or none.

The area that opens a sentence says so, and the places beside a name that are sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from geomap.gazetteer.places import Candidate
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import (
    FAR_KM,
    ONE_GOVERNORATE_KM,
    WIDE,
    apart_km,
    as_unheld,
    is_of_area,
    may_hold,
)
from geomap.read.articles.lists import words
from geomap.read.articles.places import AREAS, PlaceMention
from geomap.read.articles.quarters import is_quarter
from geomap.read.articles.scenes import is_exact
from geomap.read.articles.told_places import tells_where

#: Kinds of areas that a sentence may open with, and go on with what was in them.
_OPENING: Final = AREAS - {"continent"}


def in_opening_area(
    document: Document, sentence: Sentence, mentions: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """'In Al-Suwaida province, … on the outskirts of Al-Mazraa': that of the area, or none held."""
    opening = next((one for one in mentions if one.sentence == sentence.index), None)
    if opening is None or document.word(sentence.first) != "in":
        return mentions
    area = opening.resolution.best
    sure = opening.resolution.status == "resolved" and opening.kind in _OPENING
    if not sure or opening.first > sentence.first + 2:  # 'In the Al-Suwaida countryside'
        return mentions
    return [
        _of_area(mention, area)
        if mention.sentence == opening.sentence and not is_quarter(document, mention)
        else mention
        for mention in mentions
    ]


def _of_area(mention: PlaceMention, area: Candidate | None) -> PlaceMention:
    """A place that is not sure as the one of its name in an area, or as one that no list holds."""
    best = mention.resolution.best
    if best is None or mention.resolution.status == "resolved" or may_hold(area, best):
        return mention
    fits = (one for one in mention.resolution.candidates if may_hold(area, one))
    found = next(fits, None)
    status = mention.resolution.status if found else "unresolved"
    return replace(mention, resolution=replace(mention.resolution, status=status, best=found))


def near_the_sure(
    document: Document, inside: Sequence[PlaceMention], mentions: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """The places of a clause without those that may be elsewhere: far from one that is sure.

    'Attacked Kherson …: a man was killed in the Dniprovskyi district', of which there are several.
    """
    sure = [
        (best, FAR_KM if is_exact(mention) else ONE_GOVERNORATE_KM)
        for mention in inside
        for best in [mention.resolution.best]
        if best and mention.resolution.status == "resolved" and best.kind not in WIDE
    ]

    following = dict(pairwise(inside))

    def is_near(mention: PlaceMention) -> bool:
        place = mention.resolution.best
        if place is None or mention.resolution.status == "resolved":
            return True
        area = following.get(mention)
        if area is not None and is_of_area(document, mention, area):
            return True
        return any(apart_km(place, one) <= reach for one, reach in sure)

    if not sure:
        return inside
    near = [mention for mention in inside if is_near(mention)]
    behind = dict(pairwise(mentions))
    if any(is_exact(mention) for mention in near):
        kept = [one if one in near else _as_apposed(document, one, behind) for one in inside]
    else:
        kept = [one if one in near else _as_told(document, one, behind) for one in inside]
    return [mention for mention in kept if mention is not None]


def _as_apposed(
    document: Document, mention: PlaceMention, behind: Mapping[PlaceMention, PlaceMention]
) -> PlaceMention | None:
    """A name far from the sure places of which the text says where it lies by one of them.

    'In Lopa, fifty kilometres north of Bunia, in Djugu territory': no Lopa elsewhere.
    """
    area = behind.get(mention)
    if area is None or not mention.stated or not tells_where(document, mention, area):
        return None
    return as_unheld(mention)


def _as_told(
    document: Document, mention: PlaceMention, behind: Mapping[PlaceMention, PlaceMention]
) -> PlaceMention | None:
    """A name far from the sure places as one that no list holds, where the text says what it is.

    'Eight were killed at Gina, a locality outside Bunia', 'in Kware in Zurmi': none elsewhere.
    """
    if is_put_there(document, mention):
        return as_unheld(mention)
    area = behind.get(mention)
    if area is None or not mention.stated:
        return None
    lies_in = document.fullmatch("lies_in", mention.end, area.start)
    if lies_in is None and not tells_where(document, mention, area):
        return None
    return as_unheld(mention)


def is_put_there(document: Document, mention: PlaceMention) -> bool:
    """Whether the text says that what it tells was at a name, no part of a town: 'in Xyz'."""
    if not mention.stated or is_quarter(document, mention):
        return False
    return document.word(mention.first - 1) in words("grammar", "inside")
