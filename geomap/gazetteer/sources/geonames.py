"""GeoNames dumps: ``IQ.zip``, ``IQ.txt``, ``allCountries.zip``, with ``alternateNamesV2``.

Both files stream: thirteen million rows never stand in memory. Alternate names, which come in
another order, wait in a table on disk. Columns and feature codes: the ``readme.txt`` of the dumps.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO

from geomap.errors import GazetteerError
from geomap.gazetteer.sources.records import Name, Record, Source, settlement_kind
from geomap.untrusted import Refused, check_archive, check_regular

_COLUMNS: Final = 19
_ALTERNATE_COLUMNS: Final = 4
#: What reading a zip raises; the last two where it is packed or locked in an unknown way.
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
_MOST_OF_LINE: Final = 1_000_000
#: 'Languages' of alternateNamesV2 that are no names: links, postal and transport codes.
_NO_NAMES: Final = frozenset(
    [
        "link",
        "wkdt",
        "post",
        "unlc",
        "iata",
        "icao",
        "faac",
        "tcid",
        "abbr",
        "phon",
        "piny",
        "fr_1793",
    ]
)

#: Feature code to kind; a code that is not here falls back to its class.
_KINDS: Final = {
    "PPLC": "capital",
    "PPLX": "neighbourhood",
    "PPLF": "village",
    "PPLL": "locality",
    "STLMT": "village",
    "PCLI": "country",
    "PCLD": "country",
    "PCLF": "country",
    "PCLS": "country",
    "ADM1": "governorate",
    "ADM2": "district",
    "ADM3": "district",
    "ADM4": "district",
    "ADMD": "district",
    "RGN": "region",
    "CONT": "continent",
    "AIRB": "air_base",
    "AIRP": "airport",
    "AIRF": "airport",
    "AIRH": "airport",
    "AIRQ": "airport",
    "MILB": "military_base",
    "INSM": "military_base",
    "NVB": "military_base",
    "FT": "military_base",
    "MSSL": "missile_site",
    "PSN": "outpost",
    "OILF": "oil_field",
    "GASF": "gas_field",
    "OILR": "oil_facility",
    "OILT": "oil_facility",
    "OILP": "oil_facility",
    "OILJ": "oil_facility",
    "OILW": "oil_facility",
    "PMPO": "oil_facility",
    "PS": "power_plant",
    "PSH": "power_plant",
    "MFG": "factory",
    "DAM": "dam",
    "MN": "mine",
    "HBR": "port",
    "PRT": "port",
    "DCK": "port",
    "CSTM": "crossing",
    "PSTB": "crossing",
    "BDG": "bridge",
    "RSTN": "station",
    "RD": "road",
    "RDJCT": "crossing",
    "CMP": "camp",
    "CMPRF": "camp",
    "CMPO": "camp",
    "PRN": "prison",
    "HSP": "hospital",
    "SCH": "school",
    "UNIV": "school",
    "MSQE": "religious_site",
    "CH": "religious_site",
    "MSTY": "religious_site",
    "SHRN": "religious_site",
    "TMPL": "religious_site",
    "TMB": "religious_site",
    "DIP": "embassy",
    "MT": "mountain",
    "MTS": "mountain",
    "HLL": "mountain",
    "HLLS": "mountain",
    "PK": "mountain",
    "RDGE": "mountain",
    "PASS": "crossing",
    "VAL": "valley",
    "WAD": "valley",
    "DSRT": "desert",
    "ERG": "desert",
    "ISL": "island",
    "ISLS": "island",
    "STM": "river",
    "STMI": "river",
    "CNL": "river",
    "LK": "lake",
    "LKI": "lake",
    "RSV": "lake",
    "RSVI": "lake",
    "STRT": "strait",
    "CHN": "strait",
    "GULF": "gulf",
    "BAY": "gulf",
    "SEA": "sea",
    "OCN": "sea",
}
_KINDS_OF_CLASS: Final = {"A": "district", "S": "facility", "R": "road"}


def source(name: str, version: str) -> Source:
    """GeoNames as the source of a dump file."""
    return Source(
        key=f"geonames-{name.lower()}",
        title="GeoNames",
        version=version,
        licence="CC BY 4.0",
        attribution="Place names from GeoNames, CC BY 4.0.",
        url="https://www.geonames.org",
    )


def read_dump(path: Path, alternate_names: Path | None = None) -> Iterator[Record]:
    """Every place of a GeoNames dump that still exists, in the order of the file.

    Args:
        path: a text file of 19 columns parted by tabs, or the zip that holds it.
        alternate_names: ``alternateNamesV2`` as text or zip: more names, with their language.

    Raises:
        GazetteerError: the file cannot be read or a row has other columns.
    """
    with ExitStack() as stack:
        lines = stack.enter_context(open_text(path))
        more = stack.enter_context(_alternates(alternate_names)) if alternate_names else None
        for number, line in _lines(path, lines):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != _COLUMNS:
                raise GazetteerError(
                    f"{path}, row {number}: {len(fields)} columns where a GeoNames dump has "
                    f"{_COLUMNS}: download the file again"
                )
            try:
                record = _record(fields)
            except ValueError as error:
                raise GazetteerError(
                    f"{path}, row {number}: {error}: download the file again"
                ) from error
            if record is not None:
                yield _with_more_names(record, more, fields[0]) if more else record


def _record(fields: list[str]) -> Record | None:
    """The place of one row; ``None`` for what no longer exists."""
    ref, name, ascii_name, others, lat, lon, feature_class, code = fields[:8]
    country, admin1, admin2, population = fields[8], fields[10], fields[11], fields[14]
    if code.endswith("H") and code not in ("AIRH", "CH", "PSH"):  # historical
        return None
    people = int(population or 0)
    kind = _kind(feature_class, code, people)
    spellings = dict.fromkeys(text.strip() for text in [name, ascii_name, *others.split(",")])
    own_code = _own_code(kind, code, country, admin1, admin2)
    return Record(
        place_id=f"geonames:{int(ref)}",
        kind=kind,
        names=tuple(Name(text) for text in spellings if text and not _is_airport_code(text)),
        lat=float(lat),
        lon=float(lon),
        country=country or None,
        admin1=f"{country}.{admin1}" if country and admin1 not in ("", "00") else None,
        admin2=f"{country}.{admin1}.{admin2}" if country and admin1 and admin2 else None,
        population=people,
        code=own_code,
    )


def _kind(feature_class: str, code: str, population: int) -> str:
    if code in _KINDS:
        return _KINDS[code]
    if feature_class == "P":
        return settlement_kind(population)
    return _KINDS_OF_CLASS.get(feature_class, "locality")


def _own_code(kind: str, code: str, country: str, admin1: str, admin2: str) -> str | None:
    """By which code other rows call this area."""
    if kind == "country":
        return country
    if code == "ADM1":
        return f"{country}.{admin1}"
    return f"{country}.{admin1}.{admin2}" if code == "ADM2" else None


def _is_airport_code(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isupper()


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """The text of a file, or of the one data file in a zip (``readme.txt`` left aside).

    Raises:
        GazetteerError: there is no such file, or the zip is damaged or holds no data file.
    """
    try:
        check_regular(path)
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield lines
            return
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.stat().st_size)
            members = [name for name in archive.namelist() if _is_data(name)]
            if not members:
                raise GazetteerError(f"{path}: the zip holds no .txt file: download it again")
            largest = max(members, key=lambda name: archive.getinfo(name).file_size)
            with archive.open(largest) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError, Refused, *_DAMAGE) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}): download it again") from error


def _lines(path: Path, text: TextIO) -> Iterator[tuple[int, str]]:
    """Each line and its number; a zip of few bytes can hold one that fills all memory.

    Raises:
        GazetteerError: a line is longer than any row.
    """
    for number, line in enumerate(iter(lambda: text.readline(_MOST_OF_LINE), ""), 1):
        if len(line) == _MOST_OF_LINE:
            raise GazetteerError(
                f"{path}, row {number}: longer than {_MOST_OF_LINE:,} characters: "
                "download the file again"
            )
        yield number, line


def _is_data(name: str) -> bool:
    return name.endswith(".txt") and name not in ("readme.txt", "iso-languagecodes.txt")


@contextmanager
def _alternates(path: Path) -> Iterator[sqlite3.Connection]:
    """Alternate names by place id, in a table on disk that goes away afterwards."""
    with TemporaryDirectory(prefix="geomap-names-") as directory:
        database = sqlite3.connect(Path(directory) / "names.sqlite", isolation_level=None)
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE staged (place INTEGER, text TEXT, language TEXT)")
        database.execute("BEGIN")
        with open_text(path) as lines:
            database.executemany(
                "INSERT INTO staged VALUES (?, ?, ?)", _alternate_rows(path, lines)
            )
        database.execute("CREATE INDEX by_place ON staged (place)")
        try:
            yield database
        finally:
            database.close()


def _alternate_rows(path: Path, lines: TextIO) -> Iterator[tuple[int, str, str | None]]:
    for number, line in _lines(path, lines):
        fields = line.rstrip("\n").split("\t")
        if len(fields) < _ALTERNATE_COLUMNS or not fields[1].isdecimal():
            raise GazetteerError(
                f"{path}, row {number}: not a row of alternateNamesV2: download the file again"
            )
        language = fields[2].lower()
        if language not in _NO_NAMES and fields[3].strip():
            two_letters = language.split("-")[0] if language else ""
            yield int(fields[1]), fields[3].strip(), two_letters if len(two_letters) == 2 else None


def _with_more_names(record: Record, more: sqlite3.Connection, ref: str) -> Record:
    sql = "SELECT text, language FROM staged WHERE place = ? ORDER BY rowid"
    found = [Name(text, language) for text, language in more.execute(sql, (int(ref),))]
    return record._replace(names=tuple(dict.fromkeys([*record.names, *found])))
