"""UCDP GED: the yearly and the candidate events of the Uppsala Conflict Data Program.

Source of the meanings: Högbladh, "UCDP GED Codebook" (Department of Peace and Conflict Research,
Uppsala University), and Sundberg and Melander (2013), Journal of Peace Research 50(4). Humanitarian
copies (HDX) put a row of HXL tags beneath the header; the table reader takes that off.

Every GED event is a use of armed force by an organised actor that killed somebody, so each is an
``attack`` to us; ``type_of_violence`` stays beside it in UCDP's own words as the event type. Only
in one-sided violence does side A act upon side B: in the other types the sides of a dyad come in a
fixed order (the government first) that says nothing about who began, and ``actor`` is side A only
as the name to list the event under.

An event that several articles tell has all of them in one cell: ``source_article`` as
``"Office,2014-05-04,Headline";"Office,…"``. The first headline is the title; each article becomes a
source, and its headline what that source claims.
"""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pandas as pd

from geomap import frames, model
from geomap.gazetteer.kinds import KINDS
from geomap.model import Incidents
from geomap.read.codebooks.codebook import Codebook, column_names
from geomap.read.relations import article_id
from geomap.read.table import TEXT

TYPES: Final = {
    "1": "State-based conflict",
    "2": "Non-state conflict",
    "3": "One-sided violence",
}
#: date_prec: a day; 2 to 6 days; a week; a month or 8 to 31 days; up to a year.
DATE_PRECISION: Final = {"1": "day", "2": "range", "3": "week", "4": "month", "5": "year"}
#: where_prec: the place; within about 25 km of it; its district; its governorate; along a line or
#: somewhere in a vague area, position estimated; its country; international waters or airspace.
PRECISION: Final = {
    "1": "settlement",
    "2": "near",
    "3": "district",
    "4": "governorate",
    "5": "near",
    "6": "country",
    "7": "country",
}
_RADIUS_M: Final = {
    "1": KINDS["settlement"].radius_m,
    "2": 25_000.0,
    "3": KINDS["district"].radius_m,
    "4": KINDS["governorate"].radius_m,
    "5": 2 * KINDS["district"].radius_m,
    "6": KINDS["country"].radius_m,
    "7": KINDS["sea"].radius_m,
}
#: One article of ``source_article``, and what stands between two.
_ARTICLE: Final = re.compile(r"(.*?),(\d{4}-\d{2}-\d{2}),(.*)", re.DOTALL)
_NEXT: Final = '";"'
HEADER: Final = column_names(
    """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office
    source_date source_headline source_original where_prec where_coordinates where_description
    adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown best high low gwnoa gwnob
    """
)


def _finish(fields: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """One name per source office, the dyad as title where no headline was recorded."""
    filled = fields.copy()
    if "source" in fields and "source_article" in cells:
        offices = fields["source"].where(fields["source"].str.strip() != "")
        filled["source"] = _each_once(offices).fillna(cells["source_article"])
    headline = fields["title"] if "title" in fields else pd.Series(None, cells.index, TEXT)
    if "source_article" in cells:
        headline = _first_headlines(cells["source_article"]).fillna(headline)
    if "dyad_name" in cells:
        headline = headline.where(headline.str.strip() != "").fillna(cells["dyad_name"])
    return filled.assign(title=headline.astype(TEXT))


def _first_headlines(articles: pd.Series[Any]) -> pd.Series[Any]:
    """The headline of the first article where a cell names several, else missing."""
    several = articles.where(articles.str.contains(_NEXT, regex=False, na=False))
    first = {cell: parts[0][2] for cell in several.dropna().unique() if (parts := _articles(cell))}
    return several.map(first).astype(TEXT)


def _articles(cell: str) -> list[tuple[str, str, str]]:
    """Office, date and headline of each article that a cell names; none where it is free text."""
    named = [_ARTICLE.fullmatch(part) for part in cell.strip().strip('"').split(_NEXT)]
    return [(m[1], m[2], m[3].strip()) for m in named if m] if all(named) else []


def _told_by_each(incidents: Incidents) -> Incidents:
    """Claims and sources of the events that several articles tell: each article's headline."""
    if "source_article" not in incidents.extra:
        return incidents
    cells = incidents.extra["source_article"]
    several = cells[cells.str.contains(_NEXT, regex=False, na=False)]
    parts = several.map({cell: _articles(cell) for cell in several.unique()}).explode().dropna()
    told = pd.DataFrame(parts.tolist(), columns=["publisher", "published", "title"])
    told["incident_id"] = incidents.incidents["id"].loc[parts.index].to_numpy()
    told = told.drop_duplicates(ignore_index=True)
    number = told.groupby(["publisher", "published", "title"], sort=False).ngroup()
    each = told[~number.duplicated()]
    ids = [article_id(*cells) for cells in each[["publisher", "published", "title"]].to_numpy()]
    claims = told.assign(
        field="title",
        value=told["title"],
        quote=told["title"],
        source_id=np.array(ids, dtype=object)[number],
    )
    sources = [frames.conform(each.assign(id=ids), model.SOURCE_COLUMNS), incidents.sources]
    return incidents.with_(
        claims=frames.conform(claims, model.CLAIM_COLUMNS),
        sources=pd.concat(sources, ignore_index=True),
    )


def _each_once(offices: pd.Series[Any]) -> pd.Series[Any]:
    """'Reuters;Reuters;AFP' -> 'Reuters; AFP': one entry per office, in order."""
    distinct = {
        text: "; ".join(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
        for text in offices.dropna().unique()
    }
    return offices.map(distinct).astype(TEXT)


UCDP: Final = Codebook(
    name="ucdp",
    signature=frozenset({"type_of_violence", "side_a", "where_prec", "date_start"}),
    header=HEADER,
    columns={
        "id": ("id",),
        "date": ("date_start",),
        "date_end": ("date_end",),
        "title": ("source_headline",),
        "place": ("where_coordinates",),
        "admin1": ("adm_1",),
        "country": ("country",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "actor": ("side_a",),
        "target": ("side_b",),
        "killed": ("best", "best_est"),
        "source": ("source_office", "source_article"),
    },
    codes={
        "kind": ("type_of_violence", dict.fromkeys(TYPES, "attack")),
        "event_type": ("type_of_violence", TYPES),
        "date_precision": ("date_prec", DATE_PRECISION),
        "precision": ("where_prec", PRECISION),
        "radius_m": ("where_prec", {code: str(radius) for code, radius in _RADIUS_M.items()}),
    },
    finish=_finish,
    tell=_told_by_each,
)
