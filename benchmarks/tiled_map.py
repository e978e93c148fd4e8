"""The map over tiles in Chromium: first draw, a zoom, a filter, and what they fetched.

Usage: python -m benchmarks tiled_map DIR; DIR is what ``geomap build --tiles always`` wrote.
"""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from geomap.serve import server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


def main() -> None:
    """Print seconds and bytes of each step, and whether the counts are the table's."""
    folder = Path(sys.argv[1])
    total = json.loads((folder / "report.json").read_text(encoding="utf-8"))["counts"]
    with sync_playwright() as playwright, server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        fetched = [0]
        page.on("response", lambda answer: _count(fetched, answer))
        started = time.perf_counter()
        page.goto(f"http://127.0.0.1:{running.server_port}/")
        page.evaluate("geomap.ready")
        _tell("first draw", started, fetched)
        print(f"  counted {page.evaluate('geomap.count()'):,} of {total['incidents']:,}")
        _step(page, "the world", "geomap.map.setView([20, 20], 2, {animate: false})", fetched)
        print(f"  in view {page.evaluate('geomap.inView()'):,} of {total['located']:,} placed")
        _step(page, "one region", "geomap.map.setView([33.4, 44.5], 7, {animate: false})", fetched)
        _step(page, "incidents", "geomap.map.setView([33.4, 44.5], 11, {animate: false})", fetched)
        _step(page, "filter by actor", "0", fetched, "{actors: ['SYRIA']}")
        browser.close()
        running.shutdown()


def _step(page: Page, name: str, move: str, fetched: list[int], wish: str = "{}") -> None:
    started = time.perf_counter()
    page.evaluate(f"void ({move})")
    page.evaluate(f"geomap.filter({wish})")
    _tell(name, started, fetched)


def _tell(name: str, started: float, fetched: list[int]) -> None:
    print(f"{name}: {time.perf_counter() - started:.2f} s, {fetched[0] / 1e6:.2f} MB so far")


def _count(fetched: list[int], answer: Any) -> None:
    fetched[0] += int(answer.headers.get("content-length", "0"))


if __name__ == "__main__":
    main()
