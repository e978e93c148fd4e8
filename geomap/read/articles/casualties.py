"""Who was killed and injured, how many, and where a source says that nobody was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from geomap.read.articles.quantities import QUANTITY, Count, parse_count

Harm = Literal["killed", "injured", "none"]

#: People as casualties, by the word that a count stands before.
_PEOPLE: Final = (
    r"(?:(?:\d+-year-old|other|more|young|elderly|local|foreign|unarmed|innocent|suspected|off-duty|"
    r"[A-Za-z]+(?:ese|ish|ian|ians|an|i|is)|US|U\.S\.|UN|Hamas|Hezbollah|Houthi|Taliban|army|police|security|"
    r"civilian|military|family|border|government|armed|aid|health|humanitarian|national|coalition)\s+){0,3}"
    r"(?:people|persons|civilians|soldiers|troops|policemen|officers|guards|fighters|militants|members|"
    r"gunmen|rebels|insurgents|terrorists|guerrillas|men|women|children|boys|girls|villagers|residents|"
    r"workers|journalists|students|peasants|farmers|passengers|personnel|servicemen|servicewomen|"
    r"crew\s+members|crew|sailors|seafarers|patients|worshippers|worshipers|pilgrims|migrants|refugees|"
    r"casualties|others|victims|bystanders|pedestrians|brothers|priests|nuns|attackers|bandits|commanders|"
    r"person|civilian|soldier|policeman|officer|guard|fighter|militant|member|gunman|man|woman|child|"
    r"boy|girl|villager|resident|worker|journalist|student|peasant|farmer|serviceman|crew\s+member|"
    r"sailor|driver|commander|teenager|infant|baby|drivers|medics|paramedics|rescuers|firefighters|"
    r"employees|bodyguards|bodyguard|employee|agents|agent|vigilantes|herders|traders|elders|leaders|leader|"
    r"tourists|Palestinians|Israelis|Syrians|Ukrainians|Russians|Iraqis|Yemenis|Americans|Afghans|Pakistanis)"
)
_WHO: Final = (
    rf"(?P<count>{QUANTITY})(?:\s+(?:of\s+(?:the|its|their)\s+)?(?P<people>{_PEOPLE})\b"
    rf"(?:,?\s+(?:and|as\s+well\s+as)\s+(?P<more>{QUANTITY})\s+(?P<others>{_PEOPLE})\b)?)?"
)
#: Up to five words between the count and the verb: 'five members of one family died'.
_GAP: Final = (
    r"(?:\s+(?!were\b|was\b|and\b|killed\b|wounded\b|injured\b|have\b|has\b|had\b)\w+){0,5}?"
)
_BE: Final = r"(?:were|was|are|is|have\s+been|has\s+been|had\s+been|being)"
_ADVERB: Final = r"(?:\s+(?:also|reportedly|seriously|critically|slightly|lightly|severely|badly|confirmed|instantly|later|immediately))?"
_DEAD: Final = r"(?:killed|slain|dead|murdered|martyred|assassinated|executed|massacred|shot\s+dead|beheaded|slaughtered)"
_HURT: Final = r"(?:injured|wounded|hurt|hospitali[sz]ed|maimed)"
_KILLING: Final = r"(?:kill(?:ed|ing|s)?|murder(?:ed|ing)|assassinat(?:ed|ing)|massacr(?:ed|ing)|claim(?:ed|ing)\s+the\s+lives\s+of|claim(?:ed|ing))"
_WOUNDING: Final = r"(?:injur(?:ed|ing|es|e)|wound(?:ed|ing|s)|hurt(?:ing)?)"

_FORMS: Final[tuple[tuple[Harm, str], ...]] = (
    (
        "none",
        r"\b(?:caus(?:ed|ing)|there\s+(?:were|was|are)|with|reported|reporting|result(?:ed|ing)\s+in|had|sustained|without(?:\s+causing)?(?:\s+any)?)?\s*(?<!without )\bno\s+(?:further\s+)?(?:casualties|injuries|fatalities|victims|deaths|one\s+(?:was\s+|were\s+)?(?:killed|hurt|injured|wounded))(?:\s+or\s+(?:material\s+)?(?:damage|injuries|casualties))?",
    ),
    (
        "none",
        r"\bwithout\s+(?:causing\s+|any\s+)*(?:casualties|injuries|injury|fatalities|victims|deaths|loss\s+of\s+life)(?:\s+or\s+(?:material\s+)?(?:damage|injuries|casualties))?",
    ),
    (
        "none",
        r"\b(?:no\s+one|nobody|none\s+of\s+\w+(?:\s+\w+)?)\s+(?:was|were|had\s+been|has\s+been)\s+(?:killed|hurt|injured|wounded|harmed)(?:\s+or\s+(?:killed|hurt|injured|wounded))?",
    ),
    (
        "none",
        r"\b(?:did\s+not\s+cause|caused\s+neither|not\s+caus(?:e|ing))\s+(?:any\s+)?(?:casualties|injuries|deaths|victims)",
    ),
    (
        "none",
        r"\b(?:crew|crews|staff|personnel|crew\s+members)\s+(?:(?!not\b)\w+\s+){0,5}?(?:are|were|is|was)\s+(?:reported\s+)?(?:all\s+)?(?:safe|unharmed|unhurt)\b",
    ),
    ("killed", rf"\b{_WHO}{_GAP}\s+{_BE}{_ADVERB}\s+{_DEAD}\b"),
    ("killed", rf"\b{_WHO}{_GAP}\s+(?:had\s+)?died\b"),
    ("killed", rf"\b(?:left|leaving)\s+{_WHO}\s+{_DEAD}\b"),
    ("killed", rf"\b{_KILLING}\s+{_WHO}"),
    (
        "killed",
        rf"\b(?:the\s+)?(?:death\s+)?toll\s+(?:\w+\s+){{0,3}}?(?:to|at|of|was|is|stood\s+at)\s+(?P<count>{QUANTITY})",
    ),
    ("killed", rf"\b(?:deaths?|killing|assassination|murder|massacre)\s+of\s+{_WHO}"),
    (
        "killed",
        r"\b(?:put|puts|putting)\s+the\s+(?:death\s+toll|toll|number|figure)\s+at\s+"
        rf"(?P<count>{QUANTITY})",
    ),
    (
        "killed",
        rf"\b(?P<count>{QUANTITY})\s+(?:(?:civilian|military|confirmed)\s+)?(?:dead|fatalities|deaths)\b",
    ),
    ("killed", rf"\b{_WHO}\s+{_DEAD}\b"),
    ("injured", rf"\b{_WHO}{_GAP}\s+{_BE}{_ADVERB}\s+{_HURT}\b"),
    ("injured", rf"\b(?:left|leaving)\s+{_WHO}\s+{_HURT}\b"),
    ("injured", rf"\b{_WOUNDING}\s+{_WHO}"),
    (
        "injured",
        rf"\b{_WHO}\s+(?:sustained|suffered|received)\s+(?:\w+\s+){{0,2}}(?:injuries|wounds)\b",
    ),
    ("injured", rf"\b{_WHO}\s+{_HURT}\b"),
    ("injured", rf"\b(?P<count>{QUANTITY})\s+injuries\b"),
)
_PATTERNS: Final = tuple((harm, re.compile(form, re.IGNORECASE)) for harm, form in _FORMS)
#: A sentence without one of these says nothing of casualties: saves nineteen searches.
_WORTH_READING: Final = re.compile(
    r"kill|die|number|figure|dead|death|toll|injur|wound|hurt|murder|assassinat|casualt|fatalit|victim|slain|"
    r"martyr|massacre|execut|claim(?:ed|ing) the li|harmed|hospitali|safe|behead|slaughter|maim",
    re.IGNORECASE,
)
_NO_REPORTS: Final = re.compile(
    r"\b(?:no|without|not)\s+(?:\w+\s+){0,2}?(?:reports?|word|information|details|indication|known|"
    r"immediately\s+clear|clear)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Casualty:
    """One stated number of people harmed, or that nobody was; characters ``[start, end)``."""

    start: int
    end: int
    harm: Harm
    count: Count  # 0 where nobody was
    people: str | None  # of whom, in the text's words


def find_casualties(text: str, start: int, end: int) -> list[Casualty]:
    """The casualties that ``text[start:end]`` states, by position, each stretch read once.

    'No reports of casualties' states nothing and gives nothing.
    """
    if not _WORTH_READING.search(text, start, end):
        return []
    found: list[Casualty] = []
    for harm, pattern in _PATTERNS:
        at = start
        while match := pattern.search(text, at, end):
            casualty = None if _is_unknown(text, start, harm, match) else _read(harm, match)
            taken = any(match.start() < other.end and other.start < match.end() for other in found)
            if casualty and not taken:
                found.append(casualty)
            # 'a local chief said 34 people …' counts from its second number
            at = match.end() if casualty else match.start() + 1
    return sorted(found, key=lambda casualty: casualty.start)


def _read(harm: Harm, match: re.Match[str]) -> Casualty | None:
    if harm == "none":
        return Casualty(match.start(), match.end(), harm, Count(0, 0), None)
    groups = match.groupdict()
    people, count = groups.get("people"), parse_count(match["count"])
    if groups.get("more"):
        people = f"{people} and {groups['others']}"
        count = count.plus(parse_count(match["more"]))
    if people is None and match["count"].lower() in ("a", "an", "some"):
        return None  # 'killed a well-known ...' counts nobody
    return Casualty(match.start(), match.end(), harm, count, people)


def _is_unknown(text: str, start: int, harm: Harm, match: re.Match[str]) -> bool:
    """Whether 'no casualties' is said of reports, not of people."""
    before = max(start, match.start() - 40)
    return harm == "none" and bool(_NO_REPORTS.search(text, before, match.end()))
