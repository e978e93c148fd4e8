"""Reports of one text to incidents: what is the same thing told twice, and what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.answering import (
    Sequel,
    answers_own,
    answers_with,
    begin_answer,
    explain,
    is_answered_there,
    link,
    link_to_all,
    note_answer,
    note_earlier,
    of_others,
    settle,
)
from geomap.read.articles.carried import carry
from geomap.read.articles.drafts import Draft, actors_of, doers_of, is_behind
from geomap.read.articles.headlines import find_headed, headed_answer
from geomap.read.articles.holders import WIDE
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_same_spot, scenes_agree
from geomap.read.articles.sameness import days_agree, is_same, is_under_headline, places_agree
from geomap.read.articles.scenes import Scene
from geomap.read.articles.sums import without_sums
from geomap.read.articles.waves import date_by_waves

#: How many sentences a place that was only set holds for.
_GOES_ON: Final = 3
#: Words of violence that tell one incident of a text from another ('the attack' does not).
_TELLING: Final = frozenset({"ambush", "raid", "abduct", "arson", "seize", "clash", "murder"})


def compose(reports: Iterable[Report]) -> list[Draft]:
    """The incidents that these reports of one text tell, in the order in which they are told."""
    reports = list(reports)
    drafts: list[Draft] = []
    last: Draft | None = None
    previous: Report | None = None
    open_: list[Sequel] = []
    scene_of: Report | None = None
    open_facts: list[Report] = []
    begun: Report | None = None
    lead = _lead(reports)
    headed = headed_answer(reports)
    for report in reports:
        aside = _continues_background(report, previous)
        begun = report if report.answering.begins else begun
        if last is None and _only_sets_scene(report):
            scene_of = report
        if scene_of is not None and last is None and _has_that_scene(report, scene_of):
            report = replace(
                report, scene=scene_of.scene, when=report.when or scene_of.when, set_by=scene_of
            )
        elif scene_of is not None and last is None and _is_of_it(report, scene_of):
            open_facts.append(report)
        if headed is not None and report is headed.answer:
            continue  # the text tells it below
        said = report.answering
        if said.of_head or (said.of_next and said.explains is None):
            continue
        if said.explains is not None and last is not None and not _is_new(report, drafts):
            last = explain(report, said.explains, last, drafts)
        elif report.reading == "fact" and last is not None and _shares_out(report, last):
            drafts.append(_share_of(report, last.reports[0]))
        elif report.reading == "fact" and last is not None and not aside:
            told_of = _of_fact(report, last, drafts)
            if told_of is not None:
                told_of.reports.append(report)
            if told_of is last and report.of_both and len(drafts) > 1:
                drafts[-2 if drafts[-1] is last else -1].reports.append(report)
        elif report.reading == "incident" and not aside:
            draft = _home(report, drafts, last, lead)
            if draft is None or _is_only_recalled(report, last):
                link_to_all(report, drafts, last)
                continue
            draft.reports.append(of_others(report, last) if draft is not last else report)
            if report.set_by is not None:
                draft.reports += [_without_harm(report.set_by), *open_facts]
            if draft not in drafts:
                drafts.append(draft)
                if begun is not None and (
                    begin_answer(begun, draft, drafts) or not begun.answering.of_lead
                ):
                    begun = None
            open_ += note_answer(report, draft, drafts, last)
            note_earlier(report, draft, last)
            if last is None or not (report.answered or report.after):
                last = draft  # an aside ('a day after …') is not what the text goes on about
        if report.reading != "nothing":
            previous = None if report.reading != "background" and not aside else report
    for sequel in open_:  # who struck may be named after what it came after
        link(sequel)
    settle(drafts)
    if headed is not None:
        find_headed(headed, drafts)
    for draft in drafts:
        draft.reports = [_as_of(report, draft) for report in draft.reports]
    kept = without_sums([draft for draft in drafts if _tells_enough(draft)])
    kept = [draft for draft in kept if not _is_headed_by(draft, kept)]
    date_by_waves(kept, reports)
    carry(kept)
    for draft in kept:  # what tells too little to be found answers nothing and is not answered
        draft.answers = tuple(answered for answered in draft.answers if answered in kept)
    return kept


def _is_headed_by(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a headline alone tells it, of a whole country, and the text goes on to say where.

    'Iran hits militants inside Pakistan': no more than the strike on Panjgur that the text tells.
    """
    if not draft.only_headed:
        return False
    wide = draft.scene is None or draft.scene.mention.kind in WIDE
    if not wide or any(report.casualties or report.when for report in draft.reports):
        return False
    inside = [other.scene for other in drafts if other is not draft and other.scene is not None]
    return any(other.exact and scenes_agree(draft.scene, other) for other in inside)


def _only_sets_scene(report: Report) -> bool:
    """'The army denied that its planes bombed X', 'said in error that 8 died in X': where it was.

    What the text then goes on about was there, whatever is denied or taken back of it.
    """
    denied = any(claim.basis == "denied" for claim in report.claims)
    cues = report.sentence.of("denial") if report.trigger is None else []
    denied = denied or any(cue.value in words("parties", "denying") for cue in cues)
    told = report.reading in ("fact", "nothing") and denied
    told = told or _tells_toll_first(report)
    return report.scene is not None and (told or report.retracted)


def _tells_toll_first(report: Report) -> bool:
    """'Eleven people are dead in Dolbel.': a toll at a place, before the deed that is behind it."""
    if report.reading != "fact" or report.trigger is not None or report.sentence.headline:
        return False
    exact = report.scene is not None and report.scene.exact
    return exact and any(one.harm == "killed" for one in report.casualties)


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


def _without_harm(report: Report) -> Report:
    """A denial or a correction, of which only where and when it was stands."""
    return replace(report, casualties=()) if report.retracted else report


def _is_of_it(report: Report, before: Report) -> bool:
    """'The ministry has since said three died', between a correction and what it corrects."""
    near = 0 < report.sentence.index - before.sentence.index <= _GOES_ON
    return near and report.reading == "fact" and report.scene is None


def _has_that_scene(report: Report, before: Report) -> bool:
    """Whether a report without a place is of the one that was only set before it."""
    if report.scene is not None or report.another or report.reading != "incident":
        return False
    near = report.sentence.index - before.sentence.index <= _GOES_ON
    return near and report.sentence.index != before.sentence.index


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
        if found is not None or not report.claims:
            return found
    named = {weapon.name for weapon in report.weapons if not weapon.vague}
    with_them = [draft for draft in drafts if named & draft.arms]
    return with_them[0] if len(with_them) == 1 and report.claims else last


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


def _home(report: Report, drafts: Sequence[Draft], last: Draft | None, lead: int) -> Draft | None:
    """The incident that a report is of: one told before, a new one, or none ('the attacks')."""
    trigger = report.trigger
    if trigger is None:
        return None
    if report.listed:
        alone = (draft for draft in drafts if not draft.spots)
        return next((draft for draft in alone if _is_at(draft.scene, report.scene)), Draft())
    summary = trigger.definite and trigger.plural
    told = [draft for draft in drafts if not is_answered_there(draft, report)]
    told = [draft for draft in told if not (draft is last and answers_with(draft, report))]
    exact = report.scene is not None and report.scene.exact
    named = exact and (report.answered or trigger.verb)  # 'the strikes in X hit a depot'
    named = named or bool(report.spots)  # 'in the Indian strikes, including in X and Y'
    if summary and len(told) != 1 and not named:
        return last if last is not None and _explains(report, last) else None
    if not report.another or trigger.definite or (last and _is_listed(last, report)):
        recent = [last] if last and not answers_with(last, report) else []
        order = [*recent, *(d for d in reversed(drafts) if d is not last)]
        order = [draft for draft in order if not _struck_back(draft, report, last)]
        order = [draft for draft in order if not is_answered_there(draft, report)]
        if trigger.definite:  # 'condemned the ambush': that of this name before the raid told last
            order.sort(key=lambda draft: not _shares_words(draft, report))
            order.sort(key=lambda draft: not _is_called(draft, report))
            order.sort(key=lambda draft: not _is_at(draft.scene, report.scene))
        for draft in order:
            if is_same(draft, report) and not answers_own(report, draft, drafts):
                return draft
        if len(drafts) == 1 and is_under_headline(drafts[0], report, lead):
            return drafts[0]
    elif report.scene is not None and report.scene.exact:
        for draft in drafts:  # 'another' than what the text told, not than what its headline did
            same_spot = draft.only_headed and _is_at(draft.scene, report.scene)
            if same_spot and is_same(draft, report):
                return draft
    if trigger.definite and not (report.scene and report.scene.exact):
        dated = any(when.precision == "day" for when in report.when)
        told_enough = dated and report.casualties and report.scene is not None
        if not told_enough and (drafts or not (dated or report.casualties)):
            return None
    return None if summary else Draft()


def _is_new(report: Report, drafts: Sequence[Draft]) -> bool:
    """'X said that it had bombarded Y "in response to Z"': itself told, at a place not told of."""
    if report.reading != "incident" or report.trigger is None or not report.trigger.verb:
        return False
    exact = report.scene is not None and report.scene.exact
    return exact and not any(_is_at(draft.scene, report.scene) for draft in drafts)


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
    if report.called:
        told = {word for r in draft.reports for word in r.struck}
        told |= {r.scene.name.lower() for r in draft.reports if r.scene}
        if report.called & told:
            return True
    sort = report.family
    return sort in _TELLING and any(told.family == sort for told in draft.reports)


def _shares_words(draft: Draft, report: Report) -> bool:
    """'The killing of the colonel': a sentence that told of an incident told of a colonel."""
    return any(not report.called.isdisjoint(told.sentence.words) for told in draft.reports)


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


def _as_of(report: Report, draft: Draft) -> Report:
    """A report of an attack with whose arms were shot down, not who did: they did not attack."""
    attack = any(told.trigger and told.family != "intercept" for told in draft.reports)
    if report.family != "intercept" or not attack:
        return report
    others = tuple(claim for claim in report.claims if claim.basis != "claimed")
    return replace(report, actor=report.sender, claims=others)
