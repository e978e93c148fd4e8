"""Articles with gold: those seen while the rules were written, and those set aside."""

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.scoring import articles, facts, paired, read, score


@pytest.mark.parametrize("gold", articles("tune"), ids=lambda gold: gold["id"])
def test_articles_seen(gold: dict[str, Any], gazetteer: Gazetteer) -> None:
    found = read(gold, gazetteer)
    assert len(found) == len(gold["incidents"]), list(found.incidents["title"])
    rows = paired(gold, found)
    links = set(zip(found.links["from_id"], found.links["to_id"], strict=True))
    for expected, row in zip(gold["incidents"], rows, strict=True):
        assert row is not None, expected["place"]
        wrong = [name for name, right in facts(expected, row, links, rows).items() if not right]
        assert not wrong, {name: row.get(name) for name in wrong}
        claims = found.claims[found.claims["incident_id"] == row["id"]]
        for name, quote in expected.get("claims", []):
            said = claims.loc[claims["field"] == name, ["value", "quote"]].to_numpy().ravel()
            assert any(quote.lower() in text.lower() for text in said), (name, quote)


@pytest.mark.parametrize(
    "name",
    [
        "tune",
        "heldout",
        "fresh",
        "fresh2",
        "wire",
        "late",
        "regions",
        "regions_held",
        "unseen3",
        "unseen4",
        "unseen5",
        "unseen6",
        "unseen7",
        "unseen8",
        "unseen9",
        "unseen10",
        "unseen11",
        "unseen12",
        "unseen13",
        "unseen14",
        "unseen15",
        "unseen16",
        "unseen17",
        "unseen18",
        "unseen19",
        "unseen20",
        "unseen21",
    ],
)
def test_every_claim_quotes_its_text(name: str, gazetteer: Gazetteer) -> None:
    for gold in articles(name):
        found = read(gold, gazetteer)
        for claim in found.claims.itertuples():
            assert gold["text"][claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("heldout", 0.85),
        ("fresh", 0.7),
        ("fresh2", 0.7),
        ("wire", 0.75),
        ("late", 0.75),
        ("regions", 0.85),
        ("regions_held", 0.75),
    ],
)
def test_articles_set_aside(name: str, floor: float, gazetteer: Gazetteer) -> None:
    """Precision and recall of incidents together, on what no rule was written for at first."""
    right, total = score(articles(name), gazetteer)
    assert 2 * right["incidents"] / (total["told"] + total["incidents"]) >= floor
