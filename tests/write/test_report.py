"""The report, the table and the registry of formats."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geomap.errors import InputError
from geomap.model import LOCATION_COLUMNS, NATIVE_COLUMNS, Incidents
from geomap.write import FORMATS, report_facts, write


@pytest.fixture(scope="module")
def report(written: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((written / "report.json").read_text("utf-8"))
    return content


def test_counts_agree_with_each_other(report: dict[str, Any]) -> None:
    counts = report["counts"]
    assert counts == {
        "incidents": 20, "located": 18, "unplaced": 2, "rejected": 1, "merged": 0,
    }  # fmt: skip
    for by in ("by_precision", "by_status", "by_kind"):
        assert sum(report[by].values()) == counts["incidents"]
    assert sum(layer["count"] for layer in report["layers"]) == counts["incidents"]
    assert report["links"] == {"stated": 2, "inferred": 2}
    assert report["conserved"]["holds"]


def test_what_was_not_placed_or_read_is_listed_with_its_reason(report: dict[str, Any]) -> None:
    assert report["unplaced"][0] == {
        "id": "a-5", "place": "a village", "reason": "no place of this name",
    }  # fmt: skip
    assert report["rejected"] == [
        {"file": "in.csv", "row": 7, "column": "lat", "value": "95", "reason": "not on Earth"}
    ]


def test_no_path_of_the_machine_is_told(report: dict[str, Any], written: Path) -> None:
    assert report["inputs"] == [{"file": "in.csv", "rows": 21}]
    assert "/home" not in (written / "report.json").read_text("utf-8")


def test_the_report_of_a_build_is_the_file(report: dict[str, Any], incidents: Incidents) -> None:
    told = incidents.with_(facts={**incidents.facts, "outputs": report["outputs"]})
    assert json.loads(json.dumps(report_facts(told))) == report


def test_the_table_has_native_columns_then_what_was_found(written: Path) -> None:
    with (written / "incidents.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    ours = [*NATIVE_COLUMNS, *LOCATION_COLUMNS]
    assert header[: len(ours)] == ours
    assert header[len(ours) :] == [
        "placed_lat", "placed_lon", "original_ID", "deaths best", "'=extra", "nested",
    ]  # fmt: skip
    assert len(rows) == 20


def test_no_cell_of_the_table_is_a_formula(written: Path) -> None:
    with (written / "incidents.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    number = re.compile(r"[+-]?\d+(\.\d*)?")
    started = [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
    assert all(number.fullmatch(cell) for cell in started)


def test_no_cell_of_the_workbook_is_a_formula(written: Path) -> None:
    book = openpyxl.load_workbook(written / "incidents.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert book.sheetnames == [
        "incidents", "claims", "sources", "links", "candidates", "rejected",
    ]  # fmt: skip


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'shp'.*geojson.*gpkg"):
        write(Incidents.empty(), tmp_path, ["shp"])
    assert list(tmp_path.iterdir()) == []


def test_the_project_brings_the_geopackage_it_needs(written: Path, tmp_path: Path) -> None:
    paths = write(Incidents.empty(), tmp_path, ["qgz"])
    assert [path.name for path in paths] == ["incidents.gpkg", "incidents.qgz"]
    assert all(path.exists() for path in paths)


def test_every_default_format_is_registered() -> None:
    from geomap.write import DEFAULT_FORMATS

    assert set(DEFAULT_FORMATS) <= set(FORMATS)
