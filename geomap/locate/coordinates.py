"""Coordinates that the input gives: how exact they are, and what the name says."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import geodesy, model

#: Coordinates and name contradict each other beyond both radii and this, metres: two databases
#: differ by up to 25 km on large places without meaning another one.
CONTRADICTION_M: Final = 25_000.0

#: Radius of a precision that a codebook states without one, metres. UCDP calls 25 km 'near'.
RADIUS_OF_PRECISION_M: Final[dict[str, float]] = {
    "site": 3_000,
    "facility": 1_000,
    "settlement": 3_000,
    "near": 25_000,
    "district": 25_000,
    "governorate": 80_000,
    "country": 400_000,
}


def keep_coordinates(
    found: pd.DataFrame,
    rows: gpd.GeoDataFrame,
    by_coordinates: pd.Series[bool],
    by_name: pd.DataFrame,
) -> list[dict[str, Any]]:
    """Put given coordinates above names; return where the name says otherwise.

    Coordinates are as exact as they are written: four decimals are some ten metres, one decimal
    some ten kilometres. They are never more exact than the place that the row names.
    """
    here = by_coordinates[by_coordinates].index
    if not len(here):
        return []
    lat, lng = rows.loc[here, "lat"].to_numpy(), rows.loc[here, "lon"].to_numpy()
    named = by_name.loc[here]
    settled = (named["status"].eq("resolved") & rows.loc[here, "place"].notna()).to_numpy()
    away_m = geodesy.distance_m(
        lat, lng, named["lat_found"].to_numpy(), named["lng_found"].to_numpy()
    )
    precision, radius_m = _written_precision(lat, lng)
    reach_m = np.nan_to_num(named["radius_m"].to_numpy()) + radius_m
    agrees = settled & (away_m <= reach_m + CONTRADICTION_M)
    coarser = agrees & (_coarseness(named["precision"]) > _coarseness(pd.Series(precision)))
    contradicts = settled & ~agrees
    found.loc[here, "status"] = "resolved"
    found.loc[here, "precision"] = np.where(coarser, named["precision"], precision)
    found.loc[here, "radius_m"] = np.where(coarser, named["radius_m"], radius_m)
    found.loc[here, "score"] = 1.0
    found.loc[here, "lat_found"], found.loc[here, "lng_found"] = lat, lng
    for column in ("place_id", "place_name", "answer_admin1"):
        found.loc[here, column] = named[column].where(agrees)
    found.loc[here, "country_code"] = rows.loc[here, "country_code"]
    found.loc[here, "area_id"] = named["area_id"].where(coarser)
    notes = [
        _coordinate_note(*facts)
        for facts in zip(named["place_name"], coarser, contradicts, away_m, strict=True)
    ]
    found.loc[here, "location_note"] = rows.loc[here, "location_note"].fillna(
        pd.Series(notes, index=here, dtype="str")
    )
    table = pd.DataFrame(
        {
            "id": rows.loc[here, "id"],
            "place": rows.loc[here, "place"],
            "name_means": named["place_name"],
            "distance_km": (away_m / 1000).round(1),
        }
    )
    records: list[dict[str, Any]] = table[contradicts].to_dict("records")
    return records


def _coordinate_note(name: str, coarser: bool, contradicts: bool, away_m: float) -> str:
    """Why an incident lies at given coordinates, and what its name says about that."""
    if contradicts:
        kilometres = f"{away_m / 1000:.0f} km"
        return f"coordinates as given by the input; the name means {name}, {kilometres} away"
    given = "coordinates as given by the input"
    return f"{given}, which names only an area, {name}" if coarser else given


def _written_precision(
    lat: NDArray[np.float64], lng: NDArray[np.float64]
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Precision and radius in metres that the decimals of given coordinates allow.

    One degree is about 111 km; half of the last written decimal is the error of rounding.
    """
    decimals = np.zeros(len(lat), dtype=int)
    for digits in (1, 2, 3):
        coarse = (np.round(lat, digits - 1) == lat) & (np.round(lng, digits - 1) == lng)
        decimals = np.where(coarse, decimals, digits)
    radius_m = np.array([80_000.0, 8_000.0, 1_000.0, 500.0])[decimals]
    precision = np.array(["near", "near", "settlement", "site"], dtype=object)[decimals]
    return precision, radius_m


def _coarseness(precision: pd.Series[str]) -> NDArray[np.int64]:
    """Rank of each precision, 0 the most exact, unknown where missing."""
    ranks = {name: rank for rank, name in enumerate(model.PRECISIONS)}
    return np.asarray(precision.map(ranks).fillna(-1), dtype=np.int64)


def keep_stated_precision(found: pd.DataFrame, rows: gpd.GeoDataFrame) -> None:
    """Let a precision and radius that the input states stand, wherever there is a position."""
    stated = rows["precision"].notna() & found["lat_found"].notna()
    found.loc[stated, "precision"] = rows.loc[stated, "precision"]
    typical = rows.loc[stated, "precision"].map(RADIUS_OF_PRECISION_M)
    found.loc[stated, "radius_m"] = rows.loc[stated, "radius_m"].fillna(typical)
    pointlike = stated & rows["precision"].isin((*model.POINT_PRECISIONS, "near"))
    found.loc[pointlike, "area_id"] = None
