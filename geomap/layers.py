"""Country → actor → kind: the layers that every output shares, their order, counts and colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from geomap import model
from geomap.model import Incidents

#: Okabe and Ito (2008), "Color Universal Design", without black and its sky blue, which are too
#: close to ink and water on a map; then tones of Paul Tol's 'muted' scheme (2021) for the rest.
#: Neighbours in the list differ for the common colour vision deficiencies.
PALETTE: Final = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
    "#882255",
    "#332288",
    "#999933",
    "#AA4499",
    "#44AA99",
    "#117733",
    "#CC6677",
    "#88CCEE",
    "#DDCC77",
    "#6A3D9A",
)
NOT_STATED_COLOUR: Final = "#8C8C94"
UNCLAIMED_COLOUR: Final = "#E69F00"


@dataclass(frozen=True)
class Layers:
    """What the tree, the legend and the QGIS groups are made of.

    ``table`` has a row per country, actor and kind that occurs: ``country, actor, kind, count,
    colour``, in display order. Countries come by name with ``Unknown`` last, actors within a
    country by count, then name, ``Unclaimed`` and ``Not stated`` last.
    """

    table: pd.DataFrame
    #: Actor -> '#RRGGBB', the same in every country and every output.
    colours: dict[str, str]


def group(incidents: Incidents) -> Layers:
    """The layers of these incidents; every incident is in exactly one row of the table."""
    rows = pd.DataFrame(
        {
            "country": countries(incidents),
            "actor": actors(incidents),
            "kind": incidents.incidents["kind"].fillna("other"),
        }
    )
    counted = rows.groupby(["country", "actor", "kind"], as_index=False).size()
    return of_counts(counted.rename(columns={"size": "count"}))


def of_counts(counted: pd.DataFrame) -> Layers:
    """The layers of ``country, actor, kind, count``, a row per combination that occurs."""
    colours = _colours(counted.groupby("actor")["count"].sum())
    of_actor = counted.groupby(["country", "actor"])["count"].transform("sum")
    counted["colour"] = counted["actor"].map(colours)
    ordered = counted.assign(
        _unknown=counted["country"].eq(model.COUNTRY_UNKNOWN),
        _named=counted["actor"].map(_actor_rank),
        _of_actor=-of_actor,
        _kind=counted["kind"].map(model.KINDS.index),
    ).sort_values(["_unknown", "country", "_named", "_of_actor", "actor", "_kind"])
    columns = ["country", "actor", "kind", "count", "colour"]
    return Layers(ordered[columns].reset_index(drop=True), colours)


def countries(incidents: Incidents) -> pd.Series[str]:
    """Country of each incident as shown: never missing, ``Unknown`` where not known."""
    shown: pd.Series[str] = incidents.incidents["country"].fillna(model.COUNTRY_UNKNOWN)
    return shown


def actors(incidents: Incidents) -> pd.Series[str]:
    """Actor of each incident as shown: never missing, ``Not stated`` where nobody is named."""
    shown: pd.Series[str] = incidents.incidents["actor"].fillna(model.ACTOR_NOT_STATED)
    return shown


def actor_colours(actors_of_incidents: pd.Series[str]) -> dict[str, str]:
    """A colour per actor, the most frequent first into the palette, ties by name.

    Beyond the palette colours repeat in order: shape, name and position tell those apart.
    """
    return _colours(actors_of_incidents.value_counts())


def _colours(counts: pd.Series[int]) -> dict[str, str]:
    """A colour per actor, by its count."""
    named = sorted(
        (actor for actor in counts.index if _actor_rank(actor) == 0),
        key=lambda actor: (-int(counts[actor]), actor),
    )
    colours = {actor: PALETTE[place % len(PALETTE)] for place, actor in enumerate(named)}
    colours[model.ACTOR_UNCLAIMED] = UNCLAIMED_COLOUR
    colours[model.ACTOR_NOT_STATED] = NOT_STATED_COLOUR
    return colours


def _actor_rank(actor: str) -> int:
    """0 for a named actor, 1 for ``Unclaimed``, 2 for ``Not stated``: their order in the tree."""
    unnamed = (model.ACTOR_UNCLAIMED, model.ACTOR_NOT_STATED)
    return unnamed.index(actor) + 1 if actor in unnamed else 0
