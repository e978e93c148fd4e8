"""geomap's map beside its peers' maps, in one run: building, file, and opening in Chromium.

``python -m benchmarks.html [--sizes 1000,350000] [--variants geomap,fast] [--no-browser]``

Each variant builds in a process of its own from the same synthetic incidents (fixed seed):
three countries, twelve actors, a title of 60 characters, a description of 200, an address.
Imports are not counted. Seconds are CPU seconds; what to trust are the ratios to geomap.
Leaflet, jQuery and the like, which the peers' pages load from elsewhere, are answered with the
npm packages beside the viewer where those are installed; tiles with an empty picture.
lonboard and kepler.gl are measured where they can be imported (``pip install lonboard
keplergl``; they are no dependency), else named as absent. Their pages fetch their whole viewer from
elsewhere when they are opened, and are therefore built and weighed but not opened.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import html
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
NODE_MODULES: Final = ROOT / "geomap" / "viewer" / "node_modules"
COUNTRIES: Final = {
    "Iraq": ("IQ", (29.5, 37.0), (39.5, 47.5), 42),
    "Syria": ("SY", (32.5, 37.0), (36.0, 42.0), 40),
    "Yemen": ("YE", (12.8, 17.5), (42.8, 52.0), 18),
}
ACTORS: Final = tuple(f"Armed group {letter}" for letter in "ABCDEFGHIJKL")
TYPES: Final = ("airstrike", "shelling", "drone attack", "armed clash", "rocket attack")
SYLLABLES: Final = (
    "al", "ba", "ra", "qa", "sh", "mo", "de", "ir", "ti", "ka", "ed", "er", "on", "st", "ha", "le",
)  # fmt: skip

Row = dict[str, Any]


def incidents(count: int) -> list[Row]:
    """Synthetic incidents around sixty hubs per country, their words as frequent as Zipf's."""
    dice = random.Random(20240711)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(4000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    hubs = {
        name: [(dice.uniform(*lat), dice.uniform(*lon)) for _ in range(60)]
        for name, (_, lat, lon, _) in COUNTRIES.items()
    }

    def text(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=length // 4 + 4))[:length]

    def row(number: int) -> Row:
        [country] = dice.choices(list(COUNTRIES), [share for *_, share in COUNTRIES.values()])
        lat, lon = dice.choice(hubs[country])
        return {
            "id": f"INC{number:07d}",
            "date": (date(2014, 1, 1) + timedelta(days=dice.randrange(4000))).isoformat(),
            "lat": round(dice.gauss(lat, 0.15), 5),
            "lon": round(dice.gauss(lon, 0.15), 5),
            "country": country,
            "actor": ACTORS[min(int(dice.expovariate(0.35)), len(ACTORS) - 1)],
            "type": dice.choice(TYPES),
            "title": text(60),
            "description": text(200),
            "url": f"https://example.org/reports/{dice.randrange(10**9):09d}",
        }

    return [row(number) for number in range(count)]


def popup(row: Row) -> str:
    """What a peer's popup says, escaped for HTML."""
    said = {name: html.escape(str(value)) for name, value in row.items()}
    return (
        f"<b>{said['title']}</b><br>{said['date']} {said['type']} {said['actor']}<br>"
        f"{said['description']}<br><a href='{said['url']}'>source</a>"
    )


def grouped(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(f"{row['country']} / {row['actor']}", []).append(row)
    return groups


def with_geomap(rows: list[Row]) -> Callable[[Path], None]:
    import geopandas as gpd
    import pandas as pd

    from geomap import frames
    from geomap.write.html import write_html

    table = pd.DataFrame(rows).rename(columns={"url": "source_url", "type": "event_type"})
    table = table.assign(
        geometry=gpd.points_from_xy(table["lon"], table["lat"]),
        country_code=table["country"].map({name: facts[0] for name, facts in COUNTRIES.items()}),
        kind="attack",
        date_precision="day",
        precision="settlement",
        radius_m=2000.0,
        status="resolved",
    )
    whole = frames.empty_incidents().with_(incidents=frames.incident_frame(table))
    return lambda path: write_html(whole, path, title="Incidents")


def with_markers(rows: list[Row], circles: bool = False) -> Callable[[Path], None]:
    import folium

    def write(path: Path) -> None:
        page = folium.Map(location=[30, 43], zoom_start=5)
        for name, members in grouped(rows).items():
            layer = folium.FeatureGroup(name=name).add_to(page)
            for row in members:
                spot = [row["lat"], row["lon"]]
                shown = folium.Popup(popup(row), max_width=300)
                if circles:
                    folium.CircleMarker(spot, radius=4, fill=True, popup=shown).add_to(layer)
                else:
                    folium.Marker(spot, popup=shown).add_to(layer)
        folium.LayerControl().add_to(page)
        page.save(path)

    return write


def with_fast_clusters(rows: list[Row]) -> Callable[[Path], None]:
    import folium
    from folium.plugins import FastMarkerCluster

    callback = (
        "function(row){var m=L.circleMarker(new L.LatLng(row[0],row[1]),{radius:4});"
        "m.bindPopup(row[2]);return m;}"
    )

    def write(path: Path) -> None:
        page = folium.Map(location=[30, 43], zoom_start=5)
        for name, members in grouped(rows).items():
            data = [[row["lat"], row["lon"], popup(row)] for row in members]
            layer = FastMarkerCluster(data, callback=callback, name=name)  # type: ignore[no-untyped-call]
            layer.add_to(page)
        folium.LayerControl().add_to(page)
        page.save(path)

    return write


def with_geojson(rows: list[Row]) -> Callable[[Path], None]:
    import folium

    fields = ["title", "date", "type", "description", "url"]

    def feature(row: Row) -> Row:
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        return {"type": "Feature", "geometry": point, "properties": row}

    def write(path: Path) -> None:
        page = folium.Map(location=[30, 43], zoom_start=5, prefer_canvas=True)
        for name, members in grouped(rows).items():
            features = [feature(row) for row in members]
            folium.GeoJson(
                {"type": "FeatureCollection", "features": features},
                name=name,
                marker=folium.CircleMarker(radius=4, fill=True),
                popup=folium.GeoJsonPopup(fields=fields),
            ).add_to(page)
        folium.LayerControl().add_to(page)
        page.save(path)

    return write


def with_explore(rows: list[Row]) -> Callable[[Path], None]:
    import geopandas as gpd
    import pandas as pd

    table = pd.DataFrame(rows)
    points = gpd.points_from_xy(table["lon"], table["lat"])
    frame = gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")
    fields = ["title", "date", "type", "description", "url"]
    return lambda path: frame.explore(color="#0072B2", popup=fields, tooltip=False).save(path)


def with_lonboard(rows: list[Row]) -> Callable[[Path], None]:
    import geopandas as gpd
    import lonboard  # type: ignore[import-not-found]

    frames = {name: gpd.GeoDataFrame(members) for name, members in grouped(rows).items()}
    placed = [
        frame.set_geometry(gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")
        for frame in frames.values()
    ]

    def write(path: Path) -> None:
        layers = [lonboard.ScatterplotLayer.from_geopandas(frame) for frame in placed]
        lonboard.Map(layers).to_html(path)

    return write


def with_kepler(rows: list[Row]) -> Callable[[Path], None]:
    import keplergl  # type: ignore[import-not-found]
    import pandas as pd

    table = pd.DataFrame(rows)

    def write(path: Path) -> None:
        page = keplergl.KeplerGl()
        page.add_data(table, "incidents")
        with contextlib.redirect_stdout(sys.stderr):
            page.save_to_html(file_name=str(path))

    return write


VARIANTS: Final[dict[str, Callable[[list[Row]], Callable[[Path], None]]]] = {
    "geomap": with_geomap,
    "marker": with_markers,
    "circle": lambda rows: with_markers(rows, circles=True),
    "fast": with_fast_clusters,
    "geojson": with_geojson,
    "explore": with_explore,
    "lonboard": with_lonboard,
    "kepler": with_kepler,
}
NAMES: Final = {
    "geomap": "geomap",
    "marker": "folium Marker",
    "circle": "folium CircleMarker",
    "fast": "folium FastMarkerCluster",
    "geojson": "folium GeoJson",
    "explore": "geopandas explore",
    "lonboard": "lonboard",
    "kepler": "kepler.gl",
}
#: Incidents up to which a peer is measured: beyond, its page takes minutes to build or to open.
MOST: Final = {"marker": 10_000, "circle": 10_000, "explore": 10_000, "geojson": 100_000}
#: Peers of which not every machine has the package.
PACKAGES: Final = {"lonboard": "lonboard", "kepler": "keplergl"}


def measure_build(variant: str, size: int, path: Path) -> Row:
    """CPU seconds, peak memory and bytes of one build; to be called in a fresh process."""
    write = VARIANTS[variant](incidents(size))
    if variant == "geomap":
        import folium  # noqa: F401
    begun = time.process_time()
    write(path)
    cpu = time.process_time() - begun
    raw = path.read_bytes()
    return {
        "cpu_s": round(cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "bytes_per_incident": round(len(raw) / size, 1),
        "mb": round(len(raw) / 1e6, 2),
        "gzipped_mb": round(len(gzip.compress(raw, 6)) / 1e6, 2),
    }


OPEN: Final = """async () => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const opened = async (map, frame) => {
    let act = () => window.geomap.select(window.geomap.visible()[7]);
    let text = '.gm-panel:not([hidden]) h2';
    if (!window.geomap) {
      let marker = null;
      map.eachLayer(layer => {
        if (layer.getAllChildMarkers) marker ??= layer.getAllChildMarkers()[0];
        else if (layer.getPopup()) marker ??= layer;
      });
      if (!marker) return null;
      act = () => map.hasLayer(marker) ? marker.openPopup()
        : map.openPopup(marker.getPopup().setLatLng(marker.getLatLng()));
      text = '.leaflet-popup-content';
    }
    const begun = performance.now();
    act();
    while (!document.querySelector(text)?.textContent) await frame();
    await frame();
    return performance.now() - begun;
  };
  if (window.geomap) await window.geomap.ready;
  const map = window.geomap ? window.geomap.map
    : Object.keys(window).filter(key => key.startsWith('map_')).map(key => window[key])[0];
  await frame(); await frame();
  const ready = performance.now() / 1000;
  const time = async act => {
    const begun = performance.now(); act(); await frame(); await frame();
    return performance.now() - begun;
  };
  const pan = [], zoom = [];
  for (let step = 0; step < 10; step++) {
    pan.push(await time(() => map.panBy([step % 2 ? -37 : 60, 19], {animate: false})));
  }
  for (const level of [6, 7, 6, 5]) {
    zoom.push(await time(() => map.setView(map.getCenter(), level, {animate: false})));
  }
  const popup = await opened(map, frame);
  return {ready, pan, zoom, popup, heap: performance.memory.usedJSHeapSize / 1e6};
}"""


#: As soon as the map is ready: nothing of the search is prepared.
SEARCH: Final = """async () => {
  await window.geomap.ready;
  const begun = performance.now();
  await window.geomap.filter({text: 'airstrike'});
  return performance.now() - begun;
}"""


def measure_opening(path: Path, limit: float) -> Row:
    """Seconds until drawn, milliseconds of a step and of the first popup, heap, in Chromium."""
    from playwright.sync_api import Error, Route, sync_playwright

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith(("file:", "blob:", "data:")):
            route.continue_()
            return
        name = re.sub(r"^jquery-\d+(\.\d+)*", "jquery", Path(url).name)
        found = [
            file
            for package in ("leaflet", "leaflet.markercluster", "jquery")
            for file in (NODE_MODULES / package / "dist").rglob(name)
        ]
        if found:
            route.fulfill(path=found[0])
        else:
            route.fulfill(body="")

    chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(limit * 1000)
        page.route("**/*", answer)
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        try:
            page.goto(path.as_uri(), wait_until="load")
            told = page.evaluate(OPEN)
            if path.stem == "geomap":
                page.reload(wait_until="load")
                told["search"] = page.evaluate(SEARCH)
        except Error as error:
            return {"failed": str(error).splitlines()[0][:70]}
        else:
            if broken:
                return {"failed": broken[0].splitlines()[0][:70]}
        finally:
            browser.close()
    return {
        "ready_s": round(told["ready"], 2),
        "pan_ms": round(statistics.median(told["pan"])),
        "zoom_ms": round(statistics.median(told["zoom"])),
        "zoom_most_ms": round(max(told["zoom"])),
        "popup_ms": told["popup"] and round(told["popup"]),
        "search_ms": told.get("search") and round(told["search"]),
        "heap_mb": round(told["heap"]),
    }


def measured(variant: str, size: int, path: Path, limit: float) -> Row:
    """One build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.html", "--one", variant, str(size), str(path)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=True
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"not built in {limit:.0f} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": error.stderr.strip().splitlines()[-1][:70]}
    built: Row = json.loads(done.stdout)
    return built


def table(size: int, results: dict[str, Row]) -> str:
    """A Markdown table of one size, with each peer's CPU and bytes as a multiple of geomap's."""
    ours = results.get("geomap", {})
    columns = [
        "cpu_s", "peak_mb", "mb", "gzipped_mb", "bytes_per_incident", "ready_s", "pan_ms",
        "zoom_ms", "zoom_most_ms", "popup_ms", "search_ms", "heap_mb", "failed",
    ]  # fmt: skip
    lines = [
        f"### {size:,} incidents\n",
        f"| map | CPU x | bytes x | {' | '.join(columns)} |",
        f"| --- |{' --- |' * (len(columns) + 2)}",
    ]
    for variant, result in results.items():
        cells = [
            str(result.get(column) if result.get(column) is not None else "") for column in columns
        ]
        ratios = [
            f"{result[column] / ours[column]:.1f}"
            if result.get(column) and ours.get(column)
            else ""
            for column in ("cpu_s", "mb")
        ]
        lines.append(f"| {' | '.join([NAMES[variant], *ratios, *cells])} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print a table per size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="1000,10000,100000,350000")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--limit", type=float, default=120, help="seconds for one build or opening")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--one", nargs=3, metavar=("VARIANT", "SIZE", "PATH"))
    options = parser.parse_args()
    if options.one:
        variant, size, path = options.one
        print(json.dumps(measure_build(variant, int(size), Path(path))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            results: dict[str, Row] = {}
            for variant in options.variants.split(","):
                if size > MOST.get(variant, size):
                    continue
                package = PACKAGES.get(variant)
                if package and find_spec(package) is None:
                    results[variant] = {"failed": f"{package} is not installed"}
                    continue
                path = Path(folder) / f"{variant}.html"
                results[variant] = measured(variant, size, path, options.limit)
                if not (options.no_browser or package or "failed" in results[variant]):
                    results[variant] |= measure_opening(path, options.limit)
            print(table(size, results), flush=True)


if __name__ == "__main__":
    main()
