"""Incidents as the features that every output carries: the contract's properties, in order.

What one writer shows of an incident all of them show, so the table is made here once, column by
column. Lists stay lists in :func:`properties`; :func:`flat` joins them for formats whose cells
hold text only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from geomap import frames, layers
from geomap.model import Incidents
from geomap.write.drawing import DRAWN_COLUMNS

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


def without_sources(incidents: Incidents) -> pd.DataFrame:
    """The same with nothing in ``sources``, for a format that makes it from :func:`source_rows`."""
    return _told(incidents, frames.split_list, None)


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


def column_names(incidents: Incidents) -> list[str]:
    """The columns of the GeoPackage's incidents, in order, without making them."""
    own = own_columns(incidents.extra.iloc[:0], PROPERTIES)
    return [*PROPERTIES, *own.columns, *DRAWN_COLUMNS]


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


def names_beside(names: Sequence[str], more: Sequence[str]) -> list[str]:
    """Distinct column names, those that one of ``more`` has too changed as :func:`own_columns`."""
    taken = {name.casefold() for name in more}
    used = {name.casefold() for name in (*names, *more)}
    return [_free_name(name, used) if name.casefold() in taken else name for name in names]


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


def _free_name(name: str, used: set[str]) -> str:
    """``name``, prefixed where it is taken, numbered where that is taken too."""
    free = name if name.casefold() not in used else _PREFIX + name
    number = 2
    while free.casefold() in used:
        free, number = f"{_PREFIX}{name}_{number}", number + 1
    return free


def source_rows(incidents: Incidents) -> pd.DataFrame:
    """A row per source: ``at`` (row number of the incident), ``publisher, url, quote``.

    What :func:`properties` lists, in that order; for formats whose lists are columns.
    """
    claimed = _claimed_sources(incidents)
    rows = incidents.incidents
    own = pd.DataFrame(
        {"at": range(len(rows)), "publisher": rows["source"], "url": rows["source_url"]}
    )
    own = own[own[["publisher", "url"]].notna().any(axis=1) & ~own["at"].isin(list(claimed))]
    told = [{"at": at, **entry} for at, entries in claimed.items() for entry in entries]
    texts_of = {"at": "int64", "publisher": "str", "url": "str", "quote": "str"}
    columns = list(texts_of)
    listed = [own.reindex(columns=columns), pd.DataFrame(told, columns=columns)]
    both = pd.concat([table.astype(texts_of) for table in listed])
    return both.sort_values("at", kind="stable", ignore_index=True)


def _sources(incidents: Incidents) -> Any:
    """Per incident who says so: the sources of its claims, and its own cells where they differ.

    One entry per source and quote, in the order of the claims.
    """
    own = _own_sources(incidents.incidents)
    listed = objects([[_source(*cells)] if any(cells) else [] for cells in own])
    for at, entries in _claimed_sources(incidents).items():
        listed[at] = entries
    return listed


def _named_sources(incidents: Incidents) -> Any:
    """'Publisher <url>; Publisher' per incident, without repeats: the quotes are in the claims."""
    names = objects([_source_name(*cells) for cells in _own_sources(incidents.incidents)])
    for at, entries in _claimed_sources(incidents).items():
        told = (_source_name(entry["publisher"], entry["url"]) for entry in entries)
        names[at] = frames.join_list(dict.fromkeys(name for name in told if name))
    return names


def _own_sources(rows: pd.DataFrame) -> list[tuple[str | None, str | None]]:
    """Publisher and URL of each row's own cells."""
    return list(zip(_plain(rows["source"]), _plain(rows["source_url"]), strict=True))


def _claimed_sources(incidents: Incidents) -> dict[int, list[dict[str, Any]]]:
    """Row number -> all sources, for the incidents that claims are about."""
    claims = _sentences(incidents.claims)
    about = incidents.sources.set_index("id").reindex(claims["source_id"])
    said = zip(
        _plain(claims["incident_id"]), _plain(about["publisher"]), _plain(about["url"]),
        _plain(claims["quote"]), strict=True,
    )  # fmt: skip
    entries: dict[str, list[dict[str, Any]]] = {}
    for incident, *told in dict.fromkeys(said):
        entries.setdefault(incident, []).append(_source(*told))
    places = pd.Index(incidents.incidents["id"]).get_indexer(list(entries)).tolist()
    own = _own_sources(incidents.incidents.iloc[places])
    return {
        at: _merge([_source(*cells)] if any(cells) else [], told)
        for at, cells, told in zip(places, own, entries.values(), strict=True)
    }


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
