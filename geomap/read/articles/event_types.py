"""ACLED's event and sub-event words for an incident."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.document import Document
from geomap.read.articles.drafts import Draft, doers_of
from geomap.read.articles.facts import Row
from geomap.read.articles.lists import data, words
from geomap.read.articles.places import SETTLED
from geomap.read.articles.readings import Report

_REMOTE: Final = "Explosions/Remote violence"
#: What is done besides killing, and tells less of an incident in which people were killed.
_LESSER: Final = frozenset({"abduct", "arson", "seize"})
#: Families whose words are of hand weapons, where a heavier one is not told beside them.
_BY_HAND: Final = frozenset({"gun", "murder", "arson"})
#: Verbs of what states do from afar.
_STRIKES: Final = frozenset({"strike", "hit", "target", "bomb", "pound"})
#: What a suicide bomber may set off.
_BOMBS: Final = frozenset({"bomb", "car bomb", "suicide bomb", "explosives", "roadside bomb"})
_WORD: Final = re.compile(r"[\w-]+")


def event_of(document: Document, draft: Draft) -> Row:
    """ACLED's event and sub-event words for the gravest deed and the clearest weapon.

    Who was killed outweighs what was looted or who was taken; heavy arms outweigh 'fired at'.
    """
    if is_downing(document, draft):
        return _row("Battles", "Armed clash")
    told = [r for r in draft.reports if r.trigger]
    killed = draft.killed
    if told and not killed and all(r.family == "intercept" for r in told):
        return _row("Strategic developments", "Disrupted weapons use")
    told = [r for r in told if r.family != "intercept"] or told  # the jets shot down in an attack
    if killed:
        told = [r for r in told if r.family not in _LESSER]
    heavy = _weapon_event(_weapon(draft))
    facts = [r.trigger.hit.tag.facts for r in told if r.trigger]
    if _is_taken(told):
        return _taken(draft)
    if any(_takes_place(document, r) and doers_of(r) for r in told):
        return _taken(draft)
    if heavy and _is_suicide(document, draft):
        return _row(_REMOTE, "Suicide bomb")
    if all(r.family in _BY_HAND for r in told) and _is_on_forces(document, draft):
        told, facts = [], []  # 'fired on Pakistani posts': no attack on civilians
    for report, entry in zip(told, facts, strict=True):
        if "sub_event" in entry and "event" in entry and not (heavy and report.family in _BY_HAND):
            return _row(entry["event"], entry["sub_event"])
    if heavy:
        return _row(_REMOTE, heavy)
    event = next((entry["event"] for entry in facts if "event" in entry), None)
    if event is None and _is_strike_of_state(draft):
        return _row(_REMOTE, None)
    by_hand = (killed and not told) or any(
        r.family in ("gun", "kill", "raid") for r in draft.reports
    )
    deadly = by_hand or _is_deadly(draft)
    if event is None and (deadly or _is_assault(draft)) and _is_on_forces(document, draft):
        return _row("Battles", "Armed clash")
    if event is None and deadly:
        return _row("Violence against civilians", "Attack")
    return _row(event, None)


def _row(event: str | None, sub_event: str | None) -> Row:
    return {"event_type": event, "sub_event_type": sub_event}


def _weapon(draft: Draft) -> str | None:
    return next((w.name for r in draft.reports for w in r.weapons if not w.vague), None)


def _is_suicide(document: Document, draft: Draft) -> bool:
    """Whether who set the bomb off died with it: 'a suicide car bomb'."""
    if "suicide bomb" in draft.arms:
        return True
    if draft.arms.isdisjoint(_BOMBS):
        return False
    said = (document.text[r.start : r.end].lower() for r in draft.reports)
    return any("suicide" in text for text in said)


def _is_taken(told: Sequence[Report]) -> bool:
    """'Seized Walikale after days of fighting': ground was taken, with or without a fight."""
    taken = [r for r in told if r.trigger and r.family == "seize"]
    ground = any(
        r.trigger.hit.tag.facts.get("event") == "Battles" or (r.trigger.verb and _is_of_town(r))
        for r in taken
        if r.trigger
    )
    return ground and all(r.family in ("seize", "clash") for r in told)


def _takes_place(document: Document, report: Report) -> bool:
    """'Seized Walikale after days of clashes': the clash is told last, and the town was taken."""
    trigger, scene = report.trigger, report.scene
    if trigger is None or scene is None or report.family != "clash":
        return False
    return any(
        hit.tag.facts.get("as") == "seize"
        and hit.last <= trigger.hit.first
        and document.fullmatch("seized", document.tokens[hit.last - 1].end, scene.start)
        for hit in report.sentence.of("verb")
    )


def _is_of_town(report: Report) -> bool:
    """'M23 seized Goma', not 'seized a tanker off Goma'."""
    scene = report.scene
    return report.target is None and scene is not None and scene.mention.kind in SETTLED


def _taken(draft: Draft) -> Row:
    """Who took a place, where the text says who did."""
    parties = [r.actor.name for r in draft.reports if r.actor and r.actor.name]
    parties += [c.name for r in draft.reports for c in r.claims if c.basis == "claimed" and c.name]
    if not parties:
        return _row("Battles", None)
    own = is_state(parties[0])
    return _row(
        "Battles", "Government regains territory" if own else "Non-state actor overtakes territory"
    )


def _is_strike_of_state(draft: Draft) -> bool:
    """'Israel struck a depot in Baalbek': with what is not said, but not with hands."""
    return any(
        r.trigger
        and r.trigger.hit.value in _STRIKES
        and any(
            is_state(name) and name not in words("parties", "of_a_state") for name in doers_of(r)
        )
        for r in draft.reports
    ) and not any(r.family in ("gun", "raid", "ambush", "clash") for r in draft.reports)


def _is_deadly(draft: Draft) -> bool:
    """'Gunmen attacked X, killing six villagers': with no arms told, by no state."""
    assault = any(
        r.trigger and r.trigger.hit.value == "attack" and not any(map(is_state, doers_of(r)))
        for r in draft.reports
    )
    return assault and draft.killed


def _is_assault(draft: Draft) -> bool:
    """'Militants attacked an army base': no arms are told, and no state may have come by air."""
    return any(
        r.trigger
        and r.trigger.hit.value == "attack"
        and r.actor
        and not is_state(r.actor.name or "")
        for r in draft.reports
    )


def _is_on_forces(document: Document, draft: Draft) -> bool:
    """Whether those attacked bear arms: their target is told as theirs, or those killed are."""
    spans = [report.target for report in draft.reports if report.target]
    spans += [(harmed.start, harmed.end) for r in draft.reports for harmed in r.casualties]
    told = (document.text[start:end].lower() for start, end in spans)
    said = {word for text in told for word in _WORD.findall(text)}
    armed = words("casualties", "armed_people") | words("casualties", "forces")
    armed |= words("parties", "manned")
    if any(r.trigger and r.trigger.hit.value == "overrun" for r in draft.reports):
        armed |= words("parties", "overrun")  # 'the headquarters of X': nobody overruns an office
    return not said.isdisjoint(armed)


def _weapon_event(weapon: str | None) -> str | None:
    if weapon == "airstrike":
        return "Air/drone strike"
    entry: Mapping[str, Any] = data("weapons").get(weapon, {}) if weapon else {}
    sub = entry.get("sub_event")
    return None if sub == "Looting/property destruction" else sub


def is_downing(document: Document, draft: Draft) -> bool:
    """Whether those in a helicopter or a plane were shot at, not a drone or a rocket in flight."""
    if any(r.family != "intercept" for r in draft.reports if r.trigger):
        return False
    arms = draft.arms
    if arms & words("parties", "flown"):
        return True
    if draft.killed:
        return arms.isdisjoint(words("parties", "in_flight"))  # what fell may have killed
    said = (document.text[slice(*r.target)].lower() for r in draft.reports if r.target)
    return any(not words("parties", "crewed").isdisjoint(text.split()) for text in said)
