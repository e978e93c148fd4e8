"""Incidents as the features that every output carries: the contract's properties, in order.

What one writer shows of an incident all of them show, so the table is made here once, column by
column. Lists stay lists in :func:`properties`; :func:`flat` joins them for formats whose cells
hold text only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geomap import frames, layers, model
from geomap.model import Incidents
from geomap.write import shapes

#: The properties of a feature, always present, in this order.
PROPERTIES: Final = (
    "id",
    "date",
    "date_end",
    "date_precision",
    "kind",
    "title",
    "description",
    "place",
    "place_id",
    "place_name",
    "country",
    "country_code",
    "admin1",
    "actor",
    "target",
    "weapons",
    "killed",
    "injured",
    "casualties",
    "precision",
    "radius_m",
    "score",
    "location_note",
    "retaliation_for",
    "sources",
)
#: What an area says about the incident that lies in it.
AREA_PROPERTIES: Final = (
    "title",
    "date",
    "date_end",
    "kind",
    "country",
    "actor",
    "precision",
    "radius_m",
)
AREA_COLUMNS: Final = ("id", "area_id", "area_name", *AREA_PROPERTIES)
LINK_COLUMNS: Final = ("type", "basis", "quote", "from_id", "to_id")
#: What QGIS times, groups and colours by; only in the GeoPackage.
DRAWN_COLUMNS: Final = ("begins", "ends", "layer", "colour", "linked")
LISTS: Final = ("weapons", "retaliation_for")

#: Names that outputs need for themselves; an input's column of that name gets the prefix.
_RESERVED: Final = ("fid", "geom", "geometry", *DRAWN_COLUMNS)
_PREFIX: Final = "original_"


def properties(incidents: Incidents) -> pd.DataFrame:
    """PROPERTIES of each incident, then the input's own columns, row for row.

    ``weapons`` and ``retaliation_for`` hold lists of texts, ``sources`` lists of dicts with
    ``publisher, url, quote``; everything else is text or a number, missing where not known.
    An own column whose name is taken comes as ``original_`` and its name.
    """
    return _told(incidents, frames.split_list, _sources(incidents))


def flat(incidents: Incidents) -> pd.DataFrame:
    """The same with lists as text: items between ``; ``, sources as 'Publisher <URL>'.

    Own columns that hold neither text nor numbers come as JSON.
    """
    table = _told(incidents, _tidy_list, _named_sources(incidents))
    return without_objects(table.astype(dict.fromkeys((*LISTS, "sources"), "str")))


def _told(incidents: Incidents, listed: Callable[[Any], Any], sources: Any) -> pd.DataFrame:
    """PROPERTIES and own columns, list cells converted by ``listed``."""
    rows = pd.DataFrame(incidents.incidents.drop(columns="geometry"))
    shown = {
        **{column: rows[column] for column in PROPERTIES if column in rows},
        "country": layers.countries(incidents),
        "actor": layers.actors(incidents),
        "kind": rows["kind"].fillna("other"),
        **{column: per_distinct(rows[column], listed) for column in LISTS},
        "sources": sources,
    }
    table = pd.DataFrame({column: shown[column] for column in PROPERTIES}, index=rows.index)
    return pd.concat([table, own_columns(incidents.extra, PROPERTIES)], axis=1)


def without_objects(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with text in place of what an input nested in its cells."""
    nested = [column for column in table if str(table[column].dtype) == "object"]
    return table.assign(**{str(column): texts(table[column]) for column in nested})


def texts(column: pd.Series[Any]) -> pd.Series[str]:
    """Each cell as text; lists and objects that an input nested in a cell as JSON."""
    cells = [_as_text(cell) for cell in column]
    return pd.Series(cells, index=column.index, dtype="str")


def areas(incidents: Incidents) -> gpd.GeoDataFrame:
    """The area of each placed incident that is less exact than a settlement, in incident order.

    Columns ``id, area_id, area_name``, then AREA_PROPERTIES as in :func:`properties`, and a valid
    RFC 7946 (Multi)Polygon; ``area_id`` and ``area_name`` are missing for a circle.
    """
    drawn = shapes.incident_areas(incidents)
    told = incidents.incidents.assign(
        country=layers.countries(incidents),
        actor=layers.actors(incidents),
        kind=incidents.incidents["kind"].fillna("other"),
    ).set_index("id")
    about = told.loc[drawn["id"], list(AREA_PROPERTIES)].reset_index(drop=True)
    names = incidents.areas.set_index("area_id")["name"]
    named = drawn[["id", "area_id"]].assign(area_name=drawn["area_id"].map(names).astype("str"))
    return gpd.GeoDataFrame(pd.concat([named, about], axis=1), geometry=drawn.geometry)


def actor_layers(incidents: Incidents) -> pd.DataFrame:
    """A row per country and actor in display order: ``country, actor, colour, kinds``.

    The index is the number of the layer; ``kinds`` lists those that occur, in order.
    """
    shown = layers.group(incidents).table
    pairs = shown.groupby(["country", "actor"], sort=False)
    return pairs.agg(colour=("colour", "first"), kinds=("kind", list)).reset_index()


def layer_numbers(incidents: Incidents) -> Any:
    """The number of each incident's layer, an index into :func:`actor_layers`."""
    shown = actor_layers(incidents)
    numbers = pd.Series(shown.index, index=pd.MultiIndex.from_frame(shown[["country", "actor"]]))
    keys = pd.MultiIndex.from_arrays([layers.countries(incidents), layers.actors(incidents)])
    return numbers.reindex(keys).to_numpy()


def has_area(incidents: Incidents) -> Any:
    """Whether each incident is drawn with an area: :func:`areas` has a row for it."""
    rows = incidents.incidents
    vague = rows["precision"].notna() & ~rows["precision"].isin(model.POINT_PRECISIONS)
    return (vague & rows.geometry.notna() & (rows["radius_m"] > 0)).to_numpy()


def drawn_with(incidents: Incidents) -> pd.DataFrame:
    """DRAWN_COLUMNS of each incident: its times, layer, colour, and whether a link has it."""
    numbers = layer_numbers(incidents)
    ends_of_links = pd.concat([incidents.links["from_id"], incidents.links["to_id"]])
    return times(incidents).assign(
        layer=numbers,
        colour=actor_layers(incidents)["colour"].to_numpy()[numbers],
        linked=incidents.incidents["id"].isin(ends_of_links).astype("int32"),
    )


def column_names(incidents: Incidents) -> list[str]:
    """The columns of the GeoPackage's incidents, in order, without making them."""
    own = own_columns(incidents.extra.iloc[:0], PROPERTIES)
    return [*PROPERTIES, *own.columns, *DRAWN_COLUMNS]


def times(incidents: Incidents) -> pd.DataFrame:
    """``begins, ends`` of each incident: UTC times, missing where there is no date.

    From the first second of the date to the last of ``date_end``; without one, to the last
    second that a date of its precision can mean: the day, seven days, the month, the year.
    """
    rows = incidents.incidents
    begins, told_end = _days(rows["date"]), _days(rows["date_end"])
    months, years = begins.astype("M8[M]"), begins.astype("M8[Y]")
    precision = rows["date_precision"].to_numpy(dtype=object)
    conditions = [precision == "week", precision == "month", precision == "year"]
    after = np.select(conditions, [begins + 7, _first(months + 1), _first(years + 1)], begins + 1)
    first = np.select(conditions, [begins, _first(months), _first(years)], begins)
    ended = ~np.isnat(told_end)
    begins = np.where(ended, begins, first)
    after = np.where(ended, told_end + 1, after)
    return pd.DataFrame({"begins": _utc(begins), "ends": _utc(after, less_s=1)})


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A dict per row, missing cells as None."""
    cells = zip(*(_plain(table[column]) for column in table), strict=True)
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in cells]


def own_columns(extra: pd.DataFrame, taken: Iterable[str]) -> pd.DataFrame:
    """The input's own columns under names that nothing else uses, letter case aside.

    Databases and file systems do not tell ``Date`` from ``date``, so neither does this.
    """
    used = {name.casefold() for name in (*taken, *_RESERVED)}
    names = []
    for column in extra.columns:
        name = _free_name(str(column) or "column", used)
        used.add(name.casefold())
        names.append(name)
    return extra.set_axis(names, axis="columns")


def per_distinct(column: pd.Series[Any], convert: Callable[[Any], Any]) -> Any:
    """``convert`` of each cell as an object array; equal cells are converted once and shared."""
    codes, distinct = pd.factorize(column)
    converted = objects([*(convert(cell) for cell in distinct), convert(None)])
    return converted[codes]


def objects(cells: list[Any]) -> Any:
    """``cells`` as a flat array of objects, also where they are lists of one length."""
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array


def _days(dates: pd.Series[str]) -> Any:
    return pd.to_datetime(dates, format="%Y-%m-%d", errors="coerce").to_numpy("M8[D]")


def _first(periods: Any) -> Any:
    """The first day of each month or year."""
    return periods.astype("M8[D]")


def _utc(days: Any, less_s: int = 0) -> pd.Series[Any]:
    seconds = days.astype("M8[s]") - np.timedelta64(less_s, "s")
    return pd.Series(seconds.astype("M8[ms]")).dt.tz_localize("UTC")


def _free_name(name: str, used: set[str]) -> str:
    """``name``, prefixed where it is taken, numbered where that is taken too."""
    free = name if name.casefold() not in used else _PREFIX + name
    number = 2
    while free.casefold() in used:
        free, number = f"{_PREFIX}{name}_{number}", number + 1
    return free


def _sources(incidents: Incidents) -> Any:
    """Per incident who says so: the sources of its claims, and its own cells where they differ.

    One entry per source and quote, in the order of the claims.
    """
    own = _own_sources(incidents)
    listed = objects([[_source(*cells)] if any(cells) else [] for cells in own])
    for at, entries in _claimed_sources(incidents, own).items():
        listed[at] = entries
    return listed


def _named_sources(incidents: Incidents) -> Any:
    """'Publisher <url>; Publisher' per incident, without repeats: the quotes are in the claims."""
    own = _own_sources(incidents)
    names = objects([_source_name(*cells) for cells in own])
    for at, entries in _claimed_sources(incidents, own).items():
        told = (_source_name(entry["publisher"], entry["url"]) for entry in entries)
        names[at] = frames.join_list(dict.fromkeys(name for name in told if name))
    return names


def _own_sources(incidents: Incidents) -> list[tuple[str | None, str | None]]:
    """Publisher and URL of each incident's own cells."""
    rows = incidents.incidents
    return list(zip(_plain(rows["source"]), _plain(rows["source_url"]), strict=True))


def _claimed_sources(
    incidents: Incidents, own: list[tuple[str | None, str | None]]
) -> dict[int, list[dict[str, Any]]]:
    """Row number -> all sources, for the incidents that claims are about."""
    claims = _sentences(incidents.claims)
    about = incidents.sources.set_index("id").reindex(claims["source_id"])
    said = pd.DataFrame(
        {
            "incident_id": claims["incident_id"].to_numpy(),
            "publisher": _plain(about["publisher"].fillna(about["title"])),
            "url": _plain(about["url"]),
            "quote": _plain(claims["quote"]),
        },
        dtype=object,
    ).drop_duplicates()
    place = pd.Series(np.arange(len(own)), index=incidents.incidents["id"])
    claimed: dict[int, list[dict[str, Any]]] = {}
    for incident, told in said.groupby("incident_id", sort=False):
        at = int(place[incident])
        entries = [_source(*cells) for cells in told.iloc[:, 1:].itertuples(index=False)]
        claimed[at] = _merge([_source(*own[at])] if any(own[at]) else [], entries)
    return claimed


def _sentences(claims: pd.DataFrame) -> pd.DataFrame:
    """Of incidents read from a text the claims that quote whole sentences, else every claim.

    A claim of one fact quotes a few words of the sentence that another claim quotes whole.
    """
    whole = claims["field"].eq("incident")
    return claims[whole | ~claims["incident_id"].isin(claims.loc[whole, "incident_id"])]


def _plain(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column, None where missing."""
    cells: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return cells


def _source(publisher: str | None, url: str | None, quote: str | None = None) -> dict[str, Any]:
    return {"publisher": publisher, "url": url, "quote": quote}


def _merge(own: list[dict[str, Any]], claimed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Own cells first, unless a claim has the same source; no quote beside a quote of the same."""
    quoted = {(entry["publisher"], entry["url"]) for entry in claimed if entry["quote"]}
    named = {entry["publisher"] for entry in claimed} | {entry["url"] for entry in claimed}
    kept = [entry for entry in own if not _is_named(entry, named)]
    return kept + [
        entry
        for entry in claimed
        if entry["quote"] or (entry["publisher"], entry["url"]) not in quoted
    ]


def _is_named(entry: dict[str, Any], named: set[str | None]) -> bool:
    """Whether the publisher, or all of several that its cell lists, and the URL are named."""
    publishers = {entry["publisher"]}
    if not publishers <= named:
        publishers = set(frames.split_list(entry["publisher"]))
    return (publishers | {entry["url"]}) - {None} <= named


def _source_name(publisher: str | None, url: str | None) -> str | None:
    return f"{publisher} <{url}>" if publisher and url else publisher or url


def _tidy_list(cell: Any) -> str | None:
    return frames.join_list(frames.split_list(cell))


def _as_text(cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, (list, dict, tuple)):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return None if pd.isna(cell) else str(cell)
