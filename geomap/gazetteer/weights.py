"""The learned weights: ``weights.json``, small enough to be read in review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import Any, Final, NamedTuple

from geomap.gazetteer.features import FEATURES, NONE_FEATURES, Feature, NoneFeature


class Situation(NamedTuple):
    """How far a probability is to be trusted in one situation: what a query gives besides a name.

    The index lacks more of what a table of villages names than of what a text does, and a model
    of weights alone is too sure where it cannot see what is missing.
    """

    slope: float  # of the log odds, and
    offset: float  # added to them
    shown: float  # least score of a best answer at all
    famous: float  # least score of a best answer that is called resolved, for a famous place,
    known: float  # for one of the many between, and
    obscure: float  # for an obscure place that only its name speaks for

    def least(self, standing: str) -> float:
        """The least score of a resolved answer for a place that is so well known."""
        return {"famous": self.famous, "known": self.known, "obscure": self.obscure}[standing]


class Weights(NamedTuple):
    """Learned weights of what is measured of places and of 'none', and what scores mean."""

    of_places: Mapping[Feature, float]
    of_none: Mapping[NoneFeature, float]
    situations: Mapping[str, Situation]  # by :func:`geomap.gazetteer.asked.situation_of`

    def score(self, situation: str, probability: float) -> float:
        """A probability as the calibrated one that a user sees; order is kept."""
        known = self.situations[situation]
        bounded = min(max(probability, _LEAST), 1 - _LEAST)
        odds = known.slope * log(bounded / (1 - bounded)) + known.offset
        return 1 / (1 + exp(-odds))


_LEAST: Final = 1e-4


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that came with the package."""
    return weights_of(json.loads((Path(__file__).parent / "weights.json").read_text("utf-8")))


def weights_of(stored: Mapping[str, Any]) -> Weights:
    """Weights from their stored form, which names every feature and situation."""
    return Weights(
        {name: stored["places"][name] for name in FEATURES},
        {name: stored["none"][name] for name in NONE_FEATURES},
        {name: Situation(**told) for name, told in stored["situations"].items()},
    )
