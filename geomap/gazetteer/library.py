"""The place files that a user adds: read, built into an index of their own, kept.

They live in ``$GEOMAP_HOME/indexes``; without that variable in ``$XDG_DATA_HOME/geomap/indexes``,
by default ``~/.local/share/geomap/indexes``. Every later command searches them before the index
that came with the package. A file's name decides what it replaces: adding ``IQ.zip`` again
replaces what ``IQ.zip`` gave before. A file that cannot be read changes nothing.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer.sources.records import Reading, Record, Source
from geomap.gazetteer.store import BASE_INDEX, Index
from geomap.untrusted import check_regular, load_json

_OUR_AIRPORTS_COLUMNS: Final = frozenset({"ident", "type", "latitude_deg", "gps_code"})
#: Columns that need no mapping when a table calls them so.
_OWN_COLUMNS: Final = ("name", "lat", "lon", "id", "kind", "country", "admin1", "population")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
#: Of one place, and characters of one; the index counts names in 16 bits.
_MOST_NAMES: Final = 10_000
_MOST_OF_NAME: Final = 2_000
_INDEX_HEADER: Final = b"SQLite format 3\x00"


class Added(NamedTuple):
    """What came of adding a file."""

    name: str  # what it is called from now on
    path: Path  # its index
    places: int
    names: int


def home() -> Path:
    """The folder that holds what the user adds; it need not exist."""
    own = os.environ.get("GEOMAP_HOME")
    if own:
        return Path(own)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "geomap"


def indexes(at: Path | None = None) -> list[Path]:
    """The indexes that the user added, in order of their names."""
    return sorted(((at or home()) / "indexes").glob("*.sqlite"))


def add(
    file: Path,
    *,
    name: str | None = None,
    mapping: Path | Mapping[str, Any] | None = None,
    alternate_names: Path | None = None,
    at: Path | None = None,
    base: Path = BASE_INDEX,
) -> Added:
    """Build an index of a place file and keep it, in place of what had its name before.

    Args:
        file: curated YAML, a GeoNames dump, OurAirports CSV, Linked Places JSON, Who's On First
            (record, folder, bundle), or a table or vector file.
        name: what to call it; the file's name without its ending by default.
        mapping: for a table or vector file, which column holds what: a YAML file or its content,
            see :mod:`geomap.gazetteer.sources.tables`.
        alternate_names: GeoNames' ``alternateNamesV2`` for a GeoNames dump.
        at: the folder to keep it in instead of :func:`home`.
        base: the index whose countries and governorates the places are put into.

    Raises:
        GazetteerError: the file cannot be read or is of no known kind; nothing has changed.
    """
    own_name = _slug(name or file.name.split(".")[0])
    target = (at or home()) / "indexes" / f"{own_name}.sqlite"
    return _build(file, target, own_name, mapping, alternate_names, base)


def remove(name: str, at: Path | None = None) -> bool:
    """Forget what was added under a name; whether there was anything."""
    target = (at or home()) / "indexes" / f"{_slug(name)}.sqlite"
    there = target.is_file()
    target.unlink(missing_ok=True)
    return there


def as_index(file: Path, *, at: Path | None = None, base: Path = BASE_INDEX) -> Path:
    """The index of a place file: itself where it is one, else one built for it and kept.

    What is kept goes by the content of the file and of the base, so nothing is built twice and
    a changed file is built anew. Raises as :func:`add` does.
    """
    _check_there(file)
    if file.is_file() and _is_index(file):
        return file
    digest = hashlib.sha256(str(base.stat().st_size).encode())
    for part in sorted(file.rglob("*")) if file.is_dir() else [file]:
        if part.is_file():
            digest.update(_digest(part).digest())
    name = f"{_slug(file.name.split('.')[0])}-{digest.hexdigest()[:16]}"
    target = (at or home()) / "cache" / f"{name}.sqlite"
    if not target.is_file():
        _build(file, target, name, None, None, base)
    return target


def _check_there(file: Path) -> None:
    """Nothing, for a file on disk or a folder."""
    try:
        if not file.is_dir():
            check_regular(file)
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error
        raise GazetteerError(f"{file}: {reason}") from error


def _build(
    file: Path,
    target: Path,
    name: str,
    mapping: Path | Mapping[str, Any] | None,
    alternate_names: Path | None,
    base: Path,
) -> Added:
    from geomap.gazetteer.build import build

    source, records = reading_of(file, name, mapping, alternate_names)
    try:
        reading = Reading(source, _usable(records, file))
        build(target, [reading], name=name, base=Index.open(base))
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"{target}: cannot be written ({error}); free space or set GEOMAP_HOME elsewhere"
        ) from error
    facts = Index.open(target).info()["indexes"][0]
    return Added(name, target, facts["places"], facts["names"])


def _usable(records: Iterable[Record], file: Path) -> Iterator[Record]:
    """The records of a place file; whatever its damage breaks ends in a line that names it."""
    empty = True
    try:
        for record in records:
            if not (abs(record.lat) <= 90 and abs(record.lon) <= 180):
                raise ValueError(f"{record.place_id} lies off the globe")
            if len(record.names) > _MOST_NAMES:
                raise ValueError(f"{record.place_id} has more than {_MOST_NAMES:,} names")
            names = [name._replace(text=readable(name.text)) for name in record.names]
            if any(len(name.text) > _MOST_OF_NAME for name in names):
                raise ValueError(f"{record.place_id} has a name of more than {_MOST_OF_NAME:,}")
            yield record._replace(names=tuple(names))
            empty = False
        if empty:
            raise ValueError("no place could be read: each needs a name and a position")
    except GazetteerError:
        raise
    except Exception as error:  # the libraries beneath have no error in common
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise GazetteerError(f"{file}: cannot be used ({told}): mend it or leave it out") from error


def readable(text: str) -> str:
    """The text of a name without control characters, which no output can show."""
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def reading_of(
    file: Path,
    name: str,
    mapping: Path | Mapping[str, Any] | None = None,
    alternate_names: Path | None = None,
) -> Reading:
    """The source and the records of a place file, told apart by its ending and content.

    Raises:
        GazetteerError: there is no such file, or it is of no known kind.
    """
    from geomap.gazetteer.sources import airports, curated, geonames, linked_places, whosonfirst

    _check_there(file)
    suffix = file.suffix.lower()
    if mapping is not None:
        return _table(file, name, mapping)
    if suffix in (".yaml", ".yml"):
        return Reading(curated.SOURCE, curated.read_file(file))
    if file.is_dir() and any(file.glob("*.yaml")):
        return Reading(curated.SOURCE, curated.read_folder(file))
    if file.is_dir() or suffix in (".db", ".sqlite"):
        return Reading(whosonfirst.SOURCE, whosonfirst.read_whosonfirst(file))
    if suffix in (".zip", ".txt"):
        source = geonames.source(name, _digest(file).hexdigest()[:12])
        return Reading(source, geonames.read_dump(file, alternate_names))
    if suffix in (".json", ".geojson", ".jsonld"):
        content = _json(file)
        if linked_places.is_linked_places(content):
            source = Source(name, name, "", "see the file", name, "")
            return Reading(source, linked_places.read_linked_places(file, name))
        if whosonfirst.is_record(content):
            return Reading(whosonfirst.SOURCE, whosonfirst.read_whosonfirst(file))
    if suffix == ".csv" and _columns(file) >= _OUR_AIRPORTS_COLUMNS:
        source = Source(
            "ourairports", "OurAirports", "", "Public domain", "Airfields from OurAirports.",
            "https://ourairports.com",
        )  # fmt: skip
        return Reading(source, airports.read_ourairports(file))
    return _table(file, name, _own_mapping(file))


def _table(file: Path, name: str, mapping: Path | Mapping[str, Any]) -> Reading:
    from geomap.gazetteer.sources import tables

    if isinstance(mapping, Path):
        told = tables.load_mapping(mapping)
    else:
        told = tables.checked_mapping(mapping, str(file))
    records: Iterable[Record] = tables.read_table(file, told, name)
    return Reading(tables.source_of(told, name), records)


def _own_mapping(file: Path) -> dict[str, str]:
    """The mapping of a table whose columns are called what they hold."""
    from geomap.gazetteer.sources.tables import TABLE_SUFFIXES, VECTOR_SUFFIXES

    known = (*TABLE_SUFFIXES, *VECTOR_SUFFIXES, ".yaml", ".zip", ".txt", ".json")
    if file.suffix.lower() not in known:
        raise GazetteerError(
            f"{file}: not a kind of file that can be added; known: {', '.join(known)}"
        )
    columns = _columns(file) if file.suffix.lower() == ".csv" else set()
    if not {"name", "lat", "lon"} <= columns:
        raise GazetteerError(
            f"{file}: says nothing of which column holds the name and the position: "
            "give a mapping file with --mapping"
        )
    return {column: column for column in _OWN_COLUMNS if column in columns and column != "kind"}


def _columns(file: Path) -> set[str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return set(next(csv.reader(lines), []))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{file}: cannot be read as CSV ({error})") from error


def _json(file: Path) -> Any:
    try:
        return load_json(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{file}: cannot be read as JSON ({error})") from error


def _digest(file: Path) -> Any:
    """The SHA-256 of a file, read in blocks: the dump of the world has 1.6 GB."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256")


def _is_index(file: Path) -> bool:
    """Whether a file is one of our indexes; Who's On First bundles are SQLite files too."""
    with file.open("rb") as head:
        if head.read(len(_INDEX_HEADER)) != _INDEX_HEADER:
            return False
    return file.suffix == ".sqlite" and not file.name.startswith("whosonfirst")


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug:
        raise GazetteerError(f"{name!r}: a name needs a letter or digit")
    return slug
