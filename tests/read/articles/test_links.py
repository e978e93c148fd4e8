"""What answers what in one text, and what is told of the answer alone."""

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, published="2024-03-08")], gazetteer=gazetteer)


def links(found: Incidents) -> list[tuple[str, str]]:
    """The places of the strike and of the attack of each link."""
    place = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    rows = found.links.to_dict("records")
    return [(place[row["from_id"]], place[row["to_id"]]) for row in rows]


def column(found: Incidents, name: str) -> dict[str, Any]:
    told = found.incidents.astype(object).where(found.incidents.notna(), None)
    return dict(zip(told["place"], told[name], strict=True))


ISFAHAN = (
    "Israel struck a military radar site near Isfahan in central Iran early Friday in response to "
    "Iran's missile and drone attack on Nevatim air base, in the Negev, last Saturday. Iran had "
    "fired more than 300 drones and missiles after an Israeli strike killed two Iranian generals "
    "in Damascus on Feb. 26. Iran later retaliated by seizing the container ship MSC Aries in the "
    "Strait of Hormuz. No casualties were reported in Isfahan."
)


def test_nobody_answers_their_own_attack(gazetteer: Gazetteer) -> None:
    found = read(ISFAHAN, gazetteer)
    assert links(found) == [
        ("near Isfahan", "Nevatim air base"),
        ("Nevatim air base", "Damascus"),
        ("Strait of Hormuz", "Damascus"),
    ]
    dates: dict[str, str | None] = {"near Isfahan": "2024-03-08", "Nevatim air base": "2024-03-02"}
    dates |= {"Damascus": "2024-02-26", "Strait of Hormuz": None}
    assert column(found, "date") == dates
    assert column(found, "casualties")["near Isfahan"] == "reported_none"
    assert column(found, "casualties")["Strait of Hormuz"] == "unknown"


def test_an_answer_to_an_answer_is_none_to_itself(gazetteer: Gazetteer) -> None:
    found = read(
        "Turkey shelled Manbij on Monday. Kurdish YPG fighters fired rockets at Kilis on Tuesday "
        "in response, and the YPG retaliated again by attacking a post near Jarabulus.",
        gazetteer,
    )
    assert ("Kilis", "Manbij") in links(found)
    assert ("near Jarabulus", "Kilis") not in links(found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Iran fired 20 missiles at Erbil after Israel killed two generals in Damascus on Monday.",
         {"Erbil": None, "Damascus": "2024-03-04"}),
        ("Pakistani jets hit a camp near Saravan after Iran struck a house in Panjgur on Tuesday.",
         {"near Saravan": None, "Panjgur": "2024-03-05"}),
        # the day stands with the answer
        ("Iran fired 20 missiles at Erbil on Thursday after Israel killed two in Damascus.",
         {"Erbil": "2024-03-07", "Damascus": None}),
    ],
)  # fmt: skip
def test_the_day_of_a_provocation_is_not_that_of_the_answer(
    text: str, days: dict[str, str | None], gazetteer: Gazetteer
) -> None:
    told = column(read(text, gazetteer), "date")
    assert {place: told[place] for place in days} == days


@pytest.mark.parametrize(
    ("text", "attack", "month"),
    [
        ("May 7 (Reuters) - Turkey bombed Dohuk on Thursday in retaliation for the killing of five "
         "soldiers in Erbil last month.", "Erbil", "2024-02-01"),
        ("Israel struck Khiam on Thursday in response to the killing of two farmers in Metula in "
         "February.", "Metula", "2024-02-01"),
        ("India attacked nine sites in Pakistan on Wednesday in retaliation for the killing of 26 "
         "tourists in Pahalgam last month, and Pakistan said it had shot down five Indian jets.\n\n"
         "Pakistan said at least 26 civilians were killed and 46 wounded in the Indian strikes, "
         "including in Bahawalpur and Muzaffarabad.", "Pahalgam", "2024-02-01"),
    ],
)  # fmt: skip
def test_what_is_answered_is_an_incident_of_its_month(
    text: str, attack: str, month: str, gazetteer: Gazetteer
) -> None:
    found = read(text.replace("May 7 (Reuters) - ", ""), gazetteer)
    (row,) = found.incidents[found.incidents["place"].eq(attack)].to_dict("records")
    assert (row["date"], row["date_precision"], row["kind"]) == (month, "month", "attack")
    answers = [place for place, answered in links(found) if answered == attack]
    assert answers == [place for place in found.incidents["place"] if place != attack]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey bombed Dohuk on Thursday. The killing of five soldiers in Erbil last month had "
        "shocked the country.",
        "Turkey bombed Dohuk on Thursday in revenge for the killing of five soldiers in Erbil in "
        "2019.",
        "Officials met on Thursday in response to the killing of five troops in Erbil last month.",
    ],
)
def test_a_deed_of_some_month_that_nothing_told_answers_is_background(
    text: str, gazetteer: Gazetteer
) -> None:
    assert "Erbil" not in list(read(text, gazetteer).incidents["place"])


def test_may_in_a_dateline_supposes_nothing(gazetteer: Gazetteer) -> None:
    text = (
        "ANKARA, May 7 (Reuters) - Turkey bombed Dohuk on Monday in retaliation for a rocket "
        "attack on Kilis on Sunday."
    )
    assert links(read(text, gazetteer)) == [("Dohuk", "Kilis")]
    supposed = text.replace("in retaliation", "in what may be retaliation")
    assert links(read(supposed, gazetteer)) == []


@pytest.mark.parametrize(
    "strike",
    [
        "The Nigerian air force said it killed 30 militants in three strikes after receiving "
        "reports of the attack.",
        "Nigerian jets bombed Konduga on Tuesday after the raid.",
        "Nigeria bombed camps near Konduga on Tuesday after news of the attack.",
    ],
)
def test_a_strike_after_the_attack_answers_it(strike: str, gazetteer: Gazetteer) -> None:
    found = read(
        f"Militants raided a village near Maiduguri on Monday, killing nine people. {strike}",
        gazetteer,
    )
    assert [to for _, to in links(found)] == ["near Maiduguri"]
    assert list(found.incidents["actor"]) == ["Militants", "Nigeria"]


def test_who_dies_after_the_attack_is_of_the_attack(gazetteer: Gazetteer) -> None:
    found = read(
        "Gunmen attacked a bus near Ramadi on Monday. Three people died in hospital after the "
        "attack.",
        gazetteer,
    )
    assert len(found) == 1
    assert links(found) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russia's drone attack on Odesa killed two people on Thursday.", "Russia"),
        ("Turkey's air strike on Dohuk on Thursday killed two people.", "Turkey"),
        ("Tehran's missile and drone attack on Erbil on Thursday killed two.", "Iran"),
        # where it was, or what sort of attack
        ("Two people died in Beirut's blast on Thursday.", None),
        ("Ukraine's worst attack in weeks hit Sumy on Thursday, killing three.", None),
    ],
)
def test_who_owns_a_deed_did_it(text: str, actor: str | None, gazetteer: Gazetteer) -> None:
    (row,) = read(text, gazetteer).incidents.astype(object).to_dict("records")
    assert (row["actor"] if isinstance(row["actor"], str) else None) == actor


NIGERIA = (
    "MAIDUGURI, Nigeria (AP) — Suspected Islamic extremists killed more than 60 people in an "
    "overnight attack on a village in northeastern Nigeria, residents told The Associated Press on "
    "Friday.\n\nThe attack happened late Thursday in Darul Jamal, home to a military base. Five "
    "soldiers were among the dead, according to residents. No group claimed responsibility, but "
    "residents said the attack was carried out by Boko Haram.\n\nThe Nigerian air force said it "
    "killed 30 militants in three strikes after receiving reports of the attack."
)


def test_a_massacre_and_the_air_strikes_after_it_are_two(gazetteer: Gazetteer) -> None:
    found = read(NIGERIA, gazetteer)
    massacre, strikes = found.incidents.to_dict("records")
    assert (massacre["place"], massacre["date"]) == ("Darul Jamal", "2024-03-07")
    assert massacre["target"] != "home"
    assert massacre["actor"] == "Unclaimed"
    told = found.claims[found.claims["incident_id"].eq(massacre["id"])]
    assert "Boko Haram" in set(told["value"])
    assert (strikes["actor"], strikes["killed"]) == ("Nigeria", 30)
    (link,) = found.links.to_dict("records")
    assert "after receiving reports of the attack" in link["quote"]


BULLETIN = (
    "# Iran Update, November 21, 2023\n\n**Key Takeaways**\n\n- The Islamic Resistance in Iraq "
    "claimed responsibility for four attacks on US positions in Iraq and Syria on November 20. The "
    "group claimed a one-way drone attack on the Ain al Asad airbase and a rocket attack on the "
    "Harir airbase, and two attacks on the al Tanf garrison and Mission Support Site Conoco.\n- US "
    "Central Command conducted airstrikes on two Kataib Hezbollah facilities in Jurf al Sakhr, "
    "south of Baghdad, on November 21 in response to the attacks. Kataib Hezbollah said that eight "
    "of its fighters were killed.\n"
)


def test_the_attacks_that_a_strike_answers_are_all_of_one_party(gazetteer: Gazetteer) -> None:
    found = read_articles([Article(BULLETIN)], gazetteer=gazetteer, published="2025-10-12")
    (strike,) = found.incidents[found.incidents["place"].eq("Jurf al Sakhr")].to_dict("records")
    assert (strike["actor"], strike["killed"], strike["date"]) == (
        "United States", 8, "2023-11-21",
    )  # fmt: skip
    assert links(found) == [
        ("Jurf al Sakhr", "Ain al Asad airbase"),
        ("Jurf al Sakhr", "Harir airbase"),
        ("Jurf al Sakhr", "Tanf garrison"),
        ("Jurf al Sakhr", "Mission Support Site Conoco"),
    ]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("Hezbollah fired rockets at Metula on Monday. Hezbollah drones hit Kiryat Shmona on "
         "Tuesday. Israel bombed Khiam on Wednesday in response to the attacks.",
         ["Metula", "Kiryat Shmona"]),
        ("PKK militants shelled Kilis on Monday. The PKK bombed a bus in Gaziantep on Tuesday. "
         "Turkey bombed Dohuk on Wednesday in retaliation for the attacks.",
         ["Kilis", "Gaziantep"]),
        # of two parties, those who did the last
        ("Hamas fired rockets at Sderot on Monday. Hezbollah drones hit Kiryat Shmona on Tuesday. "
         "Israel bombed Khiam on Wednesday in response to the attacks.", ["Kiryat Shmona"]),
        # nobody is named who did them
        ("Rockets hit Metula on Monday. A drone hit Kiryat Shmona on Tuesday. Israel bombed Khiam "
         "on Wednesday in response to the attacks.", []),
    ],
)  # fmt: skip
def test_the_attacks_are_those_of_one_who_is_named(
    text: str, answered: list[str], gazetteer: Gazetteer
) -> None:
    assert [to for _, to in links(read(text, gazetteer))] == answered


@pytest.mark.parametrize(
    "head", ["# Sudan brief, 5 March 2024\n\n", "## Sitrep, March 5, 2024\n\n"]
)
def test_the_day_of_a_heading_is_that_of_the_text(head: str, gazetteer: Gazetteer) -> None:
    text = f"{head}The RSF shelled a market in El Fasher on Monday, killing nine people."
    found = read_articles([Article(text)], gazetteer=gazetteer, published="2025-10-12")
    assert list(found.incidents["date"]) == ["2024-03-04"]


def test_what_tells_too_little_is_not_answered(gazetteer: Gazetteer) -> None:
    text = (
        "Russia's defence ministry said its air defences had destroyed 88 Ukrainian drones "
        "overnight.\n\nIn response, militants in Gaza fired a barrage of rockets towards Rehovot, "
        "where one of them hit an apartment building and killed an 80-year-old woman."
    )
    found = read(text, gazetteer)
    assert len(found.rejected) == 0
    (row,) = found.incidents.to_dict("records")
    assert (row["kind"], row["killed"]) == ("retaliation", 1)
    assert len(found.links) == 0


@pytest.mark.parametrize(
    "words",
    [
        "in what a local official described as revenge for the raids",
        "in reply to the raids",
        "in what it called payback for the raids",
    ],
)
def test_words_of_answering(words: str, gazetteer: Gazetteer) -> None:
    text = (
        "Jets carried out raids on Arbinda on Monday, killing two. Gunmen opened fire on a convoy "
        f"in Kongoussi on Tuesday, {words}."
    )
    assert links(read(text, gazetteer)) == [("Kongoussi", "Arbinda")]


def test_a_strike_told_to_have_come_before_is_an_incident(gazetteer: Gazetteer) -> None:
    text = (
        "Sudan's army retook Bara in North Kordofan from the RSF on Monday, a day after a drone "
        "strike on the town that killed 21 people."
    )
    rows = read(text, gazetteer).incidents.to_dict("records")
    assert len(rows) == 2
    (strike,) = [row for row in rows if row["killed"] == 21]
    assert strike["place"] == "Bara" and strike["weapons"] == "drone"
    assert strike["actor"] != "Sudanese Armed Forces"
    assert links(read(text, gazetteer)) == []  # who takes a town answers nobody


def test_whom_a_text_says_was_struck(gazetteer: Gazetteer) -> None:
    text = (
        "Rockets hit the Turkish base at Bamarni in Duhok province, Iraq, on Monday. The Kurdistan "
        "Workers' Party (PKK) said it had fired them.\n\nOn Tuesday Turkish jets bombed positions "
        "of the PKK near Amedi in Duhok province, killing five fighters."
    )
    assert list(read(text, gazetteer).extra["target_party"]) == [
        "Turkey", "Kurdistan Workers' Party",
    ]  # fmt: skip
