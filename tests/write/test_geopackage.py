"""A GeoPackage that GDAL, SQLite and QGIS take without a word."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
from lxml import etree

from geomap import layers, model
from geomap.model import Incidents
from geomap.write import basemap, geopackage


@pytest.fixture(scope="module")
def database(written: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{written / 'incidents.gpkg'}?mode=ro", uri=True)


def test_says_version_1_3_and_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert database.execute("PRAGMA user_version").fetchone()[0] == 10300
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_layers_and_tables_come_in_order(written: Path) -> None:
    listed = pyogrio.list_layers(written / "incidents.gpkg").tolist()
    assert listed == [
        ["incidents", "Point"],
        ["areas", "MultiPolygon"],
        ["links", "MultiLineString"],
        ["countries", "MultiPolygon"],
        ["governorates", "MultiPolygon"],
        ["claims", None],
        ["sources", None],
        ["candidates", None],
        ["layer_styles", None],
    ]


def test_every_table_is_registered(database: sqlite3.Connection) -> None:
    kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert kinds["claims"] == kinds["layer_styles"] == "attributes"
    assert kinds["incidents"] == kinds["countries"] == "features"


def test_related_tables_come_back(written: Path, incidents: Incidents) -> None:
    path = written / "incidents.gpkg"
    claims = gpd.read_file(path, layer="claims")
    assert claims["quote"].fillna("").tolist() == incidents.claims["quote"].fillna("").tolist()
    assert len(gpd.read_file(path, layer="candidates")) == 2
    assert gpd.read_file(path, layer="sources")["publisher"].tolist() == [
        "Agency One", "Agency <Two>",
    ]  # fmt: skip


def test_layer_numbers_and_colours_are_those_of_the_map(
    written: Path, incidents: Incidents
) -> None:
    table = gpd.read_file(written / "incidents.gpkg", layer="incidents")
    grouped = layers.group(incidents)
    assert table["colour"].tolist() == [grouped.colours[actor] for actor in table["actor"]]
    pairs = grouped.table[["country", "actor"]].drop_duplicates().to_numpy().tolist()
    shown = table[["country", "actor"]].to_numpy().tolist()
    assert [pairs[number] for number in table["layer"]] == shown


@pytest.mark.parametrize(
    ("incident", "begins", "ends"),
    [
        ("a-1", "2024-07-25 00:00:00", "2024-07-26 23:59:59"),  # a range
        ("a-2", "2024-07-26 00:00:00", "2024-07-26 23:59:59"),  # a day
        ("a-4", "2024-08-01 00:00:00", "2024-08-31 23:59:59"),  # some day of a month
        ("a-6", "1969-12-31 00:00:00", "1969-12-31 23:59:59"),  # before 1970
        ("a-5", "NaT", "NaT"),
    ],
)
def test_dates_are_times_as_well(written: Path, incident: str, begins: str, ends: str) -> None:
    table = gpd.read_file(written / "incidents.gpkg", layer="incidents").set_index("id")
    found = [str(table[column].dt.tz_localize(None)[incident]) for column in ("begins", "ends")]
    assert found == [begins, ends]


def test_areas_and_links_are_as_in_the_geojson(written: Path) -> None:
    for name in ("areas", "links"):
        ours = gpd.read_file(written / "incidents.gpkg", layer=name)
        theirs = gpd.read_file(written / f"{name}.geojson")
        for one, other in zip(ours.geometry, theirs.geometry, strict=True):
            assert (one is None) == (other is None)
            assert one is None or shapely.equals(one, other)


def test_every_geometry_is_valid_and_indexed(database: sqlite3.Connection, written: Path) -> None:
    indexed = {row[0] for row in database.execute("SELECT table_name FROM gpkg_extensions")}
    for name in ("incidents", "areas", "links", "countries", "governorates"):
        assert name in indexed
        table = gpd.read_file(written / "incidents.gpkg", layer=name)
        assert table.geometry.dropna().is_valid.all()


def test_counts_extents_and_indexes_of_the_base_map_are_its_own(
    database: sqlite3.Connection, written: Path
) -> None:
    for name in ("countries", "governorates"):
        table = gpd.read_file(written / "incidents.gpkg", layer=name)
        told = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?"
        assert database.execute(told, (name,)).fetchone() == (len(table),)
        assert database.execute(f"SELECT count(*) FROM rtree_{name}_geom").fetchone()[0] == len(
            table
        )
        box = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?"
        found = database.execute(box, (name,)).fetchone()
        assert found == pytest.approx(tuple(table.total_bounds), abs=1e-4)
    codes = set(gpd.read_file(written / "incidents.gpkg", layer="governorates")["country_code"])
    assert codes == {"SY", "IQ", "FJ"}


def test_the_base_map_can_be_edited_by_gdal(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "incidents.gpkg"
    shutil.copy(written / "incidents.gpkg", path)
    countries = gpd.read_file(path, layer="countries")
    pyogrio.write_dataframe(countries[:1], path, layer="countries", append=True)
    assert len(gpd.read_file(path, layer="countries")) == len(countries) + 1


def test_countries_near_the_incidents_are_in_full_detail(written: Path) -> None:
    countries = gpd.read_file(written / "incidents.gpkg", layer="countries")
    points = countries.set_index("country_code").geometry.count_coordinates()
    whole = gpd.read_parquet(basemap._DATA / "countries.parquet").set_index("country_code")
    fine = whole.geometry.count_coordinates()
    assert points["IQ"] == fine["IQ"] and points["TR"] == fine["TR"]
    assert points["CA"] < fine["CA"] / 2


def test_default_styles_have_the_kinds_and_their_shapes(database: sqlite3.Connection) -> None:
    styles = dict(database.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert set(styles) == {"incidents", "areas", "links", "countries", "governorates"}
    categories = etree.fromstring(styles["incidents"].encode()).iterfind(".//category")
    assert [category.get("value") for category in categories] == list(model.KINDS)
    defaults = "SELECT f_geometry_column, f_table_schema, useAsDefault FROM layer_styles"
    assert set(database.execute(defaults)) == {("geom", "", 1)}


def test_the_project_is_inside(database: sqlite3.Connection, written: Path) -> None:
    name, content = database.execute("SELECT name, content FROM qgis_projects").fetchone()
    assert name == "incidents"
    assert bytes.fromhex(content) == (written / "incidents.qgz").read_bytes()


def test_nothing_to_write_is_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "incidents.gpkg"
    geopackage.write_geopackage(Incidents.empty(), path, title="Nothing")
    assert len(gpd.read_file(path, layer="incidents")) == 0
    assert len(gpd.read_file(path, layer="countries")) == 240
