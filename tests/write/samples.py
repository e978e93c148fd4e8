"""A mixed set of incidents made by hand: what every writer must carry whole."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import shapely

from geomap import frames, model
from geomap.model import Incidents

ARABIC: Final = "قاعدة عين الأسد"
TITLE: Final = "Attacks [% env('HOME') %] {{ 7*7 }} <b>July</b>"
HOSTILE: Final = (
    "{{ 7*7 }}{% raw %}",
    "</script><script>alert(1)</script>",
    "${alert(1)}`",
    "[% env('HOME') %]",
    "'; DROP TABLE incidents; --",
    '=HYPERLINK("http://example.invalid")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "x|layerid=0|subset=1=1",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "%s%n %(id)s {0}",
    "line one\nline two\r\nline three\ttab",
    'quote " and comma, and \\ backslash',
    "\U0001f680 émoji, \u202eright to left\u202c",
)


def mixed() -> Incidents:
    """Three countries, actors named and not, areas, circles, links, claims that disagree."""
    rows = [*_told(), *_hostile()]
    table = pd.DataFrame(rows)
    return Incidents(
        incidents=frames.incident_frame(table),
        extra=_extra(len(rows)),
        claims=frames.frame(model.CLAIM_COLUMNS, _claims()),
        sources=frames.frame(model.SOURCE_COLUMNS, _sources()),
        links=frames.frame(model.LINK_COLUMNS, _links()),
        candidates=frames.frame(model.CANDIDATE_COLUMNS, _candidates()),
        areas=frames.area_frame(_areas()),
        rejected=frames.frame(
            model.REJECTED_COLUMNS,
            [
                {
                    "file": "in.csv",
                    "row": 7,
                    "column": "lat",
                    "value": "95",
                    "reason": "not on Earth",
                }
            ],
        ),
        facts={
            "gazetteer": {"version": "test", "sources": ["GeoNames"]},
            "inputs": [{"file": "/home/somebody/in.csv", "rows": len(rows) + 1}],
        },
    ).validate()


def _told() -> list[dict[str, Any]]:
    deir = {"country": "Syria", "country_code": "SY", "admin1": "Deir ez-Zor"}
    anbar = {"country": "Iraq", "country_code": "IQ", "admin1": "Anbar"}
    return [
        {
            "id": "a-1", "date": "2024-07-25", "date_end": "2024-07-26",
            "date_precision": "range", "kind": "attack",
            "title": f"Rockets near {ARABIC}", "place": "near Ain al-Asad",
            "actor": model.ACTOR_UNCLAIMED, "weapons": "rocket; drone",
            "casualties": "reported_none", "precision": "near", "radius_m": 15_000.0,
            "score": 0.97, "status": "resolved",
            "place_id": "curated:iq-ain-al-asad", "place_name": "Ain al-Asad air base",
            "location_note": "near: a wider radius", "geometry": shapely.Point(42.441, 33.786),
            "file": "in.csv", "row": 2, **anbar,
        },
        {
            "id": "a-2", "date": "2024-07-26", "date_precision": "day", "kind": "attack",
            "title": "Rockets at the gas field", "place": "Conoco field", "killed": 0, "injured": 3,
            "precision": "site", "radius_m": 5_000.0, "score": 0.9, "status": "resolved",
            "place_id": "curated:sy-conoco", "place_name": "Conoco gas field",
            "geometry": shapely.Point(40.31, 35.33), "source": "A table", **deir,
        },
        {
            "id": "a-3", "date": "2024-07-26", "date_precision": "day", "kind": "retaliation",
            "title": "Airstrikes", "actor": "United States", "target": "militias",
            "weapons": "airstrike", "precision": "governorate", "radius_m": 80_000.0,
            "status": "resolved", "place_name": "Deir ez-Zor", "area_id": "sy-deir",
            "retaliation_for": "a-2", "geometry": shapely.Point(40.2, 35.1), **deir,
        },
        {
            "id": "a-4", "date": "2024-08-01", "date_precision": "month", "kind": "retaliation",
            "title": "Answered later", "actor": "United States", "precision": "settlement",
            "radius_m": 3_000.0, "status": "resolved", "geometry": shapely.Point(40.92, 34.45),
            "source": "Somebody", "source_url": "https://example.invalid/1", **deir,
        },
        {"id": "a-5", "kind": "other", "title": "Nowhere", "place": "a village",
         "precision": "unknown", "status": "unresolved", "location_note": "no place of this name"},
        {
            "id": "a-6", "date": "1969-12-31", "date_precision": "day", "kind": "other",
            "title": "On the other side of the world", "actor": "Somebody", "country": "Fiji",
            "country_code": "FJ", "precision": "near", "radius_m": 60_000.0, "status": "resolved",
            "geometry": shapely.Point(179.9, -16.5), "killed": 12,
        },
        {
            "id": "a-7", "date": "2024-07-27", "kind": "attack", "title": "Unplaced attack",
            "actor": "Islamic Resistance in Iraq", "status": "unresolved", **anbar,
        },
    ]  # fmt: skip


def _hostile() -> list[dict[str, Any]]:
    rows = [
        {
            "id": f"h-{number}", "date": f"2024-06-{number + 1:02d}", "date_precision": "day",
            "kind": model.KINDS[number % 3], "title": text, "description": text, "place": text,
            "place_name": text, "country": "Iraq", "country_code": "IQ", "admin1": text,
            "actor": text.strip(), "target": text, "weapons": "a; b", "source": text,
            "source_url": f"javascript:alert({number})", "location_note": text,
            "precision": "site", "radius_m": 1000.0, "status": "resolved",
            "geometry": shapely.Point(43 + number / 10, 33 + number / 10),
        }
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    rows[0]["description"] = "long " * 200_000
    return rows


def _extra(length: int) -> pd.DataFrame:
    """Own columns: one whose name is taken, one of numbers, one of nested values."""
    return pd.DataFrame(
        {
            "ID": pd.Series([f"row {number}" for number in range(length)], dtype="str"),
            "deaths best": pd.Series([None, *range(1, length)], dtype="Int64"),
            "=extra": pd.Series(["-33.5", None, *["=1+1"] * (length - 2)], dtype="str"),
            "nested": pd.Series([{"a": [1, None]}, *[None] * (length - 1)], dtype=object),
        }
    )


def _claims() -> list[dict[str, Any]]:
    four = "“Four rockets fell,” a source said."
    return [
        {"incident_id": "a-1", "field": "weapons", "value": "four rockets", "source_id": "s-1",
         "quote": four, "start": 10, "end": 45},
        {"incident_id": "a-1", "field": "weapons", "value": "a drone and three rockets",
         "source_id": "s-2", "quote": "A drone and three rockets, another said."},
        {"incident_id": "a-2", "field": "place", "value": "Conoco", "source_id": "s-1"},
    ]  # fmt: skip


def _sources() -> list[dict[str, Any]]:
    return [
        {"id": "s-1", "publisher": "Agency One", "url": "https://example.invalid/a", "title": "T"},
        {"id": "s-2", "publisher": "Agency <Two>", "published": "2024-07-26", "path": "b.txt"},
    ]


def _links() -> list[dict[str, Any]]:
    link = {"type": "retaliation_for"}
    return [
        {**link, "from_id": "a-3", "to_id": "a-2", "basis": "stated", "quote": "in response"},
        {**link, "from_id": "a-4", "to_id": "a-1", "basis": "inferred"},
        {**link, "from_id": "a-4", "to_id": "a-7", "basis": "stated"},
        {**link, "from_id": "a-6", "to_id": "h-1", "basis": "inferred"},
    ]


def _candidates() -> list[dict[str, Any]]:
    common = {"incident_id": "a-1", "kind": "air_base", "country_code": "IQ", "precision": "site"}
    return [
        {**common, "rank": 1, "place_id": "curated:iq-ain-al-asad", "name": "Ain al-Asad air base",
         "lat": 33.786, "lon": 42.441, "radius_m": 4000, "score": 0.97, "why": "exact name"},
        {**common, "rank": 2, "place_id": "geonames:1", "name": "Asad", "lat": 33.0, "lon": 44.0,
         "radius_m": 2000, "score": 0.01, "why": "similar name; other governorate"},
    ]  # fmt: skip


def _areas() -> list[dict[str, Any]]:
    clockwise = [(39.5, 34.5), (39.8, 36.0), (40.9, 35.6), (41.3, 34.6), (39.5, 34.5)]
    return [{"area_id": "sy-deir", "name": "Deir ez-Zor", "geometry": shapely.Polygon(clockwise)}]
