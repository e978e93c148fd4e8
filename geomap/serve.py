"""A folder over HTTP on loopback, with the byte ranges that the tiled map reads.

The standard library's server, with ranges and compression added: one reader on one machine needs
no more, nothing has to be installed for it, and what it lets out is in this one file. For a map
that others shall see, put the folder behind any web server that knows byte ranges.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import os
import re
import shutil
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, Final

from geomap.errors import OutputError

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")
#: What shrinks when it is packed; tiles and Parquet are packed already.
_TEXTS: Final = frozenset({".html", ".json", ".geojson", ".csv", ".js", ".css", ".txt"})
#: Below this packing costs more than it saves.
_WORTH_PACKING: Final = 1_400
_TYPES: Final = {
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".pmtiles": "application/vnd.pmtiles",
}
#: Names by which a browser on this machine may ask; any other is a page of a stranger's that
#: points its own name here.
_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder; ``/`` is the map, a folder is never listed, links are not followed."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **_TYPES}
    timeout = 60

    def do_GET(self) -> None:
        """The file, the asked range of it, or its packed form."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The headers alone."""
        self._answer(with_body=False)

    def translate_path(self, path: str) -> str:
        """The file for a request path, the folder itself for anything outside it."""
        root = Path(self.directory).resolve()
        wanted = Path(super().translate_path(path))
        if wanted == root and (root / "map.html").is_file():
            return str(root / "map.html")
        hidden = any(part.startswith(".") for part in wanted.parts[len(root.parts) :])
        inside = wanted.resolve().is_relative_to(root)
        return str(wanted if inside and not hidden else root)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal quiet."""

    def _answer(self, *, with_body: bool) -> None:
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in _HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        file = _opened(self.translate_path(self.path))
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with file:
            facts = os.fstat(file.fileno())
            tag = f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"'
            if self.headers.get("If-None-Match") == tag:
                self._head(HTTPStatus.NOT_MODIFIED, tag, {})
            elif "Range" in self.headers and self.headers.get("If-Range", tag) == tag:
                self._send_range(file, facts.st_size, tag, with_body)
            else:
                self._send_whole(file, facts.st_size, tag, with_body)

    def _send_whole(self, file: BinaryIO, size: int, tag: str, with_body: bool) -> None:
        suffix = Path(file.name).suffix
        packs = suffix in _TEXTS and size >= _WORTH_PACKING
        about = {"Content-Type": self.guess_type(file.name)}
        if packs:
            about["Vary"] = "Accept-Encoding"
        if packs and "gzip" in self.headers.get("Accept-Encoding", ""):
            packed = gzip.compress(file.read(), compresslevel=5, mtime=0)
            about |= {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}
            self._head(HTTPStatus.OK, tag, about)
            if with_body:
                self.wfile.write(packed)
            return
        self._head(HTTPStatus.OK, tag, {**about, "Content-Length": str(size)})
        if with_body:
            shutil.copyfileobj(file, self.wfile)

    def _send_range(self, file: BinaryIO, size: int, tag: str, with_body: bool) -> None:
        """One range, as RFC 9110, 14 has it; several at once are answered with the whole file."""
        asked = byte_range(self.headers["Range"], size)
        if asked is None:
            self._send_whole(file, size, tag, with_body)
            return
        start, stop = asked
        if start >= stop:
            self._head(
                HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, tag,
                {"Content-Range": f"bytes */{size}", "Content-Length": "0"},
            )  # fmt: skip
            return
        about = {
            "Content-Type": self.guess_type(file.name),
            "Content-Range": f"bytes {start}-{stop - 1}/{size}",
            "Content-Length": str(stop - start),
        }
        self._head(HTTPStatus.PARTIAL_CONTENT, tag, about)
        if with_body:
            file.seek(start)
            left = stop - start
            while left and (piece := file.read(min(left, 1 << 16))):
                self.wfile.write(piece)
                left -= len(piece)

    def _head(self, status: HTTPStatus, tag: str, about: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in about.items():
            self.send_header(name, value)
        self.send_header("ETag", tag)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()


def _opened(path: str) -> BinaryIO | None:
    """The file, None where there is none or it may not be read."""
    try:
        return Path(path).open("rb")
    except (OSError, ValueError):
        return None


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last of a ``Range`` header; None where it is ignored.

    Start and stop are equal where nothing of the file lies in the range.
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    return start, max(start, stop)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that hang up in the middle of a file."""


def server(directory: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of ``directory`` on 127.0.0.1, bound but not yet answering.

    Raises:
        OutputError: the port is taken or not allowed.
    """
    handler = functools.partial(_Handler, directory=str(directory))
    try:
        return _Server(("127.0.0.1", port), handler)
    except OSError as error:
        raise OutputError(f"port {port}: {error.strerror}: choose another with --port") from error


def forever(running: http.server.ThreadingHTTPServer) -> None:
    """Answer until Ctrl-C."""
    with contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
