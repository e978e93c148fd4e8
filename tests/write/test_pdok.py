"""PDOK's GeoPackage validator, on the system's GDAL, which is older than the one that wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geomap.model import Incidents
from geomap.write import geopackage, shapes

PYTHON = "/usr/bin/python3"


def validated(path: Path) -> dict[str, Any]:
    """What the validator says; skipped where it or the bindings of GDAL are not installed."""
    packages = {"PYTHONPATH": sysconfig.get_path("purelib"), "PATH": "/usr/bin:/bin"}
    probe = [PYTHON, "-c", "import osgeo.gdal, geopackage_validator.validate"]
    there = (
        Path(PYTHON).exists()
        and not subprocess.run(probe, env=packages, capture_output=True).returncode
    )
    if not there and os.environ.get("GEOMAP_REQUIRE_ALL") != "1":
        pytest.skip("PDOK's validator is not installed: see .ci/run")
    script = Path(__file__).with_name("pdok_findings.py")
    done = subprocess.run(
        [PYTHON, str(script), str(path)],
        env=packages, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_placed_incidents_with_plain_columns_leave_nothing_to_find(
    incidents: Incidents, tmp_path: Path
) -> None:
    placed = shapes.is_placed(incidents)
    kept = set(incidents.incidents["id"][placed])
    ends = incidents.links[["from_id", "to_id"]].isin(kept).all(axis=1)
    plain = incidents.with_(
        incidents=incidents.incidents[placed].reset_index(drop=True),
        links=incidents.links[ends].reset_index(drop=True),
        extra=pd.DataFrame(index=range(len(kept))),
    )
    path = tmp_path / "incidents.gpkg"
    geopackage.write_geopackage(plain, path, title="Plain")
    told = validated(path)
    assert told["found"] == [] and told["success"]
    assert len(told["rules"]) >= 21


def test_it_finds_what_is_in_the_data_alone(written: Path) -> None:
    """Columns are called as the input called them, and what was not placed has no geometry."""
    found = {
        rule["validation_code"]: rule for rule in validated(written / "incidents.gpkg")["found"]
    }
    assert set(found) == {"RQ6", "RQ24"}
    named = " ".join(found["RQ6"]["locations"])
    assert all(f"column: {name}" in named for name in ("original_ID", "deaths best", "=extra"))
    assert len(found["RQ6"]["locations"]) == 3
    unplaced = " ".join(found["RQ24"]["locations"])
    assert "table: incidents, column geom, 2 times" in unplaced
    assert "table: links, column geom, 1 time" in unplaced
