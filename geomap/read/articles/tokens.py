"""Text as tokens and sentences, with character offsets into the text as read; any script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from geomap.read.articles.lists import words

#: Vowel signs and accents that are no letters for ``re`` but belong to the word they follow.
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
)
_LETTERS: Final = rf"[\w{_MARKS}]+"
#: The first alternative is no rule of its own: it is how most words of Latin script are found in
#: half the time.
_TOKEN: Final = re.compile(
    r"[A-Za-z]++(?=[,\n])|"
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*(?:-?{_LETTERS})?|{_LETTERS}(?:[-'’ʼ‘&]{_LETTERS})*"
)
_POSSESSIVE: Final = ("'s", "’s", "'S", "’S")
#: Ends of sentences: the Latin ones need a space after them, the others stand alone.
_ENDS: Final = re.compile(
    r"[.!?…؟。！？।](?:"  # the first one, by which they are found fast
    r"(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s+[\"'“‘«(\[]*[^\W_])"
    r"|(?<=[؟。！？।])[؟。！？।]*[\"'”’»)\]」』]*)(?=\s*\S)"
)
_BREAK: Final = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)*[^\S\n]*")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_LAST_WORD: Final = re.compile(rf"([\w{_MARKS}.]+?)\.[\"'”’»)\]]*$")
_FIRST_WORD: Final = re.compile(r"\s*[\"'“‘«(\[]*(\w+)")
#: Characters: three times the longest sentence of reporting. What goes on for longer is a list
#: or a broken page, and reading a sentence takes the square of its words.
_LONGEST: Final = 1_500
#: Characters that tell which script a text is in.
_SAMPLE: Final = 1_000

#: The letters of which most of a text is.
_COMMON: Final = "etaoinshrdlu"

#: Words that tell whether a text is English, and how many are too few to.
_SAMPLED_WORDS: Final = 300
_FEW_WORDS: Final = 15
#: English news has a third of such words; French, Spanish and Turkish 'a' and 'on' at most.
_ENGLISH_SHARE: Final = 0.1


class Token(NamedTuple):
    """A word or number; offsets are characters of the text as read."""

    start: int
    end: int
    text: str
    lower: str


#: A token from its fields: no call of Python's for each word.
_token: Final = partial(tuple.__new__, Token)


class Span(NamedTuple):
    """A stretch of the text as read, ``[start, end)`` in characters."""

    start: int
    end: int


class Passage(NamedTuple):
    """A sentence and the paragraph that it stands in."""

    start: int
    end: int
    paragraph: int


def tokens(text: str) -> list[Token]:
    """The words and numbers of ``text`` in order; a possessive ``'s`` is left out."""
    found: list[Token] = []
    start = 0
    for part in text.split(" "):  # most parts are a word each, which is seen without a pattern
        end = start + len(part)
        if part.isalpha():
            found.append(_token((start, end, part, part.lower())))
        elif part:
            found += _of_part(text, start, end)
        start = end + 1
    return found


def _of_part(text: str, start: int, end: int) -> Iterator[Token]:
    """The words and numbers of a part of a text that is more than a word."""
    for match in _TOKEN.finditer(text, start, end):
        (start, end), word = match.span(), match[0]
        if word.endswith(_POSSESSIVE):
            end, word = end - 2, word[:-2]
        yield _token((start, end, word, word.lower()))


def sentences(text: str) -> list[Passage]:
    """The sentences of ``text`` in order, trimmed, none empty, none endless."""
    found = []
    for number, paragraph in enumerate(_paragraphs(text)):
        for span in _split(text, paragraph):
            for part in _bounded(text, _trim(text, span)):
                trimmed = _trim(text, part)
                if trimmed.start < trimmed.end:
                    found.append(Passage(trimmed.start, trimmed.end, number))
    return found


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The span in parts of _LONGEST characters, broken between words where there are any."""
    start = span.start
    while span.end - start > _LONGEST:
        gap = text.rfind(" ", start + 1, start + _LONGEST)
        end = gap if gap > 0 else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


@lru_cache(maxsize=4)
def in_small_letters(text: str) -> str:
    """The text in small letters, as long: 'İ' stays, which would be two characters."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join([small if len(small := sign.lower()) == 1 else sign for sign in text])


def is_upper_case(text: str) -> bool:
    """Whether a text is written in capital letters throughout, as old wire copy is."""
    if _small_letters(text) > len(text) / 5:
        return False
    signs = Counter(text)
    upper = _count(signs, str.isupper)
    return upper > 20 and upper > 4 * _count(signs, str.islower)


def _small_letters(text: str) -> int:
    """Small letters that a text has at least: of most texts it tells enough, at once."""
    return sum([text.count(letter) for letter in _COMMON])


def _count(signs: Counter[str], has: Callable[[str], bool]) -> int:
    """How many characters ``has`` is true of; asked of each that occurs once."""
    return sum([number for sign, number in signs.items() if has(sign)])


def is_caseless(text: str) -> bool:
    """Whether a text is for the most part in a script that has no capital letters."""
    sample = text[:_SAMPLE]
    if _small_letters(sample) > len(sample) / 2:
        return False
    signs = Counter(sample)
    cased = _count(signs, str.islower) + _count(signs, str.isupper)
    return 2 * cased < _count(signs, str.isalpha)


def is_english(listed: Sequence[Token]) -> bool:
    """Whether a text has the small words of English; True where it is too short to tell."""
    sample = listed[:_SAMPLED_WORDS]
    small = sum(word.lower in words("sentences", "english") for word in sample)
    return len(sample) < _FEW_WORDS or small > _ENGLISH_SHARE * len(sample)


def _paragraphs(text: str) -> Iterator[Span]:
    wrapped = _is_hard_wrapped(text)
    breaks = _BLANK_LINE if wrapped else _BREAK
    start = 0
    for match in breaks.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


#: 'Wrote on X.' ends a sentence: that is no initial.
_PLATFORM: Final = re.compile(r"\b(?:on|via|to|from) X\.\s*$")
#: What parts the cells of a row that is written in plain text.
_CELL: Final = " | "


def _is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks only wrap long lines, as in mail and wire copy."""
    lines = [line.strip() for line in text.split("\n")]
    broken = [line for line, after in zip(lines, lines[1:], strict=False) if line and after]
    if len(broken) < 3 or max(map(len, broken)) > 100:
        return False
    if sum(_CELL in line for line in broken) * 2 > len(broken):
        return False  # rows of a table, each a line of its own
    running = sum(len(line) > 45 and line[-1] not in '.!?:”"' for line in broken)
    return running * 2 > len(broken)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _ENDS.finditer(text, paragraph.start, paragraph.end):
        if match.group()[0] == "." and _runs_on(text, start, match.end()):
            continue
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, paragraph.end)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a full stop ends no sentence: an abbreviation, or a small letter behind it."""
    after = _FIRST_WORD.match(text, end)
    if after and after.group(1)[0].islower() and text[end - 1] == ".":
        return True
    return _is_abbreviation(text, start, end)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    word = _LAST_WORD.search(text, max(start, end - 24), end)
    if word is None:
        return False
    letters = word.group(1)
    if letters.lower() in words("sentences", "abbreviations"):
        return True
    if "." in letters:
        after = _FIRST_WORD.match(text, end)
        return after is None or after.group(1).lower() not in words("sentences", "openers")
    initial = len(letters) == 1 and letters.isalpha() and letters.isupper()
    return initial and _PLATFORM.search(text, start, end) is None


def _trim(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    left = len(part) - len(part.lstrip())
    return Span(span.start + left, span.start + max(left, len(part.rstrip())))
