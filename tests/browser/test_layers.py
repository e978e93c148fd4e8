"""The tree, the legend and the precision filter, used as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geomap.model import Incidents
from tests.browser import by_hand
from tests.browser.conftest import Open, state, visible

Build = Callable[..., Path]


@pytest.fixture
def page(build: Build, open_page: Open) -> Page:
    return open_page(build("year", by_hand.a_year))


def test_tree_is_of_check_boxes_with_counts(page: Page) -> None:
    tree = page.get_by_role("tree", name="Layers")
    expect(tree.get_by_role("treeitem", name="Iraq (96)")).to_be_visible()
    expect(tree.get_by_role("checkbox", name="Iraq (96)")).to_be_checked()
    expect(tree.get_by_role("checkbox", name="Jordan (48)")).to_be_checked()


def test_boxes_have_three_states(page: Page) -> None:
    iraq = page.get_by_role("treeitem", name="Iraq (96)")
    page.get_by_role("tree").get_by_role("checkbox").nth(1).uncheck()
    expect(iraq).to_have_attribute("aria-checked", "mixed")
    assert len(visible(page)) < 240
    page.get_by_role("checkbox", name="Iraq (96)").check()
    expect(iraq).to_have_attribute("aria-checked", "true")
    assert len(visible(page)) == 240
    page.get_by_role("checkbox", name="Iraq (96)").uncheck()
    expect(iraq).to_have_attribute("aria-checked", "false")
    assert len(visible(page)) == 144


def test_only_this_hides_the_rest(page: Page) -> None:
    row = page.get_by_role("treeitem", name="Jordan (48)")
    row.hover()
    row.get_by_role("button", name="Only Jordan").click()
    assert len(visible(page)) == 48
    page.get_by_role("button", name="Show all", exact=True).click()
    assert len(visible(page)) == 240


def test_actors_open_into_kinds(page: Page) -> None:
    page.locator("[aria-level='2'] .gm-twisty").first.click()
    kinds = page.locator("[aria-level='3']")
    expect(kinds.first).to_be_visible()
    expect(kinds.first).to_have_attribute("aria-label", "Attack (21)")


def test_counts_follow_the_other_filters(page: Page) -> None:
    # 48 of 2024, and one of a week that began in 2023.
    page.evaluate("() => window.geomap.filter({from: '2024-01-01', to: null})")
    expect(page.get_by_role("checkbox", name="Iraq (49)")).to_be_visible()


def test_tree_is_searched(page: Page) -> None:
    page.get_by_label("Find a country or actor…").fill("türk")
    expect(page.get_by_role("treeitem", name="United States")).to_have_count(0)
    expect(page.locator(".gm-tree").get_by_text("Türkiye").first).to_be_visible()
    page.get_by_label("Find a country or actor…").fill("retaliation")
    assert page.locator(".gm-level-3").count() > 0
    page.get_by_label("Find a country or actor…").fill("nobody")
    expect(page.get_by_text("No layer of that name")).to_be_visible()


def test_tree_goes_by_arrow_keys(page: Page) -> None:
    page.get_by_role("treeitem", name="Iraq (96)").focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("() => document.activeElement.getAttribute('aria-level')")
    assert focused == "2"
    page.keyboard.press("Space")
    assert len(visible(page)) < 240
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("treeitem", name="Iraq (96)")).to_have_attribute(
        "aria-expanded", "false"
    )


def test_legend_switches_kinds_links_and_areas(page: Page) -> None:
    legend = page.get_by_role("group", name="Show")
    legend.get_by_role("button", name="retaliation").click()
    assert len(visible(page)) == 216
    assert state(page)["filters"]["kinds"] == ["attack"]
    legend.get_by_role("button", name="retaliation").click()
    assert state(page)["filters"]["kinds"] is None
    for name, key in (("answered by", "links"), ("somewhere in", "areas")):
        legend.get_by_role("button", name=name).click()
        assert state(page)["filters"][key] is False


def test_precision_filter_keeps_settlement_or_better(page: Page) -> None:
    page.get_by_label("Placed no worse than").select_option("a town or village")
    assert len(visible(page)) == 196


def test_what_could_not_be_placed_or_read_is_listed(page: Page) -> None:
    page.get_by_role("button", name="4 incidents could not be placed · 1 row could").click()
    view = page.locator(".gm-view-card")
    expect(view.get_by_role("button", name="Attack 59 in Mafraq")).to_be_visible()
    expect(view.get_by_text("in.csv, row 7, column lat: not on Earth")).to_be_visible()


def test_a_program_filters(page: Page) -> None:
    page.evaluate("() => window.geomap.filter({countries: ['Syria'], kinds: ['attack']})")
    syria = visible(page)
    assert len(syria) == 96
    page.evaluate("() => window.geomap.filter({actors: ['United States']})")
    assert 0 < len(visible(page)) < 96
    page.evaluate("() => window.geomap.filter({actors: null, countries: null, kinds: null})")
    assert len(visible(page)) == 240


def test_many_layers_come_in_pages(build: Build, open_page: Open) -> None:
    def many() -> Incidents:
        actors = [f"Group {number:04d}" for number in range(1300)]
        return by_hand.incidents(
            [{**by_hand.CONOCO, "id": actor, "actor": actor} for actor in actors]
        )

    page = open_page(build("many", many))
    page.locator(".gm-twisty").first.click()
    assert page.get_by_role("treeitem").count() == 500
    page.get_by_role("button", name="Show 500 more").click()
    assert page.get_by_role("treeitem").count() == 1000
    page.get_by_label("Find a country or actor…").fill("syria")
    assert page.get_by_role("treeitem").count() == 500
    page.get_by_role("button", name="Show 500 more").click()
    assert page.get_by_role("treeitem").count() == 1000
