"""Who said what, and what answers what: sources, claims and links of one input.

A row of a plain table makes no claims: its ``source`` and ``source_url`` cells say all that is
known of its source, and the sources of such an incident are those cells. Inputs that carry more
(native JSON, our GeoJSON and GeoPackage) give claims; the sources of an incident are then the
distinct sources of its claims, in order.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from geomap import frames, model
from geomap.errors import Problem
from geomap.model import Incidents
from geomap.read.table import without_surrogates

#: The field of a claim that is about the incident as a whole.
WHOLE: Final = "incident"
_NAMED: Final = re.compile(r"(.+) <([^<>]+)>")


def source_id(publisher: str | None, url: str | None) -> str:
    """An id that depends only on who published it and where: the same in every run and file."""
    return _id_by([publisher, url])


def article_id(publisher: str, published: str, title: str) -> str:
    """An id for one article of a publisher, where no URL tells it from the others."""
    return _id_by([publisher, published, title])


def _id_by(names: list[str | None]) -> str:
    content = json.dumps(names, ensure_ascii=True)
    return "source-" + hashlib.sha256(content.encode()).hexdigest()[:12]


def source_frame(publishers: pd.Series[Any], urls: pd.Series[Any]) -> pd.DataFrame:
    """SOURCE_COLUMNS: one row per distinct publisher and URL, in order of appearance."""
    pairs = pd.DataFrame({"publisher": publishers, "url": urls}).dropna(how="all")
    pairs = pairs.drop_duplicates(ignore_index=True)
    plain = pairs.astype(object).where(pairs.notna(), None)
    pairs["id"] = [
        source_id(publisher, url)
        for publisher, url in zip(plain["publisher"], plain["url"], strict=True)
    ]
    return frames.conform(pairs, model.SOURCE_COLUMNS)


def take_source_lists(incidents: Incidents, known: Iterable[Mapping[str, Any]] = ()) -> Incidents:
    """Incidents whose ``sources`` cells, as our outputs write them, are sources and claims.

    The cells are JSON lists (GeoJSON) or 'Publisher <URL>; Publisher' (GeoPackage, XLSX). The
    first source fills ``source`` and ``source_url`` where both are missing; those after it, and
    those with a quote, become claims. ``known`` are the rows of the input's own table of
    sources: a publisher there may hold the separator.
    """
    if "sources" not in incidents.extra:
        return incidents
    names = {_text(row.get("publisher")) for row in known}
    parsed = [_source_list(cell, names) for cell in incidents.extra["sources"]]
    rows = incidents.incidents
    own = rows["source"].isna() & rows["source_url"].isna()
    first = pd.DataFrame(
        [listed[0] if listed else {} for listed in parsed], columns=["publisher", "url"]
    ).astype("str")
    claimed = [
        {"incident_id": incident, "field": WHOLE, "source_id": _id_of(entry), **entry}
        for incident, listed in zip(rows["id"], parsed, strict=True)
        for place, entry in enumerate(listed)
        if place or entry["quote"]
    ]
    claims = pd.DataFrame(claimed, columns=[*model.CLAIM_COLUMNS, "publisher", "url"])
    sources = [
        source_frame(first["publisher"], first["url"]),
        source_frame(claims["publisher"], claims["url"]),
        incidents.sources,
    ]
    return incidents.with_(
        incidents=rows.assign(
            source=rows["source"].where(~own, first["publisher"]),
            source_url=rows["source_url"].where(~own, first["url"]),
        ),
        extra=incidents.extra.drop(columns="sources"),
        claims=frames.conform(claims, model.CLAIM_COLUMNS),
        sources=pd.concat(sources).drop_duplicates("id", ignore_index=True),
    )


def _id_of(entry: dict[str, str | None]) -> str:
    return source_id(entry["publisher"], entry["url"])


def _source_list(cell: Any, known: Collection[str | None]) -> list[dict[str, str | None]]:
    """The sources in a cell; nothing where it holds none."""
    if not isinstance(cell, str):
        return []
    if not cell.startswith("["):
        whole = _named_source(cell)
        if whole["publisher"] in known:
            return [whole]
        return [_named_source(name) for name in cell.split("; ") if name]
    try:
        listed = json.loads(cell)
    except (ValueError, RecursionError):
        return []
    entries = [
        {key: _text(item.get(key)) for key in ("publisher", "url", "quote")}
        for item in listed
        if isinstance(item, dict)
    ]
    return [entry for entry in entries if any(entry.values())]


def _named_source(name: str) -> dict[str, str | None]:
    """'Publisher <URL>', a publisher, or an address alone."""
    match = _NAMED.fullmatch(name)
    if match:
        return {"publisher": match[1], "url": match[2], "quote": None}
    is_url = "://" in name and " " not in name
    return {"publisher": None if is_url else name, "url": name if is_url else None, "quote": None}


def take_related(
    incidents: Incidents, related: dict[str, list[dict[str, Any]]], file: str
) -> Incidents:
    """Incidents with the claims, sources and links of a native object or our GeoPackage.

    A claim or link that names an incident, or a source, that is not there is left out and
    listed, as is a link of a type or basis outside the vocabulary.
    """
    if not any(related.values()):
        return incidents
    known = frozenset(incidents.incidents["id"])
    sources = _rows(related.get("sources", ()), model.SOURCE_COLUMNS).dropna(subset=["id"])
    sources = pd.concat([sources, incidents.sources]).drop_duplicates("id", ignore_index=True)
    problems: list[Problem] = []
    claims = _checked(
        _rows(related.get("claims", ()), model.CLAIM_COLUMNS),
        {"incident_id": known, "source_id": frozenset(sources["id"])},
        "claim", file, problems,
    )  # fmt: skip
    links = _checked(
        _rows(related.get("links", ()), model.LINK_COLUMNS),
        {
            "from_id": known,
            "to_id": known,
            "type": frozenset(model.LINK_TYPES),
            "basis": frozenset(model.BASES),
        },
        "link", file, problems,
    )  # fmt: skip
    listed = frames.frame(
        model.REJECTED_COLUMNS,
        [{name: getattr(problem, name) for name in model.REJECTED_COLUMNS} for problem in problems],
    )
    rejected = pd.concat([incidents.rejected, listed], ignore_index=True)
    return incidents.with_(claims=claims, sources=sources, links=links, rejected=rejected)


def _rows(objects: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Objects as a frame of these columns; a value of another type than its column is missing."""
    convert: dict[str, Callable[[Any], Any]] = {
        column: _whole if frames.dtype_of(column) == "Int64" else _text for column in columns
    }
    listed = [{key: convert[key](item.get(key)) for key in columns} for item in objects]
    return frames.frame(columns, listed)


def _checked(
    table: pd.DataFrame,
    allowed: dict[str, frozenset[str]],
    what: str,
    file: str,
    problems: list[Problem],
) -> pd.DataFrame:
    """The rows whose cells are all among those allowed; the others become problems."""
    good = pd.Series(True, index=table.index)
    for column, known in allowed.items():
        strange = good & ~table[column].isin(known)
        for position in table.index[strange]:
            cell = table.at[position, column]
            value = cell if isinstance(cell, str) else None
            reason = f"{what} left out: names what is not there; correct its {column}"
            problems.append(Problem(file, reason, int(position) + 1, f"{what}.{column}", value))
        good &= ~strange
    return table[good].reset_index(drop=True)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, (list, dict, bytes)):
        return None
    return without_surrogates(str(value)).replace("\0", "\ufffd") or None


def _whole(value: Any) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
    return int(value) if is_whole else None
