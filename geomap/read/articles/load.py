"""Files to articles: plain text, Markdown and saved web pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from geomap.errors import Problem, UnreadableFile
from geomap.read.articles.dateline import find_agency, find_dateline
from geomap.read.articles.dates import find_date_line, find_dates, parse_date
from geomap.read.articles.document import Article
from geomap.read.articles.lists import data
from geomap.read.inputs import TABLE_FORMATS, Input, name_of
from geomap.read.limits import DEFAULT_LIMITS
from geomap.read.tables import check_kind, read_table
from geomap.read.text import decode

SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm"})
_PAGES: Final = frozenset({"html", "htm"})
#: Headline, byline and date stand within so many characters.
_HEAD_CHARACTERS: Final = 600
_FRONT_MATTER: Final = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)


def load_article(path: Path) -> Article:
    """The article of a file; of a web page its title and main text, one under the other.

    Raises:
        UnreadableFile: the file cannot be opened, is no text, or holds no text.
    """
    return article_of(input_at(path))


def input_at(path: Path) -> Input:
    """The file as an input of the kind that its name says."""
    return Input(path, name_of(path), path.suffix.lower().removeprefix("."))


def article_of(source: Input) -> Article:
    """The article that one file or standard input holds; its path is None for the latter.

    Raises:
        UnreadableFile: it cannot be opened, is no text, or holds no text.
    """
    data = source.read(DEFAULT_LIMITS)
    check_kind(data, source)
    text = decode(data, source.name).utf8.decode("utf-8")
    if "\0" in text:
        raise UnreadableFile(f"{source.name}: holds NUL characters, so is no text: check the file")
    path = source.name if source.path else None
    article = _page(text, source.name) if source.format in _PAGES else _plain(text, source.format)
    if not article.text.strip():
        raise UnreadableFile(
            f"{source.name}: holds no text to read; leave it out or save the page again"
        )
    return with_publisher(replace(article, path=path))


#: What articles are read from: a file or folder, one input, or what was read of a collection.
Given = Path | str | Input | Article | Problem


def articles_of(inputs: Iterable[Input]) -> Iterator[Given]:
    """What to read for each input: a file to open, standard input's text, a collection's rows.

    A row of a collection that cannot be read, or has no text, comes as what is wrong with it.

    Raises:
        InputError: a collection, or standard input, cannot be read at all.
    """
    for source in inputs:
        if source.format in TABLE_FORMATS:
            yield from _of_collection(source)
        elif source.path:
            yield source
        else:
            yield article_of(source)


def _of_collection(source: Input) -> Iterator[Article | Problem]:
    """An article for each row that has a text; the row's number is its id where it has none."""
    table = read_table(source)
    yield from table.problems
    cells = table.cells.rename(columns=lambda name: name.strip().lower())
    for row, cell in zip(table.rows, cells.to_dict("records"), strict=True):
        known = {name: text for name, text in cell.items() if isinstance(text, str)}
        if "text" not in known:
            yield Problem(source.name, "holds no text to read", int(row), "text")
            continue
        stated = known.get("published") or known.get("date")
        if stated and not _day(stated):
            column = "published" if known.get("published") else "date"
            reason = "is no day that can be read, so the text is taken as undated; write 2024-07-26"
            yield Problem(source.name, reason, int(row), column, stated)
        yield with_publisher(
            Article(
                known["text"],
                doc_id=known.get("doc_id") or known.get("id") or f"{source.name}:{row}",
                title=known.get("title"),
                url=known.get("url"),
                publisher=known.get("publisher") or known.get("source"),
                published=_day(stated),
            )
        )


def _plain(text: str, kind: str) -> Article:
    """A text as it is; a front matter of Markdown gives title, date and url."""
    matter = _FRONT_MATTER.match(text) if kind == "md" else None
    known: dict[str, str] = {}
    if matter:
        pairs = (line.partition(":") for line in matter.group(1).splitlines())
        known = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return Article(
        text,
        title=known.get("title"),
        url=known.get("url"),
        publisher=known.get("publisher"),
        published=_day(known.get("published") or known.get("date")),
    )


def _page(markup: str, name: str) -> Article:
    """The main text of a saved page, by trafilatura; its title is the first line."""
    import trafilatura

    extracted: Any = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    if extracted is None:
        raise UnreadableFile(f"{name}: no article was found in the page; save its text as .txt")
    body, title = extracted.text or "", extracted.title
    text = f"{title}\n{body}" if title and not body.startswith(title) else body
    return Article(
        text,
        title=title,
        url=extracted.url,
        publisher=_site_name(extracted),
        published=_day(extracted.date),
    )


def _site_name(extracted: Any) -> str | None:
    """What the page calls its site; an address in its place is none."""
    name: str | None = extracted.sitename
    host = extracted.hostname or ""
    is_address = name is not None and ("://" in name or name.removeprefix("www.") == host)
    return None if is_address else name


def _day(written: str | None) -> str | None:
    day = parse_date(written)
    return day.isoformat() if day else None


def with_publisher(article: Article) -> Article:
    """The article with who published it: by its address, its dateline or last line, else nobody."""
    if article.publisher:
        return article
    publisher = outlet_of(article).get("publisher") or find_agency(article.text)
    return replace(article, publisher=publisher)


def outlet_of(article: Article) -> dict[str, str]:
    """What is known of the outlet: publisher, country, place; empty where nothing is."""
    parts = _host(article.url or "").split(".")
    outlets: dict[str, dict[str, str]] = data("outlets")
    names = (".".join(parts[at:]) for at in range(len(parts)))
    return next((outlets[name] for name in names if name in outlets), {})


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets, or signs that only look like those of an address
        return ""


def anchor_of(article: Article, published: date | None) -> date | None:
    """The day that 'today' means: the article's own date, its first lines', or the one given."""
    own = parse_date(article.published)
    if own:
        return own
    return dateline_date(article.text, published) or published


def dateline_date(text: str, year_from: date | None = None) -> date | None:
    """The day that the first lines give; None without.

    It is that of the dateline ('SAN SALVADOR, 4 JAN 90 --') or of a line that says when the text
    was published. A dateline without a year is of the last such day before ``year_from``.
    """
    line = find_dateline(text)
    dates = find_dates(text, line.start, line.end, year_from) if line else []
    stated = next((when.day for when in dates if when.day), None)
    return stated or find_date_line(text, _HEAD_CHARACTERS)
