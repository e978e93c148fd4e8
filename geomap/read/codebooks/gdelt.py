"""GDELT event files, 1.0 and 2.0: tab-separated, without a header, named ``*.export.CSV``.

Source of the meanings: "The GDELT Event Database Data Format Codebook V1.03" and "V2.0"
(gdeltproject.org); event codes by Schrodt, "CAMEO Conflict and Mediation Event Observations
Event and Actor Codebook" 1.1b3 (2012). Until March 2013 a 1.0 record has no ``SOURCEURL``.

Machines code these events from news, so many of them are one happening told more than once.
CAMEO's assaults, fights and mass violence are an ``attack`` to us, but for blockades (191) and
the occupation of territory (192); all else is ``other``. Actor 1 acts upon actor 2. A place is
where the machine believes the action was: city, state or country, as ``ActionGeo_Type`` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from geomap.gazetteer.kinds import KINDS
from geomap.read.codebooks.codebook import Codebook, column_names
from geomap.read.table import TEXT

#: CAMEO's root codes in its own words.
ROOTS: Final = {
    "01": "Make public statement",
    "02": "Appeal",
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit force posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Use unconventional mass violence",
}
#: Copies through databases lose the leading zero; '--' is an event that no code was found for.
_WRITTEN: Final = {
    **ROOTS, **{str(int(code)): label for code, label in ROOTS.items()}, "--": "Not coded",
}  # fmt: skip
_ATTACKS: Final = ("18", "19", "20")
_NO_ATTACKS: Final = ("191", "192")
#: ActionGeo_Type: no place was found; country; US state; US city; city elsewhere; state elsewhere.
PRECISION: Final = {
    "0": "unknown",
    "1": "country",
    "2": "governorate",
    "3": "settlement",
    "4": "settlement",
    "5": "governorate",
}
_RADIUS_M: Final = {
    "unknown": KINDS["country"].radius_m,
    **{word: KINDS[word].radius_m for word in ("country", "governorate", "settlement")},
}

_ACTOR: Final = """
    Actor{0}Code Actor{0}Name Actor{0}CountryCode Actor{0}KnownGroupCode Actor{0}EthnicCode
    Actor{0}Religion1Code Actor{0}Religion2Code Actor{0}Type1Code Actor{0}Type2Code
    Actor{0}Type3Code
"""
_EVENT: Final = """
    IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions
    NumSources NumArticles AvgTone
"""
_PLACE: Final = "{0}Geo_Type {0}Geo_FullName {0}Geo_CountryCode {0}Geo_ADM1Code"
_POINT: Final = "{0}Geo_Lat {0}Geo_Long {0}Geo_FeatureID"
_PLACES: Final = ("Actor1", "Actor2", "Action")


def _header(finer: str, last: str) -> tuple[str, ...]:
    """The columns of one version; ``finer`` stands after each first-level code."""
    places = " ".join(f"{_PLACE} {finer} {_POINT}".format(which) for which in _PLACES)
    who = _ACTOR.format(1) + _ACTOR.format(2)
    start = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
    return column_names(f"{start} {who} {_EVENT} {places} DATEADDED {last}")


_VERSIONS: Final = (
    _header("", ""),
    _header("", "SOURCEURL"),
    _header("{0}Geo_ADM2Code", "SOURCEURL"),
)
HEADER: Final = _VERSIONS[-1]
#: Columns by their number.
HEADERS: Final = {len(header): header for header in _VERSIONS}
_DAY: Final = re.compile(r"(19|20)\d{6}")


def header_of_record(record: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a file that begins with this record, None where it is no GDELT event."""
    header = HEADERS.get(len(record))
    is_event = header and record[0].isdigit() and _DAY.fullmatch(record[1])
    return header if is_event and record[3] == record[1][:4] else None


def _finish(fields: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Place, governorate and country out of the full name; blockades are no attack."""
    filled = fields.copy()
    if "_base" in fields:
        filled["kind"] = fields["kind"].mask(fields["_base"].isin(_NO_ATTACKS), "other")
    sort = fields["precision"] if "precision" in fields else pd.Series(None, cells.index, TEXT)
    names = _split_names(fields["place"], sort)
    filled[["place", "admin1", "country"]] = names.astype(TEXT)
    return filled.drop(columns=[name for name in ("_base",) if name in filled])


def _split_names(full: pd.Series[Any], sort: pd.Series[Any]) -> pd.DataFrame:
    """'Mosul, Ninawa, Iraq' and 'Ninawa, Iraq' -> columns place, admin1, country, row for row."""
    pairs = pd.DataFrame({"full": full, "sort": sort})
    distinct = pairs.drop_duplicates()
    split = [_split(name, kind) for name, kind in distinct.itertuples(index=False)]
    table = distinct.assign(
        **dict(zip(("place", "admin1", "country"), zip(*split, strict=True), strict=True))
    )
    return pairs.merge(table, on=["full", "sort"], how="left").set_index(full.index)[
        ["place", "admin1", "country"]
    ]


def _split(full: Any, sort: Any) -> tuple[str | None, str | None, str | None]:
    if not isinstance(full, str) or not full.strip():
        return None, None, None
    parts = [part.strip() for part in full.split(",")]
    country, admin1 = parts[-1], parts[-2] if len(parts) > 1 else None
    if sort == "country":
        return None, None, country
    if sort == "governorate":
        return None, admin1, country
    return parts[0] if len(parts) > 1 else full, admin1 if len(parts) > 2 else None, country


GDELT: Final = Codebook(
    name="gdelt",
    signature=frozenset({"globaleventid", "sqldate", "eventrootcode", "actiongeo_fullname"}),
    header=HEADER,
    date_format="%Y%m%d",
    columns={
        "id": ("GLOBALEVENTID",),
        "date": ("SQLDATE",),
        "place": ("ActionGeo_FullName",),
        "lat": ("ActionGeo_Lat",),
        "lon": ("ActionGeo_Long",),
        "actor": ("Actor1Name",),
        "target": ("Actor2Name",),
        "source_url": ("SOURCEURL",),
        "sub_event_type": ("EventCode",),
        "_base": ("EventBaseCode",),
    },
    codes={
        "kind": (
            "EventRootCode",
            {code: "attack" if code in _ATTACKS else "other" for code in _WRITTEN},
        ),
        "title": ("EventRootCode", _WRITTEN),
        "event_type": ("EventRootCode", _WRITTEN),
        "precision": ("ActionGeo_Type", PRECISION),
        "radius_m": (
            "ActionGeo_Type",
            {code: str(_RADIUS_M[word]) for code, word in PRECISION.items()},
        ),
    },
    finish=_finish,
)
