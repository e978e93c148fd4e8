"""Which part a named place plays: where it happened, who acted, whose people."""

from __future__ import annotations

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, places
from geomap.read.articles.lookup import lookup_of
from geomap.read.articles.reader import read_places
from tests.read.articles.reading import mentions


def test_adjectives_of_countries_are_peoples_where_they_are_asked_for(
    gazetteer: Gazetteer,
) -> None:
    text = "The Iraqi army said Turkish drones struck a camp near Mosul, Iraq."
    plain = [("Mosul", "place"), ("Iraq", "place")]
    assert mentions(text, gazetteer) == plain
    peoples = [("Iraqi", "people"), ("Turkish", "people")]
    assert mentions(text, gazetteer, peoples=True) == [*peoples, *plain]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Washington said its forces struck Mosul, Iraq.", ("Washington", "actor")),
        ("Rockets fell on Washington, D.C., police said.", ("Washington", "place")),
        ("قالت بغداد إن طائرة مسيرة قصفت الموصل", ("بغداد", "actor")),
    ],
)
def test_a_capital_that_says_something_is_nowhere_to_look(
    text: str, found: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert mentions(text, gazetteer)[0] == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police clashed with militants in Quetta and Panjgur.", ["Quetta", "Panjgur"]),
        ("Militants attacked the towns of Sake and Goma.", ["Sake", "Goma"]),
        ("Strikes went on in Gaza and Panjgur said nothing.", ["Gaza"]),
    ],
)
def test_a_lesser_name_beside_a_place_is_one(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    assert [name for name, _ in mentions(text, gazetteer)] == names


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen killed two men in Pakistan's Panjgur on Friday.", "Panjgur", "PK"),
        ("A bomb went off near Iraq’s northern Sinjar on Friday.", "Sinjar", "IQ"),
        ("Shells fell in South Sudan's Malakal.", "Malakal", "SS"),
        ("Rebels attacked Mali's Menaka on Friday.", "Menaka", "ML"),
        ("Rebels attacked Congo's Goma on Friday.", "Goma", "CD"),
        ("Rockets hit a market in Syria's Tripoli.", "Tripoli", None),
    ],
)
def test_a_place_of_a_country(
    text: str, name: str, country: str | None, gazetteer: Gazetteer
) -> None:
    _, mentions = read_places(Article(text), lookup_of(gazetteer))
    (found,) = [one for one in mentions if text[one.start : one.end] == name]
    best = found.resolution.best
    assert (best.country_code if best else None) == country


def test_a_minister_of_a_country_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Talks with Russia's Lavrov and pressure on Israel's Gallant went on."
    assert [name for name, _ in mentions(text, gazetteer)] == ["Russia", "Israel"]


@pytest.mark.parametrize(
    "text",
    [
        "Four rockets hit Mosul, Iraq, on July 25, 2024.",
        "July 25, 2024\nRockets hit Mosul, Iraq, near 25 and in 2024.",
        "JULY 25, 2024: ROCKETS HIT MOSUL, IRAQ. MARCH 23.",
        "في 25 يوليو 2024 قصف الموصل في العراق",
        "في ٢٥ يوليو ٢٠٢٤ قصف الموصل في العراق",
    ],
)
def test_a_number_is_no_place(text: str, gazetteer: Gazetteer) -> None:
    found = [name for name, _ in mentions(text, gazetteer)]
    assert len(found) == 2 and all(any(map(str.isalpha, name)) for name in found)


def test_a_name_has_one_sense_in_a_text(gazetteer: Gazetteer) -> None:
    text = "Tripoli in northern Lebanon, not Libya, was calm. Tripoli's port was closed."
    (told,) = places([Article(text)], gazetteer=gazetteer)
    found = [one["place_id"] for one in told["mentions"] if one["text"] == "Tripoli"]
    assert found == ["geonames:266826"] * 2
    apart = "Tripoli in Lebanon was calm. Tripoli in Libya was not. Tripoli's port was closed."
    (told,) = places([Article(apart)], gazetteer=gazetteer)
    assert len({one["place_id"] for one in told["mentions"] if one["text"] == "Tripoli"}) == 2
