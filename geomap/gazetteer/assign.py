"""The country, governorate and district of each record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.errors import GazetteerError
from geomap.gazetteer.outline import middle, packed, radius_of, unpacked
from geomap.gazetteer.prepare import Prepared, exact_keys
from geomap.gazetteer.reverse import AreaFinder
from geomap.gazetteer.sources.records import Record

if TYPE_CHECKING:
    from geomap.gazetteer.store import Index

#: Degrees, about 22 km: as far as a point may lie outside the governorates of the country that
#: its source gives and still belong to the closest of them.
_OWN_COUNTRY_REACH = 0.2


class AreaRow(NamedTuple):
    """An area as other places refer to it."""

    number: int
    place_id: str
    kind: str
    name: str
    country: str | None
    parent: int | None
    code: str | None
    geometry: bytes | None


class Within(NamedTuple):
    """What holds a place: a country code and the numbers of a governorate and a district."""

    country: str | None
    admin1: int | None
    admin2: int | None


class Assigner:
    """Knows the areas so far, and puts places into them by code, by name or by position.

    Args:
        base: an index whose countries and governorates count as known from the start.
    """

    def __init__(self, base: Index | None = None) -> None:
        self.areas: list[AreaRow] = []
        self._by_code: dict[str, int] = {}
        self._staged: dict[str, int] = {}
        self._by_name: dict[tuple[str | None, int], int] = {}
        self._districts: dict[tuple[str | None, int], int] = {}  # those with an outline
        self._outlines: dict[int, shapely.Geometry] = {}
        self._shapes: list[tuple[int, str | None, shapely.Geometry]] = []
        self._finders: dict[str | None, tuple[AreaFinder, list[int]]] = {}
        self._base = base
        #: Governorates of the base by country, of which names and outlines are not read yet.
        self._unread: dict[str | None, list[tuple[int, bytes | None]]] = {}
        if base is not None:
            for code, place_id, name in base.countries():
                self._number(place_id, "country", name, code, None, code, None)
            for row in base.governorates():
                # The outlines stay in the base: what is built here only refers to its areas.
                number = self._number(*row[:6], None)
                self._unread.setdefault(row[3], []).append((number, row[6]))

    def add(self, prepared: Prepared, within: Within, staged: int) -> int:
        """Remember a record that is an area under its number in the staging table.

        Returns:
            The number of the area.
        """
        record = prepared.record
        parent = within.admin1 if record.kind == "district" else None
        if record.kind == "governorate" and record.country is not None:
            parent = self._by_code.get(record.country)
        if record.code:
            self._staged.setdefault(record.code, staged)
        shape = shapely.from_wkb(record.geometry) if record.geometry else None
        outline = None if shape is None else packed(shape)
        name, country = prepared.names[0][0], within.country
        number = self._number(
            record.place_id, record.kind, name, country, parent, record.code, outline
        )
        self._know(number, [text for text, *_ in prepared.names], shape)
        return number

    def _number(
        self,
        place_id: str,
        kind: str,
        name: str,
        country: str | None,
        parent: int | None,
        code: str | None,
        outline: bytes | None,
    ) -> int:
        """The number of an area that is new."""
        number = len(self.areas) + 1
        self.areas.append(AreaRow(number, place_id, kind, name, country, parent, code, outline))
        if code:
            self._by_code.setdefault(code, number)
        return number

    def _know(self, number: int, spellings: Iterable[str], shape: shapely.Geometry | None) -> None:
        """Remember by which names and in which outline places are put into an area."""
        area = self.areas[number - 1]
        self._read_base(area.country)  # its names go before those of later sources
        if area.kind == "governorate" or (area.kind == "district" and shape is not None):
            known = self._by_name if area.kind == "governorate" else self._districts
            for spelling in spellings:
                for key in exact_keys(spelling):
                    known.setdefault((area.country, key), number)
        if area.kind == "governorate" and shape is not None:
            self._shapes.append((number, area.country, shape))
            self._finders.clear()
        if shape is not None:
            self._outlines[number] = shape

    def _read_base(self, country: str | None) -> None:
        """Read what the base's areas in a country are called, and their outlines, once."""
        unread = self._unread.pop(country, None)
        if unread is None or self._base is None:
            return
        for place_id, name, _, outline in self._base.outlines("district", country):
            number = self._number(place_id, "district", name, country, None, None, None)
            unread.append((number, outline))
        for number, told in unread:
            shape = None if told is None else unpacked([told], self._base.where)[0]
            self._know(number, self._base.names(self.areas[number - 1].place_id), shape)

    def with_outline(self, record: Record) -> Record:
        """A record that covers governorates with the union of their outlines.

        Raises:
            GazetteerError: a governorate that it names is not known or has no outline.
        """
        parts = []
        for told in record.covers:
            number = self._area(record.country, told) or self._district(record.country, told)
            if number not in self._outlines:
                raise GazetteerError(
                    f"{record.place_id}: covers {told!r}, which is no governorate or district of "
                    f"{record.country}: name it as the index does"
                )
            parts.append(self._outlines[number])
        union = shapely.union_all(parts)
        lat, lon = middle(union)
        return record._replace(
            geometry=shapely.to_wkb(union), lat=lat, lon=lon, radius_m=radius_of(union)
        )

    def staged_by_code(self, code: str | None) -> int | None:
        """The staged area that an earlier record has this code of."""
        return self._staged.get(code) if code else None

    def within(self, chunk: Sequence[Prepared]) -> list[Within]:
        """What holds each record of a chunk."""
        known = [self._as_told(prepared) for prepared in chunk]
        self._place_by_position(chunk, known)
        return [Within(*row) for row in known]

    def _as_told(self, prepared: Prepared) -> list[Any]:
        record = prepared.record
        admin1 = self._area(record.country, record.admin1)
        admin2 = self._by_code.get(record.admin2) if record.admin2 else None
        if admin1 is None and record.admin1:  # 'Soum', where a finer division is meant
            admin2 = admin2 or self._district(record.country, record.admin1)
            admin1 = self.areas[admin2 - 1].parent if admin2 else None
        return [record.country, admin1, admin2]

    def _area(self, country: str | None, told: str | None) -> int | None:
        if not told:
            return None
        if told in self._by_code:
            return self._by_code[told]
        self._read_base(country)
        found = (self._by_name.get((country, key)) for key in exact_keys(told))
        return next((number for number in found if number is not None), None)

    def _district(self, country: str | None, told: str) -> int | None:
        self._read_base(country)
        found = (self._districts.get((country, key)) for key in exact_keys(told))
        return next((number for number in found if number is not None), None)

    def _place_by_position(self, chunk: Sequence[Prepared], known: list[list[Any]]) -> None:
        """Fill in countries that are not told, then governorates within each country."""
        records = [prepared.record for prepared in chunk]
        lats = np.array([record.lat for record in records])
        lons = np.array([record.lon for record in records])
        open_country = [
            row for row, told in enumerate(known) if told[0] is None and not _is_wide(records[row])
        ]
        for row, area in zip(open_country, self._find(None, lats, lons, open_country), strict=True):
            if area is not None:
                known[row][0] = self.areas[area - 1].country
        groups: dict[str, list[int]] = {}
        for row, (country, admin1, _) in enumerate(known):
            if country is not None and admin1 is None and not _is_wide(records[row]):
                groups.setdefault(country, []).append(row)
        for country, rows in groups.items():
            for row, area in zip(rows, self._find(country, lats, lons, rows), strict=True):
                known[row][1] = area

    def _find(self, country: str | None, lats: Any, lons: Any, rows: list[int]) -> list[int | None]:
        """The governorate that holds each of some points, within a country or anywhere."""
        if not rows:
            return []
        finder, numbers = self._finder(country)
        reach = 0.1 if country is None else _OWN_COUNTRY_REACH
        found = finder.find(lats[rows], lons[rows], reach)
        return [None if area < 0 else numbers[area] for area in found.tolist()]

    def _finder(self, country: str | None) -> tuple[AreaFinder, list[int]]:
        if country not in self._finders:
            for unread in list(self._unread) if country is None else [country]:
                self._read_base(unread)
            own = [row for row in self._shapes if country in (None, row[1])]
            own.sort(key=itemgetter(0))
            shapes = np.array([shape for _, _, shape in own], dtype=object)
            self._finders[country] = AreaFinder(shapes), [number for number, _, _ in own]
        return self._finders[country]


def _is_wide(record: Record) -> bool:
    """Whether a governorate cannot hold the place: an area above it, a sea."""
    return record.kind in ("country", "governorate", "region", "continent", "sea", "gulf")
