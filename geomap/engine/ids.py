"""Ids that are distinct across partitions, and events told once, as the reader has it.

An id can only meet ids of the same stem: 'x', 'x-2', 'x-2-3'. Stems are spread over buckets, and
each bucket is settled by itself, with the reader's own rule and in the order of the partitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geomap import frames
from geomap.engine import shelf
from geomap.engine.shelf import Finished
from geomap.model import Incidents
from geomap.read import codebooks
from geomap.read.native import distinct_ids

#: Stems are told apart by this many numbers; a bucket is a run of them.
_NUMBERS: Final = 1 << 16
#: Ids that one task looks through: some hundred megabytes.
IDS_AT_ONCE: Final = 2_000_000


@dataclass(frozen=True)
class Settled:
    """What becomes of ids that several partitions have, by partition."""

    renamed: Mapping[int, dict[str, str]] = field(default_factory=dict)  # old id -> new id
    repeated: Mapping[int, frozenset[str]] = field(default_factory=dict)  # ids of repeated events

    def shared(self, folder: Path) -> Path:
        """Kept for all calls of a stage; :func:`settled_in` gives it back."""
        renamed = [[number, ids] for number, ids in sorted(self.renamed.items())]
        repeated = [[number, sorted(ids)] for number, ids in sorted(self.repeated.items())]
        return shelf.share([renamed, repeated], folder)

    def of(self, number: int) -> Settled:
        """What concerns one partition."""
        return Settled(
            {at: ids for at, ids in self.renamed.items() if at == number},
            {at: ids for at, ids in self.repeated.items() if at == number},
        )


def settled_in(path: Path) -> Settled:
    """What :meth:`Settled.shared` kept."""
    renamed, repeated = shelf.shared(path)
    return Settled(dict(renamed), {number: frozenset(ids) for number, ids in repeated})


def keys_of(incidents: Incidents) -> pd.DataFrame:
    """What a bucket is cut out of, by ``number``: ``id, event, at, number``.

    ``event`` is codebook and id of an event of a known codebook, ``at`` its row.
    """
    ids = incidents.incidents["id"]
    table = pd.DataFrame(
        {"id": ids, "event": _events(incidents), "at": range(len(ids)), "number": _number(ids)}
    )
    return table.sort_values("number", kind="stable", ignore_index=True)


def _events(incidents: Incidents) -> pd.Series[str]:
    about = incidents.facts.get("inputs") or [{}]
    codebook = codebooks.BY_NAME.get(about[0].get("codebook", ""))
    column = codebook.kept_name(codebook.columns["id"][0]) if codebook else ""
    if codebook is None or column not in incidents.extra:
        return pd.Series(None, index=incidents.incidents.index, dtype="str")
    return f"{codebook.name} " + incidents.extra[column].astype("str")


def write_keys(incidents: Incidents, folder: Path) -> None:
    """Keep :func:`keys_of` beside the incidents."""
    table = pa.Table.from_pandas(keys_of(incidents))
    path = folder / "keys.parquet"
    pq.write_table(table, path, compression="zstd", row_group_size=shelf.ROWS_IN_GROUP)


def buckets(rows: int) -> list[tuple[int, int]]:
    """Runs of numbers that together hold every id, each some IDS_AT_ONCE of them."""
    count = min(_NUMBERS, rows // IDS_AT_ONCE + 1)
    edges = [_NUMBERS * at // count for at in range(count + 1)]
    return list(zip(edges[:-1], edges[1:], strict=True))


def settle(roll: Path, bucket: tuple[int, int]) -> Settled:
    """What becomes of the ids of one bucket that an earlier partition of the roll has already."""
    first, last = bucket
    parts = shelf.roll(roll)
    filters = [("number", ">=", first), ("number", "<", last)]
    listed = []
    for part in parts:
        keys = shelf.read_table(part.folder / "keys.parquet", filters=filters)
        listed.append(keys.to_pandas().assign(part=part.number))
    together = pd.concat(listed, ignore_index=True)
    doubled = together["id"].duplicated(keep=False)
    if not doubled.any():
        return Settled()
    stems = _stem(together["id"])
    meeting = together[frames.among(stems, stems[doubled])]
    repeated = _repeated(parts, meeting)
    gone = meeting[repeated].groupby("part")["id"].agg(frozenset)
    return Settled(
        _renames(meeting[~repeated]), {int(str(number)): ids for number, ids in gone.items()}
    )


def _repeated(parts: Sequence[Finished], meeting: pd.DataFrame) -> pd.Series[bool]:
    """Which of these rows tell an event of a codebook in the very cells of one above."""
    suspects = meeting[meeting["event"].notna() & meeting["event"].duplicated(keep=False)]
    rows = {number: of for number, of in suspects.groupby("part", sort=True)}
    cells = [
        shelf.load_table(part, "extra")
        .iloc[rows[part.number]["at"]]
        .set_index(rows[part.number].index)
        for part in parts
        if part.number in rows
    ]
    same = pd.concat(cells).duplicated() if cells else pd.Series(dtype="bool")
    return same.reindex(meeting.index, fill_value=False)


def joined(found: Iterable[Settled]) -> Settled:
    """What all buckets settled."""
    renamed: dict[int, dict[str, str]] = {}
    repeated: dict[int, frozenset[str]] = {}
    for one in found:
        for number, changed in one.renamed.items():
            renamed.setdefault(number, {}).update(changed)
        for number, gone in one.repeated.items():
            repeated[number] = repeated.get(number, frozenset()) | gone
    return Settled(renamed, repeated)


def _renames(meeting: pd.DataFrame) -> dict[int, dict[str, str]]:
    """The reader's new names, partition after partition."""
    taken: frozenset[str] = frozenset()
    found: dict[int, dict[str, str]] = {}
    for number, rows in meeting.groupby("part", sort=True):
        new = distinct_ids(rows["id"].astype(object), taken)
        changed = {old: now for old, now in zip(rows["id"], new, strict=True) if old != now}
        if changed:
            found[int(str(number))] = changed
        taken |= frozenset(new)
    return found


def _stem(ids: pd.Series[str]) -> pd.Series[str]:
    return ids.str.replace(r"(-\d+)+$", "", regex=True)


def _number(ids: pd.Series[str]) -> pd.Series[int]:
    hashed = pd.util.hash_pandas_object(_stem(ids).astype(object), index=False)
    return (hashed % _NUMBERS).astype("int64")
