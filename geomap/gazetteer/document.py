"""All the names of one text together: each says something about where the others lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.gazetteer import match
from geomap.gazetteer.match import Asked, Scored, Spelling, Surroundings, Weighed, Weights
from geomap.gazetteer.places import Query, Resolution
from geomap.gazetteer.store import Held, Hit

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer

#: Rounds in which the answers of a text are weighed against each other; a third changes nothing.
_ROUNDS: Final = 2
#: Characters between a name and the one that holds it: 'Paris, Texas', 'Paris (Texas)'.
_NEXT_TO: Final = 3
_HOLDERS: Final = frozenset({"country", "governorate", "district", "region"})
_AREAS: Final = frozenset({"country", "continent", "governorate", "region"})
#: So many senses of a name are weighed for the others; the rest are too unlikely to matter.
_SENSES: Final = 8
#: Votes that nobody cast, so that one doubtful name is not taken for unanimity.
_DOUBT: Final = 0.5


class Alone(NamedTuple):
    """What a name could be in a text, but for what the rest of the text says."""

    weighed: Weighed  # asked with surroundings, empty ones: those of each round are measured apart
    ranked: list[Scored]


class _Name(NamedTuple):
    """One distinct name of a text: a name has one sense in a text."""

    query: Query
    alone: Alone
    mentions: int


def measure_names(gazetteer: Gazetteer, names: Sequence[Query]) -> list[Alone]:
    """What each name could be in a text, in order; the same in every text."""
    gathered = gazetteer.gather_all(names)
    spellings = match.spellings_of(hits for _, hits in gathered)
    return [_alone(gazetteer.weights, *each, spellings) for each in gathered]


def _alone(
    weights: Weights, asked: Asked, hits: Sequence[Hit], spellings: Mapping[str, Spelling]
) -> Alone:
    nothing = Surroundings()
    asked = replace(asked, surroundings=nothing, context=())
    weighed = match.weigh_alone(asked, match.measure_alone(asked, hits, spellings), weights)
    return Alone(weighed, match.weigh_among(weighed, nothing, weights))


def resolve_document(
    gazetteer: Gazetteer, names: Sequence[Query], positions: Sequence[int], limit: int = 5
) -> list[Resolution]:
    """One resolution per mention, in order, each name weighed against the others of the text.

    Args:
        gazetteer: answers the names.
        names: the mentions; equal queries are one name with one answer.
        positions: character offset of each mention, in the same order; a name that directly
            follows another may hold it ('Paris, Texas').
        limit: candidates listed at most.
    """
    distinct, following = _distinct(gazetteer, names, positions)
    found = list(distinct.values())
    ranked = [name.alone.ranked for name in found]
    for _ in range(_ROUNDS):
        around = surroundings(found, ranked, following)
        ranked = _weigh(found, around, gazetteer.weights)
    answered = {
        name.query: gazetteer.conclude(name.query, name.alone.weighed.asked, places, limit)
        for name, places in zip(found, ranked, strict=True)
    }
    return [answered[query] for query in names]


def _weigh(
    names: Sequence[_Name], around: Sequence[Surroundings], weights: Weights
) -> list[list[Scored]]:
    """The places of each name, ranked by what the rest of the text says as well."""
    return [
        match.weigh_among(name.alone.weighed, context, weights)
        for name, context in zip(names, around, strict=True)
    ]


def _distinct(
    gazetteer: Gazetteer, names: Sequence[Query], positions: Sequence[int]
) -> tuple[dict[Query, _Name], dict[int, set[int]]]:
    """The distinct names, and for each by number the names that stand right after it."""
    counts: dict[Query, int] = defaultdict(int)
    for query in names:
        counts[query] += 1
    alone = zip(counts.items(), gazetteer.names_of_texts.of(list(counts)), strict=True)
    distinct = {query: _Name(query, told, count) for (query, count), told in alone}
    number = {query: place for place, query in enumerate(distinct)}
    following: dict[int, set[int]] = defaultdict(set)
    order = sorted(range(len(names)), key=lambda place: positions[place])
    for here, after in zip(order, order[1:], strict=False):
        gap = positions[after] - positions[here] - len(names[here].name)
        if 0 < gap <= _NEXT_TO and names[here] != names[after]:
            following[number[names[here]]].add(number[names[after]])
    return distinct, following


def surroundings(
    names: Sequence[_Name], ranked: Sequence[Sequence[Scored]], following: dict[int, set[int]]
) -> list[Surroundings]:
    """What each name's text says around it, from the likeliest place of every other name."""
    preceding: dict[int, set[int]] = defaultdict(set)
    for before, after in following.items():
        for number in after:
            preceding[number].add(before)
    spots = [_spots(found) for found in ranked]
    admin1 = _ballots(names, ranked, _admin1_of)
    country = _ballots(names, ranked, _country_of)
    all_admin1, all_country = _sum(admin1), _sum(country)
    return [
        Surroundings(
            tuple(others for other, others in enumerate(spots) if other != place and others)
            or tuple(((lat, lon, 1.0),) for lat, lon in names[place].query.context),
            _shares(all_admin1, admin1[place]),
            _shares(all_country, country[place]),
            _holders(following.get(place, ()), ranked),
            _held(preceding.get(place, ()), ranked),
        )
        for place in range(len(names))
    ]


def _spots(ranked: Sequence[Scored]) -> tuple[tuple[float, float, float], ...]:
    """Where a name may lie; an area says which country a text is about, not where in it."""
    return tuple(
        (scored.hit.place.lat, scored.hit.place.lon, scored.probability)
        for scored in ranked[:_SENSES]
        if scored.probability > 0.03 and scored.hit.place.kind not in _AREAS
    )


def _ballots(
    names: Sequence[_Name],
    ranked: Sequence[Sequence[Scored]],
    key_of: Callable[[Held], str | None],
) -> list[dict[str, float]]:
    """What each name says of each area: the probability that it lies there or is it."""
    return [
        _ballot(found, name.mentions, key_of) for name, found in zip(names, ranked, strict=True)
    ]


def _ballot(
    ranked: Sequence[Scored], mentions: int, key_of: Callable[[Held], str | None]
) -> dict[str, float]:
    votes: dict[str, float] = {}
    weight = min(mentions, 3)
    for scored in ranked[:_SENSES]:
        key = key_of(scored.hit.place)
        if key is not None:
            votes[key] = votes.get(key, 0.0) + scored.probability * weight
    return votes


def _admin1_of(place: Held) -> str | None:
    return place.place_id if place.kind == "governorate" else place.admin1_id


def _country_of(place: Held) -> str | None:
    return place.country_code


def _sum(ballots: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for ballot in ballots:
        for key, votes in ballot.items():
            found[key] += votes
    return found


def _shares(everything: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """The votes of the other names for each area, as a share of all their votes."""
    total = _DOUBT + sum(everything.values()) - sum(own.values())
    return {key: (votes - own.get(key, 0.0)) / total for key, votes in everything.items()}


def _holders(after: Iterable[int], ranked: Sequence[Sequence[Scored]]) -> dict[str, float]:
    """The areas that the names right after one may be: id or country code -> probability."""
    found: dict[str, float] = {}
    for number in after:
        for scored in ranked[number][:_SENSES]:
            place = scored.hit.place
            if place.kind in _HOLDERS:
                key = place.country_code if place.kind == "country" else place.place_id
                if key is not None:
                    found[key] = max(found.get(key, 0.0), scored.together)
    return found


def _held(before: Iterable[int], ranked: Sequence[Sequence[Scored]]) -> dict[str, float]:
    """Where the names right before one may lie: area id or country code -> probability."""
    found: dict[str, float] = {}
    for number in before:
        votes: dict[str, float] = defaultdict(float)
        for scored in ranked[number][:_SENSES]:
            place = scored.hit.place
            for key in (place.admin1_id, place.country_code):
                if key is not None and place.kind not in _AREAS:
                    votes[key] += scored.probability
        for key, votes_for in votes.items():
            found[key] = max(found.get(key, 0.0), votes_for)
    return found
