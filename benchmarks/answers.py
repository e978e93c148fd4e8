"""Keep the answers to many names, and compare later ones with them: speed must change none.

    python -m benchmarks.answers keep FILE [--every 3]
    python -m benchmarks.answers compare FILE

Names of tables with and without governorate, spellings with and without country, and the names
of texts weighed together. All that a user sees is compared letter by letter, the score of each
place to the ninth decimal.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks import accuracy_sets as sets
from geomap.gazetteer import Gazetteer, match
from geomap.gazetteer.places import Query, Resolution
from geomap.gazetteer.store import BASE_INDEX

#: Probabilities that differ by less are the same sum in another order.
SAME: Final = 1e-9

#: What was asked, its answer, and the probability of each place found.
Answer = tuple[str, dict[str, Any], dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("keep", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--every", type=int, default=3, help="of so many names one is asked")
    given = parser.parse_args()
    if given.what == "keep":
        kept = [given.every, *answers(given.every)]
        given.file.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    else:
        every, *kept = json.loads(given.file.read_text("utf-8"))
        raise SystemExit(compare(kept, list(answers(every))))


def answers(every: int) -> Iterator[Answer]:
    """The answers to the names of all sets, in order."""
    gazetteer = Gazetteer.open(BASE_INDEX)
    groups = (sets.places(True), sets.places(False), sets.variants(True), sets.variants(False))
    for items in groups:
        asked = list(dict.fromkeys(item.query for item in items))[::every]
        for query, found in zip(asked, gazetteer.resolve_many(asked), strict=True):
            yield str(query), found.as_dict(), probabilities(gazetteer, query)
    for corpus in sets.CORPORA:
        for text in islice(sets.documents(corpus), 0, None, every):
            yield from of_text(gazetteer, text.mentions)


def of_text(gazetteer: Gazetteer, mentions: Sequence[sets.Mention]) -> Iterator[Answer]:
    asked = [mention.query for mention in mentions]
    found: list[Resolution] = gazetteer.resolve_document(asked, [one.start for one in mentions])
    for query, resolution in zip(asked, found, strict=True):
        yield str(query), resolution.as_dict(), {}


def probabilities(gazetteer: Gazetteer, query: Query) -> dict[str, float]:
    """The probability of each place that the name could mean, by its id."""
    ranked = match.rank(*gazetteer.gather(query), gazetteer.weights)
    return {scored.hit.place.place_id: scored.probability for scored in ranked}


def compare(before: list[Any], after: list[Answer]) -> int:
    """Print what differs; how many answers do."""
    differing = 0
    for old, new in zip(before, after, strict=True):
        if differs(old, new):
            differing += 1
            print(f"{old[0]}\n  before {old[1:]}\n  after  {list(new[1:])}")
    print(f"{len(after):,} answers, {differing} differ")
    return min(differing, 1)


def differs(old: Any, new: Answer) -> bool:
    told = json.loads(json.dumps(new[1]))
    if old[0] != new[0] or old[1] != told or old[2].keys() != new[2].keys():
        return True
    return any(abs(old[2][place] - share) > SAME for place, share in new[2].items())


if __name__ == "__main__":
    main()
