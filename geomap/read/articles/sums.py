"""What sums up incidents that are told after it: no incident of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.drafts import Draft, doers_of, is_definite, only_of
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_finer, scenes_agree
from geomap.read.articles.sameness import actors_agree, is_same
from geomap.read.articles.scenes import Scene

#: What is planted or driven, not flown.
_PLANTED: Final = frozenset({"car bomb", "roadside bomb", "landmine", "suicide bomb"})
#: A sum and this many parts: fewer may tell one thing twice.
_SEVERAL: Final = 3
#: The same where the sum is that of a stretch of time: 'over the past 24 hours'.
_PERIOD: Final = 2


def without_sums(told: Sequence[Draft]) -> list[Draft]:
    """The incidents without those that only sum up others; these get what the sum says of all."""
    told = [part for draft in told for part in _unfolded(draft, told)]
    summaries = [draft for draft in told if _is_summary(draft, told)]
    for summary in summaries:
        parts = _parts(summary, told)
        for draft in told:
            others = [part for part in parts if part is not draft]
            draft.answers = _with_parts(draft.answers, summary, others)
        for part in parts:
            above = None if _is_of_another(summary, part) else _sum_of(summary)
            part.under = part.under or above
            if not part.is_answer:  # what the sum answers, each of its parts does
                part.answer, part.answers = summary.answer, summary.answers
            part.reports += _shared(_sum_of(summary), part)
    return [draft for draft in told if draft not in summaries]


def _is_of_another(summary: Draft, part: Draft) -> bool:
    """'Turkish air raids killed nine … In Manbij, a car bomb': whoever planted that flew none."""
    first = summary.reports[0]
    of_state = any(map(is_state, doers_of(first)))
    return of_state and first.family == "air" and bool(part.arms) and part.arms <= _PLANTED


def _with_parts(
    answered: Sequence[Draft], summary: Draft, parts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """What is answered, a sum as its parts."""
    told = [part for one in answered for part in (parts if one is summary else [one])]
    return tuple(dict.fromkeys(told))


def _unfolded(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """An incident; the sum and its last part, where a part of a sum was taken for the sum itself.

    'Gun attacks shook the southwest … In X a car bomb went off. In Y gunmen opened fire.'
    """
    exact = [_opens_a_part(report) for report in draft.reports]
    at = exact.index(True) if True in exact else 0
    several = any(_is_of_several(told) and told.scene for told in draft.reports[:at])
    if not several or draft.answer is not None:
        return [draft]
    whole, part = Draft(draft.reports[:at]), Draft(draft.reports[at:])
    parts = _parts(whole, [whole, part, *(d for d in drafts if d is not draft)])
    if len(parts) < (_PERIOD if any(map(_is_of_period, whole.reports)) else _SEVERAL):
        return [draft]
    draft.reports = part.reports  # what answers it answers the part
    return [whole, draft]


def _sum_of(draft: Draft) -> Report:
    """The report that tells of several, else the first."""
    return next(filter(_is_of_several, draft.reports), draft.reports[0])


def _is_told_apart(draft: Draft, scene: Scene, whole: Scene | None) -> bool:
    """Whether an incident is at a place of its own, or of some of those whom a sum counts."""
    first = draft.reports[0]
    return is_finer(scene, whole) or first.listed or any(one.of_them for one in first.casualties)


def _is_of_several(report: Report) -> bool:
    return report.trigger is not None and report.trigger.plural


def _is_of_period(report: Report) -> bool:
    days = (when for when in report.when if not when.said)
    return _is_of_several(report) and any(when.precision in ("range", "week") for when in days)


def _opens_a_part(report: Report) -> bool:
    exact = report.scene is not None and report.scene.exact
    return exact and report.trigger is not None and not is_definite(report)


def _is_summary(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether it only sums up others that are told after it ('attacked two towns')."""
    if draft.scene and draft.scene.exact:
        return False
    if len(draft.reports) > 1 and not any(map(_is_of_several, draft.reports)):
        return False
    return sum(max(1, len(part.spots)) for part in _parts(draft, drafts)) > 1


def _parts(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The incidents told after one at exact places, that it may sum up."""
    first = _sum_of(draft)
    later = drafts[drafts.index(draft) + 1 :]
    after = [d for d in later if d.scene and _is_told_apart(d, d.scene, draft.scene)]
    if not _is_of_several(first):
        return [d for d in after if is_same(draft, d.reports[0])]
    after = [d for d in after if not d.reports[0].answered]  # which others did
    within = (d for d in after if scenes_agree(draft.scene, d.scene) or _goes_on(first, d))
    return [d for d in within if actors_agree(draft, d.reports[0])]


def _goes_on(above: Report, part: Draft) -> bool:
    """'X claimed four attacks in A and B. It hit C': the next sentence, the same doer."""
    told = part.reports[0]
    next_ = told.sentence.index - above.sentence.index == 1
    return next_ and not doers_of(above).isdisjoint(doers_of(told))


def _shared(above: Report, part: Draft) -> list[Report]:
    """What a sum says of the day and the arms of each of its parts, where a part does not."""
    dated = any(when.first for told in part.reports for when in told.when)
    armed = any(told.weapons for told in part.reports)
    only = only_of(above, days=not dated, arms=not armed)
    return [only] if only.when or only.weapons else []
