"""Strikes with no place of their own, and the areas that incidents lie in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from geomap import frames, model
from geomap.model import Incidents

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


def inherit_locations(
    incidents: Incidents, gazetteer: Gazetteer, first: int | None = None
) -> Incidents:
    """Strikes with no place of their own, placed in the governorate of the attack they answer.

    Widened on purpose: an answer need not fall where the attack fell. The note says so.

    Args:
        incidents: located and linked.
        gazetteer: knows governorates and their outlines.
        first: only so many rows, from the first, are placed; all by default.
    """
    rows = incidents.incidents
    heirs, answered = _heirs(rows.iloc[:first], rows, incidents.links)
    if not len(heirs):
        return incidents
    given = _given(answered, gazetteer)
    located = rows.copy()
    for column in given:
        located.loc[heirs, column] = given[column].set_axis(heirs)
    return incidents.with_(incidents=located, areas=area_frame(located["area_id"], gazetteer))


def _heirs(
    some: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, links: pd.DataFrame
) -> tuple[pd.Index, gpd.GeoDataFrame]:
    """Which of some rows inherit, and the attacks they inherit from, row by row.

    A strike inherits that names no place and answers an attack which is placed, more exactly than
    its country, in the country of the strike, where that is known.
    """
    vague = some.geometry.isna() | some["precision"].eq("country")
    homeless = some[vague & some["place"].isna() & some["lat"].isna()]
    first = links.drop_duplicates("from_id").set_index("from_id")["to_id"]
    told = homeless["id"].map(first).dropna()
    position = pd.Series(range(len(rows)), index=rows["id"])
    answered = rows.iloc[position[told].to_numpy()]
    exact = answered.geometry.notna() & ~answered["precision"].isin(("country", "unknown"))
    country = homeless["country"][told.index].set_axis(answered.index)
    can = (exact & (country.isna() | country.eq(answered["country"]))).to_numpy()
    return told.index[can], answered[can]


def _given(answered: gpd.GeoDataFrame, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """What strikes get of the attacks they answer, row by row."""
    where = answered["place_name"].fillna(answered["place"])
    table = pd.DataFrame(
        {
            "lon": answered.geometry.x, "lat": answered.geometry.y,
            "code": answered["country_code"], "where": where,
        }
    ).astype({"code": object, "where": object})  # fmt: skip
    distinct = table.drop_duplicates()
    places = pd.DataFrame(
        [_widened(gazetteer, *row) for row in distinct.itertuples(index=False, name=None)]
    )
    keys = list(table.columns)
    found = table.merge(distinct.reset_index(drop=True).join(places), on=keys, how="left")
    copied = answered[["score", "country", "admin1", "country_code"]].reset_index(drop=True)
    told = found.drop(columns=keys).assign(status="resolved", precision="governorate")
    return gpd.GeoDataFrame(told.join(copied), geometry="geometry", crs=model.CRS)


def _widened(gazetteer: Gazetteer, lon: float, lat: float, code: Any, where: Any) -> dict[str, Any]:
    """The governorate around an attack, or a circle where it lies in none."""
    governorate = gazetteer.governorate_at(lat, lon, None if pd.isna(code) else code)
    named = "these coordinates" if pd.isna(where) else where
    note = f"no place is stated; linked attack is at {named}"
    if governorate is None:
        return {
            "place_id": None, "area_id": None, "place_name": None if pd.isna(where) else where,
            "radius_m": 80_000.0, "location_note": f"{note}; drawn as a circle around it",
            "geometry": shapely.Point(lon, lat),
        }  # fmt: skip
    return {
        "place_id": governorate.place_id, "area_id": governorate.place_id,
        "place_name": governorate.name, "radius_m": governorate.radius_m,
        "location_note": f"{note}; widened to the governorate, {governorate.name}",
        "geometry": shapely.Point(governorate.lon, governorate.lat),
    }  # fmt: skip


def area_frame(area_ids: Iterable[Any], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """The distinct areas that incidents lie in, those that the gazetteer has a polygon of."""
    rows = []
    for area_id in sorted(set(pd.Series(area_ids).dropna())):
        polygon, place = gazetteer.area(area_id), gazetteer.place(area_id)
        if polygon is not None and place is not None:
            rows.append({"area_id": area_id, "name": place.name, "geometry": polygon})
    return frames.area_frame(rows)
