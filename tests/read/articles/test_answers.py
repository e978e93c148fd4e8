"""Who struck, and in answer to what: the ways in which a sentence can say it."""

import json
from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.pipeline import BuildOptions, read_inputs
from geomap.read.articles import Article, read_articles


def told(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="a")], gazetteer=gazetteer, published="2024-03-08")


@pytest.mark.parametrize("who", ["The US military", "The army", "Israeli forces", "The air force"])
@pytest.mark.parametrize("did", ["launched airstrikes on", "carried out airstrikes on"])
def test_the_article_of_who_strikes_is_not_that_of_the_strike(
    gazetteer: Gazetteer, who: str, did: str
) -> None:
    found = told(f"{who} {did} Idlib on Thursday.", gazetteer).incidents
    assert found[["place", "date"]].values.tolist() == [["Idlib", "2024-03-07"]]


@pytest.mark.parametrize(
    "strike",
    [
        "Turkey bombed Dohuk on Thursday in response to the attack.",
        "Turkey carried out airstrikes on Dohuk on Thursday in response to the rocket attack.",
        "Turkey bombed Dohuk on Thursday in retaliation for the rocket fire.",
        "Turkey bombed Dohuk on Thursday in retaliation for the rocket attack on Erbil.",
        "In retaliation for the attack, Turkey bombed Dohuk on Thursday.",
    ],
)
def test_what_a_strike_answers_is_told_before_it(gazetteer: Gazetteer, strike: str) -> None:
    found = told(f"Rockets hit Erbil on Wednesday. {strike}", gazetteer)
    days = dict(zip(found.incidents["place"], found.incidents["date"], strict=True))
    assert days == {"Erbil": "2024-03-06", "Dohuk": "2024-03-07"}
    place_of = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    (link,) = found.links.to_dict("records")
    assert (place_of[link["from_id"]], place_of[link["to_id"]]) == ("Dohuk", "Erbil")


def test_rows_of_a_collection_that_are_no_article_are_listed(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    lines = [
        json.dumps({"id": "a", "published": "2024-03-08", "text": "Rockets hit Erbil on Friday."}),
        "{broken",
        json.dumps({"id": "c", "text": None}),
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = read_inputs([file], gazetteer, BuildOptions())
    assert len(found) == 1
    assert found.rejected["file"].str.endswith("articles.jsonl").all()
    assert found.rejected["row"].tolist() == [2, 3]
    assert "not JSON" in found.rejected["reason"].iloc[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jets struck Khiam early on Friday, two days after militants fired rockets at Metula.",
         ["2024-07-26", "2024-07-24"]),
        ("Jets struck Khiam early on Friday. The strikes came two days after militants fired "
         "rockets at Metula, killing two people.", ["2024-07-26", "2024-07-24"]),
    ],
)  # fmt: skip
def test_days_after_are_counted_back_from_the_strike(
    text: str, days: list[str], gazetteer: Gazetteer
) -> None:
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer).incidents
    assert list(found["date"]) == days


def test_in_revenge_answers_what_was_told_before(gazetteer: Gazetteer) -> None:
    text = (
        "Ukraine struck a refinery in Ryazan on Thursday. In revenge, Russia attacked grain silos "
        "in Odesa on Friday."
    )
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer)
    assert list(found.incidents["kind"]) == ["attack", "retaliation"]
    assert len(found.links) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "Israel answered on Tuesday with strikes on Nabatieh.",
        "Israel hit back on Tuesday, striking Nabatieh.",
        "Israel carried out retaliatory strikes on Nabatieh on Tuesday.",
        "Israel launched retaliatory raids on Nabatieh on Tuesday.",
        "In an apparent response, Israeli drones hit Nabatieh on Tuesday.",
        "As a response, the Israeli army shelled Nabatieh on Tuesday.",
        "On Tuesday came the response: Israeli jets bombed Nabatieh.",
    ],
)
def test_a_state_that_answers_by_a_noun_strikes(gazetteer: Gazetteer, answer: str) -> None:
    attack = "Rockets fired from Lebanon hit the town of Kiryat Shmona on Monday, killing two. "
    found = read_articles([Article(attack + answer, published="2024-07-26")], gazetteer=gazetteer)
    place = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    ((strike, attacked),) = zip(found.links["from_id"], found.links["to_id"], strict=True)
    assert (place[strike], place[attacked]) == ("Nabatieh", "town of Kiryat Shmona")


def test_what_is_said_of_answers_is_no_deed(gazetteer: Gazetteer) -> None:
    text = "Each attack is answered by an operation, and each operation by an attack."
    assert not len(read_articles([Article(text)], gazetteer=gazetteer))
