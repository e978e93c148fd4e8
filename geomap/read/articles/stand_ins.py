"""Arms that a clause leaves unnamed: 'one drone hit X, another was downed near Y'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import data, words
from geomap.read.articles.tokens import Token


def name_stand_ins(
    hits: Sequence[Hit], tokens: Sequence[Token], first: int, before: Hit | None
) -> Iterator[Hit]:
    """The tags of a sentence, its words that stand for arms tagged as the arms they stand for.

    They are the arms named last: in the sentence, or, for a word that opens it at token ``first``,
    in the sentence ``before``. What stands for people or houses is left out.
    """
    arms: Hit | None = None
    for hit in hits:
        if hit.kind != "stand_in":
            arms = hit if hit.kind == "weapon" else arms
            yield hit
            continue
        meant = arms or (before if hit.first == first else None)
        if meant is not None and _is_of_arms(hit, hits, tokens):
            yield Hit(
                hit.first, hit.last, Tag("weapon", meant.value, {**meant.tag.facts, "elided": True})
            )


def _is_of_arms(stand_in: Hit, hits: Sequence[Hit], tokens: Sequence[Token]) -> bool:
    """Whether the verb that follows is one of arms: 'hit', 'was shot down', not 'was hit'."""
    passive, at = False, stand_in.last
    while at < len(tokens) and _is_helper(tokens[at].lower):
        passive = passive or tokens[at].lower in words("grammar", "past_be")
        at += 1
    listed = data("parties")["done_to_arms" if passive else "done_by_arms"]
    return any(hit.kind == "verb" and hit.first == at and hit.value in listed for hit in hits)


def _is_helper(word: str) -> bool:
    return any(
        word in words(file, name)
        for file, name in (("grammar", "past_be"), ("grammar", "have"), ("parties", "adverbs"))
    )
