"""Incidents by the ten thousand, made by numpy from a fixed seed."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import shapely

from geomap import frames, model
from geomap.model import Incidents

#: Name, country, code, longitude, latitude.
TOWNS: Final = (
    ("Mosul", "Iraq", "IQ", 43.13, 36.34),
    ("Kirkuk", "Iraq", "IQ", 44.39, 35.47),
    ("Raqqa", "Syria", "SY", 39.01, 35.95),
    ("Aleppo", "Syria", "SY", 37.16, 36.2),
    ("Mafraq", "Jordan", "JO", 36.2, 32.34),
    ("Sidon", "Lebanon", "LB", 35.37, 33.56),
)
ACTORS: Final = tuple(f"Group {letter}" for letter in "ABCDEFGHIJKL")


def many(count: int) -> Incidents:
    """``count`` incidents: half in TOWNS' very centres, half scattered around them.

    Row ``n`` has the id ``m{n}``, is of the town ``n % 6`` and of a day of 2019 to 2022; row 7
    alone tells of a zeppelin. Every tenth answers the one before it.
    """
    random = np.random.default_rng(5)
    number = np.arange(count)
    town = pd.DataFrame(TOWNS, columns=["place_name", "country", "country_code", "lng", "lat"])
    at = town.iloc[number % len(TOWNS)].reset_index(drop=True)
    away = np.where(number % 12 < 6, 0.0, 0.4)
    points = shapely.points(
        at["lng"] + away * random.uniform(-1, 1, count),
        at["lat"] + away * random.uniform(-1, 1, count),
    )
    day = np.datetime64("2019-01-01") + random.integers(0, 4 * 365, count)
    title = "Attack " + pd.Series(number.astype(str)) + " in " + at["place_name"]
    table = at.drop(columns=["lng", "lat"]).assign(
        id="m" + pd.Series(number.astype(str)),
        date=pd.Series(day).dt.strftime("%Y-%m-%d"),
        date_precision="day",
        kind=np.where(number % 10 == 9, "retaliation", "attack"),
        title=title.where(number != 7, "A zeppelin was seen"),
        place=at["place_name"],
        actor=np.array(ACTORS)[random.integers(0, len(ACTORS), count)],
        precision="settlement",
        radius_m=3000.0,
        status="resolved",
        geometry=np.asarray(points),
    )
    answers = number[number % 10 == 9]
    links = {
        "from_id": [f"m{row}" for row in answers],
        "to_id": [f"m{row - 1}" for row in answers],
        "type": "retaliation_for",
        "basis": "stated",
    }
    return (
        Incidents.empty()
        .with_(
            incidents=frames.incident_frame(table),
            links=frames.frame(model.LINK_COLUMNS, links),
        )
        .validate()
    )
