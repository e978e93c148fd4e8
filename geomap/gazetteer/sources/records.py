"""What every reader of place data yields: one stream of records, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Source(NamedTuple):
    """Who the data is from; kept in the index and shown to the reader of a map."""

    key: str  # 'geonames', 'nga': stable, lower case
    title: str  # as shown: 'GeoNames'
    version: str
    licence: str
    attribution: str  # the sentence that the licence asks for
    url: str  # the project's home page


class Name(NamedTuple):
    """One spelling of a place's name."""

    text: str
    language: str | None = None  # ISO 639-1, None where the source does not say


class Position(NamedTuple):
    """Where one source puts a place: decimal degrees, WGS 84."""

    lat: float
    lon: float
    source: str  # as shown: 'OurAirports ORAA'
    checked: str | None = None  # YYYY-MM-DD, the day somebody compared it with the source


class Record(NamedTuple):
    """One place as one source tells it. ``names[0]`` is the main name.

    ``country`` and ``admin1`` may be missing: the builder finds them by position. Where the
    source gives an ``admin1`` or ``admin2`` it is a code ('IQ.01', 'IQ.01.123') or a name.
    """

    place_id: str  # with its prefix: 'geonames:98182'
    kind: str  # one of geomap.gazetteer.kinds.KINDS
    names: tuple[Name, ...]
    lat: float
    lon: float
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    prominence: float | None = None
    radius_m: float | None = None  # None: what is usual for the kind
    #: Every position in order, the first being ``lat, lon``; empty: that one, from the source.
    positions: tuple[Position, ...] = ()
    code: str | None = None  # by which other records call this area: 'IQ', 'IQ.01'
    geometry: bytes | None = None  # WKB of the area, longitude before latitude
    covers: tuple[str, ...] = ()  # names or codes of the governorates whose union it is


class Reading(NamedTuple):
    """A source with the records that its reader yields, in a stable order."""

    source: Source
    records: Iterable[Record]


def settlement_kind(population: int) -> str:
    """The kind of a populated place of which only the population is known (0: not known)."""
    if population >= 100_000:
        return "city"
    if population >= 5_000:
        return "town"
    return "village" if population > 0 else "settlement"
