"""Which places of several sources are one place."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import Final

from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.prepare import Prepared
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
_GROUPS: Final = {
    kind: number
    for number, group in enumerate((_SETTLEMENTS, _AIRFIELDS, _FACILITIES))
    for kind in group
}

#: Kilometres within which two sources mean one place when they give it one name: see
#: benchmarks/results/index.md, 'One place or two'.
_REACH_KM: Final = {0: 5.0, 1: 5.0, 2: 5.0}
_OTHER_REACH_KM: Final = 5.0


def reach_km(one: str, other: str) -> float | None:
    """How far apart places of these kinds may lie and be one; ``None``: they never are one.

    A 'locality' is a place whose class the source does not give: it may be anything.
    """
    group, other_group = _GROUPS.get(one), _GROUPS.get(other)
    if one == other:
        return _REACH_KM.get(group, _OTHER_REACH_KM) if group is not None else _OTHER_REACH_KM
    if group is not None and group == other_group:
        return _REACH_KM[group]
    if "locality" in (one, other):
        return _OTHER_REACH_KM
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

    def find(self, prepared: Prepared, source: int) -> int | None:
        """The number of the closest place of another source that this record is, or ``None``."""
        record = prepared.record
        best: tuple[float, int] | None = None
        for key in prepared.exact:
            for number in self._by_key.get(key, ()):
                if self._sources[number] >> source & 1:
                    continue  # one source does not list a place twice under one name
                reach = reach_km(record.kind, self._kind[number])
                if reach is None:
                    continue
                distance = distance_km(record.lat, record.lon, self._lat[number], self._lon[number])
                reach = max(reach, self._radius_km[number])
                if distance <= reach and (best is None or (distance, number) < best):
                    best = (distance, number)
        return None if best is None else best[1]

    def add(self, prepared: Prepared, source: int) -> None:
        """Remember a new place; its number is how many were remembered before."""
        record = prepared.record
        number = len(self._kind)
        for key in prepared.exact:
            self._by_key[key].append(number)
        self._lat.append(record.lat)
        self._lon.append(record.lon)
        self._kind.append(record.kind)
        self._radius_km.append((record.radius_m or 0) / 1000 if record.positions else 0.0)
        self._sources.append(1 << source)

    def join(self, number: int, prepared: Prepared, source: int) -> None:
        """Remember that a source holds this place too, under these names."""
        self._sources[number] |= 1 << source
        for key in prepared.exact:
            if number not in self._by_key[key]:
                self._by_key[key].append(number)
