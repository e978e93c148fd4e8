"""The tables of an index file, and how keys, ids and versions are written in them.

The contract between :mod:`geomap.gazetteer.build`, which writes an index, and
:mod:`geomap.gazetteer.index_file`, which reads it.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import Final

from geomap.errors import GazetteerError, IndexMissing
from geomap.gazetteer import names as name_rules

#: Counts up when a table below changes.
SCHEMA_VERSION: Final = 8

#: Integers hold the coordinates: a hundred-thousandth of a degree, 1.1 m or less.
SCALE: Final = 100_000
#: Side of a cell of the ``near`` table, degrees.
CELL_DEGREES: Final = 0.5
#: What a name takes in the row of a key: its place, its rank, its country.
NAME_BYTES: Final = 4 + 2 + 1
#: Between the names of a place, which hold no line breaks.
BETWEEN: Final = "\n"

#: A place has the number of its first name; its other names have the numbers that follow. Places
#: are numbered by fame, so that a lower number is the likelier one everywhere.
#:
#: ``place.texts`` holds its names, parted by line breaks, the main one first; ``languages`` and
#: ``folds`` hold as much of each name, without the empty ones at their end: its language, and its
#: folded form where that is not just the name in small letters. NULL where all are empty.
#:
#: ``key.names`` holds the names of a key, the best known first: the number of the place of each in
#: four bytes, behind these in two bytes each which of the place's names it is, from 0, and behind
#: these the number of its country in one, 0 for none. ``near.places`` holds numbers of places in
#: four bytes each. Little-endian.
#:
#: ``held.bits`` has a bit for each key that is held, at what its hash leaves when divided by how
#: many bits there are, a power of two: of the keys that a query asks for most are held nowhere,
#: and seven in eight of these are told here without a look at the table. The lowest bit of a byte
#: comes first.
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
  names INTEGER NOT NULL, sources INTEGER NOT NULL, source INTEGER NOT NULL, said_by TEXT,
  texts TEXT NOT NULL, languages TEXT, folds TEXT);
CREATE TABLE key (hash INTEGER PRIMARY KEY, names BLOB NOT NULL);
CREATE TABLE held (bits BLOB NOT NULL);
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
#: Each statement as SQLite keeps it.
_STATEMENTS: Final = frozenset(
    statement.strip() for statement in f"{SCHEMA}{INDEXES}".split(";") if statement.strip()
)


def hash_key(key: str) -> int:
    """The number under which a key is stored: 40 bits, the same in every process and version.

    With two million keys in an index, one look-up in half a million meets a stranger, whose
    name then is unlike the one asked for.
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=5).digest(), "big")


def country_byte(number: int) -> int:
    """A country's number as the key table holds it.

    There are some 250 countries; what a file counts beyond 255 is looked at whatever is asked.
    """
    return number if number < 256 else 0


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
        made = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql}
    except sqlite3.DatabaseError as error:
        raise GazetteerError(
            f"{path}: not a gazetteer index or damaged ({error}); build or add it again"
        ) from error
    expected = {"schema": str(SCHEMA_VERSION), "names": str(name_rules.VERSION)}
    # Views, triggers and computed columns of a stranger's file would run when it is asked.
    if made != _STATEMENTS or any(meta.get(key) != value for key, value in expected.items()):
        raise GazetteerError(
            f"{path}: built by another version of geomap; build it again with 'make setup', "
            "or add the place file again"
        )


def compact_ref(ref: str) -> int | str:
    """The part of a place id after its prefix as it is stored: a number where it is one."""
    digits = ref.removeprefix("-")
    plain = digits.isascii() and digits.isdecimal() and (digits == "0" or digits[0] != "0")
    return int(ref) if plain and len(digits) < 18 and ref != "-0" else ref
