"""Where an incident was, of all the places that its clause names."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.reading import read


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
        ("Two people were abducted from Mosul on Friday.", "Mosul"),
        ("Gunmen ambushed a convoy on the road from Kandahar to Herat on Friday, killing two.",
         "road from Kandahar to Herat"),
        ("Rockets fired from Basra hit Mosul on Friday.", "Mosul"),
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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("• Walgha: Men fired machine guns at the village on Friday. A farmer was killed.\n"
         "• Tall Hadid: In return, a unit shelled the checkpoint at Tall Hadid on Friday. Damascus "
         "admits two wounded.\n"
         "• Umm al-Zaytun: On Thursday night a grenade was tossed into a courtyard.\n"
         "• Bread: 70 tons of flour came in.", ["Walgha", "Tall Hadid", "Umm al-Zaytun"]),
        ("– Kafr Zanbuq (Hama): Gunmen burned a house on Friday.\n"
         "– Mosul – A bomb killed two men on Friday.", ["Kafr Zanbuq, Hama", "Mosul"]),
        ("1. Kupiansk: A drone struck a van on Friday, killing the driver.\n"
         "2. Nikopol: Artillery hit a house on Friday. A woman was wounded.",
         ["Kupiansk", "Nikopol"]),
        ("• Zanbuqa: It was quiet all day. On Friday night a grenade was thrown at a house, "
         "killing one.\n• Mosul: Gunmen shot dead a farmer on Friday.", ["Zanbuqa", "Mosul"]),
        # a place in the item is the spot; what heads it may be none
        ("• Homs: Gunmen killed a shepherd at Kafr Zanbuq on Friday.",
         ["Kafr Zanbuq, Homs"]),
        ("• Police: Gunmen killed two men in Mosul on Friday.\n"
         "• Zelensky: Russia fired 40 missiles at Odesa on Friday.", ["Mosul", "Odesa"]),
        ("- Bread: Two bakeries closed after gunmen robbed a truck on Friday.\n"
         "- Kafr Zanbuq: Gunmen shot dead a farmer on Friday.", ["Kafr Zanbuq"]),
        ("Kafr Zanbuq: Gunmen killed a shepherd on Friday.", [None]),
    ],
)  # fmt: skip
def test_the_head_of_an_item_is_where_it_was(
    text: str, places: list[str | None], gazetteer: Gazetteer
) -> None:
    told = read(text, gazetteer).incidents["place"]
    assert [None if pd.isna(place) else place for place in told] == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels waylaid a patrol in Barangay Bangad, Milagros town, Masbate, on Friday, killing "
         "two.", "Barangay Bangad, Milagros town"),
        ("Rebels attacked a camp in the hamlet of Versalles, municipality of Tibú, on Friday, and "
         "three people died.", "hamlet of Versalles, municipality of Tibú"),
        ("Gunmen killed three men on Friday in the village of Zanbuko, district of Macomia, Cabo "
         "Delgado province.", "village of Zanbuko, district of Macomia"),
        ("Six civilians were killed on Friday in Lopa, fifty kilometres north of Bunia, in Djugu "
         "territory.", "Lopa, fifty kilometres north of Bunia"),
        ("Two men were killed in an encounter in the upper reaches of Bandipora on Friday.",
         "Bandipora"),
        ("Gunmen killed two on Friday in Zike, a farming community of Kwall District, Bassa Local "
         "Government Area of Plateau State.", "Zike"),
        ("Mortar rounds were lobbed into the Halane compound in Mogadishu on Friday.",
         "Halane compound, Mogadishu"),
        ("A rocket hit the Zanbari mosque in Ghazni on Friday, killing two.",
         "Zanbari mosque, Ghazni"),
        # a governorate beside a town is told apart; what owns a town is none of its name
        ("Gunmen killed three men in Machala, province of El Oro, on Friday.", "Machala"),
        ("Rebels killed nine people in Zanbibese, a village of Mambasa territory, on Friday.",
         "Zanbibese, Mambasa territory"),
    ],
)  # fmt: skip
def test_the_names_of_a_chain(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == [place]


def test_a_row_of_towns_is_no_chain(gazetteer: Gazetteer) -> None:
    text = "Strikes hit Jenin, Tulkarm city and Nablus on Friday, killing five."
    assert list(read(text, gazetteer).incidents["place"]) == ["Jenin", "Tulkarm city", "Nablus"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # where it was going, had come from or ran between
        ("A convoy bound for Djibo came under attack on Friday near Gaskindé.", "near Gaskindé"),
        ("The Aegean Lark, carrying soybeans from Brazil to Karachi, was hit by a missile 58 "
         "nautical miles southwest of Hodeidah on Friday.",
         "58 nautical miles southwest of Hodeidah"),
        ("A truck carrying flour to Maiduguri hit a mine near Konduga on Friday, killing two.",
         "near Konduga"),
        ("A bus travelling between Gao and Ansongo hit a mine near Labbezanga on Friday, killing "
         "seven.", "near Labbezanga"),
        ("A bus travelling between Gao and Ansongo hit a mine on Friday, killing seven.",
         "between Gao and Ansongo"),
        ("Gunmen attacked a bus on the road from Gao to Kidal on Friday, killing two.",
         "road from Gao to Kidal"),
        ("Rockets were fired from Gaza to Ashkelon on Friday, wounding two.", "Ashkelon"),
        ("A drone hit a truck carrying fuel in Atbara on Friday, killing two.", "Atbara"),
        # where people answered it without arms
        ("Elders staged a sit-in in Bara on Friday after a drone killed a woman in the Tirah "
         "valley.", "Tirah valley"),
        ("Traders closed their shops in Chaman on Friday after a bomb killed four in Spin Boldak.",
         "Spin Boldak"),
        ("In Borno state, troops were deployed on Friday after gunmen killed three in Konduga.",
         "Konduga"),
        ("Schools closed in Kharkiv on Friday after a drone killed two teachers.", "Kharkiv"),
        ("A curfew was declared in Imphal on Friday after gunmen killed two men in Zanbuk.",
         "Imphal"),
        # a capital that speaks
        ("A drone hit a post in Chaman on Friday. Kabul regrets the loss of two guards.", "Chaman"),
        ("Jets bombed a camp in Panjgur on Friday. Tehran concedes three dead.", "Panjgur"),
        ("Baghdad was hit by rockets on Friday. Two people were killed.", "Baghdad"),
    ],
)  # fmt: skip
def test_which_of_several_places_is_the_spot(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == [place]


def test_two_deeds_keep_their_two_places(gazetteer: Gazetteer) -> None:
    text = "Gunmen killed two men in Mosul on Friday after a bomb wounded three in Kirkuk."
    assert list(read(text, gazetteer).incidents["place"]) == ["Mosul", "Kirkuk"]


def test_a_sentence_that_is_all_dateline_is_read(gazetteer: Gazetteer) -> None:
    text = "MOSUL, Iraq (AP) -\nGunmen shot a man there on Friday."
    assert not read(text, gazetteer).rejected["reason"].str.contains("could not").any()
