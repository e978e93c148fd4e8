"""The server's answers, header by header: ranges, packing, caching, and what it refuses."""

import gzip
import http.client
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.serve import server, takes_gzip
from tests.serving import answering

pytestmark = pytest.mark.enable_socket

DATA = bytes(range(256)) * 40
PAGE = b"<p>the map</p>\n" * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / ".partitions").mkdir(parents=True)
    (folder / ".partitions" / "about.json").write_text("{}")
    (folder / "details" / ".new").mkdir(parents=True)
    (folder / "details" / ".new" / "part.bin").write_bytes(DATA)
    (folder / "tiles.pmtiles").write_bytes(DATA)
    (folder / "empty.bin").touch()
    (folder / "map.html").write_bytes(PAGE)
    (folder / "map.geojson").write_bytes(PAGE)
    (folder / "to-hidden.json").symlink_to(folder / ".partitions" / "about.json")
    (folder / "to-tiles.pmtiles").symlink_to("tiles.pmtiles")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "to-secret.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "out-other").mkdir()
    (tmp_path / "out-other" / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    with answering(server(folder, 0)) as running:
        yield running.port


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def say(port: int, text: bytes) -> bytes:
    """Everything that comes back for these bytes until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(text)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-15", 0, 16), ("bytes=100-", 100, 10240), ("bytes=-7", 10233, 10240),
     ("bytes=10000-99999", 10000, 10240), ("bytes=5-" + "9" * 4000, 5, 10240)],
)  # fmt: skip
def test_a_range(port: int, asked: str, start: int, stop: int) -> None:
    status, headers, body = ask(port, "/tiles.pmtiles", Range=asked)
    assert (status, body) == (206, DATA[start:stop])
    assert headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(DATA)}"
    assert headers["Content-Length"] == str(stop - start)
    assert headers["Content-Type"] == "application/vnd.pmtiles"
    assert headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("path", ["/tiles.pmtiles", "/empty.bin"])
def test_a_range_beyond_the_end_is_refused(port: int, path: str) -> None:
    status, headers, body = ask(port, path, Range="bytes=99999-")
    assert (status, body) == (416, b"")
    assert headers["Content-Range"] == f"bytes */{len(DATA) if 'tiles' in path else 0}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "x", "bytes=" + "9" * 5000 + "-",
     "bytes=-" + "9" * 5000, "bytes=0-", "bytes=--5", "bytes=+1-2"],
)  # fmt: skip
def test_other_ranges_give_the_whole_file(port: int, asked: str) -> None:
    assert ask(port, "/tiles.pmtiles", Range=asked)[::2] == (200, DATA)


@given(st.text(alphabet="bytes=0123456789-, +_", max_size=20))
def test_no_range_ends_the_server_or_leaves_the_file(any_port: int, asked: str) -> None:
    status, headers, body = ask(any_port, "/tiles.pmtiles", Range="bytes=" + asked)
    assert status in (200, 206, 416) and len(body) == int(headers["Content-Length"])
    assert body in DATA


@pytest.fixture(scope="module")
def any_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("out")
    (folder / "tiles.pmtiles").write_bytes(DATA)
    with answering(server(folder, 0)) as running:
        yield running.port


def test_a_range_counts_for_the_file_that_it_was_meant_for(port: int) -> None:
    tag = ask(port, "/map.html")[1]["ETag"]
    packed_tag = ask(port, "/map.html", Accept_Encoding="gzip")[1]["ETag"]
    assert ask(port, "/map.html", Range="bytes=0-1", If_Range=tag)[::2] == (206, PAGE[:2])
    for other in ('"old"', packed_tag, "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert ask(port, "/map.html", Range="bytes=0-1", If_Range=other)[::2] == (200, PAGE)


@pytest.mark.parametrize("path", ["/", "/map.geojson"])
def test_texts_are_packed_for_who_can_read_that(port: int, path: str) -> None:
    status, headers, body = ask(port, path, Accept_Encoding="gzip, br")
    assert (status, headers["Content-Encoding"], gzip.decompress(body)) == (200, "gzip", PAGE)
    assert headers["Vary"] == "Accept-Encoding" and len(body) < len(PAGE) / 5
    status, headers, body = ask(port, path)
    assert (status, headers["Content-Encoding"], body) == (200, None, PAGE)
    assert (headers["Vary"], headers["Content-Length"]) == ("Accept-Encoding", str(len(PAGE)))


def test_tiles_small_texts_and_ranges_are_not_packed(port: int, folder: Path) -> None:
    (folder / "small.txt").write_text("small")
    for path, asked in [("/tiles.pmtiles", ""), ("/small.txt", ""), ("/map.html", "bytes=0-99")]:
        range_ = {"Range": asked} if asked else {}
        _, headers, body = ask(port, path, Accept_Encoding="gzip", **range_)
        assert headers["Content-Encoding"] is None
        assert len(body) == int(headers["Content-Length"])


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=1.000", True),
     ("gzip;q=0", False), ("gzip; q=0.000", False), ("gzip;q=0, *", False), ("*;q=0", False),
     ("", False), ("identity", False), ("gzip;q=x", False), ("xgzip", False)],
)  # fmt: skip
def test_who_can_read_gzip(port: int, accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken
    encoding = ask(port, "/map.html", Accept_Encoding=accepted)[1]["Content-Encoding"]
    assert encoding == ("gzip" if taken else None)


def test_the_packed_form_has_another_tag(port: int) -> None:
    plain = ask(port, "/map.html")[1]["ETag"]
    packed = ask(port, "/map.html", Accept_Encoding="gzip")[1]["ETag"]
    assert plain.startswith('"') and packed.startswith("W/") and plain != packed


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', 'W/"x",W/{}', "*"])
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_what_the_browser_has_is_not_sent_again(port: int, known: str, accepted: str) -> None:
    tag = ask(port, "/map.html", Accept_Encoding=accepted)[1]["ETag"].removeprefix("W/")
    status, headers, body = ask(
        port, "/map.html", If_None_Match=known.format(tag), Accept_Encoding=accepted
    )
    assert (status, body, headers["Content-Encoding"]) == (304, b"", None)
    assert headers["ETag"].removeprefix("W/") == tag and headers["Vary"] == "Accept-Encoding"


def test_a_file_written_anew_is_sent_again(port: int, folder: Path) -> None:
    """Of the same size, in the same second."""
    tag = ask(port, "/map.html")[1]["ETag"]
    before = (folder / "map.html").stat().st_mtime_ns
    (folder / "map.html").write_bytes(PAGE.upper())
    os.utime(folder / "map.html", ns=(before + 1000, before + 1000))
    assert ask(port, "/map.html", If_None_Match=tag)[::2] == (200, PAGE.upper())


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/tiles.pmtiles", "/map.html"])
def test_head_says_the_same_without_a_body(port: int, path: str, accepted: str) -> None:
    names = ["Content-Length", "Content-Type", "Content-Encoding", "ETag", "Vary"]
    got, asked = (ask(port, path, method, Accept_Encoding=accepted) for method in ("GET", "HEAD"))
    assert asked[0] == 200 and asked[2] == b""
    assert [asked[1][name] for name in names] == [got[1][name] for name in names]


def test_head_knows_no_range(port: int) -> None:
    status, headers, _ = ask(port, "/tiles.pmtiles", "HEAD", Range="bytes=0-1")
    assert (status, headers["Content-Length"]) == (200, str(len(DATA)))


@pytest.mark.parametrize(
    "path",
    ["/.partitions/about.json", "/details/.new/part.bin", "/to-hidden.json", "/to-secret.txt",
     "/details/", "/details", "//", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
     "/../out-other/secret.txt", "/../out/map.html", "//etc/passwd", "/%2fetc/passwd",
     "/nothing", "/map.html/", "/" + "x" * 5000],
)  # fmt: skip
def test_nothing_else_is_given(port: int, path: str) -> None:
    for method in ("GET", "HEAD"):
        assert ask(port, path, method)[0] in (403, 404)


def test_a_link_inside_is_followed(port: int) -> None:
    assert ask(port, "/to-tiles.pmtiles")[::2] == (200, DATA)


def test_what_cannot_be_read_is_not_there(port: int, folder: Path) -> None:
    (folder / "map.html").chmod(0)
    if os.access(folder / "map.html", os.R_OK):
        pytest.skip("this user reads everything")
    assert ask(port, "/")[0] == 404


def test_a_pipe_is_no_file(port: int, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert ask(port, "/pipe")[0] == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost:80", 200), ("LOCALHOST", 200), ("LocalHost:8000", 200),
     ("[::1]", 200), ("[::1]:8000", 200), ("rebound.example", 403), ("localhost.example", 403),
     ("127.0.0.1.example:8000", 403), ("127.0.0.2", 403), ("localhost, localhost", 400)],
)  # fmt: skip
def test_only_this_machine_may_ask(port: int, host: str, status: int) -> None:
    assert ask(port, "/map.html", Host=host)[0] == status


@pytest.mark.parametrize("path", ["/", "/nothing", "/details/"])
def test_every_answer_says_how_it_may_be_kept_and_read(port: int, path: str) -> None:
    _, headers, _ = ask(port, path)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("text", "status"),
    [(b"GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"400"),
     (b"GET /a%00.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"400"),
     (b"GET /%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"400"),
     (b"GET / HTTP/1.1\r\n\r\n", b"400"),
     (b"GET /\r\n\r\n", b"400"),
     (b"nonsense\r\n\r\n", b"400"),
     (b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n", b"400"),
     (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n", b"400"),
     (b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"405"),
     (b"BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"405")],
)  # fmt: skip
def test_a_malformed_request_is_told_so(port: int, text: bytes, status: bytes) -> None:
    assert say(port, text).split(b" ")[1] == status
    assert ask(port, "/")[0] == 200


def test_http_1_0_gets_a_plain_whole_file(port: int) -> None:
    said = say(port, b"GET /map.html HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200 ") and said.endswith(b"\r\n\r\n" + PAGE)


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_long_file_leaves_others_their_turn(port: int, folder: Path, accepted: str) -> None:
    (folder / "long.html").write_bytes(os.urandom(1 << 16) * 320)
    accept = {"Accept_Encoding": accepted}
    long = threading.Thread(target=ask, args=(port, "/long.html"), kwargs=accept)
    long.start()
    time.sleep(0.1)
    answers = 0
    while long.is_alive():
        assert ask(port, "/tiles.pmtiles", Range="bytes=0-9")[0] == 206
        answers += 1
    long.join()
    assert accepted == "identity" or answers > 2


def test_who_hangs_up_ends_nothing(port: int, folder: Path) -> None:
    (folder / "long.bin").write_bytes(DATA * 2000)
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"GET /long.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.recv(100)
    assert ask(port, "/")[0] == 200


def test_it_can_be_stopped_before_it_answers_and_closed_without(folder: Path) -> None:
    with server(folder, 0) as running:
        running.stop()
        # In a thread of its own: the browser tests leave a loop in the main one.
        ended = threading.Thread(target=running.forever)
        ended.start()
        ended.join(10)
        assert not ended.is_alive()
    with server(folder, 0):
        pass
    for _ in range(20):
        with answering(server(folder, 0)):
            pass
