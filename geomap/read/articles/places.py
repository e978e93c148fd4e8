"""Which names of a text are places, and which places they are.

Names are proposed by their capital letters, looked up in one batch, and judged by what stands
around them: 'in X', 'X province', 'X, Y' speak for a place; a title, a given name, the tail of
an organisation's name or a verb of saying speak for somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geomap.gazetteer.places import Query, Resolution
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import words
from geomap.read.articles.lookup import Resolver
from geomap.read.articles.spans import Run, pieces, runs, type_after

Role = Literal["place", "actor"]

#: What a name must reach to count as a place; the weights below were set on the tuning halves
#: of LGL, GeoVirus and TUD-Loc (benchmarks/articles.py).
_ENOUGH: Final = 1.5
_GRAND: Final = frozenset(
    {"country", "capital", "governorate", "region", "sea", "gulf", "strait", "continent"}
)
_MIDDLING: Final = frozenset({"city", "air_base", "military_base", "district", "island", "river"})
_SPEAKS: Final = frozenset(
    [
        "has",
        "have",
        "had",
        "wants",
        "responded",
        "vowed",
        "retaliated",
        "accuses",
        "accused",
        "denies",
        "denied",
        "claims",
        "blames",
        "blamed",
        "says",
        "will",
        "would",
        "insists",
        "maintains",
        "maintained",
        "demanded",
        "rejects",
        "rejected",
    ]
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the text: tokens ``[first, last)``, characters ``[start, end)``."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    role: Role  # 'actor' where a capital or country stands for its government
    stated: bool  # a preposition or a word of place says that something is there
    resolution: Resolution

    @property
    def kind(self) -> str:
        """The kind of place that it most likely is; empty where it is not in the gazetteer."""
        return self.resolution.best.kind if self.resolution.best else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a run that may be a name: tokens ``[first, last)``."""

    run: Run
    first: int
    last: int
    query: str  # with the type words that follow: 'Conoco gas field'


def find_places(
    document: Document, resolver: Resolver, countries: Sequence[str] = ()
) -> list[PlaceMention]:
    """The places that a document names, by position, resolved with the whole document in view."""
    names_of_people = _people(document)
    proposed = [_proposed(document, run) for run in runs(document)]
    queries = dict.fromkeys(piece.query for parts in proposed for piece in parts)
    answers = resolver.resolve_many(
        [Query(name, country=next(iter(countries), None)) for name in queries]
    )
    known = dict(zip(queries, answers, strict=True))
    found: list[PlaceMention] = []
    for parts in proposed:
        found += _chosen(document, parts, known, names_of_people)
    return found


def _proposed(document: Document, run: Run) -> list[_Piece]:
    limit = document.sentences[run.sentence].last
    found = []
    for first, last in pieces(document, run):
        with_type = type_after(document, last, limit)
        name = " ".join(document.between(first, with_type).split())
        found.append(_Piece(run, first, last, name))
    return found


def _chosen(
    document: Document,
    parts: Sequence[_Piece],
    known: dict[str, Resolution],
    people: frozenset[str],
) -> Iterable[PlaceMention]:
    taken: list[tuple[int, int]] = []
    for piece in parts:
        if any(piece.first < last and first < piece.last for first, last in taken):
            continue
        resolution = known[piece.query]
        stated = _is_stated(document, piece)
        if resolution.best is None and not (stated and _is_name(document, piece)):
            continue
        if (
            _is_taken(document, piece)
            or _score(document, piece, resolution, people, stated) < _ENOUGH
        ):
            continue
        taken.append((piece.first, piece.last))
        tokens = document.tokens
        yield PlaceMention(
            tokens[piece.first].start,
            tokens[piece.last - 1].end,
            piece.first,
            piece.last,
            piece.run.sentence,
            _role(document, piece, resolution, stated),
            stated,
            resolution,
        )


def _is_stated(document: Document, piece: _Piece) -> bool:
    at = piece.first - 1
    while at >= 0 and document.tokens[at].lower in words("context", "compass") | {"the"}:
        at -= 1
    before = document.tokens[at].lower if at >= 0 else ""
    return before in words("context", "prepositions") or (
        before == "of"
        and document.tokens[at - 1].lower
        in words("context", "types_before") | words("context", "compass") | {"vicinity"}
    )


def _is_name(document: Document, piece: _Piece) -> bool:
    """Whether an unknown name is whole and plausible: the run itself, no demonym, no month."""
    whole = piece.first == piece.run.first and piece.last == piece.run.last
    word = document.tokens[piece.first].lower
    return whole and word not in words("context", "not_places")


def _is_taken(document: Document, piece: _Piece) -> bool:
    """Whether the words are an actor's name, a people's, or a title."""
    sentence = document.sentences[piece.run.sentence]
    for hit in sentence.hits:
        if hit.kind == "actor" and hit.first < piece.last and piece.first < hit.last:
            return True
        demonym = hit.kind == "people" and hit.tag.facts["role"] == "demonym"
        if demonym and hit.first <= piece.first and piece.last <= hit.last:
            return True
    return False


def _score(
    document: Document, piece: _Piece, resolution: Resolution, people: frozenset[str], stated: bool
) -> float:
    score = 2.0 if stated else 0.0
    score += _prominence(resolution)
    score -= _belongs_to_somebody(document, piece, people)
    if len(document.between(piece.first, piece.last)) < len(piece.query):
        score += 1.5
    return score


def _prominence(resolution: Resolution) -> float:
    best = resolution.best
    if best is None:
        return 0.0
    if best.kind in _GRAND:
        return 2.0
    return 1.0 if best.kind in _MIDDLING else 0.5


def _belongs_to_somebody(document: Document, piece: _Piece, people: frozenset[str]) -> float:
    tokens = document.tokens
    words_ = [token.lower for token in tokens[piece.first : piece.last]]
    if len(words_) == 1 and (words_[0] in words("context", "not_places") or words_[0] in people):
        return 4.0
    before = tokens[piece.first - 1].lower if piece.first > piece.run.first else ""
    after = tokens[piece.last].lower if piece.last < piece.run.last else ""
    if before in words("context", "titles") or before in words("context", "given_names"):
        return 4.0
    if (
        tokens[piece.run.last - 1].lower in words("context", "organisation_tails")
        and piece.last < piece.run.last
    ):
        return 4.0
    return 2.0 if before or after else 0.0


def _role(document: Document, piece: _Piece, resolution: Resolution, stated: bool) -> Role:
    best = resolution.best
    if stated or best is None or best.kind not in ("country", "capital", "city"):
        return "place"
    after = document.tokens[piece.last].lower if piece.last < len(document.tokens) else ""
    speaks = after in _SPEAKS or after in words("speech", "verbs")
    return "actor" if speaks else "place"


def _people(document: Document) -> frozenset[str]:
    """Surnames: the last words of runs that begin with a title or a given name."""
    found = set()
    for run in runs(document):
        lower = [token.lower for token in document.tokens[run.first : run.last]]
        known = words("context", "given_names") | words("context", "titles")
        if len(lower) > 1 and any(word in known for word in lower[:-1]):
            found.add(lower[-1])
    return frozenset(found)
