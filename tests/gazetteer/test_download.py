from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geomap.errors import GazetteerError, OnlineServiceError
from geomap.gazetteer import download
from tests.serving import running

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def dump() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("IQ.txt", "a row\n" * 5000)
    return content.getvalue()


class Server(ThreadingHTTPServer):
    """Serves one dump; ``cut`` answers break off, ``damaged`` ones have a wrong byte."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = dump()
        self.cut = 0
        self.damaged = 0
        self.asked: list[str | None] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Range"))
        if self.path != "/IQ.zip":
            self.send_error(404)
            return
        if self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
            return
        content = self.server.content
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        body = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        if self.server.cut:
            self.server.cut -= 1
            body = body[: len(body) // 2]
        if self.server.damaged:
            self.server.damaged -= 1
            body = body[:60] + bytes([body[60] ^ 1]) + body[61:]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    with running(Server()) as server:
        yield server


def url(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_the_plan_says_what_will_be_fetched_and_fetches_nothing(tmp_path: Path) -> None:
    first, second = download.plan(["iq", "SY", "iq"][:2], at=tmp_path)
    assert (first.country, second.country) == ("IQ", "SY")
    assert first.url == "https://download.geonames.org/export/dump/IQ.zip"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", ["IRQ", "../x", "I1", ""])
def test_what_is_no_country_code_is_refused(code: str) -> None:
    with pytest.raises(GazetteerError, match="two-letter"):
        download.plan([code])


def test_a_dump_is_fetched_whole_and_kept(server: Server, tmp_path: Path) -> None:
    (path,) = download.get(["IQ"], server=url(server), at=tmp_path)
    assert path.read_bytes() == server.content
    download.get(["IQ"], server=url(server), at=tmp_path)
    assert len(server.asked) == 2  # the second was answered 'not modified'
    assert path.read_bytes() == server.content


def test_a_broken_off_download_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.cut = 2
    (path,) = download.get(["IQ"], server=url(server), at=tmp_path)
    assert path.read_bytes() == server.content
    assert server.asked[0] is None
    assert all(told and told != "bytes=0-" for told in server.asked[1:])


def test_a_later_run_goes_on_too(server: Server, tmp_path: Path) -> None:
    server.cut = 3
    with pytest.raises(OnlineServiceError, match="goes on where it stopped"):
        download.get(["IQ"], server=url(server), at=tmp_path)
    (path,) = download.get(["IQ"], server=url(server), at=tmp_path)
    assert path.read_bytes() == server.content


def test_a_damaged_zip_is_fetched_anew(server: Server, tmp_path: Path) -> None:
    server.damaged = 1
    (path,) = download.get(["IQ"], server=url(server), at=tmp_path)
    assert path.read_bytes() == server.content
    server.damaged = 3
    with pytest.raises(OnlineServiceError, match="could not be fetched whole"):
        download.get(["IQ"], server=url(server), at=tmp_path / "other")
    assert not (tmp_path / "other" / "cache" / "geonames" / "IQ.zip").exists()


def test_a_country_that_the_server_does_not_have(server: Server, tmp_path: Path) -> None:
    with pytest.raises(OnlineServiceError, match="404"):
        download.get(["QQ"], server=url(server), at=tmp_path)


def test_no_server(tmp_path: Path, socket_enabled: None) -> None:
    with pytest.raises(OnlineServiceError, match="try again"):
        download.get(["IQ"], server="http://127.0.0.1:9", at=tmp_path)
