"""Files of strangers to articles: what is there is read, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import Problem, UnreadableFile
from geomap.read import Input
from geomap.read.articles.document import Article
from geomap.read.articles.load import articles_of, load_article, outlet_of
from tests.conftest import Write

STORY = "Four rockets hit the Ain al-Asad base in Anbar, Iraq, on July 25, 2024."


def stream(text: str, kind: str) -> Input:
    return Input(None, "standard input", kind, text.encode())


@pytest.mark.parametrize(
    "url",
    ["http://[x", "http://[::1", "http://a]b/", "http://\u2100/", "http://a:99999/", "", "reuters"],
)
def test_an_address_that_is_none_tells_nothing(write: Write, url: str) -> None:
    article = load_article(write("x.md", f"---\nurl: {url}\n---\n{STORY}\n"))
    assert outlet_of(article) == {} and article.publisher is None


def test_a_front_matter_tells_of_the_article(write: Write) -> None:
    matter = "---\nTitle: 'Rockets'\nurl: https://www.reuters.com/x\ndate: 2024-07-26\n---\n"
    article = load_article(write("x.md", matter + STORY))
    assert (article.title, article.published) == ("Rockets", "2024-07-26")
    assert article.publisher == "Reuters"
    other = load_article(write("x.txt", matter + STORY))  # a text has none
    assert (other.title, other.url, other.published) == (None, None, None)


def test_a_publisher_that_is_named_stays(write: Write) -> None:
    matter = "---\nurl: https://www.reuters.com/x\npublisher: A paper\n---\n"
    assert load_article(write("x.md", matter + STORY)).publisher == "A paper"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.txt", b"", "is empty"),
        ("x.txt", b" \n\t\n", "no text to read"),
        ("x.txt", b"a\0b", "NUL"),
        ("x.html", b"<p>", "no article was found"),
        ("x.html", b"<html><body></body></html>", "no article was found"),
        ("x.md", b"\xff\xfe\x00", "x.md"),
    ],
)
def test_what_is_no_article_is_named(write: Write, name: str, content: bytes, reason: str) -> None:
    path = write(name, content)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        load_article(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_page_begins_with_its_title_once(write: Write) -> None:
    body = f"<p>{STORY}</p><p>{STORY}</p>"
    apart = (
        f"<html><head><title>Rockets</title></head><body><article>{body}</article></body></html>"
    )
    first = load_article(write("a.html", apart))
    assert first.text.count("Rockets") == 1 and first.text.startswith("Rockets\n")
    within = apart.replace(f"<article>{body}", f"<article><h1>Rockets</h1>{body}")
    assert load_article(write("b.html", within)).text.count("Rockets") == 1


def test_standard_input_has_no_path() -> None:
    (article,) = articles_of([stream(STORY, "txt")])
    assert isinstance(article, Article)
    assert article.text == STORY and article.path is None


def test_a_collection_gives_what_it_holds_and_names_what_it_does_not() -> None:
    rows = (
        "DOC_ID,Text,url,published\n"
        f'd1,"{STORY}",https://www.reuters.com/x,2024-07-26\n'
        "d2,,,\n"
        f',"{STORY}",http://[x,soon\n'
    )
    first, second, undated, third = articles_of([stream(rows, "csv")])
    assert isinstance(first, Article) and isinstance(third, Article)
    assert (first.doc_id, first.publisher, first.published) == ("d1", "Reuters", "2024-07-26")
    assert second == Problem("standard input", "holds no text to read", 3, "text")
    assert isinstance(undated, Problem)
    assert (undated.row, undated.column, undated.value) == (4, "published", "soon")
    assert (third.doc_id, third.publisher, third.published) == ("standard input:4", None, None)


def test_files_are_opened_when_their_turn_comes(tmp_path: Path) -> None:
    missing = tmp_path / "gone.txt"
    source = Input(missing, "gone.txt", "txt")
    assert list(articles_of([source])) == [source]
    with pytest.raises(UnreadableFile, match=r"gone\.txt"):
        load_article(missing)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("GAZA, July 26 (Xinhua) -- Rockets hit Tyre.", "Xinhua"),
        ("Rockets hit Tyre\n\nBEIRUT (Reuters) - Rockets hit Tyre.", "Reuters"),
        ("WASHINGTON (AP) — US jets hit Tyre.", "AP"),
        ("PARIS - AFP - Rockets hit Tyre.", "AFP"),
        ("AFP - Rockets hit Tyre.", "AFP"),
        ("Rockets hit Tyre\nReuters\nRockets hit the town of Tyre.", "Reuters"),
        ("Rockets hit Tyre on Friday, police said. — AFP", "AFP"),
        ("Rockets hit Tyre on Friday, police said.\n(Reuters)\n", "Reuters"),
        ("Rockets hit Tyre, a source told AFP.", None),
        ("Reuters reported that rockets hit Tyre.", None),
        ("BEIRUT - Rockets hit Tyre, a source told AFP.", None),
    ],
)
def test_a_publisher_is_who_signs_a_text_never_its_title(
    write: Write, text: str, publisher: str | None
) -> None:
    assert load_article(write("x.txt", text)).publisher == publisher
    titled = load_article(write("x.md", f"---\ntitle: Rockets\n---\n{text}"))
    assert (titled.title, titled.publisher) == ("Rockets", publisher)


@pytest.mark.parametrize(
    ("meta", "publisher"),
    [
        ('<meta property="og:site_name" content="The Example Post">', "The Example Post"),
        ('<meta property="article:publisher" content="https://facebook.com/post">', None),
        ('<link rel="canonical" href="https://www.example.org/a">', None),
        ('<link rel="canonical" href="https://www.reuters.com/world/a">', "Reuters"),
    ],
)
def test_a_page_says_who_published_it(write: Write, meta: str, publisher: str | None) -> None:
    body = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    page = f"<html><head><title>Rockets</title>{meta}</head><body>{body}</body></html>"
    assert load_article(write("a.html", page)).publisher == publisher
