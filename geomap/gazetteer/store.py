"""The index: one or more files searched as one.

See :mod:`geomap.gazetteer.index_file` for what a file is, :mod:`geomap.gazetteer.build` for how
it comes to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geomap.errors import IndexMissing
from geomap.gazetteer.index_file import Held, Hit, IndexFile, Wanted
from geomap.gazetteer.kinds import precision_of
from geomap.gazetteer.places import Place
from geomap.gazetteer.sources.records import Position

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["BASE_INDEX", "Area", "Held", "Hit", "Index", "Wanted", "place_of"]

#: The index that comes with the package.
BASE_INDEX: Final = Path(__file__).resolve().parent.parent / "data" / "gazetteer.sqlite"


class Area(NamedTuple):
    """A country, governorate or named region with its outline."""

    place_id: str
    name: str
    country_code: str | None
    labels: dict[str, str]  # the first name in each language, by ISO 639-1
    geometry: BaseGeometry  # (Multi)Polygon, longitude before latitude, WGS 84


class Index:
    """One or more index files, searched as one. Safe to share between threads and after a fork.

    A place that several files hold is one place: what the first file says of it counts, and
    names and positions of the others join it.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = tuple(IndexFile(Path(path)) for path in paths)
        #: What :mod:`geomap.gazetteer.reverse` reads once and keeps with the index.
        self.cache: dict[object, Any] = {}
        if not self._files:
            raise IndexMissing("no gazetteer index was named: give at least one file")

    @property
    def where(self) -> str:
        """The paths of the files, as they are told of in an error."""
        return ", ".join(str(file.path) for file in self._files)

    @classmethod
    def open(cls, *paths: Path | str) -> Index:
        """The index of these files, the first being asked first.

        Raises:
            IndexMissing: a file is not there.
            GazetteerError: a file is no index, is damaged, or was built by another version.
        """
        return cls(Path(path) for path in paths)

    def look_up(
        self, keys: Iterable[str], countries: Collection[str] | None = None, limit: int = 60
    ) -> list[Hit]:
        """What stands under each of ``keys``, at most ``limit`` names a key and file.

        Args:
            keys: as :func:`geomap.gazetteer.names.query_keys` gives them.
            countries: alpha-2 codes to look in; places of no country (seas) are always
                looked at. ``None``: the whole world.
            limit: the best known are kept.

        Returns:
            Hits key by key, the best known first within a key and file. Nothing found is an
            empty list.
        """
        return self.look_up_all([Wanted(tuple(dict.fromkeys(keys)), countries, limit)])[0]

    def look_up_all(self, asked: Sequence[Wanted]) -> list[list[Hit]]:
        """:meth:`look_up` of several at once, in order: faster than one by one."""
        first, *others = (file.look_up(asked) for file in self._files)
        if not others:
            return first
        return [_without_repeats(chain(*each)) for each in zip(first, *others, strict=True)]

    def place(self, place_id: str) -> Place | None:
        """The place of this id, ``None`` where no file holds it."""
        for file in self._files:
            held = file.place(place_id)
            if held is not None:
                return place_of(held)
        return None

    def names(self, place_id: str) -> tuple[str, ...]:
        """Every name of a place, the main one first; empty for an unknown id."""
        return tuple(dict.fromkeys(text for text, _ in self._names(place_id)))

    def labels(self, place_id: str) -> dict[str, tuple[str, ...]]:
        """The names of a place whose language is known, by ISO 639-1 code."""
        found: dict[str, dict[str, None]] = {}
        for text, language in self._names(place_id):
            if language:
                found.setdefault(language, {})[text] = None
        return {language: tuple(texts) for language, texts in sorted(found.items())}

    def _names(self, place_id: str) -> Iterator[tuple[str, str | None]]:
        for file in self._files:
            yield from file.names(place_id)

    def positions(self, place_id: str) -> tuple[Position, ...]:
        """Where each source puts a place, the position shown first; empty for an unknown id."""
        return tuple(dict.fromkeys(pos for file in self._files for pos in file.positions(place_id)))

    def area(self, place_id: str) -> BaseGeometry | None:
        """The outline of a place, longitude before latitude; ``None`` where it has none."""
        from geomap.gazetteer.outline import unpacked

        for file in self._files:
            packed = file.outline(place_id)
            if packed is not None:
                shape: BaseGeometry = unpacked([packed], str(file.path))[0]
                return shape
        return None

    def areas(self, kind: str, country_codes: Collection[str] | None = None) -> Iterator[Area]:
        """Every area of a kind that has an outline, in order of country and id.

        Args:
            kind: ``country``, ``governorate`` or ``region``.
            country_codes: alpha-2 codes; ``None`` for all.
        """
        from geomap.gazetteer.outline import unpacked

        for place_id, name, country, packed in self.outlines(kind):
            if country_codes is None or country in country_codes:
                labels = {lang: texts[0] for lang, texts in self.labels(place_id).items()}
                yield Area(place_id, name, country, labels, unpacked([packed], self.where)[0])

    def outlines(
        self, kind: str, country: str | None = None
    ) -> list[tuple[str, str, str | None, bytes]]:
        """Id, name, country and packed outline of every area of a kind, or those of a country."""
        found: dict[str, tuple[str, str, str | None, bytes]] = {}
        for file in self._files:
            for row in file.outlines(kind, country):
                found.setdefault(row[0], row)
        return list(found.values())

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The governorates of a country, or the districts of a governorate, in order of id."""
        ids = dict.fromkeys(child for file in self._files for child in file.children(place_id))
        places = (self.place(child) for child in ids)
        return tuple(place for place in places if place is not None)

    def density(self, country: str) -> float:
        """Places held of a country per half degree of it that has any; 0 where it has none."""
        return sum(file.density(country) for file in self._files)

    def countries(self) -> tuple[tuple[str, str, str], ...]:
        """ISO code, place id and English name of every country, in order of the code."""
        found = {row[0]: row for file in reversed(self._files) for row in file.countries()}
        return tuple(found[code] for code in sorted(found))

    def governorates(
        self,
    ) -> list[tuple[str, str, str, str | None, int | None, str | None, bytes | None]]:
        """Id, kind, name, country, no parent, code and packed outline of every governorate."""
        return [row for file in self._files for row in file.governorates()]

    def nearest(
        self,
        lat: float,
        lon: float,
        limit: int = 1,
        kinds: Collection[str] | None = None,
        within_km: float = 50.0,
    ) -> list[tuple[float, Place]]:
        """The places closest to a point with their distance in kilometres, closest first.

        Args:
            lat: decimal degrees north, WGS 84.
            lon: decimal degrees east.
            limit: how many at most.
            kinds: only places of these kinds; ``None`` for all.
            within_km: no farther than this.
        """
        found: dict[str, tuple[float, Place]] = {}
        for file in self._files:
            for distance, held in file.nearest(lat, lon, limit, kinds, within_km):
                found.setdefault(held.place_id, (distance, place_of(held)))
        return sorted(found.values(), key=lambda pair: (pair[0], pair[1].place_id))[:limit]

    def spots(self, cell: int) -> list[tuple[int, int, float, float]]:
        """File, number, latitude and longitude of each place that is a point in a grid cell."""
        return [
            (number, *spot) for number, file in enumerate(self._files) for spot in file.spots(cell)
        ]

    def place_at(self, file: int, number: int) -> Held:
        """The place of one of :meth:`spots`."""
        return self._files[file].place_at(number)

    def info(self) -> dict[str, Any]:
        """What the index holds: ``indexes``, a mapping per file.

        Each has ``name, path, bytes, version`` (of geomap), ``places, names, kinds`` (counts)
        and ``sources``: ``key, name, version, licence, attribution, url, places, names``.
        """
        return {"indexes": [file.info() for file in self._files]}

    def close(self) -> None:
        """Close the files that this thread has open; the next question opens them again."""
        for file in self._files:
            file.close()


def place_of(held: Held) -> Place:
    """A place that is held as it is answered with."""
    return Place(
        place_id=held.place_id,
        name=held.main_name,
        kind=held.kind,
        country_code=held.country_code,
        admin1=held.admin1,
        lat=held.lat,
        lon=held.lon,
        precision=precision_of(held.kind, held.radius_m),
        radius_m=held.radius_m,
        population=held.population,
        source=held.source,
    )


def _without_repeats(hits: Iterable[Hit]) -> list[Hit]:
    """One hit per key, place and spelling."""
    found: dict[tuple[str, str, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.key, hit.place.place_id, hit.folded), hit)
    return list(found.values())
