"""What is fuzzed: a function per parser that takes any bytes and raises nothing but our errors.

Each also holds what must be true of its parser's answers. No fuzzer is needed to call them: the
tests run every seed and every finding through them.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from geomap.errors import GeomapError
from geomap.gazetteer import coordinates, names
from geomap.gazetteer.sources import curated
from geomap.read import values
from geomap.read.articles.dates import find_dates, parse_date
from geomap.read.articles.document import Article, parse
from geomap.read.codebooks.mapping import parse_mapping
from geomap.read.formats import delimited, records
from geomap.read.incidents import choose_codebook, table_incidents
from geomap.read.limits import Limits
from geomap.spreadsheets import guard, unguard

Target = Callable[[bytes], None]
_LIMITS: Final = Limits(max_bytes=1_000_000, max_rows=1_000, max_columns=200)


def fold_names(data: bytes) -> None:
    """Folding is idempotent, and a name has keys."""
    text = _text(data)
    folded = names.fold(text)
    assert names.fold(folded) == folded
    names.keys(text)
    parts = names.split_type_words(text)
    names.query_keys([parts])
    names.reading_keys([parts])


def parse_coordinates(data: bytes) -> None:
    """A point is on Earth, or there is none."""
    point = coordinates.parse(_text(data))
    if point is not None:
        assert math.isfinite(point.lat) and math.isfinite(point.lon)
        assert -90 <= point.lat <= 90 and -180 <= point.lon <= 180


def parse_dates(data: bytes) -> None:
    """Dates in articles, and cells of every order of day and month."""
    text = _text(data)
    find_dates(text, 0, len(text), None)
    parse_date(text)
    for order in (None, True, False):
        try:
            when = values.date_parser(order, None)(text)
        except ValueError:
            continue
        assert when.end is None or when.start <= when.end


def guard_cells(data: bytes) -> None:
    """A guarded cell gives its text back, and begins like no formula."""
    text = _text(data)
    assert unguard(guard(text)) == text


def read_curated(data: bytes) -> None:
    """A place file gives records or one line."""
    path = _scratch() / "xx.yaml"
    path.write_bytes(data)
    try:
        list(curated.read_file(path))
    except GeomapError as error:
        assert "\n" not in str(error)


def read_mapping(data: bytes) -> None:
    """A mapping file gives a codebook or one line."""
    try:
        parse_mapping(data, "mapping.yaml")
    except GeomapError as error:
        assert "\n" not in str(error)


def read_tables(data: bytes) -> None:
    """Delimited tables of any codebook give incidents that hold together, or one line."""
    for format_, read in (("csv", delimited.read), ("json", records.read)):
        try:
            table = read(data, "table", format_, _LIMITS)
            table_incidents(table, choose_codebook(table)).validate()
        except GeomapError as error:
            assert "\n" not in str(error)


def parse_articles(data: bytes) -> None:
    """Sentences and tokens lie in the text, in order, and none overlaps the next."""
    text = _text(data)
    document = parse(Article(text), None)
    ends = 0
    for sentence in document.sentences:
        assert ends <= sentence.start < sentence.end <= len(text)
        ends = sentence.end


TARGETS: Final[dict[str, Target]] = {
    "names": fold_names,
    "coordinates": parse_coordinates,
    "dates": parse_dates,
    "cells": guard_cells,
    "curated": read_curated,
    "mapping": read_mapping,
    "tables": read_tables,
    "articles": parse_articles,
}
SEEDS: Final = Path(__file__).with_name("seeds")


def seeds(name: str) -> list[bytes]:
    """The inputs to begin with, and those that once failed: one a file."""
    return [path.read_bytes() for path in sorted((SEEDS / name).iterdir())]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="geomap-fuzz-"))
