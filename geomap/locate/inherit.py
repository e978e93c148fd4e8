"""Strikes with no place of their own, and the areas that incidents lie in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geomap import frames, model
from geomap.model import Incidents

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


def inherit_locations(incidents: Incidents, gazetteer: Gazetteer) -> Incidents:
    """Strikes with no place of their own, placed in the governorate of the attack they answer.

    Widened on purpose: an answer need not fall where the attack fell. The note says so.
    """
    rows = incidents.incidents
    answered = incidents.links.drop_duplicates("from_id").set_index("from_id")["to_id"]
    position = pd.Series(range(len(rows)), index=rows["id"])
    vague = rows.geometry.isna() | rows["precision"].eq("country")
    homeless = vague & rows["place"].isna() & rows["lat"].isna()
    linked = rows.index[homeless & rows["id"].isin(answered.index)]
    pairs = [(heir, int(position[answered[rows.at[heir, "id"]]])) for heir in linked]
    heirs = [(heir, attack) for heir, attack in pairs if _can_inherit(rows, heir, attack)]
    if not heirs:
        return incidents
    located = rows.copy()
    for heir, attack in heirs:
        _inherit(located, heir, attack, gazetteer)
    return incidents.with_(incidents=located, areas=area_frame(located["area_id"], gazetteer))


def _can_inherit(rows: gpd.GeoDataFrame, heir: int, attack: int) -> bool:
    """Whether the answered attack is placed, more exactly than its country, where the heir is."""
    answered = rows.iloc[attack]
    if answered.geometry is None or answered["precision"] in ("country", "unknown"):
        return False
    country = rows.at[heir, "country"]
    return bool(pd.isna(country) or country == answered["country"])


def _inherit(located: gpd.GeoDataFrame, heir: int, attack: int, gazetteer: Gazetteer) -> None:
    """Give one strike the governorate of the attack in row ``attack``, in place."""
    answered = located.iloc[attack]
    point = answered.geometry
    code = answered["country_code"]
    governorate = gazetteer.governorate_at(point.y, point.x, None if pd.isna(code) else code)
    where = answered["place_name"] or answered["place"]
    note = f"no place is stated; linked attack is at {where}"
    if governorate is None:
        radius_m, precision, area_id = 80_000.0, "governorate", None
        name, place_id = where, None
        note += "; drawn as a circle around it"
    else:
        point = gpd.points_from_xy([governorate.lon], [governorate.lat])[0]
        radius_m, precision = governorate.radius_m, "governorate"
        area_id = place_id = governorate.place_id
        name = governorate.name
        note += f"; widened to the governorate, {name}"
    values = {
        "status": "resolved", "place_id": place_id, "place_name": name, "precision": precision,
        "radius_m": radius_m, "score": answered["score"], "location_note": note,
        "area_id": area_id, "country": answered["country"], "admin1": answered["admin1"],
        "country_code": answered["country_code"],
    }  # fmt: skip
    for column, value in values.items():
        located.loc[heir, column] = value
    located.loc[[heir], "geometry"] = gpd.GeoSeries([point], index=[heir], crs=model.CRS)


def area_frame(area_ids: Iterable[Any], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """The distinct areas that incidents lie in, those that the gazetteer has a polygon of."""
    rows = []
    for area_id in sorted(set(pd.Series(area_ids).dropna())):
        polygon, place = gazetteer.area(area_id), gazetteer.place(area_id)
        if polygon is not None and place is not None:
            rows.append({"area_id": area_id, "name": place.name, "geometry": polygon})
    return frames.area_frame(rows)
