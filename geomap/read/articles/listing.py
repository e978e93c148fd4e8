"""Lines that stand by themselves: headings, and what a lead says of all lines behind it."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Final

from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.readings import Report
from geomap.read.articles.spans import is_marked_line, opens_item

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


class Lists:
    """What a sentence says of all lines behind it, while reports are read in order."""

    def __init__(self) -> None:
        self._lead: Report | None = None  # of lines that count who was harmed where
        self._deed: Report | None = None  # of lines that name what was struck

    def see(self, document: Document, sentence: Sentence) -> None:
        """Leave the list whose line a sentence is not."""
        if self._deed is not None and not _is_inside_list(document, sentence):
            self._deed = None

    def names_target(self, document: Document, sentence: Sentence) -> bool:
        """Whether a sentence is a line that tells of no deed of its own: 'a depot near X'."""
        if self._deed is None or sentence.of("verb", "noun", "denied"):
            return False
        return is_marked_line(document, sentence.start)

    def put_in(self, document: Document, report: Report) -> Report:
        """The report with what is said of all lines of its list; what opens one tells nothing."""
        if _is_item(document, report):
            report = _under(self._lead, report)
            self._lead = self._lead or report
        elif report.trigger is not None:
            self._lead = report if _is_lead(report) else None
        if self._deed is not None:
            return _in_list(document, self._deed, report)
        if _opens_list(document, report):
            self._deed, report = report, replace(report, reading="nothing")
        return report


def _is_item(document: Document, report: Report) -> bool:
    """Whether it is of a line of a list that counts who was harmed at its head."""
    if report.scene is None or not report.casualties or report.scene.local:
        return False  # the town of a dateline opens a story
    mention = report.scene.mention
    return not report.sentence.headline and opens_item(document, mention.first, mention.last)


def _is_lead(report: Report) -> bool:
    """Whether lines that follow may be of what a report sums up: it tells of no spot itself.

    'Explosions on Friday:' is not taken for violence by itself; lines that count the dead say so.
    """
    if report.trigger is None or report.sentence.of("figurative", "civil", "play", "correction"):
        return False
    told = report.reading in ("incident", "nothing")
    return told and (report.scene is None or not report.scene.exact)


def _under(lead: Report | None, report: Report) -> Report:
    """A line of a list with what the sentence above it says of all: who, with what, when."""
    if lead is None or lead.trigger is None:
        return replace(report, listed=True)
    if not _is_lead(lead):
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


def _opens_list(document: Document, report: Report) -> bool:
    """Whether a deed is told of all that the lines behind name: 'Jets bombed these targets:'."""
    told = report.reading == "incident" and _is_lead(report)
    return told and bool(lines_behind(document, report.sentence))


def lines_behind(document: Document, sentence: Sentence) -> list[Sentence]:
    """The sentences of the list that one opens: it ends with a colon, and bullets follow."""
    if not document.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return []
    behind = document.sentences[sentence.index + 1 :]
    return list(takewhile(lambda line: _is_inside_list(document, line), behind))


def _is_inside_list(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is part of a line of a list, as long as that goes on."""
    line = document.text.rfind("\n", 0, sentence.start) + 1
    return is_marked_line(document, line) or is_marked_line(document, sentence.start)


def _in_list(document: Document, deed: Report, line: Report) -> Report:
    """What a line of a list says, with what the deed that opens the list says of all of them."""
    if line.trigger is None and line.scene is not None:
        told = replace(_under(deed, line), claims=line.claims or deed.claims, another=True)
        return replace(told, target=_target(document, line.sentence))
    if line.reading != "incident":
        return line
    own = line.scene is not None and line.scene.exact
    timed = line.sentence.logged and deed.when  # of the hours of a day the lead says which it was
    return replace(
        line,
        actor=line.actor or deed.actor,
        when=deed.when if timed else line.when or deed.when,
        another=line.another or own,
    )


def _target(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The characters of what a line names as struck: 'ammunition depot'."""
    spans = (
        (document.tokens[hit.first].start, document.tokens[hit.last - 1].end)
        for hit in sentence.of("target")
    )
    return next(spans, None)
