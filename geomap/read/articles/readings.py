"""What a clause reports, and whether arms are about in it or in its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import words
from geomap.read.articles.parties import NAMED, Party, is_force
from geomap.read.articles.scenes import Scene
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger
from geomap.read.articles.weapons import Weapon

Reading = Literal["incident", "fact", "background", "nothing"]
#: More words of sport or the screen than these make a text one about them.
_PLAY: Final = 2
#: Tags that say that arms are about.
ARMED: Final = frozenset({"weapon", "actor", "generic", "group"})


@dataclass(frozen=True, slots=True)
class Explained:
    """Which strike a report explains, and by what: 'the raid on X was revenge for Y'."""

    at: frozenset[str]  # where it was, in small letters: X
    whose: frozenset[str]  # the parties of who explains it: 'Israel's minister'
    what: frozenset[str] | None  # the words of what it answers, None where a clause tells that
    on: frozenset[date]  # the days of what it answers: 'Monday's ambush'


@dataclass(frozen=True, slots=True)
class Answering:
    """What a report says of answers: that its deed is one, or one told before or behind it."""

    hit: Hit | None = None  # 'in response', 'retaliated'
    at: frozenset[str] = frozenset()  # where that was which it answers: 'the blood shed at Rahad'
    supposed: bool = False  # it 'could be revenge for' this: nobody says that it was
    explains: Explained | None = None  # it says that a strike told before answers something
    of_next: bool = False  # that what is told next does: 'our response has begun'
    of_arms: bool = False  # that is a response of arms: 'the retort was not long in coming'
    ordered: bool = False  # that somebody ordered, whose forces then do it
    of_lead: bool = False  # the lead says that one has struck back, before the text tells how
    of_head: bool = False  # a line of its own above a passage says so: 'Ukraine strikes back'

    @property
    def begins(self) -> bool:
        """Whether the answer of which it speaks may be told behind it."""
        return self.of_next or self.of_lead or self.of_head


@dataclass(frozen=True, slots=True)
class Wording:
    """How a report is worded, by which it is told from others, or is said to be of several."""

    opens: str  # the first word of its sentence, in small letters
    called: frozenset[str]  # the words of 'the helicopter attack'
    struck: frozenset[str]  # the words of its target
    earlier: bool  # it stands behind 'hours after': another thing, that came first
    pluperfect: bool  # 'drones had hit X': it came before what was told last
    of_both: bool  # 'at either location': it is of the two told last
    many: bool  # it tells of many strikes at once: 'struck 200 targets'
    retracted: bool  # what it says is taken back: only where it was stands
    took_place: bool  # 'the strikes took place at X': it says only when and where


@dataclass(frozen=True, slots=True)
class Report:
    """What a clause says, each part with its characters; ``reading`` says what it is."""

    sentence: Sentence
    start: int
    end: int
    reading: Reading
    trigger: Trigger | None
    scene: Scene | None
    spots: tuple[Scene, ...]  # where it tells of several places under one verb
    when: tuple[When, ...]
    weapons: tuple[Weapon, ...]
    casualties: tuple[Casualty, ...]
    actor: Party | None
    claims: tuple[Party, ...]
    target: tuple[int, int] | None
    said: Said | None
    answering: Answering
    answered: bool  # it stands behind 'in response to' or 'after': the thing answered
    after: bool
    another: bool  # 'a separate attack', 'meanwhile'
    wording: Wording
    listed: bool = False  # a line of a list, which is of its own place alone
    sender: Party | None = None  # whose arms were shot down: 'Ukrainian drones'
    set_by: Report | None = None  # the denial or correction that says where it was

    @property
    def family(self) -> str:
        """What mentions of one incident share."""
        return self.trigger.family if self.trigger else ""


def is_clear(hit: Hit) -> bool:
    """Whether a word of violence needs no arms beside it to be meant as one."""
    facts = hit.tag.facts
    if facts.get("as") == "seize":
        return True
    return (
        "weapon" in facts
        or "clear" in facts
        or ("event" in facts and not facts.keys() & {"weak", "subject"})
    )


def bears_arms(document: Document, hit: Hit) -> bool:
    """Whether a tag says that arms are about: a weapon, a group, 'US forces'."""
    return hit.kind in ARMED or (hit.kind == "people" and is_force(document, hit))


def is_armed(document: Document) -> bool:
    """Whether the text as a whole is about armed violence."""
    tags = [hit.tag for sentence in document.sentences for hit in sentence.hits]
    strong = sum(
        not tag.facts.get("weak") and tag.facts.keys().isdisjoint(("subject", "takes"))
        for tag in tags
        if tag.kind in ("verb", "noun")
    )
    kinds = Counter([tag.kind for tag in tags])
    weapons, figures = kinds["weapon"], kinds["figurative"] + kinds["civil"] + kinds["play"]
    groups = any(tag.kind in NAMED and tag.facts.get("side") != "state" for tag in tags)
    claiming = any(
        claims_something(sentence) and bool(sentence.of(*NAMED)) for sentence in document.sentences
    )
    return strong + weapons + groups + claiming > max(1, 2 * figures)


def claims_something(sentence: Sentence) -> bool:
    """'Wolves of the River claimed it': the verb alone, whatever stands behind it."""
    return not words("parties", "claiming").isdisjoint(sentence.words)


def is_play(document: Document) -> bool:
    """Whether a text is about sport or the screen: full of their words, and nobody harmed."""
    played = sum(len(sentence.of("play")) for sentence in document.sentences)
    return played > _PLAY and not find_casualties(document.text, 0, len(document.text))
