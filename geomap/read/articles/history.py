"""Whether a clause tells of another time, of many times, or of what is only recalled or tried."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geomap.read.articles.asides import is_by_the_way
from geomap.read.articles.clauses import Clause
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import form, words
from geomap.read.articles.readings import Report
from geomap.read.articles.speech import is_said_further

#: What happened longer ago than this is history to the text that recalls it.
OLD_DAYS: Final = 45
#: A longer time than this is told of many incidents ('since 11 November').
_SOME_DAYS: Final = 9
#: How closely a stated time must be told to be that of one incident.
PRECISE: Final = frozenset({"day", "range", "week"})
#: More words of courts than these make a text one about them.
_COURT: Final = 2
#: The last sentence of those with which it begins, below its headline.
_OPENING: Final = 2


def is_toll_of_years(document: Document, clause: Clause) -> bool:
    """'More than 26,000 people have died since 2015': of no incident."""
    return document.search("toll_since", clause.start, clause.end) is not None


def is_history(document: Document, report: Report, clause: Clause) -> bool:
    """Whether the clause tells of habit, a sum of many, or a time long past."""
    if _is_provocation(document, report):
        return False
    dated_closely = any(is_close(when) and not when.said for when in report.when)
    return (
        _says_history(document, report, clause, dated_closely)
        or (not dated_closely and _tells_of_many(document, report, clause))
        or document.search("many_times", clause.start, clause.end) is not None
        or _is_of_season(document, clause)
        or is_long_ago(document, report)
        or _is_of_no_day(document, report)
    )


def _says_history(document: Document, report: Report, clause: Clause, dated_closely: bool) -> bool:
    """Whether words of the clause say that its deed is of another time: 'last year'."""
    told = [hit for hit in clause.hits if hit.kind == "history"]
    if not told:
        return False
    out = document.search("standing_out", clause.start, clause.end)
    beside = out.span() if out and (dated_closely or _is_told_in_full(report)) else (0, 0)
    return any(
        not _is_of_speaker(document, report, hit)
        and not _is_beside(document, clause, hit)
        and not _is_said_further(document, report, hit)
        and not _is_of_cause(clause, report, hit)
        and not (
            report.trigger and is_by_the_way(document, clause, hit.first, report.trigger.hit.first)
        )
        and not beside[0] <= document.tokens[hit.first].start < beside[1]
        for hit in told
    )


def _tells_of_many(document: Document, report: Report, clause: Clause) -> bool:
    """Whether a clause that gives no close time is of many deeds, or of one on trial."""
    start, end = clause.start, clause.end
    sums = (hit for hit in clause.hits if hit.kind == "sum")
    return (
        _is_trial(document)
        or any(not _is_lead_toll(document, report, hit) for hit in sums)
        or document.search("compared_with", report.sentence.start, report.end) is not None
        or document.search("some_times", start, end) is not None
        # 'For five months, rebels held the town against an army that shelled it'
        or document.match("for_months", start, end) is not None
        or is_toll_of_years(document, clause)
    )


def _is_of_season(document: Document, clause: Clause) -> bool:
    """Whether it was in a season of a year before that of the text: 'in the summer of 2015'."""
    season = document.search("season_year", clause.start, clause.end)
    if season is None:
        return False
    return document.anchor is None or int(season["year"]) < document.anchor.year


def _is_of_no_day(document: Document, report: Report) -> bool:
    """Whether it tells only a time that is too long for one incident, and past."""
    dated = [when for when in report.when if when.first]
    if not dated or any(is_close(when) for when in report.when):
        return False
    if document.anchor is None and document.search("weekday"):
        return True  # whose days are of a week that nobody names: the month is another time
    return dated[0].precision != "month" or dated[0].before(document.anchor) > 0


def is_long_ago(document: Document, report: Report) -> bool:
    """Whether every time that it states is long past to the text: 'three died there in 2015'."""
    dated = [when for when in report.when if when.first or when.precision != "unknown"]
    old = [when for when in dated if when.before(document.anchor) > OLD_DAYS]
    return bool(old) and len(old) == len(dated)


class Recollection:
    """Whether a text is still at a deed of long ago while its sentences are read in order.

    What a paragraph tells behind such a deed, and gives no day of its own, was then too.
    """

    def __init__(self) -> None:
        self._paragraph: int | None = None

    def put_in(self, document: Document, report: Report) -> Report:
        """The report as background where it goes on about what was long ago."""
        sentence = report.sentence
        recalls = document.search("recalls", sentence.start, sentence.end)
        recalls = recalls or document.match("for_months", sentence.start, sentence.end)
        if recalls or (is_long_ago(document, report) and report.reading != "incident"):
            self._paragraph = sentence.paragraph
        elif report.when:
            self._paragraph = None
        elif self._paragraph == sentence.paragraph and report.trigger is not None:
            return replace(report, reading="background")
        return report


def _is_provocation(document: Document, report: Report) -> bool:
    """'In retaliation for the killing of 26 in Pahalgam last month': one deed, and what it drew."""
    single = report.trigger is not None and not report.trigger.plural
    told = single and report.answered and bool(report.casualties)
    if not told or report.scene is None or not report.scene.exact:
        return False
    months = [when for when in report.when if when.first and when.precision == "month"]
    return bool(months) and all(0 < when.before(document.anchor) <= OLD_DAYS for when in months)


def _is_lead_toll(document: Document, report: Report, hit: Hit) -> bool:
    """'80 people were killed in a wave of attacks in Catatumbo', first of all: that is the news."""
    if report.sentence.index > 1 or not report.casualties or report.scene is None:
        return False
    start = document.tokens[hit.first].start
    return document.search("toll_in_sum", report.start, start) is not None


def _is_of_speaker(document: Document, report: Report, hit: Hit) -> bool:
    """'X, a movement formed last year, said its fighters …': the words tell who speaks."""
    said = report.said
    return said is not None and said.start <= document.tokens[hit.first].start < said.end


def _is_of_cause(clause: Clause, report: Report, hit: Hit) -> bool:
    """'Bombed X in response to what it called repeated launches': of what was answered."""
    if report.trigger is None:
        return False
    deed = report.trigger.hit.first
    return any(
        one.kind in ("answer", "answered") and deed < one.first < hit.first for one in clause.hits
    )


def _is_told_in_full(report: Report) -> bool:
    """'Jihadists killed 40 soldiers in Djibo, in the deadliest raid in years': no habit."""
    trigger = report.trigger
    if trigger is None or trigger.perfect or report.scene is None or not report.scene.exact:
        return False
    return trigger.verb and any(one.count.least for one in report.casualties)


def _is_said_further(document: Document, report: Report, hit: Hit) -> bool:
    """'Blamed X for it and said that last year …': no history of what is blamed on X."""
    if report.trigger is None:
        return False
    deed, at = (document.tokens[one.first].start for one in (report.trigger.hit, hit))
    return is_said_further(document.text, (claim.end for claim in report.claims), deed, at)


def _is_beside(document: Document, clause: Clause, hit: Hit) -> bool:
    """'In the past 24 hours', 'bringing the toll since the war began to …': no history of it."""
    start, end = (document.tokens[at] for at in (hit.first, hit.last - 1))
    before = document.word(hit.first - 1)
    if before in words("grammar", "ending") and document.match("came_before", start.start):
        return True
    if document.match("lately", end.end):
        return True
    return document.search("bringing", clause.start, start.start) is not None


def is_charged(document: Document, report: Report) -> bool:
    """'were arrested in Maiduguri over an attack that killed 20': where the attack was is open."""
    if report.trigger is None or not report.sentence.of("arrest"):
        return False
    deed = document.tokens[report.trigger.hit.first].start
    if document.search("arrested_man", report.start, deed):
        return True
    if any(when.start > deed for when in report.when) or (
        report.scene and report.scene.start > deed
    ):
        return False
    return document.search("arrested_over", report.start, deed) is not None


def is_recalled(document: Document, report: Report) -> bool:
    """'An exhibition about the bombing', 'jailed for a 1982 attack': a deed of another time.

    Where its own day or place is told, it may be news yet: 'a vigil for those killed on Friday'.
    """
    if report.trigger is None:
        return False
    deed, text = document.tokens[report.trigger.hit.first].start, document.text
    year = None if report.trigger.verb else form("of_year").search(text, report.start, deed)
    if year and (document.anchor is None or int(year["year"]) < document.anchor.year):
        return True
    recalling = [*form("recalled").finditer(text, report.sentence.start, deed)]
    if not recalling:
        return False
    then = form("recalled_then").search(text, deed, report.end)
    stop = then.start() if then else report.end
    told = [when.start for when in report.when] + ([report.scene.start] if report.scene else [])
    return not any(recalling[-1].end() < start < stop for start in told)


def is_stretch_before(document: Document, report: Report) -> bool:
    """'Seized X after weeks of fighting that killed 60': what came first was many deeds."""
    trigger = report.trigger
    if trigger is None or trigger.verb or not report.after or report.scene is not None:
        return False
    start, deed = report.start, document.tokens[trigger.hit.first].start
    return document.fullmatch("stretch_of", start, deed) is not None


def _is_trial(document: Document) -> bool:
    """Whether a text is about a trial: what it tells without a day is what is tried.

    Court news in one paragraph of several, below the lead, is one item of a day's news.
    """
    told = [sentence for sentence in document.sentences if sentence.of("court")]
    paragraphs = {sentence.paragraph for sentence in told}
    if len(paragraphs) == 1 and told[0].index > _OPENING:
        return False
    return sum(len(sentence.of("court")) for sentence in told) > _COURT


def is_close(when: When) -> bool:
    """Whether a stated time is short enough for one incident: some days."""
    if when.precision not in PRECISE or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days <= _SOME_DAYS
