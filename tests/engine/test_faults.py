"""Whatever fails, nothing is lost unsaid, nothing foreign is touched, and one line says what."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geomap import engine, pipeline
from geomap.engine import cluster as of_cluster
from geomap.engine import dataset, plan, shelf, worker
from geomap.engine.workspace import LOCK, WORK
from geomap.errors import ClusterError, InputError, OutputError
from geomap.gazetteer import library
from geomap.pipeline import BuildOptions
from geomap.staging import claimed
from tests.cli.conftest import Geomap
from tests.serving import hear_ctrl_c
from tests.trust import tally
from tests.trust.conftest import TORTURE

from .conftest import ARTICLE, started, table
from .test_run import TABLES, contents, is_as_on_one_machine, on

pytestmark = pytest.mark.enable_socket

PARTS = BuildOptions(infer_links=True, formats=("parquet", "report"))


# What lies in the output folder


def test_a_folder_of_the_users_own_is_not_replaced(
    cluster: Any, events: Path, tmp_path: Path
) -> None:
    (tmp_path / "dataset").mkdir()
    (tmp_path / "dataset" / "years of work.csv").write_text("mine")
    for tiles in ("always", "auto"):
        where = on(cluster, tiles=tiles, tiles_from=1)
        with pytest.raises(OutputError, match="years of work"):
            engine.build([events], tmp_path, PARTS, where)
    assert (tmp_path / "dataset" / "years of work.csv").read_text() == "mine"
    engine.build([events], tmp_path, PARTS, on(cluster))  # whole files need no such folder
    assert (tmp_path / "incidents.parquet").is_file()


def test_a_data_set_is_not_built_over_itself(cluster: Any, events: Path, tmp_path: Path) -> None:
    where = on(cluster, tiles="always")
    engine.build([events], tmp_path, PARTS, where)
    before = contents(tmp_path / "dataset" / "incidents")
    with pytest.raises(InputError, match="would take its place"):
        engine.build([tmp_path / "dataset/incidents/*.parquet"], tmp_path, PARTS, where)
    assert contents(tmp_path / "dataset" / "incidents") == before


def test_a_large_result_takes_the_place_of_an_older_one(
    cluster: Any, events: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    for tiles in ("always", "always", "never"):
        engine.build([events], tmp_path, PARTS, on(cluster, tiles=tiles), say=told.append)
    assert [line for line in told if "left as it was" in line] == [
        f"dataset in {tmp_path}: not of this build, left as it was"
    ]


def test_two_builds_do_not_write_into_one_folder(
    cluster: Any, events: Path, tmp_path: Path
) -> None:
    (tmp_path / WORK).mkdir()
    with (
        claimed(tmp_path / WORK / LOCK),
        pytest.raises(OutputError, match="another build is writing there"),
    ):
        engine.build([events], tmp_path, TABLES, on(cluster))


def test_a_run_that_gave_nothing_leaves_nothing(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError):
        engine.build([tmp_path / "bad.parquet"], tmp_path / "out", TABLES, on(cluster))
    assert list((tmp_path / "out").iterdir()) == []


# What a run goes on from


def test_articles_that_failed_once_are_told_when_the_run_goes_on(
    cluster: Any, tmp_path: Path
) -> None:
    """What was merged without them is not taken for what all articles tell."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE.format(27), encoding="utf-8")
    row = {"text": ARTICLE.format(27).replace("Mosul", "Kirkuk"), "published": "2024-07-27"}
    (folder / "b.jsonl").write_text(json.dumps(row), encoding="utf-8")
    options = BuildOptions(formats=("csv", "report"))
    job = plan.Job(options, plan.index_digest(()), tmp_path / "out" / WORK)
    made = plan.make_plan([folder], options, job.digest, tmp_path / "out")
    assert len(made.articles) == 2

    def stop(what: str, done: int, of: int) -> None:
        if what == "linking":
            raise KeyboardInterrupt

    (folder / "b.jsonl").chmod(0)
    broken = folder / "b.jsonl"
    text, facts = broken.read_bytes(), broken.stat()
    broken.write_bytes(b"\xff" * len(text))
    os.utime(broken, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    with pytest.raises(KeyboardInterrupt):
        engine.build([folder], tmp_path / "out", options, on(cluster), tick=stop)
    broken.write_bytes(text)
    os.utime(broken, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    report = engine.build([folder], tmp_path / "out", options, on(cluster))
    pipeline.build([folder], tmp_path / "one", options)
    assert report.total == 2
    assert contents(tmp_path / "out") == contents(tmp_path / "one")


def test_the_digest_tells_of_every_index_and_of_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path))
    places = tmp_path / "p.csv"
    places.write_text("name,lat,lon,country\nXqzvblorp,33.1,44.1,Iraq\n", encoding="utf-8")
    seen = [plan.index_digest(()), plan.index_digest((places,))]
    library.add(places)
    seen.append(plan.index_digest(()))
    monkeypatch.setattr(plan, "__version__", "0.0.0")
    seen.append(plan.index_digest(()))
    assert len(set(seen)) == 4


def test_unfinished_files_of_every_depth_are_swept(tmp_path: Path) -> None:
    for path in ("located/.part-1", "linked/key/.part-2"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / ".part-3-a.json").write_text("half")
    shelf.sweep(tmp_path)
    assert [path for path in tmp_path.rglob(".part-*")] == []


def test_what_is_swept_while_a_worker_writes_it_does_not_pass_for_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task of a stopped run goes on in its worker while the next run begins."""

    def remove_some(folder: Path, **how: bool) -> None:
        (folder / "incidents.parquet").unlink()  # and then the worker writes one more

    monkeypatch.setattr(shutil, "rmtree", remove_some)
    kept = tmp_path / "linked" / "0"
    with pytest.raises(OutputError, match="cannot be written"):
        shelf.save(0, engine_incidents(), kept, lambda beside: shelf.sweep(tmp_path))
    assert shelf.finished(0, kept) is None


def test_others_may_read_what_a_worker_kept(tmp_path: Path) -> None:
    """Workers of a cluster may run under several users of one group."""
    old = os.umask(0o027)
    try:
        kept = shelf.save(0, engine_incidents(), tmp_path / "a" / "0")
    finally:
        os.umask(old)
    assert kept.folder.stat().st_mode & 0o777 == 0o750


def engine_incidents() -> Any:
    from tests.builders import incidents

    return incidents({"id": "a"})


def test_an_input_may_call_its_columns_as_the_data_set_does(cluster: Any, tmp_path: Path) -> None:
    names = ("bbox", "number", "curve", "geomap step", "BoundingBox")
    header = ",".join(("id", "place", "country", *names))
    for number in range(2):
        path = tmp_path / f"t{number}.csv"
        path.write_text(f"{header}\nx{number},Mosul,Iraq,a,b,c,d,e\n", encoding="utf-8")
    inputs = sorted(tmp_path.glob("*.csv"))
    report = engine.build(inputs, tmp_path / "out", PARTS, on(cluster, tiles="always"))
    rows = gpd.read_parquet(tmp_path / "out" / "dataset" / "incidents", bbox=(43, 36, 44, 37))
    assert report.total == len(rows) == 2
    assert set(rows["original_bbox"]) == {"a"} and set(rows["curve"]) == {"c"}


# Where a worker runs, and what it meets


def test_relative_paths_are_found_by_workers_elsewhere(
    cluster: Any, events: Path, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = events.parent / "places.csv"
    places.write_text("name,lat,lon,country\nXqzvblorpp,33.1,44.1,Iraq\n", encoding="utf-8")
    monkeypatch.chdir(events.parent)
    options = BuildOptions(
        infer_links=True, formats=("csv", "report"), gazetteers=(Path("places.csv"),)
    )
    engine.build([Path("events")], tmp_path / "out", options, on(cluster))
    pipeline.build([Path("events")], tmp_path / "here", options)
    assert contents(tmp_path / "out") == contents(tmp_path / "here")


@pytest.mark.parametrize("name", ["nope.csv", "."])
def test_a_gazetteer_that_is_none_is_one_line(
    cluster: Any, events: Path, tmp_path: Path, geomap: Geomap, name: str
) -> None:
    where = ["--engine", "dask", "--scheduler", cluster.scheduler_address]
    given = tmp_path / name
    done = geomap("build", events, "-o", tmp_path / "out", "--gazetteer", given, *where)
    assert done.code == 2 and len(done.err.splitlines()) == 1


def test_a_full_disk_ends_the_run_and_blames_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE.format(27), encoding="utf-8")
    options = BuildOptions()
    job = plan.Job(options, plan.index_digest(()), tmp_path / WORK)
    (part,) = plan.make_plan([tmp_path / "a.txt"], options, job.digest, tmp_path / "out").articles

    def full(path: Path, *args: Any, **more: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError, match="No space left"):
        worker.tell(job, part)


def test_strict_does_not_read_what_comes_after(cluster: Any, events: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(b"PAR1 and no more")
    for number in range(60):
        table(folder / f"t{number}.csv", number, rows=2)
    told: list[int] = []
    with pytest.raises(InputError, match=r"a\.parquet"):
        engine.build(
            [folder], tmp_path / "out", TABLES, on(cluster, strict=True),
            tick=lambda what, done, of: told.append(done),
        )  # fmt: skip
    assert max(told) < 60


# Workers and schedulers that die


def _die(number: int, path: Path) -> int:
    """End the worker the first ``number`` times."""
    with path.open("a") as file:
        file.write("x")
    if path.stat().st_size <= number:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def client() -> Iterator[Any]:
    with of_cluster.connected(None, 1) as connected:
        yield connected


def test_deaths_up_to_the_allowed_change_nothing_and_one_more_is_told(
    client: Any, tmp_path: Path
) -> None:
    def each(calls: list[Any], *, go_on: bool = False) -> list[Any]:
        tick: of_cluster.Tick = lambda what, done, of: None  # noqa: E731
        return of_cluster.each(client, _die, calls, "dying", tick, go_on=go_on)

    allowed = of_cluster.DEATHS_ALLOWED
    calls = [(allowed, tmp_path / "allowed")]
    assert each(calls) == [allowed]
    calls = [(allowed + 1, tmp_path / "more")]
    with pytest.raises(ClusterError, match="dying: could not be processed.*Killed"):
        each(calls)
    calls = [(allowed + 1, tmp_path / "again")]
    (told,) = each(calls, go_on=True)
    assert "Killed" in type(told).__name__


def test_a_worker_that_dies_while_memory_is_counted_is_no_loss(client: Any) -> None:
    for pid in client.run(os.getpid).values():
        os.kill(pid, signal.SIGKILL)
        of_cluster.forget_memory(client)
        assert all(peak > 0 for peak in of_cluster.peak_memory(client).values())
        client.wait_for_workers(1)


def test_a_run_whose_workers_are_gone_for_good_is_one_line(
    events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_cluster, "_LOOK_S", 0.1)
    monkeypatch.setattr(of_cluster, "_PATIENCE_FOR_WORKERS_S", 1)
    with started(1) as running:

        def leave(what: str, done: int, of: int) -> None:
            if what == "linking" and not done:
                running.scale(0)

        with pytest.raises(ClusterError, match="linking: no worker is left"):
            engine.build([events], tmp_path, TABLES, on(running), tick=leave)
    assert [path.name for path in tmp_path.iterdir()] == [WORK]


def test_a_file_in_the_place_of_the_folder_is_one_line(cluster: Any, events: Path) -> None:
    for tiles in ("always", "never"):
        with pytest.raises(OutputError, match="Not a directory"):
            engine.build([events], events / "t0.csv", PARTS, on(cluster, tiles=tiles))


def test_a_scheduler_that_nobody_hears_is_one_line(
    events: Path, tmp_path: Path, geomap: Geomap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_cluster, "_PATIENCE_S", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense", "tcp://127.0.0.1"):
        done = geomap("build", events, "-o", tmp_path / "out", "--engine", "dask",
                      "--scheduler", address)  # fmt: skip
        assert done.code == 2 and len(done.err.splitlines()) == 1
        assert "--scheduler" in done.err and "Traceback" not in done.err


def test_a_scheduler_that_ends_in_the_middle_is_one_line(
    events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_cluster, "_PATIENCE_S", 2)
    running = started(1)

    def end(what: str, done: int, of: int) -> None:
        if what == "linking" and not done:
            running.close()

    where = engine.EngineOptions(scheduler=running.scheduler_address)
    with pytest.raises(ClusterError, match="scheduler is lost"):
        engine.build([events], tmp_path / "out", TABLES, where, tick=end)


@pytest.mark.parametrize("stage", ["linking", "ordering by place", "gathering by place"])
def test_a_worker_killed_in_any_stage_changes_nothing(
    mortal: Any, events: Path, one: Path, tmp_path: Path, stage: str
) -> None:
    large = on(mortal, tiles="always")
    engine.build([events], tmp_path / "calm", PARTS, large)
    killed: list[int] = []

    def kill(what: str, done: int, of: int) -> None:
        if what == stage and not killed:
            killed.append(next(iter(mortal.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.2)

    engine.build([events], tmp_path / "killed", PARTS, large, tick=kill)
    assert killed
    for folder in ("incidents", "links"):
        assert contents(tmp_path / "killed/dataset" / folder) == contents(
            tmp_path / "calm/dataset" / folder
        )


BUILD = """
import sys
from geomap import engine
from geomap.pipeline import BuildOptions
engine.build(
    [sys.argv[1]], sys.argv[2], BuildOptions(infer_links=True, title="T"),
    engine.EngineOptions(scheduler=sys.argv[3], tiles="always"),
)
"""


def entries(folder: Path) -> dict[str, str]:
    """For each output, a digest of its files' names and contents."""
    found = {}
    for path in sorted(one for one in folder.iterdir() if one.name != WORK):
        files = sorted(file for file in path.rglob("*") if file.is_file()) or [path]
        told = [(str(file.relative_to(folder)), file.read_bytes()) for file in files]
        found[path.name] = hashlib.sha256(repr(told).encode()).hexdigest()
    return found


def test_kills_of_a_large_build_leave_each_output_whole(cluster: Any, tmp_path: Path) -> None:
    calm, seconds = [], 0.0
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        for number in range(3):
            table(tmp_path / name / f"t{number}.csv", number, rows=20, seed=len(name))
        command = [sys.executable, "-c", BUILD, str(tmp_path / name)]
        where = [str(tmp_path / f"calm-{name}"), cluster.scheduler_address]
        started = time.perf_counter()
        subprocess.run([*command, *where], check=True, capture_output=True)
        seconds = time.perf_counter() - started
        calm.append(entries(tmp_path / f"calm-{name}"))
    chance, kills, out = random.Random(3), 0, tmp_path / "out"
    for turn in range(60 if TORTURE else 3):
        name = ("first", "second")[turn % 2]
        command = [sys.executable, "-c", BUILD, str(tmp_path / name), str(out)]
        building = subprocess.Popen([*command, cluster.scheduler_address], stderr=subprocess.PIPE)
        time.sleep(seconds * chance.uniform(0.2, 1.1))
        building.kill()
        building.communicate()
        kills += building.returncode == -signal.SIGKILL
        for output, digest in (entries(out) if out.exists() else {}).items():
            assert digest in (calm[0][output], calm[1][output]), output
    assert kills
    subprocess.run([*command, cluster.scheduler_address], check=True, capture_output=True)
    assert entries(out) == calm[turn % 2]
    assert not (out / WORK).exists()
    tally.add("kills of a large build", kills)


def test_ctrl_c_in_a_terminal_ends_workers_in_silence(
    events: Path, one: Path, tmp_path: Path
) -> None:
    """A terminal sends it to every process of the group, whatever each is doing."""
    command = [sys.executable, "-m", "geomap", "build", str(events), "--engine", "dask"]
    command += ["--infer-links", "--formats", "csv,report", "-o", str(tmp_path / "out")]
    building = subprocess.Popen(
        [*command, "--workers", "1"], stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    work = tmp_path / "out" / WORK / "located"
    while not work.exists():
        assert building.poll() is None
        time.sleep(0.02)
    os.killpg(building.pid, signal.SIGINT)
    told = building.communicate(timeout=60)[1]
    assert building.returncode == 1 and "Traceback" not in told and "Aborted!" in told
    assert [path.name for path in (tmp_path / "out").iterdir()] == [WORK]
    subprocess.run([*command, "--workers", "1"], check=True, capture_output=True)
    assert is_as_on_one_machine(tmp_path / "out", one)


# Many slices, buckets and files where constants are small


def test_small_slices_and_files_give_the_same(
    events: Path, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geomap.engine import borders, ids

    monkeypatch.setattr(borders, "ROWS_IN_SLICE", 5)
    monkeypatch.setattr(ids, "IDS_AT_ONCE", 10)
    monkeypatch.setattr(dataset, "ROWS_IN_FILE", 7)
    engine.build([events], tmp_path / "whole", TABLES, engine.EngineOptions(workers=1))
    assert is_as_on_one_machine(tmp_path / "whole", one)
    where = engine.EngineOptions(workers=1, tiles="always")
    engine.build([events], tmp_path / "parts", PARTS, where)
    files = contents(tmp_path / "parts" / "dataset" / "incidents")
    assert len(files) > 5
    rows = gpd.read_parquet(tmp_path / "parts" / "dataset" / "incidents")
    expected = gpd.read_file(one / "incidents.geojson")
    assert sorted(rows["id"]) == sorted(expected["id"])
