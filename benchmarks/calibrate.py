"""Learn what a score means in each situation, and set from which on an answer is called resolved.

    python -m benchmarks.calibrate

Run after :mod:`train_match`, on the same rows: those of the sets that are not held out. Per
situation a line through the log odds (Platt) maps the model's probability to the share of right
answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks import accuracy_sets as sets
from benchmarks.train_match import OUT
from geomap.gazetteer import Gazetteer, answers, match
from geomap.gazetteer.gazetteer import BASE_INDEX
from geomap.gazetteer.places import Candidate
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Index
from geomap.gazetteer.weights import Situation, Weights

#: Kilometres from the gold position within which an answer is right.
REACH_KM: Final = 25.0
#: Least scores of answers that are called resolved, by situation and how well known a place is.
#: Set on the rows that are not held out, so that at most some 4 % of those of UCDP GED and Oref are
#: wrong while a well-known name by itself still resolves.
THRESHOLDS: Final = {
    "admin1": {"famous": 0.8, "known": 0.85, "obscure": 0.93},
    "country": {"famous": 0.8, "known": 0.93, "obscure": 0.96},
    "world": {"famous": 0.6, "known": 0.85, "obscure": 0.93},
}
AREAS: Final = frozenset({"country", "governorate", "district"})
SITUATIONS: Final = ("admin1", "country", "world")


class Outcome(NamedTuple):
    """The best answer to one row."""

    source: str
    score: float
    standing: str
    right: bool


def main() -> None:
    stored = json.loads(OUT.read_text("utf-8"))
    plain = {name: Situation(1.0, 0.0, 0.7, 0.7, 0.7) for name in stored["situations"]}
    weights = match.weights_of(stored)._replace(situations=plain)
    for situation in SITUATIONS:
        found = outcomes(weights, rows_of(situation))
        slope, offset = line(found)
        told = {"slope": slope, "offset": offset, **THRESHOLDS[situation]}
        stored["situations"][situation] = told
        print(situation, told)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def rows_of(situation: str) -> list[sets.Item]:
    """The rows that give what a situation has, without those held out."""
    anywhere = (sets.well_known(seed=2), sets.invented(250, seed=1))
    groups: dict[str, tuple[Iterable[sets.Item], ...]] = {
        "admin1": (sets.places(True),),
        "country": (*anywhere, sets.places(False), sets.variants(True)),
        "world": (*anywhere, sets.variants(False)),
    }
    return [
        item
        for group in groups[situation]
        for item in group
        if (item.gold is None or not sets.held_out(item.key))
        and (situation != "country" or item.query.country)
        and (situation != "world" or not item.query.country)
    ]


def outcomes(weights: Weights, items: Sequence[sets.Item]) -> list[Outcome]:
    """What the best candidate of each row is worth.

    Rows without one are left out, and areas: their gold position is some point inside.
    """
    gazetteer = Gazetteer(Index.open(BASE_INDEX), weights)
    found = []
    for item in items:
        asked, hits = gazetteer.gather(item.query)
        ranked = match.rank(asked, hits, weights)
        best = gazetteer.conclude(item.query, asked, ranked, 1).candidates[:1]
        if best and best[0].kind not in AREAS and not answers.is_vague(best[0]):
            own = bool(ranked) and ranked[0].hit.place_id == best[0].place_id
            standing = match.standing_of(ranked[0]) if own else "known"
            found.append(Outcome(item.source, best[0].score, standing, _right(item, best[0])))
    return found


def _right(item: sets.Item, best: Candidate) -> bool:
    return item.gold is not None and distance_km(best.lat, best.lon, *item.gold) <= REACH_KM


def line(found: Sequence[Outcome]) -> tuple[float, float]:
    """Slope and offset of the log odds that make the scores most likely."""
    scores = np.clip([one.score for one in found], 1e-4, 1 - 1e-4)
    odds = np.log(scores / (1 - scores))
    right = np.array([one.right for one in found], dtype=float)

    def loss(told: Any) -> float:
        fitted = told[0] * odds + told[1]
        return float(np.mean(np.logaddexp(0.0, fitted) - right * fitted))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 3), round(float(offset), 3)


if __name__ == "__main__":
    main()
