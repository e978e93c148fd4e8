import io
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from geomap.errors import InputError, UnreadableFile
from geomap.read import Input, Limits, inputs, read_incidents, sort_inputs

from .conftest import Write


def test_inputs_are_told_apart(write: Write, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name, content in {
        "b.csv": "id,place\na,b\n",
        "a.TXT": "text",
        "c.html": "<p>",
        "notes.docx": "x",
        ".hidden.csv": "x",
        "more/d.geojson": '{"type": "FeatureCollection", "features": []}',
        "e.csv": "doc_id,text\n1,x\n",
        "f.jsonl": '{"id": 1, "text": "x", "title": "t"}\n',
        "g.json": '[{"text": "x"}]',
        "h.json": '{"incidents": []}',
        "i.csv": "id,text,place\n1,x,y\n",
    }.items():
        write(name, content)
    found = sort_inputs(tmp_path)
    assert [Path(one.name).name for one in found.articles] == [
        "a.TXT", "c.html", "e.csv", "f.jsonl", "g.json"
    ]  # fmt: skip
    assert [Path(one.name).name for one in found.tables] == [
        "b.csv", "h.json", "i.csv", "d.geojson"
    ]  # fmt: skip
    assert [Path(name).name for name in found.skipped] == ["notes.docx"]


def test_workbook_of_articles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["doc_id", "text"])
    book.save(tmp_path / "x.xlsx")
    assert len(sort_inputs([tmp_path / "x.xlsx"]).articles) == 1


def test_damaged_files_are_left_to_their_reader(write: Write) -> None:
    for name in ("x.xlsx", "x.parquet", "x.json"):
        assert len(sort_inputs(write(name, b"\xff\xfe\x00[" * 9)).tables) == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing.csv", "no such file"),
        ("https://example.org/x.csv", "download it first"),
        ("CSV:/etc/passwd", "no such file"),
        ("/vsicurl/https://example.org/x.csv", "download it first"),
        ("a\0b.csv", "cannot be read"),
    ],
)
def test_only_real_local_files(path: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        sort_inputs([path])


def test_other_kinds_and_empty_folders(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article and no table"):
        sort_inputs(tmp_path)
    with pytest.raises(UnreadableFile, match="not a kind of file"):
        sort_inputs(write("x.docx", "x"))


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    with pytest.raises(UnreadableFile, match="regular file"):
        read_incidents(tmp_path / "x.csv")
    with pytest.raises(UnreadableFile, match="regular file"):
        Input(Path(os.devnull), "null", "csv").read(Limits())


def test_file_size_is_limited(write: Write) -> None:
    with pytest.raises(UnreadableFile, match="--max-bytes 15"):
        read_incidents(write("x.csv", "id,place\na,b\n\n\n"), limits=Limits(max_bytes=10))


class _Stream:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stream(b"id,place\na,Mosul\n"))
    assert read_incidents("-", input_format="csv").incidents["place"].tolist() == ["Mosul"]
    monkeypatch.setattr(sys, "stdin", _Stream(b"id,place\na,Mosul\n"))
    found = sort_inputs(["-"], input_format=".CSV")
    assert len(read_incidents(found.tables)) == 1


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless:
        """Gives as many bytes as are asked for, and never all of them."""

        def read(self, size: int = -1) -> bytes:
            assert size >= 0, "reads to an end that does not come"
            return b"x" * size

    stream = _Stream(b"")
    stream.buffer = Endless()  # type: ignore[assignment]
    monkeypatch.setattr(sys, "stdin", stream)
    monkeypatch.setattr(inputs, "DEFAULT_LIMITS", Limits(max_bytes=1_000))
    with pytest.raises(UnreadableFile, match="standard input: more than 1,000 bytes"):
        sort_inputs(["-"], input_format="csv")


@pytest.mark.parametrize(("format_", "reason"), [(None, "--input-format"), ("exe", "not known")])
def test_standard_input_needs_a_format(format_: str | None, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        sort_inputs(["-"], input_format=format_)
