"""Who's On First: single GeoJSON records, folders of them, and SQLite bundles.

A record's properties carry ``wof:id``, ``wof:name``, ``wof:placetype``, ``wof:country``,
``name:ara_x_preferred`` and the like, and ``mz:is_current``. Only places that still exist count.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from geomap.errors import GazetteerError
from geomap.gazetteer.sources.features import located
from geomap.gazetteer.sources.records import Name, Record, Source, settlement_kind
from geomap.untrusted import check_plain, check_regular, load_json, open_sqlite

SOURCE: Final = Source(
    key="whosonfirst",
    title="Who's On First",
    version="",
    licence="CC BY 4.0 and the terms of its sources",
    attribution="Data from Who's On First, which has more sources: see its licence page.",
    url="https://whosonfirst.org",
)

_KINDS: Final = {
    "country": "country",
    "dependency": "country",
    "region": "governorate",
    "macroregion": "region",
    "county": "district",
    "macrocounty": "district",
    "localadmin": "district",
    "neighbourhood": "neighbourhood",
    "borough": "neighbourhood",
    "macrohood": "neighbourhood",
    "marinearea": "sea",
    "ocean": "sea",
    "continent": "continent",
    "campus": "facility",
    "venue": "facility",
}
#: ISO 639-3, as the names are tagged, to 639-1.
_LANGUAGES: Final = {
    "ara": "ar", "eng": "en", "fas": "fa", "per": "fa", "heb": "he", "kur": "ku", "ckb": "ckb",
    "tur": "tr", "rus": "ru", "ukr": "uk", "fra": "fr", "fre": "fr", "deu": "de", "spa": "es",
    "hye": "hy", "pus": "ps", "urd": "ur",
}  # fmt: skip


def is_record(content: Any) -> bool:
    """Whether a JSON value looks like one Who's On First record."""
    properties = content.get("properties") if isinstance(content, dict) else None
    return isinstance(properties, dict) and "wof:id" in properties


def read_whosonfirst(path: Path) -> Iterator[Record]:
    """Every current place of a record, a folder of records or an SQLite bundle, by id.

    Raises:
        GazetteerError: the file cannot be read or is something else.
    """
    for where, text in _texts(path):
        try:
            content = load_json(text)
            if not is_record(content):
                raise ValueError("it has no wof:id")
            record = _record(content)
        except (KeyError, TypeError, ValueError) as error:
            raise GazetteerError(f"{where}: no Who's On First record ({error})") from error
        if record is not None:
            yield record


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Each record as text, with where it stands."""
    if path.is_dir():
        for file in sorted(path.rglob("*.geojson")):
            if "-alt-" not in file.name:
                yield str(file), check_regular(file).read_text(encoding="utf-8")
    elif path.suffix in (".db", ".sqlite"):
        try:
            with contextlib.closing(open_sqlite(path)) as database:
                check_plain(database, ["geojson"])
                rows = database.execute("SELECT id, body FROM geojson WHERE is_alt = 0 ORDER BY id")
                yield from ((f"{path}, id {ref}", body) for ref, body in rows)
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{path}: no Who's On First bundle ({error})") from error
    else:
        yield str(path), path.read_text(encoding="utf-8")


def _record(content: dict[str, Any]) -> Record | None:
    told = content["properties"]
    if told.get("mz:is_current") == 0 or told.get("edtf:deprecated") not in (None, "", "uuuu"):
        return None
    shape = located(content.get("geometry"))
    if shape is None or not told.get("wof:name"):
        return None
    population = int(told.get("wof:population") or told.get("gn:population") or 0)
    kind = _KINDS.get(str(told.get("wof:placetype")), "locality")
    if told.get("wof:placetype") == "locality":
        kind = settlement_kind(population)
    country = str(told.get("wof:country") or "")
    return Record(
        place_id=f"whosonfirst:{told['wof:id']}",
        kind=kind,
        names=tuple(dict.fromkeys(_names(told))),
        lat=round(float(told.get("lbl:latitude") or shape.lat), 5),
        lon=round(float(told.get("lbl:longitude") or shape.lon), 5),
        country=country if len(country) == 2 and country.isalpha() else None,
        population=max(population, 0),
        radius_m=shape.radius_m,
        geometry=shape.outline,
    )


def _names(told: dict[str, Any]) -> Iterator[Name]:
    yield Name(str(told["wof:name"]))
    for field in sorted(told):
        if field.startswith("name:") and field.endswith(("_x_preferred", "_x_variant")):
            language = _LANGUAGES.get(field[5:8])
            for text in told[field] or ():
                yield Name(str(text), language)
