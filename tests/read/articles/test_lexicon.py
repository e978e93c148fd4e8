"""The reviewed word lists: well formed, and tagged as they mean."""

import pytest

from geomap.read.articles.document import Article, parse
from geomap.read.articles.lists import data

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
}
EVENTS = {
    "Explosions/Remote violence",
    "Battles",
    "Violence against civilians",
    "Strategic developments",
}


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
