"""The map over tiles in a real browser, through ``geomap serve``: counts, filters, one incident."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geomap import engine
from geomap.pipeline import BuildOptions
from geomap.serve import server

from .conftest import HEADER, table

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]

HOSTILE = "</script><script>window.broken = 1</script>{{ 7 * 7 }}<img src=x onerror=broken()>"


@pytest.fixture(scope="module")
def built(
    cluster: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, engine.EngineOptions]:
    """A folder with a map over tiles, of tables with a hostile title and actor."""
    folder = tmp_path_factory.mktemp("tiled")
    (folder / "in").mkdir()
    for number in range(2):
        table(folder / "in" / f"t{number}.csv", number, rows=40)
    row = {"id": "hostile", "date": "2024-09-01", "kind": "attack", "title": HOSTILE,
           "lat": "33.3", "lon": "44.4", "actor": HOSTILE}  # fmt: skip
    with (folder / "in" / "t1.csv").open("a", encoding="utf-8") as file:
        cells = (row.get(name, "") for name in HEADER)
        file.write(",".join(f'"{cell}"' for cell in cells) + "\r\n")
    options = engine.EngineOptions(scheduler=cluster.scheduler_address, tiles="always")
    engine.build([folder / "in"], folder / "out", BuildOptions(title="Tiles"), options)
    return folder / "out", options


@pytest.fixture(scope="module")
def counts(built: tuple[Path, Any]) -> Any:
    import geopandas as gpd

    return gpd.read_parquet(built[0] / "dataset" / "incidents")


def view(page: Page, lat: float, lng: float, zoom: int) -> None:
    """Look there, and wait until it is drawn."""
    page.evaluate(f"void geomap.map.setView([{lat}, {lng}], {zoom}, {{animate: false}})")
    page.evaluate("geomap.filter({})")


@pytest.fixture
def page(built: tuple[Path, Any], chromium: Browser) -> Iterator[Page]:
    with server(built[0], 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        opened = chromium.new_page()
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        opened.goto(f"http://127.0.0.1:{running.server_port}/")
        opened.evaluate("geomap.ready")
        yield opened
        opened.close()
        running.shutdown()
        thread.join()
        assert problems == []


def test_what_is_in_view_adds_up_to_the_table(page: Page, counts: Any) -> None:
    placed = counts[counts.geometry.notna()]
    assert page.evaluate("geomap.count()") == len(counts)
    for zoom in (2, 4):
        view(page, 34, 41, zoom)
        assert page.evaluate("geomap.inView()") == len(placed)


def test_a_filter_counts_as_the_table_does(page: Page, counts: Any) -> None:
    view(page, 34, 41, 4)
    page.evaluate("geomap.filter({actors: ['A'], from: '2024-07', to: '2024-07'})")
    chosen = counts[counts["actor"].eq("A") & counts["date"].str.startswith("2024-07")]
    assert page.evaluate("geomap.count()") == len(chosen)
    assert page.evaluate("geomap.inView()") == int(chosen.geometry.notna().sum())
    page.evaluate("geomap.filter({actors: null, from: '2024-08', to: null})")
    assert page.evaluate("geomap.count()") == 1


def test_one_incident_is_shown_as_text(page: Page) -> None:
    view(page, 33.3, 44.4, 12)
    assert page.evaluate("geomap.select('hostile')")
    assert page.locator(".gt-panel h3").inner_text() == HOSTILE
    assert page.evaluate("window.broken") is None


def test_boxes_filter(page: Page, counts: Any) -> None:
    every = int(counts["country"].eq("Syria").sum())
    page.get_by_label(f"Syria ({every})").uncheck()
    page.wait_for_function(f"geomap.count() === {len(counts) - every}")


def test_from_disk_it_says_what_it_needs(built: tuple[Path, Any], chromium: Browser) -> None:
    opened = chromium.new_page()
    opened.goto((built[0] / "map.html").as_uri())
    notice = opened.locator("#gm-needs-server")
    assert notice.is_visible() and "geomap serve" in notice.inner_text()
    opened.close()
