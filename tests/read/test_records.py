import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GeomapError, UnreadableFile
from geomap.read.formats import records
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.table import Table


def read(content: Any, format_: str = "json", limits: Limits = DEFAULT_LIMITS) -> Table:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return records.read(data, "x.json", format_, limits)


def row(table: Table, position: int = 0) -> dict[str, Any]:
    plain = table.cells.astype(object).where(table.cells.notna(), None)
    return {str(key): cell for key, cell in plain.iloc[position].items()}


def test_numbers_keep_their_digits() -> None:
    table = read(b'[{"lat": 35.300000, "n": 12, "big": 123456789012345678901, "e": 1e3}]')
    assert row(table) == {"lat": "35.300000", "n": "12", "big": "123456789012345678901", "e": "1e3"}


def test_lists_and_nested_values() -> None:
    table = read(
        [{"weapons": ["rockets", "drone"], "tags": ["a", 1], "more": {"x": 1.5}, "no": []}]
    )
    assert row(table) == {
        "weapons": "rockets; drone", "tags": '["a", 1]', "more": '{"x": 1.5}', "no": None
    }  # fmt: skip


def test_true_false_null_and_empty() -> None:
    assert row(read([{"a": True, "b": False, "c": None, "d": ""}])) == {
        "a": "true", "b": "false", "c": None, "d": None
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        [{"id": "a"}],
        {"incidents": [{"id": "a"}], "claims": []},
        {"status": 200, "data": [{"id": "a"}]},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "id": "a", "geometry": None}],
        },
    ],
)
def test_the_forms_of_json(content: Any) -> None:
    assert row(read(content))["id"] == "a"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"[", "line 1, character 2"),
        (b'{"a": 1}', "not a table"),
        (b"3", "not a table"),
        (b'{"incidents": 3}', "not a table"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1" + b"0" * 5000 + b"]", "number too long"),
        (b'{"type": "FeatureCollection"}', "features"),
        (b'{"type": "FeatureCollection", "features": [], "crs": {"name": "EPSG:3857"}}', "WGS 84"),
    ],
)
def test_what_is_no_table(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(data)


def test_items_that_are_no_objects_are_listed() -> None:
    table = read([{"id": "a"}, 3, {"id": "b"}])
    assert table.rows.tolist() == [1, 3]
    assert table.rejected_rows == 1
    assert (table.problems[0].row, table.problems[0].value) == (2, "3")


def test_json_lines_name_the_line() -> None:
    table = read(b'{"id": "a"}\n\n{"id": \n{"id": "b"}\n', "jsonl")
    assert table.rows.tolist() == [1, 4]
    assert table.problems[0].row == 3
    assert "row left out: not JSON at character" in table.problems[0].reason


def test_lone_surrogate_becomes_a_replacement_character() -> None:
    table = read(b'[{"a": "x\\ud800y", "b": "\\ud83d\\ude80"}]')
    assert row(table) == {"a": "x\ufffdy", "b": "🚀"}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_geojson_points_are_positions() -> None:
    table = read(
        {
            "type": "FeatureCollection",
            "features": [
                feature({"type": "Point", "coordinates": [42.44, 33.79]}, id="a", lat="1", lon="2"),
                feature(None, id="b", lat="33", lon="42"),
                feature({"type": "Point", "coordinates": []}, id="c"),
                feature({"type": "Polygon", "coordinates": [[[0, 0]]]}, id="d"),
                feature({"type": "Point", "coordinates": ["x"]}, id="e"),
                "no feature",
            ],
        },
        "geojson",
    )
    assert [(row(table, at)["lat"], row(table, at)["lon"]) for at in range(5)] == [
        ("33.79", "42.44"), ("33", "42"), (None, None), (None, None), (None, None)
    ]  # fmt: skip
    assert [(problem.row, problem.value) for problem in table.problems] == [
        (4, "Polygon"), (5, "Point"), (6, '"no feature"')
    ]  # fmt: skip
    assert table.rejected_rows == 1


def test_depth_and_size_name_their_flag() -> None:
    deep: Any = "x"
    for _ in range(40):
        deep = [deep]
    with pytest.raises(UnreadableFile, match="--max-depth"):
        read([{"a": deep}])
    with pytest.raises(UnreadableFile, match="--max-rows 3"):
        read([{"a": 1}] * 3, limits=Limits(max_rows=2))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, st.sampled_from(["json", "jsonl", "geojson"]))
def test_any_json_ends_in_a_table_or_a_message(content: Any, format_: str) -> None:
    try:
        table = read(content, format_)
    except GeomapError as error:
        assert str(error).startswith("x.json")
    else:
        assert len(table) == len(table.rows)
