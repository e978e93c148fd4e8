"""Countries by their one name, and the country of a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


def name_countries(rows: gpd.GeoDataFrame, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """``rows`` with ``country_code`` from the country's name, and its one display name."""
    given = rows["country"].dropna().unique()
    code_of = {name: gazetteer.country_code(name) for name in given}
    codes = rows["country"].map(code_of).astype("str").where(rows["country"].notna())
    codes = codes.where(codes.ne("None")).fillna(rows["country_code"])
    shown = codes.map({code: gazetteer.country_name(code) for code in codes.dropna().unique()})
    return rows.assign(
        country=shown.astype("str").fillna(rows["country"]), country_code=codes.astype("str")
    )


def name_countries_of_points(
    rows: gpd.GeoDataFrame, by_coordinates: pd.Series[bool], gazetteer: Gazetteer
) -> gpd.GeoDataFrame:
    """Country code and governorate of coordinates, where the input names no country."""
    lost = by_coordinates & rows["country"].isna()
    if not lost.any():
        return rows
    points = rows.loc[lost]
    answer = gazetteer.reverse(points["lat"].to_numpy(), points["lon"].to_numpy())
    codes = pd.Series(answer.country_code, index=points.index).astype("str")
    admin1 = pd.Series(answer.admin1, index=points.index).astype("str")
    filled = rows.copy()
    filled.loc[lost, "country_code"] = codes
    filled.loc[lost, "admin1"] = points["admin1"].fillna(admin1)
    return filled
