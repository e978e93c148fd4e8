"""A sentence as clauses that may each report something: 'A hit X, while B struck Y'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit

Joint = Literal["start", "beside", "answered", "answering", "after"]

_JOINTS: Final = re.compile(
    r"(?P<answered>\b(?:in\s+(?:response|retaliation|reprisal|revenge)\s+(?:to|for)|"
    r"(?:in\s+what\s+\w+(?:\s+\w+)?\s+(?:called|described\s+as|said\s+was)\s+(?:a\s+)?)?"
    r"(?:response\s+to|retaliation\s+for|reprisal\s+for|revenge\s+for)|respond(?:ed|ing)\s+to|"
    r"retaliat(?:ed|ing|ory)\s+for|to\s+avenge|avenging|answered\b(?=\s+(?:a|an|the)\b)|(?<=,\s)answering)\s)"
    r"|(?P<after>,?\s(?:(?:just\s+)?(?:hours|minutes|days|a\s+day|one\s+day|two\s+days|shortly|\w+\s+hours)\s+)?"
    r"after\s(?!being\b|having\b|he\b|she\b|they\b|it\b))"
    r"|(?P<beside>;\s|,?\s+while\s|,\s+and\s|,\s+but\s|\s+and\s|,\s+whereas\s|\s[–—]\s|,\s+before\s"
    r"|,\s(?=(?:another|others|a\s+(?:second|third)|the\s+(?:second|third|other|others|rest))\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters ``[start, end)`` of a sentence and how they hang on to what stands before."""

    start: int
    end: int
    joint: Joint
    hits: tuple[Hit, ...]


def clauses(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> list[Clause]:
    """The clauses of a sentence.

    A part that does not stand alone, by ``stands_alone``, stays with the one before it; so
    'killing two and wounding three' is one clause with what killed them.
    """
    parts = _cut(document, sentence)
    if len(parts) == 1:
        return parts
    kept = [parts[0]]
    for part in parts[1:]:
        if part.joint == "answering" or (
            stands_alone(part) and (part.joint == "answered" or stands_alone(kept[-1]))
        ):
            kept.append(part)
        else:
            kept[-1] = _joined(document, sentence, kept[-1], part)
    return kept


def _cut(document: Document, sentence: Sentence) -> list[Clause]:
    parts, start, joint = [], body_start(document, sentence), "start"
    for match in _JOINTS.finditer(document.text, start, sentence.end):
        if match.lastgroup == "answered" and not document.text[start : match.start()].strip():
            comma = document.text.find(", ", match.end(), sentence.end)
            if comma < 0:
                continue
            parts.append(_clause(document, sentence, match.end(), comma, "answered"))
            start, joint = comma + 2, "answering"
            continue
        if match.start() < start:
            continue
        parts.append(_clause(document, sentence, start, match.start(), joint))
        start, joint = match.end(), str(match.lastgroup)
    parts.append(_clause(document, sentence, start, sentence.end, joint))
    return [part for part in parts if part.start < part.end]


def body_start(document: Document, sentence: Sentence) -> int:
    """Where a sentence begins once its dateline is left out."""
    line = document.dateline
    return line.end if line and sentence.start < line.end <= sentence.end else sentence.start


def _joined(document: Document, sentence: Sentence, left: Clause, right: Clause) -> Clause:
    return _clause(document, sentence, left.start, right.end, left.joint)


def _clause(document: Document, sentence: Sentence, start: int, end: int, joint: str) -> Clause:
    tokens = document.tokens
    inside = tuple(
        hit
        for hit in sentence.hits
        if start <= tokens[hit.first].start and tokens[hit.last - 1].end <= end
    )
    return Clause(start, end, joint, inside)  # type: ignore[arg-type]
