"""How well articles are read: places, incidents, links, and how fast.

    python -m benchmarks.articles places [--half tune|held]     LGL, GeoVirus, TUD-Loc end to end
    python -m benchmarks.articles incidents [--half tune|held]  MUC-4 templates
    python -m benchmarks.articles mentions                      re3d locations
    python -m benchmarks.articles links                         causal.jsonl
    python -m benchmarks.articles own [--set fresh]             our own articles with gold
    python -m benchmarks.articles proposals                     links proposed where none is told
    python -m benchmarks.articles speed                         articles a second, memory

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
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from geomap.frames import incident_frame
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.names import fold
from geomap.locate import locate
from geomap.proposals import propose
from geomap.read.articles import Article, places
from geomap.read.articles.dates import parse_date
from geomap.read.articles.document import parse
from geomap.read.articles.lookup import lookup_of
from geomap.read.articles.reader import read_one, read_places
from geomap.read.articles.weapons import find_weapons
from tests.read.articles import scoring

EVAL: Final = Path(__file__).resolve().parents[2] / "shared" / "eval"
CORPORA: Final = ("LGL", "GeoVirus", "TUD-Loc-2013")
#: The files of our own articles.
SETS: Final = (
    "tune", "heldout", "fresh", "fresh2", "wire", "late", "regions", "regions_held", "unseen3",
    "unseen4", "unseen5", "unseen6", "unseen7", "unseen8", "unseen9", "unseen10", "unseen11",
    "unseen12", "unseen13", "unseen14", "unseen15", "unseen16", "unseen17", "unseen18",
    "unseen19", "unseen20", "unseen21",
)  # fmt: skip


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


def score_places(half: str, peoples: bool, nlp: str | None) -> None:
    gazetteer = Gazetteer.default()
    for corpus in CORPORA:
        gold = rows(EVAL / "corpora" / f"{corpus}.jsonl", half)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            gold_file, found_file = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
            gold_file.write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
            with found_file.open("w", encoding="utf-8") as out:
                records = places(
                    map(article_of, gold), gazetteer=gazetteer, peoples=peoples, nlp=nlp
                )
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


#: MUC-4's types and the families of ours that they hold.
MUC_TYPES: Final = {
    "ATTACK": {
        "attack",
        "kill",
        "gun",
        "murder",
        "ambush",
        "clash",
        "raid",
        "shell",
        "air",
        "bomb",
        "blast",
    },
    "BOMBING": {"blast", "bomb", "attack", "kill", "air", "shell"},
    "KIDNAPPING": {"abduct"},
    "ARSON": {"arson"},
    "ROBBERY": {"raid", "attack"},
    "FORCED WORK STOPPAGE": {"attack"},
}


def score_incidents(half: str, show: bool = False) -> None:
    """MUC-4 templates against our incidents, one to one within a document.

    An incident may stand for a template when their types fit; of the fitting pairs those that
    share most slots are taken. Only templates of accomplished incidents count, optional ones
    are neither missed nor wrong.
    """
    lookup = lookup_of(Gazetteer.default())
    told: Counter[str] = Counter()
    for row in rows(EVAL / "muc4_dev.jsonl", half):
        found = read_one(article_of(row), lookup)
        families = defaultdict(set)
        for claim in found.claims:
            if claim["field"] == "incident":
                families[claim["incident_id"]].add(claim["value"])
        # MUC-4 leaves battles between soldiers and guerrillas out
        found.incidents = [x for x in found.incidents if families[x["id"]] != {"clash"}]
        gold = [
            event for event in row["events"] if event.get("stage", "").startswith("ACCOMPLISHED")
        ]
        pairs = sorted(
            (
                (len(_slots_met(event, incident, found.claims)), -g, -i)
                for g, event in enumerate(gold)
                for i, incident in enumerate(found.incidents)
                if _slots_met(event, incident, found.claims)
            ),
            reverse=True,
        )
        met: dict[int, int] = {}
        for _, g, i in pairs:
            if -g not in met and -i not in met.values():
                met[-g] = -i
        told["found"] += len(found.incidents)
        told["gold"] += sum(not event.get("optional") for event in gold)
        told["met"] += len(met)
        told["met_required"] += sum(not gold[g].get("optional") for g in met)
        told["documents"] += 1
        told["empty right"] += not gold and not found.incidents
        told["empty"] += not gold
        for g, i in met.items():
            right = _slots_met(gold[g], found.incidents[i], found.claims)
            for slot in _SLOTS:
                if _gold_values(gold[g], slot):
                    told[f"{slot} gold"] += 1
                    told[f"{slot} right"] += slot in right
                    told[f"{slot} told"] += _told(found.incidents[i], slot) is not None
        if show:
            missed = [e for n, e in enumerate(gold) if n not in met and not e.get("optional")]
            extra = [x for n, x in enumerate(found.incidents) if n not in met.values()]
            if missed or extra:
                print("#", row["doc_id"])
            for event in missed:
                print(
                    "   MISSED",
                    event["type"],
                    event.get("date"),
                    event.get("location"),
                    event.get("perp_org"),
                    event.get("human_target_desc"),
                    event.get("phys_target"),
                )
            for x in extra:
                print("   EXTRA ", x["title"], "|", x["description"][:230])
    precision, recall = (
        told["met"] / max(1, told["found"]),
        told["met_required"] / max(1, told["gold"]),
    )
    print(
        f"== MUC-4 ({half}, {told['documents']} documents, {told['gold']} templates, "
        f"{told['found']} told)"
    )
    print(f"incidents P={precision:.3f} R={recall:.3f} F1={_f1(precision, recall):.3f}")
    print(f"documents without any: {told['empty right']} of {told['empty']} left empty")
    for slot in _SLOTS:
        p, r = (told[f"{slot} right"] / max(1, told[f"{slot} {what}"]) for what in ("told", "gold"))
        print(f"  {slot:12} P={p:.3f} R={r:.3f} F1={_f1(p, r):.3f} (of incidents met)")


_SLOTS: Final = ("place", "date", "perpetrator", "target", "weapon")
_GOLD_FIELDS: Final = {
    "place": ("location",),
    "date": ("date",),
    "perpetrator": ("perp_org", "perp_individual"),
    "target": ("phys_target", "human_target_desc", "human_target_name"),
    "weapon": ("weapon", "weapon_type"),
}
_OURS: Final = {
    "place": "place",
    "date": "date",
    "perpetrator": "actor",
    "target": "target",
    "weapon": "weapons",
}


def _gold_values(event: dict[str, Any], slot: str) -> list[str]:
    found: list[str] = []
    for name in _GOLD_FIELDS[slot]:
        value = event.get(name)
        found += [value] if isinstance(value, str) else value or []
    return found


def _told(incident: dict[str, Any], slot: str) -> str | None:
    value = incident.get(_OURS[slot])
    return str(value) if value else None


def _slots_met(
    event: dict[str, Any], incident: dict[str, Any], claims: list[dict[str, Any]]
) -> set[str]:
    """Slots on which a template and an incident agree: a shared telling word, a shared day."""
    met: set[str] = set()
    mine = [c for c in claims if c["incident_id"] == incident["id"]]
    for slot in _SLOTS:
        gold = _gold_values(event, slot)
        if slot == "date":
            if gold and incident.get("date") and _days_meet(gold[0], incident):
                met.add(slot)
            continue
        fields = ("killed", "injured", "target") if slot == "target" else (_OURS[slot],)
        said = " ".join(
            [
                _told(incident, slot) or "",
                *(f"{c['value']} {c['quote']}" for c in mine if c["field"] in fields),
            ]
        )
        if slot == "place":
            said += f" {incident.get('admin1') or ''}"
            gold = [part for text in gold for part in text.split(":")[1:]]
        if _words(" ".join(gold)) & _words(said):
            met.add(slot)
    return met


_EMPTY: Final = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "and",
        "in",
        "on",
        "department",
        "city",
        "town",
        "area",
        "home",
        "province",
        "municipality",
        "neighborhood",
    ]
)


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in fold(text).split() if word not in _EMPTY and len(word) > 2}


def _days_meet(written: str, incident: dict[str, Any]) -> bool:
    from geomap.read.articles.dates import find_dates

    days = [
        w for part in written.strip("- ").split(" - ") for w in find_dates(part, 0, len(part), None)
    ]
    if not days or days[0].first is None:
        return False
    first, last = days[0].first.isoformat(), (days[-1].last or days[0].first).isoformat()
    return bool(
        first <= (incident.get("date_end") or incident["date"]) and incident["date"] <= last
    )


def score_mentions() -> None:
    """re3d: our place mentions against its Location entities, our weapons against its weapons.

    re3d marks whole phrases ('the city of Raqqa') and nested ones; a mention counts when it
    overlaps an entity that was not used before.
    """
    lookup = lookup_of(Gazetteer.default())
    told: Counter[str] = Counter()
    for row in rows(EVAL / "re3d.jsonl", "all"):
        document, mentions = read_places(article_of(row), lookup)
        hits = [hit for sentence in document.sentences for hit in sentence.hits]
        ours = {
            "Location": [(mention.start, mention.end) for mention in mentions],
            "Weapon": [(weapon.start, weapon.end) for weapon in find_weapons(document, hits)],
        }
        for kind, spans in ours.items():
            gold = [(e["start"], e["end"]) for e in row["entities"] if e["type"] == kind]
            outer = [
                g for g in gold if not any(o != g and o[0] <= g[0] and g[1] <= o[1] for o in gold)
            ]
            told[f"{kind} told"] += len(spans)
            told[f"{kind} gold"] += len(outer)
            told[f"{kind} right"] += sum(any(_overlap(s, g) for g in gold) for s in spans)
            told[f"{kind} found"] += sum(any(_overlap(s, g) for s in spans) for g in outer)
    print("== re3d (98 documents)")
    for kind in ("Location", "Weapon"):
        precision = told[f"{kind} right"] / told[f"{kind} told"]
        recall = told[f"{kind} found"] / told[f"{kind} gold"]
        print(f"  {kind:9} P={precision:.3f} R={recall:.3f} F1={_f1(precision, recall):.3f}")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_links() -> None:
    """causal.jsonl: where we state a link, does the sentence hold cause and effect, and which.

    The set marks every cause in protest and conflict news, we link only strikes to the attacks
    that they answer: recall over it says nothing, precision does.
    """
    lookup = lookup_of(Gazetteer.default())
    linked = causal = cue = cue_causal = sentences = 0
    for number, row in enumerate(rows(EVAL / "causal.jsonl", "all")):
        article = Article(row["text"], doc_id=str(number))
        sentences += 1
        found = read_one(article, lookup)
        linked += bool(found.links)
        causal += bool(found.links and row["causes"])
        document = parse(article)
        answered = any(sentence.of("answered") for sentence in document.sentences)
        cue += answered
        cue_causal += bool(answered and row["causes"])
    print(f"== causal.jsonl ({sentences} sentences)")
    print(f"  stated links in {linked} sentences, {causal} of them causal")
    print(f"  words of answering in {cue} sentences, {cue_causal} of them causal")


def score_proposals() -> None:
    """Own articles whose stated links are taken away: how many of these are proposed, and others.

    A proposal that no text states may be right as well: texts do not state all that they mean.
    """
    gazetteer = Gazetteer.default()
    stated = proposed = both = 0
    for gold in (gold for name in SETS for gold in scoring.articles(name)):
        found = locate(scoring.read(gold, gazetteer), gazetteer)
        told = set(zip(found.links["from_id"], found.links["to_id"], strict=True))
        bare = found.incidents.assign(
            kind=found.incidents["kind"].replace("retaliation", "attack"), retaliation_for=None
        )
        links = propose(found.with_(incidents=incident_frame(bare), links=found.links[:0]))
        new = set(zip(links["from_id"], links["to_id"], strict=True))
        stated, proposed, both = stated + len(told), proposed + len(new), both + len(told & new)
    print("== links of own articles")
    print(f"  {stated} stated; {proposed} proposed where these are taken away, {both} of them")


def score_own(name: str, half: str) -> None:
    """Own articles with gold: incidents found, and how many of the facts of those are right."""
    listed = [
        gold
        for gold in scoring.articles(name)
        if half == "all" or is_held(gold["id"]) == (half == "held")
    ]
    right, total = scoring.score(listed, Gazetteer.default())
    precision = right["incidents"] / max(1, total["told"])
    recall = right["incidents"] / max(1, total["incidents"])
    print(f"== own articles, {name}, {half} ({len(listed)})")
    print(f"incidents P={precision:.3f} R={recall:.3f} F1={_f1(precision, recall):.3f}")
    for fact in (*scoring.CELLS, "weapons", "answers", "empty"):
        print(f"  {fact:12} {right[fact]} of {total[fact]}")


def measure_speed(count: int) -> None:
    """Articles of 3,000 characters a second on one core, and the memory after each thousand."""
    lookup = lookup_of(Gazetteer.default())
    texts = [
        row["text"] for name in CORPORA for row in rows(EVAL / "corpora" / f"{name}.jsonl", "all")
    ]
    texts += [row["text"] for row in rows(EVAL / "muc4_dev.jsonl", "all")]
    whole = "\n\n".join(texts)
    parts = [whole[at : at + 3000] for at in range(0, len(whole) - 3000, 3000)]
    started = time.process_time()
    for number in range(count):
        # another number in each text, so that no two are the same
        read_one(Article(f"{parts[number % len(parts)]} {number}", published="2024-07-26"), lookup)
        if number + 1 == count or (number + 1) % 1000 == 0:
            seconds = time.process_time() - started
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"  {number + 1:6} articles, {(number + 1) / seconds:.0f}/s, peak {memory:.0f} MB"
            )


_MEASURES: Final = ("places", "incidents", "mentions", "links", "own", "proposals", "speed")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=_MEASURES)
    parser.add_argument("--set", choices=SETS, default="fresh")
    parser.add_argument("--half", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--peoples", action="store_true", help="count 'Turkish' as a place")
    parser.add_argument("--nlp", help="a spaCy model that votes on names")
    parser.add_argument("--show", action="store_true", help="list what was missed and wrongly told")
    parser.add_argument("--count", type=int, default=1000, help="articles of the speed test")
    asked = parser.parse_args()
    if asked.what == "places":
        score_places(asked.half, asked.peoples, asked.nlp)
    elif asked.what == "incidents":
        score_incidents(asked.half, asked.show)
    elif asked.what == "mentions":
        score_mentions()
    elif asked.what == "links":
        score_links()
    elif asked.what == "own":
        score_own(asked.set, asked.half)
    elif asked.what == "proposals":
        score_proposals()
    else:
        measure_speed(asked.count)


if __name__ == "__main__":
    main()
