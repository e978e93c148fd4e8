"""How often the gazetteer is right, and how often it says so: every set of ``../shared/eval``.

    python -m benchmarks.accuracy [places|variants|corpora|facilities|calibration|invented] ...

Each part prints a table. Predictions are also scored with ``../shared/eval/score.py`` where the
set is of a kind that it knows. ``--held-out`` keeps to rows that the weights were not learned on.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from benchmarks import accuracy_sets as sets
from geomap.gazetteer import Gazetteer, Resolution, names
from geomap.gazetteer.sphere import distance_km

REACH_KM: Final = 25.0
#: How close a place lies and how like its name is, for it to be the one of a row.
HELD_KM, HELD_LIKENESS = 10.0, 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--held-out", action="store_true")
    given = parser.parse_args()
    gazetteer = Gazetteer.default()
    for part in given.parts or PARTS:
        print(f"\n{part}{' (held out)' if given.held_out else ''}")
        PARTS[part](gazetteer, given.held_out)


def places(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """Hit within 25 km by source, with what limits it, and wrong ones among the resolved."""
    for label, with_admin1 in (("country and admin1", True), ("country", False)):
        items = _items(sets.places(with_admin1), only_held_out)
        answers = gazetteer.resolve_many([item.query for item in items])
        held = [_any_held(gazetteer, item) for item in items]
        print(f"given: {label}")
        for source in ["", *sorted({item.source for item in items})]:
            rows = [at for at, item in enumerate(items) if source in ("", item.source)]
            _print_places(source or "all", rows, items, answers, held)
        _score("places_dev.csv", "place_id", items, answers)


def _print_places(
    source: str,
    rows: Sequence[int],
    items: Sequence[sets.Item],
    answers: Sequence[Resolution],
    held: Sequence[bool],
) -> None:
    right = [_right(items[at], answers[at]) for at in rows]
    resolved = [at for at in rows if answers[at].status == "resolved"]
    points = [at for at in resolved if _is_point(answers[at])]
    areas = [at for at in resolved if not _is_point(answers[at])]
    wrong = sum(not _right(items[at], answers[at]) for at in resolved)
    wrong_points = sum(not _right(items[at], answers[at]) for at in points)
    outside = sum(not _inside(items[at], answers[at]) for at in areas)
    events = sum(items[at].events for at in rows)
    by_events = sum(items[at].events for at, hit in zip(rows, right, strict=True) if hit)
    absent = sum(not held[at] for at, hit in zip(rows, right, strict=True) if not hit)
    missed = len(rows) - sum(right)
    shares = {
        "hit@25": sum(right) / len(rows),
        "by events": by_events / events,
        "some place held": sum(held[at] for at in rows) / len(rows),
        "missed, not held": absent / len(rows),
        "missed, wrong choice": (missed - absent) / len(rows),
        "resolved": len(resolved) / len(rows),
        "wrong among resolved": wrong / max(1, len(resolved)),
        "of points": wrong_points / max(1, len(points)),
        "areas that miss": outside / max(1, len(areas)),
    }
    told = "  ".join(f"{name} {share:.3f}" for name, share in shares.items())
    print(f"  {source:9} n={len(rows)}  {told}")


def variants(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """Right place among the places that the index holds, and false merges."""
    items = _items(sets.variants(), only_held_out)
    answers = gazetteer.resolve_many([item.query for item in items])
    held = [_is_held(gazetteer, item) for item in items]
    near = [_any_held(gazetteer, item) for item in items]
    for source in ["", *sorted({item.source for item in items})]:
        rows = [at for at, item in enumerate(items) if source in ("", item.source)]
        by_name = [at for at in rows if held[at]]
        first = sum(_right_top(items[at], answers[at]) for at in by_name)
        merged = [
            at
            for at in rows
            if answers[at].status == "resolved" and not _right(items[at], answers[at])
        ]
        print(
            f"  {source or 'all':12} n={len(rows)} held={len(by_name)} "
            f"right of held={_share_right(by_name, items, answers):.3f} "
            f"ranked first={first / max(1, len(by_name)):.3f} "
            f"false merges of held={len(set(merged) & set(by_name)) / max(1, len(by_name)):.3f} "
            f"false merges of all={len(merged) / len(rows):.3f} "
            f"right of any place found near="
            f"{_share_right([at for at in rows if near[at]], items, answers):.3f}"
        )


def _share_right(
    rows: Sequence[int], items: Sequence[sets.Item], answers: Sequence[Resolution]
) -> float:
    return sum(_right(items[at], answers[at]) for at in rows) / max(1, len(rows))


def _is_held(gazetteer: Gazetteer, item: sets.Item) -> bool:
    """Whether the index holds the place itself: one close by bears one of the row's spellings.

    Independent of how names are keyed and ranked: of all places within HELD_KM one has a name
    that, folded and without its type words, differs from a spelling in no more than a letter in
    five.
    """
    if item.gold is None:
        return False
    wanted = [_bare(text) for text in (item.query.name, *item.spellings)]
    near = gazetteer.index.nearest(*item.gold, limit=400, within_km=HELD_KM)
    return any(
        Levenshtein.normalized_similarity(_bare(name), spelling) >= HELD_LIKENESS
        for _, place in near
        for name in gazetteer.index.names(place.place_id)
        for spelling in wanted
    )


def _bare(name: str) -> str:
    return names.tight(names.split_type_words(name).core)


def corpora(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """acc@161 of news with gold spans, all names of a text together, and each name alone."""
    for corpus in sets.CORPORA:
        texts = [
            text for text in sets.documents(corpus) if not only_held_out or sets.held_out(text.key)
        ]
        together, alone, count = 0, 0, 0
        predictions = []
        for text in texts:
            queries = [mention.query for mention in text.mentions]
            starts = [mention.start for mention in text.mentions]
            answers = gazetteer.resolve_document(queries, starts)
            single = gazetteer.resolve_many(queries)
            for mention, answer, one in zip(text.mentions, answers, single, strict=True):
                count += 1
                together += _within(_top(answer), mention.gold, 161)
                alone += _within(_top(one), mention.gold, 161)
                place = _top(answer)
                if place:
                    predictions.append((text.key, mention, place))
        shares = f"together={together / count:.3f} alone={alone / count:.3f}"
        print(f"  {corpus:14} n={count} acc@161 {shares}")
        if not only_held_out:
            _score_corpus(corpus, predictions)


def facilities(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """Bases, fields, plants, crossings and dams, at 1, 5 and 25 km."""
    for split in ("tune", "test"):
        items = list(sets.facilities(split))
        answers = gazetteer.resolve_many([item.query for item in items])
        gaps = [_gap_km(item, answer) for item, answer in zip(items, answers, strict=True)]
        shares = "  ".join(
            f"hit@{km}={sum(gap <= km for gap in gaps) / len(gaps):.3f}" for km in (1, 5, 25)
        )
        print(f"  {split:5} n={len(items)} {shares}")
        for item, answer, gap in zip(items, answers, gaps, strict=True):
            if gap > REACH_KM:
                found = answer.best.name if answer.best else None
                print(f"      {item.query.name} [{item.query.country}] -> {found}")


def _gap_km(item: sets.Item, answer: Resolution) -> float:
    """Kilometres from the answer to the gold position, infinite where there is none."""
    best = answer.best
    if best is None or item.gold is None:
        return float("inf")
    return distance_km(best.lat, best.lon, *item.gold)


def calibration(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """Expected calibration error, ten bins, on rows that the weights were not learned on."""
    kinds: dict[str, Iterable[sets.Item]] = {
        "places, country and admin1": sets.places(True),
        "places, country": sets.places(False),
        "variants, country": sets.variants(True),
        "variants, no country": sets.variants(False),
        "invented": sets.invented(500, seed=2),
    }
    everything: list[tuple[float, bool]] = []
    for label, group in kinds.items():
        items = [item for item in group if item.gold is None or sets.held_out(item.key)]
        answers = gazetteer.resolve_many([item.query for item in items])
        pairs = [
            (answer.candidates[0].score if answer.candidates else 0.0, _right_top(item, answer))
            for item, answer in zip(items, answers, strict=True)
        ]
        everything += pairs
        print(f"  {label:28} n={len(pairs)} ECE={_ece(pairs):.3f}")
    print(f"  {'all':28} n={len(everything)} ECE={_ece(everything):.3f}")
    for low, high, count, said, true in _bins(everything):
        print(f"    {low:.1f}-{high:.1f} n={count} said={said:.3f} true={true:.3f}")


def invented(gazetteer: Gazetteer, only_held_out: bool) -> None:
    """How many of a hundred invented names are left unresolved, five times."""
    for seed in range(3, 8):
        items = list(sets.invented(100, seed))
        answers = gazetteer.resolve_many([item.query for item in items])
        kept = [
            (item.query.name, answer.best.name)
            for item, answer in zip(items, answers, strict=True)
            if answer.best is not None
        ]
        print(f"  seed {seed}: unresolved={100 - len(kept)} of 100 {kept[:6]}")


def _items(group: Iterable[sets.Item], only_held_out: bool) -> list[sets.Item]:
    return [item for item in group if not only_held_out or sets.held_out(item.key)]


def _top(answer: Resolution) -> tuple[float, float] | None:
    """The likeliest place, shown or not: acc@161 counts a place left out as wrong."""
    best = answer.candidates[0] if answer.candidates else None
    return (best.lat, best.lon) if best else None


def _within(place: tuple[float, float] | None, gold: tuple[float, float], km: float) -> bool:
    return place is not None and distance_km(*place, *gold) <= km


def _right(item: sets.Item, answer: Resolution) -> bool:
    best = answer.best
    return (
        best is not None
        and item.gold is not None
        and _within((best.lat, best.lon), item.gold, REACH_KM)
    )


def _is_point(answer: Resolution) -> bool:
    """Whether an answer claims a spot: an area claims only that its circle holds the place."""
    return answer.best is not None and answer.best.radius_m <= REACH_KM * 1000


def _inside(item: sets.Item, answer: Resolution) -> bool:
    """Whether the gold position lies in the radius of an answer."""
    best = answer.best
    if best is None or item.gold is None:
        return False
    return _within((best.lat, best.lon), item.gold, best.radius_m / 1000)


def _right_top(item: sets.Item, answer: Resolution) -> bool:
    return item.gold is not None and _within(_top(answer), item.gold, REACH_KM)


def _any_held(gazetteer: Gazetteer, item: sets.Item) -> bool:
    """Whether any place found under the name's keys lies within reach."""
    _, hits = gazetteer.gather(item.query)
    return any(
        _within((hit.place.lat, hit.place.lon), item.gold or (0, 0), REACH_KM) for hit in hits
    )


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterable[tuple[float, float, int, float, float]]:
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in pairs:
        groups[min(int(score * 10), 9)].append((score, right))
    for number, group in sorted(groups.items()):
        said = sum(score for score, _ in group) / len(group)
        true = sum(right for _, right in group) / len(group)
        yield number / 10, (number + 1) / 10, len(group), said, true


def _ece(pairs: Sequence[tuple[float, bool]]) -> float:
    return sum(count * abs(said - true) for *_, count, said, true in _bins(pairs)) / len(pairs)


def _score(
    file: str, id_column: str, items: Sequence[sets.Item], answers: Sequence[Resolution]
) -> None:
    rows = [
        {id_column: item.key, "lat": answer.best.lat, "lon": answer.best.lon}
        for item, answer in zip(items, answers, strict=True)
        if answer.best
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, [id_column, "lat", "lon"])
    writer.writeheader()
    writer.writerows(rows)
    _run_score(sets.EVAL / file, out.getvalue(), ".csv", ["--by", "source"])


def _score_corpus(
    corpus: str, found: Sequence[tuple[str, sets.Mention, tuple[float, float]]]
) -> None:
    lines = [
        json.dumps(
            {
                "doc_id": key.partition(":")[2],
                "start": mention.start,
                "end": mention.end,
                "lat": place[0],
                "lon": place[1],
            }
        )
        for key, mention, place in found
    ]
    _run_score(sets.EVAL / "corpora" / f"{corpus}.jsonl", "\n".join(lines), ".jsonl", [])


def _run_score(gold: Path, predictions: str, suffix: str, options: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"predictions{suffix}"
        path.write_text(predictions, encoding="utf-8")
        script = str(sets.EVAL / "score.py")
        answer = subprocess.run(
            [sys.executable, script, str(gold), str(path), *options],
            check=True,
            capture_output=True,
            text=True,
        )
    print("    " + answer.stdout.strip().replace("\n", "\n    "))


PARTS: Final[dict[str, Callable[[Gazetteer, bool], None]]] = {
    "places": places,
    "variants": variants,
    "corpora": corpora,
    "facilities": facilities,
    "calibration": calibration,
    "invented": invented,
}

if __name__ == "__main__":
    main()
