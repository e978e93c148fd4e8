"""A scene with what the text says of where it lies: 'Zanbuqa, outside Raqqa'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.gazetteer.names import fold
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.holders import (
    ONE_GOVERNORATE_KM,
    WIDE,
    apart_km,
    as_unheld,
    is_called_town,
    name_of_area,
)
from geomap.read.articles.place_phrases import phrase_of
from geomap.read.articles.places import AREAS, SETTLED, PlaceMention
from geomap.read.articles.scenes import Scene, is_exact
from geomap.read.articles.told_places import is_part, tells_where


def with_unheld(document: Document, inside: Sequence[PlaceMention], scene: Scene) -> Scene:
    """The scene with the name before it that no list holds: 'Zanbuqa, outside Raqqa'."""
    before = [one for one in inside if one.first < scene.mention.first]
    for one in before:
        if one.resolution.best is None and _lies_in(document, one, scene):
            name = document.text[one.start : one.end]
            return replace(scene, start=one.start, text=f"{name}, {scene.text}", name=name)
    if not before or before[-1].resolution.best:
        return scene
    unheld = before[-1]
    if is_part(document, unheld, scene.mention):
        text = " ".join(document.text[unheld.start : scene.end].split())
        return replace(scene, start=unheld.start, text=text, name=text)
    if not tells_where(document, unheld, scene.mention):
        return scene
    name = document.text[unheld.start : unheld.end]
    return replace(scene, start=unheld.start, text=f"{name}, {scene.text}", name=name)


def _lies_in(document: Document, unheld: PlaceMention, scene: Scene) -> bool:
    """'The villages of Khilwe and Um Garfa, in North Kordofan's Bara locality'."""
    return document.fullmatch("lies_in_wider", unheld.end, scene.start) is not None


def where_its_area_is(
    document: Document, sentence: Sentence, scene: Scene, area: PlaceMention | None
) -> Scene:
    """'Pinga, Walikale territory': no Pinga that lies elsewhere is meant.

    Of one that no list holds, what holds it tells where it is: a sure governorate and a country
    beside its name, anything else behind it.
    """
    held = scene.mention.resolution.best
    within = area.resolution.best if area else None
    if area is None or within is None or scene.mention is area:
        return scene
    if held is not None and within.kind in WIDE and held.country_code == within.country_code:
        return scene
    if held is not None and apart_km(held, within) <= ONE_GOVERNORATE_KM:
        return _with_its_town(document, scene, area)
    mention = as_unheld(scene.mention)
    if within.kind in WIDE:
        return replace(scene, mention=mention, country=area)
    if within.kind == "governorate" and area.resolution.status == "resolved":
        return replace(scene, mention=mention, admin1=area, country=area)
    name = name_of_area(document, area)
    relation = phrase_of(document, sentence, area).relation
    text = " ".join(f"{scene.text}, {relation} {name}".split())
    return replace(scene, text=text, mention=area if is_exact(area) else mention, country=area)


def _with_its_town(document: Document, scene: Scene, area: PlaceMention) -> Scene:
    """A held place with the town that the text says it is of: 'Barangay Bangad, Milagros town'.

    So with a spot in it that is not surely held: 'the Halane compound in Mogadishu'.
    """
    chosen = scene.mention
    beside = document.text.startswith(",", scene.end) and is_called_town(document, area)
    spot = chosen.resolution.status != "resolved" and chosen.kind not in SETTLED | AREAS
    if not beside and not (spot and area.kind in SETTLED):
        return scene
    if fold(document.text[area.start : area.end]) in fold(scene.text):
        return scene
    return replace(scene, text=f"{scene.text}, {name_of_area(document, area)}")
