"""The place nearest to each of many points. Works on whole arrays, a cell of the grid at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geomap.gazetteer.schema import CELL_DEGREES
from geomap.gazetteer.sphere import cells_around
from geomap.model import EARTH_RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geomap.gazetteer.index_file import Held
    from geomap.gazetteer.store import Index

#: Distances computed at once, eight bytes each.
_AT_ONCE = 4_000_000
#: Kilometres from the middle of a cell to its farthest corner.
_HALF_CELL_KM = CELL_DEGREES * 0.7072 * 111.2
_COLUMNS, _ROWS = round(360 / CELL_DEGREES), round(180 / CELL_DEGREES)


class Nearest(NamedTuple):
    """The nearest place of each point; arrays of one length, in the order of the points."""

    place_id: NDArray[np.object_]  # None where no place is within reach
    name: NDArray[np.object_]
    kind: NDArray[np.object_]
    #: The district that the place lies in, None where its source does not say.
    district: NDArray[np.object_]
    distance_km: NDArray[np.float64]  # on the sphere; NaN where there is no place


def nearest(index: Index, lats: Any, lons: Any, within_km: float = 50.0) -> Nearest:
    """The place that is nearest to each point, whatever its kind but areas and seas.

    Args:
        index: an open index.
        lats: decimal degrees north, WGS 84, any array or sequence; NaN gives no answer.
        lons: decimal degrees east, of the same length.
        within_km: no farther than this.
    """
    north, east = np.asarray(lats, dtype="float64"), np.asarray(lons, dtype="float64")
    apart = np.full(len(north), np.nan)
    found: NDArray[np.object_] = np.full(len(north), None, dtype=object)
    read = lru_cache(maxsize=4096)(lambda cell: np.array(index.spots(cell)).reshape(-1, 4))
    for cell, points in _by_cell(north, east):
        around = cells_around(*_middle(cell), within_km + _HALF_CELL_KM, CELL_DEGREES)
        spots = np.concatenate([read(near) for near in around])
        if len(spots):
            best, km = _closest(north[points], east[points], spots[:, 2], spots[:, 3])
            close = km <= within_km
            apart[points[close]] = km[close]
            found[points[close]] = [(int(f), int(n)) for f, n, *_ in spots[best[close]].tolist()]
    return _described(index, found, apart)


def _by_cell(
    north: NDArray[np.float64], east: NDArray[np.float64]
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Cells of the grid with the points in each."""
    sound = np.flatnonzero((np.abs(north) <= 90) & (np.abs(east) <= 180))
    rows = np.minimum((north[sound] + 90) // CELL_DEGREES, _ROWS - 1).astype(np.int64)
    columns = ((east[sound] + 180) // CELL_DEGREES).astype(np.int64) % _COLUMNS
    cells = rows * _COLUMNS + columns
    order = np.argsort(cells, kind="stable")
    numbers, starts = np.unique(cells[order], return_index=True)
    groups = np.split(sound[order], starts[1:])
    yield from zip(numbers.tolist(), groups, strict=False)


def _middle(cell: int) -> tuple[float, float]:
    row, column = divmod(cell, _COLUMNS)
    return (row + 0.5) * CELL_DEGREES - 90, (column + 0.5) * CELL_DEGREES - 180


def _closest(
    lats: NDArray[np.float64],
    lons: NDArray[np.float64],
    place_lats: NDArray[np.float64],
    place_lons: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The number of the place closest to each point, and how far it is, kilometres."""
    points, places = _on_sphere(lats, lons), _on_sphere(place_lats, place_lons)
    step = max(1, _AT_ONCE // len(places))
    best = np.concatenate(
        [(points[at : at + step] @ places.T).argmax(axis=1) for at in range(0, len(points), step)]
    )
    chord = np.linalg.norm(points - places[best], axis=1)
    return best, 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.minimum(chord / 2, 1.0))


def _on_sphere(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of the unit sphere, a row each."""
    north, east = np.radians(lats), np.radians(lons)
    level = np.cos(north)
    return np.column_stack([level * np.cos(east), level * np.sin(east), np.sin(north)])


def _described(index: Index, found: NDArray[np.object_], apart: NDArray[np.float64]) -> Nearest:
    """Columns from the file and number of each place; each distinct place is read once."""
    places: dict[Any, Held | None] = {None: None}
    for spot in set(found.tolist()) - {None}:
        places[spot] = index.place_at(*spot)
    columns = [
        np.array(
            [held and getattr(held, field) for held in map(places.get, found.tolist())], object
        )
        for field in ("place_id", "main_name", "kind", "admin2")
    ]
    return Nearest(columns[0], columns[1], columns[2], columns[3], apart)
