"""What every test of a writer starts from."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.model import Incidents
from geomap.write import FORMATS, write
from tests.write import samples

#: Everything but the page, which has tests of its own.
DATA_FORMATS = [name for name in FORMATS if name != "html"]


@pytest.fixture(scope="session")
def incidents() -> Incidents:
    return samples.mixed()


@pytest.fixture(scope="session")
def written(incidents: Incidents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every output of the mixed set."""
    folder = tmp_path_factory.mktemp("written")
    write(incidents, folder, DATA_FORMATS, title=samples.TITLE)
    return folder


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _as_server(command: list[str | Path]) -> None:
    """Run as the user ``postgres`` where we are root: the server refuses to be root."""
    own = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        cwd="/",
        user=own.pw_uid if own else None,
        group=own.pw_gid if own else None,
        extra_groups=[] if own else None,
    )


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL with PostGIS of our own: in a folder, reached by a socket, gone after."""
    binaries = _binaries()
    control = list(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
    if not (binaries and control) and not os.environ.get("GEOMAP_REQUIRE_ALL"):
        pytest.skip("PostgreSQL with PostGIS is not installed: apt-get install postgis")
    assert binaries
    home = Path(tempfile.mkdtemp(prefix="geomap-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    data = home / "data"
    try:
        _as_server([binaries / "initdb", "-D", data, "-U", "geomap", "-A", "trust", "-E", "UTF8"])
        options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
        start: list[str | Path] = [
            binaries / "pg_ctl",
            "-D",
            data,
            "-w",
            "-o",
            options,
            "-l",
            home / "log",
            "start",
        ]
        _as_server(start)
        try:
            yield f"host={home} user=geomap dbname=postgres"
        finally:
            _as_server([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(home)
