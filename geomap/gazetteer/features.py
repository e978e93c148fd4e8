"""What is measured of every place that a name could mean, and of 'none of them'. Pure.

:mod:`geomap.gazetteer.match` weighs it; ``benchmarks/train_match.py`` learns the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import exp, log, log1p, log10
from typing import Final, Literal, get_args

from rapidfuzz.distance import JaroWinkler

from geomap.gazetteer import names
from geomap.gazetteer.asked import LATIN, Asked, Surroundings, script_of
from geomap.gazetteer.closest import Closest, Spelling, closest, reads_the_same
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Held, Hit

#: What is measured of a place.
Feature = Literal[
    "same_name", "same_core", "letters_off", "letters_far_off", "start_off", "short_and_unlike",
    "other_script", "other_reading", "main_name",
    "kind_first", "kind_allowed", "kind_clash",
    "country", "governorate", "district", "region", "city", "town", "quarter", "locality",
    "land_or_water", "site", "camp_or_facility",
    "population", "prominence", "names", "sources", "curated",
    "country_as_given", "country_disputed", "admin1_as_given", "admin1_other", "admin1_distance",
    "near_distance", "context_near", "context_admin1", "context_country", "context_holder",
    "context_not_held", "context_self", "type_not_asked", "best_known", "less_known",
    "country_in_text", "governorate_in_text", "city_in_text", "obscure_in_country",
    "obscure_in_world", "obscure_in_admin1", "across_scripts_off", "site_not_asked",
    "borrowed_name", "larger_than_asked", "smaller_than_asked", "beside_area", "beside_bearer",
    "in_namesake", "governorate_among_its_own", "governorate_in_its_country", "context_holds",
    "across_scripts_same", "beside_closer", "script_beside_closer", "disputed_beside_given",
    "article_other",
]  # fmt: skip
FEATURES: Final[tuple[Feature, ...]] = get_args(Feature)
#: The features of one place that are not zero, and perhaps some that are. Each is a step of a loop
#: for each place of each name: of those that are mostly zero only the others stand here.
Row = dict[Feature, float]
#: What is measured of 'none of them'.
NoneFeature = Literal[
    "none", "none_short", "none_words", "none_country_given", "none_admin1_given",
    "none_kind_asked", "none_quarter_asked", "none_other_script", "none_in_text",
    "none_common", "none_not_borne", "none_common_in_admin1", "none_village_asked",
    "none_densely_held", "none_script_densely_held",
]  # fmt: skip
NONE_FEATURES: Final[tuple[NoneFeature, ...]] = get_args(NoneFeature)

_CLASSES: Final[Mapping[str, Feature | None]] = {
    "country": "country", "continent": "country", "governorate": "governorate",
    "district": "district", "region": "region", "capital": "city", "city": "city",
    "town": "town", "village": None, "settlement": None, "neighbourhood": "quarter",
    "locality": "locality", "air_base": "site", "military_base": "site", "outpost": "site",
    "depot": "site", "missile_site": "site", "nuclear_site": "site", "oil_field": "site",
    "gas_field": "site", "oil_facility": "site", "airport": "site",
    "mountain": "land_or_water", "valley": "land_or_water", "river": "land_or_water",
    "lake": "land_or_water", "island": "land_or_water", "desert": "land_or_water",
    "strait": "land_or_water", "gulf": "land_or_water", "sea": "land_or_water",
    "road": "land_or_water",
}  # fmt: skip
#: What keeps a place of the name from being what was asked for.
_NOT_AS_ASKED: Final[frozenset[Feature]] = frozenset(
    {"type_not_asked", "borrowed_name", "kind_clash"}
)
_SITES: Final = frozenset({"site", "facility"})
#: Kinds of place that are sites or facilities.
SITE_KINDS: Final = frozenset(name for name, kind in KINDS.items() if kind.precision in _SITES)
_AREAS: Final = frozenset({"country", "governorate"})
_CITIES: Final = frozenset({"city", "capital"})
_WHOLE: Final = frozenset({"country", "continent"})
#: 'X village' is seldom a city, 'X city' seldom a village.
_SIZES: Final = {"village": 0.0, "settlement": 0.3, "town": 1.0, "city": 2.0, "capital": 2.0}
_SETTLED: Final = frozenset({*_SIZES, "locality"})
#: What is no settlement and larger than one.
_LARGE: Final = frozenset(
    kind for kind, told in _CLASSES.items() if told in ("region", "land_or_water")
)
#: Letters that a name of a script without short vowels would have in Latin, for each that it has.
_UNWRITTEN: Final = 1.5
#: Of places whose names are more alike than this the article is compared.
_LIKE: Final = 0.7
#: Names less alike than this share a skeleton by accident.
_UNLIKE: Final = 0.35
#: Letters of the codes of airports among their names.
_LONGEST_CODE: Final = 4
#: From which likeness on a name of another script may be read as the one asked for, and over how
#: much more it surely is.
_READ_SO_FROM, _READ_SO_OVER = 0.82, 0.11
#: A site whose name is spelled so like the one asked for is meant by it.
_SPELLED_THE_SAME: Final = 0.96
#: A town of another script that is read so like the name has it before a site that is called so.
_SPELLED_THE_SAME_ACROSS: Final = 0.95
#: Prominence of a quarter that is known by its name alone.
_KNOWN_QUARTER: Final = 0.5
#: And of a base or plant.
_KNOWN_SITE: Final = 0.9
#: Spellings that differ by no more are equally close.
_AS_CLOSE: Final = 0.03
#: What a type word in another name of a place counts where the rest is only like the one asked for:
#: 'ענב' is hardly 'Qaryat al-Inab', one of the names of Abu Ghosh.
_TYPE_BESIDE_LIKE: Final = 0.4
#: What keeps a place of the country given from coming before one on ground that it disputes.
_LESS_GIVEN: Final = frozenset({"admin1_other", "type_not_asked"})
#: Degrees of latitude beyond which a place says nothing of where another lies, and from which to
#: which degrees of longitude apart: as far at 60° north.
_FAR_DEGREES: Final = 4.0
_FAR_EAST, _FAR_AROUND = 8.0, 352.0


#: Where so much is held, as density tells it, a name of another script is hardly of a place that
#: is not: none of it is sure at the first, all of it at the second.
_DENSE: Final = (0.7, 0.9)


#: A place with its name most like the one asked for, how like it is, and its FEATURES.
Measured = tuple[Hit, float, Row]


def measure_all(
    asked: Asked, hits: Iterable[Hit], spellings: Mapping[str, Spelling]
) -> list[Measured]:
    """What every place among ``hits`` has that is not too unlike what was asked for.

    ``spellings`` are those of the folded names, as :func:`spellings_of` gives them.
    """
    measured = measure_alone(asked, hits, spellings)
    return measured if asked.surroundings is None else measure_among(asked.surroundings, measured)


def measure_alone(
    asked: Asked, hits: Iterable[Hit], spellings: Mapping[str, Spelling]
) -> list[Measured]:
    """:func:`measure_all` but for what the rest of a text says.

    The part that stays while the names of a text are weighed against each other.
    """
    measured = [
        measure(asked, found)
        for found in [closest(asked, named, spellings) for named in by_place(hits)]
        if found.likeness >= _UNLIKE and (found.same or not _only_sounds(asked, found.hit))
    ]
    _give_back_names(asked, measured)
    _leave_names_to_towns(asked, measured)
    _compare(asked, measured)
    return measured


def _only_sounds(asked: Asked, hit: Hit) -> bool:
    """Whether a place that does not bear the name is none that it could be a spelling of.

    No place of a country is a country or a continent, and 'LLHB' is no spelling of Lahav.
    """
    if asked.country and hit.place.kind in _WHOLE:
        return True
    return len(hit.name) <= _LONGEST_CODE and hit.name.isupper()


def measure_among(around: Surroundings, measured: Iterable[Measured]) -> list[Measured]:
    """What was measured alone, with what the rest of the text says added to copies of it."""
    return [
        (hit, like, {**row, **measure_around(around, hit.place)}) for hit, like, row in measured
    ]


def measure_near(point: tuple[float, float], place: Held) -> Row:
    """What a point close by says of a place; nothing of it is measured of the place alone."""
    return {"near_distance": _log_km(place, point)}


def _give_back_names(asked: Asked, measured: Sequence[Measured]) -> None:
    """A site borrows no name that no town or area bears, if it is known everywhere or so called.

    'Engels-2' is the base, 'ניצנה' the Nitzana crossing: it counts as the reviewed place it is.
    """
    borrowing = [
        (hit.place, row) for hit, _, row in measured if "borrowed_name" in row and hit.place.curated
    ]
    if not borrowing:
        return
    others = [
        (likeness, row) for hit, likeness, row in measured if hit.place.kind not in SITE_KINDS
    ]
    if any(bears_name(row) for _, row in others):
        return
    read_so = max([likeness for likeness, row in others if "other_script" in row], default=0.0)
    for place, row in borrowing:
        own = read_so < _SPELLED_THE_SAME_ACROSS and reads_the_same(asked, place.main_name)
        if own or place.prominence >= _KNOWN_SITE:
            del row["borrowed_name"]
            row["curated"] = 1.0


def _leave_names_to_towns(asked: Asked, measured: Sequence[Measured]) -> None:
    """It says nothing for a valley or a lake that it is curated where a town is read so as well.

    Unless the name is its main one: 'עראבה' is a town, and only one spelling of the Arava.
    """
    lands = [
        (likeness, row)
        for hit, likeness, row in measured
        if "curated" in row and hit.place.kind in _LARGE and not hit.is_main and not asked.kinds
    ]
    if not lands:
        return
    read_so = max([like for hit, like, _ in measured if hit.place.kind in _SETTLED], default=0.0)
    for likeness, row in lands:
        if likeness <= read_so + _AS_CLOSE:
            del row["curated"]


def _compare(asked: Asked, measured: Sequence[Measured]) -> None:
    """Add how well known each place is beside the others of its very name.

    Where a curated site is called 'Green Village' or 'Ramon air base', what is only called Green
    or Ramon does not bear that name.
    """
    named: list[tuple[Held, Row]] = []
    alike: list[tuple[float, Row]] = []
    for hit, likeness, row in measured:
        if "same_name" in row or "same_core" in row:
            named.append((hit.place, row))
        else:
            alike.append((likeness, row))
    _compare_spellings(alike)
    _compare_grounds(measured)
    _compare_articles(asked, measured)
    if not named:
        return
    whole = {
        place.place_id for place, row in named if "same_name" in row and _is_named_so(asked, place)
    }
    bearers = [
        (place.prominence, place.place_id)
        for place, row in named
        if _bears(row) and (not whole or place.place_id in whole)
    ]
    if not bearers:
        return
    (best, best_id), (second, _) = sorted((*bearers, (0.0, "")), reverse=True)[:2]
    areas = [place for place, row in named if _bears(row) and place.kind in _AREAS]
    for hit, _, row in measured:
        place = hit.place
        if areas and place.kind not in _AREAS:
            if not any(_lies_in(place, area) for area in areas):
                row["beside_area"] = 1.0
            elif "same_name" not in row:
                row["in_namesake"] = 1.0
        if not bears_name(row) or (whole and place.place_id not in whole):
            row["beside_bearer"] = best
        else:
            lead = place.prominence - (second if place.place_id == best_id else best)
            if place.place_id == best_id and len(bearers) > 1:
                row["best_known"] = lead
            if lead < 0.0:
                row["less_known"] = -lead


def _compare_spellings(alike: Sequence[tuple[float, Row]]) -> None:
    """Add how much closer another is spelled to places that do not bear the name: likeness, row."""
    if len(alike) < 2:
        return
    closest_by = max([likeness for likeness, _ in alike])
    for likeness, row in alike:
        if likeness < closest_by:
            row["beside_closer"] = closest_by - likeness
            if "other_script" in row:  # a letter of it is the sum of two spellings
                row["script_beside_closer"] = closest_by - likeness


def _compare_grounds(measured: Sequence[Measured]) -> None:
    """Add that the country given holds a place spelled as closely as one on ground it disputes."""
    disputed = [(likeness, row) for _, likeness, row in measured if "country_disputed" in row]
    if not disputed:
        return
    given = [
        likeness
        for _, likeness, row in measured
        if "country_as_given" in row and row.keys().isdisjoint(_LESS_GIVEN)
    ]
    closest_given = max(given, default=0.0) + _AS_CLOSE
    for likeness, row in disputed:
        if likeness <= closest_given:
            row["disputed_beside_given"] = 1.0


def _compare_articles(asked: Asked, measured: Sequence[Measured]) -> None:
    """Add that a place differs in its article where another spelled as closely does not.

    'عباسية' is rather Abbasiyah than Al-Abbasiyah, 'المشروع' rather Al-Mashru than Mashru.
    """
    if asked.article is None or asked.country is None or len(measured) < 2:
        return
    close = [
        (likeness, names.has_article(hit.folded), row)
        for hit, likeness, row in measured
        if likeness > _LIKE
    ]
    agreeing = [likeness for likeness, article, _ in close if article is asked.article]
    if len(agreeing) in (0, len(close)):
        return
    other, closest_by = not asked.article, max(agreeing) + _AS_CLOSE
    for likeness, article, row in close:
        if article is other and likeness <= closest_by:
            row["article_other"] = 1.0


def _is_named_so(asked: Asked, place: Held) -> bool:
    """Whether a curated place that bears the whole name has the type word as a part of it."""
    return asked.whole != asked.core and place.curated


def _lies_in(place: Held, area: Held) -> bool:
    if area.kind == "country":
        return place.country_code == area.country_code
    return place.admin1_id == area.place_id


def bears_name(row: Row) -> bool:
    """Whether a place bears the name, at least but for words that say what it is."""
    return "same_name" in row or "same_core" in row


def _bears(row: Row) -> bool:
    """Whether a place bears the name as it was asked for, and is of a kind that it allows."""
    return bears_name(row) and row.keys().isdisjoint(_NOT_AS_ASKED)


def by_place(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits in groups of one place each, in order of appearance."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.place.place_id, []).append(hit)
    return list(groups.values())


def measure(asked: Asked, found: Closest) -> Measured:
    """What one place has by itself and by the hints of the query."""
    hit, likeness, same, spelling = found
    place, kinds, is_main = hit.place, asked.kinds, hit.is_main
    kind, prominence, population = place.kind, place.prominence, place.population
    others, sources = place.names, place.sources
    row: Row = {"population": log10(1 + population) / 6} if population else {}
    row["prominence"] = prominence
    if others > 1:
        row["names"] = log(others) / 4
    if sources > 1:
        row["sources"] = log(sources)
    if same:
        row["same_name" if same == 2 else "same_core"] = 1.0
    else:
        _measure_spelling(asked, found, row)
    if is_main:
        row["main_name"] = 1.0
    own = same == 2 and _is_named_so(asked, place)
    if kind in SITE_KINDS:
        if (kind not in kinds and not own) if kinds else not same:
            row["site_not_asked"] = 1.0
        if same and not kinds and _borrows(asked, hit):
            row["borrowed_name"] = 1.0
        if not same and not kinds and _says_what(spelling):
            row["type_not_asked"] = 1.0
    elif not (same or kinds or is_main) and _says_what(spelling):
        row["type_not_asked"] = _TYPE_BESIDE_LIKE
    if same == 1 and not kinds:
        row["type_not_asked"] = 1.0
    _measure_kind(asked, kind, row, own)
    if place.curated and _speaks_for(asked, found, row):
        row["curated"] = 1.0
    if asked.country is not None or asked.admin1_given or asked.near or asked.context:
        _measure_hints(asked, place, row)
    if prominence < 0.4 and asked.surroundings is None:
        row[_obscure_in(asked)] = 0.4 - prominence
    return hit, likeness, row


def _obscure_in(asked: Asked) -> Feature:
    """The feature that says how little known a place is, by where it is looked for."""
    if asked.admin1_given:
        return "obscure_in_admin1"
    return "obscure_in_country" if asked.country else "obscure_in_world"


def _speaks_for(asked: Asked, found: Closest, row: Row) -> bool:
    """Whether it counts for a curated place that it is one.

    A curated base says nothing of the prison or the refinery of its name, a region or a lake
    nothing of a village of its name, and a site that nobody asked for nothing of the town that it
    is called after. A quarter has namesakes in other cities, unless all know it.
    """
    hit, likeness, same, _ = found
    kind = hit.place.kind
    if kind == "neighbourhood" and (same == 1 or hit.place.prominence < _KNOWN_QUARTER):
        return False
    if "borrowed_name" in row or (asked.kind in _SIZES and kind in _LARGE):
        return False
    if "site_not_asked" in row and same < 2:
        alike = same > 0 or likeness >= _SPELLED_THE_SAME
        return alike and not asked.kinds
    return likeness >= 0.9 and (same > 0 or row.get("kind_clash", 0.0) < 1.0)


def _measure_spelling(asked: Asked, found: Closest, row: Row) -> None:
    """How a name that is not the one asked for differs from it."""
    hit, likeness, _, spelling = found
    short = 6 - len(asked.skeleton)
    if short > 0:
        row["short_and_unlike"] = short / 6
    if hit.key != "~" + asked.skeleton:
        row["other_reading"] = 1.0
    if (LATIN if hit.name.isascii() else script_of(hit.name)) != asked.script:
        row["other_script"] = 1.0
        row["across_scripts_off"] = 1.0 - likeness
        if likeness > _READ_SO_FROM:
            row["across_scripts_same"] = min(1.0, (likeness - _READ_SO_FROM) / _READ_SO_OVER)
        return
    row["letters_off"] = 1.0 - likeness
    if likeness < 0.75:
        row["letters_far_off"] = 0.75 - likeness
    if asked.latin:
        row["start_off"] = 1.0 - JaroWinkler.similarity(asked.core, spelling.core)


def _borrows(asked: Asked, hit: Hit) -> bool:
    """Whether a base or an airport has the name only from the town that it lies by."""
    main = hit.place.main_name
    return not hit.is_main and names.tight(names.split_type_words(main).core) != asked.core


def _says_what(spelling: Spelling) -> bool:
    """Whether the name found has a word that says what the place is."""
    return spelling.whole != spelling.core


def _measure_kind(asked: Asked, kind: str, row: Row, own: bool) -> None:
    """Whether the kind is asked for; ``own``: the type word is a part of the place's own name."""
    if not asked.kinds:
        kind_class = _CLASSES.get(kind, "camp_or_facility")
        if kind_class is not None:
            row[kind_class] = 1.0
        return
    rank_of_kind = 0 if own else asked.kinds.get(kind)
    if rank_of_kind is None:
        # A locality is a class that the source left out.
        row["kind_clash"] = 0.4 if kind == "locality" else 1.0
    else:
        row["kind_first" if rank_of_kind == 0 else "kind_allowed"] = 1.0
    size, wanted = _SIZES.get(kind), _SIZES.get(asked.kind)
    if size is not None and wanted is not None:
        row["larger_than_asked"] = max(0.0, size - wanted)
        row["smaller_than_asked"] = max(0.0, wanted - size)


def _measure_hints(asked: Asked, place: Held, row: Row) -> None:
    country, admin1, admin1_ids = place.country_code, place.admin1_id, asked.admin1_ids
    if asked.country is not None and country is not None:
        given = country == asked.country
        row["country_as_given" if given else "country_disputed"] = 1.0
    if admin1_ids and (admin1 is not None or place.kind == "governorate"):
        held = admin1 in admin1_ids or place.place_id in admin1_ids
        row["admin1_as_given" if held else "admin1_other"] = 1.0
    if asked.admin1_points:
        row["admin1_distance"] = min(_log_km(place, point) for point in asked.admin1_points)
    if asked.near is not None:
        row["near_distance"] = _log_km(place, asked.near)
    if asked.context:
        row["context_near"] = _nearness([[(lat, lon, 1.0)] for lat, lon in asked.context], place)


def _log_km(place: Held, point: tuple[float, float]) -> float:
    """Distance on a scale where 10, 100 and 1000 km are about even steps."""
    return log1p(distance_km(place.lat, place.lon, point[0], point[1]) / 10)


def measure_around(around: Surroundings, place: Held) -> Row:
    """What the rest of a text says of a place; nothing of it is measured of the place alone."""
    row: Row = {}
    code, kind = place.country_code, place.kind
    admin1 = place.place_id if kind == "governorate" else place.admin1_id
    in_admin1 = around.admin1.get(admin1, 0.0) if admin1 else 0.0
    in_country = around.countries.get(code, 0.0) if code else 0.0
    if around.spots:
        row["context_near"] = _nearness(around.spots, place)
    if in_admin1:
        row["context_admin1"] = in_admin1
    if in_country:
        row["context_country"] = in_country
    if around.holders:
        held = max(around.holders.get(key or "", 0.0) for key in (code, admin1, place.admin2_id))
        row["context_holder"] = held
        row["context_not_held"] = 1.0 - held
    if kind == "country":
        row["country_in_text"] = 1.0
        row["context_self"] = in_country
        row["context_holds"] = around.held.get(code or "", 0.0)
    elif kind == "governorate":
        row["governorate_in_text"] = 1.0
        row["governorate_among_its_own"] = in_admin1
        row["governorate_in_its_country"] = in_country
        row["context_holds"] = around.held.get(place.place_id, 0.0)
    elif kind in _CITIES:
        row["city_in_text"] = 1.0
    return row


def _nearness(spots: Sequence[Sequence[tuple[float, float, float]]], place: Held) -> float:
    """0 to 3: how surely the three closest of the other names lie within some 100 km."""
    found = []
    here_lat, here_lon = place.lat, place.lon
    south, north = here_lat - _FAR_DEGREES, here_lat + _FAR_DEGREES
    for others in spots:
        reach = 0.0
        for lat, lon, probability in others:
            if (
                probability > reach
                and south < lat < north
                and not _FAR_EAST < abs(lon - here_lon) < _FAR_AROUND
            ):
                near = probability * exp(-distance_km(here_lat, here_lon, lat, lon) / 100)
                if near > reach:
                    reach = near
        if reach:
            found.append(reach)
    return sum(found if len(found) < 4 else nlargest(3, found))


def measure_none(asked: Asked, measured: Sequence[Measured]) -> dict[NoneFeature, float]:
    """What speaks for 'none of the places found'.

    A name that many places bear is borne by more that no source holds.
    """
    bearers = [row for _, _, row in measured if bears_name(row)]
    in_admin1 = sum("admin1_as_given" in row for row in bearers)
    wanted = asked.kind
    density = log1p(asked.density) / 5
    letters = len(asked.core) * (1.0 if asked.latin else _UNWRITTEN)
    return {
        "none": 1.0,
        "none_short": max(0.0, 6 - letters) / 6,
        "none_words": min(asked.parts.core.count(" "), 3),
        "none_country_given": asked.country is not None,
        "none_admin1_given": bool(asked.admin1_ids),
        "none_kind_asked": bool(asked.kinds),
        "none_quarter_asked": wanted == "neighbourhood",
        "none_other_script": not asked.latin,
        "none_in_text": asked.surroundings is not None,
        "none_common": log1p(len(bearers) - 1) if bearers else 0.0,
        "none_not_borne": not bearers,
        "none_common_in_admin1": log1p(in_admin1 - 1) if in_admin1 else 0.0,
        "none_village_asked": wanted == "village",
        "none_densely_held": density,
        "none_script_densely_held": 0.0 if asked.latin else _share(density, *_DENSE),
    }


def _share(value: float, low: float, high: float) -> float:
    """How far a value is on its way between two others, 0 to 1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))
