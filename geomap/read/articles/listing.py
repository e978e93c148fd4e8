"""Lines that stand by themselves: headings, and counts of who was harmed where, under a lead."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.readings import Report
from geomap.read.articles.spans import opens_item

#: Characters: a longer line is no line of a list that only counts.
_LINE: Final = 160
#: And a longer one is no heading.
_HEADING: Final = 60


def is_heading(document: Document, sentence: Sentence) -> bool:
    """'Ukraine strikes back': a short line of its own between two passages of a text."""
    if sentence.headline or sentence.logged or sentence.end - sentence.start > _HEADING:
        return False
    if not 0 < sentence.index < len(document.sentences) - 1:
        return False
    beside = (document.sentences[sentence.index + step] for step in (-1, 1))
    alone = all(other.paragraph != sentence.paragraph for other in beside)
    return alone and document.text[sentence.end - 1] not in ".!?:;…”\"'’)"


def may_be_item(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence may be such a line as far as its form goes, places left out."""
    text, start, end = document.text, sentence.start, sentence.end
    if end - start > _LINE or not any(mark in text[start:end] for mark in (":", " -", " –", " —")):
        return False
    return bool(find_casualties(text, start, end))


def is_item(document: Document, sentence: Sentence, report: Report) -> bool:
    """Whether a sentence is a line of a list that counts who was harmed at its head."""
    if report.scene is None or not report.casualties or report.scene.local:
        return False  # the town of a dateline opens a story
    mention = report.scene.mention
    return not sentence.headline and opens_item(document, mention.first, mention.last)


def is_lead(report: Report) -> bool:
    """Whether lines that follow may be of what a report sums up: it tells of no spot itself.

    'Explosions on Friday:' is not taken for violence by itself; lines that count the dead say so.
    """
    if report.trigger is None or report.sentence.of("figurative", "civil", "play", "correction"):
        return False
    told = report.reading in ("incident", "nothing")
    return told and (report.scene is None or not report.scene.exact)


def under(lead: Report | None, report: Report) -> Report:
    """A line of a list with what the sentence above it says of all: who, with what, when."""
    if lead is None or lead.trigger is None:
        return replace(report, listed=True)
    if not is_lead(lead):
        trigger = report.trigger or lead.trigger
        return replace(report, listed=True, reading="incident", trigger=trigger)
    return replace(
        report,
        listed=True,
        reading="incident",
        trigger=report.trigger if report.trigger and report.weapons else lead.trigger,
        when=report.when or lead.when,
        weapons=report.weapons or lead.weapons,
        actor=report.actor or lead.actor,
        said=report.said or lead.said,
    )
