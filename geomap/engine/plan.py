"""How an input is cut: a partition per table file, one per run of articles."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from geomap import read
from geomap._version import __version__
from geomap.gazetteer.gazetteer import BASE_INDEX
from geomap.pipeline import BuildOptions, check_apart
from geomap.read.inputs import TABLE_FORMATS, Input

#: Articles read by one task: some seconds of work, small beside what starting a task costs.
ARTICLES_AT_ONCE: Final = 64


@dataclass(frozen=True)
class Partition:
    """Inputs that one task reads; ``key`` changes with anything that changes its result."""

    number: int
    inputs: tuple[Input, ...]
    key: str

    @property
    def name(self) -> str:
        """The file, or the first of the files, as the user wrote it."""
        return self.inputs[0].name


@dataclass(frozen=True)
class Plan:
    """All partitions, in the order that one machine would read them."""

    tables: tuple[Partition, ...]
    articles: tuple[Partition, ...]
    key: str  # of the whole run


@dataclass(frozen=True)
class Job:
    """What every task needs to know; small, because it travels with each of them."""

    options: BuildOptions
    digest: str  # of the gazetteer's index files
    folder: Path  # where finished partitions lie, seen by every worker
    key: str


def make_plan(
    inputs: Sequence[str | os.PathLike[str]], options: BuildOptions, digest: str, target: Path
) -> Plan:
    """The partitions of these inputs, folders opened; what lies in ``target`` is not read.

    Raises:
        InputError: a path does not exist, is not readable, is of a kind that is not read, or an
            output in ``target`` would take its place.
    """
    found = read.sort_inputs(inputs, input_format=options.input_format, apart_from=target)
    check_apart(found, target, options.formats)
    told = _deciding(options, digest)
    runs = [(one,) for one in found.tables], _runs(found.articles)
    tables = [_partition(number, run, told) for number, run in enumerate(runs[0])]
    articles = [_partition(number, run, told) for number, run in enumerate(runs[1], len(tables))]
    whole = digest_of(told, *(part.key for part in (*tables, *articles)))
    return Plan(tuple(tables), tuple(articles), whole)


def index_digest(extra: Sequence[Path]) -> str:
    """SHA-256 over the index files that a gazetteer with these extra files opens.

    Raises:
        OSError: a file is not there.
    """
    digest = hashlib.sha256()
    for path in (*extra, BASE_INDEX):
        with Path(path).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _deciding(options: BuildOptions, digest: str) -> str:
    """What decides the content of a partition beside its inputs, as text."""
    given = asdict(options)
    deciding = ("published", "countries", "nlp", "infer_links", "mapping")
    named = {name: given[name] for name in deciding}
    mapping = options.mapping
    written = mapping.read_text("utf-8") if mapping is not None and mapping.is_file() else None
    return json.dumps([__version__, digest, written, named], default=str, sort_keys=True)


def _runs(articles: Sequence[Input]) -> list[tuple[Input, ...]]:
    """Single articles in runs; a collection of articles is a run of its own."""
    runs: list[list[Input]] = []
    for one in articles:
        alone = one.format in TABLE_FORMATS
        if alone or not runs or len(runs[-1]) >= ARTICLES_AT_ONCE or _is_collection(runs[-1]):
            runs.append([])
        runs[-1].append(one)
    return [tuple(run) for run in runs]


def _is_collection(run: Sequence[Input]) -> bool:
    return run[0].format in TABLE_FORMATS


def _partition(number: int, inputs: tuple[Input, ...], told: str) -> Partition:
    return Partition(number, inputs, digest_of(told, *map(_state, inputs)))


def _state(one: Input) -> str:
    """What tells whether a file is still the one that was read: name, place, size, time."""
    if one.path is None:
        return f"{one.name} {hashlib.sha256(one.data or b'').hexdigest()}"
    facts = one.path.stat()
    return f"{one.name} {one.path.absolute()} {facts.st_size} {facts.st_mtime_ns}"


def digest_of(*texts: str) -> str:
    """A short key that changes with any of the texts."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogateescape")).hexdigest()[:20]
