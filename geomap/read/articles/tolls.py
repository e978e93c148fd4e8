"""How many were killed and injured by all that a text tells of one incident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geomap.read.articles.casualties import Casualty
from geomap.read.articles.drafts import Draft
from geomap.read.articles.facts import Row
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report

#: The words of who speaks, articles left out.
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def harm_of(draft: Draft) -> Row:
    """Killed and injured where the sources agree on one number, and what is said in all."""
    told = [c for r in draft.reports for c in r.casualties if not _is_refined(c, r, draft.reports)]
    row: Row = {}
    for harm in ("killed", "injured"):
        row[harm] = _number([c for c in told if c.harm == harm and not c.together])
    if any(c.no_dead for c in told):  # 'he claimed 70, an official spoke of nobody'
        row["killed"] = None
    if any(c.harm != "none" for c in told):
        row["casualties"] = "reported"
    else:
        row["casualties"] = "reported_none" if told else "unknown"
    return row


def _number(told: Sequence[Casualty]) -> int | None:
    """The one number that all counts agree on; with those who were 'also' harmed.

    'The driver' and 'two of them' are among those whom a number counts, where one does. What a
    toll has risen to takes the place of what it was.
    """
    counted = [c for c in told if not c.definite] or list(told)
    counted = [c for c in counted if not c.earlier] or counted
    counted = [c for c in counted if c.latest][-1:] or counted
    counted = [c for c in counted if not any(_is_among(c, other) for other in counted)]
    counted = [c for c in counted if not _is_of_attackers(c)] or counted
    last = next((c for c in reversed(counted) if c.nth), None)
    if last is not None and all(_counts_on(last, c) for c in counted):
        return last.nth
    more = {c.count.exact for c in counted if c.also}
    counts = {c.count.exact for c in counted if not c.also}
    if len(counts) != 1:
        return more.pop() if not counts and len(more) == 1 else None
    number = counts.pop()
    if not more:
        return number
    also = more.pop() if len(more) == 1 else None
    return None if number is None or also is None else number + also


def _counts_on(last: Casualty, told: Casualty) -> bool:
    """Whether 'a fifth died' goes on from a number, or says the same: four, five."""
    return bool(told.nth) or told.count.exact in (last.nth - 1, last.nth)


def _is_of_attackers(one: Casualty) -> bool:
    """'Three of the attackers died': none of those whom they killed."""
    people = one.people.lower().split() if one.people else []
    return bool(people) and people[-1] in words("casualties", "attackers")


def _is_refined(one: Casualty, report: Report, reports: Sequence[Report]) -> bool:
    """Whether who only says that they were many counts them elsewhere: 'left dozens hurt', '40'.

    The number of another stays beside the word: 'scores' by the one, 54 by the other.
    """
    if one.count != (None, None):
        return False
    numbers = [
        other.count.exact
        for told in reports
        if _is_one_voice(told, report)
        for other in told.casualties
        if other.harm == one.harm and other.count.exact is not None
    ]
    return bool(numbers) and max(numbers) >= one.rough


def _is_one_voice(one: Report, other: Report) -> bool:
    """Whether two sentences are the text's own, or of one whom both call the same."""
    if one.said is None or other.said is None:
        return one.said is other.said
    names = [set(_WORD.findall(told.who.lower())) for told in (one.said, other.said)]
    return len(names[0] & names[1]) > 1


def _is_among(one: Casualty, other: Casualty) -> bool:
    """Whether a number is one of those that another adds up: '13 pupils and two teachers'."""
    if not one.people or one is other or not (other.parts or other.among):
        return False
    told = f"{one.count} {one.people}".lower()
    return told in f"{other.parts} {other.among[2] if other.among else ''}".lower()
