"""Everything works with 16,000 and with 100,000 incidents as it does with three."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, click_on, look_at, state, visible
from tests.browser.many import TOWNS, many

Build = Callable[..., Path]


@pytest.fixture(params=[16_000, 100_000], ids=["16000", "100000"])
def size(request: Any) -> int:
    return int(request.param)


@pytest.fixture
def page(build: Build, open_page: Open, size: int) -> Page:
    return open_page(build(f"many-{size}", lambda: many(size)))


def test_all_are_there_and_the_tree_counts_them(page: Page, size: int) -> None:
    assert page.evaluate("() => window.geomap.count()") == size
    assert len(visible(page)) == size
    in_jordan = len(range(4, size, 6))
    expect(page.get_by_role("treeitem", name=f"Jordan ({in_jordan})")).to_be_visible()


def test_a_town_s_stack_opens_into_a_list_that_goes_on(page: Page) -> None:
    name, _, _, lng, lat = TOWNS[0]
    look_at(page, lat, lng, 17)
    click_on(page, lat, lng)
    expect(page.locator(".gm-panel h2")).to_contain_text("incidents here")
    expect(page.locator(".gm-panel .gm-item")).to_have_count(50)
    page.locator(".gm-panel .gm-more").click()
    expect(page.locator(".gm-panel .gm-item")).to_have_count(100)
    page.locator(".gm-panel .gm-item").first.click()
    expect(page.locator(".gm-panel h2")).to_contain_text(f"in {name}")


def test_boxes_time_and_kinds_filter_together(page: Page, size: int) -> None:
    page.get_by_role("treeitem", name="Iraq").locator("input").first.uncheck()
    page.evaluate("() => window.geomap.filter({from: '2020-01-01', to: '2020-12-31'})")
    page.evaluate("() => window.geomap.filter({kinds: ['retaliation']})")
    shown = visible(page)
    rows = [int(name[1:]) for name in shown]
    assert 0 < len(rows) < size / 10
    assert all(row % 10 == 9 and row % 6 > 1 for row in rows)
    expect(page.locator(".gm-time-sentence")).to_contain_text(f"{len(rows):,} incidents")


def test_every_text_is_searched(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.geomap.visible().length === 1", timeout=20_000)
    assert visible(page) == ["m7"]


def test_an_incident_is_opened_with_its_chain_and_shared_by_link(page: Page) -> None:
    page.evaluate("() => window.geomap.select('m12349')")
    panel = page.locator(".gm-panel")
    expect(panel.locator("h2")).to_have_text("Attack 12349 in Kirkuk")
    expect(panel).to_contain_text("Attack 12348 in Mosul")
    assert state(page)["selected"] == "m12349"
    page.wait_for_function("() => location.hash.includes('m12349')")


def test_the_table_holds_what_is_in_view(page: Page, size: int) -> None:
    page.get_by_role("button", name="Table").click()
    table = page.locator(".gm-drawer")
    expect(table.get_by_role("status")).to_have_text(f"{size:,} incidents")
    look_at(page, 32.34, 36.2, 17)
    in_town = len([row for row in range(4, size, 12)])
    expect(table.get_by_role("status")).to_have_text(f"{in_town:,} incidents")
