"""Who claims an incident, who is accused of it, or that nobody claims it, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final

from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.claimants import (
    Claimant,
    bare_name,
    claimants,
    joined,
    joined_back,
    joining,
    name_after,
)
from geomap.read.articles.denials import denial_cues, disputes
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit, Tag
from geomap.read.articles.lists import data, form, spaced, words
from geomap.read.articles.parties import Basis, Party
from geomap.read.articles.speech import Said

#: Forms that accuse in more than the fixed words of the list.
_ACCUSING: Final = {
    "attributed": {"attributed", "attributes", "attribute", "attributing"},
    "came_from": {"came", "come", "coming", "fired", "launched", "flown"},
    "held_responsible": {"responsible"},
    "points_to": {"point", "points", "pointing"},
    "blame_on": {"blame", "responsibility", "door", "doorstep", "feet", "laid", "pinned"},
    "work_of": {"work", "handiwork", "hand", "hands"},
    "imputed": {"imputed", "imputes", "imputing", "ascribed", "ascribes", "traced"},
    "named_as": {"named", "names", "naming"},
    "identified_as": {"identified", "identifies", "identifying"},
    "belonged_to": {
        "attacker", "attackers", "assailant", "assailants", "gunmen", "killers", "perpetrator",
        "perpetrators", "culprit", "culprits", "raiders", "kidnappers", "abductors", "bomber",
        "bombers",
    },
    "believed_by": {
        "laid", "planted", "fired", "launched", "flown", "sent", "staged", "committed", "mounted",
        "perpetrated", "placed", "set", "carried", "hidden",
    },
    "believed_sent": {
        "believe", "believes", "believed", "suspect", "suspects", "suspected", "think", "thinks",
        "thought",
    },
}  # fmt: skip
_ANY_ACCUSING: Final = frozenset().union(*_ACCUSING.values())
#: Behind 'blame', that it is both who do.
_MUTUAL: Final = (("each", "other"), ("one", "another"))
#: How far from 'blamed' the one blamed may stand, in characters.
_NEAR: Final = 60
#: How far before 'suspected' the word stands by which they were arrested, in words.
_HELD: Final = 3
#: Of those who are only called what they are, who may say 'it': the forces of a state.
_STATES: Final = words("parties", "of_a_state")
#: How far from 'claimed' the word for the deed may stand, in words.
_DEED: Final = 5
#: How far before 'claim' its 'not' may stand, in words.
_NOT: Final = 3


def find_claims(document: Document, sentence: Sentence, said: Said | None) -> tuple[Party, ...]:
    """Who claimed it, is accused of it or denies it; ``unclaimed`` where nobody claimed it.

    A party without a name is 'the group', which another sentence names.
    """
    unclaimed = sentence.of("unclaimed")
    if unclaimed:
        start = document.tokens[unclaimed[0].first].start
        end = document.tokens[unclaimed[-1].last - 1].end
        accused = _of_basis(document, sentence, _accusing(document, sentence), "accused")
        return (Party(start, end, None, "unclaimed"), *accused)
    own = _own_claim(document, sentence, said)
    cues = _claim_cues(document, sentence)
    if own:  # 'X said it did it, while Y claimed it too'
        cues = [cue for cue in cues if document.tokens[cue.first].start >= own[0].end]
    told = _of_basis(document, sentence, cues, "claimed")
    if own:
        names = {None, *(party.name for party in own)}
        told = [*own, *(party for party in told if party.name not in names)]
    told += _of_basis(document, sentence, _accusing(document, sentence), "accused")
    told += _of_basis(document, sentence, denial_cues(document, sentence), "denied")
    told += [*_held_responsible(document, sentence), *disputes(document, sentence)]
    claiming = {party.name for party in told if party.basis == "claimed"}
    return tuple(
        p for p in told if p.basis == "claimed" or p.name is None or p.name not in claiming
    )


def _accusing(document: Document, sentence: Sentence) -> list[Hit]:
    """The words by which somebody is accused, but for 'two suspected X' who were killed or held."""

    def is_harmed(cue: Hit) -> bool:
        if (document.word(cue.last), document.word(cue.last + 1)) in _MUTUAL:
            return True  # 'Thailand and Cambodia blame each other'
        if document.word(cue.first - 1) == "to":
            return True  # 'its own men were to blame'
        if document.word(cue.first) not in words("grammar", "suspected"):
            return False
        start = document.tokens[cue.first].start
        if document.match("suspects_died", start, sentence.end):
            return True
        held = {document.word(cue.first - back) for back in range(1, _HELD + 1)}
        if not held.isdisjoint(words("parties", "holding")):
            return True
        harmed = find_casualties(document.text, sentence.start, sentence.end)
        return any(one.start <= start < one.end for one in harmed)

    return [
        *(cue for cue in sentence.of("accused") if not is_harmed(cue)),
        *_attributed(document, sentence),
    ]


def _attributed(document: Document, sentence: Sentence) -> Iterator[Hit]:
    """'Attributed by residents to X', 'the shell came from a hill held by X': up to the name."""
    for name in _may_accuse(sentence):
        for match in document.finditer(name, sentence.start, sentence.end):
            inside = document.tokens_in(sentence, *match.span())
            yield Hit(inside[0], inside[-1] + 1, Tag("accused", name))


def _may_accuse(sentence: Sentence) -> Iterator[str]:
    """The forms that may stand in a sentence, as far as its words tell."""
    if not sentence.words.isdisjoint(_ANY_ACCUSING):
        for name, needed in _ACCUSING.items():
            if not sentence.words.isdisjoint(needed):
                yield name


def accuses_in_words(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence accuses somebody by more than the fixed words of the list."""
    return any(
        document.search(name, sentence.start, sentence.end) is not None
        for name in _may_accuse(sentence)
    )


def _held_responsible(document: Document, sentence: Sentence) -> list[Party]:
    """'The minister said the 10th Front was responsible': the one right before the words."""
    cues = sentence.of("responsible")
    return [
        Party(one.start, document.tokens[cue.last - 1].end, one.name, "accused")
        for cue in cues
        for one in claimants(document, sentence)
        if one.name and one.kind in ("actor", "group") and _meets(document, one, cue)
    ]


def _meets(document: Document, one: Claimant, cue: Hit) -> bool:
    """Whether a cue follows one with nothing but what is set apart between."""
    at = document.tokens[cue.first].start
    between = document.text[one.end : at].strip()
    if one.end > at:
        return False
    return not between or form("set_apart").fullmatch(between) is not None


def _own_claim(document: Document, sentence: Sentence, said: Said | None) -> list[Party]:
    """'The Guards said they fired the missiles': the speaker's own deed."""
    deed = _deed().match(document.text, said.end, sentence.end) if said else None
    if said is None or deed is None:
        return []
    speaking = [
        one
        for one in claimants(document, sentence)
        if said.start <= one.start < said.end
        and (one.kind != "generic" or (one.name in _STATES and not deed["they"]))
        and (one.kind != "called" or not deed["they"])  # 'a monitor said they fired'
    ]
    speaking = _before_aside(document.text, said, speaking)
    together = joined(document.text, speaking[0], speaking) if speaking else []
    return [Party(said.start, deed.end(), one.name, "claimed") for one in together]


def _before_aside(text: str, said: Said, speaking: list[Claimant]) -> list[Claimant]:
    """Those who speak, without whom an aside names: 'The army, at war with the RSF, said …'."""
    head = speaking[0] if speaking else None
    aside = text.find(", ", head.end, said.end) if head else -1
    if aside < 0 or not form("aside").match(text, aside, said.end):
        return speaking
    return [one for one in speaking if one.end <= aside]


@cache
def _deed() -> re.Pattern[str]:
    """What follows 'said' where the speaker did it."""
    deeds = "|".join(map(spaced, data("parties")["deeds"]))
    be = "|".join(words("grammar", "be"))
    group = rf"the\s+(?:{'|'.join(sorted(words('parties', 'groups')))})"
    some = r"(?:(?:one|two|three|four|some|several|members|fighters)\s+of\s+)?"
    own = rf"{some}(?:its|their)(?:\s+(?!(?:{be})\b)[\w-]+){{1,4}}?"  # not 'its post was attacked'
    return re.compile(
        rf"{form('before_own_deed').pattern}"
        rf"(?:(?:it|(?P<they>they)|we|{group}|{own})\s+(?:had\s+|have\s+)?(?:also\s+)?"
        rf"(?:[\"“][^\"”]{{2,60}}[\"”],?\s+and\s+)?(?:{deeds})\b"
        r"(?!\s+(?:warning\s+shots|into\s+the\s+air|in\s+the\s+air|nobody|no\s+one|none|no)\b)"
        rf"|{form('deed_in_answer').pattern})",
        re.IGNORECASE,
    )


def _claim_cues(document: Document, sentence: Sentence) -> list[Hit]:
    """The words by which somebody claims: those of the list, and 'claimed' with a deed."""
    listed = [
        hit
        for hit in sentence.of("claimed")
        if not _is_statement(document, hit)
        and not _is_negated(document, sentence, hit.first)
        and document.word(hit.last) != "warning"  # 'said it had fired warning shots'
    ]
    taken = {at for hit in sentence.of("claimed") for at in range(hit.first, hit.last)}
    claiming = words("parties", "claiming") & sentence.words
    told = [
        cue
        for at in (range(sentence.first, sentence.last) if claiming else ())
        if document.word(at) in claiming
        and at not in taken
        and not _is_negated(document, sentence, at)
        for cue in _with_deed(document, sentence, at)
    ]
    told += _claimed_by(document, sentence) if claiming else []
    return sorted([*listed, *told], key=lambda hit: hit.first)


def _claimed_by(document: Document, sentence: Sentence) -> list[Hit]:
    """'Responsibility was claimed on Monday by X': up to 'by', whatever stands between."""
    matches = document.finditer("claimed_by", sentence.start, sentence.end)
    inside = [document.tokens_in(sentence, *match.span()) for match in matches]
    return [Hit(at[0], at[-1] + 1, Tag("claimed", "claimed")) for at in inside]


def _is_negated(document: Document, sentence: Sentence, cue: int) -> bool:
    """'did not claim it', 'has yet to claim it'; not 'did not comment. X claimed it'."""
    before = {document.word(at) for at in range(max(sentence.first, cue - _NOT), cue)}
    return not words("grammar", "negations").isdisjoint(before)


def _is_statement(document: Document, cue: Hit) -> bool:
    """Whether 'claimed the attack' goes on: '… was staged'."""
    deed = document.word(cue.last - 1) in words("parties", "claimed_deeds")
    return deed and document.word(cue.last) in words("parties", "stating")


def _with_deed(document: Document, sentence: Sentence, verb: int) -> Iterator[Hit]:
    """'claimed Friday's bombing', 'an attack that X claimed': the cue with its object, if any."""
    cue = Tag("claimed", "claimed")
    for deed in sentence.of("noun", "weapon"):
        between = [document.word(at) for at in range(verb + 1, deed.first)]
        if deed.kind == "weapon" and between[:1] != ["the"]:
            continue  # 'claimed rockets had been found' claims no deed
        if 0 <= len(between) <= _DEED and verb < deed.first:
            said = between == ["that"] or words("parties", "claimed_else").isdisjoint(between)
            if said and document.word(deed.last) not in words("parties", "stating"):
                yield Hit(verb, deed.last, cue)
            return
    text, end = document.text, document.tokens[verb].end
    if document.word(verb + 1) == "it":
        end = document.tokens[verb + 1].end
    closed = form("claimed_closed").match(text, end, sentence.end)
    before = text[sentence.start : document.tokens[verb].start]
    if closed and (end != document.tokens[verb].end or _that_deed(sentence, before, document)):
        yield Hit(verb, verb + 1, cue)


def _that_deed(sentence: Sentence, before: str, document: Document) -> bool:
    """Whether a deed stands before 'that X': 'an attack that X'."""
    match = re.search(r"\s(?:that|which)\s[^,;.]{2,60}$", before)
    return match is not None and any(
        document.tokens[hit.last - 1].end - sentence.start <= match.start() + 2
        for hit in sentence.of("noun")
    )


def _of_basis(
    document: Document, sentence: Sentence, cues: Sequence[Hit], basis: Basis
) -> list[Party]:
    """The parties whom the cues of one sort mean, each once."""
    told: list[Party] = []
    for cue in cues:
        at = document.tokens[cue.first].start
        near = [party for party in told if 0 <= at - party.end <= _NEAR]
        if any(not document.search("accusations_parted", party.end, at) for party in near):
            continue  # 'accused X of being behind the attack' accuses once
        told += [
            party
            for party in _claims(document, sentence, cue, basis)
            if all(party.name != other.name for other in told)
        ]
    return told


def _claims(document: Document, sentence: Sentence, cue: Hit, basis: Basis) -> list[Party]:
    """Those whom a cue is said of: one, and whoever 'and' joins to them."""
    start, end = document.tokens[cue.first].start, document.tokens[cue.last - 1].end
    known = [
        one
        for one in claimants(document, sentence, official=basis == "denied")
        if basis == "claimed" or one.kind != "called"
    ]
    if basis == "claimed" and document.word(cue.last - 1) == "by":
        by = name_after(document.text, end, sentence.end)
        known = [one for one in known if one.start <= by.start] if by else known
        if by and not any(one.start < by.end and by.start < one.end for one in known):
            known.append(by)
    elif basis == "claimed" and not any(one.name and one.end <= start for one in known):
        known += bare_name(document.text, sentence.start, start)
    chosen = _chosen(document, cue, known)
    if basis == "accused":
        chosen = _of_the_deed(document.text, chosen)
    return [
        Party(min(one.start, start), max(one.end, end), one.name, basis)
        for one in chosen
        if one.name is not None or one.kind == "anaphor"
    ]


def _of_the_deed(text: str, accused: Sequence[Claimant]) -> list[Claimant]:
    """Those of the accused who are not only accused of sheltering who did it."""
    kept: list[Claimant] = []
    helps = False
    for one, after in reversed(list(zip_longest(accused, accused[1:]))):
        assert one is not None
        joined = after is not None and joining().fullmatch(text, one.end, after.start)
        helps = helps if joined else form("abetting").match(text, one.end) is not None
        if not helps:
            kept.insert(0, one)
    return kept


def _chosen(document: Document, cue: Hit, known: Sequence[Claimant]) -> list[Claimant]:
    """Which of those who are named in the sentence a cue means."""
    text = document.text
    start, end = document.tokens[cue.first].start, document.tokens[cue.last - 1].end
    last_word, next_word = document.word(cue.last - 1), document.word(cue.last)
    before = [one for one in known if one.end <= start]
    before = [one for one in before if not _is_aside(text, before, one, start)]
    after = [one for one in known if one.start >= end]
    groups = [one for one in before if one.kind not in ("people", "generic")]
    points = cue.kind == "accused" and last_word in words("parties", "pointing")
    if points and _is_passive(document, cue):
        return joined_back(text, (groups or before)[-1:], known)
    if points or last_word == "by":
        near = (one for one in after if one.start <= end + _NEAR)
        first = next((one for one in near if "," not in text[end : one.start]), None)
        chosen = joined(text, first, known) if first else []
        for one in after:  # 'accused X of planning it and Y of paying for it'
            if chosen and form("accused_of_and").fullmatch(text, chosen[-1].end, one.start):
                chosen.append(one)
        return chosen
    if not before and after and document.word(cue.first) in words("parties", "claiming_first"):
        return joined(text, after[0], known)  # 'Claiming the attack, X said …'
    if next_word in ("of", "for", "responsible"):
        return joined_back(text, (groups or before)[-1:], known)
    first = _last_after_break(text, groups or before, start)
    if first is None:
        return []
    return [*joined_back(text, [first], known)[:-1], *joined(text, first, known)]


def _is_aside(text: str, before: Sequence[Claimant], one: Claimant, cue: int) -> bool:
    """'The JNIM, which is linked to al-Qaeda, took credit': one named to say more of another."""
    return "," in text[one.end : cue] and any(
        form("says_more").fullmatch(text, other.end, one.start) for other in before
    )


def _is_passive(document: Document, cue: Hit) -> bool:
    """'A cell of the BRN was suspected in the bombing', 'X is accused of': the one before."""
    led = document.word(cue.first - 1) in words("grammar", "be") and cue.last - cue.first == 1
    behind = document.word(cue.last), document.word(cue.last + 1)
    ends = document.match("sentence_ends", document.tokens[cue.last - 1].end)
    return led and (
        ends is not None or behind[0] in words("grammar", "accused_of") or behind == ("to", "have")
    )


def _last_after_break(text: str, before: Sequence[Claimant], cue: int) -> Claimant | None:
    """The subject of a cue: the first of those before it who stand in its clause."""
    near = [one for one in before if not form("subject_break").search(text, one.end, cue)]
    return next(iter(near or before), None)
