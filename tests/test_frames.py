"""The frames: dtypes, joining, checks at the door."""

import pandas as pd
import pytest

from geomap import frames, model
from geomap.errors import InputError
from geomap.model import Incidents
from tests.builders import incidents


def test_empty_incidents_have_every_column_and_pass() -> None:
    empty = Incidents.empty().validate()
    assert list(empty.incidents.columns) == [*model.INCIDENT_COLUMNS, "geometry"]
    assert len(empty) == 0


def test_joining_keeps_rows_extras_and_facts() -> None:
    first = incidents({"id": "a"}).with_(
        extra=pd.DataFrame({"x": ["1"]}), facts={"files": ["a.csv"], "seen": 1}
    )
    second = incidents({"id": "b"}).with_(
        extra=pd.DataFrame({"y": ["2"]}), facts={"files": ["b.csv"], "seen": 2}
    )
    joined = frames.concat([first, second])
    assert list(joined.incidents["id"]) == ["a", "b"]
    assert joined.extra.notna().to_dict("list") == {"x": [True, False], "y": [False, True]}
    assert joined.facts == {"files": ["a.csv", "b.csv"], "seen": 2}
    assert joined.incidents.crs == model.CRS


def test_joining_nothing_gives_no_incidents() -> None:
    assert len(frames.concat([])) == 0


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([{"id": "a"}, {"id": "a"}], "'a'"),
        ([{"id": None}], "id"),
        ([{"kind": "raid"}], "kind 'raid'"),
        ([{"precision": "exact"}], "precision 'exact'"),
        ([{"date_precision": "hour"}], "date_precision 'hour'"),
    ],
)
def test_what_cannot_be_is_refused(rows: list[dict[str, str]], word: str) -> None:
    with pytest.raises(InputError, match=word):
        incidents(*rows).validate()


def test_a_link_to_nobody_is_refused() -> None:
    stray = frames.frame(model.LINK_COLUMNS, [{"from_id": "i1", "to_id": "gone"}])
    with pytest.raises(InputError, match="gone"):
        incidents({}, links=stray).validate()


@pytest.mark.parametrize(
    ("cell", "items"),
    [("rockets; drone", ["rockets", "drone"]), (" ; ", []), (None, []), ("a;b", ["a", "b"])],
)
def test_list_cells(cell: str | None, items: list[str]) -> None:
    assert frames.split_list(cell) == items
    assert frames.split_list(frames.join_list(items)) == items


def test_incidents_explore_themselves_in_a_notebook() -> None:
    shown = incidents({"at": (33.8, 42.4), "precision": "site"}).explore(title="Here")
    assert "<iframe" in shown._repr_html_()
