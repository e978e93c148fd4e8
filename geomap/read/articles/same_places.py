"""Whether two told places may be one: equal, one inside the other, a town and its quarter."""

from __future__ import annotations

from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.read.articles.holders import ONE_GOVERNORATE_KM, WIDE, apart_km, may_hold
from geomap.read.articles.lists import words
from geomap.read.articles.scenes import Scene

#: Two names closer than this may be a town and its quarter.
_ONE_TOWN_KM: Final = 12.0
#: What lies 'south of' a town is no farther from it.
_DIRECTION_KM: Final = 90.0
#: A village in the country around a town is no farther from it.
_COUNTRYSIDE_KM: Final = 70.0
#: A road whose point is farther from that of a district than this hardly runs through it.
_ON_WAY_KM: Final = 60.0


def is_finer(scene: Scene, than: Scene | None) -> bool:
    """Whether a scene is a place, or a governorate of a country that is told of as a whole."""
    if scene.exact or than is None:
        return scene.exact
    return than.mention.kind == "country" and scene.mention.kind == "governorate"


def scenes_agree(one: Scene | None, other: Scene | None) -> bool:
    """Whether two told places may be one: equal, the one inside the other, or one not told."""
    if one is None or other is None or one.local or other.local:
        return True
    left, right = one.mention.resolution.best, other.mention.resolution.best
    if is_same_spot(one, other) or _is_part_of(one, other) or _is_part_of(other, one):
        return True
    if left is None or right is None:
        return not (one.exact and other.exact)
    if _is_at_sea(one, other) or _is_at_sea(other, one):
        return True
    if left.country_code and right.country_code and left.country_code != right.country_code:
        return False
    if _is_on_way(one, other) or _is_on_way(other, one):
        district = "district" in (left.kind, right.kind)
        reach = _ON_WAY_KM if district else ONE_GOVERNORATE_KM
        return apart_km(left, right) < reach
    if _is_close_by(one) or _is_close_by(other):
        return is_one_town(left, right)
    if _is_countryside(one) != _is_countryside(other) and left.admin1 and right.admin1:
        # the country around a town, and a village in it
        return left.admin1 == right.admin1 and apart_km(left, right) < _COUNTRYSIDE_KM
    if one.exact and other.exact:
        return is_one_town(left, right) and (left.kind == "city") != (right.kind == "city")
    apart = apart_km(left, right)
    return _holds(left, right, apart) or _holds(right, left, apart)


def _is_at_sea(spot: Scene, water: Scene) -> bool:
    """'22 nautical miles off Jask', and 'in the Gulf of Oman', as far as that reaches."""
    one, other = spot.mention.resolution.best, water.mention.resolution.best
    if one is None or other is None or other.kind not in words("context", "waters"):
        return False
    afloat = not words("context", "afloat").isdisjoint(spot.text.lower().split())
    return afloat and apart_km(one, other) * 1000 <= other.radius_m


def may_lie_in(town: Scene | None, spot: Scene | None) -> bool:
    """Whether a spot that the gazetteer is not sure of may lie in a large town told before.

    'Stormed a beach in the Somali capital … the attack on Lido Beach'. Or one close to a town of
    which only the direction was told: 'bombed a camp south of Baghdad … the strike in Jurf'.
    """
    if town is None or spot is None:
        return False
    if town.is_direction and spot.exact:
        return lies_toward(town, spot)
    if spot.mention.resolution.status == "resolved":
        return False
    return town.mention.kind in ("city", "capital") and spot.mention.kind not in WIDE


def lies_toward(town: Scene | None, spot: Scene | None) -> bool:
    """Whether a spot lies close to a town in the direction that is told of it: 'south of'."""
    if town is None or spot is None or not town.is_direction:
        return False
    one, other = town.mention.resolution.best, spot.mention.resolution.best
    if one is None or other is None or apart_km(one, other) > _DIRECTION_KM:
        return False
    ways = {
        "north": other.lat > one.lat,
        "south": other.lat < one.lat,
        "east": other.lon > one.lon,
        "west": other.lon < one.lon,
    }
    told = town.text.lower().split()[0]
    return all(lies for way, lies in ways.items() if way in told)


def _is_part_of(part: Scene, city: Scene) -> bool:
    """Whether one is a quarter that the index does not know for sure, and the other a city.

    'An apartment building in the Kyivskyi district', which the text does not say the city of.
    """
    if not _says(part, "quarters") or part.mention.resolution.status == "resolved":
        return False
    one, other = part.mention.resolution.best, city.mention.resolution.best
    if part.admin1 and not may_hold(part.admin1.resolution.best, other):
        return False  # 'the Korabelnyi district of Kherson'
    if other is None or other.kind not in ("city", "capital", "town"):
        return False
    return one is None or one.country_code == other.country_code


def _is_on_way(way: Scene, area: Scene) -> bool:
    """Whether one is a road, and the other a district that it may run through."""
    said = way.text.lower().split()
    road = "between" in said or said[-1] in words("context", "ways")
    return road and area.mention.kind in ("district", "governorate", "region")


def is_same_spot(one: Scene | None, other: Scene | None) -> bool:
    """Whether two places are told and are one by the gazetteer or by their names."""
    if one is None or other is None:
        return False
    left, right = one.mention.resolution.best, other.mention.resolution.best
    same = left is not None and right is not None and left.place_id == right.place_id
    return same or _names_agree(one, other)


def is_one_town(one: Candidate, other: Candidate) -> bool:
    """Whether two places are so close that they may be a town and its quarter."""
    return apart_km(one, other) < _ONE_TOWN_KM


def _is_countryside(scene: Scene) -> bool:
    return _says(scene, "vicinity")


def _is_close_by(scene: Scene) -> bool:
    """'the outskirts of X': so near to it that another town is another place."""
    return _says(scene, "close")


def _says(scene: Scene, name: str) -> bool:
    """Whether the words of a place hold one of a list of ``context.yaml``."""
    return not words("context", name).isdisjoint(scene.text.lower().split())


def _names_agree(one: Scene, other: Scene) -> bool:
    left, right = set(fold(one.name).split()), set(fold(other.name).split())
    return left <= right or right <= left


def _holds(area: Candidate, place: Candidate, apart_km: float) -> bool:
    if area.kind == "country":
        return area.country_code == place.country_code
    if area.kind == "district":
        return area.country_code == place.country_code and apart_km * 1000 <= area.radius_m
    if area.kind not in ("governorate", "region"):
        return False
    if place.admin1 and area.kind == "governorate":
        return fold(area.name) == fold(place.admin1)
    return apart_km < ONE_GOVERNORATE_KM
