"""That nobody said that it was them: 'no group has claimed it', 'no one admitted firing them'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import form, words
from geomap.read.articles.tokens import Token

_TAG = Tag("unclaimed", "unclaimed")


def with_unclaimed(
    text: str, tokens: Sequence[Token], said: AbstractSet[str], first: int, hits: tuple[Hit, ...]
) -> tuple[Hit, ...]:
    """The tags of a sentence with those that say that nobody claimed it.

    ``said`` are its words in small letters, ``first`` is its first token.
    """
    if said.isdisjoint(words("grammar", "nobody")):
        return hits
    return tuple(sorted((*hits, *_found(text, tokens, first)), key=lambda hit: hit.first))


def _found(text: str, tokens: Sequence[Token], first: int) -> Iterator[Hit]:
    for match in form("unclaimed").finditer(text, tokens[0].start, tokens[-1].end):
        inside = [
            at for at, token in enumerate(tokens) if match.start() <= token.start < match.end()
        ]
        yield Hit(first + inside[0], first + inside[-1] + 1, _TAG)
