"""Where 'the town' and 'the city's market' are: the settlement that was told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import WIDE
from geomap.read.articles.places import SETTLED, PlaceMention
from geomap.read.articles.readings import Report
from geomap.read.articles.scenes import Scene, scene_at
from geomap.read.articles.settings import scene_spoken_of
from geomap.read.articles.spans import heads_item, heads_paragraph
from geomap.read.articles.telling import only_says_where

#: Kinds of what a text may go on to call by each word.
_KINDS: Final = {
    "town": SETTLED,
    "village": frozenset({"town", "village", "settlement"}),
    "port": frozenset({"port", "city", "town"}),
    "base": frozenset({"base", "air base", "airport", "camp"}),
}  # fmt: skip

#: What a place of any kind may be called, and more than the one named last.
_VAGUE: Final = frozenset({"area", "camp", "island", "neighbourhood", "neighborhood"})


class Whereabouts:
    """The place that a text told last, while its reports are read in order."""

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._head: Scene | None = None  # of a line that only says where
        self._item: tuple[int, Scene] | None = None  # of the head of a paragraph's item
        self._before: tuple[Sentence, Sequence[PlaceMention]] | None = None

    def put_in(self, document: Document, report: Report) -> Report:
        """The report with the place that it does not name again, where its words say which."""
        if report.scene is not None or report.trigger is None:
            return report
        item = self._item
        if item and report.sentence.paragraph == item[0] and not report.trigger.definite:
            return replace(report, scene=item[1])
        if self._head is not None and report.reading == "incident":
            return replace(report, scene=self._head)
        told = document.search("that_town", report.start, report.end)
        if told is None:
            return report
        word = told["town"] or ""
        before = None if word in _VAGUE else self._spoken_of(document)
        scenes = (scene for scene in (before, self._scene) if scene)
        return replace(report, scene=next((one for one in scenes if _may_be(one, word)), None))

    def see(self, sentence: Sentence, here: Sequence[PlaceMention]) -> None:
        """Keep the places of a sentence for the next one, which may only say 'there'."""
        self._before = (sentence, here)

    def _spoken_of(self, document: Document) -> Scene | None:
        """The place that the sentence before spoke of, where it told of no deed at one."""
        if self._before is None:
            return None
        sentence, here = self._before
        if self._scene is not None and sentence.start <= self._scene.start < sentence.end:
            return None
        return scene_spoken_of(document, sentence, here)

    def note_head(
        self, document: Document, sentence: Sentence, here: Sequence[PlaceMention]
    ) -> None:
        """Keep the place of a line that only says where: 'Location: 52NM southwest of Aden'.

        And of the head of an item, which is where all was that the item tells.
        """
        head = here[0] if here else None
        if head is not None and any(
            heads(document, head.first, head.last) for heads in (heads_item, heads_paragraph)
        ):
            self._item = sentence.paragraph, scene_at(document, sentence, here, head)
        if not only_says_where(document, sentence):
            return
        places = (mention for mention in here if mention.kind not in WIDE)
        place = next(places, None)
        self._head = scene_at(document, sentence, here, place) if place else None

    def note(self, report: Report) -> None:
        """Keep where a report was."""
        scene = report.scene
        if scene is not None and report.trigger is not None and scene.mention.kind not in WIDE:
            self._scene, self._head = scene, None


def _may_be(scene: Scene, word: str) -> bool:
    """Whether a place may be called 'the town', 'the base'; 'there' and 'the area' are any."""
    if not word:
        return True
    if not scene.exact:
        return False
    if word in _VAGUE:
        return True
    if scene.text.lower().split()[-1] == word:
        return True
    kinds = _KINDS.get(word, _KINDS["town"])
    return not scene.mention.kind or scene.mention.kind in kinds
