"""No request by default: the whole suite runs without sockets, and a build without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "july-2024.csv"
#: A user namespace with a network that has no device but a loopback that is down.
ALONE = ["unshare", "--user", "--map-root-user", "--net", "--"]


def test_the_sample_map_is_built_without_a_network(tmp_path: Path) -> None:
    """The step of ``make map`` that builds."""
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here")
    build = [sys.executable, "-m", "geomap", "build", str(SAMPLE), "-o", str(tmp_path / "out")]
    done = subprocess.run([*ALONE, *build], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "map.html").stat().st_size > 100_000


@pytest.mark.parametrize("private", ["/home/", "/root", "/tmp/"])
def test_outputs_do_not_tell_where_they_were_built(tmp_path: Path, private: str) -> None:
    from geomap import pipeline

    source = tmp_path / "events.csv"
    source.write_text("id,date,place,country\na,2024-07-01,Mosul,Iraq\nb,never,Hit,Iraq\n")
    pipeline.build([source], tmp_path / "out")
    for path in sorted((tmp_path / "out").iterdir()):
        assert private.encode() not in path.read_bytes(), path.name
