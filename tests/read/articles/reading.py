"""What the reader makes of one text, as the tests ask for it."""

from __future__ import annotations

from typing import Any

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, places, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    """The incidents of a text published on a Saturday: 'on Friday' is 2024-07-26."""
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


def mentions(text: str, gazetteer: Gazetteer, **options: Any) -> list[tuple[str, str]]:
    """Text and role of each place that is mentioned, in order."""
    (told,) = places([Article(text)], gazetteer=gazetteer, **options)
    return [(text[one["start"] : one["end"]], one["role"]) for one in told["mentions"]]
