"""The reviewed word lists: well formed, and tagged as they mean."""

from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
import yaml

from geomap.read.articles.clauses import clauses
from geomap.read.articles.document import Article, parse
from geomap.read.articles.lexicon import Lexicon, Tag, past_forms
from geomap.read.articles.lists import data, pattern, words
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
        for form in [listed] if isinstance(listed, str) else listed:
            assert pattern(form if isinstance(form, str) else form["form"]), name


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
