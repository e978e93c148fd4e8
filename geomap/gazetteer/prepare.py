"""The names of a record as the index stores them, with their keys. Pure; runs in many processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final, NamedTuple

from geomap.gazetteer import names as name_rules
from geomap.gazetteer.sources.records import Name, Record
from geomap.gazetteer.store import hash_key

_CHUNK: Final = 4_096
_AHEAD: Final = 8
#: Longer 'names' are descriptions; the longest real ones have about 100 characters.
_LONGEST: Final = 200


class NameRow(NamedTuple):
    """One name as it is stored."""

    text: str
    folded: str
    language: str | None


class Prepared(NamedTuple):
    """A record with its names folded and keyed."""

    record: Record
    names: tuple[NameRow, ...]  # the main name first
    keys: tuple[tuple[int, int], ...]  # hash of a key, place of the name in ``names``
    exact: tuple[int, ...]  # the hashes among them of keys that are no skeletons


def prepare(record: Record) -> Prepared:
    """Fold and key the names of a record.

    A Latin spelling that folds to what stands there already adds nothing and is left out;
    other scripts stay, for they are shown.
    """
    rows: list[NameRow] = []
    keys: list[tuple[int, int]] = []
    exact: dict[int, None] = {}
    folded_before: set[str] = set()
    for name in _clean(record.names):
        folded = name_rules.fold(name.text)
        if folded in folded_before and name.language is None and _is_latin(name.text):
            continue
        if folded and folded not in folded_before:
            keys += [(key, len(rows)) for key in _new_keys(name.text, exact)]
        folded_before.add(folded)
        rows.append(NameRow(name.text, folded, name.language))
    return Prepared(record, tuple(rows), tuple(keys), tuple(exact))


def prepare_all(records: Iterable[Record], processes: int) -> Iterator[list[Prepared]]:
    """Records prepared in chunks, in their order, by this many processes."""
    stream = iter(records)
    chunks = iter(lambda: list(islice(stream, _CHUNK)), [])
    if processes < 2:
        yield from map(_prepare_chunk, chunks)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # A bounded queue: whoever is slower, no more than a few chunks are in memory.
        waiting = deque(pool.submit(_prepare_chunk, chunk) for chunk in islice(chunks, _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_prepare_chunk, chunk) for chunk in islice(chunks, 1))


def _prepare_chunk(records: list[Record]) -> list[Prepared]:
    return [prepare(record) for record in records]


def _new_keys(text: str, exact: dict[int, None]) -> list[int]:
    """The hashes of the keys that a name adds to a place; its exact ones join ``exact``.

    A spelling that adds no exact key adds no skeleton either: it would be found already.
    """
    told = name_rules.keys(text)
    new = [hash_key(key) for key in told if not key.startswith("~")]
    new = [key for key in new if key not in exact]
    exact.update(dict.fromkeys(new))
    return new + [hash_key(key) for key in told if new and key.startswith("~")]


def _clean(names: Iterable[Name]) -> Iterator[Name]:
    for name in names:
        text = " ".join(name.text.split())
        if text and len(text) <= _LONGEST:
            yield Name(text, name.language)


def _is_latin(text: str) -> bool:
    """Whether no letter is beyond the Latin blocks (U+024F, and U+1E00 to U+1EFF)."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in text)


def exact_keys(text: str) -> list[int]:
    """The hashes of the keys of a name that are no skeletons."""
    return [hash_key(key) for key in name_rules.keys(text) if not key.startswith("~")]
