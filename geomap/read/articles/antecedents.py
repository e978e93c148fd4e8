"""Whom 'the militants', 'the group' and 'its armed wing' mean: a party that was named before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import data, words
from geomap.read.articles.parties import UNNAMED, Party
from geomap.read.articles.readings import Report

#: The lines at the head of a release that say whose it is, and how long each may be.
_HEAD: Final = 3
_HEAD_CHARACTERS: Final = 60


class Antecedents:
    """The parties that a text named so far, while its reports are read in order."""

    def __init__(self) -> None:
        self._party: str | None = None  # who did what was told last
        self._doer: str | None = None  # the same, where only their sort is told: 'Rebels'
        self._group: str | None = None  # the group of no state that was named last
        self._seen: str | None = None  # the one that the sentence itself names
        self._subject: str | None = None  # who stood at the head of the sentence before
        self._next: str | None = None  # who stands at the head of this one
        self._before: str | None = None  # who stood at the head of the one right before
        self._by_air: str | None = None  # the state that was last told to attack by air
        self._writer: str | None = None  # whose release it is, by its head: 'SDF MEDIA CENTER'

    def see(self, sentence: Sentence) -> None:
        """Go on to a sentence: whom it names is meant by the next one."""
        self._group, self._seen = self._seen or self._group, None
        self._subject, self._before = self._next or self._subject, self._next
        self._keep(hit.value for hit in sentence.of("actor", "group", "called"))
        self._next = _head_of(sentence)
        if sentence.index < _HEAD and sentence.end - sentence.start <= _HEAD_CHARACTERS:
            self._writer = self._writer or _head_of(sentence)

    def put_in(self, document: Document, report: Report) -> Report:
        """The report with the names of those whom it does not name again."""
        actor = report.actor and self._named(document, report, report.actor)
        if actor is None:
            actor = self._meant(document, report)
        told = [self._in_place(document, party) for party in report.claims]
        claims = tuple(self._of_branch(report, party) for party in told if party is not None)
        if (actor, claims) == (report.actor, report.claims):
            return report
        return replace(report, actor=actor, claims=claims)

    def _of_branch(self, report: Report, party: Party) -> Party:
        """'Islamic State claimed it', behind a deed of its Sahel branch: it claims for that."""
        of_it = self._party is not None and self._party.startswith(f"{party.name} ")
        return replace(party, name=self._party) if of_it and report.scene is None else party

    def note(self, report: Report) -> None:
        """Keep whom a report names."""
        generic = data("actors")["generic"]
        self._doer = (report.actor.name if report.actor else None) or self._doer
        if report.actor and _is_by_air(report):
            self._by_air = report.actor.name if is_state(report.actor.name or "") else None
        if report.actor and report.actor.name and report.actor.name not in generic:
            self._party = report.actor.name
            self._keep([self._party])
        self._keep(party.name for party in report.claims if party.name)

    def _meant(self, document: Document, report: Report) -> Party | None:
        """Whom 'they', 'it', 'its fighters' and 'the first jets' mean before a verb."""
        trigger = report.trigger
        if trigger is None or not trigger.verb or trigger.passive:
            return None
        deed = document.tokens[trigger.hit.first].start
        meant = {"the_jets": self._by_air, "whose_men": self._before, "our_men": self._writer}
        for told, name in meant.items():
            match = document.search(told, report.start, deed) if name else None
            if match and not (told == "whose_men" and report.said):
                return Party(*match.span("who"), name, "reported")
        said = document.search("pronoun", report.start, deed)
        if said is None:
            return None
        name = self._subject if said["who"] == "it" else self._doer or self._group
        if name is None or report.said is not None or report.claims:
            return None  # 'X said it fired …' is X's own claim
        return Party(said.start("who"), said.end("who"), name, "reported")

    def _keep(self, names: Iterable[str]) -> None:
        generic = data("actors")["generic"]
        groups = [name for name in names if not is_state(name) and name not in generic]
        self._seen = groups[-1] if groups else self._seen

    def _named(self, document: Document, report: Report, actor: Party) -> Party | None:
        if _is_anaphor(document, actor):
            return self._in_place(document, actor)
        party = self._party
        if actor.name in words("parties", "any_group") and self._group is not None:
            party = party if party is not None and not is_state(party) else self._group
        if party is None or actor.name not in data("actors")["generic"]:
            return actor
        told = document.text[max(0, actor.start - 4) : actor.start].lower() == "the "
        may_be = is_state(actor.name or "") == is_state(party) and not _names(report, party)
        return replace(actor, name=party) if told and may_be else actor

    def _in_place(self, document: Document, party: Party) -> Party | None:
        """'The group' as the group that it is, None where none was named."""
        if party.name is not None or party.basis in UNNAMED:
            return party
        group = self._seen if self._group is None else self._group
        return replace(party, name=group) if group else None


def _is_by_air(report: Report) -> bool:
    arms = {weapon.name for weapon in report.weapons}
    return report.family == "air" or not arms.isdisjoint(words("parties", "by_air"))


def _head_of(sentence: Sentence) -> str | None:
    """The country or group that a sentence begins with: 'Israel vowed revenge'."""
    heads = sentence.of("actor", "group", "people")
    return next((hit.value for hit in heads if hit.first <= sentence.first + 1), None)


def _is_anaphor(document: Document, party: Party) -> bool:
    said = " ".join(document.text[party.start : party.end].lower().split())
    return party.name is None and said in data("parties")["anaphors"]


def _names(report: Report, party: str) -> bool:
    """Whether a sentence names a party itself: 'the army struck RSF positions' is of two."""
    return any(hit.value == party for hit in report.sentence.of("actor", "people"))


@cache
def _states() -> frozenset[str]:
    """The parties that are of a state: countries, their forces, 'the army', 'police'."""
    groups = (entry["name"] for entry in data("actors")["groups"] if entry.get("side") == "state")
    countries = (entry["names"][0] for entry in data("peoples").values())
    return frozenset((*groups, *countries, *words("parties", "of_a_state")))


def is_state(party: str) -> bool:
    """Whether a party is of a state."""
    return party in _states()
