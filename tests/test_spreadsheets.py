"""Cells that a spreadsheet must not run, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.spreadsheets import guard, unguard

near_the_rule = st.text(alphabet="'=+-@\t\r\n 1.eEa＝", max_size=8)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("-33.5", "-33.5"),
        ("+1e3", "+1e3"),
        ("-33.5\n", "'-33.5\n"),
        ("Ain al-Asad", "Ain al-Asad"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_guards_what_would_run_and_nothing_else(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.one_of(st.text(), near_the_rule))
def test_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(near_the_rule)
def test_only_numbers_may_begin_like_a_formula(text: str) -> None:
    cell = guard(text)
    if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"}:
        float(cell)
