"""What was found lately is kept, and what is new is found together."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.recent import Recent


def test_only_what_is_not_held_is_found_and_that_together() -> None:
    asked: list[list[str]] = []

    def find(keys: Sequence[str]) -> list[str]:
        asked.append(list(keys))
        return [key.upper() for key in keys]

    recent = Recent(2, find)
    assert recent.of(["a", "b", "a"]) == ["A", "B", "A"]
    assert recent.of(["b", "c"]) == ["B", "C"]
    assert recent.of(["c"]) == ["C"]
    assert asked == [["a", "b"], ["c"]]


@given(st.lists(st.lists(st.integers(0, 9))))
def test_answers_do_not_depend_on_what_was_asked_before(rounds: list[list[int]]) -> None:
    def find(keys: Sequence[int]) -> list[int]:
        return [-key for key in keys]

    recent = Recent(3, find)
    for keys in rounds:
        assert recent.of(keys) == [-key for key in keys]
