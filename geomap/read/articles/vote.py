"""What an installed spaCy model takes for a place, a person or an organisation: one more vote.

Nothing needs it: a name is scored by the words around it, and a model that the user installed
(the extra ``geomap[nlp]``) and named adds or takes some of the score. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from geomap.errors import InputError

#: What an entity's label adds to the score of a name in it, which counts from 1.0 on: a vote turns
#: what the words leave open, not what they say. Labels of OntoNotes 5 and of CoNLL 2003.
_WEIGHTS: Final = {
    "GPE": 0.7, "LOC": 0.7, "FAC": 0.7, "PERSON": -0.7, "PER": -0.7, "ORG": -0.7, "NORP": -0.7,
}  # fmt: skip


class Vote(NamedTuple):
    """What a model says of characters ``[start, end)``."""

    start: int
    end: int
    weight: float


Voter = Callable[[str], list[Vote]]


@lru_cache(maxsize=2)
def load_voter(model: str) -> Voter:
    """The votes of a spaCy model on a text, by position; ``model`` is its package or folder.

    Raises:
        InputError: spaCy or the model is not installed.
    """
    try:
        import spacy
    except ImportError as error:
        raise InputError(f"--nlp {model}: needs spaCy: pip install 'geomap[nlp]'") from error
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--nlp {model}: no such spaCy model is installed: install it, or give its folder"
        ) from error

    def vote(text: str) -> list[Vote]:
        named = pipeline(text).ents
        return [
            Vote(entity.start_char, entity.end_char, _WEIGHTS[entity.label_])
            for entity in named
            if entity.label_ in _WEIGHTS
        ]

    return vote


def weight_of(votes: Iterable[Vote], start: int, end: int) -> float:
    """What the votes add for a name at ``[start, end)``; 0 where none is on all of it."""
    return next((vote.weight for vote in votes if vote.start <= start and end <= vote.end), 0.0)
