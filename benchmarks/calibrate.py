"""Learn what a score means in each situation, and set from which on an answer is called resolved.

    python -m benchmarks.calibrate [admin1|country|world] ...

Run after :mod:`train_match`, on the same rows: those of the sets that are not held out. Per
situation a line through the log odds (Platt) maps the model's probability to the share of right
answers. A situation is what a row gives besides the name, the script of it, and whether the best
place bears the name or is only called like it: one line for all of them said too much of some and
too little of others.
"""

from __future__ import annotations

import argparse
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
from geomap.gazetteer.weights import Weights

#: Kilometres from the gold position within which an answer is right.
REACH_KM: Final = 25.0
#: Least scores of answers that are shown, and of those that are called resolved, by situation and
#: how well known a place is. Set on the rows that are not held out: some 4 % at most of what is
#: resolved of UCDP GED and Oref is wrong while a well-known name by itself still resolves, and what
#: is shown leaves 95 of 100 invented names alone, which are Latin ones.
_IN_COUNTRY: Final = {"shown": 0.14, "famous": 0.8, "known": 0.92, "obscure": 0.95}
_IN_COUNTRY_ACROSS: Final = {"shown": 0.085, "famous": 0.8, "known": 0.93, "obscure": 0.96}
THRESHOLDS: Final = {
    "text": {"shown": 0.2, "famous": 0.7, "known": 0.7, "obscure": 0.7},
    "admin1": {"shown": 0.2, "famous": 0.8, "known": 0.85, "obscure": 0.93},
    "country": _IN_COUNTRY,
    "country_alike": _IN_COUNTRY,
    "country_script": _IN_COUNTRY_ACROSS,
    "country_script_alike": _IN_COUNTRY_ACROSS,
    "world": {"shown": 0.2, "famous": 0.6, "known": 0.85, "obscure": 0.93},
}
AREAS: Final = frozenset({"country", "governorate", "district"})
#: What may be given besides a name.
GIVEN: Final = ("admin1", "country", "world")
#: A probability said as it is.
AS_IT_IS: Final = {"slope": 1.0, "offset": 0.0}


class Outcome(NamedTuple):
    """The best answer to one row."""

    situation: str
    score: float
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("given", nargs="*", metavar="GIVEN", help=f"{', '.join(GIVEN)}; else all")
    stored = json.loads(OUT.read_text("utf-8"))
    lines = {name: {**AS_IT_IS, **told} for name, told in THRESHOLDS.items()}
    weights = match.weights_of({**stored, "situations": lines})
    for given in parser.parse_args().given or GIVEN:
        found = outcomes(weights, rows_of(given))
        for name in sorted({one.situation for one in found}):
            told = line([one for one in found if one.situation == name])
            stored["situations"][name] = {**told, **THRESHOLDS[name]}
            print(name, told)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def rows_of(given: str) -> list[sets.Item]:
    """The rows that give just that, without those held out."""
    anywhere = (sets.well_known(seed=2), sets.invented(250, seed=1))
    groups: dict[str, tuple[Iterable[sets.Item], ...]] = {
        "admin1": (sets.places(True),),
        "country": (*anywhere, sets.places(False), sets.variants(True)),
        "world": (*anywhere, sets.variants(False)),
    }
    return [
        item
        for group in groups[given]
        for item in group
        if (item.gold is None or not sets.held_out(item.key))
        and (given != "country" or item.query.country)
        and (given != "world" or not item.query.country)
    ]


def outcomes(weights: Weights, items: Sequence[sets.Item]) -> list[Outcome]:
    """What the best candidate of each row is worth.

    Rows without one are left out, areas, since their gold position is some point inside, and
    phrases, whose score is that of their parts.
    """
    gazetteer = Gazetteer(Index.open(BASE_INDEX), weights)
    found = []
    for item in items:
        asked, hits = gazetteer.gather(item.query)
        ranked = match.rank(asked, hits, weights)
        best = gazetteer.conclude(item.query, asked, ranked, 1).candidates[:1]
        if not best or best[0].kind in AREAS or answers.is_vague(best[0]):
            continue
        if ranked and ranked[0].hit.place.place_id == best[0].place_id:
            situation = answers.situation_among(asked, ranked)
            found.append(Outcome(situation, best[0].score, _right(item, best[0])))
    return found


def _right(item: sets.Item, best: Candidate) -> bool:
    return item.gold is not None and distance_km(best.lat, best.lon, *item.gold) <= REACH_KM


def line(found: Sequence[Outcome]) -> dict[str, float]:
    """Slope and offset of the log odds that make the scores most likely."""
    scores = np.clip([one.score for one in found], 1e-4, 1 - 1e-4)
    odds = np.log(scores / (1 - scores))
    right = np.array([one.right for one in found], dtype=float)

    def loss(told: Any) -> float:
        fitted = told[0] * odds + told[1]
        return float(np.mean(np.logaddexp(0.0, fitted) - right * fitted))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return {"slope": round(float(slope), 3), "offset": round(float(offset), 3)}


if __name__ == "__main__":
    main()
