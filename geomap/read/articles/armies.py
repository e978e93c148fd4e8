"""Whose 'the army' is: of the one country that a passage speaks of, where no other is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.drafts import Draft
from geomap.read.articles.lists import data, words
from geomap.read.articles.parties import Party
from geomap.read.articles.readings import Report

#: How far behind a country its forces are named, in characters.
_FORCES: Final = 20
#: What forces of a state are called that no name is given of.
_ARMY: Final = "Army"


def name_armies(document: Document, drafts: Iterable[Draft]) -> None:
    """Call 'the army' what its country's is called, where only one country may be meant.

    It is the country of the place, and the paragraph names no other country or people. Of a place
    that nobody holds it is the one country that the text names, else that where all else happened.
    """
    told = _countries_by_paragraph(document)
    named = frozenset().union(*told.values())
    drafts = list(drafts)
    where = frozenset(code for code in map(_country, drafts) if code)
    only = next((next(iter(codes)) for codes in (named, where) if len(codes) == 1), None)
    for draft in drafts:
        code = _country(draft) or (only if draft.scene or draft.answers else None)
        if code is None or not _may_be_its(draft, code, told):
            continue
        name = army_of(code)
        if name is not None:
            draft.reports = [_with_name(report, name) for report in draft.reports]
            draft.under = _with_name(draft.under, name) if draft.under else None
    for draft in drafts:  # 'the Sudanese air force' as 'the Sudanese army'
        draft.reports = [_with_forces(document, report) for report in draft.reports]


def _countries_by_paragraph(document: Document) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for sentence in document.sentences:
        codes = found.setdefault(sentence.paragraph, set())
        codes |= {
            hit.tag.facts["code"]
            for hit in sentence.of("people")
            if document.word(hit.first - 1) not in words("context", "waters")  # 'in Lake Chad'
        }
    return {paragraph: frozenset(codes) for paragraph, codes in found.items()}


def _country(draft: Draft) -> str | None:
    scene = draft.scene
    best = scene.mention.resolution.best if scene else None
    if best is None or best.kind in words("context", "waters"):
        return None  # on a lake that is of several countries
    return best.country_code


def _may_be_its(draft: Draft, code: str, told: Mapping[int, frozenset[str]]) -> bool:
    paragraphs = {report.sentence.paragraph for report in draft.reports}
    whose = {code, _holder(code)}
    return all(told[paragraph] <= whose for paragraph in paragraphs)


def _holder(code: str) -> str:
    """The country whose army is in another: of Palestine Israel; else the country itself."""
    return str(data("peoples").get(code, {}).get("held_by", code))


def _with_name(report: Report, name: str) -> Report:
    actor = report.actor and _named(report.actor, name)
    return replace(report, actor=actor, claims=tuple(_named(c, name) for c in report.claims))


def _with_forces(document: Document, report: Report) -> Report:
    actor = report.actor and _as_forces(document, report.actor)
    claims = tuple(_as_forces(document, claim) for claim in report.claims)
    return replace(report, actor=actor, claims=claims)


def _as_forces(document: Document, party: Party) -> Party:
    """A country that is named by its forces as these, where they have a name of their own."""
    name = _armies().get(party.name or "")
    if name is None:
        return party
    behind = document.text[party.start : party.end + _FORCES].lower().split()
    return party if words("parties", "armies").isdisjoint(behind) else replace(party, name=name)


@cache
def _armies() -> Mapping[str, str]:
    """The forces that have a name in the list, by the country that they are of."""
    found = {entry["names"][0]: army_of(code) for code, entry in data("peoples").items()}
    return {country: name for country, name in found.items() if name and name != country}


def _named(party: Party, name: str) -> Party:
    return replace(party, name=name) if party.name == _ARMY else party


@cache
def army_of(code: str) -> str | None:
    """The name of a country's forces: of the list of actors, else the country itself."""
    entry = data("peoples").get(_holder(code))
    if entry is None:
        return None
    spoken = {f"{demonym} army".lower() for demonym in entry.get("demonyms", ())}
    groups = (
        group["name"]
        for group in data("actors")["groups"]
        if group.get("side") == "state" and spoken & {n.lower() for n in group.get("names", ())}
    )
    return str(next(groups, entry["names"][0]))
