"""The index file: open, look up, place, area.

SQLite, read only. It opens in a millisecond whatever its size, reads only the pages that a
question needs, is one file that a wheel can carry, is shared by processes through the page
cache, and needs no server and no dependency. Names are found through a table of hashed keys
clustered by key and country, in which the best known places stand first: the few candidates
that matter are neighbours on one page.

Built by :mod:`geomap.gazetteer.build`; ``SCHEMA`` below is the contract between the two.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geomap.errors import GazetteerError, IndexMissing
from geomap.gazetteer import names as name_rules
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.places import Place
from geomap.gazetteer.sources.records import Position
from geomap.gazetteer.sphere import cells_around, distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: The index that comes with the package.
BASE_INDEX: Final = Path(__file__).resolve().parent.parent / "data" / "gazetteer.sqlite"

#: Counts up when a table below changes.
SCHEMA_VERSION: Final = 4

#: Integers hold the coordinates: a hundred-thousandth of a degree, 1.1 m or less.
SCALE: Final = 100_000
#: Side of a cell of the ``near`` table, degrees.
CELL_DEGREES: Final = 0.5
#: Hits kept in memory per file, half a kilobyte each.
_KEPT: Final = 16_384
#: Numbers in one statement; SQLite's own limit is 32,766.
_BATCH: Final = 500

#: A place has the number of its first name; its other names follow. Places are numbered by fame,
#: so that a lower number is the likelier one everywhere.
#:
#: Keys with the same upper 16 bits of their hash share a row: ``rests`` holds the lower 24 bits of
#: each, rising, ``counts`` how many names each has, ``names`` the numbers of those names, best
#: known first, ``countries`` the number of each name's country. Numbers take four bytes, those of
#: countries two, little-endian; ``near.places`` holds numbers of places alike.
#:
#: ``area.geometry`` is packed by :mod:`geomap.gazetteer.outline`; ``position.source`` is a text, or
#: the number of a source.
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL,
  licence TEXT NOT NULL, attribution TEXT NOT NULL, url TEXT NOT NULL,
  places INTEGER NOT NULL, names INTEGER NOT NULL);
CREATE TABLE kind (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE country (number INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE TABLE prefix (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE area (
  number INTEGER PRIMARY KEY, place_id TEXT NOT NULL, place INTEGER, kind TEXT NOT NULL,
  name TEXT NOT NULL, country TEXT, parent INTEGER, code TEXT, geometry BLOB);
CREATE TABLE place (
  number INTEGER PRIMARY KEY, prefix INTEGER NOT NULL, ref NOT NULL, kind INTEGER NOT NULL,
  country INTEGER, admin1 INTEGER, admin2 INTEGER, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  radius_m INTEGER, population INTEGER NOT NULL, prominence INTEGER NOT NULL,
  names INTEGER NOT NULL, sources INTEGER NOT NULL, source INTEGER NOT NULL, said_by TEXT);
CREATE TABLE name (
  number INTEGER PRIMARY KEY, text TEXT NOT NULL, language TEXT);
CREATE TABLE key (
  bucket INTEGER PRIMARY KEY, rests BLOB NOT NULL, counts BLOB NOT NULL, names BLOB NOT NULL,
  countries BLOB NOT NULL);
CREATE TABLE position (
  place INTEGER NOT NULL, rank INTEGER NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  source NOT NULL, checked TEXT, PRIMARY KEY (place, rank)) WITHOUT ROWID;
CREATE TABLE near (cell INTEGER PRIMARY KEY, places BLOB NOT NULL);
"""
INDEXES: Final = """
CREATE UNIQUE INDEX place_by_id ON place (prefix, ref);
CREATE INDEX area_by_parent ON area (parent, kind);
CREATE INDEX area_by_id ON area (place_id);
"""


_PLACE_COLUMNS: Final = """
  p.number, p.prefix, p.ref, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.radius_m,
  p.population, p.prominence, p.names, p.sources, p.source, p.said_by
"""
_NAMED: Final = f"""
  SELECT n.number, n.text, n.language, {_PLACE_COLUMNS}
  FROM name n JOIN place p ON p.number = (SELECT max(number) FROM place WHERE number <= n.number)
  WHERE n.number = ?
"""


#: A key's bucket is its hash divided by this.
REST: Final = 1 << 24


def hash_key(key: str) -> int:
    """The number under which a key is stored: 40 bits, the same in every process and version.

    With two million keys in an index, one look-up in half a million meets a stranger, whose
    name then is unlike the one asked for.
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=5).digest(), "big")


class Hit(NamedTuple):
    """One name of one place, found under one key."""

    key: str  # as it was asked for
    name: str  # as the source writes it
    folded: str  # geomap.gazetteer.names.fold(name)
    language: str | None  # ISO 639-1 where the source says
    is_main: bool  # whether it is the place's main name
    place: int  # number of the place within its index
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


class Area(NamedTuple):
    """A country, governorate or named region with its outline."""

    place_id: str
    name: str
    country_code: str | None
    labels: dict[str, str]  # the first name in each language, by ISO 639-1
    geometry: BaseGeometry  # (Multi)Polygon, longitude before latitude, WGS 84


class Index:
    """One or more index files, searched as one. Safe to share between threads and after a fork.

    A place that several files hold is one place: what the first file says of it counts, and
    names and positions of the others join it.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = tuple(_File(Path(path)) for path in paths)
        #: What :mod:`geomap.gazetteer.reverse` reads once and keeps with the index.
        self.cache: dict[object, Any] = {}
        if not self._files:
            raise IndexMissing("no gazetteer index was named: give at least one file")

    @classmethod
    def open(cls, *paths: Path | str) -> Index:
        """The index of these files, the first being asked first.

        Raises:
            IndexMissing: a file is not there.
            GazetteerError: a file is no index, is damaged, or was built by another version.
        """
        return cls(Path(path) for path in paths)

    def look_up(
        self, keys: Iterable[str], countries: Collection[str] | None = None, limit: int = 60
    ) -> list[Hit]:
        """What stands under each of ``keys``, at most ``limit`` names a key and file.

        Args:
            keys: as :func:`geomap.gazetteer.names.query_keys` gives them.
            countries: alpha-2 codes to look in; places of no country (seas) are always
                looked at. ``None``: the whole world.
            limit: the best known are kept.

        Returns:
            Hits key by key, the best known first within a key and file. Nothing found is an
            empty list.
        """
        found: list[Hit] = []
        wanted = tuple(dict.fromkeys(keys))
        for file in self._files:
            found += file.look_up(wanted, countries, limit)
        return found if len(self._files) == 1 else _without_repeats(found)

    def place(self, place_id: str) -> Place | None:
        """The place of this id, ``None`` where no file holds it."""
        for file in self._files:
            hit = file.main_hit(place_id)
            if hit is not None:
                return place_of(hit)
        return None

    def names(self, place_id: str) -> tuple[str, ...]:
        """Every name of a place, the main one first; empty for an unknown id."""
        return tuple(dict.fromkeys(text for text, _ in self._names(place_id)))

    def labels(self, place_id: str) -> dict[str, tuple[str, ...]]:
        """The names of a place whose language is known, by ISO 639-1 code."""
        found: dict[str, dict[str, None]] = {}
        for text, language in self._names(place_id):
            if language:
                found.setdefault(language, {})[text] = None
        return {language: tuple(texts) for language, texts in sorted(found.items())}

    def _names(self, place_id: str) -> Iterator[tuple[str, str | None]]:
        for file in self._files:
            yield from file.names(place_id)

    def positions(self, place_id: str) -> tuple[Position, ...]:
        """Where each source puts a place, the position shown first; empty for an unknown id."""
        return tuple(dict.fromkeys(pos for file in self._files for pos in file.positions(place_id)))

    def area(self, place_id: str) -> BaseGeometry | None:
        """The outline of a place, longitude before latitude; ``None`` where it has none."""
        from geomap.gazetteer.outline import unpacked

        for file in self._files:
            packed = file.outline(place_id)
            if packed is not None:
                shape: BaseGeometry = unpacked([packed])[0]
                return shape
        return None

    def areas(self, kind: str, country_codes: Collection[str] | None = None) -> Iterator[Area]:
        """Every area of a kind that has an outline, in order of country and id.

        Args:
            kind: ``country``, ``governorate`` or ``region``.
            country_codes: alpha-2 codes; ``None`` for all.
        """
        from geomap.gazetteer.outline import unpacked

        for place_id, name, country, packed in self.outlines(kind):
            if country_codes is None or country in country_codes:
                labels = {lang: texts[0] for lang, texts in self.labels(place_id).items()}
                yield Area(place_id, name, country, labels, unpacked([packed])[0])

    def outlines(
        self, kind: str, country: str | None = None
    ) -> list[tuple[str, str, str | None, bytes]]:
        """Id, name, country and packed outline of every area of a kind, or those of a country."""
        found: dict[str, tuple[str, str, str | None, bytes]] = {}
        for file in self._files:
            for row in file.outlines(kind, country):
                found.setdefault(row[0], row)
        return list(found.values())

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The governorates of a country, or the districts of a governorate, in order of id."""
        ids = dict.fromkeys(child for file in self._files for child in file.children(place_id))
        places = (self.place(child) for child in ids)
        return tuple(place for place in places if place is not None)

    def countries(self) -> tuple[tuple[str, str, str], ...]:
        """ISO code, place id and English name of every country, in order of the code."""
        found = {row[0]: row for file in reversed(self._files) for row in file.countries()}
        return tuple(found[code] for code in sorted(found))

    def governorates(
        self,
    ) -> list[tuple[str, str, str, str | None, int | None, str | None, bytes | None]]:
        """Id, kind, name, country, no parent, code and packed outline of every governorate."""
        return [row for file in self._files for row in file.governorates()]

    def nearest(
        self,
        lat: float,
        lon: float,
        limit: int = 1,
        kinds: Collection[str] | None = None,
        within_km: float = 50.0,
    ) -> list[tuple[float, Place]]:
        """The places closest to a point with their distance in kilometres, closest first.

        Args:
            lat: decimal degrees north, WGS 84.
            lon: decimal degrees east.
            limit: how many at most.
            kinds: only places of these kinds; ``None`` for all.
            within_km: no farther than this.
        """
        found: dict[str, tuple[float, Place]] = {}
        for file in self._files:
            for distance, hit in file.nearest(lat, lon, limit, kinds, within_km):
                found.setdefault(hit.place_id, (distance, place_of(hit)))
        return sorted(found.values(), key=lambda pair: (pair[0], pair[1].place_id))[:limit]

    def info(self) -> dict[str, Any]:
        """What the index holds: ``indexes``, a mapping per file.

        Each has ``name, path, bytes, version`` (of geomap), ``places, names, kinds`` (counts)
        and ``sources``: ``key, name, version, licence, attribution, url, places, names``.
        """
        return {"indexes": [file.info() for file in self._files]}

    def close(self) -> None:
        """Close the files that this thread has open; the next question opens them again."""
        for file in self._files:
            file.close()


class _File:
    """One index file with a connection per thread and process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        check_index(self.connection(), path)
        rows = self.connection().execute
        self._kinds = dict(rows("SELECT number, name FROM kind").fetchall())
        self._kind_numbers = {name: number for number, name in self._kinds.items()}
        self._countries = dict(rows("SELECT number, code FROM country").fetchall())
        self._country_numbers = {code: number for number, code in self._countries.items()}
        self._sources = dict(rows("SELECT number, title FROM source").fetchall())
        # The keys of one name share most of their hits, and well-known places come up all the time.
        self._named = lru_cache(maxsize=_KEPT)(self._read_named)
        self._prefix_texts = dict(rows("SELECT number, text FROM prefix").fetchall())
        self._prefixes = {text: number for number, text in self._prefix_texts.items()}
        self._areas: dict[int | None, tuple[str | None, str | None]] = {None: (None, None)}

    def connection(self) -> sqlite3.Connection:
        """The connection of this thread; a forked child opens its own."""
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.connection = connect(self.path)
            self._local.owner = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def close(self) -> None:
        if getattr(self._local, "owner", None) == os.getpid():
            self._local.connection.close()
        self._local.owner = None

    def look_up(
        self, keys: Collection[str], countries: Collection[str] | None, limit: int
    ) -> list[Hit]:
        within = None
        if countries is not None:
            known = (self._country_numbers.get(code) for code in countries)
            within = frozenset((0, *(number for number in known if number is not None)))
        named = self._named
        return [
            Hit(key, *named(number)) for key in keys for number in self._numbers(key, within, limit)
        ]

    def _numbers(self, key: str, within: frozenset[int] | None, limit: int) -> Iterable[int]:
        """The names under a key, the best known first."""
        bucket, rest = divmod(hash_key(key), REST)
        sql = "SELECT rests, counts, names, countries FROM key WHERE bucket = ?"
        row = self.connection().execute(sql, (bucket,)).fetchone()
        if row is None:
            return ()
        rests = memoryview(row[0]).cast("I")
        at = bisect_left(rests, rest)
        if at == len(rests) or rests[at] != rest:
            return ()
        counts = memoryview(row[1]).cast("I")
        start = sum(counts[:at])
        end = start + counts[at]
        numbers = memoryview(row[2]).cast("I")[start:end]
        if within is None:
            return numbers[:limit]
        countries = memoryview(row[3]).cast("H")[start:end]
        held = (n for n, country in zip(numbers, countries, strict=True) if country in within)
        return islice(held, limit)

    def _read_named(self, number: int) -> tuple[Any, ...]:
        """What a hit on the name of this number says besides its key."""
        return self._hit_values(self.connection().execute(_NAMED, (number,)).fetchone())

    def _hit_values(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        (number, text, language, place, prefix, ref, kind, country, admin1, admin2, lat, lon,
         radius_m, population, prominence, names, sources, source, said_by) = row  # fmt: skip
        kind_name = self._kinds[kind]
        return (
            text,
            folded(text),
            language,
            number == place,
            place,
            f"{self._prefix_texts[prefix]}:{ref}",
            text if number == place else self._name(place),
            kind_name,
            self._countries.get(country),
            *self._area(admin1),
            *self._area(admin2),
            lat / SCALE,
            lon / SCALE,
            KINDS[kind_name].radius_m if radius_m is None else float(radius_m),
            population,
            prominence / 100,
            names,
            sources,
            said_by or self._sources[source],
        )

    def _name(self, number: int) -> str:
        sql = "SELECT text FROM name WHERE number = ?"
        text: str = self.connection().execute(sql, (number,)).fetchone()[0]
        return text

    def _area(self, number: int | None) -> tuple[str | None, str | None]:
        """Id and name of the area of this number; looked up once."""
        known = self._areas.get(number)
        if known is None:
            sql = "SELECT place_id, name FROM area WHERE number = ?"
            known = self._areas[number] = self.connection().execute(sql, (number,)).fetchone()
        return known

    def main_hit(self, place_id: str) -> Hit | None:
        number = self._number(place_id)
        return None if number is None else self._main_hit(number)

    def _main_hit(self, number: int) -> Hit:
        return Hit("", *self._named(number))

    def _number(self, place_id: str) -> int | None:
        prefix, _, ref = place_id.partition(":")
        if prefix not in self._prefixes:
            return None
        sql = "SELECT number FROM place WHERE prefix = ? AND ref = ?"
        key = (self._prefixes[prefix], compact_ref(ref))
        row = self.connection().execute(sql, key).fetchone()
        return None if row is None else int(row[0])

    def names(self, place_id: str) -> list[tuple[str, str | None]]:
        number = self._number(place_id)
        sql = (
            "SELECT n.text, n.language FROM place p JOIN name n ON n.number >= p.number "
            "AND n.number < p.number + p.names WHERE p.number = ? ORDER BY n.number"
        )
        return [] if number is None else self.connection().execute(sql, (number,)).fetchall()

    def positions(self, place_id: str) -> list[Position]:
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
        hit = self._main_hit(number)
        return [Position(hit.lat, hit.lon, hit.source)]

    def outline(self, place_id: str) -> bytes | None:
        sql = "SELECT geometry FROM area WHERE place_id = ? AND geometry IS NOT NULL"
        row = self.connection().execute(sql, (place_id,)).fetchone()
        return None if row is None else row[0]

    def outlines(self, kind: str, country: str | None) -> list[tuple[str, str, str | None, bytes]]:
        sql = (
            "SELECT place_id, name, country, geometry FROM area "
            "WHERE kind = ?1 AND geometry IS NOT NULL AND (?2 IS NULL OR country = ?2) "
            "ORDER BY country, place_id"
        )
        return self.connection().execute(sql, (kind, country)).fetchall()

    def children(self, place_id: str) -> list[str]:
        sql = (
            "SELECT c.place_id FROM area p JOIN area c ON c.parent = p.number "
            "WHERE p.place_id = ? AND c.kind IN ('governorate', 'district') ORDER BY c.place_id"
        )
        return [row[0] for row in self.connection().execute(sql, (place_id,))]

    def countries(self) -> list[tuple[str, str, str]]:
        sql = "SELECT country, place_id, name FROM area WHERE kind = 'country' ORDER BY country"
        return self.connection().execute(sql).fetchall()

    def governorates(
        self,
    ) -> list[tuple[str, str, str, str | None, int | None, str | None, bytes | None]]:
        sql = (
            "SELECT place_id, kind, name, country, NULL, code, geometry FROM area "
            "WHERE kind = 'governorate' AND place IS NOT NULL ORDER BY number"
        )
        return self.connection().execute(sql).fetchall()

    def nearest(
        self,
        lat: float,
        lon: float,
        limit: int,
        kinds: Collection[str] | None,
        within_km: float,
    ) -> list[tuple[float, Hit]]:
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
        return [(distance, self._main_hit(number)) for distance, number in sorted(found)[:limit]]

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

    def info(self) -> dict[str, Any]:
        execute = self.connection().execute
        told = dict(execute("SELECT key, value FROM meta").fetchall())
        columns = ("key", "name", "version", "licence", "attribution", "url", "places", "names")
        rows = execute(
            "SELECT key, title, version, licence, attribution, url, places, names FROM source "
            "ORDER BY number"
        )
        kinds = execute("SELECT kind, count(*), sum(names) FROM place GROUP BY kind").fetchall()
        return {
            "name": told["name"],
            "path": str(self.path),
            "bytes": self.path.stat().st_size,
            "version": told["version"],
            "places": sum(count for _, count, _ in kinds),
            "names": sum(count for _, _, count in kinds),
            "kinds": {self._kinds[number]: count for number, count, _ in kinds},
            "sources": [dict(zip(columns, row, strict=True)) for row in rows],
        }


def connect(path: Path) -> sqlite3.Connection:
    """A read-only connection to an index file that nobody changes while it is open.

    Raises:
        IndexMissing: the file is not there.
    """
    if not path.is_file():
        raise IndexMissing(
            f"{path}: there is no gazetteer index; build it with 'make setup' or reinstall geomap"
        )
    # An index is replaced whole, never written in place: immutable saves the locks.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


def check_index(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that a file is an index of this version.

    Raises:
        GazetteerError: it is not; the message says what to do.
    """
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except sqlite3.DatabaseError as error:
        raise GazetteerError(
            f"{path}: not a gazetteer index or damaged ({error}); build or add it again"
        ) from error
    expected = {"schema": str(SCHEMA_VERSION), "names": str(name_rules.VERSION)}
    if any(meta.get(key) != value for key, value in expected.items()):
        raise GazetteerError(
            f"{path}: built by another version of geomap; build it again with 'make setup', "
            "or add the place file again"
        )


def compact_ref(ref: str) -> int | str:
    """The part of a place id after its prefix as it is stored: a number where it is one."""
    digits = ref.removeprefix("-")
    plain = digits.isascii() and digits.isdecimal() and (digits == "0" or digits[0] != "0")
    return int(ref) if plain and len(digits) < 18 and ref != "-0" else ref


def folded(text: str) -> str:
    """The folded name, at once for the plain letters that most names have."""
    lowered = text.lower()
    return lowered if _PLAIN.fullmatch(lowered) else _fold(text)


_PLAIN: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_fold: Final = lru_cache(maxsize=65_536)(name_rules.fold)


def place_of(hit: Hit) -> Place:
    """The place that a hit belongs to."""
    return Place(
        place_id=hit.place_id,
        name=hit.main_name,
        kind=hit.kind,
        country_code=hit.country_code,
        admin1=hit.admin1,
        lat=hit.lat,
        lon=hit.lon,
        precision=KINDS[hit.kind].precision,
        radius_m=hit.radius_m,
        population=hit.population,
        source=hit.source,
    )


def _without_repeats(hits: list[Hit]) -> list[Hit]:
    """One hit per key, place and spelling."""
    found: dict[tuple[str, str, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.key, hit.place_id, hit.folded), hit)
    return list(found.values())
