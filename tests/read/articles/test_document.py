"""An article parsed: the text in small letters has each character where the text has it."""

from geomap.read.articles.document import Article, parse
from geomap.read.articles.tokens import in_small_letters


def test_offsets_hold_in_both() -> None:
    text = "İZMİR: Gunmen killed two AND wounded three in Derik."
    document = parse(Article(text))
    assert [document.lower[word.start : word.end] for word in document.tokens] == [
        in_small_letters(word.text) for word in document.tokens
    ]
