"""Our own place files: ``data/gazetteer/*.yaml``, one per country, and files like them.

The format is described in CONTRIBUTING.md; :mod:`geomap.gazetteer.check` says what is wrong with
a file before this reader is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from geomap.errors import GazetteerError
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sources.records import Name, Position, Record, Source
from geomap.untrusted import Loader, check_regular

SOURCE: Final = Source(
    key="curated",
    title="geomap, curated",
    version="",
    licence="CC BY 4.0",
    attribution="Places curated by the geomap maintainers, each position with its source.",
    url="",
)


def load(path: Path) -> dict[str, Any]:
    """A curated file as it stands.

    Raises:
        GazetteerError: it is not YAML, or not a mapping with a list of ``places``.
    """
    try:
        text = check_regular(path).read_text(encoding="utf-8")
        content = yaml.load(text, Loader=_Loader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        problem = " ".join(str(error).split())
        raise GazetteerError(f"{path}: cannot be read as YAML: {problem}") from error
    if not isinstance(content, dict) or not isinstance(content.get("places"), list):
        raise GazetteerError(f"{path}: has no list 'places': see CONTRIBUTING.md for the format")
    return content


def read_folder(folder: Path) -> Iterator[Record]:
    """Every place of every ``*.yaml`` of a folder, by file name and then as they stand."""
    for path in sorted(folder.glob("*.yaml")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Record]:
    """Every place of one curated file.

    Raises:
        GazetteerError: an entry lacks what every entry needs.
    """
    content = load(path)
    for entry in content["places"]:
        try:
            yield _record(entry, content)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            known = entry.get("id", "without an id") if isinstance(entry, dict) else entry
            raise GazetteerError(
                f"{path}: the entry {known!r} cannot be used ({error}); "
                f"'geomap gazetteer check {path.name}' says what is missing"
            ) from error


def _record(entry: dict[str, Any], content: dict[str, Any]) -> Record:
    if entry["kind"] not in KINDS:
        raise ValueError(f"the kind {entry['kind']!r} is not known")
    positions = tuple(_positions(entry, content))
    outline = _outline(entry)
    lat, lon, radius_m = _where(entry, positions, outline)
    return Record(
        place_id=f"curated:{entry['id']}",
        kind=entry["kind"],
        names=tuple(_names(entry)),
        lat=lat,
        lon=lon,
        country=entry.get("country", content.get("country")),
        admin1=entry.get("admin1"),
        prominence=float(entry.get("prominence", _USUAL_PROMINENCE)),
        radius_m=radius_m,
        positions=positions,
        geometry=outline.wkb if outline is not None else None,
        covers=tuple(str(name) for name in entry.get("covers", ())),
    )


#: Somebody thought it worth curating: ahead of any village, behind any large city.
_USUAL_PROMINENCE: Final = 0.5


def _names(entry: dict[str, Any]) -> Iterator[Name]:
    yield Name(str(entry["name"]), "en")
    for language, spellings in (entry.get("names") or {}).items():
        for spelling in spellings:
            yield Name(str(spelling), str(language))


def _positions(entry: dict[str, Any], content: dict[str, Any]) -> Iterator[Position]:
    for told in entry.get("positions", ()):
        checked = told.get("checked", content.get("checked"))
        yield Position(
            round(float(told["lat"]), 5),
            round(float(told["lon"]), 5),
            str(told["source"]),
            str(checked) if checked else None,
        )


def _outline(entry: dict[str, Any]) -> Any:
    """The polygon of an entry that draws one, as a shapely geometry."""
    ring = entry.get("polygon")
    if not ring:
        return None
    from shapely.geometry import Polygon

    shape = Polygon([(float(lon), float(lat)) for lon, lat in ring])
    if not shape.is_valid:
        raise ValueError("its polygon crosses itself")
    return shape


def _where(
    entry: dict[str, Any], positions: tuple[Position, ...], outline: Any
) -> tuple[float, float, float | None]:
    """Latitude, longitude and radius; the builder finds them for what ``covers`` governorates."""
    radius_m = float(entry["radius_m"]) if "radius_m" in entry else None
    if positions:
        return positions[0].lat, positions[0].lon, radius_m
    if outline is not None:
        from geomap.gazetteer.outline import middle, radius_of

        return *middle(outline), radius_m or radius_of(outline)
    if entry.get("covers"):
        return 0.0, 0.0, radius_m
    raise ValueError("it has neither positions nor a polygon nor covers")


_AS_TEXT: Final = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class _Loader(Loader):
    """YAML without dates and booleans: `no` is Norway, and a date is the text that stands there."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag not in _AS_TEXT]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
