"""The words and tables that every stage shares: fields, types, units, vocabularies.

The carrier is tables, not objects. One :class:`Incidents` value holds a frame of incidents and
plain frames of what belongs to them, related by id. It is validated once, at the door
(:meth:`Incidents.validate`); stages take it and return a new one.

Coordinates are decimal degrees, WGS 84 (EPSG:4326); geometries are in x = longitude,
y = latitude order. Dates are strings ``YYYY-MM-DD`` in every frame, never timestamps: a date
that passed through a time zone can come out a day early.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import geopandas
    import pandas

Kind = Literal["attack", "retaliation", "other"]
Precision = Literal[
    "site", "facility", "settlement", "near", "district", "governorate", "country", "unknown"
]
DatePrecision = Literal["day", "range", "week", "month", "year", "unknown"]
Casualties = Literal["reported_none", "reported", "unknown"]
Basis = Literal["stated", "inferred"]
Status = Literal["resolved", "ambiguous", "unresolved"]

KINDS: Final = ("attack", "retaliation", "other")
#: From the most to the least exact. Up to ``settlement`` an incident is drawn as a point; the
#: rest is drawn as the area that it lies in.
PRECISIONS: Final = (
    "site",
    "facility",
    "settlement",
    "near",
    "district",
    "governorate",
    "country",
    "unknown",
)
POINT_PRECISIONS: Final = PRECISIONS[:3]
DATE_PRECISIONS: Final = ("day", "range", "week", "month", "year", "unknown")
CASUALTIES: Final = ("reported_none", "reported", "unknown")
LINK_TYPES: Final = ("retaliation_for",)
BASES: Final = ("stated", "inferred")
STATUSES: Final = ("resolved", "ambiguous", "unresolved")

COUNTRY_UNKNOWN: Final = "Unknown"
ACTOR_NOT_STATED: Final = "Not stated"
ACTOR_UNCLAIMED: Final = "Unclaimed"

#: Between the items of a list field (``weapons``, ``retaliation_for``) in a table's cell.
LIST_SEPARATOR: Final = ";"

CRS: Final = "EPSG:4326"
#: Distances of the sphere: IUGG mean Earth radius, metres.
EARTH_RADIUS_M: Final = 6_371_008.8

#: What an incident is told with, in the order of the native table.
NATIVE_COLUMNS: Final = (
    "id",
    "date",
    "date_end",
    "date_precision",
    "kind",
    "title",
    "description",
    "place",
    "admin1",
    "country",
    "lat",
    "lon",
    "actor",
    "target",
    "weapons",
    "killed",
    "injured",
    "casualties",
    "source",
    "source_url",
    "retaliation_for",
)

#: What :func:`geomap.locate` adds to an incident.
LOCATION_COLUMNS: Final = (
    "status",  # resolved | ambiguous | unresolved
    "place_id",  # the gazetteer's id of the place, null where coordinates alone were given
    "place_name",  # that place's main name
    "country_code",  # ISO 3166-1 alpha-2
    "precision",  # one of PRECISIONS
    "radius_m",  # metres around the point inside which the incident is believed to lie
    "score",  # probability that this is the place meant, 0 to 1
    "location_note",  # in words: why here, what was contradicted, what was not stated
    "area_id",  # key into Incidents.areas: the polygon that it lies in, null for a circle
)

#: Where a row came from, and the event type in the words of its codebook, ACLED's for articles.
PROVENANCE_COLUMNS: Final = ("event_type", "sub_event_type", "file", "row")

#: Every column of ``Incidents.incidents`` but the geometry, in order. Text is of pandas' ``str``
#: dtype, ``lat, lon, score, radius_m`` are float64, ``killed, injured, row`` are ``Int64``; what
#: is not known is missing (NaN or NA), never an empty text and never 0.
#: ``lat, lon`` are as given by the input; where the incident lies is the geometry.
INCIDENT_COLUMNS: Final = NATIVE_COLUMNS + LOCATION_COLUMNS + PROVENANCE_COLUMNS

CLAIM_COLUMNS: Final = ("incident_id", "field", "value", "source_id", "quote", "start", "end")
SOURCE_COLUMNS: Final = ("id", "publisher", "title", "url", "published", "path", "sha256")
LINK_COLUMNS: Final = ("from_id", "to_id", "type", "basis", "quote")
CANDIDATE_COLUMNS: Final = (
    "incident_id",
    "rank",
    "place_id",
    "name",
    "kind",
    "country_code",
    "admin1",
    "lat",
    "lon",
    "precision",
    "radius_m",
    "score",
    "why",  # sentences joined by "; "
    "source",
)
REJECTED_COLUMNS: Final = ("file", "row", "column", "value", "reason")
AREA_COLUMNS: Final = ("area_id", "name")


class LngLat(NamedTuple):
    """A position: decimal degrees east, then decimal degrees north, WGS 84."""

    lng: float
    lat: float


@dataclass(frozen=True)
class Incidents:
    """Located or not yet located incidents, with all that belongs to them.

    Every frame has a plain ``RangeIndex``. A link runs *from* the strike that answers *to* the
    attack that it answers, as ``retaliation_for`` reads; drawn arrows run the other way.
    """

    #: INCIDENT_COLUMNS and a ``geometry`` of Points (null where not placed), EPSG:4326.
    incidents: geopandas.GeoDataFrame
    #: The input's own other columns, untouched, row for row with ``incidents``.
    extra: pandas.DataFrame
    claims: pandas.DataFrame
    sources: pandas.DataFrame
    links: pandas.DataFrame
    candidates: pandas.DataFrame
    #: AREA_COLUMNS and a (Multi)Polygon ``geometry``, EPSG:4326; one row per distinct area.
    areas: geopandas.GeoDataFrame
    #: Rows that could not be read, by file, row, column, value and reason.
    rejected: pandas.DataFrame
    #: Facts about the run that ``report.json`` repeats: files read, gazetteer versions, merges.
    facts: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.incidents)

    def with_(self, **tables: Any) -> Incidents:
        """The same incidents with some tables replaced."""
        return replace(self, **tables)

    def explore(self, *, title: str = "Incidents", height: str = "640px") -> Any:
        """The map of these incidents, this high, as a notebook shows it: a branca figure."""
        from geomap.write.html import explore

        return explore(self, title=title, height=height)

    @classmethod
    def empty(cls) -> Incidents:
        """No incidents: every frame with its columns and dtypes and no row."""
        from geomap import frames

        return frames.empty_incidents()

    def validate(self) -> Incidents:
        """These incidents, after a check that ids are unique and every relation holds.

        Raises:
            InputError: an id is doubled or missing, a value is outside its vocabulary, or a
                claim, link or candidate names an incident that is not there.
        """
        from geomap import frames

        frames.validate(self)
        return self
