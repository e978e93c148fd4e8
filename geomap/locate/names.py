"""What names mean: each distinct one asked once, then what stands in for the lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames, geodesy, model
from geomap.gazetteer.places import Candidate, Query, Resolution

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


#: An ambiguous name is placed in what holds every candidate at least this likely.
LIKELY_ENOUGH: Final = 0.1

#: Beyond this reach, metres, 'near' says too much; UCDP's precision code 2 has the same bound.
NEAR_M: Final = 25_000.0

_ANSWER_COLUMNS: Final = (*model.LOCATION_COLUMNS, "answer_admin1", "lat_found", "lng_found")


_NOWHERE: Final = (np.nan, np.nan)


@dataclass(frozen=True)
class Asked:
    """What the gazetteer says of each row, every distinct question answered once."""

    answers: pd.DataFrame  # _ANSWER_COLUMNS, a row per question
    resolutions: list[Resolution]  # row for row with the answers
    codes: NDArray[np.int64]  # for each incident the row of its answer

    def rows(self, start: int, stop: int) -> pd.DataFrame:
        """The answers of these incidents, row for row, on a fresh RangeIndex."""
        return self.answers.take(self.codes[start:stop]).reset_index(drop=True)


def ask_names(rows: gpd.GeoDataFrame, gazetteer: Gazetteer, hints: Sequence[str]) -> Asked:
    """What the gazetteer says of each row.

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
    codes = _numbered(asked)
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
    return Asked(typed, resolutions, codes)


def _numbered(rows: pd.DataFrame) -> NDArray[np.int64]:
    """For each row the number of its distinct row, in order of first appearance.

    What ``groupby`` would count, without making every cell a Python text.
    """
    codes = np.zeros(len(rows), dtype=np.int64)
    for column in rows:
        own, values = pd.factorize(rows[column], use_na_sentinel=False)
        codes = pd.factorize(codes * len(values) + own)[0]
    return codes


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
    """A name that is not sure: placed where its one likely meaning is, or in what holds several.

    Only meanings of one governorate lie close enough together to be drawn as one area; anything
    wider would be a guess and stays without a position.
    """
    likely = [one for one in found.candidates if one.score >= LIKELY_ENOUGH]
    likely = likely or list(found.candidates[:1])
    if len(likely) == 1:
        note = f"likely {_spelled(likely[0])}, not sure: {'; '.join(likely[0].why)}"
        return _placed(likely[0], "ambiguous", note)
    reason = f"{query.name!r} could be any of: {', '.join(map(_spelled, likely[:4]))}"
    countries = {one.country_code for one in likely}
    governorates = {one.admin1 for one in likely}
    if len(countries) == len(governorates) == 1 and None not in governorates:
        return _around(likely, f"{reason}; placed in what holds them all")
    country = likely[0].country_code if len(countries) == 1 else None
    return ("ambiguous", None, None, country, None, np.nan, np.nan, reason, None, None, *_NOWHERE)


def _around(likely: Sequence[Candidate], note: str) -> tuple[Any, ...]:
    """The circle that holds several candidates of one governorate."""
    lat = float(np.mean([one.lat for one in likely]))
    lng = float(np.mean([one.lon for one in likely]))
    reach = max(
        float(geodesy.distance_m(lat, lng, one.lat, one.lon)) + one.radius_m for one in likely
    )
    precision = "near" if reach <= NEAR_M else "governorate"
    score = min(1.0, sum(one.score for one in likely))
    where = (likely[0].country_code, precision, reach, score, note, None, likely[0].admin1)
    return ("ambiguous", None, None, *where, lat, lng)


def _spelled(one: Candidate) -> str:
    """'Salihiyah (village, Deir ez-Zor, SY)'."""
    kind = one.kind.replace("_", " ")
    where = ", ".join(part for part in (kind, one.admin1, one.country_code) if part)
    return f"{one.name} ({where})"


def take_chosen_places(
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


def fall_back_to_admin1(
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
    wider = _ask_admin1(rows.loc[lost], gazetteer)
    wider = wider[wider["status"].eq("resolved")]
    why = found.loc[wider.index, "location_note"]
    found.loc[wider.index] = wider
    found.loc[wider.index, "location_note"] = (
        why + "; placed in " + rows.loc[wider.index, "admin1"] + ", which the input names"
    )


def _ask_admin1(rows: gpd.GeoDataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """What the governorate that each row states means: itself before the town of its name."""
    stated = rows.assign(place=pd.Series(None, index=rows.index, dtype="str"))
    areas = stated.assign(place=rows["admin1"] + " governorate", admin1=stated["place"])
    as_area, plain = (
        ask_names(gpd.GeoDataFrame(asked), gazetteer, ()).rows(0, len(rows)).set_axis(rows.index)
        for asked in (areas, stated)
    )
    known = rows["country"].notna() | (
        plain["status"].eq("resolved") & plain["country_code"].eq(as_area["country_code"])
    )  # else it may be one of several countries
    resolved = as_area["status"].eq("resolved") & as_area["precision"].eq("governorate")
    return as_area.where(resolved & known, plain)
