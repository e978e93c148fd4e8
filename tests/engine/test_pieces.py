"""Pieces of a file come back one at a time, as they were written."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from geomap.engine import pieces


@given(written=st.lists(st.binary(max_size=40), min_size=1, max_size=12), data=st.data())
def test_each_piece_comes_back(written: list[bytes], data: st.DataObject) -> None:
    numbers = data.draw(st.lists(st.integers(0, len(written) - 1), max_size=5))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep" / "pieces"
        pieces.write(path, iter(written))
        assert pieces.read(path, *numbers) == [written[number] for number in numbers]
