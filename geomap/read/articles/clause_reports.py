"""What one clause reports: a thing that happened, or a fact about one told before.

A clause reports an incident when it has a word of violence that is said to have happened: not
planned, threatened, denied, habitual or long ago, and not a figure of speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.claims import find_claims
from geomap.read.articles.clause_scenes import find_scene, scene_of_dateline
from geomap.read.articles.clauses import Clause, body_start
from geomap.read.articles.dates import When
from geomap.read.articles.days import find_days
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.explaining import Explanation, explanation_of, is_in
from geomap.read.articles.holders import without_opening_areas
from geomap.read.articles.judging import reading_of
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.listing import is_heading
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import Party, find_actor, find_sender
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.readings import Explained, Report
from geomap.read.articles.scenes import Scene
from geomap.read.articles.settings import Setting
from geomap.read.articles.several import find_spots
from geomap.read.articles.speech import Said
from geomap.read.articles.striking_back import (
    begins_answer,
    is_of_arms,
    only_strikes_back,
    says_answer,
)
from geomap.read.articles.targets import find_target, target_phrase
from geomap.read.articles.told_places import is_answered, told_places
from geomap.read.articles.triggers import Trigger, find_triggers, main_trigger
from geomap.read.articles.voices import of_clause
from geomap.read.articles.weapons import find_weapons

#: Before what somebody says of themselves.
_PRONOUNS: Final = words("speech", "pronouns")
#: Words between 'the' and the deed that say which one is meant.
_CALLED: Final = 3
#: How far before words of answering 'its' may stand, in characters.
_OWN: Final = 4
#: How far before words of answering it may stand that they are none, in characters.
_BEFORE: Final = 60
#: Words of so few letters tell no attack from another.
_PLAIN: Final = 3


def report_of(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    parts: Sequence[Clause],
    mentions: Sequence[PlaceMention],
    said: Said | None,
    armed: bool,
    last: date | None,
    setting: Setting | None = None,
) -> Report:
    """What a clause of a sentence says, each part with its characters, and what it is."""
    trigger = main_trigger(find_triggers(document, clause, sentence.headline or sentence.logged))
    claims = find_claims(document, sentence, said)
    explained, named = explanation_of(document, sentence), mentions
    if explained is not None and clause.holds(explained.said.start):
        mentions = [one for one in mentions if not explained.names(one)]
    mentions = _without_accused(document, sentence, mentions, claims)
    scene = find_scene(document, sentence, clause, mentions, trigger, said)
    if scene is None and trigger is not None and clause is parts[0]:
        scene = scene_of_dateline(document, sentence, mentions)
    when = find_days(document, sentence, clause, parts, trigger, last, claims, said)
    if scene is None and trigger and setting and setting.is_of(document, sentence, trigger):
        deed = document.tokens[trigger.hit.first].start
        scene, when = setting.scene, tuple(w for w in when if w.start < deed) or setting.when
    casualties = _casualties(document, clause)
    spots: tuple[Scene, ...] = ()
    counted = trigger is not None or bool(casualties)  # 'twelve died in Tank, seven in Karak'
    inside = told_places(document, clause, mentions, trigger, said) if counted and scene else []
    inside = without_opening_areas(document, sentence, inside)
    if inside and not (said and said.start <= inside[0].start < said.end):
        spots, casualties = find_spots(document, sentence, clause, inside, trigger, casualties)
    weapons = tuple(find_weapons(document, _not_answered(clause)))
    own = of_clause(document, clause, parts, trigger, claims)
    actor = target = None
    if trigger is not None:
        actor = find_actor(document, _without(document, clause, casualties), trigger, said)
        actor = actor and _as_claimed(actor, clause, claims, own)
        placeless = _without_places(document, clause, mentions)
        struck = find_target(document, placeless, trigger, actor, said)
        target = target_phrase(document, clause, struck, trigger) if struck else None
    if only_strikes_back(document, sentence):
        trigger = scene = None  # the text goes on with what they did
    if explained is None or not _explains(document, explained, clause, trigger):
        explained = None
    if explained is not None and actor is None:
        actor = _owner(document, sentence, explained, said)
    on = tuple(one for one in when if explained and is_in(explained.what, one.start))
    follows = trigger is None and begins_answer(document, sentence)
    report = Report(
        sentence=sentence,
        start=clause.start,
        end=clause.end,
        reading="nothing",
        trigger=trigger,
        scene=scene,
        spots=spots,
        when=tuple(one for one in when if one not in on),
        weapons=weapons,
        casualties=casualties,
        actor=actor,
        claims=own,
        target=target,
        said=said,
        answer=_answer(document, sentence, clause, trigger, scene),
        answered=clause.joint == "answered",
        after=clause.joint == "after",
        earlier=_came_earlier(document, sentence, clause),
        answers_at=_answered_at(document, clause, named, explained),
        another=_is_another(document, clause, trigger),
        pluperfect=trigger is not None and trigger.verb and _is_pluperfect(document, trigger),
        called=_called(document, trigger) if trigger else frozenset(),
        struck=_words(document, target) if target else frozenset(),
        of_both=form("of_both").search(document.text, clause.start, clause.end) is not None,
        many=form("many_targets").search(document.text, clause.start, clause.end) is not None,
        retracted=bool(sentence.of("correction", "retracted")),
        sender=find_sender(document, clause, trigger),
        explains=_explained(document, sentence, explained, parts, named, on, said),
        of_head=_heads_answer(document, clause, sentence, actor),
        of_next=follows,
        of_arms=follows and is_of_arms(document, sentence),
        of_lead=_has_struck_back(document, clause, sentence, trigger, actor),
        supposed=clause.joint == "answered" and _is_supposed(document, sentence, clause),
    )
    return _read(document, report, clause, armed)


def _explained(
    document: Document,
    sentence: Sentence,
    told: Explanation | None,
    parts: Sequence[Clause],
    mentions: Sequence[PlaceMention],
    on: Sequence[When],
    said: Said | None,
) -> Explained | None:
    """What a sentence explains by these words, None where there are none."""
    if told is None:
        return None
    return Explained(
        at=_names(document, (mention for mention in mentions if told.is_of(mention))),
        whose=_of_speaker(document, sentence, said),
        what=_of_what(document, sentence, told, parts),
        on=frozenset(one.first for one in on if one.first),
    )


def _explains(
    document: Document, told: Explanation, clause: Clause, trigger: Trigger | None
) -> bool:
    """Whether a clause says that what was told answers: it tells of no other deed."""
    if not clause.start <= told.said.start < clause.end:
        return False
    if trigger is None:
        return True
    deed = document.tokens[trigger.hit.first].start
    if trigger.verb:  # 'the air force had gone after a workshop, he said, "in reply to X"'
        had = _is_pluperfect(document, trigger)
        return is_in(told.said, deed) or (had and deed < told.said.start)
    return trigger.definite and (is_in(told.said, deed) or is_in(told.what, deed))


def _is_pluperfect(document: Document, trigger: Trigger) -> bool:
    return document.word(trigger.hit.first - 1) in words("grammar", "pluperfect")


def _of_speaker(document: Document, sentence: Sentence, said: Said | None) -> frozenset[str]:
    """The parties named with who explains a strike: 'Israel's defence minister said'."""
    if said is None:
        return frozenset()
    return _parties(document, sentence, said.start, said.end)


def _parties(document: Document, sentence: Sentence, start: int, end: int) -> frozenset[str]:
    hits = sentence.of("people", "actor", "group")
    inside = (hit for hit in hits if start <= document.tokens[hit.first].start < end)
    return frozenset(hit.value for hit in inside)


def _owner(
    document: Document, sentence: Sentence, told: Explanation, said: Said | None
) -> Party | None:
    """The one party whose own a strike is by the words of who explains it: 'our reply to X'."""
    whose = _of_speaker(document, sentence, said) or _parties(
        document, sentence, sentence.start, told.said.start
    )
    own = form("own").search(
        document.text, max(sentence.start, told.said.start - _OWN), told.said.end
    )
    if own is None or len(whose) != 1:
        return None
    return Party(*own.span(), next(iter(whose)), "reported")


def _has_struck_back(
    document: Document,
    clause: Clause,
    sentence: Sentence,
    trigger: Trigger | None,
    actor: Party | None,
) -> bool:
    """'Mali's army has hit back at jihadists after losing soldiers', first of all."""
    if trigger is None or not trigger.perfect or actor is None or not is_state(actor.name or ""):
        return False
    answers = any(hit.value in words("parties", "striking_back") for hit in clause.hits)
    return answers and sentence.index <= 1


def _heads_answer(
    document: Document, clause: Clause, sentence: Sentence, actor: Party | None
) -> bool:
    """'Ukraine strikes back', a line of its own between two passages, that tells no more."""
    if actor is None or not is_state(actor.name or ""):
        return False
    return any(hit.kind == "answer" for hit in clause.hits) and is_heading(document, sentence)


def _of_what(
    document: Document, sentence: Sentence, told: Explanation, parts: Sequence[Clause]
) -> frozenset[str] | None:
    """The words of what is told to have been answered; None where a clause tells it as new."""
    answered = [part for part in parts if part.joint == "answered"]
    new = (one for part in answered for one in find_triggers(document, part, False))
    if any(not trigger.definite for trigger in new):
        return None
    behind = document.tokens_in(sentence, told.what.start, told.what.end)
    said = frozenset(document.word(at) for at in behind)
    return frozenset(one for one in said if len(one) > _PLAIN) - words("parties", "plain")


def _is_another(document: Document, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether a clause says that its deed is not one told before.

    'It was the second attack in a week' counts the one just told.
    """
    within = (document.text, clause.start, clause.end)
    if form("counts_it").match(*within):
        return False
    if any(hit.kind == "another" for hit in clause.hits) or _came_then(document, trigger):
        return True
    return form("pursued").search(*within) is not None


def _came_then(document: Document, trigger: Trigger | None) -> bool:
    """'Turkey then bombed caves': another deed than that told before."""
    if trigger is None or not trigger.verb:
        return False
    return "then" in (document.word(trigger.hit.first - back) for back in (1, 2))


def _casualties(document: Document, clause: Clause) -> tuple[Casualty, ...]:
    """Those of a clause, without '…, bringing the toll to 71,300 since the war began'."""
    war = form("toll_of_war").search(document.text, clause.start, clause.end)
    start, end = war.span() if war else (0, 0)
    return tuple(
        one
        for one in find_casualties(document.text, clause.start, clause.end)
        if clause.holds(one.start) and not start <= one.start < end
    )


def _answered_at(
    document: Document,
    clause: Clause,
    mentions: Sequence[PlaceMention],
    told: Explanation | None,
) -> frozenset[str]:
    """The places, in small letters, where that was which a clause says it answers."""
    answered = (
        mention
        for mention in mentions
        if (clause.holds(mention.start) and is_answered(document, clause, mention))
        or _is_whence(clause, mention)
        or (told is not None and told.names(mention))
    )
    return _names(document, answered)


def _names(document: Document, mentions: Iterable[PlaceMention]) -> frozenset[str]:
    return frozenset(document.text[one.start : one.end].lower() for one in mentions)


def _is_whence(clause: Clause, mention: PlaceMention) -> bool:
    """'Struck back at the airfield from which the bomber that hit Sumy had taken off'."""
    aside = clause.aside
    answers = any(hit.kind == "answer" for hit in clause.hits)
    return aside is not None and answers and aside.start <= mention.start < aside.end


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
        return form("lag").search(document.text[: clause.start], sentence.start) is not None
    if clause.joint != "start" or words("grammar", "earlier").isdisjoint(sentence.words):
        return False
    return form("came_earlier").match(document.text, clause.start, clause.end) is not None


def _is_supposed(document: Document, sentence: Sentence, clause: Clause) -> bool:
    """Whether what stands before 'revenge for' says that it only may be; 'May 7' does not.

    Nor does any strike answer where a ministry 'imposed sanctions in response to' an attack.
    """
    within = (document.text, body_start(document, sentence), clause.start)
    if form("supposed").search(*within):
        return True
    tokens, deeds = document.tokens, sentence.of("verb", "noun")
    struck = any(tokens[deed.first].start < clause.start for deed in deeds)
    return not struck and form("civil_answer").search(*within) is not None


def _not_answered(clause: Clause) -> tuple[Hit, ...]:
    """The tags of a clause up to what it answers: 'struck X in response to the rockets'."""
    answered = next((hit for hit in clause.hits if hit.kind == "answered"), None)
    if answered is None or clause.joint == "answering":
        return clause.hits
    return tuple(hit for hit in clause.hits if hit.first < answered.first)


def _answer(
    document: Document,
    sentence: Sentence,
    clause: Clause,
    trigger: Trigger | None,
    scene: Scene | None,
) -> Hit | None:
    """The words by which a clause says that it answers something, None without."""
    if clause.joint == "answering":
        told = next(iter(sentence.of("answer")), None)
        return told or (trigger.hit if trigger else None)
    told = next((hit for hit in clause.hits if _tells_answer(document, hit)), None)
    if told is not None and _is_of_others(document, told, trigger):
        return None
    if told is None and trigger is not None:
        # 'the camps were hit in a fitting response'; not 'camp burnt in return', a headline
        retold = trigger.passive and scene is None and not sentence.headline
        if not retold and says_answer(document, sentence, clause):
            return trigger.hit
        return _answering_with(document, clause, trigger)
    return told


def _tells_answer(document: Document, hit: Hit) -> bool:
    """Whether a tag says that something was answered, not only that it may be: 'to retaliate'.

    'Triggering a siege' says what the deed before it drew, and no deed stands there.
    """
    if document.word(hit.first) in words("grammar", "drawing"):
        return False
    if hit.value in words("parties", "firing_back") and document.word(hit.first - 1) in _PRONOUNS:
        return False  # 'raided X; the army says it returned fire': its own account of the raid
    return (
        hit.kind == "answer"
        and not _is_unsure(document, hit)
        and not (
            document.word(hit.first) == "retaliate"
            and document.word(hit.first - 1) == "to"
            and document.word(hit.last) != "for"
        )
    )


def _is_of_others(document: Document, told: Hit, trigger: Trigger | None) -> bool:
    """'Rockets hit X, and Israel retaliated': who answers is not who did the deed before it."""
    if trigger is None or told.first < trigger.hit.last:
        return False
    if told.value not in words("parties", "hitting_back"):
        return False
    tokens = document.tokens
    between = document.text[tokens[trigger.hit.last - 1].end : tokens[told.first].start]
    return form("others_answer").fullmatch(between) is not None


def _is_unsure(document: Document, hit: Hit) -> bool:
    """'It could be revenge', 'was not a reprisal', 'asked for a response': nothing was answered."""
    start = document.tokens[hit.first].start
    before = document.text[max(0, start - _BEFORE) : start]
    return form("no_answer").search(before) is not None


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


def _read(document: Document, report: Report, clause: Clause, armed: bool) -> Report:
    """The report with what it is: the first rule that says something counts."""
    return replace(report, reading=reading_of(document, report, clause, armed))
