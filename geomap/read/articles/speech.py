"""Who says it: the source that a sentence names for what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from geomap.read.articles.clauses import body_start
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import past_forms
from geomap.read.articles.lists import CAPITAL, data, form, words
from geomap.read.articles.told_before import tells_position, tells_when

_APPOSITION: Final = re.compile(r",\s[^,“”\"]{2,70},$")
#: Words at most of one who speaks together with another.
_SHORT: Final = 6
#: Who stands behind 'said': a name, or one called by an office.
_SOMEBODY: Final = re.compile(
    rf"\s+(?:(?:the|a|an|its|their|local)\s+)?(?:[a-z][\w-]*\s+){{0,4}}?{CAPITAL}[^,;.“”\"\n]{{2,60}}(?=[,.]|$)"
    r"|\s+(?:the|a|an|local)\s+(?:[a-z][\w-]*\s+){0,4}[a-z][\w-]*(?=[,.]|$)"
)
_OFFICE: Final = re.compile(r",\s(?:an?|the)\s[^,;.“”\"\n]{3,60}(?=[,.]|$)")
#: How far behind 'put' the toll stands, in words.
_TOLL: Final = 5
_QUOTED: Final = frozenset('”"»')


@dataclass(frozen=True, slots=True)
class Said:
    """A source named in a sentence; characters ``[start, end)`` are its attribution."""

    start: int
    end: int
    who: str  # 'an Iraqi security source told AFP', as the text has it


def find_speaker(document: Document, sentence: Sentence) -> Said | None:
    """The source that the sentence names for what it says, None where it names none."""
    according = document.search("according", sentence.start, sentence.end)
    who = document.text[slice(*according.span("who"))] if according else ""
    if according and not form("no_source").match(who.strip()):
        told = Said(according.start(), according.end(), _clean(who))
        if not form("its_source").fullmatch(told.who):
            return told
        return _first_speaker(document, sentence) or told
    return (
        _first_speaker(document, sentence)
        or _who_judges(document, sentence)
        or _who_informs(document, sentence)
    )


def _who_informs(document: Document, sentence: Sentence) -> Said | None:
    """'The Police Service wishes to inform the public that': who speaks in a statement."""
    if words("speech", "informing").isdisjoint(sentence.words):
        return None
    start = body_start(document, sentence)
    told = document.match("wishes_to_inform", start, sentence.end)
    return Said(start, told.end(), _clean(told["who"])) if told else None


def _first_speaker(document: Document, sentence: Sentence) -> Said | None:
    """The first who is told to say it: 'X said that …, from which, the statement says, …'."""
    verbs = words("speech", "verbs") & sentence.words
    for index in range(sentence.first, sentence.last) if verbs else ():
        if document.tokens[index].lower in verbs:
            said = _around(document, sentence, index)
            if said and not form("no_source").match(said.who):
                return said
    return None


def _who_judges(document: Document, sentence: Sentence) -> Said | None:
    """Who gives a number or blames somebody: 'the army put the toll at 21', 'Kyiv blamed X'."""
    puts = words("speech", "puts") & sentence.words
    accusing = words("parties", "accusing") & sentence.words
    for at in range(sentence.first, sentence.last) if puts or accusing else ():
        word = document.word(at)
        if word in puts:
            near = {document.word(at + ahead) for ahead in range(1, _TOLL)}
            judges = not words("speech", "tolls").isdisjoint(near)
        else:
            judges = word in accusing
        if judges:
            return _around(document, sentence, at)
    return None


def is_day_of_telling(text: str, sentence: Sentence, at: int, claims: Iterable[int] = ()) -> bool:
    """Whether a date at ``at`` is when something was said: 'told AFP in a statement on Friday'.

    ``claims`` are where claims end: 'claimed the attack on Friday'.
    """
    if any(end <= at and form("claim_and_day").fullmatch(text, end, at) for end in claims):
        return True
    return bool(_telling().search(text[sentence.start : at]))


def is_said_further(text: str, claims: Iterable[int], deed: int, at: int) -> bool:
    """Whether ``at`` is of what somebody went on to say: 'blamed X and said that last month …'.

    ``claims`` are where the claims of the sentence end, ``deed`` is where what is claimed stands.
    """
    ends = (max(end, deed) for end in claims)
    return any(form("goes_on_saying").search(text, end, at) for end in ends if end < at)


#: Before those to whom something was told in writing: 'statements seen by AFP on Thursday'.
_TOLD_TO: Final = (
    r"(?:seen|obtained|received|verified|reviewed)\s+by|(?:shared|spoke)\s+with|sent\s+to|"
    r"toll\s+(?:given|issued|released|announced)"
)


@cache
def _telling() -> re.Pattern[str]:
    verbs, statements, platforms, audience = (
        "|".join(sorted(words("speech", name)))
        for name in ("verbs", "statements", "platforms", "audience")
    )
    own_channel = (
        rf"\s+(?:on|in|via)\s+(?:his|her|its|their)\s+(?:[\w-]+\s+){{0,3}}?"
        rf"(?:{'|'.join(sorted(words('speech', 'channels')))})"
    )
    return re.compile(
        rf"\b(?:{verbs}|{_TOLD_TO})(?:\s+(?:to\s+)?(?:the\s+)?(?:{CAPITAL}[\w-]+(?:\s+{CAPITAL}[\w-]+){{0,2}}|{audience}))?"
        rf"(?:\s+in\s+an?\s+(?:\w+\s+)?(?:{statements})|\s+on\s+(?:{platforms})|{own_channel})?(?:\s+(?:late|early))?\s+$"
        rf"|\bin\s+an?\s+(?:\w+\s+)?(?:{statements})(?:\s+(?:issued|released|published|posted))?(?:\s+on)?\s+$",
    )


def _around(document: Document, sentence: Sentence, verb: int) -> Said | None:
    """The attribution whose verb of saying is token ``verb``."""
    text, token = document.text, document.tokens[verb]
    before = document.tokens[verb - 1].lower if verb > sentence.first else ""
    if before in words("grammar", "be") or document.word(verb + 1) == "by":
        return None
    if token.lower in words("speech", "nouns_too") and _is_noun(document, sentence, verb):
        return None
    body = body_start(document, sentence)
    start = _subject_start(text, body, token.start)
    subject = text[start : token.start].strip()
    if token.lower in words("speech", "spoken_by") and document.word(verb + 1) in words(
        "speech", "verbs"
    ):
        return None  # 'reports say'
    if (not subject or subject[-1] in _QUOTED) and text[body : token.start].strip():
        return _inverted(document, sentence, verb)
    if text[: token.start].rstrip().endswith(",") and _tells(document, sentence, verb):
        return _inverted(document, sentence, verb)
    if not _can_speak(subject):
        return None
    end = token.end
    listener = (
        _listener(text, token.end, sentence.end)
        if token.lower in words("speech", "to_somebody")
        else None
    )
    who = _clean(form("anonymity", case=True).sub("", subject))
    if listener:
        who, end = f"{who} {token.text} {text[listener[0] : listener[1]]}", listener[1]
        there = form("told_in", case=True).match(text, end, sentence.end)
        end = there.end() if there else end  # where they were told it: 'told reporters in Quetta'
    return Said(start, end, who)


def _subject_start(text: str, body: int, verb: int) -> int:
    """Where the speaker's words begin: after the said, or at the start of the sentence's body."""
    before = form("anonymity", case=True).sub(_blank, text[body:verb])
    before = _APPOSITION.sub(_blank, before.rstrip())
    start = 0
    for match in form("speaker_start", case=True).finditer(before):
        together = match.group().strip().lower() == "and" and _is_one(before[start : match.start()])
        if match.end() < len(before.rstrip()) and not together:
            start = match.end()
    return body + start


def _is_one(said: str) -> bool:
    """Whether words before 'and' are those of one who speaks with another: 'Police and medics'."""
    lower = said.lower().split()
    if not 0 < len(lower) <= _SHORT or not said[0].isalnum():
        return False
    told = words("grammar", "be") | words("grammar", "have") | words("grammar", "subordinates")
    small = [word for word in said.split() if word[0].islower()]  # 'United' is no deed
    deeds = any(word.endswith(("ed", "ing")) or word.strip(",.") in _deeds() for word in small)
    return not deeds and told.isdisjoint(lower)


@cache
def _deeds() -> frozenset[str]:
    """Verbs of violence whose past ends in no '-ed'."""
    verbs = data("violence")["verbs"].values()
    return frozenset(word for entry in verbs for past in past_forms(entry) for word in past.split())


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _inverted(document: Document, sentence: Sentence, verb: int) -> Said | None:
    """'…", said the governor, …': the speaker after the verb."""
    text, token = document.text, document.tokens[verb]
    match = re.compile(r"\s+([^,;.“”\"\n]{3,90})").match(text, token.end, sentence.end)
    if match is None or not _can_speak(match.group(1)):
        return None
    end = match.end()
    office = _OFFICE.match(text, end, sentence.end)  # ', a spokesman for the police'
    end = office.end() if office else end
    return Said(token.start, end, _clean(text[match.start(1) : end]))


def _tells(document: Document, sentence: Sentence, verb: int) -> bool:
    """Whether what stands before ', said' is what was said, and somebody stands behind it.

    'The mayor, Ivan Fedorov, said …' has no deed between its commas and goes on with one; 'It
    happened in X, said an administrator' tells without one.
    """
    start = document.tokens[verb].end
    told = (
        any(hit.last <= verb for hit in sentence.of("verb", "noun"))
        or tells_when(document, sentence.start, start)
        or tells_position(document, sentence, start)
    )
    behind = _SOMEBODY.match(document.text, start, sentence.end)
    return (
        told
        and behind is not None
        and not any(
            start <= document.tokens[hit.first].start < behind.end() for hit in sentence.of("verb")
        )
    )


def _listener(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _agencies().match(text, start, end)
    return (match.start(1), match.end(1)) if match else None


@cache
def _agencies() -> re.Pattern[str]:
    names = sorted(data("speech")["agencies"], key=len, reverse=True)
    listed, others = "|".join(map(re.escape, names)), "|".join(words("speech", "listeners"))
    return re.compile(rf"\s+(?:the\s+)?({listed}|(?:\w+\s+){{0,3}}?(?:{others}))\b")


def _is_noun(document: Document, sentence: Sentence, index: int) -> bool:
    before = document.tokens[index - 1].lower if index > sentence.first else ""
    return not before or before in words("grammar", "saying_nouns")


def _can_speak(subject: str) -> bool:
    """Whether a subject is someone: short, and not a pronoun ('in what it said was …')."""
    said = subject.split()
    if not said or len(said) > 18 or said[0].lower() in words("grammar", "nobody"):
        return False
    if said[0].lower() in words("speech", "hung_on"):
        return False  # 'in Gaza, where the truce declared in May has frayed, …'
    return said[-1].lower() not in words("speech", "pronouns")


def _clean(who: str) -> str:
    trimmed = " ".join(who.split()).strip(" ,;:“”\"'")
    return form("speaker_tail").sub("", form("speaker_lead").sub("", trimmed))
