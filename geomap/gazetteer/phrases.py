"""Relations in languages other than English, as data for :mod:`geomap.gazetteer.relations`.

A pattern names what it finds: ``one`` and perhaps ``two`` are the places, ``bearing`` a word of
BEARINGS, ``amount`` and ``unit`` a distance.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Relation = Literal["offset", "between", "road", "part", "coast", "border", "near", "countryside"]

#: Words for the points of the compass, the Arabic and Hebrew ones without their article.
BEARINGS: Final = {
    "شمال": "north", "جنوب": "south", "شرق": "east", "غرب": "west",
    "شمالي": "north", "جنوبي": "south", "شرقي": "east", "غربي": "west",
    "צפון": "north", "דרום": "south", "מזרח": "east", "מערב": "west",
    "север": "north", "юг": "south", "восток": "east", "запад": "west",
    "севернее": "north", "южнее": "south", "восточнее": "east", "западнее": "west",
    "північніше": "north", "південніше": "south", "східніше": "east", "західніше": "west",
    "nord": "north", "sud": "south", "est": "east", "ouest": "west",
    "norte": "north", "sur": "south", "este": "east", "oeste": "west",
    "noreste": "northeast", "noroeste": "northwest", "sureste": "southeast",
    "sudeste": "southeast", "suroeste": "southwest", "sudoeste": "southwest",
    "kuzeyi": "north", "güneyi": "south", "doğusu": "east", "batısı": "west",
}  # fmt: skip

_ARABIC: Final = "(?P<bearing>(?:شمالي?|جنوبي?) (?:شرقي?|غربي?)|شمالي?|جنوبي?|شرقي?|غربي?)"
_ROMANCE: Final = (
    "(?P<bearing>(?:nord|sud)[- ](?:est|ouest)|nord|sud|est|ouest|"
    "nor(?:este|oeste)|su[rd](?:este|oeste)|norte|sur|este|oeste)"
)
_SLAVIC: Final = (
    "(?P<bearing>севернее|южнее|восточнее|западнее|північніше|південніше|східніше|західніше)"
)
_OF: Final = "(?:de la |de los |de las |de l['’]|del |de |du |des |d['’])"
_KM: Final = r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>km|kilomètres|kilómetros|كم|كيلومترا?|км)"
_DASH: Final = r"\s*[-–—]\s*"


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"^{pattern}$", re.IGNORECASE) for pattern in patterns)


#: Relation -> its patterns, in the order in which they are tried.
PATTERNS: Final[dict[Relation, tuple[re.Pattern[str], ...]]] = {
    "offset": _all(
        rf"(?:على بعد )?{_KM} (?:إلى |الى )?{_ARABIC} (?:مدينة )?(?P<one>.+)",
        rf"(?:à |a |unos |environ )*(?:{_KM} )?(?:au |à l['’]|al ){_ROMANCE} {_OF}(?P<one>.+)",
        rf"(?:в )?(?:{_KM} )?{_SLAVIC} (?:від )?(?P<one>.+)",
    ),
    "between": _all(
        r"بين (?P<one>.+?) و\s*(?P<two>.+)",
        r"(?:(?:zone |région |localité )?entre|zona entre) (?P<one>.+?) (?:et|y) (?P<two>.+)",
        r"בין (?P<one>.+?) ל[-־]?(?P<two>.+)",
        r"(?:между|між) (?P<one>.+?) (?:и|і|та) (?P<two>.+)",
        r"(?P<one>.+?) ile (?P<two>.+?) arası(?:nda)?",
    ),
    "road": _all(
        rf"(?:على )?(?:ال)?طريق (?:عام )?(?P<one>.+?){_DASH}(?P<two>.+)",
        rf"(?:sur )?(?:la |l['’])?(?:route|axe|carretera|vía|via) (?:entre |{_OF})?"
        rf"(?P<one>.+?)(?:{_DASH}| et | y )(?P<two>.+)",
        rf"(?:трасса|шоссе|траса|шосе) (?P<one>.+?){_DASH}(?P<two>.+)",
        rf"(?P<one>.+?){_DASH}(?P<two>.+?) (?:karayolu|yolu)",
    ),
    "near": _all(
        r"(?:aux |dans les )?(?:environs|alentours|abords) " + _OF + r"(?P<one>.+)",
        r"(?:près|proche|cerca|alrededores|afueras|inmediaciones) " + _OF + r"(?P<one>.+)",
    ),
    "part": _all(
        rf"{_ARABIC} (?P<one>.+)",
        rf"(?P<one>.{{3,}}?)[\s,،-]+{_ARABIC}",
        r"(?P<bearing>צפון|דרום|מזרח|מערב) (?P<one>.+)",
        r"(?P<one>.{3,}?)[\s,-]+(?P<bearing>צפון|דרום|מזרח|מערב)",
        r"(?P<one>.+?)['’](?:[ıiuü]n|n[ıiuü]n) (?P<bearing>kuzeyi|güneyi|doğusu|batısı)(?:nde)?",
    ),
}  # fmt: skip
