"""Whether what a report tells is of an incident told before: nothing may speak against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.drafts import Draft, actors_of, doers_of, is_behind, is_definite
from geomap.read.articles.holders import ONE_GOVERNORATE_KM, WIDE, apart_km
from geomap.read.articles.lists import words
from geomap.read.articles.readings import Report
from geomap.read.articles.same_places import is_finer, is_same_spot, may_lie_in, scenes_agree
from geomap.read.articles.scenes import Scene

#: The first and the last day of what a report tells.
Days = tuple[date | None, date | None]
#: Words of violence by the sort of thing that they tell; reports of one incident share a sort.
_SORTS: Final = {
    "shell": "fire", "air": "fire", "bomb": "fire", "blast": "blast", "gun": "hand",
    "murder": "hand", "ambush": "hand", "clash": "hand", "abduct": "abduct",
    "arson": "arson", "seize": "seize", "intercept": "fire",
}  # fmt: skip
#: Sorts of thing that one raid may do.
_OF_ONE_RAID: Final = ({"abduct", "hand"}, {"arson", "hand"}, {"arson", "abduct"})
#: Arms with which nobody is abducted.
_LAID: Final = frozenset({"bomb", "roadside bomb", "car bomb", "suicide bomb", "landmine"})
#: Arms that are fired from afar, as reports name them.
_HEAVY: Final = frozenset({"rocket", "missile", "mortar", "artillery", "projectile"})
#: The last sentence that a text may begin with, below its headline and who wrote it.
_LEAD: Final = 2
#: Of the parties of a state, those that may be of any.
_ANY_STATE: Final = words("parties", "of_a_state")


def is_same(draft: Draft, report: Report) -> bool:
    """Whether nothing that a report says speaks against its being of this incident."""
    answers = report.answering.hit is not None
    new = answers and not report.answered and not draft.is_answer
    told = is_definite(report) or _owns_up(draft, report) or _tells_where_it_was(draft, report)
    if new and not told:
        return False
    if draft.is_answer and not answers and report.actor and not actors_agree(draft, report):
        return False
    return (
        places_agree(draft, report)
        and not _is_part(draft, report)
        and not _is_set_apart(draft, report)
        and sorts_agree(draft, report)
        and (days_agree(draft, report) or _says_when(draft, report))
        and actors_agree(draft, report)
        and (_weapons_agree(draft, report) or _is_told_again(report))
    )


def _is_told_again(report: Report) -> bool:
    """'The attack', whatever its arms are called; 'the missile' was shot down as what it is."""
    return is_definite(report) and report.family != "intercept"


def is_under_headline(draft: Draft, report: Report, lead: int) -> bool:
    """Whether a text begins with what its headline says less exactly: 'Blast on Quetta railway'.

    The places may differ, if not the country: 'on the railway track near Sibi'. ``lead`` is the
    first sentence below the headline that tells of violence.
    """
    placed = [told for told in draft.reports if told.scene or told.sentence.headline]
    if not placed or not all(told.sentence.headline for told in placed):
        return False
    if (
        report.another
        or report.sentence.index > min(lead, _LEAD)
        or draft.spots
        or report.spots
        or report.scene is None
    ):
        return False
    return (
        _near_each_other(draft.scene, report.scene)
        and _tolls_agree(draft, report)
        and sorts_agree(draft, report)
        and days_agree(draft, report)
        and actors_agree(draft, report)
        and _weapons_agree(draft, report)
    )


def retells_lead(draft: Draft, report: Report) -> bool:
    """Whether a sentence right behind the lead says where that was, which named a wide area only.

    'Gunmen killed 18 in Katsina state. The gunmen arrived at the market in Kankara and fired into
    the crowd.' What opens with a place or a time is another deed, and what has a toll of its own,
    unless it says that it goes on: 'the gunmen'. A wave of strikes was in several places.
    """
    below = (one.sentence for one in draft.reports if not one.sentence.headline)
    told = next(below, draft.reports[0].sentence)
    last = max(one.sentence.index for one in draft.reports)
    if told.index > _LEAD or report.sentence.index - last != 1 or draft.spots or report.spots:
        return False
    if report.another or report.answering.hit is not None or _is_of_many(draft):
        return False
    goes_on = report.wording.opens in words("grammar", "going_on")
    if not goes_on and (
        report.casualties or report.wording.opens in words("grammar", "opening_anew")
    ):
        return False
    return (
        _is_around(draft.scene, report.scene)
        and (_may_be_of_sort(draft, report) or (goes_on and _is_by_hand(draft, report)))
        and _weapons_agree(draft, report)
        and _tolls_agree(draft, report)
        and days_agree(draft, report)
        and actors_agree(draft, report)
    )


def _may_be_of_sort(draft: Draft, report: Report) -> bool:
    """Whether a sort of deed was told before, or nothing by which it was: 'killed 18'."""
    sort = _sort(report)
    if sort is None or sort in map(_sort, draft.reports):
        return True
    return sort in ("hand", "fire", "blast") and not draft.arms and sorts_agree(draft, report)


def _is_by_hand(draft: Draft, report: Report) -> bool:
    """'A raid by kidnapping gangs. The gunmen fired into the crowd': one raid may be both."""
    return {_sort(report), *map(_sort, draft.reports)} <= {"hand", "abduct", None}


def _is_of_many(draft: Draft) -> bool:
    """'A series of airstrikes on areas in Yemen', 'attacks in three states'."""
    series = words("grammar", "series")
    return any(
        not series.isdisjoint(told.sentence.words) or (told.trigger and told.trigger.plural)
        for told in draft.reports
    )


def _is_around(area: Scene | None, spot: Scene | None) -> bool:
    """Whether one place is only the land or water around a spot, as far as both are known."""
    if spot is None or not spot.exact or _is_land(spot):
        return False
    if area is None:
        return True
    if area.exact and not _is_land(area) and not area.is_direction:
        return False
    left, right = area.mention.resolution.best, spot.mention.resolution.best
    if left is None or right is None:
        return left is not None
    if left.kind in WIDE:
        return left.country_code in (None, right.country_code)
    return apart_km(left, right) < ONE_GOVERNORATE_KM


def _is_land(scene: Scene) -> bool:
    """'Lake Chad', 'the island of Basilan': by its kind, or by what the text calls it."""
    called = words("context", "lands")
    return scene.mention.kind in called or not called.isdisjoint(scene.text.lower().split())


def _near_each_other(one: Scene | None, other: Scene) -> bool:
    left = one.mention.resolution.best if one else None
    right = other.mention.resolution.best
    if left is None or right is None:
        return True
    return apart_km(left, right) < ONE_GOVERNORATE_KM


def _tolls_agree(draft: Draft, report: Report) -> bool:
    told, new = _killed(draft.reports), _killed([report])
    return not told or not new or bool(told & new)


def _owns_up(draft: Draft, report: Report) -> bool:
    """'Israel said its jets had struck in response': who did what was just told, and why."""
    claimed = any(claim.basis == "claimed" for claim in report.claims)
    open_ = not any(doers_of(told) for told in draft.reports)
    return claimed and open_ and is_behind(report, draft)


def _tells_where_it_was(draft: Draft, report: Report) -> bool:
    """'… hours after US strikes killed five. The US said its jets hit X in response to …'.

    Who claims it did what was told with a toll and without a place: this says where, and why.
    """
    claimed = {claim.name for claim in report.claims if claim.basis == "claimed"}
    placed = draft.scene is not None and draft.scene.exact
    harmed = any(told.casualties for told in draft.reports)
    return not placed and harmed and bool(claimed) and draft.doers == claimed


def places_agree(draft: Draft, report: Report) -> bool:
    """Whether a report may be of a place of an incident, or one of them tells of none."""
    told, new = draft.spots or (draft.scene,), report.spots or (report.scene,)
    if any(scenes_agree(one, other) for one in told for other in new):
        return True
    return is_definite(report) and any(may_lie_in(one, other) for one in told for other in new)


def _is_part(draft: Draft, report: Report) -> bool:
    """Whether a draft tells of several attacks, and a report of one of them: fewer were killed."""
    several = any(told.trigger and told.trigger.plural for told in draft.reports)
    if not several or draft.scene is None or draft.scene.exact or report.scene is None:
        return False
    told, new = _killed(draft.reports), _killed([report])
    of_them = any(one.of_them for one in report.casualties)  # 'seven of them died in X'
    if not is_finer(report.scene, draft.scene) and not (
        of_them and not is_same_spot(draft.scene, report.scene)
    ):
        return False
    wide = bool(told) and (draft.scene.mention.kind in WIDE or bool(draft.spots))
    single = report.trigger is not None and report.trigger.verb and not is_definite(report)
    if told and report.answered:
        return True  # what one of the several answered was none of them
    return (bool(told and new) and told != new) or (wide and single and not new)


def _is_set_apart(draft: Draft, report: Report) -> bool:
    """Whether a report has a place, a day and a toll of its own, and the draft only another toll.

    'Four were killed in a gunbattle.' 'On Wednesday, nine were killed in a raid in Jani Khel.' A
    lead may give a toll alone, and the text go on with the rest.
    """
    if draft.scene is not None or draft.is_dated or is_definite(report):
        return False
    if draft.reports[0].sentence.index <= _LEAD or not (report.scene and report.scene.exact):
        return False
    told, new = _killed(draft.reports), _killed([report])
    dated = any(when.day and not when.said for when in report.when)
    return dated and bool(told and new) and told.isdisjoint(new)


def _killed(reports: Sequence[Report]) -> set[int | None]:
    return {c.count.least for report in reports for c in report.casualties if c.harm == "killed"}


def sorts_agree(draft: Draft, report: Report) -> bool:
    """Whether the sort of thing that a report tells of may be that of an incident."""
    told = {sort for sort in map(_sort, draft.reports) if sort}
    new = _sort(report)
    if {new, *told} in _OF_ONE_RAID and report.scene is None and not report.when:
        return not report.another  # '… were abducted. A resident said they shot the imam dead.'
    if not told and new == "abduct" and not draft.arms.isdisjoint(_LAID):
        return False  # 'A roadside bomb killed three. Gunmen abducted students in X.'
    return not told or new is None or new in told or {new, *told} == {"fire", "blast"}


def _sort(report: Report) -> str | None:
    """The sort of thing that a report tells; 'fired at' is of guns unless it is of rockets."""
    heavy = report.family == "gun" and any(arm.name in _HEAVY for arm in report.weapons)
    return "fire" if heavy else _SORTS.get(report.family)


def days_agree(draft: Draft, report: Report) -> bool:
    """Whether the days that a report tells meet those of an incident, or one of them has none."""
    told = _closest([days for r in draft.reports for days in _days(r)])
    new = _days(report)
    if not told or not new:
        return True
    return any(a and b and c and d and a <= d and c <= b for a, b in told for c, d in new)


def _closest(told: list[Days]) -> list[Days]:
    """Without spans of many days where a day is told too: 'days after X', then 'on April 27'."""
    close: list[Days] = [(a, b) for a, b in told if a and b and (b - a).days <= 1]
    return close or told


def _says_when(draft: Draft, report: Report) -> bool:
    """'The attack happened late Friday', right behind what gave no day of it but of its telling."""
    trigger = report.trigger
    if trigger is None or not trigger.definite or trigger.plural:
        return False
    near = report.sentence.index - draft.reports[-1].sentence.index == 1
    return near and not any(when.day and not when.said for r in draft.reports for when in r.when)


def _days(report: Report) -> list[Days]:
    """First and last of the days on which a report says that it happened."""
    happened = (w for w in report.when if w.precision in ("day", "range") and not w.said)
    return [(when.first, when.last) for when in happened]


def actors_agree(draft: Draft, report: Report) -> bool:
    """Whether whoever a report names may have done what an incident tells."""
    if report.family == "clash" and report.scene is None and not report.another:
        return True  # 'the army and the attackers exchanged fire': both sides of it
    if _claimed_by_another(draft, report):
        return False
    named = {name for told in draft.reports for name in actors_of(told)}
    new = actors_of(report)
    if _is_unnamed(report) and named and all(map(is_state, named)):
        # gunmen whom nobody names are no police; 'armed men' who board a ship may be
        return report.family == "seize" and any(r.family == "seize" for r in draft.reports)
    if new and all(map(is_state, new)) and not named and any(map(_is_unnamed, draft.reports)):
        return report.trigger is None or report.trigger.definite
    return not named or not new or bool(named & new) or _may_be_one(named, new)


def _is_unnamed(report: Report) -> bool:
    """Whether it only says that they were armed: 'gunmen'."""
    return report.actor is not None and report.actor.name is None


def _may_be_one(named: set[str], new: set[str]) -> bool:
    """Whether the one says only of what sort they are, 'militants', and the other names a group."""
    if named <= _ANY_STATE or new <= _ANY_STATE:
        return all(map(is_state, named | new))  # 'Israeli fire', then 'the army said troops …'
    loose = words("parties", "any_group")
    if named <= loose:
        return not any(is_state(name) for name in new)
    return new <= loose and not any(is_state(name) for name in named)


def _claimed_by_another(draft: Draft, report: Report) -> bool:
    """Whether somebody claims a deed of their own where another is told to have done it.

    A state claims no deed of a group, nor a group one of a state, nor a state that of another.
    """
    if report.answered or report.after or report.family == "intercept":
        return False  # it is the answer that is claimed; who shoots down did not attack
    claimed = {claim.name for claim in report.claims if claim.basis == "claimed" and claim.name}
    told = {name for r in draft.reports for name in doers_of(r) | _accused(r)}
    if not claimed or claimed & told:
        return False
    states = any(map(is_state, claimed))
    if states and any(c.basis == "unclaimed" for r in draft.reports for c in r.claims):
        return True
    sides = {is_state(name) for name in told}
    if told and sides != {states}:
        return True
    return states and any(name not in _ANY_STATE for name in told)


def _accused(report: Report) -> set[str]:
    return {c.name for c in report.claims if c.basis == "accused" and c.name}


def _weapons_agree(draft: Draft, report: Report) -> bool:
    told, new = _arms(draft.reports), _arms([report])
    if report.family == "intercept":  # what was shot down is what was fired
        return not told or not new or bool(told & new) or _is_roughly(told, new)
    at_one_place = report.scene and draft.scene and draft.scene.exact and report.scene.exact
    if report.sentence.logged and not is_same_spot(draft.scene, report.scene):
        at_one_place = False  # a line of a log on the next village
    if at_one_place or (report.scene is None and report.said):
        return True  # another account of it: 'three rockets', 'a drone'
    return not told or not new or bool(told & new) or _alike(told, new)


def _arms(reports: Sequence[Report]) -> set[str]:
    return {weapon.name for report in reports for weapon in report.weapons if not weapon.vague}


def is_of_arms(draft: Draft, report: Report) -> bool:
    """Whether an incident is told to be of arms that a report names."""
    told, new = _arms(draft.reports), _arms([report])
    return bool(told & new) or _alike(told, new)


def _is_roughly(told: set[str], new: set[str]) -> bool:
    return any(a.endswith(b) or b.endswith(a) for a in told for b in new)


def _alike(told: set[str], new: set[str]) -> bool:
    """Whether the one names roughly what the other names closely: 'missile', 'cruise missile'."""
    return _is_roughly(told, new) or (
        bool(told & {"airstrike", "aircraft", "guided bomb"})
        and bool(new & {"airstrike", "aircraft", "guided bomb", "missile", "bomb"})
    )
