"""From ranked places to the answers that a user sees: candidates, status, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.gazetteer import match
from geomap.gazetteer.asked import situation_of
from geomap.gazetteer.coordinates import Point
from geomap.gazetteer.kinds import KINDS, precision_of
from geomap.gazetteer.match import Asked, Scored, Weights
from geomap.gazetteer.places import Candidate, Resolution
from geomap.gazetteer.sphere import distance_km
from geomap.model import Precision, Status

_EXACT: Final = frozenset({"site", "facility", "settlement"})
#: What a relation tells that is wider than this is never called resolved, metres: the country
#: around a town, which has its middle there; and a stretch between two places, a part of a region.
_WIDE_M: Final = 50_000.0
_WIDE_STRETCH_M: Final = 25_000.0
_STRETCHES: Final = frozenset({"road", "locality", "region"})
#: How likely a governorate or a town is meant where the district of its name is asked for and not
#: held, or a lake where a town is: likely as what is around it, but it lies in one part of that.
_NOT_AS_ASKED: Final = 0.6
#: Exactness of areas, and of what a settlement is seldom taken for.
_AREAS: Final = frozenset({"district", "governorate"})
#: A candidate less likely than this is not worth showing.
_WORTH_SHOWING: Final = 0.005


def resolution(
    query: str,
    candidates: Sequence[Candidate],
    weights: Weights,
    note: str = "",
    situation: str = "world",
    standing: str = "known",
) -> Resolution:
    """The answer that follows from the candidates, best first.

    ``situation`` is what the query gave besides the name and ``standing`` how well known the best
    is: the score that it needs to be called resolved depends on both.
    """
    if not candidates:
        return Resolution(query, "unresolved", None, (), note or "No place of this name is held.")
    score = candidates[0].score
    told = weights.situations[situation]
    if score < told.shown:
        note = "No place held fits this name well enough to be named."
        return Resolution(query, "unresolved", None, tuple(candidates), note)
    sure = score >= told.least(standing)
    if sure and is_vague(candidates[0]):
        sure = False
        note = note or f"{candidates[0].name} is a wide area: where in it is open."
    status: Status = "resolved" if sure else "ambiguous"
    return Resolution(query, status, candidates[0], tuple(candidates), note)


def is_vague(best: Candidate) -> bool:
    """Whether an answer is a wide stretch that a relation tells: a road, a border, a part."""
    wide = _WIDE_STRETCH_M if best.kind in _STRETCHES else _WIDE_M
    return best.radius_m > wide and "#" in best.place_id


def candidates_of(
    asked: Asked, ranked: Sequence[Scored], weights: Weights, situation: str, limit: int
) -> list[Candidate]:
    """The likeliest places as candidates, each place once however many sources hold it."""
    shown: list[Scored] = []
    for scored in ranked:
        if len(shown) == limit or (shown and scored.probability < _WORTH_SHOWING):
            break
        if scored.likeness < 1.0 or not any(_doubles(scored, other) for other in shown):
            shown.append(scored)
    rivals = ranked[:20]
    return [
        candidate_of(asked, one, weights.score(situation, _own_share(one, shown[:at])), rivals)
        for at, one in enumerate(shown)
    ]


def situation_among(asked: Asked, ranked: Sequence[Scored]) -> str:
    """The situation that says what the scores of these places mean: that of the best."""
    return situation_of(asked, not ranked or match.bears_name(ranked[0].measured))


def _own_share(scored: Scored, better: Sequence[Scored]) -> float:
    """How likely a place is meant: with its doubles, unless one of them is shown before it."""
    counted = any(match.are_one(scored, other) for other in better)
    return scored.probability if counted else scored.together


def candidate_of(asked: Asked, scored: Scored, score: float, rivals: Sequence[Scored]) -> Candidate:
    """One place with its score and what spoke for it.

    Where the name asks for a kind that the place is not ('Jenin camp' found as the town), the
    place is only near what is meant.
    """
    place = scored.hit.place
    if _is_unlike_what_was_asked(asked, scored):
        score *= _NOT_AS_ASKED
    precision, radius = precision_of(place.kind, place.radius_m), place.radius_m
    if _is_another_kind(asked, scored) and precision in _EXACT:
        wanted = KINDS[asked.kind]
        area = wanted.precision in _AREAS
        precision = wanted.precision if area else "near"
        radius = max(radius, wanted.radius_m if area else 10_000.0)
    return Candidate(
        place.place_id,
        place.main_name,
        place.kind,
        place.country_code,
        place.admin1,
        place.lat,
        place.lon,
        precision,
        radius,
        round(score, 4),
        match.why(asked, scored, rivals),
        place.source,
    )


def note_of(asked: Asked, ranked: Sequence[Scored]) -> str:
    """A sentence where the best place is not of the kind that the name asks for, else empty."""
    if not ranked or not _is_another_kind(asked, ranked[0]):
        return ""
    wanted = asked.kind.replace("_", " ")
    found = ranked[0].hit.place.kind.replace("_", " ")
    return f"No {wanted} of this name is held; this is the {found} of the name."


def _is_another_kind(asked: Asked, scored: Scored) -> bool:
    """Whether what is asked for and the place found are of kinds that are not exchanged."""
    if "kind_clash" not in scored.measured:
        return False
    wanted = KINDS[asked.kind].precision
    return wanted not in ("settlement", "near") or _is_unlike_what_was_asked(asked, scored)


def _is_unlike_what_was_asked(asked: Asked, scored: Scored) -> bool:
    """Whether a district is asked for and a town or governorate found, or a town and a lake.

    The town of a camp or a base is near it: that is no such case.
    """
    wanted, found = asked.kind, scored.hit.place.kind
    if wanted == "district" and found == "governorate":
        return True
    if "kind_clash" not in scored.measured or found == "locality":
        return False
    wanted_is, found_is = KINDS[wanted].precision, KINDS[found].precision
    if wanted_is == "settlement":
        return found_is != "settlement"
    return wanted_is in _AREAS and found_is not in _AREAS


def _doubles(one: Scored, other: Scored) -> bool:
    if not one.likeness == other.likeness == 1.0:
        return False
    here, there = one.hit.place, other.hit.place
    return distance_km(here.lat, here.lon, there.lat, there.lon) <= match.SAME_PLACE_KM


def point_candidate(
    point: Point, country_code: str | None, admin1: str | None, score: float
) -> Candidate:
    """Coordinates as a candidate, by how exact their notation is."""
    return Candidate(
        f"point:{point.lat:.5f},{point.lon:.5f}",
        f"{point.lat:.5f}, {point.lon:.5f}",
        "locality",
        country_code,
        admin1,
        point.lat,
        point.lon,
        _precision(point.radius_m),
        round(point.radius_m, 1),
        score,
        (f"the name is coordinates in {point.notation}",),
        "coordinates given",
    )


def _precision(radius_m: float) -> Precision:
    if radius_m <= 1_000:
        return "site"
    return "near" if radius_m <= 25_000 else "district"


def area_precision(radius_m: float) -> Precision:
    """The precision of an area that is no administrative one, by its radius."""
    if radius_m <= 25_000:
        return "near"
    return "district" if radius_m <= 60_000 else "governorate"


def rescored(candidate: Candidate, factor: float, *reasons: str) -> Candidate:
    """``candidate`` with its probability scaled and more reasons."""
    return replace(
        candidate,
        score=round(min(1.0, candidate.score * factor), 4),
        why=(*candidate.why, *reasons),
    )
