"""Places told by other places: '12 km north of Ramadi', 'the Mosul–Kirkuk road', 'Aleppo - Azaz'.

:func:`parse` reads the words only; where the named places lie is for the gazetteer to say, and
:func:`shift` and its neighbours turn their positions into a point with an honest radius.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import asin, atan2, cos, degrees, radians, sin
from typing import Final, NamedTuple

from geomap.gazetteer import phrases
from geomap.gazetteer.names import fold, split_type_words
from geomap.gazetteer.phrases import Relation
from geomap.gazetteer.rules import ARTICLES, ASSIMILATED
from geomap.model import EARTH_RADIUS_M

#: Metres of the units that reports use.
_UNITS: Final = {
    "km": 1000.0, "kilo": 1000.0, "mi": 1609.344, "m": 1.0, "met": 1.0, "naut": 1852.0,
    "nm": 1852.0, "كم": 1000.0, "كيلو": 1000.0, "км": 1000.0,
}  # fmt: skip

#: Degrees clockwise from north.
BEARINGS: Final = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0,
    "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_BEARING_OF: Final = {
    **{word: word for word in BEARINGS},
    "n": "north", "ne": "northeast", "e": "east", "se": "southeast", "s": "south",
    "sw": "southwest", "w": "west", "nw": "northwest",
    **phrases.BEARINGS,
}  # fmt: skip

_COMPASS: Final = r"(?:(?:north|south)[\s-]*(?:east|west)|north|south|east|west)"
_SHORT: Final = r"(?:[NS][EW]|[NSEW])"
#: Texts remembered: the parts of some are looked up together before each is read.
_KEPT: Final = 1024
_DASH: Final = r"\s*[-–—]\s*"
#: Numbers that reports of distances spell out; 'a few' and 'several' are read as five.
_SPELLED: Final = {
    "a few": 5.0, "several": 5.0, "ten": 10.0, "a dozen": 12.0, "twelve": 12.0, "fifteen": 15.0,
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0, "a hundred": 100.0,
}  # fmt: skip
_AMOUNT: Final = (
    r"(?:about|around|some|roughly|approximately|nearly|almost|over|just)?\s*"
    rf"(\d+(?:[.,]\d+)?|{'|'.join(_SPELLED)})\s*(km|kms|kilometers?|kilometres?|mi|miles?|m|meters?|"
    r"metres?|nautical miles?|nm)\b\.?(?:\s*\([^)]*\))?"
)


class Told(NamedTuple):
    """What a phrase says: a relation to one or two named places."""

    relation: Relation
    anchors: tuple[str, ...]
    bearing: str = ""  # a key of BEARINGS
    distance_m: float = 0.0  # 0 where the phrase gives none


class Nested(NamedTuple):
    """A name with the names of what holds it, or another name of the same place."""

    name: str
    holders: tuple[str, ...]
    alternative: bool = False  # 'X/Y' and 'X (Y)': either may be the name


_OFFSET: Final = re.compile(
    rf"^{_AMOUNT}\s*(?:to the |due )?({_COMPASS}|{_SHORT})(?:ern)?(?: of| from)? (?:the )?(.+)$",
    re.IGNORECASE,
)
_AWAY: Final = re.compile(
    rf"^{_AMOUNT}\s*(?:away\s+)?(?:from|off|outside(?: of)?) (?:the )?(.+)$", re.IGNORECASE
)
_TO_THE: Final = re.compile(
    rf"^(?:(?:the )?areas? |positions? |just )?(?:to the )?({_COMPASS}) of (?:the )?(.+)$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"^(?:(?:on |along )?(?:the )?(road|highway|route|area|line|way|axis)s? )?"
    r"(?:en route from|from|(?:located )?between|linking|connecting) (?:the )?(.+?) "
    r"(?:and|to|with) (?:the )?(.+?)(?: (road|highway|route))?$",
    re.IGNORECASE,
)
_ROAD: Final = re.compile(
    r"^(?:on |along )?(?:the )?(.+?) (?:(?:inter)?national |main |desert |old |coastal )?"
    r"(?:road|highway|motorway|route|axis|supply route)(?: area)?$",
    re.IGNORECASE,
)
#: What parts the ends of a road, the clearest first: a hyphen may be a part of a name.
_ENDS: Final = tuple(re.compile(joint) for joint in (r"\s*[–—]\s*|\s+-\s+", r" to ", r"\s*-\s*"))
_COAST: Final = re.compile(
    r"^(?:(?:the )?(?:waters|sea) )?(?:off|near) (?:the )?(?:coast|shore|port)s? "
    r"(?:of |from )?(.+)$"
    r"|^(?:the )?(?:waters|sea) (?:off|outside|near) (.+)$|^(?:the )?coast of (.+)$"
    r"|^(?:off)(?:shore)? (.+)$|^(?:the )?(?:coastal )?waters (?:of|off) (.+)$"
    r"|^(?:قبالة|قبالة سواحل) (?:سواحل )?(.+)$",
    re.IGNORECASE,
)
_BORDER: Final = re.compile(
    rf"^(?:the )?(.+?)(?:{_DASH}| and )(.+?) (?:international )?border(?: (?:area|region|zone|"
    r"crossing|strip))?$|^(?:the )?border (?:area |region |zone )?between (?:the )?(.+?) and (.+)$",
    re.IGNORECASE,
)
_NEAR: Final = re.compile(
    r"^(?:near(?:by)?|close to|around|outside(?: of)?|in the (?:vicinity|area|direction) of|"
    r"(?:the )?(?:vicinity|outskirts|environs|surroundings|edge|suburbs|area|perimeter) of|"
    r"(?:the )?(?:northern|southern|eastern|western)? ?(?:outskirts|suburbs|environs|entrance) of|"
    r"on the outskirts of|not far from|opposite|قرب|بالقرب من|محيط|أطراف|اطراف|ضواحي|ליד|סמוך ל|"
    r"возле|около|вблизи|под|біля|поблизу) (?:the )?(.+)$",
    re.IGNORECASE,
)
_NEAR_AFTER: Final = re.compile(
    r"^(.+?) (?:outskirts|environs|surroundings|vicinity|suburbs|perimeter|surrounding area|"
    r"yakınları|yakınlarında|civarı)$",
    re.IGNORECASE,
)
_COUNTRYSIDE: Final = re.compile(
    r"^(?:the )?(?:(north\w*|south\w*|east\w*|west\w*)[\s-]+)?(?:countryside|rural areas?|"
    r"hinterland) (?:of|around) (?:the )?(.+)$"
    r"|^(?:the )?(?:(north\w*|south\w*|east\w*|west\w*)[\s-]+)?(?:rural )?(.+?)(?:'s)? "
    r"(?:(north\w*|south\w*|east\w*|west\w*)[\s-]+)?(?:countryside|rural areas?|hinterland|"
    r"kırsalı)$|^(?:rural|ريف) (.+)$",
    re.IGNORECASE,
)
_COUNTRYSIDE_ARABIC: Final = re.compile(r"^ريف (.+?) (ال(?:شمال|جنوب|شرق|غرب)ي)(?: ال\S+)?$")
_PART: Final = re.compile(
    rf"^(?:the )?({_COMPASS})(?:ern)?[\s-]+(?:part of |parts of |area of |areas of |of )?(?:the )?"
    r"(?:region of |province of )?(.+)$",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    rf"^(.+?)(?:'s)?[\s,-]+({_COMPASS})(?:ern)?(?: (?:part|area|side|region|province))?$",
    re.IGNORECASE,
)
_CENTRAL: Final = re.compile(
    r"^(?:the )?(?:centre|center|heart|downtown|central) (?:of )?(.+)$", re.I
)
_IN: Final = re.compile(
    r"^(?:the )?(.+?),? (?:in|inside|within|في|в) (?:the )?(?!law)(.+)$|"
    r"^(?:the )?(.+? (?:area|district|neighbou?rhood|quarter|village|town|camp|sector)) of (.+)$|"
    r"^(?:an? |the )?(.+?),? (?:near(?:by)?|close to|next to|outside(?: of)?|around|قرب|"
    r"بالقرب من|near to|возле|біля) (?:the )?(.+)$|^(.+?) ب(ريف .+)$",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    r"^(?:the )?(?:village|town|city|district|neighbou?rhood|camp|area|settlement|suburb|outskirts)"
    r"s? of (.+)$",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"^(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*(.*)$")
_SLASH: Final = re.compile(r"\s*[/|\\]\s*|\s+(?:aka|a\.k\.a\.|also known as|or)\s+", re.IGNORECASE)
#: What a dash follows holds the parts after it: 'Haifa - Carmel, Hadar'.
_LISTED: Final = re.compile("[,،;]")
_PARTS_AFTER: Final = re.compile(r"^([^,،;]+?)\s+[-–—]\s+([^-–—]+[,،;][^-–—]+)$")
_PARTED: Final = re.compile(r"\s+[-–—:]\s*|\s*[-–—:]\s+|\s*[,،;]\s*|\s*[–—]\s*")
_THEN_QUARTER: Final = re.compile(
    r"^(.{3,}?)[\s-]+((?:hay|hai|hayy|حي|محلة|mahalla|qaryat|قرية)\s.{3,})$", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"^(.*[^\W\d]{3}.*?)[\s-]*\(?\d+[\s-]*[A-Za-z]?\)?(?:[\s-]\d+)*$")
#: The middle of the town, listed before or behind a quarter of it: no name of a place, though there
#: are villages called Markaz and Madina.
_CENTRE_WORDS: Final = (
    r"(?:(?:ال)?مركز(?: (?:المدينة|المدينه|القضاء|الناحية|الناحيه))?|وسط المدينة|מרכז העיר|"
    r"(?:al[- ])?markaz(?: al[- ](?:madinah?|qada))?|(?:city |town )?cent(?:er|re)|downtown)"
)
_CENTRE: Final = re.compile(
    rf"^{_CENTRE_WORDS}\s*[-–—:،,]\s*(.{{3,}})$|^(.{{3,}}?)\s*[-–—:،,]\s*{_CENTRE_WORDS}$",
    re.IGNORECASE,
)
#: For a text in small letters: a search that has to ignore case takes ten times as long. Words
#: stand under their first letter, which most places in a text do not have.
_QUICK: Final = re.compile(
    r"[\u0590-\u06ff\u0400-\u04ff]|\d(?:[nsew]|\s*(?:km|mi|nm|m)\b)|"
    r"\b(?:off\b|from\b|entre\b|nor|sud\b|este?\b|ouest|sur|oeste|axe\b|vía\b)|"
    r"a(?:xis|round|rea of|lentours|bords|lreded|fueras|ras[ıi])|b(?:etween|order|at[ıi])|"
    r"c(?:oast|lose to|ountryside|ent(?:r|er)|onnecting|erca|arretera|(?:i|i\u0307)var)|"
    r"d(?:owntown|oğu)|e(?:ast|nvirons|ntrance|dge of)|güney|h(?:ighway|interland)|inmedia|"
    r"k(?:[ıi]rsal|uzey)|linking|n(?:orth|ear)|o(?:utside|utskirts|pposite)|"
    r"p(?:erimeter|r(?:ès|oche))|r(?:oad|oute|ural)|s(?:outh|hore|urrounding|uburb)|"
    r"vicinity|w(?:est|aters)|y(?:ak[ıi]n|olu)"
)
#: What every text of several names has, in small letters, in which a Turkish i keeps its dot.
_QUICK_PARTS: Final = re.compile(
    r"[\d()\[\]/|\\:,،;–—\-ıſ\u0307]| (?:aka|a\.k\.a\.|also|or|in|inside|within|of|near|nearby|"
    r"close|next|outside|around|في|в|قرب|بالقرب|возле|біля|بريف|"
    r"hay|hai|hayy|حي|محلة|mahalla|qaryat|قرية) "
)


def parts_of(text: str) -> list[str]:
    """The names that :func:`parse` or :func:`nested` find in a text, as they are looked up."""
    told = parse(text)
    anchors = list(told.anchors) if told is not None else []
    held = nested(text)
    holders = [holder for reading in held for holder in reading.holders]
    return [*(reading.name for reading in held), *map(bare_anchor, (*anchors, *holders))]


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> Told | None:
    """The relation that ``text`` tells, or None where it is a plain name.

    >>> parse("12 km north of Ramadi")
    Told(relation='offset', anchors=('Ramadi',), bearing='north', distance_m=12000.0)
    """
    if text.isalpha() or not _QUICK.search(text.lower()):
        return None
    plain = " ".join(text.replace("’", "'").split()).strip(" .")
    readers = (_offset, _between, _border, _road, _coast, _countryside, _near, _abroad, _part)
    for read in readers:
        told = read(plain)
        if told is not None and all(fold(anchor) for anchor in told.anchors):
            return told
    return None


@lru_cache(maxsize=_KEPT)
def nested(text: str) -> tuple[Nested, ...]:
    """The ways in which ``text`` may name a place and what holds it, likeliest first.

    'Aleppo - Kaniya Kurdan' is Kaniya Kurdan in Aleppo; 'Kobani (Ayn al-Arab)' has two names;
    a plain name gives nothing.
    """
    plain = " ".join(text.split()).strip(" .,;-–—")
    if plain.isalpha() or not _QUICK_PARTS.search(plain.lower()):
        return ()  # one word has no parts
    match = _CENTRE.match(plain)
    if match is not None:
        return (Nested(match[1] or match[2], ()),)
    match = _BRACKETS.match(plain)
    if match is not None:
        outer = f"{match[1]} {match[3]}".strip()
        return (
            Nested(outer, tuple(filter(fold, re.split(r"\s*[,،;]\s*", match[2])))),
            Nested(match[2], (outer,), alternative=True),
        )
    match = _PARTS_AFTER.match(plain) if _LISTED.search(plain) else None
    if match is not None and all(map(_may_stand_alone, match.groups())):
        return (Nested(match[2], (match[1],)),)
    parts = [part for part in _SLASH.split(plain) if fold(part)]
    if len(parts) > 1:
        return tuple(Nested(part, (), alternative=True) for part in parts)
    parts = [
        part
        for part in _PARTED.split(plain)
        if fold(part) and not fold(part).replace(" ", "").isdigit()
    ]
    if len(parts) > 1:
        last, first = parts[-1], parts[0]
        comma_last = bool(re.search(r"[,،;]", plain))
        inner_first = Nested(first, tuple(parts[1:]))
        inner_last = Nested(last, tuple(parts[-2::-1]))
        return (inner_first, inner_last) if comma_last else (inner_last, inner_first)
    match = _IN.match(plain)
    if match is not None:
        held, holder = filter(None, match.groups())
        inner = _OF.match(held)
        return (Nested(inner[1] if inner else held, (holder,)),)
    return _hidden(plain)


def _hidden(plain: str) -> tuple[Nested, ...]:
    """Readings of a name whose parts no sign divides: a hyphen, a type word, a number."""
    found = []
    hyphens = plain.split("-")
    if len(hyphens) == 2 and all(_may_stand_alone(part) for part in hyphens):
        found.append(Nested(hyphens[1], (hyphens[0],)))
        found.append(Nested(hyphens[0], (hyphens[1],)))
    several_names = " " in plain or not plain.isascii()  # and no 'Fontenay-sous-Bois'
    if len(hyphens) == 3 and several_names and all(map(_may_stand_alone, hyphens)):
        found.append(Nested(hyphens[2], (hyphens[1], hyphens[0])))  # 'البصرة-ابو الخصيب-العوجه'
    match = _THEN_QUARTER.match(plain)
    if match is not None:
        found.append(Nested(match[2], (match[1],)))
    match = _NUMBERED.match(plain) if any(map(str.isdigit, plain)) else None
    if match is not None:
        found.append(Nested(match[1], ()))
    return tuple(found)


def _may_stand_alone(part: str) -> bool:
    """Whether what stands on one side of a hyphen is a name: 'Hay Al', 'Deir ez', '12' are not."""
    words = fold(part).split()
    if not words or words[-1] in ARTICLES or words[-1] in ASSIMILATED:
        return False
    return len("".join(words)) > 3 and not "".join(words).isdigit()


def _offset(text: str) -> Told | None:
    match = _OFFSET.match(text)
    if match is not None:
        return Told("offset", (match[4],), _bearing(match[3]), _metres(match[1], match[2]))
    match = _AWAY.match(text)
    if match is not None:
        return Told("near", (match[3],), "", _metres(match[1], match[2]))
    match = _TO_THE.match(text)
    return match and Told("offset", (match[2],), _bearing(match[1]))


def _between(text: str) -> Told | None:
    match = _BETWEEN.match(text)
    if match is None or (text.lower().startswith("from") and not match[4]):
        return None
    relation: Relation = "road" if match[4] or (match[1] or "").lower() in _ROADS else "between"
    return Told(relation, (match[2], match[3]))


_ROADS: Final = frozenset({"road", "highway", "route", "way", "axis"})


def _road(text: str) -> Told | None:
    match = _ROAD.match(text)
    if match is None:
        return None
    for joint in _ENDS:
        for parted in joint.finditer(match[1]):
            ends = match[1][: parted.start()], match[1][parted.end() :]
            if all(map(_may_stand_alone, ends)):
                return Told("road", ends)
    return None


def _border(text: str) -> Told | None:
    match = _BORDER.match(text)
    if match is None:
        return None
    one, two = (match[1], match[2]) if match[1] else (match[3], match[4])
    # Where three meet, the strip of the first and the last is as near as their names tell.
    return Told("border", (one, re.split(_DASH, two)[-1]))


def _coast(text: str) -> Told | None:
    match = _COAST.match(text)
    return match and Told("coast", (next(filter(None, match.groups())),))


def _countryside(text: str) -> Told | None:
    match = _COUNTRYSIDE_ARABIC.match(text)
    if match is not None:
        return Told("countryside", (match[1],), _bearing(match[2].removeprefix("ال")))
    match = _COUNTRYSIDE.match(text)
    if match is None:
        return None
    anchor = match[2] or match[4] or match[6]
    return Told("countryside", (anchor,), _bearing(match[1] or match[3] or match[5] or ""))


def _near(text: str) -> Told | None:
    match = _NEAR.match(text) or _NEAR_AFTER.match(text)
    return match and Told("near", (match[1],))


def _part(text: str) -> Told | None:
    match = _CENTRAL.match(text)
    if match is not None:
        return Told("part", (match[1],))
    match = _PART.match(text)
    if match is not None:
        return Told("part", (match[2],), _bearing(match[1]))
    match = _PART_AFTER.match(text)
    return match and Told("part", (match[1],), _bearing(match[2]))


def _abroad(text: str) -> Told | None:
    """A relation in a language of :mod:`phrases`."""
    for relation, patterns in phrases.PATTERNS.items():
        for pattern in patterns:
            match = pattern.match(text)
            if match is None:
                continue
            found = {"bearing": "", "amount": "", "two": "", **match.groupdict("")}
            anchors = tuple(filter(None, (found["one"], found["two"])))
            metres = _metres(found["amount"], found["unit"]) if found["amount"] else 0.0
            return Told(relation, anchors, _bearing(found["bearing"]), metres)
    return None


def _bearing(word: str) -> str:
    parts = re.split(r"[\s-]+", re.sub(r"ern$", "", word.lower()))
    told = "".join(_BEARING_OF.get(part, "") for part in parts)  # 'شمال غرب', 'sud-ouest'
    return told if told in BEARINGS else ""


def _metres(amount: str, unit: str) -> float:
    """The distance told, in metres."""
    number = _SPELLED.get(amount.lower())
    number = float(amount.replace(",", ".")) if number is None else number
    unit = unit.lower()
    start = max((name for name in _UNITS if unit.startswith(name)), key=len)
    return number * _UNITS[start]


def shift(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """Latitude and longitude ``metres`` from a point towards ``bearing`` degrees from north."""
    reach = metres / EARTH_RADIUS_M
    north, east, angle = radians(lat), radians(lon), radians(bearing)
    new_north = asin(sin(north) * cos(reach) + cos(north) * sin(reach) * cos(angle))
    new_east = east + atan2(
        sin(angle) * sin(reach) * cos(north), cos(reach) - sin(north) * sin(new_north)
    )
    return degrees(new_north), (degrees(new_east) + 180) % 360 - 180


def bare_anchor(text: str) -> str:
    """An anchor without the type words of a relation: 'the town of X' gives 'X'."""
    match = _OF.match(text)
    inner = match[1] if match else text
    return inner if split_type_words(inner).core else text
