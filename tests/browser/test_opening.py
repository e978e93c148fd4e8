"""What a person sees who opens the file: the map, its states, and nothing that leaks out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from geomap import frames
from geomap.write.html import write_html
from tests.browser import by_hand
from tests.browser.conftest import Open, visible
from tests.write import samples

Build = Callable[..., Path]


def test_map_opens_with_title_counts_and_dates(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    expect(page).to_have_title("Attacks")
    expect(page.get_by_role("heading", name="Attacks", exact=True)).to_be_visible()
    expect(page.locator(".gm-header .gm-count")).to_have_text("3 incidents · 25–27 July 2024")
    assert page.evaluate("() => window.geomap.count()") == 3
    assert visible(page) == ["asad-1", "conoco-1", "strike-1"]


def test_symbols_stand_where_the_incidents_were(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    colour = page.evaluate(
        """() => {
          const { map } = window.geomap;
          const canvas = document.querySelector('.leaflet-overlay-pane canvas');
          const box = canvas.getBoundingClientRect();
          const spot = map.latLngToContainerPoint([35.333, 40.317]);
          const pen = canvas.getContext('2d');
          return [...pen.getImageData(spot.x - box.left, spot.y - box.top, 1, 1).data];
        }"""
    )
    assert colour == [0x8C, 0x8C, 0x94, 255]


def test_same_incidents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_html(by_hand.three_incidents(), tmp_path / f"{name}.html", title="Same")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_shell_with_base_map_is_small(build: Build) -> None:
    assert build("three", by_hand.three_incidents).stat().st_size < 700_000


def test_no_incidents_has_its_own_state(build: Build, open_page: Open) -> None:
    page = open_page(build("none", frames.empty_incidents, "Nothing yet"))
    expect(page.get_by_text("There are no incidents in this map.")).to_be_visible()


def test_none_placed_says_so_and_lists_them(build: Build, open_page: Open) -> None:
    def unplaced() -> object:
        return by_hand.incidents([{"id": "a", "date": "2024-01-01", "title": "Lost"}])

    page = open_page(build("unplaced", unplaced))
    expect(page.get_by_text("None of the incidents could be placed.")).to_be_visible()
    page.get_by_role("button", name="1 incident could not be placed").click()
    page.get_by_role("button", name="Lost").click()
    expect(page.get_by_role("region", name="Incident", exact=True)).to_contain_text(
        "Not on the map."
    )


def test_all_filtered_out_offers_the_way_back(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    page.get_by_label("Search", exact=True).fill("no such words")
    expect(page.get_by_text("No incident passes the filters.")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.get_by_text("No incident passes the filters.")).to_be_hidden()
    assert len(visible(page)) == 3


def test_without_scripts_there_is_a_readable_list(build: Build, open_page: Open) -> None:
    path = build("three", by_hand.three_incidents)
    page = open_page(path, ready=False, java_script_enabled=False)
    assert page.get_by_role("listitem").count() == 3
    expect(page.locator("main p").first).to_contain_text("It holds 3 incidents")
    expect(page.locator("main ol")).to_contain_text("US airstrikes on militia positions")


def test_old_browser_is_told_in_a_sentence(build: Build, open_page: Open) -> None:
    page = open_page(build("three", by_hand.three_incidents))
    page.add_init_script("delete window.DecompressionStream")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("too old for the map")


def test_damaged_data_is_told_in_a_sentence(build: Build, open_page: Open, tmp_path: Path) -> None:
    whole = build("three", by_hand.three_incidents).read_text("utf-8")
    head, tail = whole.split('id="gm-core">', 1)
    damaged = tmp_path / "damaged.html"
    damaged.write_text(f'{head}id="gm-core">AAAA{tail[4:]}', "utf-8")
    page = open_page(damaged, ready=False)
    expect(page.get_by_role("alert")).to_contain_text("could not be read")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hostile_texts_are_only_texts(build: Build, open_page: Open, scheme: str) -> None:
    title = "{{ 7*7 }}</title><script>alert(1)</script>${alert(2)}"
    path = build("hostile", samples.mixed, title)
    assert "{{" not in path.read_text("utf-8").replace("{{ 7*7 }}", "").split("<script>")[0]
    page = open_page(path, color_scheme=scheme)
    opened: list[str] = []

    def refuse(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    expect(page).to_have_title(title)
    expect(page.locator("h1")).to_have_text(title)
    for identity in visible(page):
        page.evaluate("id => window.geomap.select(id)", identity)
        expect(page.locator(".gm-panel h2")).to_be_visible()
    page.get_by_role("button", name="Table").click()
    page.wait_for_timeout(200)
    assert opened == []
    links = page.eval_on_selector_all("a", "list => list.map(a => [a.protocol, a.rel])")
    assert all(link == ["https:", "noopener noreferrer"] for link in links), json.dumps(links)


def test_policy_allows_only_what_was_built(build: Build, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(build("three", by_hand.three_incidents).as_uri())
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy
    refused = page.evaluate(
        """() => new Promise(resolve => {
          document.addEventListener('securitypolicyviolation', event => {
            resolve(event.effectiveDirective);
          });
          const script = document.createElement('script');
          script.textContent = 'window.injected = true';
          document.body.append(script);
          setTimeout(() => resolve('ran'), 500);
        })"""
    )
    assert refused == "script-src-elem"
    page.close()
