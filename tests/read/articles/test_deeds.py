"""Deeds that news tells in words of their own: shooting, capturing, executing, abducting."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("text", "kind", "place", "actor", "killed"),
    [
        ("Gunmen shot dead nine people in Kirkuk on Friday.", "attack", "Kirkuk", None, 9),
        (
            "Islamic State fighters executed 15 prisoners in Mosul on Friday.",
            "attack", "Mosul", "Islamic State", 15,
        ),
        (
            "Pakistani and Afghan troops exchanged fire in Torkham on Friday, killing two men.",
            "other", "Torkham", "Pakistan", 2,
        ),
        (
            "Soldiers and rebels traded fire near Manbij on Friday.",
            "other", "near Manbij", None, None,
        ),
        (
            "Gunmen abducted 12 schoolgirls from a dormitory in Kaduna, Nigeria, on Friday.",
            "other", "Kaduna", None, None,
        ),
        ("The bodies of 12 men with gunshot wounds were found in Tarhuna, Libya, on Friday.",
         "attack", "Tarhuna", None, 12),
        ("Twelve bodies were found in a mass grave in Tarhuna, Libya, on Friday.",
         "attack", "Tarhuna", None, 12),
    ],
)  # fmt: skip
def test_deeds(
    text: str,
    kind: str,
    place: str,
    actor: str | None,
    killed: int | None,
    gazetteer: Gazetteer,
) -> None:
    (found,) = read(text, gazetteer).incidents.astype(object).to_dict("records")
    told = {name: None if found[name] != found[name] else found[name] for name in found}
    assert (told["kind"], told["place"], told["date"]) == (kind, place, "2024-07-26")
    assert told["killed"] == killed
    if actor is not None:
        assert told["actor"] == actor


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("The RSF captured the town of Wad Madani on Friday.", "town of Wad Madani",
         "Rapid Support Forces"),
        ("Russian forces captured Avdiivka on Friday, the defence ministry said.", "Avdiivka",
         "Russia"),
        ("Ukrainian forces recaptured the village of Robotyne on Friday.", "village of Robotyne",
         "Ukraine"),
        ("M23 rebels took control of Goma on Friday.", "Goma", "M23"),
        ("The army retook Wad Madani on Friday, residents said.", "Wad Madani",
         "Sudanese Armed Forces"),
        ("The town of Sake fell to M23 rebels on Friday.", "town of Sake", "M23"),
        ("The Karenni Nationalities Defence Force captured the town of Loikaw on Friday.",
         "town of Loikaw", "Karenni Nationalities Defence Force"),
    ],
)  # fmt: skip
def test_towns_that_are_taken(text: str, place: str, actor: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["kind"], found["place"], found["actor"]) == ("other", place, actor)
    assert found["date"] == "2024-07-26"


@pytest.mark.parametrize(
    "text",
    [
        "A tourist captured the storm over Miami on video on Friday.",
        "The company took control of a Lagos bank on Friday.",
        "The band fell to second place in Oslo on Friday.",
        "The bodies of three hikers were found near Chamonix on Friday.",
        "The court executed the judgment in Paris on Friday.",
        "The two leaders traded barbs in Geneva on Friday.",
    ],
)
def test_the_words_without_the_deed(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 40 rockets and arrested five suspected militants in a raid on a house in "
        "Karachi on Friday.",
        "Police seized weapons and ammunition from a house in Kano on Friday.",
        "Troops arrested 12 suspected insurgents during a raid in Maiduguri on Friday.",
        "Five suspected members of Boko Haram were arrested in Maiduguri on Friday over an attack "
        "that killed 20 people.",
    ],
)
def test_police_work_is_no_attack(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


def test_who_arrests_did_not_do_it(gazetteer: Gazetteer) -> None:
    text = "Police arrested three suspects over Friday's bombing in Lahore, which killed 12 people."
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["killed"]) == ("Lahore", 12) and found["actor"] != "Police"


def test_a_raid_that_kills_is_one(gazetteer: Gazetteer) -> None:
    text = "Soldiers killed three militants in a raid in Kano on Friday and arrested two others."
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["killed"]) == ("Kano", 3)


def test_both_sides_of_an_exchange_of_fire_are_of_the_attack(gazetteer: Gazetteer) -> None:
    text = (
        "Jihadists stormed a garrison in Gao on Friday, killing nine soldiers. The army and the "
        "attackers exchanged fire for two hours."
    )
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["kind"], found["killed"]) == ("Gao", "attack", 9)
