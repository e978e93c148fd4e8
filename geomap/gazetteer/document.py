"""All the names of one text together: each says something about where the others lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.gazetteer import match
from geomap.gazetteer.match import Asked, Scored, Surroundings
from geomap.gazetteer.places import Query, Resolution
from geomap.gazetteer.store import Hit

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


class _Name(NamedTuple):
    """One distinct name of a text: a name has one sense in a text."""

    query: Query
    asked: Asked
    hits: list[Hit]
    mentions: int


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
    ranked = [match.rank(name.asked, name.hits, gazetteer.weights) for name in distinct.values()]
    around: list[Surroundings] = []
    for _ in range(_ROUNDS):
        around = surroundings(list(distinct.values()), ranked, following)
        ranked = [
            match.rank(_in(name, context), name.hits, gazetteer.weights)
            for name, context in zip(distinct.values(), around, strict=True)
        ]
    answered = {
        query: gazetteer.conclude(query, _in(name, context), found, limit)
        for (query, name), context, found in zip(distinct.items(), around, ranked, strict=True)
    }
    return [answered[query] for query in names]


def _distinct(
    gazetteer: Gazetteer, names: Sequence[Query], positions: Sequence[int]
) -> tuple[dict[Query, _Name], dict[int, set[int]]]:
    """The distinct names, and for each by number the names that stand right after it."""
    counts: dict[Query, int] = defaultdict(int)
    for query in names:
        counts[query] += 1
    distinct = {}
    for query, count in counts.items():
        asked, hits = gazetteer.gather(query)
        distinct[query] = _Name(query, asked._replace(surroundings=Surroundings()), hits, count)
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
    tops = [found[0] if found else None for found in ranked]
    spots = [_spots(found) for found in ranked]
    admin1 = [
        _weigh(found, name.mentions, _admin1_of) for name, found in zip(names, ranked, strict=True)
    ]
    country = [
        _weigh(found, name.mentions, _country_of) for name, found in zip(names, ranked, strict=True)
    ]
    return [
        Surroundings(
            tuple(others for other, others in enumerate(spots) if other != place and others),
            _shares(votes for other, votes in enumerate(admin1) if other != place),
            _shares(votes for other, votes in enumerate(country) if other != place),
            _holders(following.get(place, set()), tops),
        )
        for place in range(len(names))
    ]


def _spots(ranked: Sequence[Scored]) -> tuple[tuple[float, float, float], ...]:
    """Where a name may lie; an area says which country a text is about, not where in it."""
    return tuple(
        (scored.hit.lat, scored.hit.lon, scored.probability)
        for scored in ranked[:_SENSES]
        if scored.probability > 0.03 and scored.hit.kind not in _AREAS
    )


def _weigh(
    ranked: Sequence[Scored], mentions: int, key_of: Callable[[Hit], str | None]
) -> dict[str, float]:
    """What one name says of each area: the probability that it lies there or is it."""
    votes: dict[str, float] = defaultdict(float)
    for scored in ranked[:_SENSES]:
        key = key_of(scored.hit)
        if key is not None:
            votes[key] += scored.probability * min(mentions, 3)
    return votes


def _admin1_of(hit: Hit) -> str | None:
    return hit.place_id if hit.kind == "governorate" else hit.admin1_id


def _country_of(hit: Hit) -> str | None:
    return hit.country_code


def _shares(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The votes for each area as a share of all."""
    found: dict[str, float] = defaultdict(float)
    for ballot in votes:
        for key, weight in ballot.items():
            found[key] += weight
    total = _DOUBT + sum(found.values())
    return {key: weight / total for key, weight in found.items()}


def _holders(after: Iterable[int], tops: Sequence[Scored | None]) -> frozenset[str]:
    found = set()
    for number in after:
        top = tops[number]
        if top is not None and top.hit.kind in _HOLDERS and top.together > 0.3:
            found.add(top.hit.place_id)
            if top.hit.kind == "country" and top.hit.country_code:
                found.add(top.hit.country_code)
    return frozenset(found)


def _in(name: _Name, context: Surroundings) -> Asked:
    return name.asked._replace(surroundings=context)
