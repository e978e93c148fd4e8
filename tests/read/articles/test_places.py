"""Which part a named place plays: where it happened, who acted, whose people."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import places
from geomap.read.articles.document import Article
from geomap.read.articles.lookup import lookup_of
from geomap.read.articles.reader import read_places


def mentions(text: str, gazetteer: Gazetteer, **options: Any) -> list[tuple[str, str]]:
    """Text and role of each place that is mentioned, in order."""
    (told,) = places([Article(text)], gazetteer=gazetteer, **options)
    return [(text[one["start"] : one["end"]], one["role"]) for one in told["mentions"]]


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
    ("text", "named"),
    [
        ("A bomb hit a bus on the Kabul-Kandahar highway.", ["Kabul-Kandahar"]),
        ("Gunmen attacked a convoy along the Mosul–Kirkuk road.", ["Mosul–Kirkuk"]),
        ("Rockets fell on the Deir ez-Zor–Palmyra road.", ["Deir ez-Zor–Palmyra"]),
        ("A mine blew up on the Homs - Palmyra highway.", ["Homs - Palmyra"]),
        ("Troops opened the Kabul–Kandahar Highway.", ["Kabul–Kandahar"]),
        ("A fire broke out on Ramallah-Smith Road.", []),
    ],
)
def test_a_road_is_named_by_its_ends(text: str, named: list[str], gazetteer: Gazetteer) -> None:
    _, found = read_places(Article(text), lookup_of(gazetteer))
    assert [text[one.start : one.end] for one in found] == named
    assert {one.kind for one in found} <= {"road"}


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
    ("text", "names"),
    [
        ("A truck was passing through Datu Hofferson, Philippines.",
         ["Datu Hofferson", "Philippines"]),
        ("They drove past Kafr Zanbuq on Friday.", ["Kafr Zanbuq"]),
        ("Shells fell on Nowe Zanbuky and Stare Zanbuky on Friday.",
         ["Nowe Zanbuky", "Stare Zanbuky"]),
        ("A mine lay on the road between Kafr Zanbuq and Mosul.", ["Kafr Zanbuq", "Mosul"]),
        ("The herding community of Kafr Zanbuq was empty.", ["Kafr Zanbuq"]),
        ("People fled after the shelling of Kafr Zanbuq.", ["Kafr Zanbuq"]),
        ("A market in Beni territory's Pata-Moya was burnt.", ["Beni", "Pata-Moya"]),
        ("Talks between Zanbuk and Twirwa failed.", []),
        ("He read of it in Operation Zanbuk.", []),
        ("They met in Mosul and Zanbuk left.", ["Mosul"]),
        ("A shop stood at Mosul Road and Zanbuk Street.", ["Mosul"]),
        ("People blamed the killing of Ali Zanbuk.", []),
    ],
)  # fmt: skip
def test_a_name_that_no_list_holds_is_listed_where_words_lead_to_it(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    assert [name for name, _ in mentions(text, gazetteer)] == names


def test_half_of_a_name_is_not_what_it_means(gazetteer: Gazetteer) -> None:
    (told,) = places([Article("Five were killed in Pata-Moya.")], gazetteer=gazetteer)
    (found,) = told["mentions"]
    assert (found["text"], found["status"], found["lat"]) == ("Pata-Moya", "unresolved", None)


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


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Marseille Star was hit by a missile off Hodeidah. The Houthis said they had "
        "attacked the Marseille Star.",
        "The frigate Hamburg was hit by a missile off Hodeidah.",
    ],
)
def test_a_ship_named_like_a_town_is_none(text: str, gazetteer: Gazetteer) -> None:
    (record,) = places([Article(text, doc_id="1")], gazetteer=gazetteer)
    assert {mention["text"] for mention in record["mentions"]} == {"Hodeidah"}


def test_a_name_has_one_sense_in_a_text(gazetteer: Gazetteer) -> None:
    text = "Tripoli in northern Lebanon, not Libya, was calm. Tripoli's port was closed."
    (told,) = places([Article(text)], gazetteer=gazetteer)
    found = [one["place_id"] for one in told["mentions"] if one["text"] == "Tripoli"]
    assert found == ["geonames:266826"] * 2
    apart = "Tripoli in Lebanon was calm. Tripoli in Libya was not. Tripoli's port was closed."
    (told,) = places([Article(apart)], gazetteer=gazetteer)
    assert len({one["place_id"] for one in told["mentions"] if one["text"] == "Tripoli"}) == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Troops broke the Minsk agreements near Donetsk.", ["Donetsk"]),
        ("Envoys met in Oslo about the Oslo accords.", ["Oslo"]),
        ("The Geneva Conventions protect hospitals in Gaza.", ["Gaza"]),
        ("لم يعرف ما حدث في الموصل", ["الموصل"]),
    ],
)
def test_what_is_called_after_a_place(text: str, named: list[str], gazetteer: Gazetteer) -> None:
    assert [name for name, _ in mentions(text, gazetteer)] == named
