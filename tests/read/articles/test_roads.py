"""Roads, which are named by their ends."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles.document import Article
from geomap.read.articles.lookup import lookup_of
from geomap.read.articles.reader import read_places


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
