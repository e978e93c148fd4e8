"""Capitals that a text only describes: 'the Somali capital'."""

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.reading import read


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
