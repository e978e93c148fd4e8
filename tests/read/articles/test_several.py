"""Several places under one verb: an incident for each, and a toll that is never counted twice."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles
from tests.read.articles.reading import read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Israeli jets hit Tyre and Nabatieh on Friday.", ["Tyre", "Nabatieh"]),
        ("Israeli jets hit Tyre and later Nabatieh on Friday.", ["Tyre", "Nabatieh"]),
        ("Airstrikes on Homs, Hama and Idlib killed 12 on Friday.", ["Homs", "Hama", "Idlib"]),
        (
            "Israeli strikes on the southern Lebanese towns of Tyre, Nabatieh and Khiam on Friday "
            "killed 12 people.",
            ["Tyre", "Nabatieh", "Khiam"],
        ),
        ("Drones struck near Kyiv and in Lviv on Friday.", ["near Kyiv", "Lviv"]),
        ("Drones struck near Kyiv and Lviv on Friday.", ["near Kyiv", "near Lviv"]),
        ("A drone strike hit Ramadi, in Anbar, Iraq, and Mosul on Friday.", ["Ramadi", "Mosul"]),
        (
            "Israeli warplanes bombed areas in Rafah, Khan Younis, and Gaza City on Friday.",
            ["Rafah", "Khan Younis", "Gaza City"],
        ),
        (
            "Israel struck Damascus and Aleppo airports on Friday.",
            ["Damascus airport", "Aleppo airport"],
        ),
        ("Police clashed with militants in Quetta and Panjgur on Friday.", ["Quetta", "Panjgur"]),
        (
            "Rockets hit Tyre and the army shelled the town of Khiam on Friday.",
            ["Tyre", "town of Khiam"],
        ),
    ],
)
def test_each_place_is_an_incident(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).incidents
    assert list(found["place"]) == places
    assert set(found["date"]) == {"2024-07-26"}
    assert found["description"].nunique() == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Clashes broke out between Gao and Kidal on Friday, killing two.",
            "between Gao and Kidal",
        ),
        (
            "A bomb hit a bus on the road between Kirkuk and Mosul on Friday.",
            "between Kirkuk and Mosul",
        ),
        ("A bomb hit a bus on the highway linking Homs and Hama.", "between Homs and Hama"),
        ("A bomb hit a convoy on the Gao–Kidal road on Friday, killing two.", "Gao–Kidal road"),
        ("A bomb killed four people in Mosul, Iraq, on Friday.", "Mosul"),
        ("The mayors of Tyre and Sidon were killed in an airstrike on Friday.", "Tyre"),
        ("Police in Mosul and Kirkuk said a bomb killed two people on Friday.", "Mosul"),
        ("Officials in Mosul and Kirkuk on Friday said a bomb killed two people.", "Mosul"),
    ],
)
def test_one_stretch_of_land_is_one(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == [place]


def test_a_toll_for_all_is_a_claim_of_each_and_the_count_of_none(gazetteer: Gazetteer) -> None:
    text = (
        "Israeli jets hit Tyre and Khiam on Friday, killing five people. The strikes wounded 20, "
        "the ministry said. In Khiam, two people were killed when a missile hit a depot."
    )
    found = read(text, gazetteer)
    rows = found.incidents.set_index("place")
    assert rows["killed"].isna()["Tyre"] and rows["killed"]["Khiam"] == 2
    assert rows["injured"].isna().all()
    assert list(rows["casualties"]) == ["reported", "reported"]
    told = found.claims[found.claims["incident_id"] == rows["id"]["Tyre"]]
    assert list(told.loc[told["field"] == "killed", "value"]) == [
        "5 people in Tyre and Khiam together"
    ]
    assert list(told.loc[told["field"] == "injured", "value"]) == ["20 in Tyre and Khiam together"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Israeli strikes killed four people in Tyre and three in Khiam on Friday.", [4, 3]),
        ("Missiles struck Tyre, killing four, and Khiam, killing three, on Friday.", [4, 3]),
        ("Rockets hit Tyre and Khiam on Friday, killing four and three respectively.", [4, 3]),
        (
            "Rockets hit Tyre and Khiam on Friday, killing four people in Tyre and three in Khiam.",
            [4, 3],
        ),
    ],
)
def test_counts_stated_for_each_are_of_each(
    text: str, killed: list[int], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer).incidents
    assert list(found["place"]) == ["Tyre", "Khiam"]
    assert list(found["killed"]) == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "Three people were killed in Mosul, three in Kirkuk and two in Tikrit on Friday, when "
            "bombs went off in markets.",
            {"Mosul": 3, "Kirkuk": 3, "Tikrit": 2},
        ),
        (
            "Bomb attacks across Iraq on Friday killed at least 33 people, including at least 17 "
            "in Baghdad, nine in Mosul and seven in Kirkuk, police said.",
            {"Baghdad": 17, "Mosul": 9, "Kirkuk": 7},
        ),
        (
            "At least 12 people were killed on Friday in Russian strikes: five in Kharkiv, four in "
            "Odesa and three in Kherson, officials said.",
            {"Kharkiv": 5, "Odesa": 4, "Kherson": 3},
        ),
        (
            "Airstrikes on Friday killed five people in Tyre, five in Khiam and two in Nabatieh.",
            {"Tyre": 5, "Khiam": 5, "Nabatieh": 2},
        ),
        (
            "Shelling on Friday killed four people in Kherson; two in Nikopol; one in Sumy.",
            {"Kherson": 4, "Nikopol": 2, "Sumy": 1},
        ),
        (
            "Two soldiers were killed in Homs and two in Hama in separate attacks on Friday.",
            {"Homs": 2, "Hama": 2},
        ),
        (
            "Car bombs exploded in Baghdad, killing 10, and in Basra, killing 10, on Friday.",
            {"Baghdad": 10, "Basra": 10},
        ),
    ],
)
def test_counts_that_are_equal_are_of_incidents_of_their_own(
    text: str, killed: dict[str, int], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer).incidents
    assert list(found["place"]) == list(killed)
    assert list(found["killed"]) == list(killed.values())
    assert set(found["date"]) == {"2024-07-26"}


def test_a_sum_that_a_list_is_part_of_is_no_count_of_one(gazetteer: Gazetteer) -> None:
    text = "Bombs killed 40 people in Iraq on Friday, including 17 in Baghdad and nine in Mosul."
    found = read(text, gazetteer)
    told = found.claims[found.claims["field"] == "killed"]
    assert list(told["value"]) == [
        "40 people in Baghdad, Mosul and elsewhere together",
        "17 people",
        "40 people in Baghdad, Mosul and elsewhere together",
        "9 people",
    ]
    assert list(found.incidents["killed"]) == [17, 9]


@pytest.mark.parametrize(
    ("lead", "actor", "weapons"),
    [
        ("Russian missile strikes on Friday:", "Russia", "missile"),
        ("Ten people were killed by Russian drones on Friday, officials said:", "Russia", "drone"),
        ("Explosions on Friday (all times local):", None, None),
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        "- Kharkiv: 3 killed, 12 wounded\n- Odesa: 3 killed\n- Kherson: one person wounded",
        "• In Kharkiv: 3 killed, 12 wounded\n• In Odesa: 3 killed\n• In Kherson: 1 wounded",
        "Kharkiv - 3 dead, 12 injured\n\nOdesa - three dead\n\nKherson - 1 person injured",
        "1. Kharkiv city: three people killed and 12 wounded.\n2. Odesa: three killed.\n"
        "3. Kherson: one person injured.",
    ],
)
def test_lines_of_a_list_are_incidents_under_their_lead(
    lead: str, actor: str | None, weapons: str | None, items: str, gazetteer: Gazetteer
) -> None:
    found = read(f"{lead}\n\n{items}", gazetteer).incidents
    assert [str(place).split()[0] for place in found["place"]] == ["Kharkiv", "Odesa", "Kherson"]
    assert [None if pd.isna(n) else n for n in found["killed"]] == [3, 3, None]
    assert [None if pd.isna(n) else n for n in found["injured"]] == [12, None, 1]
    assert [None if pd.isna(who) else who for who in found["actor"]] == [actor] * 3
    assert [None if pd.isna(arms) else arms for arms in found["weapons"]] == [weapons] * 3
    assert set(found["date"]) == {"2024-07-26"}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli airstrikes killed 12 people on Friday.\n\nBeirut: two ministers resigned.",
        "Weather on Friday:\n\n- Kharkiv: 30 degrees\n- Odesa: 28 degrees",
    ],
)
def test_lines_that_count_no_harm_are_no_incidents(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) <= 1
    assert "Odesa" not in list(read(text, gazetteer).incidents["place"])


def test_each_answers_all_that_it_answers(gazetteer: Gazetteer) -> None:
    text = (
        "Hezbollah fired rockets at Haifa and Acre on Friday. Israel responded by bombing Tyre and "
        "Khiam, killing six people."
    )
    found = read(text, gazetteer)
    haifa, acre, tyre, khiam = found.incidents["id"]
    pairs = set(zip(found.links["from_id"], found.links["to_id"], strict=True))
    assert pairs == {(tyre, haifa), (tyre, acre), (khiam, haifa), (khiam, acre)}
    assert list(found.incidents["retaliation_for"].iloc[2:]) == [f"{haifa}; {acre}"] * 2
    assert list(found.incidents["kind"]) == ["attack", "attack", "retaliation", "retaliation"]


def test_another_article_on_one_of_them_merges_with_it(gazetteer: Gazetteer) -> None:
    found = read_articles(
        [
            Article("Rockets hit Haifa and Acre on Friday.", doc_id="1", published="2024-07-27"),
            Article("A rocket hit Acre in Israel on Friday.", doc_id="2", published="2024-07-27"),
        ],
        gazetteer=gazetteer,
    )
    assert list(found.incidents["place"]) == ["Haifa", "Acre"]


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        ("in response to the strikes", ["Tyre", "Nabatieh"]),
        ("in response to the strikes on Nabatieh", ["Nabatieh"]),
        ("in retaliation for the attack on Tyre", ["Tyre"]),
    ],
)
def test_several_may_be_answered_together_or_one(
    answer: str, answered: list[str], gazetteer: Gazetteer
) -> None:
    text = (
        "Israeli warplanes struck Tyre and Nabatieh on Thursday, killing at least 11 people. "
        f"Hours later, Hezbollah said it fired rockets at Kiryat Shmona {answer}."
    )
    told = read(text, gazetteer)
    places = told.incidents.set_index("id")["place"]
    assert list(told.links["from_id"].map(places).unique()) == ["Kiryat Shmona"]
    assert list(told.links["to_id"].map(places)) == answered
    assert list(told.incidents["actor"]) == ["Israel", "Israel", "Hezbollah"]


def test_those_of_a_ship_are_counted_whatever_it_is_called(gazetteer: Gazetteer) -> None:
    text = (
        "Three crew members of the Barbados-flagged bulk carrier True Confidence were killed on "
        "Friday when a Houthi missile struck the ship off Aden."
    )
    (incident,) = read(text, gazetteer).incidents.to_dict("records")
    assert incident["killed"] == 3


def test_who_gives_a_number_is_no_target(gazetteer: Gazetteer) -> None:
    text = (
        "Gunmen killed at least 14 people in Plateau state, Nigeria, on Friday, while the state "
        "governor put the number of dead at 15."
    )
    (incident,) = read(text, gazetteer).incidents.to_dict("records")
    assert pd.isna(incident["target"])


def test_a_spot_that_is_not_held_is_in_the_town_that_holds_it(gazetteer: Gazetteer) -> None:
    text = "A suicide bomber killed 32 people at the Lido beach in Mogadishu on Friday."
    (incident,) = read(text, gazetteer).incidents.to_dict("records")
    assert (incident["place"], incident["country"]) == ("Mogadishu", "Somalia")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Russia fired 40 missiles and some 100 Shahed drones at Kyiv on Friday, killing three.",
            [("Kyiv", "missile; drone")],
        ),
        (
            "A barrage of missiles and drones hit Odesa on Friday, wounding nine.",
            [("Odesa", "missile; drone")],
        ),
        (
            "Rockets hit Haifa and drones hit Acre on Friday.",
            [("Haifa", "rocket"), ("Acre", "drone")],
        ),
    ],
)
def test_and_between_arms_makes_no_second_incident(
    text: str, told: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer).incidents
    assert list(zip(found["place"], found["weapons"], strict=True)) == told


def test_the_attack_at_a_spot_that_is_not_held_is_that_of_the_town(gazetteer: Gazetteer) -> None:
    told = (
        "MOGADISHU, Aug. 3, 2024 (Xinhua) -- Gunmen stormed a beach in the Somali capital late on "
        "Friday, killing 37. Al-Shabab claimed responsibility for the attack on Xarun Beach."
    )
    (row,) = read_articles([Article(told)], gazetteer=gazetteer).incidents.to_dict("records")
    assert (row["place"], row["actor"], row["killed"]) == ("Mogadishu", "Al-Shabaab", 37)
    other = told.replace("the attack on Xarun Beach", "an attack on the town of Xarun on Thursday")
    assert len(read_articles([Article(other)], gazetteer=gazetteer)) == 2


def test_arms_counted_over_several_places_are_of_none_alone(gazetteer: Gazetteer) -> None:
    text = "Russia said it downed 12 drones over Belgorod, Kursk and Bryansk on May 5, 2024."
    found = read_articles([Article(text)], gazetteer=gazetteer)
    told = set(found.claims.loc[found.claims["field"] == "weapons", "value"])
    assert told == {"12 drones in Belgorod, Kursk and Bryansk together"}


def test_a_province_lies_in_no_other(gazetteer: Gazetteer) -> None:
    text = (
        "Pakistan carried out airstrikes inside Afghanistan's Khost and Paktika provinces on "
        "May 5, 2024, killing eight people."
    )
    rows = read_articles([Article(text)], gazetteer=gazetteer).incidents.set_index("place")
    assert rows.loc["Paktika province", ["admin1"]].isna().all()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Israeli warplanes struck the port of Hodeidah and a power station near the Yemeni "
            "capital late on May 5, 2024.",
            ["port of Hodeidah", "near Sanaa"],
        ),
        (
            "Rockets hit a base near Mosul and a gas field in Erbil on May 5, 2024.",
            ["near Mosul", "Erbil"],
        ),
        ("Rockets hit a base near Mosul in Iraq on May 5, 2024.", ["near Mosul"]),
    ],
)
def test_what_was_hit_at_each_of_two_places(
    text: str, places: list[str], gazetteer: Gazetteer
) -> None:
    found = read_articles([Article(text)], gazetteer=gazetteer).incidents
    assert list(found["place"]) == places


def test_the_deadliest_day_since_some_time_is_news(gazetteer: Gazetteer) -> None:
    text = (
        "CAIRO, Nov 18, 2025 (Reuters) - Israeli air strikes killed at least 14 Palestinians in "
        "the Gaza Strip on Tuesday, in the deadliest day since a ceasefire took hold last month."
    )
    (row,) = read_articles([Article(text)], gazetteer=gazetteer).incidents.to_dict("records")
    assert (row["date"], row["killed"]) == ("2025-11-18", 14)
    old = text.replace("on Tuesday, in the deadliest day since a ceasefire took hold last", "last")
    assert len(read_articles([Article(old)], gazetteer=gazetteer)) == 0


def test_two_cities_side_by_side_are_two_places(gazetteer: Gazetteer) -> None:
    text = (
        "A drone killed four men in Khan Younis on May 5, 2024. Gunmen opened fire on soldiers in "
        "Rafah on the same day."
    )
    assert len(read_articles([Article(text)], gazetteer=gazetteer)) == 2


def test_a_group_is_called_by_its_initials(gazetteer: Gazetteer) -> None:
    text = (
        "Jets bombed a village in Kyauktaw on May 5, 2024, the Arakan Army said. On May 6, 2024 "
        "the AA shelled a naval base near Kyaukphyu."
    )
    rows = read_articles([Article(text)], gazetteer=gazetteer).incidents
    assert rows["actor"].iloc[1] == "Arakan Army"


def test_a_ship_that_is_fired_on(gazetteer: Gazetteer) -> None:
    text = (
        "At 0330 on 2 September 2025 a product tanker was fired on by a fast boat in the Strait of "
        "Bab el-Mandeb. The crew returned fire. No injury was reported."
    )
    (row,) = read_articles([Article(text)], gazetteer=gazetteer).incidents.to_dict("records")
    assert row["target"] == "product tanker" and row["date"] == "2025-09-02"


def test_an_advisory_tells_one_incident_at_its_distance(gazetteer: Gazetteer) -> None:
    text = (
        "UKMTO ADVISORY 041-25\nUKMTO has received a report of an incident 51NM southwest of "
        "Hodeidah, Yemen. The vessel was engaged by small vessels who opened fire with small arms "
        "and RPGs. UPDATE 001: The vessel was struck by 5 unknown projectiles. Crew is safe."
    )
    (row,) = read_articles([Article(text)], gazetteer=gazetteer).incidents.to_dict("records")
    assert (row["place"], row["country"]) == ("51nm southwest of Hodeidah", "Yemen")
    assert (row["target"], row["casualties"]) == ("vessel", "reported_none")


def test_a_part_of_a_sum_is_not_the_sum(gazetteer: Gazetteer) -> None:
    text = (
        "BOGOTA, Colombia, June 11, 2025 (AFP) - A series of explosions and gun attacks shook "
        "southwestern Colombia on Tuesday, killing at least seven people, police said.\n\nIn Cali "
        "two car bombs went off. In Corinto, a truck bomb killed three residents. In El Bordo, "
        "gunmen opened fire on a patrol."
    )
    rows = read_articles([Article(text)], gazetteer=gazetteer).incidents
    assert list(rows["place"]) == ["Cali", "Corinto", "El Bordo"]
    assert set(rows["date"]) == {"2025-06-10"}


def test_what_was_first_denied_is_where_the_strike_was(gazetteer: Gazetteer) -> None:
    text = (
        "KHARTOUM, Sept 11, 2023 (AP) - The Sudanese army denied that its planes bombed a market "
        "in Khartoum on Sunday. Medics said at least 43 people were killed in the air strike."
    )
    found = read_articles([Article(text)], gazetteer=gazetteer)
    (row,) = found.incidents.to_dict("records")
    assert (row["place"], row["date"], row["killed"]) == ("Khartoum", "2023-09-10", 43)
    assert "Sudanese Armed Forces (denied)" in set(found.claims["value"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Airstrikes hit targets in Idlib and Aleppo provinces on Friday, killing three.",
            ["Idlib province", "Aleppo province"],
        ),
        (
            "Shelling killed two people in Kherson and Zaporizhzhia regions on Friday.",
            ["Kherson region", "Zaporizhzhia region"],
        ),
        (
            "Shells fell in the provinces of Idlib and Aleppo on Friday.",
            ["Idlib province", "Aleppo province"],
        ),
    ],
)
def test_areas_side_by_side_are_told_apart(
    text: str, places: list[str], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer).incidents
    assert list(found["place"]) == places
    assert found["killed"].isna().all()
