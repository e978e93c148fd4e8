"""The data set of a large result: its columns, its order, the size of its files, its crowds."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from geomap import engine, pipeline
from geomap.engine import dataset, large
from geomap.pipeline import BuildOptions

from .conftest import table
from .test_run import on

pytestmark = pytest.mark.enable_socket

PARTS = BuildOptions(formats=("parquet", "report"))
INCIDENTS = "dataset/incidents"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables whose strikes answer attacks of other tables."""
    folder = tmp_path_factory.mktemp("linked")
    for number in range(4):
        table(folder / f"t{number}.csv", number, rows=60)
    return folder


def test_every_format_in_parts_has_links_across_them(
    cluster: Any, linked: Path, tmp_path: Path
) -> None:
    formats = ("geojson", "gpkg", "qgz", "kmz", "json", "parquet", "xlsx", "flatgeobuf", "csv")
    engine.build([linked], tmp_path, BuildOptions(formats=formats), on(cluster, tiles="always"))
    parts = sorted((tmp_path / "parts").glob("0*"))
    links = pd.read_parquet(tmp_path / "dataset" / "links")
    drawn = [json.loads((part / "links.geojson").read_text())["features"] for part in parts]
    told = [link["properties"] for of_part in drawn for link in of_part]
    pairs = set(map(tuple, links[["from_id", "to_id"]].to_numpy()))
    assert {(link["from_id"], link["to_id"]) for link in told} == pairs
    assert 0 < sum(link["geometry"] is None for of_part in drawn for link in of_part) < len(told)
    kept = 0
    for part in parts:
        assert len({path.name for path in part.iterdir()}) == 10
        with sqlite3.connect(part / "incidents.gpkg") as file:
            kept += file.execute("SELECT count(*) FROM links").fetchone()[0]
    assert kept == len(links)
    again = pipeline.build([part / "incidents.json" for part in parts], tmp_path / "again", PARTS)
    first = json.loads((tmp_path / "again" / "report.json").read_text())
    assert again.total == len(gpd.read_parquet(tmp_path / INCIDENTS))
    assert first["links"]["stated"] == len(links)


def test_the_default_formats_can_be_named(cluster: Any, linked: Path, tmp_path: Path) -> None:
    named = BuildOptions(formats=BuildOptions().chosen_formats)
    told: list[str] = []
    engine.build([linked], tmp_path, named, on(cluster, tiles="always"), say=told.append)
    assert not any("name them" in line for line in told)
    names = {path.name for path in (tmp_path / "parts" / "000000").iterdir()}
    assert {"incidents.geojson", "incidents.gpkg", "incidents.qgz", "incidents.csv"} <= names
    assert (tmp_path / "map.html").is_file()


def test_small_outputs_of_an_older_build_are_named(
    cluster: Any, linked: Path, tmp_path: Path
) -> None:
    pipeline.build([linked], tmp_path, BuildOptions(formats=("csv", "geojson", "report")))
    told: list[str] = []
    engine.build([linked], tmp_path, PARTS, on(cluster, tiles="always"), say=told.append)
    (left,) = [line for line in told if "not of this build" in line]
    for name in ("incidents.csv", "incidents.geojson", "links.geojson", "areas.geojson"):
        assert name in left
    assert "report.json" not in left


@pytest.fixture(scope="module")
def unlike(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result of tables that have different columns of their own, each in files of its own."""
    folder = tmp_path_factory.mktemp("unlike")
    for number, (name, country, lat, lon) in enumerate(
        [("Ottawa", "Canada", 45.4, -75.7), ("Suva", "Fiji", -18.1, 178.4)]
    ):
        rows = [
            f"{number}-{row},2024-01-0{row},{name},{country},{lat},{lon},{row}" for row in (1, 2)
        ]
        head = f"id,date,place,country,lat,lon,own_{number}"
        (folder / f"t{number}.csv").write_text("\n".join([head, *rows]) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset, "ROWS_IN_FILE", 1)
        where = engine.EngineOptions(workers=1, tiles="always")
        engine.build([folder / "t0.csv", folder / "t1.csv"], folder / "out", PARTS, where)
    return folder / "out"


def test_all_files_have_the_columns_of_all_inputs(unlike: Path) -> None:
    files = sorted((unlike / INCIDENTS).glob("*.parquet"))
    first, *others = [pq.read_schema(file).remove_metadata() for file in files]
    assert others and all(other.equals(first) for other in others)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # pandas 3.1, within Dask
def test_no_reader_loses_a_column_that_some_inputs_lack(unlike: Path) -> None:
    import dask_geopandas
    import duckdb

    expected = {"own_0": ["1", "2"], "own_1": ["1", "2"]}
    files = f"'{unlike}/{INCIDENTS}/*.parquet'"
    told = duckdb.execute(f"SELECT own_0, own_1 FROM {files}").df()
    read = {
        "geopandas": gpd.read_parquet(unlike / INCIDENTS),
        "dask": dask_geopandas.read_parquet(unlike / INCIDENTS).compute(scheduler="synchronous"),
        "duckdb": told,
    }
    for reader, rows in read.items():
        found = {name: sorted(rows[name].dropna().astype(str)) for name in expected}
        assert found == expected, reader


def crowded(path: Path, number: int) -> None:
    """Rows of which a third has no place, a third is in one town, and the rest is elsewhere."""
    places = ("", "Mosul", "Aleppo", "Xqzvblorp", "Mosul", "Raqqa")
    rows = [
        f"{number}-{row},2024-0{1 + row % 9}-{10 + (row * 7 + number) % 18},{places[row % 6]}"
        for row in range(120)
    ]
    path.write_text("\n".join(["id,date,place", *rows]) + "\n")


def test_neither_a_town_nor_what_has_no_place_makes_a_file_larger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        crowded(tmp_path / f"t{number}.csv", number)
    monkeypatch.setattr(dataset, "ROWS_IN_FILE", 30)
    monkeypatch.setattr(dataset, "CROWD", 8)
    told: list[Any] = []
    write = large._write_dataset

    def noted(*call: Any) -> Path:
        at = write(*call)
        told.extend(json.loads(at.read_text()))
        return at

    monkeypatch.setattr(large, "_write_dataset", noted)
    where = engine.EngineOptions(workers=1, tiles="always")
    engine.build([tmp_path / f"t{number}.csv" for number in range(5)], tmp_path, PARTS, where)
    files = [gpd.read_parquet(file) for file in sorted((tmp_path / INCIDENTS).glob("*.parquet"))]
    assert sum(map(len, files)) == 600
    assert max(map(len, files)) <= 2 * dataset.ROWS_IN_FILE
    rows = pd.concat(files, ignore_index=True)
    steps = dataset.steps_of(rows.geometry)
    ordered = (
        rows[["id", "date"]]
        .assign(step=steps)
        .sort_values(["step", "date", "id"], ascending=[True, False, False])
    )
    assert ordered["id"].tolist() == rows["id"].tolist()
    newest = ordered[ordered["step"] < steps.max()].groupby("step").nth(dataset.CROWD - 1)
    crowds = sorted(map(tuple, told))
    assert crowds == sorted(newest[["step", "date", "id"]].itertuples(index=False, name=None))
    assert len(crowds) == 3
