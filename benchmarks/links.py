"""Proposing links: 10,000 strikes against 340,000 attacks, beside a ball tree over the positions.

Run: python -m benchmarks links [--incidents N] [--strikes N]

The ball tree of scikit-learn only finds what lies near each strike; who fought whom and when is
then still to be weighed, pair by pair.
"""

from __future__ import annotations

import argparse
import time

import geopandas as gpd
import numpy as np
import pandas as pd
from sklearn.neighbors import BallTree

from geomap import frames, model
from geomap.link import link
from geomap.model import Incidents
from geomap.proposals import WITHIN_DAYS, WITHIN_KM

DAYS = 3_000
PARTIES = 12


def made_up(count: int, strikes: int) -> Incidents:
    """``count`` incidents over eight years and one region, the first ``strikes`` answers."""
    chance = np.random.default_rng(1)
    lng, lat = chance.uniform(36, 47, count), chance.uniform(30, 37, count)
    parties = [f"Party {number}" for number in range(PARTIES)]
    rows = pd.DataFrame(
        {
            "id": [f"i{number:07d}" for number in range(count)],
            "date": (np.datetime64("2015-01-01") + chance.integers(0, DAYS, count)).astype(str),
            "date_precision": "day",
            "kind": np.where(np.arange(count) < strikes, "retaliation", "attack"),
            "actor": chance.choice(parties, count),
            "target": chance.choice(parties, count),
            "precision": "settlement",
            "geometry": gpd.points_from_xy(lng, lat),
        }
    )
    return frames.empty_incidents().with_(incidents=frames.incident_frame(rows))


def ball_tree(incidents: Incidents) -> int:
    """How many pairs of strike and attack lie near and soon enough, by a ball tree."""
    rows = incidents.incidents
    radians = np.radians(np.column_stack([rows.geometry.y, rows.geometry.x]))
    day = rows["date"].to_numpy(dtype="datetime64[D]").astype("int64")
    is_strike = rows["kind"].eq("retaliation").to_numpy()
    tree = BallTree(radians[~is_strike], metric="haversine")
    reach = WITHIN_KM * 1000 / model.EARTH_RADIUS_M
    near = tree.query_radius(radians[is_strike], reach)
    days = day[~is_strike]
    waited = (strike - days[found] for strike, found in zip(day[is_strike], near, strict=True))
    return sum(int(((ago >= 0) & (ago <= WITHIN_DAYS)).sum()) for ago in waited)


def main() -> None:
    """Print CPU seconds and what was found of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=350_000)
    parser.add_argument("--strikes", type=int, default=10_000)
    given = parser.parse_args()
    incidents = made_up(given.incidents, given.strikes)
    print("| what | CPU s | found |\n| --- | --- | --- |")
    started = time.process_time()
    found = len(link(incidents, infer=True).links)
    print(f"| geomap, links proposed | {time.process_time() - started:.2f} | {found} |")
    started = time.process_time()
    pairs = ball_tree(incidents)
    print(f"| ball tree, pairs to weigh | {time.process_time() - started:.2f} | {pairs} |")


if __name__ == "__main__":
    main()
