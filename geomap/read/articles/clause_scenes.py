"""The scene of a clause: the most exact place that it gives for what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.model import PRECISIONS
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.elsewhere import in_opening_area, near_the_sure
from geomap.read.articles.holders import area_of
from geomap.read.articles.innermost import innermost, inside_the_town
from geomap.read.articles.lists import form, words
from geomap.read.articles.place_phrases import phrase_between
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.quarters import is_quarter, with_town
from geomap.read.articles.scene_areas import where_its_area_is, with_unheld
from geomap.read.articles.scenes import Scene, is_exact, scene_at
from geomap.read.articles.spans import heads_item, heads_line, opens_item
from geomap.read.articles.speech import Said
from geomap.read.articles.told_places import is_office, told_places
from geomap.read.articles.triggers import Trigger

#: Kinds of what news is sent from, and may have been where it was.
_TOWNS: Final = SETTLED - {"capital"}


def find_scene(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    trigger: Trigger | None,
    said: Said | None,
) -> Scene | None:
    """The most exact place that the clause names, with the governorate and country around it."""
    mentions = in_opening_area(document, sentence, mentions)
    inside = told_places(document, clause, mentions, trigger, said)
    if not inside:
        return None
    heads = [_is_head(document, mention, inside) for mention in inside]
    if all(heads) and _is_told_later(document, clause, mentions):
        return None  # 'Imphal: a man was shot and two were hurt when gunmen opened fire at Kumbi'
    if not all(heads):  # 'Deir Ezzor: two were killed on the Busayrah road'
        inside = [mention for mention, head in zip(inside, heads, strict=True) if not head]
    near = innermost(document, near_the_sure(document, inside, mentions), mentions)
    near = inside_the_town(document, near)
    chosen = min(near, key=lambda m: (_coarseness(m), not m.stated, m.start))
    scene = scene_at(document, sentence, mentions, chosen, phrase_between(document, inside, chosen))
    scene = with_unheld(document, inside, scene)
    scene = with_town(document, [*inside, *mentions], scene)
    last = next((one for one in inside if one.end == scene.end), chosen)  # of 'between X and Y'
    area = area_of(document, sentence, inside, mentions, last)
    scene = where_its_area_is(document, sentence, scene, area)
    local = said is not None and said.start <= chosen.start < said.end
    local = local or is_office(document, chosen)
    return replace(scene, local=True) if local else scene


def _is_head(document: Document, mention: PlaceMention, inside: Sequence[PlaceMention]) -> bool:
    """Whether a place only heads a line that may tell of a place in it."""
    first, last = mention.first, mention.last
    if opens_item(document, first, last) or heads_item(document, first, last):
        return True
    behind = next((one for one in reversed(inside) if one.last <= first), None)
    if behind is not None and (
        heads_item(document, behind.first, behind.last)
        or heads_line(document, behind.first, behind.last)
    ):
        # 'Kafr Zanbuq (Hama): …', 'Djibo, Soum province: …'
        between = document.text[behind.end : mention.start]
        return between == ", " or form("in_brackets").fullmatch(between) is not None
    return heads_line(document, first, last) and not any(
        is_quarter(document, other) for other in inside
    )


def _is_told_later(document: Document, clause: Clause, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a sentence names an exact place behind a clause in which a name only heads the line.

    A number behind the head tells of that place: 'Odesa: 3 dead, 2 hurt; Kherson: 1 dead'.
    """
    head = next(one for one in mentions if clause.holds(one.start))
    counted = opens_item(document, head.first, head.last)
    if counted and document.word(head.last) not in words("grammar", "single"):
        return False
    behind = (one for one in mentions if one.start >= clause.end and one.sentence == head.sentence)
    return any(one.role == "place" and one.stated and is_exact(one) for one in behind)


def scene_of_dateline(
    document: Document, sentence: Sentence, mentions: Sequence[PlaceMention]
) -> Scene | None:
    """'MAIDUGURI, Nigeria (AP) - Two bombers killed 11 at a mosque': around where it was written.

    For want of another place, and not of a capital, from where all of a country is told.
    """
    line = document.dateline
    if line is None or not sentence.start <= line.start < sentence.end:
        return None
    towns = (
        mention
        for mention in mentions
        if line.start <= mention.start < line.end and mention.kind in _TOWNS
    )
    town = next(towns, None)
    best = town.resolution.best if town else None
    if town is None or best is None:
        return None
    name = best.name if document.text[town.start : town.end].isupper() else ""
    name = name or document.text[town.start : town.end]
    return Scene(town.start, town.end, f"around {name}", name, town, None, None, local=True)


def _coarseness(mention: PlaceMention) -> float:
    """A name that no place held bears tells more than 'near X', less than a town."""
    best = mention.resolution.best
    if best is None:
        return PRECISIONS.index("settlement") + 0.5
    return PRECISIONS.index(best.precision) if best.precision not in ("near",) else 3
