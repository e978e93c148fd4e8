"""Articles with gold: those seen while the rules were written, and those set aside."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles

GOLD = Path(__file__).parent / "gold"
CELLS = ("country", "kind", "actor", "killed", "injured", "casualties", "date")


@cache
def articles(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((GOLD / f"{name}.yaml").read_text("utf-8"))
    return listed


def read(gold: dict[str, Any], gazetteer: Gazetteer) -> Incidents:
    published = str(gold["published"]) if "published" in gold else None
    article = Article(gold["text"], doc_id=gold["id"], published=published)
    return read_articles([article], gazetteer=gazetteer)


def cell(row: dict[str, Any], name: str) -> Any:
    value = row[name]
    return None if value is None or value != value or str(value) == "<NA>" else value


def paired(gold: dict[str, Any], found: Incidents) -> list[dict[str, Any] | None]:
    """For each gold incident the one found at its place, each used once."""
    left = found.incidents.to_dict("records")
    pairs: list[dict[str, Any] | None] = []
    for expected in gold["incidents"]:
        wanted = (expected["place"] or "").lower()
        match = next((row for row in left if wanted in (cell(row, "place") or "").lower()), None)
        if match is not None:
            left.remove(match)
        pairs.append(match)
    return pairs


@pytest.mark.parametrize("gold", articles("tune"), ids=lambda gold: gold["id"])
def test_articles_seen(gold: dict[str, Any], gazetteer: Gazetteer) -> None:
    found = read(gold, gazetteer)
    assert len(found) == len(gold["incidents"]), list(found.incidents["title"])
    rows = paired(gold, found)
    for expected, row in zip(gold["incidents"], rows, strict=True):
        assert row is not None, expected["place"]
        wanted = {name: expected[name] for name in CELLS if name in expected}
        if wanted.get("date"):
            wanted["date"] = str(wanted["date"])
        assert {name: cell(row, name) for name in wanted} == wanted
        if "weapons" in expected:
            assert set(row["weapons"].split("; ")) == set(expected["weapons"])
        claims = found.claims[found.claims["incident_id"] == row["id"]]
        for name, quote in expected.get("claims", []):
            said = claims.loc[claims["field"] == name, ["value", "quote"]].to_numpy().ravel()
            assert any(quote.lower() in text.lower() for text in said), (name, quote)
        if "answers" in expected:
            answered = rows[expected["answers"]]
            assert answered is not None
            pairs = set(zip(found.links["from_id"], found.links["to_id"], strict=True))
            assert (row["id"], answered["id"]) in pairs


@pytest.mark.parametrize("name", ["tune", "heldout"])
def test_every_claim_quotes_its_text(name: str, gazetteer: Gazetteer) -> None:
    for gold in articles(name):
        found = read(gold, gazetteer)
        for claim in found.claims.itertuples():
            assert gold["text"][claim.start : claim.end] == claim.quote


def test_articles_set_aside(gazetteer: Gazetteer) -> None:
    """Precision and recall of incidents together, on what no rule was written for at first."""
    met = told = wanted = 0
    for gold in articles("heldout"):
        found = read(gold, gazetteer)
        met += sum(row is not None for row in paired(gold, found))
        told += len(found)
        wanted += len(gold["incidents"])
    assert 2 * met / (told + wanted) >= 0.85
