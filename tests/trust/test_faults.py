"""Kills and full disks leave the old file or the new one, whole, and nothing beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.trust import faults, tally
from tests.trust.conftest import TORTURE, run_geomap

OUT_OF_HERE = ["unshare", "--mount", "--"]


def run(what: str, folder: Path, times: int, *before: str) -> list[dict[str, Any]]:
    """The lines that ``faults`` prints."""
    program = [*before, sys.executable, "-m", "tests.trust.faults", what, str(folder), str(times)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("what", "counted", "times"),
    [
        ("kill", "kills of a build", 500 if TORTURE else 20),
        ("add", "kills of gazetteer add", 100 if TORTURE else 3),
    ],
)
def test_kills_leave_whole_files_and_the_next_run_sweeps(
    tmp_path: Path, what: str, counted: str, times: int
) -> None:
    *faulted, last = run(what, tmp_path, times)
    assert all(one["whole"] for one in faulted)
    kills = sum(one["killed"] for one in faulted)
    assert kills > len(faulted) / 4
    assert last["swept"], last
    tally.add(counted, kills)


def test_a_disk_that_fills_at_any_stage_leaves_the_old_files(tmp_path: Path) -> None:
    allowed = [*OUT_OF_HERE, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    if subprocess.run(allowed, capture_output=True, check=False).returncode:
        pytest.skip("no mounts here: the writers' own test fills disks by RLIMIT_FSIZE")
    lines = run("disk", tmp_path, 60 if TORTURE else 3, *OUT_OF_HERE)
    points = [one for one in lines if "room" in one]
    for one in points:
        assert one["status"] == 0 or (one["status"] == 2 and one["unchanged"]), one
    assert points[0]["status"] == 2 and points[-1]["status"] == 0
    assert all("\n" not in one["error"] for one in lines if "error" in one)
    tally.add("points where the disk fills", sum(one["status"] == 2 for one in points))


def test_two_builds_into_one_folder(tmp_path: Path) -> None:
    """Each file is one build's or the other's, whole, and no build fails for the other."""
    sources = [faults.table(tmp_path / f"{name}.csv", name) for name in ("first", "second")]
    whole = []
    for source in sources:
        faults.build(source, tmp_path / source.stem)
        whole.append(faults.hashes(tmp_path / source.stem))
    command = [sys.executable, "-m", "tests.trust.faults_pair", str(tmp_path)]
    rounds = 20 if TORTURE else 1
    for _ in range(rounds):
        both = [
            subprocess.Popen([*command, source.stem], stderr=subprocess.PIPE) for source in sources
        ]
        errors = [process.communicate()[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], errors
        for name, value in faults.hashes(tmp_path / "out").items():
            assert value in (whole[0][name], whole[1][name]), name
        assert not list((tmp_path / "out").glob(".*"))
    tally.add("builds at once into one folder", 2 * rounds)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    source = faults.table(tmp_path / "first.csv", "first")
    (tmp_path / "out").write_text("a file")
    done = run_geomap("build", source, "-o", tmp_path / "out")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert (tmp_path / "out").read_text() == "a file"
