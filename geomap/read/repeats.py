"""Incidents of many files side by side: repeated events left out, ids told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames
from geomap.model import Incidents
from geomap.read import codebooks, native


def without_repeats(parts: Sequence[Incidents]) -> list[Incidents]:
    """The parts without events of a codebook that an earlier row tells in the very same cells.

    Exports of ACLED and UCDP overlap when they are downloaded month by month. An event that
    differs in any cell, an update for one, stays: which of the two holds is not ours to say.
    What was left out is counted in ``facts["inputs"]`` as ``repeated``, and noted.
    """
    result = list(parts)
    for codebook in codebooks.KNOWN:
        own = [at for at, part in enumerate(parts) if _about(part)["codebook"] == codebook.name]
        column = codebook.kept_name(codebook.columns["id"][0])
        if not all(column in parts[at].extra for at in own) or not own:
            continue
        repeated = _repeated([parts[at].extra for at in own], column)
        for at, rows in zip(own, repeated, strict=True):
            if rows.any():
                result[at] = without_rows(parts[at], rows)
    return result


def with_distinct_ids(parts: Sequence[Incidents]) -> list[Incidents]:
    """The parts with ids that are distinct across them; what was renamed is noted."""
    if len(parts) < 2:
        return list(parts)
    taken: set[str] = set()
    counts: dict[str, int] = {}
    result = []
    for part in parts:
        ids = part.incidents["id"]
        distinct = native.distinct_ids(ids.astype(object), taken, counts)
        changed = {old: new for old, new in zip(ids, distinct, strict=True) if old != new}
        result.append(renamed(part, changed) if changed else part)
        taken.update(distinct)
    return result


def _about(part: Incidents) -> dict[str, Any]:
    about: dict[str, Any] = part.facts["inputs"][0]
    return about


def _repeated(tables: list[pd.DataFrame], column: str) -> list[NDArray[np.bool_]]:
    """For each table which rows repeat one above, in the same table or an earlier one."""
    ids = pd.concat([table[column] for table in tables], ignore_index=True)
    repeated = np.zeros(len(ids), dtype=bool)
    doubled = (ids.duplicated(keep=False) & ids.notna()).to_numpy()
    ends = np.cumsum([len(table) for table in tables])[:-1]
    if doubled.any():
        suspects = [
            table[mask] for table, mask in zip(tables, np.split(doubled, ends), strict=True)
        ]
        together = pd.concat(suspects, ignore_index=True)
        repeated[np.flatnonzero(doubled)[together.duplicated().to_numpy()]] = True
    return np.split(repeated, ends)


def without_rows(part: Incidents, rows: NDArray[np.bool_]) -> Incidents:
    """The part without these rows, which repeat others; counted and noted."""
    count = int(rows.sum())
    before = _about(part)
    repeated = before.get("repeated", 0) + count
    about = {**before, "incidents": len(part) - count, "repeated": repeated}
    said = (_repeats_note(before), _repeats_note(about))
    notes = [*(note for note in part.facts["notes"] if note != said[0]), said[1]]
    facts = {**part.facts, "inputs": [about], "notes": notes}
    gone = part.claims["incident_id"].isin(part.incidents["id"][rows])
    return part.with_(
        incidents=part.incidents[~rows].reset_index(drop=True),
        claims=part.claims[~gone].reset_index(drop=True),
        extra=part.extra[~rows].reset_index(drop=True),
        facts=facts,
    )


def _repeats_note(about: dict[str, Any]) -> str:
    return (
        f"{about['file']}: {about.get('repeated', 0)} rows repeat an event that an earlier row "
        "tells in the very same cells, and were left out"
    )


def renamed(part: Incidents, changed: dict[str, str]) -> Incidents:
    """The part with these ids replaced, wherever they are named."""

    def swap(column: Any) -> Any:
        return column.map(changed).fillna(column).astype("str")

    def swap_list(cell: str) -> str | None:
        return frames.join_list(changed.get(item, item) for item in frames.split_list(cell))

    rows = part.incidents
    answers = rows["retaliation_for"].map(swap_list, na_action="ignore").astype("str")
    # By the order of the rows, whoever settled it; of some rows there may be none.
    first = next((id_ for id_ in rows["id"] if id_ in changed), next(iter(changed)))
    note = (
        f"{rows['file'].iat[0]}: {len(changed)} ids that an earlier input has already, "
        f"the first {first!r}, now {changed[first]!r}"
    )
    return part.with_(
        incidents=rows.assign(id=swap(rows["id"]), retaliation_for=answers),
        claims=part.claims.assign(incident_id=swap(part.claims["incident_id"])),
        links=part.links.assign(
            from_id=swap(part.links["from_id"]), to_id=swap(part.links["to_id"])
        ),
        facts={**part.facts, "notes": [*part.facts.get("notes", []), note]},
    )
