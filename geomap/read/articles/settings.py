"""Where and when a deed was by the sentence before: 'On Friday the army entered Halhul. A …'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geomap.read.articles.clause_scenes import find_scene
from geomap.read.articles.clauses import Clause, body_start
from geomap.read.articles.dates import When, find_dates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import WIDE
from geomap.read.articles.innermost import innermost
from geomap.read.articles.lists import words
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.scenes import Scene, scene_at
from geomap.read.articles.speech import find_speaker
from geomap.read.articles.told_places import told_places
from geomap.read.articles.triggers import Trigger

#: Words of a label at the head of a paragraph, at most.
_LABEL: Final = 3
#: How far before a place the word stands by which somebody came to it, in characters.
_CAME: Final = 80


@dataclass(frozen=True, slots=True)
class Setting:
    """The place and the day of a sentence that tells of no deed itself.

    It opens a paragraph, or says that somebody came there, and what 'they' did was there.
    """

    sentence: Sentence  # the last that it holds for
    scene: Scene
    when: tuple[When, ...]
    entered: bool = False  # somebody came there

    def is_of(self, document: Document, sentence: Sentence, trigger: Trigger | None) -> bool:
        """Whether it is where the next sentence has a deed that names no place of its own."""
        if (
            trigger is None
            or trigger.definite
            or trigger.perfect
            or not self._is_before(document, sentence)
        ):
            return False
        return not self.entered or _is_of_them(document, sentence)

    def after(self, document: Document, sentence: Sentence) -> Setting | None:
        """The same behind a sentence that only tells more of 'them', None behind another."""
        if not self._is_before(document, sentence):
            return None
        them = document.search("of_them_still", sentence.start, sentence.end)
        goes_on = them is not None or _is_of_them(document, sentence)
        return replace(self, sentence=sentence, entered=True) if goes_on else None

    def _is_before(self, document: Document, sentence: Sentence) -> bool:
        if sentence.index != self.sentence.index + 1:
            return False
        if sentence.paragraph == self.sentence.paragraph:
            return True
        return document.match("following_that", sentence.start) is not None


def _is_of_them(document: Document, sentence: Sentence) -> bool:
    """'They burned the market': of those whom the sentence before told of."""
    return document.match("of_them", sentence.start) is not None


def setting_of(
    document: Document, sentence: Sentence, here: Sequence[PlaceMention], last: date | None
) -> Setting | None:
    """The setting that a sentence gives: an exact place and its day, or who came there.

    The day counts in the first sentence of a paragraph that nobody only tells: another goes on
    with what was told before it.
    """
    if not here or sentence.headline or sentence.of("history", "modal"):
        return None
    opens = _opens_paragraph(document, sentence) and not find_speaker(document, sentence)
    entered = _entered(document, sentence, here)
    if not opens and not entered:
        return None
    days = find_dates(
        document.text, sentence.start, sentence.end, document.anchor, last, document.near
    )
    when = tuple(one for one in days if one.day)
    for told in (here if opens and when else [], entered):
        whole = _whole(document, sentence)
        scene = find_scene(document, sentence, whole, told, None, None) if told else None
        if scene is not None and scene.exact:
            return Setting(sentence, scene, when, entered=told is entered)
    return None


def scene_spoken_of(
    document: Document, sentence: Sentence, mentions: Sequence[PlaceMention]
) -> Scene | None:
    """The place that 'there' means behind a sentence that tells of no deed, None where none is.

    It is what the sentence is about ('Kherson got no respite'), else the place named last in it.
    """
    subject = next((one for one in mentions if _is_subject(document, sentence, one)), None)
    if subject is not None:
        return scene_at(document, sentence, mentions, subject)
    whole = _whole(document, sentence)
    told = told_places(document, whole, mentions, None, find_speaker(document, sentence))
    spots = [one for one in innermost(document, told) if one.kind not in WIDE]
    if not spots:
        return None
    behind = [one for one in mentions if one.first >= spots[-1].first]
    return find_scene(document, sentence, whole, behind, None, None)


def _opens_paragraph(document: Document, sentence: Sentence) -> bool:
    """Whether it is the first of its paragraph, but for a label: 'Mwenga territory. A drone …'."""
    nearest = document.sentences[max(0, sentence.index - 2) : sentence.index]
    before = [one for one in nearest if one.paragraph == sentence.paragraph]
    return not before or (len(before) == 1 and before[0].last - before[0].first <= _LABEL)


def _entered(
    document: Document, sentence: Sentence, here: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """The place that somebody came to and those behind it: 'masked men streamed into Silwad'."""
    for at, one in enumerate(here):
        reach = max(sentence.start, one.start - _CAME)
        if one.role == "place" and document.search("came_to", reach, one.start):
            return here[at:]
    return []


def _whole(document: Document, sentence: Sentence) -> Clause:
    return Clause(body_start(document, sentence), sentence.end, "start", sentence.hits)


def _is_subject(document: Document, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a sentence opens with a place, and with no government or people of it."""
    if mention.first != sentence.first or mention.kind not in SETTLED:
        return False
    after = document.word(mention.last)
    if mention.role == "actor" and mention.kind == "capital":
        return False
    return not any(
        after in words(*listed)
        for listed in (("speech", "verbs"), ("context", "bearers"), ("context", "authorities"))
    )
