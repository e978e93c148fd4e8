"""The word by which a clause reports violence, and whether it is said to have happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geomap.read.articles.asides import is_by_the_way
from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, form, words

#: How many words before a verb 'will' and 'did not' still govern it.
_REACH: Final = 9
#: How far from 'fired' and 'landed' the weapon may stand, in words.
_WEAPON_BEFORE, _WEAPON_AFTER = 10, 6
#: `subject` of the verbs of violence.yaml that are of violence behind armed people alone: 'a fire
#: swept through', 'a bus was stopped'.
OF_THE_ARMED: Final = frozenset({"armed", "outlaw", "either"})
#: Tags of those who bear arms.
_BEARERS: Final = frozenset({"actor", "group", "generic", "anaphor"})
#: How far before its clause the word may stand by which one deed drew another, in characters.
_DRAWN: Final = 12
#: What parts a deed from an article before it.
_ENDS: Final = frozenset(".!?;:")
_WORD: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word of violence of a clause and how it stands there."""

    hit: Hit
    family: str  # what mentions of one incident share: data/violence.yaml, `as`
    verb: bool
    passive: bool
    perfect: bool  # 'has attacked': when is open
    definite: bool  # 'the attack': told before
    plural: bool


def find_triggers(document: Document, clause: Clause, headline: bool) -> list[Trigger]:
    """The words of violence of a clause that are said to have happened, verbs first.

    Verbs in the infinitive or under 'will', 'could', 'threatened to', 'did not' are left out.
    """
    found = []
    for hit in clause.hits:
        if hit.kind == "verb" and _is_verb(document, clause, hit, headline):
            found.append(_verb(document, clause, hit, headline))
        elif hit.kind == "noun" and not _is_covered(clause, hit) and _may_be_noun(document, hit):
            noun = _noun(document, clause, hit)
            if noun.definite or not _is_thought_of(document, hit):
                found.append(noun)
    found = [trigger for trigger in found if not _takes_things(document, trigger)]
    if any(trigger.verb for trigger in found):
        found = [trigger for trigger in found if not _came_first(document, trigger)]
        found = _without_aside(document, clause, found)
    open_ = [trigger for trigger in found if not is_governed(document, clause, trigger.hit.first)]
    return sorted(open_, key=lambda trigger: (not trigger.verb, trigger.hit.first))


def may_be_trigger(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of violence may be a trigger in a clause of its sentence: a quick look.

    It is never False where :func:`find_triggers` finds that word.
    """
    if hit.kind == "noun":
        return _may_be_noun(document, hit)
    whole = Clause(sentence.start, sentence.end, "start", sentence.hits)
    return _may_be_verb(document, whole, hit, sentence.headline or sentence.logged)


def _may_be_noun(document: Document, hit: Hit) -> bool:
    """Whether a noun of violence tells of something done, as far as the words beside it go."""
    return not (
        _is_none(document, hit) or _is_infinitive(document, hit) or _tells_who(document, hit)
    )


def _without_aside(document: Document, clause: Clause, found: Sequence[Trigger]) -> list[Trigger]:
    """Those of 'killed 40, one of the deadliest raids this year' but for what it is one of.

    Nor how it ended: 'rammed a bus stop before he was shot dead by police'.
    """
    tokens, text = document.tokens, document.text
    start = min((tokens[trigger.hit.first].start for trigger in found), default=clause.end)
    compared, ended = (
        form(name).search(text, start, clause.end) for name in ("compared", "ended_by")
    )
    return [
        one
        for one in found
        if not (compared and not one.verb and tokens[one.hit.first].start > compared.start())
        and not (ended and tokens[one.hit.first].start > ended.start())
    ]


def _came_first(document: Document, trigger: Trigger) -> bool:
    """'Hours after the explosion, men broke into two houses': told before, and only when it was."""
    if trigger.verb or not trigger.definite or document.word(trigger.hit.first - 1) != "the":
        return False
    lag = document.word(trigger.hit.first - 3)
    return document.word(trigger.hit.first - 2) == "after" and lag in words("grammar", "lags")


def _takes_things(document: Document, trigger: Trigger) -> bool:
    """'… and seized six combat vehicles', '14 killed and nine captured': no place and no ship."""
    if trigger.family != "seize":
        return False
    before = document.word(trigger.hit.first - 1)
    if before.isdigit() or before in data("calendar")["numbers"]:
        return True
    end = document.tokens[trigger.hit.last - 1].end
    return document.match("spoils", end) is not None


def is_governed(document: Document, clause: Clause, at: int) -> bool:
    """Whether token ``at`` stands under a word that says it did not, or not yet, happen."""
    for hit in clause.hits:
        if _is_of_anonymity(document, hit) or _is_polite(document, hit):
            continue
        if hit.kind in ("modal", "denial") and hit.first < at <= hit.last + _REACH:
            between = document.tokens[hit.last : at]
            if any(_ends_scope(token.lower) for token in between):
                continue
            if _was_done_then(document, clause, hit, at):
                continue
            if not is_by_the_way(document, clause, hit.first, at):
                return True
    return False


def _was_done_then(document: Document, clause: Clause, cue: Hit, at: int) -> bool:
    """'X vowed to respond and on Tuesday bombed Y': what was done stands behind what was vowed."""
    if "to" not in (document.word(cue.last - 1), document.word(cue.last)):
        return False
    behind, deed = document.tokens[cue.last - 1].end, document.tokens[at].start
    if document.search("then_done", behind, deed) is None:
        return False
    verb = next((hit for hit in clause.hits if hit.kind == "verb" and hit.first == at), None)
    if verb is None or document.word(at) == verb.value:  # 'to attack and hit'
        return False
    return bool(verb.tag.facts["tense"] == "past")


def _is_of_anonymity(document: Document, hit: Hit) -> bool:
    """'Who asked not to be named': it denies nothing of what is told."""
    behind = [document.word(hit.last + ahead) for ahead in range(3)]
    return behind[:2] == ["to", "be"] and behind[2] in words("parties", "unnamed")


def _is_polite(document: Document, hit: Hit) -> bool:
    """'The Service would like to inform the public that': it tells what was done."""
    behind = [document.word(hit.last + ahead) for ahead in range(3)]
    return behind[:2] == ["like", "to"] and behind[2] in words("speech", "informing")


def _ends_scope(word: str) -> bool:
    return word in words("parties", "scope_ends")


def _is_covered(clause: Clause, hit: Hit) -> bool:
    """Whether a longer tag of the same list, a figure of speech or of labour holds this one."""
    return any(
        other.first <= hit.first and hit.last <= other.last and other.last - other.first > 1
        for other in clause.hits
        if other is not hit and other.kind in ("noun", "figurative", "labour")
    )


def _is_none(document: Document, hit: Hit) -> bool:
    """'no explosions', 'no further attacks'."""
    return "no" in [token.lower for token in document.tokens[max(0, hit.first - 2) : hit.first]]


def _is_infinitive(document: Document, hit: Hit) -> bool:
    """'had been massing to attack troops': what somebody only means to do."""
    if hit.last - hit.first > 1 or document.word(hit.first - 1) not in words(
        "grammar", "infinitive"
    ):
        return False
    if document.word(hit.first - 2) in words("grammar", "before_to"):
        return False  # 'in response to attacks on troops'
    behind = document.word(hit.last)
    return behind.isalpha() and behind not in words("context", "prepositions") | {"and", "or", "by"}


def _tells_who(document: Document, hit: Hit) -> bool:
    """'Groups fighting for a separate state', 'worth fighting over': whose side they are on."""
    if document.word(hit.first) != "fighting":
        return False
    start, end = (document.tokens[at] for at in (hit.first, hit.last - 1))
    if document.word(hit.first - 1) == "worth" or _goes_on(document, hit):
        return True
    if document.match("on_a_side", end.end) is None:
        return False
    gap = document.text[document.tokens[hit.first - 1].end : start.start].strip()
    opens = hit.first == 0 or bool(gap)  # 'Fighting alongside X, …', 'X, fighting alongside Y, …'
    return opens or document.word(hit.first - 1).endswith(("s", "men"))


def _goes_on(document: Document, hit: Hit) -> bool:
    """'Where troops are fighting al-Shabaab': a war, and no deed; 'fighting in X' is one."""
    led = document.word(hit.first - 1) in words("grammar", "now")
    behind = document.word(hit.last)
    return led and behind not in words("context", "prepositions") | {"", "and"}


def _is_thought_of(document: Document, hit: Hit) -> bool:
    """'An attack on Hormuz would …': what may come of a deed that nobody says was done."""
    return document.match("thought_of", document.tokens[hit.last - 1].end) is not None


def _is_verb(document: Document, clause: Clause, hit: Hit, headline: bool) -> bool:
    """Whether a form of a verb is one here, and tells of something done."""
    if _is_covered(clause, hit) or not _may_be_verb(document, clause, hit, headline):
        return False
    if hit.value in words("parties", "falls") and _is_aircraft(clause, hit):
        return False
    if hit.tag.facts["tense"] in ("past", "ing") or _is_prompted(document, clause, hit):
        return True
    if _before(document, clause, hit.first) in words("grammar", "before_noun_forms"):
        return False
    if hit.value not in words("parties", "noun_verbs"):
        return True
    return not _is_noun_here(document, clause, hit)


def _may_be_verb(document: Document, clause: Clause, hit: Hit, headline: bool) -> bool:
    """Whether a form of a verb tells of something done, as far as its tense and company go.

    What is no verb by that in a sentence is none in a clause of it either.
    """
    tense, before = hit.tag.facts["tense"], _before(document, clause, hit.first)
    if tense == "past":
        done = before not in words("grammar", "before_nouns") | words("grammar", "infinitive")
    elif tense == "ing":
        done = before in words("grammar", "be") or before in words("grammar", "doing")
    else:
        done = headline or (before == "to" and _is_prompted(document, clause, hit))
    return done and _has_its_own(document, clause, hit)


def _is_prompted(document: Document, clause: Clause, hit: Hit) -> bool:
    """'Rockets hit X, prompting Israel to bomb Y', 'sent jets to bomb Y': it was done."""
    within = (max(0, clause.start - _DRAWN), document.tokens[hit.first].start)
    if document.search("prompted_to", *within):
        return True
    return hit.value == "bomb" and document.search("sent_to_bomb", *within) is not None


def _is_noun_here(document: Document, clause: Clause, hit: Hit) -> bool:
    """'Israel strikes Gaza' has the verb, 'Israeli strikes on Gaza' and 'air strikes' do not."""
    if any(other.last == hit.first and other.kind == "weapon" for other in clause.hits):
        return True
    after = document.word(hit.last)
    demonym = any(
        other.last == hit.first and other.tag.facts.get("role") == "demonym"
        for other in clause.hits
    )
    return demonym or after in words("parties", "noun_followers")


def _has_weapon(clause: Clause, verb: Hit) -> bool:
    """Whether arms stand close to a verb; before one of arms alone, as far as its clause goes."""
    before = verb.first if verb.tag.facts.get("far") else _WEAPON_BEFORE
    return any(
        verb.first - before <= hit.first < verb.first
        or verb.first < hit.first <= verb.last + _WEAPON_AFTER
        for hit in clause.hits
        if hit.kind == "weapon"
    )


def _has_its_own(document: Document, clause: Clause, verb: Hit) -> bool:
    """Whether those stand before a verb and behind it with whom alone it is one of violence.

    'Gunmen burst into a village', 'armed men stopped two lorries'; not 'the police stopped a car'.
    """
    facts = verb.tag.facts
    subject, takes = facts.get("subject"), facts.get("takes")
    if subject == "weapon" and not _has_weapon(clause, verb):
        return False
    if subject == "body" and not _are_bodies(document, clause):
        return False
    if subject == "either" and _has_weapon(clause, verb):
        return True
    if takes and not document.match(takes, document.tokens[verb.last - 1].end):
        return False
    if subject not in OF_THE_ARMED:
        return True
    armed = [hit for hit in clause.hits if hit.kind in _BEARERS and hit.last <= verb.first]
    if not armed:  # 'armed youths'
        deed = document.tokens[verb.first].start
        return document.search("armed_word", clause.start, deed) is not None
    return any(subject == "armed" or not _is_of_state(hit) for hit in armed)


def _is_of_state(hit: Hit) -> bool:
    """Whether those who bear arms are a state's: 'police', 'the Malian army'."""
    return hit.tag.facts.get("side") == "state" or hit.value in words("parties", "of_a_state")


def _is_aircraft(clause: Clause, verb: Hit) -> bool:
    """'three jets had crashed': what falls may be no weapon."""
    arms = [hit for hit in clause.hits if hit.kind == "weapon" and hit.last <= verb.first]
    return bool(arms) and arms[-1].value in words("parties", "flown")


def _are_bodies(document: Document, clause: Clause) -> bool:
    """Whether bodies are told of, and that those died by violence: 'bodies with gunshot wounds'."""
    told = document.text[clause.start : clause.end].lower()
    if any(hit.kind == "weapon" for hit in clause.hits):
        return not words("casualties", "bodies").isdisjoint(told.split())
    found = _WORD.findall(told)
    return all(not words("casualties", name).isdisjoint(found) for name in ("bodies", "violent"))


def _before(document: Document, clause: Clause, at: int) -> str:
    if at == 0 or document.tokens[at - 1].start < clause.start:
        return ""
    gap = document.text[document.tokens[at - 1].end : document.tokens[at].start].strip()
    return gap or document.tokens[at - 1].lower


def _stops_weapons(document: Document, clause: Clause, verb: Hit) -> bool:
    """'destroyed 88 drones': weapons in flight are stopped, nothing is attacked."""
    near = range(verb.last, verb.last + 4)
    return verb.value == "destroy" and any(
        hit.kind == "weapon"
        and hit.first in near
        and hit.value in words("parties", "in_flight")
        and document.word(hit.last) not in words("parties", "arms_places")
        for hit in clause.hits
    )


def _verb(document: Document, clause: Clause, hit: Hit, headline: bool) -> Trigger:
    before = _helpers(document, hit.first)
    passive = bool(before & words("grammar", "be")) and hit.tag.facts["tense"] == "past"
    passive = passive or bool(hit.tag.facts.get("undergone")) or _is_of_arms(document, clause, hit)
    by = document.word(hit.last)
    bare = (
        headline and hit.tag.facts["tense"] == "past" and by in words("grammar", "behind_passive")
    )
    perfect = bool(before & words("grammar", "have")) and before.isdisjoint(
        words("grammar", "pluperfect")
    )
    family = "intercept" if _stops_weapons(document, clause, hit) else hit.tag.facts["as"]
    deed = _deed_before(document, clause, hit)
    lead = _determiner(document, deed.first) if deed else ""
    definite = lead in words("grammar", "definite")
    placed = deed is not None and document.word(deed.last) in words("context", "prepositions")
    plural = definite and deed is not None and not placed and bool(deed.tag.facts["plural"])
    return Trigger(hit, family, True, passive or bare, perfect, definite, plural)


def _is_of_arms(document: Document, clause: Clause, hit: Hit) -> bool:
    """'A missile fired from Yemen': the arms were fired, whoever stands before them."""
    fired = hit.value in ("fire", "launch") and hit.tag.facts["tense"] == "past"
    behind = document.word(hit.last) in words("grammar", "behind_fired")
    return (
        fired
        and behind
        and any(arms.kind == "weapon" and arms.last == hit.first for arms in clause.hits)
    )


def _deed_before(document: Document, clause: Clause, verb: Hit) -> Hit | None:
    """The deed that is the subject of a verb: 'the strike hit X'; None where none is."""
    at = verb.first
    while at and (
        document.word(at - 1) in words("parties", "adverbs") or document.word(at - 1).endswith("ly")
    ):
        at -= 1
    deeds = [hit for hit in clause.hits if hit.kind == "noun" and hit.last <= at]
    if not deeds or deeds[-1].last == at:
        return deeds[-1] if deeds else None
    if document.upper:
        return None  # whose capitals tell no name
    end, start = document.tokens[deeds[-1].last - 1].end, document.tokens[at].start
    placed = document.fullmatch("deed_in", end, start)
    return deeds[-1] if placed else None  # 'the strikes in Jurf al-Nasr hit X'


def _helpers(document: Document, at: int) -> set[str]:
    """The auxiliaries right before a verb, adverbs skipped."""
    found: set[str] = set()
    for index in range(at - 1, max(-1, at - 5), -1):
        word = document.tokens[index].lower
        if word in words("grammar", "be") or word in words("grammar", "have"):
            found.add(word)
        elif word not in words("parties", "adverbs") and not word.endswith("ly"):
            break
    return found


def _noun(document: Document, clause: Clause, hit: Hit) -> Trigger:
    done = _is_done(document.word(hit.first)) and hit.last - hit.first > 1
    lead = "" if done else _determiner(document, hit.first)  # 'the army carried out strikes'
    plural = bool(hit.tag.facts["plural"]) and lead not in words("grammar", "single")
    answer = next((other for other in clause.hits if other.kind == "answer"), None)
    helpers = _helpers(document, answer.first) if answer else set()
    perfect = not helpers.isdisjoint(words("grammar", "perfect"))
    return Trigger(
        hit,
        hit.tag.facts["as"],
        False,
        False,
        perfect,
        lead in words("grammar", "definite"),
        plural,
    )


def _is_done(word: str) -> bool:
    """Whether a word before a deed says that it was done: 'launched airstrikes', 'made a raid'."""
    return word.endswith("ed") or word in words("grammar", "light")


def _determiner(document: Document, at: int) -> str:
    """The article of a noun; 'the' of 'the army launched airstrikes' is that of the army."""
    verb = at
    for index in range(at - 1, max(-1, at - 5), -1):
        gap = document.text[document.tokens[index].end : document.tokens[index + 1].start]
        if not _ENDS.isdisjoint(gap):
            break  # '… respect its mandate. Separately, clashes …'
        word = document.tokens[index].lower
        if word in words("grammar", "definite") or word in words("grammar", "indefinite"):
            return word if verb == at or verb == index + 1 else ""
        if _is_done(word):
            verb = index
        if word in words("grammar", "openers") or word in words("grammar", "be"):
            break  # 'a town that has been under assault'
    return ""


def sets_on_homes(document: Document, start: int, end: int, verbs: Iterable[Hit]) -> bool:
    """'Youths burned houses in X': of no arms, and no accident; not 'farmers burned stubble'."""
    if all(hit.tag.facts["as"] != "arson" for hit in verbs):
        return False
    return document.search("set_on_homes", start, end) is not None


def is_pluperfect(document: Document, trigger: Trigger) -> bool:
    """Whether 'had' stands before a verb: 'drones had hit X'."""
    return document.word(trigger.hit.first - 1) in words("grammar", "pluperfect")


def main_trigger(triggers: Sequence[Trigger]) -> Trigger | None:
    """The one that says most: a verb of attack, a noun with a weapon, then 'killed'."""
    if not triggers:
        return None
    return min(triggers, key=lambda trigger: (_vagueness(trigger), trigger.hit.first))


def _vagueness(trigger: Trigger) -> int:
    if trigger.family in ("kill", "answer"):
        return 3
    if trigger.family == "attack" and not trigger.verb:
        return 2
    return 1 if trigger.hit.tag.facts.get("weak") else 0
