"""The miniature gazetteer: real places of Iraq, Syria and Jordan, built as the base is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import shapely

from geomap.gazetteer.build import build
from geomap.gazetteer.outline import middle, radius_of
from geomap.gazetteer.sources import airports, curated, geonames, naturalearth, nga
from geomap.gazetteer.sources.geonames_packed import read_countries
from geomap.gazetteer.sources.records import Name, Reading, Record, Source

FIXTURES = Path(__file__).parent.parent / "fixtures" / "gazetteer"
ARABIC = {"IQ": "العراق", "JO": "الأردن", "SY": "سوريا"}
CODES = {"geonames:99592": "IQ.01"}


def source(key: str) -> Source:
    return Source(key, key.title(), "test", "open", f"Data of {key}.", f"https://{key}.example")


def readings() -> list[Reading]:
    """The sources of the miniature index, believed in this order."""
    nga_codes = {"Iraq": "IQ", "Syria": "SY", "Israel": "IL"}
    return [
        Reading(source("naturalearth"), _areas()),
        Reading(curated.SOURCE, curated.read_file(FIXTURES / "iq.yaml")),
        Reading(source("geonames"), geonames.read_dump(FIXTURES / "geonames.txt")),
        Reading(source("ourairports"), airports.read_ourairports(FIXTURES / "airports.csv")),
        Reading(source("nga"), nga.read_names(FIXTURES / "nga.parquet", nga_codes)),
    ]


def build_mini(path: Path) -> None:
    build(path, readings(), name="mini")


def _areas() -> Iterator[Record]:
    governorates = [
        record._replace(code=CODES.get(record.place_id))
        for record in naturalearth.read_governorates(FIXTURES / "governorates.geojson")
    ]
    outlines = naturalearth.countries(governorates)
    middles = {code: middle(shape) for code, shape in outlines.items()}
    names = {code: [Name(text, "ar")] for code, text in ARABIC.items()}
    for record in read_countries(FIXTURES / "countries.json", middles, names):
        shape = outlines[record.country or ""]
        yield record._replace(geometry=shapely.to_wkb(shape), radius_m=radius_of(shape))
    yield from governorates
