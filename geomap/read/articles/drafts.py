"""One incident of one text while what is told of it is gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geomap.read.articles.document import Document
from geomap.read.articles.holders import WIDE
from geomap.read.articles.parties import Party
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_same_spot, lies_toward
from geomap.read.articles.scenes import Scene


@dataclass(eq=False)
class Draft:
    """One incident of one text while its reports are gathered."""

    reports: list[Report] = field(default_factory=list)
    answers: tuple[Draft, ...] = ()  # the incidents that it is said to answer
    answer: Report | None = None  # the report that says so
    _scene: tuple[tuple[int, ...], Scene | None] | None = None
    under: Report | None = None  # the sentence that sums it up with others, and may say who did it

    @property
    def scene(self) -> Scene | None:
        """The most exact place told, one with a relation and in running text first."""
        told = tuple(map(id, self.reports))
        if self._scene is None or self._scene[0] != told:
            self._scene = (told, self._best_scene())
        return self._scene[1]

    def _best_scene(self) -> Scene | None:
        scenes = [(report, report.scene) for report in self.reports if report.scene]
        if not scenes:
            return None
        best = min(scenes, key=lambda told: _scene_rank(*told))[1]
        named = (scene for _, scene in scenes if scene.exact and lies_toward(best, scene))
        return next(named, best)  # 'south of Baghdad', then 'the strikes in Jurf al-Nasr'

    @property
    def spots(self) -> tuple[Scene, ...]:
        """The places that reports tell of under one verb, each once."""
        found: list[Scene] = []
        for spot in (spot for report in self.reports for spot in report.spots):
            if not any(is_same_spot(spot, other) for other in found):
                found.append(spot)
        return tuple(found)

    @property
    def killed(self) -> bool:
        """Whether anybody is told to have been killed, in whatever number."""
        return any(c.harm == "killed" for report in self.reports for c in report.casualties)

    @property
    def doers(self) -> set[str]:
        """Whom any report of it names as those who did it, or who claim it."""
        return {name for report in self.reports for name in doers_of(report)}

    @property
    def only_headed(self) -> bool:
        """Whether nothing but a headline tells of it."""
        return all(report.sentence.headline for report in self.reports)

    @property
    def arms(self) -> frozenset[str]:
        """The names of all arms told of it, vague ones too."""
        return frozenset(weapon.name for report in self.reports for weapon in report.weapons)

    @property
    def is_dated(self) -> bool:
        """Whether the text says when it was, or when it was told."""
        return any(when.first for report in self.reports for when in report.when)

    def take_day(self, report: Report) -> None:
        """Take the day that another report tells, and nothing else of it."""
        self.reports.append(only_of(report, days=True, arms=False))

    @property
    def is_answer(self) -> bool:
        """Whether the text says that it answers something."""
        return self.answer is not None


def actor_above(draft: Draft) -> Party | None:
    """Who did it by the sentence that sums an incident up with others, or that came before it."""
    if draft.under is None:
        return None
    claimed = (c for c in draft.under.claims if c.basis == "claimed" and c.name)
    return draft.under.actor or next(claimed, None)


def only_of(report: Report, days: bool, arms: bool) -> Report:
    """What a report says of the days and of the arms, as far as they are asked for."""
    return replace(
        report,
        trigger=None,
        scene=None,
        spots=(),
        when=report.when if days else (),
        weapons=report.weapons if arms else (),
        casualties=(),
        actor=None,
        claims=(),
        target=None,
        answering=replace(report.answering, hit=None),
    )


def has_one_day(report: Report) -> bool:
    """Whether a report says of one day, or one stretch of days, that it happened then."""
    days = [when for when in report.when if when.first and not when.said]
    return len(days) == 1 and days[0].precision in ("day", "range")


def actors_of(report: Report) -> set[str]:
    """Whom a report names as those who did it."""
    parties = (report.actor, *report.actor.partners) if report.actor else ()
    return {party.name for party in parties if party.name}


def doers_of(report: Report) -> set[str]:
    """Whom a report names as those who did it, or who claim it."""
    return actors_of(report) | {c.name for c in report.claims if c.basis == "claimed" and c.name}


def is_definite(report: Report) -> bool:
    """Whether a report speaks of what was told before: 'the attack'."""
    return report.trigger is not None and report.trigger.definite


def is_behind(report: Report, draft: Draft) -> bool:
    """Whether a sentence without a place of its own follows that which told an incident."""
    return report.scene is None and report.sentence.index - draft.reports[-1].sentence.index == 1


def _scene_rank(report: Report, scene: Scene) -> tuple[bool, int, bool, bool, bool]:
    best = scene.mention.resolution.best
    unheld = 0 if scene.is_in_area else 1  # before the country that a lead names
    beside = scene.mention.kind in WIDE and report.trigger is None  # a country in a mere fact
    beside = beside or scene.is_line
    return (
        scene.local,
        (0 if scene.exact else 3 if beside else 2) if best else unheld,
        scene.text == scene.name,
        report.sentence.headline,
        best is None,
    )


def describe(document: Document, draft: Draft) -> str:
    """The sentence that tells the incident best: in running text, with its place."""
    ranked = sorted(
        (report for report in draft.reports if report.trigger),
        key=lambda r: (r.sentence.headline, r.scene is None or not r.scene.exact, r.start),
    )
    sentence = ranked[0].sentence
    return " ".join(document.text[sentence.start : sentence.end].split())
