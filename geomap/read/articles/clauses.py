"""A sentence as clauses that may each report something: 'A hit X, while B struck Y'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from geomap.read.articles.casualties import find_casualties, may_end_row
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, spaced, words
from geomap.read.articles.tokens import Span

Joint = Literal["start", "beside", "answered", "answering", "after"]

_KINDS: Final = ("answered", "after", "answering", "beside")


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters ``[start, end)`` of a sentence and how they hang on to what stands before."""

    start: int
    end: int
    joint: Joint
    hits: tuple[Hit, ...]
    aside: Span | None = None  # what stands inside it and is a clause of its own

    def holds(self, at: int) -> bool:
        """Whether character ``at`` is of it."""
        if self.aside and self.aside.start <= at < self.aside.end:
            return False
        return self.start <= at < self.end


def clauses(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> list[Clause]:
    """The clauses of a sentence.

    A part that does not stand alone, by ``stands_alone``, stays with the one before it; so
    'killing two and wounding three' is one clause with what killed them.
    """
    found = _clauses(document, sentence, stands_alone)
    found = _with_added(document, sentence, found)
    return [_without_counted(document, sentence, clause) for clause in found]


def _with_added(document: Document, sentence: Sentence, parts: list[Clause]) -> list[Clause]:
    """'The strikes were a response to X, he said, adding that 23 died': of the strikes, no less."""
    if len(parts) != 2 or sentence.words.isdisjoint(words("grammar", "adding")):
        return parts
    first, last = parts
    match = document.search("added_to", last.start, last.end)
    if first.joint != "start" or last.joint != "answered" or match is None:
        return parts
    answered = _clause(document, sentence, last.start, match.start(), "answered")
    return [_around(document, sentence, answered, answered.start), answered]


def _without_counted(document: Document, sentence: Sentence, clause: Clause) -> Clause:
    """A clause without what its deed is compared with: 'the deadliest since the bombing that …'.

    Nor with what only began where it was: 'the airfield, from which the bomber that hit X rose'.
    """
    within = (clause.start, clause.end)
    match = document.search("counted_from", *within) or document.search("whence", *within)
    if match is None and any(hit.kind == "answer" for hit in clause.hits):
        match = document.search("answered_whence", *within)
    if match is None or clause.aside is not None:
        return clause
    aside = Span(*match.span("then"))
    tokens = document.tokens
    hits = tuple(
        hit for hit in clause.hits if not aside.start <= tokens[hit.first].start < aside.end
    )
    told = any(hit.kind in ("verb", "noun") for hit in hits)
    return replace(clause, hits=hits, aside=aside) if told else clause


def _clauses(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> list[Clause]:
    fronted = _fronted(document, sentence, stands_alone)
    if fronted is not None:  # 'A day after X, Y' reads as 'Y, a day after X'
        rest = _kept(
            document, sentence, _cut(document, sentence, fronted.end + len(", ")), stands_alone
        )
        return [*rest, fronted] if stands_alone(fronted) else rest
    for inserted in (_inserted, _answered_inside):
        found = inserted(document, sentence, stands_alone)
        if found:
            return found
    parts = _cut(document, sentence, body_start(document, sentence))
    return _kept(document, sentence, parts, stands_alone)


def _fronted(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> Clause | None:
    """What a sentence begins with where it came first, None where it does not begin so.

    What tells of no deed ('After talks in Doha, X struck Y') counts where the rest has a place.
    """
    text = document.text
    lead = form("fronted").match(text, body_start(document, sentence), sentence.end)
    comma = text.find(", ", lead.end(), sentence.end) if lead else -1
    while lead and comma >= 0:
        first = _clause(document, sentence, lead.end(), comma, "after")
        rest = _clause(document, sentence, comma + len(", "), sentence.end, "start")
        if stands_alone(first) and stands_alone(rest):
            return first
        told = any(hit.kind == "verb" for hit in first.hits)
        if not told and stands_alone(replace(rest, joint="beside")):
            return first
        comma = text.find(", ", comma + 1, sentence.end)
    return None


def _inserted(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> list[Clause]:
    """'An attack in X, a week after one in Y, killed two' as two clauses; none where it is not so.

    'One' is tagged as the deed that it stands for.
    """
    text, start = document.text, body_start(document, sentence)
    opened = form("inserted").search(text, start, sentence.end)
    comma = text.find(", ", opened.end(), sentence.end) if opened else -1
    if opened is None or comma < 0 or not _goes_on(document, sentence, comma):
        return []
    aside = _clause(document, sentence, opened.end(), comma, "after")
    main = _around(document, sentence, aside, opened.start())
    aside = replace(aside, hits=_with_stand_in(document, aside, main, opened["one"]))
    return [main, aside] if stands_alone(main) and stands_alone(aside) else []


def _answered_inside(
    document: Document, sentence: Sentence, stands_alone: Callable[[Clause], bool]
) -> list[Clause]:
    """'X shelled Y in retaliation for the raid, killing 15' as two clauses: the dead are of Y."""
    text, start = document.text, body_start(document, sentence)
    within = document.search("answered_aside", start, sentence.end) if _answers(sentence) else None
    main = within and _avenging(document, sentence, Span(*within.span("what")))
    if main and stands_alone(main):
        return [main]
    for name in ("answered_told", "answered_by_deed"):
        answered = document.search(name, start, sentence.end)
        if answered is None or not text[start : answered.start()].strip():
            continue
        aside = _clause(document, sentence, answered.start("what"), answered.end(), "answered")
        main = _around(document, sentence, aside, aside.start)
        if stands_alone(main) and stands_alone(aside):
            return [main, aside]
    return []


def _answers(sentence: Sentence) -> bool:
    return bool(sentence.of("answer"))


def _avenging(document: Document, sentence: Sentence, aside: Span) -> Clause | None:
    """The clause around an aside without a deed, which says only that it answers, and what."""
    within = _clause(document, sentence, aside.start, aside.end, "answered")
    told = any(hit.kind in ("verb", "noun") for hit in within.hits)
    if told or not _goes_on(document, sentence, aside.end):
        return None
    main = _around(document, sentence, within, aside.start)
    return replace(main, hits=main.hits + tuple(h for h in within.hits if h.kind == "answer"))


def _around(document: Document, sentence: Sentence, aside: Clause, start: int) -> Clause:
    """The clause that holds an aside, which begins at ``start``, without the aside's tags."""
    main = _clause(document, sentence, body_start(document, sentence), sentence.end, "start")
    hits = tuple(hit for hit in main.hits if hit not in aside.hits)
    return replace(main, hits=hits, aside=Span(start, aside.end))


def _goes_on(document: Document, sentence: Sentence, comma: int) -> bool:
    """Whether a verb of violence follows a comma at once: its subject stands before the aside."""
    at = next(n for n in range(sentence.first, sentence.last) if document.tokens[n].start > comma)
    while document.word(at) in words("parties", "adverbs") | words("grammar", "have"):
        at += 1
    verbs = (hit for hit in sentence.of("verb") if hit.tag.facts["tense"] != "ing")
    return any(hit.first == at for hit in verbs)


def _with_stand_in(
    document: Document, aside: Clause, main: Clause, stands: str | None
) -> tuple[Hit, ...]:
    """The tags of an aside, the word that stands for the deed of the main clause among them."""
    deed = next((hit for hit in main.hits if hit.kind == "noun"), None)
    if stands is None or deed is None:
        return aside.hits
    end = aside.start
    at = next(n for n in range(deed.last, len(document.tokens)) if document.tokens[n].end == end)
    return (Hit(at, at + 1, deed.tag), *aside.hits)


def _kept(
    document: Document,
    sentence: Sentence,
    parts: list[Clause],
    stands_alone: Callable[[Clause], bool],
) -> list[Clause]:
    """The parts that stand alone, each with those behind it that do not."""
    if len(parts) == 1:
        return parts
    kept = [parts[0]]
    for part in parts[1:]:
        fronted = part.joint == "answering" and kept[-1].joint == "answered"
        if fronted or (stands_alone(part) and (part.joint == "answered" or stands_alone(kept[-1]))):
            kept.append(part)
        else:
            kept[-1] = _joined(document, sentence, kept[-1], part)
    return kept


def _cut(document: Document, sentence: Sentence, start: int) -> list[Clause]:
    parts: list[Clause] = []
    joint = "start"
    for match in _joints(sentence.headline).finditer(document.lower, start, sentence.end):
        before = document.text[start : match.start()]
        if match.lastgroup == "answered" and (
            not before.strip() or (not parts and _is_only_when(document, sentence, start, match))
        ):
            if parts:  # 'acting in solidarity with X and in response to Y'
                start, joint = match.end(), "answered"
                continue
            comma = document.text.find(", ", match.end(), sentence.end)
            if comma < 0:
                continue
            parts.append(_clause(document, sentence, match.end(), comma, "answered"))
            start, joint = comma + 2, "answering"
            continue
        if match.start() < start or _joins_arms(document, sentence, start, match):
            continue
        if document.search("count_between", start, match.start()):
            continue  # 'killed between 20 and 25'
        if _joins_verbs(document, sentence, match) or _joins_people(document, sentence, match):
            continue
        if _only_counts_on(document, sentence, start, match):
            continue
        parts.append(_clause(document, sentence, start, match.start(), joint))
        start, joint = match.end(), str(match.lastgroup)
    parts.append(_clause(document, sentence, start, sentence.end, joint))
    return [part for part in parts if part.start < part.end]


def _is_only_when(
    document: Document, sentence: Sentence, start: int, answered: re.Match[str]
) -> bool:
    """'On Saturday, in response to this attack, the air force struck X': no deed stands before."""
    tokens, text = document.tokens, document.text
    if not text[start : answered.start()].rstrip().endswith(","):
        return False
    return not any(
        start <= tokens[hit.first].start < answered.start() for hit in sentence.of("verb", "noun")
    )


def _only_counts_on(
    document: Document, sentence: Sentence, start: int, joint: re.Match[str]
) -> bool:
    """'Two soldiers were killed and three wounded in an attack in X': one toll in two halves."""
    if joint.lastgroup == "answered":  # 'to avenge two soldiers killed in Y'
        return False
    if not document.match("count_goes_on", joint.end(), sentence.end):
        return False
    ends = [document.tokens[verb.last - 1].end for verb in sentence.of("verb")]
    harm = max((end for end in ends if start < end <= joint.start()), default=start)
    behind = document.text[harm : joint.start()].lower().split()
    return words("grammar", "inside").isdisjoint(behind)


def _joins_verbs(document: Document, sentence: Sentence, joint: re.Match[str]) -> bool:
    """'Shot and killed a commander', 'looted and burned the village': two words for one deed."""
    verbs = sentence.of("verb")
    before = any(document.tokens[verb.last - 1].end == joint.start() for verb in verbs)
    return before and any(document.tokens[verb.first].start == joint.end() for verb in verbs)


def _joins_people(document: Document, sentence: Sentence, joint: re.Match[str]) -> bool:
    """'Killed the commander, Ali Hassan, and four of his men in an ambush': one row of people."""
    if joint.lastgroup != "beside" or not may_end_row(document.text, joint.start(), sentence.end):
        return False
    return any(
        one.start < joint.start() and joint.end() < one.end
        for one in find_casualties(document.text, sentence.start, sentence.end)
        if one.parts
    )


def _joins_arms(document: Document, sentence: Sentence, start: int, joint: re.Match[str]) -> bool:
    """'40 missiles and some 100 drones at Kyiv': 'and' stands between arms, not between deeds.

    'X fired missiles and drones hit Y' is of two deeds.
    """
    if joint.lastgroup != "beside" or joint.group().split()[-1:] != ["and"]:
        return False
    tokens, arms = document.tokens, sentence.of("weapon")
    if not any(tokens[arm.last - 1].end == joint.start() for arm in arms):
        return False
    after = next((arm for arm in arms if tokens[arm.first].start >= joint.end()), None)
    if after is None:
        return False
    between = range(joint.end(), tokens[after.first].start)
    if any(tokens[hit.first].start in between for hit in sentence.of("actor", "group")):
        return False
    verbs = sentence.of("verb")
    acts = any(start <= tokens[verb.first].start < joint.start() for verb in verbs)
    if acts and any(verb.first == after.last for verb in verbs):
        return False
    return document.fullmatch("listed", between.start, between.stop) is not None


@cache
def _joints(headline: bool) -> re.Pattern[str]:
    """What stands between clauses, in small letters; its group says how they hang together."""
    listed = {kind: [*data("forms")[f"joint_{kind}"]] for kind in _KINDS}
    if headline:
        listed["beside"] += data("forms")["joint_headline"]
    # none begins inside a word, where most of a text is: what each asks of its start is known then,
    # and its first letter can rule it out
    bare = {kind: [form.removeprefix(r"\b") for form in forms] for kind, forms in listed.items()}
    kinds = (rf"(?P<{kind}>{'|'.join(forms)})" for kind, forms in bare.items())
    return re.compile(spaced(rf"(?!\B\w)(?:{'|'.join(kinds)})"))


def body_start(document: Document, sentence: Sentence) -> int:
    """Where a sentence begins once its dateline is left out."""
    line = document.dateline
    return line.end if line and sentence.start < line.end <= sentence.end else sentence.start


def _joined(document: Document, sentence: Sentence, left: Clause, right: Clause) -> Clause:
    return _clause(document, sentence, left.start, right.end, left.joint)


def _clause(document: Document, sentence: Sentence, start: int, end: int, joint: str) -> Clause:
    tokens = document.tokens
    inside = tuple(
        hit
        for hit in sentence.hits
        if start <= tokens[hit.first].start and tokens[hit.last - 1].end <= end
    )
    return Clause(start, end, joint, inside)  # type: ignore[arg-type]
