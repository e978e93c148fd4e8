"""Own articles with gold against what is read in them: incidents paired, facts counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles

GOLD: Final = Path(__file__).parent / "gold"
#: Cells of the incident that gold may state; a key left out there is not checked.
CELLS: Final = ("country", "kind", "actor", "killed", "injured", "casualties", "date")

Row = dict[str, Any]


@cache
def articles(name: str) -> list[Row]:
    """The articles of one gold file."""
    listed: list[Row] = yaml.safe_load((GOLD / f"{name}.yaml").read_text("utf-8"))
    return listed


def read(gold: Row, gazetteer: Gazetteer) -> Incidents:
    """What the reader finds in an article."""
    published = str(gold["published"]) if "published" in gold else None
    article = Article(gold["text"], doc_id=gold["id"], published=published)
    return read_articles([article], gazetteer=gazetteer)


def cell(row: Row, name: str) -> Any:
    """A cell as gold writes it: None where it is empty."""
    value = row[name]
    return None if value is None or value != value or str(value) == "<NA>" else value


def paired(gold: Row, found: Incidents) -> list[Row | None]:
    """For each gold incident the one found at its place, each used once; placeless ones last."""
    left = found.incidents.to_dict("records")
    pairs: list[Row | None] = [None] * len(gold["incidents"])
    for number in sorted(range(len(pairs)), key=lambda n: gold["incidents"][n]["place"] is None):
        wanted = (gold["incidents"][number]["place"] or "").lower()
        match = next((row for row in left if wanted in (cell(row, "place") or "").lower()), None)
        if match is not None:
            left.remove(match)
        pairs[number] = match
    return pairs


def facts(expected: Row, row: Row, links: set[tuple[str, str]], rows: list[Row | None]) -> Row:
    """Which of the facts that gold states of an incident the one found has, by name."""
    right: Row = {
        name: str(cell(row, name)) == str(expected[name]) for name in CELLS if name in expected
    }
    if "weapons" in expected:
        right["weapons"] = set((cell(row, "weapons") or "").split("; ")) == set(expected["weapons"])
    if "answers" in expected:
        answered = rows[expected["answers"]]
        right["answers"] = answered is not None and (row["id"], answered["id"]) in links
    return right


def score(listed: Iterable[Row], gazetteer: Gazetteer) -> tuple[Counter[str], Counter[str]]:
    """How many incidents and facts are right, and of how many; ``told`` counts the found."""
    right, total = Counter[str](), Counter[str]()
    for gold in listed:
        found = read(gold, gazetteer)
        rows = paired(gold, found)
        links = set(zip(found.links["from_id"], found.links["to_id"], strict=True))
        total.update(incidents=len(rows), told=len(found), empty=not rows)
        right.update(incidents=len(rows) - rows.count(None), empty=not rows and not len(found))
        for expected, row in zip(gold["incidents"], rows, strict=True):
            if row is None:
                continue
            checked = facts(expected, row, links, rows)
            total.update(checked.keys())
            right.update(name for name, is_right in checked.items() if is_right)
    return right, total
