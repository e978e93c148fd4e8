"""Fixtures that tests of every part share: a miniature gazetteer of real places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from geomap.gazetteer.store import Index
from tests.gazetteer.mini import build_mini

#: ``HYPOTHESIS_PROFILE=nightly`` asks for 10,000 examples of every property.
settings.register_profile("nightly", max_examples=10_000, deadline=None)
if profile := os.environ.get("HYPOTHESIS_PROFILE"):
    settings.load_profile(profile)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of the test run's own: what a user added to the gazetteer does not count here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


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
