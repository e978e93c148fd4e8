"""What a clause says of answers: by which words, to what, and of which strike told elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from geomap.read.articles.antecedents import is_state
from geomap.read.articles.clauses import Clause, body_start
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.explaining import Explanation, is_in
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.listing import is_heading
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import Party
from geomap.read.articles.places import PlaceMention
from geomap.read.articles.readings import Answering, Explained
from geomap.read.articles.scenes import Scene
from geomap.read.articles.sentence_answers import says_answer, says_reprisal_came
from geomap.read.articles.statements import Statement
from geomap.read.articles.told_places import is_answered
from geomap.read.articles.triggers import Trigger, find_triggers, is_pluperfect

#: How far before words of answering 'its' may stand, in characters.
_OWN: Final = 4
#: How far before words of answering it may stand that they are none, in characters.
_BEFORE: Final = 60
#: Words of so few letters tell no attack from another.
_PLAIN: Final = 3
#: Before what somebody says of themselves.
_PRONOUNS: Final = words("speech", "pronouns")


def answering_of(
    statement: Statement,
    trigger: Trigger | None,
    scene: Scene | None,
    actor: Party | None,
    explanation: Explanation | None,
    on: Sequence[When],
) -> Answering:
    """What a clause says of answers, as its deed, its place and its actor are read.

    ``explanation`` is what it says that a strike told elsewhere answers, ``on`` the days of that.
    """
    follows = trigger is None and statement.answers.begins
    return Answering(
        hit=_answer(statement, trigger, scene),
        at=_answered_at(statement, explanation),
        supposed=statement.clause.joint == "answered" and _is_supposed(statement),
        explains=_explained(statement, explanation, on) if explanation else None,
        of_next=follows,
        of_arms=follows and _is_of_arms(statement),
        ordered=follows and statement.answers.ordered,
        of_lead=_has_struck_back(statement, trigger, actor),
        of_head=_heads_answer(statement, actor),
    )


def explanation_in(statement: Statement, trigger: Trigger | None) -> Explanation | None:
    """The words of a clause that say that what was told answers: it tells of no other deed."""
    told = statement.answers.explanation
    if told is None or not statement.clause.start <= told.said.start < statement.clause.end:
        return None
    if trigger is None:
        return told
    document = statement.document
    deed = document.tokens[trigger.hit.first].start
    if trigger.verb:  # 'the air force had gone after a workshop, he said, "in reply to X"'
        had = is_pluperfect(document, trigger)
        explains = is_in(told.said, deed) or (had and deed < told.said.start)
    else:
        explains = trigger.definite and (is_in(told.said, deed) or is_in(told.what, deed))
    return told if explains else None


def owner_of(statement: Statement, told: Explanation) -> Party | None:
    """The one party whose own a strike is by the words of who explains it: 'our reply to X'."""
    document, start = statement.document, statement.sentence.start
    whose = _of_speaker(statement) or _parties(document, statement.sentence, start, told.said.start)
    own = document.search("own", max(start, told.said.start - _OWN), told.said.end)
    if own is None or len(whose) != 1:
        return None
    return Party(*own.span(), next(iter(whose)), "reported")


def _is_of_arms(statement: Statement) -> bool:
    """Whether the answer that is told next is one of arms, by the words of the sentence alone."""
    if statement.answers.strikes_back:
        return True
    return says_reprisal_came(statement.document, statement.sentence)


def _explained(statement: Statement, told: Explanation, on: Sequence[When]) -> Explained:
    """What a sentence explains by these words."""
    at = (mention for mention in statement.mentions if told.is_of(mention))
    return Explained(
        at=_names(statement.document, at),
        whose=_of_speaker(statement),
        what=_of_what(statement, told),
        on=frozenset(one.first for one in on if one.first),
    )


def _of_speaker(statement: Statement) -> frozenset[str]:
    """The parties named with who explains a strike: 'Israel's defence minister said'."""
    said = statement.said
    if said is None:
        return frozenset()
    return _parties(statement.document, statement.sentence, said.start, said.end)


def _parties(document: Document, sentence: Sentence, start: int, end: int) -> frozenset[str]:
    hits = sentence.of("people", "actor", "group")
    inside = (hit for hit in hits if start <= document.tokens[hit.first].start < end)
    return frozenset(hit.value for hit in inside)


def _of_what(statement: Statement, told: Explanation) -> frozenset[str] | None:
    """The words of what is told to have been answered; None where a clause tells it as new."""
    document = statement.document
    answered = [part for part in statement.parts if part.joint == "answered"]
    new = (one for part in answered for one in find_triggers(document, part, False))
    if any(not trigger.definite for trigger in new):
        return None
    behind = document.tokens_in(statement.sentence, told.what.start, told.what.end)
    said = frozenset(document.word(at) for at in behind)
    return frozenset(one for one in said if len(one) > _PLAIN) - words("parties", "plain")


def _answered_at(statement: Statement, told: Explanation | None) -> frozenset[str]:
    """The places, in small letters, where that was which a clause says it answers."""
    document, clause = statement.document, statement.clause
    answered = (
        mention
        for mention in statement.mentions
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


def _answer(statement: Statement, trigger: Trigger | None, scene: Scene | None) -> Hit | None:
    """The words by which a clause says that it answers something, None without."""
    document, sentence, clause = statement.document, statement.sentence, statement.clause
    if clause.joint == "answering":
        told = next(iter(sentence.of("answer")), None)
        return told or (trigger.hit if trigger else None)
    told = next((hit for hit in clause.hits if _tells_answer(document, hit)), None)
    if told is not None and _is_of_others(document, told, trigger):
        return None
    if told is not None and scene is None and _is_of_same_fight(document, clause, told, trigger):
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


def _is_of_same_fight(
    document: Document, clause: Clause, told: Hit, trigger: Trigger | None
) -> bool:
    """'One assailant was killed when the guards returned fire': how the attack itself went on."""
    if trigger is None or trigger.family != "kill" or told.first < trigger.hit.last:
        return False
    if told.value not in words("parties", "firing_back"):
        return False
    start = document.tokens[told.first].start
    return document.search("when_they", clause.start, start) is not None


def _is_unsure(document: Document, hit: Hit) -> bool:
    """'It could be revenge', 'was not a reprisal', 'asked for a response': nothing was answered."""
    start = document.tokens[hit.first].start
    before = document.text[max(0, start - _BEFORE) : start]
    return form("no_answer").search(before) is not None


def _answering_with(document: Document, clause: Clause, trigger: Trigger) -> Hit | None:
    """'X answered on Sunday with an attack': the word by which a deed answers another."""
    deed = document.tokens[trigger.hit.first].start
    said = document.search("answers_with", clause.start, deed)
    return trigger.hit if said else None


def _is_supposed(statement: Statement) -> bool:
    """Whether what stands before 'revenge for' says that it only may be; 'May 7' does not.

    Nor does any strike answer where a ministry 'imposed sanctions in response to' an attack.
    """
    document, sentence, start = statement.document, statement.sentence, statement.clause.start
    within = (body_start(document, sentence), start)
    if document.search("supposed", *within):
        return True
    deeds = sentence.of("verb", "noun")
    struck = any(document.tokens[deed.first].start < start for deed in deeds)
    return not struck and document.search("civil_answer", *within) is not None


def _has_struck_back(statement: Statement, trigger: Trigger | None, actor: Party | None) -> bool:
    """'Mali's army has hit back at jihadists after losing soldiers', first of all."""
    if trigger is None or not trigger.perfect or actor is None or not is_state(actor.name or ""):
        return False
    back = words("parties", "striking_back")
    answers = any(hit.value in back for hit in statement.clause.hits)
    return answers and statement.sentence.index <= 1


def _heads_answer(statement: Statement, actor: Party | None) -> bool:
    """'Ukraine strikes back', a line of its own between two passages, that tells no more."""
    if actor is None or not is_state(actor.name or ""):
        return False
    answers = any(hit.kind == "answer" for hit in statement.clause.hits)
    return answers and is_heading(statement.document, statement.sentence)
