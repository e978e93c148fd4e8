"""Links across the borders of partitions, by the rules of :mod:`geomap.link`.

Each partition is linked together with its halo: the few incidents of other partitions that it
answers or that answer it. Proposed links are looked for in slices of time, each with the attacks
of the window before it; the halo then brings them home.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geomap import frames, model, proposals
from geomap.engine import shelf
from geomap.engine.ids import Settled, settled_in
from geomap.engine.shelf import Finished
from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.locate import inherit_locations
from geomap.model import Incidents
from geomap.read.repeats import renamed, without_rows

#: Attacks and retaliations that one slice of time holds, if its days allow.
ROWS_IN_SLICE: Final = 100_000

_COMPARED: Final = (
    "id", "date", "date_end", "date_precision", "kind", "actor", "target", "precision", "country",
    "geometry",
)  # fmt: skip
#: What of ``extra`` says more of an incident of a text.
_TOLD: Final = (proposals.SPANS, proposals.TARGET_PARTY)


@dataclass(frozen=True)
class Slice:
    """The strikes from ``first`` up to and with ``last``, dates ``YYYY-MM-DD``."""

    first: str
    last: str


@dataclass(frozen=True)
class Halo:
    """What a partition must see of the others to be linked: incidents, and proposed links."""

    rows: gpd.GeoDataFrame
    inferred: pd.DataFrame


def load(part: Finished, settled: Settled) -> Incidents:
    """The incidents of a located partition under ids that are distinct in the whole run."""
    incidents = _own(shelf.load(part), part, settled)
    changed = settled.renamed.get(part.number)
    if not changed:
        return incidents
    told = renamed(incidents, changed)
    candidates = told.candidates
    contradictions = [
        {**one, "id": changed.get(one["id"], one["id"])}
        for one in told.facts.get("contradictions", ())
    ]
    return told.with_(
        candidates=candidates.assign(incident_id=candidates["incident_id"].replace(changed)),
        facts={**told.facts, "contradictions": contradictions},
    )


def _own(incidents: Incidents, part: Finished, settled: Settled) -> Incidents:
    """The incidents without the events that an earlier partition tells in the very same cells."""
    repeated = settled.repeated.get(part.number)
    if not repeated:
        return incidents
    left = without_rows(incidents, incidents.incidents["id"].isin(repeated).to_numpy())
    candidates = left.candidates[~left.candidates["incident_id"].isin(repeated)]
    contradictions = [
        one for one in left.facts.get("contradictions", ()) if one["id"] not in repeated
    ]
    return left.with_(
        candidates=candidates.reset_index(drop=True),
        facts={**left.facts, "contradictions": contradictions},
    )


def answers(part: Finished, settled: Settled) -> pd.DataFrame:
    """Columns ``id, retaliation_for``: the incidents that say what they answer."""
    filters = [("retaliation_for", "!=", "")]
    rows = _rows(part, settled, ("id", "retaliation_for", "file"), filters)
    return pd.DataFrame(rows[["id", "retaliation_for"]])


def linked_ids(part: Finished, settled: Settled) -> list[str]:
    """The incidents that have a link from the input itself, an article or native JSON."""
    links = load(part, settled).links
    ids: list[str] = links["from_id"].tolist()
    return ids


def pick(part: Finished, settled: Settled, wanted_at: Path) -> gpd.GeoDataFrame:
    """Those of the partition's incidents that are wanted, whole, with its number in ``part``.

    ``wanted_at`` are their ids, shared.
    """
    ids = _rows(part, settled, ("id", "file"))["id"]
    here = frames.among(ids, shelf.shared(wanted_at))
    if not here.any():
        return picked_none()
    rows = _rows(part, settled)[here.to_numpy()]
    return rows.reset_index(drop=True).assign(part=part.number)


def picked_none() -> gpd.GeoDataFrame:
    """What :func:`pick` gives where nothing is wanted."""
    return frames.incident_frame(pd.DataFrame()).assign(part=pd.Series(dtype="int64"))


def slices(parts: Sequence[Finished]) -> list[Slice]:
    """Runs of days with every strike that may answer, each some ROWS_IN_SLICE and its window."""
    days: dict[str, list[int]] = {}
    for part in parts:
        for day, counts in part.about["days"].items():
            known = days.setdefault(day, [0, 0])
            days[day] = [known[0] + counts[0], known[1] + counts[1]]
    found: list[Slice] = []
    held = 0
    for day in sorted(day for day, (_, strikes) in days.items() if strikes):
        held += days[day][0]
        if not found or held > ROWS_IN_SLICE:
            found.append(Slice(day, day))
            held = days[day][0]
        found[-1] = Slice(found[-1].first, day)
    return found


def infer(roll: Path, settled_at: Path, when: Slice, linked_at: Path) -> pd.DataFrame:
    """The links that :func:`geomap.link.link` proposes for the strikes of one slice of time.

    Args:
        roll: the partitions with their ``days`` and how much of them texts tell, shared.
        settled_at: what became of their ids, shared.
        when: the slice.
        linked_at: ids of the strikes that have a link already, shared.

    Returns:
        LINK_COLUMNS, and in ``part`` the partition of the strike.
    """
    parts, settled = shelf.roll(roll), settled_in(settled_at)
    taken = shelf.shared(linked_at)
    said = _gathered(parts, settled, "retaliation", when)
    said = said[~frames.among(said["id"], taken)]
    until = max([when.last, *said["date_end"].fillna(said["date"])])
    attacks = _gathered(parts, settled, "attack", Slice(_before(when.first), until))
    rows = pd.concat([attacks, said], ignore_index=True)
    together = _bare(frames.incident_frame(rows)).with_(extra=rows[[*_TOLD]])
    links = link(together, infer=True).links
    strikes = rows[rows["date"].between(when.first, when.last) & ~frames.among(rows["id"], taken)]
    homes = strikes.set_index("id")["part"]
    found = links[frames.among(links["from_id"], homes.index)].reset_index(drop=True)
    return found.assign(part=found["from_id"].map(homes).astype("int64"))


def halos(
    parts: Sequence[Finished], pairs: pd.DataFrame, inferred: pd.DataFrame, targets: pd.DataFrame
) -> Iterator[Halo]:
    """The halo of each partition, in order.

    Args:
        parts: the located partitions.
        pairs: what the inputs state (:func:`pairs_of`).
        inferred: every proposed link, as :func:`infer` gives them.
        targets: the incidents that any of them answers, with the column ``part``.
    """
    homes = targets.set_index("id")["part"]
    known = pairs.assign(home=pairs["to_id"].map(homes)).dropna()
    coming = dict(iter(known[known["home"].ne(known["part"])].groupby("home")))
    proposed = dict(iter(inferred.groupby("part")))
    seen = _seen(pd.concat([known, inferred])[["part", "to_id"]], targets)
    nothing = known.iloc[:0]
    for part in parts:
        own = proposed.get(part.number, inferred.iloc[:0])
        others = targets.iloc[seen.get(part.number, [])]
        rows = _with_answers(others, coming.get(part.number, nothing))
        yield Halo(rows, frames.conform(own, model.LINK_COLUMNS))


def _seen(asked: pd.DataFrame, targets: pd.DataFrame) -> dict[int, list[int]]:
    """For each partition, which rows of ``targets`` it answers that are another's, in order."""
    places = pd.Series(range(len(targets)), index=targets["id"])
    once = asked.drop_duplicates()
    at = once.assign(at=once["to_id"].map(places)).dropna().sort_values("at")
    home = targets["part"].to_numpy()[at["at"].to_numpy(dtype="int64")]
    return {
        int(str(part)): rows.astype("int64").tolist()
        for part, rows in at[at["part"].ne(home)].groupby("part")["at"]
    }


def _with_answers(seen: pd.DataFrame, coming: pd.DataFrame) -> gpd.GeoDataFrame:
    """Attacks of other partitions, and strikes there that answer an attack of this one."""
    told = {
        strike: frames.join_list(to)
        for strike, to in coming.groupby("from_id", sort=False)["to_id"]
    }
    attacks = frames.incident_frame(seen)
    attacks = attacks.assign(retaliation_for=attacks["id"].map(told).astype("str"))
    others = [
        {"id": strike, "kind": "retaliation", "retaliation_for": to}
        for strike, to in told.items()
        if strike not in set(seen["id"])
    ]
    strikes = frames.incident_frame(pd.DataFrame(others))
    return frames.concat([_bare(attacks), _bare(strikes)]).incidents


def pairs_of(stated: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """Columns ``part, from_id, to_id``: a row per answer that the tables state."""
    listed = [
        pd.DataFrame({"part": number, "from_id": rows["id"], "to_id": rows["retaliation_for"]})
        for number, rows in stated.items()
    ]
    nothing = pd.DataFrame({"part": pd.Series(dtype="int64"), "from_id": [], "to_id": []})
    together = pd.concat(listed, ignore_index=True) if listed else nothing
    together["to_id"] = together["to_id"].map(frames.split_list)
    apart = together.explode("to_id", ignore_index=True).dropna(subset=["to_id"])
    elsewhere: pd.DataFrame = apart[apart["to_id"].ne(apart["from_id"])]
    return elsewhere


def finish(part: Finished, settled: Settled, halo: Halo, gazetteer: Gazetteer) -> Incidents:
    """A located partition, linked and checked together with its halo, without it again.

    Raises:
        InputError: an id, word or relation is not as it must be.
    """
    own = load(part, settled)
    count = len(own)
    together = frames.concat([own.with_(facts={}), _bare(halo.rows)])
    together = together.with_(links=pd.concat([own.links, halo.inferred], ignore_index=True))
    placed = inherit_locations(link(together), gazetteer, first=count).validate()
    rows = placed.incidents.iloc[:count]
    own_links = placed.links[frames.among(placed.links["from_id"], rows["id"])]
    areas = placed.areas[frames.among(placed.areas["area_id"], rows["area_id"])]
    return placed.with_(
        incidents=rows,
        extra=own.extra,
        links=own_links.reset_index(drop=True),
        areas=areas.sort_values("area_id", ignore_index=True),
        facts=own.facts,
    )


def _bare(rows: gpd.GeoDataFrame) -> Incidents:
    """These rows as incidents with nothing else."""
    return Incidents.empty().with_(incidents=rows, extra=pd.DataFrame(index=range(len(rows))))


def _gathered(parts: Sequence[Finished], settled: Settled, kind: str, when: Slice) -> pd.DataFrame:
    """The incidents of a kind on these days, with what texts tell of them and their ``part``."""
    found = [
        _compared(part, settled, kind, when).assign(part=part.number)
        for part in parts
        if any(when.first <= day <= when.last for day in part.about["days"])
    ]
    rows: pd.DataFrame = pd.concat([picked_none(), *found], ignore_index=True)
    told = {name: rows.get(name) for name in _TOLD}
    return rows.assign(**told)


def _compared(part: Finished, settled: Settled, kind: str, when: Slice) -> pd.DataFrame:
    """What is compared of a partition's incidents of a kind on these days."""
    if part.about["told"]:
        own = load(part, settled)
        told = {name: own.extra.get(name) for name in _TOLD}
        rows = pd.DataFrame(own.incidents.assign(**told))
        return rows[rows["kind"].eq(kind) & rows["date"].between(when.first, when.last)]
    filters = [("kind", "==", kind), ("date", ">=", when.first), ("date", "<=", when.last)]
    return pd.DataFrame(_rows(part, settled, (*_COMPARED, "file"), filters))


def _rows(
    part: Finished, settled: Settled, columns: Sequence[str] | None = None, filters: Any = None
) -> gpd.GeoDataFrame:
    rows = shelf.load_rows(part, filters, columns)
    kept = rows[~rows["id"].isin(settled.repeated.get(part.number, ()))].reset_index(drop=True)
    changed = settled.renamed.get(part.number)
    return renamed(_bare(kept), changed).incidents if changed and len(kept) else kept


def _before(date: str) -> str:
    day = datetime.date.fromisoformat(date) - datetime.timedelta(days=proposals.WITHIN_DAYS)
    return day.isoformat()
