"""What a build is pointed at: names no text can hold, links that lead away, its own outputs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from geomap import model, pipeline
from geomap.errors import GeomapError, InputError
from geomap.pipeline import BuildOptions
from tests.trust.canary import SECRET_WORD
from tests.trust.conftest import FILE_FORMATS, run_geomap
from tests.write.test_contract import READERS

ROW = "id,date,place,country,lat,lon\na,2024-07-01,Mosul,Iraq,36.3,43.1\n"
REPORT = BuildOptions(formats=("report", "csv"))


def refused(inputs: list[Path], folder: Path, options: BuildOptions = REPORT) -> str:
    with pytest.raises(GeomapError) as caught:
        pipeline.build(inputs, folder, options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["csv", "txt", "gpkg"])
def test_a_file_name_that_is_no_text(tmp_path: Path, kind: str) -> None:
    """Names of files are bytes; some are not UTF-8."""
    text = "Four rockets hit the Ain al-Asad base in Anbar, Iraq, on July 25, 2024."
    content = {"csv": ROW, "txt": text, "gpkg": "x"}[kind]
    path = tmp_path / os.fsdecode(b"\xff\xfe." + kind.encode())
    path.write_text(content)
    done = run_geomap(
        "build", tmp_path, "-o", tmp_path / "out", "--formats", ",".join(FILE_FORMATS)
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if kind == "gpkg" else 0), done.stderr
    if kind == "csv":
        told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
        assert told["inputs"][0]["file"].endswith("\ufffd\ufffd.csv")


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(ROW.replace("a,", f"{SECRET_WORD},"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.csv").symlink_to(tmp_path / "secret.csv")
    told = refused([folder], tmp_path / "out")
    assert "x.csv: a link that leads out of the folder" in told


def test_a_link_within_a_folder_and_one_that_is_named_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.csv").write_text(ROW)
    (folder / "deep" / "b.csv").symlink_to(folder / "a.csv")
    (tmp_path / "named.csv").symlink_to(folder / "a.csv")
    (tmp_path / "linked").symlink_to(folder)
    for given in (folder, tmp_path / "named.csv", tmp_path / "linked"):
        assert pipeline.build([given], tmp_path / "out", REPORT).total >= 1


def test_a_build_does_not_read_what_it_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(ROW)
    first = pipeline.build([folder], folder / "outputs", REPORT)
    second = pipeline.build([folder], folder / "outputs", REPORT)
    assert first.facts == second.facts and second.total == 1


@pytest.mark.parametrize("given", ["incidents.csv", "."])
def test_a_build_does_not_write_over_what_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    (tmp_path / "incidents.csv").write_text(ROW)
    monkeypatch.chdir(tmp_path)
    told = refused([Path(given)], Path())
    assert "incidents.csv" in told and "-o" in told
    assert (tmp_path / "incidents.csv").read_text() == ROW


@pytest.mark.parametrize(
    "command",
    [
        ("convert", "a.csv", "a.csv", "--to", "acled"),
        ("convert", "a.csv", "link.csv", "--to", "acled"),
        ("extract", "story.txt", "-o", "story.txt"),
        ("places", "story.txt", "-o", "./story.txt"),
        ("extract", ".", "-o", "story.txt"),
    ],
)
def test_no_command_writes_over_what_it_reads(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.csv").write_text(ROW)
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "story.txt").write_text("Four rockets hit the Ain al-Asad base on July 25, 2024.")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = run_geomap(*command, cwd=tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "would be written over" in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_empty_path_is_not_the_folder_one_stands_in(tmp_path: Path) -> None:
    assert "an empty path" in refused([""], tmp_path / "out")  # type: ignore[list-item]


def test_outputs_beside_an_input_of_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROW)
    assert pipeline.build([tmp_path / "a.csv"], tmp_path, REPORT).total == 1
    assert (tmp_path / "a.csv").read_text() == ROW


def test_a_linked_folder_of_outputs_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROW)
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    pipeline.build([tmp_path / "a.csv"], tmp_path / "out", REPORT)
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == [
        "incidents.csv", "report.json"
    ]  # fmt: skip


def test_an_output_that_is_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROW)
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.json").symlink_to(tmp_path / "victim")
    pipeline.build([tmp_path / "a.csv"], tmp_path / "out", REPORT)
    assert (tmp_path / "victim").read_text() == "mine"
    assert not (tmp_path / "out" / "report.json").is_symlink()


@pytest.mark.parametrize(
    "pattern", ["%d%d%m", "%d%m%Q", "%d.%m.%", "%d%m%s", "%d%m" + "%f" * 50, "%d %m\0"]
)
def test_a_format_of_dates_that_cannot_be_read_is_named(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "s.csv").write_text("T,O\n01.07.2024,Mosul\n")
    rules = {"columns": {"date": "T", "place": "O"}, "date_format": pattern}
    (tmp_path / "m.yaml").write_text(json.dumps(rules))
    options = BuildOptions(formats=("report",), mapping=tmp_path / "m.yaml")
    assert "m.yaml: date_format" in refused([tmp_path / "s.csv"], tmp_path / "out", options)


EXTREME = (
    "9" * 400, "-" + "9" * 400, "1e308", "1e-320", "9223372036854775808", "-9223372036854775809",
    "NaN", "inf", "0x10", "1_000", "\u0661\u0662", "9999-12-31", "0001-01-01", "0000-00-00",
    "2024-02-30", "-2024-07-01", "\ufeff", "\u202e", "\U0010ffff", "\ud800", " ", ";" * 500,
    "a;" * 500, "'" * 500, "true", "[]", "{}", "null",
)  # fmt: skip


def test_no_value_of_any_column_breaks_a_writer(tmp_path: Path) -> None:
    """Every extreme in every column of the native table, each in a row of its own."""
    base = {"date": "2024-07-01", "place": "Mosul", "country": "Iraq"}
    columns = (*model.NATIVE_COLUMNS, "radius_m", "score", "precision", "own")
    rows = [
        {"id": f"{column} {at}", **base, column: value}
        for column in columns
        for at, value in enumerate(EXTREME)
    ]
    (tmp_path / "x.json").write_text(json.dumps(rows))
    options = BuildOptions(formats=FILE_FORMATS, infer_links=True)
    report = pipeline.build([tmp_path / "x.json"], tmp_path / "out", options)
    assert report.facts["conserved"]["holds"]
    for name, read in READERS.items():
        assert len(read(tmp_path / "out")) == report.total, name


@pytest.mark.parametrize("published", ["2024-13-45", "99999999999-01-01", "yesterday", ""])
def test_a_day_that_is_none_is_refused(tmp_path: Path, published: str) -> None:
    (tmp_path / "a.txt").write_text("Rockets hit Mosul, Iraq, on Friday, wounding three.")
    told = (
        refused([tmp_path / "a.txt"], tmp_path / "out", BuildOptions(published=published))
        if published
        else "YYYY-MM-DD"
    )
    assert "YYYY-MM-DD" in told


def test_inputs_are_needed(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pipeline.build([], tmp_path / "out", REPORT)
