"""Which incident of its text a report is of: one told before, a new one, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.read.articles.answering import answers_own, answers_with, is_answered_there
from geomap.read.articles.drafts import Draft, actors_of, is_behind
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_same_spot
from geomap.read.articles.sameness import is_same, is_under_headline, retells_lead

#: Words of violence that tell one incident of a text from another ('the attack' does not).
_TELLING: Final = frozenset({"ambush", "raid", "abduct", "arson", "seize", "clash", "murder"})
#: And those that tell only with what it was done.
_BY_ARMS: Final = frozenset({"shell", "air", "bomb", "blast", "gun"})


def home_of(report: Report, drafts: Sequence[Draft], last: Draft | None, lead: int) -> Draft | None:
    """The incident that a report is of: one told before, a new one, or none ('the attacks').

    ``last`` is the incident told last, ``lead`` the first sentence that tells of violence.
    """
    trigger = report.trigger
    if trigger is None:
        return None
    if report.listed:
        alone = (draft for draft in drafts if not draft.spots)
        return next((one for one in alone if is_same_spot(one.scene, report.scene)), Draft())
    summary = trigger.definite and trigger.plural
    if summary and _sums_up(report, drafts, last):
        if not drafts and _tells_enough(report):
            return Draft()  # 'six were killed in the raids in Duhok on Friday', and no more before
        return last if last is not None and _explains(report, last) else None
    found = _told_before(report, drafts, last, lead)
    if found is not None:
        return found
    if trigger.definite and not (report.scene and report.scene.exact):
        dated = any(when.precision == "day" for when in report.when)
        if not _tells_enough(report) and (drafts or not (dated or report.casualties)):
            return None
    return None if summary else Draft()


def _tells_enough(report: Report) -> bool:
    """Whether 'the attack' is told with a place, a day and those harmed, as one not told before."""
    dated = any(when.precision == "day" for when in report.when)
    return dated and bool(report.casualties) and report.scene is not None


def _sums_up(report: Report, drafts: Sequence[Draft], last: Draft | None) -> bool:
    """Whether 'the attacks' are several of those told, or of none: they name no place of one."""
    told = [draft for draft in drafts if not is_answered_there(draft, report)]
    told = [draft for draft in told if not (draft is last and answers_with(draft, report))]
    told = [draft for draft in told if _is_of_series(draft, report)] or told
    exact = report.scene is not None and report.scene.exact
    verb = report.trigger is not None and report.trigger.verb
    told_anew = report.answered or verb or report.wording.took_place
    named = exact and told_anew  # 'the strikes in X hit a depot'
    named = named or bool(report.spots)  # 'in the Indian strikes, including in X and Y'
    return len(told) != 1 and not named


def _is_of_series(draft: Draft, report: Report) -> bool:
    """'Killed in the strikes', behind air strikes that drew on themselves one drone: these."""
    trigger = report.trigger
    if trigger is None or trigger.verb or not (trigger.definite and trigger.plural):
        return False
    return any(
        told.trigger is not None
        and told.trigger.plural
        and not told.trigger.definite
        and (told.family == report.family or (told.family, trigger.hit.value) == ("air", "strike"))
        for told in draft.reports
    )


def _told_before(
    report: Report, drafts: Sequence[Draft], last: Draft | None, lead: int
) -> Draft | None:
    """The incident told before that a report is of, None where it says that it is another."""
    definite = report.trigger is not None and report.trigger.definite
    if not report.another or definite or (last and _is_listed(last, report)):
        for draft in _in_order(report, drafts, last, definite):
            if is_same(draft, report) and not answers_own(report, draft, drafts):
                return draft
        if len(drafts) != 1:
            return None
        told = is_under_headline(drafts[0], report, lead) or retells_lead(drafts[0], report)
        return drafts[0] if told else None
    if report.scene is not None and report.scene.exact:
        for draft in drafts:  # 'another' than what the text told, not than what its headline did
            same_spot = draft.only_headed and is_same_spot(draft.scene, report.scene)
            if same_spot and is_same(draft, report):
                return draft
    return None


def _in_order(
    report: Report, drafts: Sequence[Draft], last: Draft | None, definite: bool
) -> list[Draft]:
    """The incidents that a report may be of, the likeliest first, as a rule what was told last."""
    recent = [last] if last and not answers_with(last, report) else []
    order = [*recent, *(draft for draft in reversed(drafts) if draft is not last)]
    order = [draft for draft in order if not _struck_back(draft, report, last)]
    order = [draft for draft in order if not is_answered_there(draft, report)]
    if report.answered and last is not None:
        order = [draft for draft in order if not _came_of(draft, last, report)]
    if report.family == "intercept":  # 'the missile was intercepted': the deed of that missile
        order.sort(key=lambda draft: not _fired_what_fell(draft, report))
    if definite:  # 'condemned the ambush': that of this name before the raid told last
        order.sort(key=lambda draft: not _is_of_sort(draft, report))
        order.sort(key=lambda draft: not _shares_words(draft, report))
        order.sort(key=lambda draft: not _is_called(draft, report))
        order.sort(key=lambda draft: not _is_of_series(draft, report))
        order.sort(key=lambda draft: not is_same_spot(draft.scene, report.scene))
    return order


def _came_of(draft: Draft, strike: Draft, report: Report) -> bool:
    """Whether a strike can not answer this incident: its own side did it, or it answered that."""
    if draft is strike or strike.reports[-1].sentence.index != report.sentence.index:
        return False
    return strike in draft.answers or not draft.doers.isdisjoint(strike.doers)


def _fired_what_fell(draft: Draft, report: Report) -> bool:
    """Whether the text itself, not its headline, tells an incident of the arms shot down."""
    below = (told for told in draft.reports if not told.sentence.headline)
    fired = {weapon.name for told in below for weapon in told.weapons}
    fell = {weapon.name for weapon in report.weapons}
    return any(one.endswith(other) for one in fired for other in fell)


def _struck_back(draft: Draft, report: Report, last: Draft | None) -> bool:
    """'The US bombed X, two days after a rocket attack': no deed of the US is that attack."""
    if last is None or draft is last or draft.scene is not None:
        return False
    before = all(told.after or told.answered for told in draft.reports)
    return before and any(actors_of(report) & actors_of(told) for told in last.reports)


def _explains(report: Report, last: Draft) -> bool:
    """'Turkey said the strikes were in response to …', right behind a strike."""
    answers = bool(report.sentence.of("answer")) and not report.answered
    return answers and is_behind(report, last) and last.answer is None and is_same(last, report)


def _is_called(draft: Draft, report: Report) -> bool:
    """Whether an incident was told by a word of the same sort that is more than 'attack'.

    Or is one on what stands before it: 'the helicopter attack', 'the Cali bombing'.
    """
    if report.wording.called:
        told = {word for r in draft.reports for word in r.wording.struck}
        told |= {r.scene.name.lower() for r in draft.reports if r.scene}
        if report.wording.called & told:
            return True
    sort = report.family
    if sort == "murder" and any(
        told.family == "kill" and told.casualties for told in draft.reports
    ):
        return True  # 'the massacre', of a sentence that told of five killed
    return sort in _TELLING and any(told.family == sort for told in draft.reports)


def _is_of_sort(draft: Draft, report: Report) -> bool:
    """'In response to the shelling': shells were fired, before what was shot down last."""
    return report.family in _BY_ARMS and any(r.family == report.family for r in draft.reports)


def _shares_words(draft: Draft, report: Report) -> bool:
    """'The killing of the colonel': a sentence that told of an incident told of a colonel."""
    return any(not report.wording.called.isdisjoint(told.sentence.words) for told in draft.reports)


def _is_listed(draft: Draft, report: Report) -> bool:
    """Whether a report tells more of one of the places that were told under one verb."""
    if report.scene is None or not report.scene.exact:
        return False
    alone = (r.scene for r in draft.reports if r.scene and not r.spots)
    return any(is_same_spot(spot, report.scene) for spot in draft.spots) and not any(
        is_same_spot(scene, report.scene) for scene in alone
    )
