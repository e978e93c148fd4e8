"""Names as strings: one Latin form, index keys, and the words that say what a place is.

Pure text to text, from the tables in :mod:`geomap.gazetteer.rules`. The index is built with
:func:`keys` and asked with :func:`query_keys`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import Final, NamedTuple

from geomap.gazetteer import rules
from geomap.gazetteer.recent import Recent

#: Counts up when :func:`keys` changes; an index built with another one is refused.
VERSION: Final = 8

_SILENT: Final = str.maketrans(dict.fromkeys(rules.SILENT, ""))
_LETTERS: Final = str.maketrans({**rules.LATIN, **rules.CYRILLIC})
_SEMITIC: Final = str.maketrans({**rules.ARABIC, **rules.HEBREW})


def _byte_table(classes: Mapping[str, str]) -> tuple[bytes, bytes]:
    """What ``bytes.translate`` takes for these letters of folded names, in half the time."""
    kept = {letter: other for letter, other in classes.items() if other}
    table = bytes.maketrans("".join(kept).encode(), "".join(kept.values()).encode())
    return table, "".join(letter for letter, other in classes.items() if not other).encode()


#: A letter group and what it is read, then another, which no name has where a line tells of one.
_Reading = tuple[str, str, str, str]


def _in_pairs(table: Iterable[Sequence[tuple[str, str]]]) -> list[_Reading]:
    return [(*line[0], *(line[1] if len(line) > 1 else ("\n", "\n"))) for line in table]


_INDEX_READINGS: Final = _in_pairs(rules.INDEX_READINGS)
_OTHER_READINGS: Final = _in_pairs(rules.OTHER_READINGS)
#: What a skeleton begins with, for a vowel, a w (which is ou in French: 'Oued') and a y.
_FIRST: Final = {**dict.fromkeys("aeiou", "A"), "ou": "W", "w": "W", "y": "Y"}
_FIRST_VOWEL: Final = re.compile("^(ou(?=[aeiou])|[aeiouwy])", re.MULTILINE)
_CLASSES: Final = _byte_table({**rules.CLASSES, "A": "a", "W": "w", "Y": "y"})
_SOUNDS: Final = _byte_table({**rules.CLASSES, **{v: v for v in "aiu"}, **rules.VOWEL_CLASSES})
_WEIGHED: Final = str.maketrans({letter: 2 * letter for letter in rules.CONSONANTS})
_HEARD: Final = str.maketrans({**rules.VOWEL_CLASSES, " ": " ", "c": "k"})
_NOT_UNHEARD: Final = re.compile(f"[^{rules.UNHEARD}]+")
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_SEMITIC_RUN: Final = re.compile(r"[\u0590-\u05f2\u0600-\u06ff]+")
_GERESH: Final = re.compile(f"([{''.join(rules.GERESH)}])['׳’]")
_SIBILANT: Final = re.compile("sh|ch|t[sz]|s|z")
#: Letters before the same letter; what goes for nothing is replaced without a call of Python's.
_DOUBLED: Final = re.compile(r"([a-z])(?=\1)")
_HEARD_TWICE: Final = re.compile(r"([A-Za-z])(?=\1)")
_VOWEL_TWICE: Final = re.compile(r"([aiu])(?=\1)")
_DIGRAPHS: Final = re.compile(f"({'|'.join(rules.DIGRAPHS)})")
_HEARD_GROUPS: Final = re.compile("|".join(rules.HEARD))
#: A final h is not heard, and the t of a construct ('Qal'at Salih', 'Ramat David') comes and goes.
_FADING: Final = re.compile(
    r"h\b|t(?= )(?:(?<=[^aeiouwy \n][ae]t)|(?<=[^aeiouwy \n]aat))"  # what it begins with is quick
)
_HIDDEN_ARTICLE: Final = re.compile(r"^(?:[ae]l(?=[a-z]{3})|[aei](?=([dnrstz])\1))")
#: The t of a construct whose vowel no letter tells: 'أييلت هشاحر' is Ayelet HaShahar.
_BARE_CONSTRUCT: Final = re.compile(r"(?<=[^aeiouwy ])t(?= )")
#: Latin letters, one for each Hebrew one, with a he at their end: 'hzbh'. No digraph is in them.
_BARE_HE: Final = re.compile("[^aeiou ]+h")
#: Looked at for each word of each name: no attributes on the way.
_ARTICLES, _ASSIMILATED = rules.ARTICLES, rules.ASSIMILATED
_WITH_ARTICLE: Final = re.compile(
    "|".join(
        [rf"\b{word} " for word in sorted(_ARTICLES)]
        + [rf"\b{word} {letter}" for word, letter in _ASSIMILATED.items()]
    )
)
_WORD_FORMS, _GROUPS = rules.WORD_FORMS, rules.DIGRAPHS
#: Words that may go or change before others; most names have none.
_NOT_TELLING: Final = frozenset((*_ARTICLES, *_ASSIMILATED, *_WORD_FORMS))
_FOLDED: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
#: Texts remembered by each rule below: one name goes through a rule several times on its way.
_KEPT: Final = 16_384


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """``text`` in lower-case ASCII letters and digits, words parted by one space.

    Arabic, Hebrew and Cyrillic letters become Latin by :mod:`rules`, marks and apostrophes go,
    every other script is left to anyascii. Folding a folded text gives it back; text without a
    letter or digit gives an empty string.
    """
    lowered = text.lower()
    if _FOLDED.fullmatch(lowered):
        return lowered
    lowered = lowered.translate(_SILENT) if lowered.isascii() else _to_latin(lowered)
    return _NOT_WORD.sub(" ", lowered).strip()


@lru_cache(maxsize=_KEPT)
def tight(folded: str) -> str:
    """A folded name as one word: without articles, 'abu' and its like in one form."""
    return _telling(folded).replace(" ", "")


def skeleton(folded: str) -> str:
    """The consonants of a folded name, in classes that every spelling and script share.

    'Deir ez-Zor', 'Dayr az Zawr' and 'دير الزور' all give 'drzr'. A first vowel is kept as 'a',
    a first w or y as itself; digits stay.
    """
    return skeletons((folded,))[folded]


def skeletons(folded: Collection[str]) -> Mapping[str, str]:
    """What :func:`skeleton` gives of these names and of others, by name: found together."""
    return _SKELETONS.holding(folded)


def sound(folded: str) -> str:
    """A folded name in classes of consonants and vowels, for comparing.

    'Deir ez-Zor' is 'dirzur', 'Dayr az Zawr' 'dairzaur'; 'دير الزور' is 'dirzur': what a script
    without short vowels writes is a subsequence of what Latin does.
    """
    return _sounds_of(_telling(folded))


def weighed(sounding: str) -> str:
    """What :func:`sound` gives with every consonant twice, which then counts two vowels.

    For an edit distance: 'Renan' is rather Rannen than Reina.
    """
    return sounding.translate(_WEIGHED)


def compared(folded: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """What :func:`tight`, :func:`sound` and :func:`weighed` give of each name, in order."""
    if not folded:
        return ()
    telling = "\n".join(map(_telling, folded))
    sounds = _sounds_of(telling)
    told = (telling.replace(" ", ""), sounds, weighed(sounds))
    return zip(*(lines.split("\n") for lines in told), strict=True)


def guttural(folded: str) -> str:
    """What :func:`weighed` gives of a name with each ch read h: 'Yochanan' is also 'Yohanan'."""
    return weighed(sound(folded.replace("ch", "h")))


def hissed(folded: str) -> str:
    """The sibilants of a folded name in order, empty where none is a sh, a ts or a tz.

    :func:`sound` makes one s of them all, and spellings often do, but not of a sh and a ts.
    """
    if "sh" not in folded and "ts" not in folded and "tz" not in folded:
        return ""
    return "".join([rules.HISSED.get(group, "s") for group in _SIBILANT.findall(folded)])


def heard(folded: str, semitic: bool = False) -> str:
    """A folded name a letter a sound, finer than :func:`sound`, for comparing across scripts.

    'Rehov' is 'rihuv', 'Rechov' 'riCuv', 'רחוב' 'rhub'; what each may be for the other is said by
    ``rules.NEAR``. ``semitic`` says that Arabic or Hebrew letters were folded: a long consonant is
    written once there, so that two have a vowel between them ('גונן' is Gonen, 'gunn').
    """
    if folded[-1:] == "h" and not semitic and _BARE_HE.fullmatch(folded):
        folded = folded[:-1] + "a"
    grouped = _HEARD_GROUPS.sub(lambda group: rules.HEARD[group[0]], _telling(folded))
    if semitic:  # a last he is a vowel: no e keeps it apart from the d before it
        grouped = grouped.replace("eah", "ah")
    text = _faded(grouped).translate(_HEARD)
    if semitic:
        return _VOWEL_TWICE.sub("", text.replace(" ", ""))
    if " " in text:  # of two words vowels meet, consonants do not
        return _VOWEL_TWICE.sub("", _HEARD_TWICE.sub("", text).replace(" ", ""))
    return _HEARD_TWICE.sub("", text)


@lru_cache(maxsize=_KEPT)
def has_article(folded: str) -> bool | None:
    """Whether a word of a folded name has an article; None where one may be written into it."""
    if " " in folded:
        return _WITH_ARTICLE.search(folded) is not None
    return None if folded[:2] in ("al", "el") else False


def unheard(name: str) -> str:
    """The letters of a name as it is written that its Latin form does not tell: 'א' of 'שואבה'."""
    return "" if name.isascii() else _NOT_UNHEARD.sub("", name)


def keys(name: str) -> tuple[str, ...]:
    """The keys under which the index holds ``name``, most exact first.

    The folded name without articles and spaces, the same without type words, and its consonant
    skeleton with '~' before it; more skeletons follow where a letter group has two readings.
    A name without a letter or digit has none.
    """
    parts = split_type_words(name)
    forms = _index_forms(parts)
    return _all_keys(parts, forms, dict(zip(forms, _skeletons_of(forms), strict=True)))


class NameParts(NamedTuple):
    """A name taken apart."""

    whole: str  # folded
    core: str  # with no word that only says what the place is
    kinds: tuple[str, ...]  # kinds that such words allow, likeliest first; empty where none stood
    bare: str  # ``core`` without the word for land or water that it keeps


#: Made of a tuple: no call of Python's for each of the many names that are held.
_parts: Final = partial(tuple.__new__, NameParts)


def query_keys(asked: Sequence[NameParts]) -> list[tuple[str, ...]]:
    """Keys to ask for: :func:`keys`, and those without a type word that the key keeps ('Lake')."""
    forms = [_index_forms(parts) for parts in asked]
    found = skeletons({*chain.from_iterable(forms), *(parts.bare for parts in asked)})
    return [
        tuple(dict.fromkeys((*_all_keys(parts, own, found), *_keys_of(parts.bare, found))))
        if parts.bare != parts.core
        else _all_keys(parts, own, found)
        for parts, own in zip(asked, forms, strict=True)
    ]


def reading_keys(asked: Iterable[NameParts]) -> list[tuple[str, ...]]:
    """Skeletons of the other readings of names, to ask for where their keys find nothing.

    Other readings are the spellings of ``rules.OTHER_READINGS``, a first i with and without its y
    ('Itzhar'), a first w for v, an article that may be written into the word ('Alraqqa') or be no
    article ('الكنا' is Elkana), and the name with what looked like a type word ('נחל עוז').
    """
    forms = [_other_forms(parts) for parts in asked]
    found = skeletons(set(chain.from_iterable(forms)))
    told = ([found[form] for form in own] for own in forms)
    return [tuple(dict.fromkeys(["~" + read for read in own if read])) for own in told]


def _other_forms(parts: NameParts) -> list[str]:
    """The other readings of a name as folded names."""
    bare = parts.bare
    forms = _readings(bare, _OTHER_READINGS)
    forms += [reading for reading, _ in whole_readings(parts)]
    if bare[:1] in ("v", "f"):  # 'Vardon', in Arabic 'فردون', for Wardon
        forms.append("w" + bare[1:])
    if bare[:1] in ("i", "e") or bare[:2] in ("yi", "ye"):  # 'Itzhar', 'Yitzhar'
        forms.append(bare[1:] if bare[0] == "y" else "y" + bare)
    for letter, read in rules.ONE_OF_SEVERAL:
        forms += _one_read(bare, letter, read)
    shorter = _BARE_CONSTRUCT.sub("", bare)
    if shorter != bare:
        forms.append(shorter)
    return forms


def whole_readings(parts: NameParts) -> list[tuple[str, str]]:
    """A name with what only looked like a type word or an article: spellings to ask for and read.

    'נחל עוז' is Nahal Oz and no valley, 'الكنا' Elkana, 'التون كوبري' Altun Kupri. And without an
    article that is written into it: 'الجش' is Jish.
    """
    found = [(parts.whole, parts.whole)] if parts.whole != parts.bare else []
    if parts.bare[:3] == "al ":
        joined = "al" + parts.bare[3:]
        found += [(joined, joined), (joined.replace("b", "p"), joined)]
    shorter = _HIDDEN_ARTICLE.sub("", parts.bare)
    if shorter != parts.bare:
        found.append((shorter, shorter))
    return found


def split_type_words(name: str) -> NameParts:
    """The name proper and what kind of place its type words ask for.

    >>> split_type_words("Al Omar oil fields")[1:]
    ('al omar', ('oil_field', 'oil_facility', 'gas_field'), 'al omar')
    >>> split_type_words("بحيرة الأسد").core
    'lake al asd'

    A name that is nothing but type words ('Field', 'City') stays whole, with no kind.
    """
    return take_apart(fold(name))


def take_apart(whole: str) -> NameParts:
    """:func:`split_type_words` of a name that is folded already."""
    if " " not in whole:
        return _parts((whole, whole, (), whole))
    words = whole.split()
    starts, ends = _phrases()
    if words[0] not in starts and words[-1] not in ends:
        return _parts((whole, whole, (), whole))
    rest, kinds, kept = _strip(words)
    bare = " ".join(rest)
    return NameParts(whole, f"{kept} {bare}" if kept else bare, kinds, bare)


def _strip(rest: list[str]) -> tuple[list[str], tuple[str, ...], str]:
    """Words left, kinds allowed and the word kept, after type words go from both ends."""
    kinds: tuple[str, ...] = ()
    kept = ""
    for _ in range(3):  # 'X town district' and 'قاعدة X الجوية' carry two; more is a name
        cut = _end_phrase(rest) or _start_phrase(rest)
        if cut is None:
            break
        entry, left = cut
        if kept and entry.kept:
            break
        kinds = kinds or entry.kinds
        kept = kept or entry.kept
        rest = left
    return rest, kinds, kept


def _end_phrase(rest: list[str]) -> tuple[rules.TypeWords, list[str]] | None:
    ends = _phrases()[1].get(rest[-1]) if len(rest) > 1 else None
    if ends is None:
        return None
    for length in range(min(4, len(rest) - 1), 0, -1):
        entry = ends.get(" ".join(rest[-length:]))
        if entry is not None and _says_something(rest[:-length]):
            return entry, rest[:-length]
    return None


def _start_phrase(rest: list[str]) -> tuple[rules.TypeWords, list[str]] | None:
    starts = _phrases()[0].get(rest[0]) if len(rest) > 1 else None
    if starts is None:
        return None
    for length in range(min(4, len(rest) - 1), 0, -1):
        entry = starts.get(" ".join(rest[:length]))
        if entry is not None and _says_something(rest[length:]):
            return entry, rest[length:]
    return None


def _says_something(rest: list[str]) -> bool:
    """Whether what would be left is still a name: 'al', 'new' and 'old' alone are not."""
    return any(word.isdigit() or (len(word) > 1 and word not in _EMPTY_WORDS) for word in rest)


_EMPTY_WORDS: Final = frozenset({"al", "el", "the", "of", "new", "old", "big", "great", "upper"})


#: Folded type phrases by their outermost word: few names begin or end with one.
_Phrases = dict[str, dict[str, rules.TypeWords]]


@lru_cache(maxsize=1)
def _phrases() -> tuple[_Phrases, _Phrases]:
    """Folded type phrases by where they stand: at the start, at the end."""
    starts: _Phrases = {}
    ends: _Phrases = {}
    for entry in rules.TYPE_WORDS:
        for folded in dict.fromkeys(_forms(entry)):
            if entry.position in ("start", "any"):
                starts.setdefault(folded.split()[0], {}).setdefault(folded, entry)
            if entry.position in ("end", "any"):
                ends.setdefault(folded.split()[-1], {}).setdefault(folded, entry)
            if folded.endswith("ah"):  # before another word ta marbuta is read t
                read = folded[:-1] + "t"
                starts.setdefault(read.split()[0], {}).setdefault(read, entry)
    return starts, ends


def _forms(entry: rules.TypeWords) -> Iterator[str]:
    """The words of an entry, folded: alone, and before a name as Semitic scripts read them."""
    for word in entry.words:
        folded = fold(word)
        yield folded
        if not word.isascii() and entry.position != "end":
            yield fold(f"{word} X").removesuffix(" x")  # 'תחנת רכבת' ends in a construct then


def _index_forms(parts: NameParts) -> list[str]:
    """The folded names whose skeletons the index holds of a name, its own first."""
    return [parts.core, *_readings(parts.core, _INDEX_READINGS)]


def _all_keys(
    parts: NameParts, forms: Sequence[str], skeleton_of: Mapping[str, str]
) -> tuple[str, ...]:
    whole = tight(parts.whole)
    if not whole:
        return ()
    readings = ["~" + skeleton_of[form] for form in forms[1:]]
    return tuple(dict.fromkeys((whole, *_keys_of(parts.core, skeleton_of), *readings)))


def _keys_of(core: str, skeleton_of: Mapping[str, str]) -> tuple[str, ...]:
    if not core:
        return ()
    exact, consonants = tight(core), skeleton_of[core]
    return (exact, "~" + consonants) if consonants else (exact,)


def _telling(folded: str) -> str:
    """A folded name without articles, words of many spellings in one form; its last word stays."""
    if " " not in folded:
        return folded
    words = folded.split()
    if _NOT_TELLING.isdisjoint(words):
        return folded
    kept = [
        _WORD_FORMS.get(word, word)
        for word, after in pairwise(words)
        if word not in _ARTICLES and _ASSIMILATED.get(word) != after[0]
    ]
    kept.append(words[-1])
    return " ".join(kept)


# A rule goes over many names in one call, each name on a line of its own: most of what one takes
# is the call.


def _sounds_of(telling: str) -> str:
    """What :func:`sound` gives of each line, from the words that tell."""
    return _DOUBLED.sub("", _sounding(telling).encode().translate(*_SOUNDS).decode())


def _skeletons_of(folded: Sequence[str]) -> list[str]:
    """What :func:`skeleton` gives of each name, in order."""
    sounding = _sounding("\n".join(map(_telling, folded)))
    consonants = _replaced(_FIRST_VOWEL, _FIRST, sounding).encode().translate(*_CLASSES).decode()
    return _DOUBLED.sub("", consonants).split("\n")


_SKELETONS: Final = Recent(_KEPT, _skeletons_of)


def _sounding(telling: str) -> str:
    """The words of names that tell, a letter for each group, without what fades."""
    return _FADING.sub("", _replaced(_DIGRAPHS, _GROUPS, telling))


def _replaced(groups: re.Pattern[str], letters: Mapping[str, str], text: str) -> str:
    """``text`` with what the pattern holds replaced; no call of Python's for each."""
    parts = groups.split(text)
    parts[1::2] = map(letters.__getitem__, parts[1::2])
    return "".join(parts)


def _faded(grouped: str) -> str:
    """A name without the letters that are not heard or come and go; most names have none."""
    fades = grouped[-1:] == "h" or "h " in grouped or "t " in grouped
    return _FADING.sub("", grouped) if fades else grouped


def _readings(core: str, table: Iterable[_Reading]) -> list[str]:
    """The other spellings that ``table`` knows for a folded name."""
    return [
        core.replace(group, read).replace(other, read_so)
        for group, read, other, read_so in table
        if group in core or other in core
    ]


def _one_read(core: str, letter: str, read: str) -> list[str]:
    """A name that has a letter more than once with one of them read as another."""
    if core.count(letter) < 2:
        return []
    places = [place for place, found in enumerate(core) if found == letter]
    return [f"{core[:place]}{read}{core[place + 1 :]}" for place in places]


def _to_latin(lowered: str) -> str:
    lowered = _GERESH.sub(lambda group: rules.GERESH[group[1]], lowered)
    text = unicodedata.normalize("NFKC", lowered).lower().translate(_SILENT)
    text = text.replace(*rules.HAMZA_WAW)
    text = _SEMITIC_RUN.sub(_semitic, _without_marks(text)).translate(_LETTERS)
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text).lower().translate(_SILENT)


def _without_marks(text: str) -> str:
    """``text`` without combining marks: accents, harakat, niqqud. Hamza seats stay letters.

    Cyrillic й and ї are kept whole: their marks are not accents.
    """
    out = []
    for char in text:
        if char in rules.CYRILLIC or char in rules.ARABIC:
            out.append(char)
            continue
        out += [
            part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)
        ]
    return "".join(out)


def _semitic(match: re.Match[str]) -> str:
    """One word of Arabic or Hebrew script in Latin letters, its article apart."""
    word = match[0]
    if word in rules.SEMITIC_WORDS:
        return rules.SEMITIC_WORDS[word]
    article = ""
    if word.startswith("ال") and len(word) > 4:
        article, word = "al ", word[2:]
    elif word.startswith("وال") and len(word) > 5:
        article, word = "w al ", word[3:]
    rough = _letter_by_letter(word)
    if word[0] == "ו":
        rough = "v" + rough[1:]
    if len(word) > 2 and word[-1] in rules.FINAL_H and rough[-2] not in "AW":
        rough = rough[:-1] + "T"
    followed = match.string[match.end() : match.end() + 1].isspace()
    construct = followed and word[-1] in "ةۃת"
    return article + _read_vowels(rough[:-1] + "T" if construct else rough, construct)


def _letter_by_letter(word: str) -> str:
    """A Semitic word in Latin letters, an e before an h that is a letter of its own.

    'زهراء' is zehra, with no zh in it, 'טפחות' tepehut, with no ph.
    """
    out = ""
    for letter in word:
        latin = letter.translate(_SEMITIC)
        if latin == "h" and out[-1:] + latin in rules.DIGRAPHS:
            out += "e"
        out += latin
    return out


def _read_vowels(rough: str, construct: bool) -> str:
    """Settle the letters that :data:`rules.ARABIC` leaves open by their neighbours.

    ``construct`` says that another word follows, before which ta marbuta is read t.
    """
    out: list[str] = []
    for place, letter in enumerate(rough):
        if letter not in "AETWY":
            out.append(letter)
        elif letter == "A":
            out.append("a")
        elif letter == "E":
            meeting = "".join(out)[-1:] + rough[place + 1 : place + 2]
            out.append("a" if place == 0 else "e" if meeting in rules.DIGRAPHS else "")
        elif letter == "T":
            vowel = "" if rough[place - 1 : place] == "A" else "a"
            out.append(vowel + ("t" if construct else "h"))
        elif letter == "W" and rough[place : place + 2] == "WW":
            out.append("v" if place else "w")
        elif letter == "W" and place and rough[place - 1] == "W":
            continue
        else:
            follows = rough[place + 1 : place + 2]
            glide = place == 0 or follows in ("A", "T", "o", "e")
            out.append({"W": "wu", "Y": "yi"}[letter][0 if glide else 1])
    return "".join(out)
