"""What a text reports, clause by clause, with what sentences before tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.read.articles.antecedents import Antecedents
from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.claims import accuses_in_words
from geomap.read.articles.clause_reports import report_of
from geomap.read.articles.clauses import Clause, clauses
from geomap.read.articles.dates import When
from geomap.read.articles.days import day_before, day_of_post, when_later, when_that_day
from geomap.read.articles.denials import denial_cues, disputes
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.history import Recollection
from geomap.read.articles.listing import Lists
from geomap.read.articles.lists import form
from geomap.read.articles.peace import peace_of
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.readings import (
    Report,
    claims_something,
    is_armed,
    is_play,
)
from geomap.read.articles.sentence_answers import SentenceAnswers, answers_in
from geomap.read.articles.settings import Setting, setting_of
from geomap.read.articles.speech import Said, find_speaker
from geomap.read.articles.standing_alone import harmed_itself, stands_alone
from geomap.read.articles.statements import Statement
from geomap.read.articles.told_before import tells_position, tells_when
from geomap.read.articles.told_places import is_neighbour
from geomap.read.articles.voices import find_voices, opens_part
from geomap.read.articles.whereabouts import Whereabouts

#: Without one of these and without casualties a sentence tells nothing of an incident.
_TELLING: Final = ("verb", "noun", "claimed", "accused", "denied", "unclaimed", "responsible")


def read_reports(document: Document, mentions: Sequence[PlaceMention]) -> Iterator[Report]:
    """What each clause of a document reports, in order, repeated sentences left out."""
    if is_play(document):
        return
    armed, peace = is_armed(document), peace_of(document)
    days, lists = _Days(), Lists()
    named, where, recollection = Antecedents(), Whereabouts(), Recollection()
    within = defaultdict[int, list[PlaceMention]](list)
    for mention in mentions:
        if not is_neighbour(document, mention.start):
            within[mention.sentence].append(mention)
    setting: Setting | None = None
    for sentence in document.sentences:
        if sentence.repeated:
            continue
        days.see(document, sentence)
        here, told = within[sentence.index], False
        where.note_head(document, sentence, here)
        named.see(sentence)
        setting, before = None, setting
        lists.see(document, sentence)
        is_line = lists.names_target(document, sentence)
        for report in _of_sentence(document, sentence, here, armed, days.last, before, is_line):
            told = told or report.trigger is not None
            report = recollection.put_in(document, days.put_in(document, report))
            days.note(report)
            report = named.put_in(document, where.put_in(document, report))
            where.note(report)
            if report.trigger is not None and peace.explains(document, report):
                report = replace(report, reading="nothing")
            report = lists.put_in(document, report)
            named.note(report)
            yield report
        where.see(sentence, here)
        if not told:
            goes_on = before and before.after(document, sentence)
            setting = goes_on or setting_of(document, sentence, here, days.last)


class _Days:
    """The days that a text spoke of while its reports are read in order."""

    def __init__(self) -> None:
        self.last: date | None = None
        self._posted: When | None = None  # of the line above a post, or below a title
        self._dated: int | None = None  # the paragraph that told a day of its own last

    def see(self, document: Document, sentence: Sentence) -> None:
        """Keep the day from which a sentence counts, and that of a line that only says when."""
        self._posted = day_of_post(document, sentence) or self._posted
        self.last = day_before(document, sentence, self.last)

    def put_in(self, document: Document, report: Report) -> Report:
        """The report; a deed without a day is 'later' than one before, or of the day of its post.

        What goes on in the paragraph of a day is no new deed of the day of the post.
        """
        trigger = report.trigger
        if report.when:
            self._dated = report.sentence.paragraph
        if trigger is None or report.when or report.reading != "incident":
            return report
        later = when_later(document, trigger, self.last)
        another = report.another or bool(later and report.scene)
        if not later and not trigger.definite and report.scene is not None:
            later = when_that_day(document, report.sentence, self.last)
        goes_on = report.scene is None and self._dated == report.sentence.paragraph
        if not later and self._posted and not trigger.definite and not goes_on:
            later = (self._posted,)
        return replace(report, when=later, another=another)

    def note(self, report: Report) -> None:
        """Keep the day that a report spoke of last; of a night the day on which it began."""
        days = [when.first for when in report.when if when.first and _is_day_or_night(when)]
        self.last = days[-1] if days else self.last


def _is_day_or_night(when: When) -> bool:
    night = when.first and when.last and (when.last - when.first).days == 1
    return when.precision == "day" or (when.precision == "range" and bool(night))


def _of_sentence(
    document: Document,
    sentence: Sentence,
    here: Sequence[PlaceMention],
    armed: bool,
    last: date | None,
    setting: Setting | None,
    is_line: bool,
) -> Iterator[Report]:
    answers = answers_in(document, sentence)
    if not is_line and not _may_tell(document, sentence, answers):
        return
    said, voices = find_speaker(document, sentence), find_voices(document, sentence)

    def is_alone(clause: Clause) -> bool:
        return stands_alone(document, sentence, clause, here, voices)

    parts = clauses(document, sentence, is_alone)
    told: Report | None = None
    for clause in parts:
        statement = Statement(
            document,
            sentence,
            clause,
            parts,
            here,
            said=_speaker_of(clause, said, voices),
            answers=answers,
            last=last,
            setting=setting,
            armed=armed,
        )
        report = report_of(statement)
        report = _beside(document, report, clause, parts, told)
        told = report if report.trigger is not None else told
        yield report
        days = [when.first for when in report.when if _is_day_or_night(when)]
        last = days[0] if days and days[0] else last


def _may_tell(document: Document, sentence: Sentence, answers: SentenceAnswers) -> bool:
    """Whether a sentence has words that tell of an incident, or of one told before or next."""
    return (
        bool(sentence.of(*_TELLING))
        or claims_something(sentence)
        or _tells_of_arms(document, sentence)
        or tells_when(document, sentence.start, sentence.end)
        or tells_position(document, sentence)
        or accuses_in_words(document, sentence)
        or answers.tells
        or bool(denial_cues(document, sentence) or disputes(document, sentence))
        or bool(find_casualties(document.text, sentence.start, sentence.end))
    )


def _tells_of_arms(document: Document, sentence: Sentence) -> bool:
    used = form("used_arms")
    return bool(sentence.of("weapon")) and (
        used.search(document.text, sentence.start, sentence.end) is not None
    )


def _speaker_of(clause: Clause, said: Said | None, voices: dict[int, Said]) -> Said | None:
    """Who tells what a clause does: the voice of its part, else who speaks in the sentence."""
    own = next((voice for at, voice in reversed(voices.items()) if at <= clause.start), said)
    return None if own is said and opens_part(said, voices) else own


def _beside(
    document: Document,
    report: Report,
    clause: Clause,
    parts: Sequence[Clause],
    told: Report | None,
) -> Report:
    """A report with what the clauses beside it say: that it was there, or is another deed."""
    if told is not None and report.scene is None and _is_there(document, clause, told):
        report = replace(report, scene=told.scene)
    headed = report.sentence.headline and clause.joint == "beside" and clause is not parts[0]
    another = headed and report.scene is None
    if len(parts) > 1 and harmed_itself(document, clause, report.trigger):
        another = True
    return replace(report, another=True) if another else report


def _is_there(document: Document, clause: Clause, told: Report) -> bool:
    """Whether what came first was where the sentence has just been: 'a strike on the town'."""
    if clause.joint not in ("after", "answered") or told.scene is None:
        return False
    match = document.search("same_place", clause.start, clause.end)
    if match is None:
        return False
    return match["kind"] is None or told.scene.mention.kind in SETTLED
