"""Score what a name could mean, choose, abstain: pure, from hits and hints to probabilities.

A conditional logit with an outside option. Every place found gets a utility, a weighted sum of
what :func:`measure` says of it; 'none of them' gets one from :func:`measure_none`; the shares of
their exponentials are probabilities. So a name that fits nothing well is left unresolved by the
same rule that tells two namesakes apart. The weights are learned by
``benchmarks/train_match.py`` and stand in ``weights.json``, small enough to be read in review.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log, log1p, log10
from operator import mul
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz.distance import JaroWinkler, LCSseq, Levenshtein

from geomap.gazetteer import names
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.places import Query
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
    "obscure_in_world",
)  # fmt: skip
#: What is measured of 'none of them', in the order of :func:`measure_none`.
NONE_FEATURES: Final = (
    "none", "none_short", "none_words", "none_country_given", "none_admin1_given",
    "none_kind_asked", "none_quarter_asked", "none_other_script", "none_in_text",
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
_DIVISIONS: Final = frozenset({"governorate", "district"})
_TOWNS: Final = frozenset({"capital", "city", "town", "village", "settlement"})
#: What often has its name from the town beside it, and how likely the town must be next to it
#: to be meant by the bare name.
_CALLED_AFTER: Final = {
    "governorate": 0.15, "district": 0.1, "locality": 0.02, "airport": 0.01, "port": 0.05,
    "station": 0.05, "hospital": 0.05, "school": 0.05, "crossing": 0.2, "prison": 0.1, "dam": 0.2,
}  # fmt: skip
_OBSCURE: Final = 0.2
#: Names less alike than this share a skeleton by accident.
_UNLIKE: Final = 0.35
_NEGLIGIBLE: Final = 1e-6
#: Two places closer than this are one answer to the same name, kilometres: sources put one
#: village that far apart.
SAME_PLACE_KM: Final = 10.0
#: A base or plant that bears the name of a town lies no farther from it, kilometres.
SITE_OF_TOWN_KM: Final = 30.0


class Surroundings(NamedTuple):
    """What the rest of a text names, each with the probability that it is meant."""

    #: For every other name its likeliest spots: latitude, longitude, probability.
    spots: tuple[tuple[tuple[float, float, float], ...], ...] = ()
    admin1: Mapping[str, float] = {}  # id of the governorate -> share of the other names
    countries: Mapping[str, float] = {}  # code -> share of the other names
    #: Ids and codes of what stands right after the name: 'Paris, Texas'.
    holders: frozenset[str] = frozenset()


class Asked(NamedTuple):
    """A query made ready: the name taken apart, the hints resolved."""

    parts: names.NameParts
    whole: str  # key of the whole name
    core: str  # key of the name without type words
    skeleton: str
    sound: str
    latin: bool
    kinds: Mapping[str, int]  # kinds that the name's type words allow -> their rank
    country: str | None = None
    countries: frozenset[str] = frozenset()  # codes in which to look, empty for the world
    admin1_ids: frozenset[str] = frozenset()
    admin1_points: tuple[tuple[float, float], ...] = ()
    admin1_given: bool = False
    near: tuple[float, float] | None = None
    context: tuple[tuple[float, float], ...] = ()
    surroundings: Surroundings | None = None


class Scored(NamedTuple):
    """One place that the name could mean."""

    hit: Hit  # the name of the place that is most like the one asked for
    likeness: float  # 1 for the same letters
    measured: tuple[float, ...]
    probability: float
    #: Probability that the place, or the same place in another source, is meant.
    together: float


def ask(query: Query) -> Asked:
    """``query`` with its name taken apart; hints are added by the gazetteer."""
    parts = names.split_type_words(query.name)
    whole, core = names.tight(parts.whole), names.tight(parts.core)
    return Asked(
        parts,
        whole,
        core,
        names.skeleton(parts.core),
        names.sound(parts.core),
        is_latin(query.name),
        {kind: rank for rank, kind in enumerate(parts.kinds)},
        near=query.near,
        context=query.context,
    )


def is_latin(text: str) -> bool:
    """Whether a name is in a script that writes its vowels as Latin does."""
    return text.isascii() or not any("\u0590" <= char <= "\u08ff" for char in text)


def rank(asked: Asked, hits: Iterable[Hit], weights: Weights) -> list[Scored]:
    """Every place among ``hits`` with its probability, likeliest first.

    Probabilities and that of 'none of them' add up to one. Order is settled to the last by the
    place's id, so that the same index gives the same answer.
    """
    measured = measure_all(asked, hits)
    if not measured:
        return []
    utilities = [sum(map(mul, weights.of_places, row)) for _, _, row in measured]
    nothing = sum(map(mul, weights.of_none, measure_none(asked)))
    top = max(nothing, *utilities)
    shares = [exp(utility - top) for utility in utilities]
    total = sum(shares) + exp(nothing - top)
    ranked = [
        (*place, share / total)
        for place, share in zip(measured, shares, strict=True)
        if share / total > _NEGLIGIBLE
    ]
    scored = [
        Scored(hit, likeness, tuple(row), share, _together(hit, row, share, ranked))
        for hit, likeness, row, share in ranked
    ]
    scored.sort(key=lambda one: (-one.probability, one.hit.place_id))
    return _meant_first(asked, scored)


def _meant_first(asked: Asked, scored: list[Scored]) -> list[Scored]:
    """Of places that together are one answer, the one that the name asks for first.

    A town, its governorate, its airport and its double in another source often share one name:
    the kind asked for is meant or, where none is, the town and not what is called after it.
    """
    best = scored[0] if scored else None
    if best is None or best.hit.kind in asked.kinds:
        return scored
    for place, other in enumerate(scored[1:6], 1):
        if _is_one(best.hit, other.hit, namesakes=True) and _is_meant(asked, best, other):
            meant = other._replace(together=max(best.together, other.together))
            return [meant, *scored[:place], *scored[place + 1 :]]
    return scored


def _is_meant(asked: Asked, best: Scored, other: Scored) -> bool:
    """Whether ``other`` is what the name means rather than the likelier ``best`` beside it."""
    if asked.kinds:
        return other.hit.kind in asked.kinds and other.probability >= 0.05 * best.probability
    share = _CALLED_AFTER.get(best.hit.kind)
    if share is None or other.hit.kind not in _TOWNS:
        return False
    alike = bool(other.measured[0]) or other.likeness >= 0.85
    return alike and other.probability >= share * best.probability


def measure_all(asked: Asked, hits: Iterable[Hit]) -> list[tuple[Hit, float, list[float]]]:
    """:func:`measure` of every place, with how it compares to the others of its very name."""
    measured = [
        measure(asked, closest)
        for closest in (_closest(asked, found) for found in by_place(hits))
        if closest[1] >= _UNLIKE
    ]
    bearers = [(hit.prominence, hit.place_id) for hit, _, row in measured if _bears(row)]
    if not bearers:
        return measured
    (best, best_id), (second, _) = sorted((*bearers, (0.0, "")), reverse=True)[:2]
    for hit, _, row in measured:
        if row[0] or row[1]:
            lead = hit.prominence - (second if hit.place_id == best_id else best)
            row[41] = lead if hit.place_id == best_id and len(bearers) > 1 else 0.0
            row[42] = max(0.0, -lead)
    return measured


def _bears(row: Sequence[float]) -> bool:
    """Whether a place bears the name as it was asked for, and is of a kind that it allows."""
    return bool(row[0] or row[1]) and not row[40] and not row[11]


def by_place(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits in groups of one place each, in order of appearance."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.place_id, []).append(hit)
    return list(groups.values())


def _together(
    hit: Hit,
    row: list[float],
    share: float,
    ranked: Sequence[tuple[Hit, float, list[float], float]],
) -> float:
    """The share of a place with those of its doubles close by; only likely places are joined."""
    if share < 0.02:
        return share
    named = row[0] or row[1]
    return min(
        1.0,
        sum(
            other_share
            for other, _, other_row, other_share in ranked
            if other is hit or _is_one(hit, other, bool(named and (other_row[0] or other_row[1])))
        ),
    )


def _is_one(hit: Hit, other: Hit, namesakes: bool) -> bool:
    """Whether two places are one answer: close by, or a town and the area called after it."""
    curated = "curated" in (hit.place_id[:7], other.place_id[:7])
    reach = SITE_OF_TOWN_KM if namesakes and curated else SAME_PLACE_KM
    if abs(other.lat - hit.lat) < 0.5 and (
        distance_km(hit.lat, hit.lon, other.lat, other.lon) <= reach
    ):
        return True
    if not namesakes or (hit.kind in _DIVISIONS) == (other.kind in _DIVISIONS):
        return False
    town, area = (other, hit) if hit.kind in _DIVISIONS else (hit, other)
    return area.place_id in (town.admin1_id, town.admin2_id)


def measure(asked: Asked, closest: tuple[Hit, float, int]) -> tuple[Hit, float, list[float]]:
    """FEATURES of a place, with its name most like the one asked for and how like it is."""
    hit, likeness, same = closest
    row = [0.0] * len(FEATURES)
    if same == 2:
        row[0] = 1.0
    elif same == 1:
        row[1] = 1.0
    else:
        row[2] = 1.0 - likeness
        row[3] = max(0.0, 0.75 - likeness)
        if asked.latin and is_latin(hit.name):
            row[4] = 1.0 - JaroWinkler.similarity(asked.core, _keys_of(hit.folded)[1])
        row[5] = max(0, 6 - len(asked.skeleton)) / 6
    row[6] = float(same == 0 and is_latin(hit.name) != asked.latin)
    row[7] = float(same == 0 and hit.key != "~" + asked.skeleton)
    row[8] = float(hit.is_main)
    if same and not asked.kinds:
        row[40] = float(_keys_of(hit.folded)[0] != asked.whole or _borrows(asked, hit))
    _measure_kind(asked, hit, row)
    row[23] = log10(1 + hit.population) / 6
    row[24] = hit.prominence
    row[25] = log(hit.names) / 4
    row[26] = log(hit.sources)
    row[27] = float(likeness >= 0.9 and hit.place_id.startswith("curated"))
    _measure_hints(asked, hit, row)
    if asked.surroundings is None and not asked.admin1_given:
        row[46 if asked.country else 47] = max(0.0, 0.4 - hit.prominence)
    if asked.surroundings is not None:
        _measure_surroundings(asked.surroundings, hit, row)
    return hit, likeness, row


def _borrows(asked: Asked, hit: Hit) -> bool:
    """Whether a base or an airport has the name only from the town that it lies by."""
    if KINDS[hit.kind].precision not in ("site", "facility") or hit.is_main:
        return False
    return _keys_of(names.fold(hit.main_name))[1] != asked.core


def _closest(asked: Asked, hits: Sequence[Hit]) -> tuple[Hit, float, int]:
    """The hit most like the name asked for, its likeness, 2 for the same name, 1 for its core."""
    best, best_likeness, best_same = hits[0], -1.0, 0
    for hit in hits:
        if hit.key[0] != "~":
            whole, core = _keys_of(hit.folded)
            same = 2 if whole == asked.whole else int(core == asked.core)
            likeness = 1.0 if same else _likeness(asked, hit)
        else:
            same, likeness = 0, _likeness(asked, hit)
        if (same, likeness, hit.is_main) > (best_same, best_likeness, best.is_main):
            best, best_likeness, best_same = hit, likeness, same
    return best, best_likeness, best_same


def _likeness(asked: Asked, hit: Hit) -> float:
    """0 to 1 by sounds; between scripts by the letters that both of them write."""
    sound = _sound_of(hit.folded)
    if is_latin(hit.name) == asked.latin:
        return Levenshtein.normalized_similarity(asked.sound, sound)
    written = sound if asked.latin else asked.sound
    shared: int = LCSseq.similarity(asked.sound, sound)
    return min(1.0, shared / max(1, len(written)))


@lru_cache(maxsize=65_536)
def _keys_of(folded: str) -> tuple[str, str]:
    parts = names.split_type_words(folded)
    return names.tight(parts.whole), names.tight(parts.core)


@lru_cache(maxsize=65_536)
def _sound_of(folded: str) -> str:
    return names.sound(names.split_type_words(folded).core)


def _measure_kind(asked: Asked, hit: Hit, row: list[float]) -> None:
    if asked.kinds:
        rank_of_kind = asked.kinds.get(hit.kind)
        if rank_of_kind is None:
            row[11] = 0.4 if hit.kind == "locality" else 1.0  # a class that the source left out
        else:
            row[9 if rank_of_kind == 0 else 10] = 1.0
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
    if around.holders and code is not None:
        held = code in around.holders or (admin1 is not None and admin1 in around.holders)
        row[37 if held and hit.kind != "country" else 38] = 1.0
    if hit.kind in ("country", "governorate"):
        row[39] = around.countries.get(code or "", 0.0)
    row[43] = float(hit.kind == "country")
    row[44] = float(hit.kind == "governorate")
    row[45] = float(hit.kind in ("city", "capital"))


def _nearness(spots: Sequence[Sequence[tuple[float, float, float]]], hit: Hit) -> float:
    """0 to 3: how surely the three closest of the other names lie within some 100 km."""
    found = []
    for others in spots:
        reach = 0.0
        for lat, lon, probability in others:
            if abs(lat - hit.lat) < 4 and probability > reach:
                km = distance_km(hit.lat, hit.lon, lat, lon)
                reach = max(reach, probability * exp(-km / 100))
        found.append(reach)
    return sum(sorted(found)[-3:])


def measure_none(asked: Asked) -> list[float]:
    """NONE_FEATURES of a query: what speaks for 'none of the places found'."""
    return [
        1.0,
        max(0, 6 - len(asked.core)) / 6,
        float(min(asked.parts.core.count(" "), 3)),
        float(asked.country is not None),
        float(bool(asked.admin1_ids)),
        float(bool(asked.kinds)),
        float(next(iter(asked.kinds), "") == "neighbourhood"),
        float(not asked.latin),
        float(asked.surroundings is not None),
    ]


class Weights(NamedTuple):
    """Learned weights, in the order of FEATURES and NONE_FEATURES, and the status thresholds."""

    of_places: tuple[float, ...]
    of_none: tuple[float, ...]
    resolved: float  # least probability of a best answer that is called resolved
    obscure: float  # the same for an obscure place that only its name speaks for
    ambiguous: float  # least probability of a best answer at all


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that came with the package."""
    return weights_of(json.loads((Path(__file__).parent / "weights.json").read_text("utf-8")))


def weights_of(stored: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights from their stored form, which names every feature."""
    return Weights(
        tuple(stored["places"][name] for name in FEATURES),
        tuple(stored["none"][name] for name in NONE_FEATURES),
        stored["thresholds"]["resolved"],
        stored["thresholds"]["obscure"],
        stored["thresholds"]["ambiguous"],
    )


def is_obscure(scored: Scored) -> bool:
    """Whether only its name speaks for a place that hardly any source knows.

    A namesake that no source holds is then as likely to be meant, whatever the name.
    """
    return max(scored.measured[46:48]) > _OBSCURE


def why(asked: Asked, scored: Scored, rivals: Sequence[Scored]) -> tuple[str, ...]:
    """What spoke for a place, in words, the name first."""
    hit, row = scored.hit, dict(zip(FEATURES, scored.measured, strict=True))
    if row["same_name"]:
        reasons = [f"the name is the same as '{hit.name}'"]
    elif row["same_core"]:
        reasons = [f"the name is the same as '{hit.name}' but for words that say what it is"]
    else:
        reasons = [f"the name is spelled like '{hit.name}' ({scored.likeness:.0%} alike)"]
    if row["kind_first"] or row["kind_allowed"]:
        reasons.append(f"it is a {hit.kind.replace('_', ' ')}, a kind that the name asks for")
    elif row["kind_clash"] == 1.0:
        reasons.append(f"it is a {hit.kind.replace('_', ' ')}, not a kind that the name asks for")
    if row["country_as_given"]:
        reasons.append("it lies in the country given")
    elif row["country_disputed"]:
        reasons.append("it lies on ground that the country given disputes or borders")
    if row["admin1_as_given"]:
        reasons.append(f"it lies in {hit.admin1 or 'the governorate'}, as given")
    elif row["admin1_other"]:
        reasons.append(f"it lies in {hit.admin1 or 'another governorate'}, not the one given")
    if asked.near is not None:
        km = distance_km(hit.lat, hit.lon, *asked.near)
        reasons.append(f"it is {km:,.0f} km from the point given")
    if row["context_holder"]:
        reasons.append("what is named right after it holds it")
    if row["context_admin1"] > 0.2 or row["context_country"] > 0.4:
        reasons.append("other places of the text lie in the same area")
    if hit.population >= 1000:
        reasons.append(f"population {hit.population:,}")
    if row["curated"]:
        reasons.append("curated and reviewed by hand")
    others = sum(1 for rival in rivals if rival.hit.place_id != hit.place_id)
    if others and scored is rivals[0]:
        reasons.append(f"likelier than {others} other place{'s' * (others > 1)} of such a name")
    return tuple(reasons)
