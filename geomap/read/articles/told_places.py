"""Which of the places that a clause names are where it happened, and which only tell of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from geomap.read.articles.asides import is_apart
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, spaced, words
from geomap.read.articles.places import AREAS, SETTLED, PlaceMention
from geomap.read.articles.spans import type_after
from geomap.read.articles.speech import Said
from geomap.read.articles.stated import tells_deed
from geomap.read.articles.triggers import Trigger

#: 'Iran-backed': a country's name that is part of a longer word.
_JOINED: Final = re.compile(r"-(\w+)")
#: What places lie on, where a name stands before it: 'Joo on Lake Albert', 'Midi in the Red Sea'.
_WATERS: Final = frozenset({"lake", "river", "sea", "gulf", "stream", "bay", "strait"})
#: More words between an owner and the place that is its own are about something else.
_OWNED: Final = 5
#: How far before a place the word may stand by which somebody was brought there, in characters.
_BROUGHT: Final = 60
#: Before whoever does what a relative clause tells.
_RELATIVES: Final = frozenset({"which", "whom"})


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
        and not (trigger and _is_quoted(document, clause, trigger, mention))
        and not is_answered(document, clause, mention)
    ]
    if not inside and trigger is not None and said is not None:
        inside = [mention for mention in mentions if _is_local(mention, said)]
    aside = [mention for mention in inside if _is_meanwhile(document, clause, trigger, mention)]
    if len(aside) < len(inside):
        inside = [mention for mention in inside if mention not in aside]
    for is_other in (is_office, _is_fled_to, _is_on_its_way):
        if not all(is_other(document, mention) for mention in inside):
            inside = [mention for mention in inside if not is_other(document, mention)]
    sure = trigger is not None  # 'nobody was hurt: the family had gone to X' tells of no deed there
    inside = [m for m in inside if (sure and m.kind != "country") or not _is_fled_to(document, m)]
    if not sure:
        inside = [mention for mention in inside if not _waits_for(document, mention)]
    inside = _of_protested(document, clause, inside, trigger)
    inside = _of_what_came_first(document, clause, inside, trigger)
    inside = [m for at, m in enumerate(inside) if not _is_apposed(document, at, inside)]
    inside = [m for at, m in enumerate(inside) if not _owns_next(document, at, inside)]
    inside = [m for at, m in enumerate(inside) if not _is_of_the_next(document, at, inside)]
    for is_none in (_owns_group, _acts, _only_calls):
        inside = [mention for mention in inside if not is_none(document, mention)]
    homes = _homes(document, clause, trigger, inside) if trigger else []
    return [mention for mention in inside if mention not in homes] or inside


def _is_quoted(document: Document, clause: Clause, trigger: Trigger, mention: PlaceMention) -> bool:
    """'Called it "a drama scripted in Adama" and said X had killed them': of a saying, no deed."""
    return is_apart(document, clause, "quoted", mention.first, trigger.hit.first)


def is_answered(document: Document, clause: Clause, mention: PlaceMention) -> bool:
    """'… were an answer to the blood shed at Rahad': where that was which is answered."""
    if clause.joint == "answering":
        return False
    cue = next((hit for hit in clause.hits if hit.kind == "answered"), None)
    if cue is None or mention.first < cue.last:
        return False
    between = document.text[document.tokens[cue.last - 1].end : mention.start]
    if form("answered_by").search(between):
        return False
    fronted = not document.text[clause.start : document.tokens[cue.first].start].strip()
    verbs = (hit for hit in clause.hits if hit.kind == "verb" and cue.last <= hit.first)
    deeds = [hit for hit in verbs if hit.last <= mention.first]
    inserted = any(_stands_behind_comma(document, hit) for hit in deeds)
    goes_on = bool(deeds) and (fronted or inserted)
    return not (goes_on and form("relative").search(between) is None)


def _stands_behind_comma(document: Document, verb: Hit) -> bool:
    """'Youths, bent on avenging their kinsmen, descended on X': who did it stands before."""
    before = document.tokens[verb.first - 1].end
    return document.text.startswith(", ", before) and verb.tag.facts["tense"] != "ing"


def _is_apposed(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """'Zawiya, west of Tripoli': the second name only says where the first one is."""
    if not at:
        return False
    one, other = inside[at - 1], inside[at]
    if other.kind in _WATERS and document.fullmatch("on_water", one.end, other.start):
        return True
    by_road = document.word(other.last) in words("context", "ways")
    if by_road and document.match("apposed_place", one.end, other.start):
        return True  # 'Yargoje, a farming community along the Katsina road'
    return one.resolution.best is not None and tells_where(document, one, other)


def _owns_next(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """'Veracruz's port city of Coatzacoalcos': the first only says where the second is."""
    if at + 1 >= len(inside) or not document.is_owner(inside[at].last - 1):
        return False
    between = [document.word(one) for one in range(inside[at].last, inside[at + 1].first)]
    return between[-1:] == ["of"] and len(between) < _OWNED


def _owns_group(document: Document, mention: PlaceMention) -> bool:
    """'The work of Kyiv's SBU agency': a capital says whose a service or group is."""
    if not document.is_owner(mention.last - 1):
        return False
    named = document.sentences[mention.sentence].of("actor", "group")
    return any(hit.first == mention.last for hit in named)


def _only_calls(document: Document, mention: PlaceMention) -> bool:
    """'Drones were shot down over the Red Sea city': what a town told before lies on."""
    if document.word(mention.last - 1) not in _WATERS:
        return False
    led = document.word(mention.first - 1) == "the"
    return led and document.word(mention.last) in words("parties", "settled")


def _acts(document: Document, mention: PlaceMention) -> bool:
    """'The coalition, which Damascus joined': a capital that does something is its government."""
    return mention.kind == "capital" and document.word(mention.first - 1) in _RELATIVES


def tells_where(document: Document, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether the second of two names is told only to say where the first is."""
    typed = type_after(document, one.last, other.first)
    between = document.text[document.tokens[typed - 1].end : other.start]
    between = form("kind_of_town").sub("", between)
    if between[:2] != ", ":  # 'the Tula region south of Moscow'
        area = typed > one.last and one.kind in AREAS
        return area and relations().fullmatch(between[1:]) is not None
    if relations().fullmatch(between[2:]) or form("seen_from").fullmatch(between[2:]):
        return True
    lying = _lying().fullmatch(between) is not None
    return lying and not tells_deed(document, one.sentence, one.last, other.start)


def is_beyond(document: Document, start: int) -> bool:
    """Whether a name that begins there holds nothing told: 'near the border with Niger'."""
    reach = max(0, start - _BROUGHT)
    return form("beyond").search(document.text[reach:start]) is not None


def is_neighbour(document: Document, start: int) -> bool:
    """'In a province that borders Pakistan and Afghanistan': where nothing was."""
    reach = max(0, start - _BROUGHT)
    return "borders" in document.lower[reach:start] and (
        document.search("borders_on", reach, start) is not None
    )


def is_part(document: Document, one: PlaceMention, other: PlaceMention) -> bool:
    """'The Kassarah area of Nyala'."""
    return document.fullmatch("part_of_place", one.end, other.start) is not None


@cache
def _lying() -> re.Pattern[str]:
    """', a village outside ', ', a town of 9,000 people in ': what a place is, and where.

    No 'the army killed four people in' tells it: who lives somewhere is no kind of place.
    """
    types = "|".join(sorted(words("context", "before_of") - words("casualties", "people")))
    relations = "|".join(sorted(data("context")["relations"], key=len, reverse=True))
    return re.compile(
        rf", (?:an?|the) (?:[\w-]+ ){{0,3}}?(?:{types})(?:{form('of_people').pattern})?,? "
        rf"(?:{_away()}|{spaced(data('forms')['distance'])}(?:{spaced(relations)})|in|of) "
        "(?:the )?",
        re.IGNORECASE,
    )


def is_office(document: Document, mention: PlaceMention) -> bool:
    """'the mayor of Toribio': what somebody is called by, not where they were."""
    before = [document.word(mention.first - back) for back in (1, 2)]
    return before[0] == "of" and before[1] in words("context", "offices")


def _of_protested(
    document: Document,
    clause: Clause,
    inside: list[PlaceMention],
    trigger: Trigger | None,
) -> list[PlaceMention]:
    """'Youths in Jos marched in protest at the killing of three in Bokkos': where that was."""
    if trigger is None or trigger.verb or len(inside) < 2:
        return inside
    deed = document.tokens[trigger.hit.first].start
    called = document.search("only_called", clause.start, deed)
    if called is None or not called["protest"]:
        return inside
    return [mention for mention in inside if mention.start > deed] or inside


def _of_what_came_first(
    document: Document,
    clause: Clause,
    inside: list[PlaceMention],
    trigger: Trigger | None,
) -> list[PlaceMention]:
    """'Elders staged a sit-in in Bara after a drone killed three in Tirah': where the deed was."""
    if trigger is None or len(inside) < 2:
        return inside
    tokens, deed = document.tokens, document.tokens[trigger.hit.first].start
    came = document.search("came_of", clause.start, deed)
    if came is None or any(
        hit.kind in ("verb", "noun") and tokens[hit.first].start < came.start()
        for hit in clause.hits
    ):
        return inside
    behind = [mention for mention in inside if mention.start > deed and mention.stated]
    if not any(mention.resolution.best for mention in behind):
        return inside
    return [
        one for one in inside if one.start > came.end() or not _is_elsewhere(document, clause, one)
    ]


def _is_elsewhere(document: Document, clause: Clause, mention: PlaceMention) -> bool:
    """Whether it is a town, or a district that does not open a clause: 'In Zurmi district, …'."""
    if mention.kind in SETTLED:
        return True
    opens = document.fullmatch("opens_with", clause.start, mention.start)
    return mention.kind == "district" and opens is None


def _is_fled_to(document: Document, mention: PlaceMention) -> bool:
    """'… fled towards the border with Niger': where they, or what they took, went."""
    return _stands_behind(document, "fled_to", mention)


def _waits_for(document: Document, mention: PlaceMention) -> bool:
    """'Most of the wounded were waiting for a bus to X': where they never came."""
    reach = max(0, mention.start - _BROUGHT)
    waiting = "waiting" in document.lower[reach : mention.start]
    return waiting and _stands_behind(document, "ride_to", mention)


def _is_bound_for(document: Document, mention: PlaceMention) -> bool:
    """'Carrying soybeans from Brazil to Karachi': where it had yet to come."""
    to = document.word(mention.first - 1) in ("to", "the")
    return to and _stands_behind(document, "from_to", mention)


def _is_on_its_way(document: Document, mention: PlaceMention) -> bool:
    """'A convoy bound for Djibo came under attack near Xyz': an end of the way of what was hit."""
    return any(_stands_behind(document, name, mention) for name in ("on_its_way", "runs_between"))


def _is_scene(document: Document, mention: PlaceMention, said: Said | None) -> bool:
    if mention.role == "actor" or (said and said.start <= mention.start < said.end):
        return False
    if _is_told_there(document, mention):
        return False
    if document.is_owner(mention.last - 1) and document.word(mention.last) in words(
        "context", "speaking_forces"
    ):
        return False  # 'Israel's military said it hit …'
    if mention.kind == "country" and _is_attribute(document, mention):
        return False
    if mention.kind == "country" and document.word(mention.first - 1) == "by":
        return False  # 'drones launched by Russia'
    bearers = document.word(mention.last) in words("context", "bearers") and not mention.stated
    if bearers and document.text[mention.end] == " ":
        return False  # 'Karen fighters seized …', not 'Srinagar: Militants shot …'
    reach = max(0, mention.start - _BROUGHT)
    before = document.text[reach : mention.start]
    if document.search("attached", reach, mention.start):
        return False  # 'groups loyal to Tehran blamed for the strike'
    if form("range_to").search(before):
        return False  # 'traded blows from the White Nile to Darfur'
    joined = _JOINED.match(document.text, mention.end)
    if joined and joined[1].lower() in words("context", "joined"):
        return False
    if document.dateline and mention.start < document.dateline.end:
        return document.dateline.start > mention.start
    if _is_origin(document, mention) or _is_brought_to(document, mention):
        return False
    return not (_is_bound_for(document, mention) or _is_sailed_to(document, mention))


def _is_sailed_to(document: Document, mention: PlaceMention) -> bool:
    """'The tanker was heading for the port of X when it was attacked': where it never came."""
    told = document.sentences[mention.sentence].words
    at_sea = not words("context", "vessels").isdisjoint(told)
    return at_sea and _stands_behind(document, "sails_to", mention)


def _is_meanwhile(
    document: Document, clause: Clause, trigger: Trigger | None, mention: PlaceMention
) -> bool:
    """'Attacks killed ten, as half of Kharkiv goes without heat': the place of no deed."""
    if trigger is None:
        return False
    deed = document.tokens[trigger.hit.last - 1].end
    as_ = document.search("meanwhile", deed, mention.start)
    if as_ is None:
        return False
    deeds = (hit for hit in clause.hits if hit.kind in ("verb", "noun", "weapon"))
    return not any(document.tokens[hit.first].start > as_.end() for hit in deeds)


def _is_told_there(document: Document, mention: PlaceMention) -> bool:
    """'The minister told reporters in Quetta': where he spoke."""
    return _stands_behind(document, "told_there", mention)


def _stands_behind(document: Document, name: str, mention: PlaceMention) -> bool:
    """Whether a form of this name ends, or stands, shortly before a place."""
    reach = max(0, mention.start - _BROUGHT)
    return document.search(name, reach, mention.start) is not None


def _is_brought_to(document: Document, mention: PlaceMention) -> bool:
    """'Three suspects were arrested in Duran', 'taken to a hospital in Erbil'."""
    return _stands_behind(document, "brought", mention)


def _is_of_the_next(document: Document, at: int, inside: Sequence[PlaceMention]) -> bool:
    """'The southern Gaza city of Khan Younis': a name that only says which town is meant."""
    one, following = inside[at], inside[at + 1 : at + 2]
    if not following or following[0].kind in AREAS:
        return False  # 'the Qalat city of Zabul province'
    before = one.first - 1
    while document.word(before) in words("context", "compass"):
        before -= 1
    between = (one.end, following[0].start)
    return document.word(before) == "the" and document.fullmatch("town_of", *between) is not None


def _is_origin(document: Document, mention: PlaceMention) -> bool:
    """'fired from the Wonsan area': where it came from."""
    if _stands_behind(document, "direction", mention):
        return True
    if _stands_behind(document, "away_from", mention):
        return False
    at = mention.first - 1
    while document.word(at) == "the" or document.word(at) in words("context", "compass"):
        at -= 1
    if document.word(at) in words("grammar", "origins"):
        return True
    return document.word(at) == "and" and _stands_behind(document, "from_both", mention)


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
    if mention.start <= after:
        return False
    if _phrases("asides", form("aside_time").pattern).search(document.text, after, mention.start):
        return True
    side = _phrases("allegiances").search(document.text, after, mention.start)
    return side is not None and not document.search("deed_goes_on", side.end(), mention.start)


@cache
def _phrases(name: str, but: str = "$.") -> re.Pattern[str]:
    """Any phrase of a list of ``context.yaml``, where the form ``but`` does not follow it."""
    phrases = spaced("|".join(data("context")[name]))
    return re.compile(rf"\b(?:{phrases})\b(?!{but})", re.IGNORECASE)


def _homes(
    document: Document, clause: Clause, trigger: Trigger, inside: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Where those are who act, each with what holds it: 'Gunmen in Gwoza, Nigeria, killed five'."""
    homes = list[PlaceMention]()
    for mention in inside:
        holds = bool(homes) and document.text[homes[-1].end : mention.start] == ", "
        if holds or _is_home(document, clause, trigger, mention):
            homes.append(mention)
    return homes


def _is_home(document: Document, clause: Clause, trigger: Trigger, mention: PlaceMention) -> bool:
    """'Militants in Gaza fired rockets at …': where those are who act, not where it fell."""
    if not trigger.verb or trigger.passive or mention.first > trigger.hit.first:
        return False
    if trigger.hit.tag.facts["tense"] == "ing":
        return False  # 'repelled bandits in Xyz, killing three'
    before = document.word(mention.first - 1)
    acting = (hit for hit in clause.hits if hit.kind in ("actor", "group", "generic"))
    return before in ("in", "of", "from") and any(hit.last == mention.first - 1 for hit in acting)


@cache
def relations() -> re.Pattern[str]:
    """What stands before a place and says where by it: 'north of', '12 km off'."""
    listed = sorted(data("context")["relations"], key=len, reverse=True)
    distance = data("forms")["distance"]
    form_ = rf"\b({_away()}|{distance}(?:{'|'.join(map(re.escape, listed))})) (?:the )?$"
    return re.compile(spaced(form_.replace(r"\ ", " ")), re.IGNORECASE)


def _away() -> str:
    """The form of '12 km from': 'from' alone tells where something came from."""
    return rf"{data('forms')['distance'].removesuffix('?')}from"
