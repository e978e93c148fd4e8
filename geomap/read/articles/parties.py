"""Who did it and to whom: the named and unnamed actors of a clause and their roles in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.spans import heads_line
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger

#: ``disputed`` and ``unverified`` are of the incident itself and name nobody.
Basis = Literal["reported", "claimed", "accused", "denied", "unclaimed", "disputed", "unverified"]
UNNAMED: Final = ("unclaimed", "disputed", "unverified")

#: How many words behind a party it may still be the subject of 'accused'.
_ACCUSES: Final = 4
#: How many words, brackets among them, may part one called a group from its deed.
_DOES: Final = 5
#: The lists of what may follow a country's name with a capital ('Israel Defense Forces').
_AFTER_COUNTRIES: Final = (
    "forces", "titles", "compass", "types_before", "not_places", "organisation_tails", "acts",
)  # fmt: skip
#: Tags of those who may act.
PARTY_KINDS: Final = ("actor", "people", "generic", "group", "anaphor")


#: The tags of groups with a name: of the list, and of no list.
NAMED: Final = ("actor", "group")


#: How far before the head of a paragraph the line before it is looked for, in characters.
_OPENED: Final = 12
#: How many words behind 'fighters' the name of their group may stand, and where the name of
#: another that it is close to stands between: 'jihadists from the al-Qaeda affiliate JNIM'.
_BEHIND: Final = 3
_BEHIND_ANOTHER: Final = 7
#: How many words behind 'hit' a mine may stand that lay there.
_OBJECT: Final = 3


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a clause; characters ``[start, end)``."""

    start: int
    end: int
    name: str | None  # None where it is only 'gunmen': armed, not named
    basis: Basis
    partners: tuple[Party, ...] = ()  # who did it with it: 'U.S. and British forces'


def find_actor(
    document: Document, clause: Clause, trigger: Trigger, said: Said | None
) -> Party | None:
    """The one who did it, as far as the clause says, and those who did it together with it."""
    parties = [
        hit
        for hit in clause.hits
        if (
            _is_party(document, clause, hit, said)
            or _is_called_actor(document, trigger, hit, said)
            or _owns_deed(document, clause, hit, trigger)
        )
        and not _accuses(document, hit)
        and not _speaks_of(document, clause, hit, trigger)
    ]
    actor = _actor(document, clause, trigger, parties)
    if actor and form("hedged").search(document.text, clause.start, actor.start):
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
    return next((_party(document, hit) for hit in senders), None)


def _speaks_of(document: Document, clause: Clause, hit: Hit, trigger: Trigger) -> bool:
    """'The Taliban condemned the attack': who only has a word on a deed did not do it."""
    if trigger.verb or hit.last > trigger.hit.first:
        return False
    between = (document.word(at) for at in range(hit.last, trigger.hit.first))
    return not words("speech", "judging").isdisjoint(between)


def _is_called_actor(document: Document, trigger: Trigger, hit: Hit, said: Said | None) -> bool:
    """Whether one that is only called a group does it: 'the X Union (XU) attacked', 'by the XU'."""
    if hit.kind != "called" or (said and said.start <= document.tokens[hit.first].start < said.end):
        return False
    if "by" in (document.word(hit.first - 1), document.word(hit.first - 2)):
        return True
    near = 0 <= trigger.hit.first - hit.last <= _DOES
    return trigger.verb and not trigger.passive and near


def _owns_deed(document: Document, clause: Clause, hit: Hit, trigger: Trigger) -> bool:
    """'Iran's missile and drone attack on X': only arms stand between the owner and the deed.

    Not 'Nigeria's worst attack', nor 'Beirut's blast': there it is where.
    """
    if trigger.verb or hit.kind != "people" or not is_owner(document, hit):
        return False
    if trigger.family == "blast" or hit.last > trigger.hit.first:
        return False
    arms = {
        at
        for other in clause.hits
        if other.kind == "weapon"
        for at in range(other.first, other.last)
    }
    between = range(hit.last, trigger.hit.first)
    if any(at not in arms and document.word(at) not in ("and", "or") for at in between):
        return False
    behind = document.word(trigger.hit.last)
    return hit.tag.facts.get("role") != "capital" or behind in words("parties", "targets")


def _partners(
    document: Document, clause: Clause, actor: Party, parties: list[Hit]
) -> Iterator[Party]:
    """Those whom 'and' joins to an actor."""
    text = document.text
    if form("mutual").search(text, clause.start, clause.end):
        return
    first, last = actor.start, actor.end
    named = [_party(document, hit) for hit in parties if named_by(hit)]
    for party in (*reversed(named), *named):
        before = party.end <= first and form("joined").fullmatch(text, party.end, first)
        after = party.start >= last and form("joined").fullmatch(text, last, party.start)
        if (before or after) and party.name != actor.name:
            first, last = min(first, party.start), max(last, party.end)
            yield party


def _actor(
    document: Document, clause: Clause, trigger: Trigger, parties: list[Hit]
) -> Party | None:
    by = [
        hit
        for hit in parties
        if (document.word(hit.first - 1) == "by" or _after_by(document, hit))
        and not _holds(document, hit)
    ]
    after_trigger = [hit for hit in by if hit.first >= trigger.hit.first]
    if after_trigger:
        close = [hit for hit in parties if hit.first >= after_trigger[0].first]
        return _party(document, _named_first(document, close))
    if trigger.hit.tag.facts.get("actor") == "after":  # 'The town fell to the rebels'
        behind = [hit for hit in parties if hit.first >= trigger.hit.last]
        return _party(document, _named_first(document, behind)) if behind else None
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
        owners = [hit for hit in parties if _owns_noun(document, clause, hit)]
        return _party(document, owners[0]) if owners else None
    if trigger.hit.tag.facts.get("subject") == "weapon" or _weapon_before(clause, trigger):
        before = [
            hit
            for hit in before
            if is_force(document, hit)
            or hit.kind != "people"
            or _acts(document, hit)
            or _flies(clause, hit)
        ]
    return _party(document, _named_first(document, before)) if before else None


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


def _named_first(document: Document, parties: list[Hit]) -> Hit:
    """The subject; of 'guerrillas of the FMLN' and 'fighters of X' the name."""
    first = parties[0]
    if first.kind != "generic":
        return first
    for hit in parties:
        close = document.word(hit.first - 1) in words("parties", "affiliates")
        if hit.kind in NAMED and hit.first - first.last <= (_BEHIND_ANOTHER if close else _BEHIND):
            return hit
    return first


def named_by(hit: Hit) -> bool:
    """Whether a tag names a party itself, and not only what it is."""
    return hit.kind in ("actor", "people", "group", "called")


def named(hit: Hit) -> str | None:
    """The actor that a tag names; None where it only says that they were armed."""
    return None if hit.value == "-" else hit.value


def _party(document: Document, hit: Hit) -> Party:
    before = document.word(hit.first - 1)
    basis: Basis = "accused" if before in words("grammar", "suspected") else "reported"
    start = document.tokens[hit.first].start
    name = None if before in words("parties", "unidentified") else named(hit)
    return Party(start, document.tokens[hit.last - 1].end, name, basis)


def _after_by(document: Document, hit: Hit) -> bool:
    """'by suspected Boko Haram', 'by the Houthis', 'by Iran-backed Houthi rebels'."""
    farther = document.word(hit.first - 2), document.word(hit.first - 3)
    return "by" in farther and document.word(hit.first - 1) not in ("in", "of", "on", "and")


def _only_qualifies(document: Document, clause: Clause, people: Hit) -> bool:
    """'Syrian rebels', 'Israeli settlers': those of a country who are not its state.

    'Russian bombers' may be its aircraft: who is only armed says nothing.
    """
    return any(
        hit.kind == "generic"
        and hit.first == people.last
        and (named(hit) is not None or not _may_be_aircraft(document, hit))
        and hit.value not in words("parties", "of_a_state")
        for hit in clause.hits
    ) or _is_one_of(document, people)


def _may_be_aircraft(document: Document, hit: Hit) -> bool:
    return document.word(hit.first) in words("parties", "bombers")


def _is_one_of(document: Document, people: Hit) -> bool:
    """'A Palestinian stabbed two', 'an Afghan man', 'Russian citizens': somebody, not the state."""
    if people.tag.facts.get("role") != "demonym":
        return False
    after = document.word(people.last)
    if after in words("parties", "nationals"):
        return True
    single = document.word(people.first - 1) in words("grammar", "single")
    return (
        single and after not in words("context", "forces") and not _is_qualifier(document, people)
    )


def _is_qualifier(document: Document, people: Hit) -> bool:
    """Whether a demonym stands before the noun that it qualifies, and is none itself."""
    after = document.word(people.last)
    verbs = words("context", "acts") | words("parties", "done_by_one") | words("grammar", "be")
    return after.isalpha() and after not in verbs


def _holds(document: Document, hit: Hit, held: str = "held") -> bool:
    """Whether a party only has what was struck: 'a depot used by Russia's army'."""
    before = [document.word(hit.first - back) for back in range(1, 5)]
    if "by" not in before:
        return False
    return document.word(hit.first - before.index("by") - 2) in words("parties", held)


def _accuses(document: Document, hit: Hit) -> bool:
    """Whether a party accuses or is accused, or arrests: 'The government accused India'."""
    around = [document.word(hit.last + ahead) for ahead in range(_ACCUSES)]
    around += [document.word(hit.first - back) for back in (1, 2)]
    verbs = words("parties", "accusing") | words("parties", "arresting")
    suspects = document.word(hit.last) in words("grammar", "suspected")
    return suspects or not verbs.isdisjoint(around)


def _is_party(document: Document, clause: Clause, hit: Hit, said: Said | None) -> bool:
    if hit.kind not in PARTY_KINDS:
        return False
    start = document.tokens[hit.first].start
    if said and said.start <= start < said.end:
        return False
    if _only_helps(document, hit) or heads_line(document, hit.first, hit.last):
        return False
    if _heads_paragraph(document, hit) or _only_finds(clause, hit):
        return False
    if hit.kind == "people" and (
        is_place_of(document, hit) or _only_qualifies(document, clause, hit)
    ):
        return False
    if hit.kind == "people" and _is_person(document, clause, hit):
        return False
    if hit.kind == "people" and is_owner(document, hit) and not is_force(document, hit):
        return False
    inside = any(
        other.first <= hit.first
        and hit.last <= other.last
        and other.last - other.first > hit.last - hit.first
        for other in clause.hits
        if other.kind in NAMED and other is not hit
    )
    return not inside


def _heads_paragraph(document: Document, hit: Hit) -> bool:
    """'Nigeria - Zagga vigilantes attacked X': the country is where, not who."""
    start, end = document.tokens[hit.first].start, document.tokens[hit.last - 1].end
    if form("head_of").match(document.text, end) is None:
        return False
    return form("opened").search(document.text, max(0, start - _OPENED), start) is not None


def _only_finds(clause: Clause, hit: Hit) -> bool:
    """'Police found the bodies of four people shot dead': who finds the dead killed nobody."""
    return any(
        other.kind == "verb" and other.value == "find" and 0 <= other.first - hit.last <= 1
        for other in clause.hits
    )


def _only_helps(document: Document, hit: Hit) -> bool:
    """'Officers backed by Kenyan forces', 'outside RSF control': who is named did not do it."""
    if document.word(hit.last) in words("parties", "holdings"):
        return True
    before = [document.word(hit.first - back) for back in (1, 2, 3)]
    if "by" not in before:
        return False
    return document.word(hit.first - before.index("by") - 2) in words("parties", "helpers")


def _is_person(document: Document, clause: Clause, hit: Hit) -> bool:
    """'Paris Hilton', 'Israel Katz': the name of somebody, where no force or office follows it."""
    if document.upper or hit.tag.facts.get("role") == "demonym" or hit.last >= len(document.tokens):
        return False
    after = document.tokens[hit.last]
    if document.text[document.tokens[hit.last - 1].end : after.start] != " ":
        return False
    if not after.text.istitle() or any(other.first == hit.last for other in clause.hits):
        return False
    return not any(after.lower in words("context", name) for name in _AFTER_COUNTRIES)


def is_owner(document: Document, hit: Hit) -> bool:
    """'Yemen's Houthis', 'Iraq's Ain al-Asad base': the country is whose, not who."""
    return document.is_owner(hit.last - 1)


def is_place_of(document: Document, hit: Hit) -> bool:
    """'in Iraq', 'in northern Gaza': the country is where, not who."""
    if hit.tag.facts.get("role") == "demonym" or hit.kind != "people":
        return False
    before = document.word(hit.first - 1)
    if before in words("context", "compass") or before == "the":
        before = document.word(hit.first - 2)
    if before in words("context", "prepositions"):
        return before not in ("by", "against")
    return before in words("parties", "where")


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
    if lead[-1:] == ["of"] and lead[0] in words("casualties", "people") | words("parties", "parts"):
        return True
    if lead and lead[-1] in words("parties", "against"):
        return False
    return words("parties", "targets").isdisjoint(lead)


def _weapon_before(clause: Clause, trigger: Trigger) -> bool:
    return any(hit.kind == "weapon" and hit.last <= trigger.hit.first for hit in clause.hits)


def _acts(document: Document, hit: Hit) -> bool:
    """Whether a country's name stands as a subject: 'Israel fired', 'Russia has launched'."""
    return hit.tag.facts.get("role") != "demonym"


def _flies(clause: Clause, people: Hit) -> bool:
    """'An Israeli quadcopter dropped a grenade': arms stand right behind whose they are."""
    return any(hit.kind == "weapon" and hit.first == people.last for hit in clause.hits)


def is_force(document: Document, hit: Hit) -> bool:
    """Whether forces stand behind a people's name: 'US troops', 'Israeli warplanes'."""
    if hit.tag.facts.get("role") == "force":
        return True  # 'the IDF'
    behind = document.word(hit.last)
    if behind in words("context", "forces"):
        return True
    return f"{behind} {document.word(hit.last + 1)}" in words("parties", "staffs")


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
        return _party(document, owners[-1])
    if document.word(trigger.hit.first - 1) == "under":
        return None  # 'troops came under attack': whose attack it was is not said
    start = document.tokens[trigger.hit.first].start
    if form("warded_off").search(document.text, clause.start, start):
        return None  # 'the army repelled the attack'
    subjects = [
        hit
        for hit in before
        if not _suffers(document, hit)
        and (hit.kind != "people" or _acts(document, hit) or is_force(document, hit))
    ]
    return _party(document, subjects[0]) if subjects else None


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
