"""Incidents and a gazetteer in; located incidents, candidates and reasons out.

The order of trust: coordinates that the input gives, a place id that a reader or a person chose,
the name of the place, the governorate, the country. What none of them settles keeps its row,
without geometry, and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from geomap import frames, model
from geomap.locate.coordinates import keep_coordinates, keep_stated_precision
from geomap.locate.countries import name_countries, name_countries_of_points
from geomap.locate.inherit import area_frame, inherit_locations
from geomap.locate.names import Asked, ask_names, fall_back_to_admin1, take_chosen_places
from geomap.model import Incidents

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

__all__ = ["inherit_locations", "locate", "unplaced_reasons"]

#: Rows that are located together: what is held beside the table while it is located is theirs.
ROWS_AT_ONCE: Final = 100_000


def locate(
    incidents: Incidents, gazetteer: Gazetteer, *, country_hints: Sequence[str] = ()
) -> Incidents:
    """The incidents with LOCATION_COLUMNS, geometry, candidates and areas filled.

    Args:
        incidents: as read; a ``precision``, ``radius_m`` or ``place_id`` that a reader set is
            kept, everything else of the location is decided here.
        gazetteer: answers names with candidates.
        country_hints: countries to look in for rows that name none, in any spelling.

    Returns:
        A new value. ``country`` is the gazetteer's display name wherever it is known, ``admin1``
        is filled where the input had none. Contradictions are in ``location_note`` and in
        ``facts["contradictions"]``.
    """
    if not len(incidents):
        return incidents
    rows = name_countries(incidents.incidents, gazetteer)
    asked = ask_names(rows, gazetteer, country_hints)
    contradictions: list[dict[str, Any]] = []
    slices = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        stop = start + ROWS_AT_ONCE
        some = rows.iloc[start:stop].reset_index(drop=True)
        located, differ = _locate_rows(some, asked.rows(start, stop), gazetteer)
        slices.append(located)
        contradictions += differ
    located = pd.concat(slices, ignore_index=True)
    by_name = ~_by_coordinates(rows) & rows["place_id"].isna()
    return incidents.with_(
        incidents=located,
        candidates=_candidate_frame(located["id"], by_name, asked),
        areas=area_frame(located["area_id"], gazetteer),
        facts={**incidents.facts, "contradictions": contradictions},
    )


def _locate_rows(
    rows: gpd.GeoDataFrame, by_name: pd.DataFrame, gazetteer: Gazetteer
) -> tuple[gpd.GeoDataFrame, list[dict[str, Any]]]:
    """Some rows located, given what their names mean; and where coordinates contradict names."""
    by_coordinates = _by_coordinates(rows)
    chosen = rows["place_id"].notna() & ~by_coordinates
    found = by_name.copy()
    take_chosen_places(found, rows, chosen, gazetteer)
    fall_back_to_admin1(found, rows, by_coordinates, gazetteer)
    contradictions = keep_coordinates(found, rows, by_coordinates, by_name)
    keep_stated_precision(found, rows)
    located = name_countries_of_points(_fill(rows, found), by_coordinates, gazetteer)
    return name_countries(located, gazetteer), contradictions


def _by_coordinates(rows: gpd.GeoDataFrame) -> pd.Series[bool]:
    both: pd.Series[bool] = rows["lat"].notna() & rows["lon"].notna()
    return both


def unplaced_reasons(incidents: Incidents) -> pd.DataFrame:
    """What has no position: columns ``id, place, reason``, in incident order."""
    rows = incidents.incidents[incidents.incidents.geometry.isna()]
    table: pd.DataFrame = rows[["id", "place", "location_note"]].rename(
        columns={"location_note": "reason"}
    )
    return table.reset_index(drop=True)


def _fill(rows: gpd.GeoDataFrame, found: pd.DataFrame) -> gpd.GeoDataFrame:
    """``rows`` with what was found written into the location columns and the geometry."""
    placed = found["lat_found"].notna()
    points = gpd.GeoSeries(
        gpd.points_from_xy(found["lng_found"], found["lat_found"]), index=rows.index, crs=model.CRS
    ).where(placed, None)
    filled = rows.assign(**{column: found[column] for column in model.LOCATION_COLUMNS})
    filled["country_code"] = rows["country_code"].fillna(found["country_code"])
    filled["admin1"] = rows["admin1"].fillna(found["answer_admin1"].astype("str"))
    fitted = filled.astype({name: frames.dtype_of(name) for name in model.LOCATION_COLUMNS})
    return gpd.GeoDataFrame(fitted.drop(columns="geometry"), geometry=points, crs=model.CRS)


def _candidate_frame(
    ids: pd.Series[str],
    by_name: pd.Series[bool],
    asked: Asked,
) -> pd.DataFrame:
    """CANDIDATE_COLUMNS for every incident that a name had to place."""
    answers = pd.DataFrame(
        [
            {**one.as_dict(), "why": "; ".join(one.why), "rank": rank, "code": code}
            for code, found in enumerate(asked.resolutions)
            for rank, one in enumerate(found.candidates, start=1)
        ]
    )
    if answers.empty:
        return frames.frame(model.CANDIDATE_COLUMNS)
    wanted = pd.DataFrame({"incident_id": ids, "code": asked.codes})[by_name.to_numpy()]
    return frames.conform(wanted.merge(answers, on="code", how="inner"), model.CANDIDATE_COLUMNS)
