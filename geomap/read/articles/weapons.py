"""With what: the weapons that a clause names, with their counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, words
from geomap.read.articles.quantities import QUANTITY, Count, parse_count

_COUNT_BEFORE: Final = re.compile(
    rf"(?<![:-])\b({QUANTITY})\s+((?:(?!and\b|the\b|with\b)(?:[^\W\d_]|\d+-?[^\W\d_])[\w-]*\s+){{0,3}})$",
    re.IGNORECASE,
)
#: How far before a weapon its count may stand, in characters.
_REACH: Final = 60


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon named in the text; characters ``[start, end)`` hold its count too."""

    start: int
    end: int
    name: str  # one of data/weapons.yaml
    count: Count | None
    vague: bool
    elided: bool = False  # 'another', of drones
    recalled: bool = False  # 'the shelling', of what was told before: it may have been mortars
    together: str | None = None  # the places that their count is told of together


def find_weapons(document: Document, hits: tuple[Hit, ...] | list[Hit]) -> list[Weapon]:
    """The weapons among these tags, by position."""
    found = []
    for hit in hits:
        if hit.kind == "weapon" and document.word(hit.last) in words("parties", "arms_places"):
            continue  # 'hit a drone factory'
        if hit.kind == "weapon" and _are_of_target(document, hit):
            continue
        if hit.kind == "weapon":
            weapon = _weapon(document, hit, hit.value, bool(hit.tag.facts.get("vague")))
            found.append(_without_carrier(document, hit, weapon, hits))
        elif hit.kind in ("noun", "verb") and "weapon" in hit.tag.facts:
            found.append(_weapon(document, hit, hit.tag.facts["weapon"], False))
    return _outermost(found)


def _are_of_target(document: Document, hit: Hit) -> bool:
    """'Troops opened fire at men throwing explosives': arms of those who were fired at."""
    start = document.tokens[hit.first].start
    before = max(0, start - _REACH)
    names = ["their_arms", "loot", "made_there"]
    if hit.value in words("parties", "flown"):
        names.append("aircraft_lost")
    if any(document.search(name, before, start) for name in names):
        return True
    where = document.search("where", before, start)
    end = document.tokens[hit.last - 1].end
    return where is not None and document.match("kept_there", end) is not None


def _weapon(document: Document, hit: Hit, name: str, vague: bool) -> Weapon:
    start, end = document.tokens[hit.first].start, document.tokens[hit.last - 1].end
    if hit.tag.facts.get("elided"):
        return Weapon(start, end, name, None, vague, elided=True)
    if name == "explosives" and document.search("laden_vehicle", max(0, start - _REACH), start):
        name, vague = "car bomb", False
    if name == "bomb" and document.match("by_road", end):
        name = "roadside bomb"
    if hit.kind != "weapon":
        before = document.word(hit.first - 1)
        recalled = "loose" in hit.tag.facts and before in words("grammar", "definite")
        return Weapon(start, end, name, None, vague, recalled=recalled)
    count = _count_before(document.text[max(0, start - _REACH) : start].rpartition("\n\n")[2])
    if count is None or _counts_others(count[2]):
        return Weapon(start, end, name, None, vague)
    return Weapon(start - len(count[0]), end, name, parse_count(count[1]), vague)


def _without_carrier(document: Document, hit: Hit, weapon: Weapon, hits: Sequence[Hit]) -> Weapon:
    """'A drone dropped explosives': the number is of the drone, which is a weapon of its own."""
    start = document.tokens[hit.first].start
    inside = (one for one in hits if one.kind == "weapon" and one.first < hit.first)
    if any(weapon.start <= document.tokens[one.first].start < start for one in inside):
        return replace(weapon, start=start, count=None)
    return weapon


def _count_before(before: str) -> re.Match[str] | None:
    """The last count of a text: 'two' of 'a drone dropped two', not the 'a' of the drone."""
    match = found = _COUNT_BEFORE.search(before)
    while match and (match := _COUNT_BEFORE.search(before, match.start(2))):
        found = match
    return found


def _counts_others(between: str) -> bool:
    """Whether a count is of something else: 'killed two people when rockets fell'."""
    others = words("casualties", "people") | words("context", "prepositions")
    others |= data("calendar")["months"].keys()
    others |= words("grammar", "subordinates") | words("grammar", "be") | words("grammar", "laden")
    return not others.isdisjoint(between.lower().split())


def _outermost(found: list[Weapon]) -> list[Weapon]:
    """Without those that lie inside another ('drone' in 'drone attack'), by position."""
    kept: list[Weapon] = []
    for weapon in sorted(found, key=lambda weapon: (weapon.start, -weapon.end)):
        if kept and weapon.end <= kept[-1].end:
            continue
        kept.append(weapon)
    return kept
