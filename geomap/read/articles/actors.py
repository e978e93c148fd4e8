"""Who did it, as far as a clause says: the actor of its deed, and whose arms were shot down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.parties import (
    NAMED,
    Party,
    has_force,
    is_force,
    named,
    named_by,
    party_of,
)
from geomap.read.articles.possible_actors import possible_actors
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger

#: How many words behind 'fighters' the name of their group may stand, and where the name of
#: another that it is close to stands between: 'jihadists from the al-Qaeda affiliate JNIM'.
_BEHIND: Final = 3
_BEHIND_ANOTHER: Final = 7
#: How far before a name the 'by' of 'by some fifty fighters loyal to' may stand, in characters.
_MEN_OF: Final = 60
#: How many words behind 'hit' a mine may stand that lay there.
_OBJECT: Final = 3


def find_actor(
    document: Document, clause: Clause, trigger: Trigger, said: Said | None
) -> Party | None:
    """The one who did it, as far as the clause says, and those who did it together with it."""
    parties = possible_actors(document, clause, trigger, said)
    actor = _actor(document, clause, trigger, parties)
    if actor and document.search("hedged", clause.start, actor.start):
        actor = replace(actor, basis="accused")
    if actor is None or actor.name is None or trigger.family == "clash":
        return actor  # those who clash are on two sides
    return replace(actor, partners=tuple(_partners(document, clause, actor, parties)))


def find_sender(document: Document, clause: Clause, trigger: Trigger | None) -> Party | None:
    """Whose arms were shot down: 'destroyed 41 Ukrainian drones', 'a missile of the Houthis'."""
    if trigger is None or trigger.family != "intercept":
        return None
    arms = {hit.first for hit in clause.hits if hit.kind == "weapon"}
    senders = (
        hit
        for hit in clause.hits
        if hit.kind in ("actor", "people", "group") and hit.last in arms and named(hit)
    )
    return next((party_of(document, hit) for hit in senders), None)


def _actor(
    document: Document, clause: Clause, trigger: Trigger, parties: list[Hit]
) -> Party | None:
    """The one of those who may have done it who did, by where each stands to the deed."""
    by = [
        hit
        for hit in parties
        if (document.word(hit.first - 1) == "by" or _after_by(document, hit))
        and not _holds(document, hit)
    ]
    after_trigger = [
        hit
        for hit in by
        if hit.first >= trigger.hit.first and not _is_of_next_verb(document, trigger, hit)
    ]
    if after_trigger:
        close = [hit for hit in parties if hit.first >= after_trigger[0].first]
        return party_of(document, _named_first(document, close))
    if trigger.hit.tag.facts.get("actor") == "after":  # 'The town fell to the rebels'
        behind = [hit for hit in parties if hit.first >= trigger.hit.last]
        return party_of(document, _named_first(document, behind)) if behind else None
    before = [
        hit
        for hit in parties
        if hit.last <= trigger.hit.first
        and _may_act(document, clause, hit)
        and not _holds(document, hit, "possessed")  # 'radios used by X exploded'
    ]
    if not trigger.verb:
        return _of_noun(document, clause, trigger, parties, before)
    if _runs_onto(document, clause, trigger):
        return None
    if trigger.passive:
        owners = [
            hit
            for hit in parties
            if hit.last != trigger.hit.first and _owns_noun(document, clause, hit)
        ]  # 'Kyiv came under drone attack': its own it was not
        return party_of(document, owners[0]) if owners else None
    if trigger.hit.tag.facts.get("subject") == "weapon" or _weapon_before(clause, trigger):
        before = [
            hit
            for hit in before
            if is_force(document, hit)
            or hit.kind != "people"
            or _acts(document, hit)
            or _flies(clause, hit)
        ]
    before = _behind_when(document, before, trigger)
    return party_of(document, _named_first(document, before)) if before else None


def _is_of_next_verb(document: Document, trigger: Trigger, hit: Hit) -> bool:
    """'Spoke of three killed and said that they had been put to flight by the air force'."""
    start, end = document.tokens[trigger.hit.last - 1].end, document.tokens[hit.first].start
    return start < end and document.search("goes_on_saying", start, end) is not None


def _behind_when(document: Document, before: list[Hit], trigger: Trigger) -> list[Hit]:
    """'The troops were on their way when gunmen opened up': those who are named behind 'when'."""
    if len(before) < 2:
        return before
    inside = range(before[0].last, trigger.hit.first)
    at = next((at for at in reversed(inside) if document.word(at) in ("when", "as")), None)
    return before if at is None else [hit for hit in before if hit.first > at] or before


def _partners(
    document: Document, clause: Clause, actor: Party, parties: list[Hit]
) -> Iterator[Party]:
    """Those whom 'and' joins to an actor."""
    text = document.text
    if form("mutual").search(text, clause.start, clause.end):
        return
    first, last = actor.start, actor.end
    named = [party_of(document, hit) for hit in parties if named_by(hit)]
    for party in (*reversed(named), *named):
        before = party.end <= first and form("joined").fullmatch(text, party.end, first)
        after = party.start >= last and form("joined").fullmatch(text, last, party.start)
        if (before or after) and party.name != actor.name:
            first, last = min(first, party.start), max(last, party.end)
            yield party


def _named_first(document: Document, parties: list[Hit]) -> Hit:
    """The subject; of 'guerrillas of the FMLN' and 'the armed forces of X' the name."""
    forces = [hit for hit in parties if hit.kind == "people" and has_force(document, hit)]
    first = forces[0] if forces else parties[0]
    if first.kind != "generic":
        return first
    for hit in parties:
        close = document.word(hit.first - 1) in words("parties", "affiliates")
        if hit.kind in NAMED and hit.first - first.last <= (_BEHIND_ANOTHER if close else _BEHIND):
            return hit
    return first


def _runs_onto(document: Document, clause: Clause, trigger: Trigger) -> bool:
    """'A Syrian minibus hit a landmine': who runs onto what lay there attacked nobody."""
    near = range(trigger.hit.last, trigger.hit.last + _OBJECT)
    return trigger.hit.value in words("parties", "running_onto") and any(
        hit.kind == "weapon"
        and hit.first in near
        and hit.value in data("parties")["lying"]
        and document.word(hit.last) not in words("parties", "arms_places")
        for hit in clause.hits
    )


def _after_by(document: Document, hit: Hit) -> bool:
    """'by suspected Boko Haram', 'by the Houthis', 'by Iran-backed Houthi rebels'."""
    farther = document.word(hit.first - 2), document.word(hit.first - 3)
    if "by" in farther and document.word(hit.first - 1) not in ("in", "of", "on", "and"):
        return True
    start = document.tokens[hit.first].start
    return document.search("by_men_of", max(0, start - _MEN_OF), start) is not None


def _holds(document: Document, hit: Hit, held: str = "held") -> bool:
    """Whether a party only has what was struck: 'a depot used by Russia's army'."""
    before = [document.word(hit.first - back) for back in range(1, 5)]
    if "by" not in before:
        return False
    return document.word(hit.first - before.index("by") - 2) in words("parties", held)


def _may_act(document: Document, clause: Clause, hit: Hit) -> bool:
    """Whether a party before the verb is its subject: not 'on US troops', 'against the army'.

    Of 'On Thursday US jets' and 'fighters of X' it is.
    """
    start = document.tokens[hit.first].start
    at = max(document.text.rfind(", ", clause.start, start), clause.start)
    lead = [
        token.lower
        for token in document.tokens[max(0, hit.first - 2) : hit.first]
        if token.start >= at
    ]
    if lead and lead[-1] in data("calendar")["weekdays"]:
        return True
    if lead[-1:] == ["of"] and lead[0] in _men():
        return True
    if lead and lead[-1] in words("parties", "against"):
        return False
    return words("parties", "targets").isdisjoint(lead)


@cache
def _men() -> frozenset[str]:
    """What stands before 'of' and whose men they are: 'fighters of X', 'dozens of X fighters'."""
    return words("casualties", "people") | words("parties", "parts") | words("casualties", "rough")


def _weapon_before(clause: Clause, trigger: Trigger) -> bool:
    return any(hit.kind == "weapon" and hit.last <= trigger.hit.first for hit in clause.hits)


def _acts(document: Document, hit: Hit) -> bool:
    """Whether a country's name stands as a subject: 'Israel fired', 'Russia has launched'."""
    return hit.tag.facts.get("role") != "demonym"


def _flies(clause: Clause, people: Hit) -> bool:
    """'An Israeli quadcopter dropped a grenade': arms stand right behind whose they are."""
    return any(hit.kind == "weapon" and hit.first == people.last for hit in clause.hits)


def _owns_noun(document: Document, clause: Clause, hit: Hit) -> bool:
    """'were killed in an Israeli strike', 'killed by Russian shelling'."""
    if hit.kind == "generic":
        return False
    after = range(hit.last, min(len(document.tokens), hit.last + 3))
    return any(
        other.first in after and other.kind in ("noun", "weapon") for other in clause.hits
    ) and document.word(hit.first - 1) not in ("on", "against")


def _of_noun(
    document: Document, clause: Clause, trigger: Trigger, parties: list[Hit], before: list[Hit]
) -> Party | None:
    owners = [
        hit
        for hit in parties
        if 0 <= trigger.hit.first - hit.last <= 3 and _may_own(document, hit, trigger)
    ]
    if owners:
        return party_of(document, _whose(parties, owners[-1]))
    if document.word(trigger.hit.first - 1) == "under":
        return None  # 'troops came under attack': whose attack it was is not said
    start = document.tokens[trigger.hit.first].start
    if any(document.search(name, clause.start, start) for name in ("warded_off", "tells_toll")):
        return None  # 'the army repelled the attack', 'raised the toll of the attack'
    subjects = [
        hit
        for hit in before
        if not _suffers(document, hit)
        and (hit.kind != "people" or _acts(document, hit) or is_force(document, hit))
    ]
    return party_of(document, subjects[0]) if subjects else None


def _whose(parties: list[Hit], hit: Hit) -> Hit:
    """'The US military carried out an airstrike', 'JNIM gunmen …': whose men they are."""
    before = [one for one in parties if one.last == hit.first and one.kind in (*NAMED, "people")]
    if hit.kind != "generic" or not before:
        return hit
    state = before[0].kind == "people"
    return before[0] if not state or hit.value in words("parties", "of_a_state") else hit


def _may_own(document: Document, hit: Hit, trigger: Trigger) -> bool:
    between = [token.lower for token in document.tokens[hit.last : trigger.hit.first]]
    end, start = document.tokens[hit.last - 1].end, document.tokens[trigger.hit.first].start
    did = any(word.endswith("ed") for word in between)
    if did and "," in document.text[end:start]:
        return False  # 'X, working with Iraqi partners, conducted a raid'
    return not any(
        word in words("context", "prepositions") or word in words("parties", "not_owning")
        for word in between
    )


def _suffers(document: Document, hit: Hit) -> bool:
    """'12 PKK fighters were "neutralised" in strikes': those to whom it was done."""
    behind = [
        token.lower for token in document.tokens[hit.last : hit.last + 6] if token.lower.isalpha()
    ]
    done = [word for word in behind[:4] if word not in words("casualties", "people")]
    if done and done[0] in words("parties", "dying"):
        return True
    return (
        len(done) > 1
        and done[0] in words("grammar", "be")
        and done[1] in words("parties", "suffered")
    )
