"""Ships, treaties and words that bear the name of a place."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, places
from tests.read.articles.reading import mentions


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
