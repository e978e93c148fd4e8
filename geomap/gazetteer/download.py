"""GeoNames' country dumps over the network, only when asked for.

What will be fetched is said first (:func:`plan`). A download that broke off goes on where it
stopped, is checked for its length and by the check sums of the zip, and stays in
``cache/geonames`` of the user's folder: a dump that the server has not changed is not fetched
again.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Final, NamedTuple

from geomap._version import __version__
from geomap.errors import GazetteerError, OnlineServiceError
from geomap.gazetteer import web
from geomap.gazetteer.library import home
from geomap.untrusted import Refused, check_archive

GEONAMES: Final = "https://download.geonames.org/export/dump"
_TIMEOUT_S: Final = 60
_BLOCK: Final = 1 << 18
_MOST_BYTES: Final = 2_000_000_000  # the dump of the whole world has a fifth of it
_ATTEMPTS: Final = 3
_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


class Parcel(NamedTuple):
    """One file to fetch."""

    country: str  # ISO 3166-1 alpha-2
    url: str
    path: Path  # where it will be


def plan(
    countries: Iterable[str], *, server: str = GEONAMES, at: Path | None = None
) -> list[Parcel]:
    """What :func:`get` will fetch for these countries, without touching the network.

    Raises:
        GazetteerError: one of them is no ISO 3166-1 alpha-2 code.
    """
    folder = (at or home()) / "cache" / "geonames"
    found = []
    for country in dict.fromkeys(countries):
        if not _COUNTRY.fullmatch(country):
            raise GazetteerError(f"{country!r}: use a country's two-letter ISO code, like IQ")
        code = country.upper()
        found.append(Parcel(code, f"{server.rstrip('/')}/{code}.zip", folder / f"{code}.zip"))
    return found


def get(countries: Sequence[str], *, server: str = GEONAMES, at: Path | None = None) -> list[Path]:
    """Fetch the dumps of these countries; their files, in the same order.

    Raises:
        GazetteerError: a code is none, or a file stays damaged.
        OnlineServiceError: the server cannot be reached or has no such file.
    """
    parcels = plan(countries, server=server, at=at)
    for parcel in parcels:
        _fetch(parcel)
    return [parcel.path for parcel in parcels]


def _fetch(parcel: Parcel) -> None:
    parcel.path.parent.mkdir(parents=True, exist_ok=True)
    part = parcel.path.with_suffix(".part")
    problem: Exception | None = None
    for _ in range(_ATTEMPTS):
        try:
            if not _download(parcel, part):
                return
            _verify(part)
            part.replace(parcel.path)
            return
        except urllib.error.HTTPError as error:
            part.unlink(missing_ok=True)
            raise OnlineServiceError(
                f"{parcel.url}: the server says {error.code} {error.reason}: is the code right?"
            ) from error
        except zipfile.BadZipFile as error:
            part.unlink(missing_ok=True)  # nothing to go on from
            problem = error
        except (OSError, HTTPException) as error:
            problem = error
    raise OnlineServiceError(
        f"{parcel.url}: could not be fetched whole ({problem}): try again, it goes on where it "
        "stopped"
    ) from problem


def _download(parcel: Parcel, part: Path) -> bool:
    """Bring ``part`` to its full length; False where the kept file is still the server's."""
    start = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": f"geomap/{__version__}"}
    if start:
        headers["Range"] = f"bytes={start}-"
    elif parcel.path.exists():
        tag = _tag_file(parcel)
        headers["If-None-Match"] = tag.read_text() if tag.exists() else ""
    request = urllib.request.Request(parcel.url, headers=headers)
    try:
        response = web.opened(request, _TIMEOUT_S)
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return False
        if error.code == 416 and start:  # more than the server has: another file by now
            part.unlink()
            return _download(parcel, part)
        raise
    with response:
        resumed = response.status == 206
        with part.open("ab" if resumed else "wb") as file:
            while block := response.read(_BLOCK):
                file.write(block)
                if file.tell() > _MOST_BYTES:
                    raise zipfile.BadZipFile("larger than any dump")
        told = response.headers.get("Content-Length", "")
        expected = int(told) + (start if resumed else 0) if told.isdecimal() else None
        if expected is not None and part.stat().st_size < expected:
            raise OSError(f"{part.stat().st_size} of {expected} bytes came")
        _tag_file(parcel).write_text(response.headers.get("ETag") or "")
    return True


def _tag_file(parcel: Parcel) -> Path:
    return parcel.path.with_suffix(".etag")


def _verify(path: Path) -> None:
    """Raise ``BadZipFile`` where the zip or the check sum of a member is wrong."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.stat().st_size)
            damaged = archive.testzip()
    except (Refused, zlib.error, NotImplementedError, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    if damaged is not None:
        raise zipfile.BadZipFile(f"{damaged} is damaged")
