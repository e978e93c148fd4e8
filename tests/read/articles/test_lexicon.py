"""The reviewed word lists: well formed, and tagged as they mean."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
import yaml

from geomap.read.articles.clauses import clauses
from geomap.read.articles.document import Article, parse
from geomap.read.articles.lexicon import Lexicon, Tag, past_forms
from geomap.read.articles.lists import data, form, pattern, words
from geomap.read.articles.tokens import tokens

#: ACLED Codebook 2024, the sub-event types that an attack, battle or seizure can have.
SUB_EVENTS = {
    "Shelling/artillery/missile attack",
    "Air/drone strike",
    "Remote explosive/landmine/IED",
    "Suicide bomb",
    "Grenade",
    "Chemical weapon",
    "Armed clash",
    "Attack",
    "Abduction/forced disappearance",
    "Looting/property destruction",
    "Disrupted weapons use",
    "Other",
    "Mob violence",
    "Sexual violence",
}
EVENTS = {
    "Explosions/Remote violence",
    "Battles",
    "Violence against civilians",
    "Strategic developments",
    "Riots",
}


def test_no_word_stands_twice_in_a_file() -> None:
    """YAML takes the last of two keys and says nothing of the first."""
    folder = resources.files("geomap.read.articles") / "data"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for node in _nodes(yaml.compose(file.read_text("utf-8"))):
            keys = [key.value for key, _ in node.value] if node.id == "mapping" else []
            twice = [key for key, count in Counter(keys).items() if count > 1]
            assert not twice, f"{file.name}: {twice}"


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    if node.id == "scalar":
        return
    for child in node.value:
        for inner in child if node.id == "mapping" else (child,):
            yield from _nodes(inner)


def test_alternatives_of_a_past_are_spelled_out() -> None:
    told = past_forms({"past": "hit, set (|it )(ablaze|on fire)"})
    assert told == ["hit", "set ablaze", "set on fire", "set it ablaze", "set it on fire"]
    assert past_forms({"as": "raid"}) == []


def test_event_words_are_those_of_acled() -> None:
    violence = data("violence")
    entries = [*violence["verbs"].values(), *violence["nouns"].values(), *data("weapons").values()]
    assert {entry["sub_event"] for entry in entries if "sub_event" in entry} <= SUB_EVENTS
    assert {entry["event"] for entry in entries if "event" in entry} <= EVENTS


def test_every_cue_is_text_and_stands_once_in_its_list() -> None:
    for name, phrases in data("cues").items():
        assert all(isinstance(phrase, str) for phrase in phrases), name
        assert len(set(phrases)) == len(phrases), name


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("US forces left", "people", "United States"),
        ("they told us so", "people", None),
        ("Kata'ib Hezbollah said", "actor", "Kataib Hezbollah"),
        ("the Islamic Resistance in Iraq", "actor", "Islamic Resistance in Iraq"),
        ("in response to", "answer", "in response to"),
        ("It went off.", "verb", "go off"),
        ("It was set ablaze.", "verb", "set fire"),
        ("They blew up a bridge.", "verb", "blow up"),
    ],
)
def test_tags(text: str, kind: str, value: str | None) -> None:
    (sentence,) = parse(Article(text)).sentences
    assert [hit.value for hit in sentence.of(kind)][:1] == ([value] if value else [])


def test_every_form_is_a_pattern() -> None:
    for name, listed in data("forms").items():
        for said in [listed] if isinstance(listed, str) else listed:
            assert pattern(said if isinstance(said, str) else said["form"]), name


def test_every_small_word_stands_once_in_its_list() -> None:
    for name, listed in data("grammar").items():
        assert len(words("grammar", name)) == len(listed.split()), name


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("A hit X, while B struck Y.", ["start", "beside"]),
        ("A hit X and B struck Y; C fired.", ["start", "beside", "beside"]),
        ("A hit X hours after B struck Y.", ["start", "after"]),
        ("A hit X in retaliation for a raid.", ["start", "answered"]),
        ("In response to a raid, A hit X.", ["answered", "answering"]),
        ("A hit X after being hit.", ["start"]),
    ],
)
def test_joints_of_clauses(text: str, joints: list[str]) -> None:
    document = parse(Article(text))
    found = clauses(document, document.sentences[0], lambda clause: True)
    assert [clause.joint for clause in found] == joints


@pytest.mark.parametrize(
    ("text", "end"),
    [("gas field workers", 2), ("gas", 1), ("gas fields", 1), ("field", 0), ("gas field", 2)],
)
def test_the_longest_phrase_at_a_word(text: str, end: int) -> None:
    lexicon = Lexicon((phrase, Tag("type", phrase)) for phrase in ("gas", "gas field"))
    listed = tokens(text)
    assert lexicon.end_at(listed, 0, len(listed)) == end
    assert max((hit.last for hit in lexicon.hits(listed) if hit.first == 0), default=0) == end


@pytest.mark.parametrize("name", data("form_signs"))
def test_a_form_cannot_stand_without_one_of_its_signs(name: str) -> None:
    signs = data("form_signs")[name]
    assert all(sign == sign.lower() and not re.search(r"\s", sign) for sign in signs)
    assert _holds_sign(_parser.parse(form(name).pattern), signs)
    for one in signs:  # none is there for nothing
        others = [sign for sign in signs if sign != one]
        assert not _holds_sign(_parser.parse(form(name).pattern), others)


def _holds_sign(parsed: Any, signs: Sequence[str], run: str = "") -> bool:
    """Whether what a pattern matches has one of these signs, whichever way it matches.

    ``run``: the letters right before it.
    """
    for kind, held in parsed:
        if str(kind) == "LITERAL":
            run += chr(held).lower()
            if run.endswith(tuple(signs)):
                return True
            continue
        if str(kind) == "SUBPATTERN" and _holds_sign(held[-1], signs, run):
            return True
        if str(kind) == "BRANCH" and all(_holds_sign(way, signs, run) for way in held[1]):
            return True
        repeated = str(kind) in ("MAX_REPEAT", "MIN_REPEAT") and held[0] > 0
        if repeated and _holds_sign(held[2], signs, run):
            return True
        run = ""
    return False
