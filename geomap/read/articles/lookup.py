"""The gazetteer as this package asks it: is this a name of a place, and which place is meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from geomap.gazetteer.places import Query, Resolution


class Resolver(Protocol):
    """What this package needs of :class:`geomap.gazetteer.Gazetteer`."""

    def resolve_many(self, queries: Iterable[Query], limit: int = 5) -> list[Resolution]:
        """One answer per query, in order."""
        ...

    def country_name(self, code: str) -> str:
        """The English name of a country, as every output shows it."""
        ...
