"""One index file: what stands under a key, what a place is called, where it is.

SQLite, read only. It opens in a millisecond whatever its size, reads only the pages that a
question needs, is one file that a wheel can carry, is shared by processes through the page
cache, and needs no server and no dependency. Names are found through a table of hashed keys, in
which the best known stand first: the few candidates that matter are neighbours on one page.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, TypeVar

from geomap.errors import GazetteerError
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.recent import Recent
from geomap.gazetteer.schema import (
    BETWEEN,
    CELL_DEGREES,
    NAME_BYTES,
    SCALE,
    check_index,
    compact_ref,
    connect,
    country_byte,
    hash_key,
)
from geomap.gazetteer.sources.records import Position
from geomap.gazetteer.sphere import cells_around, distance_km

#: Hits kept in memory per file, half a kilobyte each: from so many to twice as many.
_KEPT: Final = 16_384
#: Numbers in one statement; SQLite's own limit is 32,766.
_BATCH: Final = 500


#: Places by their numbers. Their texts come as bytes: of all names of a city one is read.
_PLACES: Final = """
  SELECT number, prefix, ref, kind, country, admin1, admin2, lat, lon, radius_m, population,
    prominence, names, sources, source, said_by, CAST(texts AS BLOB), CAST(folds AS BLOB)
  FROM json_each(?) JOIN place ON number = value
"""
#: Where such a row has the numbers of a governorate and a district.
_AREAS_OF_ROW: Final = slice(5, 7)
_AREAS: Final = "SELECT number, place_id, name FROM json_each(?) JOIN area ON number = value"
_KEYS: Final = "SELECT hash, names FROM json_each(?) JOIN key ON hash = value"
_BETWEEN: Final = BETWEEN.encode()
#: How often this process is the child of a fork: a connection must not be used beyond one.
_forks = 0


def _count_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_count_fork)


#: What rows that are not those of an index break.
_DAMAGE: Final = (
    sqlite3.Error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
)  # fmt: skip

_Answer = TypeVar("_Answer")
_Asked = ParamSpec("_Asked")


def _told(
    ask: Callable[Concatenate[IndexFile, _Asked], _Answer],
) -> Callable[Concatenate[IndexFile, _Asked], _Answer]:
    """A question to one file, whose damage ends in an error that names it."""

    @wraps(ask)
    def answer(file: IndexFile, *asked: _Asked.args, **more: _Asked.kwargs) -> _Answer:
        try:
            return ask(file, *asked, **more)
        except GazetteerError:
            raise
        except _DAMAGE as error:
            raise GazetteerError(
                f"{file.path}: damaged ({type(error).__name__}); build or add it again"
            ) from error

    return answer  # type: ignore[return-value]


class Wanted(NamedTuple):
    """Names to look up together."""

    keys: Collection[str]  # each once
    countries: Collection[str] | None  # alpha-2 codes, None for the world
    limit: int  # names under a key at most


@dataclass(slots=True)
class Held:
    """A place as an index file holds it.

    Nobody changes it. It is neither frozen nor a tuple since dozens of looks at its fields are
    taken for each name that it could be, and slots are what Python looks at fastest.
    """

    number: int  # within its index
    place_id: str
    main_name: str
    kind: str
    country_code: str | None
    admin1_id: str | None
    admin1: str | None
    admin2_id: str | None
    admin2: str | None
    lat: float
    lon: float
    radius_m: float
    population: int
    prominence: float  # 0 to 1: how likely reporting means it at all
    names: int  # how many names the place has
    sources: int  # how many sources hold it
    source: str
    curated: bool  # whether a person reviewed it


class Hit(NamedTuple):
    """One name of one place, found under one key."""

    key: str  # as it was asked for
    name: str  # as the source writes it
    folded: str  # geomap.gazetteer.names.fold(name)
    is_main: bool  # whether it is the place's main name
    place: Held


#: What a hit says besides its key.
_Told = tuple[str, str, bool, Held]

#: A name is told by one number: that of its place, then in so many bits which of its names it is.
_RANK_BITS: Final = 16
_RANK: Final = (1 << _RANK_BITS) - 1

#: A hit from all that it says: no call of Python's for each of the many that are ranked.
_hit: Final = partial(tuple.__new__, Hit)


class IndexFile:
    """One index file with a connection per thread and process."""

    @_told
    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        check_index(self.connection(), path)
        rows = self.connection().execute
        self._kinds = dict(rows("SELECT number, name FROM kind").fetchall())
        self._kind_numbers = {name: number for number, name in self._kinds.items()}
        self._radii = {number: KINDS[name].radius_m for number, name in self._kinds.items()}
        self._countries = dict(rows("SELECT number, code FROM country").fetchall())
        self._country_numbers = {code: number for number, code in self._countries.items()}
        self._sources = dict(rows("SELECT number, title FROM source").fetchall())
        # The keys of one name share most of their hits, and well-known places come up all the time.
        self._named = Recent(_KEPT, self._find_told)
        self._held = b""  # the bits of the keys that are held, once one is asked for
        self._bytes = lru_cache(maxsize=1024)(self._bytes_of)
        self._prefix_texts = dict(rows("SELECT number, text FROM prefix").fetchall())
        self._prefixes = {text: number for number, text in self._prefix_texts.items()}
        self._areas: dict[int | None, tuple[str | None, str | None]] = {None: (None, None)}
        told = rows("SELECT value FROM meta WHERE key = 'density'").fetchone()
        self._density: dict[str, float] = json.loads(told[0]) if told else {}

    def connection(self) -> sqlite3.Connection:
        """The connection of this thread; a forked child opens its own."""
        if getattr(self._local, "forks", None) != _forks:
            self._local.connection = connect(self.path)
            self._local.forks = _forks
        connection: sqlite3.Connection = self._local.connection
        return connection

    def close(self) -> None:
        """Close the connection of this thread; the next question opens another."""
        if getattr(self._local, "forks", None) == _forks:
            self._local.connection.close()
        self._local.forks = None

    @_told
    def look_up(self, asked: Sequence[Wanted]) -> list[list[Hit]]:
        """What stands under the keys of each that is asked for, key by key, the best known first.

        A name is found once, under the first of its keys. One statement for all keys and one
        for all places found: a statement costs as much as what it reads.
        """
        hashes = self._hashes(set(chain.from_iterable(wanted.keys for wanted in asked)))
        if not hashes:  # as of half the names that a text is asked for
            return [[] for _ in asked]
        rows = self.connection().execute(_KEYS, (_listed(hashes.values()),))
        packed: dict[int, bytes] = dict(rows)
        found = [self._found(wanted, hashes, packed) for wanted in asked]
        told = self._named.holding({name for each in found for _, held in each for name in held})
        return [
            [_hit((key,) + told[name]) for key, held in each for name in held] for each in found
        ]

    def _hashes(self, keys: Iterable[str]) -> dict[str, int]:
        """The hash of each key that may be held; of those that are not, few are left."""
        if not self._held:
            self._held = self.connection().execute("SELECT bits FROM held").fetchone()[0]
        bits, last = self._held, len(self._held) * 8 - 1
        if last < 0 or last & (last + 1):
            raise ValueError("the bits of the keys are not as many as a power of two")
        hashes = {}
        for key in keys:
            number = hash_key(key)
            bit = number & last
            if bits[bit >> 3] >> (bit & 7) & 1:
                hashes[key] = number
        return hashes

    def _found(
        self, wanted: Wanted, hashes: Mapping[str, int], packed: Mapping[int, bytes]
    ) -> list[tuple[str, list[int]]]:
        """Each key that is held with its names, each name under its first key."""
        countries = None if wanted.countries is None else self._bytes(frozenset(wanted.countries))
        found: list[tuple[str, list[int]]] = []
        known: set[int] = set()
        for key in wanted.keys:
            names = packed.get(hashes.get(key, -1))
            if names is not None:
                held = _names_of(names, countries, wanted.limit)
                if held:
                    new = [name for name in held if name not in known] if known else held
                    known.update(held)
                    found.append((key, new))
        return found

    def _bytes_of(self, countries: frozenset[str]) -> tuple[int, ...]:
        """The bytes of these countries, and of none, as the key table holds them."""
        known = (self._country_numbers.get(code, 0) for code in countries)
        return tuple({0, *map(country_byte, known)})

    def _find_told(self, names: Sequence[int]) -> Iterator[_Told]:
        """What a hit on each of these names says besides its key."""
        numbers = {name >> _RANK_BITS for name in names}
        rows = self.connection().execute(_PLACES, (_listed(numbers),)).fetchall()
        self._know_areas({number for row in rows for number in row[_AREAS_OF_ROW]})
        held = {row[0]: (self._held_by(row), row[-2], row[-1]) for row in rows}
        return (_told_by(*held[name >> _RANK_BITS], name & _RANK) for name in names)

    def _held_by(self, row: tuple[Any, ...]) -> Held:
        """The place of a row."""
        (
            number, prefix, ref, kind, country, admin1, admin2, lat, lon, radius_m,
            population, prominence, names, sources, source, said_by, texts, _,
        ) = row  # fmt: skip
        areas, prefix_text = self._areas, self._prefix_texts[prefix]
        return Held(
            number,
            f"{prefix_text}:{ref}",
            (texts if names == 1 else texts[: texts.index(_BETWEEN)]).decode(),
            self._kinds[kind],
            self._countries.get(country),
            *areas[admin1],
            *areas[admin2],
            lat / SCALE,
            lon / SCALE,
            self._radii[kind] if radius_m is None else float(radius_m),
            population,
            prominence / 100,
            names,
            sources,
            said_by or self._sources[source],
            prefix_text.startswith("curated"),
        )

    def _know_areas(self, numbers: Collection[int | None]) -> None:
        """Look up the id and name of each area that is not known yet, all in one statement."""
        unknown = [number for number in numbers if number and number not in self._areas]
        if unknown:
            for number, *told in self.connection().execute(_AREAS, (_listed(unknown),)):
                self._areas[number] = tuple(told)

    @_told
    def place(self, place_id: str) -> Held | None:
        """The place of this id, ``None`` for an unknown one."""
        number = self._number(place_id)
        return None if number is None else self.place_at(number)

    def place_at(self, number: int) -> Held:
        """The place of a number."""
        name = number << _RANK_BITS
        return self._named.holding((name,))[name][-1]

    def _number(self, place_id: str) -> int | None:
        prefix, _, ref = place_id.partition(":")
        if prefix not in self._prefixes:
            return None
        sql = "SELECT number FROM place WHERE prefix = ? AND ref = ?"
        key = (self._prefixes[prefix], compact_ref(ref))
        row = self.connection().execute(sql, key).fetchone()
        return None if row is None else int(row[0])

    @_told
    def names(self, place_id: str) -> list[tuple[str, str | None]]:
        """Every name of a place with its language, the main one first."""
        number = self._number(place_id)
        if number is None:
            return []
        sql = "SELECT texts, languages FROM place WHERE number = ?"
        texts, languages = self.connection().execute(sql, (number,)).fetchone()
        told = languages.split(BETWEEN) if languages else []
        return [(text, lang or None) for text, lang in zip_longest(texts.split(BETWEEN), told)]

    @_told
    def positions(self, place_id: str) -> list[Position]:
        """Where each source puts a place, the position shown first."""
        number = self._number(place_id)
        if number is None:
            return []
        sql = "SELECT lat, lon, source, checked FROM position WHERE place = ? ORDER BY rank"
        rows = self.connection().execute(sql, (number,)).fetchall()
        if rows:
            return [
                Position(lat / SCALE, lon / SCALE, self._sources.get(source, source), checked)
                for lat, lon, source, checked in rows
            ]
        place = self.place_at(number)
        return [Position(place.lat, place.lon, place.source)]

    @_told
    def outline(self, place_id: str) -> bytes | None:
        """The packed outline of an area, ``None`` where it has none."""
        sql = "SELECT geometry FROM area WHERE place_id = ? AND geometry IS NOT NULL"
        row = self.connection().execute(sql, (place_id,)).fetchone()
        return None if row is None else row[0]

    @_told
    def outlines(self, kind: str, country: str | None) -> list[tuple[str, str, str | None, bytes]]:
        """Id, name, country and packed outline of the areas of a kind, or those of a country."""
        sql = (
            "SELECT place_id, name, country, geometry FROM area "
            "WHERE kind = ?1 AND geometry IS NOT NULL AND (?2 IS NULL OR country = ?2) "
            "ORDER BY country, place_id"
        )
        return self.connection().execute(sql, (kind, country)).fetchall()

    @_told
    def children(self, place_id: str) -> list[str]:
        """Ids of the governorates of a country, or of the districts of a governorate."""
        sql = (
            "SELECT c.place_id FROM area p JOIN area c ON c.parent = p.number "
            "WHERE p.place_id = ? AND c.kind IN ('governorate', 'district') ORDER BY c.place_id"
        )
        return [row[0] for row in self.connection().execute(sql, (place_id,))]

    @_told
    def countries(self) -> list[tuple[str, str, str]]:
        """ISO code, place id and name of every country, in order of the code."""
        sql = "SELECT country, place_id, name FROM area WHERE kind = 'country' ORDER BY country"
        return self.connection().execute(sql).fetchall()

    @_told
    def governorates(
        self,
    ) -> list[tuple[str, str, str, str | None, int | None, str | None, bytes | None]]:
        """Id, kind, name, country, no parent, code and packed outline of every governorate."""
        sql = (
            "SELECT place_id, kind, name, country, NULL, code, geometry FROM area "
            "WHERE kind = 'governorate' AND place IS NOT NULL ORDER BY number"
        )
        return self.connection().execute(sql).fetchall()

    @_told
    def nearest(
        self,
        lat: float,
        lon: float,
        limit: int,
        kinds: Collection[str] | None,
        within_km: float,
    ) -> list[tuple[float, Held]]:
        """The places closest to a point, with kilometres, closest first."""
        wanted = (
            self._kinds.keys()
            if kinds is None
            else {self._kind_numbers[kind] for kind in kinds if kind in self._kind_numbers}
        )
        found: list[tuple[float, int]] = []
        for cell in cells_around(lat, lon, within_km, CELL_DEGREES):
            for number, kind, north, east in self._places_in(cell):
                if kind in wanted:
                    distance = distance_km(lat, lon, north / SCALE, east / SCALE)
                    if distance <= within_km:
                        found.append((distance, number))
        return [(distance, self.place_at(number)) for distance, number in sorted(found)[:limit]]

    def _places_in(self, cell: int) -> Iterator[tuple[int, int, int, int]]:
        """Number, kind, scaled latitude and longitude of the places in a grid cell."""
        sql = "SELECT places FROM near WHERE cell = ?"
        row = self.connection().execute(sql, (cell,)).fetchone()
        numbers = list(memoryview(row[0]).cast("I")) if row else []
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            marks = ", ".join("?" * len(batch))
            sql = f"SELECT number, kind, lat, lon FROM place WHERE number IN ({marks})"
            yield from self.connection().execute(sql, batch)

    @_told
    def spots(self, cell: int) -> list[tuple[int, float, float]]:
        """Number, latitude and longitude of each place that is a point in a grid cell."""
        return [(number, lat / SCALE, lon / SCALE) for number, _, lat, lon in self._places_in(cell)]

    def density(self, country: str) -> float:
        """Places held of a country per half degree of it that is inhabited, 0 for none."""
        return self._density.get(country, 0.0)

    @_told
    def info(self) -> dict[str, Any]:
        """What the file holds, as :meth:`geomap.gazetteer.store.Index.info` lists it."""
        execute = self.connection().execute
        told = dict(execute("SELECT key, value FROM meta").fetchall())
        columns = ("key", "name", "version", "licence", "attribution", "url", "places", "names")
        rows = execute(
            "SELECT key, title, version, licence, attribution, url, places, names FROM source "
            "ORDER BY number"
        )
        counts = json.loads(told["counts"])
        return {
            "name": told["name"],
            "path": str(self.path),
            "bytes": self.path.stat().st_size,
            "version": told["version"],
            "places": sum(places for _, places, _ in counts),
            "names": sum(names for _, _, names in counts),
            "kinds": {kind: places for kind, places, _ in counts},
            "sources": [dict(zip(columns, row, strict=True)) for row in rows],
        }


def _names_of(packed: bytes, countries: tuple[int, ...] | None, limit: int) -> list[int]:
    """The numbers of the names of a key, the best known first."""
    count, rest = divmod(len(packed), NAME_BYTES)
    if rest:
        raise ValueError("a part of the names of a key is not there")
    ranks_end = len(packed) - count
    if countries is None:
        held = list(range(min(count, limit)))
    else:
        held = [at - ranks_end for at in _within(countries, packed, ranks_end)[:limit]]
    if not held:
        return held
    view = memoryview(packed)
    places, ranks = view[: 4 * count].cast("I"), view[4 * count : ranks_end].cast("H")
    return [places[at] << _RANK_BITS | ranks[at] for at in held]


def _within(countries: tuple[int, ...], packed: bytes, start: int) -> list[int]:
    """Where the bytes of these countries stand behind a place, rising.

    One country after the other: of the thousands of names of a key it has a few.
    """
    found = []
    for country in countries:
        at = packed.find(country, start)
        while at >= 0:
            found.append(at)
            at = packed.find(country, at + 1)
    found.sort()
    return found


def _listed(numbers: Iterable[int]) -> str:
    """Numbers as SQLite's ``json_each`` reads them."""
    return f"[{','.join(map(str, numbers))}]"


def _told_by(place: Held, texts: bytes, folds: bytes | None, rank: int) -> _Told:
    """What a hit says on the name of this rank among the names of a place."""
    name = texts.split(_BETWEEN, rank + 1)[rank].decode() if rank else place.main_name
    return name, (_part(folds, rank) if folds else "") or name.lower(), not rank, place


def _part(joined: bytes, rank: int) -> str:
    """One of several texts parted by line breaks, empty where there are not so many."""
    parts = joined.split(_BETWEEN, rank + 1)
    return parts[rank].decode() if rank < len(parts) else ""
