"""Quarters of towns: 'the Dniprovskyi district' of Kherson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.document import Document
from geomap.read.articles.holders import WIDE, apart_km
from geomap.read.articles.lists import words
from geomap.read.articles.places import AREAS, SETTLED, PlaceMention
from geomap.read.articles.scenes import Scene
from geomap.read.articles.told_places import is_part

#: A quarter lies no farther from the middle of its town.
TOWN_KM: Final = 40.0
#: Kinds of areas that are no quarter of a town, whatever word for one stands behind them.
_AREAS: Final = AREAS - WIDE


def is_quarter(document: Document, mention: PlaceMention) -> bool:
    """'The Dniprovskyi district', of a town that may head the line."""
    beside = document.text.startswith(" ", mention.end)  # not 'Xyz, district of Macomia'
    return beside and document.word(mention.last) in words("context", "quarters")


def with_town(document: Document, mentions: Sequence[PlaceMention], scene: Scene) -> Scene:
    """A quarter that is not surely held, with its town: 'the Dniprovskyi district' of Kherson.

    It is the town that the clause names, or from which the text was sent.
    """
    chosen = scene.mention
    part = _quarter_in(document, mentions, chosen)
    if part is not None:
        name = document.text[part.start : document.tokens[part.last].end]
        return replace(scene, start=part.start, text=f"{name}, {scene.text}")
    town = _town_behind(document, mentions, chosen)
    if town is not None:
        return replace(scene, text=f"{scene.text}, {document.text[town.start : town.end]}")
    if chosen.resolution.status == "resolved" or not is_quarter(document, chosen):
        return scene
    if chosen.kind in _AREAS:
        return scene  # 'Poonch district' is none of a town
    towns = [mention for mention in mentions if mention.kind in SETTLED]
    town = next((mention for mention in towns if mention is not chosen), None)
    place = town.resolution.best if town else None
    if town is None or place is None:
        return scene
    held = chosen.resolution.best
    named = town.sentence == chosen.sentence and town.start >= document.body
    if held is not None and not named and apart_km(held, place) > TOWN_KM:
        return scene
    name = document.text[town.start : town.end]
    name = place.name if name.isupper() else name
    return replace(scene, text=f"{scene.text}, {name}", mention=town)


def _town_behind(
    document: Document, mentions: Sequence[PlaceMention], quarter: PlaceMention
) -> PlaceMention | None:
    """'The Zeitoun district of Gaza City': the town that a quarter is said to be of."""
    if not is_quarter(document, quarter) or quarter.kind in _AREAS:
        return None
    towns = (one for one in mentions if one.start > quarter.end and one.kind in SETTLED)
    return next((one for one in towns if is_part(document, quarter, one)), None)


def _quarter_in(
    document: Document, mentions: Sequence[PlaceMention], town: PlaceMention
) -> PlaceMention | None:
    """The quarter that a clause names behind its town, where it is not surely held."""
    if town.kind not in SETTLED | {"governorate"}:
        return None
    behind = (
        one
        for one in mentions
        if one.sentence == town.sentence
        and one.start > town.end
        and one.resolution.status != "resolved"
        and one.kind not in _AREAS
        and is_quarter(document, one)
    )
    return next(behind, None)
