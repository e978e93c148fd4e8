"""Which of the places under one verb each number is told of, and which are told of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from geomap.read.articles.casualties import Casualty
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lists import form, words
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.quantities import QUANTITY, find_numbers, parse_count
from geomap.read.articles.scenes import Scene


class Joint(NamedTuple):
    """What stands between two names side by side."""

    final: bool  # 'and', not a comma alone
    counted: tuple[int, int] | None  # characters of a count for the second: 'and three in'


class Row(NamedTuple):
    """Names side by side and what joins each to the next."""

    places: list[PlaceMention]
    joints: list[Joint]


class First(NamedTuple):
    """The count of the first name of a row, characters ``[start, end)``: 'five in Tyre'."""

    start: int
    end: int
    elsewhere: bool  # 'including five in Tyre': the sum before it is of other places too


def all_of(spots: Sequence[Scene], elsewhere: bool = False) -> str:
    """What a number is told of that is told of all: 'Tyre, Khiam and elsewhere'."""
    *first, last = [spot.name for spot in spots] + ["elsewhere"] * elsewhere
    return f"{', '.join(first)} and {last}"


def shared_out(
    document: Document,
    clause: Clause,
    spots: Sequence[Scene],
    rows: Sequence[Row],
    casualties: Sequence[Casualty],
) -> tuple[Casualty, ...]:
    """The numbers of a clause, each with the spot that it is told of, none where it is of all."""
    told: list[Casualty] = list(casualties)
    for row in rows:
        first = first_count(document, clause, row.places[0], casualties)
        if first is not None and not all(joint.counted for joint in row.joints):
            first = None
        told = counts_of(document, row, first, told, all_of(spots, bool(first and first.elsewhere)))
    if "respectively" in document.text[clause.start : clause.end]:
        return tuple(_in_order(document, told, len(spots)))
    return tuple(_with_spots(document, told, spots, _alone(rows)))


def first_count(
    document: Document, clause: Clause, place: PlaceMention, casualties: Sequence[Casualty]
) -> First | None:
    """The count before the first name that has no word of harm of its own: '…: five in Tyre'."""
    before = [one for one in casualties if one.end <= place.start]
    if not before:
        return None
    match = _count_before().search(document.text, before[-1].end, place.start)
    if match is None:
        return None
    start, end = match.span("count")
    return First(start, end, match["part"] is not None)


@cache
def _count_before() -> re.Pattern[str]:
    """A count and its preposition right before a name."""
    prepositions = "|".join(sorted(words("context", "prepositions")))
    lead = "|".join(sorted(words("context", "between"), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<part>\b(?:{form('part_of').pattern})),?\s+|[:,;–—-]\s+)"
        rf"(?P<count>{QUANTITY})\s+(?:(?:{form('counted_people').pattern})\s+)?"
        rf"(?:{prepositions})\s+(?:(?:a|{lead})\s+)*$",
        re.IGNORECASE,
    )


def counts_of(
    document: Document,
    row: Row,
    first: First | None,
    casualties: Sequence[Casualty],
    together: str,
) -> list[Casualty]:
    """The numbers with those that a row counts without a word of harm, which is that before them.

    Where the first name is counted like the others, the number before it is the sum of all.
    """
    places, counts = row.places, [joint.counted for joint in row.joints]
    told = list(casualties)
    sums = [one for one in told if one.end <= places[0].start and one.harm != "none"]
    for span in [first[:2] if first else None, *counts]:
        if span is not None and sums:
            count = parse_count(document.text[slice(*span)])
            told.append(Casualty(*span, sums[-1].harm, count, sums[-1].people))
    if first is not None:
        told = [replace(one, together=together) if one in sums else one for one in told]
    return sorted(told, key=lambda casualty: casualty.start)


def _alone(rows: Iterable[Row]) -> list[PlaceMention]:
    """The names that what is told in front of them is told of alone: 'four in X and three in Y'."""
    return [
        place
        for row in rows
        for at, place in enumerate(row.places)
        if all(joint.counted for joint in row.joints[max(0, at - 1) : at + 1])
    ]


def _with_spots(
    document: Document,
    told: Sequence[Casualty],
    spots: Sequence[Scene],
    alone: Sequence[PlaceMention],
) -> Iterable[Casualty]:
    """The numbers with the spot that each is told of, none where it is told of all.

    'Killing three in X and two in Y' tells before each place, 'X, killing three, and Y, …' behind.
    """
    behind = [sum(spot.mention.start < one.start for spot in spots) for one in told]
    apart = any(0 < number < len(spots) for number in behind)
    for casualty, number in zip(told, behind, strict=True):
        at = _named_spot(document, casualty, spots, alone)
        if at is None and apart and not casualty.together:
            at = number - 1 if min(behind) else number
        yield replace(casualty, spot=at) if at is not None and at < len(spots) else casualty


def _named_spot(
    document: Document, casualty: Casualty, spots: Sequence[Scene], alone: Sequence[PlaceMention]
) -> int | None:
    """The spot that a number names itself, before or behind the row: 'wounding 12 in Tyre'."""
    for place in alone:
        between = document.text[casualty.end : place.start].split()
        if len(between) == 1 and between[0].lower() in words("context", "prepositions"):
            same = (n for n, spot in enumerate(spots) if _is_at(spot, place))
            return next(same, None)
    return None


def _is_at(spot: Scene, place: PlaceMention) -> bool:
    left, right = spot.mention.resolution.best, place.resolution.best
    return left is not None and right is not None and left.place_id == right.place_id


def _in_order(document: Document, told: Sequence[Casualty], spots: int) -> Iterable[Casualty]:
    """'Killing two and four people respectively': a number for each of the spots."""
    for casualty in told:
        numbers = find_numbers(document.text, casualty.start, casualty.end)
        if len(numbers) != spots:
            yield casualty
            continue
        for at, (start, end) in enumerate(numbers):
            count = parse_count(document.text[start:end])
            yield Casualty(start, end, casualty.harm, count, casualty.people, spot=at)
