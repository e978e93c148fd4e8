"""Which sentences of a text may report an incident, as far as their words go."""

from __future__ import annotations

from typing import Final

from geomap.read.articles.casualties import find_casualties
from geomap.read.articles.document import Document, Sentence
from geomap.read.articles.lexicon import Hit
from geomap.read.articles.listing import lines_behind, may_be_item
from geomap.read.articles.readings import ARMED, is_armed, is_clear, is_play
from geomap.read.articles.triggers import OF_THE_ARMED, may_be_trigger, sets_on_homes

#: Tags of who may do violence and with what.
_ABOUT: Final = ARMED | {"people"}
#: A line of more characters says more than where.
_PLACE_LINE: Final = 80


def telling_sentences(document: Document) -> frozenset[int]:
    """The sentences that may report an incident as far as their words go, places left out.

    None where none of them may tell of a deed, as items of a list do without a word of violence:
    then there is nothing of which they could be facts.
    """
    if is_play(document):
        return frozenset()
    armed = is_armed(document)
    found = [
        sentence
        for sentence in document.sentences
        if not sentence.repeated
        and (_may_tell(document, sentence, armed) or may_be_item(document, sentence))
    ]
    told = any(_has_deed(document, one) or may_be_item(document, one) for one in found)
    return frozenset(sentence.index for sentence in found) if told else frozenset()


def place_heads(document: Document) -> frozenset[int]:
    """The lines that only say where: 'Location: 52NM southwest of Aden', 'Kherson, X district'."""
    return frozenset(
        sentence.index for sentence in document.sentences if only_says_where(document, sentence)
    )


def list_lines(document: Document, telling: frozenset[int]) -> frozenset[int]:
    """The sentences of lists that one of ``telling`` opens: they may name what was struck."""
    opening = (document.sentences[index] for index in telling)
    return frozenset(line.index for one in opening for line in lines_behind(document, one))


def only_says_where(document: Document, sentence: Sentence) -> bool:
    """Whether a line names a place, by a label or its parts, and tells nothing of it."""
    within = (sentence.start, sentence.end)
    if document.match("place_head", *within):
        return True
    short = sentence.end - sentence.start <= _PLACE_LINE
    return short and document.fullmatch("place_line", *within) is not None


def with_context(sentences: frozenset[int]) -> frozenset[int]:
    """The sentences whose names tell which places those of ``sentences`` are.

    They are the sentences on both sides and the first two of the text. More did not change what
    was found in the tuning half of MUC-4, at half the speed.
    """
    return frozenset({0, 1}.union(*({n - 1, n, n + 1} for n in sentences)))


def _has_deed(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence may tell of a deed, and not only of one told elsewhere."""
    return any(may_be_trigger(document, sentence, hit) for hit in sentence.of("verb", "noun"))


def _has_object(document: Document, hit: Hit) -> bool:
    """Whether that stands behind a verb before which alone it is one of violence: 'released'."""
    takes = hit.tag.facts.get("takes")
    if takes is None or hit.tag.facts.get("subject") == "either":
        return True
    end = document.tokens[hit.last - 1].end
    return document.match(takes, end) is not None


def _may_tell(document: Document, sentence: Sentence, armed: bool) -> bool:
    """Whether some word of violence may be meant as one; never False where a reading is."""
    told = sentence.of("verb", "noun")
    violent = [hit for hit in told if _has_object(document, hit)]
    if not violent or sentence.of("figurative", "correction"):
        return False
    if armed or not sentence.kinds.isdisjoint(_ABOUT) or any(map(is_clear, violent)):
        return True
    if sets_on_homes(document, sentence.start, sentence.end, violent):
        return True
    if any(
        hit.value == "attack" or hit.tag.facts.get("subject") in OF_THE_ARMED for hit in violent
    ) and (sentence.of("target") or document.search("armed_word", sentence.start, sentence.end)):
        return True
    return bool(find_casualties(document.text, sentence.start, sentence.end))
