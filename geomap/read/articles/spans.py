"""Where a name may stand: runs of capitalised words, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Lexicon, Tag
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.quantities import QUANTITY
from geomap.read.articles.tokens import Token

_LONGEST: Final = 5
#: Words of place that may follow a name, at most ('air defence base').
_TYPED: Final = 4
#: So many paragraphs headed by a name show that the names are no sentences of their own.
_HEADED: Final = 2
#: What may stand in a line before the name that it is of: a bullet, a number, 'In'.
_ITEM: Final = re.compile(
    r"(?:[^\w\n]|_)*(?:\d{1,2}[.)]\s*)?(?:(?:in|at|near|around)\s+)?(?:the\s+)?", re.IGNORECASE
)

#: What marks a line as an item of a list: a bullet or a number.
_MARKED: Final = re.compile(
    r"[ \t]*(?:[•▪●·‣◦►▶◾🔸🔹*–—-]\ufe0f?|\d{1,2}[.)])[ \t]+(?:(?:in|at|near)\s+)?", re.I
)
#: What heads an item, up to what it tells.
_HEAD: Final = re.compile(r"[^:\n]{1,60}:\s+")


class Run(NamedTuple):
    """A stretch of tokens ``[first, last)`` that names may lie in; it crosses no punctuation."""

    first: int
    last: int
    sentence: int


def runs(document: Document) -> list[Run]:
    """The runs of capitalised words of a document, by position."""
    found = []
    for sentence in document.sentences:
        first = sentence.first
        if first < sentence.last and _opens(document.tokens[first]):
            first += 1
        for at in _capitals(document, first, sentence.last):
            if at >= first and _can_begin(document.tokens[at], document.upper):
                first = _run_end(document, at, sentence.last)
                found.append(Run(at, first, sentence.index))
    return found


def _capitals(document: Document, first: int, last: int) -> list[int]:
    """The tokens ``[first, last)`` that may begin a name, as far as their first letter tells."""
    if document.upper:
        return list(range(first, last))
    tokens = enumerate(document.tokens[first:last], first)
    return [at for at, (_, _, text, _) in tokens if not text[0].islower() or "-" in text]


def _opens(token: Token) -> bool:
    """Whether the first word of a sentence has its capital from there: 'In', 'After'."""
    return token.lower in _function_words() and token.lower != "the"


def _run_end(document: Document, first: int, limit: int) -> int:
    """The end of the run that begins at token ``first``."""
    words_ = document.tokens
    end = at = first + 1
    while at < limit and _touches(document.text, words_[at - 1], words_[at]):
        if is_capital(words_[at], document.upper) or (
            at == end and _is_number(words_[at]) and not _counts(document, at)
        ):
            end = at + 1
        elif not _runs_on(document, at):
            break
        at += 1
    return end


def _runs_on(document: Document, at: int) -> bool:
    """Whether a word in small letters may be inside a name: 'al', 'and' in 'Jammu and Kashmir'."""
    word = document.word(at)
    if word == "and":
        three = f"{document.word(at - 1)} and {document.word(at + 1)}"
        return three in words("context", "and_names")
    left, token = document.tokens[at - 1], document.tokens[at]
    return word in words("grammar", "connectors") and not _is_as(document.text, left, token)


def _is_as(text: str, left: Token, token: Token) -> bool:
    """'in Kharkiv as Russia …': the word, where no hyphen makes it an article."""
    return token.text == "as" and text[left.end : token.start].isspace()


def _can_begin(token: Token, upper: bool) -> bool:
    if upper:
        return is_capital(token, upper)
    return is_capital(token, upper) and not token.lower.isdigit()


@cache
def _function_words() -> frozenset[str]:
    return words("context", "not_places") | words("context", "prepositions")


def is_capital(token: Token, upper: bool) -> bool:
    """Whether a word is written as a name; in capital letters throughout, any rarer word is."""
    if upper:
        return token.text[0].isalpha() and token.lower not in _function_words()
    if token.text[0].islower() and "-" not in token.text:
        return False  # as most words are
    behind = token.lower.rpartition("-")[2]
    if behind in words("context", "joined"):
        return False
    if "-" in token.lower and behind in data("calendar")["months"]:
        return False  # 'mid-September'
    first = token.text[0]
    if first.isupper() or (first.isalpha() and not first.islower()):
        return True
    return "-" in token.text and any(part[:1].isupper() for part in token.text.split("-"))


def _is_number(token: Token) -> bool:
    """'Tower 22', 'Camp 7': a short number that a name may end with."""
    return token.text.isdigit() and len(token.text) < 4


def _counts(document: Document, at: int) -> bool:
    """'Nikopol 14 times', 'In Hit 3 people': the number is of what follows."""
    return document.word(at + 1) in words("casualties", "people") | {"times", "days", "hours"}


def _touches(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if gap in (" ", "-", "\n") or (gap.isspace() and gap.count("\n") < 2):
        return True
    return gap == ". " and left.lower in words("grammar", "dotted")


def pieces(document: Document, run: Run) -> Iterator[tuple[int, int]]:
    """The parts of a run that may be a name, as token ranges, the longest first."""
    tokens = document.tokens
    longest = min(_LONGEST, run.last - run.first)
    for length in range(longest, 0, -1):
        for first in range(run.first, run.last - length + 1):
            last = first + length
            if not _is_connector(tokens[last - 1]) and _can_open(tokens[first], length):
                yield first, last


def _is_connector(token: Token) -> bool:
    return token.text in words("grammar", "connectors")


def _can_open(token: Token, length: int) -> bool:
    if token.text in words("grammar", "inner"):
        return False
    return token.text not in words("grammar", "connectors") or length > 1


@cache
def type_words() -> Lexicon:
    """The words that may follow a name and say what it is ('gas field', 'province')."""
    listed = data("context")["types_after"]
    return Lexicon((phrase, Tag("type", phrase)) for phrase in listed)


def type_after(document: Document, last: int, limit: int) -> int:
    """The end of the type words that follow token ``last``, ``last`` where none do."""
    tokens = document.tokens
    if last >= limit or not _touches(document.text, tokens[last - 1], tokens[last]):
        return last
    end = type_words().end_at(tokens, last, min(limit, last + _TYPED))
    return last if end > last and _is_of_the_next(document, last, end) else end


def _is_of_the_next(document: Document, last: int, end: int) -> bool:
    """'the Odesa Oblast town of Izmail': a type word that says what the next name is."""
    typed = document.word(last - 1) in words("context", "areas")
    if not typed or document.word(end) != "of" or end + 1 >= len(document.tokens):
        return False
    return is_capital(document.tokens[end + 1], document.upper)


def opens_item(document: Document, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` open a line that goes on with a count: 'Odesa: 3 dead'."""
    text, start = document.text, document.tokens[first].start
    line = text.rfind("\n", 0, start) + 1
    if not _ITEM.fullmatch(text, line, start):
        return False
    return _count().match(text, document.tokens[last - 1].end) is not None


def heads_line(document: Document, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` only head a line: 'Yerevan: Azerbaijani troops …'."""
    text, start = document.text, document.tokens[first].start
    line = text.rfind("\n", 0, start) + 1
    if not _ITEM.fullmatch(text, line, start):
        return False
    return form("head_ends").match(text, document.tokens[last - 1].end) is not None


def heads_item(document: Document, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` head an item of a list: '• Umm al-Zaytun: Yesterday …'.

    Or a line of a bulletin that says when: '16 July, Bosso (Diffa region). Fighters …'.
    """
    text, start = document.text, document.tokens[first].start
    line, end = text.rfind("\n", 0, start) + 1, document.tokens[last - 1].end
    if form("item_head_ends").match(text, end) and _MARKED.fullmatch(text, line, start):
        return True
    dated = form("entry_head_ends").match(text, end) and form("entry_day").fullmatch(
        text, line, start
    )
    return dated is not None


def heads_paragraph(document: Document, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` head a paragraph of several: 'Nikopol. Two died …'."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    if document.text[end : end + 2] != ". ":
        return False
    line = document.text.rfind("\n", 0, start) + 1
    if document.text[line:start].strip() or document.match("paragraph_head", line) is None:
        return False
    return sum(1 for _ in document.finditer("paragraph_head")) >= _HEADED


def is_marked_line(document: Document, start: int) -> bool:
    """Whether a bullet or a number opens the line in which a sentence starts, and it opens that."""
    text = document.text
    line = text.rfind("\n", 0, start) + 1
    mark = _MARKED.match(text, line)
    return mark is not None and start <= mark.end()


def opens_behind_head(document: Document, at: int) -> bool:
    """Whether token ``at`` opens what an item tells behind its head: '2. Nikopol: Artillery …'."""
    text, start = document.text, document.tokens[at].start
    line = text.rfind("\n", 0, start) + 1
    mark = _MARKED.match(text, line, start)
    return mark is not None and _HEAD.fullmatch(text, mark.end(), start) is not None


@cache
def _count() -> re.Pattern[str]:
    """What follows the name at the head of a line that counts."""
    return re.compile(
        rf"[^:\n–—]{{0,40}}?(?::|\s[-–—])\s*(?:{QUANTITY}|{form('counts_none').pattern})\b",
        re.IGNORECASE,
    )
