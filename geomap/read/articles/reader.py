"""Articles to one set of incidents: read each, keep what cannot be read, merge what is the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError, Problem, UnreadableFile, shorten
from geomap.garbage import garbage_left
from geomap.gazetteer.places import Query
from geomap.model import INCIDENT_COLUMNS, Incidents
from geomap.read.articles.apart import apart
from geomap.read.articles.armies import name_armies
from geomap.read.articles.assemble import Rows, assemble
from geomap.read.articles.compose import compose
from geomap.read.articles.dates import parse_date
from geomap.read.articles.document import Article, Document, parse
from geomap.read.articles.facts import Row
from geomap.read.articles.load import (
    SUFFIXES,
    Given,
    anchor_of,
    article_of,
    input_at,
    outlet_of,
    with_publisher,
)
from geomap.read.articles.lookup import Lookup, lookup_of
from geomap.read.articles.merge import merge
from geomap.read.articles.peace import without_taken_back
from geomap.read.articles.places import PlaceMention, find_places, with_peoples
from geomap.read.articles.reports import read_reports
from geomap.read.articles.telling import list_lines, place_heads, telling_sentences, with_context
from geomap.read.articles.tokens import is_caseless, is_english, tokens
from geomap.read.inputs import Input

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells by itself: its rows, or why there are none.

    Neither rows nor reason: the text stood before among the inputs.
    """

    name: str
    sha256: str | None = None  # of the text, None where there is none
    rows: Rows | None = None
    reason: str | None = None
    row: int | None = None  # of a collection, where one of its rows is no article


def read_articles(
    inputs: Iterable[Given],
    *,
    gazetteer: Gazetteer,
    published: str | date | None = None,
    countries: Sequence[str] = (),
    nlp: str | None = None,
) -> Incidents:
    """The incidents that articles report, with their claims, sources and links, not yet located.

    Args:
        inputs: files (``.txt .md .html``), folders of them, or articles already in hand.
        gazetteer: what knows places; names are resolved with the whole document in view.
        published: the day of articles that carry none themselves, ``YYYY-MM-DD``.
        countries: where reporting is about, as names or ISO codes; a hint only.
        nlp: an installed spaCy model, whose named entities are one more vote on names.

    Returns:
        Incidents whose ``place, admin1, country`` wait for :func:`geomap.locate`. ``extra`` has
        ``spans``, JSON of ``[[start, end], ...]`` in characters of the text as read, and
        ``actor_basis`` (claimed, reported, accused, unclaimed) and ``target_party``: whose was
        what was struck, as far as the text says, separated by semicolons. A file that cannot
        be read stands in ``rejected`` and never stops the others.

    Raises:
        InputError: ``published`` is not a date, or the model is not installed.
    """
    return together(
        read_each(inputs, gazetteer=gazetteer, published=published, countries=countries, nlp=nlp)
    )


def read_each(
    inputs: Iterable[Given],
    *,
    gazetteer: Gazetteer,
    published: str | date | None = None,
    countries: Sequence[str] = (),
    nlp: str | None = None,
) -> Iterator[Told]:
    """What each article tells by itself, in order; :func:`together` makes one set of it.

    Raises:
        InputError: ``published`` is not a date, or the model is not installed.
    """
    day, lookup = _published(published), lookup_of(gazetteer, nlp)
    unread, seen = list[Problem](), set[str]()
    for article in _articles(inputs, unread):
        yield from _set_aside(unread)
        unread.clear()
        told = Told(article.name, article.sha256)
        if article.sha256 not in seen:
            seen.add(article.sha256)
            told = _told(told, article, lookup, day, countries)
        yield told
    yield from _set_aside(unread)


def _set_aside(unread: Iterable[Problem]) -> Iterator[Told]:
    return (Told(problem.file, reason=problem.reason, row=problem.row) for problem in unread)


def _told(
    told: Told, article: Article, lookup: Lookup, day: date | None, countries: Sequence[str]
) -> Told:
    """What one article tells, or why nothing: whatever fails in one never stops the others."""
    try:
        rows = read_one(article, lookup, day, countries)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return replace(told, reason=f"could not be read ({fault}): report it with the text")
    text = article.text
    if not rows.incidents and (is_caseless(text) or not is_english(tokens(text))):
        reason = "only English is read for incidents as yet: geomap places lists its places"
        return replace(told, rows=rows, reason=reason)
    return replace(told, rows=rows)


def together(tellings: Iterable[Told]) -> Incidents:
    """One set of incidents from what articles tell: repeated texts set aside, tellings merged.

    ``facts`` have ``articles`` (how many were read), ``told_nothing`` (the names of those that
    report no incident: threats, background, sport) and ``merged`` (what was joined and why).
    """
    rows, rejected, texts, silent = Rows(), list[Row](), dict[str, str](), list[str]()
    for told in tellings:
        if told.sha256 in texts:
            rejected.append(_repeated(told.name, texts[told.sha256]))
            continue
        if told.sha256 is not None:
            texts[told.sha256] = told.name
        if told.reason is not None:
            rejected.append(_rejected(told.name, told.reason, told.row))
        if told.rows is not None:
            _add(rows, told.rows)
            if not told.rows.incidents and told.reason is None:
                silent.append(told.name)
    merged, notes = merge(rows)
    facts = {"articles": len(texts), "told_nothing": silent, "merged": notes}
    return _tables(merged, rejected, facts)


def read_collection(
    rows: Iterable[Article],
    *,
    gazetteer: Gazetteer,
    published: str | date | None = None,
    countries: Sequence[str] = (),
) -> Incidents:
    """:func:`read_articles` for articles that a table or JSON lines hold."""
    return read_articles(rows, gazetteer=gazetteer, published=published, countries=countries)


def read_one(
    article: Article,
    lookup: Lookup,
    published: date | None = None,
    countries: Sequence[str] = (),
) -> Rows:
    """The plain rows of one article, nothing merged across articles."""
    with garbage_left():
        return _read(_document(article, published, lookup), lookup, countries)


def _read(document: Document, lookup: Lookup, countries: Sequence[str]) -> Rows:
    telling = telling_sentences(document)
    if not telling:
        return assemble(document, [], [], lookup)
    around = with_context(telling) | place_heads(document) | list_lines(document, telling)
    mentions = _mentions(document, lookup, countries, around)
    drafts = without_taken_back(document, compose(read_reports(document, mentions)))
    parts = apart(drafts)
    name_armies(document, parts)
    return assemble(document, parts, mentions, lookup)


def read_places(
    article: Article,
    lookup: Lookup,
    published: date | None = None,
    countries: Sequence[str] = (),
) -> tuple[Document, list[PlaceMention]]:
    """An article, parsed, and the places that it names."""
    document = _document(article, published, lookup)
    return document, _mentions(document, lookup, countries)


def _document(article: Article, published: date | None, lookup: Lookup) -> Document:
    article = with_publisher(article)
    return parse(article, anchor_of(article, published), lookup.voter)


def _mentions(
    document: Document,
    lookup: Lookup,
    countries: Sequence[str],
    sentences: frozenset[int] | None = None,
) -> list[PlaceMention]:
    return find_places(document, lookup, _home(document.article, countries), sentences)


def _home(article: Article, countries: Sequence[str]) -> list[Query]:
    """What the article is likely near: its outlet's place, the countries hinted at."""
    outlet = outlet_of(article)
    asked = [Query(country) for country in countries]
    if "place" in outlet:
        asked.append(Query(outlet["place"], country=outlet.get("country")))
    return asked


def places(
    inputs: Iterable[Given],
    *,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    peoples: bool = False,
    nlp: str | None = None,
) -> Iterator[dict[str, Any]]:
    """One record per article with every place that it names, as ``geomap places`` prints them.

    Args:
        inputs: as for :func:`read_articles`.
        gazetteer: what knows places.
        countries: where reporting is about; a hint only.
        peoples: count adjectives of countries ('Turkish') too, with the role ``people``.
        nlp: an installed spaCy model, whose named entities are one more vote on names.

    Yields:
        ``{"path" or "doc_id", "mentions": [{start, end, text, status, place_id, name, lat, lon,
        precision, score, role}]}``; offsets are characters of the text as read, coordinates
        decimal degrees WGS 84. A file that cannot be read has ``error`` in place of mentions.
    """
    unread: list[Problem] = []
    lookup = lookup_of(gazetteer, nlp)
    for article in _articles(inputs, unread):
        document, mentions = read_places(article, lookup, None, countries)
        key = ("path", article.path) if article.path else ("doc_id", article.doc_id)
        if peoples:
            mentions = with_peoples(document, mentions, lookup)
        yield {key[0]: key[1], "mentions": [_mention(document, mention) for mention in mentions]}
    for problem in unread:
        yield {"path": problem.file, "error": problem.reason, "mentions": []}


def _mention(document: Document, mention: PlaceMention) -> dict[str, Any]:
    best = mention.resolution.best
    return {
        "start": mention.start,
        "end": mention.end,
        "text": document.text[mention.start : mention.end],
        "status": mention.resolution.status,
        "place_id": best.place_id if best else None,
        "name": best.name if best else None,
        "lat": best.lat if best else None,
        "lon": best.lon if best else None,
        "precision": best.precision if best else None,
        "score": best.score if best else None,
        "role": mention.role,
    }


def _published(published: str | date | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    day = parse_date(published)
    if day is None:
        raise InputError(f"published {shorten(published)!r}: give a day as YYYY-MM-DD")
    return day


def _articles(inputs: Iterable[Given], unread: list[Problem]) -> Iterator[Article]:
    for given in inputs:
        if isinstance(given, Problem):
            unread.append(given)
            continue
        if isinstance(given, Article):
            if given.text.strip():
                yield given
            else:
                unread.append(Problem(given.name, "holds no text to read"))
            continue
        for source in [given] if isinstance(given, Input) else _files(Path(given)):
            try:
                yield article_of(source)
            except UnreadableFile as error:
                reason = str(error).removeprefix(f"{source.name}: ")
                unread.append(Problem(source.name, reason))


def _files(path: Path) -> list[Input]:
    """The file, or the articles of the folder."""
    if not path.is_dir():
        return [input_at(path)]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
    return [input_at(file) for file in found]


def _rejected(file: str, reason: str, row: int | None = None) -> Row:
    return {"file": file, "row": row, "reason": reason}


def _repeated(name: str, first: str) -> Row:
    return _rejected(name, f"is word for word {first}, which was read")


def _add(rows: Rows, more: Rows) -> None:
    rows.incidents += more.incidents
    rows.claims += more.claims
    rows.sources += more.sources
    rows.links += more.links


def _tables(rows: Rows, rejected: list[Row], facts: dict[str, Any]) -> Incidents:
    """The plain rows as the shared frames; what is a frame is let go: both would fill memory."""
    import pandas as pd

    from geomap import frames, model

    extra = [
        {
            "spans": json.dumps(row["spans"]),
            "actor_basis": row["actor_basis"],
            "target_party": row["target_party"],
        }
        for row in rows.incidents
    ]
    listed = pd.DataFrame(
        [{k: v for k, v in row.items() if k in INCIDENT_COLUMNS} for row in rows.incidents]
    )
    rows.incidents.clear()
    claims = frames.frame(model.CLAIM_COLUMNS, rows.claims)
    rows.claims.clear()
    return Incidents(
        incidents=frames.incident_frame(listed),
        extra=frames.frame(("spans", "actor_basis", "target_party"), extra),
        claims=claims,
        sources=frames.frame(model.SOURCE_COLUMNS, rows.sources),
        links=frames.frame(model.LINK_COLUMNS, rows.links),
        candidates=frames.frame(model.CANDIDATE_COLUMNS),
        areas=frames.area_frame(),
        rejected=frames.frame(model.REJECTED_COLUMNS, rejected),
        facts=facts,
    ).validate()
