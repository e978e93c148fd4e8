"""Which part a named place plays: where it happened, who acted, whose people."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import places
from geomap.read.articles.document import Article


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
