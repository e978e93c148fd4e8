"""What holds a place, by the words of a text: 'Pinga, Walikale territory', 'In Gedo, … in Xyz'.

A name that no list holds is still where it happened. What the text says of where it lies is all
that is known of its position, and tells a held name from others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.gazetteer.sphere import distance_km
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import form, words
from geomap.read.articles.places import AREAS, SETTLED, PlaceMention
from geomap.read.articles.spans import heads_line, type_after
from geomap.read.articles.told_places import is_part, tells_where

#: Kinds too wide to tell where anything was.
WIDE: Final = frozenset({"country", "continent"})
#: A place this close to a governorate's point may lie in it, where nothing better is known.
ONE_GOVERNORATE_KM: Final = 250.0
#: One of several places of a name that lies farther from a place told with it is another.
FAR_KM: Final = 100.0


def apart_km(one: Candidate, other: Candidate) -> float:
    """How far two resolved places lie from each other, kilometres."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def may_hold(area: Candidate | None, place: Candidate | None) -> bool:
    """Whether nothing known of a place speaks against its lying in an area."""
    if area is None or place is None or place.country_code is None:
        return area is not None
    if area.country_code not in (None, place.country_code):
        return False
    if area.kind != "governorate" or place.admin1 is None:
        return True
    return bool(set(fold(area.name).split()) & set(fold(place.admin1).split()) - {"al", "el"})


def as_unheld(mention: PlaceMention) -> PlaceMention:
    """The mention as one of a place that no list holds."""
    return replace(mention, resolution=replace(mention.resolution, status="unresolved", best=None))


def is_of_area(document: Document, one: PlaceMention, other: PlaceMention) -> bool:
    """'Pinga, Walikale territory', 'Mabanga (Djugu, Ituri)': the second holds the first."""
    if document.fullmatch("in_brackets", one.end, other.start):
        return True
    typed = document.tokens[type_after(document, one.last, other.first) - 1].end
    beside = form("beside_area")
    if not any(beside.fullmatch(document.text, end, other.start) for end in (one.end, typed)):
        return False
    if _is_called_area(document, other):
        return True
    holds = other.kind in AREAS | SETTLED and one.resolution.best is None
    return holds and document.match("row_goes_on", other.end) is None


def is_called_town(document: Document, area: PlaceMention) -> bool:
    """'Milagros town', ', municipality of Tibú': a town or its land, by the words beside a name."""
    if document.match("called_town", area.end):
        return True
    return _led_by(document, area, "led_town") is not None


def _led_by(document: Document, area: PlaceMention, name: str) -> re.Match[str] | None:
    """The words of a form that lead to the name of an area, behind a comma."""
    start = document.sentences[area.sentence].start
    return document.search(name, start, area.start)


def _is_called_area(document: Document, area: PlaceMention) -> bool:
    """Whether words beside a name say that it is an area, and no row of towns goes on."""
    if document.match("called_area", area.end):
        return True
    town = document.match("called_town", area.end)
    if town is None and _led_by(document, area, "led_area") is None:
        return False
    return document.match("row_goes_on", town.end() if town else area.end) is None


def name_of_area(document: Document, area: PlaceMention) -> str:
    """The name of an area with the words before and behind it that say what it is."""
    return " ".join(document.text[_start(document, area) : end_of_area(document, area)].split())


def _start(document: Document, area: PlaceMention) -> int:
    led = _led_by(document, area, "led_area")
    if led is not None:
        return led.start("named")
    first = area.first
    while is_compass(document, first - 1):
        first -= 1
    return document.tokens[first].start


def is_compass(document: Document, at: int) -> bool:
    """'northern' before a name, not 'Northern' in it."""
    return document.word(at) in words("context", "compass") and document.tokens[at].text.islower()


def end_of_area(document: Document, area: PlaceMention) -> int:
    """Where the name of an area ends with the word that says what it is, in characters."""
    called = document.match("called_area", area.end)
    called = called or document.match("called_town", area.end)
    typed = type_after(document, area.last, document.sentences[area.sentence].last)
    return called.end() if called else document.tokens[typed - 1].end


def area_of(
    document: Document,
    sentence: Sentence,
    inside: Sequence[PlaceMention],
    mentions: Sequence[PlaceMention],
    chosen: PlaceMention,
) -> PlaceMention | None:
    """The area that a place is told to lie in: right behind its name, else before it.

    ``inside`` are the places of its clause and ``mentions`` those of its sentence.
    """
    behind = _area_behind(document, mentions, chosen)
    if behind is not None or chosen.resolution.best is not None:
        return behind
    return _area_before(document, sentence, mentions, chosen) or _area_beside(inside, chosen)


def _area_behind(
    document: Document, mentions: Sequence[PlaceMention], chosen: PlaceMention
) -> PlaceMention | None:
    behind = [one for one in mentions if one.first >= chosen.last and one.role == "place"]
    if not behind:
        return None
    area = behind[0]
    if is_of_area(document, chosen, area):
        return area
    if _is_surer(chosen, area):
        return None
    if tells_where(document, chosen, area) or is_part(document, chosen, area):
        return area  # 'Bandibese, a village of Mambasa territory'
    if not document.fullmatch("lies_in", chosen.end, area.start):
        return None
    owned = document.is_owner(area.last - 1) and behind[1:] and behind[1].first == area.last
    return behind[1] if owned else area  # 'in Jammu and Kashmir's Kishtwar district'


def _is_surer(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether what a name means is surer than what the next one does."""
    best, area = one.resolution.best, other.resolution.best
    if best is None or area is None:
        return best is not None
    return one.resolution.status == "resolved" or best.score >= area.score


def _area_before(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    chosen: PlaceMention,
) -> PlaceMention | None:
    """'In Masisi territory, … around Nyabiondo', 'in Beni territory's Xyz'."""
    before = [one for one in mentions if one.last <= chosen.first and one.role == "place"]
    if not before:
        return None
    nearest = before[-1]
    typed = type_after(document, nearest.last, chosen.first)
    if typed == chosen.first and document.is_owner(typed - 1):
        return nearest
    opening = [one for one in before if _opens(document, sentence, one)]
    return opening[-1] if opening else None


def without_opening_areas(
    document: Document, sentence: Sentence, inside: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The places of a clause but for an area that opens its sentence and holds one behind it.

    'In Donetsk Oblast, one was killed and six were injured in Kramatorsk': of one spot, no two.
    """

    def holds_another(area: PlaceMention) -> bool:
        if area.kind not in AREAS or not _opens(document, sentence, area):
            return False
        behind = (one for one in inside if one.first >= area.last and one.kind in SETTLED)
        return any(may_hold(area.resolution.best, one.resolution.best) for one in behind)

    return [mention for mention in inside if not holds_another(mention)]


def _area_beside(inside: Sequence[PlaceMention], chosen: PlaceMention) -> PlaceMention | None:
    """'Two died in Idlib province when a bomb went off in Xyz': the one area told with it."""
    areas = [one for one in inside if one.stated and one.kind in AREAS - WIDE]
    return areas[0] if len(areas) == 1 and areas[0].first < chosen.first else None


def _opens(document: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a sentence says first of all that what it tells was there: 'In Gedo region, …'."""
    if heads_line(document, mention.first, mention.last):
        return True
    lead = document.text[sentence.start : mention.start]
    return form("opens_with").fullmatch(lead) is not None
