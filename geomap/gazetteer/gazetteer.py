"""Names to places: the gazetteer's front door.

A query goes one way: coordinates are read as such; else the name is looked up, every place found
is scored with the hints given, and the best is taken when it bears the name; else a relation
('12 km north of Ramadi') or the parts of the name ('Aleppo - Kaniya Kurdan') are tried. What fits
nothing well enough is ``unresolved``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import shorten
from geomap.garbage import garbage_left
from geomap.gazetteer import (
    answers,
    coordinates,
    countries,
    match,
    names,
    relations,
    told,
    us_states,
)
from geomap.gazetteer.asked import Hints
from geomap.gazetteer.coordinates import Point
from geomap.gazetteer.features import SITE_KINDS
from geomap.gazetteer.match import Asked, Scored, Weighed, Weights
from geomap.gazetteer.names import NameParts
from geomap.gazetteer.places import Candidate, Place, Query, Resolution
from geomap.gazetteer.recent import Recent
from geomap.gazetteer.store import Held, Hit, Index, Wanted

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.document import Alone
    from geomap.gazetteer.nearest import Nearest
    from geomap.gazetteer.reverse import Districts, Reverse

#: The index that is built when geomap is packaged.
BASE_INDEX: Final = Path(__file__).resolve().parents[1] / "data" / "gazetteer.sqlite"
#: Names a key gives at most, best known first, where no country is given and where one is.
_LIMIT_WORLD, _LIMIT_COUNTRY = 30, 60
_AREA_KINDS: Final = frozenset({"governorate", "region", "district"})
#: How likely coordinates that fall into the country given only when exchanged were exchanged:
#: enough to be shown, too little to be called resolved.
_SWAPPED_SCORE: Final = 0.5
#: A name less alike than this, with no hint beside it, halves the score of a place.
_ALIKE, _UNLIKELY = 0.75, 0.5
#: Probability from which a place that bears the name is taken without reading the name further.
_SURE: Final = 0.7
#: A place so well known is meant by its very name, whatever phrase the name could also be.
_KNOWN: Final = 0.4
#: How sure coordinates are: they were written down; what may be wrong is the writing.
_COORDINATES_SCORE: Final = 0.99
#: Names answered together, step by step: each step stays in the caches of the processor meanwhile.
#: With more of them it gets hardly faster.
_TOGETHER: Final = 128
#: Names answered before garbage is looked for, a fifth of a second's; a multiple of the other.
_UNTIDIED: Final = 1024
#: Characters of a name, and phrases within phrases ('east of the village near ...'): what has more
#: is a text that somebody put into a column of places.
_LONGEST: Final = 1_000
_DEEPEST: Final = 5

#: Names of texts that stay measured, some ten kilobytes each, and up to twice as many: of news
#: two in five are among them.
_NAMES_OF_TEXTS: Final = 256

#: Countries with governorates that stay read, and up to twice as many: rows of a table share them.
_HINTS: Final = 2048

#: Parts of phrases that stay weighed, some ten kilobytes each, and up to twice as many: as many as
#: a batch of nothing but phrases has.
_PARTS: Final = 512
#: Outlines that phrases are read with, up to half a megabyte each.
_OUTLINES: Final = 16

#: Latitude and longitude, decimal degrees.
_Spot = tuple[float, float]
#: A name taken apart, and the code of the country to look in.
_Sought = tuple[NameParts, str | None]


class Gazetteer:
    """Places by name. Read-only, safe to share between threads."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self.weights = weights or match.default_weights()
        self._hints = Recent(_HINTS, self._read_hints)
        self._find = lru_cache(maxsize=4096)(self._find_part)
        # A part of a phrase is asked for by itself, then near the other part.
        self._hits_of_parts = Recent(_PARTS, self._hits)
        self._parts = Recent(_PARTS, self._weigh_parts)
        self._outline = lru_cache(maxsize=_OUTLINES)(index.area)
        #: What :mod:`geomap.gazetteer.document` measures of the names of texts.
        self.names_of_texts = Recent(_NAMES_OF_TEXTS, self._measure_names)

    @classmethod
    def default(cls, extra: Sequence[Path | str] = ()) -> Gazetteer:
        """The gazetteer that came with the package, behind what the user added and ``extra``.

        Args:
            extra: indexes, or place files that ``geomap gazetteer add`` would take, searched
                first. What was added is searched next, the package's own index last.

        Raises:
            IndexMissing: the package was not built ('make setup'), or a file is not there.
            GazetteerError: a file is not an index of this version, or not a place file.
        """
        from geomap.gazetteer.library import as_index, indexes

        return cls.open(*(as_index(Path(file)) for file in extra), *indexes(), BASE_INDEX)

    @classmethod
    def open(cls, *paths: Path | str) -> Gazetteer:
        """The gazetteer of these index files, searched as one, the first one's word counting.

        Raises:
            IndexMissing: a file is not there.
            GazetteerError: a file is not an index of this version.
        """
        return cls(Index.open(*paths))

    def resolve(
        self,
        name: str,
        country: str | None = None,
        admin1: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Which place ``name`` means, with what else it could mean and why.

        Args:
            name: a name in any spelling or script, coordinates in any notation, or a relation.
            country: where to look: name or ISO code in any spelling.
            admin1: governorate, province or region, in any spelling.
            near: latitude, longitude in decimal degrees of something close by.
            limit: candidates listed at most.
        """
        return self._answer(Query(name, country, admin1, near), limit)

    def resolve_many(self, queries: Iterable[Query], limit: int = 5) -> list[Resolution]:
        """One resolution for each query, in order; equal queries are answered once."""
        asked = list(queries)
        distinct = list(dict.fromkeys(asked))
        found: list[Resolution] = []
        for start in range(0, len(distinct), _UNTIDIED):
            untidied = distinct[start : start + _UNTIDIED]
            with garbage_left():
                for at in range(0, len(untidied), _TOGETHER):
                    found += self._answer_all(untidied[at : at + _TOGETHER], limit)
        if len(asked) == len(distinct):
            return found
        known = dict(zip(distinct, found, strict=True))
        return [known[query] for query in asked]

    def gather(self, query: Query) -> tuple[Asked, list[Hit]]:
        """The query made ready, and every name held that its name could be."""
        return self.gather_all((query,))[0]

    def gather_all(self, queries: Sequence[Query]) -> list[tuple[Asked, list[Hit]]]:
        """:meth:`gather` of several at once, in order.

        The step that one name and the names of a whole text share. An adjective or abbreviation
        of a country ('Turkish', 'U.S.') finds the country, that of a state ('Ala.') the state.
        """
        asked = match.ask_all(queries, self._hints_of(queries))
        hits = self._hits([(one.parts, one.country) for one in asked])
        found = zip(queries, asked, hits, strict=True)
        return [self._with_stand_ins(*each) for each in found]

    def _with_stand_ins(
        self, query: Query, asked: Asked, hits: list[Hit]
    ) -> tuple[Asked, list[Hit]]:
        """A query made ready and its hits, with the country or state that its name stands for."""
        code = countries.code_of_name(query.name)
        if code is not None:
            hits = [*hits, *self._country_hits(asked, code)]
        state = us_states.state_of(query.name)
        return asked, hits if state is None else [*hits, *self._state_hits(asked, state)]

    def conclude(
        self, query: Query, asked: Asked, ranked: Sequence[Scored], limit: int
    ) -> Resolution:
        """The answer from ranked places, after phrases are read where none bears the name."""
        situation = answers.situation_among(asked, ranked)
        candidates = answers.candidates_of(asked, ranked, self.weights, situation, limit)
        note = answers.note_of(asked, ranked)
        standing = match.standing_of(ranked[0]) if ranked else "known"
        if _is_read(ranked):
            read = self._read_phrase(query)
            if read is not None and (not candidates or read[0].score >= candidates[0].score):
                candidates, note, standing = [read[0], *candidates][:limit], read[1], "famous"
        if query.country and asked.country is None:
            unknown = f"'{shorten(query.country)}' is no country that is known: looked everywhere."
            note = f"{unknown} {note}".rstrip()
        if situation == "world":
            candidates = _less_alike(candidates, ranked)
        return answers.resolution(query.name, candidates, self.weights, note, situation, standing)

    def resolve_document(
        self, names: Sequence[Query], positions: Sequence[int], limit: int = 5
    ) -> list[Resolution]:
        """One resolution per mention of a text, each name weighed against the others.

        See :func:`geomap.gazetteer.document.resolve_document`.
        """
        from geomap.gazetteer.document import resolve_document

        with garbage_left():
            return resolve_document(self, names, positions, limit)

    def _measure_names(self, names: Sequence[Query]) -> list[Alone]:
        from geomap.gazetteer.document import measure_names

        return measure_names(self, names)

    def area(self, place_id: str) -> BaseGeometry | None:
        """The outline of a place, longitude before latitude, WGS 84; None where it has none."""
        return self.index.area(place_id)

    def place(self, place_id: str) -> Place | None:
        """The place of an id that a candidate carried, None where no index holds it."""
        return self.index.place(place_id)

    def country_code(self, text: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a country named or coded in any spelling, else None."""
        return countries.code_of(text) or self._country_by_name(text)

    def country_name(self, code: str) -> str:
        """The one English name that every output shows; an unknown code comes back as it is."""
        return countries.name_of(code) or code

    def reverse(self, lats: Any, lons: Any) -> Reverse:
        """Country and governorate of each point: arrays in, arrays out, decimal degrees."""
        from geomap.gazetteer.reverse import reverse

        return reverse(self.index, lats, lons)

    def nearest(self, lats: Any, lons: Any, within_km: float = 50.0) -> Nearest:
        """The nearest place of each point with its district: arrays in, arrays out."""
        from geomap.gazetteer.nearest import nearest

        return nearest(self.index, lats, lons, within_km)

    def districts(self, lats: Any, lons: Any) -> Districts:
        """The district of each point, None where no outline that is held holds it."""
        from geomap.gazetteer.reverse import districts

        return districts(self.index, lats, lons)

    def governorate_at(self, lat: float, lon: float, country: str | None = None) -> Place | None:
        """The governorate that holds a point, None at sea; ``country`` is a code, if known."""
        from geomap.gazetteer.reverse import reverse

        place_id = reverse(self.index, [lat], [lon], country).admin1_id[0]
        return None if place_id is None else self.place(place_id)

    def info(self) -> dict[str, Any]:
        """What the gazetteer holds: files, sources with their terms, counts by kind."""
        return self.index.info()

    # --- one answer ------------------------------------------------------------------------

    def _answer(self, query: Query, limit: int) -> Resolution:
        return self._answer_all((query,), limit)[0]

    def _answer_all(self, queries: Sequence[Query], limit: int) -> list[Resolution]:
        """The answer to each query; their names are looked up together."""
        written = [self._answer_written(query) for query in queries]
        named = [query for query, told in zip(queries, written, strict=True) if told is None]
        gathered = self.gather_all(named)
        ranked = match.rank_all(gathered, self.weights)
        found = list(zip(named, gathered, ranked, strict=True))
        self._foresee([query for query, _, places in found if _is_read(places)])
        concluded = (
            self.conclude(query, asked, places, limit) for query, (asked, _), places in found
        )
        return [told or next(concluded) for told in written]

    def _foresee(self, queries: Sequence[Query]) -> None:
        """Weigh together what the parts of these names may be, if they are phrases."""
        self._parts.holding(
            [
                query.named(part).deeper().anywhere()
                for query in queries
                for part in relations.parts_of(query.name)
            ]
        )

    def _answer_written(self, query: Query) -> Resolution | None:
        """The answer to what is no name: coordinates, a text of any length; else None."""
        if len(query.name) > _LONGEST:
            return answers.resolution(query.name, (), self.weights, "Too long to be a name.")
        point = coordinates.parse(query.name)
        if point is not None:
            return self._answer_point(query, point)
        short = coordinates.short_plus_code(query.name) if "+" in query.name else None
        if short is not None:
            return self._answer_short_code(query, *short)
        return None

    def _read_phrase(self, query: Query) -> tuple[Candidate, str] | None:
        """The likeliest reading of a relation or a nested name, with its sentence."""
        if query.depth >= _DEEPEST:
            return None
        phrase = relations.parse(query.name)
        if phrase is not None:
            found = told.locate(phrase, query, self._find, self._outline)
            if found is not None:
                return found
        nested = relations.nested(query.name)
        if not nested:
            return None
        readings = (told.nest(reading, query, self._find) for reading in nested)
        found_readings = [reading for reading in readings if reading is not None]
        return max(found_readings, key=lambda reading: reading[0].score, default=None)

    def _find_part(self, query: Query) -> Candidate | None:
        """The likeliest place of a part of a phrase, which may be a phrase itself."""
        query = query.deeper()
        written = self._answer_written(query)
        if written is not None:
            return written.best
        weighed = self._parts.of((query.anywhere(),))[0]
        asked = weighed.asked
        if query.near is None:
            return self.conclude(query, asked, match.settle(weighed), 1).best
        ranked = match.weigh_near(weighed, query.near, self.weights)
        return self.conclude(query, replace(asked, near=query.near), ranked, 1).best

    def _weigh_parts(self, queries: Sequence[Query]) -> list[Weighed]:
        """Parts of phrases with the places of their names, weighed alone."""
        asked = match.ask_all(queries, self._hints_of(queries))
        hits = self._hits_of_parts.of([(one.parts, one.country) for one in asked])
        found = list(map(self._with_stand_ins, queries, asked, hits))
        spellings = match.spellings_of(held for _, held in found)
        measured = [match.measure_all(*each, spellings) for each in found]
        return [
            match.weigh_alone(ready, places, self.weights)
            for (ready, _), places in zip(found, measured, strict=True)
        ]

    def _answer_point(self, query: Query, point: Point) -> Resolution:
        """Coordinates as an answer; with a country given, a swap of the axes is suspected."""
        code = self.country_code(query.country) if query.country else None
        here, note = self._point_candidate(point), point.note
        other = coordinates.swapped(point)
        if (
            code is None
            or other is None
            or here.country_code in (code, *countries.DISPUTED.get(code, ()))
        ):
            return answers.resolution(query.name, [here], self.weights, note)
        there = self._point_candidate(other)
        if there.country_code != code:
            outside = f"The point lies outside {self.country_name(code)}."
            return answers.resolution(query.name, [here], self.weights, outside)
        note = (
            f"The point lies outside {self.country_name(code)}, with latitude and longitude "
            "exchanged it lies inside: they are probably swapped."
        )
        likely = _SWAPPED_SCORE
        ranked = [replace(there, score=likely), replace(here, score=1 - likely)]
        return answers.resolution(query.name, ranked, self.weights, note)

    def _answer_short_code(self, query: Query, code: str, place: str) -> Resolution:
        """A short plus code by the place that it names; as sure as that place is."""
        near = self._find(query.named(place))
        point = coordinates.recovered(code, near.lat, near.lon) if near else None
        if near is None or point is None:
            return answers.resolution(
                query.name, [], self.weights, f"'{place}', which the code is near, is not held."
            )
        here = self._point_candidate(point)
        told = answers.rescored(here, near.score, f"the code is read as the one by {near.name}")
        return answers.resolution(query.name, [told], self.weights)

    def _point_candidate(self, point: Point) -> Candidate:
        held = self.reverse([point.lat], [point.lon])
        return answers.point_candidate(
            point, held.country_code[0], held.admin1[0], _COORDINATES_SCORE
        )

    # --- hints and look-up -----------------------------------------------------------------

    def _hints_of(self, queries: Sequence[Query]) -> list[Hints]:
        """What is known besides each name."""
        return self._hints.of([(query.country, query.admin1) for query in queries])

    def _read_hints(self, given: Sequence[tuple[str | None, str | None]]) -> list[Hints]:
        """What the texts of countries and governorates tell, the latter looked up together."""
        codes = [self.country_code(country) if country else None for country, _ in given]
        told = zip(given, codes, strict=True)
        governorates = iter(self._read_admin1([(text, code) for (_, text), code in told if text]))
        return [
            Hints(
                code,
                _looked_in(code) if code else frozenset(),
                *(next(governorates) if admin1 else (frozenset(), ())),
                admin1_given=admin1 is not None,
                density=self.index.density(code) if code else 0.0,
            )
            for (_, admin1), code in zip(given, codes, strict=True)
        ]

    def _hits(self, asked: Sequence[_Sought]) -> list[list[Hit]]:
        """Every name held that each of these, in the country of this code, could be."""
        found = self._held(names.query_keys, asked)
        # A site of the name is called after a place, which may be held in another spelling.
        unheld = [
            at
            for at, hits in enumerate(found)
            if all(hit.key[0] == "~" or hit.place.kind in SITE_KINDS for hit in hits)
        ]
        readings = self._held(names.reading_keys, [asked[at] for at in unheld])
        for at, more in zip(unheld, readings, strict=True):
            found[at] = found[at] + more
        return found

    def _held(
        self,
        keys_of: Callable[[Sequence[NameParts]], list[tuple[str, ...]]],
        asked: Sequence[_Sought],
    ) -> list[list[Hit]]:
        """What stands under the keys of each name, but for places that its country is not given."""
        keys = keys_of([parts for parts, _ in asked])
        found = self.index.look_up_all(list(map(_wanted, keys, asked)))
        return [_held_in(country, hits) for (_, country), hits in zip(asked, found, strict=True)]

    def _country_hits(self, asked: Asked, code: str) -> list[Hit]:
        """The country that a name stands for, as if it bore the name: 'U.S.', 'Syrian'."""
        name = self._country_names.get(code, "")
        return [
            hit._replace(key=asked.whole, folded=asked.parts.whole)
            for hit in self.index.look_up(names.keys(name)[:1], (code,), _LIMIT_COUNTRY)
            if hit.place.kind == "country"
        ][:1]

    def _state_hits(self, asked: Asked, state: str) -> list[Hit]:
        """The state that an abbreviation stands for, as if it bore the name: 'Ala.'."""
        return [
            hit._replace(key=asked.whole, folded=asked.parts.whole)
            for hit in self.index.look_up(names.keys(state)[:1], ("US",), _LIMIT_COUNTRY)
            if hit.place.kind == "governorate"
        ][:1]

    @cached_property
    def _country_names(self) -> dict[str, str]:
        """The index's own name of each country by code."""
        return {code: name for code, _, name in self.index.countries()}

    def _read_admin1(
        self, given: Sequence[tuple[str, str | None]]
    ) -> list[tuple[frozenset[str], tuple[_Spot, ...]]]:
        """:meth:`_governorates` of each name within the country of a code, looked up together."""
        within = [Hints(code, _looked_in(code)) if code else Hints() for _, code in given]
        asked = match.ask_all([Query(text) for text, _ in given], within)
        hits = self._hits_of_parts.of([(one.parts, one.country) for one in asked])
        return list(map(self._governorates, asked, hits))

    def _governorates(
        self, asked: Asked, hits: list[Hit]
    ) -> tuple[frozenset[str], tuple[_Spot, ...]]:
        """Governorates of a name, by id; failing these, where districts and places of it lie."""
        called_so = match.namesakes(asked, [hit for hit in hits if hit.place.kind == "governorate"])
        if called_so:  # as nearly always; what else is of that name need not be ranked
            return frozenset(hit.place.place_id for hit in called_so), ()
        ranked = match.rank(asked, hits, self.weights)
        close = [scored for scored in ranked if scored.likeness >= 0.6]
        governorates = [scored for scored in close if scored.hit.place.kind == "governorate"][:1]
        if governorates:
            return frozenset((governorates[0].hit.place.place_id,)), ()
        areas = [s for s in close if s.hit.place.kind in _AREA_KINDS]
        likely = areas or [scored for scored in ranked if scored.together > 0.3]
        return frozenset(), tuple((s.hit.place.lat, s.hit.place.lon) for s in likely[:2])

    @lru_cache(maxsize=4096)  # noqa: B019 - a gazetteer lives as long as its process
    def _country_by_name(self, text: str) -> str | None:
        hits = self.index.look_up(names.keys(text)[:1], None, _LIMIT_WORLD)
        found = [hit.place.country_code for hit in hits if hit.place.kind == "country"]
        return found[0] if found else countries.code_of_adjective(text)


@lru_cache(maxsize=512)
def _looked_in(code: str) -> frozenset[str]:
    """The countries to look in where one is given: those that it disputes ground with too."""
    return frozenset((code, *countries.DISPUTED.get(code, ())))


def _wanted(keys: tuple[str, ...], asked: _Sought) -> Wanted:
    """What to look up of a name, nothing of one without a letter.

    Lists of names hold codes, '25' and 'No. 7'; a text means none of them.
    """
    parts, country = asked
    if not parts.whole.islower():
        keys = ()
    if country is None:
        return Wanted(keys, None, _LIMIT_WORLD)
    within = _looked_in(country)
    return Wanted(keys, within, _LIMIT_COUNTRY * len(within))


def _held_in(country: str | None, hits: list[Hit]) -> list[Hit]:
    """Hits without those in parts of other countries that the country given does not claim."""
    if country is None or not countries.is_in_part(country):
        return hits
    return [hit for hit in hits if _may_be_in(country, hit.place)]


def _may_be_in(country: str, place: Held) -> bool:
    code = place.country_code
    return code == country or countries.may_be_in(country, code, place.lat, place.lon)


def _less_alike(candidates: list[Candidate], ranked: Sequence[Scored]) -> list[Candidate]:
    """``candidates`` with the first at half its score where its name is not very like, or a letter.

    For names that nothing else speaks for.
    """
    if not candidates or not ranked or candidates[0].place_id != ranked[0].hit.place.place_id:
        return candidates
    letter = len(ranked[0].hit.folded) == 1
    if not letter and ranked[0].likeness >= _ALIKE:
        return candidates
    told = "is one letter" if letter else "is not very like"
    reason = f"its name {told}, and nothing else speaks for it"
    return [answers.rescored(candidates[0], _UNLIKELY, reason), *candidates[1:]]


def _is_read(ranked: Sequence[Scored]) -> bool:
    """Whether a name is read as a phrase, since none of the places found is sure to bear it."""
    return not (ranked and _bears_the_name(ranked[0]))


def _bears_the_name(scored: Scored) -> bool:
    """Whether the best place is so likely or known and so named that no phrase need be read."""
    row = scored.measured
    if "kind_clash" in row:
        return False
    if "same_name" in row and scored.hit.place.prominence >= _KNOWN:
        return True  # 'North Carolina' is no part of Carolina
    return match.bears_name(row) and scored.together >= _SURE
