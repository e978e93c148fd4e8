"""Reading an incident: the panel, its chain, its candidates, several at one spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import by_hand
from tests.browser.conftest import Open, click_on, ink_at, look_at, state

Build = Callable[..., Path]


@pytest.fixture
def three(build: Build, open_page: Open) -> Page:
    return open_page(build("three", by_hand.three_incidents))


@pytest.fixture
def year(build: Build, open_page: Open) -> Page:
    return open_page(build("year", by_hand.a_year))


def test_click_on_a_symbol_opens_the_panel(three: Page) -> None:
    look_at(three, 35.2, 40.3, 9)
    click_on(three, 35.333, 40.317)
    panel = three.get_by_role("region", name="Incident", exact=True)
    expect(panel.get_by_role("heading", name="Rockets at the Conoco gas field")).to_be_visible()
    expect(panel).to_contain_text("26 July 2024 · Syria, Conoco gas field")
    expect(panel).to_contain_text("Not stated")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


def test_what_the_pointer_is_over_is_named(three: Page) -> None:
    look_at(three, 35.2, 40.3, 9)
    tip = three.locator(".gm-tip")
    hover(three, 35.333, 40.317)
    expect(tip).to_contain_text("Rockets at the Conoco gas field")
    expect(tip).to_contain_text("26 July 2024")
    hover(three, 35.9, 39.5)
    expect(tip).to_be_hidden()
    look_at(three, 35.2, 40.3, 5)
    hover(three, 35.333, 40.317)
    expect(tip).to_have_text("2 incidents around here")


def hover(page: Page, lat: float, lng: float) -> None:
    spot = page.evaluate(
        "([lat, lng]) => window.geomap.map.latLngToContainerPoint([lat, lng])", [lat, lng]
    )
    page.mouse.move(spot["x"], spot["y"])


def test_vague_places_are_drawn_as_the_areas_that_they_are(three: Page) -> None:
    """The governorate hatched, 'near' as a circle of its radius, the exact spot as neither."""
    look_at(three, 34.6, 41.2, 8)
    in_governorate, in_circle, beyond = (34.5, 40.1), (33.63, 42.441), (33.45, 42.441)
    assert ink_at(three, *in_governorate) > 0
    assert ink_at(three, *in_circle) > 0
    assert ink_at(three, *beyond) == 0
    three.get_by_role("group", name="Show").get_by_role("button", name="somewhere in").click()
    three.wait_for_timeout(100)
    assert ink_at(three, *in_governorate) == 0
    assert ink_at(three, *in_circle) == 0


def test_panel_tells_claims_with_source_and_quote(three: Page) -> None:
    three.evaluate("() => window.geomap.select('strike-1')")
    panel = three.get_by_role("region", name="Incident", exact=True)
    expect(panel).to_contain_text("“The US responded with airstrikes.”")
    expect(panel).to_contain_text("Example Daily, 2024-07-26")
    link = panel.get_by_role("link", name="source").first
    expect(link).to_have_attribute("href", "https://example.org/rockets")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(panel.locator("dl").first).to_contain_text("Iran-backed militia groups")


def test_an_area_is_said_to_be_one(three: Page) -> None:
    three.evaluate("() => window.geomap.select('strike-1')")
    panel = three.get_by_role("region", name="Incident", exact=True)
    expect(panel).to_contain_text(
        "Area, not a point. Somewhere in Deir ez-Zor, about 239 km across."
    )
    expect(panel).to_contain_text("within 26–27 July 2024")
    three.evaluate("() => window.geomap.select('asad-1')")
    expect(panel).to_contain_text(
        "Near, not at. Somewhere within 25 km of this point: Ain al-Asad air base."
    )


def test_panel_tells_why_here_and_how_sure(three: Page) -> None:
    three.evaluate("() => window.geomap.select('asad-1')")
    panel = three.get_by_role("region", name="Incident", exact=True)
    expect(panel).to_contain_text("as written: near Ain al-Asad")
    expect(panel).to_contain_text("97 % sure that this is the place meant")
    expect(panel.get_by_text("near a place: the radius is wider")).to_be_visible()


def test_candidates_are_shown_on_demand(three: Page) -> None:
    three.evaluate("() => window.geomap.select('asad-1')")
    panel = three.get_by_role("region", name="Incident", exact=True)
    expect(panel).to_contain_text("Ein el Asad, IL · 3 %")
    button = panel.get_by_role("button", name="Show them on the map")
    button.click()
    expect(panel.get_by_role("button", name="Hide them")).to_have_attribute("aria-pressed", "true")
    three.wait_for_timeout(300)
    shown = ink_at(three, 32.94, 35.4, 9)
    panel.get_by_role("button", name="Hide them").click()
    three.wait_for_timeout(300)
    assert ink_at(three, 32.94, 35.4, 9) < shown


def test_chain_is_walked(three: Page) -> None:
    three.evaluate("() => window.geomap.select('conoco-1')")
    chain = three.locator(".gm-panel .gm-chain")
    expect(chain).to_contain_text("answered by, stated")
    chain.get_by_role("button", name="US airstrikes on militia positions").click()
    expect(three.locator(".gm-panel h2")).to_have_text("US airstrikes on militia positions")
    chain.get_by_role("button", name="Rockets at the Conoco gas field").focus()
    three.keyboard.press("Enter")
    expect(three.locator(".gm-panel h2")).to_have_text("Rockets at the Conoco gas field")
    assert state(three)["selected"] == "conoco-1"
    expect(three.get_by_role("region", name="Incident", exact=True)).to_be_focused()


def test_other_columns_of_the_input_are_kept(year: Page) -> None:
    year.evaluate("() => window.geomap.select('y3')")
    panel = year.get_by_role("region", name="Incident", exact=True)
    panel.get_by_text("Other columns").click()
    expect(panel.locator("details dl")).to_contain_text("phase")
    expect(panel.locator("details dl")).to_contain_text("first")


def test_many_at_one_spot_open_into_a_list(year: Page) -> None:
    look_at(year, 35.47, 44.39, 12)
    click_on(year, 35.47, 44.39)
    panel = year.get_by_role("region", name="Incident", exact=True)
    expect(panel.get_by_role("heading")).to_contain_text("incidents")
    assert panel.locator(".gm-list li").count() > 20
    first = panel.locator(".gm-item").first
    first.click()
    expect(panel.get_by_role("heading", level=2)).to_contain_text("in Kirkuk")
    panel.get_by_role("button", name="Back to the list").click()
    assert panel.locator(".gm-list li").count() > 20


def test_clusters_stand_on_a_real_spot(year: Page) -> None:
    """At every zoom each symbol is at one of the towns: nothing is shifted."""
    towns = [[lat, lng] for _, _, _, lng, lat in by_hand.TOWNS]
    for zoom, most in ((3, 5), (9, 1)):
        look_at(year, 35.47, 44.39, zoom)
        opened = 0
        for lat, lng in towns:
            year.keyboard.press("Escape")
            click_on(year, lat, lng)
            opened += year.locator(".gm-panel").is_visible()
        assert 1 <= opened <= most


def test_selection_is_moved_clear_of_the_cards(three: Page) -> None:
    look_at(three, 35.05, 44.5, 7)
    three.evaluate("() => window.geomap.select('strike-1')")
    three.wait_for_timeout(300)
    spot = three.evaluate("() => window.geomap.map.latLngToContainerPoint([35.05, 40.2])")
    left = three.locator(".gm-left").bounding_box()
    right = three.locator(".gm-panel").bounding_box()
    assert left and right
    assert left["x"] + left["width"] < spot["x"] < right["x"]


def test_chains_are_listed_and_flown_to(year: Page) -> None:
    year.get_by_role("button", name="Chains").click()
    view = year.locator(".gm-view-card")
    assert view.locator(".gm-fly").count() == 24
    view.get_by_label("Order").select_option("newest first")
    expect(view.locator(".gm-fly").first).to_contain_text("2024 · 1 answer")
    view.locator(".gm-fly").first.click()
    expect(year.locator(".gm-panel h2")).to_be_visible()
    assert year.evaluate("() => window.geomap.map.getZoom()") >= 6


def test_arrows_move_only_where_motion_is_allowed(build: Build, open_page: Open) -> None:
    path = build("three", by_hand.three_incidents)
    look = """() => new Promise(resolve => {
      const canvas = document.querySelector('.leaflet-overlay-pane canvas');
      const first = canvas.toDataURL();
      setTimeout(() => resolve(canvas.toDataURL() !== first), 400);
    })"""
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page = open_page(path, "#map=8/35.1/40.2", reduced_motion=motion)
        page.evaluate("() => window.geomap.select('conoco-1')")
        page.wait_for_timeout(900)
        assert page.evaluate(look) is moves
