"""ACLED's event and sub-event words for an incident."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.document import Document
from geomap.read.articles.drafts import Draft
from geomap.read.articles.facts import Row
from geomap.read.articles.lists import data, words

_WORD: Final = re.compile(r"[\w-]+")


def event_of(document: Document, draft: Draft) -> Row:
    """ACLED's event and sub-event words for the clearest trigger and weapon."""
    if is_downing(document, draft):
        return {"event_type": "Battles", "sub_event_type": "Armed clash"}
    told = [r for r in draft.reports if r.trigger]
    told = [r for r in told if r.family != "intercept"] or told  # the jets shot down in an attack
    facts = [r.trigger.hit.tag.facts for r in told if r.trigger]
    weapon = next((w.name for r in draft.reports for w in r.weapons if not w.vague), None)
    for entry in facts:
        if "sub_event" in entry and "event" in entry:
            return {"event_type": entry["event"], "sub_event_type": entry["sub_event"]}
    sub = _weapon_event(weapon)
    if sub:
        return {"event_type": "Explosions/Remote violence", "sub_event_type": sub}
    event = next((entry["event"] for entry in facts if "event" in entry), None)
    by_hand = any(r.family in ("gun", "kill", "raid") for r in draft.reports)
    if event is None and (by_hand or _is_assault(draft)) and _is_on_forces(document, draft):
        return {"event_type": "Battles", "sub_event_type": "Armed clash"}
    if event is None and by_hand:
        return {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    return {"event_type": event, "sub_event_type": None}


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
    arms = {weapon.name for r in draft.reports for weapon in r.weapons}
    if arms & words("parties", "flown"):
        return True
    if any(c.harm == "killed" for r in draft.reports for c in r.casualties):
        return arms.isdisjoint(words("parties", "in_flight"))  # what fell may have killed
    said = (document.text[slice(*r.target)].lower() for r in draft.reports if r.target)
    return any(not words("parties", "crewed").isdisjoint(text.split()) for text in said)
