"""A clause as it stands in its text, with all that says how it is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.sentence_answers import SentenceAnswers
from geomap.read.articles.settings import Setting
from geomap.read.articles.speech import Said


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of a sentence, with who says it and what stands around it."""

    document: Document
    sentence: Sentence
    clause: Clause
    parts: Sequence[Clause]  # all clauses of the sentence
    mentions: Sequence[PlaceMention]  # all places of the sentence
    said: Said | None  # who tells what the clause does
    answers: SentenceAnswers
    last: date | None  # the day that the text spoke of before
    setting: Setting | None  # where the sentence before set what this one tells
    armed: bool  # the text as a whole is about armed violence
