"""What a sentence says of answers: that one came, and not what it was, or that one told was one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.explaining import Explanation, explanation_of
from geomap.read.articles.lists import words

#: Tags of those who may strike back.
_ARMED: Final = ("people", "actor", "group", "called", "generic")


@dataclass(frozen=True, slots=True)
class SentenceAnswers:
    """What a sentence says of answers, asked once for all its clauses."""

    explanation: Explanation | None  # 'it was revenge for X'
    strikes_back: bool  # it says only who struck back, and when: 'X hit back on Sunday'
    begins: bool  # what is told next is the answer: that, or 'our response has begun'
    ordered: bool  # somebody ordered it: 'ordered the air force to bomb X in retaliation'

    @property
    def tells(self) -> bool:
        """Whether it says that another sentence tells an answer."""
        return self.begins or self.explanation is not None


def answers_in(document: Document, sentence: Sentence) -> SentenceAnswers:
    """What a sentence says of answers that other sentences tell."""
    strikes_back = _only_strikes_back(document, sentence)
    begins = strikes_back or _says_begun(document, sentence)
    within = (sentence.start, sentence.end)
    ordered = begins and document.search("answer_ordered", *within) is not None
    return SentenceAnswers(explanation_of(document, sentence), strikes_back, begins, ordered)


def _says_begun(document: Document, sentence: Sentence) -> bool:
    """'Our response has begun', 'the retort came at dawn'."""
    if words("parties", "answering").isdisjoint(sentence.words):
        return False
    return document.search("answer_begun", sentence.start, sentence.end) is not None


def _only_strikes_back(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence says who struck back, and when, and nothing of where, with what or whom.

    The verb in it tells of no deed of its own: 'X hit back on Sunday. A missile struck Y' is one.
    """
    if words("parties", "struck_back").isdisjoint(sentence.words) or sentence.headline:
        return False
    if sentence.of("denial", "denied", "modal") or not sentence.of(*_ARMED):
        return False  # 'the ministry responded' is no deed
    told = document.fullmatch("only_struck_back", sentence.start, sentence.end)
    return told is not None


def says_reprisal_came(document: Document, sentence: Sentence) -> bool:
    """Whether its words alone say that it is one of arms: 'the retort'; a hospital has none."""
    return document.search("reprisal_came", sentence.start, sentence.end) is not None


def says_answer(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says that its deed answers, and not what: 'in what X called a response'."""
    if words("parties", "answering").isdisjoint(sentence.words):
        return False
    return document.search("called_answer", clause.start, clause.end) is not None
