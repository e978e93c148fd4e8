"""Tellings of one incident in several articles: made one, with what differs in sight."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles

DIFFA = (
    ("2024-02-05", "Boko Haram fighters attacked a gendarmerie post in Diffa, Niger, on Sunday, "
     "killing two gendarmes, the army said."),
    ("2024-02-06", "Fighters of Boko Haram stormed a gendarmerie post in Diffa on Sunday and "
     "killed three gendarmes, a local official told RFI."),
    ("2024-02-06", "Militants raided a gendarmerie post in Diffa, in southeast Niger, late on "
     "Sunday, killing two gendarmes. ISWAP claimed responsibility."),
)  # fmt: skip


def read(told: tuple[tuple[str, str], ...], gazetteer: Gazetteer) -> Incidents:
    articles = [Article(text, doc_id=str(n), published=day) for n, (day, text) in enumerate(told)]
    return read_articles(articles, gazetteer=gazetteer)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_tellings_of_one_raid_are_one(order: tuple[int, ...], gazetteer: Gazetteer) -> None:
    found = read(tuple(DIFFA[n] for n in order), gazetteer)
    assert len(found) == 1
    assert found.incidents["killed"].isna().all(), "two tolls are never one number"
    told = found.claims
    assert set(told.loc[told["field"] == "killed", "value"]) == {"2 gendarmes", "3 gendarmes"}
    actors = " ".join(told.loc[told["field"] == "actor", "value"])
    assert "Boko Haram" in actors
    assert "Islamic State West Africa Province" in actors
    assert any("actor" in note["differs"] for note in found.facts["merged"])


@pytest.mark.parametrize(
    "texts",
    [
        ("JNIM fighters attacked an army base in Djibo on Sunday, killing nine soldiers.",
         "Islamic State fighters stormed an army base in Djibo on Sunday, killing ten soldiers."),
        ("Al-Shabaab shot dead two policemen in Baidoa on Sunday.",
         "Islamic State killed two policemen in Baidoa, Somalia, on Sunday."),
    ],
)  # fmt: skip
def test_two_groups_named_for_one_deed_are_a_dispute(
    texts: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert len(read(tuple(("2024-02-06", text) for text in texts), gazetteer)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        # another target
        ("JNIM fighters attacked an army base in Djibo on Sunday, killing nine soldiers.",
         "Islamic State fighters attacked a market in Djibo on Sunday, killing ten soldiers."),
        # a state and a group
        ("JNIM fighters attacked an army base in Djibo on Sunday, killing nine soldiers.",
         "Russia attacked an army base in Djibo on Sunday, killing nine soldiers."),
        # neither what was struck nor the number of the dead is the same
        ("JNIM fighters killed nine soldiers in Djibo on Sunday.",
         "Islamic State fighters killed two soldiers in Djibo on Sunday."),
    ],
)  # fmt: skip
def test_what_others_did_elsewhere_in_town_stays_apart(
    texts: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert len(read(tuple(("2024-02-06", text) for text in texts), gazetteer)) == 2


def test_a_third_telling_is_compared_with_both(gazetteer: Gazetteer) -> None:
    texts = (
        "Gunmen killed a judge in Kirkuk on Monday.",
        "Gunmen shot dead a judge and two shepherds in Kirkuk on Monday.",
        "Armed men killed two shepherds in Kirkuk on Monday.",
    )
    found = read(tuple(("2024-01-16", text) for text in texts), gazetteer)
    assert len(found) == 1
    assert len(found.facts["merged"]) == 2


def test_a_telling_without_the_country_is_of_the_same_place(gazetteer: Gazetteer) -> None:
    texts = (
        "Militants attacked a checkpoint in Diffa, Niger, on Sunday.",
        "Militants attacked a checkpoint in Diffa on Sunday.",
    )
    found = read(tuple(("2024-02-06", text) for text in texts), gazetteer)
    assert list(found.incidents["country"]) == ["Niger"]


def test_a_town_is_not_merged_with_the_province_of_its_name(gazetteer: Gazetteer) -> None:
    texts = (
        "Militants attacked a checkpoint in Idlib on Sunday.",
        "Militants attacked a checkpoint in Idlib province on Sunday.",
    )
    assert len(read(tuple(("2024-02-06", text) for text in texts), gazetteer)) == 2
