"""A part of a text that may be the name of a place."""

from __future__ import annotations

from typing import Final, NamedTuple

from geomap.read.articles.lookup import Fame
from geomap.read.articles.spans import Run

#: The names of countries are in the lists of this package.
OF_COUNTRIES: Final = Fame(0.95, "country", 10_000_000, 1)


class Piece(NamedTuple):
    """A part of a run that may be a name: tokens ``[first, last)``."""

    run: Run
    first: int
    last: int
    typed: int  # the end with the type words that follow ('Conoco gas field')
    name: str
    fame: Fame | None
    stated: bool  # a preposition says that something is there
    skipped: int = 0  # characters of its first token that are a particle, not the name
    described: bool = False  # the text has other words for it: 'the Somali capital'

    @property
    def grand(self) -> bool:
        """Whether its name is first of all that of a country, a governorate or a large city."""
        return self.fame is not None and self.fame.grand
