"""Links: stated ones from the table, proposals only on request and labelled."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap import frames, model
from geomap.link import link
from geomap.model import Incidents
from tests.builders import incidents

ATTACK = {"kind": "attack", "date": "2024-07-25", "date_precision": "day", "actor": "Militia",
          "target": "US", "at": (35.0, 40.0), "precision": "site"}  # fmt: skip
STRIKE = {"kind": "retaliation", "date": "2024-07-26", "date_precision": "day", "actor": "US",
          "target": "Militia", "at": (35.1, 40.1), "precision": "site"}  # fmt: skip


def pairs(made: Incidents) -> list[tuple[str, str, str]]:
    return list(made.links[["from_id", "to_id", "basis"]].itertuples(index=False, name=None))


def test_a_table_states_links() -> None:
    linked = link(incidents({"id": "a"}, {"id": "b"}, {"id": "s", "retaliation_for": "a; b"}))
    assert pairs(linked) == [("s", "a", "stated"), ("s", "b", "stated")]
    assert list(linked.incidents["kind"]) == ["attack", "attack", "retaliation"]
    assert linked.incidents["retaliation_for"].iloc[2] == "a; b"


def test_a_stated_kind_stands() -> None:
    linked = link(incidents({"id": "a", "kind": "other"}, {"id": "s", "retaliation_for": "a"}))
    assert list(linked.incidents["kind"]) == ["other", "retaliation"]


def test_without_kind_or_link_it_is_other() -> None:
    assert list(link(incidents({"id": "a"})).incidents["kind"]) == ["other"]


@pytest.mark.parametrize(
    ("answered", "word"), [("nowhere", "no incident has this id"), ("s", "cannot answer itself")]
)
def test_links_that_lead_nowhere_are_listed(answered: str, word: str) -> None:
    linked = link(incidents({"id": "s", "retaliation_for": answered, "file": "a.csv", "row": 2}))
    assert pairs(linked) == []
    (problem,) = linked.rejected.to_dict("records")
    assert (problem["file"], problem["row"], problem["value"]) == ("a.csv", 2, answered)
    assert word in problem["reason"]


def test_a_link_with_its_quote_is_kept_before_one_without() -> None:
    quoted = frames.frame(
        model.LINK_COLUMNS,
        [{"from_id": "s", "to_id": "a", "type": "retaliation_for", "basis": "stated",
          "quote": "in response"}],
    )  # fmt: skip
    linked = link(incidents({"id": "a"}, {"id": "s", "retaliation_for": "a"}, links=quoted))
    assert list(linked.links["quote"]) == ["in response"]


def test_nothing_is_inferred_unasked() -> None:
    assert pairs(link(incidents(ATTACK, STRIKE))) == []


def test_a_fitting_attack_is_proposed() -> None:
    assert pairs(link(incidents(ATTACK, STRIKE), infer=True)) == [("i2", "i1", "inferred")]


def test_a_proposal_is_not_listed_as_what_a_source_says() -> None:
    """Whoever reads the table again takes ``retaliation_for`` as stated."""
    proposed = link(incidents(ATTACK, STRIKE), infer=True)
    assert proposed.incidents["retaliation_for"].isna().all()
    again = link(proposed.with_(links=proposed.links[:0]))
    assert pairs(again) == []


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2024-07-18"},  # eight days before
        {"date": "2024-07-27"},  # after the strike
        {"at": (36.5, 40.0)},  # 160 km away
        {"actor": "Others", "target": "Others"},
        {"actor": None, "target": None},
        {"precision": "country"},
        {"date_precision": "month"},
        {"kind": "other"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_not_proposed(change: dict[str, Any]) -> None:
    assert pairs(link(incidents({**ATTACK, **change}, STRIKE), infer=True)) == []


def test_a_stated_link_leaves_no_room_for_a_proposal() -> None:
    linked = link(
        incidents({**ATTACK, "at": (38.0, 40.0)}, ATTACK, {**STRIKE, "retaliation_for": "i1"}),
        infer=True,
    )
    assert pairs(linked) == [("i3", "i1", "stated")]


def test_of_several_the_latest_then_nearest() -> None:
    early = {**ATTACK, "date": "2024-07-20"}
    far = {**ATTACK, "at": (35.6, 40.0)}
    assert pairs(link(incidents(early, far, ATTACK, STRIKE), infer=True)) == [
        ("i4", "i3", "inferred")
    ]


EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["attack", "retaliation"]),
            "date": st.sampled_from(["2024-07-20", "2024-07-22", "2024-07-26"]),
            "actor": st.sampled_from(["X", "Y"]),
            "target": st.sampled_from(["X", "Y"]),
            "at": st.sampled_from([(35.0, 40.0), (35.2, 40.1), (39.0, 44.0)]),
        }
    ),
    max_size=10,
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_proposals_do_not_depend_on_the_order_of_rows(events: list[dict[str, Any]], random) -> None:  # type: ignore[no-untyped-def]
    made = incidents(*({**event, "id": f"e{number}"} for number, event in enumerate(events)))
    order = random.sample(range(len(events)), len(events))
    shuffled = made.with_(incidents=made.incidents.iloc[order].reset_index(drop=True))
    first, second = link(made, infer=True), link(shuffled, infer=True)
    assert sorted(pairs(first)) == sorted(pairs(second))


def test_linked_incidents_are_whole() -> None:
    linked = link(incidents(ATTACK, STRIKE), infer=True).validate()
    assert list(linked.links.columns) == list(model.LINK_COLUMNS)
    pd.testing.assert_index_equal(linked.links.index, pd.RangeIndex(1))
