"""Our own outputs are inputs again: what a person corrected there, and what was found, holds."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geomap import frames, model
from geomap.model import Incidents
from geomap.read import read_incidents
from geomap.write import write

KEPT = ("id", "date", "date_end", "date_precision", "kind", "title", "description", "place",
        "country", "actor", "target", "weapons", "killed", "injured", "casualties", "place_id",
        "place_name", "country_code", "precision", "radius_m", "score", "location_note",
        "retaliation_for")  # fmt: skip


def located() -> Incidents:
    rows = [
        {
            "id": "=a", "date": "2024-07-25", "kind": "attack", "title": 'Rockets, "four"\nof them',
            "description": "عين الأسد 🚀", "place": "Ain al-Asad", "admin1": "Anbar",
            "country": "Iraq", "actor": "-X", "weapons": "rocket; drone", "killed": 0,
            "casualties": "reported_none", "source": "Example Wire",
            "source_url": "https://example.org/a;b", "status": "resolved", "place_id": "curated:x",
            "place_name": "Ain al-Asad air base", "country_code": "IQ", "precision": "site",
            "radius_m": 4000.0, "score": 0.97, "location_note": "+note", "file": "x.csv", "row": 2,
            "geometry": shapely.Point(42.441, 33.786), "date_precision": "day",
        },
        {
            "id": "b", "date": "2024-07-26", "date_end": "2024-07-27", "date_precision": "range",
            "kind": "retaliation", "place": "somewhere", "retaliation_for": "=a",
            "status": "unresolved", "location_note": "not found", "geometry": None,
        },
    ]  # fmt: skip
    incidents = frames.incident_frame(pd.DataFrame(rows))
    claim = {
        "incident_id": "=a",
        "field": "killed",
        "value": "0",
        "source_id": "s",
        "quote": "none",
    }
    source = {"id": "s", "publisher": "Other Wire", "url": "https://example.org/c"}
    return Incidents.empty().with_(
        incidents=incidents,
        extra=pd.DataFrame({"note": ["=1+1", None], "Layer": ["x", "'=y"]}, dtype="str"),
        claims=frames.frame(model.CLAIM_COLUMNS, [claim]),
        sources=frames.frame(model.SOURCE_COLUMNS, [source]),
    )


def same(found: pd.DataFrame, expected: pd.DataFrame, columns: tuple[str, ...]) -> None:
    for column in columns:
        pd.testing.assert_series_equal(found[column], expected[column], check_dtype=True)


@pytest.mark.parametrize("format_", ["csv", "geojson", "gpkg", "json", "parquet", "xlsx"])
def test_output_reads_back(tmp_path: Path, format_: str) -> None:
    incidents = located()
    write(incidents, tmp_path, formats=[format_])
    again = read_incidents(tmp_path / f"incidents.{format_}").validate()
    expected = gpd.GeoDataFrame(incidents.incidents)
    same(again.incidents, expected, KEPT)
    assert not len(again.rejected), again.rejected.to_string()
    assert again.incidents["actor"].tolist()[0] == "-X"
    assert pd.isna(again.incidents["actor"].tolist()[1])
    assert pd.isna(again.incidents["country"].tolist()[1])
    assert again.incidents["source"].tolist()[0] == "Example Wire"
    assert again.extra["note"].tolist()[0] == "=1+1"
    assert "'=y" in again.extra.to_numpy()[1].tolist()
    assert not {"placed_lat", "colour", "begins", "sources"} & set(again.extra.columns)


@pytest.mark.parametrize("format_", ["geojson", "gpkg", "json", "parquet", "xlsx"])
def test_claims_read_back(tmp_path: Path, format_: str) -> None:
    write(located(), tmp_path, formats=[format_])
    again = read_incidents(tmp_path / f"incidents.{format_}")
    quoted = again.claims[again.claims["quote"] == "none"]
    publishers = again.sources.set_index("id")["publisher"]
    assert publishers[quoted["source_id"]].tolist() == ["Other Wire"]


@pytest.mark.parametrize("format_", ["geojson", "gpkg", "parquet"])
def test_points_are_positions(tmp_path: Path, format_: str) -> None:
    write(located(), tmp_path, formats=[format_])
    rows = read_incidents(tmp_path / f"incidents.{format_}").incidents
    assert rows[["lat", "lon"]].iloc[0].tolist() == [33.786, 42.441]
    assert rows["lat"].isna().tolist() == [False, True]


@pytest.mark.parametrize("format_", ["csv", "json", "xlsx"])
def test_a_place_found_by_name_is_found_again_by_its_id(tmp_path: Path, format_: str) -> None:
    write(located(), tmp_path, formats=[format_])
    rows = read_incidents(tmp_path / f"incidents.{format_}").incidents
    assert rows["place_id"].fillna("").tolist() == ["curated:x", ""]
    assert rows["lat"].isna().all()


@pytest.mark.parametrize("format_", ["csv", "geojson", "gpkg", "json", "parquet", "xlsx"])
def test_several_offices_in_one_cell_stay_one_source(tmp_path: Path, format_: str) -> None:
    incidents = located()
    offices = pd.Series(["Wire; Other", "Third"], dtype="str")
    rows = incidents.incidents.assign(source=offices, source_url=pd.Series([None] * 2, dtype="str"))
    table = pd.DataFrame({"publisher": offices, "id": ["s1", "s2"]})
    sources = frames.conform(table, model.SOURCE_COLUMNS)
    told = incidents.with_(incidents=rows, sources=sources, claims=incidents.claims.iloc[:0])
    write(told, tmp_path, formats=[format_])
    again = read_incidents(tmp_path / f"incidents.{format_}").validate()
    assert again.incidents["source"].tolist() == ["Wire; Other", "Third"]
    assert not len(again.claims)


def test_positions_of_the_table_hold_where_there_is_no_place(tmp_path: Path) -> None:
    incidents = located()
    incidents.incidents.loc[0, "place_id"] = None
    write(incidents, tmp_path, formats=["csv"])
    rows = read_incidents(tmp_path / "incidents.csv").incidents
    assert rows[["lat", "lon"]].iloc[0].tolist() == [33.786, 42.441]
