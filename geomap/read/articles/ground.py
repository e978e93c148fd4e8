"""Where a told place lies, as plainly as a row of JSON can carry it to a merge."""

from __future__ import annotations

from typing import NamedTuple

from geomap.gazetteer.places import Candidate
from geomap.model import Precision


class Ground(NamedTuple):
    """What a merge must know of a resolved place."""

    kind: str
    name: str
    country_code: str | None
    admin1: str | None
    lat: float  # decimal degrees north, WGS 84
    lon: float  # decimal degrees east
    precision: Precision
    radius_m: float

    @classmethod
    def of(cls, place: Candidate) -> Ground:
        """That of a resolved place."""
        return cls(
            place.kind,
            place.name,
            place.country_code,
            place.admin1,
            place.lat,
            place.lon,
            place.precision,
            place.radius_m,
        )
