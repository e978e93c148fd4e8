"""What a headline tells that the text below tells again: deeds, and answers that it states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from geomap.read.articles.answering import answered_by, days_of
from geomap.read.articles.drafts import Draft, doers_of
from geomap.read.articles.holders import FAR_KM, WIDE, apart_km, may_hold
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report
from geomap.read.articles.sameness import actors_agree, is_same, sorts_agree
from geomap.read.articles.scenes import Scene

#: Sorts of deed that one text seldom tells of twice.
_RARE: Final = frozenset({"arson", "abduct", "seize", "raid", "ambush"})
#: Kinds whose point says little of where on them something was: 'a port on the Danube'.
_LONG: Final = frozenset({"river", "road", "sea", "gulf", "strait", "desert", "mountain"})
#: Words of so few letters tell no deed from another.
_PLAIN: Final = 2


class Headed(NamedTuple):
    """An answer that a headline states without its place, and what else the headline tells."""

    answer: Report
    beside: tuple[Report, ...]


def headed_answer(reports: Sequence[Report]) -> Headed | None:
    """The answer that a headline states and the text below it tells with its place; or None."""
    of_head = [report for report in reports if report.sentence.headline]
    stated = [report for report in of_head if _states_answer(report)]
    below = any(_tells_place(report) for report in reports if not report.sentence.headline)
    if len(stated) != 1 or not below:
        return None
    return Headed(stated[0], tuple(report for report in of_head if report is not stated[0]))


def _states_answer(report: Report) -> bool:
    exact = report.scene is not None and report.scene.exact
    told = report.trigger is not None and report.reading != "background"
    return told and _answers(report) and not exact


def _answers(report: Report) -> bool:
    return report.answering.hit is not None and not (report.answered or report.after)


def _tells_place(report: Report) -> bool:
    return report.reading == "incident" and report.scene is not None and report.scene.exact


def find_headed(headed: Headed, drafts: Sequence[Draft]) -> None:
    """Link the deed that a headline calls an answer to what it answers, where both are clear."""
    attack = next((draft for draft in drafts if _is_beside(draft, headed)), None)
    told = [draft for draft in drafts if draft is not attack and not draft.only_headed]
    strike = _strike(headed.answer, told)
    if strike is None or strike.is_answer:
        return
    answered = [attack] if attack else answered_by(headed.answer, strike, drafts, None)[:1]
    if answered and not _came_first(strike, answered[0]):
        strike.answer, strike.answers = headed.answer, tuple(answered)
    if not headed.answer.casualties and is_same(strike, headed.answer):
        strike.reports.append(headed.answer)


def _came_first(strike: Draft, attack: Draft) -> bool:
    """Whether the text dates a deed before what it is to answer."""
    own, other = days_of(strike), days_of(attack)
    return bool(own and other) and max(own) < min(other)


def _is_beside(draft: Draft, headed: Headed) -> bool:
    """Whether a headline tells this incident beside its answer: 'after the X attack'."""
    return any(report is told for report in draft.reports for told in headed.beside)


def _strike(answer: Report, drafts: Sequence[Draft]) -> Draft | None:
    """The one deed of those who are said to answer, of that sort, or told in those words."""
    doers, own = doers_of(answer), _words_of(answer)
    by_them = [draft for draft in drafts if doers & draft.doers]
    of_sort = [draft for draft in drafts if answer.family in _RARE & _families(draft)]
    in_words = [draft for draft in drafts if own & _told_words(draft)]
    for found in (by_them, of_sort, in_words):
        if len(found) == 1:
            return found[0]
    return None


def _families(draft: Draft) -> set[str]:
    return {told.family for told in draft.reports}


def _words_of(report: Report) -> frozenset[str]:
    """The words of a headline's deed that may tell it from others: 'ELN', 'camp'."""
    said = frozenset(word for word in report.sentence.words if len(word) > _PLAIN)
    return said - words("parties", "plain")


def _told_words(draft: Draft) -> frozenset[str]:
    """The words of what was struck."""
    return frozenset[str]().union(*(told.wording.struck for told in draft.reports))


def without_heads(drafts: Sequence[Draft]) -> list[Draft]:
    """The incidents without those that a headline alone tells, in other words than the text.

    'Iran hits militants inside Pakistan' is no more than the strike on Panjgur that is told below.
    What answered the one answers the other.
    """
    below = [draft for draft in drafts if not draft.only_headed]
    told = {id(draft): _told_below(draft, below) for draft in drafts if draft.only_headed}
    kept = [draft for draft in drafts if told.get(id(draft)) is None]
    for draft in kept:
        answered = (told.get(id(other)) or other for other in draft.answers)
        once = {id(other): other for other in answered if other is not draft}
        draft.answers = tuple(once.values())
    return kept


def _told_below(headed: Draft, below: Sequence[Draft]) -> Draft | None:
    """The incident of the text that a headline may tell: of the sort, by them, around there."""
    if headed.answers:
        return None
    around = [draft for draft in below if _may_head(headed.scene, draft.scene)]
    around = [one for one in around if all(sorts_agree(one, told) for told in headed.reports)]
    theirs = [one for one in around if all(actors_agree(one, told) for told in headed.reports)]
    return next(iter(theirs or (around if _says_little(headed) else ())), None)


def _says_little(headed: Draft) -> bool:
    """Whether a headline names only a country or less, and neither a day nor a toll."""
    wide = headed.scene is None or headed.scene.mention.kind in WIDE
    return wide and not any(told.casualties or told.when for told in headed.reports)


def _may_head(head: Scene | None, spot: Scene | None) -> bool:
    """Whether a spot may be where a headline says: in its country or province, or not far off."""
    if head is None or spot is None:
        return spot is not None
    area, place = head.mention.resolution.best, spot.mention.resolution.best
    sure = head.mention.resolution.status == "resolved"
    if area is None or place is None or not sure or area.kind in _LONG:
        return True
    if head.exact:
        return apart_km(area, place) <= FAR_KM
    return spot.exact and may_hold(area, place)
