"""All the names of one text together: each says something about where the others lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
#: An area says which country a text is about, not where in it.
_SPOTS: Final = frozenset({"country", "continent", "governorate", "region"})


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
    weights = [
        (top.together if top else 0.0) * min(name.mentions, 3)
        for name, top in zip(names, tops, strict=True)
    ]
    return [
        Surroundings(
            _points(tops, place),
            _shares(
                ((t.hit.admin1_id or t.hit.place_id, w) for t, w in _others(tops, weights, place))
            ),
            _shares(((t.hit.country_code, w) for t, w in _others(tops, weights, place))),
            _holders(following.get(place, set()), tops),
        )
        for place in range(len(names))
    ]


def _others(
    tops: Sequence[Scored | None], weights: Sequence[float], place: int
) -> Iterable[tuple[Scored, float]]:
    for other, (top, weight) in enumerate(zip(tops, weights, strict=True)):
        if other != place and top is not None:
            yield top, weight


def _points(tops: Sequence[Scored | None], place: int) -> tuple[tuple[float, float, float], ...]:
    return tuple(
        (top.hit.lat, top.hit.lon, top.together)
        for other, top in enumerate(tops)
        if other != place and top is not None and top.together > 0.2 and top.hit.kind not in _SPOTS
    )


def _shares(votes: Iterable[tuple[str | None, float]]) -> dict[str, float]:
    """The weight of each id as a share of all, ids that are None counting for the whole."""
    found: dict[str, float] = defaultdict(float)
    total = 0.5  # so that one doubtful vote is not taken for unanimity
    for key, weight in votes:
        total += weight
        if key is not None:
            found[key] += weight
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
