"""Proposed links at their bounds: how far, how long, whose, and which of several."""

from typing import Any

import pytest

from geomap.link import link
from tests.builders import incidents

ATTACK = {"kind": "attack", "date": "2024-07-20", "date_precision": "day", "actor": "Militia",
          "target": "US", "at": (35.0, 40.0), "precision": "site"}  # fmt: skip
STRIKE = {"kind": "retaliation", "date": "2024-07-26", "date_precision": "day", "actor": "US",
          "target": "Militia", "at": (35.0, 40.0), "precision": "site", "id": "s"}  # fmt: skip


def answered(*attacks: dict[str, Any], **strike: Any) -> list[str]:
    """What the strike is proposed to answer."""
    named = [{**ATTACK, "id": f"a{at}", **attack} for at, attack in enumerate(attacks)]
    return list(link(incidents(*named, {**STRIKE, **strike}), infer=True).links["to_id"])


@pytest.mark.parametrize(
    ("degrees", "found"),
    # 100 km are 0.89932 degrees of latitude on the mean sphere.
    [(0.8992, ["a0"]), (0.8994, [])],
)
def test_a_hundred_kilometres(degrees: float, found: list[str]) -> None:
    assert answered({"at": (35.0 + degrees, 40.0)}) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [("2024-07-18", []), ("2024-07-19", ["a0"]), ("2024-07-26", ["a0"]), ("2024-07-27", [])],
)
def test_seven_days(day: str, found: list[str]) -> None:
    assert answered({"date": day}) == found


@pytest.mark.parametrize(
    ("attack", "found"),
    [
        ({"target": "Somebody"}, ["a0"]),
        ({"actor": "Somebody"}, ["a0"]),
        ({"actor": "militia", "target": None}, ["a0"]),
        ({"actor": "Somebody", "target": "Somebody"}, []),
        ({"actor": None, "target": None}, []),
        ({"actor": "Unclaimed", "target": "Not stated"}, []),
    ],
)
def test_one_party_that_changed_sides_is_enough(attack: dict[str, Any], found: list[str]) -> None:
    assert answered(attack) == found


def test_no_party_named_fits_nothing() -> None:
    assert answered({"actor": "", "target": ""}, actor=None, target="Unclaimed") == []


def test_the_latest_then_the_nearest_then_the_first_id() -> None:
    near, far = {"at": (35.01, 40.0)}, {"at": (35.3, 40.0)}
    later = {"date": "2024-07-25"}
    assert answered({**near}, {**far, **later}) == ["a1"]
    assert answered({**far, **later}, {**near, **later}) == ["a1"]
    assert answered({**near, **later}, {**near, **later}) == ["a0"]


def test_links_are_listed_by_strike_and_numbered_through() -> None:
    second = {**STRIKE, "id": "t", "date": "2024-07-25"}
    third = {**STRIKE, "id": "u", "retaliation_for": "a"}
    linked = link(incidents({**ATTACK, "id": "a"}, second, STRIKE, third), infer=True)
    listed = linked.links[["from_id", "to_id", "basis"]]
    assert listed.to_numpy().tolist() == [
        ["u", "a", "stated"],
        ["s", "a", "inferred"],
        ["t", "a", "inferred"],
    ]
    assert linked.links.index.tolist() == [0, 1, 2]


def test_what_leads_nowhere_is_numbered_through() -> None:
    told = link(incidents({**STRIKE, "retaliation_for": "x; y"}))
    again = link(told.with_(incidents=told.incidents.assign(retaliation_for="x; z")))
    assert again.rejected["value"].tolist() == ["x", "y", "x", "z"]
    assert again.rejected.index.tolist() == [0, 1, 2, 3]
