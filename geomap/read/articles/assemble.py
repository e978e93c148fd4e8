"""Drafts to the shared tables: incidents, claims with their quotes, sources, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from geomap import model
from geomap.gazetteer.names import fold
from geomap.gazetteer.places import Candidate
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.drafts import Draft, actor_above, describe
from geomap.read.articles.event_types import event_of, is_downing
from geomap.read.articles.facts import Row, Voices, claims_of
from geomap.read.articles.ground import Ground
from geomap.read.articles.holders import may_hold
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.lists import data, words
from geomap.read.articles.lookup import Lookup
from geomap.read.articles.parties import is_place_of
from geomap.read.articles.places import PlaceMention, countries_named
from geomap.read.articles.scenes import Scene
from geomap.read.articles.told_places import is_beyond
from geomap.read.articles.tolls import harm_of
from geomap.read.articles.weapons import Weapon
from geomap.read.articles.whose import target_parties

_OTHER: Final = frozenset({"clash", "intercept", "seize", "abduct"})
#: No governorate holds one of these.
_OPEN_WATERS: Final = frozenset({"sea", "gulf"})
#: How many words behind a place the side may stand on which it is.
_SIDE_WORDS: Final = 8
#: How an incident is called in a title, by the sort of violence.
_TITLES: Final = {
    "shell": "Shelling", "air": "Airstrike", "bomb": "Bombing", "blast": "Explosion",
    "gun": "Shooting", "murder": "Killing", "ambush": "Ambush", "clash": "Clash", "raid": "Raid",
    "abduct": "Abduction", "arson": "Arson", "seize": "Seizure", "intercept": "Interception",
    "kill": "Killing",
}  # fmt: skip


@dataclass
class Rows:
    """Plain rows of the tables that one or more texts give."""

    incidents: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)


def assemble(
    document: Document,
    drafts: Sequence[Draft],
    mentions: Sequence[PlaceMention],
    lookup: Lookup,
) -> Rows:
    """The rows of one text: ids are the text's hash and the incident's number in it."""
    rows = Rows()
    named = countries_named(one for one in mentions if not is_beyond(document, one.start))
    stem = document.article.sha256[:10]
    voices = Voices(document, stem)
    ids = {id(draft): f"{stem}-{number}" for number, draft in enumerate(drafts, start=1)}
    for draft in drafts:
        where = _place(document, draft, named, lookup)
        rows.claims += claims_of(document, draft, ids[id(draft)], voices)
        rows.incidents.append(_incident(document, draft, ids[id(draft)], where))
        rows.links += _links(document, draft, ids)
    for row, draft in zip(rows.incidents, drafts, strict=True):
        if draft.answers:
            row["retaliation_for"] = "; ".join(ids[id(answered)] for answered in draft.answers)
    rows.sources += voices.rows
    return rows


def _incident(document: Document, draft: Draft, incident_id: str, where: Row) -> Row:
    """The incident as a row of the native table."""
    actor, basis = _actor(document, draft)
    when = _when(document, draft)
    row: Row = {
        "id": incident_id,
        "kind": _kind(document, draft),
        "description": describe(document, draft),
        "actor": actor,
        "actor_basis": basis,
        "target": _target(document, draft),
        "target_party": "; ".join(target_parties(document, draft.reports)) or None,
        "weapons": "; ".join(_weapons(document, draft)) or None,
        "date_precision": when.precision if when else "unknown",
        "date": _iso(when.first) if when else None,
        "date_end": _iso(when.last) if when and when.last != when.first else None,
        "source": document.article.publisher,
        "source_url": document.article.url,
        "file": document.article.path,
        "spans": [[r.sentence.start, r.sentence.end] for r in draft.reports],
        **where,
        **harm_of(draft),
        **event_of(document, draft),
    }
    row["title"] = _title(draft, row)
    return row


def _target(document: Document, draft: Draft) -> str | None:
    """What was struck; else who was harmed, where a word says more of them than 'people'."""
    struck = _first(document.text[slice(*r.target)] for r in draft.reports if r.target)
    harmed = (c.people for r in draft.reports for c in r.casualties if c.people)
    return struck or _first(
        people for people in harmed if people.lower() not in words("casualties", "somebody")
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


def _kind(document: Document, draft: Draft) -> str:
    if draft.is_answer:
        return "retaliation"
    if is_downing(document, draft):
        return "attack"
    families = [r.family for r in draft.reports if r.family]
    if draft.killed and set(families) <= {"abduct", "kill", "attack"}:
        return "attack"
    return "other" if families and all(family in _OTHER for family in families) else "attack"


def _actor(document: Document, draft: Draft) -> tuple[str | None, str | None]:
    """Who did it and on what ground: claimed before reported before accused."""
    claims = [claim for r in draft.reports for claim in r.claims]
    claimants = list(dict.fromkeys(c.name for c in claims if c.basis == "claimed" and c.name))
    if claimants:
        return (" and " if _is_joint(document, draft) else " or ").join(claimants), "claimed"
    if any(c.basis == "unclaimed" for c in claims):
        return model.ACTOR_UNCLAIMED, "unclaimed"
    accused = [c.name for c in claims if c.basis == "accused" and c.name]
    for basis in ("reported", "accused"):
        named = [
            r.actor for r in draft.reports if r.actor and r.actor.basis == basis and r.actor.name
        ]
        if named and accused and all(map(_is_any, (party.name for party in named))):
            break  # 'Gang members burned homes. Police blamed the X': who is named says more
        if named:
            named.sort(key=lambda party: _is_any(party.name))
            parties = sorted((named[0], *named[0].partners), key=lambda party: party.start)
            return " and ".join(party.name for party in parties if party.name), basis
    under = actor_above(draft)
    if under and under.name:
        return under.name, under.basis
    return (accused[0], "accused") if accused else (None, None)


def _is_any(name: str | None) -> bool:
    """Whether it is only a word for any of their sort: 'Militants'."""
    return name in words("parties", "any_group")


def _is_joint(document: Document, draft: Draft) -> bool:
    """Whether those who claim it did it together: 'claimed a joint ambush', 'X and Y said they'."""
    for report in draft.reports:
        claims = [claim for claim in report.claims if claim.basis == "claimed"]
        sentence = report.sentence
        said_as_one = len({(claim.start, claim.end) for claim in claims}) == 1
        if len(claims) > 1 and (
            said_as_one or document.search("jointly", sentence.start, sentence.end)
        ):
            return True
    return False


def _weapons(document: Document, draft: Draft) -> list[str]:
    """The arms told, the clearest words of each: 'mortar', not 'artillery' of 'the shelling'."""
    told = _arms_told(draft)
    if any(weapon.name == "mortar" for weapon in told):  # whose shells 'a dozen shells' are
        told = [weapon for weapon in told if not _is_any_shell(document, weapon)]
    clear = {weapon.name for weapon in told if not (weapon.vague or weapon.recalled)}
    fired = {data("weapons").get(name, {}).get("sub_event") for name in clear}
    named = list(
        dict.fromkeys(
            weapon.name
            for weapon in told
            if weapon.name in clear
            or (weapon.recalled and data("weapons")[weapon.name]["sub_event"] not in fired)
        )
    )
    vague = list(dict.fromkeys(weapon.name for weapon in told))
    general = {
        word for word in named for other in named if other != word and other.endswith(f" {word}")
    }
    return [word for word in named if word not in general] or vague


def _arms_told(draft: Draft) -> list[Weapon]:
    """The arms of its reports; of a headline that names several, those of another may be too."""
    told = [weapon for r in draft.reports for weapon in r.weapons]
    headed = [weapon for r in draft.reports if r.sentence.headline for weapon in r.weapons]
    if len({weapon.name for weapon in headed}) < 2 or len(headed) == len(told):
        return told
    return [weapon for weapon in told if weapon not in headed]


def _is_any_shell(document: Document, weapon: Weapon) -> bool:
    said = document.lower[weapon.start : weapon.end]
    return weapon.name == "artillery" and said.split()[-1] in ("shell", "shells")


def _when(document: Document, draft: Draft) -> When | None:
    """The closest time stated: of the thing before of its telling, days before ranges."""
    stated = [when for r in draft.reports for when in r.when if when.first and when.last]
    order = model.DATE_PRECISIONS.index
    when = min(
        stated, key=lambda when: (when.said, order(when.precision), when.lagged), default=None
    )
    if when is None or document.text[when.start : when.end].lower() != "overnight":
        return when
    return _in_small_hours(document, draft, when)


def _in_small_hours(document: Document, draft: Draft, night: When) -> When:
    """A night as its second day, where what is told of it says so: 'overran the post at 3 a.m.'."""
    for report in draft.reports:
        within = (report.sentence.start, report.sentence.end)
        evening = document.search("evening_hours", *within)
        if document.search("small_hours", *within) and not evening:
            return replace(night, first=night.last, precision="day")
    return night


def _place(document: Document, draft: Draft, named: frozenset[str], lookup: Lookup) -> Row:
    """Place, governorate and country, as far as the text or the resolved place gives them.

    Of a place that is left open, the country is written only if it is ``named`` besides, or the
    one country that the text speaks of: a guess would be taken as given by whoever locates the
    row, and prove itself.
    """
    scene = draft.scene
    if scene is None:
        return dict.fromkeys(("place", "admin1", "country", "place_key", "ground"))
    best = scene.mention.resolution.best
    others = [r.scene for r in draft.reports if r.scene]
    held = [scene.admin1, *(other.admin1 for other in others)]
    areas = [o.mention for o in others if o.mention.kind == "governorate" and o is not scene]
    held += [area for area in areas if may_hold(area.resolution.best, best)]
    told = [
        scene.mention,
        scene.country,
        None if best else scene.admin1,
        *(other.mention for other in others),
    ]
    bests = [mention.resolution.best for mention in told if mention]
    known = [found for found in bests if found and found.country_code in named]
    admin1 = _named(document, held) or (best.admin1 if best in known else None)
    if best and best.kind in _OPEN_WATERS:
        admin1 = None  # 'fired at a ship in the Red Sea in response to raids on Sanaa'
    code = _country_of_side(document, scene) or (known[0].country_code if known else None)
    code = code or _country_of_paragraph(document, draft) or _only_country(document, named, best)
    if best is None and scene.country and not _may_be_in(scene.country, code):
        code = None
    if best and best.kind in _OPEN_WATERS:
        code = None  # 'a tanker bound for Singapore was attacked in the Gulf of Aden'
    country = lookup.country_name(code) if code else None
    return {
        "place": scene.text,
        "admin1": admin1,
        "country": country,
        "place_key": _place_key(scene),
        "ground": Ground.of(best) if best else None,
    }


def _may_be_in(area: PlaceMention, code: str | None) -> bool:
    """Whether an area may lie in a country: 'Belgorod region' in a text of Ukrainian drones."""
    held = area.resolution.best
    return held is None or held.country_code in (None, code)


def _only_country(document: Document, named: frozenset[str], best: Candidate | None) -> str | None:
    """The one country whose name or people a text tells, where no place of it is of another.

    For a place that no list holds, the one country of all places that it names will do. Forces
    that fight abroad ('US forces at Al-Tanf') tell nothing of where they are.
    """
    told = {
        hit.tag.facts["code"]
        for sentence in document.sentences
        for hit in sentence.of("people")
        if hit.tag.facts["role"] != "capital"
        and not _is_abroad(document, hit, best)
        and not is_beyond(document, document.tokens[hit.first].start)
    }
    codes = told | named
    return codes.pop() if (told or best is None) and len(codes) == 1 else None


def _country_of_side(document: Document, scene: Scene) -> str | None:
    """The country on whose side of a lake or a border a place is that no list holds.

    'Tilma, on the Nigerian side of the lake'.
    """
    mention = scene.mention
    if mention.resolution.best is not None:
        return None
    for hit in document.sentences[mention.sentence].of("people"):
        led = [document.word(hit.first - 2), document.word(hit.first - 1)]
        near = mention.last <= hit.first < mention.last + _SIDE_WORDS
        inside = led[1] == "the" and led[0] in words("grammar", "inside") | {"on"}
        if near and inside and document.word(hit.last) in words("context", "sides"):
            return str(hit.tag.facts["code"])
    return None


def _country_of_paragraph(document: Document, draft: Draft) -> str | None:
    """The country that a paragraph is headed by: 'SOMALIA. A bomber …', 'KENYA: Two …'."""
    paragraph = draft.reports[0].sentence.paragraph
    head = next(one for one in document.sentences if one.paragraph == paragraph)
    names = [hit for hit in head.of("people") if hit.tag.facts["role"] == "name"]
    first = next((hit for hit in names if _opens(document, head, hit)), None)
    if first is None:
        return None
    end = document.tokens[first.last - 1].end
    dated = first.first > head.first and document.text.startswith(",", end)
    heads = dated or document.match("head_of", end)
    return str(first.tag.facts["code"]) if heads else None


def _opens(document: Document, head: Sentence, hit: Hit) -> bool:
    """Whether a country's name opens a paragraph, or stands behind its day: '9 May – Chad, …'."""
    start = document.tokens[hit.first].start
    return hit.first == head.first or bool(document.fullmatch("entry_day", head.start, start))


def _is_abroad(document: Document, hit: Hit, best: Candidate | None) -> bool:
    """Whether it tells whose people are meant, and they may be far from home."""
    if hit.tag.facts["code"] not in data("context")["abroad"]:
        return False
    here = best is not None and best.country_code == hit.tag.facts["code"]
    return not here and not is_place_of(document, hit)


def _place_key(scene: Scene) -> str:
    """What two tellings of one place share: its id, or its name where the index holds none.

    A town and the governorate of its name share one, where only the name is said: 'in Diffa'.
    """
    best = scene.mention.resolution.best
    if best is None:
        return fold(scene.name)
    area = best.name if best.kind == "governorate" else best.admin1
    if area and fold(area) == fold(best.name) == fold(scene.name):
        return f"{best.country_code}:{fold(area)}"
    return best.place_id


def _named(document: Document, mentions: Sequence[Any]) -> str | None:
    return _first(document.text[m.start : m.end] for m in mentions if m and m.resolution.best)


def _title(draft: Draft, row: Row) -> str:
    """A short title from the parts: 'Rocket attack near Ain al-Asad base'."""
    weapon = row["weapons"].split("; ")[0] if row["weapons"] else None
    family = next((r.family for r in draft.reports if r.family in _TITLES), None)
    if weapon in ("airstrike",) or (weapon is None and family):
        what = _TITLES.get(family or "air", "Attack")
    else:
        what = f"{weapon.capitalize()} attack" if weapon else "Attack"
    scene = draft.scene
    where = "" if scene is None else f" {'at' if scene.text == scene.name else ''} {scene.text}"
    who = f" by {row['actor']}" if draft.is_answer and row["actor"] else ""
    return " ".join(f"{what}{who}{where}".split())


def _links(document: Document, draft: Draft, ids: Mapping[int, str]) -> Iterator[Row]:
    for answered in draft.answers:
        assert draft.answer is not None
        sentence = draft.answer.sentence
        yield {
            "from_id": ids[id(draft)],
            "to_id": ids[id(answered)],
            "type": "retaliation_for",
            "basis": "stated",
            "quote": document.article.text[sentence.start : sentence.end],
        }
