"""The day and the doer of a wide attack for what the text then tells of it place by place.

'Russia launched 112 drones at Ukraine overnight … In Odesa, debris set fire to a warehouse.'
'14 have died in Israeli attacks across Gaza since dawn … In Beit Lahiya, drones killed two.'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.drafts import Draft, actors_of, has_one_day
from geomap.read.articles.lists import data
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import scenes_agree
from geomap.read.articles.sameness import actors_agree, is_of_arms

#: What is done from afar.
_FIRE: Final = frozenset({"air", "attack", "shell", "bomb"})
#: ACLED's words for what arms do that are fired from afar.
_FROM_AFAR: Final = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})


def date_by_waves(drafts: Iterable[Draft], reports: Sequence[Report]) -> None:
    """Give each incident without a day that of the wide attack told before it, if it is of one.

    And who did it, where nobody is named.
    """
    waves = [report for report in reports if _is_wave(report)]
    for draft in drafts:
        wave = next((wave for wave in reversed(waves) if _is_of(draft, wave)), None)
        if wave is None:
            continue
        if not draft.is_dated and has_one_day(wave):
            draft.take_day(wave)
        if draft.under is None and not any(map(_names_somebody, draft.reports)):
            draft.under = wave


def _names_somebody(report: Report) -> bool:
    return report.actor is not None or any(claim.name for claim in report.claims)


def _is_wave(report: Report) -> bool:
    """Whether many arms struck a whole country or province, within a day that is told.

    Or a state attacked it: 'Israeli attacks kill 14 across Gaza'.
    """
    if report.reading != "incident" or (report.scene is not None and report.scene.exact):
        return False
    if report.scene is None and not (
        report.wording.many and report.trigger and report.trigger.verb
    ):
        return False  # 'Russian troops fired on the region 1,870 times'
    if report.answering.of_head:
        return False  # 'Ukraine strikes back' tells of no place
    many = any(arms.count and (arms.count.least or 0) > 1 for arms in report.weapons)
    plural = report.trigger is not None and report.trigger.plural
    return (many or plural or report.wording.many) and (has_one_day(report) or _is_of_state(report))


def _is_of_state(report: Report) -> bool:
    return any(map(is_state, actors_of(report)))


def _is_of(draft: Draft, wave: Report) -> bool:
    told = draft.reports[0]
    if told.start < wave.end or draft.scene is None or draft.is_answer:
        return False
    return (
        not told.another
        and scenes_agree(wave.scene, draft.scene)
        and (
            is_of_arms(draft, wave)
            or (wave.wording.many and told.family in _FIRE)
            or (_is_of_state(wave) and (_is_from_afar(draft) or _goes_on(draft, wave)))
        )
        and actors_agree(draft, wave)
    )


def _goes_on(draft: Draft, wave: Report) -> bool:
    """'Russia launched 90 drones at Ukraine. A substation in X was hit': right behind it."""
    told = draft.reports[0]
    hit = told.trigger is not None and told.trigger.passive and told.family == "attack"
    near = told.sentence.index - wave.sentence.index == 1
    return hit and near and told.sentence.paragraph == wave.sentence.paragraph


def _is_from_afar(draft: Draft) -> bool:
    """Whether it was done with arms that a state may have fired from where it stood."""
    arms = draft.arms
    entries = (data("weapons").get(name, {}) for name in arms - {"airstrike"})
    return "airstrike" in arms or any(entry.get("sub_event") in _FROM_AFAR for entry in entries)
