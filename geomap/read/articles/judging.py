"""What a clause is: a report of an incident, a fact of one, background, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.history import (
    PRECISE,
    is_charged,
    is_history,
    is_long_ago,
    is_recalled,
    is_stretch_before,
    is_toll_of_years,
)
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.listing import is_heading
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import NAMED
from geomap.read.articles.readings import Reading, Report, bears_arms
from geomap.read.articles.told_before import tells_position, tells_when
from geomap.read.articles.triggers import OF_THE_ARMED, Trigger, sets_on_homes

#: What is done on purpose even where sport is spoken of ('a striker's father was kidnapped').
_DELIBERATE: Final = frozenset({"abduct", "murder"})

#: So many sentences behind a rumour may say what it was instead.
_EXPLAINED: Final = 3
#: So many drones in a night are sent at a country, and no one place.
_SWARM: Final = 20
#: Sentences that say what a text is about.
_LEAD: Final = 2


def reading_of(document: Document, report: Report, clause: Clause, armed: bool) -> Reading:
    """What a clause is: the first rule that says something counts."""
    if _is_figurative(document, report) or _never_was(document, report):
        return "nothing"
    if report.wording.retracted or _only_heads(document, report):
        return "nothing"
    if report.trigger is None:
        if is_toll_of_years(document, clause) or is_long_ago(document, report):
            return "background"
        return "fact" if _tells_fact(document, report, clause) else "nothing"
    if _is_only_unclaimed(document, report) or _only_accuses(document, report):
        return "fact"
    if (
        is_history(document, report, clause)
        or is_charged(document, report)
        or is_recalled(document, report)
        or is_stretch_before(document, report)
    ):
        return "background"
    if not _has_arms(document, report, clause, armed):
        return "nothing"
    if _is_sum_of_day(document, report, clause) or _goes_on_for_days(document, report):
        return "background"
    if _is_vague(document, report, clause):
        told = report.claims or any(one.harm == "none" for one in report.casualties)
        if told and not report.trigger.perfect:
            return "fact"
        # 'each blamed the other for shooting first' opens no stretch of background
        return "background" if report.trigger.perfect or report.trigger.plural else "nothing"
    return "incident"


def _only_heads(document: Document, report: Report) -> bool:
    """'Ukraine strikes back', a line of its own inside a text: what follows tells the deeds."""
    told = report.casualties or report.when or (report.scene and report.scene.exact)
    return not told and is_heading(document, report.sentence)


def _tells_fact(document: Document, report: Report, clause: Clause) -> bool:
    """Whether a clause without a deed says something of one that another tells."""
    if report.casualties or report.claims or report.answering.explains or report.answering.of_next:
        return True
    if (report.when or report.scene) and tells_when(document, report.start, report.end):
        return True
    placed = report.scene is not None and report.scene.exact
    if (placed or report.when) and tells_position(document, report.sentence):
        return True
    return _tells_arms(document, report, clause)


def _is_only_unclaimed(document: Document, report: Report) -> bool:
    """'Nobody claimed the blast'; not 'a bomb went off in Quetta, and nobody has claimed it'."""
    unclaimed = [claim for claim in report.claims if claim.basis == "unclaimed"]
    trigger = report.trigger
    if not unclaimed or trigger is None:
        return bool(unclaimed)
    first = document.tokens[trigger.hit.first].start < unclaimed[0].start
    return not (first and trigger.verb and not trigger.definite and report.scene)


def _only_accuses(document: Document, report: Report) -> bool:
    """'It is believed to have been planted by X': that is the deed told before."""
    if report.trigger is None or all(claim.basis != "accused" for claim in report.claims):
        return False
    deed = document.tokens[report.trigger.hit.first].start
    told = document.search("believed_by", report.start, report.end)
    return told is not None and told.start() <= deed < told.end()


def _tells_arms(document: Document, report: Report, clause: Clause) -> bool:
    """'The attackers used rifles and a drone': with what it was done."""
    if not report.weapons:
        return False
    return document.search("used_arms", clause.start, clause.end) is not None


def _is_sum_of_day(document: Document, report: Report, clause: Clause) -> bool:
    """'At least 31 were killed across the Strip', below what it sums up; '71 airstrikes'."""
    trigger = report.trigger
    if trigger is None:
        return False
    deed = document.tokens[trigger.hit.first].start
    many = trigger.plural and not trigger.verb and not (report.scene is None and report.casualties)
    if not trigger.definite and _is_night_of_country(document, report):
        return True
    at_one = report.scene is not None and report.scene.exact and not report.spots
    at_one = at_one and any(when.day for when in report.when)  # 'about 20 raids on X on Sunday'
    if many and not at_one and document.search("tally", clause.start, deed):
        return True
    killed = trigger.family == "kill" and trigger.passive and report.sentence.index > 1
    return killed and document.search("across", clause.start, clause.end) is not None


def _goes_on_for_days(document: Document, report: Report) -> bool:
    """'Israel and the Houthis traded fire for a third day on Wednesday': of no one place."""
    if report.casualties or (report.scene is not None and report.scene.exact):
        return False
    return document.search("for_days", report.start, report.end) is not None


def _is_night_of_country(document: Document, report: Report) -> bool:
    """'Launched 128 drones at Ukraine, of which 101 were destroyed': no strike on one place."""
    many = any((one.count and one.count.least or 0) >= _SWARM for one in report.weapons)
    wide = many if report.scene is None else report.scene.mention.kind == "country"
    if not wide or report.casualties:
        return False
    return document.search("of_which_downed", report.start, report.end) is not None


def _never_was(document: Document, report: Report) -> bool:
    """'Had the missile hit Haifa …'; 'called it murder'; 'a protest against the shelling'."""
    start, trigger = report.sentence.start, report.trigger
    if document.match("never_was", start, report.sentence.end):
        return True
    if _is_drill(document, report) or _is_explained_away(document, report):
        return True
    if _is_disposal(document, report) or _is_accident(document, report):
        return True
    if trigger is None or trigger.verb or report.answered:
        return False
    if trigger.family == "blast" and document.search("was_drill", start, report.end):
        return True  # 'explosions heard on Friday came from a drill'
    deed = document.tokens[trigger.hit.first].start
    called = document.search("only_called", start, deed)
    return called is not None and not (called["protest"] and _is_told_behind(report, deed))


def _is_drill(document: Document, report: Report) -> bool:
    """'Sank a hulk in the climax of the Balikatan exercise': nobody was attacked, nor harmed."""
    if report.trigger is None or report.casualties or report.claims:
        return False
    told = [(report.start, report.end)]
    if report.scene is None:  # what a text that begins with an exercise goes on to tell of it
        told += [(one.start, one.end) for one in document.sentences[:_LEAD]]
    return any(document.search("in_drill", *span) for span in told)


def _is_disposal(document: Document, report: Report) -> bool:
    """'The shell was detonated in a pit', behind experts who 'disposed of' it: nobody's attack."""
    trigger = report.trigger
    if trigger is None or report.casualties or report.claims:
        return False
    if document.search("disposed_by", report.sentence.start, report.sentence.end):
        return True
    if report.actor or trigger.hit.value not in words("parties", "disposing"):
        return False
    first = report.sentence.index
    own_place = report.scene is not None and report.scene.start >= report.sentence.start
    if trigger.passive and not own_place:
        first = max(0, first - _LEAD)
    told = document.sentences[first : report.sentence.index + 1]
    return any(document.search("disposal", one.start, one.end) for one in told)


def _is_accident(document: Document, report: Report) -> bool:
    """'Five soldiers were killed when a helicopter crashed': nobody's arms brought it down."""
    trigger = report.trigger
    if trigger is None or trigger.family != "kill" or report.weapons or report.claims:
        return False
    if not trigger.passive:
        return False
    return document.search("crash", report.sentence.start, report.sentence.end) is not None


def _is_explained_away(document: Document, report: Report) -> bool:
    """'… reported explosions. The governor denied it. The noise came from the disposal of …'."""
    if report.trigger is None or report.casualties or not report.sentence.of("noun"):
        return False
    here = report.sentence
    after = document.sentences[here.index + 1 : here.index + 1 + _EXPLAINED]
    behind = [one for one in after if one.paragraph == here.paragraph]
    denied = any(one.of("denial", "denied") for one in behind)
    return denied and any(document.search("was_drill", one.start, one.end) for one in behind)


def _is_told_behind(report: Report, deed: int) -> bool:
    """'… in protest at the killing of three farmers in Bokkos on Monday night': news itself."""
    placed = report.scene is not None and report.scene.exact and report.scene.start > deed
    dated = any(when.start > deed and when.precision in PRECISE for when in report.when)
    return placed and dated and bool(report.casualties)


def _is_figurative(document: Document, report: Report) -> bool:
    """Whether the words are those of sport, weather, accidents or labour disputes."""
    sentence = report.sentence
    if not report.casualties and document.search("score", sentence.start, sentence.end):
        return True
    if report.wording.took_place:
        return False
    hits = sentence.of("figurative", "civil", "play")
    if report.trigger and document.search("at_goal", sentence.start, sentence.end):
        return not report.casualties
    if not hits or (report.family in _DELIBERATE and all(hit.kind == "play" for hit in hits)):
        return False
    if len(sentence.of("play")) > 1 and not report.casualties:
        return True  # 'the striker fired a rocket into the top corner'
    if _is_of_nature(report, hits):
        return True
    clear = any(not weapon.vague for weapon in report.weapons) or bool(sentence.of(*NAMED))
    clear = clear or _is_of_gunmen(report)
    return any(hit.kind == "figurative" for hit in hits) or not clear


def _is_of_nature(report: Report, hits: Sequence[Hit]) -> bool:
    """'Flash floods hit Ghazni, the Taliban said': what no arms did, whoever else is named."""
    trigger = report.trigger
    if trigger is None or not trigger.verb:
        return False
    return any(hit.kind == "civil" and hit.last == trigger.hit.first for hit in hits)


def _is_of_gunmen(report: Report) -> bool:
    """'Militants attacked a village after heavy rain': it was done by those who bear arms."""
    doer = report.actor
    if doer is None or report.trigger is None or not report.trigger.verb:
        return False
    return doer.name is None or doer.name in words("parties", "any_group")


def _has_arms(document: Document, report: Report, clause: Clause, armed: bool) -> bool:
    """Whether the word of violence is meant as one: a clear word, or arms beside it."""
    if report.trigger is None:
        return False
    facts = report.trigger.hit.tag.facts
    if facts.get("subject") == "weapon":
        return bool(report.weapons) or any(hit.kind == "weapon" for hit in clause.hits)
    if facts.get("subject") in OF_THE_ARMED:
        return True  # whose verb is one of violence behind those who bear arms alone
    if _is_set_on_homes(document, report) or _was_told(document, report):
        return True
    goes_on = document.tokens[report.trigger.hit.first].start == clause.start  # 'and set fire to'
    hits = report.sentence.hits if goes_on else clause.hits
    near = any(bears_arms(document, hit) for hit in hits) or bool(report.casualties)
    near = near or _is_deed_of_state(report, clause) or _is_of_own_men(document, report)
    if report.trigger.family == "seize" and report.trigger.definite and not report.trigger.verb:
        return True  # 'the seizure came days after …'
    if report.trigger.family == "seize":  # ships and towns are; rifles and farms are police work
        taken = _is_seized_target(document, report) or _is_seized_place(document, report)
        return taken and (armed or near or facts.get("event") != "Battles")
    if not facts.get("weak"):
        plain = report.trigger.verb and _is_on_something(document, report)
        return armed or near or plain or not facts.keys().isdisjoint(("event", "clear"))
    return near or (
        armed and (report.target is not None or report.trigger.definite or report.scene is not None)
    )


def _was_told(document: Document, report: Report) -> bool:
    """'The strike took place on Friday', in a text that told of an air strike before."""
    if not report.wording.took_place:
        return False
    before = document.sentences[: report.sentence.index]
    return any("event" in hit.tag.facts for one in before for hit in one.of("noun"))


def _is_set_on_homes(document: Document, report: Report) -> bool:
    """Whether homes were set on fire by people, at a place that is told."""
    if report.trigger is None or report.scene is None or report.sentence.of("civil", "play"):
        return False
    return sets_on_homes(document, report.start, report.end, [report.trigger.hit])


def _is_on_something(document: Document, report: Report) -> bool:
    """'A vessel was attacked at …', 'armed herders attacked Yelwata': no game has these."""
    if report.scene is None or report.sentence.of("civil", "play"):
        return False
    return report.target is not None or (
        document.search("armed_word", report.start, report.end) is not None
    )


def _is_deed_of_state(report: Report, clause: Clause) -> bool:
    """'Israel struck the port of Tyre': a country that strikes a place has arms, unnamed or not.

    Where it answers it may be told by a noun, and of an area: 'Israel answered with strikes on X'.
    """
    trigger, actor = report.trigger, report.actor
    if trigger is None or report.scene is None:
        return False
    answers = report.answering.hit is not None
    if not answers and not (trigger.verb and report.scene.exact):
        return False
    states = {hit.value for hit in clause.hits if hit.kind == "people"}
    doers = {actor.name} if actor else set()
    doers |= {claim.name for claim in report.claims if claim.basis == "claimed"}
    civil = report.sentence.of("civil", "play")
    return not civil and not states.isdisjoint(doers - {None})


def _is_of_own_men(document: Document, report: Report) -> bool:
    """'Ukraine said its forces had struck the terminal': who claims it says that men bear arms."""
    trigger = report.trigger
    if trigger is None or not any(claim.basis == "claimed" for claim in report.claims):
        return False
    deed = document.tokens[trigger.hit.first].start
    return document.search("whose_men", report.start, deed) is not None


def _is_seized_target(document: Document, report: Report) -> bool:
    """'seized a tanker', not 'seized rifles from a house'."""
    if report.trigger is None or report.target is None:
        return False
    end, start = document.tokens[report.trigger.hit.last - 1].end, report.target[0]
    return words("context", "prepositions").isdisjoint(document.text[end:start].lower().split())


def _is_seized_place(document: Document, report: Report) -> bool:
    """'seized Goma', 'took the town of Goma': the place itself, not something there."""
    if report.trigger is None or report.scene is None:
        return False
    first, end = (
        document.tokens[at] for at in (report.trigger.hit.first, report.trigger.hit.last - 1)
    )
    if report.trigger.hit.tag.facts.get("actor") == "after":
        return bool(form("fallen").fullmatch(document.text[report.scene.end : first.start]))
    return bool(form("seized").fullmatch(document.text[end.end : report.scene.start]))


def _has_answered(document: Document, report: Report, clause: Clause) -> bool:
    """'The air force has bombed a camp in Borno in retaliation for …', first of all: the news."""
    if report.actor is None or report.scene is None or report.sentence.index > 1:
        return False
    cues = report.sentence.of("answered")
    return any(document.tokens[cue.first].start == clause.end for cue in cues)


def _only_returns_fire(report: Report) -> bool:
    """'The troops retaliated, but the gunmen escaped': how an attack on them went on."""
    return report.family == "answer" and not (
        report.scene or report.when or report.casualties or report.weapons or report.target
    )


def _counts_abducted(document: Document, trigger: Trigger) -> bool:
    """'Gunmen have abducted 23 residents of X': a number tells one deed from a habit."""
    if trigger.family != "abduct" or not trigger.verb:
        return False
    return document.match("carried_people", document.tokens[trigger.hit.last - 1].end) is not None


def _only_tells_of_harm(document: Document, report: Report) -> bool:
    """'Accused each other after a day of fire in which civilians were killed': not how many."""
    trigger = report.trigger
    if trigger is None or report.casualties or not (trigger.family == "kill" and trigger.passive):
        return False
    deed = document.tokens[trigger.hit.first].start
    return document.search("in_which", report.start, deed) is not None


def _is_vague(document: Document, report: Report, clause: Clause) -> bool:
    """Whether a clause speaks of violence in general: no place, day, number or told incident."""
    trigger = report.trigger
    if _only_returns_fire(report) or _only_tells_of_harm(document, report):
        return True
    if trigger is None or report.answering.hit is not None and not trigger.perfect:
        return False
    dated = any(when.precision in PRECISE or when.first is None for when in report.when)
    counted = any(casualty.count.least for casualty in report.casualties) or any(
        weapon.count and weapon.count.least for weapon in report.weapons
    )
    counted = counted or _counts_abducted(document, trigger)
    exact = report.scene is not None and report.scene.exact
    if trigger.perfect:
        now = exact and report.sentence.logged  # '12:20 Rockets have been fired at X'
        now = now or _has_answered(document, report, clause)
        return not (dated or (counted and report.scene) or now)
    if trigger.definite:
        return False
    if trigger.plural:
        told = exact or report.sentence.headline or report.answered
        early = report.scene is not None and told
        return not (dated or counted or (early and report.sentence.index < 4))
    return not (
        dated
        or counted
        or report.scene
        or report.target
        or report.weapons
        or report.sentence.headline
    )
