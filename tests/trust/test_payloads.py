"""Payloads in every field of every reader into every writer: nothing runs, nothing is lost."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

from geomap.gazetteer import build as index
from geomap.gazetteer.sources import curated
from geomap.gazetteer.sources.records import Reading
from geomap.write.html import write_html
from tests.builders import incidents
from tests.trust import anatomy, corpus, tally
from tests.trust.canary import SECRET_WORD, Canary
from tests.trust.conftest import FILE_FORMATS, TORTURE, Hostile, run_geomap
from tests.write.test_contract import READERS

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the same inputs with words in place of payloads."""
    folder = tmp_path_factory.mktemp("harmless")
    corpus.write_inputs(folder / "in", [f"word {number}" for number in range(20)])
    done = run_geomap("build", "in", "-o", "out", "--infer-links", "--title", "words",
                      "--formats", ",".join(FILE_FORMATS), cwd=folder)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "out"


def test_there_are_enough_payloads() -> None:
    everything = corpus.payloads()
    assert len(everything) == len(set(everything)) >= 200


def test_nothing_runs_and_nobody_is_called(hostile: Hostile) -> None:
    hostile.canary.check()
    for name, data in anatomy.contents(hostile.folder):
        assert SECRET_WORD.encode() not in data, f"{name} holds what nobody asked it to read"
    tally.add("payload sinks", len(corpus.READERS) * len(corpus.FREE) * len(FILE_FORMATS))


def test_no_text_changes_how_an_output_is_built(hostile: Hostile, harmless: Path) -> None:
    ours, plain = anatomy.structure(hostile.folder), anatomy.structure(harmless)
    for name, parts in ours.items():
        assert parts - plain[name] == set(), name
    assert anatomy.balloons(hostile.folder) <= anatomy.balloons(harmless)


@pytest.mark.parametrize("name", READERS)
def test_every_incident_is_in_every_output(hostile: Hostile, name: str) -> None:
    expected = json.loads((hostile.folder / "report.json").read_text("utf-8"))
    assert expected["conserved"]["holds"]
    assert len(READERS[name](hostile.folder)) == expected["counts"]["incidents"]


def test_every_row_is_an_incident_or_listed(hostile: Hostile) -> None:
    told = json.loads((hostile.folder / "report.json").read_text("utf-8"))
    tables = [one for one in told["inputs"] if "rows" in one]
    assert len(tables) == len(corpus.READERS) - 3
    for one in tables:
        assert one["rows"] == len(hostile.texts) == one["incidents"] + one["rejected_rows"]


def test_payloads_arrive_as_they_were_written(hostile: Hostile) -> None:
    content = json.loads((hostile.folder / "incidents.geojson").read_text("utf-8"))
    rows = {feature["properties"]["id"]: feature["properties"] for feature in content["features"]}
    for number, text in enumerate(hostile.texts):
        shown = text.strip().replace("\0", "\ufffd")
        if shown:
            row = rows[f"json {number} {text}".replace("\0", "\ufffd").strip()]
            assert (row["title"], row["actor"], row["target"]) == (shown, shown, shown)


def test_no_cell_is_a_formula(hostile: Hostile) -> None:
    with (hostile.folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    risky = [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    assert risky == []
    book = openpyxl.load_workbook(hostile.folder / "incidents.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b", "d", "inlineStr"}
    linked = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {str(link.target).split(":")[0] for link in linked if link} <= {"http", "https"}


def test_names_of_files(canary: Canary, texts: list[str], tmp_path: Path) -> None:
    taken = corpus.write_file_names(tmp_path / "in", texts if TORTURE else texts[::2])
    done = run_geomap("build", "in", "-o", "out", "--formats", "html,qgz,report", cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    canary.check()
    told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert len(told["inputs"]) == taken
    assert told["counts"]["rejected"] == taken


def test_names_of_columns(canary: Canary, texts: list[str], tmp_path: Path) -> None:
    corpus.write_headers(tmp_path / "headers.csv", texts)
    done = run_geomap("build", "headers.csv", "-o", "out", "--formats", ",".join(FILE_FORMATS),
                      cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    canary.check()
    for name, read in READERS.items():
        assert len(read(tmp_path / "out")) == 2, name


def test_a_mapping_file(canary: Canary, texts: list[str], tmp_path: Path) -> None:
    mapped = [text for text in texts if text.strip() and "\0" not in text]
    corpus.write_mapping(tmp_path, mapped)
    done = run_geomap("build", "sheet.csv", "--mapping", "mapping.yaml", "-o", "out",
                      "--formats", ",".join(FILE_FORMATS), cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    canary.check()
    assert len(READERS["geojson"](tmp_path / "out")) == len(mapped)


def test_places_of_a_gazetteer(canary: Canary, texts: list[str], tmp_path: Path) -> None:
    corpus.write_places(tmp_path / "iq.yaml", [text for text in texts if text.strip()])
    records = curated.read_file(tmp_path / "iq.yaml")
    index.build(tmp_path / "iq.sqlite", [Reading(curated.SOURCE, records)], name="payloads")
    rows = [
        f'{number},2024-07-01,"{text} payload {number}",Iraq'.replace('""', '"')
        for number, text in enumerate(texts)
        if '"' not in text and "\0" not in text
    ]
    table = tmp_path / "places.csv"
    table.write_text("\n".join(["id,date,place,country", *rows]), encoding="utf-8", newline="\n")
    done = run_geomap("build", "places.csv", "--gazetteer", "iq.sqlite", "-o", "out",
                      "--formats", ",".join(FILE_FORMATS), cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    canary.check()
    assert (READERS["geojson"](tmp_path / "out")["place_name"].notna()).sum() > len(rows) / 2


def test_titles_of_the_map(canary: Canary, texts: list[str], tmp_path: Path) -> None:
    one = incidents({"date": "2024-07-01", "title": "x", "at": (33, 44)})
    write_html(one, tmp_path / "map.html", title="words")
    plain = set(anatomy.html_tags((tmp_path / "map.html").read_text("utf-8")))
    for text in texts if TORTURE else texts[::3]:
        write_html(one, tmp_path / "map.html", title=text)
        assert set(anatomy.html_tags((tmp_path / "map.html").read_text("utf-8"))) == plain
    canary.check()


def test_a_layer_in_another_map(canary: Canary, hostile: Hostile, tmp_path: Path) -> None:
    """folium renders the page of the user's own map; the layer's words must pass it unread."""
    import folium

    from geomap.gazetteer import Gazetteer
    from geomap.locate import locate
    from geomap.read import read_incidents
    from geomap.write.html import IncidentLayer

    located = locate(read_incidents(hostile.folder.parent / "in/native.jsonl"), Gazetteer.default())
    shown = folium.Map(tiles=None)
    IncidentLayer(located, title=hostile.texts[1]).add_to(shown)
    shown.save(str(tmp_path / "map.html"))
    canary.check()


def test_what_the_terminal_shows(canary: Canary, hostile: Hostile) -> None:
    """Control characters of an input do not reach the terminal that shows its faults."""
    named = hostile.folder.parent / "\x1b[31mred\x1b]0;title\x07.csv"
    named.write_text("a,b\n1,2\n")
    for arguments in (["build", named], ["validate", named], ["resolve", "\x1b[31mMosul\x1b[0m"]):
        done = run_geomap(*arguments)
        assert "\x1b" not in done.stdout + done.stderr, arguments
        assert "\x07" not in done.stdout + done.stderr, arguments
