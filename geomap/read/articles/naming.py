"""Which names of a text are those of places, by what stands around them.

Every run of capitals is cut into the names that the gazetteer holds; each is scored by the words
of place and of people beside it. Word lists are in ``data/context.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from geomap.read.articles.document import Document
from geomap.read.articles.lists import data, form, words
from geomap.read.articles.lookup import Fame, Lookup
from geomap.read.articles.namesakes import (
    follows_initial,
    is_before_arms,
    is_ship,
    is_ship_named,
    is_street,
    is_treaty,
    ships_of,
)
from geomap.read.articles.spans import (
    Run,
    heads_item,
    opens_behind_head,
    opens_item,
    pieces,
    runs,
    type_after,
)
from geomap.read.articles.tokens import Token
from geomap.read.articles.vote import weight_of

#: What a name must reach to count as a place; this and the weights of :func:`_score` were set on
#: the tuning halves of LGL, GeoVirus and TUD-Loc (benchmarks/articles.py).
_ENOUGH: Final = 1.0
#: The names of countries are in the lists of this package.
OF_COUNTRIES: Final = Fame(0.95, "country", 10_000_000, 1)
#: Behind a name that only says whose something is: a word, no preposition.
_NOUN_BEHIND: Final = re.compile(
    r"['’]s\b|[ -](?!(?:in|on|at|of|and|or|by|for|to|with|from|as|after|that|who|which|was|is)\b)"
    r"[^\W\d_]"
)
_AT: Final = ("at", "on")
#: How far before a name the verb stands that takes its preposition, in characters.
_REACH: Final = 60
#: What parts a preposition from a name that it is not said of.
_ENDED: Final = re.compile(r"[.!?:;]")
_GRAND: Final = frozenset({"country", "capital", "governorate", "sea", "gulf", "continent"})


class Piece(NamedTuple):
    """A part of a run that may be a name: tokens ``[first, last)``."""

    run: Run
    first: int
    last: int
    typed: int  # the end with the type words that follow ('Conoco gas field')
    name: str
    fame: Fame | None
    stated: bool  # a preposition says that something is there
    skipped: int = 0  # characters of its first token that are a particle, not the name
    described: bool = False  # the text has other words for it: 'the Somali capital'


def choose(
    document: Document, lookup: Lookup, sentences: Collection[int] | None = None
) -> list[Piece]:
    """The pieces that count as places, by position; only those in ``sentences`` where given."""
    stretches = runs(document)
    people = _people(document, stretches)
    ships = ships_of(document, stretches)
    stretches = [run for run in stretches if not is_ship_named(document, run, ships)]
    if sentences is not None:
        stretches = [run for run in stretches if run.sentence in sentences]
    named = _countries(document) if document.upper else None
    found: list[Piece] = []
    for run in stretches:
        if not is_somebody(document, run):
            listed = bool(found) and (
                _is_listed(document, found[-1], run) or _is_owned_by(document, found[-1], run)
            )
            found += _of_run(document, lookup, run, people, named, listed)
        elif document.tokens[run.last - 1].lower in words("context", "authorities"):
            found += _of_authority(document, lookup, run)
    known = {piece.name for piece in found if _is_sure(document, piece)}
    return sorted(
        (p for p in found if p.name in known or _score(document, p, people) >= _ENOUGH),
        key=lambda piece: piece.first,
    )


def _is_sure(document: Document, piece: Piece) -> bool:
    """Whether a name means a place wherever the text has it, and no vote says otherwise."""
    if piece.fame is None or not (piece.stated or is_grand(piece.fame)):
        return False
    if _is_ship(document, piece):
        return False
    return piece.stated or _vote(document, piece) >= 0


def _vote(document: Document, piece: Piece) -> float:
    tokens = document.tokens
    return weight_of(document.votes, tokens[piece.first].start, tokens[piece.last - 1].end)


def _countries(document: Document) -> frozenset[str]:
    """The countries whose names and peoples a text holds: where its lesser names may lie."""
    hits = (hit for sentence in document.sentences for hit in sentence.of("people"))
    return frozenset(hit.tag.facts["code"] for hit in hits)


def _of_run(
    document: Document,
    lookup: Lookup,
    run: Run,
    people: frozenset[str],
    countries: frozenset[str] | None,
    listed: bool,
) -> Iterator[Piece]:
    """The longest names of a run that do not overlap; ``listed``: it goes on from a place."""
    taken: list[tuple[int, int]] = []
    limit = document.sentences[run.sentence].last
    for first, last in pieces(document, run):
        if any(first < end and start < last for start, end in taken):
            continue
        if _is_word(document, first, last) or _is_tagged(document, run, first, last):
            continue
        typed = type_after(document, last, limit)
        stated = is_stated(document, first) or _is_in_country(document, run, first)
        stated = stated or (listed and first == run.first) or opens_item(document, first, last)
        stated = stated or _is_called_place(document, last) or _is_cell(document, first, last)
        headed = _heads_deed(document, run, first, last, people)
        stated = stated or headed
        if (
            document.upper
            and not stated
            and typed == last
            and not _stands_by_comma(document, first, last)
        ):
            continue  # in capitals throughout, only words of place tell names from words
        country = _country(document, run, first, last)
        name = country or " ".join(document.between(first, last).split())
        fame = OF_COUNTRIES if country else lookup.fame(name, countries)
        piece = Piece(run, first, last, last if country else typed, name, fame, stated)
        if fame is None and not headed and not _is_unheld_place(document, piece):
            continue
        if _is_half_name(document, piece):
            continue
        if fame is not None and not country and _is_acronym(document, piece):
            continue
        if _score(document, piece, people) > -1.0:
            taken.append((first, last))
            yield piece


def _is_listed(document: Document, before: Piece, run: Run) -> bool:
    """Whether a run goes on with a place that a preposition stated: 'in Quetta and Panjgur'."""
    if not before.stated or before.run.sentence != run.sentence:
        return False
    start, end = document.tokens[before.typed - 1].end, document.tokens[run.first].start
    after = document.word(run.last)
    acts = after in words("speech", "verbs") or after in words("context", "acts")
    return document.text[start:end].split() == ["and"] and not acts


def _of_authority(document: Document, lookup: Lookup, run: Run) -> Iterator[Piece]:
    """The place whose authority a run names: 'Oxford' of 'Oxford Police'."""
    for last in range(min(run.last - 1, run.first + 3), run.first, -1):
        name = " ".join(document.between(run.first, last).split())
        fame = lookup.fame(name) if not _is_word(document, run.first, last) else None
        if fame is not None and not _is_tagged(document, run, run.first, last):
            yield Piece(run, run.first, last, last, name, fame, False)
            return


def _is_word(document: Document, first: int, last: int) -> bool:
    """Whether the words only look like a name: 'May 3', "I'll", 'Police'."""
    token = document.tokens[first]
    lower = [word.lower for word in document.tokens[first:last]]
    if document.upper and not words("context", "wire_words").isdisjoint(lower):
        return True
    if last - first == 1 and (token.text.isdigit() or token.lower in words("context", "titles")):
        return True  # 'March 23', 'Sen. Olive'
    calendar = data("calendar")
    if token.lower in calendar["months"] or token.lower in calendar["weekdays"]:
        return True
    if token.lower.partition("'")[0] in words("context", "contracted"):
        return True
    if last - first > 1 and document.tokens[last - 1].lower in _demonyms():
        return True  # 'Saturday the Ukrainian' city of …
    if last - first > 1:
        return False
    common = token.lower in words("context", "wire_words") and not is_stated(document, first)
    return common or token.lower in words("context", "not_places")


def _country(document: Document, run: Run, first: int, last: int) -> str | None:
    """The country that the words are a name or abbreviation of ('U.S.', 'DRC')."""
    for hit in document.sentences[run.sentence].of("people"):
        if (hit.first, hit.last) == (first, last) and hit.tag.facts["role"] == "name":
            return hit.value
    return None


def _is_tagged(document: Document, run: Run, first: int, last: int) -> bool:
    """Whether the words lie in an actor's name, or are a people's ('Iraqi')."""
    for hit in document.sentences[run.sentence].hits:
        if hit.last <= first or last <= hit.first:
            continue
        if hit.kind in ("actor", "group"):
            return True
        if hit.kind == "weapon" and hit.last - hit.first > 1 and hit.first <= first < hit.last:
            return True  # 'Grad rockets'
        if hit.kind == "called" and hit.first <= first and last <= hit.last:
            return hit.last - hit.first > 1 or document.tokens[first].text.isupper()
        if hit.kind == "generic" and (hit.first, hit.last) == (first, last):
            return True  # 'Gunmen' at the start of a headline
        inside = hit.first <= first and last <= hit.last
        if document.upper and inside and hit.kind != "people":
            return True
        if (
            hit.kind == "people"
            and hit.tag.facts["role"] == "demonym"
            and hit.first <= first
            and last <= hit.last
        ):
            return True
    return False


def is_stated(document: Document, first: int) -> bool:
    """Whether a preposition, or 'the city of', stands before token ``first``."""
    tokens, at = document.tokens, _before_name(document, first)
    if at < 0 or _ENDED.search(document.text, tokens[at].end, tokens[at + 1].start):
        return False
    before = tokens[at].lower
    if _is_not_placed(document, first):
        return False
    if _is_general_area(document, first):
        return True
    if before == "of":
        return at > 0 and tokens[at - 1].lower in words("context", "before_of")
    return before in _stating() or _is_led(document, first)


@cache
def _stating() -> frozenset[str]:
    """What stands before a name at which something is."""
    return frozenset().union(
        *(words("context", name) for name in ("prepositions", "types_before", "struck"))
    )


def _is_not_placed(document: Document, first: int) -> bool:
    """'Hints at New Order', 'blamed the killings on X': where nothing is told to have been."""
    if document.word(first - 1) not in _AT and document.word(first - 2) not in _AT:
        return False
    start = document.tokens[first].start
    return form("not_placed").search(document.text[max(0, start - _REACH) : start]) is not None


def _is_cell(document: Document, first: int, last: int) -> bool:
    """'9 March | Kerawa | armed men kill two': a cell of a row that holds no more than a name."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return document.text.endswith("| ", 0, start) and document.text.startswith(" |", end)


def _heads_deed(
    document: Document, run: Run, first: int, last: int, people: frozenset[str]
) -> bool:
    """'• Walgha: Men fired at the village': a name alone that heads an item which tells a deed."""
    opens = first - document.sentences[run.sentence].first < 2  # a number may stand before it
    if not opens or (first, last) != (run.first, run.last):
        return False
    if not heads_item(document, first, last) or not _item_tells_deed(document, run.sentence):
        return False
    lower = [token.lower for token in document.tokens[first:last]]
    heads = words("context", "item_heads")
    return (
        heads.isdisjoint(lower) and _before_people().isdisjoint(lower) and lower[-1] not in people
    )


def _item_tells_deed(document: Document, first: int) -> bool:
    """Whether a sentence, or one behind it in its paragraph, has a word of violence."""
    paragraph = document.sentences[first].paragraph
    for sentence in document.sentences[first:]:
        if sentence.paragraph != paragraph:
            return False
        if sentence.of("verb", "noun"):
            return True
    return False


def _is_general_area(document: Document, first: int) -> bool:
    """'An operation in general area Shewa': how armies of South Asia tell where."""
    if document.word(first - 1) not in ("area", "areas"):
        return False
    start = document.tokens[first].start
    return form("general_area").search(document.text[max(0, start - _REACH) : start]) is not None


def _before_name(document: Document, first: int) -> int:
    """The last token before a name that is no word like 'northern'; -1 where none is."""
    at = first - 1
    while at >= 0 and document.tokens[at].lower in words("context", "between"):
        at -= 1
    return at


def is_owned(document: Document, owner: int, first: int) -> bool:
    """Whether the name at token ``first`` is of what token ``owner`` ends: 'Iraq's Erbil'."""
    return _before_name(document, first) == owner and document.is_owner(owner)


def _is_in_country(document: Document, run: Run, first: int) -> bool:
    """Whether something is said to be at a name that a country's is before: 'in Iraq's Erbil'."""
    for hit in document.sentences[run.sentence].of("people"):
        if hit.tag.facts["role"] == "name" and is_owned(document, hit.last - 1, first):
            return _is_put_at(document, hit.first)
    return False


def _is_owned_by(document: Document, before: Piece, run: Run) -> bool:
    """Whether a run is of the area before it, in which something is: 'in Beni territory's Xyz'."""
    if before.typed != run.first or not document.is_owner(run.first - 1):
        return False
    called = form("called_area").match(document.text, document.tokens[before.last - 1].end)
    grand = before.fame is not None and is_grand(before.fame)
    return (grand or called is not None) and _is_put_at(document, before.first)


def _is_put_at(document: Document, first: int) -> bool:
    """Whether something is said to be at, or to strike, the name at token ``first``."""
    before = document.word(_before_name(document, first))
    return before in words("grammar", "inside") or before in words("context", "struck")


def _is_led(document: Document, first: int) -> bool:
    """Whether more words than one lead to a place: 'passing by Xyz', 'abducted from Xyz'."""
    if document.word(first - 1) not in words("context", "leading"):
        return False
    start = document.tokens[first].start
    before = document.text[max(0, start - _REACH) : start]
    if document.word(first - 1) == "between":
        return form("parts_parties").search(before) is None
    return form("leads_to_place").search(before) is not None


def _is_unheld_place(document: Document, piece: Piece) -> bool:
    """Whether a name that the index does not hold is still one of a place: 'in Xyz'."""
    opens = piece.first == document.sentences[piece.run.sentence].first
    before = "" if opens else document.tokens[piece.first - 1].lower
    named = (
        before in words("grammar", "inside")
        or (before in words("context", "struck") and not _is_called_somebody(document, piece))
        or before in words("context", "types_before")
        or piece.typed > piece.last
        or (before == "on" and _is_struck(document, piece))
        or (_is_led(document, piece.first) and _is_apart(document, piece))
        or _is_called_place(document, piece.last)
        or _is_general_area(document, piece.first)
        or _is_cell(document, piece.first, piece.last)
    )
    named = named or (before == "of" and piece.stated and _is_called(document, piece))
    named = named or (before == "and" and piece.stated and _ends_list(document, piece))
    named = named or (piece.stated and document.is_owner(piece.first - 1))
    return (
        named
        and document.word(piece.first) not in words("context", "no_place_heads")
        and not _is_not_placed(document, piece.first)
        and not document.upper
        and _is_whole(document, piece)
        and not _is_acronym(document, piece)
    )


def _is_called_place(document: Document, last: int) -> bool:
    """'Invaded Yargoje, a farming community along the road': the text itself says what it is."""
    end = document.tokens[last - 1].end
    if document.text[end : end + 2] != ", ":
        return False
    return form("apposed_place").match(document.text, end) is not None


def _is_half_name(document: Document, piece: Piece) -> bool:
    """'Dar' of 'Dar al-Arqam': a word that names only begin with, and the rest of the name."""
    if piece.last - piece.first > 1 or piece.last >= piece.run.last:
        return False
    return document.word(piece.first) in words("context", "heads_of_names")


def _is_struck(document: Document, piece: Piece) -> bool:
    """'a raid on Zanbuqa': the name behind a deed that is told to be on it, and is nobody's."""
    at = piece.first - 1
    hits = document.sentences[piece.run.sentence].of("noun")
    return any(hit.last == at for hit in hits) and not _is_called_somebody(document, piece)


def _is_called_somebody(document: Document, piece: Piece) -> bool:
    """Whether a name holds a title or a given name, or is a people's: 'attacked Musa Xyz'."""
    lower = [token.lower for token in document.tokens[piece.first : piece.last]]
    called = not _before_people().isdisjoint(lower)
    return called or form("peoples").search(lower[-1]) is not None


def _is_apart(document: Document, piece: Piece) -> bool:
    """Whether a name is of no street or shop in a town, of no road's number, and of nobody."""
    tail = document.word(piece.last - 1)
    if tail in words("context", "streets") or tail in words("context", "no_place_tails"):
        return False
    return not tail.isdigit() and not _is_called_somebody(document, piece)


def _is_called(document: Document, piece: Piece) -> bool:
    """'The village of Sheikh Xyz', but 'the shelling of Captain Xyz'."""
    kind = document.word(piece.first - 2)
    return kind in words("context", "types_before") or not _is_called_somebody(document, piece)


def _ends_list(document: Document, piece: Piece) -> bool:
    """'In Xyz and Zyx, a doctor said': a second name that does nothing itself."""
    if not _is_apart(document, piece):
        return False
    return form("list_ends").match(document.text, document.tokens[piece.last - 1].end) is not None


def _is_acronym(document: Document, piece: Piece) -> bool:
    """'AIDS', 'FBI': short words in capitals, but for those of countries and states."""
    token = document.tokens[piece.first]
    if (
        document.upper
        or piece.last - piece.first > 1
        or not token.text.isupper()
        or len(token.text) > 5
    ):
        return False
    known = piece.fame is not None and piece.fame.kind in ("country", "governorate")
    return not known and token.start != document.sentences[piece.run.sentence].start


def _is_whole(document: Document, piece: Piece) -> bool:
    return piece.first == piece.run.first and piece.last == piece.run.last


def is_somebody(document: Document, run: Run) -> bool:
    """Whether a whole run is the name of a person or an organisation."""
    lower = [token.lower for token in document.tokens[run.first : run.last]]
    if len(lower) < 2 or " ".join(lower) in data("context")["no_organisations"]:
        return False
    if lower[-1] in words("context", "organisation_tails"):
        return not is_stated(document, run.first) or lower[-1] not in words("context", "buildings")
    return lower[0] in words("context", "organisation_heads") and lower[1] in ("of", "for", "in")


def _people(document: Document, stretches: Sequence[Run]) -> frozenset[str]:
    """Surnames: the last words of runs that hold a title or a given name before them."""
    found = set()
    known = _before_people()
    for run in stretches:
        lower = [token.lower for token in document.tokens[run.first : run.last]]
        if (
            1 < len(lower) < 5
            and any(word in known for word in lower[:-1])
            and not is_stated(document, run.first)
        ):
            found.add(lower[-1])
    return frozenset(found)


@cache
def _before_people() -> frozenset[str]:
    """What may stand before a surname."""
    return words("context", "given_names") | words("context", "titles")


def is_grand(fame: Fame) -> bool:
    """Whether a name is first of all that of a country, a governorate or a large city."""
    return fame.kind in _GRAND or fame.population >= 500_000


def _score(document: Document, piece: Piece, people: frozenset[str]) -> float:
    """How much speaks for a piece being a place."""
    tokens = document.tokens
    before = tokens[piece.first - 1].lower if piece.first > piece.run.first else ""
    after = tokens[piece.last].lower if piece.last < piece.run.last else ""
    score = 1.5 if piece.stated else 0.0
    score += 1.5 if piece.typed > piece.last else 0.0
    score += 1.5 if _follows_comma(document, piece) else 0.0
    score += _fame_score(piece.fame)
    score += 0.5 if piece.last - piece.first > 1 else 0.0
    score -= 3.0 if before in _before_people() else 0.0
    if document.upper:  # a run says nothing there: words of place must
        told = piece.stated or piece.typed > piece.last or _follows_comma(document, piece)
        score -= 0.0 if told else 1.5
    else:
        score -= 1.5 if before and before not in _fitting() else 0.0
        score -= 1.5 if after and after not in _fitting() else 0.0
    score -= 3.0 if piece.last - piece.first == 1 and tokens[piece.first].lower in people else 0.0
    score -= 3.0 if is_street(document, piece.last) else 0.0
    score -= 6.0 if is_treaty(document, piece.last) else 0.0
    score -= 3.0 if follows_initial(document, piece.first) else 0.0
    score -= 3.0 if _is_common(document, piece) else 0.0
    score -= 3.0 if _is_make(document, piece) or _is_ship(document, piece) else 0.0
    score -= 1.0 if says(document, piece) and not (piece.fame and is_grand(piece.fame)) else 0.0
    score -= 1.0 if _opens_sentence(document, piece) else 0.0
    score += _vote(document, piece)
    given = tokens[piece.first].lower in words("context", "given_names")
    score -= 1.5 if given and piece.last - piece.first == 1 else 0.0
    return score


@cache
def _fitting() -> frozenset[str]:
    """What may stand beside a place's name in one run: 'Northern Iraq', 'Baghdad Governor'."""
    types = frozenset(word for phrase in data("context")["types_after"] for word in phrase.split())
    return (
        types
        | words("context", "compass")
        | words("context", "types_before")
        | words("context", "not_places")
        | words("context", "prepositions")
        | _demonyms()
        | frozenset(name.lower() for entry in data("peoples").values() for name in entry["names"])
    )


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(
        name.lower() for entry in data("peoples").values() for name in entry.get("demonyms", ())
    )


def _fame_score(fame: Fame | None) -> float:
    if fame is None:
        return 0.0
    if is_grand(fame):
        return 2.0
    return 0.3 + 2.0 * fame.prominence


def _follows_comma(document: Document, piece: Piece) -> bool:
    """'Alexandria, La.' and 'Paris, France': a name next to another with a comma between."""
    before, after = _beside(document, piece.first, piece.last)
    if after and after.text[0].isupper() and after.lower in _areas_names():
        return True
    grand = piece.fame is not None and is_grand(piece.fame)
    return before is not None and before.text[0].isupper() and grand


def _stands_by_comma(document: Document, first: int, last: int) -> bool:
    return any(_beside(document, first, last))


def _beside(document: Document, first: int, last: int) -> tuple[Token | None, Token | None]:
    """The tokens before and after a name that a comma alone parts from it."""
    text, tokens = document.text, document.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before and text[before.end : tokens[first].start] != ", ":
        before = None
    if after and text[tokens[last - 1].end : after.start] != ", ":
        after = None
    return before, after


@cache
def _areas_names() -> frozenset[str]:
    countries = {
        name.split()[0].lower() for entry in data("peoples").values() for name in entry["names"]
    }
    return frozenset(countries) | words("context", "states")


def _is_common(document: Document, piece: Piece) -> bool:
    """'Bombs on a Wedding: 11 dead': no name stands alone behind 'a'; 'a Sumy apartment' does."""
    if document.word(piece.first - 1) not in words("grammar", "single"):
        return False
    end = document.tokens[piece.last - 1].end
    return piece.last == piece.run.last and not _NOUN_BEHIND.match(document.text, end)


def _is_make(document: Document, piece: Piece) -> bool:
    """'two Iskander missiles': what a weapon is called, unless a well-known place is."""
    if piece.stated or (piece.fame is not None and is_grand(piece.fame)):
        return False
    return is_before_arms(document, piece.run.sentence, piece.last)


def _is_ship(document: Document, piece: Piece) -> bool:
    """What a ship is called; of a country's name, and of a well-known one behind 'the', no."""
    if piece.fame is not None and piece.fame.kind == "country":
        return False
    if document.word(piece.first - 1) in words("context", "vessels"):
        return True  # 'the frigate Hamburg'
    grand = piece.fame is not None and is_grand(piece.fame)
    return not grand and is_ship(document, piece.first, piece.last)


def _opens_sentence(document: Document, piece: Piece) -> bool:
    """Whether its capital may be that of a sentence, also behind the head of an item."""
    if piece.stated and heads_item(document, piece.first, piece.last):
        return False
    opens = piece.first == document.sentences[piece.run.sentence].first
    return opens or opens_behind_head(document, piece.first)


def says(document: Document, piece: Piece) -> bool:
    """Whether a verb of saying follows the name."""
    after = document.word(piece.last)
    return after in words("speech", "verbs")
