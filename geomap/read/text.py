"""Bytes of a text file -> text, with the encoding named and a guess called a guess."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import Final, NamedTuple

from geomap.errors import UnreadableFile

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Windows code pages of the regions that this project maps, in order of preference on a tie.
_CODE_PAGES: Final = ("cp1252", "cp1256", "cp1251")
_NAMES: Final = {"cp1252": "Windows-1252", "cp1256": "Windows-1256", "cp1251": "Windows-1251"}
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_ARABIC: Final = re.compile(r"[\u0621-\u06d5\u200c\u200d]+")
_CYRILLIC: Final = re.compile(
    r"[\u0400-\u045f\u0490\u0491]?[\u0430-\u045f\u0491]*|[\u0400-\u042f\u0490]+"
)
_SAMPLE_WORDS: Final = 5_000
_SURE_ENOUGH: Final = 0.7
_PIECE: Final = 1 << 24


class Decoded(NamedTuple):
    """Text as UTF-8 bytes, with what is needed to encode it again."""

    utf8: bytes
    encoding: str  # a Python codec name
    bom: bytes  # the byte order mark that stood in front, or nothing
    guessed: str | None  # the name of the code page, where it was guessed

    def head(self, size: int = 1 << 20) -> str:
        """The beginning of the text, a character cut at the end left out."""
        return self.utf8[:size].decode("utf-8", "ignore")


def decode(data: bytes, name: str) -> Decoded:
    """``data`` as text: by its byte order mark, else UTF-8, else the likeliest code page.

    Raises:
        UnreadableFile: a byte order mark that the bytes do not keep, or no encoding that fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, name)
    wrong = _first_wrong_byte(data)
    return Decoded(data, "utf-8", b"", None) if wrong is None else _guess(data, name, wrong)


def _decode_marked(data: bytes, mark: bytes, encoding: str, name: str) -> Decoded:
    rest = data[len(mark) :]
    try:
        utf8 = rest.decode(encoding).encode("utf-8") if encoding != "utf-8" else rest
    except UnicodeError as error:
        raise _mixed(name, encoding) from error
    if encoding == "utf-8" and _first_wrong_byte(rest) is not None:
        raise _mixed(name, encoding)
    return Decoded(utf8, encoding, mark, None)


def _mixed(name: str, encoding: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: starts as {encoding.upper()} but does not go on so: "
        "the file is damaged or mixed; save it again as UTF-8"
    )


def _first_wrong_byte(data: bytes) -> int | None:
    """Where the bytes stop being UTF-8; checked in pieces, the text itself is not kept."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    for start in range(0, len(data) + 1, _PIECE):
        piece = view[start : start + _PIECE]
        try:
            decoder.decode(piece, final=start + _PIECE > len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _guess(data: bytes, name: str, wrong: int) -> Decoded:
    scored = []
    for preference, encoding in enumerate(_CODE_PAGES):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        scored.append((plausibility(text), -preference, encoding, text))
    best = max(scored, default=None)
    if best is None or best[0] < _SURE_ENOUGH or b"\0" in data:
        raise UnreadableFile(
            f"{name}: byte {wrong:,} is not UTF-8 and no other encoding fits: "
            "save the file as UTF-8"
        )
    return Decoded(best[3].encode("utf-8"), best[2], b"", _NAMES[best[2]])


def plausibility(text: str) -> float:
    """How much of the text's foreign words is of one script and of ordinary case, 0 to 1.

    Read in the wrong code page, Arabic becomes Cyrillic with capitals inside words, Cyrillic
    becomes Arabic mixed with accented Latin, and accented Latin gets single foreign letters.
    """
    found = (match.group() for match in _WORD.finditer(text))
    words = list(islice((word for word in found if not word.isascii()), _SAMPLE_WORDS))
    if not words:
        return 0.0
    return sum(map(_word_plausibility, words)) / len(words)


def _word_plausibility(word: str) -> float:
    if _ARABIC.fullmatch(word) or _CYRILLIC.fullmatch(word):
        return 1.0
    if not _LATIN.fullmatch(word):
        return 0.0
    if not (word[1:].islower() or word.isupper() or len(word) == 1):
        return 0.2
    return min(1.0, 2 * sum(letter.isascii() for letter in word) / len(word) + (len(word) == 1))
