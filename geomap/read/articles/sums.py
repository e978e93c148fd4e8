"""What sums up incidents that are told after it: no incident of its own."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.read.articles.drafts import Draft, doers_of, only_of
from geomap.read.articles.readings import Report
from geomap.read.articles.sameness import actors_agree, is_same
from geomap.read.articles.scenes import scenes_agree


def without_sums(told: Sequence[Draft]) -> list[Draft]:
    """The incidents without those that only sum up others; these get what the sum says of all."""
    summaries = [draft for draft in told if _is_summary(draft, told)]
    for summary in summaries:
        for part in _parts(summary, told):
            part.under = part.under or summary.reports[0]
            if not part.is_answer:  # what the sum answers, each of its parts does
                part.answer, part.answers = summary.answer, summary.answers
            part.reports += _shared(summary.reports[0], part)
    return [draft for draft in told if draft not in summaries]


def _is_summary(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether it only sums up others that are told after it ('attacked two towns')."""
    if draft.scene and draft.scene.exact:
        return False
    first = draft.reports[0].trigger
    if len(draft.reports) > 1 and not (first and first.plural):
        return False
    return sum(max(1, len(part.spots)) for part in _parts(draft, drafts)) > 1


def _parts(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The incidents told after one at exact places, that it may sum up."""
    first = draft.reports[0]
    several = first.trigger is not None and first.trigger.plural
    later = drafts[drafts.index(draft) + 1 :]
    after = (d for d in later if d.scene and (d.scene.exact or d.reports[0].listed))
    if not several:
        return [d for d in after if is_same(draft, d.reports[0])]
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
