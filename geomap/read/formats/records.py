"""JSON, JSON lines and GeoJSON: objects -> cells of text. Numbers keep the digits they came with.

Parsed with the json module, not with GDAL: nothing else on the disk or the network can be named
in such a file and be read for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from geomap import frames
from geomap.errors import Problem, UnreadableFile
from geomap.read.limits import Limits, flag
from geomap.read.table import Table, distinct, text_frame
from geomap.read.text import Decoded, decode

#: Cells that may be a list of words in JSON and are ``;`` lists in a table.
_LISTS: Final = ("weapons", "retaliation_for")
_RELATED: Final = ("claims", "sources", "links")
#: Coordinate systems of old GeoJSON that mean longitude, latitude on WGS 84.
_WGS84: Final = ("crs84", "epsg:4326", "epsg::4326", "4326")

Record = tuple[int, Mapping[str, Any]]


class _Float(float):
    """A number that remembers how it was written: ``35.300000`` stays so."""

    text: str

    def __new__(cls, text: str) -> _Float:
        number = super().__new__(cls, text)
        number.text = text
        return number


def read(data: bytes, name: str, format_: str, limits: Limits) -> Table:
    """The objects of a JSON, JSON lines or GeoJSON file.

    JSON is an array of objects, a native object with ``incidents``, a GeoJSON
    FeatureCollection, or an object one of whose members is such an array (the form in which
    the services of ACLED and UCDP answer). Row numbers count records; in JSON lines, lines.

    Raises:
        UnreadableFile: not JSON of any of these forms, nested too deeply, beyond the limits.
    """
    decoded = decode(data, name)
    if not decoded.utf8.strip():
        raise UnreadableFile(f"{name}: the file is empty: give an array of objects")
    if format_ == "jsonl":
        records, problems = _lines(decoded, name)
        return _table(records, problems, name, format_, limits, decoded)
    content = _loads(decoded.utf8, name)
    if isinstance(content, dict) and content.get("type") in ("FeatureCollection", "Feature"):
        records, problems = _features(content, name)
        return _table(records, problems, name, format_, limits, decoded)
    listed, related = _listed(content, name)
    records, problems = _objects(enumerate(listed, start=1), name)
    return _table(records, problems, name, format_, limits, decoded, related)


def cell_text(column: str, value: Any) -> str | None:
    """A JSON value as the text of a cell; None for null and for an empty text."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Float):
        return value.text
    if isinstance(value, list) and column.lower() in _LISTS and _is_flat(value):
        return frames.join_list(str(item).strip() for item in value if str(item).strip())
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False) if value else None
    return str(value)


def _is_flat(items: list[Any]) -> bool:
    return all(isinstance(item, (str, int, float)) for item in items)


def _loads(utf8: bytes, name: str) -> Any:
    try:
        return json.loads(utf8.decode("utf-8"), parse_float=_Float)
    except RecursionError as error:
        raise UnreadableFile(f"{name}: nested too deeply: flatten it") from error
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{name}: not JSON at line {error.lineno}, character {error.colno} ({error.msg}): "
            "correct it there"
        ) from error
    except ValueError as error:
        raise UnreadableFile(f"{name}: holds a number too long to read: {error}") from error


def _lines(decoded: Decoded, name: str) -> tuple[list[Record], list[Problem]]:
    parsed: list[tuple[int, Any]] = []
    problems = []
    for number, line in enumerate(decoded.utf8.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed.append((number, _loads(line, name)))
        except UnreadableFile as error:
            reason = f"row left out: {str(error).removeprefix(f'{name}: ')}"
            reason = reason.replace(" at line 1,", " at")
            value = line[:200].decode("utf-8", "replace")
            problems.append(Problem(name, reason, row=number, value=value))
    if problems and not parsed:
        raise UnreadableFile(f"{name}: no line of it is a JSON object: give one object per line")
    records, others = _objects(parsed, name)
    return records, problems + others


def _listed(content: Any, name: str) -> tuple[list[Any], dict[str, list[dict[str, Any]]]]:
    """The array of incidents in a JSON value, and the native object's other arrays."""
    if isinstance(content, list):
        return content, {}
    if isinstance(content, dict) and isinstance(content.get("incidents"), list):
        related = {
            key: [item for item in content[key] if isinstance(item, dict)]
            for key in _RELATED
            if isinstance(content.get(key), list)
        }
        return content["incidents"], related
    if isinstance(content, dict):
        arrays = [
            value
            for value in content.values()
            if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(arrays) == 1:
            return arrays[0], {}
    raise UnreadableFile(
        f"{name}: not a table: give an array of objects, a native object with 'incidents', "
        "or a GeoJSON FeatureCollection"
    )


def _objects(items: Iterable[tuple[int, Any]], name: str) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems = []
    for number, item in items:
        if isinstance(item, dict):
            records.append((number, item))
        else:
            reason = "row left out: not an object; give a { } with named values"
            value = json.dumps(item, ensure_ascii=False)[:200]
            problems.append(Problem(name, reason, row=number, value=value))
    return records, problems


def _features(content: dict[str, Any], name: str) -> tuple[list[Record], list[Problem]]:
    """Properties of each feature, with ``lat`` and ``lon`` of its point."""
    _check_crs(content, name)
    features = [content] if content["type"] == "Feature" else content.get("features")
    if not isinstance(features, list):
        raise UnreadableFile(f"{name}: a FeatureCollection without 'features': give an array")
    records: list[Record] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            reason = "row left out: not a GeoJSON Feature; correct or remove it"
            value = json.dumps(feature, ensure_ascii=False)[:200]
            problems.append(Problem(name, reason, row=number, value=value))
            continue
        properties = feature.get("properties")
        position, problem = _position(feature.get("geometry"), name, number)
        problems += [problem] if problem else []
        record = {**position, **(properties if isinstance(properties, dict) else {})}
        record.update({key: value for key, value in position.items() if value is not None})
        if feature.get("id") is not None:
            record.setdefault("id", feature["id"])
        records.append((number, record))
    return records, problems


def _check_crs(content: dict[str, Any], name: str) -> None:
    crs = content.get("crs")
    if crs and not any(known in json.dumps(crs).lower() for known in _WGS84):
        raise UnreadableFile(
            f"{name}: coordinates in {json.dumps(crs)[:80]}: save it as WGS 84 (EPSG:4326)"
        )


def _position(geometry: Any, name: str, number: int) -> tuple[dict[str, Any], Problem | None]:
    """``lat`` and ``lon`` of a Point; other shapes are listed, they are no position."""
    if geometry is None:
        return {"lat": None, "lon": None}, None
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        coordinates = geometry.get("coordinates")
        if isinstance(coordinates, list) and len(coordinates) in (2, 3, 4):
            return {"lat": coordinates[1], "lon": coordinates[0]}, None
        if coordinates == []:
            return {"lat": None, "lon": None}, None
    kind = geometry.get("type") if isinstance(geometry, dict) else geometry
    reason = "not a Point, so not taken as a position; give points, or name the place"
    problem = Problem(name, reason, row=number, column="geometry", value=str(kind)[:80])
    return {"lat": None, "lon": None}, problem


def _table(
    records: list[Record],
    problems: list[Problem],
    name: str,
    format_: str,
    limits: Limits,
    decoded: Decoded,
    related: dict[str, list[dict[str, Any]]] | None = None,
) -> Table:
    limits.check(name, "max_rows", len(records), "records:")
    keys = list(dict.fromkeys(key for _, record in records for key in record))
    limits.check(name, "max_columns", len(keys), "columns:")
    _check_depth(records, name, limits)
    cells = [[cell_text(key, record.get(key)) for key in keys] for _, record in records]
    left_out = sum(problem.reason.startswith("row left out") for problem in problems)
    notes = (
        (f"{name}: not UTF-8, read as {decoded.guessed} (a guess): save it as UTF-8 to be sure",)
        if decoded.guessed
        else ()
    )
    return Table(
        name,
        text_frame(distinct(keys), cells),
        np.array([number for number, _ in records], dtype=np.int64),
        format_,
        tuple(problems),
        left_out,
        notes,
        related=related or {},
    )


def _check_depth(records: list[Record], name: str, limits: Limits) -> None:
    for number, record in records:
        depth = 0
        level: list[Any] = [value for value in record.values() if isinstance(value, (list, dict))]
        while level:
            depth += 1
            if depth > limits.max_depth:
                raise UnreadableFile(
                    f"{name}, row {number}: nested deeper than the limit of {limits.max_depth}: "
                    f"flatten it, or raise the limit with {flag('max_depth')}"
                )
            level = [
                inner
                for value in level
                for inner in (value.values() if isinstance(value, dict) else value)
                if isinstance(inner, (list, dict))
            ]
