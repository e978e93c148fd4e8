import sqlite3
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
import shapely

from geomap.errors import UnreadableFile
from geomap.read.formats import geodata
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.table import Table


def frame() -> gpd.GeoDataFrame:
    rows = pd.DataFrame({"id": ["a", "b", "c"], "killed": [3, 0, 1], "note": ["=1", None, "ü"]})
    shapes = [shapely.Point(42.44, 33.79), None, shapely.Point(44, 36).buffer(1)]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)


def read_gpkg(path: Path, limits: Limits = DEFAULT_LIMITS) -> Table:
    return geodata.read_geopackage(path, "x.gpkg", limits)


@pytest.fixture
def geopackage(tmp_path: Path) -> Path:
    path = tmp_path / "x.gpkg"
    frame().to_file(path, layer="stuff")
    return path


def check(table: Table) -> None:
    assert table.cells["id"].tolist() == ["a", "b", "c"]
    assert table.cells["killed"].tolist() == ["3", "0", "1"]
    assert table.cells["lat"].fillna("").tolist() == ["33.79", "", ""]
    assert table.cells["lon"].fillna("").tolist() == ["42.44", "", ""]
    assert [(problem.row, problem.value) for problem in table.problems] == [(3, "Polygon")]


def test_geopackage(geopackage: Path) -> None:
    before = geopackage.read_bytes()
    check(read_gpkg(geopackage))
    assert geopackage.read_bytes() == before


def test_geoparquet(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    frame().to_parquet(path)
    check(geodata.read_parquet(path.read_bytes(), "x", "parquet", DEFAULT_LIMITS))


def test_parquet_types_as_text() -> None:
    columns = {
        "text": pa.array(["a", "", None]),
        "float": pa.array([1.5, 2.0, float("nan")]),
        "date": pa.array([0, 19909, None], pa.date32()),
        "time": pa.array([0, 1_720_137_600_000, None], pa.timestamp("ms")),
        "flag": pa.array([True, False, None]),
        "coded": pa.array(["x", "x", None]).dictionary_encode(),
        "weapons": pa.array([["rocket", "drone"], [], None]),
    }
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(pa.table(columns), sink)
    table = geodata.read_parquet(sink.getvalue().to_pybytes(), "x", "parquet", DEFAULT_LIMITS)
    cells = table.cells.astype(object).where(table.cells.notna(), None)
    assert cells["text"].tolist() == ["a", None, None]
    assert cells["float"].tolist() == ["1.5", "2", None]
    assert cells["date"].tolist() == ["1970-01-01", "2024-07-05", None]
    assert cells["time"].tolist()[1].startswith("2024-07-05 00:00:00")
    assert cells["flag"].tolist() == ["true", "false", None]
    assert cells["coded"].tolist() == ["x", "x", None]
    assert cells["weapons"].tolist() == ["rocket; drone", None, None]


def test_other_coordinate_systems_are_refused(tmp_path: Path) -> None:
    projected = frame().to_crs(3857)
    projected.to_file(tmp_path / "x.gpkg")
    projected.to_parquet(tmp_path / "x.parquet")
    with pytest.raises(UnreadableFile, match="EPSG:3857"):
        read_gpkg(tmp_path / "x.gpkg")
    with pytest.raises(UnreadableFile, match="EPSG:4326"):
        data = (tmp_path / "x.parquet").read_bytes()
        geodata.read_parquet(data, "x", "parquet", DEFAULT_LIMITS)


def test_strangers_triggers_and_views_do_not_run(geopackage: Path) -> None:
    with sqlite3.connect(geopackage) as database:
        database.executescript(
            "CREATE TABLE ran (x); CREATE TRIGGER t AFTER UPDATE ON stuff "
            "BEGIN INSERT INTO ran VALUES (1); END;"
            "ALTER TABLE stuff RENAME TO real_stuff;"
            "CREATE VIEW stuff AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) "
            "SELECT i AS fid, 'x' AS id, NULL AS geom FROM n;"
        )
    database.close()
    with pytest.raises(UnreadableFile, match="no layer"):
        read_gpkg(geopackage)


def test_limits_name_their_flag(geopackage: Path) -> None:
    with pytest.raises(UnreadableFile, match="--max-rows 3"):
        read_gpkg(geopackage, Limits(max_rows=2))


def test_what_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(UnreadableFile, match="not a readable GeoPackage"):
        read_gpkg(path)
    with pytest.raises(UnreadableFile, match="not a readable Parquet"):
        geodata.read_parquet(b"PAR1 nothing PAR1", "x", "parquet", DEFAULT_LIMITS)


def test_texts_that_unpack_beyond_the_limit_are_refused() -> None:
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(pa.table({"id": ["x" * 10_000] * 20_000}), sink)
    data = sink.getvalue().to_pybytes()
    assert len(data) < 100_000
    with pytest.raises(UnreadableFile, match="--max-unpacked 200000000"):
        geodata.read_parquet(data, "x", "parquet", Limits(max_unpacked=100_000_000))
