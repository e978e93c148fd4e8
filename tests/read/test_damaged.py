"""Damaged files of every format end in incidents or in one line, never in anything else.

``GEOMAP_TORTURE=1`` runs many more cases; the seeds are fixed, so a case that fails fails again.
"""

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from geomap.errors import GeomapError
from geomap.read import Limits, read_incidents, sort_inputs

from .test_codebooks import ACLED, MAPPING

CASES = 400 if os.environ.get("GEOMAP_TORTURE") else 26
FORMATS = ("csv", "tsv", "xlsx", "json", "jsonl", "geojson", "gpkg", "parquet")
STRANGE = (
    b"\0", b"\xff", b'"', b"\r", b"\n", b"{", b"\xed\xa0\x80", b"NaN", b"1e999", b"-180", b"90",
    b"\\ud800", b"\x1a", b"=cmd()", b"\xef\xbb\xbf", b"[[[[", b"\xe2\x80\xae", b"&e;", b"<!ENTITY",
)  # fmt: skip
Damage = Callable[[bytearray, random.Random], bytes]


def cut(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def flip_bits(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def splice(data: bytearray, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    at = chance.randrange(len(data))
    return bytes(data[:at] + data[start:end] + data[at:])


def drop(data: bytearray, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return bytes(data[:start] + data[start + chance.randrange(1, 60) :])


def strew(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 5))):
        at = chance.randrange(len(data))
        data[at:at] = chance.choice(STRANGE)
    return bytes(data)


def recode(data: bytearray, chance: random.Random) -> bytes:
    text = bytes(data).decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-be", "cp1256", "cp037", "utf-7")), "replace"
    )


DAMAGES: tuple[Damage, ...] = (cut, flip_bits, splice, drop, strew, recode)


def inside(data: bytes, damage: Damage, chance: random.Random) -> bytes:
    """A zip archive that is sound but for one damaged member, as its checksum does not show."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    damaged = chance.choice(["xl/worksheets/sheet1.xml", *members])
    members[damaged] = damage(bytearray(members[damaged]), chance)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of every format."""
    folder = tmp_path_factory.mktemp("whole")
    rows = pd.read_csv(io.StringIO(ACLED), dtype=str)
    points = gpd.points_from_xy(rows["longitude"].astype(float), rows["latitude"].astype(float))
    shaped = gpd.GeoDataFrame(rows, geometry=points, crs=4326)
    book = openpyxl.Workbook()
    for row in [list(rows.columns), *rows.fillna("").to_numpy().tolist()]:
        book.worksheets[0].append(row)
    book.save(folder / "x.xlsx")
    shaped.to_file(folder / "x.gpkg")
    shaped.to_parquet(folder / "x.parquet")
    shaped.to_file(folder / "x.geojson")
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    (folder / "x.json").write_text(
        json.dumps({"incidents": records, "claims": [{"incident_id": 1}]})
    )
    (folder / "x.jsonl").write_text("\n".join(map(json.dumps, records)))
    rows.to_csv(folder / "x.csv", index=False)
    rows.to_csv(folder / "x.tsv", index=False, sep="\t")
    return {format_: (folder / f"x.{format_}").read_bytes() for format_ in FORMATS}


@pytest.mark.parametrize("format_", FORMATS)
def test_sound_files_are_sound(whole: dict[str, bytes], tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"x.{format_}"
    path.write_bytes(whole[format_])
    assert len(read_incidents(path).validate()) == 3


@pytest.mark.parametrize("format_", FORMATS)
def test_damage_ends_in_incidents_or_a_line(
    whole: dict[str, bytes], tmp_path: Path, format_: str
) -> None:
    limits = Limits(max_rows=10_000, max_cell=100_000)
    for seed in range(CASES):
        chance = random.Random(f"{format_} {seed}")
        damage = DAMAGES[seed % len(DAMAGES)]
        path = tmp_path / f"{seed}.{format_}"
        deep = format_ == "xlsx" and seed % 4
        path.write_bytes(
            inside(whole[format_], damage, chance)
            if deep
            else damage(bytearray(whole[format_]), chance)
        )
        try:
            for source in sort_inputs(path).tables:
                read_incidents(source, limits=limits).validate()
        except GeomapError as error:
            assert str(path) in str(error), f"{damage.__name__} {seed}: {error}"
            assert "\n" not in str(error).replace(str(path), ""), f"{damage.__name__} {seed}"


def test_damaged_mapping_files_end_in_a_line(tmp_path: Path) -> None:
    sheet, rules = tmp_path / "x.csv", tmp_path / "my.yml"
    sheet.write_text("Nr;Datum;Ort;Art;Tote\n1;05.07.24;Hit;Angriff;3\n")
    for seed in range(CASES):
        chance = random.Random(seed)
        rules.write_bytes(DAMAGES[seed % len(DAMAGES)](bytearray(MAPPING.encode()), chance))
        try:
            read_incidents(sheet, mapping=rules).validate()
        except GeomapError as error:
            assert tmp_path.name in str(error)
