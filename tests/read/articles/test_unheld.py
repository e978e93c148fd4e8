"""Names that no list holds: places where the text says so, and what is none."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.locate import locate
from geomap.read.articles import Article, places
from tests.read.articles.reading import mentions, read


@pytest.mark.parametrize(
    ("text", "place", "admin1", "precision"),
    [
        # what holds it stands behind its name
        ("Gunmen killed two men on Friday in Kafr Zanbuq in Raqqa province.",
         "Kafr Zanbuq", "Raqqa", "governorate"),
        ("Gunmen killed two men on Friday in Kafr Zanbuq, Raqqa province.",
         "Kafr Zanbuq", "Raqqa", "governorate"),
        ("Gunmen shot four people on Friday in San Tolomeo del Monte, Cauca, Colombia.",
         "San Tolomeo del Monte", "Cauca", "governorate"),
        ("Jihadists killed 20 villagers on Friday in N'Dolongou, Mopti region.",
         "N'Dolongou, Mopti region", "Mopti", "governorate"),
        ("Five people were killed in an attack on Pata-Moya, North Kivu, on Friday.",
         "Pata-Moya", "North Kivu", "governorate"),
        ("Rebels killed five people on Friday in Pata-Moya, North Kivu's Beni territory.",
         "Pata-Moya", "North Kivu", "governorate"),
        ("A bomb killed three men on Friday in Tor Zanbuk, North Waziristan district.",
         "Tor Zanbuk, North Waziristan district", None, "district"),
        ("A bomb killed three men on Friday in the Tor Zanbuk area of North Waziristan.",
         "Tor Zanbuk area, North Waziristan", None, "district"),
        ("A bomb killed two soldiers as their truck was passing through Datu Hofferson, "
         "Maguindanao del Sur, on Friday.",
         "Datu Hofferson, Maguindanao del Sur", None, "district"),
        ("Bandits killed nine farmers on Friday in Garin Zanbuko village, Zurmi local government "
         "area of Zamfara state.",
         "Garin Zanbuko village, Zurmi local government area", "Zamfara", "district"),
        ("A drone struck a tent in the al-Zanbuq camp in Khan Younis on Friday, killing one man.",
         "al-Zanbuq camp, Khan Younis", None, "near"),
        # a relation to a place that is held
        ("Five people were killed on Friday in Kafr Zanbuq, some forty kilometres north of Raqqa.",
         "Kafr Zanbuq, some forty kilometres north of Raqqa", None, "near"),
        ("Five people were killed on Friday in Kafr Zanbuq, about 12 km from Raqqa.",
         "Kafr Zanbuq, about 12 km from Raqqa", None, "near"),
        ("Four people were killed on Friday in Um Zanbuka, a village of some 300 people near El "
         "Obeid.", "Um Zanbuka, near El Obeid", None, "near"),
        ("Jihadists killed 15 farmers on Friday in Ouro Ali, a hamlet some 20 kilometres from "
         "Djibo.", "Ouro Ali, some 20 kilometres from Djibo", None, "near"),
        ("Four people were killed on Friday in Cité Zambo, a gang-held district of the Haitian "
         "capital.", "Cité Zambo, Port-au-Prince", None, "near"),
        ("Gunmen abducted 12 people in Kurmin Zanbo community, Kajuru local government, Kaduna, on "
         "Friday.", "Kurmin Zanbo, Kajuru local government", None, "governorate"),
        ("A drone hit a van in Zambino, rural Tibú, Norte de Santander, on Friday, killing two.",
         "Zambino, Tibú", "Norte de Santander", "near"),
        # it opens the sentence
        ("In Raqqa province, tribesmen have clashed with soldiers since Monday around Kafr Zanbuq.",
         "around Kafr Zanbuq", "Raqqa", "governorate"),
        ("In North Kordofan, the RSF killed four people in Um Zanbuka on Friday.",
         "Um Zanbuka", "North Kordofan", "governorate"),
        ("In Mosul, gunmen killed two policemen on Friday in Hay Zanbuq.",
         "Hay Zanbuq, Mosul", None, "near"),
        ("In the Kherson region, shells hit the village of Dolynivkaske on Friday, killing two.",
         "village of Dolynivkaske, Kherson region", "Kherson", "governorate"),
        # it is the one area told before it
        ("Two died in Helmand province on Friday when a bomb went off in Zambuko market.",
         "Zambuko market", "Helmand", "governorate"),
        # a town of it, with a comma alone between
        ("Gunmen killed two men on Friday in Zambuko, Sumy.", "Zambuko, Sumy", None, "near"),
        # it owns it
        ("Rebels killed five people on Friday in Ituri's Pata-Moya.",
         "Pata-Moya", "Ituri", "governorate"),
        # words that lead to a place, whatever its name
        ("Two people were killed on Friday when shells fell on Nowe Zanbuky in Donetsk region.",
         "Nowe Zanbuky, Donetsk region", "Donetsk", "governorate"),
        ("Two people were killed on Friday in shelling of Nowe Zanbuky, Donetsk region.",
         "Nowe Zanbuky, Donetsk region", "Donetsk", "governorate"),
        ("Gunmen killed four people on Friday in the vereda of El Zambo, Cauca, Colombia.",
         "vereda of El Zambo", "Cauca", "governorate"),
        ("Gunmen killed four people on Friday close to El Zambo, Cauca, Colombia.",
         "close to El Zambo", "Cauca", "governorate"),
        ("Gunmen killed two men on Friday on the road between Kafr Zanbuq and Tal Zanbuq in Raqqa "
         "province.", "between Kafr Zanbuq and Tal Zanbuq", "Raqqa", "governorate"),
        ("Gunmen ambushed a convoy between Kafr Zanbuq and Tal Zanbuq in Raqqa province on Friday.",
         "between Kafr Zanbuq and Tal Zanbuq", "Raqqa", "governorate"),
        ("Gunmen ambushed a convoy on the road from Kafr Zanbuq to Tal Zanbuq in Raqqa province on "
         "Friday.", "road from Kafr Zanbuq to Tal Zanbuq", "Raqqa", "governorate"),
        ("Two people were abducted from El Zambo in Cauca, Colombia, on Friday.",
         "El Zambo", "Cauca", "governorate"),
    ],
)  # fmt: skip
def test_a_place_that_no_list_holds_is_still_where_it_was(
    text: str, place: str, admin1: str | None, precision: str, gazetteer: Gazetteer
) -> None:
    (found,) = locate(read(text, gazetteer), gazetteer).incidents.to_dict("records")
    assert (found["place"], found["precision"]) == (place, precision)
    assert admin1 is None or found["admin1"] == admin1
    note = found["location_note"]
    assert "held" in note or "contains" in note


def test_a_sentence_without_a_place_is_of_the_narrower_one(gazetteer: Gazetteer) -> None:
    text = (
        "In Raqqa province, gunmen killed two men in Kafr Zanbuq on Friday. Three others were "
        "wounded in the attack."
    )
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["killed"], found["injured"]) == ("Kafr Zanbuq", 2, 3)


def test_two_names_that_no_list_holds_are_two_places(gazetteer: Gazetteer) -> None:
    text = "Rebels killed three people in Pata-Moya and two in Kisuwe, both in Ituri, on Friday."
    found = read(text, gazetteer).incidents
    assert list(zip(found["place"], found["killed"], strict=True)) == [
        ("Pata-Moya", 3),
        ("Kisuwe", 2),
    ]


@pytest.mark.parametrize("beside", ["", " in Zanbuqistan"])
def test_without_anything_that_holds_it_nothing_is_guessed(
    beside: str, gazetteer: Gazetteer
) -> None:
    text = f"Gunmen killed two men on Friday in Kafr Zanbuq{beside}."
    (found,) = locate(read(text, gazetteer), gazetteer).incidents.to_dict("records")
    assert found["place"] == "Kafr Zanbuq"
    assert found["geometry"] is None and found["status"] == "unresolved"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed Governor Zanbuk of Borno state on Friday in Maiduguri.",
        "Two men were killed in Borno on Friday, the Zanbuk Brigade in Syria said.",
        "Soldiers killed six insurgents on Friday in Operation Zanbuk in Borno state.",
        "Gunmen killed six people at Easter in Borno state.",
        "Gunmen killed six people in Borno state on Friday during Ramadan.",
        "Gunmen killed six people at Friday prayers in Maiduguri.",
        "Six people were killed in Borno state on Friday, The Daily Zanbuk said.",
        "Six people were killed in Borno state on Friday, a man said in an interview with Zanbuk "
        "TV.",
        "Six people were killed in Borno state on Friday, according to Ali Zanbuk, a resident.",
        "Gunmen killed six workers of Zanbuk Ltd in Borno state on Friday.",
        "Gunmen killed six people in President Zanbuk's home state of Borno on Friday.",
        "Fighting between Zanbuk and Twirwa killed six people in Ituri on Friday.",
        "Clashes between the Zanbuk and the Twirwa killed six people in Ituri on Friday.",
        "Two died in Borno state on Friday in a gun battle there between Zanbuk and Twirwa.",
        "Gunmen killed six people in Borno state on Friday and Zanbuk blamed Boko Haram.",
        "Soldiers in Humvees killed six people in Borno state on Friday.",
        "Six people were killed in Kandahar on Friday as a bill was passing through Congress.",
        "The shelling of Captain Zanbuk's column killed six people in Borno state on Friday.",
        "Six people were killed in Borno state on Friday, the minister said in Parliament.",
        "Gunmen attacked Ali Zanbuk in Borno state on Friday, killing six of his guards.",
    ],
)
def test_names_that_are_of_no_place(text: str, gazetteer: Gazetteer) -> None:
    places = " ".join(read(text, gazetteer).incidents["place"].dropna())
    assert places
    for name in ("Zanbuk", "Twirwa", "Ramadan", "Friday", "Humvees", "Congress", "Parliament"):
        assert name not in places


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
