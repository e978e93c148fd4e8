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


SPOT_AND_AREA = [
    # a province
    ("A suicide bomber killed 12 people at a mosque in Peshawar on Sunday.",
     "At least 12 people were killed in a suicide bombing at a mosque in Pakistan's Khyber "
     "Pakhtunkhwa province on Sunday."),
    # two wounded are few: the means and the victims are the same, too
    ("Two rockets hit the Conoco gas field in eastern Syria on Sunday, wounding two US soldiers.",
     "A rocket attack targeted a US base in Deir ez-Zor province on Sunday. Two American soldiers "
     "were injured."),
    # a country: means, target and doer
    ("An Israeli drone strike on a car in the town of Jibchit killed two people on Sunday.",
     "Two people were killed in an Israeli drone strike on a car in southern Lebanon on Sunday."),
    # a district within a district
    ("A roadside bomb killed three soldiers near Mir Ali on Sunday.",
     "Three soldiers were killed on Sunday when a roadside bomb hit their convoy in North "
     "Waziristan."),
]  # fmt: skip


@pytest.mark.parametrize("texts", SPOT_AND_AREA)
@pytest.mark.parametrize("first", [0, 1])
def test_a_spot_and_the_area_around_it_are_one_where_something_speaks_for_it(
    texts: tuple[str, str], first: int, gazetteer: Gazetteer
) -> None:
    told = tuple(("2024-02-06", texts[at]) for at in (first, 1 - first))
    found = read(told, gazetteer)
    assert len(found) == 1
    assert found.incidents["place"].iloc[0] in texts[0], "the spot is kept"
    (note,) = found.facts["merged"]
    assert " lies in " in note["why"] and "the same toll" in note["why"]
    assert set(found.claims["incident_id"]) == set(found.incidents["id"])


@pytest.mark.parametrize(
    "texts",
    [
        # nothing but the toll, of one
        ("Gunmen killed one person in Maiduguri on Sunday.",
         "Gunmen killed one person in Nigeria's Borno state on Sunday."),
        # no toll at all
        ("A drone hit an oil depot in Feodosia on Sunday.",
         "Drones hit an oil depot in Crimea on Sunday."),
        # another toll
        ("A car bomb killed four soldiers in Baidoa on Sunday.",
         "A car bomb killed five soldiers in Somalia's Bay region on Sunday."),
        # another day
        ("A Russian drone hit a bus in Nikopol on Saturday, killing three people.",
         "A Russian drone hit a bus in Dnipropetrovsk region on Sunday, killing three people."),
        # another area
        ("A suicide bomber killed 12 people at a mosque in Quetta on Sunday.",
         "A suicide bomber killed 12 people at a mosque in Pakistan's Punjab province on Sunday."),
    ],
)  # fmt: skip
def test_too_little_makes_no_spot_one_with_an_area(
    texts: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert len(read(tuple(("2024-02-06", text) for text in texts), gazetteer)) == 2


def test_an_area_with_two_spots_that_fit_stays_open(gazetteer: Gazetteer) -> None:
    texts = (
        "An Israeli air strike on a house in Aitaroun killed two people on Sunday.",
        "An Israeli air strike on a house in Jibchit killed two people on Sunday.",
        "An Israeli air strike on a house in southern Lebanon killed two people on Sunday.",
    )
    found = read(tuple(("2024-02-06", text) for text in texts), gazetteer)
    assert len(found) == 3 and found.facts["merged"] == []


def test_three_articles_ever_closer_are_one(gazetteer: Gazetteer) -> None:
    texts = (
        "A car bomb killed four soldiers in Somalia on Sunday.",
        "A car bomb killed four soldiers in Baidoa on Sunday. Al-Shabaab claimed the attack.",
        "Al-Shabaab said it had killed four soldiers in a car bombing in Somalia on Sunday.",
    )
    found = read(tuple(("2024-02-06", text) for text in texts), gazetteer)
    assert len(found) == 1
    assert set(found.claims["incident_id"]) == set(found.incidents["id"])
    assert len(found.facts["merged"]) == 2
