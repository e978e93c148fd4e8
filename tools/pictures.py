"""Retake the pictures of the gallery: `python tools/pictures.py [--only map-16000,map-phone]`.

Builds maps of the sample and of generated incidents, opens them in Chromium as a person would and
writes docs/pictures. The generated incidents stand in real towns; nothing of them happened.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from geomap import frames, model
from geomap.model import Incidents
from geomap.pipeline import BuildOptions, build
from geomap.write import basemap
from geomap.write.html import write_html

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
CITIES: Final = ROOT / "geomap" / "data" / "cities.parquet"
COUNTRIES: Final = {
    "IQ": ("Iraq", 0.40, ("Islamic State", "Government of Iraq", "United States", "Türkiye")),
    "SY": ("Syria", 0.34, ("Government of Syria", "Islamic State", "Russia", "Israel", "Türkiye")),
    "YE": ("Yemen", 0.18, ("Ansar Allah", "Government of Yemen", "Saudi-led coalition", "AQAP")),
    "LB": ("Lebanon", 0.06, ("Hezbollah", "Israel")),
    "JO": ("Jordan", 0.02, ("Islamic State",)),
}
WEAPONS: Final = ("rockets", "drones", "airstrikes", "an IED", "mortars", "small arms")
PHONE: Final = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ANSWER: Final = "window.geomap.select('2024-07-answer')"
YEAR: Final = "&from=2016-09-01&to=2017-08-31"

LAYERS: Final = "document.querySelectorAll('.gm-size')[1].click()"
TABLE: Final = "document.querySelector('.gm-tool').click()"
CHAINS: Final = "document.querySelectorAll('.gm-tool')[1].click()"
IN_ARABIC: Final = (
    "window.geomap.select(window.geomap.visible().find(id => Number(id.slice(1)) % 17 === 9))"
)

#: Picture: map, address, settings of the browser, what is done first.
SHOTS: Final[dict[str, tuple[str, str, dict[str, Any], str]]] = {
    "map-light": ("sample", "", {}, ANSWER),
    "map-dark": ("sample", "", {"color_scheme": "dark"}, ANSWER),
    "map-empty": ("empty", "", {}, ""),
    "map-phone": ("sample", "", PHONE, ANSWER),
    "map-phone-layers": ("16000", "#map=6/34.2/41", PHONE, LAYERS),
    "map-16000": ("16000", f"#map=7/35.2/41.2{YEAR}", {}, ""),
    "map-table": ("16000", f"#map=7/34.6/43.2{YEAR}", {}, TABLE),
    "map-chains": ("16000", "#map=7/35/41.5&theme=dark", {}, CHAINS),
    "map-arabic": ("16000", f"#map=7/34.4/41.6{YEAR}", {"locale": "ar"}, IN_ARABIC),
    "map-350000": ("350000", "", {}, ""),
}


def main() -> None:
    """Build what the wanted pictures show, and take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(SHOTS))
    wanted = parser.parse_args().only.split(",")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in wanted:
            source, address, settings, act = SHOTS[name]
            page = Path(folder) / f"{source}.html"
            if not page.exists():
                MAPS[source](page)
            take(browser, page, address, settings, act, PICTURES / f"{name}.png")
        browser.close()


def take(
    browser: Browser, path: Path, address: str, settings: dict[str, Any], act: str, picture: Path
) -> None:
    """One picture of a map, after something was done to it."""
    desk: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US"}
    context = browser.new_context(**{**desk, "reduced_motion": "reduce", **settings})
    page = context.new_page()
    page.goto(path.as_uri() + address)
    page.evaluate("() => window.geomap.ready")
    page.evaluate(f"() => {{ {act} }}")
    page.wait_for_timeout(1500)
    page.screenshot(path=picture)
    context.close()


def write_sample(path: Path) -> None:
    """The sample of the README, through the whole pipeline."""
    out = path.parent / "sample"
    sample = ROOT / "data" / "samples" / "july-2024.csv"
    options = BuildOptions(title="Attacks and responses, July 2024", formats=("html",))
    build([sample], out, options)
    shutil.move(out / "map.html", path)


def write_generated(count: int) -> Callable[[Path], None]:
    """A map of so many generated incidents."""
    return lambda path: write_html(generated(count), path, title="Attacks and responses")


def generated(count: int) -> Incidents:
    """Incidents in real towns between 2014 and 2024, in waves; some vague, some answered."""
    dice = np.random.default_rng(7)
    towns = pd.read_parquet(CITIES)
    towns = towns[towns["country_code"].isin(COUNTRIES)].reset_index(drop=True)
    shares = {code: share for code, (_, share, _) in COUNTRIES.items()}
    weight = np.sqrt(towns["population"]) * towns["country_code"].map(shares)
    town = towns.iloc[dice.choice(len(towns), count, p=weight / weight.sum())]
    days = np.concatenate([dice.normal(mean, 260, count) for mean in (900, 1250, 2300, 3500)])
    days = np.clip(dice.choice(days, count), 0, 3850).astype("int64")
    weapons = dice.choice(WEAPONS, count)
    table = pd.DataFrame({"id": [f"g{row}" for row in range(count)]})
    table["date"] = (np.datetime64("2014-01-01") + days).astype(str)
    table["date_precision"] = dice.choice(["day", "week", "month"], count, p=[0.9, 0.06, 0.04])
    table["kind"] = dice.choice(["attack", "retaliation", "other"], count, p=[0.8, 0.15, 0.05])
    table["place"] = table["place_name"] = town["name"].to_numpy()
    table["country_code"] = town["country_code"].to_numpy()
    table["country"] = [COUNTRIES[code][0] for code in table["country_code"]]
    table["actor"] = [_actor(code, dice.random()) for code in table["country_code"]]
    arabic = town["name_ar"].fillna(town["name"]).to_numpy()
    table["title"] = [
        f"هجوم في {local}" if row % 17 == 9 else f"Attack with {weapon} in {name}"
        for row, (weapon, name, local) in enumerate(
            zip(weapons, table["place"], arabic, strict=True)
        )
    ]
    table["weapons"] = weapons
    table["source"] = "Example Daily"
    return _placed(table, town, dice)


def _actor(code: str, chance: float) -> str | None:
    """The first actors of a country most often; of some incidents none is stated."""
    actors = COUNTRIES[code][2]
    place = int(len(actors) * chance**1.7 * 1.12)
    return actors[place] if place < len(actors) else None


def _placed(table: pd.DataFrame, town: pd.DataFrame, dice: np.random.Generator) -> Incidents:
    """Most in their town, some near it, some somewhere in its governorate, a few nowhere."""
    points = gpd.GeoSeries(gpd.points_from_xy(town["lon"], town["lat"]), crs="EPSG:4326")
    areas = basemap.governorates(list(COUNTRIES)).assign(
        area_id=lambda found: "area:" + found["country_code"] + ":" + found["name"]
    )
    inside = gpd.sjoin(points.to_frame("geometry"), areas[["area_id", "geometry"]], how="left")
    area = inside["area_id"][~inside.index.duplicated()]
    sure = dice.choice(["settlement", "near", "governorate"], len(table), p=[0.84, 0.09, 0.07])
    vague = (sure == "governorate") & area.notna().to_numpy()
    centres = areas.drop_duplicates("area_id").set_index("area_id").geometry.representative_point()
    table["precision"] = np.where((sure == "governorate") & ~vague, "settlement", sure)
    table["radius_m"] = np.where(vague, 60_000.0, np.where(sure == "near", 12_000.0, 3_000.0))
    table["area_id"] = area.where(vague)
    table["geometry"] = points.where(~vague, area.map(centres))
    table["status"] = "resolved"
    lost = dice.random(len(table)) < 0.004
    table.loc[lost, ["geometry", "precision", "radius_m", "area_id"]] = None
    table.loc[lost, "status"] = "unresolved"
    used = areas[areas["area_id"].isin(table["area_id"].dropna())]
    rows = used[["area_id", "name", "geometry"]].drop_duplicates("area_id").to_dict("records")
    return frames.empty_incidents().with_(
        incidents=frames.incident_frame(table),
        links=frames.frame(model.LINK_COLUMNS, _links(table)),
        areas=frames.area_frame(rows),
    )


def _links(table: pd.DataFrame) -> list[dict[str, str]]:
    """Each tenth retaliation answers what came before it in its country."""
    ordered = table.sort_values("date", kind="stable")
    before = ordered.groupby("country")["id"].shift()
    answers = ordered["kind"].eq("retaliation") & before.notna()
    pairs = zip(ordered["id"][answers][::10], before[answers][::10], strict=True)
    return [
        {
            "from_id": answer,
            "to_id": attack,
            "type": "retaliation_for",
            "basis": "inferred" if place % 3 == 2 else "stated",
        }
        for place, (answer, attack) in enumerate(pairs)
    ]


MAPS: Final[dict[str, Callable[[Path], None]]] = {
    "sample": write_sample,
    "empty": lambda path: write_html(frames.empty_incidents(), path, title="Nothing yet"),
    "16000": write_generated(16_000),
    "350000": write_generated(350_000),
}


if __name__ == "__main__":
    main()
