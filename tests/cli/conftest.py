"""The command line in process: arguments in; exit status, stdout and stderr out."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from geomap import cli


class Done(NamedTuple):
    code: int
    out: str
    err: str


Geomap = Callable[..., Done]


@pytest.fixture
def geomap(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Geomap:
    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["geomap", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        shown = capsys.readouterr()
        code = stop.value.code
        return Done(code if isinstance(code, int) else int(bool(code)), shown.out, shown.err)

    return run
