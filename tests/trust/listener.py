"""An address that listens on loopback and writes down who came: ``listener.py LOG``.

A process of its own, because the suite runs without sockets. Prints its port, then serves until
it is stopped; every request line goes to the file LOG.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LOG = Path(sys.argv[1])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with LOG.open("a") as log:
            log.write(f"{self.requestline}\n")
        self.send_response(204)
        self.end_headers()

    do_HEAD = do_POST = do_PUT = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
