"""Where an incident was by a sentence before the one that tells it."""

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.reading import read


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
