"""Drafts to the shared tables: incidents, claims with their quotes, sources, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from geomap import model
from geomap.gazetteer.names import fold
from geomap.read.articles.antecedents import is_state
from geomap.read.articles.casualties import Casualty
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document
from geomap.read.articles.drafts import Draft, describe
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.lookup import Lookup
from geomap.read.articles.parties import Party
from geomap.read.articles.places import PlaceMention, countries_named
from geomap.read.articles.readings import Report
from geomap.read.articles.scenes import Scene, may_hold
from geomap.read.articles.whose import target_parties

Row = dict[str, Any]

_OTHER: Final = frozenset({"clash", "intercept", "seize", "abduct"})
#: How an incident is called in a title, by the sort of violence.
_TITLES: Final = {
    "shell": "Shelling", "air": "Airstrike", "bomb": "Bombing", "blast": "Explosion",
    "gun": "Shooting", "murder": "Killing", "ambush": "Ambush", "clash": "Clash", "raid": "Raid",
    "abduct": "Abduction", "arson": "Arson", "seize": "Seizure", "intercept": "Interception",
    "kill": "Killing",
}  # fmt: skip

_WORD: Final = re.compile(r"[\w-]+")


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
    named = countries_named(mentions)
    stem = document.article.sha256[:10]
    voices = _Voices(document, stem)
    ids = {id(draft): f"{stem}-{number}" for number, draft in enumerate(drafts, start=1)}
    for draft in drafts:
        claims = list(_claims(document, draft, ids[id(draft)], voices))
        where = _place(document, draft, named, lookup)
        rows.claims += claims
        rows.incidents.append(_incident(document, draft, ids[id(draft)], claims, where))
        rows.links += _links(document, draft, ids)
    for row, draft in zip(rows.incidents, drafts, strict=True):
        if draft.answers:
            row["retaliation_for"] = "; ".join(ids[id(answered)] for answered in draft.answers)
    rows.sources += voices.rows
    return rows


class _Voices:
    """The sources of one text: the text itself first, then whom it quotes."""

    def __init__(self, document: Document, stem: str) -> None:
        article = document.article
        self._stem = stem
        self._base: Row = {
            "title": article.title or _headline(document),
            "url": article.url,
            "published": article.published
            or (document.anchor.isoformat() if document.anchor else None),
            "path": article.path,
            "sha256": article.sha256,
        }
        self.rows: list[Row] = [{"id": stem, "publisher": article.publisher, **self._base}]
        self._ids: dict[str, str] = {}

    def of(self, report: Report) -> str:
        """The id of who says what a report says."""
        who = report.said.who if report.said else None
        if who is None:
            return self._stem
        if who.casefold() not in self._ids:
            number = f"{self._stem}-s{len(self._ids) + 1}"
            self._ids[who.casefold()] = number
            self.rows.append({"id": number, "publisher": who, **self._base})
        return self._ids[who.casefold()]


def _headline(document: Document) -> str | None:
    first = document.sentences[0] if document.sentences else None
    return document.text[first.start : first.end] if first and first.headline else None


def _claims(document: Document, draft: Draft, incident_id: str, voices: _Voices) -> Iterator[Row]:
    """Every fact that the reports of an incident state, each with its exact words."""
    told = [(report, fact) for report in draft.reports for fact in _facts(document, draft, report)]
    above = draft.under.actor if draft.under else None
    if draft.under and above and all(report.actor != above for report in draft.reports):
        told.append((draft.under, _actor_fact(document, above)))
    for report, (name, value, start, end) in told:
        yield {
            "incident_id": incident_id,
            "field": name,
            "value": value,
            "source_id": voices.of(report),
            "quote": document.article.text[start:end],
            "start": start,
            "end": end,
        }


def _facts(document: Document, draft: Draft, report: Report) -> Iterator[tuple[str, str, int, int]]:
    """Field, value and characters of each fact of a report."""
    text, sentence = document.text, report.sentence
    if report.trigger:
        yield "incident", _family_name(report), sentence.start, sentence.end
    if report.scene:
        yield "place", report.scene.text, report.scene.start, report.scene.end
    happened = any(when.first and not when.said for told in draft.reports for when in told.when)
    for when in report.when:
        if when.said and happened:
            continue  # 'said on Monday': when it was told is no second day of it
        yield "date", _date_value(text, when), when.start, when.end
    stated = _stated_weapons(text, report)
    if stated:
        said = text[stated[0] : stated[1]]
        elided = all(weapon.elided for weapon in report.weapons)
        value = f"{said} ({report.weapons[0].name})" if elided else said
        places = next((one.together for one in report.weapons if one.together), None)
        yield "weapons", f"{value} in {places} together" if places else value, *stated
    if report.actor:
        for party in (report.actor, *report.actor.partners):
            yield _actor_fact(document, party)
    for claim in report.claims:
        yield _claim_fact(claim)
    if report.target:
        yield "target", text[slice(*report.target)], *report.target
    for casualty in report.casualties:
        yield _casualty_fact(casualty)


def _actor_fact(document: Document, actor: Party) -> tuple[str, str, int, int]:
    said = document.text[actor.start : actor.end]
    return "actor", actor.name or said, actor.start, actor.end


def _claim_fact(claim: Party) -> tuple[str, str, int, int]:
    if claim.basis in ("disputed", "unverified"):
        return "incident", claim.basis, claim.start, claim.end
    value = model.ACTOR_UNCLAIMED if claim.basis == "unclaimed" else f"{claim.name} ({claim.basis})"
    return "actor", value, claim.start, claim.end


def _family_name(report: Report) -> str:
    return report.trigger.hit.value if report.trigger else ""


def _casualty_fact(casualty: Casualty) -> tuple[str, str, int, int]:
    if casualty.harm == "none":
        return "casualties", "reported_none", casualty.start, casualty.end
    together = f"in {casualty.together} together" if casualty.together else None
    value = " ".join(filter(None, (casualty.told, together)))
    end = max(casualty.end, casualty.among[1]) if casualty.among else casualty.end
    return casualty.harm, value, casualty.start, end


def _stated_weapons(text: str, report: Report) -> tuple[int, int] | None:
    """The stretch from the first to the last weapon, where counts or several of them stand."""
    named = [weapon for weapon in report.weapons if not weapon.elided] or report.weapons
    if not named:
        return None
    first, last = named[0], named[-1]
    if last.start - first.end > 40 or not form("listed").fullmatch(text, first.end, last.start):
        last = first
    return first.start, max(first.end, last.end)


def _date_value(text: str, when: When) -> str:
    """The days that a time means, and what they are counted from where the text has no date."""
    days = _days(when)
    if days is None:
        return text[when.start : when.end]
    counted = when.near is not None and when.first != when.near
    return f"{days} (counted from {when.near}, which the text names)" if counted else days


def _days(when: When) -> str | None:
    if when.first is None or when.last is None:
        return None
    return str(when.first) if when.first == when.last else f"{when.first}/{when.last}"


def _incident(
    document: Document, draft: Draft, incident_id: str, claims: Sequence[Row], where: Row
) -> Row:
    """The incident as a row of the native table."""
    actor, basis = _actor(document, draft)
    when = _when(draft)
    row: Row = {
        "id": incident_id,
        "kind": _kind(document, draft),
        "description": describe(document, draft),
        "actor": actor,
        "actor_basis": basis,
        "target": _first(document.text[slice(*r.target)] for r in draft.reports if r.target),
        "target_party": "; ".join(target_parties(document, draft.reports)) or None,
        "weapons": "; ".join(_weapons(draft)) or None,
        "date_precision": when.precision if when else "unknown",
        "date": _iso(when.first) if when else None,
        "date_end": _iso(when.last) if when and when.last != when.first else None,
        "source": document.article.publisher,
        "source_url": document.article.url,
        "file": document.article.path,
        "spans": [[r.sentence.start, r.sentence.end] for r in draft.reports],
        **where,
        **_harm(claims, draft),
        **_event(document, draft),
    }
    row["title"] = _title(draft, row)
    return row


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


def _kind(document: Document, draft: Draft) -> str:
    if draft.is_answer:
        return "retaliation"
    if _is_downing(document, draft):
        return "attack"
    families = [r.family for r in draft.reports if r.family]
    return "other" if families and all(family in _OTHER for family in families) else "attack"


def _is_downing(document: Document, draft: Draft) -> bool:
    """Whether those in a helicopter or a plane were shot at, not a drone or a rocket in flight."""
    if any(r.family != "intercept" for r in draft.reports if r.trigger):
        return False
    arms = {weapon.name for r in draft.reports for weapon in r.weapons}
    if arms & words("parties", "flown"):
        return True
    if any(c.harm == "killed" for r in draft.reports for c in r.casualties):
        return arms.isdisjoint(words("parties", "in_flight"))  # what fell may have killed
    said = (document.text[slice(*r.target)].lower() for r in draft.reports if r.target)
    return any(not words("parties", "crewed").isdisjoint(text.split()) for text in said)


def _actor(document: Document, draft: Draft) -> tuple[str | None, str | None]:
    """Who did it and on what ground: claimed before reported before accused."""
    claims = [claim for r in draft.reports for claim in r.claims]
    claimants = list(dict.fromkeys(c.name for c in claims if c.basis == "claimed" and c.name))
    if claimants:
        return (" and " if _is_joint(document, draft) else " or ").join(claimants), "claimed"
    if any(c.basis == "unclaimed" for c in claims):
        return model.ACTOR_UNCLAIMED, "unclaimed"
    for basis in ("reported", "accused"):
        named = [
            r.actor for r in draft.reports if r.actor and r.actor.basis == basis and r.actor.name
        ]
        if named:
            named.sort(key=lambda party: party.name in words("parties", "any_group"))
            parties = sorted((named[0], *named[0].partners), key=lambda party: party.start)
            return " and ".join(party.name for party in parties if party.name), basis
    under = draft.under.actor if draft.under else None
    if under and under.name:
        return under.name, under.basis
    accused = [c.name for c in claims if c.basis == "accused" and c.name]
    return (accused[0], "accused") if accused else (None, None)


def _is_joint(document: Document, draft: Draft) -> bool:
    """Whether those who claim it did it together: 'claimed a joint ambush', 'X and Y said they'."""
    for report in draft.reports:
        claims = [claim for claim in report.claims if claim.basis == "claimed"]
        sentence = report.sentence
        said_as_one = len({(claim.start, claim.end) for claim in claims}) == 1
        if len(claims) > 1 and (
            said_as_one or form("jointly").search(document.text, sentence.start, sentence.end)
        ):
            return True
    return False


def _weapons(draft: Draft) -> list[str]:
    named = list(
        dict.fromkeys(
            weapon.name for r in draft.reports for weapon in r.weapons if not weapon.vague
        )
    )
    vague = list(dict.fromkeys(weapon.name for r in draft.reports for weapon in r.weapons))
    general = {
        word for word in named for other in named if other != word and other.endswith(f" {word}")
    }
    return [word for word in named if word not in general] or vague


def _when(draft: Draft) -> When | None:
    """The closest time stated: of the thing before of its telling, days before ranges."""
    stated = [when for r in draft.reports for when in r.when if when.first and when.last]
    order = model.DATE_PRECISIONS.index
    return min(stated, key=lambda when: (when.said, order(when.precision)), default=None)


def _place(document: Document, draft: Draft, named: frozenset[str], lookup: Lookup) -> Row:
    """Place, governorate and country, as far as the text or the resolved place gives them.

    Of a place that is left open, the country is written only if it is ``named`` besides, or the
    one country that the text speaks of: a guess would be taken as given by whoever locates the
    row, and prove itself.
    """
    scene = draft.scene
    if scene is None:
        return {"place": None, "admin1": None, "country": None, "place_key": None}
    best = scene.mention.resolution.best
    others = [r.scene for r in draft.reports if r.scene]
    held = [scene.admin1, *(other.admin1 for other in others)]
    areas = [o.mention for o in others if o.mention.kind == "governorate" and o is not scene]
    held += [area for area in areas if may_hold(area.resolution.best, best)]
    told = [scene.mention, scene.country, *(other.mention for other in others)]
    bests = [mention.resolution.best for mention in told if mention]
    known = [found for found in bests if found and found.country_code in named]
    admin1 = _named(document, held) or (best.admin1 if best in known else None)
    code = known[0].country_code if known else _only_country(document, named)
    country = lookup.country_name(code) if code else None
    key = _place_key(scene)
    return {"place": scene.text, "admin1": admin1, "country": country, "place_key": key}


def _only_country(document: Document, named: frozenset[str]) -> str | None:
    """The one country whose name or people a text tells, where no place of it is of another."""
    told = {
        hit.tag.facts["code"]
        for sentence in document.sentences
        for hit in sentence.of("people")
        if hit.tag.facts["role"] != "capital"
    }
    codes = told | named
    return codes.pop() if told and len(codes) == 1 else None


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


def _harm(claims: Sequence[Row], draft: Draft) -> Row:
    """Killed and injured where the sources agree on one number, and what is said in all."""
    told = [c for r in draft.reports for c in r.casualties]
    row: Row = {}
    for harm in ("killed", "injured"):
        counts = {c.count.exact for c in told if c.harm == harm and not c.together}
        row[harm] = counts.pop() if len(counts) == 1 else None
    if any(c.harm != "none" for c in told):
        row["casualties"] = "reported"
    else:
        row["casualties"] = "reported_none" if told else "unknown"
    return row


def _event(document: Document, draft: Draft) -> Row:
    """ACLED's event and sub-event words for the clearest trigger and weapon."""
    if _is_downing(document, draft):
        return {"event_type": "Battles", "sub_event_type": "Armed clash"}
    told = [r for r in draft.reports if r.trigger]
    told = [r for r in told if r.family != "intercept"] or told  # the jets shot down in an attack
    facts = [r.trigger.hit.tag.facts for r in told if r.trigger]
    weapon = next((w.name for r in draft.reports for w in r.weapons if not w.vague), None)
    for entry in facts:
        if "sub_event" in entry and "event" in entry:
            return {"event_type": entry["event"], "sub_event_type": entry["sub_event"]}
    sub = _weapon_event(weapon)
    if sub:
        return {"event_type": "Explosions/Remote violence", "sub_event_type": sub}
    event = next((entry["event"] for entry in facts if "event" in entry), None)
    by_hand = any(r.family in ("gun", "kill", "raid") for r in draft.reports)
    if event is None and (by_hand or _is_assault(draft)) and _is_on_forces(document, draft):
        return {"event_type": "Battles", "sub_event_type": "Armed clash"}
    if event is None and by_hand:
        return {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    return {"event_type": event, "sub_event_type": None}


def _is_assault(draft: Draft) -> bool:
    """'Militants attacked an army base': no arms are told, and no state may have come by air."""
    return any(
        r.trigger
        and r.trigger.hit.value == "attack"
        and r.actor
        and not is_state(r.actor.name or "")
        for r in draft.reports
    )


def _is_on_forces(document: Document, draft: Draft) -> bool:
    """Whether those attacked bear arms: their target is told as theirs, or those killed are."""
    spans = [report.target for report in draft.reports if report.target]
    spans += [(harmed.start, harmed.end) for r in draft.reports for harmed in r.casualties]
    told = (document.text[start:end].lower() for start, end in spans)
    said = {word for text in told for word in _WORD.findall(text)}
    armed = words("casualties", "armed_people") | words("casualties", "forces")
    return not said.isdisjoint(armed)


def _weapon_event(weapon: str | None) -> str | None:
    if weapon == "airstrike":
        return "Air/drone strike"
    entry: Mapping[str, Any] = data("weapons").get(weapon, {}) if weapon else {}
    sub = entry.get("sub_event")
    return None if sub == "Looting/property destruction" else sub


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
