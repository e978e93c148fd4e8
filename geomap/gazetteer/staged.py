"""One place while an index is built: what other sources add to it, and how well known it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from math import ceil, log10
from typing import Any, Final

from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.prepare import Prepared, StoredName
from geomap.gazetteer.schema import BETWEEN, SCALE
from geomap.gazetteer.sources.records import Position, Record
from geomap.gazetteer.sphere import distance_km


def joined(names: Sequence[StoredName]) -> tuple[str, str | None, str | None]:
    """The columns ``texts, languages, folds`` of a place's names."""
    texts, languages, folds = zip(*names, strict=True)
    return BETWEEN.join(texts), _sparse(languages), _sparse(folds)


def _parted(texts: str, languages: str | None, folds: str | None) -> list[StoredName]:
    """The names of a place from its columns."""
    parts = [(column or "").split(BETWEEN) for column in (texts, languages, folds)]
    return [
        (text, language or None, folded or "")
        for text, language, folded in zip_longest(*parts, fillvalue="")
    ]


def _sparse(parts: Iterable[str | None]) -> str | None:
    return BETWEEN.join(part or "" for part in parts).rstrip(BETWEEN) or None


class Shared:
    """What changes of a place while other sources join it."""

    def __init__(
        self,
        staged: int,
        main: Position,
        kind: str,
        population: int,
        radius_m: int | None,
        prominence: float | None,
        names: tuple[str, str | None, str | None],
        positions: int,
    ) -> None:
        self.staged = staged
        self.main = main
        self._names = _parted(*names)
        self._texts = {text for text, _, _ in self._names}
        self.positions = positions
        self._kind = kind
        self._population = population
        self._radius_m = radius_m
        self._prominence = prominence
        self._sources = 1
        self._reviewed = positions > 0  # by hand, its kind too

    def position_row(self, position: Position) -> tuple[Any, ...]:
        """The next row of the place's positions; its radius comes to cover it."""
        rank = self.positions
        self.positions += 1
        main = self.main
        apart_m = 1000 * distance_km(main.lat, main.lon, position.lat, position.lon)
        if apart_m > (self._radius_m or KINDS[self._kind].radius_m):
            self._radius_m = ceil(apart_m)
        lat, lon = round(position.lat * SCALE), round(position.lon * SCALE)
        return (self.staged, rank, lat, lon, position.source, position.checked)

    def add_names(self, prepared: Prepared) -> list[tuple[int, int, int]]:
        """Take over the names that are new, and return the keys that lead to them."""
        keys: list[tuple[int, int, int]] = []
        for rank, name in enumerate(prepared.names):
            if name[0] not in self._texts:
                own = len(self._names)
                keys += [(key, self.staged, own) for key, of in prepared.keys if of == rank]
                self._names.append(name)
                self._texts.add(name[0])
        return keys

    def learn(self, record: Record) -> None:
        """Take over what the record knows better: the class, the population."""
        self._sources += 1
        self._population = max(self._population, record.population)
        unclear = self._kind in ("settlement", "locality") and not self._reviewed
        if unclear and record.kind != "locality":
            self._kind = record.kind

    def row(self) -> tuple[Any, ...]:
        """What changed, as the builder writes it back, the staged number last."""
        count = len(self._names)
        known = fame(self._kind, self._population, count, self._prominence)
        return (
            self._kind, self._population, self._radius_m, known, self._sources, count,
            *joined(self._names), self.staged,
        )  # fmt: skip


def fame(kind: str, population: int, names: int, prominence: float | None) -> float:
    """How likely reporting means a place when it says a name, 0 to 1, before any context.

    A curated prominence counts as it is. Else areas stand by their size, and a settlement by its
    population and the number of its names: 0.1 for a village, 0.75 for a city of ten million.
    A rough order for look-up; the choice is learned, see :mod:`geomap.gazetteer.match`.
    """
    if prominence is not None:
        return prominence
    known = _FAME_OF_KIND.get(kind, 0.05)
    known += 0.1 * log10(max(population, 1)) if population else 0.0
    known += 0.05 * log10(max(names, 1))
    return min(known, 0.95)


_FAME_OF_KIND: Final = {
    "country": 0.5,
    "capital": 0.15,
    "governorate": 0.6,
    "region": 0.4,
    "district": 0.2,
    "air_base": 0.15,
    "airport": 0.1,
}
