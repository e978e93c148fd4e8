"""That nobody said that it was them: 'no group has claimed it', 'no one admitted firing them'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import form, words
from geomap.read.articles.tokens import Token

_TAG = Tag("unclaimed", "unclaimed")


def with_unclaimed(
    text: str, tokens: Sequence[Token], first: int, last: int, hits: Iterable[Hit]
) -> tuple[Hit, ...]:
    """The tags of tokens ``[first, last)`` with those that say that nobody claimed it."""
    return tuple(sorted((*hits, *_found(text, tokens, first, last)), key=lambda hit: hit.first))


def _found(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[Hit]:
    nobody = words("grammar", "nobody")
    if not any(token.lower in nobody for token in tokens[first:last]):
        return
    for match in form("unclaimed").finditer(text, tokens[first].start, tokens[last - 1].end):
        inside = [
            at for at in range(first, last) if match.start() <= tokens[at].start < match.end()
        ]
        yield Hit(inside[0], inside[-1] + 1, _TAG)
