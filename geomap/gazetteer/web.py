"""What is asked of a server over the network, bounded: no other server, no endless answer.

The two commands that contact anybody, ``--online`` and ``gazetteer get``, come through here.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Mapping
from http.client import HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter

#: Bytes and seconds of one answer to a question; a place is told in a few kilobytes.
_MOST_BYTES: Final = 5_000_000
_MOST_SECONDS: Final = 60
_BLOCK: Final = 1 << 16


class _SameServer(urllib.request.HTTPRedirectHandler):
    """Follows redirects to the server that was named, and to no other or less safe one."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The request for where it leads.

        Raises:
            urllib.error.HTTPError: it leads to another server, or away from https.
        """
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if old.hostname != new.hostname or (old.scheme == "https") > (new.scheme == "https"):
            fp.close()
            raise HTTPError(req.full_url, code, "leads to another server", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opened(request: urllib.request.Request, timeout: float, *handlers: Any) -> HTTPResponse:
    """The server's answer, its body not yet read. Raises as ``urllib.request.urlopen`` does."""
    answer: HTTPResponse = urllib.request.build_opener(_SameServer, *handlers).open(
        request, timeout=timeout
    )
    return answer


class Adapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """How geopy asks: over the standard library, wherever it is installed."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._handlers: list[urllib.request.BaseHandler] = [
            urllib.request.HTTPSHandler(context=ssl_context)
        ]
        if proxies is not None:
            self._handlers.append(urllib.request.ProxyHandler(proxies))

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """The value that the server answers with; raises as :meth:`get_text`, or ValueError."""
        return json.loads(self.get_text(url, timeout=timeout, headers=headers))

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The text that the server answers with.

        Raises:
            geopy.adapters.AdapterHTTPError: it refuses.
            OSError: it cannot be reached, or answers without end.
        """
        request = urllib.request.Request(url, headers=dict(headers))
        try:
            with opened(request, timeout, *self._handlers) as answer:
                return _bounded(answer).decode(answer.headers.get_content_charset() or "utf-8")
        except HTTPError as error:
            with error:
                told = {name.lower(): value for name, value in error.headers.items()}
                raise AdapterHTTPError(
                    str(error), status_code=error.code, headers=told, text=None
                ) from error


def _bounded(answer: HTTPResponse) -> bytes:
    """The body of an answer.

    Raises:
        OSError: it has more bytes, or takes more seconds, than an answer may.
    """
    body, until = bytearray(), time.monotonic() + _MOST_SECONDS
    while block := answer.read1(_BLOCK):
        body += block
        if len(body) > _MOST_BYTES or time.monotonic() > until:
            raise OSError("its answer has no end")
    return bytes(body)
