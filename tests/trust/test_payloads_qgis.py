"""Payloads opened in a real QGIS: no text of the data is an expression there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.qgis.pythons import run
from tests.trust import corpus, tally
from tests.trust.canary import EVALUATED, SECRET_WORD, Canary
from tests.trust.conftest import TORTURE, Hostile, run_geomap

pytestmark = pytest.mark.qgis
PROBE = Path(__file__).with_name("qgis_probe.py")


def check(told: dict[str, Any], canary: Canary, incidents: int) -> None:
    canary.check()
    assert told["read"] and told["invalid"] == [] and told["macros"] == ""
    assert told["features"] == incidents
    for text in [*told["texts"], *told["printed"], *told["groups"], told["title"]]:
        assert EVALUATED not in text, text[:200]
        assert SECRET_WORD not in text, text[:200]
    for page in told["printed"]:
        assert "<script" not in page, "an exported page holds markup of the data"
    tally.add("texts shown by QGIS", len(told["texts"]) + len(told["printed"]))


def test_no_text_is_evaluated(qgis_python: str, canary: Canary, tmp_path: Path) -> None:
    expressions = [text for text in corpus.payloads() if "gm" in text or "@" in text or "[" in text]
    texts = [canary.filled(text) for text in (expressions if TORTURE else expressions[::3])]
    (tmp_path / "in").mkdir()
    for reader in ("csv", "json"):
        rows = [corpus.native_row("csv", number, text) for number, text in enumerate(texts)]
        corpus._TABLES[reader](tmp_path / "in", rows)
    title = "[% 'gm' || 'fired' %] [% env('GEOMAP_SECRET') %] </title><script>1</script> & <b>"
    done = run_geomap("build", "in", "-o", "out", "--title", title,
                      "--formats", "qgz,geojson,kmz,flatgeobuf,report", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    shown = run(qgis_python, PROBE, tmp_path / "out", 3, home=tmp_path)
    check(shown, canary, told["counts"]["incidents"])


@pytest.mark.skipif(not TORTURE, reason="minutes: runs under make torture")
def test_no_payload_is_evaluated(qgis_python: str, hostile: Hostile, tmp_path: Path) -> None:
    told = json.loads((hostile.folder / "report.json").read_text("utf-8"))
    shown = run(qgis_python, PROBE, hostile.folder, 1000, home=tmp_path, timeout=900)
    check(shown, hostile.canary, told["counts"]["incidents"])
