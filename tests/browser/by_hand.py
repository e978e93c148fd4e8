"""Incidents made by hand for the tests of the map."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from shapely.geometry import Point, Polygon

from geomap import frames, model
from geomap.model import Incidents

#: A coarse hand-drawn outline around the governorate of Deir ez-Zor, longitude, latitude.
DEIR_EZ_ZOR: Final = Polygon(
    [
        (39.1, 35.0), (39.6, 35.9), (39.7, 36.4), (40.6, 35.5), (41.3, 35.4),
        (41.2, 34.8), (41.0, 34.4), (40.1, 33.9), (39.3, 34.8),
    ]
)  # fmt: skip

ARTICLE: Final = {
    "id": "s1",
    "publisher": "Example Daily",
    "title": "Rockets at two bases",
    "url": "https://example.org/rockets",
    "published": "2024-07-26",
}

ASAD: Final[dict[str, Any]] = {
    "id": "asad-1",
    "date": "2024-07-25",
    "date_precision": "day",
    "kind": "attack",
    "title": "Rockets near Ain al-Asad air base",
    "description": "Four rockets were fired; two fell close to the base.",
    "place": "near Ain al-Asad",
    "place_name": "Ain al-Asad air base",
    "admin1": "Anbar",
    "country": "Iraq",
    "country_code": "IQ",
    "actor": "Unclaimed",
    "weapons": "rockets",
    "killed": 0,
    "casualties": "reported_none",
    "precision": "near",
    "radius_m": 25000.0,
    "score": 0.97,
    "location_note": "near a place: the radius is wider",
    "status": "resolved",
    "geometry": Point(42.441, 33.786),
}
CONOCO: Final[dict[str, Any]] = {
    "id": "conoco-1",
    "date": "2024-07-26",
    "date_precision": "day",
    "kind": "attack",
    "title": "Rockets at the Conoco gas field",
    "place": "Conoco gas field",
    "place_name": "Conoco gas field",
    "admin1": "Deir ez-Zor",
    "country": "Syria",
    "country_code": "SY",
    "weapons": "rockets",
    "precision": "site",
    "radius_m": 9000.0,
    "score": 0.95,
    "status": "resolved",
    "geometry": Point(40.317, 35.333),
}
STRIKE: Final[dict[str, Any]] = {
    "id": "strike-1",
    "date": "2024-07-26",
    "date_end": "2024-07-27",
    "date_precision": "range",
    "kind": "retaliation",
    "title": "US airstrikes on militia positions",
    "place": "Deir ez-Zor",
    "place_name": "Deir ez-Zor",
    "admin1": "Deir ez-Zor",
    "country": "Syria",
    "country_code": "SY",
    "actor": "United States",
    "target": "Iran-backed militia groups",
    "weapons": "airstrikes",
    "precision": "governorate",
    "radius_m": 75000.0,
    "score": 0.9,
    "location_note": "The article does not say where. Placed in the governorate.",
    "status": "resolved",
    "retaliation_for": "conoco-1",
    "area_id": "area:sy-deir",
    "geometry": Point(40.2, 35.05),
}


def three_incidents() -> Incidents:
    """Rockets near a base, rockets at a gas field, and the strikes that answered those."""
    return incidents([ASAD, CONOCO, STRIKE], **related())


def related() -> dict[str, Any]:
    """What belongs to the three incidents."""
    return {
        "claims": [
            claim("asad-1", "weapons", "rockets", "Four rockets were fired."),
            claim("strike-1", "kind", "retaliation", "The US responded with airstrikes."),
            claim("strike-1", "target", "Iran-backed militia groups", "militia positions"),
        ],
        "sources": [ARTICLE],
        "links": [link("strike-1", "conoco-1", "stated", "in response to the rockets")],
        "candidates": [
            candidate("asad-1", 0, "Ain al-Asad air base", 33.786, 42.441, 0.97, "IQ"),
            candidate("asad-1", 1, "Ein el Asad", 32.94, 35.4, 0.03, "IL"),
        ],
        "areas": [{"area_id": "area:sy-deir", "name": "Deir ez-Zor", "geometry": DEIR_EZ_ZOR}],
    }


def incidents(rows: list[dict[str, Any]], **tables: Any) -> Incidents:
    """Incidents of row dictionaries, with what belongs to them."""
    known = {*model.INCIDENT_COLUMNS, "geometry"}
    others = [key for key in dict.fromkeys(key for row in rows for key in row) if key not in known]
    return Incidents(
        incidents=frames.incident_frame(pd.DataFrame(rows)),
        extra=pd.DataFrame({key: [row.get(key) for row in rows] for key in others}),
        claims=frames.frame(model.CLAIM_COLUMNS, tables.get("claims", ())),
        sources=frames.frame(model.SOURCE_COLUMNS, tables.get("sources", ())),
        links=frames.frame(model.LINK_COLUMNS, tables.get("links", ())),
        candidates=frames.frame(model.CANDIDATE_COLUMNS, tables.get("candidates", ())),
        areas=frames.area_frame(tables.get("areas", ())),
        rejected=frames.frame(model.REJECTED_COLUMNS, tables.get("rejected", ())),
    ).validate()


def claim(incident_id: str, field: str, value: str, quote: str) -> dict[str, Any]:
    """One statement of the article above."""
    said = {"incident_id": incident_id, "field": field, "value": value}
    return {**said, "source_id": "s1", "quote": quote}


def link(from_id: str, to_id: str, basis: str, quote: str | None = None) -> dict[str, Any]:
    """A strike that answers an attack."""
    ends = {"from_id": from_id, "to_id": to_id, "type": "retaliation_for"}
    return {**ends, "basis": basis, "quote": quote}


def candidate(
    incident_id: str, rank: int, name: str, lat: float, lon: float, score: float, country: str
) -> dict[str, Any]:
    """One place that an incident's name could mean."""
    return {
        "incident_id": incident_id,
        "rank": rank,
        "place_id": f"test:{name}",
        "name": name,
        "kind": "air_base",
        "country_code": country,
        "lat": lat,
        "lon": lon,
        "precision": "site",
        "radius_m": 4000.0,
        "score": score,
        "why": "the name is the same",
        "source": "by hand",
    }


def a_year() -> Incidents:
    """240 incidents of two years: towns with many, chains, uncertain dates, some not placed."""
    rows = [_told(number) for number in range(240)]
    links = [
        link(f"y{number}", f"y{number - 1}", "stated" if number % 20 else "inferred")
        for number in range(240)
        if rows[number]["kind"] == "retaliation"
    ]
    rejected = [
        {"file": "in.csv", "row": 7, "column": "lat", "value": "95", "reason": "not on Earth"}
    ]
    return incidents(rows, links=links, rejected=rejected)


TOWNS: Final = (
    ("Kirkuk", "Iraq", "IQ", 44.39, 35.47),
    ("Mosul", "Iraq", "IQ", 43.13, 36.34),
    ("Raqqa", "Syria", "SY", 39.01, 35.95),
    ("دير الزور", "Syria", "SY", 40.14, 35.33),
    ("Mafraq", "Jordan", "JO", 36.2, 32.34),
)
_ACTORS: Final = ("Islamic State", "United States", None, "Unclaimed", "Türkiye")


def _told(number: int) -> dict[str, Any]:
    town, country, code, lng, lat = TOWNS[number % len(TOWNS)]
    month = number // 10
    row = {
        "id": f"y{number}",
        "date": f"{2023 + month // 12}-{month % 12 + 1:02d}-{number % 28 + 1:02d}",
        "date_precision": ("day", "day", "month", "week")[number % 4],
        "kind": "retaliation" if number % 10 == 5 else "attack",
        "title": f"Attack {number} in {town}",
        "description": "Ninety words." if number != 77 else "A zeppelin was seen.",
        "place": town,
        "place_name": town,
        "country": country,
        "country_code": code,
        "actor": _ACTORS[number % 7 % len(_ACTORS)],
        "precision": "settlement" if number % 6 else "governorate",
        "radius_m": 5000.0 if number % 6 else 60000.0,
        "source": "Example Daily",
        "source_url": f"https://example.org/{number}",
        "status": "resolved",
        "geometry": Point(lng, lat),
        "phase": "first" if number < 120 else "second",
    }
    if number % 60 == 59:
        row |= {"geometry": None, "precision": None, "radius_m": None, "status": "unresolved"}
    return row
