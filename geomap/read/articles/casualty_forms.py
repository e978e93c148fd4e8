"""The forms in which news states casualties, filled in from ``data/casualties.yaml``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from geomap.read.articles.lists import data, spaced, words
from geomap.read.articles.quantities import QUANTITY
from geomap.read.articles.tokens import in_small_letters

Harm = Literal["killed", "injured", "none"]
_QUOTES: Final = str.maketrans(dict.fromkeys('“”"„»«', " "))
#: Words before one for a person, which none of these ends.
_QUALIFIED: Final = (
    r"(?:(?!(?:and|or|an?|the|his|her|their|with|of|in|at|on|by|from|for|who|was|were)\b)"
    r"[\w.’'-]+ )"
)
#: Stands for each letter of a word for people while forms are matched: their alternatives, some
#: forty times in the forms, took most of the time that it takes to compile them.
_MASKED: Final = "\ua78f"
_WORD: Final = re.compile(r"\w+")
_SHORT: Final = re.compile(r"(?<=\w )\([A-Z][A-Za-z-]{1,11}\)(?= )")


def mask_people(part: str) -> str:
    """A stretch of text, as long, with the words for people masked that no form spells out.

    What a group is called for short is blanked: 'four of the New People's Army (NPA) were killed'.
    """
    word = _word_with_hyphen() if "-" in part else _WORD
    said = _SHORT.sub(_blank, part) if "(" in part else part
    return word.sub(_mask, said.translate(_QUOTES))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _mask(match: re.Match[str]) -> str:
    word = match.group()
    return _MASKED * len(word) if word.lower() in _people() else word


@cache
def _word_with_hyphen() -> re.Pattern[str]:
    """A word, and one for people that has a hyphen: which are for people a set tells faster."""
    joined = sorted(word for word in _people() if "-" in word)
    return re.compile(rf"\b(?:{'|'.join([*joined, ''])}\w+)\b", re.IGNORECASE)


@cache
def _people() -> frozenset[str]:
    """The words for people that no form spells out."""
    return (words("casualties", "people") | words("casualties", "one")) - _spelled()


@cache
def _spelled() -> frozenset[str]:
    """The words for people that stand in a form too ('no casualties', 'the crew is safe')."""
    rules = (
        data("casualties")["forms"],
        data("casualties")["words"],
        data("casualties")["qualifiers"],
    )
    told = words("casualties", "people") | words("casualties", "one")
    return told & set(re.findall(r"\w+", str(rules)))


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """A pattern of ``data/casualties.yaml`` by its name there."""
    return re.compile(spaced(data("casualties")[name]), re.IGNORECASE)


#: The names in forms that count people, and what may stand behind these.
_COUNTING: Final = re.compile(r"\{(?:who|whom|one|one_more|several|named|count|gap)\}")


class Form(NamedTuple):
    """A form of ``data/casualties.yaml`` with its names filled in."""

    harm: Harm
    whole: str
    parts: frozenset[str]  # parts of words without one of which it cannot stand; may be empty
    behind: str  # what stands in it behind the last that counts: a quick look says if it does
    is_row: bool  # whether it is of people told one by one, which few sentences hold


def may_tell(text: str, start: int, end: int) -> bool:
    """Whether some form may stand in ``text[start:end]``: a quick look, asked for all the time."""
    signs = _places_of_signs(text)
    first = bisect_left(signs, start)
    return first < len(signs) and signs[first] < end


@lru_cache(maxsize=4)
def _places_of_signs(text: str) -> list[int]:
    """Where the words begin, or their parts, without one of which no form stands; sorted."""
    lower = in_small_letters(text)
    return sorted(place for sign in _all_signs() for place in _places(sign, lower))


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def fitting(said: str) -> tuple[Form, ...]:
    """The forms that may stand in a text in small letters, as far as parts of words tell."""
    return _of_parts(frozenset([part for part in _all_parts() if part in said]))


@lru_cache(maxsize=1024)
def _of_parts(parts: frozenset[str]) -> tuple[Form, ...]:
    """The forms that may stand where these parts of words do."""
    harms = {harm for harm, signs in _signs().items() if not signs.isdisjoint(parts)}
    return tuple(
        form
        for form in _forms()
        if form.harm in harms and not (form.parts and form.parts.isdisjoint(parts))
    )


@cache
def _signs() -> dict[Harm, frozenset[str]]:
    """Parts of words without one of which no form of a harm can stand."""
    return {harm: frozenset(signs.split()) for harm, signs in data("casualties")["signs"].items()}


@cache
def _all_signs() -> frozenset[str]:
    return frozenset().union(*_signs().values())


@cache
def _all_parts() -> frozenset[str]:
    return _all_signs().union(*(form.parts for form in _forms()))


@cache
def compiled(form: str) -> re.Pattern[str]:
    """A form, compiled when a text first needs it: all of them take a quarter of a second."""
    return re.compile(rf"{spaced(form)}\b", re.IGNORECASE)


@cache
def _forms() -> tuple[Form, ...]:
    """The forms of ``data/casualties.yaml``, in order."""
    named = {
        **data("casualties")["words"],
        "who": _who(),
        "whom": _who("{1}"),
        "one_more": _who(count=data("casualties")["one_more"]),
        "one": _one(),
        "several": _several(),
        "named": _named(),
        "count": f"(?P<count>{QUANTITY})",
        "counted": counted_people(),
        "lone": _lone(),
        "nth": data("casualties")["nth"].replace("{counted}", counted_people()),
    }

    def filled(form: str) -> str:
        for name, pattern in named.items():
            form = form.replace(f"{{{name}}}", pattern)
        return form

    found = list[Form]()
    for entry in data("casualties")["forms"]:
        ((harm, form),) = ((key, said) for key, said in entry.items() if key != "if")
        parts = frozenset(entry.get("if", "").split())
        *counting, behind = _COUNTING.split(form)
        behind, is_row = behind if counting else "", "{several}" in form
        found.append(Form(harm, rf"\b{filled(form)}", parts, filled(behind), is_row))
    return tuple(found)


def _who(times: str = "?", count: str = QUANTITY) -> str:
    """A count with the people that it counts, and with others after 'and'.

    ``times``: how often people stand behind it, as a pattern says it.
    """
    counted = counted_people()
    return (
        rf"(?P<count>{count})(?: (?:of (?:the|its|their) )?(?P<people>{counted})\b"
        rf"{_more()}){times}"
    )


@cache
def _articles() -> str:
    """What stands before one whom no number counts: 'a', 'the', 'their'."""
    return "|".join(sorted({"an?", *words("casualties", "definite")}))


#: What parts those of a row.
_JOINT: Final = "(?:,? and|,? as well as|,) "


def _several() -> str:
    """People told one by one: 'a farmer, a nurse and a driver', 'his wife and three guards'."""
    one = _each()
    harming = data("casualties")["words"]["wounding"]
    last = rf"(?:(?<=\band\s)|(?<=\bas\s)){one}|(?<=,\s){one}(?= and {harming}\b)"
    return rf"(?P<several>(?:{one}{_JOINT}){{1,6}}(?:{last}))"


@cache
def row_end() -> re.Pattern[str]:
    """How the last of a row begins: a text without it holds no row."""
    last = rf"{_articles()}|{QUANTITY}|{data('casualties')['words']['kin']}"
    harming = data("casualties")["words"]["wounding"]  # 'killed two men, a boy and wounded four'
    return re.compile(spaced(rf"\b(?:and|as) (?:{last}|{harming})\b"), re.IGNORECASE)


@cache
def one_of_row() -> re.Pattern[str]:
    """One of a row of people, with what joins the next to it."""
    return re.compile(spaced(rf"{_each(named=True)}(?:{_JOINT}|$)"), re.IGNORECASE)


def _each(named: bool = False) -> str:
    """One of a row: counted, alone or by name, with whose he is, what he is called and his age."""
    parts = ("count", "people", "alone", "title", "called")
    count, people, alone, title, called = (f"?P<{part}>" if named else "?:" for part in parts)
    capital = r"(?-i:(?:[Aa]l-|[Ee]l-)?[A-Z][\w’'-]+)"
    name = rf"{capital}(?: (?:(?:al|bin|ibn|de|von|van) )?{capital}){{0,3}}"
    kin = rf"(?={data('casualties')['words']['kin']}\b)"
    one = rf"{_QUALIFIED}{{0,4}}?(?:{_singles()})"
    # two names may be those of a place, but for people of his: 'Ali Hassan and two of his guards'
    of_his = r"(?=,? and (?:(?:his|her)|[\w ]{3,20} of (?:his|her)|\w+ others)\b)"
    there = r"(?<!\b(?:in|at|on|of)\s)(?<!\bnear\s)(?<!\bfrom\s)(?<!-)"
    of_his = "" if named else of_his  # the row that is walked through ends before it
    called_by = rf"{there}{name}(?: {capital})(?:, (?:{_articles()}) {one}(?=,)|{of_his})"
    behind = rf"(?={_JOINT})"
    return (
        rf"(?:(?:(?:his|her|their|the) )?({count}{QUANTITY}) (?:of (?:the|its|their|his|her) )?"
        rf"({people}{counted_people()})|(?:(?:{_articles()}) |{kin})({alone}{one})|"
        rf"({title}(?:(?-i:[A-Z])[\w’'-]+ )?(?:[a-z]+ )?(?:{_singles()}) {name})|"
        rf"({called}{called_by}))"
        rf"\b(?: (?:of|from) (?:[\w’'-]+ ){{0,4}}?[\w’'-]+{behind})?"
        rf"(?:, {name}{behind})?(?:, (?:aged )?\d{{1,2}}(?=,|$|{_JOINT}))?"
    )


def _named() -> str:
    """One who is told by name: 'Colonel Hassan Khodaei', 'Ali Karaki, a commander'."""
    name = r"(?-i:[A-Z][\w’'-]*)(?: (?:al|bin|ibn|de|von|van) | )?(?-i:[A-Z][\w’'-]*)?"
    ranked = rf"(?:[A-Z]\w+ )?(?:{_singles()}) {name}(?: (?-i:[A-Z][\w’'-]*))?"
    apposed = (
        rf"(?-i:[A-Z][\w’'-]+(?: (?:al-|bin |ibn )?[A-Z][\w’'-]+){{1,3}}), "
        rf"(?:an?|the|its|their|one of)\b [^,;.]{{0,60}}?\b(?:{_singles()})\b"
    )
    return rf"(?P<named>{ranked}|{apposed})"


@cache
def _singles() -> str:
    """Words for one person, as a pattern over masked text."""
    listed = sorted(_spelled(), key=lambda word: (-len(word), word))
    return "|".join([f"{_MASKED}+", *listed, data("casualties")["like_one"]])


def _one() -> str:
    """One person whom no number counts: 'a councillor', 'the village chief', 'its commander'."""
    one = rf"{_QUALIFIED}{{0,4}}?(?:{_singles()})"
    return (
        rf"(?P<count>{_articles()}) (?P<alone>)(?P<people>{one})\b(?! (?:{_singles()})\b){_more()}"
    )


def _lone() -> str:
    """One without an article and others behind a comma, as headlines have it: 'chief, two men'."""
    one = rf"{_QUALIFIED}{{0,3}}?(?:{_singles()})"
    return (
        rf"(?P<count>)(?P<alone>)(?P<people>{one}), "
        rf"(?P<more>{QUANTITY}) (?P<others>{counted_people()})\b"
    )


@cache
def _more() -> str:
    """Others whom a number counts behind the first: 'and two guards', 'and his two children'."""
    return (
        rf"(?:,? (?:and|as well as) (?:(?:his|her|their) )?(?P<more>{QUANTITY}) "
        rf"(?:of (?:the|its|their|his|her) )?(?P<others>{counted_people()})\b)?"
    )


@cache
def counted_people() -> str:
    """Words for people with what may qualify them."""
    qualifiers = "|".join(data("casualties")["qualifiers"])
    people = "|".join([f"{_MASKED}+", *sorted(_spelled())])
    return rf"(?:(?:{qualifiers}) ){{0,3}}(?:{people})"
