"""Several places under one verb: 'jets hit Tyre and Khiam' tells of two incidents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import CAPITAL, data, form, spaced, words
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.quantities import QUANTITY
from geomap.read.articles.same_places import is_one_town, is_same_spot
from geomap.read.articles.scenes import Scene, scene_at
from geomap.read.articles.shares import Joint, Row, all_of, counts_of, first_count, shared_out
from geomap.read.articles.spans import type_after
from geomap.read.articles.triggers import Trigger
from geomap.read.articles.weapons import Weapon, find_weapons

#: How many words before the names may say that they bound one stretch of land.
_REACH: Final = 3
_AREAS: Final = frozenset({"governorate", "region"})
#: Kinds that name no spot.
_WIDE: Final = _AREAS | {"country", "continent", "sea", "gulf", "desert"}
_STATES: Final = frozenset({"country", "continent", ""})
#: Right before a name that has no preposition of its own.
_BARE: Final = re.compile(r"(?:,|\b(?:and|as)|&)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)


def find_spots(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    inside: Sequence[PlaceMention],
    trigger: Trigger | None,
    casualties: Sequence[Casualty],
) -> tuple[tuple[Scene, ...], tuple[Casualty, ...]]:
    """The spots that a clause names side by side, and its casualties, each with its spot.

    No spots where it names one place, or one stretch of land. A number that is told of all has
    none. 'Four in Tyre and three in Khiam' counts the second time without a word of harm.
    """
    rows = list(_rows(document, sentence, inside, casualties))
    for row in rows:
        if not _may_be_struck(document, clause, row, trigger):
            continue
        spots = _apart(_scenes(document, sentence, inside, row.places))
        if len(spots) > 1:
            return spots, shared_out(document, clause, spots, rows, casualties)
        first = first_count(document, clause, row.places[0], casualties)
        if spots and first and first.elsewhere:
            return (), tuple(counts_of(document, row, first, casualties, all_of(spots, True)))
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
        told = find_casualties(document.text, one.end, clause.start)
        if _joint(document, one, other, told) is not None:
            return all(_has_no_subject(document, mentions, verb) for verb in finite[:1])
    return False


def _has_no_subject(document: Document, mentions: Sequence[PlaceMention], verb: int) -> bool:
    """Whether only a day stands between the last name and a verb: 'on X and Y on Friday killed'.

    What 'when' and 'as' open says no more of it: 'in X and Y, when bombs went off'.
    """
    last = max((mention.last for mention in mentions if mention.last <= verb), default=verb)
    between = document.text[document.tokens[last - 1].end : document.tokens[verb].start]
    words_ = between.lower().split()
    if not words("grammar", "subordinates").isdisjoint(words_):
        return True
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
) -> Iterable[Row]:
    """The names that stand side by side, and what joins them; a row ends with its last 'and'."""
    named = [_as_town(one) for at, one in enumerate(inside) if not _is_held(document, at, inside)]
    row, joints = named[:1], list[Joint]()
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


def _closed(row: list[PlaceMention], joints: list[Joint], sentence: Sentence) -> Row:
    while joints and not joints[-1].final and not joints[-1].counted and not sentence.headline:
        row, joints = row[:-1], joints[:-1]
    return Row(row, joints)


def _joint(
    document: Document, one: PlaceMention, other: PlaceMention, casualties: Sequence[Casualty]
) -> Joint | None:
    """What joins two names; None where they do not stand side by side."""
    start = document.tokens[type_after(document, one.last, other.first) - 1].end
    between = document.text[start : other.start]
    # 'X, killing three, and Y', 'a missile at X and two drones at Y'
    spans = [(aside.start, aside.end) for aside in casualties]
    spans += [(arms.start, arms.end) for arms in _arms_between(document, one, other)]
    for first, last in spans:
        if start <= first and last <= other.start:
            at, end = first - start, last - start
            between = between[:at] + " " * (end - at) + between[end:]
    match = _between().fullmatch(between)
    if match is None:
        return None
    count = (start + match.start("count"), start + match.end("count")) if match["count"] else None
    return Joint(match["and"] is not None, count)


def _arms_between(document: Document, one: PlaceMention, other: PlaceMention) -> list[Weapon]:
    sentence = document.sentences[one.sentence]
    hits = [hit for hit in sentence.hits if one.last <= hit.first and hit.last <= other.first]
    return find_weapons(document, hits)


@cache
def _between() -> re.Pattern[str]:
    """The forms of what may stand between two names side by side."""
    prepositions = "|".join(sorted(words("context", "prepositions")))
    lead = "|".join(sorted(words("context", "between"), key=len, reverse=True))
    spots = "|".join(sorted(words("context", "spots")))
    targets = spaced("|".join(map(re.escape, data("context")["targets"])).replace("\\ ", " "))
    return re.compile(
        r"(?:\s*[,;])*\s*(?:(?P<and>\band|\bas\s+well\s+as|&)|(?<=[,;]))\s+"
        rf"(?:(?:{form('going_on').pattern})\s+)?"
        rf"(?:(?P<count>{QUANTITY})\s+(?:(?:{form('counted_people').pattern})\s+)?(?={prepositions}))?"
        rf"(?:(?:an?|the|several)\s+(?:[\w-]+\s+)?(?:{targets})\s+(?=(?:{prepositions})\b))?"
        rf"(?:(?:{prepositions})\s+)?(?:(?:a|{lead})\s+)*"
        rf"(?:(?:(?-i:{CAPITAL})[\w-]*\s+)?(?:{spots})\s+(?:of\s+)?)?",
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
    """Whether a name only says where one before it lies: 'Ramadi, Anbar, Iraq', 'X near Y'."""
    if at and document.text[inside[at - 1].end : inside[at].start].split() == ["near"]:
        return True
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


def _may_be_struck(document: Document, clause: Clause, named: Row, trigger: Trigger | None) -> bool:
    """Whether a row of names says where it happened, and is no stretch of land."""
    row = named.places
    tokens, first = document.tokens, row[0].first
    before = [t.lower for t in tokens[max(0, first - _REACH) : first] if t.start >= clause.start]
    after = document.word(row[-1].last)
    led_by = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    if not words("context", "stretches").isdisjoint([after, *led_by]):
        return False
    if not words("context", "areas_beside").isdisjoint(led_by):
        return True
    if not words("context", "stretches_before").isdisjoint(before):
        return False
    if before[-1:] == ["of"] and words("context", "spots").isdisjoint(led_by):
        return False  # 'the mayors of X and Y'
    led = bool(before) and before[-1] in words("context", "prepositions") | {"of"}
    return led or (trigger is not None and (first >= trigger.hit.last or trigger.passive))


def _scenes(
    document: Document,
    sentence: Sentence,
    inside: Sequence[PlaceMention],
    row: Sequence[PlaceMention],
) -> list[Scene]:
    """The scene at each name of a row that is a spot; 'near' is said of all."""
    area = _shared_area(document, row)
    areas = bool(area) or _are_areas(row)
    kind = area or _shared_kind(document, row[-1])
    scenes = [
        scene_at(document, sentence, inside, _as_area(mention) if areas else mention)
        for mention in row
        if (areas and mention.kind not in _STATES) or _is_spot(document, mention)
    ]
    relation = scenes[0].text.removesuffix(scenes[0].name) if scenes else ""
    return [
        replace(scene, text=f"{relation}{scene.name}{kind}", name=scene.name + kind)
        if _BARE.search(document.text[sentence.start : scene.start])
        else replace(scene, text=scene.text + kind, name=scene.name + kind)
        for scene in scenes
    ]


def _shared_area(document: Document, row: Sequence[PlaceMention]) -> str:
    """Of what areas a row is of, as one of them is called: 'X and Y provinces'."""
    first = row[0].first
    before = document.word(first - 2) if document.word(first - 1) == "of" else ""
    for word in (document.word(row[-1].last), before):
        if word in words("context", "areas_beside"):
            return f" {word[:-3]}y" if word.endswith("ies") else f" {word.removesuffix('s')}"
    return ""


def _are_areas(row: Sequence[PlaceMention]) -> bool:
    """'In Kunar and Khost', of which one is a governorate and the other a town's name too."""
    return any(mention.kind in _AREAS for mention in row) and all(
        mention.kind in _AREAS or any(c.kind in _AREAS for c in mention.resolution.candidates)
        for mention in row
    )


def _as_area(mention: PlaceMention) -> PlaceMention:
    """A town that is named like its governorate as the governorate."""
    areas = (place for place in mention.resolution.candidates if place.kind in _AREAS)
    area = next(areas, None)
    if area is None or mention.kind in _AREAS:
        return mention
    return replace(mention, resolution=replace(mention.resolution, best=area))


def _shared_kind(document: Document, last: PlaceMention) -> str:
    """What stands behind a row of names and is said of each: 'X and Y airports'."""
    after = document.word(last.last)
    kind = f"{after[:-3]}y" if after.endswith("ies") else after.removesuffix("s")
    is_kind = kind != after and kind in data("context")["types_after"]
    return f" {kind}" if is_kind and kind not in words("context", "areas") else ""


def _is_spot(document: Document, mention: PlaceMention) -> bool:
    typed = type_after(document, mention.last, len(document.tokens))
    last = document.tokens[typed - 1].lower if typed > mention.last else ""
    told = mention.kind != "" or mention.stated
    return mention.kind not in _WIDE and told and last not in words("context", "areas")


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
