"""Which places of several sources are one place."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import Final

from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.prepare import Prepared, exact_keys
from geomap.gazetteer.sources.records import Record
from geomap.gazetteer.sphere import distance_km

_SETTLEMENTS: Final = frozenset(
    {"village", "town", "city", "capital", "settlement", "neighbourhood", "locality"}
)
_AIRFIELDS: Final = frozenset({"air_base", "airport"})
_FACILITIES: Final = frozenset(
    kind
    for kind, facts in KINDS.items()
    if facts.precision in ("site", "facility") and kind not in _AIRFIELDS
)
_SITES: Final = _AIRFIELDS | _FACILITIES
_GROUPS: Final = {
    kind: number
    for number, group in enumerate((_SETTLEMENTS, _AIRFIELDS, _FACILITIES))
    for kind in group
}

#: Kilometres within which two sources mean one place when they give it one name. Measured on
#: 40,542 NGA names against GeoNames (benchmarks/RESULTS.md): pairs of one name are 0.02 to
#: 0.07 to the square kilometre by chance, and 0.31 from 5 to 7 km: five in six are one place.
_SAME_NAME_KM: Final = 7.0
#: The same for names that only share their consonants, where one source does not give the class:
#: 0.1 by chance, 0.70 from 2 to 3 km.
_SAME_CONSONANTS_KM: Final = 3.0
#: Degrees of latitude, 111 km: more than any curated radius of a place that is a point.
_TOO_FAR_NORTH: Final = 1.0


def reach_km(one: str, other: str) -> float | None:
    """How far apart places of these kinds may lie and be one; ``None``: they never are one.

    A 'locality' is a place whose class the source does not give: it may be anything.
    """
    group, other_group = _GROUPS.get(one), _GROUPS.get(other)
    if one == other or "locality" in (one, other) or (group is not None and group == other_group):
        return _SAME_NAME_KM
    return None


class Merger:
    """Remembers the places of earlier sources and finds the one that a record means.

    Keeps about 200 bytes per place; a build from one source needs none and keeps nothing.
    """

    def __init__(self) -> None:
        self._by_key: defaultdict[int, list[int]] = defaultdict(list)
        self._lat = array("d")
        self._lon = array("d")
        self._kind: list[str] = []
        self._radius_km = array("d")
        self._sources = array("Q")
        #: The whole names of sites: 'Deir ez-Zor Airport' is no village 'Deir ez-Zor'.
        self._named: dict[int, frozenset[int]] = {}

    def find(self, prepared: Prepared, source: int) -> int | None:
        """The number of the closest place of another source that this record is, or ``None``."""
        record = prepared.record
        named = _whole_names(record) if record.kind in _SITES else frozenset()
        found = [
            (self._distance(record, number), number)
            for key in prepared.exact
            for number in self._near(key, record.lat, source)
            if self._may_be(record, number, None) and self._says_what(record, number, key, named)
        ]
        if not found and record.kind == "locality":
            found = [
                (self._distance(record, number), number)
                for key in prepared.loose
                for number in self._near(key, record.lat, source)
                if self._may_be(record, number, _SAME_CONSONANTS_KM)
            ]
        return min(found)[1] if found else None

    def _near(self, key: int, lat: float, source: int) -> list[int]:
        """The places of a key that this source does not hold, no farther to the north or south.

        Most places of a common name end here. One source does not list a place twice under one
        name.
        """
        lats, sources = self._lat, self._sources
        return [
            number
            for number in self._by_key.get(key, ())
            if abs(lat - lats[number]) <= _TOO_FAR_NORTH and not sources[number] >> source & 1
        ]

    def _may_be(self, record: Record, number: int, within_km: float | None) -> bool:
        """Whether a place is of a like kind and close enough."""
        if within_km is not None and self._kind[number] not in _SETTLEMENTS:
            return False
        reach = within_km or reach_km(record.kind, self._kind[number])
        if reach is None:
            return False
        return self._distance(record, number) <= max(reach, self._radius_km[number])

    def _says_what(self, record: Record, number: int, key: int, named: frozenset[int]) -> bool:
        """Whether ``key`` is the whole name of the site, where the other gives no class.

        The name of a site without its type word is that of the town beside it more often.
        """
        if record.kind == "locality" and self._kind[number] in _SITES:
            return key in self._named[number]
        return self._kind[number] != "locality" or record.kind not in _SITES or key in named

    def _distance(self, record: Record, number: int) -> float:
        return distance_km(record.lat, record.lon, self._lat[number], self._lon[number])

    def add(self, prepared: Prepared, source: int) -> None:
        """Remember a new place; its number is how many were remembered before."""
        record = prepared.record
        number = len(self._kind)
        for key in (*prepared.exact, *self._loose(prepared)):
            self._by_key[key].append(number)
        self._lat.append(record.lat)
        self._lon.append(record.lon)
        self._kind.append(record.kind)
        if record.kind in _SITES:
            self._named[number] = _whole_names(record)
        self._radius_km.append((record.radius_m or 0) / 1000 if record.positions else 0.0)
        self._sources.append(1 << source)

    def join(self, number: int, prepared: Prepared, source: int) -> None:
        """Remember that a source holds this place too, under these names."""
        self._sources[number] |= 1 << source
        if number in self._named:
            self._named[number] |= _whole_names(prepared.record)
        for key in (*prepared.exact, *self._loose(prepared)):
            if number not in self._by_key[key]:
                self._by_key[key].append(number)

    @staticmethod
    def _loose(prepared: Prepared) -> list[int]:
        """Skeletons under which a settlement may be found; others are not looked for so."""
        return prepared.loose if prepared.record.kind in _SETTLEMENTS else []


def _whole_names(record: Record) -> frozenset[int]:
    """The hashes of the names of a record with their type words."""
    return frozenset(key for text, _ in record.names for key in exact_keys(text)[:1])
