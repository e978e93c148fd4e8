"""The map itself without a pointer: what is nearest its middle is marked, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import by_hand
from tests.browser.conftest import Open, click_on, look_at

Build = Callable[..., Path]


@pytest.fixture
def year(build: Build, open_page: Open) -> Page:
    page = open_page(build("year", by_hand.a_year))
    look_at(page, 36.34, 43.13, 10)
    return page


def focus_map(page: Page) -> None:
    page.locator(".gm-map").focus()
    page.keyboard.press("Shift")  # a key, so that the focus is one of the keyboard


def test_enter_opens_the_stack_in_the_middle_as_a_list(year: Page) -> None:
    focus_map(year)
    expect(year.locator(".gm-aim")).to_be_visible()
    expect(year.locator(".gm-map [role=status]")).to_contain_text("48 incidents around here")
    year.keyboard.press("Enter")
    expect(year.locator(".gm-panel h2")).to_have_text("48 incidents around here")
    expect(year.locator(".gm-panel .gm-item").first).to_be_visible()


def test_the_mark_lies_around_the_symbol_and_follows_the_arrow_keys(year: Page) -> None:
    focus_map(year)
    marked = year.locator(".gm-aim")
    expect(marked).to_be_visible()
    middle = "([lat, lng]) => window.geomap.map.latLngToContainerPoint([lat, lng])"
    for _ in range(2):
        spot = year.evaluate(middle, [36.34, 43.13])
        box = marked.bounding_box()
        assert box is not None
        assert abs(box["x"] + box["width"] / 2 - spot["x"]) < 2
        assert abs(box["y"] + box["height"] / 2 - spot["y"]) < 2
        before = box["x"]
        year.keyboard.press("ArrowRight")
        year.wait_for_function(
            "x => Math.abs(document.querySelector('.gm-aim').getBoundingClientRect().x - x) > 20",
            arg=before,
        )
        year.wait_for_timeout(400)


def test_one_incident_is_opened_at_once(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    look_at(page, 33.786, 42.441, 9)
    focus_map(page)
    expect(page.locator(".gm-map [role=status]")).to_contain_text("Ain al-Asad air base")
    page.keyboard.press("Enter")
    expect(page.locator(".gm-panel h2")).to_have_text("Rockets near Ain al-Asad air base")


def test_a_pointer_marks_nothing_and_nothing_in_view_is_nothing_to_open(year: Page) -> None:
    click_on(year, 36.0, 42.8)
    expect(year.locator(".gm-aim")).to_be_hidden()
    look_at(year, -40, -100, 6)
    focus_map(year)
    year.keyboard.press("Enter")
    expect(year.locator(".gm-aim")).to_be_hidden()
    expect(year.locator(".gm-panel")).to_be_hidden()
