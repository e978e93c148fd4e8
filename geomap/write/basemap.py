"""The offline base map: countries, governorates and cities, and what of them one page needs.

The tables are built by ``tools/build_basemap.py`` from Natural Earth 10m (public domain) and,
for the cities, from GeoNames (CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geomap.errors import GeomapError
from geomap.model import Incidents
from geomap.write.columns import Container

ATTRIBUTION: Final = "Natural Earth, GeoNames"

_DATA: Final = Path(__file__).parent.parent / "data"
#: Outlines are kept to 1e-3 degrees (about 100 m): ten times finer than they are simplified.
_DIGITS: Final = 3
#: Vertices of governorates that one page may hold; at about 2.5 bytes each it keeps the page's
#: shell, viewer included, below 700 KB.
_DETAIL_BUDGET: Final = 42_000
#: Degrees around countries in detail in which their neighbours' outlines are fine as well, so
#: that no gap shows between them, and the vertices that this may add.
_SEAM: Final = 1.0
_SEAM_BUDGET: Final = 6_000
#: Cities that one page names, at about 25 bytes each: those that the whole world knows first,
#: then the largest of each country in detail, first all the largest, then all the second largest.
_CITY_BUDGET: Final = 1_500
_WORLD_CITY: Final = 1_500_000


def countries() -> gpd.GeoDataFrame:
    """Every country: ``country_code`` (ISO 3166-1 alpha-2), ``name``, MultiPolygon, EPSG:4326.

    Raises:
        GeomapError: the base map was not built or not installed.
    """
    return _read("countries", ["country_code", "name", "geometry"])


def governorates(country_codes: Collection[str]) -> gpd.GeoDataFrame:
    """The governorates of these countries: ``country_code, name, name_ar``, Polygons, EPSG:4326.

    Raises:
        GeomapError: the base map was not built or not installed.
    """
    return _read(
        "governorates",
        ["country_code", "name", "name_ar", "geometry"],
        filters=[("country_code", "in", sorted(country_codes) or [""])],
    )


def encode(incidents: Incidents) -> bytes:
    """The page's base map as one container: the world coarse, what the incidents touch fine."""
    return encode_around(incidents.incidents["country_code"].value_counts().to_dict())


def encode_around(counts: Mapping[str, int]) -> bytes:
    """The base map of incidents of which so many lie in each country, by its code."""
    world = _read("countries", ["country_code", "name", "coarse"]).set_geometry("coarse")
    around = _countries_around(counts, world)
    detail, cities = _detail(around), _cities(around)
    fine = _outlines(world, around, set(detail["country_code"]))
    container = Container(
        digits=_DIGITS,
        attribution=ATTRIBUTION,
        countries=_labels(world),
        fine=fine["country_code"].tolist(),
        governorates=_labels(detail),
        cities=cities.astype(object).where(cities.notna(), None).to_numpy().tolist(),
    )
    container.add_shapes("world", world.geometry.to_numpy(), _DIGITS)
    container.add_shapes("fine", fine.geometry.to_numpy(), _DIGITS)
    container.add_shapes("governorates", detail.geometry.to_numpy(), _DIGITS)
    return container.pack()


def _countries_around(counts: Mapping[str, int], world: gpd.GeoDataFrame) -> list[str]:
    """Countries with incidents, the busiest first, then their neighbours."""
    busy = sorted(counts, key=lambda code: (-counts[code], code))
    here = world[world["country_code"].isin(busy)]
    around = world.sindex.query(here.geometry.to_numpy(), predicate="intersects")[1]
    return [*busy, *sorted(set(world["country_code"].iloc[around]) - set(busy))]


def _detail(wanted: list[str]) -> gpd.GeoDataFrame:
    """The governorates of the first of these countries, as many as the budget holds."""
    table = governorates(wanted)
    rank = table["country_code"].map({code: place for place, code in enumerate(wanted)})
    table = table.iloc[np.argsort(rank.to_numpy(), kind="stable")]
    size = pd.Series(shapely.get_num_coordinates(table.geometry), index=table.index)
    whole = size.groupby(table["country_code"], sort=False).sum().cumsum()
    kept = whole.index[whole.to_numpy() <= _DETAIL_BUDGET]
    return table[table["country_code"].isin(kept)].reset_index(drop=True)


def _outlines(world: gpd.GeoDataFrame, around: list[str], whole: set[str]) -> gpd.GeoDataFrame:
    """Countries in detail; of those around them that are not, the part that borders on them."""
    table = _read(
        "countries", ["country_code", "geometry"], filters=[("country_code", "in", around or [""])]
    )
    fine = table[table["country_code"].isin(whole)]
    if fine.empty:
        return fine
    west, south, east, north = fine.total_bounds
    window = (west - _SEAM, south - _SEAM, east + _SEAM, north + _SEAM)
    rest = table[~table["country_code"].isin(whole)]
    coarse = world.set_index("country_code").geometry[rest["country_code"]].to_numpy()
    near = shapely.clip_by_rect(shapely.make_valid(rest.geometry.to_numpy()), *window)
    far = shapely.difference(shapely.make_valid(coarse), shapely.box(*window))
    joined = gpd.GeoSeries(shapely.union(shapely.make_valid(near), far), crs=table.crs)
    size = shapely.get_num_coordinates(joined.to_numpy()) - shapely.get_num_coordinates(coarse)
    order = np.argsort(size, kind="stable")
    kept = np.sort(order[np.cumsum(size[order]) <= _SEAM_BUDGET])
    bordering = rest.iloc[kept].set_geometry(joined.iloc[kept].set_axis(rest.index[kept]))
    return pd.concat([fine, bordering]).sort_values("country_code", kind="stable")


def _cities(wanted: list[str]) -> pd.DataFrame:
    """``name, name_ar, lon, lat, size``, best known first; size in thousands, a capital's < 0."""
    table = pd.read_parquet(_path("cities"))
    known = table["capital"] | (table["population"] >= _WORLD_CITY)
    table = table[known | table["country_code"].isin(wanted)]
    place = table.groupby("country_code").cumcount()
    order = np.lexsort((place, ~known[table.index]))[:_CITY_BUDGET]
    kept = table.iloc[np.sort(order)]
    thousands = kept["population"] // 1000
    size = thousands.where(~kept["capital"], -thousands)
    return kept.assign(size=size)[["name", "name_ar", "lon", "lat", "size"]]


def _labels(table: gpd.GeoDataFrame) -> list[list[object]]:
    """Per shape its code, names, label position and extent in degrees, for the page."""
    shapes = _largest_parts(table.geometry.to_numpy())
    inside = shapely.point_on_surface(shapes)
    west, south, east, north = shapely.bounds(shapes).T
    middle = shapely.points((west + east) / 2, (south + north) / 2)
    spots = np.where(shapely.contains(shapes, middle), middle, inside)
    arabic = table["name_ar"] if "name_ar" in table else pd.Series([None] * len(table))
    return [
        [code, name, None if pd.isna(name_ar) else name_ar, round(x, 2), round(y, 2), round(w, 2)]
        for code, name, name_ar, x, y, w in zip(
            table["country_code"],
            table["name"],
            arabic,
            shapely.get_x(spots),
            shapely.get_y(spots),
            east - west,
            strict=True,
        )
    ]


def _largest_parts(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    order = np.lexsort((-shapely.area(parts), owner))
    first = np.unique(owner[order], return_index=True)[1]
    return np.asarray(parts[order][first], dtype=object)


def _read(name: str, columns: list[str], **options: object) -> gpd.GeoDataFrame:
    return gpd.read_parquet(_path(name), columns=columns, **options)


def _path(name: str) -> Path:
    path = _DATA / f"{name}.parquet"
    if not path.exists():
        raise GeomapError(f"{path.name}: the base map is missing; run tools/build_basemap.py")
    return path
