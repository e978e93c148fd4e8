"""What is around the map: search, table, downloads, links, embedding, languages, base maps."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from geomap.model import Incidents
from tests.browser import by_hand
from tests.browser.conftest import Open, click_on, look_at, state, visible

Build = Callable[..., Path]


@pytest.fixture
def page(build: Build, open_page: Open) -> Page:
    return open_page(build("year", by_hand.a_year))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zeppelin", ["y77"]),
        ("ZEPPELIN raqqa", ["y77"]),
        ("دير الزور 233", ["y233"]),
        ("y12", ["y12", "y120", "y121", "y122", "y123", "y124", "y125", "y126"]),
        ("example.org/200", ["y200"]),
        ("no such thing", []),
    ],
)
def test_search_looks_into_every_field(page: Page, text: str, found: list[str]) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_function("n => window.geomap.visible().length <= n", arg=max(11, len(found)))
    assert visible(page)[: len(found)] == found


def test_table_is_in_step_with_the_map(page: Page) -> None:
    page.get_by_role("button", name="Table").click()
    table = page.locator(".gm-drawer")
    expect(table.get_by_role("status")).to_have_text("236 incidents")
    look_at(page, 36.34, 43.13, 10)
    expect(table.get_by_role("status")).to_have_text("48 incidents")
    table.get_by_label("only what is in view").uncheck()
    expect(table.get_by_role("status")).to_have_text("240 incidents")


def test_table_sorts_and_opens(page: Page) -> None:
    page.get_by_role("button", name="Table").click()
    table = page.locator(".gm-drawer")
    expect(table.locator("tbody tr").nth(1)).to_contain_text("2024")
    table.get_by_role("button", name="Date").click()
    expect(table.locator("tbody tr").first).to_contain_text("1 Jan 2023")
    expect(table.get_by_role("columnheader", name="Date")).to_have_attribute(
        "aria-sort", "ascending"
    )
    table.get_by_role("button", name="Title").click()
    expect(table.locator("tbody tr").first).to_contain_text("Attack 0 in Kirkuk")
    table.get_by_role("button", name="Attack 1 in Mosul").click()
    expect(page.locator(".gm-panel h2")).to_have_text("Attack 1 in Mosul")


def test_the_keyboard_goes_through_the_table_and_stays_in_it(page: Page) -> None:
    page.get_by_role("button", name="Table").click()
    table = page.locator(".gm-drawer")
    table.locator("tbody button").first.focus()
    focused = "() => document.activeElement.closest('tr')?.ariaRowIndex"
    for _ in range(30):
        page.keyboard.press("Tab")
    assert page.evaluate(focused) == "32"
    page.keyboard.press("Enter")
    expect(page.locator(".gm-panel h2")).to_be_visible()
    assert page.evaluate(focused) == "32"


def test_the_keyboard_is_not_faster_than_the_table(page: Page) -> None:
    page.evaluate("() => addEventListener('scroll', (e) => e.stopImmediatePropagation(), true)")
    page.get_by_role("button", name="Table").click()
    page.locator(".gm-drawer tbody button").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('tr')?.ariaRowIndex") == "62"


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_selection_is_downloaded_as_csv(build: Build, open_page: Open) -> None:
    def risky() -> Incidents:
        told = {**by_hand.CONOCO, "title": '=HYPERLINK("x")', "note": "@now", "target": "-5"}
        return by_hand.incidents([told, by_hand.ASAD])

    page = open_page(build("risky", risky))
    page.evaluate("() => window.geomap.filter({countries: ['Syria']})")
    page.get_by_role("button", name="Download").click()
    text = saved(page, "This selection as CSV").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["id"] == "conoco-1"
    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["note"] == "'@now"
    assert row["target"] == "-5"
    assert (row["lat"], row["lon"], row["precision"]) == ("35.333", "40.317", "site")


PROPERTIES = {
    "id",
    "date",
    "date_end",
    "date_precision",
    "kind",
    "title",
    "description",
    "place",
    "place_id",
    "place_name",
    "country",
    "country_code",
    "admin1",
    "actor",
    "target",
    "weapons",
    "killed",
    "injured",
    "casualties",
    "precision",
    "radius_m",
    "score",
    "location_note",
    "retaliation_for",
    "sources",
}


def test_selection_is_downloaded_as_geojson(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    page.get_by_role("button", name="Download").click()
    collection = json.loads(saved(page, "This selection as GeoJSON"))
    features = {feature["id"]: feature for feature in collection["features"]}
    assert len(features) == 3
    strike: dict[str, Any] = features["strike-1"]["properties"]
    assert set(strike) >= PROPERTIES
    assert strike["retaliation_for"] == ["conoco-1"]
    assert strike["weapons"] == ["airstrikes"]
    assert strike["sources"][0] == {
        "publisher": "Example Daily",
        "url": "https://example.org/rockets",
        "quote": "The US responded with airstrikes.",
    }
    assert features["conoco-1"]["properties"]["actor"] == "Not stated"
    assert features["asad-1"]["geometry"] == {"type": "Point", "coordinates": [42.441, 33.786]}


def test_picture_is_downloaded(page: Page) -> None:
    page.get_by_role("button", name="Download").click()
    picture = saved(page, "Picture of the map (PNG)")
    [width, height, paper, colours] = page.evaluate(
        """async base64 => {
          const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
          const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
          pen.drawImage(image, 0, 0);
          const {data} = pen.getImageData(70, 40, 1, 500);
          const colours = Array.from({length: 500}, (_, y) => data.slice(4 * y, 4 * y + 3).join());
          return [image.width, image.height, Math.min(...data.slice(0, 3)), colours];
        }""",
        base64.b64encode(picture).decode(),
    )
    assert (width, height) == (2880, 1800)
    # The caption's paper, and in it the colours of the actors: Okabe-Ito, grey for not stated.
    assert paper > 250
    assert {"0,114,178", "140,140,148"} <= set(colours)


def test_the_link_is_copied_or_said_to_be_in_the_address_bar(build: Build, open_page: Open) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_page(build("three", by_hand.three_incidents), permissions=allowed)
    page.evaluate("() => window.geomap.select('conoco-1')")
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.evaluate("() => location.href")
    assert "sel=conoco-1" in copied
    refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    page.evaluate(refuse)
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_visible()
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_role("button", name="Copy the address from")).to_be_visible()


def test_buttons_zoom_and_show_everything(page: Page) -> None:
    before = state(page)["view"]
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(
        "zoom => window.geomap.state().view.zoom === zoom + 2", arg=before["zoom"]
    )
    page.get_by_role("button", name="Zoom out").click()
    page.get_by_role("button", name="Show everything").click()
    page.wait_for_function("zoom => window.geomap.state().view.zoom === zoom", arg=before["zoom"])


WRITTEN = """
  const write = CanvasRenderingContext2D.prototype.fillText;
  window.written = new Set();
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    window.written.add(text);
    return write.call(this, text, ...rest);
  };
"""


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("en-US", {"SYRIA", "Deir ez-Zor", "Al-Hasakah", "Ramadi"}),
        ("ar", {"سوريا", "دير الزور", "الرمادي"}),
    ],
)
def test_base_map_names_countries_governorates_and_cities(
    build: Build, open_page: Open, locale: str, names: set[str]
) -> None:
    page = open_page(build("three", by_hand.three_incidents), locale=locale)
    page.add_init_script(WRITTEN)
    page.reload()
    page.evaluate("() => window.geomap.ready")
    look_at(page, 34.6, 41, 7)
    look_at(page, 34.6, 41, 8)
    assert names <= set(page.evaluate("() => [...window.written]"))


def test_a_link_shows_the_same(build: Build, open_page: Open) -> None:
    path = build("year", by_hand.a_year)
    page = open_page(path)
    look_at(page, 35.9, 39, 8)
    page.get_by_label("Search", exact=True).fill("raqqa")
    page.wait_for_function("() => window.geomap.visible().length === 48")
    page.evaluate("() => window.geomap.filter({from: '2023-03-01', to: '2024-02-29'})")
    page.get_by_role("group", name="Show").get_by_role("button", name="retaliation").click()
    page.evaluate("() => window.geomap.select(window.geomap.visible()[3])")
    page.wait_for_timeout(400)
    before = state(page)
    other = open_page(path, page.evaluate("() => location.hash"))
    after = state(other)
    assert after["filters"] == before["filters"]
    assert after["selected"] == before["selected"]
    assert after["view"] == pytest.approx(before["view"], abs=1e-4)
    expect(other.locator(".gm-panel h2")).to_be_visible()


def test_hash_that_is_typed_is_followed(page: Page) -> None:
    page.evaluate("() => { location.hash = '#map=9/36.34000/43.13000&from=2024-01-01&sel=y1'; }")
    page.wait_for_function("() => window.geomap.state().selected === 'y1'")
    assert state(page)["filters"]["from"] == "2024-01-01"
    assert state(page)["view"]["zoom"] == 9
    page.evaluate("() => { location.hash = '#lang=ar'; }")
    expect(page.get_by_role("button", name="الجدول")).to_be_visible()
    assert state(page)["selected"] is None


@pytest.mark.parametrize("address", ["?embed", "#embed=1"])
def test_embedded_it_is_map_title_and_time(build: Build, open_page: Open, address: str) -> None:
    page = open_page(build("year", by_hand.a_year), address, viewport={"width": 900, "height": 560})
    expect(page.get_by_role("tree")).to_be_hidden()
    expect(page.get_by_role("heading", name="Attacks", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Table")).to_be_hidden()
    look_at(page, 35.47, 44.39, 10)
    click_on(page, 35.47, 44.39)
    expect(page.locator(".gm-panel")).to_be_visible()


def test_paper_shows_map_legend_and_attribution(page: Page) -> None:
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    legend = page.locator(".gm-print")
    expect(legend).to_be_visible()
    expect(legend).to_contain_text("240 incidents")
    expect(legend).to_contain_text("Islamic State")
    expect(legend).to_contain_text("Natural Earth")
    expect(page.locator(".gm-left")).to_be_hidden()


def test_arabic_runs_from_right_to_left(build: Build, open_page: Open) -> None:
    page = open_page(build("year", by_hand.a_year), locale="ar")
    assert page.evaluate("() => [document.dir, document.documentElement.lang].join()") == "rtl,ar"
    expect(page.get_by_role("checkbox", name="العراق (96)")).to_be_visible()
    left = page.locator(".gm-left").bounding_box()
    assert left and left["x"] > 720
    page.evaluate("() => window.geomap.select('y0')")
    expect(page.locator(".gm-panel")).to_contain_text("1 كانون الثاني 2023")


def test_language_and_colours_are_chosen(page: Page) -> None:
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_label("Colours").select_option("dark")
    paper = "() => getComputedStyle(document.querySelector('.gm-header')).backgroundColor"
    assert page.evaluate(paper) == "rgb(23, 28, 35)"
    page.get_by_label("Language").select_option("العربية")
    assert page.evaluate("() => document.dir") == "rtl"
    expect(page.get_by_role("button", name="الجدول")).to_be_visible()
    assert state(page)["theme"] == "dark"


def test_dark_follows_the_system(build: Build, open_page: Open) -> None:
    page = open_page(build("year", by_hand.a_year), color_scheme="dark")
    paper = "() => getComputedStyle(document.querySelector('.gm-header')).backgroundColor"
    assert page.evaluate(paper) == "rgb(23, 28, 35)"


def test_online_map_is_asked_for_and_told_about(build: Build, chromium: Any) -> None:
    page = chromium.new_page(locale="en-US")
    asked: list[str] = []
    outside = re.compile(r"^https?:")

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=b"")

    page.route(outside, answer)
    page.goto(build("year", by_hand.a_year).as_uri())
    page.evaluate("() => window.geomap.ready")
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_label("OpenStreetMap").check()
    expect(page.get_by_text("will be loaded from tile.openstreetmap.org")).to_be_visible()
    assert asked == []
    page.get_by_role("button", name="Load from tile.openstreetmap.org").click()
    page.wait_for_timeout(500)
    assert asked
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in asked)
    expect(page.locator(".gm-credit")).to_have_text("© OpenStreetMap contributors")
    page.get_by_label("offline map").check()
    assert state(page)["base"] == "offline"
    page.close()


def test_phone_has_a_sheet_of_three_heights(build: Build, open_page: Open) -> None:
    page = open_page(
        build("year", by_hand.a_year),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    sheet = page.locator(".gm-sheet")
    heights = []
    for _ in range(3):
        page.wait_for_timeout(50)
        box = sheet.bounding_box()
        assert box
        heights.append(box["height"])
        page.get_by_role("button", name="Make the sheet taller").tap()
    assert heights == sorted(set(heights))
    page.get_by_role("tab", name="Table").tap()
    expect(page.get_by_role("button", name="Title")).to_be_visible()
    page.get_by_role("tab", name="Layers").tap()
    expect(page.get_by_role("checkbox", name="Iraq (96)")).to_be_visible()
    small = page.eval_on_selector_all(
        "button, select, [role=tab], .gm-tree-row",
        """list => list.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())
             .filter(box => box.height > 0 && box.height < 44).length""",
    )
    assert small == 0


def test_phone_opens_a_touched_incident_in_the_sheet(build: Build, open_page: Open) -> None:
    page = open_page(
        build("three", by_hand.three_incidents),
        "#map=8/35.2/40.3",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    spot = page.evaluate("() => window.geomap.map.latLngToContainerPoint([35.333, 40.317])")
    page.touchscreen.tap(spot["x"] + 8, spot["y"])
    expect(page.get_by_role("tab", name="Incident")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".gm-sheet .gm-panel h2")).to_be_visible()
