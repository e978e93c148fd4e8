"""Score what a name could mean, choose, abstain: pure, from hits and hints to probabilities.

A conditional logit with an outside option. Every place found gets a utility, a weighted sum of
what :mod:`geomap.gazetteer.features` measures of it; 'none of them' gets one too; the shares of
their exponentials are probabilities. So a name that fits nothing well is left unresolved by the
same rule that tells two namesakes apart. The weights are learned by
``benchmarks/train_match.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import repeat
from math import exp
from operator import mul
from typing import Final, NamedTuple

from geomap.gazetteer.asked import Asked, Surroundings, ask, ask_all
from geomap.gazetteer.closest import Spelling, closest, spellings_of
from geomap.gazetteer.features import (
    FEATURES,
    NONE_FEATURES,
    Feature,
    Measured,
    Row,
    bears_name,
    by_place,
    measure_all,
    measure_alone,
    measure_among,
    measure_around,
    measure_near,
    measure_none,
)
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Held, Hit
from geomap.gazetteer.weights import Weights, default_weights, weights_of

#: What the other stages take from here; the first names are defined in the modules above.
__all__ = [
    "FEATURES",
    "NONE_FEATURES",
    "Measured",
    "SAME_PLACE_KM",
    "SITE_OF_TOWN_KM",
    "Asked",
    "Scored",
    "Spelling",
    "Surroundings",
    "Weighed",
    "Weights",
    "are_one",
    "bears_name",
    "ask",
    "ask_all",
    "default_weights",
    "settle",
    "standing_of",
    "measure_all",
    "measure_alone",
    "measure_among",
    "measure_around",
    "measure_none",
    "namesakes",
    "rank",
    "rank_all",
    "spellings_of",
    "weigh",
    "weigh_alone",
    "weigh_among",
    "weigh_near",
    "weights_of",
    "why",
]

_DIVISIONS: Final = frozenset({"governorate", "district"})
_TOWNS: Final = frozenset({"capital", "city", "town", "village", "settlement"})
#: What often has its name from the town beside it, and how likely the town must be next to it
#: to be meant by the bare name.
_CALLED_AFTER: Final = {
    "governorate": 0.15, "district": 0.1, "locality": 0.02, "airport": 0.002, "port": 0.05,
    "station": 0.05, "hospital": 0.05, "school": 0.05, "crossing": 0.2, "prison": 0.1, "dam": 0.2,
}  # fmt: skip
_OBSCURE: Final = 0.2
_OBSCURE_IN: Final[tuple[Feature, ...]] = (
    "obscure_in_country", "obscure_in_world", "obscure_in_admin1",
)  # fmt: skip
#: Prominence of a city of some 50,000 whose name is written in a dozen ways.
_FAMOUS: Final = 0.5
_NEGLIGIBLE: Final = 1e-6
#: Only places at least so likely are joined with their doubles.
_JOINED: Final = 0.02
#: Two places closer than this are one answer to the same name, kilometres: sources put one
#: village that far apart.
SAME_PLACE_KM: Final = 10.0
#: Two places that are one lie within so many degrees of latitude, more than they need; up to so
#: high a latitude none that are so many degrees of longitude apart are one. None need be measured.
_ONE_DEGREES, _TEMPERATE, _FAR_EAST = 0.5, 60.0, (1.0, 359.0)
#: A base or plant that bears the name of a town lies no farther from it, kilometres.
SITE_OF_TOWN_KM: Final = 30.0


class Scored(NamedTuple):
    """One place that the name could mean."""

    hit: Hit  # the name of the place that is most like the one asked for
    likeness: float  # 1 for the same letters
    measured: Row
    probability: float
    #: Probability that the place, or the same place in another source, is meant.
    together: float


class Weighed(NamedTuple):
    """The places that a name could mean, weighed but for what the rest of a text says."""

    asked: Asked
    measured: Sequence[Measured]
    utilities: list[float]
    nothing: float  # the utility of 'none of them'


#: A scored place from all that it says: no call of Python's for each.
_scored: Final = partial(tuple.__new__, Scored)


def rank(asked: Asked, hits: Sequence[Hit], weights: Weights) -> list[Scored]:
    """Every place among ``hits`` with its probability, likeliest first.

    Probabilities and that of 'none of them' add up to one. Order is settled to the last by the
    place's id, so that the same index gives the same answer.
    """
    return rank_all([(asked, hits)], weights)[0]


def rank_all(
    gathered: Sequence[tuple[Asked, Sequence[Hit]]], weights: Weights
) -> list[list[Scored]]:
    """:func:`rank` of several names at once, in order."""
    spellings = spellings_of(hits for _, hits in gathered)
    return [weigh(asked, measure_all(asked, hits, spellings), weights) for asked, hits in gathered]


def namesakes(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """The places among ``hits`` that are spelled as the name asked for, but for type words."""
    spellings = spellings_of([hits])
    found = (closest(asked, named, spellings) for named in by_place(hits))
    return [one.hit for one in found if one.likeness == 1.0]


def weigh(asked: Asked, measured: Sequence[Measured], weights: Weights) -> list[Scored]:
    """:func:`rank` of places that are measured already."""
    return settle(weigh_alone(asked, measured, weights)) if measured else []


def settle(alone: Weighed) -> list[Scored]:
    """:func:`rank` of places that are weighed alone."""
    asked, measured, utilities, nothing = alone
    if not measured:
        return []
    places = zip(measured, _shares(utilities, nothing), strict=True)
    return _ranked(
        asked, [_scored((*place, share, share)) for place, share in places if share > _NEGLIGIBLE]
    )


def weigh_alone(asked: Asked, measured: Sequence[Measured], weights: Weights) -> Weighed:
    """Places that are measured already, with their utilities.

    The part that stays while the names of a text are weighed against each other, or a part of a
    phrase by where the other part may lie.
    """
    utilities = _utilities(weights, [row for _, _, row in measured], repeat(0.0))
    return Weighed(asked, measured, utilities, _of_none(asked, measured, weights))


def weigh_among(alone: Weighed, around: Surroundings, weights: Weights) -> list[Scored]:
    """:func:`rank` of places that are weighed alone, with what the rest of the text says."""
    return _settle_with(
        [measure_around(around, hit.place) for hit, _, _ in alone.measured], alone, weights
    )


def weigh_near(alone: Weighed, point: tuple[float, float], weights: Weights) -> list[Scored]:
    """:func:`rank` of places that are weighed alone, with how far they lie from a point."""
    return _settle_with(
        [measure_near(point, hit.place) for hit, _, _ in alone.measured], alone, weights
    )


def _settle_with(said: Sequence[Row], alone: Weighed, weights: Weights) -> list[Scored]:
    """:func:`settle` with what more is said of each place."""
    asked, measured, utilities, nothing = alone
    if not measured:
        return []
    shares = _shares(_utilities(weights, said, utilities), nothing)
    return _ranked(
        asked,
        [
            _scored((hit, likeness, {**row, **more}, share, share))
            for (hit, likeness, row), more, share in zip(measured, said, shares, strict=True)
            if share > _NEGLIGIBLE
        ],
    )


def _utilities(weights: Weights, rows: Sequence[Row], before: Iterable[float]) -> list[float]:
    """The utilities of places before these rows, with what the rows add."""
    of = weights.of_places.__getitem__
    told = zip(rows, before, strict=False)
    return [sum(map(mul, map(of, row), row.values()), known) for row, known in told]


def _of_none(asked: Asked, measured: Sequence[Measured], weights: Weights) -> float:
    """The utility of 'none of them'."""
    none = measure_none(asked, measured)
    return sum(map(mul, map(weights.of_none.__getitem__, none), none.values()), 0.0)


def _shares(utilities: Sequence[float], nothing: float) -> list[float]:
    """The probability of each place by its utility and that of 'none of them'."""
    top = max(nothing, *utilities)
    shares = [exp(utility - top) for utility in utilities]
    total = sum(shares) + exp(nothing - top)
    return [share / total for share in shares]


def _ranked(asked: Asked, places: list[Scored]) -> list[Scored]:
    """The places that are not too unlikely, likeliest first, each with its doubles."""
    scored = [_with_doubles(one, places) if one[3] >= _JOINED else one for one in places]
    # In a country given, what several sources hold of one village counts together; over the world
    # a county and its town would outdo the city of the name.
    joined = asked.country is not None and asked.surroundings is None
    if len(scored) > 1:
        scored.sort(key=_by_shares if joined else _by_share)
    return _meant_first(asked, scored)


def _meant_first(asked: Asked, scored: list[Scored]) -> list[Scored]:
    """Of places that together are one answer, the one that the name asks for first.

    A town, its governorate, its airport and its double in another source often share one name:
    the kind asked for is meant, by that very name if there is one, or, where no kind is asked
    for, the town and not what is called after it.
    """
    best = scored[0] if scored else None
    if best is None or (best.hit.place.kind in asked.kinds and "same_name" in best.measured):
        return scored
    if not asked.kinds and best.hit.place.kind not in _CALLED_AFTER:
        return scored
    for place, other in enumerate(scored[1:6], 1):
        if _is_meant(asked, best, other) and _lie_together(asked, best.hit.place, other.hit.place):
            meant = other._replace(together=max(best.together, other.together))
            second = best._replace(together=best.probability)
            return [meant, second, *scored[1:place], *scored[place + 1 :]]
    return scored


def _lie_together(asked: Asked, best: Held, other: Held) -> bool:
    """Whether one name can mean both: one answer, or a town and a site that is asked for by it."""
    if asked.kinds and distance_km(best.lat, best.lon, other.lat, other.lon) <= SITE_OF_TOWN_KM:
        return True
    return _is_one(best, other, namesakes=True)


def _is_meant(asked: Asked, best: Scored, other: Scored) -> bool:
    """Whether ``other`` is what the name means rather than the likelier ``best`` beside it."""
    kind, found = best.hit.place.kind, other.hit.place.kind
    if asked.kinds:
        by_name = "same_name" in other.measured
        fits = found in asked.kinds and (by_name or kind not in asked.kinds)
        return fits and other.probability >= (0.005 if by_name else 0.05) * best.probability
    share = _CALLED_AFTER.get(kind)
    if share is None or found not in _TOWNS:
        return False
    alike = "same_name" in other.measured or other.likeness >= 0.85
    return alike and other.probability >= share * best.probability


def _by_share(one: Scored) -> tuple[int, str]:
    """The order of places: the likeliest first, of equals by id.

    What the order of a sum leaves beyond the twelfth decimal is no difference.
    """
    return -round(one[3] * 1e12), one[0].place.place_id


def _by_shares(one: Scored) -> tuple[int, int, str]:
    """:func:`_by_share` with the doubles of each place, then without them."""
    return -round(one[4] * 1e12), -round(one[3] * 1e12), one[0].place.place_id


def _with_doubles(one: Scored, ranked: Sequence[Scored]) -> Scored:
    """A place with its share and those of its doubles close by together."""
    here, named = one[0].place, bears_name(one[2])
    joint = 0.0
    south, north = here.lat - _ONE_DEGREES, here.lat + _ONE_DEGREES
    for hit, _, row, probability, _ in ranked:
        other = hit.place
        both = named and bears_name(row)
        if other is here or ((both or south < other.lat < north) and _is_one(here, other, both)):
            joint += probability
    return _scored((*one[:4], min(1.0, joint)))


def are_one(one: Scored, other: Scored) -> bool:
    """Whether two places are one answer, so that ``together`` of each holds the other's share."""
    named = bears_name(one.measured) and bears_name(other.measured)
    return _is_one(one.hit.place, other.hit.place, named)


def _is_one(place: Held, other: Held, namesakes: bool) -> bool:
    """Whether two places are one answer: close by, or a town and the area called after it."""
    lat = place.lat
    if -_ONE_DEGREES < other.lat - lat < _ONE_DEGREES and (
        not _FAR_EAST[0] < abs(other.lon - place.lon) < _FAR_EAST[1] or abs(lat) > _TEMPERATE
    ):
        apart = distance_km(lat, place.lon, other.lat, other.lon)
        if apart <= SAME_PLACE_KM or (
            namesakes and apart <= SITE_OF_TOWN_KM and (place.curated or other.curated)
        ):
            return True
    if not namesakes or (place.kind in _DIVISIONS) == (other.kind in _DIVISIONS):
        return False
    town, area = (other, place) if place.kind in _DIVISIONS else (place, other)
    return area.place_id in (town.admin1_id, town.admin2_id)


def standing_of(scored: Scored) -> str:
    """How well known a place is: ``famous``, ``known`` or ``obscure``.

    An obscure place is one that hardly any source knows and only its name speaks for: a namesake
    that no source holds is as likely to be meant. A famous one is meant whatever is not held,
    but not where a village is asked for and a town found.
    """
    row = scored.measured
    if row.get("larger_than_asked", 0.0) >= (1.0 if scored.hit.place.kind == "town" else 2.0):
        return "obscure"
    if scored.hit.place.prominence >= _FAMOUS:
        return "famous"
    for name in _OBSCURE_IN:
        if row.get(name, 0.0) > _OBSCURE:
            return "obscure"
    return "known"


def why(asked: Asked, scored: Scored, rivals: Sequence[Scored]) -> tuple[str, ...]:
    """What spoke for a place, in words, the name first."""
    place, has = scored.hit.place, scored.measured
    if "same_name" in has:
        reasons = [f"the name is the same as '{scored.hit.name}'"]
    elif "same_core" in has:
        reasons = [f"the name is the same as '{scored.hit.name}' but for words that say what it is"]
    else:
        reasons = [f"the name is spelled like '{scored.hit.name}' ({scored.likeness:.0%} alike)"]
    if "kind_first" in has or "kind_allowed" in has:
        reasons.append(f"it is {_a(place.kind)}, a kind that the name asks for")
    elif has.get("kind_clash") == 1.0:
        reasons.append(f"it is {_a(place.kind)}, not a kind that the name asks for")
    if "country_as_given" in has:
        reasons.append("it lies in the country given")
    elif "country_disputed" in has:
        reasons.append("it lies on ground that the country given disputes or borders")
    if "admin1_as_given" in has:
        reasons.append(f"it lies in {place.admin1 or 'the governorate'}, as given")
    elif "admin1_other" in has:
        reasons.append(f"it lies in {place.admin1 or 'another governorate'}, not the one given")
    if asked.near is not None:
        km = distance_km(place.lat, place.lon, *asked.near)
        reasons.append(f"it is {km:,.0f} km from the point given")
    if has.get("context_holder", 0.0) > 0.5:
        reasons.append("what is named right after it holds it")
    if has.get("context_admin1", 0.0) > 0.2 or has.get("context_country", 0.0) > 0.4:
        reasons.append("other places of the text lie in the same area")
    if place.population >= 1000:
        reasons.append(f"population {place.population:,}")
    if "curated" in has:
        reasons.append("curated and reviewed by hand")
    if scored is rivals[0] and len(rivals) > 1:
        others = len(rivals) - 1
        reasons.append(f"likelier than {others} other place{'s' * (others > 1)} of such a name")
    return tuple(reasons)


def _a(kind: str) -> str:
    """'an oil field'."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('_', ' ')}"
