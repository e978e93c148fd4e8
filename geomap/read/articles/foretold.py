"""What a text tells of an incident before the incident itself: where it was, and how many died.

'The army denied that its planes bombed X', 'said in error that eight died in X'.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report

#: How many sentences a place that was only set holds for.
_GOES_ON: Final = 3


class Foretold:
    """What was told of the first incident of a text before it, while its reports are read."""

    def __init__(self) -> None:
        self._scene_of: Report | None = None
        self._facts: list[Report] = []

    def put_in(self, report: Report) -> Report:
        """The report with the place and the time that were set for it; what it sets is kept."""
        if _only_sets_scene(report):
            self._scene_of = report
        before = self._scene_of
        if before is None:
            return report
        if _has_that_scene(report, before):
            when = report.when or before.when
            return replace(report, scene=before.scene, when=when, set_by=before)
        if _is_of_it(report, before):
            self._facts.append(report)
        return report

    def facts_of(self, report: Report) -> list[Report]:
        """What was told before of the incident that a report is of."""
        return [_without_harm(report.set_by), *self._facts] if report.set_by is not None else []


def _only_sets_scene(report: Report) -> bool:
    """'The army denied that its planes bombed X', 'said in error that 8 died in X': where it was.

    What the text then goes on about was there, whatever is denied or taken back of it.
    """
    denied = any(claim.basis == "denied" for claim in report.claims)
    cues = report.sentence.of("denial") if report.trigger is None else []
    denied = denied or any(cue.value in words("parties", "denying") for cue in cues)
    told = report.reading in ("fact", "nothing") and denied
    told = told or _tells_toll_first(report)
    return report.scene is not None and (told or report.wording.retracted)


def _tells_toll_first(report: Report) -> bool:
    """'Eleven people are dead in Dolbel.': a toll at a place, before the deed that is behind it."""
    if report.reading != "fact" or report.trigger is not None or report.sentence.headline:
        return False
    exact = report.scene is not None and report.scene.exact
    return exact and any(one.harm == "killed" for one in report.casualties)


def _has_that_scene(report: Report, before: Report) -> bool:
    """Whether a report without a place is of the one that was only set before it."""
    if report.scene is not None or report.another or report.reading != "incident":
        return False
    near = report.sentence.index - before.sentence.index <= _GOES_ON
    return near and report.sentence.index != before.sentence.index


def _is_of_it(report: Report, before: Report) -> bool:
    """'The ministry has since said three died', between a correction and what it corrects."""
    near = 0 < report.sentence.index - before.sentence.index <= _GOES_ON
    return near and report.reading == "fact" and report.scene is None


def _without_harm(report: Report) -> Report:
    """A denial or a correction, of which only where and when it was stands."""
    return replace(report, casualties=()) if report.wording.retracted else report
