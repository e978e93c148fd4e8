"""What geomap is made of is locked, justified, listed, and all of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import audit
import pytest
import sbom

from tests.trust.conftest import TORTURE

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def runtime() -> set[str]:
    return {re.split(r"[<>=!~; \[]", line)[0] for line in PROJECT["dependencies"]}


def named() -> set[str]:
    """Every package that ``pyproject.toml`` asks for: to run, for an extra, to build and test."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lists = [
        content["project"]["dependencies"],
        content["build-system"]["requires"],
        *content["project"]["optional-dependencies"].values(),
        *content["dependency-groups"].values(),
    ]
    return {re.split(r"[<>=!~; \[]", line)[0] for lines in lists for line in lines}


def test_every_dependency_says_why_it_is_there() -> None:
    """And nothing is justified that is not there any more."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Dependencies")[2]
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    listed = {name.strip() for row in rows for name in row.split("|")[1].split(",")}
    assert listed - {"package", "---"} == named()


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


#: What a wheel has, besides Python.
SUFFIXES = {".py", ".typed", ".sqlite", ".gpkg", ".parquet", ".json", ".yaml", ".js", ".css",
            ".txt", ".md", ".csv", ".tsv"}  # fmt: skip
NEEDED = {"geomap/data/gazetteer.sqlite", "geomap/viewer/dist/page.js", "geomap/py.typed"}
FOREIGN = ("tests/", "benchmarks/", "fuzz/", "node_modules/", "viewer/src", "viewer/test",
           "__pycache__")  # fmt: skip


def check_contents(names: set[str]) -> None:
    """Nothing, when these are the files that the package needs, and no other."""
    assert names >= NEEDED
    assert {Path(name).suffix for name in names if name.startswith("geomap/")} <= SUFFIXES
    assert [name for name in names if any(part in name for part in FOREIGN)] == []


def test_the_wheel_would_carry_what_it_needs_and_nothing_else() -> None:
    """What hatchling would take, without packing it: that is ninety megabytes."""
    from hatchling.builders.wheel import WheelBuilder

    files = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    check_contents(files)
    assert all(name.startswith("geomap/") for name in files)


@pytest.mark.skipif(not TORTURE, reason="packs a wheel of ninety megabytes")
def test_the_wheel_carries_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
               "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        check_contents(set(archive.namelist()))


@pytest.mark.parametrize(
    ("status", "output", "told", "code"),
    [
        (0, "", "no known vulnerability", 0),
        (1, "Found 1 known vulnerability in 1 package", "VULNERABLE", 1),
        (1, "ConnectionError: Failed to resolve 'pypi.org'", "NOT CHECKED", 3),
        (1, "npm error audit endpoint returned an error ENOTFOUND", "NOT CHECKED", 3),
        (1, "something else broke", "NOT CHECKED", 3),
        (0, "zipp not found on PyPI and could not be audited: zipp (4.1)", "NOT CHECKED", 3),
    ],
)
def test_an_audit_that_could_not_be_made_is_not_passed(
    status: int, output: str, told: str, code: int
) -> None:
    assert audit.verdict("pip-audit", status, output)[0] == code
    assert told in audit.verdict("pip-audit", status, output)[1]
