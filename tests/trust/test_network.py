"""Servers that were asked on purpose and answer with malice: a place, or one line."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import GazetteerError, OnlineServiceError
from geomap.gazetteer import Gazetteer, download, library, web
from geomap.gazetteer.geocoder import OnlineGazetteer
from tests.serving import running

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "localhost"])


class Server(ThreadingHTTPServer):
    """Answers every question with ``answer``, or as ``status`` and ``headers`` say."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = b""
        self.status = 200
        self.headers: dict[str, str] = {}
        self.repeated = 1
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Whoever asked has heard enough."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers["Host"])
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for _ in range(self.server.repeated):
            self.wfile.write(self.server.answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    with running(Server()) as server:
        yield server


@pytest.fixture(scope="module")
def gazetteer(mini_path: Path) -> Gazetteer:
    return Gazetteer.open(mini_path)


def asking(gazetteer: Gazetteer, server: Server, cache: Path, service: str) -> OnlineGazetteer:
    settings = {"domain": server.address, "scheme": "http"}
    return OnlineGazetteer(gazetteer, service, settings=settings, cache=cache, pause_s=0)


def place(**told: Any) -> bytes:
    return json.dumps([{"lat": "33", "lon": "44", "display_name": "Here", **told}]).encode()


def refused(asked: OnlineGazetteer) -> str:
    with pytest.raises(OnlineServiceError) as caught:
        asked.resolve("Qwxzv")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    return str(caught.value)


ANSWERS = {
    "a page": b"<html>\n\n",
    "no numbers": place(lat="NaN"),
    "no latitude": place(lat="999", lon="4444"),
    "no longitude": place(lon=None),
    "nothing of a place": b'[{"a": 1}]',
    "an object": b'{"a": 1}',
    "a text": b'"x"',
    "a number": b"7",
    "a name that is none": place(display_name=None),
    "a name that is an object": place(display_name={"a": [1]}),
    "a name that cannot be shown": place(display_name="\ud800 \0"),
    "brackets": b"[" * 200_000,
    "no UTF-8": b"\xff\xfe",
}


@pytest.mark.parametrize("service", ["nominatim", "photon"])
@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_that_is_no_place_is_one_line(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, what: str, service: str
) -> None:
    server.answer = ANSWERS[what]
    assert service in refused(asking(gazetteer, server, tmp_path, service))
    assert not list(tmp_path.rglob("*.json"))


def test_an_answer_without_end_is_not_read_to_the_end(
    gazetteer: Gazetteer, server: Server, tmp_path: Path
) -> None:
    server.answer, server.repeated = b" " * 1_000_000, 2_000
    assert "no end" in refused(asking(gazetteer, server, tmp_path, "nominatim"))


def test_an_answer_that_drips_is_given_up(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "_MOST_SECONDS", -1)
    server.answer = b" "
    assert "no end" in refused(asking(gazetteer, server, tmp_path, "nominatim"))


@pytest.mark.parametrize("lead", ["http://localhost:{}/x", "file:///etc/passwd", "/x"])
def test_nobody_else_is_asked(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, lead: str
) -> None:
    """A redirect leads to the same server or nowhere, and not in circles."""
    server.status = 302
    server.headers = {"Location": lead.format(server.server_address[1])}
    refused(asking(gazetteer, server, tmp_path, "nominatim"))
    assert set(server.asked) == {server.address}


def test_the_text_of_an_answer_is_text(
    gazetteer: Gazetteer, server: Server, tmp_path: Path
) -> None:
    server.answer = place(display_name="\x1b[31m{{ 7*7 }}\0" + "x" * 5_000)
    best = asking(gazetteer, server, tmp_path, "nominatim").resolve("Qwxzv").best
    assert best is not None
    assert best.name.startswith("[31m{{ 7*7 }}") and best.name.isprintable()
    assert len(best.name) == 200


@pytest.mark.parametrize("kept", ["", "[", "7", '{"address": 1}', '{"lat": 1, "lon": 999}'])
def test_a_damaged_cache_is_asked_anew(
    gazetteer: Gazetteer, server: Server, tmp_path: Path, kept: str
) -> None:
    server.answer = place()
    asked = asking(gazetteer, server, tmp_path, "nominatim")
    found = asked.resolve("Qwxzv")
    (file,) = tmp_path.rglob("*.json")
    file.write_text(kept)
    assert asked.resolve("Qwxzv") == found and len(server.asked) == 2


def zipped(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", b"x" * size)
    return made.getvalue()


def fetched(server: Server, home: Path) -> str:
    """The one line with which a download ends; nothing of it is kept as a dump."""
    with pytest.raises(OnlineServiceError) as caught:
        download.get(["IQ"], server=f"http://{server.address}", at=home)
    assert "\n" not in str(caught.value)
    assert not list(home.rglob("*.zip"))
    return str(caught.value)


def test_a_dump_that_unpacks_without_measure_is_not_kept(server: Server, tmp_path: Path) -> None:
    server.answer = zipped(200_000_000)
    assert "unpack" in fetched(server, tmp_path)


def test_a_dump_without_end_is_given_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 1_000_000)
    server.answer, server.repeated = b"PK" * 500_000, 100
    assert "larger than any dump" in fetched(server, tmp_path)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("length", ["x", "-5", "1e9", "\u0664"])
def test_a_length_that_is_none(server: Server, tmp_path: Path, length: str) -> None:
    server.headers = {"Content-Length": length.encode().decode("latin-1")}
    server.answer = b"no zip"
    fetched(server, tmp_path)


def test_a_dump_comes_from_the_server_that_was_named(server: Server, tmp_path: Path) -> None:
    server.status = 302
    server.headers = {"Location": f"http://localhost:{server.server_address[1]}/IQ.zip"}
    assert "leads to another server" in fetched(server, tmp_path)
    assert set(server.asked) == {server.address}


@pytest.mark.parametrize(
    ("size", "reason"), [(200_000_000, "unpack"), (5_000_000, "longer than 1,000,000")]
)
def test_a_dump_of_few_bytes_does_not_fill_memory(
    tmp_path: Path, mini_path: Path, size: int, reason: str
) -> None:
    (tmp_path / "IQ.zip").write_bytes(zipped(size))
    with pytest.raises(GazetteerError, match=rf"IQ\.zip.*{reason}"):
        library.add(tmp_path / "IQ.zip", at=tmp_path / "home", base=mini_path)
