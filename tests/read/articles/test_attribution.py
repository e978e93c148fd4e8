"""What belongs to which incident: who did it, who was hurt, with what, where and when."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles

Row = dict[str, Any]


def told(text: str, gazetteer: Gazetteer, published: str | None = "2024-03-08") -> list[Row]:
    """The incidents of a text, missing cells as None, with what each ``answers`` by its place."""
    found = read_articles([Article(text, doc_id="a")], gazetteer=gazetteer, published=published)
    rows: list[Row] = (
        found.incidents.astype(object).where(found.incidents.notna(), None).to_dict("records")
    )
    place_of = {row["id"]: row["place"] for row in rows}
    links = found.links.to_dict("records")
    for row in rows:
        row["answers"] = {place_of[k["to_id"]] for k in links if k["from_id"] == row["id"]}
    return rows


@pytest.mark.parametrize(
    ("said", "injured"),
    [
        ("killing a man and wounding another", 1),
        ("killing a man and injuring another man", 1),
        ("killing one soldier and wounding another", 1),
        ("killing a man and wounding another three", 3),
        ("killing a man; another was wounded", 1),
    ],
)
def test_another_counts_one(gazetteer: Gazetteer, said: str, injured: int) -> None:
    (row,) = told(f"Gunmen opened fire in Hawija on Thursday, {said}.", gazetteer)
    assert (row["killed"], row["injured"]) == (1, injured)


@pytest.mark.parametrize(
    "said",
    [
        "Gunmen killed four people in El Geneina on Thursday. Residents had fled shelling.",
        "Gunmen killed four people who had fled airstrikes in El Geneina on Thursday.",
        "Gunmen killed four people at a camp in El Geneina on Thursday that holds families who "
        "fled the heavy artillery of the army.",
    ],
)
def test_arms_that_people_fled_from_were_not_used_here(gazetteer: Gazetteer, said: str) -> None:
    (row,) = told(said, gazetteer)
    assert row["weapons"] is None


@pytest.mark.parametrize(
    "said",
    [
        "Pakistan accused Afghanistan of harbouring the attackers.",
        "Pakistan accused Kabul of sheltering them.",
        "Pakistan accused Iran of arming the group.",
    ],
)
def test_who_is_accused_of_sheltering_did_not_do_it(gazetteer: Gazetteer, said: str) -> None:
    (row,) = told(f"Gunmen attacked a police post in Bannu on Thursday. {said}", gazetteer)
    assert row["actor"] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Troops killed six fighters in a raid on Zanbuqa on Thursday.", "Zanbuqa"),
        ("In a raid on Dorowa Bukar, gunmen killed 12 farmers on Thursday.", "Dorowa Bukar"),
        ("Gunmen killed 12 farmers on Thursday in an attack on Tungan Wakaso.", "Tungan Wakaso"),
    ],
)
def test_a_place_that_nobody_holds_is_told_by_its_name(
    gazetteer: Gazetteer, text: str, place: str
) -> None:
    (row,) = told(text, gazetteer)
    assert row["place"] == place


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen wounded two guards on Thursday in an attack on Ahmed Karim.",
        "Gunmen wounded two guards on Thursday in an attack on President Vargas.",
    ],
)
def test_who_was_attacked_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert [row["place"] for row in told(text, gazetteer)] in ([None], [])


def test_what_is_condemned_is_the_deed_of_that_name(gazetteer: Gazetteer) -> None:
    found = read_articles(
        [
            Article(
                "Gunmen ambushed an army patrol in Patikul on Monday. Troops raided a camp in Jolo "
                "on Tuesday, killing six.\nThe president condemned the ambush.",
                doc_id="a",
            )
        ],
        gazetteer=gazetteer,
        published="2026-03-04",
    )
    of = found.claims[found.claims["quote"].str.contains("condemned")]["incident_id"]
    assert of.tolist() == [found.incidents["id"].iloc[0]]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The RSF put the toll at 21.", "The RSF"),
        ("The army blamed the Rapid Support Forces.", "The army"),
    ],
)
def test_who_gives_a_number_or_blames_is_the_source(
    gazetteer: Gazetteer, said: str, source: str
) -> None:
    text = f"Drones killed 12 people in Port Sudan on Thursday, residents said. {said}"
    found = read_articles([Article(text, doc_id="a")], gazetteer=gazetteer, published="2024-03-08")
    publisher = found.sources.set_index("id")["publisher"]
    told_of = found.claims[found.claims["start"] > text.index(said) - 1]
    assert [publisher[one] for one in told_of["source_id"]] == [source] * len(told_of)
    assert len(told_of)
