"""Payloads opened in a real QGIS: no text of the data is an expression there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.trust import corpus, tally
from tests.trust.canary import EVALUATED, SECRET_WORD, Canary
from tests.trust.conftest import TORTURE, Hostile, run_geomap

pytestmark = pytest.mark.qgis
QGIS_PYTHON = Path("/usr/bin/python3")


def opened(folder: Path) -> dict[str, Any]:
    """What QGIS makes of the outputs in a folder; skipped where there is no QGIS."""
    there = [str(QGIS_PYTHON), "-c", "import qgis.core"]
    if not QGIS_PYTHON.exists() or subprocess.run(there, capture_output=True).returncode:
        if os.environ.get("GEOMAP_REQUIRE_ALL") == "1":
            pytest.fail("no QGIS: install python3-qgis")
        pytest.skip("no QGIS: install python3-qgis")
    done = subprocess.run(
        [str(QGIS_PYTHON), str(Path(__file__).with_name("qgis_probe.py")), str(folder)],
        env={**os.environ, "GEOMAP_SECRET": SECRET_WORD},
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def check(told: dict[str, Any], canary: Canary, incidents: int) -> None:
    canary.check()
    assert told["read"] and told["invalid"] == [] and told["macros"] == ""
    assert told["features"] == incidents
    for text in [*told["texts"], *told["printed"], *told["groups"], told["title"]]:
        assert EVALUATED not in text, text[:200]
        assert SECRET_WORD not in text, text[:200]
    tally.add("texts shown by QGIS", len(told["texts"]) + len(told["printed"]))


def test_no_text_is_evaluated(canary: Canary, tmp_path: Path) -> None:
    expressions = [text for text in corpus.payloads() if "gm" in text or "@" in text or "[" in text]
    texts = [canary.filled(text) for text in (expressions if TORTURE else expressions[::3])]
    (tmp_path / "in").mkdir()
    for reader in ("csv", "json"):
        rows = [corpus.native_row("csv", number, text) for number, text in enumerate(texts)]
        corpus._TABLES[reader](tmp_path / "in", rows)
    title = "[% 'gm' || 'fired' %] [% env('GEOMAP_SECRET') %]"
    done = run_geomap("build", "in", "-o", "out", "--title", title,
                      "--formats", "qgz,geojson,kmz,flatgeobuf,report", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    check(opened(tmp_path / "out"), canary, told["counts"]["incidents"])


@pytest.mark.skipif(not TORTURE, reason="minutes: runs under make torture")
def test_no_payload_is_evaluated(hostile: Hostile) -> None:
    told = json.loads((hostile.folder / "report.json").read_text("utf-8"))
    check(opened(hostile.folder), hostile.canary, told["counts"]["incidents"])
