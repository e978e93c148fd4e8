"""Which sentences are read at all: a quick look by words must not lose what a reading finds."""

import pytest

from geomap.read.articles.clauses import clauses
from geomap.read.articles.document import Article, parse
from geomap.read.articles.telling import telling_sentences
from geomap.read.articles.triggers import find_triggers, may_be_trigger
from tests.read.articles.scoring import articles


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army shelled Idlib. Residents fled.", {0}),
        ("Talks went on in Doha. On Friday a bomb killed six in Mosul.", {1}),
        ("The rebels have threatened to attack troops in Goma.", set()),
        ("No attacks on troops were reported in Goma.", set()),
        ("Soldiers in Goma are worth fighting over, the rebels said.", set()),
        ("Troops stopped at a market in Goma, the army said.", set()),
    ],
)
def test_a_text_without_a_deed_is_not_read(text: str, told: set[int]) -> None:
    assert telling_sentences(parse(Article(text))) == told


@pytest.mark.parametrize("name", ["tune", "heldout", "late", "wire", "unseen9", "unseen14"])
def test_a_quick_look_at_a_sentence_loses_no_trigger_of_its_clauses(name: str) -> None:
    seen = 0
    for gold in articles(name):
        document = parse(Article(gold["text"]))
        for sentence in document.sentences:
            headline = sentence.headline or sentence.logged
            finest = clauses(document, sentence, lambda _: True)
            whole = clauses(document, sentence, lambda _: False)
            for clause in (*finest, *whole):
                for trigger in find_triggers(document, clause, headline):
                    assert may_be_trigger(document, sentence, trigger.hit), trigger
                    seen += 1
    assert seen > 50
