"""Where: the place that a clause gives for what it reports, in words that can be resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.gazetteer.sphere import distance_km
from geomap.model import PRECISIONS
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import data, form, spaced, words
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.spans import opens_item, type_after
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger

_QUOTES: Final = re.compile(r"[“”\"'’‘,]")
_AREAS: Final = ("governorate", "district", "governorate", "region")
#: 'Iran-backed': a country's name that is part of a longer word.
_JOINED: Final = re.compile(r"-(\w+)")
#: Two names closer than this may be a town and its quarter.
_ONE_TOWN_KM: Final = 12.0
#: A place this close to a governorate's point may lie in it, where nothing better is known.
_ONE_GOVERNORATE_KM: Final = 250.0
#: More words between an owner and the place that is its own are about something else.
_OWNED: Final = 5
#: How far before a place the word may stand by which somebody was brought there, in characters.
_BROUGHT: Final = 60
_WIDE: Final = frozenset({"country", "continent"})
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
        return _is_exact(self.mention)


def _is_exact(mention: PlaceMention) -> bool:
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
    inside = told_places(document, clause, mentions, trigger, said)
    if not inside:
        return None
    heads = [opens_item(document, mention.first, mention.last) for mention in inside]
    if not all(heads):  # 'Deir Ezzor: two were killed on the Busayrah road'
        inside = [mention for mention, head in zip(inside, heads, strict=True) if not head]
    near = _innermost(document, _near_the_sure(inside))
    chosen = min(near, key=lambda m: (_coarseness(m), not m.stated, m.start))
    scene = scene_at(document, sentence, mentions, chosen, _between(document, inside, chosen))
    scene = _with_unheld(document, inside, scene)
    local = said is not None and said.start <= chosen.start < said.end
    return replace(scene, local=True) if local else scene


def _near_the_sure(inside: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """The places of a clause without those that may be elsewhere: far from one that is sure.

    'Attacked Kherson …: a man was killed in the Dniprovskyi district', of which there are several.
    """
    sure = [
        (best, _FAR_KM if _is_exact(mention) else _ONE_GOVERNORATE_KM)
        for mention in inside
        for best in [mention.resolution.best]
        if best and mention.resolution.status == "resolved" and best.kind not in _WIDE
    ]

    def is_near(mention: PlaceMention) -> bool:
        place = mention.resolution.best
        if place is None or mention.resolution.status == "resolved":
            return True
        return any(
            distance_km(place.lat, place.lon, one.lat, one.lon) <= reach for one, reach in sure
        )

    return [mention for mention in inside if is_near(mention)] if sure else inside


def _innermost(document: Document, inside: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of a clause without those that another is said to lie in."""
    holders = [
        other
        for one, other in pairwise(inside)
        if _is_exact(one)
        and (
            form("lies_in").fullmatch(document.text, one.end, other.start)
            or (one.resolution.best and _is_part(document, one, other))
        )
    ]
    return [mention for mention in inside if mention not in holders]


def told_places(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    trigger: Trigger | None,
    said: Said | None,
) -> list[PlaceMention]:
    """The places of a clause where what it reports may have been, by position."""
    inside = [
        mention
        for mention in mentions
        if clause.holds(mention.start)
        and _is_scene(document, mention, said)
        and not (trigger and _is_aside(document, trigger, mention))
    ]
    if not inside and trigger is not None and said is not None:
        inside = [mention for mention in mentions if _is_local(mention, said)]
    if not all(_is_office(document, mention) for mention in inside):
        inside = [mention for mention in inside if not _is_office(document, mention)]
    inside = [m for at, m in enumerate(inside) if not _is_apposed(document, at, inside)]
    inside = [m for at, m in enumerate(inside) if not _owns_next(document, at, inside)]
    homes = [trigger and _is_home(document, clause, trigger, mention) for mention in inside]
    if all(homes):
        return inside
    return [mention for mention, home in zip(inside, homes, strict=True) if not home]


def _is_apposed(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """'Zawiya, west of Tripoli': the second name only says where the first one is."""
    if not at or inside[at - 1].resolution.best is None:
        return False
    return _tells_where(document, inside[at - 1], inside[at])


def _owns_next(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """'Veracruz's port city of Coatzacoalcos': the first only says where the second is."""
    if at + 1 >= len(inside) or not document.is_owner(inside[at].last - 1):
        return False
    between = [document.word(one) for one in range(inside[at].last, inside[at + 1].first)]
    return between[-1:] == ["of"] and len(between) < _OWNED


def _tells_where(document: Document, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether the second of two names is told only to say where the first is."""
    typed = type_after(document, one.last, other.first)
    between = document.text[document.tokens[typed - 1].end : other.start]
    if between[:2] != ", ":
        return False
    return _relations().fullmatch(between[2:]) is not None or bool(_lying().fullmatch(between))


def _is_part(document: Document, one: PlaceMention, other: PlaceMention) -> bool:
    """'The Kassarah area of Nyala'."""
    return form("part_of_place").fullmatch(document.text, one.end, other.start) is not None


def _with_unheld(document: Document, inside: Sequence[PlaceMention], scene: Scene) -> Scene:
    """The scene with the name before it that no list holds: 'Zanbuqa, outside Raqqa'."""
    before = [one for one in inside if one.first < scene.mention.first]
    if not before or before[-1].resolution.best:
        return scene
    unheld = before[-1]
    if _is_part(document, unheld, scene.mention):
        text = " ".join(document.text[unheld.start : scene.end].split())
        return replace(scene, start=unheld.start, text=text, name=text)
    if scene.text == scene.name:
        return scene
    if not _tells_where(document, unheld, scene.mention):
        return scene
    name = document.text[unheld.start : unheld.end]
    return replace(scene, start=unheld.start, text=f"{name}, {scene.text}", name=name)


@cache
def _lying() -> re.Pattern[str]:
    """', a village outside ', ', a town of 9,000 people in ': what a place is, and where."""
    types = "|".join(sorted(words("context", "before_of")))
    relations = "|".join(sorted(data("context")["relations"], key=len, reverse=True))
    return re.compile(
        rf", (?:an?|the) (?:[\w-]+ ){{0,3}}?(?:{types})(?: of [\d,]+ (?:people|residents))?,? "
        rf"(?:{spaced(data('forms')['distance'])}(?:{spaced(relations)})|in|of) (?:the )?",
        re.IGNORECASE,
    )


def _is_office(document: Document, mention: PlaceMention) -> bool:
    """'the mayor of Toribio': what somebody is called by, not where they were."""
    before = [document.word(mention.first - back) for back in (1, 2)]
    return before[0] == "of" and before[1] in words("context", "offices")


def scene_at(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    chosen: PlaceMention,
    phrase: tuple[int, int, str, str] | None = None,
) -> Scene:
    """The scene at a place: start, end, relation and name of its ``phrase``, what holds it."""
    line = document.dateline.end if document.dateline else 0
    around = [mention for mention in mentions if mention is not chosen and mention.start >= line]
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


def _is_scene(document: Document, mention: PlaceMention, said: Said | None) -> bool:
    if mention.role == "actor" or (said and said.start <= mention.start < said.end):
        return False
    if document.is_owner(mention.last - 1) and document.word(mention.last) in words(
        "context", "speaking_forces"
    ):
        return False  # 'Israel's military said it hit …'
    if mention.kind == "country" and _is_attribute(document, mention):
        return False
    if document.word(mention.last) in words("context", "bearers") and not mention.stated:
        return False  # 'Karen fighters seized …'
    joined = _JOINED.match(document.text, mention.end)
    if joined and joined[1].lower() in words("context", "joined"):
        return False
    if document.dateline and mention.start < document.dateline.end:
        return document.dateline.start > mention.start
    return not _is_origin(document, mention) and not _is_brought_to(document, mention)


def _is_brought_to(document: Document, mention: PlaceMention) -> bool:
    """'Three suspects were arrested in Duran', 'taken to a hospital in Erbil'."""
    start = max(0, mention.start - _BROUGHT)
    return form("brought").search(document.text, start, mention.start) is not None


def _is_origin(document: Document, mention: PlaceMention) -> bool:
    """'fired from the Wonsan area': where it came from."""
    at = mention.first - 1
    while document.word(at) == "the" or document.word(at) in words("context", "compass"):
        at -= 1
    if document.word(at) in words("grammar", "origins"):
        return True
    return (
        document.word(at) == "and"
        and form("from_both").search(document.text, max(0, mention.start - _BROUGHT), mention.start)
        is not None
    )


def _is_attribute(document: Document, mention: PlaceMention) -> bool:
    """'Three U.S. service members': a country's letters that tell whose they are."""
    text = document.text[mention.start : mention.end].replace(".", "")
    after = document.text[mention.end : mention.end + 2]
    if not text.isupper() or not (after[:1] == " " and after[1:].islower()):
        return False
    before, behind = document.word(mention.first - 1), document.word(mention.last)
    return before not in words("context", "prepositions") and (
        behind not in words("context", "prepositions") and behind not in words("grammar", "be")
    )


def _is_local(mention: PlaceMention, said: Said) -> bool:
    """'Police in Peshawar said a bomb …': those of a town tell of it, a capital of anywhere."""
    within = said.start <= mention.start < said.end
    far = ("country", "capital", "continent", "region")
    return within and mention.stated and mention.role == "place" and mention.kind not in far


def _is_aside(document: Document, trigger: Trigger, mention: PlaceMention) -> bool:
    """'… days after talks in Washington': the place of something else."""
    after = document.tokens[trigger.hit.last - 1].end
    return mention.start > after and bool(_asides().search(document.text, after, mention.start))


@cache
def _asides() -> re.Pattern[str]:
    phrases = "|".join(phrase.replace(" ", r"\s+") for phrase in data("context")["asides"])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def _is_home(document: Document, clause: Clause, trigger: Trigger, mention: PlaceMention) -> bool:
    """'Militants in Gaza fired rockets at …': where those are who act, not where it fell."""
    if not trigger.verb or trigger.passive or mention.first > trigger.hit.first:
        return False
    before = document.word(mention.first - 1)
    acting = (hit for hit in clause.hits if hit.kind in ("actor", "group", "generic"))
    return before in ("in", "of", "from") and any(hit.last == mention.first - 1 for hit in acting)


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


def may_hold(area: Candidate | None, place: Candidate | None) -> bool:
    """Whether nothing known of a place speaks against its lying in an area."""
    if area is None or place is None or place.country_code is None:
        return area is not None
    if area.country_code not in (None, place.country_code):
        return False
    if area.kind != "governorate" or place.admin1 is None:
        return True
    return bool(set(fold(area.name).split()) & set(fold(place.admin1).split()) - {"al", "el"})


def _between(
    document: Document, inside: Sequence[PlaceMention], chosen: PlaceMention
) -> tuple[int, int, str, str] | None:
    """'between Gao and Labbezanga' as :func:`_phrase` tells it, where the place is one of two.

    What links two towns ('the road linking Homs and Hama') lies between them too.
    """
    for one, other in pairwise(inside):
        before = document.tokens[one.first - 1] if one.first else None
        joined = document.text[one.end : other.start].split() == ["and"]
        if (
            chosen in (one, other)
            and joined
            and before is not None
            and before.lower in words("grammar", "links")
        ):
            name = " ".join(document.text[one.start : other.end].split())
            return before.start, other.end, "between", name
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
    match = _relations().search(before)
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
        if word in words("context", "compass") and document.tokens[first - 1].text[0].islower():
            first -= 1
        elif word == "of" and _is_type(document.tokens[first - 2].lower):
            first -= 2
        else:
            break
    return first


def _is_type(word: str) -> bool:
    """'town of', not 'residents of'."""
    return word in words("context", "types_before") and word not in words("casualties", "people")


@cache
def _relations() -> re.Pattern[str]:
    listed = sorted(data("context")["relations"], key=len, reverse=True)
    form_ = rf"\b({data('forms')['distance']}(?:{'|'.join(map(re.escape, listed))})) (?:the )?$"
    return re.compile(spaced(form_.replace(r"\ ", " ")), re.IGNORECASE)


def scenes_agree(one: Scene | None, other: Scene | None) -> bool:
    """Whether two told places may be one: equal, the one inside the other, or one not told."""
    if one is None or other is None or one.local or other.local:
        return True
    left, right = one.mention.resolution.best, other.mention.resolution.best
    if is_same_spot(one, other) or _is_part_of(one, other) or _is_part_of(other, one):
        return True
    if left is None or right is None:
        return not (one.exact and other.exact)
    if left.country_code and right.country_code and left.country_code != right.country_code:
        return False
    if _is_on_way(one, other) or _is_on_way(other, one):
        return distance_km(left.lat, left.lon, right.lat, right.lon) < _ONE_GOVERNORATE_KM
    if _is_close_by(one) or _is_close_by(other):
        return is_one_town(left, right)
    if _is_countryside(one) != _is_countryside(other) and left.admin1 and right.admin1:
        return left.admin1 == right.admin1  # the country around a town, and a village in it
    if one.exact and other.exact:
        return is_one_town(left, right) and (left.kind == "city") != (right.kind == "city")
    apart = distance_km(left.lat, left.lon, right.lat, right.lon)
    return _holds(left, right, apart) or _holds(right, left, apart)


def may_lie_in(town: Scene | None, spot: Scene | None) -> bool:
    """Whether a spot that the gazetteer is not sure of may lie in a large town told before.

    'Stormed a beach in the Somali capital … the attack on Lido Beach'.
    """
    if town is None or spot is None or spot.mention.resolution.status == "resolved":
        return False
    return town.mention.kind in ("city", "capital") and spot.mention.kind not in _WIDE


def _is_part_of(part: Scene, city: Scene) -> bool:
    """Whether one is a quarter that the index does not know for sure, and the other a city.

    'An apartment building in the Kyivskyi district', which the text does not say the city of.
    """
    if not _says(part, "quarters") or part.mention.resolution.status == "resolved":
        return False
    one, other = part.mention.resolution.best, city.mention.resolution.best
    if part.admin1 and not may_hold(part.admin1.resolution.best, other):
        return False  # 'the Korabelnyi district of Kherson'
    if other is None or other.kind not in ("city", "capital", "town"):
        return False
    return one is None or one.country_code == other.country_code


def _is_on_way(way: Scene, area: Scene) -> bool:
    """Whether one is a road, and the other a district that it may run through."""
    said = way.text.lower().split()
    road = "between" in said or said[-1] in words("context", "ways")
    return road and area.mention.kind in ("district", "governorate", "region")


def is_same_spot(one: Scene, other: Scene) -> bool:
    """Whether two told places are one by the gazetteer or by their names."""
    left, right = one.mention.resolution.best, other.mention.resolution.best
    same = left is not None and right is not None and left.place_id == right.place_id
    return same or _names_agree(one, other)


def is_one_town(one: Candidate, other: Candidate) -> bool:
    """Whether two places are so close that they may be a town and its quarter."""
    return distance_km(one.lat, one.lon, other.lat, other.lon) < _ONE_TOWN_KM


def _is_countryside(scene: Scene) -> bool:
    return _says(scene, "vicinity")


def _is_close_by(scene: Scene) -> bool:
    """'the outskirts of X': so near to it that another town is another place."""
    return _says(scene, "close")


def _says(scene: Scene, name: str) -> bool:
    """Whether the words of a place hold one of a list of ``context.yaml``."""
    return not words("context", name).isdisjoint(scene.text.lower().split())


def _names_agree(one: Scene, other: Scene) -> bool:
    left, right = set(fold(one.name).split()), set(fold(other.name).split())
    return left <= right or right <= left


def _holds(area: Candidate, place: Candidate, apart_km: float) -> bool:
    if area.kind == "country":
        return area.country_code == place.country_code
    if area.kind not in ("governorate", "region"):
        return False
    if place.admin1 and area.kind == "governorate":
        return fold(area.name) == fold(place.admin1)
    return apart_km < _ONE_GOVERNORATE_KM
