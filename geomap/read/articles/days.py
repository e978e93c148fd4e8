"""When a clause says that it was: the days of the deed, apart from those of its telling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geomap.read.articles.clauses import Clause, body_start
from geomap.read.articles.date_phrases import DAY, SOME_DAYS
from geomap.read.articles.dates import When, find_dates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import Party
from geomap.read.articles.quantities import parse_count
from geomap.read.articles.speech import Said, is_day_of_telling, is_said_further
from geomap.read.articles.triggers import Trigger

#: The hour with which a line of a log begins.
_HOUR: Final = re.compile(r"\W*\d{1,2}(?:[:.]\d\d)?")
#: What heads a part of a bulletin, 'Aleppo province: ', and how many parts make one.
_HEADED: Final = re.compile(r"^[^\W\d_][\w’' -]{2,40}:\s", re.MULTILINE)
_PARTS: Final = 3
#: How far behind a day its deed may stand, in characters.
_OWNED: Final = 60
#: How far before a verb 'later' may stand, in words.
_LATER: Final = 3


def find_days(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    parts: Sequence[Clause],
    trigger: Trigger | None,
    last: date | None,
    claims: Sequence[Party],
    said: Said | None = None,
) -> tuple[When, ...]:
    """When a clause says that it was; days on which it was told only where it says no other.

    ``parts`` are the clauses of its sentence, ``last`` is the day last spoken of. Times that tell
    who speaks ('X, a movement formed last year, said …') are left out.
    """
    text = document.text
    ends = [claim.end for claim in claims if claim.basis != "accused"]
    deed = document.tokens[trigger.hit.first].start if trigger else sentence.start
    found = [
        replace(when, said=_is_of_telling(text, sentence, when, ends))
        for when in _stated(document, sentence, clause, parts, last)
        if not (said and _tells_who(text, said, when))
        and not is_said_further(text, (claim.end for claim in claims), deed, when.start)
    ]
    if not sentence.words.isdisjoint(words("dates", "superlatives")):
        found = [when for when in found if not _only_compares(text, sentence, when)]
    found = [_before_deed(text, sentence, when, last) for when in found]
    found = list(_counted_back(text, sentence, found))
    if trigger is not None:
        found = _of_deed(document, clause, trigger, found)
        found = [when for when in found if not _is_of_town(text, sentence, when, deed)]
        if claims and trigger.definite and not trigger.verb:
            found = [when for when in found if not _names_war(text, sentence, when)]
    happened = tuple(when for when in found if not when.said)
    return happened if any(when.first for when in happened) else tuple(found)


def day_of_post(document: Document, sentence: Sentence) -> When | None:
    """The day of a line that says no more than when: '22 July, 08:45' above a post.

    A line of a log that begins with the time is of the day that its headline names, else the
    text's own. What the parts of a bulletin tell is of the one day that its headline names.
    """
    if sentence.headline and len(_HEADED.findall(document.text)) >= _PARTS:
        named = _only_day_of(document, sentence)
        return named if named and _is_lately(document, named) else None
    dated = document.match("table_row", sentence.start) if sentence.logged else None
    if sentence.logged and document.anchor is not None and dated is None:
        hour = _HOUR.match(document.text, sentence.start)
        end = hour.end() if hour else sentence.start
        day = _day_of_log(document, document.anchor)
        return When(sentence.start, end, day, day, "day")
    if not document.fullmatch("post_head", sentence.start, sentence.end):
        return None
    found = find_dates(
        document.text, sentence.start, sentence.end, document.anchor, None, document.near
    )
    return next((when for when in found if when.day), None)


def _day_of_log(document: Document, anchor: date) -> date:
    """The one day of the week before that a headline names, 'The day of 23 June'; else the last."""
    head = document.sentences[0]
    named = _only_day_of(document, head) if head.headline else None
    return named.first if named and named.first and _is_lately(document, named) else anchor


def _is_lately(document: Document, when: When) -> bool:
    """Whether a day lies a few days before that of the text at most, where that is known."""
    if document.anchor is None or when.first is None:
        return True
    return timedelta() <= document.anchor - when.first <= SOME_DAYS * DAY


def _only_day_of(document: Document, head: Sentence) -> When | None:
    """The one day that a headline names, None where it names none or several."""
    found = find_dates(document.text, head.start, head.end, document.anchor, None, document.near)
    days = [when for when in found if when.first and when.first == when.last]
    return days[0] if len({when.first for when in days}) == 1 else None


def day_before(document: Document, sentence: Sentence, last: date | None) -> date | None:
    """The day from which a sentence counts: 'Four days earlier' from that of the one before it.

    ``last`` is the day of what was told last; 'on the evening of their release' is not of that.
    """
    start = body_start(document, sentence)
    opened = document.match("counts_from", start, sentence.end)
    if opened is None or sentence.index == 0:
        return last
    before = document.sentences[sentence.index - 1]
    days = find_dates(document.text, before.start, before.end, document.anchor, last, document.near)
    named = next((when.day for when in reversed(days) if when.day), None)
    return named if named or opened["then"] else last


def when_later(document: Document, trigger: Trigger, last: date | None) -> tuple[When, ...]:
    """When 'troops later raided' was: from the day last spoken of to that of the text.

    A week where the text has no day of its own, nothing where no day was spoken of.
    """
    if last is None:
        return ()
    first, behind = trigger.hit.first, trigger.hit.last
    near = [*range(first - 1, max(-1, first - _LATER - 1), -1), behind]
    at = next((at for at in near if document.word(at) in words("dates", "later")), None)
    if at is None or document.word(at - 1) in words("dates", "counted_later"):
        return ()
    until = document.anchor or last + SOME_DAYS * DAY
    if not timedelta() <= until - last <= SOME_DAYS * DAY:
        return ()
    token = document.tokens[at]
    return (When(token.start, token.end, last, until, "day" if until == last else "range"),)


def when_that_day(document: Document, sentence: Sentence, last: date | None) -> tuple[When, ...]:
    """'At nightfall', 'at about 9pm', and no day beside it: on the day last spoken of."""
    told = document.search("time_of_day", sentence.start, sentence.end)
    if told is None or last is None:
        return ()
    return (When(told.start(), told.end(), last, last, "day"),)


def _before_deed(text: str, sentence: Sentence, when: When, last: date | None) -> When:
    """'It came two days after a strike on X': the strike was two days before what came."""
    lag = form("lag").search(text[when.start : when.end])
    if lag is None or not lag["days"] or last is None or lag["weeks"]:
        return when
    if not form("came").search(text[sentence.start : when.start]):
        return when
    day = last - _counted(lag["days"]) * DAY
    return replace(when, first=day, last=day)


def _tells_who(text: str, said: Said, when: When) -> bool:
    """Whether a time stands beside who speaks ('X, formed last year,'): not 'On Friday X said'."""
    return said.start <= when.start < said.end and "," in text[said.start : when.start]


def _is_of_telling(text: str, sentence: Sentence, when: When, claims: Iterable[int]) -> bool:
    if is_day_of_telling(text, sentence, when.start, claims):
        return True
    if form("tells_toll").match(text, when.end + 1):
        return True  # 'on Thursday corrected the number of dead'
    return bool(form("toll_rose").search(text[sentence.start : when.start]))


def _counted_back(text: str, sentence: Sentence, found: Sequence[When]) -> Iterable[When]:
    """'rose to 62 on Saturday, a day after the attack': the attack was on Friday.

    So it was where only the dead were found on Saturday, or a ship was still on fire.
    """
    until = 0
    for when in found:
        if when.start < until:
            continue  # 'a day after' itself
        later = not when.said and form("found_later").search(text[sentence.start : when.start])
        lag = form("found_after" if later else "days_after").match(text, when.end, sentence.end)
        if not (when.day and lag and (when.said or later)):
            yield when
            continue
        day = when.day - timedelta(days=_counted(lag["days"]))
        until = lag.end("lag")
        yield replace(when, said=True)
        yield When(lag.start("days"), until, day, day, "day")


def _only_compares(text: str, sentence: Sentence, when: When) -> bool:
    """'One of the deadliest raids this year': no day of the raid that is told."""
    if when.precision not in ("year", "month"):
        return False
    outs = form("standing_out").finditer(text, sentence.start, sentence.end)
    return any(out.start() <= when.start < out.end() for out in outs)


def _is_of_town(text: str, sentence: Sentence, when: When, deed: int) -> bool:
    """'Fell on X, a town emptied of its people since 2014': no day of what fell there.

    It is of a deed that is told with it: 'reached X, a town that was shelled in May 2024'.
    """
    if when.precision not in ("year", "month"):
        return False
    beside = form("apposed_town").finditer(text, sentence.start, sentence.end)
    return any(
        part.start() <= when.start < part.end() and not part.start() <= deed < part.end()
        for part in beside
    )


def _names_war(text: str, sentence: Sentence, when: When) -> bool:
    """'Accused X of the strike, a breach of the accord that ended the war of 2020-2022'."""
    if when.precision not in ("year", "month"):
        return False
    return form("named_by_year").search(text, sentence.start, when.start) is not None


def _counted(said: str) -> int:
    """How many days 'two days after' and 'the day after' are."""
    return 1 if said.lower() == "the" else parse_count(said).least or 0


def _of_deed(document: Document, clause: Clause, trigger: Trigger, found: list[When]) -> list[When]:
    """The days, those of something else only told: 'a truce on Saturday after a bomb on Friday'."""
    text, deed = document.text, document.tokens[trigger.hit.first].start
    end = document.tokens[trigger.hit.last - 1].end + 1
    cuts = [
        match.start()
        for match in form("apart").finditer(text, clause.start, clause.end)
        if match.start() != end  # 'a bombing that killed 62' goes on about the bombing
        and not any(when.start <= match.start() < when.end for when in found)
    ]
    owned = [when for when in found if _owns(document, trigger, when)]
    if owned:  # 'raised on Wednesday the toll of Sunday's attack'
        return [replace(when, said=when not in owned) for when in found]
    if not trigger.verb:  # 'buried on Saturday the victims of a bombing on Friday'
        cuts.append(deed)

    def is_apart(when: When) -> bool:
        return any(min(when.start, deed) < cut <= max(when.start, deed) for cut in cuts)

    if not any(when.day and not when.said and not is_apart(when) for when in found):
        return found
    return [replace(when, said=when.said or is_apart(when)) for when in found]


def _owns(document: Document, trigger: Trigger, when: When) -> bool:
    """Whether the deed is that of a day: 'Sunday's deadly attack'."""
    deed = document.tokens[trigger.hit.first].start
    if trigger.verb or not when.end <= deed or deed - when.end > _OWNED:
        return False
    return document.fullmatch("of_that_day", when.end, deed) is not None


def _stated(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    parts: Sequence[Clause],
    last: date | None,
) -> Sequence[When]:
    """The dates of the clause; where it has none, those of the whole sentence.

    The day of an answer is not that of what it answers, nor the other way round: that stays open.
    """
    text, anchor = document.text, document.anchor
    inside = [
        when
        for when in find_dates(text, clause.start, clause.end, anchor, last, document.near)
        if clause.holds(when.start)
    ]
    if clause.joint == "after" and not inside:
        return _lagging(text, sentence, clause, last)
    if clause.joint == "answered":
        return inside
    start = body_start(document, sentence)
    if not inside and (clause.start, clause.end) != (start, sentence.end):
        others = [
            part
            for part in parts
            if part is not clause and part.joint in ("answered", "after", "answering")
        ]
        found = find_dates(text, start, sentence.end, anchor, last, document.near)
        inside = [
            when
            for when in found
            if not _lags(text, clause, when)
            and not any(part.start <= when.start < part.end for part in others)
        ]
    return inside


def _lags(text: str, clause: Clause, when: When) -> bool:
    """Whether a time is counted from the next clause: 'they came' 'two days after X struck'."""
    told = text[when.start : when.end].split()[-1:] + text[when.end :][: len(" after")].split()[:1]
    return when.start >= clause.end and "after" in told


def _lagging(text: str, sentence: Sentence, clause: Clause, last: date | None) -> tuple[When, ...]:
    """When the thing was that the clause before came 'a day after' or 'hours after'."""
    lag = form("lag").search(text, sentence.start, clause.start)
    if lag is None or last is None:
        return ()
    count = 0 if lag["hours"] else _counted(lag["days"])
    if lag["hours"] and form("early_in_day").search(text, sentence.start, clause.start):
        # 'early on Wednesday, hours after' may be of the evening before
        return (When(lag.start(), lag.end(), last - timedelta(days=1), last, "range"),)
    if lag["weeks"]:
        day, near = last - timedelta(weeks=count), timedelta(days=3)
        return (When(lag.start(), lag.end(), day - near, day + near, "week"),)
    day = last - timedelta(days=count)
    return (When(lag.start(), lag.end(), day, day, "day"),)
