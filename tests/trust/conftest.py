"""What the tests of trust share: how much they run, the canary, one build of everything hostile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from geomap.write import FORMATS
from tests.trust import corpus, tally
from tests.trust.canary import SECRET_WORD, Canary, listening

TORTURE: Final = bool(os.environ.get("GEOMAP_TORTURE"))
#: What is written to files; a database is not ours to fill here.
FILE_FORMATS: Final = tuple(name for name in FORMATS if name != "postgis")


@dataclass(frozen=True)
class Hostile:
    """What became of every payload in every field of every reader."""

    folder: Path  # the outputs
    texts: list[str]  # payloads, filled in
    canary: Canary
    stderr: str


def run_geomap(
    *arguments: object,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    timeout: int = 900,
) -> subprocess.CompletedProcess[str]:
    """``geomap`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "geomap", *map(str, arguments)],
        env={**os.environ, **(env or {})},
        cwd=cwd,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    with listening(tmp_path_factory.mktemp("canary")) as canary:
        yield canary


@pytest.fixture(scope="session")
def texts(canary: Canary) -> list[str]:
    """Every payload under torture, else each sixth of each family."""
    return [canary.filled(text) for text in corpus.payloads(1 if TORTURE else 6)]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, canary: Canary, texts: list[str]) -> Hostile:
    """One build of all payloads in all fields of all readers into all formats."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus.write_inputs(folder / "in", texts)
    done = run_geomap(
        "build", "in", "-o", "out", "--title", " ".join(texts[:40]).replace("\0", ""),
        "--infer-links", "--formats", ",".join(FILE_FORMATS),
        env={"GEOMAP_SECRET": SECRET_WORD}, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    tally.add("payloads", len(texts))
    return Hostile(folder / "out", texts, canary, done.stderr)
