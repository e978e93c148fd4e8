"""GeoJSON by RFC 7946 to the letter, and in the contract's shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Incidents
from geomap.write import features, geojson

FILES = ["incidents", "areas", "links"]


def load(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / f"{name}.geojson").read_text("utf-8"))
    return content


def positions(geometry: Any) -> list[list[float]]:
    coordinates = geometry["coordinates"]
    return [pair.tolist() for pair in np.array(list(_flat(coordinates)))]


def _flat(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _flat(part)


@pytest.mark.filterwarnings("ignore:BBOX crossing the Antimeridian")
@pytest.mark.parametrize("name", FILES)
def test_is_valid_by_a_model_of_the_standard(written: Path, name: str) -> None:
    FeatureCollection.model_validate(load(written, name))


@pytest.mark.parametrize("name", FILES)
def test_passes_geojson_validator(written: Path, name: str) -> None:
    import geojson_validator

    content = load(written, name)
    assert geojson_validator.validate_structure(content) == {}
    drawn = [feature for feature in content["features"] if feature["geometry"]]
    assert geojson_validator.validate_geometries(
        {"type": "FeatureCollection", "features": drawn}
    )["invalid"] == {}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_has_no_crs_and_every_position_in_range(written: Path, name: str) -> None:
    content = load(written, name)
    assert set(content) == {"type", "bbox", "features"}
    for feature in content["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        for lng, lat in positions(feature["geometry"]) if feature["geometry"] else []:
            assert -180 <= lng <= 180 and -90 <= lat <= 90
            assert round(lng, 7) == lng and round(lat, 7) == lat


def test_properties_are_the_contracts_then_the_inputs_own(written: Path) -> None:
    for feature in load(written, "incidents")["features"]:
        names = list(feature["properties"])
        assert names[:25] == list(features.PROPERTIES)
        assert names[25:] == ["original_ID", "deaths best", "=extra", "nested"]
        assert feature["id"] == feature["properties"]["id"]
        assert feature["properties"]["country"] and feature["properties"]["actor"]
        assert isinstance(feature["properties"]["weapons"], list)


def test_sources_come_from_claims_and_own_cells(written: Path) -> None:
    by_id = {row["id"]: row["properties"] for row in load(written, "incidents")["features"]}
    assert [source["publisher"] for source in by_id["a-1"]["sources"]] == [
        "Agency One", "Agency <Two>",
    ]  # fmt: skip
    assert by_id["a-1"]["sources"][0]["quote"].startswith("“Four rockets")
    assert [source["publisher"] for source in by_id["a-2"]["sources"]] == ["A table", "Agency One"]
    assert by_id["a-4"]["sources"] == [
        {"publisher": "Somebody", "url": "https://example.invalid/1", "quote": None}
    ]
    assert by_id["a-5"]["sources"] == []


def test_areas_have_the_incidents_id_and_wind_right(written: Path) -> None:
    areas = load(written, "areas")["features"]
    assert [area["id"] for area in areas] == ["a-1", "a-3", "a-6"]
    for area in areas:
        for part in shapely.get_parts(shapely.geometry.shape(area["geometry"])):
            assert part.exterior.is_ccw


def test_an_area_across_the_antimeridian_is_cut(written: Path) -> None:
    fiji = load(written, "areas")["features"][2]
    parts = shapely.get_parts(shapely.geometry.shape(fiji["geometry"]))
    west, east = sorted(parts, key=lambda part: -part.bounds[0])
    assert west.bounds[2] == 180 and east.bounds[0] == -180


def test_links_run_from_the_attack_to_the_answer(written: Path) -> None:
    first, _, unplaced, _ = load(written, "links")["features"]
    assert first["geometry"]["coordinates"] == [[40.31, 35.33], [40.2, 35.1]]
    assert first["properties"] == {
        "type": "retaliation_for", "basis": "stated", "quote": "in response",
        "from_id": "a-3", "to_id": "a-2",
    }  # fmt: skip
    assert unplaced["geometry"] is None


def test_a_feature_per_line(written: Path, incidents: Incidents) -> None:
    lines = (written / "incidents.geojson").read_text("utf-8").splitlines()
    assert len(lines) == len(incidents) + 2


def test_nothing_to_write_is_an_empty_collection(tmp_path: Path) -> None:
    for name, write in (
        ("incidents", geojson.write_incidents),
        ("areas", geojson.write_areas),
        ("links", geojson.write_links),
    ):
        write(Incidents.empty(), tmp_path / f"{name}.geojson")
        assert load(tmp_path, name) == {"type": "FeatureCollection", "features": []}


cells = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False,
    allow_infinity=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc%"), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(st.lists(cells, min_size=1, max_size=5))
def test_any_cell_is_the_json_of_itself(values: list[Any]) -> None:
    column = pd.Series(features.objects(values), dtype=object)
    assert [json.loads(text) for text in geojson.literals(column)] == values


def test_what_json_has_no_number_for_is_null() -> None:
    assert geojson.literals(pd.Series([1.5, float("nan"), float("inf")])) == ["1.5", "null", "null"]
