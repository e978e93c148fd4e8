"""On which day an incident was, where a sentence names several days or the day of its telling."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles


def days(text: str, gazetteer: Gazetteer) -> dict[str, str | None]:
    """The day of each incident, by its place."""
    article = Article(text, doc_id="1", published="2024-07-27")  # a Saturday
    found = read_articles([article], gazetteer=gazetteer).incidents
    told = zip(found["place"], found["date"], strict=True)
    return {place: None if pd.isna(day) else day for place, day in told}


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from Friday's bombing in Kunduz rose to 62 on Saturday.",
        "The death toll from a bombing at a mosque in Kunduz rose to 62 on Saturday, a day after "
        "the attack.",
        "The death toll from a bombing in Kunduz has climbed to 62, officials said on Saturday, a "
        "day after the blast.",
        "The toll from a bombing in Kunduz on Friday rose to 62 on Saturday as more of the wounded "
        "died.",
        "The number of dead in a bombing in Kunduz rose to 62 on Saturday. The bomb went off on "
        "Friday.",
        "A bombing in Kunduz killed 62 people on Friday. The toll rose from 50 on Saturday.",
        "Rescuers on Saturday pulled more bodies from the rubble in Kunduz after a bombing on "
        "Friday killed 62 people.",
        "A truce was signed on Saturday after a bomb killed 62 people in Kunduz on Friday.",
        "Afghans on Saturday buried the victims of a bombing that killed 62 people in Kunduz on "
        "Friday.",
    ],
)
def test_the_day_of_the_deed_not_of_its_telling(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {"Kunduz": "2024-07-26"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Israel bombed Hodeidah on Saturday after a Houthi drone hit Tel Aviv on Friday.",
            {"Hodeidah": "2024-07-27", "Tel Aviv": "2024-07-26"},
        ),
        (
            "Israeli jets hit Hodeidah in response to a drone attack on Tel Aviv that killed one "
            "person on Thursday.",
            {"Hodeidah": None, "Tel Aviv": "2024-07-25"},
        ),
        (
            "Hezbollah fired rockets at Safed on Friday in retaliation for a strike on Nabatieh "
            "two days earlier.",
            {"Safed": "2024-07-26", "Nabatieh": "2024-07-24"},
        ),
        (
            "Iran fired missiles at Haifa on Friday, hours before Israel bombed Isfahan.",
            {"Haifa": "2024-07-26", "Isfahan": "2024-07-26"},
        ),
        (
            "Israel struck Nabatieh on Friday, a day after Hezbollah rockets hit Safed.",
            {"Nabatieh": "2024-07-26", "Safed": "2024-07-25"},
        ),
        (
            "Gunmen killed five people in Quetta on Friday after talks collapsed on Thursday.",
            {"Quetta": "2024-07-26"},
        ),
    ],
)
def test_each_of_two_has_its_own_day(
    text: str, told: dict[str, str | None], gazetteer: Gazetteer
) -> None:
    assert days(text, gazetteer) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Israel bombed Sanaa on Friday. The strikes came two days after the Houthis fired a "
            "missile at Tel Aviv, wounding 12.",
            {"Sanaa": "2024-07-26", "Tel Aviv": "2024-07-24"},
        ),
        (
            "Israel bombed Sanaa on Friday. The strikes came hours after the Houthis fired a "
            "missile at Tel Aviv, wounding 12.",
            {"Sanaa": "2024-07-26", "Tel Aviv": "2024-07-26"},
        ),
        (
            "A day after militants killed six soldiers in Bannu, Pakistani jets struck Khost in "
            "Afghanistan early on Friday, killing eight.",
            {"Khost": "2024-07-26", "Bannu": "2024-07-25"},
        ),
        (
            "A car bomb exploded at a depot in Melitopol on Friday, hours after a missile killed "
            "seven people in Kostiantynivka.",
            {"Melitopol": "2024-07-26", "Kostiantynivka": "2024-07-26"},
        ),
        (
            "Rebels shelled Goma on Friday, three days after the army bombed Sake, killing two.",
            {"Goma": "2024-07-26", "Sake": "2024-07-23"},
        ),
        (
            "A drone hit a hospital in Nyala on Thursday after the army bombed a market in El "
            "Fasher on Wednesday.",
            {"Nyala": "2024-07-25", "El Fasher": "2024-07-24"},
        ),
        (
            "On Thursday the navy reported a missile that fell near a tanker in the Gulf of Aden.",
            {"Gulf of Aden": "2024-07-25"},
        ),
        (
            "The Popular Front, a movement formed last year, said its fighters attacked a post in "
            "Gao on Friday, killing two.",
            {"Gao": "2024-07-26"},
        ),
    ],
)
def test_what_came_first_has_a_day_of_its_own(
    text: str, told: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert days(text, gazetteer) == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Hours after talks ended in Doha, Israeli strikes on Gaza City killed 20 people.",
            "Gaza City",
        ),
        ("After months of fighting, Russian forces captured Avdiivka on Friday.", "Avdiivka"),
    ],
)
def test_what_came_first_and_is_no_deed_is_left_out(
    text: str, place: str, gazetteer: Gazetteer
) -> None:
    assert list(days(text, gazetteer)) == [place]


def test_a_sentence_may_begin_with_what_came_first(gazetteer: Gazetteer) -> None:
    text = (
        "A day after militants killed six soldiers in Bannu, Pakistani jets struck Khost in "
        "Afghanistan early on Friday, killing eight."
    )
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer)
    told = found.incidents.set_index("place")
    assert list(told["actor"]) == ["Pakistan", "Militants"]
    assert list(told["killed"]) == [8, 6]
    assert list(told["kind"]) == ["retaliation", "attack"]


def test_the_day_above_a_post_is_that_of_the_post(gazetteer: Gazetteer) -> None:
    text = (
        "Euphrates Watch\n@watch\n\n22 July, 08:10\nA bomb exploded in the town of Al-Busayrah.\n\n"
        "23 July, 19:20\nGunmen fired two rockets at a checkpoint near Dhiban."
    )
    rows = read_articles([Article(text, published="2025-07-24")], gazetteer=gazetteer).incidents
    assert list(rows["date"]) == ["2025-07-22", "2025-07-23"]
