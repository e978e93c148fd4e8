"""The day of a wide attack for what the text then tells of it place by place, without a day.

'Russia launched 112 drones at Ukraine overnight … In Odesa, debris set fire to a warehouse.'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.read.articles.drafts import Draft, only_of
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import scenes_agree
from geomap.read.articles.sameness import actors_agree, is_of_arms


def date_by_waves(drafts: Iterable[Draft], reports: Sequence[Report]) -> None:
    """Give each incident without a day that of the wide attack told before it, if it is of one."""
    waves = [report for report in reports if _is_wave(report)]
    for draft in drafts:
        if any(when.first for report in draft.reports for when in report.when):
            continue
        wave = next((wave for wave in reversed(waves) if _is_of(draft, wave)), None)
        if wave is not None:
            draft.reports.append(only_of(wave, days=True, arms=False))


def _is_wave(report: Report) -> bool:
    """Whether many arms struck a whole country or province within a day that is told."""
    if report.reading != "incident" or report.scene is None or report.scene.exact:
        return False
    many = any(arms.count and (arms.count.least or 0) > 1 for arms in report.weapons)
    plural = report.trigger is not None and report.trigger.plural
    days = [when for when in report.when if when.first and not when.said]
    return (many or plural) and [when.precision in ("day", "range") for when in days] == [True]


def _is_of(draft: Draft, wave: Report) -> bool:
    told = draft.reports[0]
    if told.start < wave.end or draft.scene is None or draft.is_answer:
        return False
    return (
        not told.another
        and scenes_agree(wave.scene, draft.scene)
        and is_of_arms(draft, wave)
        and actors_agree(draft, wave)
    )
