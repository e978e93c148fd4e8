"""The same incident in several articles becomes one, with all sources and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from geomap.read.articles.assemble import Rows
from geomap.read.articles.facts import Row
from geomap.read.articles.ground import Ground
from geomap.read.articles.tellings import NUMBERS, Harmed, harmed_of, is_one
from geomap.read.articles.wider import evidence_of, holds, is_spot, is_wide

#: Cells that are filled from the second telling where the first has none.
_FILLED: Final = (
    "date", "date_end", "place", "admin1", "country", "actor", "actor_basis", "target",
    "weapons", "killed", "injured", "event_type", "sub_event_type",
)  # fmt: skip
#: What a note on a merge lists where two tellings differ, besides the numbers.
_COMPARED: Final = ("casualties", "actor", "target", "weapons")
#: Part of the ids of places, and of no folded name.
_ID: Final = ":"


def merge(rows: Rows) -> tuple[Rows, list[dict[str, Any]]]:
    """The rows with incidents told by several articles made one, and what was merged and why.

    Two are one when they are of the same kind, on days that meet, at the same named place, and
    neither actors, weapons nor those harmed speak against it; groups that differ do not where the
    target or the dead are the same. Where one article names a spot and another only the area that
    holds it, as many must have been harmed, by the same means or of the same sort, and no second
    spot may fit. What differs stays as claims; a number on which they differ is left open.
    """
    told = _Tellings(rows)
    told.join_at_one_place()
    told.join_in_wider_areas()
    return _renamed(rows, list(told.kept.values()), told.same), told.notes


class _Tellings:
    """The incidents that are kept, and which others were joined with them."""

    def __init__(self, rows: Rows) -> None:
        self.kept = {row["id"]: row for row in rows.incidents}
        self.same: dict[str, str] = {}  # id of what was joined -> id of what it was joined with
        self.notes: list[dict[str, Any]] = []
        self._harmed = harmed_of(rows.claims)
        self._texts = {id_: {_text_of(id_)} for id_ in self.kept}

    def join_at_one_place(self) -> None:
        """Join what is told of one place."""
        by_place: dict[str, list[Row]] = defaultdict(list)
        for row in list(self.kept.values()):
            key = _place_key(row)
            if key is None:
                continue
            twin = next((one for one in by_place[key] if self._is_one(one, row)), None)
            if twin is None:
                by_place[key].append(row)
            else:
                self._join(twin, row, f"same place ({twin['place']})")

    def join_in_wider_areas(self) -> None:
        """Join what is told of an area with the one incident at a spot in it that fits."""
        spots: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
        for row in filter(is_spot, self.kept.values()):
            for toll in self._tolls(row):
                spots[toll].append(row)
        for wide in list(filter(is_wide, self.kept.values())):
            told_so = {row["id"]: row for toll in self._tolls(wide) for row in spots[toll]}
            fitting = list(islice(self._fitting(wide, told_so.values()), 2))
            if len(fitting) == 1:
                ((spot, evidence),) = fitting
                why = f"{spot['place']} lies in {wide['place']}, the same {', '.join(evidence)}"
                if Ground(*wide["ground"]).kind == "governorate":
                    spot["admin1"] = spot["admin1"] or wide["place"]
                self._join(spot, wide, why)

    def _fitting(self, wide: Row, spots: Iterable[Row]) -> Iterator[tuple[Row, list[str]]]:
        """The incidents at spots that one told of an area may be, with what speaks for it."""
        for spot in spots:
            if holds(wide, spot) and self._is_one(spot, wide):
                evidence = evidence_of(spot, wide, self._harmed)
                if evidence:
                    yield spot, evidence

    def _tolls(self, row: Row) -> list[tuple[str, str, int]]:
        """The day of an incident with each harm and number that is told of it."""
        numbers = self._harmed.numbers
        return [(row["date"], harm, n) for harm in NUMBERS for n in numbers[row["id"], harm]]

    def _is_one(self, one: Row, other: Row) -> bool:
        """Whether two may be one; each text tells its own incidents apart itself."""
        if not self._texts[one["id"]].isdisjoint(self._texts[other["id"]]):
            return False
        return is_one(one, other, self._harmed)

    def _join(self, one: Row, other: Row, why: str) -> None:
        self.notes.append(_note(one, other, self._harmed, why))
        _fill(one, other, self._harmed)
        self._texts[one["id"]] |= self._texts[other["id"]]
        self.same[other["id"]] = one["id"]
        del self.kept[other["id"]]


def _text_of(incident_id: str) -> str:
    """What the ids of all incidents of one text begin with."""
    return incident_id.split("-")[0]


def _place_key(row: Row) -> str | None:
    """The place; of a name that the index does not hold, with its country.

    None where no place or no day is told.
    """
    if not row.get("place") or not row.get("date"):
        return None
    key = str(row["place_key"])
    return key if _ID in key else f"{key}, {row.get('country') or ''}"


def _note(one: Row, other: Row, harmed: Harmed, why: str) -> dict[str, Any]:
    """What was merged and why, and what the two tell differently: that stays with the claims."""
    days = list(dict.fromkeys((_written(one), _written(other))))
    met = f"day ({days[0]})" if len(days) == 1 else f"days that meet ({', '.join(days)})"
    differs = {
        column: [str(one[column]), str(other[column])]
        for column in _COMPARED
        if one.get(column) and other.get(column) and one[column] != other[column]
    }
    for harm in NUMBERS:
        here, there = harmed.numbers[one["id"], harm], harmed.numbers[other["id"], harm]
        if here and there and here != there:
            differs[harm] = [", ".join(map(str, sorted(each))) for each in (here, there)]
    return {"kept": one["id"], "joined": other["id"], "why": f"{why} and {met}", "differs": differs}


def _written(row: Row) -> str:
    return "/".join(filter(None, (row["date"], row.get("date_end"))))


def _fill(one: Row, other: Row, harmed: Harmed) -> None:
    """Fill what the first telling lacks; a number on which they differ is left open.

    What is told of both is what a third telling is compared with.
    """
    harmed.people[one["id"]] |= harmed.people[other["id"]]
    for harm in NUMBERS:
        harmed.numbers[one["id"], harm] |= harmed.numbers[other["id"], harm]
        if len(harmed.numbers[one["id"], harm]) > 1:
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
        while incident_id in same:  # what was joined may have been joined on
            incident_id = same[incident_id]
        return incident_id

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
