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
from geomap.gazetteer.sources.features import Located, located
from geomap.gazetteer.sources.records import Name, Record, Source
from geomap.gazetteer.sources.vectors import DRIVERS, read_vector
from geomap.untrusted import Loader, check_regular, check_workbook, load_json

VECTOR_SUFFIXES: Final = (".geojson", *DRIVERS)
TABLE_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".parquet")
_MOST_PEOPLE: Final = 10**11
#: What a workbook or a Parquet file may unpack to; :class:`geomap.read.Limits` says the same.
_MOST: Final = {"max_unpacked": 1_000_000_000, "max_ratio": 200}
_ROWS_AT_ONCE: Final = 10_000
_KNOWN: Final = frozenset(
    ["name", "names", "lat", "lon", "id", "kind", "country", "admin1", "population", "source"]
)


def load_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds.

    Raises:
        GazetteerError: it cannot be read, lacks 'name', or has a key that means nothing.
    """
    try:
        text = check_regular(path).read_text(encoding="utf-8")
        mapping = yaml.load(text, Loader=Loader)
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
    for key in _KNOWN:
        _check_shape(key, mapping.get(key), where)
    for one in _kinds_of(mapping.get("kind")):
        if one not in KINDS:
            raise GazetteerError(f"{where}: no such kind as {one!r}; one of: {', '.join(KINDS)}")
    return dict(mapping)


def _check_shape(key: str, told: Any, where: str) -> None:
    """Nothing, when what a mapping says under a key is of the form that it may have."""
    form, sound = "a column's name", told is None or isinstance(told, (str, int))
    if key == "names":
        form = "a list of columns, or {language: column}"
        columns = told.values() if isinstance(told, Mapping) else told
        sound = told is None or (
            isinstance(told, (list, Mapping)) and all(isinstance(one, str) for one in columns)
        )
    elif key == "source":
        form, sound = "{title: ..., licence: ...}", told is None or isinstance(told, Mapping)
    elif key == "kind" and isinstance(told, Mapping):
        values = told.get("values", {})
        form, sound = "{column: ..., values: {theirs: ours}}", isinstance(told.get("column"), str)
        sound = sound and isinstance(values, Mapping)
    if not sound:
        raise GazetteerError(f"{where}: {key!r} is {str(told)[:40]!r}: write {form}")


def _kinds_of(kind: Any) -> list[str]:
    """The kinds of ours that a mapping names."""
    if isinstance(kind, Mapping):
        return [str(one) for one in kind.get("values", {}).values()]
    return [str(kind)] if kind else []


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
        population=_population(_text(row, mapping.get("population"))),
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


def _population(told: str) -> int:
    """How many people live there, 0 where nothing says it."""
    try:
        people = float(told or 0)
        if 0 <= people < _MOST_PEOPLE:
            return int(people)
    except ValueError:
        pass
    raise ValueError(f"population {told!r}: needs a number of people")


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
        ".xlsx": _workbook_rows,
        ".parquet": _parquet_rows,
        ".geojson": _feature_rows,
        **dict.fromkeys(DRIVERS, read_vector),
    }
    if suffix not in readers:
        raise GazetteerError(
            f"{path}: not a kind of file that can be added; known: {', '.join(readers)}"
        )
    try:
        yield from readers[suffix](path)
    except (OSError, ValueError, RuntimeError) as error:
        told = " ".join(str(error).split())
        raise GazetteerError(f"{path}: cannot be read ({told})") from error


def _text_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], None]]:
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=separator):
            yield row, None


def _workbook_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], None]]:
    import pandas as pd

    with path.open("rb") as file:
        check_workbook(file, path.stat().st_size, _within)
    for row in pd.read_excel(path, dtype=str).to_dict("records"):
        yield {str(column): value for column, value in row.items()}, None


def _parquet_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], None]]:
    """The rows, a few thousand at a time: a file of a kilobyte may hold any number of them."""
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        about = file.metadata
        sizes = (about.row_group(at).total_byte_size for at in range(about.num_row_groups))
        _within("max_unpacked", sum(sizes), "unpacked bytes")
        for batch in file.iter_batches(_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                yield row, None


def _within(bound: str, found: int, what: str) -> None:
    if found > _MOST[bound]:
        raise ValueError(
            f"{what} {found:,}, more than the limit of {_MOST[bound]:,}: split the file"
        )


def _feature_rows(path: Path) -> Iterator[tuple[Mapping[str, Any], Located]]:
    """The properties of each feature of a GeoJSON file that has a geometry."""
    content = load_json(path.read_text(encoding="utf-8-sig"))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise ValueError("no FeatureCollection with an array of features")
    for feature in features:
        shape = located(feature.get("geometry"))
        if shape is not None:
            yield {**(feature.get("properties") or {})}, shape
