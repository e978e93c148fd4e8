"""One incident told in several sentences of one text, and others that are not it."""

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles


def told(text: str, gazetteer: Gazetteer) -> list[dict[Any, Any]]:
    found = read_articles([Article(text, published="2024-03-08")], gazetteer=gazetteer).incidents
    rows: list[dict[Any, Any]] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A military airstrike on a village in central Myanmar's Sagaing Region killed at least 22 "
         "people on Monday. The strike hit O Htein Twin village in Tabayin township, about 115 "
         "kilometers northwest of Mandalay. Militants fired rockets at Kyaukse on Tuesday.",
         "O Htein Twin village, Tabayin township"),
        ("An army air strike on a market in North Darfur, Sudan, killed 30 people on Monday, the "
         "RSF said. The strike hit Kabkabiya, about 180 kilometers west of El Fasher.",
         "Kabkabiya"),
        ("Russian drones attacked Kharkiv, Ukraine, on Monday, killing two people. The mayor said "
         "a Shahed drone hit an apartment building in the Kyivskyi district.", "Kharkiv"),
        ("Rockets struck Aleppo in Syria on Monday, killing two people. One rocket hit a bakery in "
         "the Midan neighbourhood.", "Aleppo"),
    ],
)  # fmt: skip
def test_a_second_sentence_tells_more_of_one_strike(
    text: str, place: str, gazetteer: Gazetteer
) -> None:
    row, *others = told(text, gazetteer)
    assert (row["place"], row["date"]) == (place, "2024-03-04")
    assert [other["place"] for other in others] == ["Kyaukse"] * text.count("Kyaukse")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("An air strike on Idlib killed two rebels on Monday. Another strike by "
         "drones hit Saraqib.",
         ["Idlib", "Saraqib"]),
        ("Russian drones attacked Kharkiv on Monday, killing two people. A missile hit a building "
         "in the Korabelnyi district of Kherson.", ["Kharkiv", "Korabelnyi district"]),
        ("A car bomb killed two soldiers in Kirkuk on Monday. The bombing hit Hawija on Tuesday.",
         ["Kirkuk", "Hawija"]),
    ],
)  # fmt: skip
def test_another_place_or_day_is_another_incident(
    text: str, places: list[str], gazetteer: Gazetteer
) -> None:
    assert [row["place"] for row in told(text, gazetteer)] == places


def test_a_quarter_gives_its_city_no_governorate(gazetteer: Gazetteer) -> None:
    (row,) = told(
        "Russian drones attacked Kharkiv, Ukraine, on Monday, killing two people. A drone hit a "
        "building in the Kyivskyi district.",
        gazetteer,
    )
    assert row["admin1"] == "Kharkiv"


def test_the_shelling_of_the_camp_is_that_of_the_camp(gazetteer: Gazetteer) -> None:
    text = (
        "On 4 February 2025 shelling of a displacement camp in El Fasher killed 14 people. On 5 "
        "February 2025 an air strike on a market in Kabkabiya killed nine. The shelling of the "
        "camp has been attributed by residents to the Rapid Support Forces."
    )
    found = read_articles([Article(text)], gazetteer=gazetteer)
    told = found.claims[found.claims["value"].eq("Rapid Support Forces (accused)")]
    assert list(told["incident_id"]) == [found.incidents["id"].iloc[0]]
