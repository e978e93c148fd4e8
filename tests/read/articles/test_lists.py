"""Forms of the data files as patterns."""

import re
from pathlib import Path

import pytest

import geomap.read.articles
from geomap.read.articles.lists import CAPITAL, UPPER, form, small

_CODE = Path(geomap.read.articles.__file__).parent
_SOUGHT = {
    name
    for file in _CODE.glob("*.py")
    for name in re.findall(r'\bsmall\(\s*"([a-z_]+)"', file.read_text("utf-8"))
}
#: What asks for a capital: a class of them, a letter of its own, a part that tells them apart.
_ASKS_FOR_CAPITALS = re.compile(r"\(\?-i:|(?<![\\P])[A-Z]")


def test_forms_in_small_letters_ask_for_no_capital() -> None:
    assert len(_SOUGHT) > 90
    asking = [
        name
        for name in sorted(_SOUGHT)
        if _ASKS_FOR_CAPITALS.search(small(name).pattern.replace("(?P<", "(?<"))
        or CAPITAL in small(name).pattern
        or UPPER in small(name).pattern
    ]
    assert asking == []


@pytest.mark.parametrize("text", ["Both attacks", "the shelling of BOTH towns, by both sides"])
def test_a_form_is_found_where_it_was_in_either_case(text: str) -> None:
    either, lower = form("of_both").search(text), small("of_both").search(text.lower())
    assert either and lower and either.span() == lower.span()
