"""Airfields: OurAirports' ``airports.csv`` and the smaller, newer table of ``airportsdata``."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from geomap.gazetteer.names import fold, skeleton
from geomap.gazetteer.sources.records import Name, Record

#: What a name says of who uses the field.
_MILITARY: Final = re.compile(
    r"\b(air ?base|afb|air force|army|military|naval|nas|raf|air station|aaf|base a[eé]rea)\b", re.I
)
_KEYWORD_LIMIT: Final = 60  # longer keywords are sentences about the field, not names of it


def open_table(path: Path) -> TextIO:
    """A CSV file or a gzipped one, as text in UTF-8."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_ourairports(path: Path) -> Iterator[Record]:
    """Every airfield of OurAirports that is in use or was, with its keywords as names."""
    with open_table(path) as lines:
        for row in sorted(csv.DictReader(lines), key=lambda row: row["ident"]):
            if not row["name"].strip() or not _is_listed(row):
                continue
            keywords = _telling(row)
            codes = [row["gps_code"], row["iata_code"]]
            yield _record(
                f"ourairports:{row['ident']}",
                row["name"],
                [word for word in keywords if 2 < len(word) <= _KEYWORD_LIMIT] + codes,
                row,
                (row["latitude_deg"], row["longitude_deg"]),
                row["iso_country"],
            )


def _telling(row: dict[str, str]) -> list[str]:
    """Keywords that name the airfield, not just the town that it serves, however spelled."""
    town = skeleton(fold(row["municipality"] or ""))
    words = (word.strip() for word in (row["keywords"] or "").split(","))
    return [word for word in words if not town or skeleton(fold(word)) != town]


def _is_listed(row: dict[str, str]) -> bool:
    """Not the balloon ports, nor the roofs of American hospitals and firms."""
    american_pad = row["type"] == "heliport" and row["iso_country"] == "US"
    return row["type"] != "balloonport" and not american_pad


def read_airportsdata(path: Path) -> Iterator[Record]:
    """Every airport of ``airportsdata``."""
    with open_table(path) as lines:
        for row in sorted(csv.DictReader(lines), key=lambda row: row["icao"]):
            if not row["name"].strip():
                continue
            yield _record(
                f"airportsdata:{row['icao']}",
                row["name"],
                [row["icao"], row["iata"]],
                row,
                (row["lat"], row["lon"]),
                row["country"],
            )


def _record(
    place_id: str,
    name: str,
    others: list[str],
    row: dict[str, str],
    position: tuple[str, str],
    country: str,
) -> Record:
    names = dict.fromkeys(text for text in [name.strip(), *others] if text)
    return Record(
        place_id=place_id,
        kind="air_base" if _MILITARY.search(name) else "airport",
        names=tuple(Name(text) for text in names),
        lat=round(float(position[0]), 5),
        lon=round(float(position[1]), 5),
        country=country or None,
    )
