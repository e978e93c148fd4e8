"""Linked Places: GeoJSON-T or its JSON-LD, as World Historical Gazetteer and Pleiades give it.

A feature has ``@id``, ``properties.title``, ``names`` (``toponym``, ``lang``), a geometry and
perhaps ``types`` and ``properties.ccodes``. The format is described by its project,
linkedpasts.org; only what says where a place is and what it is called is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer.sources.features import located
from geomap.gazetteer.sources.records import Name, Record, settlement_kind
from geomap.untrusted import load_json


def is_linked_places(content: Any) -> bool:
    """Whether a JSON value looks like a Linked Places collection."""
    features = content.get("features") if isinstance(content, dict) else None
    first = features[0] if isinstance(features, list) and features else None
    return isinstance(first, dict) and isinstance(first.get("names"), list)


def read_linked_places(path: Path, prefix: str) -> Iterator[Record]:
    """Every located feature of a Linked Places file, in its order.

    Args:
        path: a JSON file holding a FeatureCollection.
        prefix: of the ids: 'whg' gives 'whg:81013'.

    Raises:
        GazetteerError: the file is no FeatureCollection, or a feature cannot be used.
    """
    try:
        content = load_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read as JSON ({error})") from error
    if not is_linked_places(content):
        raise GazetteerError(f"{path}: no Linked Places file: its features have no 'names'")
    for number, feature in enumerate(content["features"], 1):
        try:
            record = _record(feature, prefix)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise GazetteerError(
                f"{path}, feature {number}: cannot be used ({error!r}): mend or remove it"
            ) from error
        if record is not None:
            yield record


def _record(feature: dict[str, Any], prefix: str) -> Record | None:
    """One feature; ``None`` where it has no place on earth, which the format allows."""
    shape = located(feature.get("geometry"))
    if shape is None:
        return None
    properties = feature.get("properties") or {}
    countries = properties.get("ccodes") or []
    names = [Name(str(properties["title"]))] if properties.get("title") else []
    for told in feature["names"]:
        language = told.get("lang") or ""
        code = language.split("-")[0] if len(language.split("-")[0]) == 2 else None
        names.append(Name(str(told["toponym"]), code))
    if not names:
        raise ValueError("it has no name")
    return Record(
        place_id=f"{prefix}:{str(feature['@id']).rstrip('/').rsplit('/', 1)[-1]}",
        kind=_kind(feature.get("types") or []),
        names=tuple(dict.fromkeys(names)),
        lat=shape.lat,
        lon=shape.lon,
        country=str(countries[0]).upper() if countries else None,
        geometry=shape.outline,
        radius_m=shape.radius_m,
    )


#: Labels and Getty AAT or GeoNames class letters, as the files use them.
_SETTLEMENT_WORDS = ("settlement", "inhabited place", "city", "town", "village", "populated place")


def _kind(types: list[dict[str, Any]]) -> str:
    told = " ".join(
        str(one.get(field, "")) for one in types for field in ("label", "sourceLabel", "identifier")
    ).lower()
    return settlement_kind(0) if any(word in told for word in _SETTLEMENT_WORDS) else "locality"
