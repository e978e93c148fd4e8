"""Pages opened in a real Chromium, from disk, with everything recorded that they must not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from geomap.model import Incidents
from geomap.write.html import write_html

VIEWER: Final = Path(__file__).parents[2] / "geomap" / "viewer"
AXE: Final = VIEWER / "node_modules" / "axe-core" / "axe.min.js"
#: The page's own address, and what it makes out of itself.
LOCAL: Final = ("file:", "blob:", "data:")

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder opens a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes the map of some incidents once; the same name gives the same file."""
    folder = tmp_path_factory.mktemp("maps")

    def make(name: str, incidents: Callable[[], Incidents], title: str = "Attacks") -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            write_html(incidents(), path, title=title)
        return path

    return make


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens a file as a person does; fails when it asks for anything or has anything to say."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    said: list[str] = []

    def open_it(path: Path, address: str = "", *, ready: bool = True, **options: Any) -> Page:
        settings: dict[str, Any] = {
            "viewport": {"width": 1440, "height": 900},
            "reduced_motion": "reduce",
            "locale": "en-US",
            "accept_downloads": True,
            **options,
        }
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{path.as_uri()}{address}")
        if ready:
            page.evaluate("() => window.geomap.ready")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(LOCAL)] == []
    assert said == []


def state(page: Page) -> dict[str, Any]:
    """What ``window.geomap.state()`` says."""
    told: dict[str, Any] = page.evaluate("() => window.geomap.state()")
    return told


def visible(page: Page) -> list[str]:
    """Ids that pass the filters."""
    ids: list[str] = page.evaluate("() => window.geomap.visible()")
    return ids


def click_on(page: Page, lat: float, lng: float) -> None:
    """Click on a position of the map."""
    spot = page.evaluate(
        "([lat, lng]) => window.geomap.map.latLngToContainerPoint([lat, lng])", [lat, lng]
    )
    page.mouse.click(spot["x"], spot["y"])


def ink_at(page: Page, lat: float, lng: float, reach: int = 6) -> int:
    """How much is drawn over the base map in a small square around a position: summed alpha."""
    ink: int = page.evaluate(
        """([lat, lng, reach]) => {
          const canvas = document.querySelector('.leaflet-overlay-pane canvas');
          const box = canvas.getBoundingClientRect();
          const spot = window.geomap.map.latLngToContainerPoint([lat, lng]);
          const [x, y] = [spot.x - box.left - reach, spot.y - box.top - reach];
          const copy = new OffscreenCanvas(2 * reach, 2 * reach).getContext('2d');
          copy.drawImage(canvas, -x, -y);
          const pixels = copy.getImageData(0, 0, 2 * reach, 2 * reach).data;
          return pixels.reduce((sum, value, index) => sum + (index % 4 === 3 ? value : 0), 0);
        }""",
        [lat, lng, reach],
    )
    return ink


def look_at(page: Page, lat: float, lng: float, zoom: int) -> None:
    """Move the view and wait until it is drawn."""
    page.evaluate(
        "([lat, lng, zoom]) => window.geomap.map.setView([lat, lng], zoom, {animate: false})",
        [lat, lng, zoom],
    )
    page.wait_for_timeout(250)
