"""Reports of one text to incidents: what is the same thing told twice, and what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.document import Document
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report
from geomap.read.articles.scenes import Scene, is_same_spot, scenes_agree

#: Words of violence by the sort of thing that they tell; reports of one incident share a sort.
_SORTS: Final = {
    "shell": "fire", "air": "fire", "bomb": "fire", "blast": "blast", "gun": "hand",
    "murder": "hand", "ambush": "hand", "clash": "hand", "abduct": "abduct",
    "arson": "arson", "seize": "seize", "intercept": "fire",
}  # fmt: skip
#: Words of violence that tell one incident of a text from another ('the attack' does not).
_TELLING: Final = frozenset({"ambush", "raid", "abduct", "arson", "seize", "clash", "murder"})


@dataclass(eq=False)
class Draft:
    """One incident of one text while its reports are gathered."""

    reports: list[Report] = field(default_factory=list)
    answers: tuple[Draft, ...] = ()  # the incidents that it is said to answer
    answer: Report | None = None  # the report that says so
    under: Report | None = None  # the sentence that sums it up with others, and may say who did it

    @property
    def scene(self) -> Scene | None:
        """The most exact place told, one with a relation and in running text first."""
        scenes = [(report, report.scene) for report in self.reports if report.scene]
        if not scenes:
            return None
        return min(scenes, key=lambda told: _scene_rank(*told))[1]

    @property
    def spots(self) -> tuple[Scene, ...]:
        """The places that reports tell of under one verb, each once."""
        found: list[Scene] = []
        for spot in (spot for report in self.reports for spot in report.spots):
            if not any(is_same_spot(spot, other) for other in found):
                found.append(spot)
        return tuple(found)

    @property
    def is_answer(self) -> bool:
        """Whether the text says that it answers something."""
        return self.answer is not None


def compose(reports: Iterable[Report]) -> list[Draft]:
    """The incidents that these reports of one text tell, in the order in which they are told."""
    drafts: list[Draft] = []
    last: Draft | None = None
    previous: Report | None = None
    open_: list[_Sequel] = []
    for report in reports:
        aside = _continues_background(report, previous)
        if report.reading == "fact" and last is not None and not aside:
            told_of = _of_fact(report, last, drafts)
            if told_of is not None:
                told_of.reports.append(report)
        elif report.reading == "incident" and not aside:
            draft = _home(report, drafts, last)
            if draft is None:
                continue
            own = _of_others(report, last) if draft is not last else report
            draft.reports.append(_as_of(own, draft))
            if draft not in drafts:
                drafts.append(draft)
            open_ += _note_answer(report, draft, drafts, last)
            if last is None or not (report.answered or report.after):
                last = draft  # an aside ('a day after …') is not what the text goes on about
        if report.reading != "nothing":
            previous = None if report.reading != "background" and not aside else report
    for sequel in open_:  # who struck may be named after what it came after
        _link(sequel)
    told = [draft for draft in drafts if _tells_enough(draft)]
    summaries = [draft for draft in told if _is_summary(draft, told)]
    for summary in summaries:
        for part in _parts(summary, told):
            part.under = part.under or summary.reports[0]
            part.reports += _shared(summary.reports[0], part)
    return [draft for draft in told if draft not in summaries]


def _of_fact(report: Report, last: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The incident that a fact is of: the last one, or that whose place or arms it names.

    None where it names a place and a day that none was at.
    """
    if report.scene is not None and report.scene.exact and not report.claims:
        order = (last, *(draft for draft in reversed(drafts) if draft is not last))
        fits = (d for d in order if _places_agree(d, report) and _days_agree(d, report))
        return next(fits, None)
    named = {weapon.name for weapon in report.weapons if not weapon.vague}
    with_them = [draft for draft in drafts if named & _arms(draft)]
    return with_them[0] if len(with_them) == 1 and report.claims else last


def _arms(draft: Draft) -> set[str]:
    return {weapon.name for told in draft.reports for weapon in told.weapons}


def _of_others(report: Report, strike: Draft | None) -> Report:
    """What is answered, without the one who answers: 'X said it fired in response to Y'."""
    if strike is None or not report.answered:
        return report
    parties = (p for r in strike.reports for p in (r.actor, *r.claims) if p is not None)
    answering = {party.name for party in parties}
    own = report.actor is not None and report.actor.name not in answering
    return replace(
        report,
        actor=report.actor if own else None,
        claims=tuple(party for party in report.claims if party.name not in answering),
    )


def _is_summary(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether it only sums up others that are told after it ('attacked two towns')."""
    if draft.is_answer or (draft.scene and draft.scene.exact):
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
        return [d for d in after if _same(draft, d.reports[0])]
    within = (d for d in after if scenes_agree(draft.scene, d.scene))
    return [d for d in within if _actors_agree(draft, d.reports[0])]


def _shared(above: Report, part: Draft) -> list[Report]:
    """What a sum says of the day and the arms of each of its parts, where a part does not."""
    dated = any(when.first for told in part.reports for when in told.when)
    armed = any(told.weapons for told in part.reports)
    only = only_of(above, days=not dated, arms=not armed)
    return [only] if only.when or only.weapons else []


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
        answer=None,
    )


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
        any(report.actor and report.actor.name for report in told),
    )
    return sum(facts) > 1


def _continues_background(report: Report, previous: Report | None) -> bool:
    """Whether a sentence goes on about what its paragraph told as background."""
    if previous is None or previous.sentence.paragraph != report.sentence.paragraph:
        return False
    return report.reading == "fact" or (report.trigger is not None and report.trigger.definite)


def _home(report: Report, drafts: Sequence[Draft], last: Draft | None) -> Draft | None:
    """The incident that a report is of: one told before, a new one, or none ('the attacks')."""
    trigger = report.trigger
    if trigger is None:
        return None
    if report.listed:
        alone = (draft for draft in drafts if not draft.spots)
        return next((draft for draft in alone if _is_at(draft.scene, report.scene)), Draft())
    summary = trigger.definite and trigger.plural
    told = [draft for draft in drafts if not (draft is last and _answers_with(draft, report))]
    named = report.answered and report.scene is not None and report.scene.exact
    if summary and len(told) != 1 and not named:
        return last if last is not None and _explains(report, last) else None
    if not report.another or trigger.definite or (last and _is_listed(last, report)):
        recent = [last] if last and not _answers_with(last, report) else []
        order = [*recent, *(d for d in reversed(drafts) if d is not last)]
        if trigger.definite:  # 'condemned the ambush': that of this name before the raid told last
            order.sort(key=lambda draft: not _is_called(draft, report))
        for draft in order:
            if _same(draft, report):
                return draft
    if trigger.definite and not (report.scene and report.scene.exact):
        dated = any(when.precision == "day" for when in report.when)
        if drafts or not (dated or report.casualties):
            return None
    return None if summary else Draft()


def _explains(report: Report, last: Draft) -> bool:
    """'Turkey said the strikes were in response to …', right behind a strike."""
    answers = bool(report.sentence.of("answer")) and not report.answered
    return answers and _is_behind(report, last) and last.answer is None and _same(last, report)


def _is_behind(report: Report, draft: Draft) -> bool:
    """Whether a sentence without a place of its own follows that which told an incident."""
    return report.scene is None and report.sentence.index - draft.reports[-1].sentence.index == 1


def _owns_up(draft: Draft, report: Report) -> bool:
    """'Israel said its jets had struck in response': who did what was just told, and why."""
    claimed = any(claim.basis == "claimed" for claim in report.claims)
    open_ = not any(_doers(told) for told in draft.reports)
    return claimed and open_ and _is_behind(report, draft)


def _is_called(draft: Draft, report: Report) -> bool:
    """Whether an incident was told by a word of the same sort that is more than 'attack'.

    Or is one on what stands before it: 'the helicopter attack', 'the Cali bombing'.
    """
    if report.called:
        told = {word for r in draft.reports for word in r.struck}
        told |= {r.scene.name.lower() for r in draft.reports if r.scene}
        if report.called & told:
            return True
    sort = report.family
    return sort in _TELLING and any(told.family == sort for told in draft.reports)


def _is_at(one: Scene | None, other: Scene | None) -> bool:
    return one is not None and other is not None and is_same_spot(one, other)


def _is_listed(draft: Draft, report: Report) -> bool:
    """Whether a report tells more of one of the places that were told under one verb."""
    if report.scene is None or not report.scene.exact:
        return False
    alone = (r.scene for r in draft.reports if r.scene and not r.spots)
    return any(is_same_spot(spot, report.scene) for spot in draft.spots) and not any(
        is_same_spot(scene, report.scene) for scene in alone
    )


def _answers_with(draft: Draft, report: Report) -> bool:
    """Whether a sentence tells of this incident as what came after what the report is of."""
    return (report.answered or report.earlier) and draft.reports[
        -1
    ].sentence.index == report.sentence.index


def _same(draft: Draft, report: Report) -> bool:
    """Whether nothing that a report says speaks against its being of this incident."""
    new = report.answer and not report.answered and not draft.is_answer
    if new and not _is_definite(report) and not _owns_up(draft, report):
        return False
    if draft.is_answer and not report.answer and report.actor and not _actors_agree(draft, report):
        return False
    return (
        _places_agree(draft, report)
        and not _is_part(draft, report)
        and _sorts_agree(draft, report)
        and (_days_agree(draft, report) or _says_when(draft, report))
        and _actors_agree(draft, report)
        and (_weapons_agree(draft, report) or _is_definite(report))
    )


def _places_agree(draft: Draft, report: Report) -> bool:
    told, new = draft.spots or (draft.scene,), report.spots or (report.scene,)
    return any(scenes_agree(one, other) for one in told for other in new)


def _is_part(draft: Draft, report: Report) -> bool:
    """Whether a draft tells of several attacks, and a report of one of them: fewer were killed."""
    first = draft.reports[0].trigger
    if first is None or not first.plural or draft.scene is None or draft.scene.exact:
        return False
    told, new = _killed(draft.reports), _killed([report])
    return report.scene is not None and report.scene.exact and bool(told and new) and told != new


def _killed(reports: Sequence[Report]) -> set[int | None]:
    return {c.count.least for report in reports for c in report.casualties if c.harm == "killed"}


def _is_definite(report: Report) -> bool:
    return report.trigger is not None and report.trigger.definite


def _sorts_agree(draft: Draft, report: Report) -> bool:
    told = {_SORTS[r.family] for r in draft.reports if r.family in _SORTS}
    new = _SORTS.get(report.family)
    return not told or new is None or new in told or {new, *told} == {"fire", "blast"}


def _days_agree(draft: Draft, report: Report) -> bool:
    told = [days for r in draft.reports for days in _days(r)]
    new = _days(report)
    if not told or not new:
        return True
    return any(a and b and c and d and a <= d and c <= b for a, b in told for c, d in new)


def _says_when(draft: Draft, report: Report) -> bool:
    """'The attack happened late Friday', right behind what gave no day of it but of its telling."""
    trigger = report.trigger
    if trigger is None or not trigger.definite or trigger.plural:
        return False
    near = report.sentence.index - draft.reports[-1].sentence.index == 1
    return near and not any(when.day and not when.said for r in draft.reports for when in r.when)


def _days(report: Report) -> list[tuple[date | None, date | None]]:
    """First and last of the days on which a report says that it happened."""
    happened = (w for w in report.when if w.precision in ("day", "range") and not w.said)
    return [(when.first, when.last) for when in happened]


def _actors_agree(draft: Draft, report: Report) -> bool:
    if report.family == "clash" and report.scene is None and not report.another:
        return True  # 'the army and the attackers exchanged fire': both sides of it
    if _claimed_by_another(draft, report):
        return False
    named = {name for told in draft.reports for name in _actors(told)}
    new = _actors(report)
    return not named or not new or bool(named & new) or _may_be_one(named, new)


def _may_be_one(named: set[str], new: set[str]) -> bool:
    """Whether the one says only of what sort they are, 'militants', and the other names a group."""
    loose = words("parties", "any_group")
    if named <= loose:
        return not any(is_state(name) for name in new)
    return new <= loose and not any(is_state(name) for name in named)


def _claimed_by_another(draft: Draft, report: Report) -> bool:
    """Whether somebody claims a deed of their own where another is told to have done it.

    A state claims no deed of a group, nor a group one of a state, nor a state that of another.
    """
    if report.answered or report.family == "intercept":
        return False  # it is the answer that is claimed; who shoots down did not attack
    claimed = {claim.name for claim in report.claims if claim.basis == "claimed" and claim.name}
    told = {name for r in draft.reports for name in _doers(r) | _accused(r)}
    if not claimed or claimed & told:
        return False
    states = any(map(is_state, claimed))
    if states and any(c.basis == "unclaimed" for r in draft.reports for c in r.claims):
        return True
    sides = {is_state(name) for name in told}
    if told and sides != {states}:
        return True
    return states and any(name not in _ANY_STATE for name in told)


#: Of the parties of a state, those that may be of any.
_ANY_STATE: Final = words("parties", "of_a_state")


def _accused(report: Report) -> set[str]:
    return {c.name for c in report.claims if c.basis == "accused" and c.name}


def _as_of(report: Report, draft: Draft) -> Report:
    """A report of an attack without whoever shot down what was fired: they did not attack."""
    attack = any(told.trigger and told.family != "intercept" for told in draft.reports)
    if report.family != "intercept" or not attack:
        return report
    others = tuple(claim for claim in report.claims if claim.basis != "claimed")
    return replace(report, actor=None, claims=others)


def _actors(report: Report) -> set[str]:
    """Whom a report names as those who did it."""
    parties = (report.actor, *report.actor.partners) if report.actor else ()
    return {party.name for party in parties if party.name}


def _doers(report: Report) -> set[str]:
    """Whom a report names as those who did it, or who claim it."""
    return _actors(report) | {c.name for c in report.claims if c.basis == "claimed" and c.name}


def _weapons_agree(draft: Draft, report: Report) -> bool:
    told = {weapon.name for r in draft.reports for weapon in r.weapons if not weapon.vague}
    new = {weapon.name for weapon in report.weapons if not weapon.vague}
    if report.family == "intercept":  # what was shot down is what was fired
        return not told or not new or bool(told & new)
    at_one_place = report.scene and draft.scene and draft.scene.exact and report.scene.exact
    if at_one_place or (report.scene is None and report.said):
        return True  # another account of it: 'three rockets', 'a drone'
    return not told or not new or bool(told & new) or _alike(told, new)


def _alike(told: set[str], new: set[str]) -> bool:
    """Whether the one names roughly what the other names closely: 'missile', 'cruise missile'."""
    return any(a.endswith(b) or b.endswith(a) for a in told for b in new) or (
        bool(told & {"airstrike", "aircraft", "guided bomb"})
        and bool(new & {"airstrike", "aircraft", "guided bomb", "missile", "bomb"})
    )


class _Sequel(NamedTuple):
    """A strike that is told to have come after an attack."""

    strike: Draft
    attack: Draft
    report: Report  # of the attack
    telling: Report  # of the strike


def _note_answer(
    report: Report, draft: Draft, drafts: Sequence[Draft], last: Draft | None
) -> list[_Sequel]:
    """Keep which incident this one, or the one before it, is said to answer.

    What is open as long as nobody is named who struck is given back.
    """
    if report.answered or report.after:
        if last is None or last is draft or report.supposed:
            return []
        same = last.reports[-1].sentence.index == report.sentence.index
        sequel = _Sequel(last, draft, report, last.reports[-1] if same else report)
        return [] if _link(sequel) else [sequel]
    if (
        report.answer is None
        or draft.answer is not None
        or _is_definite(report)
        and draft is not last
    ):
        return []
    before = [other for other in drafts if other is not draft]
    draft.answer = report
    draft.answers = (last,) if last is not None and last is not draft else tuple(before[-1:])
    return []


def _link(sequel: _Sequel) -> bool:
    """Link a strike to what it came after, where it may answer that."""
    strike, attack, report, telling = sequel
    if strike.answer is not None or not _may_answer(report, strike, attack):
        return False
    strike.answers, strike.answer = (attack,), telling
    return True


def _may_answer(report: Report, strike: Draft, attack: Draft) -> bool:
    """'X struck after Y fired' links the two only where the sides or the places differ."""
    if report.answered:
        return True
    strikers = {name for told in strike.reports for name in _doers(told)}
    attackers = {name for told in attack.reports for name in _doers(told)}
    return bool(strikers) and not strikers & attackers and strike.scene is not None


def _scene_rank(report: Report, scene: Scene) -> tuple[bool, int, bool, bool, bool]:
    best = scene.mention.resolution.best
    return (
        scene.local,
        (0 if scene.exact else 1) if best else 1,
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
