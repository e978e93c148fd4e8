"""How well articles are read: places, incidents, links, and how fast.

    python benchmarks/articles.py places [--half tune|held]     LGL, GeoVirus, TUD-Loc end to end
    python benchmarks/articles.py incidents [--half tune|held]  MUC-4 templates
    python benchmarks/articles.py mentions                      re3d locations
    python benchmarks/articles.py links                         causal.jsonl
    python benchmarks/articles.py speed                         articles a second, memory

A document is in the held half when the first byte of the SHA-256 of its id is odd; the rules
were written with the other half only.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.names import fold
from geomap.read.articles import Article, places
from geomap.read.articles.dates import parse_date
from geomap.read.articles.lookup import lookup_of
from geomap.read.articles.reader import read_one

EVAL: Final = Path(__file__).resolve().parents[2] / "shared" / "eval"
CORPORA: Final = ("LGL", "GeoVirus", "TUD-Loc-2013")


def is_held(doc_id: str) -> bool:
    return sha256(doc_id.encode()).digest()[0] % 2 == 1


def rows(path: Path, half: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    if half == "all":
        return found
    return [row for row in found if is_held(str(row["doc_id"])) == (half == "held")]


def article_of(row: dict[str, Any]) -> Article:
    published = parse_date(row.get("date"))
    return Article(
        row["text"],
        doc_id=str(row["doc_id"]),
        title=row.get("title"),
        url=row.get("url"),
        published=published.isoformat() if published else None,
    )


def score_places(half: str, peoples: bool) -> None:
    gazetteer = Gazetteer.default()
    for corpus in CORPORA:
        gold = rows(EVAL / "corpora" / f"{corpus}.jsonl", half)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            gold_file, found_file = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
            gold_file.write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
            with found_file.open("w", encoding="utf-8") as out:
                records = places(map(article_of, gold), gazetteer=gazetteer, peoples=peoples)
                for record in records:
                    for mention in record["mentions"]:
                        out.write(json.dumps({"doc_id": record["doc_id"], **mention}) + "\n")
            seconds = time.perf_counter() - started
            print(f"== {corpus} ({half}, {len(gold)} documents, {len(gold) / seconds:.0f}/s)")
            sys.stdout.flush()
            score = [
                sys.executable,
                str(EVAL / "score.py"),
                str(gold_file),
                str(found_file),
                "--detection",
            ]
            subprocess.run(
                [*score, "--dump-misses", f"{tempfile.gettempdir()}/misses-{corpus}.jsonl"],
                check=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["places", "incidents", "mentions", "links", "speed"])
    parser.add_argument("--half", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--peoples", action="store_true", help="count 'Turkish' as a place")
    asked = parser.parse_args()
    if asked.what == "places":
        score_places(asked.half, asked.peoples)


if __name__ == "__main__":
    main()
