"""Learn the weights of :mod:`geomap.gazetteer.match` and write ``weights.json``.

    python -m benchmarks.train_match
    python -m benchmarks.calibrate      # then what scores mean

Maximum likelihood of a conditional logit with an outside option: for each query of the sets of
:mod:`accuracy_sets` that is not held out, the places within reach of its gold position share the
blame, or 'none of them' where no place found lies there. Texts are learned in two rounds, since
what surrounds a name depends on the weights. A small ridge keeps weights of rare features down.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks import accuracy_sets as sets
from geomap.gazetteer import Gazetteer, document, match
from geomap.gazetteer.features import Measured
from geomap.gazetteer.gazetteer import BASE_INDEX
from geomap.gazetteer.match import FEATURES, NONE_FEATURES, Asked, Surroundings, Weights
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Hit, Index

OUT: Final = Path(match.__file__).parent / "weights.json"
RIDGE: Final = 0.3
#: Kilometres between a candidate and the gold position that still are the same place.
REACH_KM, REACH_OF_AREAS_KM = 25.0, 161.0


class Case(NamedTuple):
    """One query measured: a row per place, which of them are right, the row of 'none'."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    none: NDArray[np.float64]
    weight: float


def main() -> None:
    gazetteer = Gazetteer(Index.open(BASE_INDEX), starting_weights())
    fixed = list(table_cases(gazetteer))
    print(f"{len(fixed)} cases of tables", file=sys.stderr)
    stored = json.loads(OUT.read_text("utf-8"))
    weights = gazetteer.weights
    texts = read_texts(gazetteer)
    for _ in range(3):
        cases = [*fixed, *text_cases(texts, weights)]
        fitted = fit(cases)
        weights = match.weights_of({**stored, **fitted})
        print(f"{len(cases) - len(fixed)} cases of texts, loss {loss_of(fitted, cases):.4f}")
    OUT.write_text(json.dumps({**stored, **fitted}, indent=1) + "\n", encoding="utf-8")


def starting_weights() -> Weights:
    """The weights stored so far, 0 for a feature that is new."""
    stored = json.loads(OUT.read_text("utf-8"))
    places = {name: stored["places"].get(name, 0.0) for name in FEATURES}
    none = {name: stored["none"].get(name, 0.0) for name in NONE_FEATURES}
    return match.weights_of({**stored, "places": places, "none": none})


def table_cases(gazetteer: Gazetteer) -> Iterable[Case]:
    """Names as tables give them: with and without a governorate, with and without a country."""
    groups = (
        (sets.places(True), 1.0),
        (sets.places(False), 1.5),
        (sets.variants(True), 0.5),
        (sets.variants(False), 0.25),
        (sets.invented(1500, seed=1), 0.5),
        (sets.facilities("tune"), 2.0),
        (sets.well_known(seed=1), 2.0),
        (sets.areas(gazetteer, seed=1), 2.0),
    )
    for items, weight in groups:
        for item in items:
            if item.source == "tune" or not sets.held_out(item.key):
                asked, hits = gazetteer.gather(item.query)
                reach = 5.0 if item.source in EXACT else REACH_KM
                measured = match.measure_all(asked, hits, match.spellings_of([hits]))
                yield case(asked, measured, item.gold, reach, weight, item.key)


class Text(NamedTuple):
    """The names of one document, looked up and measured once for all rounds."""

    names: list[document._Name]
    following: dict[int, set[int]]
    gold: list[tuple[float, float]]


def read_texts(gazetteer: Gazetteer) -> list[Text]:
    """The documents of the corpora that are not held out."""
    return [
        _read_text(gazetteer, text)
        for corpus in sets.CORPORA
        for text in sets.documents(corpus)
        if not sets.held_out(text.key)
    ]


def _read_text(gazetteer: Gazetteer, text: sets.Document) -> Text:
    queries = [mention.query for mention in text.mentions]
    starts = [mention.start for mention in text.mentions]
    distinct, following = document._distinct(gazetteer, queries, starts)
    names = list(distinct.values())
    gold = {mention.query: mention.gold for mention in text.mentions}
    return Text(names, following, [gold[name.query] for name in names])


def text_cases(texts: Iterable[Text], weights: Weights) -> Iterable[Case]:
    """The names of news texts, each among the others as the weights so far place them."""
    for text in texts:
        around = [Surroundings()] * len(text.names)
        for _ in range(2):
            ranked = [
                match.weigh(name.alone.weighed.asked, measured_in(name, context), weights)
                for name, context in zip(text.names, around, strict=True)
            ]
            around = document.surroundings(text.names, ranked, text.following)
        for name, context, gold in zip(text.names, around, text.gold, strict=True):
            measured = measured_in(name, context)
            yield case(name.alone.weighed.asked, measured, gold, REACH_KM * 2, 0.7, in_text=True)


def measured_in(name: document._Name, context: Surroundings) -> list[match.Measured]:
    """What is measured of the places of a name of a text, the rest of the text included."""
    return match.measure_among(context, name.alone.weighed.measured)


def case(
    asked: Asked,
    measured: Sequence[Measured],
    gold: tuple[float, float] | None,
    reach: float,
    weight: float,
    key: str = "",
    in_text: bool = False,
) -> Case:
    """What the places found measure, and which are right: the very place where ``key`` is one."""
    rows, gaps, areas = [], [], []
    none = match.measure_none(asked, measured)
    for hit, _, row in measured:
        rows.append([row.get(name, 0.0) for name in FEATURES])
        counts = gold is not None and _may_be(hit, key)
        gaps.append(
            distance_km(hit.place.lat, hit.place.lon, *gold) if gold and counts else float("inf")
        )
        areas.append(hit.place.radius_m / 1000 if hit.place.kind in _AREAS else 0.0)
    return Case(
        np.array(rows, dtype="float64").reshape(-1, len(FEATURES)),
        _right(np.array(gaps), np.array(areas), reach, in_text),
        np.array([none[name] for name in NONE_FEATURES]),
        weight,
    )


def _right(
    gaps: NDArray[np.float64], extents: NDArray[np.float64], reach: float, in_text: bool
) -> NDArray[np.bool_]:
    """Spots within reach; where there is none, areas that hold the gold point.

    The gold point of a country or governorate is a centroid, and a town must not be called
    right for lying in the governorate of its name; in texts, where most such names are those of
    states, the state is right beside a spot that happens to lie near its middle.
    """
    areas = extents > 0
    spots = ~areas & (gaps <= reach)
    if in_text:
        near = np.maximum(REACH_OF_AREAS_KM, 0.5 * extents)
        return spots | (areas & (gaps <= near))
    if spots.any():
        return spots | (areas & (gaps <= 2.0))
    return areas & (gaps <= np.maximum(REACH_OF_AREAS_KM, 1.5 * extents))


def _may_be(hit: Hit, key: str) -> bool:
    """Whether a place may be the one of ``key``: a curated place itself, a city a settlement."""
    if key.startswith(("curated:", "area:")):
        return hit.place.place_id == key.removeprefix("area:")
    return not key.startswith("city:") or hit.place.kind in TOWNS


_AREAS: Final = frozenset({"country", "governorate", "continent"})
TOWNS: Final = frozenset({"capital", "city", "town", "village", "settlement", "neighbourhood"})
#: Kinds whose gold position must be met closely, for the town of the name lies next to them.
EXACT: Final = frozenset({"air_base", "military_base", "outpost", "gas_field", "crossing", "dam"})


def fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights of places and of 'none', in their stored form."""
    stacked = _Stack(cases)
    start = np.zeros(len(FEATURES) + len(NONE_FEATURES))
    found = minimize(
        stacked.loss, start, jac=True, method="L-BFGS-B", bounds=_bounds(), options={"maxiter": 400}
    ).x
    split = len(FEATURES)
    return {
        "places": dict(zip(FEATURES, found[:split].round(3).tolist(), strict=True)),
        "none": dict(zip(NONE_FEATURES, found[split:].round(3).tolist(), strict=True)),
    }


#: What must not count against a place, or for it, whatever the sample says: the sets hold few
#: facilities, and a weight of the wrong sign would only fit their accidents.
FOR: Final = frozenset(
    (
        "same_name", "population", "prominence", "names", "sources", "curated",
        "country_as_given", "admin1_as_given", "kind_first", "kind_allowed", "context_near",
        "context_admin1", "context_country", "context_holder", "main_name", "best_known",
        "context_holds",
    )
)  # fmt: skip
AGAINST: Final = frozenset(
    (
        "letters_off", "letters_far_off", "start_off", "short_and_unlike", "other_reading",
        "kind_clash", "admin1_other", "admin1_distance", "near_distance", "context_not_held",
        "type_not_asked", "country_disputed", "less_known", "across_scripts_off", "site_not_asked",
        "borrowed_name", "larger_than_asked", "smaller_than_asked", "beside_area", "beside_bearer",
        "in_namesake", "article_other",
    )
)  # fmt: skip


#: How strongly at least, where the sets cannot say: they list every place once, but reports name
#: the well-known one of two namesakes a hundred times as often, and the town, not its airport; and
#: none of their rows gives a point that the place lies by.
AT_LEAST: Final = {
    "best_known": 4.0, "less_known": -4.0, "type_not_asked": -4.0, "kind_clash": -2.5,
    "borrowed_name": -4.0, "site_not_asked": -2.0, "larger_than_asked": -2.0,
    "near_distance": -1.0,
}  # fmt: skip


#: How strongly at most: `well_known` asks for every curated place by its names, so that being
#: curated, or a site, would outweigh the town that a base or a dam beside it is called after.
AT_MOST: Final = {"curated": 3.2, "site": 1.2, "camp_or_facility": 1.6}


def _bounds() -> list[tuple[float | None, float | None]]:
    of_places = [
        (
            AT_LEAST.get(name, 0.0) if name in FOR else None,
            AT_LEAST.get(name, 0.0) if name in AGAINST else AT_MOST.get(name),
        )
        for name in FEATURES
    ]
    return of_places + [(None, None)] * len(NONE_FEATURES)


def loss_of(stored: dict[str, dict[str, float]], cases: Sequence[Case]) -> float:
    """Mean negative log likelihood, the ridge included."""
    vector = np.array([*stored["places"].values(), *stored["none"].values()])
    return float(_Stack(cases).loss(vector)[0])


class _Stack:
    """All cases in flat arrays, so that one evaluation is a few array operations."""

    def __init__(self, cases: Sequence[Case]) -> None:
        counts = np.array([len(case.rows) for case in cases])
        self.rows = np.concatenate([case.rows for case in cases])
        self.right = np.concatenate([case.right for case in cases])
        self.none = np.stack([case.none for case in cases])
        self.weight = np.array([case.weight for case in cases])
        self.owner = np.repeat(np.arange(len(cases)), counts)
        self.none_right = ~np.array([case.right.any() for case in cases])

    def loss(self, vector: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        split = self.rows.shape[1]
        places, none = self.rows @ vector[:split], self.none @ vector[split:]
        top = none.copy()
        np.maximum.at(top, self.owner, places)
        share, none_share = np.exp(places - top[self.owner]), np.exp(none - top)
        size = len(none)
        total = none_share + np.bincount(self.owner, share, size)
        good = np.where(self.none_right, none_share, 0.0)
        good += np.bincount(self.owner, share * self.right, size)
        value = -(self.weight * np.log(good / total)).sum() / self.weight.sum()
        pull = share / total[self.owner] - np.where(self.right, share / good[self.owner], 0.0)
        none_pull = none_share / total - np.where(self.none_right, none_share / good, 0.0)
        gradient = (
            np.concatenate(
                [
                    self.rows.T @ (pull * self.weight[self.owner]),
                    self.none.T @ (none_pull * self.weight),
                ]
            )
            / self.weight.sum()
        )
        ridge = RIDGE / self.weight.sum()
        return float(value + ridge * vector @ vector), gradient + 2 * ridge * vector


if __name__ == "__main__":
    main()
