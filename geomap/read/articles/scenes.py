"""Where something was: a place that a text gives, in words that can be resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import may_hold
from geomap.read.articles.lists import words
from geomap.read.articles.place_phrases import PlacePhrase, phrase_of
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.told_places import is_beyond

#: Kinds of areas in which a place is still to be told.
_WIDE: Final = frozenset({"country", "governorate", "continent", "region", "desert", "sea", "gulf"})
#: The last words of names of what things lie along, not in.
_LINES: Final = words("context", "lines")
#: A region no wider than this is as much of a place as a town with its fields.
_SMALL_M: Final = 10_000.0


@dataclass(frozen=True, slots=True)
class Scene:
    """The place of a report; characters ``[start, end)`` of its words."""

    start: int
    end: int
    text: str  # 'in the vicinity of Ain al-Asad base'
    name: str  # 'Ain al-Asad base'
    mention: PlaceMention
    admin1: PlaceMention | None
    country: PlaceMention | None
    local: bool = False  # where those are who tell of it, for want of another place

    @property
    def exact(self) -> bool:
        """Whether it is a place, not only the governorate or country that holds it."""
        if self.is_line and self.mention.resolution.best is None:
            return False
        return is_exact(self.mention) and not self._is_called_area

    @property
    def _is_called_area(self) -> bool:
        """'The province of Masbate', which lists hold as a town or a district."""
        areas, compass = words("context", "provinces"), words("context", "compass")
        told = [word for word in self.text.lower().split() if word not in compass]
        if areas.isdisjoint(told[:1]):  # 'Gara region' may be what lies around a town
            return self.mention.kind == "district" and not areas.isdisjoint(told[-1:])
        return True

    @property
    def is_line(self) -> bool:
        """Whether it is 'the Burkina border', along which much lies."""
        return not _LINES.isdisjoint(self.name.lower().split()[-1:])

    @property
    def is_direction(self) -> bool:
        """Whether only the direction from a place is told, no distance: 'south of Baghdad'."""
        words_ = self.text.removesuffix(self.name).split()
        return words_[1:] == ["of"] and words_[0] in words("context", "directions")

    @property
    def is_in_area(self) -> bool:
        """Whether no list holds it, and the text says in which area it lies."""
        return self.mention.resolution.best is None and bool(self.admin1 or self.country)


def is_exact(mention: PlaceMention) -> bool:
    """Whether it is a place, not only the governorate or country that holds it."""
    best = mention.resolution.best
    if best and best.kind == "region" and best.radius_m <= _SMALL_M:
        return True
    return mention.kind not in _WIDE


def scene_at(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    chosen: PlaceMention,
    phrase: PlacePhrase | None = None,
) -> Scene:
    """The scene at a place, in the words of a ``phrase`` where given, with what holds it."""
    around = [
        mention
        for mention in mentions
        if mention is not chosen
        and mention.start >= document.body
        and not is_beyond(document, mention.start)
    ]
    start, end, relation, name = phrase or phrase_of(document, sentence, chosen)
    return Scene(
        start,
        end,
        f"{relation} {name}".strip(),
        name,
        chosen,
        _holder(around, chosen, ("governorate", "region")),
        _holder(around, chosen, ("country",)),
    )


def _holder(
    mentions: Sequence[PlaceMention], of: PlaceMention, kinds: tuple[str, ...]
) -> PlaceMention | None:
    """The area of one of these kinds that is named with a place and may hold it."""
    for mention in mentions:
        area = mention.resolution.best
        fits = area and area.kind in kinds and mention.role == "place" and not _is_line(area)
        fits = fits and not (area and area.kind == of.kind)
        if fits and may_hold(area, of.resolution.best):
            return mention
    return None


def _is_line(area: Candidate) -> bool:
    """Whether it is a border, a front or a road: things lie along it, not in it."""
    return not _LINES.isdisjoint(fold(area.name).split())
