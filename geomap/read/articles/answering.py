"""What answers what: the words of a text that link a strike to the attack before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.drafts import Draft, doers_of, is_definite
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Explained, Report
from geomap.read.articles.sameness import sorts_agree
from geomap.read.articles.scenes import Scene

#: How many sentences behind 'our response has begun' it may be told.
_NEXT: Final = 2
#: What any sort of strike is called.
_ANY_SORT: Final = frozenset({"attack", "kill"})
#: What only states have.
_OF_STATES: Final = frozenset({"aircraft", "airstrike"})


class Sequel(NamedTuple):
    """A strike that is told to have come after an attack."""

    strike: Draft
    attack: Draft
    report: Report  # of the attack
    telling: Report  # of the strike


def note_answer(
    report: Report, draft: Draft, drafts: Sequence[Draft], last: Draft | None
) -> list[Sequel]:
    """Keep which incident this one, or the one before it, is said to answer.

    What is open as long as nobody is named who struck is given back.
    """
    if report.answered or report.after:
        if last is None or last is draft or report.answering.supposed:
            return []
        same = last.reports[-1].sentence.index == report.sentence.index
        sequel = Sequel(last, draft, report, last.reports[-1] if same else report)
        return [] if link(sequel) else [sequel]
    if (
        report.answering.hit is None
        or draft.answer is not None
        or is_definite(report)
        and draft is not last
    ):
        return []
    draft.answer = report
    draft.answers = tuple(answered_by(report, draft, drafts, last)[:1])
    return []


def answered_by(
    report: Report, draft: Draft, drafts: Sequence[Draft], last: Draft | None
) -> list[Draft]:
    """What a strike may answer, the likeliest first: nobody answers their own attack."""
    before = [other for other in reversed(drafts) if other is not last]
    order = [other for other in (last, *before) if other is not None and other is not draft]
    strikers = doers_of(report) | draft.doers
    may_be = [other for other in order if not strikers & other.doers]
    return sorted(may_be, key=lambda other: not _is_at(other, report.answering.at))


def _is_at(draft: Draft, names: frozenset[str]) -> bool:
    return any(r.scene is not None and _is_named(r.scene, names) for r in draft.reports)


def _is_named(scene: Scene, names: frozenset[str]) -> bool:
    """Whether one of these names, in small letters, is that of a place, or the head of it.

    'Harir' is of 'the rocket attack on Harir airbase', and 'Yohmor' is Yohmor al-Shaqif.
    """
    own = scene.name.lower()
    return any(own == one or own.startswith(f"{one} ") for one in names)


def explain(report: Report, told: Explained, last: Draft, drafts: Sequence[Draft]) -> Draft:
    """The strike that is told to answer something, 'It was revenge for X', linked to that.

    What that is, its place says, or its words ('the murder of postal workers'), or its day. Bare
    'revenge' is for the one attack that was told before it.
    """
    strike = _explained(report, told, last, drafts)
    if strike is None or strike.answers:
        return last
    before = answered_by(report, strike, drafts, None)
    own = report.actor is not None and not strike.doers
    if (
        own
        or report.claims
        or report.casualties
        or (report.trigger is not None and report.trigger.verb)
    ):
        strike.reports.append(report)  # it tells once more who did what
    answered = _answered(report, told, strike, before, drafts)
    strike.answer, strike.answers = report, tuple(answered[:1])
    return strike if answered or not report.answering.at else last


def settle(drafts: Sequence[Draft]) -> None:
    """Find what strikes were said to answer that was told only behind: 'for X. In X, a drone …'.

    What such words explain answers no place of which nothing is told: it may be who spoke there.
    """
    for strike in drafts:
        said = strike.answer
        if said is None or not said.answering.at:
            continue
        if any(_is_at(one, said.answering.at) for one in strike.answers):
            continue
        there = [one for one in drafts if one is not strike and _is_at(one, said.answering.at)]
        there = [one for one in there if not one.doers & strike.doers]
        if there:
            strike.answers = tuple(there[:1])
        elif said.answering.explains is not None and not strike.answers:
            strike.answer = None


def is_answered_there(draft: Draft, report: Report) -> bool:
    """Whether a report is of where that was which an incident is said to answer: no part of it."""
    if draft.answer is None or report.scene is None:
        return False
    return _is_named(report.scene, draft.answer.answering.at)


def note_earlier(report: Report, draft: Draft, last: Draft | None) -> None:
    """'X struck in retaliation. Hours earlier, Y had fired rockets': that is what X answered."""
    if last is None or last is draft or last.answer is None or last.answers:
        return
    told = max(last.reports[-1].sentence.index, last.answer.sentence.index)
    behind = report.sentence.index - told == 1
    first = report.wording.earlier or _had_come_first(report, last)
    if first and behind and not last.doers & draft.doers:
        last.answers = (draft,)


def _had_come_first(report: Report, last: Draft) -> bool:
    """'The attack answered an answer. On Tuesday, drones had hit X': told behind what it drew."""
    own = [day for day in days_of(last) if day]
    told = [when.first for when in report.when if when.first]
    said = last.answer is not None and last.answer.answering.explains is not None
    return report.wording.pluperfect and said and bool(own and told) and max(told) < min(own)


def _answered(
    report: Report,
    told: Explained,
    strike: Draft,
    before: Sequence[Draft],
    drafts: Sequence[Draft],
) -> list[Draft]:
    """Which of the incidents before it a strike is told to answer, none where nothing says so."""
    if report.answering.at:
        return [other for other in before if _is_at(other, report.answering.at)]
    if told.what is None:
        return []
    apart = [other for other in before if not _is_at(other, _places_of(strike))]
    named = _of_words(told.what, apart) if told.what else []
    dated = [other for other in before if not told.on.isdisjoint(days_of(other))]
    if named or told.on or told.what:
        return named or (dated if len(dated) == 1 else [])
    earlier = [other for other in before if drafts.index(other) < drafts.index(strike)]
    return earlier if len(earlier) == 1 else []


def _places_of(draft: Draft) -> frozenset[str]:
    return frozenset(told.scene.name.lower() for told in draft.reports if told.scene is not None)


def days_of(draft: Draft) -> set[date]:
    """The first days that are told of an incident."""
    return {when.first for told in draft.reports for when in told.when if when.first}


def _explained(
    report: Report, told: Explained, last: Draft, drafts: Sequence[Draft]
) -> Draft | None:
    """The strike that a sentence explains: the one it names, or the last one told, if it may be.

    Not what was struck before, in 'Gunmen stormed X … The Guards described the strike as punishment
    for X', nor what another party did than that whose minister explains it.
    """
    order = [last, *(draft for draft in reversed(drafts) if draft is not last)]
    order = [draft for draft in order if not _is_at(draft, report.answering.at)]
    if is_definite(report):
        order = [draft for draft in order if sorts_agree(draft, report)]
    there = [draft for draft in order if _is_at(draft, told.at)]
    called = [draft for draft in order if _is_called(draft, report)]
    if there or called:
        return (there or called)[0]
    theirs = [draft for draft in order if not told.whose.isdisjoint(draft.doers)]
    if theirs and last.doers and last not in theirs:
        return theirs[0]
    if last in order:
        return last
    return next((one for one in order if one.doers - last.doers), None)


def _is_called(draft: Draft, report: Report) -> bool:
    """Whether an incident is of the sort that a sentence calls it: 'the bombing was revenge'."""
    if not is_definite(report) or report.family in _ANY_SORT:
        return False
    if report.family == "air" and not draft.arms.isdisjoint(words("parties", "by_air")):
        return True
    return any(told.family == report.family for told in draft.reports if told.trigger)


def _of_words(told: frozenset[str], drafts: Sequence[Draft]) -> list[Draft]:
    """The one incident whose sentences have most of these words; none where several have."""
    shared = {id(draft): len(told & _words_of(draft)) for draft in drafts}
    most = max(shared.values(), default=0)
    best = [draft for draft in drafts if most and shared[id(draft)] == most]
    return best if len(best) == 1 else []


def _words_of(draft: Draft) -> frozenset[str]:
    return frozenset[str]().union(*(report.sentence.words for report in draft.reports))


def begin_answer(report: Report, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Take what a state, or aircraft, are told to do next as the answer that 'has begun'.

    What a lead says that a state has answered with may be told far below: its own next deed.
    """
    said, telling = report.answering, draft.reports[-1]
    near = 0 < telling.sentence.index - report.sentence.index <= _NEXT
    if said.of_head and near and draft.answer is None and not draft.doers:
        draft.answer = draft.under = report  # what it answers is told behind, or not at all
        return True
    if said.of_arms and _is_told_behind(report, draft):
        return _answer_told(report, draft, drafts)
    if said.of_lead and report.actor is not None:
        near = not draft.doers.isdisjoint({report.actor.name, *words("parties", "of_a_state")})
    arms = {weapon.name for weapon in telling.weapons}
    of_state = any(map(is_state, draft.doers)) or not arms.isdisjoint(_OF_STATES)
    if not (near and of_state) or draft.answer is not None:
        return False
    answered = answered_by(telling, draft, drafts, None)[:1]
    if said.of_lead and not answered:
        return False
    draft.answer, draft.answers = report, tuple(answered)
    return True


def _is_told_behind(report: Report, draft: Draft) -> bool:
    """'X hit back on Sunday', and right behind it a deed: of X, or of nobody who is named.

    Where X is a state, gunmen are somebody else.
    """
    if draft.reports[-1].sentence.index - report.sentence.index != 1 or draft.answer is not None:
        return False
    doers, striker = draft.doers, report.actor
    unnamed = any(told.actor and told.actor.name is None for told in draft.reports)
    if report.answering.ordered and (unnamed or not all(map(is_state, doers))):
        return False  # 'ordered raids. Gunmen shot dead a teacher'
    if striker is None or striker.name is None:
        return True
    return striker.name in doers or not doers and not (unnamed and is_state(striker.name))


def _answer_told(report: Report, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Link what is told right behind 'X hit back' to what was told last, with the day and X."""
    answered = answered_by(report, draft, drafts, None)[:1]
    if not answered:
        return False
    draft.answer, draft.answers = report, tuple(answered)
    if not draft.doers:
        draft.under = report
    if report.when and not draft.is_dated:
        draft.take_day(report)
    return True


def answers_own(report: Report, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether who a report names is told to have answered this incident: it is none of theirs."""
    if report.answered or report.after:
        return False
    doers = doers_of(report)
    return any(draft in other.answers and doers & other.doers for other in drafts)


def link_to_all(report: Report, drafts: Sequence[Draft], strike: Draft | None) -> None:
    """Link what was told last 'in response to the attacks' to all that one party did before it."""
    if strike is None or strike.answer is not None:
        return
    if not report.answered or report.answering.supposed:
        return
    telling = strike.reports[-1]
    if telling.sentence.index != report.sentence.index or report.scene is not None:
        return
    before = answered_by(telling, strike, drafts, None)
    of_one = [draft for draft in before if draft.doers == before[0].doers]
    if of_one and of_one[0].doers:
        strike.answers, strike.answer = tuple(reversed(of_one)), telling


def note_recalled(report: Report, strike: Draft | None) -> None:
    """'X struck in retaliation for the bombing in Y in 2024': it answers what is only recalled."""
    if strike is None or strike.answer is not None:
        return
    if not report.answered or report.answering.supposed:
        return
    telling = strike.reports[-1]
    if telling.sentence.index != report.sentence.index:
        return
    strike.answer = telling
    if report.scene is not None:  # what was there may be told behind: see settle
        at = telling.answering.at | {report.scene.name.lower()}
        strike.answer = replace(telling, answering=replace(telling.answering, at=at))


def link(sequel: Sequel) -> bool:
    """Link a strike to what it came after, where it may answer that."""
    strike, attack, report, telling = sequel
    said = strike.answer  # 'described as revenge', which tells only behind it of what
    stated = said is not None and not strike.answers and said.sentence is telling.sentence
    if not stated and (said is not None or not _may_answer(report, strike, attack)):
        return False
    strike.answers, strike.answer = (attack,), telling
    return True


def _may_answer(report: Report, strike: Draft, attack: Draft) -> bool:
    """'X struck after Y fired' links the two only where the sides or the places differ."""
    if report.answered:
        return True
    if all(told.family == "seize" for told in strike.reports if told.trigger):
        return False  # who takes a town a day after a strike answers nobody by that
    strikers, placed = strike.doers, strike.scene is not None
    if _may_be_one_side(strikers, attack.doers):
        return False
    known = placed or is_definite(report)
    return bool(strikers) and not strikers & attack.doers and known


def _may_be_one_side(strikers: set[str], attackers: set[str]) -> bool:
    """'Al-Shabaab struck a week after militants ambushed X': who knows that they were others."""
    loose = words("parties", "any_group")
    groups = not any(map(is_state, strikers | attackers))
    return groups and bool(strikers & loose or attackers & loose)


def of_others(report: Report, strike: Draft | None) -> Report:
    """What is answered, without the one who answers: 'X said it fired in response to Y'.

    Nor is what came first told to be theirs: 'X said it struck after learning of the attack'.
    """
    if strike is None or not (report.answered or report.after):
        return report
    parties = (p for r in strike.reports for p in (r.actor, *r.claims) if p is not None)
    answering = {party.name for party in parties}
    own = report.actor is not None and report.actor.name not in answering
    return replace(
        report,
        actor=report.actor if own else None,
        claims=tuple(party for party in report.claims if party.name not in answering),
    )


def answers_with(draft: Draft, report: Report) -> bool:
    """Whether a sentence tells of this incident as what came after what the report is of."""
    told_before = report.after and is_definite(report) and report.scene is None
    before = report.answered or report.wording.earlier or (told_before and bool(draft.doers))
    return before and draft.reports[-1].sentence.index == report.sentence.index
