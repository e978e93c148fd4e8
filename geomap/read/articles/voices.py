"""Who speaks in which part of a sentence, and of which of its clauses a claim is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import words
from geomap.read.articles.parties import Party, is_place_of
from geomap.read.articles.speech import Said, find_speaker
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger

#: How far before a deed the word stands by which somebody says it, in words.
_SPEAKS: Final = 8
#: Tags of those who may be accused.
_ACCUSED: Final = ("actor", "group", "called", "people")


def find_voices(document: Document, sentence: Sentence) -> dict[int, Said]:
    """Who speaks in each part of a sentence behind a semicolon, by where the part starts."""
    found: dict[int, Said] = {}
    for match in document.finditer("semicolon", sentence.start, sentence.end):
        stop = document.text.find(";", match.end(), sentence.end)
        end = stop if stop >= 0 else sentence.end
        inside = document.tokens_in(sentence, match.end(), end)
        if inside:
            first, last = inside[0], inside[-1] + 1
            hits = tuple(h for h in sentence.hits if first <= h.first and h.last <= last)
            part = replace(sentence, start=match.end(), end=end, first=first, last=last, hits=hits)
            said = find_speaker(document, part)
            if said:
                found[match.end()] = said
    return found


def opens_part(said: Said | None, voices: Mapping[int, Said]) -> bool:
    """Whether who speaks stands at the head of a part: what is before it is not theirs."""
    return said is not None and any(abs(said.start - at) < len(", while ") for at in voices)


def accuses(document: Document, clause: Clause) -> bool:
    """'… while authorities in X pointed to Y': somebody else accuses, of what was done in X."""
    cue = next((hit for hit in clause.hits if hit.kind == "accused"), None)
    if cue is None or document.word(cue.first - 1) in words("grammar", "be"):
        return False
    if document.tokens[cue.first - 1].start < clause.start:
        return False  # '… and blamed X': the subject stands before
    return any(hit.kind in _ACCUSED and hit.first >= cue.last for hit in clause.hits)


def of_clause(
    document: Document,
    clause: Clause,
    parts: Sequence[Clause],
    trigger: Trigger | None,
    claims: tuple[Party, ...],
) -> tuple[Party, ...]:
    """The claims of a clause: not 'X said it captured A' of 'while Y said its jets bombed B'.

    Nor, of the clauses before it, that which only accuses: 'while Y pointed to Z'.
    """
    claims = tuple(claim for claim in claims if not _is_of_what_came(claim, clause, parts))
    beside = [part for part in parts if part is not clause and part.joint == "beside"]
    only = [
        part
        for part in (clause, *beside)
        if part.joint == "beside" and _only_accuses(document, part)
    ]
    if clause in only:
        return tuple(claim for claim in claims if clause.start <= claim.start < clause.end)
    claims = tuple(
        claim for claim in claims if not any(part.start <= claim.start < part.end for part in only)
    )
    if trigger is None or not claims or not (beside or clause.joint == "beside"):
        return claims
    later = [part for part in beside if part.start > clause.start and has_speaker(document, part)]
    own = clause.joint == "beside" and has_speaker(document, clause)

    def is_of_another(claim: Party) -> bool:
        if claim.basis != "claimed":
            return False
        return (own and claim.end <= clause.start) or any(
            part.start < claim.end and claim.start < part.end for part in later
        )

    return tuple(claim for claim in claims if not is_of_another(claim))


def _is_of_what_came(claim: Party, clause: Clause, parts: Sequence[Clause]) -> bool:
    """'… days after the Taliban claimed an ambush in Y': the claim is of what came first."""
    if claim.basis != "claimed":
        return False
    first = [part for part in parts if part is not clause and part.joint in ("after", "answered")]
    return any(part.start <= claim.start and claim.end <= part.end for part in first)


def _only_accuses(document: Document, clause: Clause) -> bool:
    return accuses(document, clause) and not find_triggers(document, clause, headline=False)


def has_speaker(document: Document, clause: Clause) -> bool:
    """Whether a clause tells of a deed of its own, and says who said it or who did it."""
    deed = main_trigger(find_triggers(document, clause, headline=False))
    if deed is None or deed.definite:  # 'and X claimed the attack' is of the deed before
        return False
    deeds = [hit.first for hit in clause.hits if hit.kind in ("verb", "noun")]
    first = min(deeds, default=0)
    named = (
        hit for hit in clause.hits if hit.kind in ("actor", "group", "called", "people", "generic")
    )
    if any(hit.first < first and not is_place_of(document, hit) for hit in named):
        return True
    return any(
        token.lower in words("speech", "verbs") and clause.start <= token.start
        for token in document.tokens[max(0, first - _SPEAKS) : first]
    )
