"""Whether two articles may tell of one incident: nothing that they say speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from geomap.model import ACTOR_UNCLAIMED
from geomap.read.articles.antecedents import is_state
from geomap.read.articles.facts import Row
from geomap.read.articles.lists import words
from geomap.read.articles.quantities import stated_sum

#: Numbers of which each telling may hold several: none is chosen where they differ.
NUMBERS: Final = ("killed", "injured")
#: ACLED's words for what goes off, and for what is done with hands.
_BOMBS: Final = frozenset({"Remote explosive/landmine/IED", "Suicide bomb", "Grenade"})
_BY_HAND: Final = frozenset({"Attack", "Armed clash", "Abduction/forced disappearance"})


class Harmed(NamedTuple):
    """What claims tell of those harmed, by the ids of incidents."""

    numbers: defaultdict[tuple[str, str], set[int]]  # by id and field
    people: defaultdict[str, set[str]]  # whom it was done to, as far as a word says who they were


def harmed_of(claims: Sequence[Row]) -> Harmed:
    """What these claims tell of those harmed."""
    return Harmed(_numbers(claims), _whom(claims))


def _numbers(claims: Sequence[Row]) -> defaultdict[tuple[str, str], set[int]]:
    """The numbers that claims tell of each incident, those told of several together left out."""
    told: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in claims:
        if claim["field"] in NUMBERS and "together" not in claim["value"]:
            count = stated_sum(claim["value"])
            number = count.most if count.least is None else count.least
            told[claim["incident_id"], claim["field"]] |= set() if number is None else {number}
    return told


def _whom(claims: Sequence[Row]) -> defaultdict[str, set[str]]:
    """Whom claims tell of each incident: 'shepherd', 'judge'; all who bear arms are one sort."""
    whom: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim["field"] in (*NUMBERS, "target"):
            whom[claim["incident_id"]] |= {
                "armed" if word in words("casualties", "armed_people") else word.removesuffix("s")
                for word in claim["value"].lower().split()
                if word in words("casualties", "people")
                and word not in words("casualties", "anybody")
            }
    return whom


def _losses_meet(one: str, other: str, harmed: Harmed) -> bool:
    """Whether the same people may have been harmed: as many, or not of other sorts.

    'Two shepherds' and 'a judge' of one town and day are two incidents.
    """
    here, there = harmed.people[one], harmed.people[other]
    if not here or not there or here & there:
        return True
    return bool(harmed.numbers[one, "killed"] & harmed.numbers[other, "killed"])


def is_one(one: Row, other: Row, harmed: Harmed) -> bool:
    """Whether kind, days, actors, weapons, deeds and those harmed may be of one incident."""
    kinds = {one["kind"], other["kind"]} - {"retaliation"}
    return (
        len(kinds) < 2
        and _days_meet(one, other)
        and (_agree(one["actor"], other["actor"]) or _may_be_disputed(one, other, harmed))
        and weapons_meet(one["weapons"], other["weapons"])
        and _losses_meet(one["id"], other["id"], harmed)
        and _targets_meet(one, other, harmed)
        and _deeds_meet(one, other, harmed)
    )


def _deeds_meet(one: Row, other: Row, harmed: Harmed) -> bool:
    """Whether the same may have been done: not a bomb and a shooting, unless as many died."""
    deeds = [row.get("sub_event_type") for row in (one, other)]
    if not all(deeds) or deeds[0] == deeds[1] or not any(deed in _BOMBS for deed in deeds):
        return True
    if not any(deed in _BY_HAND for deed in deeds):
        return True
    return _tolls_meet(one, other, harmed)


def _targets_meet(one: Row, other: Row, harmed: Harmed) -> bool:
    """Whether the same may have been struck: not a convoy and a market, unless as many died."""
    targets = [set(str(row.get("target") or "").lower().split()) for row in (one, other)]
    armed = [bool(target & words("parties", "armed_targets")) for target in targets]
    if not all(targets) or armed[0] == armed[1] or targets[0] & targets[1]:
        return True
    return _tolls_meet(one, other, harmed)


def _tolls_meet(one: Row, other: Row, harmed: Harmed) -> bool:
    """Whether as many may have died, as far as both say how many."""
    here, there = (harmed.numbers[row["id"], "killed"] for row in (one, other))
    return not here or not there or bool(here & there)


def _days_meet(one: Row, other: Row) -> bool:
    first, last = _days(one)
    other_first, other_last = _days(other)
    return first <= other_last and other_first <= last


def _days(row: Row) -> tuple[date, date]:
    """First and last day."""
    first = date.fromisoformat(row["date"])
    last = date.fromisoformat(row["date_end"]) if row.get("date_end") else first
    return first, last


def _agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None or ACTOR_UNCLAIMED in (one, other):
        return True
    return not set(names_of(one)).isdisjoint(names_of(other))


def _may_be_disputed(one: Row, other: Row, harmed: Harmed) -> bool:
    """Whether two groups may be named for one deed: the same was struck, or as many died.

    A state is no group: what it did is not what a group did.
    """
    if any(is_state(name) for row in (one, other) for name in names_of(row["actor"])):
        return False
    target, other_target = one.get("target"), other.get("target")
    if target and other_target and target.lower() != other_target.lower():
        return False
    dead = harmed.numbers[one["id"], "killed"] & harmed.numbers[other["id"], "killed"]
    return bool(target and other_target) or bool(dead)


def names_of(actor: str | None) -> list[str]:
    """The parties that a cell names: two together, or two of whom one did it."""
    return [name for both in (actor or "").split(" and ") for name in both.split(" or ")]


def weapons_meet(one: str | None, other: str | None) -> bool:
    """Whether two cells may tell of the same means: one tells of none, or of some as the other."""
    if not one or not other:
        return True
    left, right = set(one.split("; ")), set(other.split("; "))
    return any(a in b or b in a for a in left for b in right)
