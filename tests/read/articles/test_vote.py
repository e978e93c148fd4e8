"""A spaCy model as one more vote: asked for by name, never needed, never downloaded."""

import sys
from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, places, read_articles
from geomap.read.articles.vote import Vote, load_voter, weight_of

TEXT = "Jordan spoke. Shells fell near Ramadi."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of one rule, in a folder: Jordan is a person."""
    spacy = pytest.importorskip("spacy", reason="the extra geomap[nlp] is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Jordan"}])
    folder = tmp_path_factory.mktemp("model") / "one_rule"
    pipeline.to_disk(folder)
    return str(folder)


def named(text: str, gazetteer: Gazetteer, model: str | None) -> list[str]:
    (record,) = places([Article(text, doc_id="1")], gazetteer=gazetteer, nlp=model)
    return [mention["text"] for mention in record["mentions"]]


def test_a_model_turns_what_the_words_leave_open(gazetteer: Gazetteer, model: str) -> None:
    text = "Jordan spoke. Then Jordan left for Amman."
    assert named(text, gazetteer, None) == ["Jordan", "Jordan", "Amman"]
    assert named(text, gazetteer, model) == ["Amman"]


def test_a_model_leaves_what_the_words_say(gazetteer: Gazetteer, model: str) -> None:
    assert "Ramadi" in named(TEXT, gazetteer, model)
    told = read_articles([Article(TEXT, doc_id="1")], gazetteer=gazetteer, nlp=model)
    assert list(told.incidents["place"]) == ["near Ramadi"]


def test_votes_count_for_a_name_inside_them() -> None:
    votes = [Vote(0, 10, 0.7), Vote(20, 30, -0.7)]
    assert [weight_of(votes, 2, 8), weight_of(votes, 20, 30), weight_of(votes, 8, 12)] == [
        0.7,
        -0.7,
        0.0,
    ]


def test_a_model_that_is_not_installed(model: str) -> None:
    with pytest.raises(InputError, match="no such spaCy model is installed"):
        load_voter(f"{Path(model).parent}/none")


def test_without_spacy_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install 'geomap\[nlp\]'"):
        load_voter("en_core_web_sm")
