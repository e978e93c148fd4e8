"""Packed tables are read as what lies in them; what is damaged or too large is one line."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from geomap import read
from geomap.errors import InputError, UnreadableFile
from geomap.read import Limits
from geomap.read.codebooks import gdelt
from geomap.read.inputs import format_of

CSV = b"id,date,place,country\na,2024-07-26,Mosul,Iraq\nb,2024-07-27,Aleppo,Syria\n"


def zipped(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def of_gdelt() -> bytes:
    event = {
        "GLOBALEVENTID": "900001", "SQLDATE": "20240705", "MonthYear": "202407", "Year": "2024",
        "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Hit, Al Anbar, Iraq", "ActionGeo_Lat": "33.64",
        "ActionGeo_Long": "42.83",
    }  # fmt: skip
    return "\t".join(event.get(name, "") for name in gdelt.HEADERS[61]).encode() + b"\n"


PACKED = {
    "t.csv.zip": (zipped(("t.csv", CSV)), CSV),
    "t.csv.gz": (gzip.compress(CSV), CSV),
    "T.CSV.ZIP": (zipped(("whatever the name", CSV)), CSV),
    "mac.csv.zip": (zipped(("a/", b""), ("a/t.csv", CSV), ("__MACOSX/a/._t.csv", b"x")), CSV),
    "t.jsonl.gz": (
        gzip.compress(b'{"id": "a", "place": "Hit"}\n'),
        b'{"id": "a", "place": "Hit"}\n',
    ),
    "20240726.export.CSV.zip": (zipped(("20240726.export.CSV", of_gdelt())), of_gdelt()),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_table_is_read_as_what_lies_in_it(tmp_path: Path, name: str) -> None:
    packed, plain = PACKED[name]
    (tmp_path / name).write_bytes(packed)
    bare = tmp_path / Path(name).stem.lower().replace("export.csv", "export.CSV")
    bare.write_bytes(plain)
    one, other = read.read_incidents([tmp_path / name]), read.read_incidents([bare])
    assert len(one) > 0
    assert_frame_equal(
        one.incidents.drop(columns="file"), other.incidents.drop(columns="file"), check_like=True
    )
    assert set(one.incidents["file"]) == {str(tmp_path / name)}


def test_a_folder_gives_its_packed_tables(tmp_path: Path) -> None:
    (tmp_path / "t.csv.zip").write_bytes(PACKED["t.csv.zip"][0])
    (tmp_path / "dump.zip").write_bytes(PACKED["t.csv.zip"][0])
    assert len(read.read_incidents([tmp_path])) == 2


@pytest.mark.parametrize("name", ["IQ.zip", "a.txt.zip", "t.xlsx.zip", "x.gz", ".zip"])
def test_other_archives_are_no_tables(name: str) -> None:
    assert format_of(Path(name)) is None


def _locked() -> bytes:
    data = bytearray(zipped(("t.csv", CSV)))
    data[6] |= 1  # general purpose bit 0: encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty zip": ("t.csv.zip", zipped, "holds 0 files"),
    "two tables": ("t.csv.zip", lambda: zipped(("a.csv", CSV), ("b.csv", CSV)), "holds 2 files"),
    "no zip": ("t.csv.zip", lambda: CSV, "cannot be unpacked"),
    "no gz": ("t.csv.gz", lambda: CSV, "cannot be unpacked"),
    "cut zip": ("t.csv.zip", lambda: zipped(("t.csv", CSV))[:-9], "cannot be unpacked"),
    "cut gz": ("t.csv.gz", lambda: gzip.compress(CSV)[:-9], "cannot be unpacked"),
    "locked": ("t.csv.zip", _locked, "cannot be unpacked"),
    "nothing": ("t.csv.gz", lambda: b"", "empty"),
    "packed nothing": ("t.csv.gz", lambda: gzip.compress(b""), "empty"),
    "a bomb": ("t.csv.gz", lambda: gzip.compress(bytes(30_000_000)), "--max-ratio"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_unpacked_is_one_line(tmp_path: Path, what: str) -> None:
    name, content, reason = BAD[what]
    (tmp_path / name).write_bytes(content())
    with pytest.raises(InputError, match=reason) as told:
        read.read_incidents([tmp_path / name])
    assert name in str(told.value) and "\n" not in str(told.value)


def test_nothing_is_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(CSV * 1000))
    with pytest.raises(UnreadableFile, match=r"--max-unpacked"):
        read.read_incidents([path], limits=Limits(max_unpacked=1000))
