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
        rejected_rows, problems``; ``facts["notes"]`` what a person should know.

    Raises:
        InputError: a file cannot be opened, is of another kind, lacks the columns that tell when
            and where, or goes beyond ``limits``.
    """
    found = sort_inputs(paths, input_format=input_format)
    if not found.tables:
        named = found.articles[0].name if found.articles else "no input"
        raise InputError(f"{named}: no table of incidents: articles are read by geomap build")
    parts = [_read_one(source, mapping, limits) for source in found.tables]
    incidents = frames.concat(_with_distinct_ids(parts))
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
        "problems": len(incidents.rejected),
    }
    return {"inputs": [about], **incidents.facts}


def _listed(columns: Sequence[str], limit: int = 12) -> str:
    shown = ", ".join(repr(column[:40]) for column in columns[:limit])
    return f"{shown} and {len(columns) - limit} more" if len(columns) > limit else shown


def _with_distinct_ids(parts: Sequence[Incidents]) -> list[Incidents]:
    """The parts with ids that are distinct across them; what was renamed is noted."""
    if len(parts) < 2:
        return list(parts)
    taken: frozenset[str] = frozenset()
    result = []
    for part in parts:
        ids = part.incidents["id"]
        distinct = native.distinct_ids(ids.astype(object), taken)
        changed = {old: new for old, new in zip(ids, distinct, strict=True) if old != new}
        result.append(renamed(part, changed) if changed else part)
        taken |= frozenset(distinct)
    return result


def renamed(part: Incidents, changed: dict[str, str]) -> Incidents:
    """The part with these ids replaced, wherever they are named."""

    def swap(column: Any) -> Any:
        return column.replace(changed)

    def swap_list(cell: str) -> str | None:
        return frames.join_list(changed.get(item, item) for item in frames.split_list(cell))

    rows = part.incidents
    answers = rows["retaliation_for"].map(swap_list, na_action="ignore").astype("str")
    example = next(iter(changed.items()))
    note = (
        f"{rows['file'].iat[0]}: {len(changed)} ids that an earlier input has already, "
        f"the first {example[0]!r}, now {example[1]!r}"
    )
    return part.with_(
        incidents=rows.assign(id=swap(rows["id"]), retaliation_for=answers),
        claims=part.claims.assign(incident_id=swap(part.claims["incident_id"])),
        links=part.links.assign(
            from_id=swap(part.links["from_id"]), to_id=swap(part.links["to_id"])
        ),
        facts={**part.facts, "notes": [*part.facts.get("notes", []), note]},
    )
