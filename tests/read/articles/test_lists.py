"""Forms of the data files as patterns."""

import re
from pathlib import Path

import pytest

import geomap.read.articles
from geomap.read.articles.document import Article, parse
from geomap.read.articles.lists import CAPITAL, UPPER, asks_for_capitals, form, sought

_CODE = Path(geomap.read.articles.__file__).parent
_SOUGHT = {
    name
    for file in _CODE.glob("*.py")
    for name in re.findall(
        r'\bdocument\.(?:search|match|fullmatch|finditer)\(\s*"([a-z_]+)"', file.read_text("utf-8")
    )
    if not asks_for_capitals(name)
}
#: What asks for a capital: a class of them, a letter of its own, a part that tells them apart.
_ASKS_FOR_CAPITALS = re.compile(r"\(\?-i:|(?<![\\P])[A-Z]")


def test_forms_in_small_letters_ask_for_no_capital() -> None:
    assert len(_SOUGHT) > 90
    asking = [
        name
        for name in sorted(_SOUGHT)
        if _ASKS_FOR_CAPITALS.search(sought(name).pattern.pattern.replace("(?P<", "(?<"))
        or CAPITAL in sought(name).pattern.pattern
        or UPPER in sought(name).pattern.pattern
    ]
    assert asking == []


@pytest.mark.parametrize("text", ["Both attacks", "the shelling of BOTH towns, by both sides"])
def test_a_form_is_found_where_it_was_in_either_case(text: str) -> None:
    either, lower = form("of_both").search(text), sought("of_both").pattern.search(text.lower())
    assert either and lower and either.span() == lower.span()


@pytest.mark.parametrize(
    ("name", "asks"), [("of_both", False), ("by_men_of", False), ("belonged_to", True)]
)
def test_a_form_that_names_somebody_asks_for_capitals(name: str, asks: bool) -> None:
    assert asks_for_capitals(name) is asks


def test_a_document_finds_forms_of_either_sort() -> None:
    document = parse(Article("BOTH attacks followed. The attackers belonged to Al-Shabaab."))
    both, theirs = document.search("of_both"), document.search("belonged_to")
    assert both and both.span() == (0, 12)
    assert theirs and document.text[slice(*theirs.span())] == "attackers belonged to"
    assert document.match("of_both", 5) is None
    assert document.fullmatch("of_both", 0, 12) is not None
