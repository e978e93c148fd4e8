"""The server's answers, header by header: ranges, packing, caching, and what it refuses."""

import gzip
import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.serve import byte_range, server

DATA = bytes(range(256)) * 40
PAGE = b"<p>the map</p>\n" * 400


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    folder = tmp_path / "out"
    (folder / ".partitions").mkdir(parents=True)
    (folder / ".partitions" / "about.json").write_text("{}")
    (folder / "tiles.pmtiles").write_bytes(DATA)
    (folder / "map.html").write_bytes(PAGE)
    with server(folder, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-15", 0, 16), ("bytes=100-", 100, 10240), ("bytes=-7", 10233, 10240),
     ("bytes=10000-99999", 10000, 10240)],
)  # fmt: skip
def test_a_range(port: int, asked: str, start: int, stop: int) -> None:
    status, headers, body = ask(port, "/tiles.pmtiles", Range=asked)
    assert (status, body) == (206, DATA[start:stop])
    assert headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(DATA)}"
    assert headers["Content-Type"] == "application/vnd.pmtiles"


@pytest.mark.enable_socket
def test_a_range_beyond_the_end_is_refused(port: int) -> None:
    status, headers, body = ask(port, "/tiles.pmtiles", Range="bytes=99999-")
    assert (status, body, headers["Content-Range"]) == (416, b"", f"bytes */{len(DATA)}")


@pytest.mark.enable_socket
@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-", "x"])
def test_other_ranges_give_the_whole_file(port: int, asked: str) -> None:
    assert ask(port, "/tiles.pmtiles", Range=asked)[::2] == (200, DATA)


@pytest.mark.enable_socket
def test_a_range_of_an_older_file_gives_the_whole_new_one(port: int) -> None:
    assert ask(port, "/tiles.pmtiles", Range="bytes=0-1", If_Range='"old"')[::2] == (200, DATA)


@pytest.mark.enable_socket
def test_texts_are_packed_for_who_can_read_that(port: int) -> None:
    status, headers, body = ask(port, "/", Accept_Encoding="gzip, br")
    assert (status, headers["Content-Encoding"], gzip.decompress(body)) == (200, "gzip", PAGE)
    assert len(body) < len(PAGE) / 5
    assert ask(port, "/map.html")[2] == PAGE
    assert "Content-Encoding" not in ask(port, "/tiles.pmtiles", Accept_Encoding="gzip")[1]


@pytest.mark.enable_socket
def test_what_the_browser_has_is_not_sent_again(port: int) -> None:
    tag = ask(port, "/map.html")[1]["ETag"]
    assert ask(port, "/map.html", If_None_Match=tag)[::2] == (304, b"")


@pytest.mark.enable_socket
def test_head_has_no_body(port: int) -> None:
    status, headers, body = ask(port, "/tiles.pmtiles", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(DATA)), b"")


@pytest.mark.enable_socket
def test_hidden_files_and_strange_hosts_get_nothing(port: int) -> None:
    assert ask(port, "/.partitions/about.json")[0] == 404
    assert ask(port, "/map.html", Host="rebound.example")[0] == 403
    assert ask(port, "/map.html", Host=f"localhost:{port}")[0] == 200


@given(st.text(alphabet="bytes=0123456789-, ", max_size=20), st.integers(0, 10_000))
def test_no_range_leaves_the_file(asked: str, size: int) -> None:
    found = byte_range(asked, size)
    if found is not None:
        start, stop = found
        assert 0 <= start <= stop and (stop <= size or start == stop)
