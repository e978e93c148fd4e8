"""What is measured of every place that a name could mean, and of 'none of them'. Pure.

:mod:`geomap.gazetteer.match` weighs it; ``benchmarks/train_match.py`` learns the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from math import exp, log, log1p, log10
from typing import Final, NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from geomap.gazetteer import names
from geomap.gazetteer.alike import across_scripts
from geomap.gazetteer.asked import LATIN, Asked, Surroundings, script_of
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Hit

#: What is measured of each place, in the order of :func:`measure`.
FEATURES: Final = (
    "same_name", "same_core", "letters_off", "letters_far_off", "start_off", "short_and_unlike",
    "other_script", "other_reading", "main_name",
    "kind_first", "kind_allowed", "kind_clash",
    "country", "governorate", "district", "region", "city", "town", "quarter", "locality",
    "land_or_water", "site", "camp_or_facility",
    "population", "prominence", "names", "sources", "curated",
    "country_as_given", "country_disputed", "admin1_as_given", "admin1_other", "admin1_distance",
    "near_distance", "context_near", "context_admin1", "context_country", "context_holder",
    "context_not_held", "context_self", "type_not_asked", "best_known", "less_known",
    "country_in_text", "governorate_in_text", "city_in_text", "obscure_in_country",
    "obscure_in_world", "obscure_in_admin1", "across_scripts_off", "site_not_asked",
    "borrowed_name", "larger_than_asked", "smaller_than_asked", "beside_area", "beside_bearer",
    "in_namesake", "governorate_among_its_own", "governorate_in_its_country", "context_holds",
    "across_scripts_same",
)  # fmt: skip
#: What is measured of 'none of them', in the order of :func:`measure_none`.
NONE_FEATURES: Final = (
    "none", "none_short", "none_words", "none_country_given", "none_admin1_given",
    "none_kind_asked", "none_quarter_asked", "none_other_script", "none_in_text",
    "none_common", "none_not_borne", "none_common_in_admin1", "none_village_asked",
    "none_densely_held",
)  # fmt: skip

_CLASSES: Final = {
    "country": "country", "continent": "country", "governorate": "governorate",
    "district": "district", "region": "region", "capital": "city", "city": "city",
    "town": "town", "village": "", "settlement": "", "neighbourhood": "quarter",
    "locality": "locality", "air_base": "site", "military_base": "site", "outpost": "site",
    "depot": "site", "missile_site": "site", "nuclear_site": "site", "oil_field": "site",
    "gas_field": "site", "oil_facility": "site", "airport": "site",
    "mountain": "land_or_water", "valley": "land_or_water", "river": "land_or_water",
    "lake": "land_or_water", "island": "land_or_water", "desert": "land_or_water",
    "strait": "land_or_water", "gulf": "land_or_water", "sea": "land_or_water",
    "road": "land_or_water",
}  # fmt: skip
_CLASS_AT: Final = {kind: FEATURES.index(name) if name else -1 for kind, name in _CLASSES.items()}
_OTHER_CLASS: Final = FEATURES.index("camp_or_facility")
_SITES: Final = frozenset({"site", "facility"})
_AREAS: Final = frozenset({"country", "governorate"})
_WHOLE: Final = frozenset({"country", "continent"})
#: 'X village' is seldom a city, 'X city' seldom a village.
_SIZES: Final = {"village": 0.0, "settlement": 0.3, "town": 1.0, "city": 2.0, "capital": 2.0}
#: Letters that a name of a script without short vowels would have in Latin, for each that it has.
_UNWRITTEN: Final = 1.5
#: Names less alike than this share a skeleton by accident.
_UNLIKE: Final = 0.35
#: A name of another script that is read so like one is that name.
_READ_THE_SAME: Final = 0.9
#: And a site of the one that it is the site of.
_SPELLED_THE_SAME: Final = 0.96
#: Prominence of a quarter that is known by its name alone.
_KNOWN_QUARTER: Final = 0.5
#: Degrees of latitude beyond which a place says nothing of where another lies.
_FAR_DEGREES: Final = 4.0


#: A place with its name most like the one asked for, how like it is, and its FEATURES.
Measured = tuple[Hit, float, list[float]]


def measure_all(asked: Asked, hits: Iterable[Hit]) -> list[Measured]:
    """FEATURES of every place among ``hits`` that is not too unlike what was asked for."""
    measured = measure_alone(asked, hits)
    return measured if asked.surroundings is None else measure_among(asked.surroundings, measured)


def measure_alone(asked: Asked, hits: Iterable[Hit]) -> list[Measured]:
    """:func:`measure_all` but for what the rest of a text says.

    The part that stays while the names of a text are weighed against each other.
    """
    measured = [
        measure(asked, closest)
        for closest in (_closest(asked, found) for found in by_place(hits))
        if closest[1] >= _UNLIKE and not (asked.country and _too_wide(*closest))
    ]
    _compare(asked, measured)
    return measured


def _too_wide(hit: Hit, _: float, same: int) -> bool:
    """Whether a country or continent only sounds like the name: no place of a country is one."""
    return not same and hit.kind in _WHOLE


def measure_among(around: Surroundings, measured: Iterable[Measured]) -> list[Measured]:
    """What was measured alone, with what the rest of the text says added to copies of it."""
    found = []
    for hit, likeness, alone in measured:
        row = alone.copy()
        _measure_surroundings(around, hit, row)
        found.append((hit, likeness, row))
    return found


def _compare(asked: Asked, measured: Sequence[Measured]) -> None:
    """Add how well known each place is beside the others of its very name.

    Where a curated site is called 'Green Village' or 'Ramon air base', what is only called Green
    or Ramon does not bear that name.
    """
    whole = {hit.place_id for hit, _, row in measured if row[0] and _is_named_so(asked, hit)}
    bearers = [
        (hit.prominence, hit.place_id)
        for hit, _, row in measured
        if _bears(row) and (not whole or hit.place_id in whole)
    ]
    if not bearers:
        return
    (best, best_id), (second, _) = sorted((*bearers, (0.0, "")), reverse=True)[:2]
    areas = [hit for hit, _, row in measured if _bears(row) and hit.kind in _AREAS]
    for hit, _, row in measured:
        if areas and hit.kind not in _AREAS:
            inside = any(_lies_in(hit, area) for area in areas)
            row[54] = float(not inside)
            row[56] = float(inside and not row[0])
        if not (row[0] or row[1]) or (whole and hit.place_id not in whole):
            row[55] = best
        else:
            lead = hit.prominence - (second if hit.place_id == best_id else best)
            row[41] = lead if hit.place_id == best_id and len(bearers) > 1 else 0.0
            row[42] = max(0.0, -lead)


def _is_named_so(asked: Asked, hit: Hit) -> bool:
    """Whether a curated place that bears the whole name has the type word as a part of it."""
    return asked.whole != asked.core and hit.place_id.startswith("curated")


def _lies_in(hit: Hit, area: Hit) -> bool:
    if area.kind == "country":
        return hit.country_code == area.country_code
    return hit.admin1_id == area.place_id


def _bears(row: Sequence[float]) -> bool:
    """Whether a place bears the name as it was asked for, and is of a kind that it allows."""
    return bool(row[0] or row[1]) and not (row[40] or row[51] or row[11])


def by_place(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits in groups of one place each, in order of appearance."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.place_id, []).append(hit)
    return list(groups.values())


def measure(asked: Asked, closest: tuple[Hit, float, int]) -> Measured:
    """FEATURES of one place that it has by itself and by the hints of the query."""
    hit, likeness, same = closest
    row = [0.0] * len(FEATURES)
    if same == 2:
        row[0] = 1.0
    elif same == 1:
        row[1] = 1.0
    else:
        _measure_spelling(asked, hit, likeness, row)
    own = same == 2 and _is_named_so(asked, hit)
    row[7] = float(same == 0 and hit.key != "~" + asked.skeleton)
    row[8] = float(hit.is_main)
    if KINDS[hit.kind].precision in _SITES:
        row[50] = float(hit.kind not in asked.kinds and not own if asked.kinds else not same)
        row[51] = float(same > 0 and not asked.kinds and _borrows(asked, hit))
    if same and not asked.kinds:
        row[40] = float(same == 1)
    _measure_kind(asked, hit, row, own)
    row[23] = log10(1 + hit.population) / 6
    row[24] = hit.prominence
    row[25] = log(hit.names) / 4
    row[26] = log(hit.sources)
    if hit.place_id.startswith("curated"):
        row[27] = float(_speaks_for(asked, closest, row))
    _measure_hints(asked, hit, row)
    if asked.surroundings is None:
        at = 48 if asked.admin1_given else 46 if asked.country else 47
        row[at] = max(0.0, 0.4 - hit.prominence)
    return hit, likeness, row


def _speaks_for(asked: Asked, closest: tuple[Hit, float, int], row: list[float]) -> bool:
    """Whether it counts for a curated place that it is one.

    A curated base says nothing of the prison or the refinery of its name, a region nothing of a
    village that is spelled a little like it, and a site that nobody asked for nothing of the town
    that it is called after. A quarter has namesakes in other cities, unless all know it.
    """
    hit, likeness, same = closest
    if hit.kind == "neighbourhood" and hit.prominence < _KNOWN_QUARTER:
        return False
    if row[50] and not row[0]:
        alike = same > 0 or likeness >= _SPELLED_THE_SAME
        return alike and not (asked.kinds or row[51])
    return likeness >= 0.9 and (same > 0 or row[11] < 1.0)


def _measure_spelling(asked: Asked, hit: Hit, likeness: float, row: list[float]) -> None:
    """How a name that is not the one asked for differs from it."""
    row[5] = max(0.0, 6 - len(asked.skeleton)) / 6
    if script_of(hit.name) != asked.script:
        row[6] = 1.0
        row[49] = 1.0 - likeness
        row[60] = float(likeness >= _READ_THE_SAME)
        return
    row[2] = 1.0 - likeness
    row[3] = max(0.0, 0.75 - likeness)
    if asked.latin:
        row[4] = 1.0 - JaroWinkler.similarity(asked.core, _spelling_of(hit.folded).core)


def _borrows(asked: Asked, hit: Hit) -> bool:
    """Whether a base or an airport has the name only from the town that it lies by."""
    return not hit.is_main and _spelling_of(names.fold(hit.main_name)).core != asked.core


def _closest(asked: Asked, hits: Sequence[Hit]) -> tuple[Hit, float, int]:
    """The hit most like the name asked for, its likeness, 2 for the same name, 1 for its core.

    Of two that are as like the main name, or else the one found first. How like a name is need
    not be known where another bears the very name.
    """
    same = [_sameness(asked, hit) for hit in hits]
    most = max(same)
    if most:
        bearers = [hit for hit, degree in zip(hits, same, strict=True) if degree == most]
        return next((hit for hit in bearers if hit.is_main), bearers[0]), 1.0, most
    best, best_likeness = hits[0], _likeness(asked, hits[0])
    for hit in hits[1:]:
        likeness = _likeness(asked, hit)
        if likeness > best_likeness or (
            likeness == best_likeness and hit.is_main and not best.is_main
        ):
            best, best_likeness = hit, likeness
    return best, best_likeness, 0


def _sameness(asked: Asked, hit: Hit) -> int:
    """2 for a hit that bears the whole name, 1 for its core, 0 for one that is only alike."""
    if hit.key[0] == "~":
        return 0
    spelling = _spelling_of(hit.folded)
    return 2 if spelling.whole == asked.whole else int(spelling.core == asked.core)


def _likeness(asked: Asked, hit: Hit) -> float:
    """0 to 1 by sounds; between scripts by the letters that both of them write."""
    script = script_of(hit.name)
    if script == asked.script:
        return Levenshtein.normalized_similarity(asked.sound, _spelling_of(hit.folded).sound)
    heard = _heard_of(hit.folded)
    if asked.latin:
        return across_scripts(heard, asked.heard)
    alike = across_scripts(asked.heard, heard)
    return alike if script == LATIN else max(alike, across_scripts(heard, asked.heard))


class _Spelling(NamedTuple):
    """A name that is held, as it is compared with the one asked for."""

    whole: str
    core: str
    sound: str


@lru_cache(maxsize=65_536)
def _spelling_of(folded: str) -> _Spelling:
    parts = names.split_type_words(folded)
    return _Spelling(names.tight(parts.whole), names.tight(parts.core), names.sound(parts.core))


@lru_cache(maxsize=65_536)
def _heard_of(folded: str) -> str:
    return names.heard(names.split_type_words(folded).core)


def _measure_kind(asked: Asked, hit: Hit, row: list[float], own: bool) -> None:
    """Whether the kind is asked for; ``own``: the type word is a part of the place's own name."""
    if asked.kinds:
        rank_of_kind = 0 if own else asked.kinds.get(hit.kind)
        if rank_of_kind is None:
            row[11] = 0.4 if hit.kind == "locality" else 1.0  # a class that the source left out
        else:
            row[9 if rank_of_kind == 0 else 10] = 1.0
        size = _SIZES.get(hit.kind)
        if size is not None and next(iter(asked.kinds)) in _SIZES:
            wanted = _SIZES[next(iter(asked.kinds))]
            row[52] = max(0.0, size - wanted)
            row[53] = max(0.0, wanted - size)
    at = _CLASS_AT.get(hit.kind, _OTHER_CLASS)
    if at >= 0 and not asked.kinds:
        row[at] = 1.0


def _measure_hints(asked: Asked, hit: Hit, row: list[float]) -> None:
    if asked.country is not None and hit.country_code is not None:
        row[28 if hit.country_code == asked.country else 29] = 1.0
    if asked.admin1_ids and (hit.admin1_id is not None or hit.kind == "governorate"):
        held = hit.admin1_id in asked.admin1_ids or hit.place_id in asked.admin1_ids
        row[30 if held else 31] = 1.0
    if asked.admin1_points:
        row[32] = min(_log_km(hit, point) for point in asked.admin1_points)
    if asked.near is not None:
        row[33] = _log_km(hit, asked.near)
    if asked.context:
        row[34] = _nearness([[(lat, lon, 1.0)] for lat, lon in asked.context], hit)


def _log_km(hit: Hit, point: tuple[float, float]) -> float:
    """Distance on a scale where 10, 100 and 1000 km are about even steps."""
    return log1p(distance_km(hit.lat, hit.lon, point[0], point[1]) / 10)


def _measure_surroundings(around: Surroundings, hit: Hit, row: list[float]) -> None:
    row[34] = _nearness(around.spots, hit)
    code = hit.country_code
    admin1 = hit.place_id if hit.kind == "governorate" else hit.admin1_id
    row[35] = around.admin1.get(admin1, 0.0) if admin1 else 0.0
    row[36] = around.countries.get(code, 0.0) if code else 0.0
    if around.holders:
        row[37] = max(around.holders.get(key or "", 0.0) for key in (code, admin1, hit.admin2_id))
        row[38] = 1.0 - row[37]
    if hit.kind == "country":
        row[39] = row[36]
        row[59] = around.held.get(code or "", 0.0)
    elif hit.kind == "governorate":
        row[57], row[58] = row[35], row[36]
        row[59] = around.held.get(hit.place_id, 0.0)
    row[43] = float(hit.kind == "country")
    row[44] = float(hit.kind == "governorate")
    row[45] = float(hit.kind in ("city", "capital"))


def _nearness(spots: Sequence[Sequence[tuple[float, float, float]]], hit: Hit) -> float:
    """0 to 3: how surely the three closest of the other names lie within some 100 km."""
    found = []
    south, north = hit.lat - _FAR_DEGREES, hit.lat + _FAR_DEGREES
    for others in spots:
        reach = 0.0
        for lat, lon, probability in others:
            if south < lat < north and probability > reach:
                near = probability * exp(-distance_km(hit.lat, hit.lon, lat, lon) / 100)
                if near > reach:
                    reach = near
        if reach:
            found.append(reach)
    return sum(found if len(found) < 4 else nlargest(3, found))


def measure_none(asked: Asked, measured: Sequence[Measured]) -> list[float]:
    """NONE_FEATURES of a query: what speaks for 'none of the places found'.

    A name that many places bear is borne by more that no source holds.
    """
    bearers = [(hit, row) for hit, _, row in measured if row[0] or row[1]]
    in_admin1 = sum(1 for hit, row in bearers if row[30])
    return [
        1.0,
        max(0.0, 6 - len(asked.core) * (1.0 if asked.latin else _UNWRITTEN)) / 6,
        float(min(asked.parts.core.count(" "), 3)),
        float(asked.country is not None),
        float(bool(asked.admin1_ids)),
        float(bool(asked.kinds)),
        float(next(iter(asked.kinds), "") == "neighbourhood"),
        float(not asked.latin),
        float(asked.surroundings is not None),
        log1p(max(0, len(bearers) - 1)),
        float(not bearers),
        log1p(max(0, in_admin1 - 1)),
        float(next(iter(asked.kinds), "") == "village"),
        log1p(asked.density) / 5,
    ]
