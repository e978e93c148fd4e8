"""The same incident in several articles becomes one, with all sources and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from geomap.model import ACTOR_UNCLAIMED
from geomap.read.articles.antecedents import is_state
from geomap.read.articles.assemble import Rows
from geomap.read.articles.facts import Row
from geomap.read.articles.lists import words
from geomap.read.articles.quantities import stated_sum

#: Cells that are filled from the second telling where the first has none.
_FILLED: Final = (
    "date", "date_end", "place", "admin1", "country", "actor", "actor_basis", "target",
    "weapons", "killed", "injured", "event_type", "sub_event_type",
)  # fmt: skip
#: Numbers of which each telling may hold several: none is chosen where they differ.
_NUMBERS: Final = ("killed", "injured")
#: What a note on a merge lists where two tellings differ, besides the numbers.
_COMPARED: Final = ("casualties", "actor", "target", "weapons")


#: ACLED's words for what goes off, and for what is done with hands.
_BOMBS: Final = frozenset({"Remote explosive/landmine/IED", "Suicide bomb", "Grenade"})
_BY_HAND: Final = frozenset({"Attack", "Armed clash", "Abduction/forced disappearance"})
#: Part of the ids of places, and of no folded name.
_ID: Final = ":"


class _Told(NamedTuple):
    """What claims tell of incidents, by their ids."""

    numbers: defaultdict[tuple[str, str], set[int]]  # by id and field
    people: defaultdict[str, set[str]]  # whom it was done to, as far as a word says who they were


def merge(rows: Rows) -> tuple[Rows, list[dict[str, Any]]]:
    """The rows with incidents told by several articles made one, and what was merged and why.

    Two are one when they are of the same kind, on days that meet, at the same named place, and
    neither actors, weapons nor those harmed speak against it; groups that differ do not where the
    target or the dead are the same. What differs stays as claims; a number on which they differ is
    left open.
    """
    kept: dict[str, Row] = {}
    by_place: dict[str, list[str]] = defaultdict(list)
    same: dict[str, str] = {}
    notes = []
    told = _Told(_numbers(rows.claims), _whom(rows.claims))
    for row in rows.incidents:
        key = _place_key(row)
        twin = (
            next((kept[i] for i in by_place[key] if _is_one(kept[i], row, told)), None)
            if key
            else None
        )
        if twin is None:
            kept[row["id"]] = row
            if key:
                by_place[key].append(row["id"])
            continue
        same[row["id"]] = twin["id"]
        notes.append(_note(twin, row, told))
        _join(twin, row, told)
    return _renamed(rows, list(kept.values()), same), notes


def _numbers(claims: Sequence[Row]) -> defaultdict[tuple[str, str], set[int]]:
    """The numbers that claims tell of each incident, those told of several together left out."""
    told: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in claims:
        if claim["field"] in _NUMBERS and "together" not in claim["value"]:
            count = stated_sum(claim["value"])
            number = count.most if count.least is None else count.least
            told[claim["incident_id"], claim["field"]] |= set() if number is None else {number}
    return told


def _whom(claims: Sequence[Row]) -> defaultdict[str, set[str]]:
    """Whom claims tell of each incident: 'shepherd', 'judge'; all who bear arms are one sort."""
    whom: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim["field"] in (*_NUMBERS, "target"):
            whom[claim["incident_id"]] |= {
                "armed" if word in words("casualties", "armed_people") else word.removesuffix("s")
                for word in claim["value"].lower().split()
                if word in words("casualties", "people")
                and word not in words("casualties", "anybody")
            }
    return whom


def _losses_meet(one: str, other: str, told: _Told) -> bool:
    """Whether the same people may have been harmed: as many, or not of other sorts.

    'Two shepherds' and 'a judge' of one town and day are two incidents.
    """
    here, there = told.people[one], told.people[other]
    if not here or not there or here & there:
        return True
    return bool(told.numbers[one, "killed"] & told.numbers[other, "killed"])


def _place_key(row: Row) -> str | None:
    """The place; of a name that the index does not hold, with its country.

    None where no place or no day is told.
    """
    if not row.get("place") or not row.get("date"):
        return None
    key = str(row["place_key"])
    return key if _ID in key else f"{key}, {row.get('country') or ''}"


def _is_one(one: Row, other: Row, told: _Told) -> bool:
    if one["id"].split("-")[0] == other["id"].split("-")[0]:
        return False  # one text tells its incidents apart itself
    kinds = {one["kind"], other["kind"]} - {"retaliation"}
    return (
        len(kinds) < 2
        and _days_meet(one, other)
        and (_agree(one["actor"], other["actor"]) or _may_be_disputed(one, other, told))
        and _weapons_meet(one["weapons"], other["weapons"])
        and _losses_meet(one["id"], other["id"], told)
        and _targets_meet(one, other, told)
        and _deeds_meet(one, other, told)
    )


def _deeds_meet(one: Row, other: Row, told: _Told) -> bool:
    """Whether the same may have been done: not a bomb and a shooting, unless as many died."""
    deeds = [row.get("sub_event_type") for row in (one, other)]
    if not all(deeds) or deeds[0] == deeds[1] or not any(deed in _BOMBS for deed in deeds):
        return True
    if not any(deed in _BY_HAND for deed in deeds):
        return True
    return _tolls_meet(one, other, told)


def _targets_meet(one: Row, other: Row, told: _Told) -> bool:
    """Whether the same may have been struck: not a convoy and a market, unless as many died."""
    targets = [set(str(row.get("target") or "").lower().split()) for row in (one, other)]
    armed = [bool(target & words("parties", "armed_targets")) for target in targets]
    if not all(targets) or armed[0] == armed[1] or targets[0] & targets[1]:
        return True
    return _tolls_meet(one, other, told)


def _tolls_meet(one: Row, other: Row, told: _Told) -> bool:
    """Whether as many may have died, as far as both say how many."""
    here, there = (told.numbers[row["id"], "killed"] for row in (one, other))
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
    return not set(_names(one)).isdisjoint(_names(other))


def _may_be_disputed(one: Row, other: Row, told: _Told) -> bool:
    """Whether two groups may be named for one deed: the same was struck, or as many died.

    A state is no group: what it did is not what a group did.
    """
    if any(is_state(name) for row in (one, other) for name in _names(row["actor"])):
        return False
    target, other_target = one.get("target"), other.get("target")
    if target and other_target and target.lower() != other_target.lower():
        return False
    dead = told.numbers[one["id"], "killed"] & told.numbers[other["id"], "killed"]
    return bool(target and other_target) or bool(dead)


def _names(actor: str | None) -> list[str]:
    return [name for both in (actor or "").split(" and ") for name in both.split(" or ")]


def _weapons_meet(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    left, right = set(one.split("; ")), set(other.split("; "))
    return any(a in b or b in a for a in left for b in right)


def _note(one: Row, other: Row, told: _Told) -> dict[str, Any]:
    """What was merged and why, and what the two tell differently: that stays with the claims."""
    days = list(dict.fromkeys((_written(one), _written(other))))
    met = f"day ({days[0]})" if len(days) == 1 else f"days that meet ({', '.join(days)})"
    differs = {
        column: [str(one[column]), str(other[column])]
        for column in _COMPARED
        if one.get(column) and other.get(column) and one[column] != other[column]
    }
    for harm in _NUMBERS:
        here, there = told.numbers[one["id"], harm], told.numbers[other["id"], harm]
        if here and there and here != there:
            differs[harm] = [", ".join(map(str, sorted(each))) for each in (here, there)]
    why = f"same place ({one['place']}) and {met}"
    return {"kept": one["id"], "joined": other["id"], "why": why, "differs": differs}


def _written(row: Row) -> str:
    return "/".join(filter(None, (row["date"], row.get("date_end"))))


def _join(one: Row, other: Row, told: _Told) -> None:
    """Fill what the first telling lacks; a number on which they differ is left open.

    What is told of both is what a third telling is compared with.
    """
    told.people[one["id"]] |= told.people[other["id"]]
    for harm in _NUMBERS:
        told.numbers[one["id"], harm] |= told.numbers[other["id"], harm]
        if len(told.numbers[one["id"], harm]) > 1:
            one[harm] = other[harm] = None
    for column in _FILLED:
        if one.get(column) is None:
            one[column] = other.get(column)
    if one["casualties"] == "unknown" or other["casualties"] == "reported":
        one["casualties"] = other["casualties"]
    sources = dict.fromkeys(filter(None, [one.get("source"), other.get("source")]))
    one["source"] = "; ".join(sources) or None


def _renamed(rows: Rows, kept: list[Row], same: dict[str, str]) -> Rows:
    """The other tables with the ids of what was joined; claims, of which most are, in place."""

    def now(incident_id: str) -> str:
        return same.get(incident_id, incident_id)

    for claim in rows.claims:
        claim["incident_id"] = now(claim["incident_id"])
    links = [
        {**row, "from_id": now(row["from_id"]), "to_id": now(row["to_id"])} for row in rows.links
    ]
    distinct = {(row["from_id"], row["to_id"]): row for row in reversed(links)}
    for row in kept:
        answered = row.get("retaliation_for")
        ids = dict.fromkeys(now(each) for each in answered.split("; ")) if answered else {}
        row["retaliation_for"] = "; ".join(ids) or None
    return Rows(kept, rows.claims, rows.sources, list(reversed(distinct.values())))
