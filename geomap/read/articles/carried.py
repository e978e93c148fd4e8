"""What an incident takes from the one told right before it: its day, and who did it.

'An Israeli drone strike killed one in Khiam on Friday. Another strike killed the driver of a truck
in Yohmor.' The claims that come of it quote the sentence that they are taken from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.drafts import Draft, doers_of, has_one_day, is_definite
from geomap.read.articles.readings import Report

#: Sentences at most between what is told of an incident and what it takes from there.
_NEAR: Final = 2
#: What is done from afar, one strike after the other.
_FIRE: Final = frozenset({"air", "attack", "shell", "bomb", "kill"})


def carry(drafts: Sequence[Draft]) -> None:
    """Give each incident without a day, or another strike without a doer, those told before it."""
    for draft in sorted(drafts, key=lambda one: one.reports[0].start):
        before = _told_before(draft, drafts)
        if before is None:
            continue
        open_ = any(report.when for report in draft.reports)  # it says when, if not which day
        dated = next((report for report in _last_first(before) if _has_day(report)), None)
        if dated is not None and not open_:
            draft.take_day(dated)
        by = next((report for report in _last_first(before) if _is_of_state(report)), None)
        if by is not None and draft.under is None and _goes_on(draft):
            draft.under = by


def _told_before(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The incident told last before one, close by in its paragraph, in running text."""
    first = draft.reports[0]
    if _stands_apart(first):
        return None
    before = [
        (report.sentence.index, other)
        for other in drafts
        if other is not draft
        for report in other.reports
        if (
            first.another
            or report.trigger
            and report.sentence.paragraph == first.sentence.paragraph
        )
        and 0 < first.sentence.index - report.sentence.index <= _NEAR
    ]
    return max(before, key=lambda told: told[0])[1] if before else None


def _stands_apart(report: Report) -> bool:
    """Whether an incident is of a time of its own: a headline's, a list's, what came first."""
    sentence = report.sentence
    return (
        sentence.headline
        or report.listed
        or report.after
        or report.answered
        or is_definite(report)
        or report.scene is None
        or not report.scene.exact
    )


def _last_first(draft: Draft) -> Iterator[Report]:
    return reversed(draft.reports)


def _has_day(report: Report) -> bool:
    own = report.answered or report.after  # what came first had its own day
    return not own and has_one_day(report)


def _is_of_state(report: Report) -> bool:
    return any(map(is_state, doers_of(report)))


def _goes_on(draft: Draft) -> bool:
    """Whether it is 'another strike', by nobody whom the text names."""
    named = any(doers_of(report) or report.claims or report.actor for report in draft.reports)
    families = {report.family for report in draft.reports if report.trigger}
    return draft.reports[0].another and families <= _FIRE and not named
