"""A folder over HTTP on loopback, with the byte ranges that the tiled map reads.

tornado's handler of static files does the HTTP: ranges, tags, dates, paths that lead out. Here
stands what it leaves open: who may ask, what is hidden, a tag that hashes no file, and packing
piece by piece. For a map that others shall see, put the folder behind any web server that knows
byte ranges.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import socket
import zlib
from collections.abc import Awaitable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

from tornado import httputil, web
from tornado.httpserver import HTTPServer

from geomap.errors import OutputError

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
#: Seconds after which a connection that asks nothing is closed.
_PATIENCE: Final = 60
#: Seconds that open connections have to end when the server does.
_FAREWELL: Final = 1
_RANGE: Final = re.compile(r"\s*bytes\s*=\s*(\d+\s*-\s*\d*|-\s*\d+)\s*", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"q=([01](?:\.\d{0,3})?)", re.IGNORECASE)

# Quiet as a library is, unless its user sets up logging: a browser that hangs up is no news.
logging.getLogger("tornado").addHandler(logging.NullHandler())


class _Files(web.StaticFileHandler):
    """Files of one folder; ``/`` is the map, nothing is listed, hidden names are not there."""

    def set_default_headers(self) -> None:
        """What every answer says, refusals too."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        """Refuse whoever asks by another name."""
        if self.request.host_name not in _HOSTS:
            raise web.HTTPError(403)

    def parse_url_path(self, url_path: str) -> str:
        """The file's path below the folder, the map's for ``/``."""
        if "\0" in url_path:
            raise web.HTTPError(400)
        if url_path.endswith("/"):
            raise web.HTTPError(404)
        if ".." in url_path.split("/"):  # out and in again would tell what the folder is called
            raise web.HTTPError(403)
        return super().parse_url_path(url_path) or "map.html"

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """The file, links followed inside the folder, where neither name of it is hidden."""
        found = super().validate_absolute_path(root, absolute_path)
        for path in filter(None, (absolute_path, found)):
            if any(part.startswith(".") for part in Path(path).relative_to(root).parts):
                raise web.HTTPError(404)
        if found is None or not os.access(found, os.R_OK):
            raise web.HTTPError(404)
        return found

    def compute_etag(self) -> str:
        """Size and time of change: no file is read for it. Weak for the packed form."""
        assert self.absolute_path is not None
        facts = Path(self.absolute_path).stat()
        tag = f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"'
        return f"W/{tag}" if self._packs() else tag

    def get_content_type(self) -> str:
        """The type by the name's end; the formats of maps are not in every machine's list."""
        return _TYPES.get(self._suffix(), super().get_content_type())

    def set_extra_headers(self, path: str) -> None:
        """Say how the body is packed, and forget a range that does not count."""
        if self._suffix() in _TEXTS:
            self.set_header("Vary", "Accept-Encoding")
        if self._packs():
            self.set_header("Content-Encoding", "gzip")
        same = self.request.headers.get("If-Range", self.compute_etag()) == self.compute_etag()
        asked = self.request.headers.get("Range")
        is_range = asked is not None and _RANGE.fullmatch(asked)
        if asked is not None and not (is_range and same and self.request.method == "GET"):
            del self.request.headers["Range"]

    def flush(self, include_footers: bool = False) -> asyncio.Future[None]:
        """Send, and let others have their turn: a fast reader of a long file leaves them none."""
        sent = super().flush(include_footers)
        return sent if include_footers else asyncio.ensure_future(_in_turn(sent))

    def _suffix(self) -> str:
        return Path(self.absolute_path or "").suffix.lower()

    def _packs(self) -> bool:
        """Whether this answer's body is packed; HTTP/1.0 has no way to send it in pieces."""
        asked = self.request.headers
        return (
            self._suffix() in _TEXTS
            and self.get_content_size() >= _WORTH_PACKING
            and self.request.version != "HTTP/1.0"
            and "Range" not in asked
            and takes_gzip(asked.get("Accept-Encoding", ""))
        )


class _Packing(web.OutputTransform):
    """gzip, piece by piece, of what the handler marked; tornado's own would pack ranges too."""

    def __init__(self, request: httputil.HTTPServerRequest) -> None:
        self._packer: Any = None

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        if headers.get("Content-Encoding") == "gzip":
            headers.pop("Content-Length", None)
            self._packer = zlib.compressobj(level=5, wbits=zlib.MAX_WBITS | 16)
        return status_code, headers, self.transform_chunk(chunk, finishing)

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        if self._packer is None:
            return chunk
        packed: bytes = self._packer.compress(chunk)
        return packed + self._packer.flush() if finishing else packed


async def _in_turn(sent: Awaitable[None]) -> None:
    await sent
    await asyncio.sleep(0)


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` allows gzip (RFC 9110, 12.5.3); not where it is garbled."""
    weights: dict[str, float] = {}
    for one in accepted.lower().split(","):
        coding, _, rest = one.partition(";")
        weight = _WEIGHT.fullmatch(rest.strip())
        weights[coding.strip()] = float(weight[1]) if weight else float(not rest.strip())
    return weights.get("gzip", weights.get("*", 0.0)) > 0


class Server:
    """One folder on one port of 127.0.0.1; bound from the start, answering in ``forever``.

    Close it, as ``with`` does, when it answers no more; ``stop`` may be called from any thread.
    """

    def __init__(self, directory: Path, port: int) -> None:
        self._socket = socket.create_server(("127.0.0.1", port))
        self._socket.setblocking(False)
        self.port: Final[int] = self._socket.getsockname()[1]
        folder = {"path": str(directory.resolve())}
        self._files = web.Application([(r"/(.*)", _Files, folder)], transforms=[_Packing])
        self._stopped: Future[None] = Future()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def forever(self) -> None:
        """Answer until ``stop`` or Ctrl-C."""
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(self._answer())

    def stop(self) -> None:
        """End ``forever``, at once if it has yet to begin."""
        if not self._stopped.done():
            self._stopped.set_result(None)

    async def _answer(self) -> None:
        http = HTTPServer(self._files, idle_connection_timeout=_PATIENCE, max_body_size=0)
        http.add_socket(self._socket)
        try:
            await asyncio.wrap_future(self._stopped)
        finally:
            http.stop()
            # Who is in the middle of a long file and does not read on is not waited for.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(http.close_all_connections(), _FAREWELL)


def server(directory: Path, port: int) -> Server:
    """A server of ``directory`` on 127.0.0.1, bound but not yet answering; port 0 takes any.

    Raises:
        OutputError: the port is taken or not allowed.
    """
    try:
        return Server(directory, port)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise OutputError(f"port {port}: {why}: choose another with --port") from error
