import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GeomapError, UnreadableFile
from geomap.read.text import decode

ARABIC = "قصف صاروخي على قاعدة عين الأسد في الأنبار, الخميس"
RUSSIAN = "Обстрел города Донецк, Мариуполь и Харьков"
FRENCH = "Frappe près de Gaziantep, à côté de l’école, Señor Núñez"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, FRENCH, "plain", "🚀"])
def test_unicode_is_read_without_a_guess(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "x.csv")
    assert decoded.utf8.decode() == text
    assert decoded.guessed is None


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (ARABIC, "cp1256", "Windows-1256"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (FRENCH, "cp1252", "Windows-1252"),
    ],
)
def test_code_page_is_guessed_and_said(text: str, encoding: str, name: str) -> None:
    decoded = decode(f"id,place\n1,{text}\n".encode(encoding), "x.csv")
    assert decoded.utf8.decode() == f"id,place\n1,{text}\n"
    assert decoded.guessed == name


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfea",  # UTF-16 with half a character
        b"\xef\xbb\xbf\xff",  # says UTF-8, is not
        bytes(range(128, 256)) * 3,
        b"id\x00\xff\xfe\x81",
    ],
)
def test_what_fits_no_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        decode(data, "x.csv")


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_a_message(data: bytes) -> None:
    try:
        decode(data, "x").utf8.decode("utf-8")
    except GeomapError as error:
        assert str(error).startswith("x: ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_reads_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), "x").utf8.decode() == text


def test_a_guess_takes_no_time() -> None:
    started = time.process_time()
    assert decode(b"x" * 5_000_000 + " déjà".encode("cp1252"), "x").guessed == "Windows-1252"
    assert time.process_time() - started < 3
