"""No input reads, calls or waits for anything else, and none is larger than it may be."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from geomap import pipeline
from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.sources import curated
from geomap.pipeline import BuildOptions
from geomap.read import Limits, articles, read_incidents
from tests.trust import tally
from tests.trust.canary import SECRET_WORD, Canary
from tests.trust.conftest import run_geomap

KINDS = ("csv", "tsv", "xlsx", "json", "jsonl", "geojson", "gpkg", "parquet", "txt", "md", "html")
VRT = """<OGRVRTDataSource><OGRVRTLayer name="incidents"><SrcDataSource>{}</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""


def refused(path: object, folder: Path) -> str:
    """The one line with which a build refuses a path."""
    with pytest.raises(GeomapError) as caught:
        pipeline.build([str(path)], folder / "out", BuildOptions(formats=("report",)))
    assert "\n" not in str(caught.value)
    assert not (folder / "out").exists()
    tally.add("refused inputs")
    return str(caught.value)


def refused_in_time(path: Path, folder: Path) -> str:
    """The same in a process of its own, which is stopped when it hangs."""
    done = run_geomap("build", path, "-o", folder / "out", timeout=60)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("geomap: ")
    tally.add("refused inputs")
    return done.stderr


@pytest.mark.parametrize("kind", ["csv", "gpkg", "txt"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / f"x.{kind}")
    assert f"x.{kind}: not a regular file" in refused_in_time(folder, tmp_path)


@pytest.mark.parametrize("kind", ["csv", "html"])
def test_a_device_is_not_read(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"x.{kind}").symlink_to("/dev/zero")
    assert f"x.{kind}: not a regular file" in refused_in_time(folder, tmp_path)


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize(
    "command",
    [
        ("build", "a.csv", "-o", "out", "--mapping", "x.yaml"),
        ("build", "a.csv", "-o", "out", "--gazetteer", "x.csv"),
        ("validate", "a.csv", "--mapping", "x.yaml"),
        ("convert", "a.csv", "b.csv", "--to", "native", "--mapping", "x.yaml"),
        ("gazetteer", "add", "x.csv"),
        ("gazetteer", "add", "x.zip"),
        ("gazetteer", "add", "folder"),
        ("gazetteer", "add", "a.csv", "--mapping", "x.yaml"),
        ("gazetteer", "check", "x.yaml"),
        ("resolve", "Mosul", "--gazetteer", "x.geojson"),
    ],
)
def test_what_stands_beside_an_input_is_a_file_too(
    tmp_path: Path, kind: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "a.csv").write_text("when,where\n2024-07-01,Mosul\n")
    (tmp_path / "folder").mkdir()
    for name in ("x.yaml", "x.csv", "x.zip", "x.geojson", "folder/1.geojson"):
        if kind == "pipe":
            os.mkfifo(tmp_path / name)
        else:
            (tmp_path / name).symlink_to("/dev/zero")
    done = run_geomap(*command, cwd=tmp_path, timeout=60)
    told = done.stderr + done.stdout
    assert done.returncode in (1, 2) and "not a regular file" in told, told
    assert "Traceback" not in told
    tally.add("refused inputs")


@pytest.mark.parametrize(
    "name", ["x" * 100_000, "near " * 190, "in " * 300, "\u0642\u0631\u0628 " * 200, "a, " * 300]
)
def test_a_text_in_a_column_of_places_is_no_place(name: str, tmp_path: Path) -> None:
    """Neither phrases within phrases nor endless names cost more than their length."""
    found = Gazetteer.default().resolve(name)
    assert len(found.candidates) <= 5
    (tmp_path / "x.json").write_text(json.dumps([{"date": "2024-07-01", "place": name}]))
    report = pipeline.build([tmp_path / "x.json"], tmp_path / "out")
    assert (report.total, report.rejected) == (1, 0)


@pytest.mark.parametrize(
    "address",
    ["__URL__/x.csv", "/vsicurl/__URL__/x.geojson", "CSV:__SECRET__", "/vsizip/__SECRET__.csv",
     "GPKG:__SECRET__:incidents", "PG:host=127.0.0.1", "/vsistdin/x.csv", "a.zip/x.csv"],
)  # fmt: skip
def test_only_paths_of_files_are_opened(canary: Canary, tmp_path: Path, address: str) -> None:
    told = refused(canary.filled(address), tmp_path)
    assert SECRET_WORD not in told
    canary.check()


@pytest.mark.parametrize("kind", KINDS)
def test_a_virtual_file_in_disguise_leads_nowhere(
    canary: Canary, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"x.{kind}"
    path.write_text(VRT.format(canary.secret))
    if kind in ("txt", "md", "html"):
        read = articles.read_articles([path], gazetteer=Gazetteer.default())
        told = f"{read.incidents.to_csv()} {read.rejected.to_csv()}"
    else:
        told = refused(path, tmp_path)
    assert SECRET_WORD not in told


def test_triggers_and_views_of_a_foreign_geopackage_do_not_run(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    points = gpd.points_from_xy([44.0], [33.0])
    rows = gpd.GeoDataFrame({"id": ["a"], "date": ["2024-07-01"]}, geometry=points, crs=4326)
    rows.to_file(path, layer="incidents")
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE ran (x)")
        for event in ("INSERT", "UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER t{event} AFTER {event} ON gpkg_contents "
                "BEGIN INSERT INTO ran VALUES (1); END"
            )
    database.close()
    before = path.read_bytes()
    assert len(read_incidents(path)) == 1
    assert path.read_bytes() == before
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE incidents RENAME TO hidden")
        database.execute(
            "CREATE VIEW incidents AS WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid, x AS id FROM n"
        )
    database.close()
    with pytest.raises(GeomapError, match=r"x\.gpkg"):
        read_incidents(path)


def workbook(sheet: str, parts: dict[str, str] | None = None) -> bytes:
    """A workbook whose first sheet is this XML, with these parts put in or replaced."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    changed = {"xl/worksheets/sheet1.xml": sheet, **(parts or {})}
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changed]):
            new.writestr(name, changed.get(name) or old.read(name))
    return made.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def xlsx_bomb() -> bytes:
    return workbook(SHEET.format("<sheetData>" + "<row/>" * 8_000_000 + "</sheetData>"))


def xlsx_entities() -> bytes:
    return workbook(LAUGHS + SHEET.format("<sheetData><row><c><v>&i;</v></c></row></sheetData>"))


def xlsx_late_entities() -> bytes:
    """The document type stands beyond the part of the file that is looked at first."""
    return workbook(f"<!--{' ' * 5000}-->" + LAUGHS + SHEET.format("&i;"))


def deep_json() -> bytes:
    return b'[{"id":"a","date":"2024-07-01","place":"Mosul","x":' + b"[" * 100_000


def deep_record() -> bytes:
    return b'[{"id":"a","date":"2024-07-01","place":"Mosul","x":' + b"[" * 200 + b"]" * 200 + b"}]"


def long_number() -> bytes:
    return b'[{"id":' + b"9" * 10_000 + b"}]"


def wide_table() -> bytes:
    return ",".join(["id", "date", "place", *map(str, range(5_000))]).encode() + b"\n"


def endless_header() -> bytes:
    return b'"' + b"x" * 3_000_000


def parquet_bomb() -> bytes:
    """Two hundred million equal cells in a file of a few kilobytes."""
    column = pa.DictionaryArray.from_arrays(
        pa.array([0] * 4_000_000, pa.int32()), pa.array(["x" * 1000])
    )
    made = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"id": column, "place": column, "date": column}), made)
    return made.getvalue()


def geojson_of_nothing() -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": {"a": 1}}).encode()


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook that unpacks to a thousand times its size": ("xlsx", xlsx_bomb),
    "workbook of entities": ("xlsx", xlsx_entities),
    "workbook of entities behind a comment": ("xlsx", xlsx_late_entities),
    "JSON without an end": ("json", deep_json),
    "record of many levels": ("json", deep_record),
    "number of ten thousand digits": ("json", long_number),
    "table of five thousand columns": ("csv", wide_table),
    "header without an end": ("csv", endless_header),
    "GeoJSON whose features are no array": ("geojson", geojson_of_nothing),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_too_large_or_too_deep_is_refused_by_name(tmp_path: Path, name: str) -> None:
    kind, make = BOMBS[name]
    path = tmp_path / f"x.{kind}"
    path.write_bytes(make())
    with pytest.raises(GeomapError) as caught:
        read_incidents(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    tally.add("refused inputs")


def test_a_parquet_file_of_few_bytes_and_many_cells_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(parquet_bomb())
    with pytest.raises(GeomapError, match=r"x\.parquet"):
        read_incidents(path, limits=Limits(max_unpacked=100_000_000))


def test_limits_name_the_flag_that_raises_them(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,date,place\n" + "a,2024-07-01,Mosul\n" * 20)
    with pytest.raises(GeomapError, match="--max-rows 20"):
        read_incidents(path, limits=Limits(max_rows=10))


def test_place_files_with_aliases_do_not_grow(tmp_path: Path) -> None:
    """Nine lines of YAML that would be a billion names."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    entry = "{id: iq-x, name: *i, kind: village, names: {en: *i}, positions: [{lat: 1, lon: 1}]}"
    path = tmp_path / "iq.yaml"
    path.write_text("\n".join([*lines, "country: IQ", f"places: [{entry}]"]))
    with pytest.raises(GeomapError, match=r"iq\.yaml"):
        list(curated.read_file(path))
