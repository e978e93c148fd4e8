"""Sentences and tokens: where they begin and end, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.read.articles.tokens import in_small_letters, is_upper_case, sentences, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One fell. Two rose.", ["One fell.", "Two rose."]),
        (
            "Gen. Smith and Lt. Col. Roe left. No one spoke.",
            ["Gen. Smith and Lt. Col. Roe left.", "No one spoke."],
        ),
        ("The U.S. Army fired. It hit.", ["The U.S. Army fired.", "It hit."]),
        ("It was in the U.S. The army left.", ["It was in the U.S.", "The army left."]),
        (
            "“Four fell,” he said. “No one.” Then quiet.",
            ["“Four fell,” he said.", "“No one.”", "Then quiet."],
        ),
        ("At 5.30 a.m. on Friday it began.", ["At 5.30 a.m. on Friday it began."]),
        ("A headline\nA paragraph. Its end", ["A headline", "A paragraph.", "Its end"]),
        ("هل هذا صحيح؟ نعم. لا", ["هل هذا صحيح؟", "نعم.", "لا"]),
        ("东京发生爆炸。没有人受伤。", ["东京发生爆炸。", "没有人受伤。"]),
        ("", []),
        ("  \n\n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[passage.start : passage.end] for passage in sentences(text)] == expected


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "THE ARMY SAID TODAY THAT ITS TROOPS HAD REACHED THE RIVER AND THAT THE"
    text = f"   {line}\n{line}\n{line}\nTOWN WAS QUIET.\n\n   A SECOND PARAGRAPH."
    assert [passage.paragraph for passage in sentences(text)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraq's Ain al-Asad", ["Iraq", "Ain", "al-Asad"]),
        ("U.S.-led forces", ["U.S.", "led", "forces"]),
        ("1,200 rockets at 4:30", ["1,200", "rockets", "at", "4:30"]),
        ("Sana’a and Deir ez-Zor’s", ["Sana’a", "and", "Deir", "ez-Zor"]),
        ("قصف في حلب", ["قصف", "في", "حلب"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


@given(st.text(max_size=300))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
    ends = [0]
    for passage in sentences(text):
        assert ends[-1] <= passage.start < passage.end <= len(text)
        ends.append(passage.end)
    covered = "".join(text[passage.start : passage.end] for passage in sentences(text))
    assert "".join(covered.split()) == "".join(text.split())


def test_capitals_throughout() -> None:
    assert is_upper_case("SAN SALVADOR, 4 JAN 90 -- THE ARMY SAID")
    assert not is_upper_case("San Salvador, the army said on Friday")
    assert not is_upper_case("قال الجيش إن الهجوم وقع")


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
