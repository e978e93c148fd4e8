"""Which strike answers which attack: links that a source states, and proposals on request.

A stated link carries its quote, if it came from text. A proposal is labelled ``inferred`` and is
made only when asked for: near in place, soon in time, and between the same parties.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames, geodesy, model
from geomap.model import Incidents

#: A proposal joins incidents at most this far apart; answers to cross-border fire fall within
#: the range of the rockets that drew it.
INFER_WITHIN_KM: Final = 100.0
#: and an answer comes at most this many days after the attack.
INFER_WITHIN_DAYS: Final = 7


def link(incidents: Incidents, *, infer: bool = False) -> Incidents:
    """The incidents with every link in ``links``, and ``kind`` and ``retaliation_for`` in step.

    A ``retaliation_for`` of the table becomes a stated link; an id there that no incident has is
    listed in ``rejected`` and leaves the incident otherwise as it was. With ``infer``, strikes
    of kind ``retaliation`` that have no stated link get at most one inferred link each.
    """
    stated, rejected = _stated(incidents)
    linked = incidents.with_(
        links=_join(incidents.links, stated),
        rejected=_stack(incidents.rejected, rejected),
    )
    if infer:
        linked = linked.with_(links=_join(linked.links, _inferred(linked)))
    return _in_step(linked)


def _stated(incidents: Incidents) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Links from the table's ``retaliation_for``, and the ids there that lead nowhere."""
    rows = incidents.incidents.loc[
        incidents.incidents["retaliation_for"].notna(), ["id", "retaliation_for", "file", "row"]
    ]
    wanted = pd.DataFrame(rows.assign(to_id=rows["retaliation_for"].map(frames.split_list)))
    wanted = wanted.explode("to_id").dropna(subset=["to_id"])
    known = wanted["to_id"].isin(incidents.incidents["id"])
    itself = wanted["to_id"].eq(wanted["id"])
    good = wanted[known & ~itself]
    bad = wanted[~known | itself]
    links = good.assign(from_id=good["id"], type="retaliation_for", basis="stated", quote=None)
    reason = np.where(
        bad["to_id"].eq(bad["id"]),
        "an incident cannot answer itself: name the attack that it answers",
        "no incident has this id: use the id of a row of the input",
    )
    listed = bad.assign(column="retaliation_for", value=bad["to_id"], reason=reason)
    return (
        frames.conform(links, model.LINK_COLUMNS),
        frames.conform(listed, model.REJECTED_COLUMNS),
    )


def _inferred(incidents: Incidents) -> pd.DataFrame:
    """At most one proposed link per unlinked retaliation: the nearest fitting attack before it.

    Candidates come from slices of the attacks sorted by date, so that the work grows with what
    lies inside the window and not with the product of both sets.
    """
    rows = _comparable(incidents)
    strikes = rows[rows["kind"].eq("retaliation") & ~rows["id"].isin(incidents.links["from_id"])]
    attacks = rows[rows["kind"].eq("attack")].sort_values(["day", "id"], kind="stable")
    days = attacks["day"].to_numpy()
    pairs = []
    ordered: Iterable[Any] = strikes.sort_values("id").itertuples(index=False)
    for strike in ordered:
        first = int(np.searchsorted(days, strike.day - INFER_WITHIN_DAYS, side="left"))
        last = int(np.searchsorted(days, strike.day_end, side="right"))
        answered = _best_attack(strike, attacks.iloc[first:last])
        if answered is not None:
            pairs.append({"from_id": strike.id, "to_id": answered})
    links = pd.DataFrame(pairs, columns=["from_id", "to_id"])
    return frames.conform(
        links.assign(type="retaliation_for", basis="inferred"), model.LINK_COLUMNS
    )


def _comparable(incidents: Incidents) -> pd.DataFrame:
    """Placed and dated incidents: ``id, kind, actor, target, lat, lng, day, day_end``.

    Days count from 1970-01-01. A country's centre or an unknown day compares with nothing.
    """
    rows = incidents.incidents
    dated = rows["date"].notna() & ~rows["date_precision"].isin(("month", "year", "unknown"))
    placed = rows.geometry.notna() & ~rows["precision"].isin(("country", "unknown"))
    kept = rows[dated & placed]
    end = kept["date_end"].fillna(kept["date"])
    return pd.DataFrame(
        {
            "id": kept["id"],
            "kind": kept["kind"],
            "actor": kept["actor"].fillna(""),
            "target": kept["target"].fillna(""),
            "lat": kept.geometry.y,
            "lng": kept.geometry.x,
            "day": _day_number(kept["date"]),
            "day_end": _day_number(end),
        }
    )


def _best_attack(strike: Any, attacks: pd.DataFrame) -> str | None:
    """The id of the latest, then nearest attack that this strike could answer, or None.

    The parties must have changed sides: the attack's actor is the strike's target, or the
    attack's target is the strike's actor. Where neither is stated on both sides, nothing fits.
    """
    struck_back = _same_party(attacks["actor"], strike.target) | _same_party(
        attacks["target"], strike.actor
    )
    distance = geodesy.distance_m(attacks["lat"], attacks["lng"], strike.lat, strike.lng) / 1000
    fitting = attacks.assign(distance=distance)[struck_back & (distance <= INFER_WITHIN_KM)]
    if fitting.empty:
        return None
    best = fitting.sort_values(["day", "distance", "id"], ascending=[False, True, True])
    return str(best["id"].iloc[0])


def _same_party(names: pd.Series[str], name: str) -> pd.Series[bool]:
    """Whether each name is that party: equal but for case, and really a name."""
    unnamed = {"", model.ACTOR_NOT_STATED.casefold(), model.ACTOR_UNCLAIMED.casefold()}
    wanted = name.casefold()
    return names.str.casefold().eq(wanted) & (wanted not in unnamed)


def _in_step(incidents: Incidents) -> Incidents:
    """Incidents whose ``retaliation_for`` lists what the links say, and whose kind agrees."""
    stated = incidents.links[incidents.links["type"].eq("retaliation_for")]
    answered = stated.groupby("from_id", sort=False)["to_id"].agg(frames.join_list)
    rows = incidents.incidents
    unsaid = rows["kind"].isna()
    kind = rows["kind"].mask(unsaid & rows["id"].isin(stated["to_id"]), "attack")
    kind = kind.mask(unsaid & rows["id"].isin(answered.index), "retaliation").fillna("other")
    listed = rows["id"].map(answered).astype("str")
    return incidents.with_(incidents=rows.assign(retaliation_for=listed, kind=kind))


def _join(links: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Both sets of links, the first of each pair kept: one with a quote before one without."""
    return _stack(links, more).drop_duplicates(["from_id", "to_id", "type"], ignore_index=True)


def _stack(table: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table, more], ignore_index=True) if len(more) else table


def _day_number(dates: pd.Series[str]) -> NDArray[np.int64]:
    """Days since 1970-01-01 of dates ``YYYY-MM-DD``; calendar arithmetic, no time zone."""
    return dates.to_numpy(dtype="datetime64[D]").astype("int64")
