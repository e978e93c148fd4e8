"""Where an incident was: names that are of people and ships, and areas side by side."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A vessel was hit by a missile 40 nautical miles southwest of Yemen's port of Hodeidah "
            "on Friday.",
            "40 nautical miles southwest of port of Hodeidah",
        ),
        ("A drone hit a truck north of Syria's Manbij on Friday.", "north of Manbij"),
        ("A bomb wounded the mayor of Toribio, Colombia, in Cali on Friday.", "Cali"),
        ("Gunmen killed the mayor of Toribio on Friday.", "Toribio"),
        (
            "An airstrike on the Zanbuqa area of Nyala killed 32 people on Friday.",
            "Zanbuqa area of Nyala",
        ),
        (
            "Gunmen killed two men in Veracruz's port city of Coatzacoalcos on Friday.",
            "city of Coatzacoalcos",
        ),
        ("Russia launched 60 drones from Oryol and Kursk on Friday, and one hit Sumy.", "Sumy"),
        ("In the Odesa Oblast town of Izmail, drones damaged a ferry on Friday.", "town of Izmail"),
        (
            "Gunmen killed two men on Friday in Zanbuqa, a village outside Raqqa.",
            "Zanbuqa, outside Raqqa",
        ),
        (
            "Two men were shot dead on Friday in Zanbuqa, a town of 900 people 9 km off Raqqa.",
            "Zanbuqa, 9 km off Raqqa",
        ),
        (
            "Gunmen fired rockets at a post near the water station of Al-Busayrah on Friday.",
            "Al-Busayrah",
        ),
        (
            "A bomb killed two men in Guayaquil on Friday. Police said the attack was planned by "
            "two men who were arrested in Duran.",
            "Guayaquil",
        ),
        (
            "A bomb wounded nine near Sinjar on Friday; they were taken to a hospital in Dohuk.",
            "near Sinjar",
        ),
        ("Two killed in Kharkiv as Russia, Ukraine trade strikes", "Kharkiv"),
        ("Rebels fired a missile on Friday that landed near Israel's main airport.", "Israel"),
        (
            "Gunmen opened fire during Sunday mass at a church in Istanbul, killing one man.",
            "Istanbul",
        ),
        ("Rebels fired rockets at Ashkelon from the northern Gaza Strip on Friday.", "Ashkelon"),
        (
            "A bomb killed two guards in Quetta on Friday during a visit to Iran by the president.",
            "Quetta",
        ),
        ("A drone hit the Sig, a Russian tanker, in the Kerch Strait on Friday.", "Kerch Strait"),
        ("A missile struck the tanker Sounion off Hodeidah on Friday.", "off Hodeidah"),
        (
            "Two sailors aboard the Verbena died when a missile hit it off Aden on Friday.",
            "off Aden",
        ),
        (
            "Liverpool striker Luis Diaz's father was kidnapped in Barrancas, Colombia, on Friday.",
            "Barrancas",
        ),
    ],
)
def test_the_place_of_the_incident(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton left the town after a rocket hit Haifa on Friday, killing two.",
        "Israel Katz left the town after a rocket hit Haifa on Friday, killing two.",
    ],
)
def test_a_name_that_a_person_bears_did_nothing(text: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert found["place"] == "Haifa" and pd.isna(found["actor"])


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


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit a bus on the Kabul-Kandahar highway on Friday. Six passengers were killed in "
        "the attack in Ghazni province.",
        "An army convoy was ambushed on the Gao-Kidal road on Friday. The ambush in the Bourem "
        "district killed six soldiers.",
        "Gunmen ambushed soldiers on the road between Macomia and Mucojo on Friday. Six were "
        "killed in the ambush in Macomia district.",
    ],
)
def test_a_road_and_a_district_on_it_are_one(text: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert found["killed"] == 6


@pytest.mark.parametrize(
    ("text", "place", "admin1"),
    [
        (
            "MAIDUGURI, Nigeria, July 27, 2024 (Reuters) - Gunmen killed 60 people in the village "
            "of Darul Jamal, home to a military base on the Nigeria-Cameroon border, on Friday.",
            "village of Darul Jamal",
            None,
        ),
        (
            "Two people were killed by shelling in Poonch, along the Line of Control, on Friday.",
            "Poonch",
            "Jammu and Kashmir",
        ),
        ("Rockets hit Rutba, on the Syria-Iraq border, on Friday.", "Rutba", None),
        ("Rockets hit Rutba in Anbar province on Friday.", "Rutba", "Anbar"),
    ],
)
def test_what_lies_along_a_line_is_not_in_it(
    text: str, place: str, admin1: str | None, gazetteer: Gazetteer
) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert place in found["place"]
    assert (None if pd.isna(found["admin1"]) else found["admin1"]) == admin1
    assert pd.isna(found["target"])


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A car bomb killed six people in the Somali capital on Friday.", "Mogadishu", "Somalia"),
        ("Rockets hit Yemen's capital on Friday, killing two.", "Sanaa", "Yemen"),
        ("Rockets hit the Syrian capital, Damascus, on Friday.", "Damascus", "Syria"),
        ("Sudanese drones struck near the capital on Friday.", "near Khartoum", "Sudan"),
        ("A bomb went off in Sudan. Jets bombed the capital Khartoum on Friday.", "Khartoum",
         "Sudan"),
        ("An Israeli strike hit a house in the Lebanese capital on Friday.", "Beirut", "Lebanon"),
    ],
)  # fmt: skip
def test_capitals_that_are_only_described(
    text: str, place: str, country: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer).incidents.iloc[-1]
    assert (found["place"], found["country"]) == (place, country)


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi and Syrian troops clashed in the capital on Friday, killing two.",
        "Gunmen killed a banker who fled Somali capital markets on Friday.",
        "Two men were killed in the capital of Anbar province in Iraq on Friday.",
    ],
)
def test_capitals_that_may_be_any(text: str, gazetteer: Gazetteer) -> None:
    places = set(read(text, gazetteer).incidents["place"].dropna())
    assert places.isdisjoint({"Baghdad", "Damascus", "Mogadishu"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb killed two men on Friday shortly after midnight in Mosul.", "Mosul"),
        ("A bomb killed two men on Friday before dawn near Mosul.", "near Mosul"),
        ("A bomb killed two men after 9 p.m. on Friday in Mosul.", "Mosul"),
        ("Clashes have gone on since Monday morning in Mosul, killing two.", "Mosul"),
        (
            "Clashes between soldiers and militiamen loyal to a cleric erupted in Mosul on Friday, "
            "killing two.",
            "Mosul",
        ),
        ("A bomb killed two men in Mosul on Friday, a day after talks in Basra.", "Mosul"),
        ("A bomb killed two men in Mosul after Friday's riot in Basra.", "Mosul"),
        ("Drones hit a plant near Atbara on Friday, cutting power to the city and to Port Sudan.",
         "near Atbara"),
    ],
)  # fmt: skip
def test_when_and_whose_side_tell_of_no_other_place(
    text: str, place: str, gazetteer: Gazetteer
) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == [place]
