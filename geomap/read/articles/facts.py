"""What a text claims of one incident: each fact with its value, its quote and who says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geomap import model
from geomap.read.articles.casualties import Casualty
from geomap.read.articles.dates import When
from geomap.read.articles.document import Document
from geomap.read.articles.drafts import Draft, actor_above
from geomap.read.articles.lists import form
from geomap.read.articles.parties import Party
from geomap.read.articles.readings import Report

#: A row of a table, by column.
Row = dict[str, Any]


class Voices:
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


def claims_of(document: Document, draft: Draft, incident_id: str, voices: Voices) -> Iterator[Row]:
    """Every fact that the reports of an incident state, each with its exact words."""
    told = [(report, fact) for report in draft.reports for fact in _facts(document, draft, report)]
    above = actor_above(draft)
    if draft.under and above and all(report.actor != above for report in draft.reports):
        claimed = above.basis == "claimed"
        told.append((draft.under, _claim_fact(above) if claimed else _actor_fact(document, above)))
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


def _headline(document: Document) -> str | None:
    first = document.sentences[0] if document.sentences else None
    return document.text[first.start : first.end] if first and first.headline else None
