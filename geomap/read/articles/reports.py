"""What one clause reports: a thing that happened, or a fact about one told before.

A clause reports an incident when it has a word of violence that is said to have happened: not
planned, threatened, denied, habitual or long ago, and not a figure of speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.claimants import find_claims
from geomap.read.articles.clauses import Clause, body_start, clauses
from geomap.read.articles.dates import When, find_dates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data
from geomap.read.articles.parties import Party, find_actor, find_target, is_force, target_phrase
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.quantities import parse_count
from geomap.read.articles.scenes import Scene, find_scene
from geomap.read.articles.speech import Said, find_speaker, is_day_of_telling
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger
from geomap.read.articles.weapons import Weapon, find_weapons

Reading = Literal["incident", "fact", "background", "nothing"]

#: What happened longer ago than this is history to the text that recalls it.
OLD_DAYS: Final = 45
#: A longer time than this is told of many incidents ('since 11 November').
_SOME_DAYS: Final = 9
#: More words of sport or the screen, or of courts, than these make a text one about them.
_PLAY: Final = 2
_COURT: Final = 2
_PRECISE: Final = frozenset({"day", "range", "week"})
#: 'came under attack more than 160 times'
_TIMES: Final = re.compile(
    r"\b(?:\d+|dozens\s+of|several|many)\s+times\b"
    r"|\b(?:years|months|decades?)\s+(?:since|ago|after|on\s+from)\b|\banniversary\b",
    re.IGNORECASE,
)
#: 'a day after', 'hours after', right before a clause
_LAG: Final = re.compile(
    r"\b(?:(?P<days>an?|one|two|three|four|five|six|\d+)\s+days?|(?P<hours>hours))\s+after\s*$",
    re.IGNORECASE,
)
#: Without one of these and without casualties a sentence tells nothing of an incident.
_TELLING: Final = ("verb", "noun", "claimed", "accused", "unclaimed")
_ARMED: Final = frozenset({"weapon", "actor", "generic"})


@dataclass(frozen=True, slots=True)
class Report:
    """What a clause says, each part with its characters; ``reading`` says what it is."""

    sentence: Sentence
    start: int
    end: int
    reading: Reading
    trigger: Trigger | None
    scene: Scene | None
    when: tuple[When, ...]
    weapons: tuple[Weapon, ...]
    casualties: tuple[Casualty, ...]
    actor: Party | None
    claims: tuple[Party, ...]
    target: tuple[int, int] | None
    said: Said | None
    answer: Hit | None  # 'in response', 'retaliated'
    answered: bool  # it stands behind 'in response to' or 'after': the thing answered
    after: bool
    another: bool  # 'a separate attack', 'meanwhile'

    @property
    def family(self) -> str:
        """What mentions of one incident share."""
        return self.trigger.family if self.trigger else ""


def telling_sentences(document: Document) -> frozenset[int]:
    """The sentences that may report an incident as far as their words go, places left out."""
    if _is_play(document):
        return frozenset()
    armed = _is_armed(document)
    return frozenset(
        sentence.index
        for sentence in document.sentences
        if not sentence.repeated and _may_tell(document, sentence, armed)
    )


def with_context(sentences: frozenset[int]) -> frozenset[int]:
    """The sentences whose names tell which places those of ``sentences`` are.

    They are the sentences on both sides and the first two of the text. More did not change what
    was found in the tuning half of MUC-4, at half the speed.
    """
    return frozenset({0, 1}.union(*({n - 1, n, n + 1} for n in sentences)))


def _may_tell(document: Document, sentence: Sentence, armed: bool) -> bool:
    """Whether some word of violence may be meant as one; never False where a reading is."""
    violent = sentence.of("verb", "noun")
    if not violent or sentence.of("figurative", "correction"):
        return False
    if armed or any(
        hit.kind in _ARMED or hit.kind == "people" or _is_clear(hit) for hit in sentence.hits
    ):
        return True
    return bool(find_casualties(document.text, sentence.start, sentence.end))


def _is_clear(hit: Hit) -> bool:
    """Whether a word of violence needs no arms beside it to be meant as one."""
    facts = hit.tag.facts
    if facts.get("as") == "seize":
        return True
    return "weapon" in facts or ("event" in facts and not facts.keys() & {"weak", "subject"})


def read_reports(document: Document, mentions: Sequence[PlaceMention]) -> Iterator[Report]:
    """What each clause of a document reports, in order, repeated sentences left out."""
    if _is_play(document):
        return
    armed = _is_armed(document)
    last: date | None = None
    named: str | None = None
    for sentence in document.sentences:
        if sentence.repeated:
            continue
        for report in _of_sentence(document, sentence, mentions, armed, last):
            days = [when.first for when in report.when if when.precision == "day" and when.first]
            last = days[-1] if days else last
            report = _with_name(document, report, named)
            if report.actor and report.actor.name not in data("actors")["generic"]:
                named = report.actor.name or named
            yield report


def _with_name(document: Document, report: Report, named: str | None) -> Report:
    """The report with 'the militants' read as the group that was named before."""
    actor = report.actor
    if actor is None or named is None or actor.name not in data("actors")["generic"]:
        return report
    told = document.text[max(0, actor.start - 4) : actor.start].lower() == "the "
    return replace(report, actor=replace(actor, name=named)) if told else report


def _of_sentence(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    armed: bool,
    last: date | None,
) -> Iterator[Report]:
    here = [mention for mention in mentions if mention.sentence == sentence.index]
    telling = sentence.of(*_TELLING)
    if not telling and not find_casualties(document.text, sentence.start, sentence.end):
        return
    said = find_speaker(document, sentence)

    def stands_alone(clause: Clause) -> bool:
        triggers = find_triggers(document, clause, sentence.headline)
        if not triggers:
            return False
        return clause.joint in ("start", "answered") or any(
            clause.start <= mention.start < clause.end and mention.role == "place"
            for mention in here
        )

    for clause in clauses(document, sentence, stands_alone):
        report = _report(document, sentence, clause, here, said, armed, last)
        yield report
        days = [when.first for when in report.when if when.precision == "day"]
        last = days[0] if days and days[0] else last


def _report(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    said: Said | None,
    armed: bool,
    last: date | None,
) -> Report:
    trigger = main_trigger(find_triggers(document, clause, sentence.headline))
    scene = find_scene(document, sentence, clause, mentions, trigger, said)
    when = _dates(document, sentence, clause, last)
    casualties = tuple(find_casualties(document.text, clause.start, clause.end))
    weapons = tuple(find_weapons(document, clause.hits))
    actor = (
        find_actor(document, _without(document, clause, casualties), trigger, said)
        if trigger
        else None
    )
    target = find_target(document, clause, trigger, actor) if trigger else None
    claims = find_claims(document, sentence, said)
    answer = next((hit for hit in clause.hits if hit.kind == "answer"), None)
    if clause.joint == "answering":
        answer = sentence.of("answer")[0]
    report = Report(
        sentence=sentence,
        start=clause.start,
        end=clause.end,
        reading="nothing",
        trigger=trigger,
        scene=scene,
        when=when,
        weapons=weapons,
        casualties=casualties,
        actor=actor,
        claims=claims,
        target=target_phrase(document, target, trigger) if target and trigger else None,
        said=said,
        answer=answer,
        answered=clause.joint == "answered",
        after=clause.joint == "after",
        another=any(hit.kind == "another" for hit in clause.hits),
    )
    return _read(document, report, clause, armed)


def _without(document: Document, clause: Clause, casualties: Sequence[Casualty]) -> Clause:
    """The clause without the tags of those who were harmed: they did not do it."""
    return replace(
        clause,
        hits=tuple(
            hit
            for hit in clause.hits
            if not any(c.start <= document.tokens[hit.first].start < c.end for c in casualties)
        ),
    )


def _dates(
    document: Document, sentence: Sentence, clause: Clause, last: date | None
) -> tuple[When, ...]:
    """When a clause says that it was; days on which it was told only where it says no other."""
    found = [
        replace(when, said=is_day_of_telling(document.text, sentence, when.start))
        for when in _stated_dates(document, sentence, clause, last)
    ]
    happened = tuple(when for when in found if not when.said)
    return happened if any(when.first for when in happened) else tuple(found)


def _stated_dates(
    document: Document, sentence: Sentence, clause: Clause, last: date | None
) -> Sequence[When]:
    """The dates of the clause; where it has none, those of the whole sentence.

    The day of an answer is not that of what it answers: that stays open.
    """
    text, anchor = document.text, document.anchor
    inside = find_dates(text, clause.start, clause.end, anchor, last)
    if clause.joint == "after" and not inside:
        return _lagging(text, sentence, clause, last)
    if clause.joint == "answered":
        return inside
    start = body_start(document, sentence)
    if not inside and (clause.start, clause.end) != (start, sentence.end):
        inside = find_dates(text, start, sentence.end, anchor, last)
    return inside


def _lagging(text: str, sentence: Sentence, clause: Clause, last: date | None) -> tuple[When, ...]:
    """When the thing was that the clause before came 'a day after' or 'hours after'."""
    lag = _LAG.search(text[: clause.start], sentence.start)
    if lag is None or last is None:
        return ()
    days = 0 if lag["hours"] else parse_count(lag["days"]).least or 0
    day = last - timedelta(days=days)
    return (When(lag.start(), lag.end(), day, day, "day"),)


def _read(document: Document, report: Report, clause: Clause, armed: bool) -> Report:
    """The report with what it is: the first rule that says something counts."""
    return replace(report, reading=_reading(document, report, clause, armed))


def _reading(document: Document, report: Report, clause: Clause, armed: bool) -> Reading:
    if _is_figurative(report):
        return "nothing"
    if any(hit.kind == "correction" for hit in report.sentence.hits):
        return "nothing"
    if report.trigger is None:
        return "fact" if report.casualties or report.claims else "nothing"
    if _is_history(document, report, clause):
        return "background"
    if any(claim.basis == "unclaimed" for claim in report.claims):
        return "fact"
    if not _has_arms(document, report, clause, armed):
        return "nothing"
    if _is_vague(document, report, clause):
        return "background"
    return "incident"


def _is_figurative(report: Report) -> bool:
    """Whether the words are those of sport, weather, accidents or labour disputes."""
    hits = report.sentence.of("figurative", "civil", "play")
    if not hits:
        return False
    clear = any(not weapon.vague for weapon in report.weapons) or bool(report.sentence.of("actor"))
    return any(hit.kind == "figurative" for hit in hits) or not clear


def _is_history(document: Document, report: Report, clause: Clause) -> bool:
    """Whether the clause tells of habit, a sum of many, or a time long past."""
    if any(hit.kind == "history" for hit in clause.hits):
        return True
    dated_closely = any(_is_close(when) and not when.said for when in report.when)
    if not dated_closely and _is_trial(document):
        return True
    if any(hit.kind == "sum" for hit in clause.hits) and not dated_closely:
        return True
    if _TIMES.search(document.text, clause.start, clause.end):
        return True
    dated = [when for when in report.when if when.first or when.precision != "unknown"]
    old = [when for when in dated if when.before(document.anchor) > OLD_DAYS]
    if old and len(old) == len(dated):
        return True
    coarse = [when for when in report.when if when.first and not _is_close(when)]
    if coarse and not any(_is_close(when) for when in report.when):
        return coarse[0].precision != "month" or coarse[0].before(document.anchor) > 0
    return False


def _is_trial(document: Document) -> bool:
    """Whether a text is about a trial: what it tells without a day is what is tried."""
    return sum(len(sentence.of("court")) for sentence in document.sentences) > _COURT


def _is_close(when: When) -> bool:
    """Whether a stated time is short enough for one incident: some days."""
    if when.precision not in _PRECISE or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days <= _SOME_DAYS


def _has_arms(document: Document, report: Report, clause: Clause, armed: bool) -> bool:
    """Whether the word of violence is meant as one: a clear word, or arms beside it."""
    if report.trigger is None:
        return False
    facts = report.trigger.hit.tag.facts
    if facts.get("subject") == "weapon":
        return bool(report.weapons)
    if report.trigger.family == "seize":  # ships and towns are; rifles and farms are police work
        return report.target is not None or _is_seized_place(document, report)
    near = any(_bears_arms(document, hit) for hit in clause.hits) or bool(report.casualties)
    near = near or _is_deed_of_state(report, clause)
    if not facts.get("weak"):
        return armed or near or facts.get("event") is not None
    return near or (
        armed and (report.target is not None or report.trigger.definite or report.scene is not None)
    )


def _bears_arms(document: Document, hit: Hit) -> bool:
    """Whether a tag says that arms are about: a weapon, a group, 'US forces'."""
    return hit.kind in _ARMED or (hit.kind == "people" and is_force(document, hit))


def _is_deed_of_state(report: Report, clause: Clause) -> bool:
    """'Israel struck the port of Tyre': a country that strikes a place has arms, unnamed or not."""
    trigger, actor = report.trigger, report.actor
    if trigger is None or not trigger.verb or actor is None or report.scene is None:
        return False
    states = {hit.value for hit in clause.hits if hit.kind == "people"}
    return report.scene.exact and actor.name in states and not report.sentence.of("civil", "play")


def _is_seized_place(document: Document, report: Report) -> bool:
    """'seized Goma', 'took the town of Goma': the place itself, not something there."""
    if report.trigger is None or report.scene is None:
        return False
    end = document.tokens[report.trigger.hit.last - 1].end
    return bool(_OBJECT.fullmatch(document.text[end : report.scene.start]))


#: Between 'seized' and the name of what was.
_OBJECT: Final = re.compile(r"\s+(?:control\s+of\s+)?(?:the\s+)?(?:\w+\s+of\s+)?", re.IGNORECASE)


def _is_armed(document: Document) -> bool:
    """Whether the text as a whole is about armed violence."""
    strong = sum(
        hit.kind in ("verb", "noun")
        and not hit.tag.facts.get("weak")
        and "subject" not in hit.tag.facts
        for sentence in document.sentences
        for hit in sentence.hits
    )
    weapons = sum(hit.kind == "weapon" for sentence in document.sentences for hit in sentence.hits)
    figures = sum(
        hit.kind in ("figurative", "civil", "play")
        for sentence in document.sentences
        for hit in sentence.hits
    )
    return strong + weapons > max(1, 2 * figures)


def _is_play(document: Document) -> bool:
    """Whether a text is about sport or the screen: full of their words, and nobody harmed."""
    words = sum(len(sentence.of("play")) for sentence in document.sentences)
    return words > _PLAY and not find_casualties(document.text, 0, len(document.text))


def _is_vague(document: Document, report: Report, clause: Clause) -> bool:
    """Whether a clause speaks of violence in general: no place, day, number or told incident."""
    trigger = report.trigger
    if trigger is None or report.answer is not None and not trigger.perfect:
        return False
    dated = any(when.precision in _PRECISE or when.first is None for when in report.when)
    counted = any(casualty.count.least for casualty in report.casualties) or any(
        weapon.count and weapon.count.least for weapon in report.weapons
    )
    exact = report.scene is not None and report.scene.exact
    if trigger.perfect:
        return not (dated or (counted and report.scene))
    if trigger.definite:
        return False
    if trigger.plural:
        early = report.scene is not None and (exact or report.sentence.headline)
        return not (dated or counted or (early and report.sentence.index < 4))
    return not (
        dated
        or counted
        or report.scene
        or report.target
        or report.weapons
        or report.sentence.headline
    )
