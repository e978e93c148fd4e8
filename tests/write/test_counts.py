"""Every output is counted before it takes its place, and ``report.json`` says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.write import FORMATS, counts, write
from tests.builders import incidents

#: What a count could take for an incident of its own.
SNARES = ('\n{"type":"Feature",', '"\n"\n', "\n  {\n", "<styleUrl>#l1-", "<row r=", "</script>",
          '<script type="application/gzip" id="gm-ids">x</script>')  # fmt: skip
ROWS = [{"date": "2024-07-01", "title": text, "at": (33, 44)} for text in SNARES]
FILES = tuple(name for name in FORMATS if name != "postgis")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("counted")
    write(incidents(*ROWS), made, FILES, title=SNARES[-1])
    return made


def test_each_output_holds_every_incident_whatever_its_texts(folder: Path) -> None:
    told = json.loads((folder / "report.json").read_text("utf-8"))
    assert set(told["outputs"].values()) == {len(ROWS)}
    assert told["conserved"]["holds"]
    uncounted = {"areas.geojson", "links.geojson", "links.parquet", "incidents.qgz", "report.json"}
    assert set(told["outputs"]) == {path.name for path in folder.iterdir()} - uncounted


@pytest.mark.parametrize("name", list(counts._COUNTS))
def test_an_output_that_lacks_incidents_does_not_pass(folder: Path, name: str) -> None:
    assert counts.checked(folder, len(ROWS))[name] == len(ROWS)
    (alone := folder / f"only {name}").mkdir()
    (alone / name).write_bytes((folder / name).read_bytes())
    with pytest.raises(OutputError, match=f"^{name}: 7 of 8 incidents"):
        counts.checked(alone, len(ROWS) + 1)


def test_nothing_is_replaced_where_a_count_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(incidents(*ROWS[:2]), tmp_path, ("csv", "report"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setitem(counts._COUNTS, "incidents.csv", lambda path: 1)
    with pytest.raises(OutputError, match=r"incidents\.csv: 1 of 7"):
        write(incidents(*ROWS), tmp_path, ("csv", "report"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("number", [0, 1])
def test_few_incidents_are_counted_too(tmp_path: Path, number: int) -> None:
    write(incidents(*ROWS[:number]), tmp_path, FILES)
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert set(told["outputs"].values()) == {number}
