"""Any table or vector file, through a mapping of its columns.

A mapping is a YAML file that says, for each thing a place has, in which column it stands:

    name: NAME_EN            # needed
    names: {ar: NAME_AR}     # more spellings by language; a list of columns without language
    lat: LATITUDE            # needed for a table; a vector file has its geometry
    lon: LONGITUDE
    id: PCODE                # row number by default
    kind: camp               # one kind for all, or {column: TYPE, values: {Village: village}}
    country: ISO2            # ISO 3166-1 alpha-2, else found by position
    admin1: ADM1_EN
    population: POP
    source: {title: OCHA, licence: CC BY-IGO, url: https://www.unocha.org}
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from geomap.errors import GazetteerError
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sources.features import Located, of_shape
from geomap.gazetteer.sources.records import Name, Record, Source

#: GDAL drivers that vector files may be opened with: none of them reaches for the network or
#: for other files than the one that is named and those that belong to it.
_DRIVERS: Final = {
    ".geojson": "GeoJSON",
    ".gpkg": "GPKG",
    ".shp": "ESRI Shapefile",
    ".fgb": "FlatGeobuf",
    ".kml": "KML",
    ".gml": "GML",
}
VECTOR_SUFFIXES: Final = tuple(_DRIVERS)
TABLE_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".parquet")
_KNOWN: Final = frozenset(
    ["name", "names", "lat", "lon", "id", "kind", "country", "admin1", "population", "source"]
)


def load_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds.

    Raises:
        GazetteerError: it cannot be read, lacks 'name', or has a key that means nothing.
    """
    try:
        mapping = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        problem = " ".join(str(error).split())
        raise GazetteerError(f"{path}: cannot be read as YAML: {problem}") from error
    return checked_mapping(mapping, str(path))


def checked_mapping(mapping: Any, where: str) -> dict[str, Any]:
    """A mapping that can be used, or an error that says what to mend."""
    if not isinstance(mapping, Mapping) or not mapping.get("name"):
        raise GazetteerError(f"{where}: a mapping needs at least 'name: COLUMN'")
    unknown = sorted(set(mapping) - _KNOWN)
    if unknown:
        raise GazetteerError(
            f"{where}: {unknown[0]!r} means nothing; use {', '.join(sorted(_KNOWN))}"
        )
    kind = mapping.get("kind")
    wanted = (
        kind.get("values", {}).values() if isinstance(kind, Mapping) else [kind] if kind else []
    )
    for one in wanted:
        if one not in KINDS:
            raise GazetteerError(f"{where}: no such kind as {one!r}; one of: {', '.join(KINDS)}")
    return dict(mapping)


def source_of(mapping: Mapping[str, Any], key: str) -> Source:
    """The source that a mapping names, or the file itself."""
    told = mapping.get("source") or {}
    return Source(
        key=key,
        title=str(told.get("title", key)),
        version=str(told.get("version", "")),
        licence=str(told.get("licence", "not stated")),
        attribution=str(told.get("attribution", told.get("title", key))),
        url=str(told.get("url", "")),
    )


def read_table(path: Path, mapping: Mapping[str, Any], prefix: str) -> Iterator[Record]:
    """Every row of a table or vector file as a place, in its order.

    Args:
        path: CSV, TSV, XLSX, Parquet, GeoJSON, GeoPackage, Shapefile, FlatGeobuf, KML or GML.
        mapping: which column holds what; see the top of this module.
        prefix: of the ids.

    Raises:
        GazetteerError: the file, a column or a value cannot be used: file, row, column, value.
    """
    for number, (row, shape) in enumerate(_rows(path), 1):
        try:
            record = _record(row, shape, mapping, f"{prefix}:{number}", prefix)
        except KeyError as error:
            known = ", ".join(map(str, row))
            raise GazetteerError(f"{path}: no column {error}; there are: {known}") from error
        except ValueError as error:
            raise GazetteerError(f"{path}, row {number + 1}: {error}") from error
        if record is not None:
            yield record


def _record(
    row: Mapping[str, Any],
    shape: Located | None,
    mapping: Mapping[str, Any],
    own_id: str,
    prefix: str,
) -> Record | None:
    """One row; ``None`` where it has no name or no position."""
    names = list(_names(row, mapping))
    where = shape if shape is not None else _position(row, mapping)
    if not names or where is None:
        return None
    ref = _text(row, mapping.get("id"))
    country = _text(row, mapping.get("country")).upper()
    return Record(
        place_id=f"{prefix}:{ref}" if ref else own_id,
        kind=_kind(row, mapping.get("kind")),
        names=tuple(dict.fromkeys(names)),
        lat=where.lat,
        lon=where.lon,
        country=country if len(country) == 2 else None,
        admin1=_text(row, mapping.get("admin1")) or None,
        population=int(float(_text(row, mapping.get("population")) or 0)),
        radius_m=where.radius_m,
        geometry=where.outline,
    )


def _names(row: Mapping[str, Any], mapping: Mapping[str, Any]) -> Iterator[Name]:
    more = mapping.get("names") or {}
    columns = more.items() if isinstance(more, Mapping) else [(None, column) for column in more]
    for language, column in [(None, mapping["name"]), *columns]:
        text = _text(row, column)
        if text:
            yield Name(text, str(language) if language else None)


def _position(row: Mapping[str, Any], mapping: Mapping[str, Any]) -> Located | None:
    if not mapping.get("lat") or not mapping.get("lon"):
        raise ValueError("the mapping names no 'lat' and 'lon', and the file has no geometry")
    lat, lon = _text(row, mapping["lat"]), _text(row, mapping["lon"])
    if not lat or not lon:
        return None
    for column, text, limit in ((mapping["lat"], lat, 90), (mapping["lon"], lon, 180)):
        try:
            sound = abs(float(text)) <= limit
        except ValueError:
            sound = False
        if not sound:
            raise ValueError(f"column {column!r}, value {text!r}: needs degrees within ±{limit}")
    return Located(round(float(lat), 5), round(float(lon), 5), None, None)


def _kind(row: Mapping[str, Any], kind: Any) -> str:
    if isinstance(kind, Mapping):
        told = _text(row, kind["column"])
        return str((kind.get("values") or {}).get(told, "locality"))
    return str(kind) if kind else "locality"


def _text(row: Mapping[str, Any], column: Any) -> str:
    if column is None:
        return ""
    value = row[column]
    return "" if value is None or value != value else str(value).strip()


def _rows(path: Path) -> Iterator[tuple[Mapping[str, Any], Located | None]]:
    suffix = path.suffix.lower()
    readers: dict[str, Callable[[Path], Iterator[tuple[Mapping[str, Any], Located | None]]]] = {
        ".csv": _text_rows,
        ".tsv": _text_rows,
        ".xlsx": _frame_rows,
        ".parquet": _frame_rows,
        **dict.fromkeys(_DRIVERS, _vector_rows),
    }
    if suffix not in readers:
        raise GazetteerError(
            f"{path}: not a kind of file that can be added; known: {', '.join(readers)}"
        )
    try:
        yield from readers[suffix](path)
    except (OSError, ValueError, RuntimeError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error


def _text_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], None]]:
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=separator):
            yield row, None


def _frame_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], None]]:
    import pandas as pd

    frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_excel(path, dtype=str)
    for row in frame.to_dict("records"):
        yield {str(column): value for column, value in row.items()}, None


def _vector_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], Located]]:
    """The rows of a vector file that have a geometry."""
    import pyogrio

    driver = _DRIVERS[path.suffix.lower()]
    info = pyogrio.read_info(path)
    if info["driver"] != driver:
        raise ValueError(f"it is {info['driver']}, not what its name says")
    frame = pyogrio.read_dataframe(path)
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        frame = frame.to_crs("EPSG:4326")
    for row in frame.to_dict("records"):
        shape = of_shape(row["geometry"])
        if shape is not None:
            yield row, shape
