"""No order of paragraphs makes the reader fail, and what it tells can be checked in the text."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles
from tests.read.articles.scoring import GOLD, articles


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of all articles with gold."""
    names = sorted(path.stem for path in GOLD.glob("*.yaml"))
    texts = [str(row["text"]) for name in names for row in articles(name)]
    return tuple(paragraph for text in texts for paragraph in text.strip().split("\n\n"))


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_paragraphs_of_any_texts_in_any_order(data: st.DataObject, gazetteer: Gazetteer) -> None:
    chosen = data.draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=9))
    text = "\n\n".join(chosen)
    found = read_articles([Article(text, published="2025-06-12")], gazetteer=gazetteer)
    assert not any("could not be read" in reason for reason in found.rejected["reason"])
    for claim in found.claims.to_dict("records"):
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    told = set(found.claims.loc[found.claims["field"] == "incident", "incident_id"])
    assert told == set(found.incidents["id"])
