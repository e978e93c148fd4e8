"""What answers what: the words of a text that link a strike to the attack before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geomap.read.articles.drafts import Draft, doers_of, is_definite
from geomap.read.articles.readings import Report


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
        if last is None or last is draft or report.supposed:
            return []
        same = last.reports[-1].sentence.index == report.sentence.index
        sequel = Sequel(last, draft, report, last.reports[-1] if same else report)
        return [] if link(sequel) else [sequel]
    if (
        report.answer is None
        or draft.answer is not None
        or is_definite(report)
        and draft is not last
    ):
        return []
    before = [other for other in drafts if other is not draft]
    draft.answer = report
    draft.answers = (last,) if last is not None and last is not draft else tuple(before[-1:])
    return []


def link(sequel: Sequel) -> bool:
    """Link a strike to what it came after, where it may answer that."""
    strike, attack, report, telling = sequel
    if strike.answer is not None or not _may_answer(report, strike, attack):
        return False
    strike.answers, strike.answer = (attack,), telling
    return True


def _may_answer(report: Report, strike: Draft, attack: Draft) -> bool:
    """'X struck after Y fired' links the two only where the sides or the places differ."""
    if report.answered:
        return True
    strikers = {name for told in strike.reports for name in doers_of(told)}
    attackers = {name for told in attack.reports for name in doers_of(told)}
    return bool(strikers) and not strikers & attackers and strike.scene is not None


def of_others(report: Report, strike: Draft | None) -> Report:
    """What is answered, without the one who answers: 'X said it fired in response to Y'."""
    if strike is None or not report.answered:
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
    return (report.answered or report.earlier) and draft.reports[
        -1
    ].sentence.index == report.sentence.index
