"""Fixtures that tests of every part share: a miniature gazetteer of real places."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from geomap.gazetteer.store import Index
from tests.gazetteer.mini import build_mini
from tests.qgis.pythons import PYTHONS
from tests.trust import tally

#: ``HYPOTHESIS_PROFILE=nightly`` asks for 10,000 new examples of every property; otherwise they
#: are the same each time, so that a change fails for what it changed.
settings.register_profile("nightly", max_examples=10_000, deadline=None)
#: No deadline: what takes 100 ms alone takes 300 on a machine that does something else as well.
settings.register_profile("here", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count the properties that a torture run tries."""
    properties = [item for item in session.items if item.get_closest_marker("hypothesis")]
    if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" and settings.default:
        tally.add("properties", len(properties))
        tally.add("examples of a property, at most", settings.default.max_examples)


SHARED: Final = Path(__file__).parents[2] / "shared" / "data"

Write = Callable[..., Path]

_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-precise-memory-info",
)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of the test run's own: what a user added to the gazetteer does not count here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes text or bytes to a file of that name and returns its path."""

    def write_file(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write_file


@pytest.fixture(params=["turkey", "ukraine"])
def ged(request: pytest.FixtureRequest) -> Path:
    """A real UCDP GED export with its tag row; skipped where the reference data is not there."""
    path = SHARED / f"ucdp_ged_{request.param}.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not there")
    return path


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


@pytest.fixture(scope="session", params=PYTHONS)
def qgis_python(request: pytest.FixtureRequest) -> str:
    """The Python of each QGIS that files are opened in."""
    path: str = request.param
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium; without one the tests are skipped, or fail where all must run."""
    path = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    if path is None:
        message = "no Chromium: install it or set GEOMAP_CHROMIUM to its path"
        if os.environ.get("GEOMAP_REQUIRE_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()
