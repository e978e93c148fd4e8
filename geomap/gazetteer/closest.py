"""Which of a place's names is most like the one asked for, and how like. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from geomap.gazetteer import names
from geomap.gazetteer.alike import across_scripts
from geomap.gazetteer.asked import LATIN, Asked, script_of
from geomap.gazetteer.recent import Recent
from geomap.gazetteer.store import Hit

#: A name of another script that is read so like one is that name.
READ_THE_SAME: Final = 0.9
#: What it costs that one spelling has a sh where another has a ts.
_HISSED_OTHERWISE: Final = 0.1
#: How much of what a place's own name in the script of the one asked for is less like it counts
#: against the other names that read it: 'صرة' is no Tsora, for all that 'Sarrah' reads 'صرعه'.
_OWN_SCRIPT: Final = 0.2
#: A place whose names are less like it than this is not meant anyhow.
_MAY_BE_MEANT: Final = 0.7
#: No article that is written into a word, though it reads like one: 'الحسين' is no Ali Husayn.
_NO_ARTICLE: Final = "ali "
_TOLD_APART: Final = frozenset((("X", "S"), ("S", "X")))


class Spelling(NamedTuple):
    """A name that is held, as it is compared with the one asked for."""

    whole: str
    core: str
    sound: str
    weighed: str


#: Made of a tuple: no call of Python's for each.
_spelling: Final = partial(tuple.__new__, Spelling)


class Closest(NamedTuple):
    """The name of a place that is most like the one asked for."""

    hit: Hit
    likeness: float  # 1 for the same letters
    same: int  # 2 for the same name, 1 for the same but for type words, 0 for one that is alike
    spelling: Spelling


_closest: Final = partial(tuple.__new__, Closest)


def closest(asked: Asked, hits: Sequence[Hit], spellings: Mapping[str, Spelling]) -> Closest:
    """The hit most like the name asked for.

    Of two that are as like the main name, or else the one found first. How like a name is need
    not be known where another bears the very name. ``spellings`` are those of :func:`spellings_of`.
    """
    if len(hits) == 1:
        hit = hits[0]
        spelling = spellings[hit.folded]
        same_name = 0 if hit.key[0] == "~" else _sameness(asked, hit, spelling)
        likeness = 1.0 if same_name else _likeness(asked, hit, spelling)
        return _closest((hit, likeness, same_name, spelling))
    same = [
        -1 if hit.key[0] == "~" else _sameness(asked, hit, spellings[hit.folded]) for hit in hits
    ]
    most = max(same)
    if most > 0:
        bearers = [hit for hit, degree in zip(hits, same, strict=True) if degree == most]
        hit = next((hit for hit in bearers if hit.is_main), bearers[0])
        return _closest((hit, 1.0, most, spellings[hit.folded]))
    if most == 0:  # found by the very name, which none of them bears after all
        spellings = spellings_of([[hit] for hit in hits])
    best, best_likeness = hits[0], _likeness(asked, hits[0], spellings[hits[0].folded])
    for hit in hits[1:]:
        likeness = _likeness(asked, hit, spellings[hit.folded])
        if likeness > best_likeness or (
            likeness == best_likeness and hit.is_main and not best.is_main
        ):
            best, best_likeness = hit, likeness
    if best_likeness > _MAY_BE_MEANT and not asked.latin and script_of(best.name) != asked.script:
        in_own = _in_own_script(asked, hits, spellings)
        best_likeness -= _OWN_SCRIPT * max(0.0, best_likeness - in_own)
    return _closest((best, best_likeness, 0, spellings[best.folded]))


def _in_own_script(asked: Asked, hits: Sequence[Hit], spellings: Mapping[str, Spelling]) -> float:
    """How like a name of Arabic or Hebrew script the place's names in that script are, 1 for none.

    Consonants count twice, ayn among them: a vowel is written or not.
    """
    own = [hit for hit in hits if not hit.name.isascii() and script_of(hit.name) == asked.script]
    if not own:
        return 1.0
    written = _consonants(asked.weighed, asked.unheard)
    return max(
        Levenshtein.normalized_similarity(
            written, _consonants(spellings[hit.folded].weighed, names.unheard(hit.name))
        )
        for hit in own
    )


def _consonants(weighed: str, unheard: str) -> str:
    return weighed + unheard.replace("ע", "עע").replace("ع", "عع")


def _sameness(asked: Asked, hit: Hit, spelling: Spelling) -> int:
    """2 for a hit that bears the whole name, 1 for its core, 0 for none; not of a skeleton's."""
    if spelling.whole == asked.whole:
        return 2 if _is_written_so(asked, hit) else 0
    return int(spelling.core == asked.core)


def _is_written_so(asked: Asked, hit: Hit) -> bool:
    """Whether a name of the same Latin form has the same letters that this form does not tell."""
    if asked.latin or hit.name.isascii() or script_of(hit.name) != asked.script:
        return True
    return names.unheard(hit.name) == asked.unheard


def _likeness(asked: Asked, hit: Hit, spelling: Spelling) -> float:
    """0 to 1 by sounds; between scripts by the letters that both of them write."""
    name = hit.name
    script = LATIN if name.isascii() else script_of(name)
    if script == asked.script:
        if script != LATIN:
            written = spelling.sound + names.unheard(name)
            return Levenshtein.normalized_similarity(asked.sound + asked.unheard, written)
        if asked.country is None:  # the world has more names of the same consonants than vowels
            return Levenshtein.normalized_similarity(asked.sound, spelling.sound)
        alike = Levenshtein.normalized_similarity(asked.weighed, spelling.weighed)
        if asked.finer or "ch" in hit.folded:
            return _more_finely(asked, spelling, hit.folded, alike)
        return alike
    heard = _heard_of(hit.folded, script != LATIN, asked.parts.core != asked.parts.bare)
    alike = _across(asked, script, heard, asked.heard)
    other = asked.heard_under(hit.key)
    if not other or hit.folded.startswith(_NO_ARTICLE):
        return alike
    return max(alike, _across(asked, script, heard, other))


def _more_finely(asked: Asked, spelling: Spelling, folded: str, alike: float) -> float:
    """How alike two Latin spellings are with each ch read h, if more, and a sh told from a ts."""
    with_ch = "ch" in folded
    if asked.guttural or with_ch:
        held_so = _guttural_of(folded) if with_ch else spelling.weighed
        asked_so = asked.guttural or asked.weighed
        alike = max(alike, Levenshtein.normalized_similarity(asked_so, held_so))
    if asked.hissed and ("sh" in folded or "ts" in folded or "tz" in folded):
        held = _hissed_of(folded)
        if held != asked.hissed and len(held) == len(asked.hissed):
            pairs = zip(asked.hissed, held, strict=True)
            alike -= _HISSED_OTHERWISE * sum([pair in _TOLD_APART for pair in pairs])
    return alike


@lru_cache(maxsize=16_384)
def _guttural_of(folded: str) -> str:
    return names.guttural(names.take_apart(folded).core)


@lru_cache(maxsize=16_384)
def _hissed_of(folded: str) -> str:
    return names.hissed(names.take_apart(folded).core)


def _across(asked: Asked, script: str, heard: str, asked_heard: str) -> float:
    """How well one of two names that are heard reads the other, of which one leaves out vowels."""
    with_g = "g" in heard or "g" in asked_heard  # of that alone Hebrew says more than Arabic
    if asked.latin:
        return across_scripts(heard, asked_heard, with_g and script == "hebrew")
    in_hebrew = with_g and asked.script == "hebrew" and script == LATIN
    alike = across_scripts(asked_heard, heard, in_hebrew)
    return alike if script == LATIN else max(alike, across_scripts(heard, asked_heard))


def reads_the_same(asked: Asked, name: str) -> bool:
    """Whether a name of another script reads the one asked for, but for words that say what."""
    script = script_of(name)
    if script == asked.script:
        return False
    core = names.split_type_words(name).core
    return _across(asked, script, names.heard(core, script != LATIN), asked.heard) >= READ_THE_SAME


def spellings_of(found: Iterable[Sequence[Hit]]) -> Mapping[str, Spelling]:
    """Folded names, and others, as :func:`closest` compares them, of what each of many names found.

    Where a place was found by the very name, its names that only sound so are left out.
    """
    return _SPELLINGS.holding({folded for hits in found for folded in _compared_first(hits)})


def _compared_first(hits: Sequence[Hit]) -> list[str]:
    by_name = {hit.place.place_id for hit in hits if hit.key[0] != "~"}
    return [hit.folded for hit in hits if hit.key[0] != "~" or hit.place.place_id not in by_name]


def _spellings(folded: Sequence[str]) -> list[Spelling]:
    parts = [names.take_apart(one) for one in folded]
    compared = zip(parts, names.compared([own.core for own in parts]), strict=True)
    return [
        _spelling((core if own.whole == own.core else names.tight(own.whole), core, sound, weighed))
        for own, (core, sound, weighed) in compared
    ]


_SPELLINGS: Final = Recent(32_768, _spellings)


@lru_cache(maxsize=65_536)
def _heard_of(folded: str, semitic: bool, of_land: bool) -> str:
    """A folded name as it is heard; its word for land or water in English for a name with one.

    Another name is compared with all of it: 'سريد' sounds like no Red Sea.
    """
    parts = names.take_apart(folded)
    core = parts.core if of_land or parts.core == parts.bare else parts.whole
    return names.heard(core, semitic)
