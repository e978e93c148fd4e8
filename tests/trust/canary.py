"""What shows that something ran or was read or called: a file, a secret, an address."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: What a QGIS expression makes of ``'gm' || 'fired'``; no payload holds it as it stands.
EVALUATED: Final = "gmfired"
SECRET_WORD: Final = "gm-secret-8c1f"
#: A statement that marks the page that runs it.
SCRIPT: Final = "window.__fired=1"


@dataclass(frozen=True)
class Canary:
    """A file that only a payload makes, a file that nobody may read, an address that listens."""

    file: Path
    secret: Path
    log: Path
    url: str

    def filled(self, payload: str) -> str:
        """The payload with this canary's file, secret and address in it."""
        words = {
            "__JS__": SCRIPT,
            "__SH__": f"touch {self.file}",
            "__PATH__": str(self.file),
            "__SECRET__": str(self.secret),
            "__URL__": self.url,
        }
        for word, value in words.items():
            payload = payload.replace(word, value)
        return payload

    def check(self) -> None:
        """Nothing ran, and nobody called.

        Raises:
            AssertionError: something did.
        """
        assert not self.file.exists(), "a payload ran and made its file"
        called = self.log.read_text() if self.log.exists() else ""
        assert not called, f"a payload reached its address: {called[:500]}"


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Canary]:
    """A canary whose address listens while the body runs."""
    log = folder / "requests.log"
    secret = folder / "secret.txt"
    secret.write_text(f"id,date,place,title\n{SECRET_WORD},2024-01-01,Mosul,{SECRET_WORD}\n")
    program = [sys.executable, str(Path(__file__).with_name("listener.py")), str(log)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            yield Canary(folder / "ran", secret, log, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
