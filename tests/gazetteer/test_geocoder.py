from __future__ import annotations

import asyncio
import inspect
import json
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pytest
from geopy import geocoders as geopys
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geomap.errors import GazetteerError, OnlineServiceError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.geocoder import GazetteerGeocoder, OnlineGazetteer
from tests.serving import running


@pytest.fixture(scope="module")
def gazetteer(mini_path: Path) -> Gazetteer:
    return Gazetteer.open(mini_path)


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer, timeout=3, user_agent="anyone")


def test_a_name_gives_one_location(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.geocode("Ain al-Asad air base", timeout=1)
    assert (location.latitude, location.longitude) == (33.7856, 42.4412)
    assert location.address == "Ain al-Asad air base, Al Anbar, IQ"
    assert location.raw["place_id"] == "curated:iq-ain-al-asad"
    assert json.loads(json.dumps(location.raw)) == location.raw


def test_a_list_is_asked_for(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Mosul", exactly_one=False, limit=2)
    assert isinstance(found, list) and 1 <= len(found) <= 2
    assert found[0].raw["name"] == "Mosul"


def test_a_mapping_narrows_the_search(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode({"name": "Mosul", "country": "Iraq"}).raw["country_code"] == "IQ"


def test_what_is_not_known_is_none(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Qwxzvville of Nowhere") is None
    assert geocoder.geocode("Qwxzvville of Nowhere", exactly_one=False) is None


@pytest.mark.parametrize("point", [(33.79, 42.44), "33.79, 42.44"])
def test_reverse(geocoder: GazetteerGeocoder, point: object) -> None:
    location = geocoder.reverse(point)
    assert location.raw["place_id"] == "curated:iq-ain-al-asad"
    assert location.raw["distance_km"] < 1
    assert len(geocoder.reverse(point, exactly_one=False, limit=2)) == 2
    assert geocoder.reverse((-40, -120)) is None


def test_every_setting_that_geopy_knows_is_taken(gazetteer: Gazetteer) -> None:
    settings = set(inspect.signature(Geocoder.__init__).parameters) - {"self", "scheme"}
    assert settings <= set(inspect.signature(GazetteerGeocoder.__init__).parameters)
    shared = {"geocode": ("query", "exactly_one", "limit", "timeout"), "reverse": ("query",)}
    for method, names in shared.items():
        ours = inspect.signature(getattr(GazetteerGeocoder, method)).parameters
        theirs = inspect.signature(getattr(geopys.Nominatim, method)).parameters
        for name in names:
            assert ours[name].kind == theirs[name].kind
            assert ours[name].default == theirs[name].default
    with pytest.raises(TypeError):
        GazetteerGeocoder(gazetteer, gazeteer=gazetteer)  # type: ignore[call-arg]


def test_a_query_without_a_name_is_geopys_error(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="needs a 'name'"):
        geocoder.geocode({"country": "Iraq"})


def test_it_goes_behind_geopys_rate_limiter(geocoder: GazetteerGeocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [limited(name) and limited(name).raw["name"] for name in ("Mosul", "Qwxzvville")] == [
        "Mosul",
        None,
    ]


def test_with_an_asynchronous_adapter_answers_are_awaited(gazetteer: Gazetteer) -> None:
    class Adapter(BaseAsyncAdapter):  # type: ignore[misc]
        async def get_json(self, url: str, **_: object) -> object:
            raise AssertionError("nothing is fetched")

        get_text = get_json

    async def asked() -> list[object]:
        async with GazetteerGeocoder(gazetteer, adapter_factory=Adapter) as geocoder:
            limited = AsyncRateLimiter(geocoder.geocode, min_delay_seconds=0)
            return [await limited("Mosul"), await geocoder.reverse((-40, -120))]

    with ThreadPoolExecutor(1) as thread:  # the main one has a loop while a browser is open
        found, nothing = thread.submit(lambda: asyncio.run(asked())).result()
    assert isinstance(found, Location) and found.raw["country_code"] == "IQ"
    assert nothing is None


def test_it_works_in_geopandas(gazetteer: Gazetteer) -> None:
    names = ["Mosul", "Ain al-Asad air base"]
    frame = gpd.tools.geocode(names, provider=GazetteerGeocoder, gazetteer=gazetteer)
    assert frame.geometry.y.round(1).tolist() == [36.3, 33.8]
    assert frame["address"].str.contains("IQ").all()


class Nominatim(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.broken = False


class Handler(BaseHTTPRequestHandler):
    server: Nominatim

    def do_GET(self) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["q"][0]
        self.server.asked.append((query, self.headers["User-Agent"]))
        if self.server.broken:
            self.send_error(500)
            return
        known = [{"display_name": "Qwxzv, Anbar", "lat": "33.1", "lon": "42.1"}]
        body = json.dumps(known if query.startswith("Qwxzv") else []).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service(socket_enabled: None) -> Iterator[Nominatim]:
    with running(Nominatim()) as server:
        yield server


def online(gazetteer: Gazetteer, service: Nominatim, cache: Path) -> OnlineGazetteer:
    settings = {"domain": f"127.0.0.1:{service.server_address[1]}", "scheme": "http"}
    return OnlineGazetteer(gazetteer, "nominatim", settings=settings, cache=cache, pause_s=0.1)


def test_only_what_is_unresolved_is_asked_once_and_marked(
    gazetteer: Gazetteer, service: Nominatim, tmp_path: Path
) -> None:
    both = online(gazetteer, service, tmp_path)
    known = both.resolve("Mosul").best
    assert known is not None and known.source != "online: nominatim"
    assert service.asked == []
    found = both.resolve("Qwxzv", country="Iraq")
    assert found.status == "ambiguous" and found.best is not None
    assert found.best.source == "online: nominatim"
    assert (found.best.lat, found.best.country_code, found.best.admin1) == (33.1, "IQ", "Al Anbar")
    assert service.asked == [("Qwxzv, Iraq", service.asked[0][1])]
    assert service.asked[0][1].startswith("geomap/")
    assert online(gazetteer, service, tmp_path).resolve("Qwxzv", country="Iraq") == found
    assert len(service.asked) == 1


def test_what_the_service_does_not_know_stays_unresolved(
    gazetteer: Gazetteer, service: Nominatim, tmp_path: Path
) -> None:
    both = online(gazetteer, service, tmp_path)
    for _ in range(2):
        assert both.resolve("Zzyzqk Pqrst").status == "unresolved"
    assert len(service.asked) == 1


def test_a_silent_service_is_an_error(
    gazetteer: Gazetteer, service: Nominatim, tmp_path: Path
) -> None:
    service.broken = True
    with pytest.raises(OnlineServiceError, match="without --online"):
        online(gazetteer, service, tmp_path).resolve("Qwxzv")


def test_an_unknown_service_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="no such service"):
        OnlineGazetteer(gazetteer, "bing")


def test_a_second_passes_between_two_questions(
    gazetteer: Gazetteer, service: Nominatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    clock = iter(range(100, 200))  # a question takes no time, and a tick passes at each look
    # Of this module alone: the threads of the service look at the real clock.
    ours = SimpleNamespace(sleep=slept.append, monotonic=lambda: next(clock) / 10)
    monkeypatch.setattr("geomap.gazetteer.geocoder.time", ours)
    settings = {"domain": f"127.0.0.1:{service.server_address[1]}", "scheme": "http"}
    both = OnlineGazetteer(gazetteer, "nominatim", settings=settings, cache=tmp_path)
    both.resolve("Zzyzqk Pqrst")
    both.resolve("Zzyzqk Pqrst")  # from the cache, without a pause
    both.resolve("Zzyzqk Uvwxy")
    assert slept == [0.0, pytest.approx(0.9)]
