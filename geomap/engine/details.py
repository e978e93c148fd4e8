"""What the panel of the tiled page tells of an incident: files that it reads a block at a time.

A file holds the blocks of one partition, as :mod:`geomap.write.payload` cuts them for the page in
one file, each with the facts of its rows that the other page has in its core. In front stand
the starts of all blocks and the end of the last: two small ranges of bytes are all that one
incident takes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geomap import model
from geomap.engine import pieces, shelf
from geomap.model import Incidents
from geomap.write import payload
from geomap.write.columns import MISSING, squeeze, to_json
from geomap.write.drawing import day_ranges

#: A block is what one panel fetches: some ten kilobytes.
ROWS_IN_BLOCK: Final = 256
#: Metres in a degree of latitude.
_DEGREE_M: Final = 111_195.0


def write_details(
    incidents: Incidents, layer: NDArray[np.int64], links: pd.DataFrame, path: Path
) -> None:
    """Write the blocks of these incidents: little-endian u64 starts and the end, then the blocks.

    Args:
        incidents: those of one partition.
        layer: the number of the layer that each belongs to.
        links: ``row`` (in the partition), ``other`` (number of an incident of the whole run),
            ``answers`` (this one the other, or else the other this one), ``stated``.
        path: the file.
    """
    facts = _facts(incidents, layer)
    packed = []
    for number, block in enumerate(payload.blocks(incidents, ROWS_IN_BLOCK)):
        start = number * ROWS_IN_BLOCK
        stop = start + ROWS_IN_BLOCK
        near = links[links["row"].between(start, stop - 1)]
        known = {
            "facts": {name: cells[start:stop] for name, cells in facts.items()},
            "linked": {
                **near.drop(columns="row").to_dict("list"),
                "row": (near["row"] - start).tolist(),
            },
        }
        packed.append(squeeze(to_json({**block, **known})))
    shelf.put_file(path, lambda beside: pieces.write(beside, packed))


def _facts(incidents: Incidents, layer: NDArray[np.int64]) -> dict[str, list[Any]]:
    """Columns ``id, layer, first, last, dated, place, precision, radius, area, lng, lat``.

    Days count from 1970-01-01; ``area`` is its name and the metres across it.
    """
    rows = incidents.incidents
    first, last = day_ranges(rows)
    points = rows.geometry.to_numpy()
    across = _across(incidents)
    return {
        "id": rows["id"].tolist(),
        "layer": layer.tolist(),
        "first": _nulls(first),
        "last": _nulls(last),
        "dated": _texts(rows["date_precision"]),
        "place": _texts(rows["place_name"].fillna(rows["place"])),
        "precision": _texts(rows["precision"]),
        "radius": _texts(rows["radius_m"].round()),
        "area": [across.get(area) for area in rows["area_id"]],
        "lng": _rounded(shapely.get_x(points)),
        "lat": _rounded(shapely.get_y(points)),
    }


def _across(incidents: Incidents) -> dict[str, tuple[str, float]]:
    """Name and metres across, the mean of width and height, of each named area."""
    areas = incidents.areas
    west, south, east, north = shapely.bounds(areas.geometry.to_numpy()).T
    width = (east - west) * np.cos(np.radians((south + north) / 2))
    metres = np.round((width + north - south) / 2 * _DEGREE_M)
    told = zip(areas["area_id"], areas["name"], metres.tolist(), strict=True)
    return {area: (name, across) for area, name, across in told if isinstance(name, str)}


def precision_codes(precision: pd.Series[str]) -> pd.Series[int]:
    """Each precision's place in ``model.PRECISIONS``; the last, unknown, where missing."""
    places = {name: place for place, name in enumerate(model.PRECISIONS)}
    return precision.map(places).fillna(len(places) - 1).astype("int64")


def _nulls(numbers: NDArray[np.int64]) -> list[int | None]:
    return [None if number == MISSING else number for number in numbers.tolist()]


def _texts(column: pd.Series[Any]) -> list[Any]:
    plain: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return plain


def _rounded(degrees: NDArray[np.float64]) -> list[float | None]:
    places = np.round(degrees, payload.POSITION_DIGITS).tolist()
    return [None if place != place else place for place in places]
