"""What a text reports, clause by clause, with what sentences before tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.read.articles.antecedents import Antecedents
from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.claims import accuses_in_words
from geomap.read.articles.clause_reports import report_of
from geomap.read.articles.clauses import Clause, body_start, clauses
from geomap.read.articles.dates import When, find_dates
from geomap.read.articles.days import day_before, day_of_post, when_later, when_that_day
from geomap.read.articles.denials import denial_cues, disputes
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.history import Recollection
from geomap.read.articles.listing import is_item, is_lead, under
from geomap.read.articles.lists import form
from geomap.read.articles.parties import PARTY_KINDS
from geomap.read.articles.peace import peace_of
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.readings import (
    Report,
    claims_something,
    is_armed,
    is_play,
    tells_answer,
    tells_when,
)
from geomap.read.articles.settings import Setting, setting_of
from geomap.read.articles.several import goes_on
from geomap.read.articles.speech import find_speaker
from geomap.read.articles.striking_back import says_answer
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger
from geomap.read.articles.voices import accuses, find_voices, has_speaker, opens_part
from geomap.read.articles.whereabouts import Whereabouts

#: Characters in which 'and' stands before a clause, if it does.
_AND: Final = 8
#: Without one of these and without casualties a sentence tells nothing of an incident.
_TELLING: Final = ("verb", "noun", "claimed", "accused", "denied", "unclaimed", "responsible")


def read_reports(document: Document, mentions: Sequence[PlaceMention]) -> Iterator[Report]:
    """What each clause of a document reports, in order, repeated sentences left out."""
    if is_play(document):
        return
    armed, peace = is_armed(document), peace_of(document)
    last: date | None = None
    named, where, recollection = Antecedents(), Whereabouts(), Recollection()
    within = defaultdict[int, list[PlaceMention]](list)
    for mention in mentions:
        within[mention.sentence].append(mention)
    lead: Report | None = None
    posted: When | None = None
    setting: Setting | None = None
    for sentence in document.sentences:
        if sentence.repeated:
            continue
        posted = day_of_post(document, sentence) or posted
        here, told = within[sentence.index], False
        where.note_head(document, sentence, here)
        named.see(sentence)
        last = day_before(document, sentence, last)
        setting, before = None, setting
        for report in _of_sentence(document, sentence, here, armed, last, before):
            told = told or report.trigger is not None
            report = recollection.put_in(document, _dated(document, report, last, posted))
            last = _last_day(report) or last
            report = named.put_in(document, where.put_in(document, report))
            where.note(report)
            if report.trigger is not None and peace.explains(document, report):
                report = replace(report, reading="nothing")
            if is_item(document, sentence, report):
                report = under(lead, report)
                lead = lead or report
            elif report.trigger is not None:
                lead = report if is_lead(report) else None
            named.note(report)
            yield report
        where.see(sentence, here)
        if not told:
            goes_on = before and before.after(document, sentence)
            setting = goes_on or setting_of(document, sentence, here, last)


def _last_day(report: Report) -> date | None:
    """The day that a report spoke of last; of a night the day on which it began."""
    days = [when.first for when in report.when if when.first and _is_day_or_night(when)]
    return days[-1] if days else None


def _is_day_or_night(when: When) -> bool:
    night = when.first and when.last and (when.last - when.first).days == 1
    return when.precision == "day" or (when.precision == "range" and bool(night))


def _dated(document: Document, report: Report, last: date | None, posted: When | None) -> Report:
    """The report; a deed without a day is 'later' than one before, or of the day of its post."""
    trigger = report.trigger
    if trigger is None or report.when or report.reading != "incident":
        return report
    later = when_later(document, trigger, last)
    another = report.another or bool(later and report.scene)
    if not later and not trigger.definite and report.scene is not None:
        later = when_that_day(document, report.sentence, last)
    if not later and posted is not None and not trigger.definite:
        later = (posted,)
    return replace(report, when=later, another=another)


def _of_sentence(
    document: Document,
    sentence: Sentence,
    here: Sequence[PlaceMention],
    armed: bool,
    last: date | None,
    setting: Setting | None,
) -> Iterator[Report]:
    telling = bool(sentence.of(*_TELLING)) or claims_something(sentence)
    telling = telling or (
        bool(sentence.of("weapon"))
        and form("used_arms").search(document.text, sentence.start, sentence.end) is not None
    )
    telling = telling or tells_when(document, sentence) or accuses_in_words(document, sentence)
    telling = telling or tells_answer(document, sentence)
    telling = telling or bool(denial_cues(document, sentence) or disputes(document, sentence))
    if not telling and not find_casualties(document.text, sentence.start, sentence.end):
        return
    said = find_speaker(document, sentence)
    voices = find_voices(document, sentence)

    def stands_alone(clause: Clause) -> bool:
        triggers = find_triggers(document, clause, sentence.headline or sentence.logged)
        if clause.joint == "beside" and not triggers and accuses(document, clause):
            # 'killed one and injured two in X, A said, blaming B': one toll, whoever is blamed
            return not find_casualties(document.text, clause.start, clause.end)
        if sentence.headline and clause.joint == "start" and not triggers:
            return _counts_before_answer(document, sentence, clause)
        if not triggers or _only_names_more(document, clause, here, triggers):
            return False
        if clause.start in voices and has_speaker(document, clause):
            return True
        if clause.joint == "beside" and _counts_more(document, sentence, clause, here, triggers):
            return False
        if clause.joint in ("start", "answered"):
            return True
        if clause.joint == "beside" and _shares_its_place(document, sentence, clause, here):
            return False
        if clause.joint == "after" and sentence.headline and sentence.of("answer"):
            return True  # 'X strikes back at Y after Z drone attack'
        if clause.joint == "after" and _is_how_they_died(document, sentence, clause, here):
            return False
        if sentence.headline and _tells_more(document, clause, triggers):
            return True
        if sentence.headline and clause.joint == "beside" and _answers(document, sentence, clause):
            return True
        if clause.joint == "after" and all(one.definite and not one.plural for one in triggers):
            return True  # 'after receiving reports of the attack', which was told before
        if clause.joint == "after" and _has_own_harm(document, clause, triggers):
            return True  # 'a day after a drone strike on the town that killed 21'
        if _harmed_itself(document, clause, triggers[-1]):
            return True
        return any(clause.holds(mention.start) and mention.role == "place" for mention in here)

    parts = clauses(document, sentence, stands_alone)
    told: Report | None = None
    for clause in parts:
        own = next((v for at, v in reversed(voices.items()) if at <= clause.start), said)
        if own is said and opens_part(said, voices):
            own = None
        report = report_of(document, sentence, clause, parts, here, own, armed, last, setting)
        if told is not None and report.scene is None and _is_there(document, clause, told):
            report = replace(report, scene=told.scene)
        if sentence.headline and clause.joint == "beside" and clause is not parts[0]:
            report = replace(report, another=report.another or report.scene is None)
        if len(parts) > 1 and _harmed_itself(document, clause, report.trigger):
            report = replace(report, another=True)
        told = report if report.trigger is not None else told
        yield report
        days = [when.first for when in report.when if _is_day_or_night(when)]
        last = days[0] if days and days[0] else last


def _is_how_they_died(
    document: Document, sentence: Sentence, clause: Clause, mentions: Sequence[PlaceMention]
) -> bool:
    """'Two were killed on Friday after drones came down on X': no deed, place or lag before it."""
    tokens, start = document.tokens, body_start(document, sentence)
    before = [hit for hit in sentence.of("verb", "noun") if tokens[hit.first].start < clause.start]
    if not before or any(hit.tag.facts["as"] != "kill" for hit in before):
        return False
    if not form("passive_harm").search(document.text, start, clause.start):
        return False
    placed = any(start <= one.start < clause.start and one.role == "place" for one in mentions)
    return not placed and form("lag").search(document.text[: clause.start], start) is None


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
    more = form("more_of_them").match(document.text, clause.start, clause.end)
    before = [verb for verb in sentence.of("verb") if verb.tag.facts["as"] == "kill"]
    killed = any(document.tokens[verb.first].start < clause.start for verb in before)
    return more is not None and killed and not placed


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
    return harmed and not find_dates(document.text, start, clause.start, document.anchor)


def _tells_more(document: Document, clause: Clause, triggers: Sequence[Trigger]) -> bool:
    """'… as police kill three bandits': a headline's second deed, with its own doer and toll."""
    deed = main_trigger(triggers)
    if clause.joint != "beside" or deed is None or not deed.verb or deed.passive:
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


def _harmed_itself(document: Document, clause: Clause, deed: Trigger | None) -> bool:
    """'… after an assault on a garrison left 17 dead': another incident, that came first."""
    if clause.joint != "after" or deed is None or deed.verb or deed.definite or deed.plural:
        return False
    end = document.tokens[deed.hit.last - 1].end
    harmed = form("harmed").match(document.text, end, clause.end) is not None
    return harmed and bool(find_casualties(document.text, end, clause.end))


def _is_there(document: Document, clause: Clause, told: Report) -> bool:
    """Whether what came first was where the sentence has just been: 'a strike on the town'."""
    if clause.joint not in ("after", "answered") or told.scene is None:
        return False
    match = form("same_place").search(document.text, clause.start, clause.end)
    if match is None:
        return False
    return match["kind"] is None or told.scene.mention.kind in SETTLED


def _only_names_more(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'… and Khiam, killing two': the clause goes on with the places of the one before."""
    stated = any(trigger.passive for trigger in triggers)
    return clause.joint == "beside" and not stated and goes_on(document, clause, mentions, triggers)
