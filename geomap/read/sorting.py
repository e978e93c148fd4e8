"""Which inputs are articles, which are tables of incidents, and which are tables of articles."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet

from geomap.read import codebooks
from geomap.read.formats import delimited
from geomap.read.inputs import ARTICLE_FORMATS, TABLE_FORMATS, Input, PathLike, each_input
from geomap.read.tables import read_table
from geomap.read.text import Decoded

_HEAD: Final = 1 << 20  # bytes; a header beyond it is no header


@dataclass(frozen=True, slots=True)
class SortedInputs:
    """Inputs by what they are, each in the order given.

    ``articles`` are single articles and collections of them: an :class:`Input` there whose
    ``format`` is one of TABLE_FORMATS is a table with an article per row (columns ``text``, and
    ``doc_id`` or ``id``, ``published``, ``title``, ``url``); :func:`geomap.read.read_table`
    gives its cells.
    """

    articles: tuple[Input, ...] = ()
    tables: tuple[Input, ...] = ()
    skipped: tuple[str, ...] = ()  # files of a folder that are of no kind we read


def sort_inputs(
    paths: Sequence[PathLike | Input] | PathLike | Input,
    *,
    input_format: str | None = None,
    apart_from: Path | None = None,
) -> SortedInputs:
    """Every file that ``paths`` name, folders opened, told apart by content and columns.

    A folder ``apart_from`` inside of them, where outputs go, is left aside.

    Raises:
        InputError: a path does not exist, is not readable, or is of a kind that is not read.
    """
    listed = [paths] if isinstance(paths, (str, os.PathLike, Input)) else list(paths)
    found = list(each_input(listed, input_format, apart_from))
    inputs = [one for one in found if isinstance(one, Input)]
    of_articles = {one for one in inputs if one.format in ARTICLE_FORMATS or is_collection(one)}
    return SortedInputs(
        tuple(one for one in inputs if one in of_articles),
        tuple(one for one in inputs if one not in of_articles),
        tuple(one for one in found if isinstance(one, str)),
    )


def is_collection(source: Input) -> bool:
    """True for a table with an article per row: a column ``text`` and none that says where."""
    if source.format not in TABLE_FORMATS or source.format in ("geojson", "gpkg"):
        return False
    columns = {column.strip().lower() for column in peek_columns(source)}
    where = {"place", "lat", "latitude", "incidents"}
    return "text" in columns and not columns & where and codebooks.detect(columns) is None


def peek_columns(source: Input) -> Collection[str]:
    """The columns of a table file, without reading more of it than that takes.

    A file that cannot be read has none here: its reader says what is wrong with it.
    """
    try:
        if source.format == "xlsx":
            return list(read_table(source).cells.columns)
        if source.format == "parquet":
            data = io.BytesIO(source.data or b"") if source.path is None else source.path
            return list(pyarrow.parquet.read_schema(data).names)
        head = Decoded(source.head(_HEAD), "utf-8", b"", None).head(_HEAD)
        if source.format in ("csv", "tsv"):
            return delimited.header_of(head, source.format)
        return _first_keys(head)
    except (OSError, ValueError):
        return ()


def _first_keys(head: str) -> Collection[str]:
    """Keys of the first object in a JSON text, an enclosing array left aside."""
    start = head.find("{")
    if start < 0 or head[:start].strip("\ufeff \t\r\n[") != "":
        return ()
    try:
        first, _ = json.JSONDecoder().raw_decode(head, start)
    except RecursionError:
        return ()
    return list(first)
