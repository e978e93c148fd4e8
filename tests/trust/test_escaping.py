"""The one place each where text meets XML, an expression, JSON or a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from geomap.cli.options import printable
from geomap.write import geojson
from geomap.write.qgis_xml import (
    inert,
    node,
    option_map,
    plain_title,
    reference_system,
    shortened,
    to_bytes,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "1"),
        (False, "0"),
        (3, "3"),
        ("a<b>&\"'", "a<b>&\"'"),
        ("x\0y\x0b\ud800", "x\ufffdy\ufffd\ufffd"),
    ],
)
def test_attributes_and_text_come_back(value: object, shown: str) -> None:
    read = etree.fromstring(to_bytes(node("a", {"name": value}, str(value))))
    assert read.get("name") == shown
    assert isinstance(value, bool) or read.text == shown


@given(st.text())
def test_any_text_is_well_formed_xml(text: str) -> None:
    read = etree.fromstring(to_bytes(node("a", {"b": text}, node("c", None, text))))
    assert len(read) == 1 and read[0].tag == "c"
    assert list(read.attrib) == ["b"]


@given(st.text(alphabet="[%]'ab", max_size=12))
def test_no_expression_begins_in_inert_text(text: str) -> None:
    assert "[%" not in inert(text)
    assert inert(text).replace("\u2060", "") == text


@given(text=st.text())
def test_no_title_holds_markup_or_an_expression(text: str) -> None:
    title = plain_title(text)
    assert not set(title) & set("<>&") and "[%" not in title
    assert len(title.replace("\u2060", "")) == len(text.replace("\u2060", ""))


def test_a_title_shows_signs_that_look_like_those_of_markup() -> None:
    assert plain_title("<b> & [% 1 %]") == "\u2039b\u203a \uff06 [\u2060% 1 %]"


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(element.get(name)) for name in element.keys()}  # noqa: SIM118


def test_option_maps_nest_and_are_typed() -> None:
    made = option_map({"a": "x", "b": {"c": 1}}, "top")
    assert _attributes(made) == {"type": "Map", "name": "top"}
    assert [(one.get("name"), one.get("type"), one.get("value")) for one in made] == [
        ("a", "QString", "x"), ("b", "Map", None)
    ]  # fmt: skip
    assert _attributes(made[1][0]) == {"name": "c", "type": "QString", "value": "1"}
    assert _attributes(option_map({})) == {"type": "Map"}


@pytest.mark.parametrize(("code", "number"), [("EPSG:4326", "3452"), ("EPSG:3857", "3857")])
def test_reference_systems_carry_both_numbers(code: str, number: str) -> None:
    made = reference_system(code)
    assert made.tag == "spatialrefsys"
    assert [(part.tag, part.text) for part in made] == [("srsid", number), ("authid", code)]


def test_documents_are_declared_and_indented() -> None:
    document = to_bytes(node("a", None, node("b")))
    assert document == b"<?xml version='1.0' encoding='UTF-8'?>\n<a>\n  <b/>\n</a>"


@given(st.recursive(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), st.lists))
def test_nested_cells_are_json(cell: object) -> None:
    assert json.loads(geojson._nested(cell)) == cell


@given(st.text())
def test_a_terminal_obeys_nothing(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown if char not in "\t\n")
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Mosul", 5, "Mosul"),
        ("Mosul", 6, "Mosul"),
        ("Mosul!", 5, "Mosu…"),
        ("Deir ez-Zor", 6, "Deir…"),
        ("", 1, ""),
    ],
)
def test_a_long_name_ends_in_an_ellipsis(text: str, length: int, shown: str) -> None:
    assert shortened(text, length) == shown
