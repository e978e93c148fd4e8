"""Which clauses of a sentence tell of a deed of their own, and which go on about the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.clauses import Clause, body_start
from geomap.read.articles.dates import find_dates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import words
from geomap.read.articles.parties import PARTY_KINDS
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.sentence_answers import says_answer
from geomap.read.articles.several import goes_on
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger
from geomap.read.articles.voices import accuses, has_speaker

#: Characters in which 'and' stands before a clause, if it does.
_AND: Final = 8
#: Characters in which 'southern and' stands before a clause, if it does.
_DIRECTED: Final = 24


def stands_alone(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    voices: Mapping[int, Said],
) -> bool:
    """Whether a clause tells of a deed of its own; ``mentions`` are the places of its sentence."""
    triggers = find_triggers(document, clause, sentence.headline or sentence.logged)
    if clause.joint == "beside" and not triggers and accuses(document, clause):
        # 'killed one and injured two in X, A said, blaming B': one toll, whoever is blamed
        return not find_casualties(document.text, clause.start, clause.end)
    if sentence.headline and clause.joint == "start" and not triggers:
        return _counts_before_answer(document, sentence, clause)
    if not triggers or _only_names_more(document, clause, mentions, triggers):
        return False
    if clause.start in voices and has_speaker(document, clause):
        return True
    if clause.joint == "beside":
        return _stands_beside(document, sentence, clause, mentions, triggers)
    if clause.joint == "after":
        return _stands_after(document, sentence, clause, mentions, triggers)
    return clause.joint in ("start", "answered") or _names_place(clause, mentions)


def _stands_beside(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'Gunmen killed five in X, and a drone hit Y': two deeds that one sentence tells."""
    if _counts_more(document, sentence, clause, mentions, triggers):
        return False
    if _goes_on_with_directions(document, clause) or _has_no_verb(document, clause, triggers):
        return False
    if _shares_its_place(document, sentence, clause, mentions):
        return False
    if sentence.headline and _tells_more(document, clause, triggers):
        return True
    if sentence.headline and _answers(document, sentence, clause):
        return True
    return _names_place(clause, mentions)


def _stands_after(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'Drones hit X a day after a strike on Y that killed 21': another deed, that came first."""
    if sentence.headline and sentence.of("answer"):
        return True  # 'X strikes back at Y after Z drone attack'
    if _is_how_they_died(document, sentence, clause, mentions):
        return False
    if all(one.definite and not one.plural for one in triggers):
        return True  # 'after receiving reports of the attack', which was told before
    if _has_own_harm(document, clause, triggers):
        return True  # 'a day after a drone strike on the town that killed 21'
    return harmed_itself(document, clause, triggers[-1]) or _names_place(clause, mentions)


def _names_place(clause: Clause, mentions: Sequence[PlaceMention]) -> bool:
    return any(clause.holds(mention.start) and mention.role == "place" for mention in mentions)


def _is_how_they_died(
    document: Document, sentence: Sentence, clause: Clause, mentions: Sequence[PlaceMention]
) -> bool:
    """'Two were killed on Friday after drones came down on X': no deed, place or lag before it."""
    tokens, start = document.tokens, body_start(document, sentence)
    before = [hit for hit in sentence.of("verb", "noun") if tokens[hit.first].start < clause.start]
    if not before or any(hit.tag.facts["as"] != "kill" for hit in before):
        return False
    if not document.search("passive_harm", start, clause.start):
        return False
    placed = any(start <= one.start < clause.start and one.role == "place" for one in mentions)
    return not placed and document.search("lag", start, clause.start) is None


def _counts_more(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'Killed their commander and four of his men in an ambush': more of the dead, no deed."""
    if any(one.verb for one in triggers):
        return False
    placed = any(one.start < clause.start and one.role == "place" for one in mentions)
    more = document.match("more_of_them", clause.start, clause.end)
    before = [verb for verb in sentence.of("verb") if verb.tag.facts["as"] == "kill"]
    killed = any(document.tokens[verb.first].start < clause.start for verb in before)
    return more is not None and killed and not placed


def _has_no_verb(document: Document, clause: Clause, triggers: Sequence[Trigger]) -> bool:
    """'Hit a factory and a dormitory in X, killing two': what it goes on with was hit too."""
    doing = {one.hit.first for one in triggers if one.hit.tag.facts.get("tense") == "ing"}
    if any(one.hit.first not in doing for one in triggers):
        return False
    first = min(document.tokens[one.hit.first].start for one in triggers)
    return document.fullmatch("and_another", clause.start, first) is not None


def _goes_on_with_directions(document: Document, clause: Clause) -> bool:
    """'Attacks on southern and eastern Ukraine killed five': one deed, in two parts of a land."""
    before = document.lower[max(0, clause.start - _DIRECTED) : clause.start].split()[-2:]
    after = document.lower[clause.start : clause.end].split(maxsplit=1)[:1]
    compass = words("context", "compass")
    return before[1:] == ["and"] and before[0] in compass and not compass.isdisjoint(after)


def _shares_its_place(
    document: Document, sentence: Sentence, clause: Clause, mentions: Sequence[PlaceMention]
) -> bool:
    """'Five were shot dead and several houses burned in X on Monday': where and when both were.

    Nobody is named who did only the second, and nothing says where or when the first was.
    """
    joined = document.lower[max(0, clause.start - _AND) : clause.start].split()[-1:] == ["and"]
    if not joined or any(hit.kind in PARTY_KINDS for hit in clause.hits):
        return False
    start = body_start(document, sentence)
    placed = [one.start for one in mentions if one.role == "place"]
    if any(start <= at < clause.start for at in placed) or not any(map(clause.holds, placed)):
        return False
    harmed = bool(find_casualties(document.text, start, clause.start))
    harmed = harmed or _harmed_next(document, clause)
    return harmed and not find_dates(document.text, start, clause.start, document.anchor)


def _harmed_next(document: Document, clause: Clause) -> bool:
    """'Gunmen burned houses and shot dead four in X': what they did next, and where both were.

    Not 'police raided a farm and seized passports in X', which harmed nobody.
    """
    verbs = (hit for hit in clause.hits if hit.kind == "verb")
    opens = any(document.tokens[hit.first].start == clause.start for hit in verbs)
    return opens and bool(find_casualties(document.text, clause.start, clause.end))


def _tells_more(document: Document, clause: Clause, triggers: Sequence[Trigger]) -> bool:
    """'… as police kill three bandits': a headline's second deed, with its own doer and toll."""
    deed = main_trigger(triggers)
    if deed is None or not deed.verb or deed.passive:
        return False
    doers = (hit for hit in clause.hits if hit.kind in PARTY_KINDS)
    return any(hit.last <= deed.hit.first for hit in doers) and bool(
        find_casualties(document.text, clause.start, clause.end)
    )


def _counts_before_answer(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """'Toll climbs to 17, hamlet burned in return': the 17 are not of the hamlet."""
    whole = replace(clause, end=sentence.end, hits=sentence.hits)
    counted = find_casualties(document.text, clause.start, clause.end)
    return bool(counted) and _answers(document, sentence, whole)


def _answers(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """'13 killed in X, camp burnt in reprisal': a headline's second deed answers its first."""
    cues = any(hit.kind == "answer" for hit in clause.hits)
    return cues or says_answer(document, sentence, clause)


def _has_own_harm(document: Document, clause: Clause, triggers: Sequence[Trigger]) -> bool:
    """Whether a deed that came first has arms and a toll of its own: another incident."""
    armed = any("weapon" in one.hit.tag.facts for one in triggers) or any(
        hit.kind == "weapon" and not hit.tag.facts.get("vague") for hit in clause.hits
    )
    return armed and bool(find_casualties(document.text, clause.start, clause.end))


def harmed_itself(document: Document, clause: Clause, deed: Trigger | None) -> bool:
    """'… after an assault on a garrison left 17 dead': another incident, that came first."""
    if clause.joint != "after" or deed is None or deed.verb or deed.definite or deed.plural:
        return False
    end = document.tokens[deed.hit.last - 1].end
    harmed = document.match("harmed", end, clause.end) is not None
    return harmed and bool(find_casualties(document.text, end, clause.end))


def _only_names_more(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'… and Khiam, killing two': the clause goes on with the places of the one before."""
    stated = any(trigger.passive for trigger in triggers)
    return clause.joint == "beside" and not stated and goes_on(document, clause, mentions, triggers)
