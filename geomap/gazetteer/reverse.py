"""Positions to areas: which country, governorate and district holds a point.

Works on whole arrays: a million points take seconds. The outlines come from the index, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geomap.gazetteer.store import Index

#: Degrees. Outlines are simplified and coasts change: a point this close to a coast belongs to
#: it. About 11 km, which holds every harbour, spit and near island that outlines lack.
_COAST: Final = 0.1


class Reverse(NamedTuple):
    """What holds each point; arrays of one length, in the order of the points."""

    country_code: NDArray[np.object_]  # ISO 3166-1 alpha-2, None at sea
    admin1: NDArray[np.object_]  # name of the governorate, None where none holds the point
    admin1_id: NDArray[np.object_]  # its place id


class AreaFinder:
    """Finds which of many polygons hold points."""

    def __init__(self, shapes: NDArray[np.object_]) -> None:
        import shapely

        # Parts, not wholes: the box around all islands of a country holds half an ocean.
        self._parts, self._whole_of = shapely.get_parts(shapes, return_index=True)
        self._tree = shapely.STRtree(self._parts)
        self._prepared: set[int] = set()

    def find(
        self, lats: NDArray[np.float64], lons: NDArray[np.float64], reach: float = _COAST
    ) -> NDArray[np.int64]:
        """The number of the polygon that holds each point, -1 where none does.

        Where several do the lowest number counts. A point outside all of them goes to the
        closest within ``reach`` degrees.
        """
        import numpy as np
        import shapely

        found = np.full(len(lats), -1, dtype=np.int64)
        sound = np.flatnonzero(np.isfinite(lats) & np.isfinite(lons))
        if not len(sound) or not len(self._parts):
            return found
        points: Any = shapely.points(lons[sound], lats[sound])
        point, part = self._tree.query(points)
        self._prepare(part)
        inside = shapely.intersects_xy(self._parts[part], lons[sound[point]], lats[sound[point]])
        self._settle(found, sound[point[inside]], self._whole_of[part[inside]])
        if reach > 0:
            self._settle_near(found, sound[found[sound] < 0], lats, lons, reach)
        return found

    def _settle_near(
        self,
        found: NDArray[np.int64],
        outside: NDArray[np.int64],
        lats: NDArray[np.float64],
        lons: NDArray[np.float64],
        reach: float,
    ) -> None:
        """Give points outside every polygon the closest one within ``reach``."""
        import numpy as np
        import shapely

        east, north = lons[outside], lats[outside]
        around = shapely.box(east - reach, north - reach, east + reach, north + reach)
        point, part = self._tree.query(around)
        self._prepare(part)
        points: Any = shapely.points(east, north)
        near = shapely.dwithin(self._parts[part], points[point], reach)
        point, part = point[near], part[near]
        away = shapely.distance(self._parts[part], points[point])
        order = np.lexsort((-self._whole_of[part], -away))  # the closest is written last
        found[outside[point[order]]] = self._whole_of[part[order]]

    @staticmethod
    def _settle(
        found: NDArray[np.int64], points: NDArray[np.int64], wholes: NDArray[np.int64]
    ) -> None:
        import numpy as np

        order = np.argsort(-wholes, kind="stable")  # the lowest number is written last
        found[points[order]] = wholes[order]

    def _prepare(self, parts: NDArray[np.int64]) -> None:
        import numpy as np
        import shapely

        new = [part for part in np.unique(parts).tolist() if part not in self._prepared]
        if new:
            shapely.prepare(self._parts[new])
            self._prepared.update(new)


class Districts(NamedTuple):
    """The district that holds each point; arrays of one length, in the order of the points."""

    admin2: NDArray[np.object_]  # its name, None where no outline that is held holds the point
    admin2_id: NDArray[np.object_]  # its place id


class _Areas(NamedTuple):
    finder: AreaFinder
    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    countries: NDArray[np.object_]


def reverse(index: Index, lats: Any, lons: Any, country: str | None = None) -> Reverse:
    """Country and governorate of each point, by the outlines of the index.

    Args:
        index: an open index; its outlines are read on the first call and kept with it.
        lats: decimal degrees north, WGS 84, any array or sequence; NaN gives no answer.
        lons: decimal degrees east, of the same length.
        country: ISO 3166-1 alpha-2 code of the country that holds them all, where that is known:
            only its outlines are read then.
    """
    areas = _areas(index, "governorate", country)
    found = _find(areas, lats, lons)
    return Reverse(
        country_code=areas.countries[found],
        admin1=areas.names[found],
        admin1_id=areas.ids[found],
    )


def districts(index: Index, lats: Any, lons: Any, country: str | None = None) -> Districts:
    """The district that holds each point, by the outlines of the index.

    The index has outlines of districts for the countries of its curated places and a few more;
    elsewhere, and in the gaps between simplified outlines, there is no answer and none is
    guessed. Arguments as for :func:`reverse`.
    """
    areas = _areas(index, "district", country)
    found = _find(areas, lats, lons)
    return Districts(admin2=areas.names[found], admin2_id=areas.ids[found])


def _find(areas: _Areas, lats: Any, lons: Any) -> NDArray[np.int64]:
    import numpy as np

    return areas.finder.find(np.asarray(lats, dtype="float64"), np.asarray(lons, dtype="float64"))


def _areas(index: Index, kind: str, country: str | None) -> _Areas:
    """The areas of a kind with an outline; the last entry of each array stands for 'none'."""
    import numpy as np

    from geomap.gazetteer.outline import unpacked

    key = (kind, country)
    kept: _Areas | None = index.cache.get(key)
    if kept is None:
        rows = index.outlines(kind, country)
        shapes = unpacked([row[3] for row in rows], index.where)
        columns = [np.array([*(row[at] for row in rows), None], dtype=object) for at in range(3)]
        kept = _Areas(AreaFinder(shapes), *columns)
        index.cache[key] = kept
    return kept
