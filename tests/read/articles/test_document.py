"""An article parsed: the text in small letters has each character where the text has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.read.articles.document import Article, in_small_letters, parse


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("Rockets fell near AIN al-Asad", "rockets fell near ain al-asad"),
        ("İstanbul AND Ankara", "İstanbul and ankara"),  # 'i̇' would be two characters
        ("СУМЫ", "сумы"),
        ("دير الزور", "دير الزور"),
        ("", ""),
    ],
)
def test_small_letters(text: str, lower: str) -> None:
    assert in_small_letters(text) == lower


@given(st.text())
def test_small_letters_are_as_long(text: str) -> None:
    assert len(in_small_letters(text)) == len(text)


def test_offsets_hold_in_both() -> None:
    text = "İZMİR: Gunmen killed two AND wounded three in Derik."
    document = parse(Article(text))
    assert [document.lower[word.start : word.end] for word in document.tokens] == [
        in_small_letters(word.text) for word in document.tokens
    ]
