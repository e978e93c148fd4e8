"""A party that a text names or only calls armed, and what its tag says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import words

#: ``disputed`` and ``unverified`` are of the incident itself and name nobody.
Basis = Literal["reported", "claimed", "accused", "denied", "unclaimed", "disputed", "unverified"]
UNNAMED: Final = ("unclaimed", "disputed", "unverified")
#: Tags of those who may act.
PARTY_KINDS: Final = ("actor", "people", "generic", "group", "anaphor")
#: The tags of groups with a name: of the list, and of no list.
NAMED: Final = ("actor", "group")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a clause; characters ``[start, end)``."""

    start: int
    end: int
    name: str | None  # None where it is only 'gunmen': armed, not named
    basis: Basis
    partners: tuple[Party, ...] = ()  # who did it with it: 'U.S. and British forces'


def named_by(hit: Hit) -> bool:
    """Whether a tag names a party itself, and not only what it is."""
    return hit.kind in ("actor", "people", "group", "called")


def named(hit: Hit) -> str | None:
    """The actor that a tag names; None where it only says that they were armed."""
    return None if hit.value == "-" else hit.value


def party_of(document: Document, hit: Hit) -> Party:
    """The party of a tag; one that is only suspected is accused."""
    before = document.word(hit.first - 1)
    basis: Basis = "accused" if before in words("grammar", "suspected") else "reported"
    start = document.tokens[hit.first].start
    name = None if before in words("parties", "unidentified") else named(hit)
    return Party(start, document.tokens[hit.last - 1].end, name, basis)


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


def has_force(document: Document, hit: Hit) -> bool:
    """Whether forces are said to be of a country: 'the armed forces of Ukraine'."""
    of = hit.first - 2 if document.word(hit.first - 1) == "the" else hit.first - 1
    return document.word(of) == "of" and document.word(of - 1) in words("context", "forces_of")


def is_force(document: Document, hit: Hit) -> bool:
    """Whether forces stand beside a people's name: 'US troops', 'the armed forces of Ukraine'."""
    if hit.tag.facts.get("role") == "force":
        return True  # 'the IDF'
    if has_force(document, hit):
        return True
    if document.word(hit.last) in words("context", "forces"):
        return True
    staffs = words("parties", "staffs")
    return is_force_in_two(document, hit) or _two_behind(document, hit) in staffs


def is_force_in_two(document: Document, hit: Hit) -> bool:
    """Whether two words beside a people's name are its forces: 'Iranian border guards'."""
    return _two_behind(document, hit) in words("parties", "forces_in_two")


def _two_behind(document: Document, hit: Hit) -> str:
    return f"{document.word(hit.last)} {document.word(hit.last + 1)}"
