"""The base map inside the GeoPackage: countries everywhere, governorates where incidents are."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geomap import model
from geomap.model import Incidents
from geomap.write import basemap

#: Degrees to which countries far from every incident are simplified: the whole world at full
#: detail would make each file 6 MB larger.
_COARSE: Final = 0.03
#: Where Web Mercator ends; nothing may reach a pole, which has no place there.
_WORLD: Final = (-180.0, -85.05, 180.0, 85.05)


def base_layers(incidents: Incidents) -> dict[str, gpd.GeoDataFrame]:
    """``countries`` and ``governorates``: ``country_code, name``, MultiPolygons, EPSG:4326.

    Countries with incidents and their neighbours are in full detail. Antarctica ends at 85° S.
    """
    codes = sorted(incidents.incidents["country_code"].dropna().unique())
    world = basemap.countries()
    here = world[world["country_code"].isin(codes)]
    near = np.unique(world.sindex.query(here.geometry.to_numpy(), predicate="intersects")[1])
    far = np.setdiff1d(np.arange(len(world)), near)
    shapes = world.geometry.to_numpy().copy()
    coarse = shapely.simplify(shapes[far], _COARSE, preserve_topology=False)
    shapes[far] = np.where(shapely.is_empty(coarse), shapes[far], coarse)
    polar = world.geometry.bounds["miny"].to_numpy() < _WORLD[1]
    shapes[polar] = shapely.clip_by_rect(shapes[polar], *_WORLD)
    shapes = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return {
        "countries": world[["country_code", "name"]].set_geometry(
            gpd.GeoSeries(shapes, index=world.index, crs=model.CRS)
        ),
        "governorates": basemap.governorates(codes)[["country_code", "name", "geometry"]],
    }
