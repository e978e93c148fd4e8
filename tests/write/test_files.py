"""Files are there whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest

from geomap.errors import GazetteerError, IndexMissing, OutputError
from geomap.write import FORMATS, write
from geomap.write.files import atomic_path, staged
from tests.builders import incidents

#: Kills and full disks per run; GEOMAP_TORTURE=1 asks for the many that a release gets.
KILLS = 500 if os.environ.get("GEOMAP_TORTURE") else 8

SLOW_WRITER = """
import sys, time
from pathlib import Path
from geomap.write import FORMATS
from geomap.write.files import staged
print("ready", flush=True)
while True:
    with staged(Path(sys.argv[1])) as folder:
        for name in ("one", "two"):
            with (folder / name).open("wb") as file:
                for _ in range(20):
                    file.write(b"new" * 5000)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_moves_what_was_written(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out.txt"
    with atomic_path(target) as path:
        path.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole"
    assert names(target.parent) == ["out.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_path(target) as path:
        path.write_text("half")
        _ = 1 / 0
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_several_files_are_moved_together_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OutputError), staged(tmp_path) as folder:
        (folder / "first").write_text("made")
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == []


def test_foreign_failures_say_what_to_do_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, staged(tmp_path):
        raise OSError(28, "No space left\non device")
    assert "\n" not in str(caught.value)
    assert "No space left on device" in str(caught.value)
    assert "free space or choose another folder" in str(caught.value)


def test_our_own_errors_pass_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError), staged(tmp_path):
        raise IndexMissing("no index: run geomap gazetteer")


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="file"), staged(tmp_path / "file"):
        pass


def test_what_a_dead_process_left_is_swept_and_what_a_live_one_makes_is_not(
    tmp_path: Path,
) -> None:
    (tmp_path / ".geomap-dead").mkdir()
    (tmp_path / ".geomap-dead" / "half").write_text("x")
    with staged(tmp_path) as mine:
        (mine / "a").write_text("a")
        with staged(tmp_path) as other:
            (other / "b").write_text("b")
        assert mine.exists()
        assert not (tmp_path / ".geomap-dead").exists()
    assert names(tmp_path) == ["a", "b"]


def test_kills_leave_whole_files_and_the_next_build_sweeps(tmp_path: Path) -> None:
    whole = {b"old", b"new" * 100_000}
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"old")
    arguments = [sys.executable, "-c", SLOW_WRITER, str(tmp_path)]
    for attempt in range(KILLS):
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.003 * (attempt % 7))
            os.kill(process.pid, signal.SIGKILL)
        assert {(tmp_path / name).read_bytes() for name in ("one", "two")} <= whole
    with staged(tmp_path):
        pass
    assert names(tmp_path) == ["one", "two"]


def test_a_disk_that_fills_leaves_the_old_files(tmp_path: Path) -> None:
    points = 12 if os.environ.get("GEOMAP_TORTURE") else 2
    done = subprocess.run(
        [sys.executable, "-m", "tests.write.full_disk", str(tmp_path), str(points)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({name for name, *_ in lines}) == len(FORMATS) - 1
    for name, point, outcome, unchanged in lines:
        assert unchanged, (name, point, outcome)
        assert outcome != "written", (name, point)
        assert "\n" not in outcome


def test_a_disk_that_fills_unsaid_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GDAL closes a cut FlatGeobuf without a word; what is in it is counted."""
    whole = pyogrio.write_dataframe

    def cut(frame: gpd.GeoDataFrame, *given: Any, **more: Any) -> None:
        whole(frame.head(1), *given, **more)

    monkeypatch.setattr(pyogrio, "write_dataframe", cut)
    two = incidents({"id": "a", "date": "2024-07-01"}, {"id": "b", "date": "2024-07-02"})
    with pytest.raises(OutputError, match="1 of 2 incidents written"):
        write(two, tmp_path, ["flatgeobuf"])
    assert list(tmp_path.iterdir()) == []
