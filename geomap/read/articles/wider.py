"""One incident told at a spot by one article, and by another only in the area that holds it.

'12 killed in a mosque in Peshawar', '12 killed in a mosque in Khyber Pakhtunkhwa'. That nothing
speaks against it is not enough here: an area sees several incidents a day. Something must speak
for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.sphere import distance_km
from geomap.model import ACTOR_UNCLAIMED
from geomap.read.articles.facts import Row
from geomap.read.articles.ground import Ground
from geomap.read.articles.tellings import NUMBERS, Harmed, names_of, weapons_meet

_AREAS: Final = frozenset({"country", "governorate", "district"})
_SPOTS: Final = frozenset({"site", "facility", "settlement", "near", "district"})
#: An area is at least so many times as wide as what it holds.
_WIDER: Final = 2.0
#: So many harmed are seldom harmed twice in one area on one day.
_MANY: Final = 3
#: What else must be the same where so many were harmed, where fewer were, and in a whole country.
_WITH_MANY, _WITH_FEW, _MORE_IN_COUNTRY = 1, 2, 1


def is_spot(row: Row) -> bool:
    """Whether an incident is told of one place and one day."""
    return _is_told_in(row, _SPOTS)


def is_wide(row: Row) -> bool:
    """Whether an incident is told of an area and one day."""
    return _is_told_in(row, _AREAS)


def _is_told_in(row: Row, precisions: frozenset[str]) -> bool:
    if row["ground"] is None or row["date"] is None or row["date_precision"] != "day":
        return False
    return Ground(*row["ground"]).precision in precisions


def holds(wide: Row, spot: Row) -> bool:
    """Whether the area of one incident holds the place of another."""
    area, place = Ground(*wide["ground"]), Ground(*spot["ground"])
    if area.country_code and place.country_code and area.country_code != place.country_code:
        return False
    if area.radius_m < _WIDER * place.radius_m:
        return False
    if area.kind == "country":
        return area.country_code is not None and area.country_code == place.country_code
    if area.kind == "governorate" and place.admin1:
        return fold(area.name) == fold(place.admin1)
    return distance_km(area.lat, area.lon, place.lat, place.lon) * 1000 <= area.radius_m


def evidence_of(spot: Row, wide: Row, harmed: Harmed) -> list[str]:
    """What speaks for two tellings being of one incident, in words; empty where too little does.

    As many must have been harmed, and of means, victims or target, and doer some be the same: more
    of them where few were harmed, or where only the country is told.
    """
    toll = [
        (number, harm)
        for harm in NUMBERS
        for number in _shared(harmed.numbers[spot["id"], harm], harmed.numbers[wide["id"], harm])
    ]
    if not toll:
        return []
    alike = list(_alike(spot, wide, harmed))
    needed = _WITH_MANY if max(toll)[0] >= _MANY else _WITH_FEW
    if Ground(*wide["ground"]).kind == "country":
        needed += _MORE_IN_COUNTRY
    if len(alike) < needed:
        return []
    return ["toll ({})".format(", ".join(f"{number} {harm}" for number, harm in toll)), *alike]


def _shared(one: set[int], other: set[int]) -> list[int]:
    return sorted(number for number in one & other if number > 0)


def _alike(spot: Row, wide: Row, harmed: Harmed) -> Iterator[str]:
    """Which of means, victims or target, and doer both tell, and tell the same."""
    if spot["weapons"] and wide["weapons"] and weapons_meet(spot["weapons"], wide["weapons"]):
        yield "weapons"
    if harmed.people[spot["id"]] & harmed.people[wide["id"]]:
        yield "victims"
    elif spot["target"] and wide["target"] and _words(spot) & _words(wide):
        yield "target"
    doers = [set(names_of(row["actor"])) - {ACTOR_UNCLAIMED} for row in (spot, wide)]
    if spot["actor"] and wide["actor"] and doers[0] & doers[1]:
        yield "actor"


def _words(row: Row) -> set[str]:
    return set(str(row["target"]).lower().split())
