"""How many plain sentences say who did it, and what answers what: every word with every other.

    python -m benchmarks.grids

Texts teach wordings one by one; a grid shows what a list of words or a form leaves out. A row is
right where the one incident has the actor that the sentence names; of answers, where the strike is
linked to the attack before it. What is not right is listed with ``--wrong``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Final

import yaml

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles

_WORDS: Final = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def actors() -> Iterator[tuple[str, str, list[str]]]:
    """What each grid is of, who did it, and its sentences."""
    forces = list(product(_WORDS["forces"], _WORDS["striking"]))
    men = [
        (who[0].upper() + who[1:], did) for who, did in product(_WORDS["men"], _WORDS["raiding"])
    ]
    yield (
        "forces, active",
        "Turkey",
        [f"Turkish {who} {did} a convoy near Mosul on Monday, killing two." for who, did in forces],
    )
    yield (
        "forces, behind 'when'",
        "Turkey",
        [
            f"Two people were killed when Turkish {who} {did} a convoy near Mosul."
            for who, did in forces
        ],
    )
    yield (
        "forces, passive",
        "Turkey",
        [
            f"A convoy was {done} by Turkish {who} near Mosul on Monday, killing two."
            for who, done in product(_WORDS["forces"], _WORDS["struck"])
        ],
    )
    yield (
        "forces, told by their army",
        "Turkey",
        [
            f"The Turkish army said its {who} {did} a convoy near Mosul on Monday."
            for who, did in forces
        ],
    )
    yield (
        "a group's men, active",
        "Al-Shabaab",
        [f"{who} {did} near Baidoa on Monday." for who, did in men],
    )
    yield (
        "a group's men, passive",
        "Al-Shabaab",
        [
            f"{done} {who} near Baidoa on Monday."
            for done, who in product(_WORDS["raided"], _WORDS["men"])
        ],
    )
    yield (
        "a group that tells it",
        "Al-Shabaab",
        [
            f"Al-Shabaab said {whom} {did} near Baidoa on Monday."
            for whom, did in product(("it", "its fighters had"), _WORDS["raiding"])
        ],
    )
    yield (
        "claims and accusations",
        "Al-Shabaab",
        [f"{deed} {claim}" for deed, claim in product(_WORDS["deeds"], _WORDS["claims"])],
    )


def has_actor(text: str, actor: str, gazetteer: Gazetteer) -> bool:
    """Whether one incident is read, and done by this actor."""
    found = read_articles([Article(text, published="2024-07-26")], gazetteer=gazetteer).incidents
    return list(found["actor"]) == [actor]


def is_linked(answer: str, gazetteer: Gazetteer) -> bool:
    """Whether an attack and its answer are two incidents, the second linked to the first."""
    article = Article(f"{_WORDS['attack']} {answer}", published="2024-07-26")
    found = read_articles([article], gazetteer=gazetteer)
    place = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    links = [
        (place[strike], place[attack])
        for strike, attack in zip(found.links["from_id"], found.links["to_id"], strict=True)
    ]
    return len(place) == 2 and links == [("Nabatieh", "town of Kiryat Shmona")]


def tell(label: str, rows: Iterable[tuple[str, bool]], wrong: bool) -> None:
    """One line of the table, and below it what was not right, where asked for."""
    told = list(rows)
    print(f"| {label} | {len(told)} | {sum(right for _, right in told)} |")
    for text in [text for text, right in told if not right] if wrong else ():
        print(f"    {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    given = parser.parse_args()
    gazetteer = Gazetteer.default()
    print("| grid | sentences | right |")
    print("| --- | --- | --- |")
    for label, actor, texts in actors():
        tell(label, ((text, has_actor(text, actor, gazetteer)) for text in texts), given.wrong)
    linked = ((answer, is_linked(answer, gazetteer)) for answer in _WORDS["answers"])
    tell("answers behind an attack", linked, given.wrong)


if __name__ == "__main__":
    main()
