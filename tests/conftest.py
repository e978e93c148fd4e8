"""Fixtures that tests of every part share: a miniature gazetteer of real places."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.gazetteer.store import Index
from tests.gazetteer.mini import build_mini


@pytest.fixture(scope="session")
def mini_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index built from ``tests/fixtures/gazetteer`` through the real readers and builder."""
    path = tmp_path_factory.mktemp("gazetteer") / "mini.sqlite"
    build_mini(path)
    return path


@pytest.fixture(scope="session")
def mini(mini_path: Path) -> Index:
    """The miniature index, open."""
    return Index.open(mini_path)
