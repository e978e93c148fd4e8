"""Whether the words around a name say that something is there: 'in Xyz', 'the city of Xyz'.

Word lists are in ``data/context.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.lists import words
from geomap.read.articles.pieces import Piece
from geomap.read.articles.spans import Run, heads_paragraph, opens_item

_AT: Final = ("at", "on")
#: How far before a name the verb stands that takes its preposition, in characters.
_REACH: Final = 60
#: What parts a preposition from a name that it is not said of.
_ENDED: Final = re.compile(r"[.!?:;]")


def is_stated(document: Document, first: int) -> bool:
    """Whether a preposition, or 'the city of', stands before token ``first``."""
    tokens, at = document.tokens, _before_name(document, first)
    if at < 0 or _ENDED.search(document.text, tokens[at].end, tokens[at + 1].start):
        return False
    before = tokens[at].lower
    if is_not_placed(document, first):
        return False
    if is_general_area(document, first):
        return True
    if before == "of":
        return at > 0 and tokens[at - 1].lower in words("context", "before_of")
    return before in _stating() or is_led(document, first)


def is_told_of(document: Document, run: Run, first: int, last: int) -> bool:
    """Whether the words before or behind tokens ``[first, last)`` say that they name a place."""
    return (
        is_stated(document, first)
        or _is_in_country(document, run, first)
        or opens_item(document, first, last)
        or is_called_place(document, run, last)
        or _heads_in_area(document, first, last)
        or is_cell(document, first, last)
        or heads_paragraph(document, first, last)
    )


def goes_on_from(document: Document, before: Piece, run: Run) -> bool:
    """Whether a run goes on from the place before it, and so is of one itself."""
    return _is_listed(document, before, run) or _is_owned_by(document, before, run)


@cache
def _stating() -> frozenset[str]:
    """What stands before a name at which something is."""
    return frozenset().union(
        *(words("context", name) for name in ("prepositions", "types_before", "struck"))
    )


def is_not_placed(document: Document, first: int) -> bool:
    """'Hints at New Order', 'blamed the killings on X': where nothing is told to have been."""
    if document.word(first - 1) not in _AT and document.word(first - 2) not in _AT:
        return False
    start = document.tokens[first].start
    return document.search("not_placed", max(0, start - _REACH), start) is not None


def is_general_area(document: Document, first: int) -> bool:
    """'An operation in general area Shewa': how armies of South Asia tell where."""
    if document.word(first - 1) not in ("area", "areas"):
        return False
    start = document.tokens[first].start
    return document.search("general_area", max(0, start - _REACH), start) is not None


def is_led(document: Document, first: int) -> bool:
    """Whether more words than one lead to a place: 'passing by Xyz', 'abducted from Xyz'."""
    if document.word(first - 1) not in words("context", "leading"):
        return False
    start = document.tokens[first].start
    before = (max(0, start - _REACH), start)
    if document.word(first - 1) == "between":
        return document.search("parts_parties", *before) is None
    return document.search("leads_to_place", *before) is not None


def is_called_place(document: Document, run: Run, last: int) -> bool:
    """'Invaded Yargoje, a farming community along the road': the text itself says what it is."""
    end = document.tokens[last - 1].end
    if document.text[end : end + 2] != ", ":
        return False
    called = document.match("apposed_place", end)
    return called is not None and not tells_deed(document, run.sentence, last, called.end())


def tells_deed(document: Document, sentence: int, first: int, end: int) -> bool:
    """'In X, the RSF shelled a market in Y': no words for what X is stand behind it.

    A sentence has a verb of violence from token ``first`` to character ``end``.
    """
    verbs = (hit for hit in document.sentences[sentence].of("verb") if hit.first >= first)
    return any(document.tokens[hit.first].start < end for hit in verbs)


def _heads_in_area(document: Document, first: int, last: int) -> bool:
    """'Djibo, Soum province: gunmen attacked a convoy', at the head of a line."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    line = document.text.rfind("\n", 0, start) + 1
    if any(map(str.isalpha, document.text[line:start])):
        return False
    return document.match("heads_in_area", end) is not None


def is_cell(document: Document, first: int, last: int) -> bool:
    """'9 March | Kerawa | armed men kill two': a cell of a row that holds no more than a name."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return document.text.endswith("| ", 0, start) and document.text.startswith(" |", end)


def _is_in_country(document: Document, run: Run, first: int) -> bool:
    """Whether something is said to be at a name that a country's is before: 'in Iraq's Erbil'."""
    for hit in document.sentences[run.sentence].of("people"):
        if hit.tag.facts["role"] == "name" and is_owned(document, hit.last - 1, first):
            return _is_put_at(document, hit.first)
    return False


def _is_owned_by(document: Document, before: Piece, run: Run) -> bool:
    """Whether a run is of the area before it, in which something is: 'in Beni territory's Xyz'.

    Or its own name says that it is a part: 'in Kashmir's Kupwara district'.
    """
    if before.typed != run.first or not document.is_owner(run.first - 1):
        return False
    called = document.match("called_area", document.tokens[before.last - 1].end)
    called = called or document.match("called_area", document.tokens[run.last - 1].end)
    return (before.grand or called is not None) and _is_put_at(document, before.first)


def _is_listed(document: Document, before: Piece, run: Run) -> bool:
    """Whether a run goes on with a place that a preposition stated: 'in Quetta and Panjgur'."""
    if not before.stated or before.run.sentence != run.sentence:
        return False
    start, end = document.tokens[before.typed - 1].end, document.tokens[run.first].start
    after = document.word(run.last)
    acts = after in words("speech", "verbs") or after in words("context", "acts")
    return document.text[start:end].split() == ["and"] and not acts


def _is_put_at(document: Document, first: int) -> bool:
    """Whether something is said to be at, or to strike, the name at token ``first``."""
    before = document.word(_before_name(document, first))
    return before in words("grammar", "inside") or before in words("context", "struck")


def is_owned(document: Document, owner: int, first: int) -> bool:
    """Whether the name at token ``first`` is of what token ``owner`` ends: 'Iraq's Erbil'."""
    return _before_name(document, first) == owner and document.is_owner(owner)


def _before_name(document: Document, first: int) -> int:
    """The last token before a name that is no word like 'northern'; -1 where none is."""
    at = first - 1
    while at >= 0 and document.tokens[at].lower in words("context", "between"):
        at -= 1
    return at
