import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from geomap.errors import UnreadableFile
from geomap.read.formats import workbook
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.table import Table


def book(rows: list[list[Any]], title: str = "Sheet1", **others: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, body in {title: rows, **others}.items():
        sheet = made.create_sheet(name)
        for row in body:
            sheet.append(row)
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Table:
    return workbook.read(data, "x.xlsx", "xlsx", limits)


def test_cells_become_the_text_of_a_csv_export() -> None:
    when = datetime.datetime(2024, 7, 5)
    table = read(
        book([["id", "date", "at", "killed", "lat", "yes"],
              [1, when, when.replace(hour=9), 3.0, 33.5, True]])
    )  # fmt: skip
    assert table.cells.iloc[0].tolist() == [
        "1", "2024-07-05", "2024-07-05 09:00:00", "3", "33.5", "true"
    ]  # fmt: skip


def test_row_numbers_are_those_of_the_sheet() -> None:
    table = read(book([[], ["id", "place"], [], ["a", "X"], [None, None], ["b", "Y"]]))
    assert table.rows.tolist() == [4, 6]


def test_formula_is_text_and_said() -> None:
    table = read(book([["id", "killed"], ["a", "=1+1"]]))
    assert table.cells["killed"].tolist() == ["=1+1"]
    assert "formulas in sheet 'Sheet1', the first in B2" in table.notes[0]


def test_sheet_of_incidents_comes_first() -> None:
    table = read(book([["note"], ["x"]], "About", Incidents=[["id", "place"], ["a", "X"]]))
    assert list(table.cells.columns) == ["id", "place"]


def test_tag_row_and_cells_beyond_the_header() -> None:
    table = read(book([["id", "place"], ["#x+id", None], ["a", "X", "lost"], ["b", "Y"]]))
    assert table.style.tags == ("#x+id", "")
    assert table.rows.tolist() == [4]
    assert table.rejected_rows == 1
    assert (table.problems[0].row, table.problems[0].value) == (3, "lost")


def test_empty_workbook() -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        read(book([]))


def archive(content: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in content.items():
            packed.writestr(name, data)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 not really", "not a workbook"),
        (archive({"hello.txt": b"x"}), "not a readable workbook"),
        (archive({"xl/bomb.xml": b" " * 50_000_000}), "--max-ratio"),
        (
            archive(
                {"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}
            ),
            "entities",
        ),
        (archive({"../../escape.xlsx": b"x"}), "not a readable workbook"),
    ],
)
def test_what_is_no_workbook(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(data)


def test_limits_name_their_flag() -> None:
    data = book([["id"], ["a"], ["b"], ["c"]])
    with pytest.raises(UnreadableFile, match="--max-rows"):
        read(data, Limits(max_rows=2))
    with pytest.raises(UnreadableFile, match="--max-unpacked"):
        read(data, Limits(max_unpacked=100))
