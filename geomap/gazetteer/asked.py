"""A query made ready for matching: the name taken apart, and what is known around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from geomap.gazetteer import names
from geomap.gazetteer.places import Query

_HEBREW: Final = re.compile("[\u0590-\u05ff]")
_SEMITIC: Final = re.compile("[\u0590-\u08ff]")

LATIN: Final = "latin"


class Surroundings(NamedTuple):
    """What the rest of a text names, each with the probability that it is meant."""

    #: For every other name its likeliest spots: latitude, longitude, probability.
    spots: tuple[tuple[tuple[float, float, float], ...], ...] = ()
    admin1: Mapping[str, float] = {}  # id of the governorate -> share of the other names
    countries: Mapping[str, float] = {}  # code -> share of the other names
    #: What may stand right after the name, 'Texas' after 'Paris': area id or country code ->
    #: the probability that it is meant.
    holders: Mapping[str, float] = {}
    #: What may hold the name that stands right before: id or code -> how likely that lies there.
    held: Mapping[str, float] = {}


class Hints(NamedTuple):
    """What is known besides a name, resolved."""

    country: str | None = None
    countries: frozenset[str] = frozenset()  # codes in which to look, empty for the world
    admin1_ids: frozenset[str] = frozenset()
    admin1_points: tuple[tuple[float, float], ...] = ()
    admin1_given: bool = False
    density: float = 0.0  # places that the index holds of the country, per inhabited half degree


@dataclass(slots=True)
class Asked:
    """A query made ready: the name taken apart, the fields of :class:`Hints`, the rest of it.

    Nobody changes it. It is neither frozen nor a tuple since a hundred looks at its fields are
    taken for each name, and slots are what Python looks at fastest.
    """

    parts: names.NameParts
    whole: str  # key of the whole name
    core: str  # key of the name without type words
    skeleton: str
    sound: str
    weighed: str  # the same for an edit distance
    guttural: str  # and with each ch read h, empty where it has none
    hissed: str  # its sibilants, as :func:`geomap.gazetteer.names.hissed` tells them
    finer: bool  # whether it has one of these
    article: bool | None  # whether a word of it has one; None where that is open
    unheard: str  # the letters of the name that its Latin form does not tell
    script: str  # as :func:`script_of` tells it
    latin: bool
    kinds: Mapping[str, int]  # kinds that the name's type words allow -> their rank
    kind: str  # the first of them, empty where the name asks for none
    country: str | None = None
    countries: frozenset[str] = frozenset()
    admin1_ids: frozenset[str] = frozenset()
    admin1_points: tuple[tuple[float, float], ...] = ()
    admin1_given: bool = False
    density: float = 0.0
    near: tuple[float, float] | None = None
    context: tuple[tuple[float, float], ...] = ()
    surroundings: Surroundings | None = None

    @property
    def heard(self) -> str:
        """The name letter by letter, for comparing it across scripts."""
        return _heard(self.parts, not self.latin)[""]

    def heard_under(self, key: str) -> str:
        """The name as it is heard in the reading that asks for a key; empty if in no other.

        What looked like a type word or an article may be a part of it: 'נחל עוז', 'الكنا'.
        """
        return _heard(self.parts, not self.latin).get(key, "")


_UNHINTED: Final = Hints()


def ask(query: Query, hints: Hints = _UNHINTED) -> Asked:
    """``query`` with its name taken apart, and what the gazetteer knows of its hints."""
    return ask_all((query,), (hints,))[0]


def ask_all(queries: Sequence[Query], hints: Sequence[Hints]) -> list[Asked]:
    """:func:`ask` of several at once, in order."""
    parts = [names.split_type_words(query.name) for query in queries]
    cores = [own.core for own in parts]
    skeletons = names.skeletons(cores)
    asked = zip(queries, hints, parts, names.compared(cores), strict=True)
    return [
        _asked(query, known, own, skeletons[own.core], *compared)
        for query, known, own, compared in asked
    ]


def _asked(
    query: Query,
    hints: Hints,
    parts: names.NameParts,
    skeleton: str,
    core: str,
    sound: str,
    weighed: str,
) -> Asked:
    script = script_of(query.name)
    latin = script == LATIN
    guttural = names.guttural(parts.core) if latin and "ch" in parts.core else ""
    hissed = names.hissed(parts.core) if latin else ""
    return Asked(
        parts,
        core if parts.core == parts.whole else names.tight(parts.whole),
        core,
        skeleton,
        sound,
        weighed,
        guttural,
        hissed,
        bool(guttural or hissed),
        None if script == "hebrew" else names.has_article(parts.whole),
        names.unheard(query.name),
        script,
        latin,
        {kind: rank for rank, kind in enumerate(parts.kinds)} if parts.kinds else {},
        parts.kinds[0] if parts.kinds else "",
        *hints,
        query.near,
        query.context,
    )


@lru_cache(maxsize=1024)
def _heard(parts: names.NameParts, semitic: bool) -> dict[str, str]:
    """How a name is heard, and by the keys of its other readings how it is heard in these."""
    readings = names.whole_readings(parts)
    skeletons = names.skeletons([asked_for for asked_for, _ in readings])
    found = {
        "~" + skeletons[asked_for]: names.heard(reading, semitic) for asked_for, reading in readings
    }
    return {**found, "": names.heard(parts.core, semitic)}


@lru_cache(maxsize=16_384)
def script_of(text: str) -> str:
    """``hebrew`` or ``arabic``, which leave out vowels; all that write them count as ``latin``."""
    if text.isascii() or _SEMITIC.search(text) is None:
        return LATIN
    return "arabic" if _HEBREW.search(text) is None else "hebrew"


def situation_of(asked: Asked, borne: bool = True) -> str:
    """What speaks besides the name: ``text``, ``admin1``, ``country`` or, nothing, ``world``.

    With a country the script counts, and whether the best place bears the name: ``country_script``
    is for a name that leaves out vowels, ``country_alike`` and ``country_script_alike`` for one
    that the best place is only called like.
    """
    if asked.surroundings is not None:
        return "text"
    if asked.admin1_given:
        return "admin1"
    if asked.country is None:
        return "world"
    return f"country{'' if asked.latin else '_script'}{'' if borne else '_alike'}"
