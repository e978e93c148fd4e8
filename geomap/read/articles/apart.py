"""One incident for each of the places that a text tells of under one verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.read.articles.drafts import Draft, only_of
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_same_spot, scenes_agree
from geomap.read.articles.scenes import Scene
from geomap.read.articles.shares import all_of
from geomap.read.articles.weapons import Weapon


def apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those of several places made one for each, which share what is told of all.

    A toll that is told of all together stays a claim of each, and is the count of none.
    """
    parts = {id(draft): _parts(draft) for draft in drafts}
    for draft in drafts:
        answered = tuple(
            part for other in draft.answers for part in _answered(draft, parts[id(other)])
        )
        for part in parts[id(draft)]:
            part.answers = answered
    return [part for draft in drafts for part in parts[id(draft)]]


def _answered(draft: Draft, parts: Sequence[Draft]) -> Sequence[Draft]:
    """The parts that a strike answers: 'in response to the strikes on X' is of no other place."""
    if draft.answer is None:
        return parts
    sentence = draft.answer.sentence.index
    named = [
        part
        for part in parts
        if any(report.answered and report.sentence.index == sentence for report in part.reports)
    ]
    return named or parts


def _parts(draft: Draft) -> list[Draft]:
    spots = draft.spots
    if not spots:
        return [draft]
    all_of_them = all_of(spots)
    parts = []
    for spot in spots:
        told = [_told_of(spot, report, spots, all_of_them) for report in draft.reports]
        reports = [report for report in told if report is not None]
        parts.append(Draft(_with_days(reports, draft), answer=draft.answer, under=draft.under))
    return parts


def _told_of(
    spot: Scene, report: Report, spots: Sequence[Scene], all_of_them: str
) -> Report | None:
    """What a report tells of one of the spots; None where it is of others."""
    if report.spots:
        at = next((n for n, one in enumerate(report.spots) if is_same_spot(one, spot)), None)
        return None if at is None else _at(report, at, all_of_them)
    scene = report.scene
    if scene is None:
        return _together(report, all_of_them)
    of = [one for one in spots if is_same_spot(one, scene)]
    of = of or [one for one in spots if scenes_agree(one, scene)]
    if len(of) != 1:
        return _together(report, all_of_them)
    return report if of == [spot] else None


def _at(report: Report, at: int, all_of_them: str) -> Report:
    """A report of several spots as one of the spot ``at``, with the numbers of its own."""
    told = tuple(
        replace(casualty, together=casualty.together or all_of_them)
        if casualty.spot is None
        else replace(casualty, together=None)
        for casualty in report.casualties
        if casualty.spot in (at, None)
    )
    return replace(
        report,
        scene=report.spots[at],
        spots=(),
        casualties=told,
        weapons=_arms_at(report, at, all_of_them),
        target=_target_at(report, at),
    )


def _target_at(report: Report, at: int) -> tuple[int, int] | None:
    """The target, where it is not another of the spots itself: 'hit X airport and Y'."""
    if report.target is None:
        return None
    start, end = report.target
    inside = [n for n, spot in enumerate(report.spots) if spot.start < end and start < spot.end]
    return report.target if not inside or at in inside else None


def _arms_at(report: Report, at: int, all_of_them: str) -> tuple[Weapon, ...]:
    """The arms of one of the spots where each has its own: 'a missile at X and two drones at Y'."""
    starts = [spot.start for spot in report.spots]
    told = [
        tuple(weapon for weapon in report.weapons if before <= weapon.start < start)
        for before, start in zip((0, *starts), starts, strict=False)
    ]
    return told[at] if all(told) else _counted_together(report.weapons, all_of_them)


def _counted_together(weapons: Sequence[Weapon], all_of_them: str) -> tuple[Weapon, ...]:
    """'Downed 12 drones over X and Y': a count of arms that is of no place alone."""
    return tuple(replace(one, together=all_of_them) if one.count else one for one in weapons)


def _with_days(reports: Sequence[Report], draft: Draft) -> list[Report]:
    """The reports of one spot; without a day of their own, with that of the telling of all."""
    if any(when.first for told in reports for when in told.when):
        return list(reports)
    dated = next((told for told in draft.reports if any(when.day for when in told.when)), None)
    return [*reports, only_of(dated, days=True, arms=False)] if dated else list(reports)


def _together(report: Report, all_of_them: str) -> Report:
    told = tuple(replace(casualty, together=all_of_them) for casualty in report.casualties)
    return replace(report, casualties=told, weapons=_counted_together(report.weapons, all_of_them))
