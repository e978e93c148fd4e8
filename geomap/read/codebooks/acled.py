"""ACLED: the Armed Conflict Location & Event Data, in its current and its older columns.

Source of the meanings: the ACLED codebook and the guide to its 2023 column changes
(acleddata.com, knowledge base). Exports come with ``event_date`` as ``2024-07-05``,
``05 July 2024`` or ``05-07-2024``, the day first.

Battles, explosions and remote violence, and violence against civilians are an ``attack`` to us:
in each of them somebody uses force on somebody. Riots, protests and strategic developments are
``other``. The event type stays beside it in ACLED's words. ACLED states that actor 1 and actor 2
imply no direction; ``actor`` is actor 1 as the name to list the event under.
"""

from __future__ import annotations

from typing import Final

from geomap.gazetteer.kinds import KINDS
from geomap.read.codebooks.codebook import Codebook, column_names

EVENT_KIND: Final = {
    "Battles": "attack",
    "Explosions/Remote violence": "attack",
    "Violence against civilians": "attack",
    "Riots": "other",
    "Protests": "other",
    "Strategic developments": "other",
    # older releases
    "Battle-No change of territory": "attack",
    "Battle-Government regains territory": "attack",
    "Battle-Non-state actor overtakes territory": "attack",
    "Remote violence": "attack",
    "Riots/Protests": "other",
    "Headquarters or base established": "other",
    "Non-violent transfer of territory": "other",
    "Strategic development": "other",
}
#: time_precision: the day; the week; the month.
DATE_PRECISION: Final = {"1": "day", "2": "week", "3": "month"}
#: geo_precision: a named town; a part of a region, at a town that stands for it; a larger
#: region, often at the capital of a province.
PRECISION: Final = {"1": "settlement", "2": "near", "3": "governorate"}
_RADIUS_M: Final = {
    "1": KINDS["settlement"].radius_m,
    "2": 25_000.0,
    "3": KINDS["governorate"].radius_m,
}
HEADER: Final = column_names(
    """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
    actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso
    region country admin1 admin2 admin3 location latitude longitude geo_precision source
    source_scale notes fatalities tags timestamp
    """
)

ACLED: Final = Codebook(
    name="acled",
    signature=frozenset({"event_date", "event_type", "actor1", "location", "fatalities"}),
    header=HEADER,
    day_first=True,
    vocabularies={"event_type": EVENT_KIND},
    columns={
        "id": ("event_id_cnty", "data_id"),
        "date": ("event_date",),
        "title": ("sub_event_type", "event_type"),
        "description": ("notes",),
        "place": ("location",),
        "admin1": ("admin1",),
        "country": ("country",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "actor": ("actor1",),
        "target": ("actor2",),
        "killed": ("fatalities",),
        "source": ("source",),
        "event_type": ("event_type",),
        "sub_event_type": ("sub_event_type",),
    },
    codes={
        "kind": ("event_type", EVENT_KIND),
        "date_precision": ("time_precision", DATE_PRECISION),
        "precision": ("geo_precision", PRECISION),
        "radius_m": ("geo_precision", {code: str(radius) for code, radius in _RADIUS_M.items()}),
    },
)
