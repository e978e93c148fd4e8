"""Where an incident was: names that are of people and ships, and areas side by side."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.locate import locate
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
    ("text", "places"),
    [
        # what the sentence before is about, or the place named last in it
        ("A drone hit a refinery in Rossosh on Thursday, killing two. Kherson, in the south, got "
         "no respite. Artillery hit a depot there on Friday, killing a mechanic.",
         ["Rossosh", "Kherson"]),
        ("A bomb killed two in Mosul on Thursday. In Kirkuk, the night was no calmer. There, "
         "gunmen shot dead a policeman on Friday.", ["Mosul", "Kirkuk"]),
        ("A bomb killed two in Mosul on Thursday. The violence has also reached Tikrit. Three "
         "soldiers were killed there on Friday when gunmen attacked a checkpoint.",
         ["Mosul", "Tikrit"]),
        ("Drones hit workshops in Atbara on Tuesday, killing four. It was called the price of what "
         "was done in Nyala.\n\nThere, on Monday, army drones had struck a hangar. Three porters "
         "were killed.", ["Atbara", "Nyala"]),
        ("Beirut's airport stayed open. But drones hit two trucks there on Friday, killing a "
         "driver.", ["Beirut"]),
        ("On Friday a mob of youths, bent on avenging their kinsmen, descended on a settlement at "
         "Rafin Bauna. Two herders were killed there.", ["Rafin Bauna"]),
        # not where the wounded were brought, or somebody spoke; 'there was' is no place
        ("A bomb wounded nine in Mosul on Thursday. The wounded were taken to a hospital in "
         "Erbil. Two of them died there on Friday.", ["Mosul"]),
        ("A bomb killed two in Mosul on Thursday. The minister flew in from Baghdad. There had "
         "been no attack there since May.", ["Mosul"]),
        # where 'they' went
        ("Masked men, in what one of them called a first payment, streamed into Silwad. They "
         "torched eleven cars. Five people were injured.", ["Silwad"]),
        ("Masked men entered Huwara late on Friday. Nobody stopped them. They torched two houses.",
         ["Huwara"]),
        ("Rescuers reached Jableh on Friday. They said that gunmen had killed six men in Baniyas.",
         ["Baniyas"]),
        # a toll before its deed, and a label before a paragraph
        ("Eleven people are dead in Dolbel. Armed men arrived on Friday and opened fire in front "
         "of the mosque.", ["Dolbel"]),
        ("Mwenga territory. A drone released a projectile over the gold pits of Kamituga on "
         "Friday. Six diggers were killed.", ["Kamituga"]),
    ],
)  # fmt: skip
def test_where_the_sentence_before_says(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["place"]) == places


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
