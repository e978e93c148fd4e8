"""Proposed links: which attack a strike may have answered, by place, time and the parties.

Nothing here is stated by a source. A proposal is made only when asked for, is labelled
``inferred``, and needs all three: near in place, soon in time, and parties of whom nothing says
that they did not change sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import frames, geodesy, model
from geomap.gazetteer import countries
from geomap.model import Incidents

#: A proposal joins incidents at most this far apart; answers to cross-border fire fall within
#: the range of the rockets that drew it.
WITHIN_KM: Final = 100.0
#: and an answer comes at most this many days after the attack.
WITHIN_DAYS: Final = 7

#: The column of ``extra`` that names the parties whom an incident of a text struck.
TARGET_PARTY: Final = "target_party"
#: The column of ``extra`` that says where in its text an incident is told.
SPANS: Final = "spans"

#: Letters of the codes by which countries are known too.
_CODE: Final = 3
#: Pairs that are weighed at once, some 200 bytes each.
_PAIRS_AT_ONCE: Final = 1_000_000


def propose(incidents: Incidents) -> pd.DataFrame:
    """At most one link per unlinked strike: to the latest, then nearest attack that fits.

    An attack fits a strike of kind ``retaliation`` where the parties changed sides: its actor is
    the strike's target, or its target is the strike's actor. Where neither is stated on both
    sides, nothing fits. Of incidents that texts tell more is known (:func:`_in_texts`): any of
    them may answer an earlier one there, first one between the very parties, else one where it
    is not told of one of them (:func:`_struck_back`).

    Returns:
        LINK_COLUMNS, ``basis`` always ``inferred``.
    """
    rows = _comparable(incidents)
    unlinked = ~frames.among(rows["id"], incidents.links["from_id"])
    strikes = rows[rows["kind"].eq("retaliation") & unlinked]
    attacks = rows[rows["kind"].eq("attack")]
    told = _in_texts(rows, incidents)
    between, perhaps = _struck_back(told, told["id"].isin(rows.loc[unlinked, "id"]))
    sure = _best([
        _answered(strikes, "target", attacks, "actor"),
        _answered(strikes, "actor", attacks, "target"),
        *between,
    ])  # fmt: skip
    more = _best(perhaps)
    found = pd.concat([sure, more[~more["from_id"].isin(sure["from_id"])]], ignore_index=True)
    links = found.assign(type="retaliation_for", basis="inferred")
    return frames.conform(links.sort_values("from_id", ignore_index=True), model.LINK_COLUMNS)


def are_told(incidents: Incidents) -> NDArray[np.bool_]:
    """Which incidents, row by row, a text tells, or says of whose they struck."""
    known = incidents.extra.reindex(columns=[SPANS, TARGET_PARTY])
    if len(known) != len(incidents):  # a table without other columns
        return np.zeros(len(incidents), dtype=bool)
    return np.asarray(known.notna().any(axis=1), dtype=bool)


def _in_texts(rows: pd.DataFrame, incidents: Incidents) -> pd.DataFrame:
    """Attacks and retaliations that texts tell, a row for each party that one struck.

    Whom it struck is whose troops or base it hit (``target_party`` of ``extra``, separated like
    any list), else the state on whose ground it was, if that did not do it itself.

    Returns:
        The columns of :func:`_comparable` with ``party``, ``ground`` and ``struck`` for the party
        named, that state, and either: numbers like ``actor``, which is one of theirs here; and
        ``is_state``, whether the actor is one.
    """
    at = np.flatnonzero(are_told(incidents))
    ids, extra = incidents.incidents["id"].to_numpy(), incidents.extra
    parties_of = extra.reindex(columns=[TARGET_PARTY])[TARGET_PARTY].to_numpy()
    named = dict(zip(ids[at], parties_of[at], strict=True))
    listed = rows[rows["id"].isin(named) & rows["kind"].isin(("attack", "retaliation"))]
    parties = listed["id"].map(named).map(frames.split_list)
    listed = listed.assign(party=parties).explode("party", ignore_index=True)
    names = pd.concat([listed["actor_name"], listed["party"].astype("str"), listed["country"]])
    actor, party, ground = np.split(_party_numbers(names), 3)
    ground = np.where(ground == actor, -1, ground)
    states = set(filter(_is_state, listed["actor_name"].dropna().unique()))
    return listed.assign(
        actor=actor,
        party=party,
        ground=ground,
        struck=np.where(party >= 0, party, ground),
        is_state=listed["actor_name"].isin(states),
    )


def _is_state(name: str) -> bool:
    """Whether a party is called by the name of a country; 'IS' is no Iceland."""
    return len(name) > _CODE and countries.code_of(name) is not None


def _struck_back(
    told: pd.DataFrame, unlinked: pd.Series[bool]
) -> tuple[list[pd.DataFrame], list[pd.DataFrame]]:
    """What each unlinked incident of a text may answer among the attacks of texts.

    Whoever struck was struck before: at least a day, unless it is said to have struck back.

    Returns:
        Pairs where it struck those who had struck it: the party named, or the state on whose
        ground it was. And pairs where less is told: nobody is known to have struck it, or it
        is not told whom it struck and no other state had struck it, or a group struck on the
        ground of a state that had struck abroad, whomever.
    """
    attacks = told[told["kind"].eq("attack") & (told["struck"] >= 0)]
    attacks = attacks[attacks["struck"] != attacks["actor"]]
    strikes = told[unlinked & (told["actor"] >= 0)]
    said = strikes["kind"].eq("retaliation")
    strikes = strikes.assign(day_end=strikes["day_end"].where(said, strikes["day"] - 1))
    named = strikes["party"] >= 0
    sides = int(told[["actor", "struck"]].to_numpy().max(initial=0)) + 2
    attacks = attacks.assign(pair=attacks["struck"] * sides + attacks["actor"] + 1)
    strikes = strikes.assign(pair=strikes["actor"] * sides + strikes["struck"] + 1)
    by_nobody = strikes.assign(pair=strikes["actor"] * sides)
    groups = strikes[~named & ~strikes["is_state"]]
    between = [_answered(strikes[strikes["struck"] >= 0], "pair", attacks, "pair")]
    perhaps = [
        _answered(by_nobody[named], "pair", attacks, "pair"),
        _answered(strikes[~named], "actor", attacks[~attacks["is_state"]], "struck"),
        _answered(groups, "ground", attacks[attacks["party"] < 0], "actor"),
    ]
    return between, perhaps


def _comparable(incidents: Incidents) -> pd.DataFrame:
    """Placed and dated incidents: ``id, kind, actor, target, lat, lng, day, day_end``, and names.

    Days count from 1970-01-01. ``actor`` and ``target`` are numbers, one for each name but for
    case, -1 where none is stated; ``actor_name`` and ``country`` are as they stand. A country's
    centre or an unknown day compares with nothing.
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
            "country": kept["country"],
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
    earliest = _moment(strikes[strike_side], strikes["day"] - WITHIN_DAYS)
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
    return pairs[pairs["distance_km"] <= WITHIN_KM]


def _best(pairs: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Of the pairs of each strike the one with the latest, then nearest attack."""
    ordered = pd.concat(pairs, ignore_index=True).sort_values(
        ["from_id", "day", "distance_km", "to_id"], ascending=[True, False, True, True]
    )
    return ordered.drop_duplicates("from_id", ignore_index=True)


def _moment(party: pd.Series[int], day: pd.Series[int]) -> NDArray[np.int64]:
    """Party and day as one number that sorts by both; a day of the calendar is below 2**22."""
    return np.asarray((party.to_numpy() << 23) + day.to_numpy() + (1 << 22), dtype=np.int64)


def _day_number(dates: pd.Series[str]) -> NDArray[np.int64]:
    """Days since 1970-01-01 of dates ``YYYY-MM-DD``; calendar arithmetic, no time zone."""
    return dates.to_numpy(dtype="datetime64[D]").astype("int64")
