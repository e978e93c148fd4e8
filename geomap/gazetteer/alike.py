"""How alike two names are across scripts: what one does not write may be a vowel in the other.

Arabic, Persian and Hebrew write consonants and long vowels. Where their spelling has no vowel a
Latin one may have any short one; a vowel at the end of a name and an o or u are mostly written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from geomap.gazetteer import rules

_VOWELS: Final = frozenset("aiu")
#: What it costs that a letter of one spelling has none in the other.
_CONSONANT, _WRITTEN_VOWEL, _SHORT_VOWEL, _O_OR_U, _LAST_VOWEL = 1.0, 0.5, 0.1, 0.35, 0.45
#: Two vowels that differ, two consonants that differ.
_OTHER_VOWEL, _OTHER_CONSONANT = 0.35, 1.3
#: What each pair of sounds costs, either way round.
_NEAR: Final = {**rules.NEAR, **{pair[::-1]: cost for pair, cost in rules.NEAR.items()}}
#: A spelling of fewer letters says too little for a share of its own length.
_LEAST_LETTERS: Final = 3


@lru_cache(maxsize=65_536)
def across_scripts(written: str, latin: str) -> float:
    """0 to 1: how well a Latin spelling reads one of a script without short vowels.

    Args:
        written: the name in that script, as :func:`names.heard` gives it.
        latin: the Latin name, heard.
    """
    row = [0.0]
    for letter in latin:
        row.append(row[-1] + _unwritten(letter, False))
    for place, one in enumerate(written):
        skip = _WRITTEN_VOWEL if one in _VOWELS else _CONSONANT
        above, row = row, [row[0] + skip]
        for at, other in enumerate(latin):
            last = at == len(latin) - 1 and place == len(written) - 1
            row.append(
                min(
                    above[at] + _differ(one, other),
                    above[at + 1] + skip,
                    row[-1] + _unwritten(other, last),
                )
            )
    return max(0.0, 1.0 - row[-1] / max(len(written), _LEAST_LETTERS))


def _unwritten(letter: str, last: bool) -> float:
    if letter not in _VOWELS:
        return _CONSONANT
    if last:
        return _LAST_VOWEL
    return _O_OR_U if letter == "u" else _SHORT_VOWEL


def _differ(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _OTHER_VOWEL
    return _NEAR.get(one + other, _OTHER_CONSONANT)
