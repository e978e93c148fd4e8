"""What the page is packed with, unpacked again."""

from __future__ import annotations

import gzip
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geomap import frames, layers
from geomap.model import Incidents
from geomap.write import drawing, payload
from geomap.write.columns import MISSING, Container
from tests.browser import by_hand
from tests.write import samples


def unpack(packed: bytes) -> tuple[dict[str, Any], dict[str, NDArray[np.int64]]]:
    """A container's header and columns, as the viewer reads them."""
    raw = gzip.decompress(packed)
    start = 4 + int.from_bytes(raw[:4], "little")
    header = json.loads(raw[4:start])
    columns = {}
    for facts in header["columns"]:
        length, width = facts["length"], facts["width"]
        planes = np.frombuffer(raw, np.uint8, length * width, start).reshape(width, length)
        values = sum(planes[byte].astype("int64") << (8 * byte) for byte in range(width))
        columns[facts["name"]] = np.where(values == 0, MISSING, values + facts["least"] - 1)
        start += length * width
    assert start == len(raw)
    return header, columns


def blocks_of(packed: payload.Payload) -> list[dict[str, Any]]:
    return [json.loads(gzip.decompress(block)) for block in packed.blocks]


@given(st.lists(st.one_of(st.just(MISSING), st.integers(-(2**30), 2**30))))
def test_columns_come_back(values: list[int]) -> None:
    container = Container()
    container.add("column", np.array(values, dtype="int64"))
    assert unpack(container.pack())[1]["column"].tolist() == values


def test_shapes_come_back_to_the_unit() -> None:
    outer = shapely.Polygon(
        [(10.00004, -20), (11, -20), (11, 35.12345)], [[(10.9, -19.9), (10.95, -19.9), (10.9, -18)]]
    )
    pair = shapely.MultiPolygon([outer, shapely.box(-180, -85, -179, -84)])
    container = Container()
    container.add_shapes("a", np.array([pair, outer], dtype=object), 4)
    _, columns = unpack(container.pack())
    assert columns["a.rings"].tolist() == [3, 2]
    steps = np.stack([columns["a.x"], columns["a.y"]], axis=1)
    points = np.cumsum((steps >> 1) ^ -(steps & 1), axis=0) / 1e4
    expected = shapely.get_coordinates(pair.geoms[0])
    assert np.abs(points[: len(expected)] - expected).max() <= 0.5001e-4
    assert columns["a.sizes"].sum() == len(points)


@pytest.mark.parametrize(
    ("date", "end", "precision", "first", "last"),
    [
        ("2024-07-26", None, "day", "2024-07-26", "2024-07-26"),
        ("2024-07-26", None, None, "2024-07-26", "2024-07-26"),
        ("2024-07-26", "2024-07-28", "range", "2024-07-26", "2024-07-28"),
        ("2024-07-26", "2024-07-01", "range", "2024-07-26", "2024-07-26"),
        ("2024-07-22", None, "week", "2024-07-22", "2024-07-28"),
        ("2024-02-10", None, "month", "2024-02-01", "2024-02-29"),
        ("2023-12-01", "2024-01-05", "month", "2023-12-01", "2024-01-05"),
        ("2024-05-05", None, "year", "2024-01-01", "2024-12-31"),
        ("0999-01-01", None, "day", "0999-01-01", "0999-01-01"),
    ],
)
def test_uncertain_dates_are_ranges(
    date: str, end: str | None, precision: str | None, first: str, last: str
) -> None:
    rows = pd.DataFrame({"date": [date], "date_end": [end], "date_precision": [precision]})
    starts, stops = drawing.day_ranges(rows)
    days = [np.datetime64(int(day), "D") for day in (starts[0], stops[0])]
    assert [str(day) for day in days] == [first, last]


def test_dates_that_are_none_are_missing() -> None:
    dates = pd.Series(["", None, "soon", "2024-13-01", "2024-02-30", "1970-01-02"])
    assert drawing.day_numbers(dates).tolist() == [MISSING] * 5 + [1]


def test_core_has_every_incident_in_its_layer_and_place() -> None:
    incidents = by_hand.a_year()
    header, columns = unpack(payload.encode(incidents, title="T").core)
    table = layers.group(incidents).table
    assert header["count"] == 240
    assert header["layers"] == table[["country", "actor", "kind", "colour"]].to_numpy().tolist()
    assert np.bincount(columns["layer"]).tolist() == table["count"].tolist()
    placed = incidents.incidents.geometry.notna().to_numpy()
    assert (columns["lng"] != MISSING).tolist() == placed.tolist()
    lng = incidents.incidents.geometry.x.to_numpy()[placed]
    assert np.abs(columns["lng"][placed] / 1e6 - lng).max() < 1e-6
    ends = incidents.links["from_id"].tolist()
    assert [f"y{row}" for row in columns["link.from"]] == ends


def test_every_word_is_in_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "BLOCK_ROWS", 4)
    incidents = samples.mixed()
    packed = payload.encode(incidents, title="T")
    blocks = blocks_of(packed)
    assert json.loads(gzip.decompress(packed.ids)) == incidents.incidents["id"].tolist()
    assert sum(block["rows"] for block in blocks) == len(incidents)
    for column in ("title", "description", "target"):
        told = [cell for block in blocks for cell in column_of(block, "texts", column)]
        given_ = incidents.incidents[column].astype(object).where(lambda cells: cells.notna(), None)
        assert told == given_.tolist()
    said = [quote for block in blocks for quote in block["claims"]["quote"] if quote]
    assert sorted(said) == sorted(incidents.claims["quote"].dropna())
    for name in incidents.extra.columns:
        assert any(str(name) in block["extra"] for block in blocks)


def column_of(block: dict[str, Any], table: str, name: str) -> list[Any]:
    """A column's cells as the viewer reads them: texts come as one string."""
    cells = block[table].get(name, [None] * block["rows"])
    return [cell or None for cell in cells.split("\x7f")] if isinstance(cells, str) else cells


def test_a_text_that_holds_the_separator_stays_one_cell() -> None:
    rows = [{**by_hand.ASAD, "title": "a\x7fb", "n": 3}, {**by_hand.CONOCO, "title": None}]
    [block] = blocks_of(payload.encode(by_hand.incidents(rows), title="T"))
    assert column_of(block, "texts", "title") == ["a b", None]
    assert block["extra"] == {"n": [3, None]}


def test_claims_point_at_their_sources() -> None:
    [block] = blocks_of(payload.encode(by_hand.three_incidents(), title="T"))
    assert block["sources"]["publisher"] == ["Example Daily"]
    assert block["claims"]["source"] == [0, 0, 0]
    assert block["claims"]["row"] == [0, 2, 2]
    assert block["links"] == {"row": [2], "to_id": ["conoco-1"], "quote": [ANSWER]}


ANSWER = "in response to the rockets"


def test_numbers_of_other_columns_stay_numbers() -> None:
    rows = [{**by_hand.ASAD, "n": 3, "x": 0.1 + 0.2, "yes": True, "gone": None}]
    [block] = blocks_of(payload.encode(by_hand.incidents(rows), title="T"))
    assert block["extra"] == {"n": [3], "x": [0.3], "yes": [True]}


def test_nothing_at_all_is_packed_too() -> None:
    empty: Incidents = frames.empty_incidents()
    packed = payload.encode(empty, title="")
    assert unpack(packed.core)[0]["count"] == 0
    assert packed.blocks == ()
