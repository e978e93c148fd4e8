"""Those of a sentence who may claim a deed or be accused of it: of the lists, or in names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from geomap.read.articles.denials import speaks_for_country
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.groups import NAME
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, spaced, words
from geomap.read.articles.parties import is_force, is_owner, is_place_of, named


class Claimant(NamedTuple):
    """One who may claim or be accused; characters ``[start, end)``."""

    start: int
    end: int
    name: str | None  # None of 'the group', which was named before
    kind: str  # 'actor', 'people', 'generic' of the lists, 'group', 'called', 'anaphor'


def joined(text: str, first: Claimant, known: Sequence[Claimant]) -> list[Claimant]:
    """The first and those who follow it with 'and': 'X and a faction called Y'."""
    chain = [first]
    for one in known:
        between = text[chain[-1].end : one.start]
        if one.start >= chain[-1].end and one.name and joining().fullmatch(between):
            chain.append(one)
    return chain


def joined_back(text: str, last: Sequence[Claimant], known: Sequence[Claimant]) -> list[Claimant]:
    """The last one and those whom 'and' joins to it from before: 'both X and Y'."""
    chain = list(last)
    for one in reversed(known):
        if chain and one.end <= chain[0].start and one.name:
            between = text[one.end : chain[0].start]
            chain = [one, *chain] if joining().fullmatch(between) else chain
    return chain


@cache
def joining() -> re.Pattern[str]:
    """What may stand between two who claim together."""
    nouns = "|".join(data("parties")["groups"].split())
    called = "|".join(map(spaced, data("parties")["called"]))
    aside = (
        rf"(?:(?:an?|another|the)\s+)?(?:[a-z][\w-]*\s+){{0,3}}?"
        rf"(?:(?:{nouns})\b,?\s*(?:(?:{called})\s+(?:the\s+)?)?)?"
    )
    letters = r"(?:\s\([^)\n]{2,12}\))?"
    return re.compile(
        rf"{letters},?\s*(?:\s(?:and|or|as\s+well\s+as)|,)\s+(?:also\s+)?(?:by\s+)?{aside}"
    )


def claimants(document: Document, sentence: Sentence, official: bool = False) -> list[Claimant]:
    """Whoever of a sentence may claim: those of the lists, and names that it calls a group's.

    ``official``: 'Iran's foreign ministry' and 'a US official' too, who speak for their country.
    """
    forces = {hit.last for hit in sentence.of("people") if is_force(document, hit)}
    known = [
        Claimant(
            document.tokens[hit.first].start,
            document.tokens[hit.last - 1].end,
            named(hit),
            hit.kind,
        )
        for hit in sentence.of("actor", "people", "generic", "group", "called", "anaphor")
        if not is_place_of(document, hit)
        and not (
            hit.kind == "people"
            and _only_tells_whose(document, hit)
            and not (official and speaks_for_country(document, hit))
        )
        and not (hit.kind == "generic" and hit.first in forces)
    ]
    return [one for one in known if not _only_holds(document.text, sentence, one, known)]


def _only_holds(text: str, sentence: Sentence, one: Claimant, known: Sequence[Claimant]) -> bool:
    """'A faction of the Pakistani Taliban, Jamaat-ul-Ahrar, said …': only the faction speaks."""
    if not form("faction_of").search(text, sentence.start, one.start):
        return False
    return any(
        other.kind in ("actor", "group", "called")
        and text[one.end : other.start] in (", ", ", the ", ", called ", ", known as ")
        for other in known
    )


def _only_tells_whose(document: Document, hit: Hit) -> bool:
    """'Iraq's rebels', 'a Jordanian official': a people's name, and no forces after it."""
    whose = is_owner(document, hit) or hit.tag.facts.get("role") == "demonym"
    whose = whose or _ends_name(document, hit)
    return whose and not is_force(document, hit)


def _ends_name(document: Document, hit: Hit) -> bool:
    """'Ittehad-ul-Mujahideen Pakistan': a country's name behind another with a hyphen in it."""
    if not hit.first:
        return False
    before = document.tokens[hit.first - 1]
    gap = document.text[before.end : document.tokens[hit.first].start]
    return gap == " " and before.text[0].isupper() and "-" in before.text


def bare_name(text: str, start: int, end: int) -> list[Claimant]:
    """'Saraya al-Ashtar has claimed …': a name of some words, not a person's, before the cue.

    A name of one word counts in capitals ('the UBA') or with a hyphen ('Jaish-ul-Adl').
    """
    match = re.search(rf"\b{NAME}(?:\s+{form('before_claim').pattern})*\s*$", text[start:end])
    said = match["name"].removeprefix("The ") if match else ""
    if match is None or not _is_group_name(said):
        return []
    last = start + match.end("name")
    return [Claimant(last - len(said), last, said, "called")]


def name_after(text: str, start: int, end: int) -> Claimant | None:
    """'claimed by the little-known Eagles of the North': the name right behind the cue."""
    match = _behind_by().match(text, start, end)
    if match is None or not _is_group_name(match["name"]):
        return None
    return Claimant(*match.span("name"), match["name"], "called")


@cache
def _behind_by() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?:the|an?|both)\s+)?(?:[a-z][\w-]*\s+){{0,4}}?{NAME}")


def _is_group_name(said: str) -> bool:
    """Whether a name may be a group's: of some words that are no person's, or by its looks."""
    if said.rpartition("-")[2] in words("context", "joined"):
        return False  # 'an Al-Qaeda-linked group'
    lower = {word.lower() for word in said.split() if word[0].isupper()}
    persons = words("context", "titles") | words("context", "given_names")
    if lower & persons or lower & words("context", "not_places"):
        return False
    if lower & words("parties", "civil_names") or said in data("speech")["agencies"]:
        return False
    return len(lower) > 1 or _LETTERS.fullmatch(said) is not None


#: A name of one word that is a group's by its looks.
_LETTERS: Final = re.compile(r"[^\W\d_a-z]{3,}(?:-\w+)?|[^\W\d_]+(?:-[^\W\d_]+)+")
