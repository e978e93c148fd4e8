"""Records to an index file: prepare names, put what several sources hold together, write.

Records stream through into tables on disk and are sorted there: memory grows with the number of
merged places, not with the size of a dump. The same records give the same bytes.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np

from geomap._version import __version__
from geomap.errors import GazetteerError
from geomap.gazetteer import names as name_rules
from geomap.gazetteer.assign import Assigner, Within
from geomap.gazetteer.key_table import KeySpool, bits_of
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.merge import Merger
from geomap.gazetteer.prepare import Prepared, prepare_all
from geomap.gazetteer.schema import (
    CELL_DEGREES,
    INDEXES,
    SCALE,
    SCHEMA,
    SCHEMA_VERSION,
    compact_ref,
    country_byte,
)
from geomap.gazetteer.sources.records import Position, Reading, Source
from geomap.gazetteer.sphere import cell_number
from geomap.gazetteer.staged import Shared, fame, joined
from geomap.gazetteer.store import Index
from geomap.staging import held_folder

AREA_KINDS: Final = ("country", "governorate", "district", "region", "continent")

_STAGING: Final = """
CREATE TABLE staging.place (
  s INTEGER PRIMARY KEY, place_id TEXT, prefix INTEGER, ref, kind TEXT, country INTEGER,
  admin1 INTEGER, admin2 INTEGER, lat INTEGER, lon INTEGER, radius_m INTEGER,
  population INTEGER, prominence REAL, fame REAL, names INTEGER, sources INTEGER, source INTEGER,
  said_by TEXT, texts TEXT, languages TEXT, folds TEXT, area INTEGER);
CREATE TABLE staging.position (
  s INTEGER, rank INTEGER, lat INTEGER, lon INTEGER, source TEXT, checked TEXT,
  PRIMARY KEY (s, rank)) WITHOUT ROWID;
"""

#: What the index holds by kind, counted once: counting takes a fifth of a second.
_COUNT: Final = """
INSERT INTO main.meta
  SELECT 'counts', json_group_array(json_array(name, places, names)) FROM (
    SELECT kind.name AS name, count(*) AS places, sum(place.names) AS names
    FROM main.place JOIN main.kind ON kind.number = place.kind
    GROUP BY place.kind ORDER BY place.kind)
"""
#: How densely each country is held: places per cell of half a degree that has any, so that deserts
#: do not count. What is not found in a densely held country is seldom there.
_MEASURE: Final = f"""
INSERT INTO main.meta
  SELECT 'density', json_group_object(code, density) FROM (
    SELECT c.code AS code, round(count(*) * 1.0 / count(DISTINCT
      CAST(p.lat / {SCALE * CELL_DEGREES} AS INTEGER) * 1000
      + CAST(p.lon / {SCALE * CELL_DEGREES} AS INTEGER)), 1) AS density
    FROM main.place p JOIN main.country c ON c.number = p.country
    GROUP BY c.code ORDER BY c.code)
"""
#: The last steps in SQL. Places are numbered by fame, names by place, so that within a key the
#: best known come first without being sorted at look-up.
_FINISH: Final = """
CREATE TABLE staging.map (s INTEGER PRIMARY KEY, number INTEGER);
INSERT INTO staging.map
  SELECT s, 1 - names + sum(names) OVER (
    ORDER BY fame DESC, prefix, ref ROWS UNBOUNDED PRECEDING) FROM staging.place ORDER BY s;
INSERT INTO main.kind
  SELECT row_number() OVER (ORDER BY kind), kind FROM (SELECT DISTINCT kind FROM staging.place);
INSERT INTO main.place
  SELECT m.number, p.prefix, p.ref, k.number, nullif(p.country, 0), p.admin1, p.admin2, p.lat,
    p.lon, p.radius_m, p.population, CAST(round(p.fame * 100) AS INTEGER), p.names,
    p.sources, p.source, p.said_by, p.texts, p.languages, p.folds
  FROM staging.place p JOIN staging.map m ON m.s = p.s JOIN main.kind k ON k.name = p.kind
  ORDER BY m.number;
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
        self._shared: dict[int, Shared] = {}
        self._keys = KeySpool(staging.parent)

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
        self._keys.add(rows.keys)

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
                len(prepared.names),
                1,
                source + 1,
                record.positions[0].source if record.positions else None,
                *joined(prepared.names),
                area,
            )
        )
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
        rows.keys += shared.add_names(prepared)
        shared.learn(record)

    def _load(self, staged: int) -> Shared:
        sql = (
            "SELECT lat, lon, source, kind, population, radius_m, prominence, "
            "texts, languages, folds, "
            "(SELECT count(*) FROM staging.position x WHERE x.s = p.s) "
            "FROM staging.place p WHERE s = ?"
        )
        row = self._db.execute(sql, (staged,)).fetchone()
        lat, lon, source, kind, population, radius_m, prominence, *names, positions = row
        main = Position(lat / SCALE, lon / SCALE, self._sources[source - 1].title)
        return Shared(staged, main, kind, population, radius_m, prominence, tuple(names), positions)

    def _country(self, code: str | None) -> int:
        return self._countries.setdefault(code, len(self._countries))

    def finish(self, name: str) -> None:
        """Number, sort and write everything, and make the file small."""
        execute = self._db.execute
        if not self._staged:
            raise GazetteerError("no place could be read: an index needs at least one")
        self._db.executemany(
            "UPDATE staging.place SET kind = ?, population = ?, radius_m = ?, fame = ?, "
            "sources = ?, names = ?, texts = ?, languages = ?, folds = ? WHERE s = ?",
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
        execute(_COUNT)
        execute(_MEASURE)
        self._write_keys()
        self._write_near()
        execute("COMMIT")
        self._db.executescript(INDEXES)
        execute("DETACH staging")

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
        """The keys with their names, and the bits that tell which are held."""
        rows = self._db.execute(
            "SELECT m.number, p.country FROM staging.map m JOIN staging.place p ON p.s = m.s "
            "ORDER BY m.s"
        )
        numbers, countries = array("I"), array("B")
        for number, country in rows:
            numbers.append(number)
            countries.append(country_byte(country))
        self._db.executemany(
            "INSERT INTO main.key VALUES (?, ?)",
            self._keys.rows(
                np.frombuffer(numbers, dtype=np.uint32), np.frombuffer(countries, dtype=np.uint8)
            ),
        )
        hashes = (row[0] for row in self._db.execute("SELECT hash FROM main.key"))
        bits = bits_of(np.fromiter(hashes, dtype=np.int64))
        self._db.execute("INSERT INTO main.held VALUES (?)", (bits,))


def _area_kind(prepared: Prepared) -> str:
    """The kind of an area, the same for all else."""
    kind = prepared.record.kind
    return kind if kind in AREA_KINDS else ""


class _Rows:
    """Rows on their way into the staging tables."""

    def __init__(self) -> None:
        self.places: list[tuple[Any, ...]] = []
        self.keys: list[tuple[int, int, int]] = []
        self.positions: list[tuple[Any, ...]] = []

    def write(self, db: sqlite3.Connection) -> None:
        for table in ("place", "position"):
            rows = getattr(self, table + "s")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                db.executemany(f"INSERT INTO staging.{table} VALUES ({marks})", rows)


def _sync(path: Path) -> None:
    """Make sure that the file's bytes are on the disk before it gets its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
