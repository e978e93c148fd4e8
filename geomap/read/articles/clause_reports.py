"""What one clause reports: a thing that happened, or a fact about one told before.

A clause reports an incident when it has a word of violence that is said to have happened: not
planned, threatened, denied, habitual or long ago, and not a figure of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.read.articles.actors import find_actor, find_sender
from geomap.read.articles.antecedents import is_state
from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.claims import find_claims
from geomap.read.articles.clause_answers import answering_of, explanation_in, owner_of
from geomap.read.articles.clause_scenes import find_scene, scene_of_dateline
from geomap.read.articles.clauses import Clause
from geomap.read.articles.dates import When
from geomap.read.articles.days import find_days
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.explaining import is_in
from geomap.read.articles.holders import without_opening_areas
from geomap.read.articles.judging import reading_of
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import Party, party_of
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.readings import Report, Wording
from geomap.read.articles.scenes import Scene
from geomap.read.articles.several import find_spots
from geomap.read.articles.statements import Statement
from geomap.read.articles.targets import find_target, target_phrase
from geomap.read.articles.told_before import tells_of_deed_told
from geomap.read.articles.told_places import told_places
from geomap.read.articles.triggers import Trigger, find_triggers, is_pluperfect, main_trigger
from geomap.read.articles.voices import of_clause
from geomap.read.articles.weapons import find_weapons

#: Words between 'the' and the deed that say which one is meant.
_CALLED: Final = 3


def report_of(statement: Statement) -> Report:
    """What a clause of a sentence says, each part with its characters, and what it is."""
    document, sentence, clause = statement.document, statement.sentence, statement.clause
    trigger = main_trigger(find_triggers(document, clause, sentence.headline or sentence.logged))
    claims = find_claims(document, sentence, statement.said)
    mentions = _told_of_deed(statement, claims)
    scene, when = _where_and_when(statement, mentions, trigger, claims)
    spots, casualties = _spots_and_casualties(statement, mentions, trigger, scene)
    own = of_clause(document, clause, statement.parts, trigger, claims)
    actor = _actor(statement, trigger, casualties, claims, own) if trigger else None
    target = _target(statement, mentions, trigger, actor) if trigger else None
    if actor is not None and scene is not None and _is_who(actor, scene):
        scene = None
    if statement.answers.strikes_back:
        actor = actor or _who_struck_back(statement)
    ordered = statement.answers.ordered and clause.joint == "start"
    if statement.answers.strikes_back or (ordered and trigger and not trigger.verb):
        trigger = scene = None  # the text goes on with what they did
    explanation = explanation_in(statement, trigger)
    if explanation is not None and actor is None:
        actor = owner_of(statement, explanation)
    on = tuple(one for one in when if explanation and is_in(explanation.what, one.start))
    report = Report(
        sentence=sentence,
        start=clause.start,
        end=clause.end,
        reading="nothing",
        trigger=trigger,
        scene=scene,
        spots=spots,
        when=tuple(one for one in when if one not in on),
        weapons=tuple(find_weapons(document, _not_answered(clause))),
        casualties=casualties,
        actor=actor,
        claims=own,
        target=target,
        said=statement.said,
        answering=answering_of(statement, trigger, scene, actor, explanation, on),
        answered=clause.joint == "answered",
        after=clause.joint == "after",
        another=_is_another(document, clause, trigger),
        wording=_wording(statement, trigger, target),
        sender=find_sender(document, clause, trigger),
    )
    return replace(report, reading=reading_of(document, report, clause, statement.armed))


def _wording(
    statement: Statement, trigger: Trigger | None, target: tuple[int, int] | None
) -> Wording:
    """How a clause is worded."""
    document, sentence, clause = statement.document, statement.sentence, statement.clause
    within = (clause.start, clause.end)
    return Wording(
        opens=document.word(sentence.first),
        called=_called(document, trigger) if trigger else frozenset(),
        struck=_words(document, target) if target else frozenset(),
        earlier=_came_earlier(document, sentence, clause),
        pluperfect=trigger is not None and trigger.verb and is_pluperfect(document, trigger),
        of_both=document.search("of_both", *within) is not None,
        many=document.search("many_targets", *within) is not None,
        retracted=bool(sentence.of("correction", "retracted")),
        took_place=trigger is not None and tells_of_deed_told(document, trigger),
    )


def _told_of_deed(statement: Statement, claims: Sequence[Party]) -> Sequence[PlaceMention]:
    """The places of a sentence but for those of what is answered, or of who is accused."""
    mentions, explanation = statement.mentions, statement.answers.explanation
    if explanation is not None and statement.clause.holds(explanation.said.start):
        mentions = [one for one in mentions if not explanation.names(one)]
    return _without_accused(statement.document, statement.sentence, mentions, claims)


def _where_and_when(
    statement: Statement,
    mentions: Sequence[PlaceMention],
    trigger: Trigger | None,
    claims: Sequence[Party],
) -> tuple[Scene | None, tuple[When, ...]]:
    """Where a clause says that its deed was and when, else where the sentence before set it."""
    document, sentence, clause = statement.document, statement.sentence, statement.clause
    parts, said, setting = statement.parts, statement.said, statement.setting
    scene = find_scene(document, sentence, clause, mentions, trigger, said)
    ashore = sentence.words.isdisjoint(words("context", "vessels"))
    if scene is None and trigger is not None and clause is parts[0] and ashore:
        scene = scene_of_dateline(document, sentence, mentions)
    when = find_days(document, sentence, clause, parts, trigger, statement.last, claims, said)
    if scene is None and trigger and setting and setting.is_of(document, sentence, trigger):
        deed = document.tokens[trigger.hit.first].start
        return setting.scene, tuple(one for one in when if one.start < deed) or setting.when
    return scene, when


def _spots_and_casualties(
    statement: Statement,
    mentions: Sequence[PlaceMention],
    trigger: Trigger | None,
    scene: Scene | None,
) -> tuple[tuple[Scene, ...], tuple[Casualty, ...]]:
    """The places that a clause tells of under one verb, and who was harmed, at which of them."""
    document, sentence, clause = statement.document, statement.sentence, statement.clause
    said = statement.said
    casualties = _casualties(document, clause)
    counted = trigger is not None or bool(casualties)  # 'twelve died in Tank, seven in Karak'
    inside = told_places(document, clause, mentions, trigger, said) if counted and scene else []
    inside = without_opening_areas(document, sentence, inside)
    if not inside or (said and said.start <= inside[0].start < said.end):
        return (), casualties
    return find_spots(document, sentence, clause, inside, trigger, casualties)


def _actor(
    statement: Statement,
    trigger: Trigger,
    casualties: Sequence[Casualty],
    claims: Sequence[Party],
    own: Sequence[Party],
) -> Party | None:
    """Who did it, as far as a clause says; ``own`` are those of the ``claims`` that are its."""
    document, clause = statement.document, statement.clause
    if _ends_those_harmed(document, trigger, casualties):
        trigger = replace(trigger, passive=True)
    actor = find_actor(document, _without(document, clause, casualties), trigger, statement.said)
    return _as_claimed(actor, clause, claims, own) if actor else None


def _ends_those_harmed(
    document: Document, trigger: Trigger, casualties: Sequence[Casualty]
) -> bool:
    """'The army spoke of three soldiers killed': whoever stands before did not do it."""
    deed, end = document.tokens[trigger.hit.first].start, document.tokens[trigger.hit.last - 1].end
    return any(one.start < deed and one.end == end for one in casualties)


def _is_who(actor: Party, scene: Scene) -> bool:
    """Whether a capital is whose deed it was and not where: 'after New Delhi's missile strikes'."""
    mention = scene.mention
    return mention.start <= actor.start < mention.end and mention.kind == "capital"


def _who_struck_back(statement: Statement) -> Party | None:
    """Who is the first to be named in 'Ukraine answered the next night'."""
    hits = statement.sentence.of("people", "actor", "group", "generic")
    return party_of(statement.document, hits[0]) if hits else None


def _target(
    statement: Statement,
    mentions: Sequence[PlaceMention],
    trigger: Trigger,
    actor: Party | None,
) -> tuple[int, int] | None:
    """The characters of what was struck, None where a clause does not say it."""
    document, clause = statement.document, statement.clause
    placeless = _without_places(document, clause, mentions)
    struck = find_target(document, placeless, trigger, actor, statement.said)
    return target_phrase(document, clause, struck, trigger) if struck else None


def _is_another(document: Document, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether a clause says that its deed is not one told before.

    'It was the second attack in a week' counts the one just told.
    """
    within = (clause.start, clause.end)
    if document.match("counts_it", *within):
        return False
    if any(hit.kind == "another" for hit in clause.hits) or _came_then(document, trigger):
        return True
    return document.search("pursued", *within) is not None


def _came_then(document: Document, trigger: Trigger | None) -> bool:
    """'Turkey then bombed caves': another deed than that told before."""
    if trigger is None or not trigger.verb:
        return False
    return "then" in (document.word(trigger.hit.first - back) for back in (1, 2))


def _casualties(document: Document, clause: Clause) -> tuple[Casualty, ...]:
    """Those of a clause, without '…, bringing the toll to 71,300 since the war began'.

    Nor those of a report that somebody is only 'verifying'.
    """
    war = document.search("toll_of_war", clause.start, clause.end)
    start, end = war.span() if war else (0, 0)
    return tuple(
        one
        for one in find_casualties(document.text, clause.start, clause.end)
        if clause.holds(one.start)
        and not start <= one.start < end
        and document.search("only_checked", clause.start, one.start) is None
    )


def _as_claimed(
    actor: Party, clause: Clause, claims: Sequence[Party], own: Sequence[Party]
) -> Party | None:
    """Who acts, as far as the claims beside it leave that: only accused, or nobody."""
    if clause.joint not in ("answered", "after") and _is_of_another_side(actor, own):
        return None
    accused = any(claim.basis == "accused" and claim.name == actor.name for claim in claims)
    return replace(actor, basis="accused") if accused else actor


def _is_of_another_side(actor: Party, claims: Sequence[Party]) -> bool:
    """'An army source admitted deaths while JNIM said it had killed 17': the claimant did it."""
    claimed = [claim.name for claim in claims if claim.basis == "claimed"]  # None: 'the group'
    if not claimed or actor.name is None or actor.name in claimed:
        return False
    return is_state(actor.name) and not any(name and is_state(name) for name in claimed)


def _came_earlier(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says that it came before what was told: 'hours after', 'hours earlier'."""
    if clause.joint == "after":
        return document.search("lag", sentence.start, clause.start) is not None
    if clause.joint != "start" or words("grammar", "earlier").isdisjoint(sentence.words):
        return False
    return document.match("came_earlier", clause.start, clause.end) is not None


def _not_answered(clause: Clause) -> tuple[Hit, ...]:
    """The tags of a clause up to what it answers: 'struck X in response to the rockets'."""
    answered = next((hit for hit in clause.hits if hit.kind == "answered"), None)
    if answered is None or clause.joint == "answering":
        return clause.hits
    return tuple(hit for hit in clause.hits if hit.first < answered.first)


def _called(document: Document, trigger: Trigger) -> frozenset[str]:
    """The words before a deed told before: 'helicopter' of 'the helicopter attack'."""
    if not trigger.definite or trigger.verb:
        return frozenset()
    told = list[str]()
    for at in range(trigger.hit.first - 1, max(-1, trigger.hit.first - _CALLED - 1), -1):
        if document.word(at) in words("grammar", "definite"):
            return frozenset(told) | _called_behind(document, trigger)
        told.append(document.word(at))
    return frozenset()


def _called_behind(document: Document, trigger: Trigger) -> frozenset[str]:
    """The word behind it: 'camp' of 'the shelling of the camp'."""
    last = trigger.hit.last
    of_the = document.word(last) in ("of", "on") and document.word(last + 1) in ("the", "that")
    return frozenset({document.word(last + 2)}) if of_the else frozenset()


def _words(document: Document, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(document.text[slice(*span)].lower().split())


def _without_accused(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[PlaceMention],
    claims: Sequence[Party],
) -> list[PlaceMention]:
    """The places of a sentence without those who are accused there, of the deed or of help."""
    accused = {claim.end for claim in claims if claim.basis == "accused"}
    helping = form("abetting") if sentence.of("accused") else None
    mutual = form("each_other") if sentence.words & {"other", "another", "blame"} else None
    return [
        mention
        for mention in mentions
        if mention.end not in accused
        and not (mutual and mutual.match(document.text, mention.end))
        and not (helping and helping.match(document.text, mention.end))
    ]


def _without_places(document: Document, clause: Clause, mentions: Sequence[PlaceMention]) -> Clause:
    """The clause without tags that are only a part of a place's name: 'Bank' of 'West Bank'."""
    whole = {at for mention in mentions for at in range(mention.first, mention.last)}
    return replace(
        clause,
        hits=tuple(
            hit
            for hit in clause.hits
            if hit.kind != "target" or not {*range(hit.first, hit.last)} <= whole
        ),
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
