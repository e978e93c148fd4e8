"""A folder over HTTP on loopback: the standard library's server, listing nothing."""

from __future__ import annotations

import contextlib
import functools
import http.server
from http import HTTPStatus
from pathlib import Path
from typing import Any

from geomap.errors import OutputError


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder; ``/`` is the map, a folder is never listed, links are not followed."""

    def translate_path(self, path: str) -> str:
        """The file for a request path, the folder itself for anything outside it."""
        root = Path(self.directory).resolve()
        wanted = Path(super().translate_path(path))
        if wanted == root and (root / "map.html").is_file():
            return str(root / "map.html")
        return str(wanted if wanted.resolve().is_relative_to(root) else root)

    def list_directory(self, path: Any) -> None:
        """No listing: 404."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal quiet."""


def server(directory: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of ``directory`` on 127.0.0.1, bound but not yet answering.

    Raises:
        OutputError: the port is taken or not allowed.
    """
    handler = functools.partial(_Handler, directory=str(directory))
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise OutputError(f"port {port}: {error.strerror}: choose another with --port") from error


def forever(running: http.server.ThreadingHTTPServer) -> None:
    """Answer until Ctrl-C."""
    with contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
