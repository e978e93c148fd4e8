"""Which strike answers which attack: links that a source states, and proposals on request.

A stated link carries its quote, if it came from text. A proposal (:mod:`geomap.proposals`) is
labelled ``inferred`` and is made only when asked for.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geomap import frames, model, proposals
from geomap.model import Incidents


def link(incidents: Incidents, *, infer: bool = False) -> Incidents:
    """The incidents with every link in ``links``, and ``kind`` and ``retaliation_for`` in step.

    A ``retaliation_for`` of the table becomes a stated link; an id there that no incident has is
    listed in ``rejected`` and leaves the incident otherwise as it was. With ``infer``, a strike
    that has no stated link gets at most one inferred link (:func:`geomap.proposals.propose`).
    """
    stated, rejected = _stated(incidents)
    linked = incidents.with_(
        links=_join(incidents.links, stated),
        rejected=_stack(incidents.rejected, rejected),
    )
    if infer:
        linked = linked.with_(links=_join(linked.links, proposals.propose(linked)))
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
