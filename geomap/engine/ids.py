"""Ids that are distinct across partitions, as the reader of many files makes them.

An id can only meet ids of the same stem: 'x', 'x-2', 'x-2-3'. Stems are spread over buckets, and
each bucket is settled by itself, with the reader's own rule and in the order of the partitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import pyarrow.parquet as pq

from geomap.engine.shelf import Finished
from geomap.read.native import distinct_ids

#: Stems are told apart by this many numbers; a bucket is a run of them.
_NUMBERS: Final = 1 << 16
#: Ids that one task looks through: some hundred megabytes.
IDS_AT_ONCE: Final = 2_000_000

Renames = dict[int, dict[str, str]]  # partition -> old id -> new id


def keys_of(ids: pd.Series[str]) -> pd.DataFrame:
    """Columns ``id, number``, by number: what a bucket is cut out of."""
    table = pd.DataFrame({"id": ids, "number": _number(ids)})
    return table.sort_values("number", kind="stable", ignore_index=True)


def buckets(rows: int) -> list[tuple[int, int]]:
    """Runs of numbers that together hold every id, each some IDS_AT_ONCE of them."""
    count = min(_NUMBERS, rows // IDS_AT_ONCE + 1)
    edges = [_NUMBERS * at // count for at in range(count + 1)]
    return list(zip(edges[:-1], edges[1:], strict=True))


def settle(parts: Sequence[Finished], bucket: tuple[int, int]) -> Renames:
    """New names for the ids of one bucket that an earlier partition has already."""
    first, last = bucket
    filters = [("number", ">=", first), ("number", "<", last)]
    listed = []
    for part in parts:
        keys = pq.read_table(part.folder / "keys.parquet", filters=filters, use_threads=False)
        listed.append(keys.to_pandas().assign(part=part.number))
    together = pd.concat(listed, ignore_index=True)
    doubled = together["id"].duplicated(keep=False)
    if not doubled.any():
        return {}
    stems = _stem(together["id"])
    return _renames(together[stems.isin(stems[doubled])])


def _renames(meeting: pd.DataFrame) -> Renames:
    taken: frozenset[str] = frozenset()
    found: Renames = {}
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
