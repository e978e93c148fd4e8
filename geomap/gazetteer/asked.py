"""A query made ready for matching: the name taken apart, and what is known around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from geomap.gazetteer import names
from geomap.gazetteer.places import Query

_SEMITIC: Final = re.compile("[\u0590-\u08ff]")


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


class Asked(NamedTuple):
    """A query made ready: the name taken apart, the hints resolved."""

    parts: names.NameParts
    whole: str  # key of the whole name
    core: str  # key of the name without type words
    skeleton: str
    sound: str
    latin: bool
    kinds: Mapping[str, int]  # kinds that the name's type words allow -> their rank
    country: str | None = None
    countries: frozenset[str] = frozenset()  # codes in which to look, empty for the world
    admin1_ids: frozenset[str] = frozenset()
    admin1_points: tuple[tuple[float, float], ...] = ()
    admin1_given: bool = False
    near: tuple[float, float] | None = None
    context: tuple[tuple[float, float], ...] = ()
    surroundings: Surroundings | None = None


def ask(query: Query) -> Asked:
    """``query`` with its name taken apart; hints are added by the gazetteer."""
    parts = names.split_type_words(query.name)
    whole, core = names.tight(parts.whole), names.tight(parts.core)
    return Asked(
        parts,
        whole,
        core,
        names.skeleton(parts.core),
        names.sound(parts.core),
        is_latin(query.name),
        {kind: rank for rank, kind in enumerate(parts.kinds)},
        near=query.near,
        context=query.context,
    )


def is_latin(text: str) -> bool:
    """Whether a name is in a script that writes its vowels as Latin does."""
    return text.isascii() or _SEMITIC.search(text) is None


def situation_of(asked: Asked) -> str:
    """What speaks besides the name: ``text``, ``admin1``, ``country`` or, nothing, ``world``."""
    if asked.surroundings is not None:
        return "text"
    if asked.admin1_given:
        return "admin1"
    return "country" if asked.country is not None else "world"
