"""Layers: every incident in exactly one, in a stable order, with one colour per actor."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geomap import layers
from geomap.layers import NOT_STATED_COLOUR, PALETTE, UNCLAIMED_COLOUR, actor_colours, group
from tests.builders import incidents

ROWS = st.fixed_dictionaries(
    {
        "country": st.sampled_from(["Iraq", "Syria", "Unknown", None]),
        "actor": st.sampled_from(["A", "B", "Unclaimed", "Not stated", None]),
        "kind": st.sampled_from(["attack", "retaliation", "other", None]),
    }
)


def test_order_of_countries_actors_and_kinds() -> None:
    grouped = group(
        incidents(
            {"country": None, "actor": "A", "kind": "attack"},
            {"country": "Syria", "actor": "Not stated", "kind": "attack"},
            {"country": "Syria", "actor": "Unclaimed", "kind": "attack"},
            {"country": "Syria", "actor": "B", "kind": "retaliation"},
            {"country": "Syria", "actor": "B", "kind": "attack"},
            {"country": "Syria", "actor": "A", "kind": "attack"},
            {"country": "Iraq", "actor": None, "kind": "attack"},
        )
    )
    shown = grouped.table[["country", "actor", "kind"]].itertuples(index=False, name=None)
    assert list(shown) == [
        ("Iraq", "Not stated", "attack"),
        ("Syria", "B", "attack"),
        ("Syria", "B", "retaliation"),
        ("Syria", "A", "attack"),
        ("Syria", "Unclaimed", "attack"),
        ("Syria", "Not stated", "attack"),
        ("Unknown", "A", "attack"),
    ]


@given(st.lists(ROWS, max_size=30))
def test_every_incident_is_counted_once(rows: list[dict[str, str]]) -> None:
    assert group(incidents(*rows)).table["count"].sum() == len(rows)


@given(st.lists(ROWS, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_layers_do_not_depend_on_the_order_of_rows(rows: list[dict[str, str]], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(rows, len(rows))
    first, second = group(incidents(*rows)), group(incidents(*shuffled))
    pd.testing.assert_frame_equal(first.table, second.table)
    assert first.colours == second.colours


def test_the_unnamed_have_colours_of_their_own() -> None:
    colours = actor_colours(pd.Series(["Unclaimed", "Not stated", "A"], dtype="str"))
    assert colours["Not stated"] == NOT_STATED_COLOUR
    assert colours["Unclaimed"] == UNCLAIMED_COLOUR
    assert colours["A"] == PALETTE[0]


def test_colours_follow_frequency_then_name() -> None:
    colours = actor_colours(pd.Series(["B", "A", "C", "C"], dtype="str"))
    assert [colours[name] for name in "CAB"] == list(PALETTE[:3])


def test_palette_has_no_colour_twice() -> None:
    every = [*PALETTE, NOT_STATED_COLOUR, UNCLAIMED_COLOUR]
    assert len(set(every)) == len(every)
    assert all(len(colour) == 7 and colour.startswith("#") for colour in every)


def test_display_values_are_never_missing() -> None:
    rows = incidents({"country": None, "actor": None}, {"country": "Iraq", "actor": "A"})
    assert list(layers.countries(rows)) == ["Unknown", "Iraq"]
    assert list(layers.actors(rows)) == ["Not stated", "A"]
