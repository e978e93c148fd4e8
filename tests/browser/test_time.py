"""The time bar: dragged, stepped, played, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import by_hand
from tests.browser.conftest import Open, state, visible

Build = Callable[..., Path]


@pytest.fixture
def page(build: Build, open_page: Open) -> Page:
    return open_page(build("year", by_hand.a_year))


def window(page: Page) -> tuple[str | None, str | None]:
    filters = state(page)["filters"]
    return filters["from"], filters["to"]


def test_all_time_is_shown_at_first(page: Page) -> None:
    expect(page.locator(".gm-time-sentence")).to_have_text(
        "1 January 2023 – 31 December 2024 · 240 incidents"
    )
    assert window(page) == (None, None)
    assert page.locator(".gm-bars span").count() > 20


def test_steps_forward_and_back_by_month(page: Page) -> None:
    page.get_by_label("Step", exact=True).select_option("month")
    page.get_by_role("button", name="Forward one step").click()
    assert window(page) == ("2023-01-01", "2023-01-31")
    page.get_by_role("button", name="Forward one step").click()
    assert window(page) == ("2023-02-01", "2023-02-28")
    page.keyboard.press("[")
    assert window(page) == ("2023-01-01", "2023-01-31")
    page.get_by_role("button", name="Show all dates").click()
    assert window(page) == (None, None)


def test_steps_by_week_and_day(page: Page) -> None:
    page.get_by_label("Step", exact=True).select_option("week")
    page.locator(".gm-time-sentence").click()
    page.keyboard.press("]")
    assert window(page) == ("2022-12-26", "2023-01-01")
    page.get_by_role("button", name="Show all dates").click()
    page.get_by_label("Step", exact=True).select_option("day")
    page.get_by_role("button", name="Forward one step").click()
    assert window(page) == ("2023-01-01", "2023-01-01")


def test_uncertain_dates_count_as_the_range_they_are(page: Page) -> None:
    """y2 is 'in January 2023', y3 'in the week of 4 January': either may have been on the 9th."""
    page.evaluate("() => window.geomap.filter({from: '2023-01-09', to: '2023-01-09'})")
    assert visible(page) == ["y2", "y3", "y6", "y7", "y8"]


def test_window_is_drawn_moved_and_pulled(page: Page) -> None:
    track = page.locator(".gm-track").bounding_box()
    assert track
    middle = track["y"] + track["height"] / 2

    def drag(start: float, stop: float) -> None:
        page.mouse.move(track["x"] + start * track["width"], middle)
        page.mouse.down()
        page.mouse.move(track["x"] + stop * track["width"], middle, steps=4)
        page.wait_for_timeout(60)
        page.mouse.up()

    drag(1, 0.75)
    assert (window(page)[1] or "").startswith(("2024-06", "2024-07"))
    page.get_by_role("button", name="Show all dates").click()
    drag(0.25, 0.5)
    first = window(page)
    assert first[0] and first[0].startswith("2023-07")
    assert first[1] and first[1].startswith(("2023-12", "2024-01"))
    drag(0.4, 0.6)
    moved = window(page)
    assert moved[0] and moved[0] > "2023-11"
    expect(page.locator(".gm-time-sentence")).not_to_contain_text("240 incidents")


def test_handles_go_by_arrow_keys(page: Page) -> None:
    page.get_by_label("Step", exact=True).select_option("month")
    handle = page.get_by_role("slider", name="From")
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert window(page)[0] == "2023-03-01"
    expect(handle).to_have_attribute("aria-valuetext", "1 March 2023")
    page.get_by_role("slider", name="To", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    assert window(page) == ("2023-03-01", "2024-11-30")


def test_space_plays_and_stops(page: Page) -> None:
    page.locator(".gm-time-sentence").click()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    begun = window(page)
    page.wait_for_timeout(1600)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert begun[0] and (window(page)[0] or "") > begun[0]


def test_time_runs_from_right_to_left_in_arabic(build: Build, open_page: Open) -> None:
    page = open_page(build("year", by_hand.a_year), locale="ar")
    handle = page.get_by_role("slider", name="من")
    box = handle.bounding_box()
    assert box and box["x"] > 720
    handle.focus()
    page.keyboard.press("ArrowLeft")
    assert (window(page)[0] or "") > "2023-01-01"
