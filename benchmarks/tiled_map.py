"""The map over tiles in Chromium: each step's time and bytes, and its counts beside the table's.

Usage: python -m benchmarks.tiled_map DIR; DIR is what ``geomap build --tiles always`` wrote.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Page, sync_playwright

from geomap.serve import server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


def main() -> None:
    """Print seconds and bytes of each step, and whether the counts are the table's."""
    folder = Path(sys.argv[1])
    table = pd.read_parquet(folder / "dataset" / "incidents", columns=["actor", "date", "geometry"])
    actor = table["actor"].value_counts().index[0]
    day = str(table["date"].min())
    placed = table["geometry"].notna()
    with sync_playwright() as playwright, server(folder, 0) as running:
        thread = threading.Thread(target=running.forever, daemon=True)
        thread.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        steps = _Steps(page)
        with steps.timed("first draw"):
            page.goto(f"http://127.0.0.1:{running.port}/")
            page.evaluate("geomap.ready")
        steps.told("counted", "count()", len(table))
        with steps.timed("the world"):
            steps.look(20, 20, 2)
        steps.told("in view", "inView()", int(placed.sum()))
        with steps.timed(f"filter by actor {actor!r}"):
            page.evaluate("actor => geomap.filter({actors: [actor]})", actor)
        steps.told("in view", "inView()", int((placed & table["actor"].eq(actor)).sum()))
        with steps.timed(f"and by time, {day}"):
            page.evaluate("day => geomap.filter({from: day, to: day})", day)
        first, last = page.evaluate("[geomap.state().filters.from, geomap.state().filters.to]")
        chosen = table["actor"].eq(actor) & table["date"].between(first or "0000", last or "9999")
        steps.told(f"in view, {first} to {last}", "inView()", int((placed & chosen).sum()))
        page.evaluate("geomap.filter({actors: null, from: null, to: null})")
        with steps.timed("one region, zoom 7"):
            steps.look(33.4, 44.5, 7)
        with steps.timed("single incidents, zoom 11"):
            steps.look(33.4, 44.5, 11)
        print(f"  heap {_held(page):.0f} MB")
        print(f"  {page.evaluate('geomap.visible().length'):,} single incidents fetched")
        with steps.timed("panel of one incident"):
            page.evaluate("geomap.select(geomap.visible()[0])")
            page.locator(".gm-panel h2").wait_for()
        browser.close()
        running.stop()
        thread.join()


def _held(page: Page) -> float:
    """Megabytes of the page's heap that are not garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    return used / 1e6


class _Steps:
    """What a page is made to do, with the time and the bytes that it takes."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._fetched = 0
        page.on("response", self._count)

    @contextlib.contextmanager
    def timed(self, name: str) -> Iterator[None]:
        started, before = time.perf_counter(), self._fetched
        yield
        megabytes = (self._fetched - before) / 1e6
        print(f"{name}: {time.perf_counter() - started:.2f} s, {megabytes:.2f} MB")

    def look(self, lat: float, lng: float, zoom: int) -> None:
        self._page.evaluate(f"void geomap.map.setView([{lat}, {lng}], {zoom}, {{animate: false}})")
        self._page.evaluate("geomap.filter({})")

    def told(self, what: str, asked: str, expected: int) -> None:
        found = self._page.evaluate(f"geomap.{asked}")
        print(f"  {what} {found:,} of {expected:,}: {'same' if found == expected else 'DIFFERS'}")

    def _count(self, answer: Any) -> None:
        self._fetched += int(answer.headers.get("content-length", "0"))


if __name__ == "__main__":
    main()
