"""A mapping file: a person says, once, which of a sheet's columns means what.

.. code-block:: yaml

    columns:                 # ours: theirs
      date: Datum
      place: Ort
      kind: Art
    constants:               # the same for every row, where the sheet says nothing
      country: Iraq
    values:                  # ours: {theirs: ours}
      kind: {Angriff: attack, Vergeltung: retaliation}
    date_format: "%d.%m.%Y"  # or: day_first: true
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import yaml

from geomap import model
from geomap.errors import InputError, UnreadableFile, shorten
from geomap.read.codebooks.codebook import Codebook
from geomap.read.inputs import cannot_open
from geomap.untrusted import Loader, Refused, check_regular

_KEYS: Final = ("columns", "constants", "values", "date_format", "day_first")
#: What a sheet can say: the native columns, and how exact a position is.
_FIELDS: Final = (*model.NATIVE_COLUMNS, "precision", "radius_m", "event_type", "sub_event_type")
_MOST_BYTES: Final = 1_000_000


def read_mapping(path: str | os.PathLike[str]) -> Codebook:
    """The codebook that a mapping file describes.

    Raises:
        InputError: the file cannot be read, is not YAML, or says what we do not understand.
    """
    try:
        data = check_regular(Path(path)).read_bytes()
    except Refused as error:
        raise UnreadableFile(f"{path}: {error}") from error
    except OSError as error:
        raise cannot_open(str(path), error) from error
    return parse_mapping(data, str(path))


def parse_mapping(data: bytes, name: str) -> Codebook:
    """The codebook in the text of a mapping file; pure, for :func:`read_mapping`.

    Raises:
        InputError: not YAML, or an unknown key or field; the message says which are known.
    """
    content = _load(data, name)
    _check_names(content, _KEYS, f"{name}: unknown key", "use")
    tables = {key: _table(content, key, name) for key in ("columns", "constants", "values")}
    for key, table in tables.items():
        _check_names(table, _FIELDS, f"{name}: {key}: unknown field", "use one of")
    if not tables["columns"]:
        raise InputError(f"{name}: names no columns: add 'columns:' with lines 'ours: theirs'")
    columns = {ours: _text(theirs, name, ours) for ours, theirs in tables["columns"].items()}
    codes = {
        ours: (columns[ours], _codes(ours, table, name))
        for ours, table in tables["values"].items()
        if ours in columns
    }
    unmapped = sorted(tables["values"].keys() - columns.keys())
    if unmapped:
        raise InputError(
            f"{name}: values for {unmapped[0]!r}, which 'columns' does not name: add it"
        )
    return Codebook(
        name="mapping",
        columns={ours: (theirs,) for ours, theirs in columns.items() if ours not in codes},
        codes=codes,
        constants={ours: _text(value, name, ours) for ours, value in tables["constants"].items()},
        day_first=_flag(content.get("day_first"), name),
        date_format=_format(content.get("date_format"), name),
    )


def check_mapping(codebook: Codebook, columns: Collection[str], file: str) -> None:
    """Nothing, when the sheet has every column that the mapping names, and enough of ours.

    Raises:
        InputError: a column is missing, or neither when nor where is mapped.
    """
    known = {column.lower() for column in columns}
    wanted = [theirs[0] for theirs in codebook.columns.values()]
    wanted += [theirs for theirs, _ in codebook.codes.values()]
    missing = [column for column in wanted if column.lower() not in known]
    if missing:
        listed = ", ".join(repr(column) for column in list(columns)[:12])
        raise InputError(
            f"{file}: has no column {missing[0]!r}, which the mapping names: it has {listed}"
        )
    ours = codebook.columns.keys() | codebook.codes.keys() | codebook.constants.keys()
    if not ({"date", "id"} & ours and ("place" in ours or {"lat", "lon"} <= ours)):
        raise InputError(
            f"{file}: the mapping needs 'date' or 'id', and 'place' or 'lat' and 'lon': add them"
        )


def _load(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > _MOST_BYTES:
        raise UnreadableFile(f"{name}: larger than {_MOST_BYTES:,} bytes: no mapping is; check it")
    try:
        content = yaml.load(data, Loader=Loader)
    except Refused as error:
        raise InputError(f"{name}: {error}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" at line {line + 1}" if line is not None else ""
        raise UnreadableFile(f"{name}: not readable YAML{where}: correct it") from error
    if not isinstance(content, dict):
        raise InputError(f"{name}: not a mapping file: start with 'columns:'")
    return content


def _table(content: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
    table = content.get(key) or {}
    if not isinstance(table, dict):
        raise InputError(f"{name}: {key}: not a list of 'name: value': indent such lines below it")
    return table


def _check_names(table: Mapping[Any, Any], known: Collection[str], what: str, use: str) -> None:
    strange = [key for key in table if key not in known]  # None can be one
    if strange:
        raise InputError(f"{what} {str(strange[0])[:40]!r}: {use} {', '.join(known)}")


def _codes(ours: str, table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not table:
        raise InputError(f"{name}: values: {ours}: not a list of 'theirs: ours': add such lines")
    return {_text(theirs, name, ours): _text(word, name, ours) for theirs, word in table.items()}


def _text(value: Any, name: str, field: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
        raise InputError(f"{name}: {field}: {str(value)[:40]!r} is no text: put it in quotes")
    return str(value)


def _flag(value: Any, name: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise InputError(f"{name}: day_first: {str(value)[:40]!r}: write true or false")
    return value


def _format(value: Any, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not {"%d", "%m"} <= {
        value[i : i + 2] for i in range(len(value))
    }:
        raise InputError(f'{name}: date_format: {str(value)[:40]!r}: write one like "%d.%m.%Y"')
    try:  # both ways: a format may be written and still not be read
        datetime.strptime(datetime(2024, 7, 26).strftime(value), value)
    except (ValueError, re.error) as error:
        reason = shorten(" ".join(str(error).split()))  # it quotes the format, line breaks and all
        raise InputError(
            f"{name}: date_format: {value[:40]!r}: cannot be read ({reason}): correct it"
        ) from error
    return value
