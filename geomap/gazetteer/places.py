"""What the gazetteer answers with: small frozen values, safe to keep and to compare."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from geomap.model import Precision, Status


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer."""

    place_id: str  # stable across builds: 'curated:iq-ain-al-asad', 'geonames:98182'
    name: str  # the main name, as shown
    kind: str  # one of geomap.gazetteer.kinds.KINDS: 'air_base', 'town', 'governorate'
    country_code: str | None  # ISO 3166-1 alpha-2; None in international waters
    admin1: str | None  # name of the governorate that holds it
    lat: float  # decimal degrees north, WGS 84
    lon: float  # decimal degrees east, WGS 84
    precision: Precision  # how exact 'at this place' is
    radius_m: float  # metres that cover the place and the disagreement of its sources
    population: int  # 0 where not known
    source: str  # who gives the position


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place, area or relation that a name could mean, with the reasons for it."""

    place_id: str
    name: str
    kind: str
    country_code: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: Precision
    radius_m: float
    score: float  # calibrated probability that this is the place meant, 0 to 1
    why: tuple[str, ...]  # what spoke for it, in words
    source: str

    def as_dict(self) -> dict[str, Any]:
        """The candidate as ``geomap resolve --format json`` prints it."""
        return {**asdict(self), "why": list(self.why)}


@dataclass(frozen=True, slots=True)
class Query:
    """A name to resolve, with what is known around it."""

    name: str
    country: str | None = None  # name or ISO code, in any spelling
    admin1: str | None = None  # governorate, province, oblast, in any spelling
    near: tuple[float, float] | None = None  # latitude, longitude, decimal degrees
    #: Positions (latitude, longitude) of what else the same text or table names.
    context: tuple[tuple[float, float], ...] = ()
    depth: int = 0  # of phrases that this is a part of

    def named(self, name: str, near: tuple[float, float] | None = None) -> Query:
        """The query with another name, and perhaps a point close by."""
        return Query(name, self.country, self.admin1, near or self.near, self.context, self.depth)

    def anywhere(self) -> Query:
        """The query without the point close by."""
        if self.near is None:
            return self
        return Query(self.name, self.country, self.admin1, None, self.context, self.depth)

    def deeper(self) -> Query:
        """The query as a part of a phrase."""
        return Query(self.name, self.country, self.admin1, self.near, self.context, self.depth + 1)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one query. ``best`` is None only when the status is ``unresolved``."""

    query: str
    status: Status
    best: Candidate | None
    candidates: tuple[Candidate, ...]  # best first
    #: One sentence on a relation, a fallback, a contradiction, an abstention; else empty.
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The resolution as ``geomap resolve --format json`` prints it."""
        return {
            "query": self.query,
            "status": self.status,
            "best": self.best.as_dict() if self.best else None,
            "candidates": [candidate.as_dict() for candidate in self.candidates],
        }
