"""Damaged files of every kind: no traceback, bounded memory and time, a line that names the file.

Made from sound ones by fixed seeds, so that what fails once fails again.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from tests.gazetteer.mini import build_mini
from tests.read.test_codebooks import ACLED, MAPPING
from tests.read.test_damaged import DAMAGES
from tests.trust import corpus, tally
from tests.trust.conftest import TORTURE

#: Damaged files of each kind, megabytes of the process, seconds of CPU of each file.
CASES = 80 if TORTURE else 9
MOST_MB = 512
MOST_SECONDS = 5
#: Seconds of CPU after which a file is given up, so that what is slow is named and not waited for.
PATIENCE = 20

PLACES = Path(__file__).parents[2] / "data" / "gazetteer" / "iq.yaml"
STRANGE = {
    "csv": [
        b"\xff\xfe\x00", b"\0" * 5000, b"id,date,place\r\r\n\n\r", b'"', b"," * 9000,
        b"id,date,lat,lon\na,2024-07-01,NaN,NaN\nb,2024-07-01,inf,-inf\nc,2024-07-01,90,180\n"
        b"d,2024-07-01,-90,-180\ne,2024-07-01,90.0001,0\nf,2024-07-01,0,180.0001\n"
        b"g,2024-07-01,1e400,0\nh,2024-07-01,--1,0\n",
        b"id,date,place\n" + b"a,0000-00-00,\xed\xa0\x80\n" * 3,
        "id,date,place\na,2024-02-30,\u202e\n".encode("utf-16"),
        b"id,id,ID,date,place\n1,2,3,9999-12-31,x\n", b"\xef\xbb\xbf\xef\xbb\xbfid,date,place\n",
    ],
    "json": [
        b"null", b"[]", b"{}", b"[null]", b'[{"date": "\\ud800", "place": "\\u0000"}]', b"NaN",
        b'{"incidents": [{"id": "a", "date": 1e999, "place": -0}], "links": [1], "claims": {}}',
        b'{"type": "FeatureCollection"}', b"[" * 50_000, b'[{"id": 1}, []]', b'"' + b"x" * 100,
        b'{"a": [{"date": "2024-07-01"}], "b": [{"date": "2024-07-01"}]}',
    ],
    "geojson": [
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,'
        b'"geometry":{"type":"Point","coordinates":[1e999,"x"]}}]}',
        b'{"type":"Feature","properties":{"id":{}},"geometry":{"type":"Polygon"}}',
        b'{"type":"FeatureCollection","crs":[],"features":[1,null]}',
    ],
    "html": [
        b"<" * 20_000, b"<div>" * 20_000, b"<html><body>" + b"<p>x</p>" * 5, b"&" * 9000,
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body>&a;</body></html>",
    ],
    "txt": [b"\0" * 9000, b"\xff" * 100, b"(" * 20_000, b"a" * 200_000, b". " * 50_000,
            b"killed " * 20_000, "\u0650".encode() * 20_000, b"2024-07-" * 9000],
    "xlsx": [b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18],
    "gpkg": [b"SQLite format 3\0", b"SQLite format 3\0" + b"\0" * 5000],
    "parquet": [b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"],
    "md": [b"---\n" * 9000, b"---\ntitle: x\n---\n"],
}  # fmt: skip


def sound_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A sound file of every kind that geomap reads: its name and bytes."""
    words = [f"Place {number}" for number in range(3)]
    corpus.write_inputs(folder, words)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name.replace("native", "x"), path.read_bytes()
    yield "old-acled.csv", ACLED.encode()
    yield "mapping.yaml", MAPPING.encode()
    yield from place_files(folder)
    yield "places.yaml", PLACES.read_bytes()[:6000].rsplit(b"\n  - id:", 1)[0]


def place_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A sound file of each kind that a gazetteer may be given, and an index."""
    names = [f"Place {number}" for number in range(3)]
    table = pd.DataFrame({"name": names, "lat": [33.0, 33.1, 33.2], "lon": [44.0, 44.1, 44.2]})
    points = gpd.GeoDataFrame(
        table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326
    )
    (home := folder / "places").mkdir()
    table.to_csv(home / "added.csv", index=False)
    table.to_excel(home / "added.xlsx", index=False)
    table.to_parquet(home / "added.parquet")
    for suffix in ("geojson", "gpkg", "fgb", "gml"):
        points.to_file(home / f"added.{suffix}")
    here = {"type": "Point", "coordinates": [44, 33]}
    linked = [{"@id": f"x/{name}", "names": [{"toponym": name}], "geometry": here}
              for name in names]  # fmt: skip
    (home / "added.json").write_text(json.dumps({"features": linked}))
    row = "\t".join(["1", "Hit", "Hit", "", "33.6", "42.8", "P", "PPL", "IQ", *[""] * 5, "9",
                     "", "", "Asia/Baghdad", "2024-01-01"])  # fmt: skip
    (home / "added.txt").write_text(f"{row}\n")
    with zipfile.ZipFile(home / "added.zip", "w") as archive:
        archive.writestr("IQ.txt", f"{row}\n")
    build_mini(home / "index.sqlite")
    for path in sorted(home.iterdir()):
        if path.suffix != ".xsd":
            yield path.name, path.read_bytes()


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of damaged files, each named by its kind, its damage and its seed."""
    folder = tmp_path_factory.mktemp("damaged")
    for name, sound in sound_files(tmp_path_factory.mktemp("sound")):
        stem, _, suffix = name.rpartition(".")
        for seed in range(CASES):
            damage = DAMAGES[seed % len(DAMAGES)]
            chance = random.Random(f"trust {name} {seed}")
            path = folder / f"{stem}-{damage.__name__}-{seed}.{suffix}"
            path.write_bytes(damage(bytearray(sound), chance))
    for kind, contents in STRANGE.items():
        for number, content in enumerate(contents):
            (folder / f"strange-{number}.{kind}").write_bytes(content)
    (folder / "sheet.csv").write_text("Nr;Datum;Ort;Art;Tote\n1;05.07.24;Hit;Angriff;3\n")
    return folder


def test_damaged_files_end_in_incidents_or_a_line(damaged: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.damage_batch", str(damaged), str(PATIENCE),
         str(MOST_MB)],
        capture_output=True, text=True, timeout=3000, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    foreign = [one for one in told if one["foreign"]]
    assert not foreign, f"{len(foreign)}: {foreign[0]['name']}\n{foreign[0]['foreign']}"
    assert len(told) == len(list(damaged.iterdir())) - 1, told[-1]
    for one in told:
        if one["message"]:
            file = "sheet.csv" if one["name"].startswith("mapping") else one["name"]
            assert one["name"] in one["message"] or file in one["message"], one
            assert "\n" not in one["message"], one
        assert one["seconds"] <= MOST_SECONDS, one
    assert told[-1]["peak"] <= MOST_MB
    assert len(told) >= (1000 if TORTURE else 150)
    tally.add("damaged files", len(told))
    tally.add("damaged files, peak MB", told[-1]["peak"])


def test_time_to_read_grows_with_the_text_and_not_with_its_square() -> None:
    """A 'sentence' without an end is read in parts, each word of it once."""
    from geomap.read.articles.tokens import sentences

    text = "killed " * 5_000 + "x" * 5_000
    parts = sentences(text)
    assert max(part.end - part.start for part in parts) <= 1_500
    told = "".join(text[part.start : part.end] for part in parts).replace(" ", "")
    assert told == text.replace(" ", "")
