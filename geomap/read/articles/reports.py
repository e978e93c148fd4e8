"""What one clause reports: a thing that happened, or a fact about one told before.

A clause reports an incident when it has a word of violence that is said to have happened: not
planned, threatened, denied, habitual or long ago, and not a figure of speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.read.articles.antecedents import Antecedents
from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.claimants import find_claims
from geomap.read.articles.clauses import Clause, clauses
from geomap.read.articles.days import find_days, when_later
from geomap.read.articles.denials import denial_cues, disputes
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.listing import is_item, is_lead, may_be_item, under
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import Party, find_actor, find_target, is_place_of, target_phrase
from geomap.read.articles.peace import peace_of
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.readings import (
    ARMED,
    Report,
    is_armed,
    is_clear,
    is_play,
    reading_of,
)
from geomap.read.articles.scenes import Scene, find_scene, told_places
from geomap.read.articles.several import find_spots, goes_on
from geomap.read.articles.speech import Said, find_speaker
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger
from geomap.read.articles.weapons import find_weapons

#: How far before a deed the word stands by which somebody says it, in words.
_SPEAKS: Final = 8
#: Words between 'the' and the deed that say which one is meant.
_CALLED: Final = 3
#: Without one of these and without casualties a sentence tells nothing of an incident.
_TELLING: Final = ("verb", "noun", "claimed", "accused", "denied", "unclaimed", "responsible")


def telling_sentences(document: Document) -> frozenset[int]:
    """The sentences that may report an incident as far as their words go, places left out."""
    if is_play(document):
        return frozenset()
    armed = is_armed(document)
    return frozenset(
        sentence.index
        for sentence in document.sentences
        if not sentence.repeated
        and (_may_tell(document, sentence, armed) or may_be_item(document, sentence))
    )


def with_context(sentences: frozenset[int]) -> frozenset[int]:
    """The sentences whose names tell which places those of ``sentences`` are.

    They are the sentences on both sides and the first two of the text. More did not change what
    was found in the tuning half of MUC-4, at half the speed.
    """
    return frozenset({0, 1}.union(*({n - 1, n, n + 1} for n in sentences)))


def _may_tell(document: Document, sentence: Sentence, armed: bool) -> bool:
    """Whether some word of violence may be meant as one; never False where a reading is."""
    violent = sentence.of("verb", "noun")
    if not violent or sentence.of("figurative", "correction"):
        return False
    if armed or any(
        hit.kind in ARMED or hit.kind == "people" or is_clear(hit) for hit in sentence.hits
    ):
        return True
    return bool(find_casualties(document.text, sentence.start, sentence.end))


def read_reports(document: Document, mentions: Sequence[PlaceMention]) -> Iterator[Report]:
    """What each clause of a document reports, in order, repeated sentences left out."""
    if is_play(document):
        return
    armed, peace = is_armed(document), peace_of(document)
    last: date | None = None
    named = Antecedents()
    lead: Report | None = None
    for sentence in document.sentences:
        if sentence.repeated:
            continue
        named.see(sentence)
        for report in _of_sentence(document, sentence, mentions, armed, last):
            if report.trigger is not None and not report.when and report.reading == "incident":
                later = when_later(document, report.trigger, last)
                another = report.another or bool(later and report.scene)
                report = replace(report, when=later, another=another)
            days = [when.first for when in report.when if when.precision == "day" and when.first]
            last = days[-1] if days else last
            report = named.put_in(document, report)
            if report.trigger is not None and peace.explains(document, report):
                report = replace(report, reading="nothing")
            if is_item(document, sentence, report):
                report = under(lead, report)
                lead = lead or report
            elif report.trigger is not None:
                lead = report if is_lead(report) else None
            named.note(report)
            yield report


def _of_sentence(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    armed: bool,
    last: date | None,
) -> Iterator[Report]:
    here = [mention for mention in mentions if mention.sentence == sentence.index]
    telling = bool(sentence.of(*_TELLING)) or _claims_something(document, sentence)
    telling = telling or bool(denial_cues(document, sentence) or disputes(document, sentence))
    if not telling and not find_casualties(document.text, sentence.start, sentence.end):
        return
    said = find_speaker(document, sentence)
    voices = _voices(document, sentence)

    def stands_alone(clause: Clause) -> bool:
        triggers = find_triggers(document, clause, sentence.headline)
        if not triggers or _only_names_more(document, clause, here, triggers):
            return False
        if clause.start in voices and _has_speaker(document, clause):
            return True
        return clause.joint in ("start", "answered") or any(
            clause.holds(mention.start) and mention.role == "place" for mention in here
        )

    parts = clauses(document, sentence, stands_alone)
    for clause in parts:
        own = next((v for at, v in reversed(voices.items()) if at <= clause.start), said)
        if own is said and _opens_part(said, voices):
            own = None
        report = _report(document, sentence, clause, parts, here, own, armed, last)
        yield report
        days = [when.first for when in report.when if when.precision == "day"]
        last = days[0] if days and days[0] else last


def _opens_part(said: Said | None, voices: Mapping[int, Said]) -> bool:
    """Whether who speaks stands at the head of a part: what is before it is not theirs."""
    return said is not None and any(abs(said.start - at) < len(", while ") for at in voices)


def _voices(document: Document, sentence: Sentence) -> dict[int, Said]:
    """Who speaks in each part of a sentence behind a semicolon, by where the part starts."""
    found: dict[int, Said] = {}
    for match in form("semicolon").finditer(document.text, sentence.start, sentence.end):
        stop = document.text.find(";", match.end(), sentence.end)
        end = stop if stop >= 0 else sentence.end
        inside = [
            at
            for at in range(sentence.first, sentence.last)
            if match.end() <= document.tokens[at].start < end
        ]
        if inside:
            first, last = inside[0], inside[-1] + 1
            hits = tuple(h for h in sentence.hits if first <= h.first and h.last <= last)
            part = replace(sentence, start=match.end(), end=end, first=first, last=last, hits=hits)
            said = find_speaker(document, part)
            if said:
                found[match.end()] = said
    return found


def _claims_something(document: Document, sentence: Sentence) -> bool:
    """'Wolves of the River claimed it': the verb alone, whatever stands behind it."""
    claiming = words("parties", "claiming")
    return any(token.lower in claiming for token in document.tokens[sentence.first : sentence.last])


def _only_names_more(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    triggers: Sequence[Trigger],
) -> bool:
    """'… and Khiam, killing two': the clause goes on with the places of the one before."""
    stated = any(trigger.passive for trigger in triggers)
    return clause.joint == "beside" and not stated and goes_on(document, clause, mentions, triggers)


def _report(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    parts: Sequence[Clause],
    mentions: Sequence[PlaceMention],
    said: Said | None,
    armed: bool,
    last: date | None,
) -> Report:
    trigger = main_trigger(find_triggers(document, clause, sentence.headline))
    claims = find_claims(document, sentence, said)
    mentions = _without_accused(document, sentence, mentions, claims)
    scene = find_scene(document, sentence, clause, mentions, trigger, said)
    when = find_days(document, sentence, clause, parts, trigger, last, claims, said)
    casualties = tuple(
        one
        for one in find_casualties(document.text, clause.start, clause.end)
        if clause.holds(one.start)
    )
    spots: tuple[Scene, ...] = ()
    inside = told_places(document, clause, mentions, trigger, said) if trigger and scene else []
    if trigger and inside and not (said and said.start <= inside[0].start < said.end):
        spots, casualties = find_spots(document, sentence, clause, inside, trigger, casualties)
    weapons = tuple(find_weapons(document, _not_answered(clause)))
    actor = (
        find_actor(document, _without(document, clause, casualties), trigger, said)
        if trigger
        else None
    )
    target = find_target(document, clause, trigger, actor, said) if trigger else None
    report = Report(
        sentence=sentence,
        start=clause.start,
        end=clause.end,
        reading="nothing",
        trigger=trigger,
        scene=scene,
        spots=spots,
        when=when,
        weapons=weapons,
        casualties=casualties,
        actor=actor,
        claims=_of_clause(document, clause, parts, trigger, claims),
        target=target_phrase(document, target, trigger) if target and trigger else None,
        said=said,
        answer=_answer(document, sentence, clause, trigger),
        answered=clause.joint == "answered",
        after=clause.joint == "after",
        earlier=clause.joint == "after"
        and form("lag").search(document.text[: clause.start], sentence.start) is not None,
        another=any(hit.kind == "another" for hit in clause.hits),
        called=_called(document, trigger) if trigger else frozenset(),
        struck=_words(document, target_phrase(document, target, trigger))
        if target and trigger
        else frozenset(),
        supposed=clause.joint == "answered"
        and form("supposed").search(document.text, sentence.start, clause.start) is not None,
    )
    return _read(document, report, clause, armed)


def _not_answered(clause: Clause) -> tuple[Hit, ...]:
    """The tags of a clause up to what it answers: 'struck X in response to the rockets'."""
    answered = next((hit for hit in clause.hits if hit.kind == "answered"), None)
    if answered is None or clause.joint == "answering":
        return clause.hits
    return tuple(hit for hit in clause.hits if hit.first < answered.first)


def _answer(
    document: Document, sentence: Sentence, clause: Clause, trigger: Trigger | None
) -> Hit | None:
    """The words by which a clause says that it answers something, None without."""
    if clause.joint == "answering":
        return sentence.of("answer")[0]
    told = next((hit for hit in clause.hits if hit.kind == "answer"), None)
    if told is None and trigger is not None:
        return _answering_with(document, clause, trigger)
    return told


def _called(document: Document, trigger: Trigger) -> frozenset[str]:
    """The words before a deed told before: 'helicopter' of 'the helicopter attack'."""
    if not trigger.definite or trigger.verb:
        return frozenset()
    told = list[str]()
    for at in range(trigger.hit.first - 1, max(-1, trigger.hit.first - _CALLED - 1), -1):
        if document.word(at) in words("grammar", "definite"):
            return frozenset(told)
        told.append(document.word(at))
    return frozenset()


def _words(document: Document, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(document.text[slice(*span)].lower().split())


def _answering_with(document: Document, clause: Clause, trigger: Trigger) -> Hit | None:
    """'X answered on Sunday with an attack': the word by which a deed answers another."""
    deed = document.tokens[trigger.hit.first].start
    said = form("answers_with").search(document.text, clause.start, deed)
    return trigger.hit if said else None


def _without_accused(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    claims: Sequence[Party],
) -> list[PlaceMention]:
    """The places of a sentence without those who are accused there, of the deed or of help."""
    accused = {claim.end for claim in claims if claim.basis == "accused"}
    helping = form("abetting") if sentence.of("accused") else None
    return [
        mention
        for mention in mentions
        if mention.end not in accused
        and not (helping and helping.match(document.text, mention.end))
    ]


def _of_clause(
    document: Document,
    clause: Clause,
    parts: Sequence[Clause],
    trigger: Trigger | None,
    claims: tuple[Party, ...],
) -> tuple[Party, ...]:
    """The claims of a clause: not 'X said it captured A' of 'while Y said its jets bombed B'."""
    beside = [part for part in parts if part is not clause and part.joint == "beside"]
    if trigger is None or not claims or not (beside or clause.joint == "beside"):
        return claims
    later = [part for part in beside if part.start > clause.start and _has_speaker(document, part)]
    own = clause.joint == "beside" and _has_speaker(document, clause)

    def is_of_another(claim: Party) -> bool:
        if claim.basis != "claimed":
            return False
        return (own and claim.end <= clause.start) or any(
            part.start < claim.end and claim.start < part.end for part in later
        )

    return tuple(claim for claim in claims if not is_of_another(claim))


def _has_speaker(document: Document, clause: Clause) -> bool:
    """Whether a clause tells of a deed of its own, and says who said it or who did it."""
    deed = main_trigger(find_triggers(document, clause, headline=False))
    if deed is None or deed.definite:  # 'and X claimed the attack' is of the deed before
        return False
    deeds = [hit.first for hit in clause.hits if hit.kind in ("verb", "noun")]
    first = min(deeds, default=0)
    named = (
        hit for hit in clause.hits if hit.kind in ("actor", "group", "called", "people", "generic")
    )
    if any(hit.first < first and not is_place_of(document, hit) for hit in named):
        return True
    return any(
        token.lower in words("speech", "verbs") and clause.start <= token.start
        for token in document.tokens[max(0, first - _SPEAKS) : first]
    )


def _without(document: Document, clause: Clause, casualties: Sequence[Casualty]) -> Clause:
    """The clause without the tags of those who were harmed: they did not do it."""
    return replace(
        clause,
        hits=tuple(
            hit
            for hit in clause.hits
            if not any(c.start <= document.tokens[hit.first].start < c.end for c in casualties)
        ),
    )


def _read(document: Document, report: Report, clause: Clause, armed: bool) -> Report:
    """The report with what it is: the first rule that says something counts."""
    return replace(report, reading=reading_of(document, report, clause, armed))
