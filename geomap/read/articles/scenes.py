"""Where: the place that a clause gives for what it reports, in words that can be resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.model import PRECISIONS
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import (
    WIDE,
    apart_km,
    area_of,
    as_unheld,
    end_of_area,
    is_called_town,
    is_compass,
    is_of_area,
    may_hold,
    name_of_area,
)
from geomap.read.articles.lists import form, words
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.spans import heads_item, heads_line, opens_item, type_after
from geomap.read.articles.speech import Said
from geomap.read.articles.told_places import (
    is_beyond,
    is_part,
    relations,
    tells_where,
    told_places,
)
from geomap.read.articles.triggers import Trigger

_QUOTES: Final = re.compile(r"[“”\"'’‘,]")
_AREAS: Final = frozenset({"governorate", "district", "region"})
#: A place this close to a governorate's point may lie in it, where nothing better is known.
ONE_GOVERNORATE_KM: Final = 250.0
#: A quarter lies no farther from the middle of its town.
_TOWN_KM: Final = 40.0
#: Kinds of what news is sent from, and may have been where it was.
_TOWNS: Final = SETTLED - {"capital"}
#: A region no wider than this is as much of a place as a town with its fields.
_SMALL_M: Final = 10_000.0
#: One of several places of a name that lies farther from a place told with it is another.
_FAR_KM: Final = 100.0


@dataclass(frozen=True, slots=True)
class Scene:
    """The place of a report; characters ``[start, end)`` of its words."""

    start: int
    end: int
    text: str  # 'in the vicinity of Ain al-Asad base'
    name: str  # 'Ain al-Asad base'
    mention: PlaceMention
    admin1: PlaceMention | None
    country: PlaceMention | None
    local: bool = False  # where those are who tell of it, for want of another place

    @property
    def exact(self) -> bool:
        """Whether it is a place, not only the governorate or country that holds it."""
        return is_exact(self.mention)

    @property
    def is_direction(self) -> bool:
        """Whether only the direction from a place is told, no distance: 'south of Baghdad'."""
        words_ = self.text.removesuffix(self.name).split()
        return words_[1:] == ["of"] and words_[0] in words("context", "directions")

    @property
    def is_in_area(self) -> bool:
        """Whether no list holds it, and the text says in which area it lies."""
        return self.mention.resolution.best is None and bool(self.admin1 or self.country)


def is_exact(mention: PlaceMention) -> bool:
    """Whether it is a place, not only the governorate or country that holds it."""
    best = mention.resolution.best
    if best and best.kind == "region" and best.radius_m <= _SMALL_M:
        return True
    return mention.kind not in ("country", "governorate", "continent", "region")


def find_scene(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    trigger: Trigger | None,
    said: Said | None,
) -> Scene | None:
    """The most exact place that the clause names, with the governorate and country around it."""
    mentions = _in_opening_area(document, sentence, mentions)
    inside = told_places(document, clause, mentions, trigger, said)
    if not inside:
        return None
    heads = [_is_head(document, mention, inside) for mention in inside]
    if all(heads) and _is_told_later(document, clause, mentions):
        return None  # 'Imphal: a man was shot and two were hurt when gunmen opened fire at Kumbi'
    if not all(heads):  # 'Deir Ezzor: two were killed on the Busayrah road'
        inside = [mention for mention, head in zip(inside, heads, strict=True) if not head]
    near = innermost(document, _near_the_sure(document, inside, mentions), mentions)
    near = _inside_the_town(document, near)
    chosen = min(near, key=lambda m: (_coarseness(m), not m.stated, m.start))
    scene = scene_at(document, sentence, mentions, chosen, _between(document, inside, chosen))
    scene = _with_unheld(document, inside, scene)
    scene = _with_town(document, [*inside, *mentions], scene)
    last = next((one for one in inside if one.end == scene.end), chosen)  # of 'between X and Y'
    area = area_of(document, sentence, inside, mentions, last)
    scene = _where_its_area_is(document, sentence, scene, area)
    local = said is not None and said.start <= chosen.start < said.end
    return replace(scene, local=True) if local else scene


def _is_head(document: Document, mention: PlaceMention, inside: Sequence[PlaceMention]) -> bool:
    """Whether a place only heads a line that may tell of a place in it."""
    first, last = mention.first, mention.last
    if opens_item(document, first, last) or heads_item(document, first, last):
        return True
    behind = next((one for one in reversed(inside) if one.last <= first), None)
    if behind is not None and heads_item(document, behind.first, behind.last):
        # 'Kafr Zanbuq (Hama): …'
        return form("in_brackets").fullmatch(document.text, behind.end, mention.start) is not None
    return heads_line(document, first, last) and not any(
        _is_quarter(document, other) for other in inside
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


def _near_the_sure(
    document: Document, inside: Sequence[PlaceMention], mentions: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """The places of a clause without those that may be elsewhere: far from one that is sure.

    'Attacked Kherson …: a man was killed in the Dniprovskyi district', of which there are several.
    """
    sure = [
        (best, _FAR_KM if is_exact(mention) else ONE_GOVERNORATE_KM)
        for mention in inside
        for best in [mention.resolution.best]
        if best and mention.resolution.status == "resolved" and best.kind not in WIDE
    ]

    following = dict(pairwise(inside))

    def is_near(mention: PlaceMention) -> bool:
        place = mention.resolution.best
        if place is None or mention.resolution.status == "resolved":
            return True
        area = following.get(mention)
        if area is not None and is_of_area(document, mention, area):
            return True
        return any(apart_km(place, one) <= reach for one, reach in sure)

    if not sure:
        return inside
    near = [mention for mention in inside if is_near(mention)]
    behind = dict(pairwise(mentions))
    if any(is_exact(mention) for mention in near):
        kept = [one if one in near else _as_apposed(document, one, behind) for one in inside]
    else:
        kept = [one if one in near else _as_told(document, one, behind) for one in inside]
    return [mention for mention in kept if mention is not None]


def _as_apposed(
    document: Document, mention: PlaceMention, behind: Mapping[PlaceMention, PlaceMention]
) -> PlaceMention | None:
    """A name far from the sure places of which the text says where it lies by one of them.

    'In Lopa, fifty kilometres north of Bunia, in Djugu territory': no Lopa elsewhere.
    """
    area = behind.get(mention)
    if area is None or not mention.stated or not tells_where(document, mention, area):
        return None
    return as_unheld(mention)


def _as_told(
    document: Document, mention: PlaceMention, behind: Mapping[PlaceMention, PlaceMention]
) -> PlaceMention | None:
    """A name far from the sure places as one that no list holds, where the text says what it is.

    'Eight were killed at Gina, a locality outside Bunia', 'in Kware in Zurmi': none elsewhere.
    """
    if _is_put_there(document, mention):
        return as_unheld(mention)
    area = behind.get(mention)
    if area is None or not mention.stated:
        return None
    lies_in = form("lies_in").fullmatch(document.text, mention.end, area.start)
    if lies_in is None and not tells_where(document, mention, area):
        return None
    return as_unheld(mention)


def _is_put_there(document: Document, mention: PlaceMention) -> bool:
    """Whether the text says that what it tells was at a name, no part of a town: 'in Xyz'."""
    if not mention.stated or _is_quarter(document, mention):
        return False
    return document.word(mention.first - 1) in words("grammar", "inside")


def _in_opening_area(
    document: Document, sentence: Sentence, mentions: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """'In Al-Suwaida province, … on the outskirts of Al-Mazraa': that of the area, or none held."""
    opening = next((one for one in mentions if one.sentence == sentence.index), None)
    if opening is None or document.word(sentence.first) != "in":
        return mentions
    area = opening.resolution.best
    sure = opening.resolution.status == "resolved" and opening.kind in _AREAS | {"country"}
    if not sure or opening.first > sentence.first + 2:  # 'In the Al-Suwaida countryside'
        return mentions
    return [
        _of_area(mention, area)
        if mention.sentence == opening.sentence and not _is_quarter(document, mention)
        else mention
        for mention in mentions
    ]


def _of_area(mention: PlaceMention, area: Candidate | None) -> PlaceMention:
    """A place that is not sure as the one of its name in an area, or as one that no list holds."""
    best = mention.resolution.best
    if best is None or mention.resolution.status == "resolved" or may_hold(area, best):
        return mention
    fits = (one for one in mention.resolution.candidates if may_hold(area, one))
    found = next(fits, None)
    status = mention.resolution.status if found else "unresolved"
    return replace(mention, resolution=replace(mention.resolution, status=status, best=found))


def innermost(
    document: Document, inside: Sequence[PlaceMention], mentions: Sequence[PlaceMention] = ()
) -> list[PlaceMention]:
    """The places of a clause, one of ``mentions``, without those that another is said to lie in."""
    holders = list[PlaceMention]()
    for one, other in pairwise(inside):
        holds = is_exact(one) and (
            form("lies_in").fullmatch(document.text, one.end, other.start)
            or (one.resolution.best and is_part(document, one, other))
            or is_of_area(document, one, other)
            or _lies_beside_in(document, one, mentions, other)
        )
        goes_on = one in holders and document.text[end_of_area(document, one) : other.start] == ", "
        if holds or goes_on:
            holders.append(other)
    return [mention for mention in inside if mention not in holders]


def _lies_beside_in(
    document: Document,
    one: PlaceMention,
    mentions: Sequence[PlaceMention],
    other: PlaceMention,
) -> bool:
    """'Lopa, fifty kilometres north of Bunia, in Djugu': the third name holds the first."""
    beside = next((mention for mention in mentions if mention.first >= one.last), None)
    if beside is None or beside.first >= other.first or not tells_where(document, one, beside):
        return False
    return form("lies_in").fullmatch(document.text, beside.end, other.start) is not None


def _inside_the_town(document: Document, near: list[PlaceMention]) -> list[PlaceMention]:
    """'In Peshawar, a man was shot at a mosque in Mattani': the place in the town that opens it."""
    town = near[0]
    opens = document.word(town.first - 1) == "in" and document.text.startswith(",", town.end)
    place = town.resolution.best
    if not opens or place is None or town.kind not in ("city", "capital"):
        return near
    inner = [
        other
        for other in near[1:]
        if other.resolution.best is None
        and _is_put_there(document, other)
        or other.stated
        and other.resolution.status == "resolved"
        and other.kind not in WIDE | {"governorate"}
        and (found := other.resolution.best) is not None
        and found.place_id != place.place_id
        and apart_km(found, place) < _reach_of(document, other)
    ]
    return inner or near


def _reach_of(document: Document, inner: PlaceMention) -> float:
    """How far from the town that opens a sentence the place may lie that it goes on to name."""
    before = document.word(inner.first - 1)
    if before in words("grammar", "inside") | {"of"}:
        return _TOWN_KM
    # 'In Kirkuk, an officer was killed at a checkpoint near Daquq': told of its province
    return _FAR_KM if before in ("near", "outside") and inner.kind in SETTLED else 0.0


def _with_unheld(document: Document, inside: Sequence[PlaceMention], scene: Scene) -> Scene:
    """The scene with the name before it that no list holds: 'Zanbuqa, outside Raqqa'."""
    before = [one for one in inside if one.first < scene.mention.first]
    for one in before:
        if one.resolution.best is None and _lies_in(document, one, scene):
            name = document.text[one.start : one.end]
            return replace(scene, start=one.start, text=f"{name}, {scene.text}", name=name)
    if not before or before[-1].resolution.best:
        return scene
    unheld = before[-1]
    if is_part(document, unheld, scene.mention):
        text = " ".join(document.text[unheld.start : scene.end].split())
        return replace(scene, start=unheld.start, text=text, name=text)
    if not tells_where(document, unheld, scene.mention):
        return scene
    name = document.text[unheld.start : unheld.end]
    return replace(scene, start=unheld.start, text=f"{name}, {scene.text}", name=name)


def _is_quarter(document: Document, mention: PlaceMention) -> bool:
    """'The Dniprovskyi district', of a town that may head the line."""
    beside = document.text.startswith(" ", mention.end)  # not 'Xyz, district of Macomia'
    return beside and document.word(mention.last) in words("context", "quarters")


def _where_its_area_is(
    document: Document, sentence: Sentence, scene: Scene, area: PlaceMention | None
) -> Scene:
    """'Pinga, Walikale territory': no Pinga that lies elsewhere is meant.

    Of one that no list holds, what holds it tells where it is: a sure governorate and a country
    beside its name, anything else behind it.
    """
    held = scene.mention.resolution.best
    within = area.resolution.best if area else None
    if area is None or within is None or scene.mention is area:
        return scene
    if held is not None and within.kind in WIDE and held.country_code == within.country_code:
        return scene
    if held is not None and apart_km(held, within) <= ONE_GOVERNORATE_KM:
        return _with_its_town(document, scene, area)
    mention = as_unheld(scene.mention)
    if within.kind in WIDE:
        return replace(scene, mention=mention, country=area)
    if within.kind == "governorate" and area.resolution.status == "resolved":
        return replace(scene, mention=mention, admin1=area, country=area)
    name = name_of_area(document, area)
    relation = _phrase(document, sentence, area)[2]
    text = " ".join(f"{scene.text}, {relation} {name}".split())
    return replace(scene, text=text, mention=area if is_exact(area) else mention, country=area)


def _with_its_town(document: Document, scene: Scene, area: PlaceMention) -> Scene:
    """A held place with the town that the text says it is of: 'Barangay Bangad, Milagros town'.

    So with a spot in it that is not surely held: 'the Halane compound in Mogadishu'.
    """
    chosen = scene.mention
    beside = document.text.startswith(",", scene.end) and is_called_town(document, area)
    spot = chosen.resolution.status != "resolved" and chosen.kind not in SETTLED
    if not beside and not (spot and area.kind in SETTLED):
        return scene
    if fold(document.text[area.start : area.end]) in fold(scene.text):
        return scene
    return replace(scene, text=f"{scene.text}, {name_of_area(document, area)}")


def _with_town(document: Document, mentions: Sequence[PlaceMention], scene: Scene) -> Scene:
    """A quarter that is not surely held, with its town: 'the Dniprovskyi district' of Kherson.

    It is the town that the clause names, or from which the text was sent.
    """
    chosen = scene.mention
    part = _quarter_in(document, mentions, chosen)
    if part is not None:
        name = document.text[part.start : document.tokens[part.last].end]
        return replace(scene, start=part.start, text=f"{name}, {scene.text}")
    town = _town_behind(document, mentions, chosen)
    if town is not None:
        return replace(scene, text=f"{scene.text}, {document.text[town.start : town.end]}")
    if chosen.resolution.status == "resolved" or not _is_quarter(document, chosen):
        return scene
    if chosen.kind in _AREAS:
        return scene  # 'Poonch district' is none of a town
    towns = [mention for mention in mentions if mention.kind in SETTLED]
    town = next((mention for mention in towns if mention is not chosen), None)
    place = town.resolution.best if town else None
    if town is None or place is None:
        return scene
    held = chosen.resolution.best
    named = town.sentence == chosen.sentence and town.start >= _body(document)
    if held is not None and not named and apart_km(held, place) > _TOWN_KM:
        return scene
    name = document.text[town.start : town.end]
    name = place.name if name.isupper() else name
    return replace(scene, text=f"{scene.text}, {name}", mention=town)


def _town_behind(
    document: Document, mentions: Sequence[PlaceMention], quarter: PlaceMention
) -> PlaceMention | None:
    """'The Zeitoun district of Gaza City': the town that a quarter is said to be of."""
    if not _is_quarter(document, quarter) or quarter.kind in _AREAS:
        return None
    towns = (one for one in mentions if one.start > quarter.end and one.kind in SETTLED)
    return next((one for one in towns if is_part(document, quarter, one)), None)


def _quarter_in(
    document: Document, mentions: Sequence[PlaceMention], town: PlaceMention
) -> PlaceMention | None:
    """The quarter that a clause names behind its town, where it is not surely held."""
    if town.kind not in SETTLED | {"governorate"}:
        return None
    behind = (
        one
        for one in mentions
        if one.sentence == town.sentence
        and one.start > town.end
        and one.resolution.status != "resolved"
        and one.kind not in _AREAS
        and _is_quarter(document, one)
    )
    return next(behind, None)


def _body(document: Document) -> int:
    """Where the text begins, behind its dateline."""
    return document.dateline.end if document.dateline else 0


def _lies_in(document: Document, unheld: PlaceMention, scene: Scene) -> bool:
    """'The villages of Khilwe and Um Garfa, in North Kordofan's Bara locality'."""
    return form("lies_in_wider").fullmatch(document.text, unheld.end, scene.start) is not None


def scene_at(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    chosen: PlaceMention,
    phrase: tuple[int, int, str, str] | None = None,
) -> Scene:
    """The scene at a place: start, end, relation and name of its ``phrase``, what holds it."""
    body = _body(document)
    around = [
        mention
        for mention in mentions
        if mention is not chosen
        and mention.start >= body
        and not is_beyond(document, mention.start)
    ]
    start, end, relation, name = phrase or _phrase(document, sentence, chosen)
    return Scene(
        start,
        end,
        f"{relation} {name}".strip(),
        name,
        chosen,
        _holder(around, chosen, ("governorate", "region")),
        _holder(around, chosen, ("country",)),
    )


def _coarseness(mention: PlaceMention) -> float:
    """A name that no place held bears tells more than 'near X', less than a town."""
    best = mention.resolution.best
    if best is None:
        return PRECISIONS.index("settlement") + 0.5
    return PRECISIONS.index(best.precision) if best.precision not in ("near",) else 3


def _holder(
    mentions: Sequence[PlaceMention], of: PlaceMention, kinds: tuple[str, ...]
) -> PlaceMention | None:
    """The area of one of these kinds that is named with a place and may hold it."""
    for mention in mentions:
        area = mention.resolution.best
        fits = area and area.kind in kinds and mention.role == "place" and not _is_line(area)
        fits = fits and not (area and area.kind == of.kind)
        if fits and may_hold(area, of.resolution.best):
            return mention
    return None


def _is_line(area: Candidate) -> bool:
    """Whether it is a border, a front or a road: things lie along it, not in it."""
    return not words("context", "lines").isdisjoint(fold(area.name).split())


def _between(
    document: Document, inside: Sequence[PlaceMention], chosen: PlaceMention
) -> tuple[int, int, str, str] | None:
    """'between Gao and Labbezanga' as :func:`_phrase` tells it, where the place is one of two.

    What links two towns ('the road linking Homs and Hama') lies between them too, and so does
    'the road from Homs to Hama'.
    """
    for one, other in pairwise(inside):
        if chosen not in (one, other) or not one.first:
            continue
        before, joint = document.word(one.first - 1), document.text[one.end : other.start].split()
        first, relation = one.first - 1, "between"
        if before == "from" and joint == ["to"] and first:
            first, relation = first - 1, f"{document.word(first - 1)} from"
            linked = document.word(first) in words("context", "ways")
        else:
            linked = before in words("grammar", "links") and joint == ["and"]
        if linked:
            name = " ".join(document.text[one.start : other.end].split())
            return document.tokens[first].start, other.end, relation, name
    return None


def _phrase(
    document: Document, sentence: Sentence, mention: PlaceMention
) -> tuple[int, int, str, str]:
    """Where the words of a place begin and end, its relation, and its name with type words."""
    road = form("road", case=True).match(document.text, mention.end, sentence.end)
    typed = document.tokens[type_after(document, mention.last, sentence.last) - 1].end
    end = road.end() if road else typed
    first = _with_leading_words(document, sentence, mention.first)
    start = document.tokens[first].start
    name = mention.called or " ".join(document.text[start:end].split())
    owned = document.tokens[_with_owner(document, sentence, first)].start
    before = _QUOTES.sub(" ", document.text[sentence.start : owned])
    match = relations().search(before)
    if match is None or document.is_owner(mention.last - 1):  # 'near Israel's main airport'
        return start, end, "", name
    return sentence.start + match.start(1), end, " ".join(match.group(1).lower().split()), name


def _with_owner(document: Document, sentence: Sentence, first: int) -> int:
    """The first token of whoever owns the place: 'southwest of Yemen's port of Hodeidah'."""
    if first == sentence.first or not document.is_owner(first - 1):
        return first
    owners = (hit.first for hit in sentence.of("people") if hit.last == first)
    return next(owners, first - 1)


def _with_leading_words(document: Document, sentence: Sentence, first: int) -> int:
    """Before a name: compass words, 'town of', 'Camp'."""
    while first > sentence.first:
        word = document.tokens[first - 1].lower
        if document.tokens[first - 2].lower in words("context", "offices"):
            break  # 'the mayor of Toribio' is somebody
        if is_compass(document, first - 1):
            first -= 1
        elif word == "of" and _is_type(document.tokens[first - 2].lower):
            first -= 2
        else:
            break
    return first


def _is_type(word: str) -> bool:
    """'town of', not 'residents of'."""
    return word in words("context", "types_before") and word not in words("casualties", "people")
