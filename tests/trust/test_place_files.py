"""Place files of strangers: what ``gazetteer add`` and ``--gazetteer`` read is data and no more."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet
import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, library
from geomap.gazetteer import check as place_checks
from geomap.gazetteer.sources.tables import checked_mapping
from geomap.resolve_table import resolve_table
from tests.trust import tally
from tests.trust.canary import SECRET_WORD, Canary
from tests.trust.test_bounds import VRT, xlsx_bomb, xlsx_entities

MAPPING = {"name": "name", "lat": "lat", "lon": "lon"}
POINTS = gpd.GeoDataFrame(
    {"name": ["Here", "There"]}, geometry=gpd.points_from_xy([44.0, 44.5], [33.0, 33.5]), crs=4326
)
Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path, mini_path: Path) -> Refused:
    """The one line with which a place file is refused; nothing was added."""

    def add(name: str, content: bytes | str, mapping: Any = None) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(GazetteerError) as caught:
            library.add(path, mapping=mapping, at=tmp_path / "home", base=mini_path)
        assert "\n" not in str(caught.value) and str(path) in str(caught.value)
        assert library.indexes(tmp_path / "home") == []
        tally.add("refused inputs")
        return str(caught.value)

    return add


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp", "fgb", "kml", "gml"])
def test_nothing_in_disguise_leads_elsewhere(refused: Refused, canary: Canary, suffix: str) -> None:
    service = f"<OGRWFSDataSource><URL>{canary.url}/wfs</URL></OGRWFSDataSource>"
    algorithm = json.dumps(
        {"type": "gdal_streamed_alg", "command_line": f"gdal vector read {canary.secret}"}
    )
    table = f"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>CSV:{canary.secret}"
    table += "</SrcDataSource><SrcLayer>secret</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
    for content in (VRT.format(canary.secret), service, algorithm, table):
        assert SECRET_WORD not in refused(f"x.{suffix}", content, MAPPING)
    canary.check()


def test_a_schema_at_an_address_is_not_fetched_and_nothing_is_written(
    canary: Canary, tmp_path: Path, mini_path: Path
) -> None:
    path = tmp_path / "x.gml"
    path.write_text(
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" '
        'xmlns:gml="http://www.opengis.net/gml" xmlns:a="http://a" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://a {canary.url}/schema.xsd"><gml:featureMember><a:p>'
        "<a:name>Here</a:name><a:at><gml:Point srsName='EPSG:4326'><gml:pos>33 44</gml:pos>"
        "</gml:Point></a:at></a:p></gml:featureMember></wfs:FeatureCollection>"
    )
    added = library.add(path, mapping={"name": "name"}, at=tmp_path / "home", base=mini_path)
    assert added.places == 1
    canary.check()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "x.gml"]


@pytest.mark.parametrize("kind", ["kml", "gml"])
def test_entities_are_not_expanded(refused: Refused, canary: Canary, kind: str) -> None:
    root = {"kml": "kml", "gml": "FeatureCollection"}[kind]
    entity = f'<!DOCTYPE {root} [<!ENTITY a SYSTEM "file://{canary.secret}">]>'
    told = refused(f"x.{kind}", f"{entity}<{root}><name>&a;</name></{root}>", MAPPING)
    assert "document type" in told and SECRET_WORD not in told


def test_layers_that_the_file_computes_are_refused(refused: Refused, tmp_path: Path) -> None:
    POINTS.to_file(tmp_path / "y.gpkg", layer="points")
    with sqlite3.connect(tmp_path / "y.gpkg") as database:
        database.execute("ALTER TABLE points RENAME TO hidden")
        database.execute(
            "CREATE VIEW points AS WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid, 'a' AS name FROM n"
        )
    database.close()
    assert "computed" in refused("x.gpkg", (tmp_path / "y.gpkg").read_bytes(), MAPPING)


def test_columns_that_the_file_computes_are_refused(refused: Refused, tmp_path: Path) -> None:
    POINTS.to_file(tmp_path / "y.gpkg", layer="points")
    with sqlite3.connect(tmp_path / "y.gpkg") as database:
        made = "hex(zeroblob(400000000))"
        database.execute(f"ALTER TABLE points ADD COLUMN y TEXT GENERATED ALWAYS AS ({made})")
    database.close()
    assert "computed" in refused("x.gpkg", (tmp_path / "y.gpkg").read_bytes(), MAPPING)


def laughing(*lines: str) -> str:
    """YAML of a few lines whose ``*i`` is a billion words."""
    grown = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        grown.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    return "\n".join([*grown, *lines])


def test_aliases_do_not_grow(refused: Refused, tmp_path: Path) -> None:
    position = "positions: [{lat: 1, lon: 1, source: x}]"
    place = f"places: [{{id: iq-x, name: *i, kind: village, names: {{en: *i}}, {position}}}]"
    assert "aliases" in refused("iq.yaml", laughing("country: IQ", place))
    assert "aliases" in str(place_checks.check([tmp_path / "iq.yaml"])[0])
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(laughing("name: name", "source: {title: *i}"))
    with pytest.raises(GazetteerError, match=r"mapping\.yaml.*aliases"):
        library.add(tmp_path / "iq.yaml", mapping=mapping, at=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.xlsx", xlsx_bomb, "bytes unpacked per byte"),
        ("x.xlsx", xlsx_entities, "entities"),
        ("x.xlsx", lambda: b"PK\x03\x04", "zip"),
        ("x.parquet", lambda: b"PAR1", "Parquet"),
        ("x.json", lambda: b"[" * 100_000, "nested too deeply"),
        ("x.json", lambda: b'{"features":[{"names":[{"toponym":"\\ud800"}]}]}', "surrogate"),
        ("x.json", lambda: b'{"features":[{"names":[{"toponym":"x"}],"@id":"x"}]}', "no place"),
        ("x.geojson", lambda: b'{"features":[1]}', "array of features"),
        ("x.txt", lambda: b"1\tx\n", "row 1"),
        ("x.zip", lambda: b"PK\x05\x06" + b"\0" * 18, "no .txt"),
        ("x.db", lambda: b"SQLite format 3\0" + b"\0" * 100, "bundle"),
        ("x.yaml", lambda: b"[" * 20_000, "YAML"),
    ],
)  # fmt: skip
def test_what_is_too_large_or_damaged_is_named(
    refused: Refused, name: str, content: Callable[[], bytes], reason: str
) -> None:
    of_columns = name.endswith((".xlsx", ".parquet", ".geojson"))
    assert reason in refused(name, content(), MAPPING if of_columns else None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,1,1,1e400", "population"),
        ("x,1,1,99999999999999999999999", "population"),
        ("x,1,1,nan", "population"),
        ("x,1,1,-5", "population"),
        ("x,nan,1,", "lat"),
        ("x,91,1,", "lat"),
        ("x,1,-181,", "lon"),
        ("x,1e400,1,", "lat"),
        ("x", "no place"),
        (",1,1,", "no place"),
    ],
)
def test_rows_that_cannot_be_are_named(refused: Refused, row: str, reason: str) -> None:
    assert reason in refused("x.csv", f"name,lat,lon,population\n{row}\n")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ["a"]},
        {"lat": {"a": 1}},
        {"names": 3},
        {"names": {"ar": ["x"]}},
        {"source": "x"},
        {"source": ["x"]},
        {"kind": {"values": 3}},
        {"kind": {"values": {}}},
        {"kind": ["village"]},
        {"kind": {"column": "x", "values": {"a": "no kind"}}},
    ],
)
def test_a_mapping_that_means_nothing_is_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(GazetteerError, match=r"^m\.yaml: ") as caught:
        checked_mapping({**MAPPING, **wrong}, "m.yaml")
    assert "\n" not in str(caught.value)


def test_a_parquet_file_of_few_bytes_is_read_a_part_at_a_time(refused: Refused) -> None:
    texts = pa.DictionaryArray.from_arrays(
        pa.array([0] * 4_000_000, pa.int32()), pa.array(["x" * 1000])
    )
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(pa.table({"name": texts, "lat": texts, "lon": texts}), sink)
    assert "row 2" in refused("x.parquet", sink.getvalue().to_pybytes(), MAPPING)


def test_control_characters_are_left_out_of_names(tmp_path: Path, mini_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"name,lat,lon\nOd\x00dvi\x1blle,33,44\n")
    added = library.add(path, at=tmp_path / "home", base=mini_path)
    place = Gazetteer.open(added.path).resolve("Od dvi lle").best
    assert place is not None and place.name == "Od dvi lle"


@pytest.mark.parametrize(
    ("names", "reason"),
    [(["x" * 3_000], "a name of more than 2,000"), (map(str, range(70_000)), "10,000 names")],
)
def test_a_place_with_too_much_of_a_name_is_named(
    refused: Refused, names: Iterable[str], reason: str
) -> None:
    here = {"type": "Point", "coordinates": [44, 33]}
    told = {"@id": "x/1", "names": [{"toponym": name} for name in names], "geometry": here}
    assert reason in refused("x.json", json.dumps({"features": [told]}))


@pytest.mark.parametrize("damage", ["locked", "packed in an unknown way", "cut"])
def test_an_archive_that_cannot_be_read_is_named(refused: Refused, damage: str) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("IQ.txt", "1\tx\n" * 900)
    content = bytearray(sink.getvalue())
    entry = content.index(b"PK\x01\x02")
    if damage == "cut":
        content[40:60] = b"\xff" * 20
    for start, flags, method in ((0, 6, 8), (entry, 8, 10)):
        content[start + flags] |= damage == "locked"
        content[start + method] = 99 if damage.startswith("packed") else content[start + method]
    assert "download it again" in refused("IQ.zip", bytes(content))


def test_a_name_of_a_place_file_is_no_formula_in_a_table(tmp_path: Path, mini_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,lat,lon\n\"=cmd|' /C calc'!A0\",-33,-44\n")
    added = library.add(tmp_path / "x.csv", at=tmp_path / "home", base=mini_path)
    (tmp_path / "t.csv").write_text("id,p\n1,cmd C calc A0\n")
    content, _ = resolve_table(tmp_path / "t.csv", Gazetteer.open(added.path), place="p")
    row = dict(zip(*csv.reader(content.decode().splitlines()), strict=True))
    assert row["name"].startswith("'=cmd") and (row["lat"], row["lon"]) == ("-33.0", "-44.0")


def test_an_archive_writes_nothing_outside(refused: Refused, tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name in ("../../escaped.txt", "/tmp/escaped.txt", "..\\escaped.txt"):
            archive.writestr(name, "1\tx\n")
    before = {path for path in tmp_path.parent.rglob("*") if "home" not in path.parts}
    assert "row 1" in refused("XX.zip", sink.getvalue())
    after = {path for path in tmp_path.parent.rglob("*") if "home" not in path.parts}
    assert {path.name for path in after - before} <= {"XX.zip", "home"}


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE near; CREATE VIEW near AS SELECT 1 AS cell, x'' AS places",
        "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END",
        "ALTER TABLE meta ADD COLUMN more TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000)))",
        "CREATE TABLE other (x)",
        "DROP TABLE position",
    ],
)
def test_an_index_of_another_shape_is_not_opened(
    tmp_path: Path, mini_path: Path, statement: str
) -> None:
    path = tmp_path / "x.sqlite"
    shutil.copy(mini_path, path)
    with sqlite3.connect(path) as database:
        database.executescript(statement)
    database.close()
    with pytest.raises(GazetteerError, match=r"x\.sqlite"):
        Gazetteer.open(path)


@pytest.mark.parametrize("table", ["key", "held", "near", "area", "place"])
def test_an_index_whose_rows_are_damaged_is_named(
    tmp_path: Path, mini_path: Path, table: str
) -> None:
    path = tmp_path / "x.sqlite"
    shutil.copy(mini_path, path)
    damage = {
        "key": "names = x'0102'",
        "held": "bits = x'010203'",
        "near": "places = x'010203'",
        "area": "geometry = x'00112233'",
        "place": "kind = 9999",
    }[table]
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE {table} SET {damage}")
    database.close()
    gazetteer = Gazetteer.open(path)
    questions: list[Callable[[], object]] = [
        lambda: [gazetteer.resolve(name) for name in ("Mosul", "Anbar", "the south of Iraq")],
        lambda: list(gazetteer.index.areas("governorate")),
        lambda: gazetteer.index.nearest(36.3, 43.1),
        lambda: gazetteer.reverse([36.3], [43.1]),
    ]
    told = []
    for ask in questions:
        try:
            ask()
        except GazetteerError as error:
            told.append(str(error))
    assert told and all(f"{path}: " in one and "damaged" in one for one in told)
