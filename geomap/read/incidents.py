"""Table files -> one set of incidents, ids made distinct across files, every problem listed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from geomap import frames
from geomap.errors import InputError, Problem, UnreadableFile
from geomap.model import Incidents
from geomap.read import codebooks, native
from geomap.read.codebooks.mapping import check_mapping, read_mapping
from geomap.read.findings import Findings, problems_of
from geomap.read.inputs import Input, PathLike
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.repeats import with_distinct_ids, without_repeats
from geomap.read.sorting import sort_inputs
from geomap.read.table import Table
from geomap.read.tables import check_kind, read_table


def read_incidents(
    paths: Sequence[PathLike | Input] | PathLike | Input,
    *,
    mapping: os.PathLike[str] | None = None,
    input_format: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Incidents:
    """The incidents of table files, not yet located.

    Args:
        paths: one or more files or folders, or ``-``; native tables, ACLED or UCDP GED, told
            apart by their columns.
        mapping: a YAML file that maps the columns of a sheet in no known codebook.
        input_format: what standard input holds.
        limits: how large a file may be.

    Returns:
        Incidents with ``lat, lon`` as given and no geometry. ``extra`` holds every other column;
        for a foreign codebook all of its columns. ``rejected`` lists rows and values that could
        not be read. ``facts["inputs"]`` says per file: ``file, format, codebook, rows, incidents,
        rejected_rows, repeated, problems``, where ``rows`` are the sum of the next three;
        ``facts["notes"]`` what a person should know.

    Raises:
        InputError: a file cannot be opened, is of another kind, lacks the columns that tell when
            and where, or goes beyond ``limits``.
    """
    found = sort_inputs(paths, input_format=input_format)
    if not found.tables:
        named = found.articles[0].name if found.articles else "no input"
        raise InputError(f"{named}: no table of incidents: articles are read by geomap build")
    parts = [_read_one(source, mapping, limits) for source in found.tables]
    incidents = frames.concat(with_distinct_ids(without_repeats(parts)))
    notes = [*incidents.facts["notes"], *_skipped_note(found.skipped)]
    return incidents.with_(facts={**incidents.facts, "notes": notes})


def validate(
    paths: Sequence[PathLike | Input] | PathLike | Input,
    *,
    mapping: os.PathLike[str] | None = None,
    input_format: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Problem]:
    """What is wrong with these inputs, in order of file and row; nothing is written.

    Of articles only that they are there and are no other kind of file is checked.

    Raises:
        InputError: as :func:`read_incidents`.
    """
    found = sort_inputs(paths, input_format=input_format)
    for article in found.articles:
        check_kind(article.read(limits), article)
    if not found.tables:
        return []
    return problems_of(read_incidents(found.tables, mapping=mapping, limits=limits).rejected)


def _skipped_note(skipped: Sequence[str]) -> list[str]:
    if not skipped:
        return []
    return [f"{len(skipped)} files of other kinds were left aside, the first {skipped[0]!r}"]


def _read_one(source: Input, mapping: os.PathLike[str] | None, limits: Limits) -> Incidents:
    table = read_table(source, limits)
    return table_incidents(table, choose_codebook(table, mapping))


def choose_codebook(
    table: Table, mapping: os.PathLike[str] | None = None
) -> codebooks.Codebook | None:
    """The codebook to read a table by: the mapping, a known one, or None for a native table.

    Raises:
        UnreadableFile: the columns are of none of them.
    """
    columns = list(table.cells.columns)
    if mapping is not None:
        mapped = read_mapping(mapping)
        check_mapping(mapped, columns, table.name)
        return mapped
    known = codebooks.detect(columns)
    if known is None and columns and not codebooks.is_native(columns):
        raise UnreadableFile(
            f"{table.name}: needs a column 'date' or 'id', and 'place' or 'lat' and 'lon'; "
            f"it has {_listed(columns)}: rename them, or map them with --mapping FILE"
        )
    return known


def table_incidents(table: Table, codebook: codebooks.Codebook | None) -> Incidents:
    """The incidents of one table, by the codebook, or as a native table where it is None."""
    findings = Findings(table.name, table.rows, table.problems)
    fields = (
        codebooks.native_fields(table)
        if codebook is None
        else codebooks.apply(codebook, table, findings)
    )
    incidents = native.incidents_of(fields, table, findings)
    if codebook is not None:
        incidents = codebook.tell(incidents)
    return incidents.with_(facts=_facts(table, fields.codebook, incidents))


def _facts(table: Table, codebook: str, incidents: Incidents) -> dict[str, Any]:
    read = len(incidents)
    about = {
        "file": table.name,
        "format": table.format,
        "codebook": codebook,
        "rows": len(table) + table.rejected_rows,
        "incidents": read,
        "rejected_rows": len(table) + table.rejected_rows - read,
        "repeated": 0,
        "problems": len(incidents.rejected),
    }
    return {"inputs": [about], **incidents.facts}


def _listed(columns: Sequence[str], limit: int = 12) -> str:
    shown = ", ".join(repr(column[:40]) for column in columns[:limit])
    return f"{shown} and {len(columns) - limit} more" if len(columns) > limit else shown
