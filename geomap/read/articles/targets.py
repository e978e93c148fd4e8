"""What or whom a deed was done to."""

from __future__ import annotations

from itertools import pairwise

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import words
from geomap.read.articles.parties import Party
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger


def find_target(
    document: Document,
    clause: Clause,
    trigger: Trigger,
    actor: Party | None,
    said: Said | None = None,
) -> Hit | None:
    """What or whom it was done to: before a passive verb, after all else."""
    targets = [
        hit
        for hit in clause.hits
        if hit.kind == "target"
        and not _is_actor(document, hit, actor)
        and not _tells(document, hit)
        and not _is_home_to(document, hit)
        and not _is_loot(document, hit, trigger)
        and not _is_of_reason(document, hit, trigger)
        and not (said and said.start <= document.tokens[hit.first].start < said.end)
    ]
    before = [hit for hit in targets if hit.last <= trigger.hit.first]
    after = [hit for hit in targets if hit.first >= trigger.hit.last]
    if trigger.hit.tag.facts.get("into"):
        after = [hit for hit in after if _is_behind_into(document, trigger, hit)] or after
    ordered = [*before[::-1], *after] if trigger.passive else after
    return ordered[0] if ordered else None


def _is_behind_into(document: Document, trigger: Trigger, hit: Hit) -> bool:
    """'rammed a lorry into a bus': what it was driven into."""
    return any(document.word(at) == "into" for at in range(trigger.hit.last, hit.first))


def _is_loot(document: Document, hit: Hit, trigger: Trigger) -> bool:
    """'… and took away rifles and a vehicle': what was taken was not struck."""
    start = document.tokens[trigger.hit.last - 1].end
    end = document.tokens[hit.first].start
    return start < end and document.search("loot", start, end) is not None


def _is_of_reason(document: Document, hit: Hit, trigger: Trigger) -> bool:
    """'Kidnapped a teacher for having held school': why it was done, not to what."""
    start = document.tokens[trigger.hit.last - 1].end
    end = document.tokens[hit.first].start
    return start < end and document.search("for_reason", start, end) is not None


def _is_home_to(document: Document, hit: Hit) -> bool:
    """'Darul Jamal, home to a military base': what a town is known for was not struck."""
    if hit.value == "home" and document.word(hit.last) == "to":
        return True
    if hit.value == "home" and document.word(hit.first - 1) in words("parties", "going"):
        return True  # 'most had gone home'
    before = [document.word(hit.first - back) for back in range(1, 5)]
    return ("to", "home") in pairwise(before)


def _tells(document: Document, hit: Hit) -> bool:
    """Whether somebody only tells of it: 'the governor put the number of dead at 15'."""
    after = document.word(hit.last)
    return after in words("speech", "verbs") or after in words("speech", "puts")


def target_phrase(
    document: Document, clause: Clause, hit: Hit, trigger: Trigger
) -> tuple[int, int]:
    """Characters of a target with the words that qualify it: 'a US destroyer', 'the MSC Aries'."""
    first, last = hit.first, hit.last
    verbs = {other.first for other in clause.hits if _is_finite(other)}
    floor = trigger.hit.last if hit.first >= trigger.hit.last else 0
    while first > floor and hit.first - first < 4:
        before = document.tokens[first - 1]
        gap = document.text[before.end : document.tokens[first].start]
        if (
            gap.strip()
            or before.text[0].isdigit()
            or before.lower in words("context", "prepositions")
            or before.lower in words("parties", "stops")
            or first - 1 in verbs
        ):
            break
        first -= 1
    while hit.value in words("context", "ships") and _is_named_on(document, last):
        last += 1
    return document.tokens[first].start, document.tokens[last - 1].end


def _is_finite(hit: Hit) -> bool:
    """Whether a tag is a form of a verb that is no noun: 'derails', 'rocked'."""
    told = hit.kind == "verb" and hit.tag.facts["tense"] in ("past", "present")
    return told and hit.value not in words("parties", "noun_verbs")


def _is_named_on(document: Document, at: int) -> bool:
    """Whether token ``at`` goes on with the name that ends before it ('USS' 'Mason')."""
    if at >= len(document.tokens):
        return False
    gap = document.text[document.tokens[at - 1].end : document.tokens[at].start]
    return gap == " " and document.tokens[at].text[0].isupper()


def _is_actor(document: Document, hit: Hit, actor: Party | None) -> bool:
    start = document.tokens[hit.first].start
    return actor is not None and actor.start <= start < actor.end
