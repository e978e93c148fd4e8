"""The frames of :class:`geomap.model.Incidents`: their dtypes, empty ones, checks, joining.

Kept apart from :mod:`geomap.model` so that the vocabularies load without pandas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geomap import model
from geomap.errors import InputError
from geomap.model import Incidents

_FLOATS: Final = {"lat", "lon", "radius_m", "score"}
_INTEGERS: Final = {"killed", "injured", "row", "rank", "start", "end"}


def dtype_of(column: str) -> str:
    """The pandas dtype of one of our columns: ``float64``, ``Int64`` or ``str``."""
    if column in _FLOATS:
        return "float64"
    return "Int64" if column in _INTEGERS else "str"


def frame(
    columns: Sequence[str], data: Mapping[str, Any] | Iterable[Mapping[str, Any]] = ()
) -> pd.DataFrame:
    """A frame with exactly ``columns``, in order and of our dtypes; absent cells are missing."""
    rows = pd.DataFrame(data if isinstance(data, Mapping) else list(data))
    return conform(rows, columns)


def conform(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """``rows`` with exactly ``columns``, in order and of our dtypes, on a fresh RangeIndex."""
    fitted = rows.reindex(columns=list(columns)).reset_index(drop=True)
    return fitted.astype({column: dtype_of(column) for column in columns})


def incident_frame(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """``rows`` as an incident frame: INCIDENT_COLUMNS and a geometry (empty where absent)."""
    geometry = (
        gpd.GeoSeries(list(rows["geometry"]), crs=model.CRS)
        if "geometry" in rows
        else gpd.GeoSeries([None] * len(rows), crs=model.CRS)
    )
    return gpd.GeoDataFrame(conform(rows, model.INCIDENT_COLUMNS), geometry=geometry, crs=model.CRS)


def area_frame(rows: Iterable[Mapping[str, Any]] = ()) -> gpd.GeoDataFrame:
    """AREA_COLUMNS and a polygon ``geometry``, EPSG:4326, one row per distinct area."""
    listed = list(rows)
    geometry = gpd.GeoSeries([row["geometry"] for row in listed], crs=model.CRS)
    return gpd.GeoDataFrame(frame(model.AREA_COLUMNS, listed), geometry=geometry, crs=model.CRS)


def empty_incidents() -> Incidents:
    """No incidents: every frame with its columns and dtypes and no row."""
    return Incidents(
        incidents=incident_frame(pd.DataFrame()),
        extra=pd.DataFrame(),
        claims=frame(model.CLAIM_COLUMNS),
        sources=frame(model.SOURCE_COLUMNS),
        links=frame(model.LINK_COLUMNS),
        candidates=frame(model.CANDIDATE_COLUMNS),
        areas=area_frame(),
        rejected=frame(model.REJECTED_COLUMNS),
    )


def concat(parts: Sequence[Incidents]) -> Incidents:
    """Several sets as one, in order; ``extra`` gets the union of the columns.

    Facts that are lists are joined; other facts of a later part win. Ids are not made unique
    here: the reader of many inputs does that, and says so.
    """
    if not parts:
        return empty_incidents()
    if len(parts) == 1:
        return parts[0]
    facts: dict[str, Any] = {}
    for part in parts:
        for key, value in part.facts.items():
            known = facts.get(key)
            both_lists = isinstance(known, list) and isinstance(value, list)
            facts[key] = [*known, *value] if both_lists else value  # type: ignore[misc]
    return Incidents(
        incidents=_stack([part.incidents for part in parts]),
        extra=_stack([_row_for_row(part) for part in parts]),
        claims=_stack([part.claims for part in parts]),
        sources=_stack([part.sources for part in parts]).drop_duplicates("id", ignore_index=True),
        links=_stack([part.links for part in parts]),
        candidates=_stack([part.candidates for part in parts]),
        areas=_stack([part.areas for part in parts]).drop_duplicates("area_id", ignore_index=True),
        rejected=_stack([part.rejected for part in parts]),
        facts=facts,
    )


def among(cells: pd.Series[str], values: Any) -> pd.Series[bool]:
    """Which text cells are one of ``values``; a missing cell is not.

    pandas' ``isin`` turns every one of ``values`` into a Python text and back, which for a
    million ids takes as long as reading them.
    """
    texts = pa.array(cells, pa.large_string(), from_pandas=True)
    wanted = pa.array(values, pa.large_string(), from_pandas=True)
    found = pc.is_in(texts, value_set=wanted, skip_nulls=True)
    return pd.Series(found.to_numpy(zero_copy_only=False), index=cells.index)


def validate(incidents: Incidents) -> None:
    """Check ids, vocabularies and relations once, at the door.

    Raises:
        InputError: the first thing wrong, in one line.
    """
    rows = incidents.incidents
    if rows["id"].isna().any() or rows["id"].duplicated().any():
        doubled = rows.loc[rows["id"].duplicated() | rows["id"].isna(), "id"].iloc[0]
        raise InputError(f"id {doubled!r}: every incident needs an id of its own")
    if len(incidents.extra.columns) and len(incidents.extra) != len(rows):
        raise InputError("extra columns and incidents differ in length: pass row for row")
    for column, allowed in (
        ("kind", model.KINDS),
        ("date_precision", model.DATE_PRECISIONS),
        ("casualties", model.CASUALTIES),
        ("precision", model.PRECISIONS),
        ("status", model.STATUSES),
    ):
        strange = rows.loc[rows[column].notna() & ~rows[column].isin(allowed), column]
        if len(strange):
            raise InputError(f"{column} {strange.iloc[0]!r}: use one of {', '.join(allowed)}")
    for name, related, column in (
        ("claim", incidents.claims, "incident_id"),
        ("candidate", incidents.candidates, "incident_id"),
        ("link", incidents.links, "from_id"),
        ("link", incidents.links, "to_id"),
    ):
        orphans = related.loc[~among(related[column], rows["id"]), column]
        if len(orphans):
            raise InputError(f"{name} names incident {orphans.iloc[0]!r}, which is not there")


def split_list(cell: Any) -> list[str]:
    """The items of a list cell ('rockets; drone'), stripped; missing gives an empty list."""
    if not isinstance(cell, str):
        return []
    return [item.strip() for item in cell.split(model.LIST_SEPARATOR) if item.strip()]


def join_list(items: Iterable[str]) -> str | None:
    """Items as one list cell, or None where there are none."""
    return f"{model.LIST_SEPARATOR} ".join(items) or None


def _row_for_row(part: Incidents) -> pd.DataFrame:
    """The extra columns with a row per incident, also where the part has no such column."""
    if len(part.extra) == len(part):
        return part.extra
    return part.extra.reindex(index=range(len(part)))


def _stack(tables: Sequence[Any]) -> Any:
    """Frames below each other on a fresh index, dtypes kept where some are empty."""
    filled = [table for table in tables if len(table) or len(table.columns)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]
