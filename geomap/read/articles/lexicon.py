"""The reviewed word lists, compiled once into one index that tags a text in a single pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import product
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from geomap.read.articles.lists import data
from geomap.read.articles.tokens import Token, tokens

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_BRACKETS: Final = re.compile(r"[()]")


class Tag(NamedTuple):
    """What a word or phrase of a list means."""

    kind: str  # the list: 'actor', 'weapon', 'verb', 'modal', ...
    value: str  # the canonical word: an actor's name, a weapon, a verb's base form
    facts: Mapping[str, Any] = _NOTHING  # the list's other columns


class Hit(NamedTuple):
    """A tag at a place of the text: tokens ``[first, last)``."""

    first: int
    last: int
    tag: Tag

    @property
    def kind(self) -> str:
        """The list that the phrase is of."""
        return self.tag.kind

    @property
    def value(self) -> str:
        """The canonical word."""
        return self.tag.value


#: A hit from its fields: no call of Python's for each.
_hit: Final = partial(tuple.__new__, Hit)
#: A phrase in small letters, and what it means.
_Entry = tuple[tuple[str, ...], Tag]
#: In place of a second word where there is none.
_NONE: Final = ""


class Lexicon:
    """Phrases to tags; of two phrases of one list that overlap, the longer counts."""

    def __init__(self, phrases: Iterable[tuple[str, Tag]]) -> None:
        by_first: dict[str, list[_Entry]] = {}
        for phrase, tag in phrases:
            words = tuple(token.lower for token in tokens(phrase))
            known = by_first.setdefault(words[0], [])
            if (words, tag) not in known:
                known.append((words, tag))
        self._by_first = {first: _by_second(entries) for first, entries in by_first.items()}

    def hits(self, words: Sequence[Token]) -> list[Hit]:
        """Every tagged phrase among ``words``, by position."""
        found: list[Hit] = []
        until: dict[str, int] = {}
        by_first = self._by_first
        lower = [*[word.lower for word in words], _NONE]
        for first in [at for at, word in enumerate(lower) if word in by_first]:
            by_second = by_first[lower[first]]
            for phrase, tag in by_second.get(lower[first + 1], by_second[_NONE]):
                last = first + len(phrase)
                if last <= until.get(tag.kind, 0):
                    continue
                if len(phrase) == 1 or tuple(lower[first:last]) == phrase:
                    found.append(_hit((first, last, tag)))
                    until[tag.kind] = last
        return found

    def end_at(self, words: Sequence[Token], first: int, limit: int) -> int:
        """The end of the longest phrase that token ``first`` opens, ``first`` where none does."""
        by_second = self._by_first.get(words[first].lower)
        if by_second is None:
            return first
        lower = tuple([word.lower for word in words[first:limit]])
        entries = by_second.get(lower[1] if len(lower) > 1 else _NONE, by_second[_NONE])
        ends = (first + len(phrase) for phrase, _ in entries if lower[: len(phrase)] == phrase)
        return next(ends, first)


def _by_second(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Phrases of one first word by the second, the longest first; with each those of one word.

    'The' opens sixty: one look tells which of them may follow.
    """
    listed = sorted(entries, key=lambda entry: -len(entry[0]))
    seconds = {_second(words) for words, _ in listed} | {_NONE}
    return {
        second: [entry for entry in listed if _second(entry[0]) in (second, _NONE)]
        for second in seconds
    }


def _second(words: tuple[str, ...]) -> str:
    return words[1] if len(words) > 1 else _NONE


@cache
def lexicon() -> Lexicon:
    """The lexicon of every tagged list; built at first use, about ten milliseconds."""
    return Lexicon(
        [*_actors(), *_peoples(), *_weapons(), *_violence(), *_cues(), *_generic(), *_targets()]
    )


def _actors() -> Iterable[tuple[str, Tag]]:
    for entry in data("actors")["groups"]:
        side = entry.get("side", "group")
        tag = Tag("actor", entry["name"], {"side": side})
        written = Tag("actor", entry["name"], {"side": side, "acronym": True})
        for name in (entry["name"], *entry.get("names", ())):
            yield name, written if _is_acronym(name) else tag


def _is_acronym(name: str) -> bool:
    """Whether most letters of a name are capitals: 'IRA', 'LeT'."""
    capitals = sum(map(str.isupper, name))
    return capitals > 1 and 2 * capitals > sum(map(str.isalpha, name))


def _generic() -> Iterable[tuple[str, Tag]]:
    for shown, names in data("actors")["generic"].items():
        for name in names.split(", "):
            yield name, Tag("generic", shown)
    for phrase in data("parties")["anaphors"]:
        yield phrase, Tag("anaphor", "-")


def _peoples() -> Iterable[tuple[str, Tag]]:
    for code, entry in data("peoples").items():
        for role in ("names", "demonyms", "capitals", "forces"):
            for name in entry.get(role, ()):
                yield (
                    name,
                    Tag(
                        "people", entry["names"][0], {"code": code, "role": role.removesuffix("s")}
                    ),
                )


def _weapons() -> Iterable[tuple[str, Tag]]:
    for name, entry in data("weapons").items():
        tag = Tag("weapon", name, entry)
        for form in entry["forms"].split(", "):
            yield form, tag


def _violence() -> Iterable[tuple[str, Tag]]:
    for base, entry in data("violence")["verbs"].items():
        for form, tense in _forms(base, entry):
            yield form, Tag("verb", base, {**entry, "tense": tense})
    for name, entry in data("violence")["nouns"].items():
        for form in entry["forms"].split(", "):
            yield form, Tag("noun", name, {**entry, "plural": form.endswith("s")})


def _cues() -> Iterable[tuple[str, Tag]]:
    for kind, listed in data("cues").items():
        for phrase in listed:
            yield phrase, Tag(kind, phrase)


def _targets() -> Iterable[tuple[str, Tag]]:
    for phrase in (*data("context")["targets"], *data("context")["ships"].split()):
        yield phrase, Tag("target", phrase)


def past_forms(entry: Mapping[str, Any]) -> list[str]:
    """The irregular pasts of a verb, each alternative in brackets spelled out."""
    told = (_BRACKETS.split(form) for form in entry["past"].split(", ")) if "past" in entry else ()
    choices = ([part.split("|") if at % 2 else [part] for at, part in enumerate(p)] for p in told)
    return ["".join(chosen) for each in choices for chosen in product(*each)]


def _forms(base: str, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The forms of a verb and their tense: base, present, past, ing; a particle follows each.

    A form that the list gives in two words has its own ('set ablaze').
    """
    verb, _, particle = base.partition(" ")
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if entry.get("doubled") else None
    past = past_forms(entry) or [(doubled or stem) + "ed"]
    forms = [*((form, "past") for form in past), (verb, "base")]  # 'hit' is read as past first
    forms += [(entry.get("present", verb + "s"), "present"), ((doubled or stem) + "ing", "ing")]
    return [(form if " " in form else f"{form} {particle}".strip(), t) for form, t in forms]
