"""Accidents, crime and false alarms: texts whose words of violence tell of no conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.drafts import Draft
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import NAMED
from geomap.read.articles.readings import Report
from geomap.read.articles.triggers import OF_THE_ARMED

#: Words of violence that an accident has too, and those that crime has.
_BLASTS: Final = frozenset({"blast", "kill", "arson"})
_HANDS: Final = frozenset({"gun", "murder", "kill", "attack", "raid", "abduct"})
_SHOT: Final = frozenset({"gun", "kill"})
#: Arms that criminals have.
_PERSONAL: Final = frozenset({"gun", "knife"})
#: How far before arms it may stand that something was only taken for them, in characters.
_TAKEN: Final = 30
#: What armed people are called who may be criminals.
_ANYBODY: Final = frozenset({"Police", "Army", "-"})


@dataclass(frozen=True, slots=True)
class Peace:
    """What a text as a whole says of the violence that it tells of."""

    accident: bool  # a leaking pipe, a boiler; no arms and no group beside it
    crime: bool  # a robbery, a traffic stop; no group and no arms of war beside it
    accidents: frozenset[int]  # paragraphs that tell of one: others tell of arms
    fighters: bool  # somebody fights for a cause: militants, protesters, a group

    def explains(self, document: Document, report: Report) -> bool:
        """Whether what a report tells of is no conflict."""
        if report.sentence.paragraph in self.accidents:
            return True
        if self.accident and report.family in _BLASTS:
            return True
        if _is_mishap(document, report):
            return True
        if report.family not in _HANDS:
            return False
        if _is_arrest(report) or _is_of_family(document, report):
            return True
        return self.crime or (not self.fighters and _is_policing(report))


def peace_of(document: Document) -> Peace:
    """What a text says as a whole."""
    hits = [hit for sentence in document.sentences for hit in sentence.hits]
    claimed = any(hit.kind in ("claimed", "unclaimed", "accused") for hit in hits)
    fighters = any(_fights(hit) for hit in hits) or any(hit.kind == "anaphor" for hit in hits)
    arms = {hit.tag.facts.get("weapon", hit.value) for hit in hits if _is_arm(document, hit)}
    causes = any(hit.kind == "accident" for hit in hits)
    crimes = any(hit.kind == "crime" for hit in hits) or _is_no_terror(document.text)
    paragraphs = {sentence.paragraph for sentence in document.sentences}
    return Peace(
        accidents=frozenset(n for n in paragraphs if causes and _is_accident(document, n)),
        accident=causes and not (arms or fighters or claimed),
        crime=crimes and not (arms - _PERSONAL or fighters or claimed),
        fighters=fighters,
    )


def _is_accident(document: Document, paragraph: int) -> bool:
    """Whether a paragraph tells of a leak or fireworks, and of no arms and nobody who fights."""
    inside = [one for one in document.sentences if one.paragraph == paragraph]
    hits = [hit for sentence in inside for hit in sentence.hits]
    armed = any(_fights(hit) or _is_arm(document, hit) for hit in hits)
    claimed = any(hit.kind in ("claimed", "unclaimed", "accused") for hit in hits)
    return any(hit.kind == "accident" for hit in hits) and not (armed or claimed)


def _is_no_terror(text: str) -> bool:
    return "terror" in text and form("no_terror").search(text) is not None


def _fights(hit: Hit) -> bool:
    """Whether a tag is of somebody who fights for a cause."""
    if hit.kind == "generic":
        return hit.value not in _ANYBODY
    return hit.kind in NAMED and hit.tag.facts.get("side") != "state"


def _is_arm(document: Document, hit: Hit) -> bool:
    """Whether a tag is of arms that are there: not 'bomb disposal', 'no trace of a bomb'."""
    if hit.kind == "noun" and "weapon" in hit.tag.facts:
        return True
    if hit.kind != "weapon" or hit.tag.facts.get("vague"):
        return False
    start = document.tokens[hit.first].start
    if form("taken_for").search(document.text[max(0, start - _TAKEN) : start]):
        return False
    before = {document.word(hit.first - back) for back in range(1, 5)}
    known = document.word(hit.last) in words("parties", "disarming")
    return not known and words("parties", "absent").isdisjoint(before)


def _is_arrest(report: Report) -> bool:
    """'Police seized rifles and arrested three suspected militants in a raid': nobody attacked."""
    if report.family != "raid" or report.casualties or not report.sentence.of("arrest"):
        return False
    who = report.actor
    return (
        who is None or who.basis == "accused" or who.name in (None, *words("parties", "of_a_state"))
    )


def _is_mishap(document: Document, report: Report) -> bool:
    """'A fire at a hotel killed 76': what kills by itself, with no arms and nobody beside it."""
    sentence, trigger = report.sentence, report.trigger
    if trigger is None or trigger.family != "kill" or not _tells_of_none_armed(sentence):
        return False
    mishap = document.search("mishap", sentence.start, sentence.end)
    return mishap is not None and not _is_of_strike(document, report, mishap.group())


def _is_of_strike(document: Document, report: Report, mishap: str) -> bool:
    """'Five died when the building collapsed', right behind a strike and at no place of its own."""
    at = report.sentence.index
    if "collapse" not in mishap or report.scene is not None or at == 0:
        return False
    return not _tells_of_none_armed(document.sentences[at - 1])


def _tells_of_none_armed(sentence: Sentence) -> bool:
    """Whether a sentence names no arms, nobody who bears them and no deed but a killing."""
    if sentence.of("weapon", "generic", "claimed", "unclaimed", "accused", *NAMED):
        return False
    falls = words("parties", "falls")  # a plane's crash is no deed
    deeds = (hit.tag.facts for hit in sentence.of("verb", "noun") if hit.value not in falls)
    done = (facts for facts in deeds if facts.get("tense") != "base")
    return all(facts["as"] == "kill" or facts.get("subject") in OF_THE_ARMED for facts in done)


def _is_of_family(document: Document, report: Report) -> bool:
    """'A man stabbed his wife to death': one person, none of a group, and their own people."""
    trigger = report.trigger
    if trigger is None or not trigger.verb or report.sentence.of("generic", *NAMED):
        return False
    end = document.tokens[trigger.hit.last - 1].end
    return document.match("own_family", end) is not None


def _is_policing(report: Report) -> bool:
    """Whether the police shot one person, as they do suspects."""
    if report.trigger is None or not report.trigger.verb or report.family not in _SHOT:
        return False
    if report.actor is None or report.actor.name != "Police":
        return False
    counts = [casualty.count.exact for casualty in report.casualties]
    return all(count == 1 for count in counts)


def without_taken_back(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without those that the headline alone tells, where the text takes it back."""
    if not any(sentence.of("retracted") for sentence in document.sentences):
        return list(drafts)
    return [draft for draft in drafts if not draft.only_headed]
