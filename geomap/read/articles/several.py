"""Several places under one verb: 'jets hit Tyre and Khiam' tells of two incidents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.read.articles.casualties import Casualty
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import data, words
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.quantities import QUANTITY, find_numbers, parse_count
from geomap.read.articles.scenes import Scene, is_one_town, is_same_spot, scene_at
from geomap.read.articles.spans import type_after
from geomap.read.articles.triggers import Trigger

#: How many words before the names may say that they bound one stretch of land.
_REACH: Final = 3
_AREAS: Final = frozenset({"governorate", "region"})
#: Kinds that name no spot.
_WIDE: Final = _AREAS | {"country", "continent", "sea", "gulf", "desert"}
#: Right before a name that has no preposition of its own.
_BARE: Final = re.compile(r"(?:,|\b(?:and|as)|&)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)


class _Joint(NamedTuple):
    """What stands between two names side by side."""

    final: bool  # 'and', not a comma alone
    counted: tuple[int, int] | None  # characters of a count for the second: 'and three in'


def find_spots(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    inside: Sequence[PlaceMention],
    trigger: Trigger,
    casualties: Sequence[Casualty],
) -> tuple[tuple[Scene, ...], tuple[Casualty, ...]]:
    """The spots that a clause names side by side, and its casualties, each with its spot.

    No spots where it names one place, or one stretch of land. A number that is told of all has
    none. 'Four in Tyre and three in Khiam' counts the second time without a word of harm.
    """
    rows = list(_rows(document, sentence, inside, casualties))
    for row, _ in rows:
        if not _may_be_struck(document, clause, row, trigger):
            continue
        spots = _apart(_scenes(document, sentence, inside, row))
        if len(spots) > 1:
            more = (one for other in rows for one in _counted(document, *other, casualties))
            told = sorted((*casualties, *more), key=lambda casualty: casualty.start)
            if "respectively" in document.text[clause.start : clause.end]:
                return spots, tuple(_in_order(document, told, len(spots)))
            return spots, tuple(_shared_out(document, told, spots, _alone(rows)))
    return (), tuple(casualties)


def goes_on(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """Whether a clause only goes on with the names before it: 'hit X' 'and Y, killing two'."""
    finite = sorted(
        one.hit.first for one in triggers if one.verb and one.hit.tag.facts["tense"] != "ing"
    )
    for one, other in pairwise(mentions):
        if not one.end <= clause.start <= other.start or "country" in (one.kind, other.kind):
            continue
        if _joint(document, one, other, ()) is not None:
            return all(_has_no_subject(document, mentions, verb) for verb in finite[:1])
    return False


def _has_no_subject(document: Document, mentions: Sequence[PlaceMention], verb: int) -> bool:
    """Whether only a day stands between the last name and a verb: 'on X and Y on Friday killed'."""
    last = max((mention.last for mention in mentions if mention.last <= verb), default=verb)
    between = document.text[document.tokens[last - 1].end : document.tokens[verb].start]
    words_ = between.lower().split()
    return (
        "," not in between
        and len(words_) <= _REACH
        and words("grammar", "subjects").isdisjoint(words_)
    )


def _rows(
    document: Document,
    sentence: Sentence,
    inside: Sequence[PlaceMention],
    casualties: Sequence[Casualty],
) -> Iterable[tuple[list[PlaceMention], list[_Joint]]]:
    """The names that stand side by side, and what joins them; a row ends with its last 'and'."""
    named = [_as_town(one) for at, one in enumerate(inside) if not _is_held(document, at, inside)]
    row, joints = named[:1], list[_Joint]()
    for other in named[1:]:
        before = next(one for one in reversed(inside) if one.first < other.first)
        joint = _joint(document, before, other, casualties)
        if joint is None:
            yield _closed(row, joints, sentence)
            row, joints = [other], []
        else:
            row.append(other)
            joints.append(joint)
    if row:
        yield _closed(row, joints, sentence)


def _closed(
    row: list[PlaceMention], joints: list[_Joint], sentence: Sentence
) -> tuple[list[PlaceMention], list[_Joint]]:
    while joints and not joints[-1].final and not sentence.headline:
        row, joints = row[:-1], joints[:-1]
    return row, joints


def _joint(
    document: Document, one: PlaceMention, other: PlaceMention, casualties: Sequence[Casualty]
) -> _Joint | None:
    """What joins two names; None where they do not stand side by side."""
    start = document.tokens[type_after(document, one.last, other.first) - 1].end
    between = document.text[start : other.start]
    for casualty in casualties:  # 'X, killing three, and Y'
        if start <= casualty.start and casualty.end <= other.start:
            at, end = casualty.start - start, casualty.end - start
            between = between[:at] + " " * (end - at) + between[end:]
    match = _between().fullmatch(between)
    if match is None:
        return None
    count = (start + match.start("count"), start + match.end("count")) if match["count"] else None
    return _Joint(match["and"] is not None, count)


@cache
def _between() -> re.Pattern[str]:
    """The forms of what may stand between two names side by side."""
    prepositions = "|".join(sorted(words("context", "prepositions")))
    lead = "|".join(sorted(words("context", "between"), key=len, reverse=True))
    spots = "|".join(sorted(words("context", "spots")))
    return re.compile(
        r"(?:\s*,)*\s*(?:(?P<and>\band|\bas\s+well\s+as|&)|(?<=,))\s+(?:also\s+|later\s+)?"
        rf"(?:(?P<count>{QUANTITY})\s+(?:(?:others|more|people)\s+)?(?={prepositions}))?"
        rf"(?:(?:{prepositions})\s+)?(?:(?:a|{lead})\s+)*"
        rf"(?:(?:(?-i:[A-Z])[\w-]*\s+)?(?:{spots})\s+(?:of\s+)?)?",
        re.IGNORECASE,
    )


def _as_town(mention: PlaceMention) -> PlaceMention:
    """A governorate that is named like its town as the town: 'Homs' beside 'Hama'."""
    area = mention.resolution.best
    if area is None or area.kind not in _AREAS:
        return mention
    for place in mention.resolution.candidates:
        if place.kind not in _WIDE and _holds(area, place):
            return replace(mention, resolution=replace(mention.resolution, best=place))
    return mention


def _is_held(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """Whether a name only says where one before it lies: 'Ramadi, Anbar, Iraq'."""
    area = inside[at].resolution.best
    if not at or area is None or area.kind not in (*_AREAS, "country"):
        return False
    between = document.text[inside[at - 1].end : inside[at].start].split()
    if between[:1] != [","] or "and" in between:
        return False
    return any(_holds(area, _as_town(place).resolution.best) for place in inside[:at])


def _holds(area: Candidate, place: Candidate | None) -> bool:
    if place is None or area.country_code != place.country_code:
        return False
    return area.kind == "country" or fold(area.name) == fold(place.admin1 or "")


def _may_be_struck(
    document: Document, clause: Clause, row: Sequence[PlaceMention], trigger: Trigger
) -> bool:
    """Whether a row of names says where it happened, and is no stretch of land."""
    tokens, first = document.tokens, row[0].first
    before = [t.lower for t in tokens[max(0, first - _REACH) : first] if t.start >= clause.start]
    after = document.word(row[-1].last)
    led_by = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    if not words("context", "stretches").isdisjoint([after, *led_by]):
        return False
    if not words("context", "stretches_before").isdisjoint(before):
        return False
    if before[-1:] == ["of"] and words("context", "spots").isdisjoint(led_by):
        return False  # 'the mayors of X and Y'
    led = bool(before) and before[-1] in words("context", "prepositions") | {"of"}
    return first >= trigger.hit.last or trigger.passive or led


def _scenes(
    document: Document,
    sentence: Sentence,
    inside: Sequence[PlaceMention],
    row: Sequence[PlaceMention],
) -> list[Scene]:
    """The scene at each name of a row that is a spot; 'near' is said of all."""
    scenes = [
        scene_at(document, sentence, inside, mention)
        for mention in row
        if _is_spot(document, mention)
    ]
    relation = scenes[0].text.removesuffix(scenes[0].name) if scenes else ""
    kind = _shared_kind(document, row[-1])
    return [
        replace(scene, text=f"{relation}{scene.name}{kind}", name=scene.name + kind)
        if _BARE.search(document.text[sentence.start : scene.start])
        else replace(scene, text=scene.text + kind, name=scene.name + kind)
        for scene in scenes
    ]


def _shared_kind(document: Document, last: PlaceMention) -> str:
    """What stands behind a row of names and is said of each: 'X and Y airports'."""
    after = document.word(last.last)
    kind = f"{after[:-3]}y" if after.endswith("ies") else after.removesuffix("s")
    is_kind = kind != after and kind in data("context")["types_after"]
    return f" {kind}" if is_kind and kind not in words("context", "areas") else ""


def _is_spot(document: Document, mention: PlaceMention) -> bool:
    typed = type_after(document, mention.last, len(document.tokens))
    last = document.tokens[typed - 1].lower if typed > mention.last else ""
    return (
        mention.kind not in _WIDE and mention.kind != "" and last not in words("context", "areas")
    )


def _apart(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """The scenes in different spots: a quarter beside its city is none of its own."""
    kept: list[Scene] = []
    for scene in scenes:
        if not any(is_same_spot(scene, other) or _one_town(scene, other) for other in kept):
            kept.append(scene)
    return tuple(kept)


def _one_town(one: Scene, other: Scene) -> bool:
    """Whether one of them is a quarter, and the other its town or the next quarter."""
    left, right = one.mention.resolution.best, other.mention.resolution.best
    if left is None or right is None or "neighbourhood" not in (left.kind, right.kind):
        return False
    return is_one_town(left, right)


def _alone(rows: Iterable[tuple[Sequence[PlaceMention], Sequence[_Joint]]]) -> list[PlaceMention]:
    """The names that what is told in front of them is told of alone: 'four in X and three in Y'."""
    return [
        place
        for row, joints in rows
        for at, place in enumerate(row)
        if all(joint.counted for joint in joints[max(0, at - 1) : at + 1])
    ]


def _shared_out(
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
        if at is None and apart:
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


def _counted(
    document: Document,
    row: Sequence[PlaceMention],
    joints: Sequence[_Joint],
    casualties: Sequence[Casualty],
) -> Iterable[Casualty]:
    """The counts that a row tells without a word of harm, which the count before them gives."""
    for place, joint in zip(row, joints, strict=False):
        before = [casualty for casualty in casualties if casualty.end <= place.start]
        if joint.counted and before:
            start, end = joint.counted
            count = parse_count(document.text[start:end])
            yield Casualty(start, end, before[-1].harm, count, before[-1].people)
