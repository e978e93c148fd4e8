"""Which parties of a clause may have done what it tells, whatever their place in it."""

from __future__ import annotations

from functools import cache
from typing import Final

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import words
from geomap.read.articles.parties import (
    NAMED,
    PARTY_KINDS,
    has_force,
    is_force,
    is_force_in_two,
    is_owner,
    is_place_of,
    named,
)
from geomap.read.articles.spans import heads_line
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger

#: How many words behind a party it may still be the subject of 'accused'.
_ACCUSES: Final = 4
#: How many words, brackets among them, may part one called a group from its deed.
_DOES: Final = 5
#: The lists of what may follow a country's name with a capital ('Israel Defense Forces').
_AFTER_COUNTRIES: Final = (
    "forces", "titles", "compass", "types_before", "not_places", "organisation_tails", "acts",
)  # fmt: skip
#: How many words may part who finds the dead from the verb: 'police in Ecuador found'.
_FINDS: Final = 3
#: How far before a party the words may begin by which it is an ally, in characters.
_SIDED: Final = 60
#: How far before the head of a paragraph the line before it is looked for, in characters.
_OPENED: Final = 12


def possible_actors(
    document: Document, clause: Clause, trigger: Trigger, said: Said | None
) -> list[Hit]:
    """The tags of a clause that name those who may have done its deed, by position."""
    return [
        hit
        for hit in clause.hits
        if (
            _is_party(document, clause, hit, said)
            or _is_called_actor(document, trigger, hit, said)
            or _owns_deed(document, clause, hit, trigger)
        )
        and not _accuses(document, hit)
        and not _speaks_of(document, hit, trigger)
        and not _ends_it(document, hit, trigger)
        and not (trigger.hit.value == "find" and _finds(hit, trigger.hit))
    ]


def _is_party(document: Document, clause: Clause, hit: Hit, said: Said | None) -> bool:
    """Whether a tag is one of a party that is more than where it was, whose, or who speaks."""
    if hit.kind not in PARTY_KINDS:
        return False
    start = document.tokens[hit.first].start
    if said and said.start <= start < said.end:
        return False
    paying = document.word(hit.first - 1) in words("parties", "paying")
    if paying and document.word(hit.last) == "back":
        return False  # 'Pakistan said that it had paid India back'
    if _only_helps(document, hit) or heads_line(document, hit.first, hit.last):
        return False
    if _heads_paragraph(document, hit) or _only_finds(clause, hit):
        return False
    if hit.kind == "people" and (has_force(document, hit) or is_force_in_two(document, hit)):
        return True
    if hit.kind == "people" and _is_in_brackets(document, hit):
        return False
    if hit.kind == "people" and (
        is_place_of(document, hit)
        or _only_qualifies(document, clause, hit)
        or document.word(hit.last) in words("parties", "settled")
    ):
        return False  # 'in the Ecuadorian city of Machala'
    if hit.kind == "people" and (
        _is_person(document, clause, hit) or document.word(hit.last) in words("context", "lines")
    ):
        return False  # 'near the Syrian border'
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


def _is_in_brackets(document: Document, hit: Hit) -> bool:
    """'Menaka (Mali): gunmen attacked X': the country alone in brackets is where."""
    start, end = document.tokens[hit.first].start, document.tokens[hit.last - 1].end
    return document.text[max(0, start - 1) : start] == "(" and document.text[end : end + 1] == ")"


def _heads_paragraph(document: Document, hit: Hit) -> bool:
    """'Nigeria - Zagga vigilantes attacked X': the country is where, not who."""
    start, end = document.tokens[hit.first].start, document.tokens[hit.last - 1].end
    if document.match("head_of", end) is None:
        return False
    return document.search("opened", max(0, start - _OPENED), start) is not None


def _only_finds(clause: Clause, hit: Hit) -> bool:
    """'Police found the bodies of four people shot dead': who finds the dead killed nobody."""
    verbs = (other for other in clause.hits if other.kind == "verb" and other.value == "find")
    return any(_finds(hit, verb) for verb in verbs)


def _finds(hit: Hit, verb: Hit) -> bool:
    """Whether a party stands before a verb of finding, forces of a state with where they are of."""
    reach = _FINDS if hit.value in words("parties", "of_a_state") else 1
    return 0 <= verb.first - hit.last <= reach


def _only_helps(document: Document, hit: Hit) -> bool:
    """'Officers backed by Kenyan forces', 'outside RSF control': who is named did not do it."""
    if document.word(hit.last) in words("parties", "holdings"):
        return True
    before = [document.word(hit.first - back) for back in (1, 2, 3)]
    if _is_sided_with(document, hit):
        return True
    if "by" not in before:
        return False
    return document.word(hit.first - before.index("by") - 2) in words("parties", "helpers")


def _is_sided_with(document: Document, hit: Hit) -> bool:
    """'The SPLM-N, which is allied with the RSF': who is named to say more of another."""
    if words("parties", "beside").isdisjoint(
        (document.word(hit.first - 1), document.word(hit.first - 2))
    ):
        return False
    start = document.tokens[hit.first].start
    return document.search("sided_with", max(0, start - _SIDED), start) is not None


def _is_person(document: Document, clause: Clause, hit: Hit) -> bool:
    """'Paris Hilton', 'Israel Katz': the name of somebody, where no force or office follows it."""
    if document.upper or hit.tag.facts.get("role") == "demonym" or hit.last >= len(document.tokens):
        return False
    after = document.tokens[hit.last]
    if document.text[document.tokens[hit.last - 1].end : after.start] != " ":
        return False
    if after.text.istitle() and after.lower in words("context", "papers"):
        return True  # 'told Sudan Tribune'
    if not after.text.istitle() or any(other.first == hit.last for other in clause.hits):
        return False
    return not any(after.lower in words("context", name) for name in _AFTER_COUNTRIES)


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


@cache
def _besides_arms() -> frozenset[str]:
    """What may stand, besides arms, between the owner of a deed and the deed."""
    return words("parties", "of_deeds") | words("context", "forces") | {"and", "or"}


def _accuses(document: Document, hit: Hit) -> bool:
    """Whether a party accuses or is accused, or arrests: 'The government accused India'."""
    around = [document.word(hit.last + ahead) for ahead in range(_ACCUSES)]
    around += [document.word(hit.first - back) for back in (1, 2)]
    if around[-1] in words("grammar", "definite"):  # 'accused the Ethiopian army of it'
        around.append(document.word(hit.first - 3))
    verbs = words("parties", "accusing") | words("parties", "arresting")
    suspects = document.word(hit.last) in words("grammar", "suspected")
    return suspects or not verbs.isdisjoint(around)


def _speaks_of(document: Document, hit: Hit, trigger: Trigger) -> bool:
    """'The Taliban condemned the attack': who only has a word on a deed did not do it."""
    if trigger.verb or hit.last > trigger.hit.first:
        return False
    between = (document.word(at) for at in range(hit.last, trigger.hit.first))
    return not words("speech", "judging").isdisjoint(between)


def _ends_it(document: Document, hit: Hit, trigger: Trigger) -> bool:
    """'Rammed a bus stop, wounding four, before he was shot dead by police': who stopped it."""
    if hit.first < trigger.hit.last:
        return False
    start, end = document.tokens[trigger.hit.last - 1].end, document.tokens[hit.first].start
    return "before" in document.text[start:end] and (
        document.search("ended_by", start, end) is not None
    )


def _is_called_actor(document: Document, trigger: Trigger, hit: Hit, said: Said | None) -> bool:
    """Whether one that is only called a group does it: 'the X Union (XU) attacked', 'by the XU'."""
    if hit.kind != "called" or (said and said.start <= document.tokens[hit.first].start < said.end):
        return False
    if "by" in (document.word(hit.first - 1), document.word(hit.first - 2)):
        return True
    near = 0 <= trigger.hit.first - hit.last <= _DOES
    return trigger.verb and not trigger.passive and near


def _owns_deed(document: Document, clause: Clause, hit: Hit, trigger: Trigger) -> bool:
    """'Iran's missile and drone attack on X': only arms and forces stand between owner and deed.

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
    if any(at not in arms and document.word(at) not in _besides_arms() for at in between):
        return False
    behind = document.word(trigger.hit.last)
    return hit.tag.facts.get("role") != "capital" or behind in words("parties", "targets")
