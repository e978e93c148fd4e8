"""Who claims an incident, who is accused of it, or that nobody claims it, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, words
from geomap.read.articles.parties import Basis, Party, is_force, is_owner, is_place_of, named
from geomap.read.articles.speech import Said

#: How far from 'blamed' the one blamed may stand, in characters.
_NEAR: Final = 60
#: A name of one to seven words: 'Saraya Awliya al-Dam', 'Harakat-ul-Jihad', 'Army of the Just'.
_WORD: Final = r"(?:(?:[a-z]{1,4}[-’'])?[A-Z][\w’'-]*)"
_NAME: Final = (
    rf"(?P<name>{_WORD}(?:\s+(?:(?:of|the|al|ul|el|for|wal|de|e)\s+){{0,2}}{_WORD}){{0,6}})"
)


class _Claimant(NamedTuple):
    """One who may claim or be accused; characters ``[start, end)``."""

    start: int
    end: int
    name: str | None
    kind: str  # 'actor', 'people', 'generic' of the lists, 'unlisted'


def find_claims(document: Document, sentence: Sentence, said: Said | None) -> tuple[Party, ...]:
    """Who claimed it or is accused of it in this sentence; ``unclaimed`` where nobody did."""
    unclaimed = sentence.of("unclaimed")
    if unclaimed:
        start = document.tokens[unclaimed[0].first].start
        end = document.tokens[unclaimed[-1].last - 1].end
        return (Party(start, end, None, "unclaimed"),)
    own = _own_claim(document, sentence, said)
    if own:
        return (own,)
    bases: tuple[Basis, ...] = ("claimed", "accused")
    for basis in bases:
        cue = next(iter(sentence.of(basis)), None)
        found = _claims(document, sentence, cue, basis) if cue else ()
        if found:
            return found
    return ()


def _own_claim(document: Document, sentence: Sentence, said: Said | None) -> Party | None:
    """'The Guards said they fired the missiles': the speaker's own deed."""
    deed = _deed().match(document.text, said.end, sentence.end) if said else None
    if said is None or deed is None:
        return None
    for one in _claimants(document, sentence):
        if said.start <= one.start < said.end and one.kind != "generic":
            return Party(said.start, deed.end(), one.name, "claimed")
    return None


@cache
def _deed() -> re.Pattern[str]:
    """What follows 'said' where the speaker did it."""
    deeds = "|".join(phrase.replace(" ", r"\s+") for phrase in data("parties")["deeds"])
    return re.compile(
        r"\s*(?:(?:on\s+)?\w+day\s+)?(?:in\s+a\s+(?:\w+\s+)?statement\s+)?(?:that\s+)?"
        rf"(?:it|they|we|(?:its|their)(?:\s+[\w-]+){{1,4}}?)\s+(?:had\s+|have\s+)?(?:{deeds})\b",
        re.IGNORECASE,
    )


def _claims(document: Document, sentence: Sentence, cue: Hit, basis: Basis) -> tuple[Party, ...]:
    """Those whom a cue is said of: one, and whoever 'and' joins to them."""
    start, end = document.tokens[cue.first].start, document.tokens[cue.last - 1].end
    known = [
        one
        for one in _claimants(document, sentence)
        if basis == "claimed" or one.kind != "unlisted"
    ]
    if basis == "claimed" and not any(one.name and one.end <= start for one in known):
        known += _bare_name(document.text, sentence.start, start)
    chosen = _chosen(document, cue, known)
    return tuple(
        Party(min(one.start, start), max(one.end, end), one.name, basis)
        for one in chosen
        if one.name is not None
    )


def _chosen(document: Document, cue: Hit, known: Sequence[_Claimant]) -> list[_Claimant]:
    """Which of those who are named in the sentence a cue means."""
    start, end = document.tokens[cue.first].start, document.tokens[cue.last - 1].end
    last_word = document.tokens[cue.last - 1].lower
    next_word = document.word(cue.last)
    before = [one for one in known if one.end <= start]
    after = [one for one in known if one.start >= end]
    groups = [one for one in before if one.kind in ("actor", "unlisted")]
    if next_word in ("of", "for", "responsible") and last_word != "on":
        return (groups or before)[-1:]
    if last_word in words("parties", "pointing"):
        first = next((one for one in after if one.start <= end + _NEAR), None)
    else:
        first = next(iter(groups or before), None)
    return _joined(document.text, first, known) if first else []


def _joined(text: str, first: _Claimant, known: Sequence[_Claimant]) -> list[_Claimant]:
    """The first and those who follow it with 'and': 'X and a faction called Y'."""
    chain = [first]
    for one in known:
        between = text[chain[-1].end : one.start]
        if one.start >= chain[-1].end and one.name and _and().fullmatch(between):
            chain.append(one)
    return chain


@cache
def _and() -> re.Pattern[str]:
    """What may stand between two who claim together."""
    nouns = "|".join(data("parties")["groups"].split())
    aside = rf"(?:(?:an?|another|the)\s+)?(?:[a-z][\w-]*\s+){{0,3}}?(?:(?:{nouns})\b,?\s*)?"
    return re.compile(rf",?\s*(?:\s(?:and|or|as\s+well\s+as)|,)\s+{aside}")


def _claimants(document: Document, sentence: Sentence) -> list[_Claimant]:
    """Whoever of a sentence may claim: those of the lists, and names that it calls a group's."""
    listed = [
        _Claimant(
            document.tokens[hit.first].start,
            document.tokens[hit.last - 1].end,
            named(hit),
            hit.kind,
        )
        for hit in sentence.of("actor", "people", "generic")
        if not is_place_of(document, hit)
        and not (hit.kind == "people" and (is_owner(document, hit) or _is_qualifier(document, hit)))
    ]
    taken = [one for one in listed if one.kind != "generic"]
    new = [
        one
        for one in _introduced(document.text, sentence.start, sentence.end)
        if not any(one.start < other.end and other.start < one.end for other in taken)
    ]
    return sorted([*listed, *new], key=lambda one: one.start)


def _is_qualifier(document: Document, hit: Hit) -> bool:
    """'a Jordanian official': a people's name that tells whose, and no forces after it."""
    return hit.tag.facts.get("role") == "demonym" and not is_force(document, hit)


def _introduced(text: str, start: int, end: int) -> Iterator[_Claimant]:
    """Names that the text itself calls those of a group, in no list of ours."""
    for pattern in _introductions():
        for match in pattern.finditer(text, start, end):
            yield _Claimant(match.start("name"), match.end("name"), match["name"], "unlisted")


@cache
def _introductions() -> tuple[re.Pattern[str], ...]:
    """'a group calling itself X', 'X, a little-known faction'."""
    nouns = "|".join(data("parties")["groups"].split())
    called = "|".join(phrase.replace(" ", r"\s+") for phrase in data("parties")["called"])
    return (
        re.compile(rf"\b(?:{nouns})(?:,|\s+(?:{called}))?\s+(?:the\s+)?[“\"‘']?{_NAME}"),
        re.compile(rf"\b{_NAME}[”\"’']?,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,5}}?(?:{nouns})\b"),
    )


def _bare_name(text: str, start: int, end: int) -> list[_Claimant]:
    """'Saraya al-Ashtar has claimed …': a name of some words, not a person's, before the cue."""
    match = re.search(rf"\b{_NAME}(?:\s+(?:has|have|had|later|also|then))*\s*$", text[start:end])
    if match is None:
        return []
    lower = {word.lower() for word in match["name"].split()}
    persons = words("context", "titles") | words("context", "given_names")
    if len(lower) < 2 or lower & persons or lower & words("context", "not_places"):
        return []
    return [
        _Claimant(start + match.start("name"), start + match.end("name"), match["name"], "unlisted")
    ]
