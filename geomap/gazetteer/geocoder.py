"""The gazetteer as a geopy geocoder, and geopy's services as a second opinion.

:class:`GazetteerGeocoder` goes wherever a geopy geocoder goes, with no network.
:class:`OnlineGazetteer` is the other way round: it asks one of geopy's services, politely, for
the names that the gazetteer leaves unresolved, and only when somebody asked for that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap._version import __version__
from geomap.errors import GazetteerError, OnlineServiceError, shorten
from geomap.gazetteer import web
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.library import home, readable
from geomap.gazetteer.places import Candidate, Place, Query, Resolution

#: Seconds between two questions to one service: what the public Nominatim asks of its users.
_PAUSE_S: Final = 1.0
_TIMEOUT_S: Final = 10
#: Services that can be asked, by geopy's name for them.
SERVICES: Final = ("nominatim", "photon", "pelias", "geonames")
#: A stranger's answer: never as sure as the gazetteer's own.
_ONLINE_SCORE: Final = 0.5
_MOST_OF_NAME: Final = 200


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """A geopy geocoder that answers from the gazetteer.

    ``Location.raw`` is the candidate as ``geomap resolve --format json`` prints it. Names that
    are ambiguous or unresolved give ``None``, as names that a service does not know do; with
    ``exactly_one=False`` ambiguous names give all candidates.

    Args:
        gazetteer: the default one where none is given.
        timeout: accepted like every geopy geocoder does; nothing here waits for anything.
        proxies: accepted and not used.
        user_agent: accepted and not used.
        ssl_context: accepted and not used.
        adapter_factory: with one of geopy's asynchronous adapters answers are awaited.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.gazetteer = gazetteer or Gazetteer.default()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        country: str | None = None,
        admin1: str | None = None,
    ) -> Any:
        """Where a name is.

        Args:
            query: a name, or a mapping with ``name`` and perhaps ``country`` and ``admin1``.
            exactly_one: one Location, else a list, the best first.
            limit: how many at most in a list; 5 by default.
            timeout: accepted, nothing waits.
            country: where to look, name or ISO code.
            admin1: the governorate to look in.

        Returns:
            A Location, a list of them, or ``None`` where the gazetteer does not know.

        Raises:
            geopy.exc.GeocoderQueryError: the query has no name.
        """
        asked = {"name": query} if isinstance(query, str) else dict(query)
        if "name" not in asked:
            raise GeocoderQueryError(f"{query!r}: a query needs a 'name'")
        found = self.gazetteer.resolve(
            str(asked["name"]),
            country=asked.get("country", country),
            admin1=asked.get("admin1", admin1),
            limit=limit or 5,
        )
        if exactly_one:
            sure = found.best if found.status == "resolved" else None
            return self._given(sure and _location(sure))
        held = found.candidates[: limit or 5] if found.status != "unresolved" else ()
        return self._given([_location(candidate) for candidate in held] or None)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Any:
        """The closest places to a point within 50 km, closest first.

        ``raw`` has what a :class:`Place` has, its distance, and what holds the point itself:
        ``within``, a mapping of ``country_code``, ``admin1`` and ``admin2`` (the district), each
        ``None`` where nothing that is held does.

        Args:
            query: a geopy Point, a pair (latitude, longitude), or text that geopy reads as one.
            exactly_one: one Location, else a list.
            limit: how many at most in a list; 5 by default.
            timeout: accepted, nothing waits.
        """
        point = Point(query)
        count = 1 if exactly_one else limit or 5
        near = self.gazetteer.index.nearest(point.latitude, point.longitude, limit=count)
        within = self._within(point.latitude, point.longitude) if near else {}
        found = [_location_of_place(place, distance, within) for distance, place in near]
        if not found:
            return self._given(None)
        return self._given(found[0] if exactly_one else found)

    def _given(self, answer: Any) -> Any:
        """The answer itself or, with an asynchronous adapter, what is awaited for it."""

        async def awaited() -> Any:
            return answer

        return awaited() if isinstance(self.adapter, BaseAsyncAdapter) else answer

    def _within(self, lat: float, lon: float) -> dict[str, str | None]:
        held = self.gazetteer.reverse([lat], [lon])
        district = self.gazetteer.districts([lat], [lon])
        return {
            "country_code": held.country_code[0],
            "admin1": held.admin1[0],
            "admin2": district.admin2[0],
        }


def _location(candidate: Candidate) -> Location:
    parts = (candidate.name, candidate.admin1, candidate.country_code)
    address = ", ".join(part for part in parts if part)
    return Location(address, (candidate.lat, candidate.lon), candidate.as_dict())


def _location_of_place(
    place: Place, distance_km: float, within: Mapping[str, str | None]
) -> Location:
    address = ", ".join(part for part in (place.name, place.admin1, place.country_code) if part)
    raw = {field: getattr(place, field) for field in place.__slots__}
    raw |= {"distance_km": round(distance_km, 3), "within": dict(within)}
    return Location(address, (place.lat, place.lon), raw)


class OnlineGazetteer:
    """A gazetteer with a geopy service behind it for what stays unresolved.

    Everything else is the gazetteer's own. Answers of the service carry its name in ``source``,
    a low ``score`` and the status ``ambiguous``: a stranger's word wants a look.

    Args:
        gazetteer: asked first.
        service: one of :data:`SERVICES`.
        settings: passed to geopy's geocoder: ``domain``, ``scheme``, ``username``, ``api_key``.
        cache: a folder for answers; ``cache/online`` of :func:`geomap.gazetteer.library.home`
            by default. A question that was answered once is never sent again.
        pause_s: seconds between two questions.

    Raises:
        GazetteerError: no such service, or geopy wants settings that are missing.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        service: str,
        *,
        settings: Mapping[str, Any] | None = None,
        cache: Path | None = None,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self._gazetteer = gazetteer
        self._service = service.lower()
        self._geocoder = _geocoder(self._service, settings or {})
        self._cache = (cache or home() / "cache" / "online") / self._service
        self._pause_s = pause_s
        self._next = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gazetteer, name)

    def resolve(self, name: str, country: str | None = None, **hints: Any) -> Resolution:
        """As :meth:`Gazetteer.resolve`, with the service's answer where that has none.

        Raises:
            OnlineServiceError: the service was asked and did not answer.
        """
        found = self._gazetteer.resolve(name, country, **hints)
        return self._second_opinion(found, name, country)

    def resolve_many(self, queries: Iterable[Query], limit: int = 5) -> list[Resolution]:
        """As :meth:`Gazetteer.resolve_many`; each distinct unresolved name is asked for once."""
        asked: Sequence[Query] = list(queries)
        found = self._gazetteer.resolve_many(asked, limit)
        return [
            self._second_opinion(resolution, query.name, query.country)
            for query, resolution in zip(asked, found, strict=True)
        ]

    def _second_opinion(self, found: Resolution, name: str, country: str | None) -> Resolution:
        if found.status != "unresolved" or not name.strip():
            return found
        code = self._gazetteer.country_code(country) if country else None
        place = self._ask(f"{name}, {self._gazetteer.country_name(code)}" if code else name)
        if place is None:
            return found
        candidate = self._candidate(place, code)
        return replace(
            found,
            status="ambiguous",
            best=candidate,
            candidates=(candidate,),
            note=f"the gazetteer does not know it; {self._service} answered",
        )

    def _ask(self, text: str) -> dict[str, Any] | None:
        """Address, latitude and longitude as the service says, from the cache where it can."""
        kept = self._cache / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
        if kept.is_file():
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
                told = json.loads(kept.read_text(encoding="utf-8"))
                return told and _sound(told["address"], told["lat"], told["lon"])
        time.sleep(max(0.0, self._next - time.monotonic()))
        try:
            found = self._geocoder.geocode(text, timeout=_TIMEOUT_S)
            answer = found and _sound(found.address, found.latitude, found.longitude)
        except Exception as error:  # geopy trusts what a service answers, and breaks in many ways
            reason = shorten(" ".join(str(error).split()), 200) or type(error).__name__
            raise OnlineServiceError(
                f"{self._service} did not answer usefully for {text!r} ({reason}): try later, or "
                "without --online"
            ) from error
        finally:
            self._next = time.monotonic() + self._pause_s
        self._keep(kept, answer)
        return answer

    @staticmethod
    def _keep(path: Path, answer: dict[str, Any] | None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)

    def _candidate(self, place: dict[str, Any], code: str | None) -> Candidate:
        held = self._gazetteer.reverse([place["lat"]], [place["lon"]])
        facts = KINDS["locality"]
        return Candidate(
            place_id=f"{self._service}:{place['lat']:.5f},{place['lon']:.5f}",
            name=place["address"],
            kind="locality",
            country_code=held.country_code[0] or code,
            admin1=held.admin1[0],
            lat=round(place["lat"], 5),
            lon=round(place["lon"], 5),
            precision=facts.precision,
            radius_m=facts.radius_m,
            score=_ONLINE_SCORE,
            why=(f"the online service {self._service} says so",),
            source=f"online: {self._service}",
        )


def _sound(address: Any, lat: Any, lon: Any) -> dict[str, Any]:
    """What a service told, fit to be shown and kept.

    Raises:
        ValueError: it is no place on earth.
    """
    name = shorten(readable(address).strip(), _MOST_OF_NAME) if isinstance(address, str) else ""
    if not name or not (abs(float(lat)) <= 90 and abs(float(lon)) <= 180):
        raise ValueError("what it told is no place on earth")
    return {"address": name, "lat": float(lat), "lon": float(lon)}


def _geocoder(service: str, settings: Mapping[str, Any]) -> Any:
    if service not in SERVICES:
        raise GazetteerError(f"no such service as {service!r}: use one of {', '.join(SERVICES)}")
    build: Callable[..., Any] = get_geocoder_for_service(service)
    try:
        return build(user_agent=f"geomap/{__version__}", adapter_factory=web.Adapter, **settings)
    except (GeopyError, TypeError) as error:
        raise GazetteerError(f"{service} cannot be asked: {error}") from error
