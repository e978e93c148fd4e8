"""How an input is cut: a partition per table file, one per run of articles."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from geomap import read
from geomap._version import __version__
from geomap.errors import GazetteerError
from geomap.gazetteer.gazetteer import BASE_INDEX
from geomap.gazetteer.library import indexes
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
    named: str  # what the user gave, for a message


@dataclass(frozen=True)
class Job:
    """What every task needs to know; small, because it travels with each of them."""

    options: BuildOptions  # every path in it absolute: a worker may run in another folder
    digest: str  # of the gazetteer's index files and geomap's version
    folder: Path  # where finished partitions lie, seen by every worker
    strict: bool = False  # a partition that cannot be read ends the run


def make_plan(
    inputs: Sequence[str | os.PathLike[str]], options: BuildOptions, digest: str, target: Path
) -> Plan:
    """The partitions of these inputs, folders opened; what lies in ``target`` is not read.

    Files have absolute paths, and the names that the user gave them.

    Raises:
        InputError: a path does not exist, is not readable, is of a kind that is not read, or an
            output in ``target`` would take its place.
    """
    found = read.sort_inputs(inputs, input_format=options.input_format, apart_from=target)
    check_apart(found, target, options.chosen_formats)
    told = _deciding(options, digest)
    runs = [(one,) for one in found.tables], _runs(found.articles)
    tables = [_partition(number, run, told) for number, run in enumerate(runs[0])]
    articles = [_partition(number, run, told) for number, run in enumerate(runs[1], len(tables))]
    whole = digest_of(told, *(part.key for part in (*tables, *articles)))
    return Plan(tuple(tables), tuple(articles), whole, ", ".join(map(str, inputs)))


def index_digest(extra: Sequence[Path]) -> str:
    """SHA-256 over geomap's version and every index file that a gazetteer with ``extra`` opens.

    Raises:
        GazetteerError: a file is not there or cannot be read.
    """
    digest = hashlib.sha256(__version__.encode())
    for path in (*extra, *indexes(), BASE_INDEX):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_dir():
                digest.update(_file_digest(file))
    return digest.hexdigest()


def _file_digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise GazetteerError(
            f"{path}: cannot be read ({error.strerror or error}): every worker must see it there"
        ) from error


def with_absolute_paths(options: BuildOptions) -> BuildOptions:
    """The same with files named as any process finds them, whatever folder it runs in."""
    mapping = options.mapping
    return replace(
        options,
        gazetteers=tuple(path.absolute() for path in options.gazetteers),
        mapping=mapping.absolute() if mapping is not None else None,
    )


def _deciding(options: BuildOptions, digest: str) -> str:
    """What decides the content of a partition beside its inputs, as text."""
    given = asdict(options)
    deciding = ("published", "countries", "nlp", "infer_links", "mapping", "limits")
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
    found = tuple(
        replace(one, path=one.path.absolute()) if one.path is not None else one for one in inputs
    )
    return Partition(number, found, digest_of(told, *map(_state, found)))


def _state(one: Input) -> str:
    """What tells whether a file is still the one that was read: name, place, size, time."""
    if one.path is None:
        return f"{one.name} {one.format} {hashlib.sha256(one.data or b'').hexdigest()}"
    facts = one.path.stat()
    return f"{one.name} {one.path} {facts.st_size} {facts.st_mtime_ns}"


def digest_of(*texts: str) -> str:
    """A short key that changes with any of the texts."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogateescape")).hexdigest()[:20]
