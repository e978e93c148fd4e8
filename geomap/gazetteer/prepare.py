"""The names of a record as the index stores them, with their keys. Pure; runs in many processes."""

from __future__ import annotations

import marshal
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

from geomap.gazetteer import names as name_rules
from geomap.gazetteer.schema import hash_key
from geomap.gazetteer.sources.records import Record

_CHUNK: Final = 4_096
_AHEAD: Final = 8
#: Longer 'names' are descriptions; the longest real ones have about 100 characters.
_LONGEST: Final = 200
#: '~' and two consonants: too many names share it to say that two places are one.
_SHORT_SKELETON: Final = 3


#: Kinds whose names mostly say what they are: 'Zamfara State'.
_DIVISIONS: Final = frozenset({"governorate", "district"})

#: Hangul, kana and Chinese characters.
_SYLLABLES: Final = re.compile("[\u1100-\u11ff\u3040-\u318f\u3400-\u9fff\uac00-\ud7af]")

#: A text, its language, and its folded form where that is not the text in small letters.
StoredName = tuple[str, str | None, str]


class Prepared(NamedTuple):
    """A record with its names folded and keyed."""

    record: Record
    names: list[StoredName]  # the main name first
    keys: list[tuple[int, int]]  # hash of a key, place of the name in ``names``
    exact: list[int]  # the hashes among them of keys that are no skeletons
    loose: list[int]  # the hashes of skeletons of three consonants or more


def prepare(
    names: Iterable[tuple[str, str | None]], is_division: bool = False
) -> tuple[Any, Any, Any, Any]:
    """Names folded, keys and exact keys as :class:`Prepared` has them.

    A Latin spelling that folds to what stands there already adds nothing and is left out;
    other scripts stay, for they are shown. Of a division the bare name is its own: 'Zamfara' is
    found as that, and not as 'Zamfara State' without its type word. Mexico City is no Mexico.
    """
    rows: list[StoredName] = []
    keys: list[tuple[int, int]] = []
    exact: dict[int, None] = {}
    loose: dict[int, None] = {}
    whole: dict[int, int] = {}  # of the keys of whole names, which name it is
    folded_before: set[str] = set()
    for text, language in _clean(names):
        folded = name_rules.fold(text)
        if folded in folded_before and language is None and _is_latin(text):
            continue
        if folded and folded not in folded_before:
            told = name_rules.keys(text)
            if is_division and told:
                whole.setdefault(hash_key(told[0]), len(rows))
            keys += [(key, len(rows)) for key in _new_keys(text, told, exact, loose)]
        folded_before.add(folded)
        rows.append((text, language, "" if folded == text.lower() else folded))
    if is_division:
        keys = [(key, whole.get(key, name)) for key, name in keys]
    return rows, keys, list(exact), list(loose)


def prepare_all(records: Iterable[Record], processes: int) -> Iterator[list[Prepared]]:
    """Records prepared in chunks, in their order, by this many processes besides this one."""
    stream = iter(records)
    chunks = iter(lambda: list(islice(stream, _CHUNK)), [])
    if processes < 1:
        for chunk in chunks:
            yield [
                Prepared(record, *prepare(record.names, _is_division(record))) for record in chunk
            ]
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # A bounded queue: whoever is slower, no more than a few chunks are in memory.
        waiting: deque[tuple[list[Record], Future[bytes]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_prepare_chunk, _names_of(chunk))))
            if len(waiting) > _AHEAD:
                yield _together(*_done(waiting.popleft()))
        while waiting:
            yield _together(*_done(waiting.popleft()))


# Only plain lists travel between processes, by marshal: named tuples through pickle cost more
# than the work that is handed out.


def _is_division(record: Record) -> bool:
    return record.kind in _DIVISIONS


def _names_of(chunk: list[Record]) -> bytes:
    told = [([tuple(name) for name in one.names], _is_division(one)) for one in chunk]
    return marshal.dumps(told)


def _prepare_chunk(names: bytes) -> bytes:
    return marshal.dumps([prepare(*own) for own in marshal.loads(names)])


def _done(work: tuple[list[Record], Future[bytes]]) -> tuple[list[Record], bytes]:
    return work[0], work[1].result()


def _together(chunk: list[Record], prepared: bytes) -> list[Prepared]:
    rows = marshal.loads(prepared)
    return [Prepared(record, *row) for record, row in zip(chunk, rows, strict=True)]


def _new_keys(
    text: str, told: Sequence[str], exact: dict[int, None], loose: dict[int, None]
) -> list[int]:
    """The hashes of a name's keys that are new to its place; they join ``exact`` and ``loose``.

    A spelling that adds no exact key adds no skeleton either: it would be found already. Signs for
    syllables write foreign names too roughly to be compared by consonants: 'ka ci lin' is Katzrin.
    """
    new = [hash_key(key) for key in told if not key.startswith("~")]
    new = [key for key in new if key not in exact]
    exact.update(dict.fromkeys(new))
    by_ear = new and not _SYLLABLES.search(text)
    skeletons = [key for key in told if by_ear and key.startswith("~")]
    loose.update((hash_key(key), None) for key in skeletons if len(key) > _SHORT_SKELETON)
    return new + [hash_key(key) for key in skeletons]


def _clean(names: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    for told, language in names:
        text = " ".join(told.split())  # no line breaks: they part the names of a place
        if text and len(text) <= _LONGEST:
            yield text, "".join(language.split()) if language else None


def _is_latin(text: str) -> bool:
    """Whether no letter is beyond the Latin blocks (U+024F, and U+1E00 to U+1EFF)."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in text)


def exact_keys(text: str) -> list[int]:
    """The hashes of the keys of a name that are no skeletons, the whole name's first."""
    return [hash_key(key) for key in name_rules.keys(text) if not key.startswith("~")]
