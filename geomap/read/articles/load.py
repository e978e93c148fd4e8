"""Files to articles: plain text, Markdown and saved web pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from geomap.errors import UnreadableFile
from geomap.read.articles.dateline import find_dateline
from geomap.read.articles.dates import find_dates, parse_date
from geomap.read.articles.document import Article
from geomap.read.articles.lexicon import data

SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm"})
_PAGES: Final = frozenset({".html", ".htm"})
_FRONT_MATTER: Final = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)


def load_article(path: Path) -> Article:
    """The article of a file; of a web page its title and main text, one under the other.

    Raises:
        UnreadableFile: the file cannot be opened, is no UTF-8 text, or holds no text.
    """
    text = _content(path)
    article = _page(text, path) if path.suffix.lower() in _PAGES else _plain(text, path)
    if not article.text.strip():
        raise UnreadableFile(f"{path}: holds no text to read; leave it out or save the page again")
    return article


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise UnreadableFile(
            f"{path}: cannot be opened ({error.strerror}); check the path"
        ) from error


def _plain(text: str, path: Path) -> Article:
    """A text as it is; a front matter of Markdown gives title, date and url."""
    matter = _FRONT_MATTER.match(text) if path.suffix.lower() == ".md" else None
    known: dict[str, str] = {}
    if matter:
        pairs = (line.partition(":") for line in matter.group(1).splitlines())
        known = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    article = Article(
        text,
        path=str(path),
        title=known.get("title"),
        url=known.get("url"),
        publisher=known.get("publisher"),
        published=_day(known.get("published") or known.get("date")),
    )
    return with_outlet(article)


def _page(markup: str, path: Path) -> Article:
    """The main text of a saved page, by trafilatura; its title is the first line."""
    import trafilatura

    extracted: Any = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    if extracted is None:
        raise UnreadableFile(f"{path}: no article was found in the page; save its text as .txt")
    body, title = extracted.text or "", extracted.title
    text = f"{title}\n{body}" if title and not body.startswith(title) else body
    article = Article(
        text,
        path=str(path),
        title=title,
        url=extracted.url,
        publisher=extracted.sitename,
        published=_day(extracted.date),
    )
    return with_outlet(article)


def _day(written: str | None) -> str | None:
    day = parse_date(written)
    return day.isoformat() if day else None


def with_outlet(article: Article) -> Article:
    """The article with its publisher's name, where its address is of a known outlet."""
    outlet = outlet_of(article)
    if article.publisher or "publisher" not in outlet:
        return article
    return replace(article, publisher=outlet["publisher"])


def outlet_of(article: Article) -> dict[str, str]:
    """What is known of the outlet: publisher, country, place; empty where nothing is."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    parts = host.split(".")
    outlets: dict[str, dict[str, str]] = data("outlets")
    names = (".".join(parts[at:]) for at in range(len(parts)))
    return next((outlets[name] for name in names if name in outlets), {})


def anchor_of(article: Article, published: date | None) -> date | None:
    """The day that 'today' means: the article's own date, its dateline's, or the one given."""
    own = parse_date(article.published)
    if own:
        return own
    return dateline_date(article.text, published) or published


def dateline_date(text: str, year_from: date | None = None) -> date | None:
    """The day of a dateline ('SAN SALVADOR, 4 JAN 90 --') in the first lines; None without."""
    line = find_dateline(text)
    if line is None:
        return None
    dates = find_dates(text, line.start, line.end, year_from)
    return next((when.first for when in dates if when.precision == "day" and when.first), None)
