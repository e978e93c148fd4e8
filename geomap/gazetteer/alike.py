"""How alike two names are across scripts: what one does not write may be a vowel in the other.

Arabic, Persian and Hebrew write consonants and long vowels. Where their spelling has no vowel a
Latin one may have any short one; a vowel at the end of a name and an o or u are mostly written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from string import ascii_letters, digits
from typing import Final

from geomap.gazetteer import rules

_VOWELS: Final = frozenset("aiu")
#: What it costs that a letter of one spelling has none in the other.
_CONSONANT, _WRITTEN_VOWEL, _LAST_VOWEL = 1.0, 0.5, 0.45
#: And that a Latin vowel is not written, or a y. Hebrew writes most o and u, Arabic no short u:
#: 'مكيشفة' is Mukayshifah.
_UNWRITTEN: Final = {"a": 0.1, "i": 0.1, "u": 0.25, "y": 0.35}
#: Two vowels that differ, two consonants that differ; and a long u that is written, which is read
#: as no other vowel.
_OTHER_VOWEL, _OTHER_CONSONANT, _WRITTEN_U = 0.45, 1.3, 0.6
_UNLIKE: Final = dict.fromkeys(ascii_letters + digits, _OTHER_CONSONANT)
#: What each pair of sounds costs, either way round.
_NEAR: Final = {**rules.NEAR, **{pair[::-1]: cost for pair, cost in rules.NEAR.items()}}
_NEAR_IN_HEBREW: Final = {
    pair: cost
    for pair, cost in _NEAR.items()
    if rules.APART_IN_HEBREW.isdisjoint((pair, pair[::-1]))
}
#: At the start and behind a vowel an a is an alef or ayn, the seat of any vowel ('إربد' is Irbid,
#: 'עוזה' Uza): what another one costs, and that the letter after it is the vowel.
_SEAT: Final = {**_UNLIKE, "a": 0.0, "i": 0.1, "u": 0.15}
_SEAT_OF_NEXT: Final = 0.1
#: A spelling of fewer letters says too little for a share of its own length.
_LEAST_LETTERS: Final = 3


@lru_cache(maxsize=65_536)
def across_scripts(written: str, latin: str, hebrew: bool = False) -> float:
    """0 to 1: how well a Latin spelling reads one of a script without short vowels.

    1 is for the same letters alone.

    Args:
        written: the name in that script, as :func:`geomap.gazetteer.names.heard` gives it.
        latin: the Latin name, heard.
        hebrew: whether the script is Hebrew, which has letters of its own for some sounds that
            Arabic must write alike.
    """
    if written == latin:
        return 1.0
    gaps = [_UNWRITTEN.get(letter, _CONSONANT) for letter in _with_glides(latin)]
    letters = _letters(hebrew)
    # Row by row, the least cost of reading the letters so far as each start of ``latin``. Millions
    # of steps for a table of names: they call nothing, and compare without ``min``.
    start, *costs = accumulate(gaps, initial=0.0)
    last = len(written) - 1
    for place, one in enumerate(written):
        if place == last and latin and latin[-1] in _VOWELS:
            gaps[-1] = _LAST_VOWEL
        skip, changes = letters[one]
        if one == "a" and (place == 0 or written[place - 1] in _VOWELS):
            changes = _SEAT
            if written[place + 1 : place + 2] in _VOWELS:
                skip = _SEAT_OF_NEXT
        corner, cost = start, start + skip
        start = cost
        for at, over in enumerate(costs):
            cost += gaps[at]
            corner += changes[latin[at]]
            if corner < cost:
                cost = corner
            corner = over
            over += skip
            if over < cost:
                cost = over
            costs[at] = cost
    cost = costs[-1] if costs else start
    return max(0.0, 1.0 - cost / max(len(written), _LEAST_LETTERS))


@lru_cache(maxsize=65_536)
def _with_glides(latin: str) -> str:
    """A name that is heard with y for an i beside another vowel, which mostly is written.

    'סבן' is Savan, not Savyan.
    """
    text = latin.replace("ai", "ay").replace("ui", "uy")
    return text.replace("ia", "ya").replace("iu", "yu")


@lru_cache(maxsize=2)
def _letters(hebrew: bool) -> dict[str, tuple[float, dict[str, float]]]:
    """What :func:`_skipped_and_changed` gives of each letter of a script."""
    near = _NEAR_IN_HEBREW if hebrew else _NEAR
    return {one: _skipped_and_changed(one, near) for one in _UNLIKE}


def _skipped_and_changed(one: str, near: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    """What it costs that ``one`` has no letter in Latin, and that it has this or that one."""
    others = {pair[1]: cost for pair, cost in near.items() if pair[0] == one}
    other = _WRITTEN_U if one == "u" else _OTHER_VOWEL
    vowels = dict.fromkeys(_VOWELS, other) if one in _VOWELS else {}
    skip = _WRITTEN_VOWEL if one in _VOWELS else _CONSONANT
    return skip, {**_UNLIKE, **others, **vowels, one: 0.0}
