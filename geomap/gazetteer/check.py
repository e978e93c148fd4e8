"""What is wrong with curated place files, entry by entry.

Rules are small functions over one entry; :func:`check` adds what only all files together show.
Outlines are known to about two kilometres and coasts move, so a position may lie outside its
country by :data:`_TOLERANCE_DEGREES` before it counts as wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeGuard

from geomap.errors import GazetteerError, Problem
from geomap.gazetteer import names as name_rules
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sources.curated import load
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import BASE_INDEX, Index

_TOLERANCE_DEGREES: Final = 0.1  # 11 km
#: Two entries of one name closer than this are one place written twice.
_SAME_PLACE_KM: Final = 5.0
#: What may lie off a country's coast, and how far: 200 nautical miles, the exclusive zone.
_AT_SEA: Final = frozenset(
    ["strait", "gulf", "sea", "island", "port", "oil_facility", "oil_field", "gas_field", "region"]
)
_ZONE_DEGREES: Final = 3.4
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_KNOWN_FIELDS: Final = frozenset(
    [
        "id",
        "name",
        "kind",
        "country",
        "admin1",
        "names",
        "positions",
        "radius_m",
        "prominence",
        "note",
        "covers",
        "polygon",
        "source",
        "checked",
    ]
)
#: The script that names of a language are written in, as Unicode names its letters.
_SCRIPTS: Final = {
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "ur": ("ARABIC",),
    "ps": ("ARABIC",),
    "ku": ("LATIN", "ARABIC"),
    "ckb": ("ARABIC",),
    "he": ("HEBREW",),
    "ru": ("CYRILLIC",),
    "uk": ("CYRILLIC",),
    "en": ("LATIN",),
    "fr": ("LATIN",),
    "de": ("LATIN",),
    "tr": ("LATIN",),
    "hy": ("ARMENIAN",),
    "el": ("GREEK",),
}


class _Entry(NamedTuple):
    """One entry with what its file says for all."""

    file: str
    row: int  # counts entries, from 1
    place: dict[str, Any]
    country: str | None
    checked: Any


def check(paths: Iterable[Path], index: Index | None = None) -> list[Problem]:
    """Everything wrong with these curated files, in the order of files and entries.

    Args:
        paths: YAML files, or folders of them.
        index: where the outlines of countries and governorates come from; the embedded one
            by default.

    Returns:
        One problem per fault; an empty list for files that can be used.
    """
    problems: list[Problem] = []
    entries: list[_Entry] = []
    for path in _files(paths):
        try:
            entries += _entries(path)
        except GazetteerError as error:
            problems.append(Problem(str(path), str(error)))
    for entry in entries:
        if not isinstance(entry.place, dict):
            problems.append(Problem(entry.file, "an entry must be a mapping", row=entry.row))
            continue
        problems += [problem for rule in _RULES for problem in rule(entry)]
    sound = [entry for entry in entries if isinstance(entry.place, dict)]
    problems += _doubled(sound)
    problems += _misplaced(sound, index or Index.open(BASE_INDEX))
    order = {name: number for number, name in enumerate(dict.fromkeys(e.file for e in entries))}
    return sorted(problems, key=lambda problem: (order.get(problem.file, -1), problem.row or 0))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else (path,)


def _entries(path: Path) -> list[_Entry]:
    content = load(path)
    country, checked = content.get("country"), content.get("checked")
    return [
        _Entry(str(path), row, place, country, checked)
        for row, place in enumerate(content["places"], 1)
    ]


def _problem(entry: _Entry, column: str, value: object, reason: str) -> Problem:
    known = entry.place.get("id", "without id")
    told = None if value is None else str(value)
    return Problem(entry.file, f"{known}: {reason}", entry.row, column, told)


def _fields(entry: _Entry) -> Iterator[Problem]:
    for field in ("id", "name", "kind"):
        if not isinstance(entry.place.get(field), str) or not entry.place[field].strip():
            yield _problem(entry, field, entry.place.get(field), f"needs a text '{field}'")
    for field in sorted(set(entry.place) - _KNOWN_FIELDS):
        yield _problem(entry, field, None, "no such field: see CONTRIBUTING.md for the format")
    if not any(entry.place.get(field) for field in ("positions", "covers", "polygon")):
        yield _problem(entry, "positions", None, "needs positions, covers or a polygon")


def _id(entry: _Entry) -> Iterator[Problem]:
    own = entry.place.get("id")
    if not isinstance(own, str):
        return
    prefix = Path(entry.file).stem.lower()
    if not _ID.fullmatch(own) or not own.startswith(f"{prefix}-"):
        yield _problem(entry, "id", own, f"an id is lower case with hyphens, like '{prefix}-name'")


def _kind(entry: _Entry) -> Iterator[Problem]:
    kind = entry.place.get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        yield _problem(entry, "kind", kind, f"no such kind; one of: {', '.join(KINDS)}")


def _names(entry: _Entry) -> Iterator[Problem]:
    spellings = entry.place.get("names") or {}
    if not isinstance(spellings, dict):
        yield _problem(entry, "names", spellings, "needs lists of names by language")
        return
    for language, texts in spellings.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            yield _problem(entry, "names", language, "a language is an ISO 639 code like 'ar'")
        elif not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            yield _problem(entry, f"names.{language}", texts, "needs a list of texts")
        else:
            yield from _spellings(entry, language, texts)


def _spellings(entry: _Entry, language: str, texts: list[str]) -> Iterator[Problem]:
    scripts = _SCRIPTS.get(language)
    for text in texts:
        if not name_rules.fold(text):
            yield _problem(entry, f"names.{language}", text, "a name needs a letter or digit")
        elif scripts and not _written_in(text, scripts):
            reason = f"names in '{language}' are written in {' or '.join(scripts).title()}"
            yield _problem(entry, f"names.{language}", text, reason)
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield _problem(entry, f"names.{language}", text, "stands twice: leave one out")


def _written_in(text: str, scripts: tuple[str, ...]) -> bool:
    """Whether some letter is of these scripts, digits and codes ('T4', 'H3') aside."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or all(letter.isascii() and letter.isupper() for letter in letters):
        return True
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in letters)


def _positions(entry: _Entry) -> Iterator[Problem]:
    for position in entry.place.get("positions") or ():
        if not isinstance(position, dict):
            yield _problem(entry, "positions", position, "a position has lat, lon and source")
            continue
        for field, limit in (("lat", 90), ("lon", 180)):
            value = position.get(field)
            if not _is_number(value) or abs(float(value)) > limit:
                reason = f"needs decimal degrees from -{limit} to {limit}"
                yield _problem(entry, f"positions.{field}", value, reason)
        if not str(position.get("source") or "").strip():
            yield _problem(entry, "positions.source", None, "says where the position is from")
        checked = position.get("checked", entry.checked)
        if not checked or not _DATE.fullmatch(str(checked)):
            reason = "needs the day it was checked, YYYY-MM-DD, here or for the whole file"
            yield _problem(entry, "positions.checked", checked, reason)
    if (entry.place.get("covers") or entry.place.get("polygon")) and not entry.place.get("source"):
        yield _problem(entry, "source", None, "says who draws the area so")


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _numbers(entry: _Entry) -> Iterator[Problem]:
    radius = entry.place.get("radius_m")
    if radius is not None and (not _is_number(radius) or not 0 < float(radius) <= 10_000_000):
        yield _problem(entry, "radius_m", radius, "needs metres, more than 0")
    prominence = entry.place.get("prominence")
    if prominence is not None and not (_is_number(prominence) and 0 <= float(prominence) <= 1):
        yield _problem(entry, "prominence", prominence, "needs a number from 0 to 1")


def _radius(entry: _Entry) -> Iterator[Problem]:
    """The radius covers the distance from the position shown to every other."""
    points = [point for point in map(_point, entry.place.get("positions") or ()) if point]
    kind = entry.place.get("kind")
    usual = KINDS[kind].radius_m if kind in KINDS else 0.0
    radius = entry.place.get("radius_m", usual)
    if len(points) > 1 and _is_number(radius):
        apart = max(distance_km(*points[0], *point) for point in points[1:]) * 1000
        if apart > float(radius):
            reason = f"positions lie {apart:.0f} m from the first: the radius must cover them"
            yield _problem(entry, "radius_m", radius, reason)


def _point(position: Any) -> tuple[float, float] | None:
    if not isinstance(position, dict):
        return None
    lat, lon = position.get("lat"), position.get("lon")
    if not _is_number(lat) or not _is_number(lon) or abs(lat) > 90 or abs(lon) > 180:
        return None
    return float(lat), float(lon)


def _polygon(entry: _Entry) -> Iterator[Problem]:
    ring = entry.place.get("polygon")
    if ring is None:
        return
    sound = isinstance(ring, list) and len(ring) >= 3
    if not sound or not all(isinstance(p, list) and len(p) == 2 for p in ring):
        yield _problem(entry, "polygon", None, "needs at least three pairs [lon, lat]")
    elif not all(_point({"lat": lat, "lon": lon}) for lon, lat in ring):
        yield _problem(entry, "polygon", None, "needs pairs [lon, lat] in decimal degrees")
    else:
        from shapely.geometry import Polygon

        if not Polygon(ring).is_valid:
            yield _problem(entry, "polygon", None, "the ring crosses itself: draw it again")


_RULES: Final[tuple[Callable[[_Entry], Iterator[Problem]], ...]] = (
    _fields,
    _id,
    _kind,
    _names,
    _positions,
    _numbers,
    _radius,
    _polygon,
)


def _doubled(entries: list[_Entry]) -> Iterator[Problem]:
    """Ids that stand twice, and places of one name and kind at one spot."""
    first: dict[str, _Entry] = {}
    named: dict[tuple[str, str], list[_Entry]] = {}
    for entry in entries:
        own = str(entry.place.get("id"))
        if own in first:
            where = f"{Path(first[own].file).name}, row {first[own].row}"
            yield _problem(entry, "id", own, f"stands in {where} already: give it its own id")
            continue
        first[own] = entry
        key = (name_rules.fold(str(entry.place.get("name"))), str(entry.place.get("kind")))
        for other in named.setdefault(key, []):
            if _close(entry, other):
                reason = f"is {other.place.get('id')} again: put both into one entry"
                yield _problem(entry, "name", entry.place.get("name"), reason)
        named[key].append(entry)


def _close(one: _Entry, other: _Entry) -> bool:
    points = [_point(next(iter(e.place.get("positions") or ()), None)) for e in (one, other)]
    if points[0] is None or points[1] is None:
        return False
    return distance_km(*points[0], *points[1]) <= _SAME_PLACE_KM


def _misplaced(entries: list[_Entry], index: Index) -> Iterator[Problem]:
    """Positions outside the country, and governorates that the country does not have."""
    import shapely

    codes = (entry.place.get("country", entry.country) for entry in entries)
    wanted = {code for code in codes if isinstance(code, str)}
    outlines = {area.country_code: area.geometry for area in index.areas("country", wanted)}
    governorates = _governorate_keys(index, wanted)
    for shape in outlines.values():
        shapely.prepare(shape)
    for entry in entries:
        code = entry.place.get("country", entry.country)
        if code is None:
            continue
        if code not in outlines:
            yield _problem(
                entry, "country", code, "no such country: use its ISO 3166-1 alpha-2 code"
            )
            continue
        admin1 = entry.place.get("admin1")
        told = [admin1] if admin1 else []
        for name in [*told, *(entry.place.get("covers") or ())]:
            if not governorates[code] & set(name_rules.keys(str(name))):
                yield _problem(
                    entry, "admin1", name, f"no governorate or district of {code} is called so"
                )
        yield from _outside(entry, code, outlines[code])


def _governorate_keys(index: Index, codes: Collection[str]) -> dict[str, set[str]]:
    """The keys of every name of every governorate and district, by country."""
    found: dict[str, set[str]] = {}
    for code, place_id, _ in index.countries():
        if code in codes:
            governorates = [place.place_id for place in index.children(place_id)]
            areas = governorates + [
                place.place_id for own in governorates for place in index.children(own)
            ]
            found[code] = {
                key for area in areas for name in index.names(area) for key in name_rules.keys(name)
            }
    return found


def _outside(entry: _Entry, code: str, outline: Any) -> Iterator[Problem]:
    import shapely

    reach = _ZONE_DEGREES if entry.place.get("kind") in _AT_SEA else _TOLERANCE_DEGREES
    for position in entry.place.get("positions") or ():
        point = _point(position)
        if point is None:
            continue
        away = shapely.distance(outline, shapely.Point(point[1], point[0]))
        if away > reach:
            reason = f"lies outside {code} by about {away * 111:.0f} km: are lat and lon swapped?"
            yield _problem(entry, "positions", f"{point[0]}, {point[1]}", reason)
