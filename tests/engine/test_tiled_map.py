"""The map over tiles in a real browser, through ``geomap serve``: counts, filters, one incident."""

import contextlib
import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from geomap import engine
from geomap.engine import dataset, tiles
from geomap.pipeline import BuildOptions
from geomap.serve import server
from tests.serving import answering

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


@contextlib.contextmanager
def opened(folder: Path, chromium: Browser) -> Iterator[Page]:
    """The folder's map in a browser, through the server; nothing may go wrong in it."""
    with answering(server(folder, 0)) as running:
        opened = chromium.new_page()
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        opened.goto(f"http://127.0.0.1:{running.port}/")
        opened.evaluate("geomap.ready")
        yield opened
        opened.close()
        assert problems == []


@pytest.fixture
def page(built: tuple[Path, Any], chromium: Browser) -> Iterator[Page]:
    with opened(built[0], chromium) as page:
        yield page


def test_what_is_in_view_adds_up_to_the_table(page: Page, counts: Any) -> None:
    placed = counts[counts.geometry.notna()]
    assert page.evaluate("geomap.count()") == len(counts)
    for zoom in (2, 4):
        view(page, 34, 41, zoom)
        assert page.evaluate("geomap.inView()") == len(placed)


def in_box(page: Page, counts: Any) -> int:
    """How many incidents the table has in the box of the map's view."""
    west, south, east, north = map(
        float, page.evaluate("geomap.map.getBounds().toBBoxString()").split(",")
    )
    return len(counts[counts.geometry.notna()].cx[west:east, south:north])


@pytest.fixture(scope="module")
def crowded(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a map over tiles of which each spot shows three incidents at most."""
    folder = tmp_path_factory.mktemp("crowded")
    for number in range(3):
        table(folder / f"t{number}.csv", number, rows=40)
    where = engine.EngineOptions(scheduler=cluster.scheduler_address, tiles="always")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset, "CROWD", 3)
        engine.build([folder], folder / "out", BuildOptions(), where)
    return folder / "out"


def test_of_a_crowd_the_newest_are_listed_and_all_are_counted(
    crowded: Path, chromium: Browser
) -> None:
    import geopandas as gpd

    counts = gpd.read_parquet(crowded / "dataset" / "incidents")
    with opened(crowded, chromium) as page:
        for zoom in (5, 7, 11):
            view(page, 36.34, 43.13, zoom)
            assert page.evaluate("geomap.inView()") == in_box(page, counts) > 10
        here = counts[counts["place_name"].eq("Mosul")]
        newest = here.sort_values(["date", "id"], ascending=False)["id"].head(3)
        assert sorted(page.evaluate("geomap.visible()")) == sorted(newest)
        point = here.geometry.iloc[0]
        view(page, point.y, point.x, 11)
        box = page.locator(".gm-map").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        panel = page.locator(".gm-panel")
        panel.locator(".gm-item").first.wait_for()
        assert panel.locator(".gm-item").count() == 3
        assert f"{len(here)} incidents" in panel.inner_text()
        assert f"{len(here) - 3} more are only counted" in panel.inner_text()
        july = here["date"].between("2024-07-01", "2024-07-10")
        page.evaluate("geomap.filter({from: '2024-07-01', to: '2024-07-10'})")
        assert page.evaluate("geomap.inView()") == int(july.sum())


def test_a_page_on_which_nothing_has_a_place_says_so(
    cluster: Any, chromium: Browser, tmp_path: Path
) -> None:
    rows = [f"u{row},2024-07-0{row},attack,Xqzvblorp" for row in (1, 2, 3)]
    (tmp_path / "in.csv").write_text("\n".join(["id,date,kind,place", *rows]) + "\n")
    where = engine.EngineOptions(scheduler=cluster.scheduler_address, tiles="always")
    engine.build([tmp_path / "in.csv"], tmp_path / "out", BuildOptions(), where)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "dataset", "details", "map.html", "report.json",
    ]  # fmt: skip
    with opened(tmp_path / "out", chromium) as page:
        assert page.evaluate("geomap.count()") == 3
        assert "3 incidents could not be placed" in page.locator(".gm-unplaced").inner_text()
        for zoom in (3, 11):
            view(page, 34, 41, zoom)
            assert page.evaluate("geomap.inView()") == 0


def test_outlines_and_links_are_in_the_tiles(built: tuple[Path, Any], counts: Any) -> None:
    zoom = tiles.ZOOMS["links"][0]
    decode = tiles.tippecanoe().with_name("tippecanoe-decode")
    told = subprocess.run(
        [decode, "-z", str(zoom), "-Z", str(zoom), built[0] / "tiles.pmtiles"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    drawn: dict[str, list[Any]] = {}
    for tile in json.loads(told)["features"]:
        for layer in tile["features"]:
            drawn.setdefault(layer["properties"]["layer"], []).extend(layer["features"])
    at = counts[counts.geometry.notna()].set_index("id").geometry.to_dict()
    links = [
        (strike, attack)
        for strike, attacks in counts.set_index("id")["retaliation_for"].items()
        for attack in attacks
        if strike in at and attack in at and at[strike] != at[attack]
    ]
    assert 0 < len(links) <= len(drawn["links"])
    assert {one["properties"]["name"] for one in drawn["links"]} == {"stated"}
    assert {one["properties"]["name"] for one in drawn["areas"]} >= {"Al Anbar"}


def test_a_filter_counts_as_the_table_does(page: Page, counts: Any) -> None:
    view(page, 34, 41, 4)
    page.evaluate("geomap.filter({actors: ['A'], from: '2024-07-10', to: '2024-07-20'})")
    chosen = counts[counts["actor"].eq("A") & counts["date"].between("2024-07-10", "2024-07-20")]
    assert 0 < page.evaluate("geomap.count()") == len(chosen)
    assert page.evaluate("geomap.inView()") == int(chosen.geometry.notna().sum())
    page.evaluate("geomap.filter({actors: null, from: '2024-08-01', to: null})")
    assert page.evaluate("geomap.count()") == 1


def test_the_tree_counts_what_passes(page: Page, counts: Any) -> None:
    syria = counts["country"].eq("Syria")
    tree = page.get_by_role("tree")
    assert tree.get_by_role("treeitem", name=f"Syria ({int(syria.sum())})").is_visible()
    page.evaluate("geomap.filter({from: '2024-07-10', to: '2024-07-20'})")
    in_time = counts["date"].between("2024-07-10", "2024-07-20")
    item = tree.get_by_role("treeitem", name=f"Syria ({int((syria & in_time).sum())})")
    item.get_by_role("checkbox").first.uncheck()
    page.wait_for_function(f"() => geomap.count() === {int((in_time & ~syria).sum())}")
    actors = counts[in_time & counts["country"].eq("Iraq")]["actor"].value_counts()
    assert tree.get_by_role("treeitem", name=f"B ({actors['B']})", exact=True).first.is_visible()


def test_time_is_moved_from_the_keyboard(page: Page, counts: Any) -> None:
    heights = page.locator(".gm-bars span").evaluate_all(
        "bars => bars.map(bar => bar.style.height)"
    )
    assert len(heights) == 63 and heights[-1] != "0%" == heights[40]
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => geomap.state().filters.from !== null")
    start = page.evaluate("geomap.state().filters.from")
    assert start > "2024-07-01"
    assert page.evaluate("geomap.count()") == int((counts["date"] >= start).sum())


def test_one_incident_is_shown_as_text(page: Page) -> None:
    fetched: list[int] = []
    page.on(
        "response",
        lambda answer: fetched.append(answer.status) if "details/" in answer.url else None,
    )
    view(page, 33.3, 44.4, 12)
    assert page.evaluate("geomap.select('hostile')")
    panel = page.locator(".gm-panel")
    assert panel.locator("h2").inner_text() == HOSTILE
    assert "coordinates as given by the input" in panel.inner_text()
    assert page.evaluate("window.broken") is None
    assert fetched and set(fetched) == {206}


def test_an_incident_opens_though_the_map_moves_away_meanwhile(page: Page, counts: Any) -> None:
    links = counts[counts["retaliation_for"].str.len().gt(0) & counts.geometry.notna()]
    strike = links.iloc[0]
    view(page, strike.geometry.y, strike.geometry.x, 12)
    waiting: list[Route] = []
    page.route("**/details/**", lambda route: waiting.append(route))
    page.evaluate("id => void geomap.select(id)", strike["id"])
    for _ in range(6):  # the edges and the block of the strike, and of what it answers
        page.wait_for_timeout(100)
        view(page, -30, -60, 12)
        while waiting:
            waiting.pop().continue_()
    page.locator(".gm-panel h2").wait_for()
    assert page.evaluate("geomap.state().selected") == strike["id"]
    assert page.locator(".gm-panel .gm-chain-title").count() > 1


def test_an_incident_that_cannot_be_fetched_is_said(page: Page, chromium: Browser) -> None:
    view(page, 33.3, 44.4, 12)
    page.route("**/details/**", lambda route: route.fulfill(status=200, body="x" * 99))
    page.evaluate("geomap.select('hostile')")
    assert "no byte ranges" in page.locator(".gm-app > .gm-empty").inner_text()
    assert page.evaluate("geomap.state().selected") is None
    page.unroute("**/details/**")
    page.evaluate("geomap.select('hostile')")
    assert page.evaluate("geomap.state().selected") == "hostile"
    assert page.locator(".gm-app > .gm-empty").is_hidden()


@pytest.mark.parametrize("failing", [1, 2, 3], ids=["header", "directory", "tile"])
def test_what_could_not_be_fetched_is_asked_for_again(
    page: Page, counts: Any, failing: int
) -> None:
    address, asked = page.url, []

    def fail_once(route: Route) -> None:
        asked.append(route)
        if len(asked) == failing:
            route.fulfill(status=200, body="x" * 99_999)
        else:
            route.continue_()

    page.goto("about:blank")
    page.route("**/*.pmtiles", fail_once)
    page.goto(address)
    page.evaluate("geomap.ready")
    trouble = page.locator(".gm-app > .gm-empty")
    assert "no byte ranges" in trouble.inner_text()
    view(page, 34, 41, 4)
    assert page.evaluate("geomap.inView()") == int(counts.geometry.notna().sum())
    assert trouble.is_hidden()


def test_what_answers_what_opens_from_the_panel(page: Page, counts: Any) -> None:
    links = counts[counts["retaliation_for"].str.len().gt(0) & counts.geometry.notna()]
    strike = links.iloc[0]
    view(page, strike.geometry.y, strike.geometry.x, 12)
    assert page.evaluate("id => geomap.select(id)", strike["id"])
    steps = page.locator(".gm-panel .gm-chain button:not([aria-current])")
    titles = set(counts.set_index("id")["title"][list(strike["retaliation_for"])])
    assert steps.first.locator(".gm-chain-title").inner_text() in titles
    steps.first.click()
    page.wait_for_function("id => geomap.state().selected !== id", arg=strike["id"])
    assert page.evaluate("geomap.state().selected") in set(strike["retaliation_for"])


def test_text_is_found_among_what_is_in_view(page: Page, counts: Any) -> None:
    search = page.locator(".gm-search")
    view(page, 34, 41, 4)
    assert search.is_disabled()
    mosul = counts[
        counts["place_name"].eq("Mosul") & counts["location_note"].str.contains("same as")
    ]
    view(page, mosul.geometry.iloc[0].y, mosul.geometry.iloc[0].x, 12)
    wanted = str(mosul["title"].iloc[0])
    search.fill(f"{wanted} mosul")
    search.press("Enter")
    listed = page.locator(".gm-panel .gm-item-title")
    listed.first.wait_for()
    assert wanted in listed.all_inner_texts()
    assert all(title.startswith(wanted) for title in listed.all_inner_texts())


def test_arabic_dark_and_on_a_phone(page: Page, counts: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(page.url.split("#")[0] + "?#lang=ar&theme=dark")
    page.evaluate("geomap.ready")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.get_by_role("tab").count() == 2
    assert str(len(counts)) in page.locator(".gm-count").inner_text()
    ground = page.locator(".gm-card").first.evaluate(
        "card => getComputedStyle(card).backgroundColor"
    )
    assert max(map(int, re.findall(r"\d+", ground)[:3])) < 100
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hash_that_is_typed_is_followed(page: Page, counts: Any) -> None:
    page.evaluate("location.hash = '#lang=ar&theme=dark&map=12/33.30000/44.40000'")
    iraq = int(counts["country"].eq("Iraq").sum())
    page.get_by_role("treeitem", name=f"العراق ({iraq})").wait_for()
    state = page.evaluate("geomap.state()")
    assert (state["language"], state["theme"], state["view"]["zoom"]) == ("ar", "dark", 12)
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.wait_for_function("() => geomap.visible().includes('hostile')")
    page.evaluate("location.hash = '#lang=en&sel=hostile'")
    page.locator(".gm-panel h2").wait_for()
    assert page.evaluate("geomap.state().selected") == "hostile"
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_a_slow_start_keeps_what_the_link_asks_for(page: Page) -> None:
    def slowly(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    address = page.url.split("#")[0]
    page.route("**/*.pmtiles", slowly)
    page.goto("about:blank")
    page.goto(f"{address}#map=12/33.3/44.4&sel=hostile")
    page.evaluate("geomap.ready")
    assert page.evaluate("geomap.state().selected") == "hostile"
    page.wait_for_timeout(400)
    assert "sel=hostile" in page.url


def test_embedded_it_is_map_title_and_time(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "?embed")
    page.evaluate("geomap.ready")
    assert page.get_by_role("tree").is_hidden()
    assert page.locator(".gm-left h1").is_visible()


def test_without_an_address_of_its_own_it_still_moves(page: Page) -> None:
    around = "<!doctype html><iframe style='width: 900px; height: 600px'></iframe>"
    page.route("**/around.html", lambda route: route.fulfill(body=around, content_type="text/html"))
    address = page.url.split("#")[0]
    page.goto(f"{address}around.html")
    page.evaluate(
        """async (address) => {
          document.querySelector('iframe').srcdoc = await (await fetch(address)).text();
        }""",
        address,
    )
    framed = page.frames[1]
    framed.wait_for_function("() => window.geomap?.ready")
    framed.evaluate("geomap.ready")
    framed.evaluate("void geomap.map.setView([33.3, 44.4], 12, {animate: false})")
    page.wait_for_timeout(400)
    assert framed.evaluate("geomap.select('hostile')")


def test_from_disk_it_says_what_it_needs(built: tuple[Path, Any], chromium: Browser) -> None:
    opened = chromium.new_page()
    opened.goto((built[0] / "map.html").as_uri())
    notice = opened.locator(".gm-needs-server")
    assert notice.is_visible() and "geomap serve" in notice.inner_text()
    opened.close()
