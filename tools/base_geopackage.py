"""The base map as a GeoPackage: what each ``incidents.gpkg`` copies its countries from.

Made once here, so that a build copies rows instead of simplifying, mending and encoding shapes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap.write.layer_file import write_layer

#: Degrees to which countries far from every incident are simplified: the whole world at full
#: detail would make each file 6 MB larger.
_COARSE: Final = 0.03
#: Where Web Mercator ends; nothing may reach a pole, which has no place there.
_WORLD: Final = (-180.0, -85.05, 180.0, 85.05)


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
    named = countries[["country_code", "name"]]
    write_layer(named.set_geometry(_clean(shapes)), path, "countries")
    write_layer(named.set_geometry(_clean(far)), path, "countries_far")
    of_country = governorates[["country_code", "name"]]
    write_layer(
        of_country.set_geometry(_clean(governorates.geometry.to_numpy())), path, "governorates"
    )
    write_layer(_neighbours(countries), path, "neighbours")


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
