"""Two workers for all tests of the engine, and an input that crosses every border."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest

from geomap import pipeline
from geomap.pipeline import BuildOptions
from tests.cli.conftest import geomap

__all__ = ["geomap"]

LINKED = BuildOptions(
    infer_links=True, formats=("html", "geojson", "gpkg", "csv", "json", "report")
)

HEADER = (
    "id", "date", "kind", "title", "place", "country", "lat", "lon", "actor", "target", "source",
    "retaliation_for", "mine",
)  # fmt: skip
PLACES = (
    ("Mosul", "Iraq"), ("Aleppo", "Syria"), ("Ain al-Asad air base", "Iraq"), ("Xqzvblorp", "Iraq"),
    ("Anbar", "Iraq"), ("Deir ez-Zor", ""), ("", ""),
)  # fmt: skip
ARTICLE = (
    "MOSUL, July {0}, 2024 (Wire) - A drone struck Mosul on Friday, killing three people, "
    "police said. Nobody claimed the attack."
)


def started(workers: int) -> Any:
    """A cluster of this machine with that many workers of one thread."""
    start: Any = distributed.LocalCluster
    return start(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1",
        dashboard_address="127.0.0.1:0", silence_logs="CRITICAL",
    )  # fmt: skip


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    with started(2) as running:
        yield running


@pytest.fixture
def mortal() -> Iterator[Any]:
    """A cluster whose workers a test may kill: a nanny does not always replace a killed worker."""
    with started(2) as running:
        yield running


def table(path: Path, number: int, rows: int, seed: int = 7) -> None:
    """Rows that share ids with other files, answer across files, and name places well and badly."""
    chance = random.Random(seed * 100 + number)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in range(rows):
            kind = chance.choice(["attack", "retaliation", ""])
            answered = [f"x{chance.randrange(4)}-{chance.randrange(rows)}" for _ in range(2)]
            given = chance.random() < 0.2
            writer.writerow([
                f"x{number}-{row}" if chance.random() > 0.1 else f"x0-{row % 7}",
                f"2024-07-{chance.randrange(1, 29):02d}", kind, f"event {number} {row}",
                *chance.choice(PLACES), *(("33.3", "44.4") if given else ("", "")),
                chance.choice(["A", "B", ""]), chance.choice(["A", "B", ""]),
                chance.choice(["Wire", "Agency"]),
                "; ".join(answered[: chance.choice([0, 0, 1, 2])]) if kind != "attack" else "",
                row,
            ])  # fmt: skip


@pytest.fixture(scope="session")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four tables and three articles, one of them twice."""
    folder = tmp_path_factory.mktemp("input") / "events"
    folder.mkdir()
    for number in range(4):
        table(folder / f"t{number}.csv", number, rows=25)
    for name, day in (("a.txt", 27), ("b.txt", 28), ("c.txt", 27)):
        (folder / name).write_text(ARTICLE.format(day), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def one(events: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one machine makes of ``events``, links proposed, in every format that is compared."""
    folder = tmp_path_factory.mktemp("one")
    pipeline.build([events], folder, LINKED)
    return folder
