"""The learned weights: ``weights.json``, small enough to be read in review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geomap.gazetteer.features import FEATURES, NONE_FEATURES


class Weights(NamedTuple):
    """Learned weights, in the order of FEATURES and NONE_FEATURES, and the status thresholds."""

    of_places: tuple[float, ...]
    of_none: tuple[float, ...]
    resolved: float  # least probability of a best answer that is called resolved
    obscure: float  # the same for an obscure place that only its name speaks for
    ambiguous: float  # least probability of a best answer at all


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that came with the package."""
    return weights_of(json.loads((Path(__file__).parent / "weights.json").read_text("utf-8")))


def weights_of(stored: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights from their stored form, which names every feature."""
    return Weights(
        tuple(stored["places"][name] for name in FEATURES),
        tuple(stored["none"][name] for name in NONE_FEATURES),
        stored["thresholds"]["resolved"],
        stored["thresholds"]["obscure"],
        stored["thresholds"]["ambiguous"],
    )
