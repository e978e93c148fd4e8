"""Reports of one text to incidents: what is the same thing told twice, and what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geomap.read.articles.answering import (
    Sequel,
    begin_answer,
    explain,
    link,
    link_to_all,
    note_answer,
    note_earlier,
    note_recalled,
    of_others,
    settle,
)
from geomap.read.articles.carried import carry
from geomap.read.articles.drafts import Draft, actors_of, doers_of
from geomap.read.articles.foretold import Foretold
from geomap.read.articles.headlines import find_headed, headed_answer, without_heads
from geomap.read.articles.homes import home_of
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_same_spot
from geomap.read.articles.sameness import days_agree, places_agree
from geomap.read.articles.sums import without_sums
from geomap.read.articles.waves import date_by_waves


def compose(reports: Iterable[Report]) -> list[Draft]:
    """The incidents that these reports of one text tell, in the order in which they are told."""
    reports = list(reports)
    text = _Composition(reports)
    for report in reports:
        text.take(report)
    text.settle()
    kept = without_sums([draft for draft in text.drafts if _tells_enough(draft)])
    kept = without_heads(kept)
    date_by_waves(kept, reports)
    carry(kept)
    for draft in kept:  # what tells too little to be found answers nothing and is not answered
        draft.answers = tuple(answered for answered in draft.answers if answered in kept)
    return kept


class _Composition:
    """The incidents of one text while its reports are taken in their order."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.drafts: list[Draft] = []
        self._lead = _lead(reports)
        self._headed = headed_answer(reports)
        self._foretold = Foretold()
        self._last: Draft | None = None  # the incident that the text goes on about
        self._background: Report | None = None  # what was told last, where that was background
        self._begun: Report | None = None  # that an answer has begun, which is told behind
        self._sequels: list[Sequel] = []  # strikes by nobody who was named yet

    def take(self, report: Report) -> None:
        """Add a report to what it is of."""
        aside = _continues_background(report, self._background)
        said, last = report.answering, self._last
        self._begun = report if said.begins else self._begun
        if last is None:
            report = self._foretold.put_in(report)
        if self._headed is not None and report is self._headed.answer:
            return  # the text tells it below
        if said.of_head or (said.of_next and said.explains is None):
            return
        if said.explains is not None and last is not None and not _is_new(report, self.drafts):
            self._last = explain(report, said.explains, last, self.drafts)
        elif report.reading == "fact" and last is not None:
            self._take_fact(report, last, aside)
        elif report.reading == "incident" and not aside and not self._take_incident(report):
            return
        elif report.reading == "background":
            note_recalled(report, last)
        if report.reading != "nothing":
            self._background = report if aside or report.reading == "background" else None

    def _take_fact(self, report: Report, last: Draft, aside: bool) -> None:
        """Add a fact to the incident it is of; one that shares a sum out tells of new ones."""
        if _shares_out(report, last):
            self.drafts.append(_share_of(report, last.reports[0]))
            return
        told_of = None if aside else _of_fact(report, last, self.drafts)
        if told_of is None:
            return
        told_of.reports.append(report)
        if told_of is last and report.wording.of_both and len(self.drafts) > 1:
            self.drafts[-2 if self.drafts[-1] is last else -1].reports.append(report)

    def _take_incident(self, report: Report) -> bool:
        """Add a report to its incident, a new one where none has it; False where it is of none."""
        last = self._last
        draft = home_of(report, self.drafts, last, self._lead)
        if draft is None or _is_only_recalled(report, last):
            link_to_all(report, self.drafts, last)
            note_recalled(report, last)
            return False
        draft.reports.append(of_others(report, last) if draft is not last else report)
        draft.reports += self._foretold.facts_of(report)
        if draft not in self.drafts:
            self._begin(draft)
        self._sequels += note_answer(report, draft, self.drafts, last)
        note_earlier(report, draft, last)
        if last is None or not (report.answered or report.after):
            self._last = draft  # an aside ('a day after …') is not what the text goes on about
        return True

    def _begin(self, draft: Draft) -> None:
        """Keep an incident told for the first time: it may be the answer that has begun."""
        self.drafts.append(draft)
        begun = self._begun
        if begun is None:
            return
        if begin_answer(begun, draft, self.drafts) or not begun.answering.of_lead:
            self._begun = None

    def settle(self) -> None:
        """Link what only the whole text tells, and read each report as its incident needs it."""
        for sequel in self._sequels:  # who struck may be named after what it came after
            link(sequel)
        settle(self.drafts)
        if self._headed is not None:
            find_headed(self._headed, self.drafts)
        for draft in self.drafts:
            draft.reports = [_as_of(report, draft) for report in draft.reports]


def _shares_out(report: Report, last: Draft) -> bool:
    """'Twelve died in Tank, seven in Lakki Marwat', behind 'killed 23 in three raids in X'."""
    first = last.reports[0]
    several = first.trigger is not None and first.trigger.plural
    counted = {one.spot for one in report.casualties if one.spot is not None}
    return several and len(counted) > 1 and not (first.scene and first.scene.exact)


def _share_of(report: Report, above: Report) -> Draft:
    """The incidents that a sum is shared out to: of its deed, each at a place of its own."""
    trigger = above.trigger and replace(above.trigger, plural=False, definite=False)
    return Draft([replace(report, trigger=trigger, reading="incident")], under=above)


def _is_only_recalled(report: Report, last: Draft | None) -> bool:
    """Whether a deed of some month is answered by nothing that its sentence tells."""
    if not report.answered or any(when.precision != "month" for when in report.when):
        return False
    answers = last is not None and last.reports[-1].sentence.index == report.sentence.index
    return bool(report.when) and not answers


def _of_fact(report: Report, last: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The incident that a fact is of: the last one, or that whose place or arms it names.

    None where it names a place and a day that none was at.
    """
    if report.scene is not None and report.scene.exact:
        order = (last, *(draft for draft in reversed(drafts) if draft is not last))
        fits = (d for d in order if places_agree(d, report) and days_agree(d, report))
        found = next(fits, None)
        if found is None and _only_says_where(report, last):
            return last
        if found is not None or not report.claims:
            return found
    named = {weapon.name for weapon in report.weapons if not weapon.vague}
    with_them = [draft for draft in drafts if named & draft.arms]
    return with_them[0] if len(with_them) == 1 and report.claims else last


def _only_says_where(report: Report, last: Draft) -> bool:
    """'A missile hit a ship in the Red Sea. It was 26 miles west of Mokha', right behind."""
    more = report.casualties or report.claims or report.weapons or report.when
    return not more and report.sentence.index - last.reports[-1].sentence.index == 1


def _tells_enough(draft: Draft) -> bool:
    """Whether a draft could be found on a map or checked: a place, or two other facts."""
    if draft.scene is not None or draft.is_answer:
        return True
    if all(report.family == "intercept" for report in draft.reports if report.trigger):
        return False  # '88 drones overnight' is the sum of a night
    told = draft.reports
    facts = (
        any(when.first for report in told for when in report.when),
        any(report.casualties for report in told),
        any(report.weapons for report in told),
        any(report.target for report in told),
        any(actors_of(report) for report in told),
        any(report.casualties and doers_of(report) for report in told),  # 'said it killed 30'
    )
    return sum(facts) > 1


def _continues_background(report: Report, previous: Report | None) -> bool:
    """Whether a sentence goes on about what its paragraph told as background."""
    if previous is None or previous.sentence.paragraph != report.sentence.paragraph:
        return False
    return report.reading == "fact" or (report.trigger is not None and report.trigger.definite)


def _lead(reports: Sequence[Report]) -> int:
    """The first sentence below the headline that tells of violence, 0 where none does."""
    told = (r.sentence.index for r in reports if r.trigger and not r.sentence.headline)
    return next(told, 0)


def _is_new(report: Report, drafts: Sequence[Draft]) -> bool:
    """'X said that it had bombarded Y "in response to Z"': itself told, at a place not told of."""
    if report.reading != "incident" or report.trigger is None or not report.trigger.verb:
        return False
    exact = report.scene is not None and report.scene.exact
    return exact and not any(is_same_spot(draft.scene, report.scene) for draft in drafts)


def _as_of(report: Report, draft: Draft) -> Report:
    """A report of an attack with whose arms were shot down, not who did: they did not attack."""
    attack = any(told.trigger and told.family != "intercept" for told in draft.reports)
    if report.family != "intercept" or not attack:
        return report
    others = tuple(claim for claim in report.claims if claim.basis != "claimed")
    return replace(report, actor=report.sender, claims=others)
