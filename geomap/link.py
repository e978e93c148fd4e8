"""Which strike answers which attack: links that a source states, and proposals on request.

A stated link carries its quote, if it came from text. A proposal is labelled ``inferred`` and is
made only when asked for: near in place, soon in time, and between the same parties.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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

#: The column of ``extra`` that names the parties whom an incident of a text struck.
TARGET_PARTY: Final = "target_party"

#: Pairs that are weighed at once, some 200 bytes each.
_PAIRS_AT_ONCE: Final = 1_000_000


def link(incidents: Incidents, *, infer: bool = False) -> Incidents:
    """The incidents with every link in ``links``, and ``kind`` and ``retaliation_for`` in step.

    A ``retaliation_for`` of the table becomes a stated link; an id there that no incident has is
    listed in ``rejected`` and leaves the incident otherwise as it was. With ``infer``, strikes
    of kind ``retaliation`` that have no stated link get at most one inferred link each, and so do
    attacks of whose text ``extra`` says whom they struck (``target_party``).
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
    known = frames.among(wanted["to_id"], incidents.incidents["id"])
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
    """At most one proposed link per unlinked retaliation: the latest, then nearest fitting attack.

    An attack fits where the parties changed sides: its actor is the strike's target, or its
    target is the strike's actor. Where neither is stated on both sides, nothing fits.
    """
    rows = _comparable(incidents)
    linked = frames.among(rows["id"], incidents.links["from_id"])
    strikes = rows[rows["kind"].eq("retaliation") & ~linked]
    attacks = rows[rows["kind"].eq("attack")]
    answered = [
        _answered(strikes, "target", attacks, "actor"),
        _answered(strikes, "actor", attacks, "target"),
        *_struck_back(rows[rows["kind"].eq("attack") & ~linked], attacks, incidents),
    ]
    links = _best(answered).assign(type="retaliation_for", basis="inferred")
    return frames.conform(links, model.LINK_COLUMNS)


def _struck_back(
    strikes: pd.DataFrame, attacks: pd.DataFrame, incidents: Incidents
) -> list[pd.DataFrame]:
    """Which attacks may answer an earlier one, as far as texts say who struck whom.

    Whoever struck was struck at least a day before, and by those whom it then struck; where it is
    not said whom it struck, by anybody else. ``extra`` has the parties struck in
    ``target_party``, separated like any list; without that column there is nothing to say.
    """
    if TARGET_PARTY not in incidents.extra:
        return []
    parties = incidents.extra[TARGET_PARTY].set_axis(incidents.incidents["id"])
    listed = attacks.assign(party=attacks["id"].map(parties).map(frames.split_list))
    listed = listed.explode("party", ignore_index=True)
    named = listed["party"].notna()
    numbers = _party_numbers(pd.concat([listed["actor_name"], listed["party"].astype("str")]))
    actor, party = numbers[: len(listed)], numbers[len(listed) :]
    sides = numbers.max(initial=0) + 1
    told = named & (actor >= 0) & (actor != party)
    struck = listed.assign(actor=actor, party=party, pair=party * sides + actor)[told]
    striking = listed.assign(
        actor=actor, pair=np.where(actor < 0, -1, actor * sides + party), day_end=listed["day"] - 1
    )
    mine = listed["id"].isin(strikes["id"])
    return [
        _answered(striking[mine & named], "pair", struck, "pair"),
        _answered(striking[mine & ~named], "actor", struck, "party"),
    ]


def _comparable(incidents: Incidents) -> pd.DataFrame:
    """Placed and dated incidents: ``id, kind, actor, actor_name, target, lat, lng, day, day_end``.

    Days count from 1970-01-01. ``actor`` and ``target`` are numbers, one for each name but for
    case, -1 where none is stated. A country's centre or an unknown day compares with nothing.
    """
    rows = incidents.incidents
    dated = rows["date"].notna() & ~rows["date_precision"].isin(("month", "year", "unknown"))
    placed = rows.geometry.notna() & ~rows["precision"].isin(("country", "unknown"))
    kept = rows[dated & placed]
    parties = _party_numbers(pd.concat([kept["actor"], kept["target"]]))
    return pd.DataFrame(
        {
            "id": kept["id"],
            "kind": kept["kind"],
            "actor": parties[: len(kept)],
            "actor_name": kept["actor"],
            "target": parties[len(kept) :],
            "lat": kept.geometry.y,
            "lng": kept.geometry.x,
            "day": _day_number(kept["date"]),
            "day_end": _day_number(kept["date_end"].fillna(kept["date"])),
        }
    )


def _party_numbers(names: pd.Series[str]) -> NDArray[np.int64]:
    """A number for each name but for case, -1 for what names nobody."""
    folded = names.str.casefold()
    nobody = folded.isin(("", *map(str.casefold, (model.ACTOR_NOT_STATED, model.ACTOR_UNCLAIMED))))
    return pd.factorize(folded.mask(nobody))[0].astype("int64")


def _answered(
    strikes: pd.DataFrame, strike_side: str, attacks: pd.DataFrame, attack_side: str
) -> pd.DataFrame:
    """What each strike answers among the attacks in which the party of its side had the other.

    Attacks are sorted by party and day, so that those in reach of a strike are one slice, and
    the work grows with what lies inside the window and not with the product of both sets.

    Returns:
        ``from_id, to_id, day, distance_km``, at most a row per strike.
    """
    strikes = strikes[strikes[strike_side] >= 0]
    attacks = attacks.assign(at=_moment(attacks[attack_side], attacks["day"]))
    attacks = attacks[attacks[attack_side] >= 0].sort_values(["at", "id"])
    moments = attacks["at"].to_numpy()
    earliest = _moment(strikes[strike_side], strikes["day"] - INFER_WITHIN_DAYS)
    first = np.searchsorted(moments, earliest, side="left")
    last = np.searchsorted(moments, _moment(strikes[strike_side], strikes["day_end"]), side="right")
    in_reach = np.maximum(last - first, 0)
    batch = np.cumsum(in_reach) // _PAIRS_AT_ONCE
    found = []
    for number in np.unique(batch[in_reach > 0]):
        here = np.flatnonzero((batch == number) & (in_reach > 0))
        strike = np.repeat(here, in_reach[here])
        before = np.repeat(np.cumsum(in_reach[here]) - in_reach[here], in_reach[here])
        attack = first[strike] + np.arange(len(strike)) - before
        found.append(_best([_near(strikes.iloc[strike], attacks.iloc[attack])]))
    return pd.concat(found) if found else _near(strikes[:0], attacks[:0])


def _near(strikes: pd.DataFrame, attacks: pd.DataFrame) -> pd.DataFrame:
    """The pairs, row by row, that lie close enough: ``from_id, to_id, day, distance_km``."""
    distance_m = geodesy.distance_m(
        attacks["lat"].to_numpy(), attacks["lng"].to_numpy(),
        strikes["lat"].to_numpy(), strikes["lng"].to_numpy(),
    )  # fmt: skip
    pairs = pd.DataFrame(
        {
            "from_id": strikes["id"].to_numpy(),
            "to_id": attacks["id"].to_numpy(),
            "day": attacks["day"].to_numpy(),
            "distance_km": distance_m / 1000,
        }
    )
    return pairs[pairs["distance_km"] <= INFER_WITHIN_KM]


def _best(pairs: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Of the pairs of each strike the one with the latest, then nearest attack."""
    ordered = pd.concat(pairs, ignore_index=True).sort_values(
        ["from_id", "day", "distance_km", "to_id"], ascending=[True, False, True, True]
    )
    return ordered.drop_duplicates("from_id", ignore_index=True)


def _moment(party: pd.Series[int], day: pd.Series[int]) -> NDArray[np.int64]:
    """Party and day as one number that sorts by both; a day of the calendar is below 2**22."""
    return np.asarray((party.to_numpy() << 23) + day.to_numpy() + (1 << 22), dtype=np.int64)


def _in_step(incidents: Incidents) -> Incidents:
    """Incidents whose ``retaliation_for`` lists what is stated, and whose kind agrees with links.

    A proposed link stands in ``links`` alone, with its basis: a file of incidents is read again,
    and what it lists is taken as stated.
    """
    links = incidents.links[incidents.links["type"].eq("retaliation_for")]
    stated = links[links["basis"].eq("stated")]
    answered = stated.groupby("from_id", sort=False)["to_id"].agg(frames.join_list)
    rows = incidents.incidents
    unsaid = rows["kind"].isna()
    kind = rows["kind"].mask(unsaid & frames.among(rows["id"], links["to_id"]), "attack")
    answers = unsaid & frames.among(rows["id"], links["from_id"])
    kind = kind.mask(answers, "retaliation").fillna("other")
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
