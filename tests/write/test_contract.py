"""One contract for every writer: the same incidents, whole, whatever the format."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from lxml import etree

from geomap.model import Incidents
from geomap.spreadsheets import unguard
from geomap.write import features, shapes

TEXTS = ["id", "title", "description", "place", "target", "location_note", "date", "date_end",
         "kind", "precision", "place_id"]  # fmt: skip
KML = {"k": "http://www.opengis.net/kml/2.2"}


def read_geojson(folder: Path) -> pd.DataFrame:
    content = json.loads((folder / "incidents.geojson").read_text("utf-8"))
    rows = [feature["properties"] | {"geometry": shapely.geometry.shape(feature["geometry"])
            if feature["geometry"] else None} for feature in content["features"]]  # fmt: skip
    return pd.DataFrame(rows)


def read_geopackage(folder: Path) -> pd.DataFrame:
    return pd.DataFrame(gpd.read_file(folder / "incidents.gpkg", layer="incidents"))


def read_flatgeobuf(folder: Path) -> pd.DataFrame:
    return pd.DataFrame(gpd.read_file(folder / "incidents.fgb"))


def read_parquet(folder: Path) -> pd.DataFrame:
    return pd.DataFrame(gpd.read_parquet(folder / "incidents.parquet"))


def read_csv(folder: Path) -> pd.DataFrame:
    path = folder / "incidents.csv"
    table = pd.read_csv(path, dtype=str, lineterminator="\n", encoding="utf-8")
    for column in table:
        table[column] = table[column].map(unguard, na_action="ignore")
    return table.assign(geometry=_points(table["placed_lon"], table["placed_lat"]))


def read_xlsx(folder: Path) -> pd.DataFrame:
    rows = openpyxl.load_workbook(folder / "incidents.xlsx")["incidents"].values
    header = next(rows)
    table = pd.DataFrame(list(rows), columns=list(header))
    return table.assign(geometry=_points(table["placed_lon"], table["placed_lat"]))


def read_json(folder: Path) -> pd.DataFrame:
    return pd.DataFrame(json.loads((folder / "incidents.json").read_text("utf-8"))["incidents"])


def read_kmz(folder: Path) -> pd.DataFrame:
    with zipfile.ZipFile(folder / "incidents.kmz") as archive:
        root = etree.fromstring(archive.read("doc.kml"), etree.XMLParser(huge_tree=True))
    rows = []
    for mark in root.iterfind(".//k:Placemark", KML):
        if str(mark.get("id")).startswith("link-"):
            continue
        point = mark.findtext(".//k:Point/k:coordinates", None, KML)
        data = {item.get("name"): item.findtext("k:value", "", KML)
                for item in mark.iterfind(".//k:Data", KML)}  # fmt: skip
        position = shapely.Point([float(part) for part in point.split(",")]) if point else None
        rows.append(data | {"geometry": position})
    return pd.DataFrame(rows)


def _points(lng: pd.Series[Any], lat: pd.Series[Any]) -> list[Any]:
    pairs = zip(lng.astype(float), lat.astype(float), strict=True)
    return [None if x != x else shapely.Point(x, y) for x, y in pairs]


READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "geojson": read_geojson,
    "gpkg": read_geopackage,
    "flatgeobuf": read_flatgeobuf,
    "parquet": read_parquet,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "json": read_json,
    "kmz": read_kmz,
}
#: In layers, not in the order of the input.
GROUPED = ["kmz"]
#: As the input told it: without the stand-ins for what it did not tell.
AS_TOLD = ["csv", "xlsx", "json"]


@pytest.fixture(scope="module", params=READERS)
def read_back(request: pytest.FixtureRequest, written: Path) -> tuple[str, pd.DataFrame]:
    name: str = request.param
    table = READERS[name](written)
    return name, table.astype(object).where(table.notna(), None)


@pytest.fixture(scope="module")
def expected(incidents: Incidents) -> pd.DataFrame:
    table = features.properties(incidents).assign(geometry=shapes.points(incidents))
    return table.astype(object).where(table.notna(), None)


def test_ids_counts_and_order(read_back: tuple[str, pd.DataFrame], expected: pd.DataFrame) -> None:
    name, table = read_back
    if name in GROUPED:
        assert sorted(table["id"]) == sorted(expected["id"])
    else:
        assert list(table["id"]) == list(expected["id"])


@pytest.mark.parametrize("column", TEXTS)
def test_texts_dates_and_nulls(
    read_back: tuple[str, pd.DataFrame], expected: pd.DataFrame, column: str
) -> None:
    name, table = read_back
    found = dict(zip(table["id"], table[column], strict=True))
    for incident, text in zip(expected["id"], expected[column], strict=True):
        assert found[incident] == _as_held(name, text), (incident, column)


def _as_held(name: str, text: Any) -> Any:
    """What a format can hold of a text."""
    if text is None:
        return None
    if name == "xlsx" and len(text) > 32_767:
        ending = " … [cut: the whole text is in incidents.csv]"
        return text[: 32_767 - len(ending)] + ending
    return text


@pytest.mark.parametrize("column", ["killed", "injured", "radius_m", "score"])
def test_numbers_and_nulls(
    read_back: tuple[str, pd.DataFrame], expected: pd.DataFrame, column: str
) -> None:
    _, table = read_back
    found = dict(zip(table["id"], table[column], strict=True))
    for incident, number in zip(expected["id"], expected[column], strict=True):
        value = found[incident]
        assert (None if value is None else float(value)) == number, (incident, column)


def test_country_and_actor_are_named_or_left_as_told(
    read_back: tuple[str, pd.DataFrame], expected: pd.DataFrame, incidents: Incidents
) -> None:
    name, table = read_back
    told = incidents.incidents.astype(object).where(incidents.incidents.notna(), None)
    wanted = told if name in AS_TOLD else expected
    for column in ("country", "actor"):
        found = dict(zip(table["id"], table[column], strict=True))
        for incident, text in zip(wanted["id"], wanted[column], strict=True):
            assert found[incident] == _as_held(name, text)


def test_positions(read_back: tuple[str, pd.DataFrame], expected: pd.DataFrame) -> None:
    name, table = read_back
    if name == "json":
        pytest.skip("native JSON holds what the input told, not where it was placed")
    found = dict(zip(table["id"], table["geometry"], strict=True))
    for incident, point in zip(expected["id"], expected["geometry"], strict=True):
        assert (found[incident] is None) == (point is None)
        assert point is None or shapely.equals(found[incident], point)


def test_own_columns_travel_through(read_back: tuple[str, pd.DataFrame]) -> None:
    name, table = read_back
    row = table.set_index("id").loc["a-2"].to_dict()
    own = "original_ID" if "original_ID" in table else "ID"
    assert row[own] == "row 1"
    assert int(row["deaths best"]) == 1
    plain = "=extra" if "=extra" in table else "'=extra"
    assert table.set_index("id").loc["a-3"][plain] == "=1+1"


def test_lists(read_back: tuple[str, pd.DataFrame]) -> None:
    _, table = read_back
    weapons = table.set_index("id").loc["a-1"]["weapons"]
    assert (weapons if isinstance(weapons, str) else "; ".join(weapons)) == "rocket; drone"
    answers = table.set_index("id").loc["a-3"]["retaliation_for"]
    assert (answers if isinstance(answers, str) else "; ".join(answers)) == "a-2"
