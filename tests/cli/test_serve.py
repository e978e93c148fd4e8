"""``geomap serve``: one line on the terminal, the map behind it, a quiet end."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.serve import server
from tests.serving import hear_ctrl_c

pytestmark = pytest.mark.enable_socket


@contextlib.contextmanager
def serving(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "geomap", "serve", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def printed_port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    told = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", process.stdout.readline())
    assert told is not None
    return int(told[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.html").write_bytes(b"the map" * (1 << 20))
    (tmp_path / "tiles.pmtiles").write_bytes(b"the map" * (1 << 22))
    return tmp_path


def test_it_says_where_the_map_is_and_ctrl_c_ends_it_quietly(folder: Path) -> None:
    """In the middle of two answers, one of them packed."""
    with serving(str(folder), "--port", "0") as process, contextlib.ExitStack() as stack:
        port = printed_port(process)
        for path, encoding in [("/", b"gzip"), ("/tiles.pmtiles", b"br"), ("/nothing", b"br")]:
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
            asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ".encode()
            connection.sendall(asked + encoding + b"\r\n\r\n")
            status = connection.recv(100).split(b" ")[1]
            assert status == (b"404" if path == "/nothing" else b"200")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0


def test_a_taken_port_is_one_line(folder: Path) -> None:
    with server(folder, 0) as other:
        with pytest.raises(OutputError, match=str(other.port)):
            server(folder, other.port)
        with serving(str(folder), "--port", str(other.port)) as process:
            out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err.count("\n")) == (2, "", 1)
        assert str(other.port) in err and "--port" in err


def test_what_is_no_folder_is_one_line(tmp_path: Path) -> None:
    with serving(str(tmp_path / "nothing")) as process:
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err.count("\n")) == (2, "", 1)
