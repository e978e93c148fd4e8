"""Relations and nested names as points and areas, once the places that they name are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING, Final

from geomap.gazetteer import countries, relations
from geomap.gazetteer.answers import area_precision, rescored
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.places import Candidate, Query
from geomap.gazetteer.relations import BEARINGS, Nested, Told
from geomap.gazetteer.sphere import distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Finds the likeliest place of a query, or None; and the outline of a place, or None.
Find = Callable[[Query], Candidate | None]
Outline = Callable[[str], "BaseGeometry | None"]

#: Metres. 'North of X' without a distance: reports say it of the next few villages.
_NEXT_TO_M: Final = 15_000.0
#: 'Near X', 'outskirts of X': the place and about as much again.
_NEAR_M: Final = 10_000.0
#: 'Countryside of X': Syrian usage, the districts around a town.
_COUNTRYSIDE_M: Final = 30_000.0
#: 'Off the coast of X': rockets, boats and mines are reported up to here.
_COAST_M: Final = 50_000.0
#: Share of a stated distance by which reports are wrong: they round, and measure from anywhere.
_ROUNDING: Final = 0.25
#: How far a part may lie from the middle of what holds it, as a multiple of the holder's radius
#: and at least in kilometres.
_HOLDS_TIMES, _HOLDS_KM = 2.5, 40.0
#: A relation is told by a sentence and read by a pattern; both may err.
_READ_RIGHT: Final = 0.95
#: Along roads and borders and between towns, the middle is within 25 km of what UCDP GED gives in
#: 9 cases of 10 up to this radius, metres, then in ever fewer: a wide one says where to look, not
#: where. The south of a country is an area with a name of its own, however wide.
_NARROW_M, _WIDE_SCORE = 60_000.0, 0.6
#: A name read without its number, or one of several names parted by '/': how often the place so
#: found is the one meant, and at most where no governorate holds it (by UCDP GED and IOM DTM
#: rows).
_READ_LOOSELY, _LOOSELY_AT_MOST = 0.85, 0.58
#: Which part of a nested name holds the other is a guess that a governorate makes safer (same
#: rows: where the holder is sure, 0.9 of such answers are right); without one it is as often right,
#: but 'Paris, Texas' must not be Texas in Paris, and is not called resolved.
_HELD_BY, _HELD_BY_ALONE = 0.9, 0.79
#: Two places of one relation lie no farther apart than this, kilometres.
_APART_KM: Final = 800.0
_DIVISIONS: Final = frozenset({"country", "governorate", "district"})
_CITIES: Final = frozenset({"capital", "city"})
_AREAS: Final = frozenset({"country", "governorate", "region", "district", "desert", "sea", "gulf"})


def locate(told: Told, query: Query, find: Find, outline: Outline) -> tuple[Candidate, str] | None:
    """The point or area that a relation tells, and the sentence that says so.

    ``None`` where a place that it names is not found.
    """
    if told.relation == "border":
        return _border(told, query, find, outline)
    anchors = _anchors(told, query, find)
    if anchors is None:
        return None
    if len(anchors) == 2:
        return _between(told, *anchors)
    anchor = anchors[0]
    if told.relation == "offset":
        return _offset(told, anchor)
    if told.relation == "part" or (told.relation == "countryside" and told.bearing):
        return _part(told, anchor, outline)
    return _around(told, anchor)


def nest(reading: Nested, query: Query, find: Find) -> tuple[Candidate, str] | None:
    """The place of one reading of a nested name, or what holds it where it is not held itself."""
    at_most = 1.0 if query.admin1 else _LOOSELY_AT_MOST
    if not reading.holders:
        inner = find(query.named(reading.name))
        if inner is not None and inner.kind == "country" and query.country:
            return None  # it says no more than the country given
        return _read_as(reading, inner, _READ_LOOSELY, at_most)
    narrowed, holder = _narrow(query, reading.holders, find)
    inner = find(narrowed.named(reading.name))
    if holder is None:
        if narrowed.country is not query.country:
            return _read_as(reading, inner, _READ_RIGHT)
        return _read_as(reading, inner, _READ_LOOSELY, at_most)
    if inner is not None and _holds(holder, inner):
        factor = 1.0 if inner.score > holder.score else _READ_RIGHT
        reason = f"it lies in or by {holder.name}, named with it"
        return rescored(inner, factor, reason), f"Read as '{reading.name}' in {holder.name}."
    if reading.alternative:
        return None
    note = f"'{reading.name}' is not held; placed at {holder.name}, named as what contains it."
    factor = _HELD_BY if query.admin1 else _HELD_BY_ALONE
    return _widened(holder, max(holder.radius_m * 1.5, _NEAR_M), factor), note


def _read_as(
    reading: Nested, inner: Candidate | None, factor: float, at_most: float = 1.0
) -> tuple[Candidate, str] | None:
    if inner is None:
        return None
    return rescored(inner, min(factor, at_most / inner.score)), f"Read as '{reading.name}'."


def _narrow(query: Query, holders: Sequence[str], find: Find) -> tuple[Query, Candidate | None]:
    """``query`` with what the holders tell: a country, a governorate, a place close by."""
    holder: Candidate | None = None
    for text in reversed(holders):
        code = countries.code_of(text)
        if code is not None and query.country is None and len(text) > 2:
            query = replace(query, country=code)
            continue
        found = find(query.named(relations.bare_anchor(text)))
        if found is None or (holder is not None and not _may_hold(holder, found)):
            continue
        if found.kind == "governorate" and query.admin1 is None:
            query = replace(query, admin1=text)
        elif found.kind != "country":
            query = replace(query, near=(found.lat, found.lon))
        holder = found
    return query, holder


def _may_hold(holder: Candidate, inner: Candidate) -> bool:
    """Whether one holder lies in another, which may be named for its governorate: 'البصرة'."""
    return inner.admin1 == holder.admin1 or _holds(holder, inner)


def _holds(holder: Candidate, inner: Candidate) -> bool:
    if inner.place_id == holder.place_id:
        return False
    if inner.kind in _DIVISIONS and inner.radius_m >= holder.radius_m:
        return False  # no district holds its governorate
    if inner.kind in _CITIES and inner.radius_m > holder.radius_m:
        return False  # no quarter its city
    reach = max(_HOLDS_KM, _HOLDS_TIMES * holder.radius_m / 1000)
    return distance_km(holder.lat, holder.lon, inner.lat, inner.lon) <= reach


def _anchors(told: Told, query: Query, find: Find) -> list[Candidate] | None:
    found: list[Candidate] = []
    for anchor in told.anchors:
        near = (found[0].lat, found[0].lon) if found else None
        place = find(query.named(relations.bare_anchor(anchor), near))
        if place is None:
            return None
        found.append(place)
    return found


def _offset(told: Told, anchor: Candidate) -> tuple[Candidate, str]:
    metres = told.distance_m or _NEXT_TO_M * 2 / 3 + anchor.radius_m / 2
    lat, lon = relations.shift(anchor.lat, anchor.lon, BEARINGS[told.bearing], metres)
    radius = anchor.radius_m + metres * (_ROUNDING if told.distance_m else 1.0)
    how_far = f"{metres / 1000:.3g} km " if told.distance_m else ""
    note = f"A point {how_far}{told.bearing} of {anchor.name}, not a place of its own."
    return _moved(anchor, lat, lon, radius, f"{how_far}{told.bearing} of {anchor.name}"), note


def _around(told: Told, anchor: Candidate) -> tuple[Candidate, str]:
    extra = {"near": _NEAR_M, "countryside": _COUNTRYSIDE_M, "coast": _COAST_M}
    radius = anchor.radius_m + (told.distance_m * (1 + _ROUNDING) or extra.get(told.relation, 0.0))
    words = {"near": "near", "countryside": "countryside of", "coast": "off the coast of"}
    phrase = f"{words.get(told.relation, 'in the middle of')} {anchor.name}"
    if anchor.kind in _AREAS and told.relation == "part":
        radius = anchor.radius_m / 2
    note = f"Somewhere {phrase}: a circle around it, not a place of its own."
    return _moved(anchor, anchor.lat, anchor.lon, radius, phrase), note


def _part(told: Told, anchor: Candidate, outline: Outline) -> tuple[Candidate, str]:
    if not told.bearing:
        return _around(told, anchor)
    phrase = f"{told.bearing}ern {anchor.name}"
    note = f"The {told.bearing} of {anchor.name}: an area, not a place of its own."
    shape = outline(anchor.place_id) if anchor.kind in _AREAS else None
    if shape is not None:
        lat, lon, radius = _part_of(shape, told.bearing)
    else:
        whole = _COUNTRYSIDE_M if told.relation == "countryside" else anchor.radius_m
        radius = max(anchor.radius_m, whole) * 0.6
        lat, lon = relations.shift(anchor.lat, anchor.lon, BEARINGS[told.bearing], radius)
    return _moved(anchor, lat, lon, radius, phrase, score=_READ_RIGHT), note


def _part_of(shape: BaseGeometry, bearing: str) -> tuple[float, float, float]:
    """Centre and radius in metres of what lies beyond the middle of an area towards a bearing."""
    import shapely

    west, south, east, north = shape.bounds
    middle = shape.centroid
    cut = shapely.box(
        middle.x if "east" in bearing else west,
        middle.y if "north" in bearing else south,
        middle.x if "west" in bearing else east,
        middle.y if "south" in bearing else north,
    )
    part = shapely.make_valid(shape).intersection(cut)
    return _circle(part if not part.is_empty else shape)


def _circle(shape: BaseGeometry) -> tuple[float, float, float]:
    """A point inside an area and the distance in metres to its farthest corner of the bounds."""
    inside = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    west, south, east, north = shape.bounds
    corners = ((south, west), (south, east), (north, west), (north, east))
    reach = max(distance_km(inside.y, inside.x, lat, lon) for lat, lon in corners)
    return inside.y, inside.x, reach * 1000 * 0.8


def _between(told: Told, one: Candidate, two: Candidate) -> tuple[Candidate, str] | None:
    apart = distance_km(one.lat, one.lon, two.lat, two.lon)
    if apart > _APART_KM or one.place_id == two.place_id:
        return None
    lat, lon = _middle(one, two)
    what = "the road between" if told.relation == "road" else "between"
    phrase = f"{what} {one.name} and {two.name}"
    weaker = min((one, two), key=lambda candidate: candidate.score)
    moved = _moved(weaker, lat, lon, apart * 500 + 2_000, phrase)
    kind = "road" if told.relation == "road" else "locality"
    note = f"Somewhere on {phrase}, which are {apart:.0f} km apart: the circle holds both."
    if told.relation != "road":
        note = note.replace("on between", "between")
    return replace(moved, kind=kind), note


def _middle(one: Candidate, two: Candidate) -> tuple[float, float]:
    """The point halfway on the great circle."""
    lat1, lat2, east = radians(one.lat), radians(two.lat), radians(two.lon - one.lon)
    course = atan2(sin(east) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(east))
    half = distance_km(one.lat, one.lon, two.lat, two.lon) * 500
    return relations.shift(one.lat, one.lon, degrees(course), half)


def _border(told: Told, query: Query, find: Find, outline: Outline) -> tuple[Candidate, str] | None:
    """The strip along the border of two countries or governorates."""
    free = replace(query, country=None, admin1=None, near=None)
    sides = []
    for name in told.anchors:
        code = countries.code_of_adjective(name) or countries.code_of(name)
        side = find(replace(free, name=countries.name_of(code) or name if code else name))
        if side is None or side.kind not in _AREAS:
            return None
        sides.append(side)
    one, two = (outline(side.place_id) for side in sides)
    if one is None or two is None:
        return None
    one, two = _beside(one, two), _beside(two, one)
    shared = one.buffer(0.15).intersection(two.buffer(0.15))
    if shared.is_empty:
        return None
    lat, lon, radius = _circle(shared)
    phrase = f"border of {sides[0].name} and {sides[1].name}"
    note = f"Somewhere along the {phrase}: the circle holds most of it."
    return replace(_moved(sides[0], lat, lon, radius, phrase), kind="region"), note


def _beside(shape: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What of an area lies by another: of a long border only that counts, and buffers are slow."""
    import shapely

    west, south, east, north = other.bounds
    return shapely.clip_by_rect(shape, west - 0.5, south - 0.5, east + 0.5, north + 0.5)


def _moved(
    anchor: Candidate,
    lat: float,
    lon: float,
    radius: float,
    phrase: str,
    score: float | None = None,
) -> Candidate:
    """A point or area told by ``anchor``: its place id says so, its name is the phrase.

    ``score`` is what the reading is worth; by the radius where it is not given.
    """
    return replace(
        anchor,
        place_id=f"{anchor.place_id}#{phrase.replace(' ', '-').lower()}",
        name=phrase[0].upper() + phrase[1:],
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_m=round(radius),
        precision=area_precision(radius),
        score=round(anchor.score * (score or _surely_told(radius)), 4),
        why=(*anchor.why, f"the name tells a relation to it: {phrase}"),
    )


def _surely_told(radius_m: float) -> float:
    """How likely the middle of an area told by a relation is near what is meant."""
    return max(_WIDE_SCORE, _READ_RIGHT * min(1.0, _NARROW_M / radius_m))


def _widened(holder: Candidate, radius: float, factor: float) -> Candidate:
    """``holder`` standing for something inside it that is not held."""
    exact = KINDS[holder.kind].precision in ("site", "facility", "settlement")
    return replace(
        rescored(holder, factor, "it is named as what contains the place asked for"),
        radius_m=radius,
        precision="near" if exact else holder.precision,
    )
