"""What plain copy of agencies tells: where it was, when, who did it, whom it harmed."""

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.scoring import cell, read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunmen in Gwoza, Nigeria, killed five farmers on Monday, police said.",
            {"place": "Gwoza", "country": "Nigeria", "killed": 5, "date": "2026-03-09"},
        ),
        (
            "In El Fasher, the RSF shelled a market in Abu Shouk camp on Monday, killing six.",
            {"place": "Abu Shouk camp", "actor": "Rapid Support Forces", "killed": 6},
        ),
        (
            "Israeli jets struck a building in Tyre a short while ago, the IDF said.",
            {"place": "Tyre", "actor": "Israel", "date": "2026-03-12"},
        ),
        (
            "Drones crippled a power plant in Kryvyi Rih on Monday, the mayor said.",
            {"place": "Kryvyi Rih", "weapons": "drone", "date": "2026-03-09"},
        ),
        (
            "Bandits slaughtered nine villagers in Maradun on Sunday.",
            {"place": "Maradun", "actor": "Bandits", "killed": 9},
        ),
        (
            "A mortar bomb landed on a house in Taiz on Tuesday, killing a child.",
            {"place": "Taiz", "weapons": "mortar", "killed": 1},
        ),
        (
            "The number of the dead in Monday's market bombing in Maiduguri rose to 31.",
            {"place": "Maiduguri", "killed": 31, "date": "2026-03-09"},
        ),
        (
            "The governor on Thursday corrected the number of people killed in Tuesday's car bomb "
            "attack in Morales. There are five dead, not seven.",
            {"place": "Morales", "killed": 5, "date": "2026-03-10"},
        ),
        (
            "A couple aged 58 and 61 were killed in their home in Nikopol on Monday by shelling.",
            {"place": "Nikopol", "killed": 2},
        ),
        (
            "Four members of the New People's Army (NPA) were killed in a clash with soldiers in "
            "Guihulngan on Tuesday.",
            {"place": "Guihulngan", "killed": 4},
        ),
        (
            "The crew of the tanker was evacuated unharmed after a missile hit the ship off "
            "Hodeidah on Tuesday.",
            {"place": "off Hodeidah", "casualties": "reported_none"},
        ),
        (
            "A tanker sailing from Basra to Singapore was attacked by Houthi drones in the Gulf of "
            "Aden on Monday.",
            {"place": "Gulf of Aden", "country": None, "actor": "Houthis"},
        ),
        (
            "Two soldiers were wounded when a drone dropped explosives on their outpost near "
            "Apatzingan on Monday.",
            {"place": "near Apatzingan", "weapons": "drone", "injured": 2},
        ),
        (
            "Six Ukrainian drones were shot down over the Tula region south of Moscow on Monday.",
            {"place": "Tula region", "date": "2026-03-09"},
        ),
        (
            "Gunmen burned houses and shot dead four people in Barkin Ladi on Tuesday night.",
            {"place": "Barkin Ladi", "killed": 4, "date": "2026-03-10"},
        ),
        (
            "The body of a missing activist was found in Tuz Khurmatu on Tuesday with gunshot "
            "wounds.",
            {"place": "Tuz Khurmatu", "killed": 1},
        ),
        (
            "Gunmen on Sunday abducted 14 residents of Dansadau in Zamfara State. A resident told "
            "Daily Trust that the bandits shot dead a vigilante who tried to stop them.",
            {"place": "Dansadau", "killed": 1},
        ),
        (
            "Gang members set fire to homes in Cabaret on Monday. Police blamed the Viv Ansanm "
            "gang coalition.",
            {"place": "Cabaret", "actor": "Viv Ansanm"},
        ),
        (
            "An army camp near Tera was attacked on Sunday.\n\nThe Group for the Support of Islam "
            "and Muslims (JNIM), which is linked to Al-Qaeda, said it carried out the attack.",
            {"place": "near Tera", "actor": "Jama'at Nasr al-Islam wal Muslimin"},
        ),
    ],
)
def test_a_plain_lead_is_read(text: str, told: dict[str, Any], gazetteer: Gazetteer) -> None:
    found = read({"id": "1", "text": text, "published": "2026-03-12"}, gazetteer)
    (row,) = found.incidents.to_dict("records")
    assert {name: cell(row, name) for name in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "Five Kenyan soldiers were killed when a military helicopter crashed shortly after take-"
        "off in Lamu county on Thursday.",
        "Lamu borders Somalia, where Kenyan troops are fighting al Shabaab militants.",
        "Israel and Yemen's Houthis traded fire for a third day on Wednesday.",
        "Ukraine's air force said Russia launched 112 drones during the night and that 94 of them "
        "were intercepted or jammed.",
    ],
)
def test_accidents_wars_and_sums_are_no_incident(text: str, gazetteer: Gazetteer) -> None:
    assert len(read({"id": "1", "text": text, "published": "2026-03-12"}, gazetteer)) == 0


def test_paragraphs_headed_by_a_name_are_there(gazetteer: Gazetteer) -> None:
    text = (
        "Nikopol. Two people were killed by artillery fire on Wednesday morning.\n\n"
        "Marhanets. One person was injured by a drone on Wednesday."
    )
    found = read({"id": "1", "text": text, "published": "2026-03-12"}, gazetteer)
    assert list(found.incidents["place"]) == ["Nikopol", "Marhanets"]


def test_a_reply_is_linked_to_what_it_replied_to(gazetteer: Gazetteer) -> None:
    text = (
        "Hezbollah replied to Israeli air strikes on Nabatieh by firing rockets at Kiryat Shmona "
        "on Tuesday."
    )
    found = read({"id": "1", "text": text, "published": "2026-03-12"}, gazetteer)
    places = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    linked = zip(found.links["from_id"], found.links["to_id"], strict=True)
    assert [(places[one], places[other]) for one, other in linked] == [
        ("Kiryat Shmona", "Nabatieh")
    ]
