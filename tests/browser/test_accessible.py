"""The map for everybody: axe-core finds nothing, keys reach everything, focus is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import by_hand
from tests.browser.conftest import AXE, Open, state

Build = Callable[..., Path]

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


def violations(page: Page) -> list[str]:
    """What axe-core finds, as 'rule: element'."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run()")
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_axe_finds_nothing_on_a_desk(
    build: Build, open_page: Open, scheme: str, locale: str
) -> None:
    page = open_page(build("year", by_hand.a_year), color_scheme=scheme, locale=locale)
    page.evaluate("() => window.geomap.select('y15')")
    expect(page.locator(".gm-panel h2")).to_be_visible()
    page.locator(".gm-tool").first.click()
    page.locator(".gm-tool").nth(1).click()
    page.wait_for_timeout(200)
    assert violations(page) == []
    page.locator(".gm-tool").last.click()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(build: Build, open_page: Open, scheme: str) -> None:
    page = open_page(build("year", by_hand.a_year), color_scheme=scheme, **PHONE)
    page.evaluate("() => window.geomap.select('y15')")
    expect(page.locator(".gm-panel h2")).to_be_visible()
    for tab in ("Incident", "Layers", "Table"):
        page.get_by_role("tab", name=tab).tap()
        page.wait_for_timeout(250)
        assert violations(page) == [], tab
    page.get_by_role("tab", name="Layers").tap()
    page.get_by_role("button", name="Download").tap()
    expect(page.get_by_role("button", name="This selection as CSV")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_empty_states(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    page.evaluate("() => window.geomap.filter({countries: []})")
    expect(page.get_by_text("No incident passes the filters.")).to_be_visible()
    assert violations(page) == []


def test_keys_walk_incidents_and_close(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    page.keyboard.press("n")
    assert state(page)["selected"] == "asad-1"
    page.keyboard.press("n")
    assert state(page)["selected"] == "conoco-1"
    page.keyboard.press("p")
    assert state(page)["selected"] == "asad-1"
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None


def test_every_control_is_reached_by_tab_and_shows_focus(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    seen = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const element = document.activeElement;
              const name = element.getAttribute('aria-label') || element.textContent;
              return [name.trim(), getComputedStyle(element).outlineStyle];
            }"""
        )
        if told[0]:
            seen.add(told[0])
            if "focus" in told[0] or told[0] == "Attacks":
                continue
            assert told[1] != "none", told
    for name in ("Search", "Iraq (1)", "attack", "Play", "From", "Table", "Download", "Zoom in"):
        assert name in seen
