"""Payloads in a real Chromium: every panel, list and link of the page shows text and runs none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page

from geomap.write.html import write_html
from tests.builders import incidents
from tests.trust import tally
from tests.trust.conftest import TORTURE, Hostile

pytestmark = pytest.mark.browser

#: Watches from before the page's own scripts: what a policy stopped, and changed prototypes.
WATCH = """
window.__violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
FOUND = """() => ({
  fired: window.__fired ?? null,
  violations: window.__violations,
  polluted: [({}).polluted, ({}).fired, Object.prototype.hasOwnProperty("x")],
  scripts: document.querySelectorAll("script:not([type])").length,
  foreign: [...document.querySelectorAll("iframe,object,embed,base,form,link,meta[http-equiv]")]
    .map((element) => element.outerHTML.slice(0, 80)),
  handlers: [...document.querySelectorAll("*")]
    .filter((element) => [...element.attributes].some(({name}) => name.startsWith("on"))).length,
  links: [...document.querySelectorAll("a[href]")].map((link) => link.protocol),
})"""


@dataclass
class Watched:
    """A page, and what it did that it must not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path: Path, address: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{path.as_uri()}{address}")
        self.page.evaluate("() => window.geomap.ready")

    def check(self) -> None:
        found = self.page.evaluate(FOUND)
        assert found["fired"] is None
        assert found["violations"] == []
        assert found["polluted"] == [None, None, False]
        assert found["scripts"] == 1 and found["handlers"] == 0
        assert [tag for tag in found["foreign"] if "Content-Security-Policy" not in tag] == []
        assert set(found["links"]) <= {"http:", "https:", "file:", "blob:"}
        assert self.dialogs == [] and self.errors == []
        outside = [url for url in self.requests if not url.startswith(("file:", "blob:", "data:"))]
        assert [url for url in outside if url != "about:blank"] == []


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    watching = Watched(page)
    page.on("request", lambda request: watching.requests.append(request.url))
    page.on("dialog", watching.refuse)
    page.on("pageerror", lambda error: watching.errors.append(str(error)))
    yield watching
    context.close()


def test_every_incident_is_shown_and_nothing_runs(hostile: Hostile, watched: Watched) -> None:
    watched.open(hostile.folder / "map.html")
    page = watched.page
    shown = page.evaluate(
        """async (every) => {
          const ids = window.geomap.visible().filter((id, at) => at % every === 0);
          for (const id of ids) {
            window.geomap.select(id);
            await new Promise((done) => setTimeout(done, 8));
          }
          return ids.length;
        }""",
        1 if TORTURE else 7,
    )
    watched.check()
    for button in page.get_by_role("button").all():
        if button.is_visible() and button.is_enabled():
            name = button.get_attribute("aria-label") or button.inner_text()
            if not any(word in name.lower() for word in ("print", "download", "save", "satellite")):
                button.click(timeout=2000, no_wait_after=True, force=True)
    page.keyboard.press("Escape")
    watched.check()
    hostile.canary.check()
    tally.add("incidents shown by Chromium", shown)


def test_searching_for_payloads(hostile: Hostile, watched: Watched) -> None:
    watched.open(hostile.folder / "map.html")
    for text in hostile.texts if TORTURE else hostile.texts[::6]:
        watched.page.evaluate("(text) => window.geomap.filter({text})", text)
        watched.page.evaluate("(text) => window.geomap.filter({actors: [text], text: null})", text)
    watched.check()


def test_links_to_the_page_are_input_too(hostile: Hostile, watched: Watched) -> None:
    """What stands after the # comes from whoever made the link."""
    path = hostile.folder / "map.html"
    for text in hostile.texts if TORTURE else hostile.texts[::12]:
        word = quote(text)
        watched.open(path, f"#sel={word}&q={word}&lang={word}&theme={word}&countries={word}")
        watched.check()
        watched.open(path, f"#map={word}&from={word}&actors=%5B%22{word}%22%5D&off={word}&p={word}")
        watched.check()


def test_titles(hostile: Hostile, watched: Watched, tmp_path: Path) -> None:
    one = incidents({"date": "2024-07-01", "title": "x", "at": (33, 44)})
    for text in hostile.texts if TORTURE else hostile.texts[::10]:
        write_html(one, tmp_path / "map.html", title=text)
        watched.open(tmp_path / "map.html")
        watched.check()


def test_without_scripts_the_list_is_text(hostile: Hostile, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((hostile.folder / "map.html").as_uri())
    assert page.locator("noscript li").count() or page.locator("li").count()
    assert [url for url in requests if not url.startswith("file:")] == []
    context.close()
