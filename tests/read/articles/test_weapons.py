"""Arms that a sentence names, and those that it leaves unnamed."""

import pytest

from geomap.read.articles.document import Article, parse
from geomap.read.articles.weapons import find_weapons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a drone and three rockets",
            [("drone", "1", "a drone"), ("rocket", "3", "three rockets")],
        ),
        (
            "An anti-ship ballistic missile hit it.",
            [("anti-ship missile", "1", "An anti-ship ballistic missile")],
        ),
        ("Several Katyusha rockets fell.", [("rocket", "some", "Several Katyusha rockets")]),
        ("A car bomb exploded.", [("car bomb", "1", "A car bomb")]),
        ("On July 18 - Shells hit the town.", [("artillery", "None", "Shells")]),
        ("It killed 3 in rocket fire.", [("rocket", "None", "rocket fire")]),
        ("It killed two people when rockets fell.", [("rocket", "None", "rockets")]),
        (
            "two Iranian-made ballistic missiles",
            [("ballistic missile", "2", "two Iranian-made ballistic missiles")],
        ),
        ("two 500-pound bombs", [("bomb", "2", "two 500-pound bombs")]),
        (
            "A pickup truck carrying explosives blew up.",
            [("explosives", "None", "explosives")],
        ),
    ],
)
def test_weapons(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = parse(Article(text))
    found = find_weapons(document, document.sentences[0].hits)
    assert [(w.name, str(w.count), text[w.start : w.end]) for w in found] == expected


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("One drone hit Erbil and another was downed near Kirkuk.", ["One drone", "another"]),
        ("A rocket landed in Ramadi, while a second struck Mosul.", ["A rocket", "a second"]),
        ("Two missiles were fired; one hit Haifa.", ["Two missiles", "one"]),
        ("A missile fell. Another was later shot down.", ["Another"]),
        ("One man was hit by a drone and another was wounded.", ["a drone"]),
        ("A drone hit a house and another was destroyed.", ["A drone"]),
        ("One man hit another.", []),
    ],
)
def test_arms_that_a_clause_leaves_unnamed(text: str, arms: list[str]) -> None:
    document = parse(Article(text))
    found = find_weapons(document, document.sentences[-1].hits)
    assert [text[weapon.start : weapon.end] for weapon in found] == arms
    assert len({weapon.name for weapon in found}) <= 1
