"""Armed groups that no list holds, by the words of their names and those beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import CAPITAL, data, spaced, words
from geomap.read.articles.tokens import Token

#: A name of up to eight words: 'Saraya Awliya al-Dam', 'Army of the Just', 'Liwa al-Thawra'.
_WORD: Final = rf"(?:(?:[a-z]{{1,4}}[-’'])?{CAPITAL}[\w’'-]*)"
_LINK: Final = r"(?:(?:of|the|al|ul|el|for|wal|de|del|du|des|e)\s+)"
NAME: Final = rf"(?P<name>{_WORD}(?:\s+{_LINK}{{0,2}}{_WORD}){{0,7}})"
#: What no name begins with, though the first word of a sentence has its capital.
_OPENERS: Final = frozenset({"the", "a", "an", "and", "but", "in", "on", "at", "of", "by", "both"})


def name_groups(
    text: str, tokens: Sequence[Token], first: int, last: int, hits: Sequence[Hit]
) -> list[Hit]:
    """The tags of tokens ``[first, last)`` with those of groups that no list holds.

    The kind ``group`` is one whose own words say that it is armed ('Free Idlib Brigade', 'the armed
    group CMA', 'Saraya al-Thaer'), ``called`` one that is only called a group: it may claim.
    """
    if first >= last or words("parties", "of_groups").isdisjoint(
        part for token in tokens[first:last] for part in token.lower.split("-")
    ):
        return list(hits)
    found: list[Hit] = []
    for kind, pattern in _forms():
        for match in pattern.finditer(text, tokens[first].start, tokens[last - 1].end):
            hit = _hit(tokens, first, last, match, kind)
            if hit and _is_new(hit, hits, found) and not _is_plain(tokens, hit, hits):
                found.append(hit)
    return sorted([*hits, *found], key=lambda hit: hit.first)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a text shows that a name is a group's; the surest first."""
    listed = data("parties")
    nouns = "|".join(listed["groups"].split())
    armed = "|".join(listed["armed"].split())
    tails = "|".join(word.capitalize() for word in listed["group_tails"].split())
    heads = "|".join(word.capitalize() for word in listed["group_heads"].split())
    called = "|".join(map(spaced, listed["called"]))
    behind = "gang|cartel|militia|faction|group"
    quote = r"[“\"‘']?"
    name_on = NAME.removeprefix("(?P<name>").removesuffix(")")
    forms = (
        ("group", rf"\b(?P<name>(?:{heads})\b[\s-]{name_on})"),
        ("group", rf"\b(?P<name>{name_on}\s+(?:{tails}))\b"),
        ("group", rf"\b(?:{armed})\s+(?:{nouns}),?\s+(?:(?:{called})\s+)?(?:the\s+)?{quote}{NAME}"),
        ("group", rf"\b{NAME}[”\"’']?\s+(?:armed\s+)?(?:{behind})\b(?!\s{CAPITAL})"),
        ("called", rf"\b(?:{nouns})(?:,|\s+(?:{called}))?\s+(?:the\s+)?{quote}{NAME}"),
        ("called", rf"\b{NAME}[”\"’']?,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,5}}?(?:{nouns})\b"),
    )
    return tuple((kind, re.compile(form)) for kind, form in forms)


def _hit(
    tokens: Sequence[Token], first: int, last: int, match: re.Match[str], kind: str
) -> Hit | None:
    """The tag of a name, without the words before it that no name begins with."""
    start, end = match.span("name")
    inside = [at for at in range(first, last) if start <= tokens[at].start < end]
    before = _OPENERS | words("casualties", "people")
    while inside and tokens[inside[0]].lower in before:
        inside = inside[1:]  # 'Members of the Free Idlib Brigade'
    if not inside:
        return None
    name = match.string[tokens[inside[0]].start : end]
    return Hit(inside[0], inside[-1] + 1, Tag(kind, " ".join(name.split())))


def _is_new(hit: Hit, hits: Sequence[Hit], found: Sequence[Hit]) -> bool:
    taken = (other for other in (*hits, *found) if other.kind in ("actor", "group", "called"))
    return not any(hit.first < other.last and other.first < hit.last for other in taken)


def _is_plain(tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a name is that of a state's force, a people or a single common word.

    'Iraqi Air Force', 'National Guard', 'a Tuareg group', 'the Sunni militia'.
    """
    lower = [token.lower for token in tokens[hit.first : hit.last]]
    peoples = [
        o for o in hits if o.kind == "people" and hit.first <= o.first and o.last <= hit.last
    ]
    if lower[-1] in words("parties", "state_tails"):
        plain = words("parties", "state_words")
        return bool(peoples) or all(word in plain for word in lower[:-1])
    if len(lower) > 1:
        return any(other.last - other.first == len(lower) for other in peoples)
    told = lower[0] in words("context", "not_places") | words("context", "compass")
    return told or bool(peoples) or bool(_PEOPLE.search(lower[0]))


#: How words for peoples and faiths end.
_PEOPLE: Final = re.compile(r"(?:ist|ite|ish|ian|ean|ese|ni|qi|li|ic|ed|nese)$")
