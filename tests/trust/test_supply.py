"""What geomap is made of is locked, justified, listed, and all of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import sbom

from tests.trust.conftest import TORTURE

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def runtime() -> set[str]:
    return {re.split(r"[<>=!~; \[]", line)[0] for line in PROJECT["dependencies"]}


def test_every_dependency_says_why_it_is_there() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Dependencies")[2]
    listed = {
        name.strip()
        for line in told.splitlines()
        if line.startswith("| ")
        for name in line.split("|")[1].split(",")
    }
    assert runtime() - listed == set()


def test_every_dependency_is_locked_with_hashes() -> None:
    locked = {one.name: one for one in sbom.python_components()}
    assert {sbom._normal(name) for name in runtime()} <= locked.keys()
    assert [one.name for one in locked.values() if not one.hashes] == []


def test_no_runtime_dependency_binds_its_users() -> None:
    """No licence that would reach what stands beside it; choices between licences may name one."""
    for one in sbom.components():
        if one.scope == "required":
            assert one.licence != "not stated", one
            choices = one.licence.split(" OR ")
            assert any("GPL" not in choice for choice in choices), one


def test_the_bill_is_the_same_twice_and_names_what_the_page_carries(tmp_path: Path) -> None:
    sbom.main(tmp_path / "one")
    sbom.main(tmp_path / "two")
    for name in ("sbom.cdx.json", "licences.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    bill = json.loads((tmp_path / "one" / "sbom.cdx.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    required = {one["name"] for one in bill["components"] if one["scope"] == "required"}
    assert {"leaflet", "folium", "pandas"} <= required


@pytest.mark.skipif(not TORTURE, reason="builds a wheel of hundreds of megabytes")
def test_the_wheel_carries_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
               "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "geomap/data/gazetteer.sqlite",
        "geomap/viewer/dist/page.js",
        "geomap/py.typed",
    } <= names
    suffixes = {Path(name).suffix for name in names if name.startswith("geomap/")}
    assert suffixes <= {".py", ".typed", ".sqlite", ".parquet", ".json", ".yaml", ".js", ".css",
                        ".txt", ".md", ".csv", ".tsv"}  # fmt: skip
    foreign = ("tests/", "benchmarks/", "fuzz/", "node_modules/", "viewer/src", "__pycache__")
    assert [name for name in names if any(part in name for part in foreign)] == []
