"""Proposals between incidents of texts: who struck whom, or on whose ground."""

from typing import Any

import pandas as pd
import pytest

from geomap.link import link
from geomap.model import Incidents
from geomap.proposals import are_told
from tests.builders import incidents

TURKISH = {"id": "a", "kind": "attack", "date": "2024-07-22", "date_precision": "day",
           "actor": "PKK", "at": (37.1, 43.2), "precision": "site"}  # fmt: skip
JETS = {"id": "s", "kind": "attack", "date": "2024-07-23", "date_precision": "day",
        "actor": "Turkey", "at": (37.1, 43.5), "precision": "near"}  # fmt: skip


def in_text(made: Incidents, struck: list[str | None]) -> Incidents:
    """The same as an article tells them, with the parties that each struck."""
    told = {"spans": pd.Series(["[[0, 9]]"] * len(struck), dtype="str"),
            "target_party": pd.Series(struck, dtype="str")}  # fmt: skip
    return made.with_(extra=pd.DataFrame(told))


def proposed(made: Incidents) -> list[tuple[str, str]]:
    links = link(made, infer=True).links
    return list(links[["from_id", "to_id"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("struck", "change", "fits"),
    [
        (["Turkey", "PKK"], {}, True),
        (["Turkey; Iraq", "PKK"], {}, True),
        (["Turkey", None], {}, True),  # whom it struck is not said
        (["Turkey", "Islamic State"], {}, False),  # it struck others
        ([None, "PKK"], {}, False),
        (["Iraq", "PKK"], {}, False),
        (["Turkey", "PKK"], {"date": "2024-07-22"}, False),  # on the same day
        (["Turkey", "PKK"], {"date": "2024-07-22", "kind": "retaliation"}, True),
        (["Turkey", "PKK"], {"date": "2024-08-02"}, False),
        (["Turkey", "PKK"], {"at": (40.0, 43.5)}, False),
    ],
)
def test_a_text_that_says_who_struck_whom_gives_a_proposal(
    struck: list[str | None], change: dict[str, Any], fits: bool
) -> None:
    made = incidents(TURKISH, {**JETS, **change})
    assert link(in_text(made, struck)).links.empty
    assert proposed(in_text(made, struck)) == ([("s", "a")] if fits else [])
    if change.get("kind") != "retaliation":
        assert proposed(made) == []  # a table says whom an attack struck in its target


@pytest.mark.parametrize(
    ("attack", "strike", "fits"),
    [
        # actor, country and parties struck
        (("Hezbollah", "Israel", None), ("Israel", "Lebanon", None), True),
        (("Israel", "Lebanon", None), ("Hezbollah", "Israel", None), True),
        (("Russia", "Ukraine", None), ("Ukraine", "Russia", None), True),
        (("Militants", "Nigeria", None), ("Nigeria", "Nigeria", None), True),
        (("Unclaimed", "Iraq", "United States"), ("United States", "Iraq", "Militia"), True),
        (("Militia", "Iraq", "United States"), ("United States", "Iraq", "Others"), False),
        (("Iran", "Israel", None), ("Israel", "Lebanon", None), False),  # another state's
        (("Israel", "Israel", None), ("Israel", "Lebanon", None), False),  # its own ground
        (("Nigeria", "Nigeria", None), ("Militants", "Nigeria", None), False),
        (("Israel", "Lebanon", "Hezbollah"), ("Hezbollah", "Israel", None), True),
        (("Israel", "Lebanon", "Hezbollah"), ("Hamas", "Israel", None), False),
        (("Hezbollah", "Israel", None), ("Unclaimed", "Lebanon", None), False),
        (("Hezbollah", None, None), ("Israel", "Lebanon", None), False),
    ],
)
def test_whose_ground_was_struck_gives_a_proposal(
    attack: tuple[str, str, str | None], strike: tuple[str, str, str | None], fits: bool
) -> None:
    first = {**TURKISH, "actor": attack[0], "country": attack[1]}
    second = {**JETS, "actor": strike[0], "country": strike[1]}
    made = in_text(incidents(first, second), [attack[2], strike[2]])
    assert proposed(made) == ([("s", "a")] if fits else [])


def test_a_text_is_not_answered_from_a_table() -> None:
    attack = {**TURKISH, "actor": "Hezbollah", "country": "Israel"}
    strike = {**JETS, "actor": "Israel", "country": "Lebanon"}
    made = in_text(incidents(attack, strike), [None, None])
    mixed = made.extra.assign(spans=pd.Series([None, "[[0, 9]]"], dtype="str"))
    assert proposed(made.with_(extra=mixed)) == []


def test_what_a_text_links_already_gets_no_proposal() -> None:
    attack = {**TURKISH, "actor": "Hezbollah", "country": "Israel"}
    strike = {**JETS, "actor": "Israel", "country": "Lebanon"}
    older = {**attack, "id": "o", "date": "2024-07-21"}
    told = incidents(older, attack, {**strike, "retaliation_for": "o"})
    links = link(in_text(told, [None] * 3), infer=True).links
    assert list(links["to_id"]) == ["o"] and list(links["basis"]) == ["stated"]


@pytest.mark.parametrize("extra", [pd.DataFrame(), pd.DataFrame(index=range(2))])
def test_a_table_without_other_columns_is_no_text(extra: pd.DataFrame) -> None:
    made = incidents(TURKISH, JETS).with_(extra=extra)
    assert not are_told(made).any() and proposed(made) == []


def test_the_very_parties_come_before_a_later_attack_by_nobody_known() -> None:
    nobody = {**TURKISH, "id": "n", "actor": None, "date": "2024-07-22"}
    first = {**TURKISH, "date": "2024-07-20"}
    made = in_text(incidents(first, nobody, JETS), ["Turkey", "Turkey", "PKK"])
    assert proposed(made) == [("s", "a")]


def test_the_letters_of_a_group_are_no_country() -> None:
    attack = {**TURKISH, "actor": "IS", "country": "Iraq"}
    strike = {**JETS, "actor": "Iraq", "country": "Iraq"}
    assert proposed(in_text(incidents(attack, strike), [None, None])) == [("s", "a")]
