"""The engine gives what one machine gives, whatever happens to its workers and its input."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geomap import engine, pipeline
from geomap.engine import worker
from geomap.engine.workspace import WORK
from geomap.errors import ClusterError, InputError
from geomap.pipeline import BuildOptions

from .conftest import LINKED, table

pytestmark = pytest.mark.enable_socket

TABLES = BuildOptions(infer_links=True, formats=("csv", "report"))


def on(cluster: Any, **more: Any) -> engine.EngineOptions:
    return engine.EngineOptions(scheduler=cluster.scheduler_address, **more)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def is_as_on_one_machine(folder: Path, one: Path) -> bool:
    """Whether table and report in ``folder`` are those in ``one``, which counted more files."""
    reports = [json.loads((at / "report.json").read_text("utf-8")) for at in (folder, one)]
    for report in reports:
        assert report["conserved"]["holds"]
        del report["outputs"], report["conserved"]
    same = (folder / "incidents.csv").read_bytes() == (one / "incidents.csv").read_bytes()
    return same and reports[0] == reports[1]


def test_every_file_is_that_of_one_machine(
    cluster: Any, events: Path, one: Path, tmp_path: Path
) -> None:
    engine.build([events], tmp_path, LINKED, on(cluster))
    here, many = contents(one), contents(tmp_path)
    assert list(many) == list(here)
    assert [name for name in here if here[name] != many[name]] == []


def test_the_first_of_ids_that_meet_is_told_by_the_order_of_the_rows(
    cluster: Any, tmp_path: Path
) -> None:
    """Ids are settled bucket by bucket of their hashes, in another order."""
    for number in range(2):
        rows = [f"e{row},2024-01-0{1 + row % 9},Mosul,{number}" for row in range(40)]
        (tmp_path / f"e{number}.csv").write_text("\n".join(["id,date,place,mine", *rows]) + "\n")
    inputs = [tmp_path / f"e{number}.csv" for number in range(2)]
    pipeline.build(inputs, tmp_path / "one", TABLES)
    engine.build(inputs, tmp_path / "many", TABLES, on(cluster))
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


def test_what_one_text_tells_is_proposed_to_answer_what_another_tells(
    cluster: Any, tmp_path: Path
) -> None:
    """Each collection is a partition of its own, and a table lies between them."""
    told = {
        "a.jsonl": "BEIRUT, May 26, 2026 (Wire) - Hezbollah shelled Kiryat Shmona on Tuesday.",
        "b.jsonl": "BEIRUT, May 27, 2026 (Wire) - Israel bombed the town of Khiam on Wednesday.",
    }
    for name, text in told.items():
        (tmp_path / name).write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    table(tmp_path / "t.csv", 0, rows=25)
    inputs = [*map(tmp_path.joinpath, told), tmp_path / "t.csv"]
    found = pipeline.build(inputs, tmp_path / "one", LINKED).incidents
    actors = found.incidents.set_index("id")["actor"]
    answers = zip(found.links["from_id"].map(actors), found.links["to_id"].map(actors), strict=True)
    assert ("Israel", "Hezbollah") in set(answers)
    engine.build(inputs, tmp_path / "many", LINKED, on(cluster))
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


ACLED = (
    "event_id_cnty,event_date,event_type,actor1,location,country,latitude,longitude,fatalities\n"
)


def test_an_event_of_two_exports_is_told_once(cluster: Any, tmp_path: Path) -> None:
    same = "IRQ1,2024-07-05,Battles,A,Hit,Iraq,33.64,42.83,2\n"
    updated = "IRQ2,2024-07-06,Battles,A,Hit,Iraq,33.64,42.83,{}\n"
    for number in (1, 2):
        text = ACLED + same + updated.format(number)
        (tmp_path / f"e{number}.csv").write_text(text, encoding="utf-8")
    inputs = [tmp_path / "e1.csv", tmp_path / "e2.csv"]
    pipeline.build(inputs, tmp_path / "one", TABLES)
    report = engine.build(inputs, tmp_path / "many", TABLES, on(cluster))
    assert report.total == 3
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.parquet"
    path.write_bytes(b"PAR1 and no more")
    return path


def test_a_bad_partition_is_listed_and_stops_nothing(
    cluster: Any, events: Path, one: Path, bad: Path, tmp_path: Path
) -> None:
    report = engine.build([events, bad], tmp_path / "out", TABLES, on(cluster))
    listed = [row for row in report.facts["rejected"] if row["file"].endswith("bad.parquet")]
    assert len(listed) == 1 and "Parquet" in listed[0]["reason"]
    good = json.loads((one / "report.json").read_text("utf-8"))["counts"]
    assert report.total == good["incidents"]
    assert report.rejected == good["rejected"] + 1


def test_strict_stops_at_a_bad_partition(
    cluster: Any, events: Path, bad: Path, tmp_path: Path
) -> None:
    inputs = [events / "t0.csv", bad]
    with pytest.raises(InputError, match=r"bad\.parquet"):
        engine.build(inputs, tmp_path / "out", TABLES, on(cluster, strict=True))


def test_nothing_that_can_be_read_is_one_line(cluster: Any, bad: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"bad\.parquet"):
        engine.build([bad], tmp_path / "out", TABLES, on(cluster))
    assert not list((tmp_path / "out").glob("*.csv"))


def test_a_stopped_run_goes_on(cluster: Any, events: Path, one: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def stop(what: str, done: int, of: int) -> None:
        if what == "linking" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.build([events], out, TABLES, on(cluster), tick=stop)
    assert [path.name for path in out.iterdir()] == [WORK]
    located = {path: path.stat().st_mtime_ns for path in out.glob(f"{WORK}/located/*/about.json")}
    assert len(located) == 5
    seen: dict[Path, int] = {}

    def look(what: str, done: int, of: int) -> None:
        if what == "linking":
            seen.update({path: path.stat().st_mtime_ns for path in located})

    engine.build([events], out, TABLES, on(cluster), tick=look)
    assert seen == located
    assert is_as_on_one_machine(out, one)


def test_a_killed_worker_changes_nothing(
    mortal: Any, events: Path, one: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(what: str, done: int, of: int) -> None:
        if what == "reading and locating" and done == 1:
            killed.append(next(iter(mortal.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    engine.build([events], tmp_path / "out", TABLES, on(mortal), tick=kill)
    assert killed
    assert is_as_on_one_machine(tmp_path / "out", one)


def test_another_index_is_refused() -> None:
    with pytest.raises(ClusterError, match="differs between workers"):
        worker.gazetteer_of((), "0" * 64)


def test_online_services_stay_with_one_machine(events: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--online"):
        engine.build([events], tmp_path / "out", BuildOptions(online="nominatim"))


@pytest.fixture(scope="module")
def large(cluster: Any, events: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a result that stays in parts."""
    folder = tmp_path_factory.mktemp("large")
    options = BuildOptions(infer_links=True, formats=("parquet", "report"))
    many = engine.build([events], folder, options, on(cluster, tiles="always"))
    assert len(many.incidents) == 0
    return folder


def test_a_large_result_stays_in_parts(large: Path, one: Path) -> None:
    assert sorted(path.name for path in large.iterdir()) == ["dataset", "report.json"]
    told, here = (json.loads((at / "report.json").read_text("utf-8")) for at in (large, one))
    alike = ("counts", "by_precision", "by_status", "by_kind", "layers", "links")
    assert {name: told[name] for name in alike} == {name: here[name] for name in alike}
    assert told["conserved"]["holds"]
    rows = gpd.read_parquet(large / "dataset/incidents")
    expected = gpd.read_file(one / "incidents.geojson")
    assert sorted(rows["id"]) == sorted(expected["id"])
    links = pd.read_parquet(large / "dataset/links")
    sources = pd.read_parquet(large / "dataset/sources")
    assert sources["id"].is_unique and len(sources) > 1
    native = json.loads((one / "incidents.json").read_text("utf-8"))
    pairs = {(link["from_id"], link["to_id"]) for link in native["links"]}
    assert set(map(tuple, links[["from_id", "to_id"]].to_numpy())) == pairs
    assert sorted(sources["id"]) == sorted(source["id"] for source in native["sources"])


def test_a_box_reads_what_lies_in_it(large: Path, one: Path) -> None:
    west, south, east, north = box = (42.0, 35.0, 44.0, 37.0)
    inside = gpd.read_file(one / "incidents.geojson").cx[west:east, south:north]
    near = gpd.read_parquet(large / "dataset/incidents", bbox=box)
    assert len(near) > 0 and sorted(near["id"]) == sorted(inside["id"])


def test_duckdb_reads_the_data_set(large: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    rows = gpd.read_parquet(large / "dataset/incidents")
    told = duckdb.sql(
        "SELECT count(*), count(geometry), "
        "count(*) FILTER (bbox.xmin BETWEEN 42 AND 44 AND bbox.ymin BETWEEN 35 AND 37) "
        f"FROM '{large}/dataset/incidents/*.parquet'"
    ).fetchall()
    assert told[0] == (len(rows), int(rows.geometry.notna().sum()), len(rows.cx[42:44, 35:37]))


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # pandas 3.1, within Dask
def test_dask_geopandas_reads_the_data_set(large: Path) -> None:
    import dask_geopandas

    parts = dask_geopandas.read_parquet(large / "dataset/incidents")
    count = json.loads((large / "report.json").read_text("utf-8"))["counts"]["incidents"]
    assert len(parts.compute(scheduler="synchronous")) == count
