"""Incidents and a gazetteer in; located incidents, candidates and reasons out.

The order of trust: coordinates that the input gives, a place id that a reader or a person chose,
the name of the place, the governorate, the country. What none of them settles keeps its row,
without geometry, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames, geodesy, model
from geomap.gazetteer.places import Candidate, Query, Resolution
from geomap.model import Incidents

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

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

#: An ambiguous name is placed in what holds every candidate at least this likely.
LIKELY_ENOUGH: Final = 0.1

_ANSWER_COLUMNS: Final = (*model.LOCATION_COLUMNS, "answer_admin1", "lat_found", "lng_found")


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
    rows = _name_countries(incidents.incidents, gazetteer)
    by_name, resolutions, codes = _ask_names(rows, gazetteer, country_hints)
    by_coordinates = rows["lat"].notna() & rows["lon"].notna()
    chosen = rows["place_id"].notna() & ~by_coordinates
    found = by_name.copy()
    _take_chosen_places(found, rows, chosen, gazetteer)
    _fall_back_to_admin1(found, rows, by_coordinates, gazetteer)
    contradictions = _keep_coordinates(found, rows, by_coordinates, by_name)
    _keep_stated_precision(found, rows)
    located = _name_countries_of_points(_fill(rows, found), by_coordinates, gazetteer)
    located = _name_countries(located, gazetteer)
    asked = ~by_coordinates & ~chosen
    return incidents.with_(
        incidents=located,
        candidates=_candidate_frame(located["id"], asked, resolutions, codes),
        areas=_area_frame(located["area_id"], gazetteer),
        facts={**incidents.facts, "contradictions": contradictions},
    )


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
    return incidents.with_(incidents=located, areas=_area_frame(located["area_id"], gazetteer))


def unplaced_reasons(incidents: Incidents) -> pd.DataFrame:
    """What has no position: columns ``id, place, reason``, in incident order."""
    rows = incidents.incidents[incidents.incidents.geometry.isna()]
    table: pd.DataFrame = rows[["id", "place", "location_note"]].rename(
        columns={"location_note": "reason"}
    )
    return table.reset_index(drop=True)


# --- countries -------------------------------------------------------------------------------


def _name_countries(rows: gpd.GeoDataFrame, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """``rows`` with ``country_code`` from the country's name, and its one display name."""
    given = rows["country"].dropna().unique()
    code_of = {name: gazetteer.country_code(name) for name in given}
    codes = rows["country"].map(code_of).astype("str").where(rows["country"].notna())
    codes = codes.where(codes.ne("None")).fillna(rows["country_code"])
    shown = codes.map({code: gazetteer.country_name(code) for code in codes.dropna().unique()})
    return rows.assign(
        country=shown.astype("str").fillna(rows["country"]), country_code=codes.astype("str")
    )


def _name_countries_of_points(
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


# --- names -----------------------------------------------------------------------------------


def _ask_names(
    rows: gpd.GeoDataFrame, gazetteer: Gazetteer, hints: Sequence[str]
) -> tuple[pd.DataFrame, list[Resolution], NDArray[np.int64]]:
    """What the gazetteer says of each row: a frame row for row, the distinct resolutions, codes.

    Each distinct (name, governorate, country) is asked once. The name is the place, else the
    governorate, else the country.
    """
    asked = pd.DataFrame(
        {
            "name": rows["place"].fillna(rows["admin1"]).fillna(rows["country"]),
            "admin1": rows["admin1"].where(rows["place"].notna()),
            "country": rows["country_code"].fillna(rows["country"]),
        }
    )
    groups = asked.groupby(list(asked.columns), dropna=False, sort=False)
    codes = np.asarray(groups.ngroup(), dtype=np.int64)
    distinct = asked.iloc[np.unique(codes, return_index=True)[1]]
    queries = [
        Query(name=_text(name) or "", admin1=_text(admin1), country=_text(country))
        for name, admin1, country in distinct.itertuples(index=False)
    ]
    resolutions = _resolve(queries, gazetteer, hints)
    answers = pd.DataFrame(
        [_answer(query, found) for query, found in zip(queries, resolutions, strict=True)],
        columns=list(_ANSWER_COLUMNS),
    )
    typed = answers.astype({name: frames.dtype_of(name) for name in model.LOCATION_COLUMNS})
    return typed.take(codes).set_axis(rows.index), resolutions, codes


def _text(cell: Any) -> str | None:
    """A cell of a text column, None where it is missing."""
    return cell if isinstance(cell, str) else None


def _resolve(
    queries: Sequence[Query], gazetteer: Gazetteer, hints: Sequence[str]
) -> list[Resolution]:
    """One resolution per query; a query with no name is unresolved, hints serve the countryless."""
    named = [position for position, query in enumerate(queries) if query.name]
    answers = {position: Resolution("", "unresolved", None, ()) for position in range(len(queries))}
    for position, found in zip(
        named, gazetteer.resolve_many([queries[at] for at in named]), strict=True
    ):
        answers[position] = found
    open_ones = [position for position in named if hints and not queries[position].country]
    for hint in hints:
        hinted = [Query(queries[at].name, hint, queries[at].admin1) for at in open_ones]
        for position, found in zip(open_ones, gazetteer.resolve_many(hinted), strict=True):
            if _rank(found) > _rank(answers[position]):
                answers[position] = found
    return [answers[position] for position in range(len(queries))]


def _rank(found: Resolution) -> tuple[int, float]:
    """Order of answers: resolved before ambiguous before none, then by score."""
    standing = ("unresolved", "ambiguous", "resolved").index(found.status)
    return standing, found.best.score if found.best else 0.0


def _answer(query: Query, found: Resolution) -> tuple[Any, ...]:
    """One resolution as a row of _ANSWER_COLUMNS."""
    if found.status == "resolved" and found.best:
        return _placed(found.best, "resolved", found.note or "; ".join(found.best.why))
    if found.status == "ambiguous":
        return _ambiguous(query, found)
    reason = found.note or (
        f"no place {query.name!r} in the gazetteer" if query.name else "no place is stated"
    )
    return ("unresolved", None, None, None, None, np.nan, np.nan, reason, None, None, *_NOWHERE)


_NOWHERE: Final = (np.nan, np.nan)


def _placed(best: Candidate, status: str, note: str) -> tuple[Any, ...]:
    """A candidate taken as the location."""
    area = best.place_id if best.precision not in (*model.POINT_PRECISIONS, "near") else None
    return (
        status,
        best.place_id,
        best.name,
        best.country_code,
        best.precision,
        best.radius_m,
        best.score,
        note,
        area,
        best.admin1,
        best.lat,
        best.lon,
    )


def _ambiguous(query: Query, found: Resolution) -> tuple[Any, ...]:
    """A name with several likely meanings: placed in the circle that holds them, or nowhere.

    Only meanings of one governorate or district lie close enough together to be drawn as one
    area; others would be a guess.
    """
    likely = [one for one in found.candidates if one.score >= LIKELY_ENOUGH] or [
        *found.candidates[:1]
    ]
    names = ", ".join(_spelled(one) for one in likely[:4])
    reason = f"{query.name!r} could be any of: {names}"
    admin1 = {one.admin1 for one in likely}
    together = len({one.country_code for one in likely}) == 1
    if not (together and len(admin1) == 1 and None not in admin1):
        country = likely[0].country_code if together else None
        return ("ambiguous", None, None, country, None, np.nan, np.nan, reason, None, None,
                *_NOWHERE)  # fmt: skip
    lat = float(np.mean([one.lat for one in likely]))
    lng = float(np.mean([one.lon for one in likely]))
    reach = max(
        float(geodesy.distance_m(lat, lng, one.lat, one.lon)) + one.radius_m for one in likely
    )
    precision = "near" if reach <= RADIUS_OF_PRECISION_M["near"] else "governorate"
    score = min(1.0, sum(one.score for one in likely))
    reason = f"{reason}; placed in what holds them all"
    return ("ambiguous", None, None, likely[0].country_code, precision, reach, score,
            reason, None, likely[0].admin1, lat, lng)  # fmt: skip


def _spelled(one: Candidate) -> str:
    """'Salihiyah (village, Deir ez-Zor, SY)'."""
    where = ", ".join(part for part in (one.kind, one.admin1, one.country_code) if part)
    return f"{one.name} ({where})"


def _take_chosen_places(
    found: pd.DataFrame, rows: gpd.GeoDataFrame, chosen: pd.Series[bool], gazetteer: Gazetteer
) -> None:
    """Put the places that a reader or a person chose by id in place of what names gave."""
    for place_id in rows.loc[chosen, "place_id"].unique():
        place = gazetteer.place(place_id)
        here = chosen & rows["place_id"].eq(place_id)
        if place is None:
            found.loc[here, "location_note"] += f"; place id {place_id!r} is not in the gazetteer"
            continue
        candidate = Candidate(
            place.place_id, place.name, place.kind, place.country_code, place.admin1, place.lat,
            place.lon, place.precision, place.radius_m, 1.0, ("the input names its id",),
            place.source,
        )  # fmt: skip
        note = rows.loc[here, "location_note"].fillna("the input names the place by its id")
        answer = dict(zip(_ANSWER_COLUMNS, _placed(candidate, "resolved", ""), strict=True))
        for column, value in answer.items():
            found.loc[here, column] = value
        found.loc[here, "location_note"] = note
        found.loc[here, "score"] = rows.loc[here, "score"].fillna(1.0)


def _fall_back_to_admin1(
    found: pd.DataFrame,
    rows: gpd.GeoDataFrame,
    by_coordinates: pd.Series[bool],
    gazetteer: Gazetteer,
) -> None:
    """Unresolved places whose governorate is stated: that governorate, and the note says so."""
    lost = (
        found["lat_found"].isna() & ~by_coordinates & rows["place"].notna() & rows["admin1"].notna()
    )
    if not lost.any():
        return
    stated = rows.loc[lost].assign(place=None)
    stated["place"] = stated["place"].astype("str")
    wider, _, _ = _ask_names(gpd.GeoDataFrame(stated), gazetteer, ())
    wider = wider[wider["status"].eq("resolved")]
    why = found.loc[wider.index, "location_note"]
    found.loc[wider.index] = wider
    found.loc[wider.index, "location_note"] = (
        why + "; placed in " + rows.loc[wider.index, "admin1"] + ", which the input names"
    )


# --- coordinates -----------------------------------------------------------------------------


def _keep_coordinates(
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


def _keep_stated_precision(found: pd.DataFrame, rows: gpd.GeoDataFrame) -> None:
    """Let a precision and radius that the input states stand, wherever there is a position."""
    stated = rows["precision"].notna() & found["lat_found"].notna()
    found.loc[stated, "precision"] = rows.loc[stated, "precision"]
    typical = rows.loc[stated, "precision"].map(RADIUS_OF_PRECISION_M)
    found.loc[stated, "radius_m"] = rows.loc[stated, "radius_m"].fillna(typical)
    pointlike = stated & rows["precision"].isin((*model.POINT_PRECISIONS, "near"))
    found.loc[pointlike, "area_id"] = None


# --- assembling ------------------------------------------------------------------------------


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
    asked: pd.Series[bool],
    resolutions: Sequence[Resolution],
    codes: NDArray[np.int64],
) -> pd.DataFrame:
    """CANDIDATE_COLUMNS for every incident that a name had to place."""
    answers = pd.DataFrame(
        [
            {**one.as_dict(), "why": "; ".join(one.why), "rank": rank, "code": code}
            for code, found in enumerate(resolutions)
            for rank, one in enumerate(found.candidates, start=1)
        ]
    )
    if answers.empty:
        return frames.frame(model.CANDIDATE_COLUMNS)
    wanted = pd.DataFrame({"incident_id": ids, "code": codes})[asked.to_numpy()]
    return frames.conform(wanted.merge(answers, on="code", how="inner"), model.CANDIDATE_COLUMNS)


def _area_frame(area_ids: Iterable[Any], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """The distinct areas that incidents lie in, those that the gazetteer has a polygon of."""
    rows = []
    for area_id in sorted(set(pd.Series(area_ids).dropna())):
        polygon, place = gazetteer.area(area_id), gazetteer.place(area_id)
        if polygon is not None and place is not None:
            rows.append({"area_id": area_id, "name": place.name, "geometry": polygon})
    return frames.area_frame(rows)


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
    governorate = gazetteer.governorate_at(point.y, point.x)
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
