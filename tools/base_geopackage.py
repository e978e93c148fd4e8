"""The base map as a GeoPackage: what each ``incidents.gpkg`` copies its countries from.

Made once here, so that a build copies rows instead of simplifying, mending and encoding shapes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

#: Degrees to which countries far from every incident are simplified: the whole world at full
#: detail would make each file 6 MB larger.
_COARSE: Final = 0.03
#: Where Web Mercator ends; nothing may reach a pole, which has no place there.
_WORLD: Final = (-180.0, -85.05, 180.0, 85.05)
_CONFIG: Final = {
    "OGR_CURRENT_DATE": "1970-01-01T00:00:00.000Z",
    "OGR_GPKG_ALLOW_THREADED_RTREE": "NO",
}


def write_base(countries: gpd.GeoDataFrame, governorates: gpd.GeoDataFrame, path: Path) -> None:
    """``countries``, ``countries_far`` (coarse), ``governorates``, and the table ``neighbours``.

    Layers have ``country_code, name`` and MultiPolygons, EPSG:4326; both layers of countries have
    the same rows. ``neighbours`` has a row for each two countries that touch, and for each with
    itself: ``country_code, beside``.
    """
    shapes = countries.geometry.to_numpy()
    coarse = shapely.simplify(shapes, _COARSE, preserve_topology=False)
    far = np.where(shapely.is_empty(coarse), shapes, coarse)
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options(_CONFIG)
    named = countries[["country_code", "name"]]
    _write(named.set_geometry(_clean(shapes)), path, "countries")
    _write(named.set_geometry(_clean(far)), path, "countries_far")
    of_country = governorates[["country_code", "name"]]
    _write(of_country.set_geometry(_clean(governorates.geometry.to_numpy())), path, "governorates")
    _write(_neighbours(countries), path, "neighbours")


def _neighbours(countries: gpd.GeoDataFrame) -> pd.DataFrame:
    one, other = countries.sindex.query(countries.geometry.to_numpy(), predicate="intersects")
    codes = countries["country_code"].to_numpy()
    pairs = pd.DataFrame({"country_code": codes[one], "beside": codes[other]})
    return pairs.sort_values(["country_code", "beside"], ignore_index=True)


def _clean(shapes: np.ndarray) -> gpd.GeoSeries:
    """Valid MultiPolygons within the world, outer rings counter-clockwise."""
    polar = shapely.bounds(shapes)[:, 1] < _WORLD[1]
    shapes = np.where(polar, shapely.clip_by_rect(shapes, *_WORLD), shapes)
    valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    parts, of = shapely.get_parts(valid, return_index=True)
    multi = shapely.orient_polygons(shapely.multipolygons(parts, indices=of))
    return gpd.GeoSeries(multi, crs="EPSG:4326")


def _write(table: pd.DataFrame, path: Path, name: str) -> None:
    spatial = isinstance(table, gpd.GeoDataFrame)
    pyogrio.write_dataframe(
        table,
        path,
        layer=name,
        driver="GPKG",
        geometry_type="MultiPolygon" if spatial else None,
        dataset_options={} if path.exists() else {"VERSION": "1.3"},
    )
