"""Sentences that say that an answer came, and not what it was: 'The retort came at dawn'."""

from __future__ import annotations

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import form, words


def begins_answer(document: Document, sentence: Sentence) -> bool:
    """'Our response has begun', 'X hit back on Sunday': what is told next is that response."""
    if not words("parties", "answering").isdisjoint(sentence.words):
        begun = form("answer_begun").search(document.text, sentence.start, sentence.end)
        return begun is not None or only_strikes_back(document, sentence)
    return only_strikes_back(document, sentence)


def is_of_arms(document: Document, sentence: Sentence) -> bool:
    """Whether its words alone say that it is one of arms: 'the retort'; a hospital has none."""
    if only_strikes_back(document, sentence):
        return True
    return form("reprisal_came").search(document.text, sentence.start, sentence.end) is not None


def only_strikes_back(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence says who struck back, and when, and nothing of where, with what or whom.

    The verb in it tells of no deed of its own: 'X hit back on Sunday. A missile struck Y' is one.
    """
    if words("parties", "struck_back").isdisjoint(sentence.words) or sentence.headline:
        return False
    if sentence.of("denial", "denied", "modal"):
        return False
    told = form("only_struck_back").fullmatch(document.text, sentence.start, sentence.end)
    return told is not None


def says_answer(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says that its deed answers, and not what: 'in what X called a response'."""
    if words("parties", "answering").isdisjoint(sentence.words):
        return False
    return form("called_answer").search(document.text, clause.start, clause.end) is not None
