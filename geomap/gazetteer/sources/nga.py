"""Names of the US National Geospatial-Intelligence Agency's GEOnet Names Server.

Read from the table that ``gdeltforge`` carries: a row per name, the feature's id, a position and
the name as 'Name, first-order area, Country'. There is neither class nor population; what kind
of place it is can only be read off the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from geomap.gazetteer.names import split_type_words
from geomap.gazetteer.sources.records import Name, Record

#: 1 country, 2 state of the US, 3 place in the US, 4 place elsewhere, 5 first-order area: the
#: columns of GDELT's location types. Areas come with polygons from elsewhere.
_PLACES: Final = (3, 4)
_IN_THE_US: Final = 3
_BATCH: Final = 65_536

#: The table lists the public buildings and brooks of the United States, half of its names
#: there, and of no other country. They are homonyms of towns and nothing else to this work.
_US_BUILDINGS: Final = re.compile(
    r"\b(schools?|church(es)?|chapel|cemetery|department|center|hall|library|hospital|club|"
    r"office|college|academy|house|museum|building|mall|company|stadium|plaza|square|university|"
    r"campground|marina|theatre|theater|courthouse|auditorium|gymnasium|institute|seminary|"
    r"headquarters|clinic|temple|synagogue|lodge|inn|shopping|apartments|branch|creek|run|brook|"
    r"slough|ditch|gulch|hollow|parks?|post office|elementary|memorial|heliport|airport|ranch)\b",
    re.I,
)

#: Kinds that a type word of a name may decide where nothing else is known. A 'Tall' may be a
#: hill or the village on it, so most words leave it open.
_TOLD_BY_NAME: Final = frozenset(
    [
        "airport",
        "air_base",
        "bridge",
        "camp",
        "dam",
        "desert",
        "gas_field",
        "hospital",
        "island",
        "lake",
        "mine",
        "mountain",
        "oil_field",
        "port",
        "power_plant",
        "prison",
        "religious_site",
        "river",
        "school",
        "station",
        "strait",
        "valley",
    ]
)


def read_names(path: Path, country_codes: Mapping[str, str]) -> Iterator[Record]:
    """Every feature with all its names, in order of its id.

    Args:
        path: the Parquet file.
        country_codes: alpha-2 by the country's name as the file writes it; a country that is
            not in it is found by position.
    """
    rows = _rows(path)
    names: list[str] = []
    current: tuple[str, float, float, str | None] | None = None
    for feature, name, country, lat, lon in rows:
        code = country_codes.get(country)
        if current is not None and feature != current[0]:
            yield _record(current, names)
            names = []
        if not names:
            current = (feature, lat, lon, code)
        names.append(name)
    if current is not None:
        yield _record(current, names)


def kind_from_name(name: str) -> str:
    """What a name says of its kind: 'Sadd Mawsil' a dam; 'locality' where it says nothing."""
    kinds = split_type_words(name).kinds
    return next((kind for kind in kinds if kind in _TOLD_BY_NAME), "locality")


def _record(feature: tuple[str, float, float, str | None], names: list[str]) -> Record:
    ref, lat, lon, country = feature
    spellings = tuple(dict.fromkeys(names))
    return Record(
        place_id=f"nga:{ref}",
        kind=kind_from_name(spellings[0]),
        names=tuple(Name(text) for text in spellings),
        lat=lat,
        lon=lon,
        country=country,
    )


def _rows(path: Path) -> Iterator[tuple[str, str, str, float, float]]:
    """Feature id, name, country's name, latitude, longitude, sorted by feature."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = ["place", "place_name", "Lat", "Long", "place_type", "wrong_point"]
    table = pq.read_table(path, columns=columns)
    keep = pc.and_(
        pc.is_in(table["place_type"], value_set=_array(_PLACES)), pc.invert(table["wrong_point"])
    )
    table = table.filter(keep).sort_by([("place", "ascending"), ("place_name", "ascending")])
    for batch in table.to_batches(max_chunksize=_BATCH):
        data = batch.to_pydict()
        for ref, full, lat, lon, scope in zip(
            data["place"],
            data["place_name"],
            data["Lat"],
            data["Long"],
            data["place_type"],
            strict=True,
        ):
            if not full or lat is None or lon is None:
                continue
            # Areas and countries may hold commas, 'Congo, Democratic Republic of The'; names not.
            name, country = full.split(", ", 1)[0].strip(), full.rsplit(", ", 1)[-1]
            if scope == _IN_THE_US and _US_BUILDINGS.search(name):
                continue
            yield ref, name, country, round(lat, 5), round(lon, 5)


def _array(values: tuple[int, ...]) -> object:
    import pyarrow as pa

    return pa.array(values, type=pa.int8())
