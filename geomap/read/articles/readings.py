"""What a clause is: a report of an incident, a fact of one, background, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geomap.read.articles.casualties import Casualty, find_casualties
from geomap.read.articles.clauses import Clause
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import form, words
from geomap.read.articles.parties import NAMED, Party, is_force
from geomap.read.articles.scenes import Scene
from geomap.read.articles.speech import Said
from geomap.read.articles.triggers import Trigger
from geomap.read.articles.weapons import Weapon

Reading = Literal["incident", "fact", "background", "nothing"]
#: What happened longer ago than this is history to the text that recalls it.
OLD_DAYS: Final = 45
#: A longer time than this is told of many incidents ('since 11 November').
_SOME_DAYS: Final = 9
_PRECISE: Final = frozenset({"day", "range", "week"})
#: More words of sport or the screen, or of courts, than these make a text one about them.
_PLAY: Final = 2
_COURT: Final = 2
#: What is done on purpose even where sport is spoken of ('a striker's father was kidnapped').
_DELIBERATE: Final = frozenset({"abduct", "murder"})
#: Tags that say that arms are about.
ARMED: Final = frozenset({"weapon", "actor", "generic", "group"})


@dataclass(frozen=True, slots=True)
class Report:
    """What a clause says, each part with its characters; ``reading`` says what it is."""

    sentence: Sentence
    start: int
    end: int
    reading: Reading
    trigger: Trigger | None
    scene: Scene | None
    spots: tuple[Scene, ...]  # where it tells of several places under one verb
    when: tuple[When, ...]
    weapons: tuple[Weapon, ...]
    casualties: tuple[Casualty, ...]
    actor: Party | None
    claims: tuple[Party, ...]
    target: tuple[int, int] | None
    said: Said | None
    answer: Hit | None  # 'in response', 'retaliated'
    answered: bool  # it stands behind 'in response to' or 'after': the thing answered
    after: bool
    answers_at: frozenset[str]  # where that was which it answers: 'the blood shed at Rahad'
    another: bool  # 'a separate attack', 'meanwhile'
    earlier: bool = False  # it stands behind 'hours after': another thing, that came first
    called: frozenset[str] = frozenset()  # the words of 'the helicopter attack'
    struck: frozenset[str] = frozenset()  # the words of its target
    listed: bool = False  # a line of a list, which is of its own place alone
    sender: Party | None = None  # whose arms were shot down: 'Ukrainian drones'
    of_both: bool = False  # 'at either location': it is of the two told last
    many: bool = False  # it tells of many strikes at once: 'struck 200 targets'
    retracted: bool = False  # what it says is taken back: only where it was stands
    set_by: Report | None = None  # the denial or correction that says where it was
    supposed: bool = False  # it 'could be revenge for' this: nobody says that it was

    @property
    def family(self) -> str:
        """What mentions of one incident share."""
        return self.trigger.family if self.trigger else ""


def is_clear(hit: Hit) -> bool:
    """Whether a word of violence needs no arms beside it to be meant as one."""
    facts = hit.tag.facts
    if facts.get("as") == "seize":
        return True
    return "weapon" in facts or ("event" in facts and not facts.keys() & {"weak", "subject"})


def reading_of(document: Document, report: Report, clause: Clause, armed: bool) -> Reading:
    """What a clause is: the first rule that says something counts."""
    if _is_figurative(document, report) or _never_was(document, report):
        return "nothing"
    if report.retracted:
        return "nothing"
    if report.trigger is None:
        if _is_toll_of_years(document, clause):
            return "background"
        told = report.casualties or report.claims or _tells_arms(document, report, clause)
        return "fact" if told else "nothing"
    if any(claim.basis == "unclaimed" for claim in report.claims):
        return "fact"
    if (
        _is_history(document, report, clause)
        or _is_charged(document, report)
        or _is_recalled(document, report)
    ):
        return "background"
    if not _has_arms(document, report, clause, armed):
        return "nothing"
    if _is_sum_of_day(document, report, clause):
        return "background"
    if _is_vague(document, report, clause):
        told = report.claims or any(one.harm == "none" for one in report.casualties)
        return "fact" if told and not report.trigger.perfect else "background"
    return "incident"


def _tells_arms(document: Document, report: Report, clause: Clause) -> bool:
    """'The attackers used rifles and a drone': with what it was done."""
    if not report.weapons:
        return False
    return form("used_arms").search(document.text, clause.start, clause.end) is not None


def _is_toll_of_years(document: Document, clause: Clause) -> bool:
    """'More than 26,000 people have died since 2015': of no incident."""
    return form("toll_since").search(document.text, clause.start, clause.end) is not None


def _is_sum_of_day(document: Document, report: Report, clause: Clause) -> bool:
    """'At least 31 were killed across the Strip', below what it sums up; '71 airstrikes'."""
    trigger = report.trigger
    if trigger is None:
        return False
    deed = document.tokens[trigger.hit.first].start
    many = trigger.plural and not trigger.verb and not (report.scene is None and report.casualties)
    if many and form("tally").search(document.text, clause.start, deed):
        return True
    killed = trigger.family == "kill" and trigger.passive and report.sentence.index > 1
    return killed and form("across").search(document.text, clause.start, clause.end) is not None


def _never_was(document: Document, report: Report) -> bool:
    """'Had the missile hit Haifa …'; 'called it murder'; 'a protest against the shelling'."""
    start, trigger = report.sentence.start, report.trigger
    if form("never_was").match(document.text, start, report.sentence.end):
        return True
    if trigger is None or trigger.verb:
        return False
    deed = document.tokens[trigger.hit.first].start
    return form("only_called").search(document.text, start, deed) is not None


def _is_figurative(document: Document, report: Report) -> bool:
    """Whether the words are those of sport, weather, accidents or labour disputes."""
    sentence = report.sentence
    if not report.casualties and form("score").search(document.text, sentence.start, sentence.end):
        return True
    hits = sentence.of("figurative", "civil", "play")
    if not hits or (report.family in _DELIBERATE and all(hit.kind == "play" for hit in hits)):
        return False
    if len(sentence.of("play")) > 1 and not report.casualties:
        return True  # 'the striker fired a rocket into the top corner'
    clear = any(not weapon.vague for weapon in report.weapons) or bool(sentence.of(*NAMED))
    return any(hit.kind == "figurative" for hit in hits) or not clear


def _is_history(document: Document, report: Report, clause: Clause) -> bool:
    """Whether the clause tells of habit, a sum of many, or a time long past."""
    if _is_provocation(document, report):
        return False
    dated_closely = any(_is_close(when) and not when.said for when in report.when)
    out = form("standing_out").search(document.text, clause.start, clause.end)
    beside = out.span() if out and dated_closely else (0, 0)
    if any(
        hit.kind == "history"
        and not _is_of_speaker(document, report, hit)
        and not _is_beside(document, clause, hit)
        and not beside[0] <= document.tokens[hit.first].start < beside[1]
        for hit in clause.hits
    ):
        return True
    if not dated_closely and _is_trial(document):
        return True
    if any(hit.kind == "sum" for hit in clause.hits) and not dated_closely:
        return True
    if form("many_times").search(document.text, clause.start, clause.end):
        return True
    if not dated_closely and form("some_times").search(document.text, clause.start, clause.end):
        return True
    season = form("season_year").search(document.text, clause.start, clause.end)
    if season and (document.anchor is None or int(season["year"]) < document.anchor.year):
        return True
    if not dated_closely and _is_toll_of_years(document, clause):
        return True
    dated = [when for when in report.when if when.first or when.precision != "unknown"]
    old = [when for when in dated if when.before(document.anchor) > OLD_DAYS]
    if old and len(old) == len(dated):
        return True
    coarse = [when for when in report.when if when.first and not _is_close(when)]
    if coarse and not any(_is_close(when) for when in report.when):
        if document.anchor is None and form("weekday").search(document.text):
            return True  # whose days are of a week that nobody names: the month is another time
        return coarse[0].precision != "month" or coarse[0].before(document.anchor) > 0
    return False


def _is_provocation(document: Document, report: Report) -> bool:
    """'In retaliation for the killing of 26 in Pahalgam last month': one deed, and what it drew."""
    single = report.trigger is not None and not report.trigger.plural
    told = single and report.answered and bool(report.casualties)
    if not told or report.scene is None or not report.scene.exact:
        return False
    months = [when for when in report.when if when.first and when.precision == "month"]
    return bool(months) and all(0 < when.before(document.anchor) <= OLD_DAYS for when in months)


def _is_of_speaker(document: Document, report: Report, hit: Hit) -> bool:
    """'X, a movement formed last year, said its fighters …': the words tell who speaks."""
    said = report.said
    return said is not None and said.start <= document.tokens[hit.first].start < said.end


def _is_beside(document: Document, clause: Clause, hit: Hit) -> bool:
    """'In the past 24 hours', 'bringing the toll since the war began to …': no history of it."""
    start, end = (document.tokens[at] for at in (hit.first, hit.last - 1))
    if form("lately").match(document.text, end.end):
        return True
    return form("bringing").search(document.text, clause.start, start.start) is not None


def _is_charged(document: Document, report: Report) -> bool:
    """'were arrested in Maiduguri over an attack that killed 20': where the attack was is open."""
    if report.trigger is None or not report.sentence.of("arrest"):
        return False
    deed = document.tokens[report.trigger.hit.first].start
    if form("arrested_man").search(document.text, report.start, deed):
        return True
    if any(when.start > deed for when in report.when) or (
        report.scene and report.scene.start > deed
    ):
        return False
    return form("arrested_over").search(document.text, report.start, deed) is not None


def _is_recalled(document: Document, report: Report) -> bool:
    """'An exhibition about the bombing', 'jailed for a 1982 attack': a deed of another time.

    Where its own day or place is told, it may be news yet: 'a vigil for those killed on Friday'.
    """
    if report.trigger is None:
        return False
    deed, text = document.tokens[report.trigger.hit.first].start, document.text
    year = None if report.trigger.verb else form("of_year").search(text, report.start, deed)
    if year and (document.anchor is None or int(year["year"]) < document.anchor.year):
        return True
    recalling = [*form("recalled").finditer(text, report.sentence.start, deed)]
    if not recalling:
        return False
    then = form("recalled_then").search(text, deed, report.end)
    stop = then.start() if then else report.end
    told = [when.start for when in report.when] + ([report.scene.start] if report.scene else [])
    return not any(recalling[-1].end() < start < stop for start in told)


def _is_trial(document: Document) -> bool:
    """Whether a text is about a trial: what it tells without a day is what is tried."""
    return sum(len(sentence.of("court")) for sentence in document.sentences) > _COURT


def _is_close(when: When) -> bool:
    """Whether a stated time is short enough for one incident: some days."""
    if when.precision not in _PRECISE or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days <= _SOME_DAYS


def _has_arms(document: Document, report: Report, clause: Clause, armed: bool) -> bool:
    """Whether the word of violence is meant as one: a clear word, or arms beside it."""
    if report.trigger is None:
        return False
    facts = report.trigger.hit.tag.facts
    if facts.get("subject") == "weapon":
        return bool(report.weapons) or any(hit.kind == "weapon" for hit in clause.hits)
    near = any(bears_arms(document, hit) for hit in clause.hits) or bool(report.casualties)
    near = near or _is_deed_of_state(report, clause)
    if report.trigger.family == "seize" and report.trigger.definite and not report.trigger.verb:
        return True  # 'the seizure came days after …'
    if report.trigger.family == "seize":  # ships and towns are; rifles and farms are police work
        taken = _is_seized_target(document, report) or _is_seized_place(document, report)
        return taken and (armed or near or facts.get("event") != "Battles")
    if not facts.get("weak"):
        plain = report.trigger.verb and _is_on_something(document, report)
        return armed or near or plain or facts.get("event") is not None
    return near or (
        armed and (report.target is not None or report.trigger.definite or report.scene is not None)
    )


def _is_on_something(document: Document, report: Report) -> bool:
    """'A vessel was attacked at …', 'armed herders attacked Yelwata': no game has these."""
    if report.scene is None or report.sentence.of("civil", "play"):
        return False
    return report.target is not None or (
        form("armed_word").search(document.text, report.start, report.end) is not None
    )


def bears_arms(document: Document, hit: Hit) -> bool:
    """Whether a tag says that arms are about: a weapon, a group, 'US forces'."""
    return hit.kind in ARMED or (hit.kind == "people" and is_force(document, hit))


def _is_deed_of_state(report: Report, clause: Clause) -> bool:
    """'Israel struck the port of Tyre': a country that strikes a place has arms, unnamed or not."""
    trigger, actor = report.trigger, report.actor
    if trigger is None or not trigger.verb or report.scene is None:
        return False
    states = {hit.value for hit in clause.hits if hit.kind == "people"}
    doers = {actor.name} if actor else set()
    doers |= {claim.name for claim in report.claims if claim.basis == "claimed"}
    civil = report.sentence.of("civil", "play")
    return report.scene.exact and not civil and not states.isdisjoint(doers - {None})


def _is_seized_target(document: Document, report: Report) -> bool:
    """'seized a tanker', not 'seized rifles from a house'."""
    if report.trigger is None or report.target is None:
        return False
    end, start = document.tokens[report.trigger.hit.last - 1].end, report.target[0]
    return words("context", "prepositions").isdisjoint(document.text[end:start].lower().split())


def _is_seized_place(document: Document, report: Report) -> bool:
    """'seized Goma', 'took the town of Goma': the place itself, not something there."""
    if report.trigger is None or report.scene is None:
        return False
    first, end = (
        document.tokens[at] for at in (report.trigger.hit.first, report.trigger.hit.last - 1)
    )
    if report.trigger.hit.tag.facts.get("actor") == "after":
        return bool(form("fallen").fullmatch(document.text[report.scene.end : first.start]))
    return bool(form("seized").fullmatch(document.text[end.end : report.scene.start]))


def is_armed(document: Document) -> bool:
    """Whether the text as a whole is about armed violence."""
    strong = sum(
        hit.kind in ("verb", "noun")
        and not hit.tag.facts.get("weak")
        and "subject" not in hit.tag.facts
        for sentence in document.sentences
        for hit in sentence.hits
    )
    weapons = sum(hit.kind == "weapon" for sentence in document.sentences for hit in sentence.hits)
    figures = sum(
        hit.kind in ("figurative", "civil", "play")
        for sentence in document.sentences
        for hit in sentence.hits
    )
    groups = any(
        hit.kind in NAMED and hit.tag.facts.get("side") != "state"
        for sentence in document.sentences
        for hit in sentence.hits
    )
    claiming = any(
        _is_claimed(document, sentence) for sentence in document.sentences if sentence.of(*NAMED)
    )
    return strong + weapons + groups + claiming > max(1, 2 * figures)


def _is_claimed(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence says that one whom it names claims something."""
    claiming = words("parties", "claiming")
    return any(token.lower in claiming for token in document.tokens[sentence.first : sentence.last])


def is_play(document: Document) -> bool:
    """Whether a text is about sport or the screen: full of their words, and nobody harmed."""
    words = sum(len(sentence.of("play")) for sentence in document.sentences)
    return words > _PLAY and not find_casualties(document.text, 0, len(document.text))


def _is_vague(document: Document, report: Report, clause: Clause) -> bool:
    """Whether a clause speaks of violence in general: no place, day, number or told incident."""
    trigger = report.trigger
    if trigger is None or report.answer is not None and not trigger.perfect:
        return False
    dated = any(when.precision in _PRECISE or when.first is None for when in report.when)
    counted = any(casualty.count.least for casualty in report.casualties) or any(
        weapon.count and weapon.count.least for weapon in report.weapons
    )
    exact = report.scene is not None and report.scene.exact
    if trigger.perfect:
        return not (dated or (counted and report.scene))
    if trigger.definite:
        return False
    if trigger.plural:
        early = report.scene is not None and (exact or report.sentence.headline)
        return not (dated or counted or (early and report.sentence.index < 4))
    return not (
        dated
        or counted
        or report.scene
        or report.target
        or report.weapons
        or report.sentence.headline
    )
