"""The gazetteer as this package asks it: is this a name of a place, and which place is meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.gazetteer.names import fold, tight
from geomap.gazetteer.places import Query, Resolution
from geomap.gazetteer.recent import Recent
from geomap.gazetteer.store import Held, Hit, Wanted
from geomap.read.articles.vote import Voter, load_voter

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

#: Distinct names whose fame is kept between texts: some 20 MB.
_REMEMBERED: Final = 50_000
#: Names with their country whose answers are kept, and up to twice as many.
_ANSWERED: Final = 128
#: The best known places of a name are enough to tell how well known it is.
_BEST: Final = 12
#: Kinds of places whose names mean them first of all.
_GRAND: Final = frozenset({"country", "capital", "governorate", "sea", "gulf", "continent"})


class Fame(NamedTuple):
    """How well known a name is as that of a place, before any context."""

    prominence: float  # 0 to 1, of the best known place that bears it
    kind: str
    population: int
    places: int  # how many places of the name the index offered

    @property
    def grand(self) -> bool:
        """Whether it is first of all that of a country, a governorate or a large city."""
        return self.kind in _GRAND or self.population >= 500_000


class Lookup:
    """One gazetteer with what was asked of it before; keeps nothing of any text.

    ``voter`` is a language model that the user asked for, None without.
    """

    def __init__(self, gazetteer: Gazetteer, voter: Voter | None = None) -> None:
        self.gazetteer = gazetteer
        self.voter = voter
        self.fame = lru_cache(maxsize=_REMEMBERED)(self._fame)
        self._alone = Recent(_ANSWERED, gazetteer.resolve_many)

    def resolve(self, queries: Sequence[Query], positions: Sequence[int]) -> list[Resolution]:
        """One resolution per mention of a text, each weighed against the others."""
        return self.gazetteer.resolve_document(queries, positions)

    def resolve_alone(self, queries: Sequence[Query]) -> list[Resolution]:
        """One resolution for each query, no text around it."""
        return self._alone.of(queries)

    def country_name(self, code: str) -> str:
        """The English name of a country, as every output shows it."""
        return self.gazetteer.country_name(code)

    def _fame(self, name: str, countries: frozenset[str] | None = None) -> Fame | None:
        """The fame of a name as it is written, None where no place bears it.

        Given countries, only what lies in them counts, and areas and cities of the world.
        """
        folded = fold(name)
        key = (tight(folded),)
        wanted = [Wanted(key, None, _BEST)]
        if countries is not None:
            wanted.append(Wanted(key, countries, _BEST))
        hits, *within = self.gazetteer.index.look_up_all(wanted)
        exact = [hit for hit in hits if _is_spelled(hit, folded)]
        if countries is not None:
            near = [hit for hit in within[0] if hit.place.country_code in countries]
            exact = [hit for hit in (*exact, *near) if hit in near or _is_known_anywhere(hit.place)]
        if not exact:
            return None
        places = [hit.place for hit in exact]
        best = max(places, key=lambda place: (place.prominence, place.population, place.place_id))
        count = len({place.number for place in places})
        return Fame(best.prominence, best.kind, best.population, count)


def _is_known_anywhere(place: Held) -> bool:
    return place.kind in ("country", "capital", "governorate") or place.population >= 500_000


def _is_spelled(hit: Hit, folded: str) -> bool:
    """Whether the name stands in the index as the text has it, type words aside."""
    return hit.folded == folded or hit.folded.startswith(folded) or folded.startswith(hit.folded)


@lru_cache(maxsize=4)
def lookup_of(gazetteer: Gazetteer, nlp: str | None = None) -> Lookup:
    """The look-up of a gazetteer, one for each; with the votes of a spaCy model, where named.

    Raises:
        InputError: the model is not installed.
    """
    return Lookup(gazetteer, load_voter(nlp) if nlp else None)
