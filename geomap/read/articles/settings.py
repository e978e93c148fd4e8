"""Where and when a deed was by the sentence before: 'On Friday the army entered Halhul. A …'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geomap.read.articles.clauses import clauses
from geomap.read.articles.dates import When, find_dates
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.scenes import Scene, find_scene
from geomap.read.articles.speech import find_speaker
from geomap.read.articles.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Setting:
    """The place and the day of a sentence that opens a paragraph and tells of no deed itself."""

    sentence: Sentence
    scene: Scene
    when: tuple[When, ...]

    def is_of(self, sentence: Sentence, trigger: Trigger | None) -> bool:
        """Whether it is where the next sentence has a deed that names no place of its own."""
        if trigger is None or trigger.definite or trigger.perfect:
            return False
        follows = sentence.index == self.sentence.index + 1
        return follows and sentence.paragraph == self.sentence.paragraph


def setting_of(
    document: Document, sentence: Sentence, here: Sequence[PlaceMention], last: date | None
) -> Setting | None:
    """The setting that a sentence gives: one exact place, its day, and nobody who only tells it.

    Only the first sentence of a paragraph does: another goes on with what was told before it.
    """
    if not here or sentence.headline or sentence.of("history", "modal"):
        return None
    before = document.sentences[sentence.index - 1] if sentence.index else None
    opens = before is None or before.paragraph != sentence.paragraph
    if not opens or find_speaker(document, sentence):
        return None
    days = find_dates(
        document.text, sentence.start, sentence.end, document.anchor, last, document.near
    )
    when = tuple(one for one in days if one.day)
    if not when:
        return None
    whole = clauses(document, sentence, lambda _: False)[0]
    scene = find_scene(document, sentence, whole, here, None, None)
    if scene is None or not scene.exact:
        return None
    return Setting(sentence, scene, when)
