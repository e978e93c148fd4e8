"""A server of this machine that runs while a test does."""

from __future__ import annotations

import contextlib
import signal
import socketserver
import threading
from collections.abc import Iterator
from typing import TypeVar

from geomap.serve import Server

_Server = TypeVar("_Server", bound=socketserver.BaseServer)


def hear_ctrl_c() -> None:
    """For ``preexec_fn``: a shell that runs tests in the background lets nobody hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextlib.contextmanager
def running(server: _Server) -> Iterator[_Server]:
    """The server, answering in a thread of its own; stopped and closed at the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def answering(server: Server) -> Iterator[Server]:
    """The same for ``geomap serve``."""
    with server:
        thread = threading.Thread(target=server.forever)
        thread.start()
        try:
            yield server
        finally:
            server.stop()
            thread.join()
