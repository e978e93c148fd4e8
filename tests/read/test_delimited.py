import csv
import io
import string
from typing import Literal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UnreadableFile
from geomap.read.formats import delimited
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.table import Style, Table


def read(data: str | bytes, format_: str = "csv", limits: Limits = DEFAULT_LIMITS) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return delimited.read(raw, "x.csv", format_, limits)


def records(table: Table) -> list[list[str | None]]:
    plain = table.cells.astype(object).where(table.cells.notna(), None)
    return plain.to_numpy().tolist()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(mark: str, end: str) -> None:
    table = read(end.join(mark.join(row) for row in ("abc", "123", "456")))
    assert records(table) == [["1", "2", "3"], ["4", "5", "6"]]
    assert table.rows.tolist() == [2, 3]
    assert table.style.line_end == end
    assert table.style.delimiter == mark


def test_rows_count_records_not_lines() -> None:
    table = read('a,b\n"1\n1",2\n\n3,4\r\n"x""y",\n')
    assert records(table) == [["1\n1", "2"], [None, None], ["3", "4"], ['x"y', None]]
    assert table.rows.tolist() == [2, 3, 4, 5]


def test_ragged_rows_are_mended_or_listed() -> None:
    table = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n9,9,9\n")
    assert records(table) == [["1", "2", None], ["1", "2", "3"], ["9", "9", "9"]]
    assert table.rows.tolist() == [2, 4, 5]
    assert table.rejected_rows == 1
    narrow, wide = table.problems
    assert (narrow.row, narrow.value) == (2, "2")
    assert "taken as empty" in narrow.reason
    assert (wide.row, wide.value) == (3, "1,2,3,4")
    assert wide.reason.startswith("row left out: 4 cells where the header names 3")


@pytest.mark.parametrize("data", ['a,b\n1,"2\n3,4\n', 'a,b\n1,2\n3,"4'])
def test_quote_that_is_never_closed_is_named(data: str) -> None:
    table = read(data)
    named = [problem.reason for problem in table.problems]
    assert records(table)[0][0] == "1"
    assert bool(named) == (data.count("\n") > 2)
    assert all("never closed" in reason for reason in named)


def test_tag_row_is_taken_off() -> None:
    table = read("id,date,place\n,#date+start,#loc +name\n1,2024-07-05,X\n")
    assert table.rows.tolist() == [3]
    assert table.style.tags == ("", "#date+start", "#loc +name")


def test_a_row_of_hashes_that_are_no_tags_stays() -> None:
    assert len(read("id,place\n#1,X\n")) == 1
    assert len(read("id,place\n#1 in town,#\n")) == 1


def test_empty_columns_are_written_to_one_by_one() -> None:
    cells = read("a,b,c\n1,,\n2,,\n").cells
    cells.loc[0, "b"] = "x"
    cells.iloc[1, 2] = "y"
    assert cells["b"].tolist()[0] == "x" and pd.isna(cells["b"].iloc[1])
    assert pd.isna(cells["c"].iloc[0]) and cells["c"].iloc[1] == "y"


def test_doubled_and_unnamed_columns_get_names() -> None:
    table = read("a,a,,a\n1,2,3,4\n")
    assert list(table.cells.columns) == ["a", "a_2", "column_3", "a_3"]


@pytest.mark.parametrize("data", ["", "\n", ",,\n"])
def test_nothing_in_it(data: str) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        read(data)


def test_limits_name_their_flag() -> None:
    with pytest.raises(UnreadableFile, match="--max-rows 3"):
        read("a\n1\n2\n3\n", limits=Limits(max_rows=2))
    with pytest.raises(UnreadableFile, match="--max-columns 3"):
        read("a,b,c\n1,2,3\n", limits=Limits(max_columns=2))
    with pytest.raises(UnreadableFile, match="header"):
        read('"' + "a" * 2_000_000 + "\n1\n")


QUOTE_MINIMAL: Literal[0] = 0
QUOTE_ALL: Literal[1] = 1
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
CELL = st.one_of(TEXT, st.text('",;\n\r\t ab', max_size=6))


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(
        # with "\n" the csv module leaves a bare carriage return unquoted
        [("\n", QUOTE_ALL), ("\r\n", QUOTE_ALL), ("\r\n", QUOTE_MINIMAL)]
    ),
)
def test_cells_are_those_of_the_csv_module(
    body: list[tuple[str, str, str]], delimiter: str, form: tuple[str, Literal[0, 1]]
) -> None:
    end, quoting = form
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(["first", "second", "third"])
    writer.writerows(body)
    table = read(sink.getvalue())
    expected = [[cell or None for cell in row] for row in body]
    if expected and table.style.tags:
        expected = expected[1:]
    assert records(table) == expected


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5),
    st.sampled_from(string.ascii_lowercase),
)
def test_what_is_written_reads_back(body: list[list[str]], name: str) -> None:
    cells = pd.DataFrame(body, columns=[name, "other"], dtype="str")
    table = read(delimited.write(cells, Style()))
    if not table.style.tags:
        assert records(table) == [[cell or None for cell in row] for row in body]
