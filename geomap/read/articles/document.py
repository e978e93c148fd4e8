"""One article as the other modules of this package see it: text, tokens, sentences, tags."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from geomap.read.articles.dateline import find_dateline
from geomap.read.articles.dates import named_day
from geomap.read.articles.groups import name_groups
from geomap.read.articles.lexicon import Hit, Tag, lexicon
from geomap.read.articles.lists import form, sought
from geomap.read.articles.lists import words as listed
from geomap.read.articles.stand_ins import name_stand_ins
from geomap.read.articles.tokens import (
    Passage,
    Span,
    Token,
    in_small_letters,
    is_caseless,
    is_upper_case,
    sentences,
    tokens,
)
from geomap.read.articles.unclaimed import with_unclaimed
from geomap.read.articles.vote import Vote, Voter

_HEADLINE_CHARACTERS: Final = 160
#: The time at the head of a line of a log, and how many such lines make one.
_LOGGED: Final = re.compile(
    r"\W{0,4}(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?: ?(?:GMT|UTC|[AaPp]\.?[Mm]\.?|local time))?"
    r"| ?[AaPp]\.?[Mm]\.?)(?=[\s:,])"
)
_LOG_LINES: Final = re.compile(rf"^{_LOGGED.pattern}", re.MULTILINE)
_ENTRIES: Final = 3
#: Below this a repeated sentence is a refrain ('Read more'), not a scraper's repetition.
_REPEATED_CHARACTERS: Final = 25
#: How far before arms the word stands by which people fled from them, in characters.
_FLIGHT: Final = 50
#: How many words behind 'corrected' the toll may stand.
_CORRECTED: Final = 3
#: How many words before 'threat' may stand that somebody posed it.
_POSED: Final = 4
#: Without one of these a text has no marks of Markdown.
_MARKED: Final = re.compile(r"[*_\[]")
_LINK: Final = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]+\)")
_EMPHASIS: Final = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]+)(?<=\S)\1(?![\w*])")
#: Words that are names only with a capital letter: 'US', not 'us'.
_NAMES: Final = frozenset({"actor", "people"})


@dataclass(frozen=True)
class Article:
    """One text to read, with what is known of where it was published."""

    text: str  # as read; every offset counts characters of it
    path: str | None = None
    doc_id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  # YYYY-MM-DD

    @property
    def name(self) -> str:
        """What to call the article in a message: its path, id or title."""
        return self.path or self.doc_id or self.title or "article"

    @property
    def sha256(self) -> str:
        """The hash of the text as read, hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its tokens ``[first, last)`` and its tags."""

    index: int
    start: int
    end: int
    paragraph: int
    first: int
    last: int
    headline: bool
    repeated: bool  # the same words stood above
    logged: bool  # a line of a log or a table: '09:12 — Drone targets a car', '9 March | Mora | …'
    hits: tuple[Hit, ...]
    words: frozenset[str]  # all that it has, perhaps more, in small letters: for ruling out
    kinds: frozenset[str]  # all that its tags have, perhaps more

    def of(self, *kinds: str) -> list[Hit]:
        """The tags of these kinds, by position."""
        if self.kinds.isdisjoint(kinds):
            return []
        return [hit for hit in self.hits if hit.tag.kind in kinds]


@dataclass(frozen=True, slots=True)
class Document:
    """An article, tokenised and tagged once."""

    article: Article
    #: What the article says, its marks of emphasis and links blanked: as long as the text as read.
    text: str
    lower: str  # the same in small letters, as long
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    upper: bool  # written in capital letters throughout
    caseless: bool  # in a script that has no capital letters: Arabic, Hebrew
    anchor: date | None  # the day that 'today' means; None where nothing says it
    near: date | None  # without an anchor: a day that the text names by date and weekday
    dateline: Span | None
    votes: tuple[Vote, ...] = ()  # of a language model on names, where the user asked for one

    @property
    def body(self) -> int:
        """Where the text begins, behind its dateline, in characters."""
        return self.dateline.end if self.dateline else 0

    def quote(self, hit: Hit) -> str:
        """The words of a tag as the text has them."""
        return self.text[self.tokens[hit.first].start : self.tokens[hit.last - 1].end]

    def between(self, first: int, last: int) -> str:
        """The text of tokens ``[first, last)``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def search(self, name: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Where a form of ``forms.yaml`` first stands in characters ``[start, end)``.

        What it holds is told in small letters where the form asks for no capital.
        """
        pattern, small, signs = sought(name)
        if signs and not _has_any(signs, self.lower, start, end):
            return None
        return pattern.search(self.lower if small else self.text, start, end)

    def match(self, name: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """:meth:`search` for a form that begins at ``start``."""
        pattern, small, _ = sought(name)
        return pattern.match(self.lower if small else self.text, start, end)

    def fullmatch(self, name: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """:meth:`search` for a form that is all of ``[start, end)``."""
        pattern, small, _ = sought(name)
        return pattern.fullmatch(self.lower if small else self.text, start, end)

    def finditer(
        self, name: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """:meth:`search` wherever the form stands."""
        pattern, small, _ = sought(name)
        return pattern.finditer(self.lower if small else self.text, start, end)

    def word(self, at: int) -> str:
        """Token ``at`` in small letters, empty before the first and behind the last."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def tokens_in(self, sentence: Sentence, start: int, end: int) -> list[int]:
        """The tokens of a sentence that begin in characters ``[start, end)``."""
        inside = range(sentence.first, sentence.last)
        return [at for at in inside if start <= self.tokens[at].start < end]

    def is_owner(self, at: int) -> bool:
        """Whether an apostrophe makes token ``at`` the owner of what follows: 'Iraq's'."""
        end = self.tokens[at].end
        return self.text[end : end + 2].lower() in ("'s", "’s")


def _has_any(signs: Sequence[str], lower: str, start: int, end: int) -> bool:
    """Whether one of ``signs`` stands in ``lower[start:end]``."""
    said = lower[start:end]
    for sign in signs:  # noqa: SIM110 - asked for all the time: a third of the time of any()
        if sign in said:
            return True
    return False


def without_marks(text: str) -> str:
    """A text as long, its marks of Markdown blanked: 'killed *26*', '[Quetta](https://…)'."""
    if not _MARKED.search(text):
        return text
    unlinked = _LINK.sub(lambda link: f" {link[1]}{' ' * (len(link[0]) - len(link[1]) - 1)}", text)
    return _EMPHASIS.sub(lambda mark: " " * len(mark[1]) + mark[2] + " " * len(mark[1]), unlinked)


def parse(article: Article, anchor: date | None = None, voter: Voter | None = None) -> Document:
    """The article, tokenised, split into sentences and tagged."""
    text = without_marks(article.text)
    words = tokens(text)
    upper = is_upper_case(text)
    hits = [
        hit
        for hit in lexicon().hits(words)
        if _is_name_or_word(hit, words, upper)
        and not _is_fled_from(text, hit, words)
        and not _only_says_whose(text, hit, words)
    ]
    hits = _without_parts_of_names(hits)
    built = _sentences(text, sentences(text), words, hits, upper)
    return Document(
        article,
        text,
        in_small_letters(text),
        tuple(words),
        tuple(built),
        upper,
        is_caseless(text),
        anchor,
        None if anchor else named_day(text, ((one.start, one.end) for one in built)),
        find_dateline(text),
        tuple(voter(text)) if voter else (),
    )


def _is_name_or_word(hit: Hit, words: Sequence[Token], upper: bool) -> bool:
    if hit.tag.kind == "weapon" and not upper and _is_team(hit, words):
        return False
    if hit.tag.kind == "generic" and _is_of_rules(hit, words):
        return False
    if hit.tag.kind == "modal" and (_is_month(hit, words, upper) or _is_danger(hit, words)):
        return False
    if hit.tag.kind == "history" and not upper and _is_masthead(hit, words):
        return False
    if hit.tag.kind == "correction" and _is_of_toll(hit, words):
        return False
    if hit.tag.kind not in _NAMES or upper:
        return True
    first = words[hit.first].text
    if hit.tag.facts.get("acronym"):  # 'IRA' and 'LeT', not 'Ira' and 'Let'
        return first.isupper() or sum(map(str.isupper, first)) > 1
    return not first[0].islower() or words[hit.last - 1].text.lower() != words[hit.last - 1].text


def _is_of_rules(hit: Hit, words: Sequence[Token]) -> bool:
    """'The sanctions regime', 'regime change': no regime that has an army."""
    if words[hit.first].lower != "regime":
        return False
    beside = (*words[max(0, hit.first - 1) : hit.first], *words[hit.last : hit.last + 1])
    return any(token.lower in listed("parties", "rules") for token in beside)


def _without_parts_of_names(hits: Sequence[Hit]) -> list[Hit]:
    """The tags without 'the Group' of 'the Group for the Support of Islam and Muslims'."""
    named = {at for hit in hits if hit.kind == "actor" for at in range(hit.first, hit.last)}
    return [hit for hit in hits if hit.kind != "anaphor" or hit.last - 1 not in named]


def _only_says_whose(text: str, hit: Hit, words: Sequence[Token]) -> bool:
    """'The al-Qaeda affiliate JNIM', 'al-Qaeda-linked': another name follows, or a sort.

    Or it was told before: 'JNIM, al-Qaeda's affiliate in the region'.
    """
    if hit.tag.kind != "actor" or hit.last + 1 >= len(words):
        return False
    if words[hit.last].lower not in listed("parties", "affiliates"):
        return False
    start, end = words[hit.first].start, words[hit.last - 1].end
    named = words[hit.last + 1].text[0].isupper()
    apposed = text[end : end + 2] in ("'s", "’s") and text.endswith(", ", 0, start)
    return named or (apposed and words[hit.first - 1].text[0].isupper())


def _is_month(hit: Hit, words: Sequence[Token], upper: bool) -> bool:
    """'On May 6', 'in May': no 'may'; in capitals throughout, only a number beside it says so."""
    if hit.value != "may":
        return False
    beside = [*words[max(0, hit.first - 1) : hit.first], *words[hit.last : hit.last + 1]]
    counted = any(token.text.isdigit() for token in beside)
    return counted or (not upper and words[hit.first].text == "May")


def _is_danger(hit: Hit, words: Sequence[Token]) -> bool:
    """'Posed an immediate threat to the troops': nobody threatened to do anything."""
    if not hit.value.startswith("threat"):
        return False
    before = {token.lower for token in words[max(0, hit.first - _POSED) : hit.first]}
    return not before.isdisjoint(listed("speech", "posing"))


def _is_of_toll(hit: Hit, words: Sequence[Token]) -> bool:
    """'The governor corrected the number of dead': news itself, and no note on the text."""
    behind = [token.lower for token in words[hit.last : hit.last + _CORRECTED]]
    return not listed("casualties", "tolls").isdisjoint(behind)


def _is_masthead(hit: Hit, words: Sequence[Token]) -> bool:
    """'Told Daily Trust', 'the Weekly Trust': the name of a paper, and nothing done daily."""
    name = words[hit.first : hit.first + 2]
    return hit.first > 0 and len(name) > 1 and all(token.text.istitle() for token in name)


def _is_fled_from(text: str, hit: Hit, words: Sequence[Token]) -> bool:
    """'had fled the shelling': arms, or a deed with arms, that people left behind."""
    start = words[hit.first].start
    if hit.kind == "noun" and hit.tag.facts["as"] == "clash":
        return form("had_fled").search(text[max(0, start - _FLIGHT) : start]) is not None
    if hit.kind != "weapon" and not (hit.kind == "noun" and "weapon" in hit.tag.facts):
        return False
    return form("fled_from").search(text[max(0, start - _FLIGHT) : start]) is not None


def _is_team(hit: Hit, words: Sequence[Token]) -> bool:
    """'the Rockets': a common word for arms with a capital letter behind 'the' is a name."""
    word = words[hit.first].text
    before = words[hit.first - 1] if hit.first else None
    capital = word.istitle() and word.lower().startswith(hit.value) and hit.last - hit.first == 1
    return capital and before is not None and before.lower == "the"


def is_log(text: str) -> bool:
    """Whether a text is a log of one day: some of its lines begin with the time."""
    return len(_LOG_LINES.findall(text)) >= _ENTRIES


def _sentences(
    text: str,
    passages: Sequence[Passage],
    words: Sequence[Token],
    hits: Sequence[Hit],
    upper: bool,
) -> list[Sentence]:
    built: list[Sentence] = []
    seen: set[str] = set()
    token = tag = 0
    starts, tagged = [word.start for word in words], [hit.first for hit in hits]
    lower = [word.lower for word in words]
    named: tuple[Hit, ...] = ()
    short: dict[str, Tag] = {}
    log, rows = is_log(text), " | " in text
    noted = bool(passages) and _is_desk_note(text, passages[0])
    for index, passage in enumerate(passages):
        first, token = token, bisect_left(starts, passage.end, token)
        first_tag, tag = tag, bisect_left(tagged, token, tag)
        before = next((hit for hit in reversed(named) if hit.kind == "weapon"), None)
        named = tuple(name_stand_ins(hits[first_tag:tag], words, first, before))
        spoken = frozenset(lower[first:token])
        if not upper:
            named = tuple(name_groups(text, words, first, token, spoken, named, short))
        named = with_unclaimed(text, words[first:token], spoken, first, named)
        said = " ".join(text[passage.start : passage.end].split()).casefold()
        built.append(
            Sentence(
                index,
                passage.start,
                passage.end,
                passage.paragraph,
                first,
                token,
                headline=index == noted and _is_headline(text, passages[noted:]),
                repeated=said in seen or (noted and index == 0),
                logged=(log and _is_entry(text, passage)) or (rows and _is_row(text, passage)),
                hits=named,
                words=spoken,
                kinds=frozenset([hit.tag.kind for hit in named]),
            )
        )
        if len(said) >= _REPEATED_CHARACTERS:
            seen.add(said)
    return built


def _is_desk_note(text: str, passage: Passage) -> bool:
    """'(Corrects toll in headline to five)', above a text: of the telling, not of what it tells."""
    return form("desk_note").fullmatch(text, passage.start, passage.end) is not None


def _is_entry(text: str, passage: Passage) -> bool:
    """'14:20 — Rockets fell on X': an entry of a log."""
    return _LOGGED.match(text, passage.start) is not None


def _is_row(text: str, passage: Passage) -> bool:
    """'9 March | Kerawa | armed men kill two': a row of a table."""
    return form("table_row").match(text, passage.start) is not None


def _is_headline(text: str, passages: Sequence[Passage]) -> bool:
    """Whether the first sentence is a short line of its own without a full stop."""
    first = passages[0]
    alone = len(passages) > 1 and passages[1].paragraph != first.paragraph
    return (
        alone
        and first.end - first.start < _HEADLINE_CHARACTERS
        and text[first.end - 1] not in ".!?:"
    )
