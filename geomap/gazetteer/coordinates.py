"""Coordinates in any notation, as a point with the radius that its digits leave open.

Decimal degrees, degrees and minutes, degrees, minutes and seconds, compact pilots' notation,
UTM, MGRS, plus codes and ``geo:`` addresses.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from typing import Final, NamedTuple

#: Metres of one degree of latitude on the mean sphere.
_DEGREE_M: Final = 111_195.0
#: No notation is trusted beyond this: datums and GPS differ by as much.
_FINEST_M: Final = 10.0

#: Characters of the longest way to write a point; a longer text would only cost time.
_LONGEST: Final = 120

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?"
_PAIR: Final = re.compile(
    rf"^(?:lat(?:itude)?\s*[:=]?\s*)?({_NUMBER})\s*°?\s*(?:[,;/]|\s)\s*"
    rf"(?:lon(?:g(?:itude)?)?|lng)?\s*[:=]?\s*({_NUMBER})\s*°?$"
)
#: Each number whole: the 42 of '33° 47' 42° 26'' is not four seconds and two degrees.
_PARTS: Final = (
    r"\s*(\d{1,3}(?:\.\d+)?)(?!\d)\s*[°ºd:\s-]?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)(?!\d)\s*['m:\s-]?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)(?!\d)\s*[\"s]?\s*)?)?"
)
#: The letter of the hemisphere stands before, after or nowhere, the same way in both halves.
_SEXAGESIMAL: Final = tuple(
    re.compile(rf"^{half}\s*[,;/]?\s*{half}$", re.IGNORECASE)
    for half in (f"([NSEW]){_PARTS}()", f"(){_PARTS}([NSEW])", f"(){_PARTS}()")
)
_COMPACT: Final = re.compile(r"^(\d{4}|\d{6})([NS])\s*(\d{5}|\d{7})([EW])$", re.IGNORECASE)
_MGRS: Final = re.compile(
    r"^(?:MGRS:?\s*)?(\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2})\s?((?:\d{2}|\d{4}|\d{6}|\d{8}|\d{10}|"
    r"\d{1,5}\s\d{1,5}))$",
    re.IGNORECASE,
)
_UTM: Final = re.compile(
    r"^(?:UTM:?\s*)?(\d{1,2})\s?([C-HJ-NP-X])\s+(\d{6})\s?(?:m?E)?[,\s]+(\d{6,7})\s?(?:m?N)?$",
    re.IGNORECASE,
)
_PLUS: Final = re.compile(
    r"^[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,7}$", re.IGNORECASE
)
_SHORT_PLUS: Final = re.compile(
    r"^([23456789CFGHJMPQRVWX]{4,6}\+[23456789CFGHJMPQRVWX]{2,3})[\s,،]+(\D.*)$", re.IGNORECASE
)
#: Signs of degrees, minutes and seconds, and of minus, in one form each.
_SIGNS: Final = str.maketrans(
    {"′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "″": '"', "”": '"', "“": '"', "˚": "°",
     "−": "-", "–": "-", "،": ",", "٫": ".", "\u200e": "", "\u200f": "", "\u00a0": " "}
)  # fmt: skip


class Point(NamedTuple):
    """A position that was written as coordinates."""

    lat: float  # decimal degrees north, WGS 84
    lon: float  # decimal degrees east, WGS 84
    radius_m: float  # half the last digit's step: how exact the notation is
    notation: str  # 'decimal degrees', 'degrees and minutes', 'MGRS', ...
    note: str = ""  # what was mended or is suspected, one sentence
    #: Both numbers could be either axis: no hemisphere was written and both are within 90.
    unmarked: bool = False


def parse(text: str) -> Point | None:
    """The point that ``text`` writes, or None where it is not coordinates.

    A first number beyond 90 with a second within it is read as longitude before latitude, and
    ``note`` says so. Numbers outside the globe are not coordinates.
    """
    if text.isalpha() or not any(map(str.isdigit, text)):
        return None
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return None
    for read in (_decimal, _compact, _utm, _mgrs, _plus_code, _degrees):
        point = read(plain)
        if point is not None:
            return point
    return None


def short_plus_code(text: str) -> tuple[str, str] | None:
    """A plus code without its first digits and the place that it is near: '9C3W+9Q Ramadi'.

    ``None`` where ``text`` is none; :func:`recovered` gives the point once the place is found.
    """
    match = _SHORT_PLUS.match(text.strip())
    return (match[1].upper(), match[2].strip()) if match else None


def recovered(code: str, lat: float, lon: float) -> Point | None:
    """The point of a short plus code, of all that end so the closest to a position."""
    from openlocationcode import openlocationcode as olc

    return _plus_code(olc.recoverNearest(code, lat, lon)) if olc.isShort(code) else None


def swapped(point: Point) -> Point | None:
    """``point`` with its axes exchanged, or None where that is off the globe or was marked."""
    if not point.unmarked or abs(point.lon) > 90:
        return None
    return point._replace(lat=point.lon, lon=point.lat)


def _plain(text: str) -> str:
    """``text`` with ASCII digits, plain signs and single spaces; a map's address reduced."""
    digits = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text.strip()
    )
    signs = re.sub(r"''|´´", '"', digits.translate(_SIGNS))
    plain = " ".join(signs.split()).strip(" ()[]")
    address = re.search(rf"(?:^geo:|[@=/])({_NUMBER},{_NUMBER})(?:[,;?&z/]|$)", plain)
    return address[1] if address else plain


def _decimal(text: str) -> Point | None:
    numbers = re.sub(r"(?<=\d),(?=\d+(?:\s*;|\s+[-+]?\d|$))", ".", text)
    match = _PAIR.match(text) or _PAIR.match(numbers)
    if match is None or not ("." in match[0] or "," in match[0] or "°" in match[0]):
        return None
    if "." not in match[1] + match[2] and not re.search(r"°|lat|,\s", text, re.IGNORECASE):
        return None
    step = 10.0 ** -min(_decimals(match[1]), _decimals(match[2]))
    return _point(float(match[1]), float(match[2]), step, "decimal degrees", marked=False)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _degrees(text: str) -> Point | None:
    match = next(filter(None, (pattern.match(text) for pattern in _SEXAGESIMAL)), None)
    if match is None:
        return None
    first, second = match.groups()[:5], match.groups()[5:]
    axes = [(half[0] or half[4] or "").upper() for half in (first, second)]
    if sorted("NS" if axis in ("N", "S") else "EW" for axis in axes if axis) != ["EW", "NS"]:
        if any(axes) or "°" not in text:
            return None
        axes = ["", ""]
    values = [_value(half, axis) for half, axis in zip((first, second), axes, strict=True)]
    if any(value is None for value in values):
        return None
    (one, step_one), (two, step_two) = values  # type: ignore[misc]
    if axes[0] in ("E", "W"):
        one, two = two, one
    depth = max(sum(part is not None for part in half[1:4]) for half in (first, second))
    notation = ("decimal degrees", "degrees and minutes", "degrees, minutes and seconds")[depth - 1]
    return _point(one, two, max(step_one, step_two), notation, marked=bool(axes[0]))


def _value(half: tuple[str | None, ...], axis: str) -> tuple[float, float] | None:
    """Signed degrees and the size of the last digit's step, None where minutes pass 60."""
    parts = [part for part in half[1:4] if part is not None]
    if any(float(part) >= 60 for part in parts[1:]):
        return None
    value = sum(float(part) / 60**place for place, part in enumerate(parts))
    step = 10.0 ** -_decimals(parts[-1]) / 60 ** (len(parts) - 1)
    return (-value if axis in ("S", "W") else value), step


def _compact(text: str) -> Point | None:
    match = _COMPACT.match(text)
    if match is None:
        return None
    seconds = len(match[1]) == 6
    if seconds != (len(match[3]) == 7):
        return None
    halves = (
        (None, match[1][:2], match[1][2:4], match[1][4:] or None),
        (None, match[3][:3], match[3][3:5], match[3][5:] or None),
    )
    values = [_value(half, axis) for half, axis in zip(halves, (match[2], match[4]), strict=True)]
    if values[0] is None or values[1] is None:
        return None
    notation = "degrees, minutes and seconds" if seconds else "degrees and minutes"
    return _point(values[0][0], values[1][0], values[0][1], notation, marked=True)


def _mgrs(text: str) -> Point | None:
    match = _MGRS.match(text)
    if match is None:
        return None
    import mgrs

    square, digits = match[1].replace(" ", ""), match[2]
    if " " in digits and len({len(half) for half in digits.split()}) > 1:
        return None
    digits = digits.replace(" ", "")
    return _from_grid(mgrs.MGRS(), f"{square}{digits}".upper(), 10.0 ** (5 - len(digits) // 2))


def _utm(text: str) -> Point | None:
    match = _UTM.match(text)
    if match is None:
        return None
    import mgrs

    grid = mgrs.MGRS()
    hemisphere = "N" if match[2].upper() >= "N" else "S"
    try:
        code = grid.UTMToMGRS(int(match[1]), hemisphere, float(match[3]), float(match[4]))
    except mgrs.core.MGRSError:
        return None
    point = _from_grid(grid, code, 1.0)
    return point and point._replace(notation="UTM")


def _from_grid(grid: object, code: str, step_m: float) -> Point | None:
    """The point of a grid reference; ``None`` where its square does not lie in its band."""
    import mgrs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            lat, lon = grid.toLatLon(code)  # type: ignore[attr-defined]
    except (mgrs.core.MGRSError, RuntimeWarning):
        return None
    return _point(lat, lon, step_m / _DEGREE_M, "MGRS", marked=True)


def _plus_code(text: str) -> Point | None:
    if not _PLUS.match(text):
        return None
    from openlocationcode import openlocationcode as olc

    if not olc.isFull(text):
        return None
    cell = olc.decode(text.upper())
    step = cell.latitudeHi - cell.latitudeLo
    return _point(cell.latitudeCenter, cell.longitudeCenter, step, "plus code", marked=True)


def _point(lat: float, lon: float, step: float, notation: str, *, marked: bool) -> Point | None:
    """A checked point; ``step`` is the notation's last digit in degrees."""
    note = ""
    if abs(lat) > 90 and abs(lon) <= 90 and not marked:
        lat, lon = lon, lat
        note = "The first number is beyond 90, so longitude was read before latitude."
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    radius = max(_FINEST_M, step / 2 * _DEGREE_M)
    return Point(round(lat, 7), round(lon, 7), radius, notation, note, not marked and not note)
