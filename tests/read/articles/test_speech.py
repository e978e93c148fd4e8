"""Who is told to have said what a sentence tells."""

import pytest

from geomap.read.articles.document import Article, parse
from geomap.read.articles.speech import find_speaker


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "“It fell” near the base, an Iraqi security source told AFP.",
            "an Iraqi security source told AFP",
        ),
        (
            "A US official, speaking on condition of anonymity, told AFP that it fell.",
            "A US official told AFP",
        ),
        ("“We saw it,” said the governor of Kharkiv.", "the governor of Kharkiv"),
        ("The mayor, Ivan Fedorov, wrote on Telegram that it fell.", "The mayor, Ivan Fedorov"),
        ("According to the health ministry, five died.", "the health ministry"),
        ("A drone hit a base, according to the U.S. military.", "the U.S. military"),
        (
            "A bomb killed three on Friday, said Wahidullah Rahmani, a spokesman for the police.",
            "Wahidullah Rahmani, a spokesman for the police",
        ),
        (
            "In Kunduz, a bomb killed three, said police chief Karim Baloch.",
            "police chief Karim Baloch",
        ),
        (
            "“Three died,” said Wahidullah Rahmani, a spokesman for the governor.",
            "Wahidullah Rahmani, a spokesman for the governor",
        ),
        ("The mayor, Ivan Fedorov, said explosions were heard.", "The mayor, Ivan Fedorov"),
        ("Airstrike kills 12 in Idlib, reports say", None),
        ("KHARTOUM - The RSF said it shot down a drone.", "The RSF"),
        ("Several rockets fell, according to reports.", None),
        ("No group claimed responsibility.", None),
        ("Rockets fell on the town.", None),
        ("Jets struck Beit Lahia in what it said was an answer.", None),
    ],
)
def test_speakers(text: str, who: str | None) -> None:
    document = parse(Article(text))
    said = find_speaker(document, document.sentences[0])
    assert (said.who if said else None) == who
