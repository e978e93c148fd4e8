"""Incidents in anyone's folium map: beside other layers, several on one page, in a notebook."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import folium
import pytest
from playwright.sync_api import Browser, Route, expect

from geomap.errors import GeomapError
from geomap.write.html import IncidentLayer, explore
from tests.browser import by_hand
from tests.browser.conftest import AXE, VIEWER

LEAFLET = VIEWER / "node_modules" / "leaflet" / "dist" / "leaflet.js"


def answer(route: Route) -> None:
    """Leaflet from disk, nothing else: the host's map loads it from elsewhere."""
    if route.request.url.endswith("leaflet.js"):
        route.fulfill(path=LEAFLET)
    elif route.request.url.startswith("file:"):
        route.continue_()
    else:
        route.fulfill(body="")


def test_layers_stand_beside_folium_s_own(chromium: Browser, tmp_path: Path) -> None:
    host = folium.Map(location=[34.5, 41], zoom_start=6, tiles=None, max_zoom=18)
    folium.CircleMarker([33, 44]).add_to(host)
    IncidentLayer(by_hand.three_incidents(), title="{{ 7*7 }} three").add_to(host)
    IncidentLayer(by_hand.a_year(), title="A year").add_to(host)
    path = tmp_path / "host.html"
    host.save(path)

    page = chromium.new_page(locale="en-US", viewport={"width": 1200, "height": 800})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.route("**/*", answer)
    page.goto(path.as_uri())
    first, second = page.locator(".gm-layer").all()
    expect(first.get_by_text("{{ 7*7 }} three")).to_be_visible()
    first.locator("summary").first.click()
    expect(first.get_by_role("checkbox", name="Syria (2)")).to_be_checked()
    second.locator("summary").first.click()
    expect(second.get_by_role("checkbox", name="Jordan (48)")).to_be_checked()
    second.get_by_role("checkbox", name="Jordan (48)").uncheck()
    expect(second.locator(".gm-count").first).to_contain_text("192 of 240 incidents")
    expect(first.locator(".gm-count").first).to_contain_text("3 incidents")
    second.get_by_role("button", name="Forward one step").click()
    expect(second.locator(".gm-time-sentence")).to_contain_text("January 2023")
    second.get_by_role("button", name="Show all dates").click()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run('.gm-layer')")
    assert [rule["id"] for rule in found["violations"]] == []
    assert page.locator(".leaflet-overlay-pane canvas").count() == 2
    assert page.locator("path.leaflet-interactive").count() == 1
    assert [text for text in problems if "geomap" in text or "gm" in text] == []
    page.close()


def test_notebook_shows_a_map_with_a_layer(chromium: Browser, tmp_path: Path) -> None:
    host = folium.Map(location=[34.5, 41], zoom_start=6, tiles=None, max_zoom=18)
    IncidentLayer(by_hand.three_incidents(), title="Three").add_to(host)
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>Notebook</title>{host._repr_html_()}", "utf-8")
    page = chromium.new_page(locale="en-US", viewport={"width": 1200, "height": 800})
    page.route("**/*", answer)
    page.goto(path.as_uri())
    layer = page.frame_locator("iframe").locator(".gm-layer")
    layer.get_by_text("Three", exact=True).click()
    expect(layer.get_by_role("checkbox", name="Syria (2)")).to_be_checked()
    page.close()


def test_layer_without_a_map_says_so() -> None:
    with pytest.raises(GeomapError, match="add it to a folium.Map"):
        IncidentLayer(by_hand.three_incidents()).render()


def test_notebook_shows_the_page_in_a_frame(chromium: Browser, tmp_path: Path) -> None:
    shown = explore(by_hand.three_incidents(), title="Three")._repr_html_()
    assert 'height="640px"' in shown
    page = chromium.new_page(locale="en-US", viewport={"width": 1200, "height": 800})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>Notebook</title>{shown}", "utf-8")
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("checkbox", name="Syria (2)")).to_be_checked()
    assert unescape(shown).count("<!DOCTYPE html>") == 1
    assert problems == []
    page.close()
