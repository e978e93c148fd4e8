"""Work without the garbage collector: it is off meanwhile, and as it was before behind it."""

import gc
from collections.abc import Iterator

import pytest

from geomap.garbage import garbage_left


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_meanwhile() -> None:
    with garbage_left():
        assert not gc.isenabled()
        with garbage_left():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_fails_leaves_it_at_work() -> None:
    with pytest.raises(ValueError, match="on purpose"), garbage_left():
        raise ValueError("on purpose")
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    with garbage_left():
        pass
    assert not gc.isenabled()
