"""The same incident in several articles becomes one, with all sources and claims."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

from geomap.model import ACTOR_UNCLAIMED
from geomap.read.articles.assemble import Row, Rows

#: Cells that are filled from the second telling where the first has none.
_FILLED: Final = (
    "date", "date_end", "place", "admin1", "country", "actor", "actor_basis", "target",
    "weapons", "killed", "injured", "event_type", "sub_event_type",
)  # fmt: skip
#: What a note on a merge lists where two tellings differ.
_COMPARED: Final = ("killed", "injured", "casualties", "actor", "weapons")


def merge(rows: Rows) -> tuple[Rows, list[dict[str, Any]]]:
    """The rows with incidents told by several articles made one, and what was merged and why.

    Two are one when they are of the same kind, on days that meet, at the same named place, and
    neither actors nor weapons speak against it. What differs stays as claims; a number on which
    they differ is left open.
    """
    kept: dict[str, Row] = {}
    by_place: dict[tuple[str, str], list[str]] = defaultdict(list)
    same: dict[str, str] = {}
    notes = []
    for row in rows.incidents:
        key = _place_key(row)
        twin = (
            next((kept[i] for i in by_place[key] if _is_one(kept[i], row)), None) if key else None
        )
        if twin is None:
            kept[row["id"]] = row
            if key:
                by_place[key].append(row["id"])
            continue
        same[row["id"]] = twin["id"]
        notes.append(_note(twin, row))
        _join(twin, row)
    return _renamed(rows, list(kept.values()), same), notes


def _place_key(row: Row) -> tuple[str, str] | None:
    """Place and country, folded; None where no place or no day is told."""
    if not row.get("place") or not row.get("date"):
        return None
    return str(row["place_key"]), str(row.get("country") or "")


def _is_one(one: Row, other: Row) -> bool:
    if one["id"].split("-")[0] == other["id"].split("-")[0]:
        return False  # one text tells its incidents apart itself
    kinds = {one["kind"], other["kind"]} - {"retaliation"}
    return (
        len(kinds) < 2
        and _days_meet(one, other)
        and _agree(one["actor"], other["actor"])
        and _weapons_meet(one["weapons"], other["weapons"])
    )


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
    return one is None or other is None or one == other or ACTOR_UNCLAIMED in (one, other)


def _weapons_meet(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    left, right = set(one.split("; ")), set(other.split("; "))
    return any(a in b or b in a for a in left for b in right)


def _note(one: Row, other: Row) -> dict[str, Any]:
    """What was merged and why, and what the two tell differently: that stays with the claims."""
    days = list(dict.fromkeys((_written(one), _written(other))))
    met = f"day ({days[0]})" if len(days) == 1 else f"days that meet ({', '.join(days)})"
    differs = {
        column: [str(one[column]), str(other[column])]
        for column in _COMPARED
        if one.get(column) and other.get(column) and one[column] != other[column]
    }
    why = f"same place ({one['place']}) and {met}"
    return {"kept": one["id"], "joined": other["id"], "why": why, "differs": differs}


def _written(row: Row) -> str:
    return "/".join(filter(None, (row["date"], row.get("date_end"))))


def _join(one: Row, other: Row) -> None:
    """Fill what the first telling lacks; a number on which they differ is left open."""
    for harm in ("killed", "injured"):
        if one.get(harm) is not None and other.get(harm) is not None and one[harm] != other[harm]:
            one[harm] = other[harm] = None
    for column in _FILLED:
        if one.get(column) is None:
            one[column] = other.get(column)
    if one["casualties"] == "unknown" or other["casualties"] == "reported":
        one["casualties"] = other["casualties"]
    sources = dict.fromkeys(filter(None, [one.get("source"), other.get("source")]))
    one["source"] = "; ".join(sources) or None


def _renamed(rows: Rows, kept: list[Row], same: dict[str, str]) -> Rows:
    """The other tables with the ids of what was joined."""

    def now(incident_id: str) -> str:
        return same.get(incident_id, incident_id)

    claims = [{**row, "incident_id": now(row["incident_id"])} for row in rows.claims]
    links = [
        {**row, "from_id": now(row["from_id"]), "to_id": now(row["to_id"])} for row in rows.links
    ]
    distinct = {(row["from_id"], row["to_id"]): row for row in reversed(links)}
    for row in kept:
        answered = row.get("retaliation_for")
        ids = dict.fromkeys(now(each) for each in answered.split("; ")) if answered else {}
        row["retaliation_for"] = "; ".join(ids) or None
    return Rows(kept, claims, rows.sources, list(reversed(distinct.values())))
