"""Armed groups that no list holds, by the words of their names and those beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache
from itertools import chain
from typing import Final

from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import CAPITAL, data, spaced, words
from geomap.read.articles.tokens import Token

#: A name of up to eight words: 'Saraya Awliya al-Dam', 'Army of the Just', 'Liwa al-Thawra'.
_WORD: Final = rf"(?:(?:[a-z]{{1,4}}[-’'])?{CAPITAL}[\w’'-]*)"
_LINK: Final = r"(?:(?:of|the|al|ul|el|for|wal|de|del|du|des|e)\s+)"
NAME: Final = rf"(?P<name>{_WORD}(?:\s+{_LINK}{{0,2}}{_WORD}){{0,7}})"
#: Behind a name, the letters by which the text goes on to call it: 'X (PRF)'.
_SHORT: Final = re.compile(r"[”\"’']?\s+\((?:the\s+)?(?P<short>[^\W\d_][\w-]{1,9})[),]")


def name_groups(
    text: str,
    tokens: Sequence[Token],
    first: int,
    last: int,
    spoken: frozenset[str],
    hits: Sequence[Hit],
    short: MutableMapping[str, Tag],
) -> list[Hit]:
    """The tags of tokens ``[first, last)`` with those of groups that no list holds.

    The kind ``group`` is one whose own words say that it is armed ('Free Idlib Brigade', 'the armed
    group CMA', 'Saraya al-Thaer'), ``called`` one that is only called a group: it may claim.
    ``spoken`` are their words in small letters; ``short`` keeps the letters by which the text
    calls a group from one sentence to the next.
    """
    if first >= last:
        return list(hits)
    found: list[Hit] = []
    start, end = tokens[first].start, tokens[last - 1].end
    parts = chain.from_iterable([word.split("-") for word in spoken if "-" in word])
    of_groups = words("parties", "of_groups")
    forms = () if of_groups.isdisjoint(spoken) and of_groups.isdisjoint(parts) else _forms()
    if " (" in text[start:end]:
        forms = (*forms, *_forms_with_letters())
    if not forms and not hits and not short:
        return []
    for kind, pattern in forms:
        for match in pattern.finditer(text, start, end):
            hit = _hit(tokens, first, last, match, kind)
            if hit and _is_new(hit, hits, found) and not _is_plain(tokens, hit, hits):
                found.append(_as_listed(text, tokens, hit, hits))
    listed = [hit for hit in hits if not _is_longer(hit, found)]
    if " (" in text[start:end]:  # 'the regional chapter of the Islamic State group (IS-K)'
        listed = [_as_listed(text, tokens, h, hits) if h.kind == "actor" else h for h in listed]
    for hit in (*listed, *found):
        _note_letters(text, tokens, hit, short)
    called = list(_by_letters(tokens, first, last, short))
    own = {hit.first for hit in called}
    kept = [h for h in (*listed, *found) if not (h.kind in _GROUPS and h.first in own)]
    return sorted([*kept, *called], key=lambda hit: hit.first)


_GROUPS: Final = frozenset({"actor", "group", "called"})


def _is_longer(listed: Hit, found: Sequence[Hit]) -> bool:
    """Whether a listed name is only the end of another's: 'Popular Resistance Front'."""
    return listed.kind == "actor" and any(
        hit.kind == "group" and hit.first < listed.first and listed.last <= hit.last
        for hit in found
    )


def _as_listed(text: str, tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> Hit:
    """A name whose letters are listed, as the list has it: 'Group to Support Islam (JNIM)'.

    Letters that are the initials of the name are its own, whoever else is listed with them.
    """
    match = _SHORT.match(text, tokens[hit.last - 1].end)
    if match is None or match["short"].lower() == _initials(hit.value):
        return hit
    inside = (h for h in hits if tokens[h.first].start == match.start("short"))
    listed = next((h.tag for h in inside if h.kind == "actor"), None)
    return hit if listed is None else Hit(hit.first, hit.last, listed)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[0].isupper()).lower()


def _note_letters(
    text: str, tokens: Sequence[Token], hit: Hit, short: MutableMapping[str, Tag]
) -> None:
    """Keep the letters that stand in brackets behind a group's name, its initials without."""
    if hit.kind not in _GROUPS:
        return
    match = _SHORT.match(text, tokens[hit.last - 1].end)
    if match and sum(map(str.isupper, match["short"])) > 1:
        short[match["short"]] = hit.tag
        return
    letters = _initials(text[tokens[hit.first].start : tokens[hit.last - 1].end])
    if len(letters) > 1 and letters not in words("context", "not_places"):
        short.setdefault(letters.upper(), hit.tag)  # 'the Arakan Army … the AA'


def _by_letters(
    tokens: Sequence[Token], first: int, last: int, short: MutableMapping[str, Tag]
) -> Iterator[Hit]:
    """The tags of groups that are called by their letters, but for where these are introduced."""
    if not short:
        return
    for at in range(first, last):
        if tokens[at].text in short:
            yield Hit(at, at + 1, short[tokens[at].text])


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a text shows that a name is a group's; the surest first."""
    listed = data("parties")
    nouns = "|".join(listed["groups"].split())
    armed = "|".join(listed["armed"].split())
    tails = "|".join(word.capitalize() for word in listed["group_tails"].split())
    heads = "|".join(word.capitalize() for word in listed["group_heads"].split())
    tails_of = "|".join(word.capitalize() for word in listed["group_tails_of"].split())
    called = "|".join(map(spaced, listed["called"]))
    behind = "|".join(listed["behind_names"].split())
    quote = r"[“\"‘']?"
    name_on = NAME.removeprefix("(?P<name>").removesuffix(")")
    forms = (
        ("group", rf"\b(?P<name>(?:{heads})\b[\s-]{name_on})"),
        ("group", rf"\b(?P<name>{name_on}\s+(?:{tails}))\b"),
        ("group", rf"\b(?P<name>(?:{tails_of})\s+of\s+(?:the\s+)?{name_on})"),
        ("group", rf"\b(?P<name>(?:{tails_of})\s+for\s+(?:the\s+)?{name_on}(?:\s+and\s+{_WORD})?)"),
        ("group", r"\b(?P<name>\d{1,3}(?:st|nd|rd|th)\s+Front)\b"),
        ("group", rf"\b(?:{armed})\s+(?:{nouns}),?\s+(?:(?:{called})\s+)?(?:the\s+)?{quote}{NAME}"),
        ("group", rf"\b{NAME}[”\"’']?\s+(?:armed\s+)?(?:{behind})\b(?!\s{CAPITAL})"),
        ("group", rf"\b(?P<name>{_WORD}(?:\s+{_WORD}){{2,6}})\s+militiamen\b"),
        ("called", rf"\b(?:{nouns})(?:,|\s+(?:{called}))?\s+(?:the\s+)?{quote}{NAME}"),
        ("called", rf"\b{NAME}[”\"’']?,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,5}}?(?:{nouns})\b"),
    )
    return tuple((kind, re.compile(form)) for kind, form in forms)


@cache
def _forms_with_letters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A name with its letters behind it, whatever its words are: it may claim."""
    return (("called", re.compile(rf"\b{NAME}(?=\s+\({CAPITAL}[\w-]*{CAPITAL}[\w-]*\))")),)


def _hit(
    tokens: Sequence[Token], first: int, last: int, match: re.Match[str], kind: str
) -> Hit | None:
    """The tag of a name, without the words before it that no name begins with."""
    start, end = match.span("name")
    inside = [at for at in range(first, last) if start <= tokens[at].start < end]
    before = words("parties", "before_names") | words("casualties", "people")
    while inside and tokens[inside[0]].lower in before:
        inside = inside[1:]  # 'Members of the Free Idlib Brigade'
    if not inside:
        return None
    name = match.string[tokens[inside[0]].start : end]
    return Hit(inside[0], inside[-1] + 1, Tag(kind, " ".join(name.split())))


def _is_new(hit: Hit, hits: Sequence[Hit], found: Sequence[Hit]) -> bool:
    taken = (other for other in (*hits, *found) if other.kind in _GROUPS or _is_command(other))
    return not any(
        hit.first < other.last and other.first < hit.last
        for other in taken
        if other in found or not _ends_with(hit, other)
    )


def _is_command(hit: Hit) -> bool:
    """'U.S. Africa Command': what a country's forces are called is no group's name."""
    return hit.kind == "people" and hit.tag.facts.get("role") == "force"


def _ends_with(hit: Hit, listed: Hit) -> bool:
    """Whether a group's name of no list is longer than the listed one that it ends with."""
    return hit.kind == "group" and hit.first < listed.first and hit.last == listed.last


def _is_plain(tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a name is that of a state's force, a people or a single common word.

    'Iraqi Air Force', 'National Guard', 'a Tuareg group', 'the Sunni militia'.
    """
    lower = [token.lower for token in tokens[hit.first : hit.last]]
    if hit.kind == "called" and not words("parties", "civil_names").isdisjoint(lower):
        return True
    if hit.kind == "called" and any(
        other.first == hit.first
        and other.kind == "people"
        or other.kind == "generic"
        and hit.first <= other.first < hit.last
        for other in hits
    ):
        return True  # 'Ukrainian General Staff', 'National Police'
    peoples = [
        o for o in hits if o.kind == "people" and hit.first <= o.first and o.last <= hit.last
    ]
    if lower[-1] in words("parties", "state_tails"):
        plain = words("parties", "state_words")
        return bool(peoples) or all(word in plain for word in lower[:-1])
    if len(lower) > 1:
        return any(other.last - other.first == len(lower) for other in peoples)
    plain = words("context", "not_places") | words("context", "compass")
    told = lower[0] in plain | words("parties", "group_tails")  # 'The Movement' alone
    return told or bool(peoples) or bool(_PEOPLE.search(lower[0]))


#: How words for peoples and faiths end.
_PEOPLE: Final = re.compile(r"(?:ist|ite|ish|ian|ean|ese|ni|qi|li|ic|ed|nese)$")
