"""Who was killed and injured, how many, and where a source says that nobody was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from typing import Final

from geomap.read.articles.casualty_forms import (
    Harm,
    compiled,
    counted_people,
    fitting,
    mask_people,
    may_tell,
    one_of_row,
    pattern_of,
    row_end,
)
from geomap.read.articles.lists import data, spaced, words
from geomap.read.articles.quantities import QUANTITY, Count, parse_count

#: Of those whom another number counts; and what a toll has become.
_OF_THEM: Final = re.compile(r"\bof (?:them|those|the (?:victims|dead|wounded|injured))\b", re.I)
_RISEN: Final = re.compile(
    r"\b(?:rose|risen|rises|climb(?:ed|s)|jump(?:ed|s)|grew|grown|increased|reached|now|"
    r"(?:bring|rais|tak|push|lift)(?:ing|e?s) the)\b",
    re.I,
)
#: Before a count that is none: 'no one in the village', 'how many were hurt', 'a couple aged 58'.
_NO_COUNT: Final = re.compile(
    r"\b(?:no|how|aged?|ages)\s+(?:\d{1,3}\s+(?:and|to)\s+)?$", re.IGNORECASE
)
#: Before those who are among others: '17 people, among them six women and five children, were …'.
_AMONG_OTHERS: Final = re.compile(r"\b(?:among (?:them|whom)|including|of (?:them|whom))\s+$", re.I)
#: Behind 'left seven dead': how many of them were only hurt is not said.
_BOTH_WAYS: Final = re.compile(
    r"\s+(?:or|and/or)\s+(?:wounded|injured|hurt|missing)\b", re.IGNORECASE
)
#: Of one alone: 'two guards died and a boy was hurt'.
_WAS: Final = re.compile(r"\b(?:was|is|has been)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\s+([^\W\d_]+)")
#: How many words of one told by name may stand before what he is: 'ISIS explosives facilitator X'.
_TITLE: Final = 3
#: What the first of the words that count on says: 'a second'.
_FIRST_NTH: Final = 2
#: Characters in which a row goes on behind 'and', if it does.
_ROW_END: Final = 60
#: How far before 'no casualties' it may be said of what, in characters.
_BEFORE: Final = 40
#: How far behind a number 'including' may stand, its own people told, in characters.
_BEHIND: Final = 120
#: A number that counts nobody by name and may be that of a year.
_YEAR: Final = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.])")


@dataclass(frozen=True, slots=True)
class Casualty:
    """One stated number of people harmed, or that nobody was; characters ``[start, end)``."""

    start: int
    end: int
    harm: Harm
    count: Count  # 0 where nobody was
    people: str | None  # of whom, in the text's words
    spot: int | None = None  # which of the places under one verb it is of
    together: str | None = None  # the places that it is told of together
    parts: str = ""  # of a sum, what was stated: '3 soldiers and 2 civilians'
    definite: bool = False  # 'the driver': of those whom a number counts, where one does
    latest: bool = False  # what a toll rose to, which takes the place of what it was
    earlier: bool = False  # 'had first put at 15': what a toll was
    also: bool = False  # 'two guards were also killed': besides those told before
    of_them: bool = False  # 'seven of them': of those whom a number before it counts
    no_dead: bool = False  # 'nobody had died', which gainsays who tells of dead
    among: tuple[int, int, str] | None = None  # who is said to be among them, its characters first
    nth: int = 0  # 'a fifth died': how many it makes of them, 0 where none were counted before
    rough: int = 0  # 'dozens': the least that a word without a number may mean

    @property
    def told(self) -> str:
        """The counts as they are stated, with their people, and who is said to be among them."""
        told = self.parts or " ".join(filter(None, (str(self.count), self.people)))
        return f"{told}, including {self.among[2]}" if self.among else told


def find_casualties(text: str, start: int, end: int) -> list[Casualty]:
    """The casualties that ``text[start:end]`` states, by position, each stretch read once.

    'No reports of casualties' states nothing and gives nothing.
    """
    if not may_tell(text, start, end):
        return []
    return [
        replace(
            one,
            start=one.start + start,
            end=one.end + start,
            among=one.among and (one.among[0] + start, one.among[1] + start, one.among[2]),
        )
        for one in _in_part(text[start:end])
    ]


def may_end_row(text: str, start: int, end: int) -> bool:
    """Whether the last of a row may be told right there: 'and four of his men'."""
    return row_end().search(text, start, min(end, start + _ROW_END)) is not None


@lru_cache(maxsize=256)
def _in_part(part: str) -> tuple[Casualty, ...]:
    """The casualties of a stretch of text; it is asked for by sentence and again by clause."""
    said = part.lower()
    masked, found = mask_people(part), list[Casualty]()
    row = row_end().search(masked) is not None
    for form in fitting(said):
        harm, at = form.harm, 0
        if form.is_row and not row:
            continue
        if form.behind and not compiled(form.behind).search(masked):
            continue
        pattern = compiled(form.whole)
        while match := pattern.search(masked, at):
            casualty = None if _is_unknown(part, harm, match) else _read(harm, match, part)
            if casualty and any(casualty.start < o.end and o.start < casualty.end for o in found):
                casualty = None
            if casualty:
                found.append(casualty)
            # 'a local chief said 34 people …' counts from its second number
            at = casualty.end if casualty else match.start() + 1
    told = [
        replace(one, earlier=pattern_of("earlier").search(part, 0, one.start) is not None)
        for one in sorted(found, key=lambda casualty: casualty.start)
    ]
    if "includ" in said or "among them" in said:
        told = [_with_among(part, masked, one) for one in told]
    return tuple(told)


def _with_among(part: str, masked: str, casualty: Casualty) -> Casualty:
    """A number with who is among them: '70 civilians, including 10 women and three infants'."""
    match = _among().search(masked, casualty.start, casualty.end + _BEHIND)
    if match is None or match.start() > casualty.end or casualty.harm == "none":
        return casualty
    start, end = match.span("among")
    return replace(casualty, among=(start, end, " ".join(part[start:end].split())))


@cache
def _among() -> re.Pattern[str]:
    one = spaced(rf"{QUANTITY} {counted_people()}\b")
    return re.compile(
        rf"(?:,\s|\s)(?:including|among\s+them)\s+(?P<among>{one}(?:(?:,|,?\s+and)\s+{one})*)",
        re.IGNORECASE,
    )


def _read(harm: Harm, match: re.Match[str], part: str) -> Casualty | None:
    """What a form of words states where it stands in a part of a text, None where nothing."""
    start, end = match.span()
    if harm == "none":
        no_dead = match.groupdict().get("dead") is not None
        return Casualty(start, end, harm, Count(0, 0), None, no_dead=no_dead)
    if "nth" in match.re.groupindex:
        nth = data("casualties")["nths"].split().index(match["nth"].lower()) + _FIRST_NTH
        return Casualty(start, end, harm, Count(1, 1), None, nth=nth)
    groups = {
        name: part[slice(*match.span(name))]
        for name, said in match.groupdict().items()
        if said is not None
    }
    if "named" in groups:
        named = groups["named"]
        sure = "," in named or any(_is_one(word) for word in named.split()[:2])
        return Casualty(start, end, harm, Count(1, 1), named) if sure else None
    if "several" in groups:
        return _of_row(harm, match, part)
    if _BOTH_WAYS.match(part, end) or _is_of_beasts(part, match):
        return None
    if _NO_COUNT.search(part, 0, match.start("count")):
        return None
    return _of_number(harm, match, groups)


def _of_number(harm: Harm, match: re.Match[str], groups: dict[str, str]) -> Casualty | None:
    """Those whom a number counts, with the others of a second number: 'two guards and a boy'.

    ``groups`` are the words of the form as the text has them.
    """
    end = match.end()
    if "more" in groups and _is_of_next(match, "more", "others"):
        if match.end("others") < end:
            return None
        end = match.end("people")
        groups = {name: said for name, said in groups.items() if name != "more"}
    people, count = groups.get("people"), parse_count(groups["count"])
    if people is not None and "alone" in groups:
        if not _is_one(people):
            return None  # 'killing the soldiers' says of no number
        count = _of_one(people)
    if "party" in groups:
        owner = groups["party"]
        people = "of its own" if owner.lower() in ("its", "their") else f"of {owner}"
    parts = ""
    if "more" in groups:
        more = parse_count(groups["more"])
        parts = f"{count} {people} and {more} {groups['others']}"
        people = f"{people} and {groups['others']}"
        count = count.plus(more)
    if people is None and _counts_nobody(groups["count"]):
        return None
    # 'nine people, six of them soldiers' counts nine
    of_them = _OF_THEM.search(match.group().partition(",")[0]) is not None
    definite = groups["count"].lower() in words("casualties", "definite")
    return Casualty(
        match.start(),
        end,
        harm,
        count,
        people,
        parts=parts,
        definite=definite or of_them or "in_care" in groups,
        latest=_RISEN.search(match.group()) is not None,
        also=_is_also(match),
        of_them=of_them,
        rough=_rough(groups["count"]) if count == Count(None, None) else 0,
    )


def _counts_nobody(count: str) -> bool:
    """'killed a well-known ...', 'Oct 12, 2025 - Two were killed': no number of people."""
    return count.lower() in ("a", "an", "some") or _YEAR.search(count) is not None


def _of_row(harm: Harm, match: re.Match[str], part: str) -> Casualty | None:
    """Those told one by one, added up; None where the row is not of one verb or not of people."""
    if _is_of_next(match, "several", "several") or _AMONG_OTHERS.search(part, 0, match.start()):
        return None
    counts, told, (at, end) = list[Count](), list[str](), match.span("several")
    while one := one_of_row().match(match.string, at, end):
        said = {name: part[slice(*one.span(name))] for name in one.re.groupindex if one[name]}
        if not _may_be_one(said):
            return None
        told.append(
            next(said[name] for name in ("people", "alone", "title", "called") if name in said)
        )
        counts.append(parse_count(said["count"]) if "count" in said else _of_one(told[-1]))
        at = one.end()
    if at < end:
        return None
    if pattern_of("among_them").match(match.string, end):
        return Casualty(*match.span(), harm, counts[0], told[0], also=_is_also(match))
    whole = told[0].split()[-1].lower() in words("casualties", "whole")
    whole = whole or match.string.startswith(",", end)  # 'two men, a farmer and a driver, were …'
    if whole and len(counts) > 2 and counts[0] == reduce(Count.plus, counts[1:]):
        del counts[0], told[0]  # 'four people, a teacher, his wife and two children'
    people = f"{', '.join(told[:-1])} and {told[-1]}"
    parts = " and ".join(f"{count} {one}" for count, one in zip(counts, told, strict=True))
    total = reduce(Count.plus, counts)
    return Casualty(*match.span(), harm, total, people, parts=parts, also=_is_also(match))


def _may_be_one(said: Mapping[str, str]) -> bool:
    """Whether one of a row is counted, called by his name or a word for one: not 'the soldiers'."""
    if "title" in said:  # 'Syrian photographer Ali Hassan'
        return any(map(_is_one, said["title"].split()[:_TITLE]))
    return "alone" not in said or _is_one(said["alone"])


def _of_one(people: str) -> Count:
    """How many one word without a number is: 'a driver' one, 'a couple' two."""
    two = people.split()[-1].lower() in words("casualties", "two")
    return Count(2, 2) if two else Count(1, 1)


def _is_also(match: re.Match[str]) -> bool:
    return re.search(r"\balso\b", match.group(), re.IGNORECASE) is not None


def _is_of_next(match: re.Match[str], first: str, row: str) -> bool:
    """Whether a row ends in another clause: 'killed a guard and two men are missing'.

    'Killed two guards and a boy was hurt': the last alone is what one verb is of.
    """
    if match.end() == match.end(row):
        return pattern_of("goes_on").match(match.string, match.end()) is not None
    *_, last = match.string[match.start(first) : match.end(row)].split(" and ")
    alone = last.lower().startswith(("a ", "an ", "one ", "the "))
    return alone and _WAS.search(match.string, match.end(row), match.end()) is not None


def _is_of_beasts(part: str, match: re.Match[str]) -> bool:
    """'1,200 cattle', 'two pets': the number is of no people."""
    behind = _WORD.match(part, match.end("count"))
    if "alone" in match.re.groupindex:
        return False  # 'the head of the union'
    return behind is not None and behind[1].lower() in words("casualties", "beasts")


def _is_one(people: str) -> bool:
    last = people.split()[-1].lower()
    return last in words("casualties", "one") or pattern_of("like_one").fullmatch(last) is not None


def _is_unknown(part: str, harm: Harm, match: re.Match[str]) -> bool:
    """Whether 'no casualties' is said of reports, not of people.

    Or an army's word stands between quotes: '12 "neutralised"' may have been killed or captured.
    """
    if harm == "none":
        before = max(0, match.start() - _BEFORE)
        return pattern_of("unknown").search(part, before, match.end()) is not None
    return pattern_of("only_quoted").search(part, match.start(), match.end() + 2) is not None


def _rough(said: str) -> int:
    """The least that 'dozens of people' may be, 0 where a word counts nobody so."""
    rough = data("casualties")["rough"]
    return next((rough[word] for word in said.lower().split() if word in rough), 0)
