"""Records to an index file: prepare names, put what several sources hold together, write.

Records stream through into tables on disk and are sorted there: memory grows with the number of
merged places, not with the size of a dump. The same records give the same bytes.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil, log10
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from geomap._version import __version__
from geomap.errors import GazetteerError
from geomap.gazetteer import names as name_rules
from geomap.gazetteer.assign import Assigner, Within
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.merge import Merger
from geomap.gazetteer.prepare import Prepared, prepare_all
from geomap.gazetteer.sources.records import Position, Reading, Record, Source
from geomap.gazetteer.sphere import cell_number, distance_km
from geomap.gazetteer.store import (
    CELL_DEGREES,
    INDEXES,
    REST,
    SCALE,
    SCHEMA,
    SCHEMA_VERSION,
    Index,
    compact_ref,
)
from geomap.staging import held_folder

AREA_KINDS: Final = ("country", "governorate", "district", "region", "continent")

_STAGING: Final = """
CREATE TABLE staging.place (
  s INTEGER PRIMARY KEY, place_id TEXT, prefix INTEGER, ref, kind TEXT, country INTEGER,
  admin1 INTEGER, admin2 INTEGER, lat INTEGER, lon INTEGER, radius_m INTEGER,
  population INTEGER, prominence REAL, fame REAL, sources INTEGER, source INTEGER, said_by TEXT,
  area INTEGER);
CREATE TABLE staging.name (
  s INTEGER, rank INTEGER, text TEXT, language TEXT,
  PRIMARY KEY (s, rank)) WITHOUT ROWID;
CREATE TABLE staging.key (hash INTEGER, s INTEGER, rank INTEGER);
CREATE TABLE staging.position (
  s INTEGER, rank INTEGER, lat INTEGER, lon INTEGER, source TEXT, checked TEXT,
  PRIMARY KEY (s, rank)) WITHOUT ROWID;
"""

#: The last steps in SQL. Places are numbered by fame, names by place, so that within a key the
#: best known come first without being sorted at look-up.
_FINISH: Final = """
CREATE TABLE staging.numbered AS
  SELECT row_number() OVER (ORDER BY fame DESC, prefix, ref) AS number, s FROM staging.place;
CREATE TABLE staging.named AS
  SELECT s, count(*) AS names FROM staging.name GROUP BY s;
CREATE TABLE staging.map (s INTEGER PRIMARY KEY, number INTEGER, names INTEGER);
INSERT INTO staging.map
  SELECT o.s, 1 + sum(n.names) OVER (ORDER BY o.number) - n.names, n.names
  FROM staging.numbered o JOIN staging.named n ON n.s = o.s ORDER BY o.s;
INSERT INTO main.kind
  SELECT row_number() OVER (ORDER BY kind), kind FROM (SELECT DISTINCT kind FROM staging.place);
INSERT INTO main.place
  SELECT m.number, p.prefix, p.ref, k.number, nullif(p.country, 0), p.admin1, p.admin2, p.lat,
    p.lon, p.radius_m, p.population, CAST(round(p.fame * 100) AS INTEGER), m.names,
    p.sources, p.source, p.said_by
  FROM staging.place p JOIN staging.map m ON m.s = p.s JOIN main.kind k ON k.name = p.kind
  ORDER BY m.number;
INSERT INTO main.name
  SELECT m.number + n.rank, n.text, n.language
  FROM staging.name n JOIN staging.map m ON m.s = n.s ORDER BY 1;
INSERT INTO main.position
  SELECT m.number, x.rank, x.lat, x.lon,
    coalesce((SELECT number FROM main.source WHERE title = x.source), x.source), x.checked
  FROM staging.position x JOIN staging.map m ON m.s = x.s ORDER BY 1, 2;
CREATE INDEX staging.place_of_area ON place (area) WHERE area IS NOT NULL;
UPDATE main.area SET place = (
  SELECT m.number FROM staging.place p JOIN staging.map m ON m.s = p.s
  WHERE p.area = main.area.number);
UPDATE main.source SET
  places = (SELECT count(*) FROM main.place p WHERE p.source = main.source.number),
  names = (SELECT coalesce(sum(p.names), 0) FROM main.place p WHERE p.source = main.source.number);
"""


def build(
    path: Path,
    readings: Sequence[Reading],
    *,
    name: str,
    base: Index | None = None,
    processes: int = 0,
) -> None:
    """Write an index of these sources, the first being believed first.

    The file appears whole or not at all: it is built beside its place, checked, and moved in.

    Args:
        path: the index file; one that stands there is replaced.
        readings: sources with their records. Areas must come before what lies in them.
        name: what the index is called where it is shown.
        base: an index whose countries and governorates the records are put into, besides their
            own; for files that a user adds.
        processes: how many prepare names besides this one.

    Raises:
        GazetteerError: no record could be read, or two records have one id.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with held_folder(path.parent) as directory:
        beside = directory / path.name
        with _Builder(beside, directory / "staging", base) as builder:
            for number, reading in enumerate(readings):
                builder.add_source(number, reading, len(readings) > 1, processes)
            builder.finish(name)
        Index.open(beside).close()
        _sync(beside)
        beside.replace(path)


class _Builder:
    """The tables of an index in the making; one use."""

    def __init__(self, path: Path, staging: Path, base: Index | None) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._staging = staging
        self._assigner = Assigner(base)
        self._merger = Merger()
        self._staged = 0
        self._countries: dict[str | None, int] = {None: 0}
        self._prefixes: dict[str, int] = {}
        self._sources: list[Source] = []
        self._shared: dict[int, _Shared] = {}

    def __enter__(self) -> _Builder:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("ATTACH ? AS staging", (str(self._staging),))
        for pragma in ("staging.journal_mode = OFF", "staging.synchronous = OFF"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("PRAGMA cache_size = -200000")
        self._db.execute("PRAGMA temp_store = FILE")
        self._db.executescript(SCHEMA + _STAGING)
        self._db.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add_source(self, number: int, reading: Reading, merging: bool, processes: int) -> None:
        """Stage every record of a source, as a new place or joined to one of an earlier source."""
        self._sources.append(reading.source)
        for chunk in prepare_all(reading.records, processes):
            usable = [prepared for prepared in chunk if prepared.names]
            # Areas of one kind never lie in each other; what follows them may lie in them.
            for _, run in groupby(usable, _area_kind):
                self._add_run(list(run), number, merging)

    def _add_run(self, run: list[Prepared], source: int, merging: bool) -> None:
        rows = _Rows()
        for prepared, within in zip(run, self._assigner.within(run), strict=True):
            known = self._find(prepared, source) if merging else None
            if known is None:
                self._stage(prepared, within, source, rows)
                if merging:
                    self._merger.add(prepared, source)
            else:
                self._join(known, prepared, source, rows)
                if prepared.record.kind not in AREA_KINDS:
                    self._merger.join(known, prepared, source)
        rows.write(self._db)

    def _find(self, prepared: Prepared, source: int) -> int | None:
        record = prepared.record
        if record.kind in AREA_KINDS:
            return self._assigner.staged_by_code(record.code)
        return self._merger.find(prepared, source)

    def _stage(self, prepared: Prepared, within: Within, source: int, rows: _Rows) -> None:
        record = prepared.record
        if record.covers:
            record = self._assigner.with_outline(record)
            prepared = prepared._replace(record=record)
        staged = self._staged
        self._staged += 1
        area = None
        if record.kind in AREA_KINDS:
            area = self._assigner.add(prepared, within, staged)
        prefix, _, ref = record.place_id.partition(":")
        rows.places.append(
            (
                staged,
                record.place_id,
                self._prefixes.setdefault(prefix, len(self._prefixes) + 1),
                compact_ref(ref),
                record.kind,
                self._country(within.country),
                within.admin1,
                within.admin2,
                round(record.lat * SCALE),
                round(record.lon * SCALE),
                None if record.radius_m is None else round(record.radius_m),
                record.population,
                record.prominence,
                fame(record.kind, record.population, len(prepared.names), record.prominence),
                1,
                source + 1,
                record.positions[0].source if record.positions else None,
                area,
            )
        )
        rows.names += [(staged, rank, *name) for rank, name in enumerate(prepared.names)]
        rows.keys += [(key, staged, rank) for key, rank in prepared.keys]
        rows.positions += [
            (staged, rank, round(told.lat * SCALE), round(told.lon * SCALE), *told[2:])
            for rank, told in enumerate(record.positions)
        ]

    def _join(self, staged: int, prepared: Prepared, source: int, rows: _Rows) -> None:
        """Give a place of an earlier source the names and the position of this record.

        Places of earlier sources stand in the tables by now: only what is new is looked for.
        """
        record = prepared.record
        shared = self._shared.get(staged)
        if shared is None:
            shared = self._shared[staged] = self._load(staged)
            if not shared.positions:
                rows.positions.append(shared.position_row(shared.main))
        if record.kind not in AREA_KINDS:
            told = Position(record.lat, record.lon, self._sources[source].title)
            for position in record.positions or (told,):
                rows.positions.append(shared.position_row(position))
        sql = "SELECT text FROM staging.name WHERE s = ?"
        known = {text for (text,) in self._db.execute(sql, (staged,))}
        for rank, name in enumerate(prepared.names):
            if name[0] not in known:
                rows.names.append((staged, shared.names, *name))
                keys = (key for key, of_rank in prepared.keys if of_rank == rank)
                rows.keys += [(key, staged, shared.names) for key in keys]
                shared.names += 1
        shared.learn(record)

    def _load(self, staged: int) -> _Shared:
        sql = (
            "SELECT lat, lon, source, kind, population, radius_m, prominence, "
            "(SELECT count(*) FROM staging.name n WHERE n.s = p.s), "
            "(SELECT count(*) FROM staging.position x WHERE x.s = p.s) "
            "FROM staging.place p WHERE s = ?"
        )
        lat, lon, source, *rest = self._db.execute(sql, (staged,)).fetchone()
        main = Position(lat / SCALE, lon / SCALE, self._sources[source - 1].title)
        return _Shared(staged, main, *rest)

    def _country(self, code: str | None) -> int:
        return self._countries.setdefault(code, len(self._countries))

    def finish(self, name: str) -> None:
        """Number, sort and write everything, and make the file small."""
        execute = self._db.execute
        if not self._staged:
            raise GazetteerError("no place could be read: an index needs at least one")
        self._db.executemany(
            "UPDATE staging.place SET kind = ?, population = ?, radius_m = ?, fame = ?, "
            "sources = ? WHERE s = ?",
            (shared.row() for _, shared in sorted(self._shared.items())),
        )
        repeated = execute(
            "SELECT place_id FROM staging.place GROUP BY prefix, ref HAVING count(*) > 1"
        ).fetchone()
        if repeated:
            raise GazetteerError(f"the id {repeated[0]!r} stands twice: give each place its own")
        self._write_small_tables(name)
        for statement in _FINISH.split(";"):
            execute(statement)
        self._write_keys()
        self._write_near()
        execute("COMMIT")
        self._db.executescript(INDEXES)
        execute("DETACH staging")
        execute("VACUUM")

    def _write_small_tables(self, name: str) -> None:
        many = self._db.executemany
        meta = {
            "schema": str(SCHEMA_VERSION),
            "names": str(name_rules.VERSION),
            "name": name,
            "version": __version__,
        }
        many("INSERT INTO main.meta VALUES (?, ?)", sorted(meta.items()))
        many(
            "INSERT INTO main.source VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
            ((number, *source) for number, source in enumerate(self._sources, 1)),
        )
        codes = sorted((number, code) for code, number in self._countries.items() if code)
        many("INSERT INTO main.country VALUES (?, ?)", codes)
        prefixes = ((number, text) for text, number in self._prefixes.items())
        many("INSERT INTO main.prefix VALUES (?, ?)", prefixes)
        many(
            "INSERT INTO main.area VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?)",
            self._assigner.areas,
        )

    def _write_near(self) -> None:
        """The grid cell of each place that is a point."""
        wide = [kind for kind, facts in KINDS.items() if facts.radius_m > 50_000]
        marks = ", ".join("?" * len(wide))
        rows = self._db.execute(
            "SELECT p.number, p.lat, p.lon FROM main.place p JOIN main.kind k "
            f"ON k.number = p.kind WHERE k.name NOT IN ({marks})",
            wide,
        )
        cells: dict[int, array[int]] = {}
        for number, lat, lon in rows:
            cell = cell_number(lat / SCALE, lon / SCALE, CELL_DEGREES)
            cells.setdefault(cell, array("I")).append(number)
        self._db.executemany(
            "INSERT INTO main.near VALUES (?, ?)",
            ((cell, cells[cell].tobytes()) for cell in sorted(cells)),
        )

    def _write_keys(self) -> None:
        """Bucket by bucket, the keys with the numbers of their names and of their countries."""
        rows = self._db.execute(
            "SELECT DISTINCT k.hash, m.number + k.rank, p.country FROM staging.key k "
            "JOIN staging.map m ON m.s = k.s JOIN staging.place p ON p.s = k.s ORDER BY 1, 2"
        )
        self._db.executemany("INSERT INTO main.key VALUES (?, ?, ?, ?, ?)", _buckets(rows))


def _area_kind(prepared: Prepared) -> str:
    """The kind of an area, the same for all else."""
    kind = prepared.record.kind
    return kind if kind in AREA_KINDS else ""


def _buckets(rows: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int | bytes, ...]]:
    """Rows of the key table from (hash of key, name, country) in rising order."""
    for bucket, held in groupby(rows, lambda row: row[0] // REST):
        rests, counts, names, countries = array("I"), array("I"), array("I"), array("H")
        for key, group in groupby(held, itemgetter(0)):
            before = len(names)
            for _, name, country in group:
                names.append(name)
                countries.append(country)
            rests.append(key % REST)
            counts.append(len(names) - before)
        yield (bucket, *(part.tobytes() for part in (rests, counts, names, countries)))


class _Rows:
    """Rows on their way into the staging tables."""

    def __init__(self) -> None:
        self.places: list[tuple[Any, ...]] = []
        self.names: list[tuple[Any, ...]] = []
        self.keys: list[tuple[Any, ...]] = []
        self.positions: list[tuple[Any, ...]] = []

    def write(self, db: sqlite3.Connection) -> None:
        for table in ("place", "name", "key", "position"):
            rows = getattr(self, table + "s")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                db.executemany(f"INSERT INTO staging.{table} VALUES ({marks})", rows)


class _Shared:
    """What changes of a place while other sources join it."""

    def __init__(
        self,
        staged: int,
        main: Position,
        kind: str,
        population: int,
        radius_m: int | None,
        prominence: float | None,
        names: int,
        positions: int,
    ) -> None:
        self.staged = staged
        self.main = main
        self.names = names
        self.positions = positions
        self._kind = kind
        self._population = population
        self._radius_m = radius_m
        self._prominence = prominence
        self._sources = 1

    def position_row(self, position: Position) -> tuple[Any, ...]:
        """The next row of the place's positions; its radius comes to cover it."""
        rank = self.positions
        self.positions += 1
        main = self.main
        apart_m = 1000 * distance_km(main.lat, main.lon, position.lat, position.lon)
        if apart_m > (self._radius_m or KINDS[self._kind].radius_m):
            self._radius_m = ceil(apart_m)
        lat, lon = round(position.lat * SCALE), round(position.lon * SCALE)
        return (self.staged, rank, lat, lon, position.source, position.checked)

    def learn(self, record: Record) -> None:
        """Take over what the record knows better: the class, the population."""
        self._sources += 1
        self._population = max(self._population, record.population)
        if self._kind in ("settlement", "locality") and record.kind != "locality":
            self._kind = record.kind

    def row(self) -> tuple[Any, ...]:
        known = fame(self._kind, self._population, self.names, self._prominence)
        return (
            self._kind, self._population, self._radius_m, known, self._sources, self.staged
        )  # fmt: skip


def fame(kind: str, population: int, names: int, prominence: float | None) -> float:
    """How likely reporting means a place when it says a name, 0 to 1, before any context.

    A curated prominence counts as it is. Else areas stand by their size, and a settlement by its
    population and the number of its names: 0.1 for a village, 0.75 for a city of ten million.
    A rough order for look-up; the choice is learned, see :mod:`geomap.gazetteer.match`.
    """
    if prominence is not None:
        return prominence
    known = _FAME_OF_KIND.get(kind, 0.05)
    known += 0.1 * log10(max(population, 1)) if population else 0.0
    known += 0.05 * log10(max(names, 1))
    return min(known, 0.95)


_FAME_OF_KIND: Final = {
    "country": 0.5,
    "capital": 0.15,
    "governorate": 0.6,
    "region": 0.4,
    "district": 0.2,
    "air_base": 0.15,
    "airport": 0.1,
}


def _sync(path: Path) -> None:
    """Make sure that the file's bytes are on the disk before it gets its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
