"""Every reader of place data, on files as their publishers lay them out."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import Point, box

from geomap.errors import GazetteerError
from geomap.gazetteer.kinds import KINDS
from geomap.gazetteer.sources import (
    airports,
    curated,
    geoboundaries,
    geonames,
    geonames_packed,
    linked_places,
    nga,
    tables,
    turkish_post,
    whosonfirst,
)
from geomap.gazetteer.sources.records import Name, Record
from tests.gazetteer.mini import FIXTURES, readings


@pytest.mark.parametrize("number", range(5))
def test_every_record_keeps_the_contract(number: int) -> None:
    """What the builder may rely on, for each source of the miniature gazetteer."""
    records = list(readings()[number].records)
    assert records
    for record in records:
        prefix, _, ref = record.place_id.partition(":")
        assert prefix and ref
        assert record.kind in KINDS
        assert record.names and all(name.text.strip() for name in record.names)
        assert len(set(record.names)) == len(record.names)
        assert -90 <= record.lat <= 90 and -180 <= record.lon <= 180
        assert record.country is None or len(record.country) == 2
        assert record.population >= 0
    assert len({record.place_id for record in records}) == len(records)


def row(**told: str) -> str:
    fields = {
        "id": "1", "name": "Probe", "ascii": "Probe", "others": "", "lat": "33", "lon": "43",
        "class": "P", "code": "PPL", "country": "IQ", "cc2": "", "admin1": "01", "admin2": "",
        "admin3": "", "admin4": "", "population": "0", "elevation": "", "dem": "", "zone": "",
        "date": "2026-01-01",
    }  # fmt: skip
    return "\t".join({**fields, **told}.values()) + "\n"


def read(tmp_path: Path, *rows: str) -> list[Record]:
    path = tmp_path / "IQ.txt"
    path.write_text("".join(rows), encoding="utf-8")
    return list(geonames.read_dump(path))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"code": "PPLC"}, "capital"),
        ({"population": "200000"}, "city"),
        ({"population": "6000"}, "town"),
        ({"population": "40"}, "village"),
        ({}, "settlement"),
        ({"class": "S", "code": "AIRB"}, "air_base"),
        ({"class": "L", "code": "OILF"}, "oil_field"),
        ({"class": "A", "code": "ADM1"}, "governorate"),
        ({"class": "S", "code": "WHATEVER"}, "facility"),
        ({"class": "", "code": ""}, "locality"),
    ],
)
def test_feature_codes_become_kinds(tmp_path: Path, told: dict[str, str], kind: str) -> None:
    (record,) = read(tmp_path, row(**told))
    assert record.kind == kind


def test_a_dump_row(tmp_path: Path) -> None:
    (record,) = read(tmp_path, row(name="Hīt", ascii="Hit", others="Hit,HIT,هيت", admin2="H1"))
    assert record.place_id == "geonames:1"
    assert [name.text for name in record.names] == ["Hīt", "Hit", "هيت"]
    assert (record.admin1, record.admin2) == ("IQ.01", "IQ.01.H1")


def test_what_no_longer_exists_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, row(code="PPLH"), row(id="2", code="ADM1H", **{"class": "A"})) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("a\tb\n", "row 1: 2 columns"), (row() + row(lat="north"), "row 2: could not convert")],
)
def test_a_broken_dump_says_where(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "IQ.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=words):
        list(geonames.read_dump(path))


@pytest.mark.parametrize("zipped", [False, True])
def test_alternate_names_join_their_places(tmp_path: Path, zipped: bool) -> None:
    dump = tmp_path / "IQ.txt"
    dump.write_text(row() + row(id="2", name="Other"), encoding="utf-8")
    lines = "9\t2\tar\tآخر\t\t\t\t\n8\t1\tlink\thttp://x\n7\t1\tku-x\tProbe Kurdi\n6\t1\t\tPrb\n"
    names = tmp_path / ("alternateNamesV2.zip" if zipped else "alternateNamesV2.txt")
    if zipped:
        with zipfile.ZipFile(names, "w") as archive:
            archive.writestr("alternateNamesV2.txt", lines)
            archive.writestr("iso-languagecodes.txt", "much longer " * 100)
    else:
        names.write_text(lines, encoding="utf-8")
    first, second = geonames.read_dump(dump, names)
    assert first.names == (Name("Probe"), Name("Probe Kurdi", "ku"), Name("Prb"))
    assert Name("آخر", "ar") in second.names


def test_broken_alternate_names_say_where(tmp_path: Path) -> None:
    dump, names = tmp_path / "IQ.txt", tmp_path / "names.txt"
    dump.write_text(row(), encoding="utf-8")
    names.write_text("1\t1\ten\tA\nnonsense\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="row 2: not a row of alternateNamesV2"):
        list(geonames.read_dump(dump, names))


def test_airfields_have_their_keywords_and_codes() -> None:
    found = {r.place_id: r for r in airports.read_ourairports(FIXTURES / "airports.csv")}
    asad = found["ourairports:ORAA"]
    texts = [name.text for name in asad.names]
    assert asad.kind == "air_base" and texts[0] == "Al Asad Air Base"
    assert {"Qadisiyah Airbase", "ORAA", "IQA"} <= set(texts)
    assert found["ourairports:OJAI"].kind == "airport"


def test_a_keyword_that_is_only_the_town_names_no_airfield(tmp_path: Path) -> None:
    table = tmp_path / "airports.csv"
    lines = (FIXTURES / "airports.csv").read_text("utf-8").splitlines()
    row = (
        "1,OSDZ,medium_airport,Deir ez-Zor Airport,35.28,40.17,,AS,SY,SY-DY,Deir ez-Zor,no,OSDZ,DEZ"
    )
    table.write_text(f'{lines[0]}\n{row},,,,"Deir Ezzor, Al Jafrah"\n', encoding="utf-8")
    [found] = airports.read_ourairports(table)
    assert [name.text for name in found.names] == [
        "Deir ez-Zor Airport",
        "Al Jafrah",
        "OSDZ",
        "DEZ",
    ]


def test_names_of_the_nga_are_grouped_by_feature() -> None:
    found = {r.place_id: r for r in nga.read_names(FIXTURES / "nga.parquet", {"Iraq": "IQ"})}
    assert found["nga:-3111329"].kind == "mountain"
    assert found["nga:-3103076"].kind == "locality"
    assert found["nga:-2541119"].country is None  # Syria was not in the table of codes
    assert [name.text for name in found["nga:-2541119"].names] == ["Deir Ezzor"]


def test_a_name_of_the_nga_ends_at_its_first_comma(tmp_path: Path) -> None:
    country = "Democratic Republic Of The Congo"
    row = {
        "place": "-2041876",
        "place_name": f"Bunagana, Congo, Democratic Republic of The (general), {country}",
        "Lat": -1.31667,
        "Long": 29.6,
        "place_type": 4,
        "wrong_point": False,
    }
    pd.DataFrame([row]).astype({"place_type": "int8"}).to_parquet(tmp_path / "nga.parquet")
    (found,) = nga.read_names(tmp_path / "nga.parquet", {country: "CD"})
    assert ([name.text for name in found.names], found.country) == (["Bunagana"], "CD")


def test_a_curated_file() -> None:
    base, west = curated.read_file(FIXTURES / "iq.yaml")
    assert (base.country, base.admin1, base.radius_m) == ("IQ", "Anbar", 4000)
    assert base.names[0] == Name("Ain al-Asad air base", "en")
    assert [position.checked for position in base.positions] == ["2026-11-22", "2026-11-20"]
    assert west.covers == ("Anbar", "Nineveh")


def test_a_curated_polygon_gives_middle_and_radius(tmp_path: Path) -> None:
    path = tmp_path / "no.yaml"  # a country whose code YAML takes for 'false'
    path.write_text(
        "country: NO\nplaces: [{id: no-x, name: X, kind: region, source: us,"
        " polygon: [[10, 60], [12, 60], [12, 62], [10, 62]]}]",
        encoding="utf-8",
    )
    (record,) = curated.read_file(path)
    assert (record.country, record.lat, record.lon) == ("NO", 61.0, 11.0)
    assert record.radius_m is not None and 115_000 < record.radius_m < 130_000


@pytest.mark.parametrize("entry", ["3", "{id: a}", "{id: a, name: A, kind: nothing}"])
def test_a_broken_curated_entry_says_so(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "iq.yaml"
    path.write_text(f"places: [{entry}]", encoding="utf-8")
    with pytest.raises(GazetteerError, match="cannot be used"):
        list(curated.read_file(path))


LINKED: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "@id": "https://whgazetteer.org/places/81013",
            "properties": {"title": "Ābādān", "ccodes": ["ir"]},
            "names": [{"toponym": "آبادان", "lang": "fa"}, {"toponym": "Abadan"}],
            "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
            "geometry": {"type": "Point", "coordinates": [48.3, 30.34]},
        },
        {"@id": "x/2", "properties": {"title": "Nowhere"}, "names": [], "geometry": None},
    ],
}


def test_linked_places(tmp_path: Path) -> None:
    path = tmp_path / "whg.json"
    path.write_text(json.dumps(LINKED), encoding="utf-8")
    (record,) = linked_places.read_linked_places(path, "whg")
    assert record.place_id == "whg:81013"
    assert record.names == (Name("Ābādān"), Name("آبادان", "fa"), Name("Abadan"))
    assert (record.kind, record.country, record.lat) == ("settlement", "IR", 30.34)


@pytest.mark.parametrize("content", ["{", "{}", '{"features": [{"names": [{"lang": "fa"}]}]}'])
def test_what_is_no_linked_places_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError):
        if list(linked_places.read_linked_places(path, "x")) == []:
            raise GazetteerError("nothing that is on earth")


WOF: dict[str, Any] = {
    "type": "Feature",
    "properties": {
        "wof:id": 421, "wof:name": "Anbar", "wof:placetype": "region", "wof:country": "IQ",
        "mz:is_current": 1, "name:ara_x_preferred": ["الأنبار"], "name:eng_x_variant": ["Al Anbar"],
    },
    "geometry": {"type": "Polygon", "coordinates": [[[41, 32], [44, 32], [44, 35], [41, 32]]]},
}  # fmt: skip


def _gone(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "properties": {**record["properties"], "wof:id": 5, "mz:is_current": 0}}


@pytest.mark.parametrize("shape", ["record", "folder", "bundle"])
def test_whos_on_first(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "421.geojson"
    path.write_text(json.dumps(WOF), encoding="utf-8")
    if shape == "folder":
        (tmp_path / "5.geojson").write_text(json.dumps(_gone(WOF)), encoding="utf-8")
        (tmp_path / "421-alt-quattroshapes.geojson").write_text("{}", encoding="utf-8")
        path = tmp_path
    if shape == "bundle":
        path = tmp_path / "whosonfirst-iq.db"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE geojson (id INTEGER, body TEXT, is_alt INTEGER)")
        bodies = [(421, json.dumps(WOF), 0), (421, "{}", 1), (5, json.dumps(_gone(WOF)), 0)]
        database.executemany("INSERT INTO geojson VALUES (?, ?, ?)", bodies)
        database.commit()
        database.close()
    (record,) = whosonfirst.read_whosonfirst(path)
    assert (record.place_id, record.kind, record.country) == (
        "whosonfirst:421",
        "governorate",
        "IQ",
    )
    assert Name("الأنبار", "ar") in record.names
    assert record.geometry is not None and record.radius_m is not None


def test_what_is_no_whos_on_first_record(tmp_path: Path) -> None:
    (tmp_path / "1.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(GazetteerError, match="no wof:id"):
        list(whosonfirst.read_whosonfirst(tmp_path))
    (tmp_path / "x.db").write_bytes(b"no database at all")
    with pytest.raises(GazetteerError, match="no Who's On First bundle"):
        list(whosonfirst.read_whosonfirst(tmp_path / "x.db"))


FRAME = pd.DataFrame(
    {
        "NAME": ["Camp A", "Village B", None],
        "NAME_AR": ["مخيم أ", None, None],
        "TYPE": ["Camp", "Village", "Camp"],
        "Y": [36.1, 35.0, 1.0],
        "X": [44.0, 40.0, 1.0],
        "PCODE": ["IQ1", "SY2", "x"],
    }
)
MAPPING: dict[str, Any] = {
    "name": "NAME",
    "names": {"ar": "NAME_AR"},
    "lat": "Y",
    "lon": "X",
    "id": "PCODE",
    "kind": {"column": "TYPE", "values": {"Camp": "camp", "Village": "village"}},
}


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".parquet", ".geojson", ".gpkg"])
def test_any_table_or_vector_file_through_a_mapping(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"camps{suffix}"
    shapes = gpd.GeoDataFrame(
        FRAME.drop(columns=["X", "Y"]),
        geometry=[Point(44.0, 36.1), box(39.9, 34.9, 40.1, 35.1), None],
        crs="EPSG:4326",
    )
    write: dict[str, Callable[[], Any]] = {
        ".csv": lambda: FRAME.to_csv(path, index=False),
        ".tsv": lambda: FRAME.to_csv(path, index=False, sep="\t"),
        ".xlsx": lambda: FRAME.to_excel(path, index=False),
        ".parquet": lambda: FRAME.to_parquet(path),
        ".geojson": lambda: shapes.to_file(path),
        ".gpkg": lambda: shapes.to_file(path),
    }
    write[suffix]()
    camp, village = tables.read_table(path, MAPPING, "own")
    assert (camp.place_id, camp.kind, camp.lat, camp.lon) == ("own:IQ1", "camp", 36.1, 44.0)
    assert camp.names == (Name("Camp A"), Name("مخيم أ", "ar"))
    assert (village.kind, round(village.lat, 5)) == ("village", 35.0)


def test_coordinates_of_another_system_are_brought_over(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    frame = gpd.GeoDataFrame({"NAME": ["A"]}, geometry=[Point(44, 36)], crs="EPSG:4326")
    frame.to_crs("EPSG:32638").to_file(path)
    (record,) = tables.read_table(path, {"name": "NAME"}, "own")
    assert (round(record.lat, 4), round(record.lon, 4)) == (36.0, 44.0)


@pytest.mark.parametrize(
    ("mapping", "content", "words"),
    [
        ({**MAPPING, "name": "NOM"}, "NAME\nA\n", "no column 'NOM'; there are: NAME"),
        ({"name": "n", "lat": "y", "lon": "x"}, "n,y,x\nA,33,200\n", "row 2: column 'x'.*'200'"),
        ({"name": "n", "lat": "y", "lon": "x"}, "n,y,x\nA,abc,1\n", "row 2: column 'y'.*'abc'"),
        ({"name": "n"}, "n\nA\n", "names no 'lat' and 'lon'"),
    ],
)
def test_a_table_that_does_not_fit_says_where(
    tmp_path: Path, mapping: dict[str, Any], content: str, words: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=words):
        list(tables.read_table(path, mapping, "own"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lat: y", "needs at least 'name: COLUMN'"),
        ("{name: n, colour: c}", "'colour' means nothing"),
        ("{name: n, kind: castle}", "no such kind as 'castle'"),
        ("[", "cannot be read as YAML"),
    ],
)
def test_a_mapping_that_means_nothing_says_so(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=words):
        tables.load_mapping(path)


def test_a_vector_file_is_what_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(GazetteerError, match="cannot be read"):
        list(tables.read_table(path, {"name": "NAME"}, "own"))


def test_of_cities_with_a_capitals_name_the_largest_is_the_capital(tmp_path: Path) -> None:
    def city(number: int, population: int) -> dict[str, object]:
        return {
            "geonameid": number, "name": "Washington", "alternatenames": [], "latitude": 38.9,
            "longitude": -77.0, "countrycode": "US", "admin1code": "DC", "population": population,
        }  # fmt: skip

    file = tmp_path / "cities500.json"
    file.write_text(json.dumps({"1": city(1, 20_000), "2": city(2, 690_000), "3": city(3, 600)}))
    kinds = [record.kind for record in geonames_packed.read_cities(file, {}, {"US": "Washington"})]
    assert kinds == ["town", "capital", "village"]


def test_districts_come_layer_by_layer_with_their_outlines(tmp_path: Path) -> None:
    table, outlines = tmp_path / "names.csv", tmp_path / "data.db"
    rows = [("Sinjar", "7B2"), ("Tel Afar", "7B1"), ("Göle", "9B1"), ("Nowhere", "9B2")]
    lines = [f"{name},{shape_id},1,1,Country,Province" for name, shape_id in rows]
    table.write_text("\n".join(["name,shape_id,lon,lat,admin1,admin2", *lines]), encoding="utf-8")
    with sqlite3.connect(outlines) as db:
        db.execute("CREATE TABLE location_data (name TEXT, shape_id TEXT, coordinates BLOB)")
        square = box(41, 36, 42, 37).wkb
        bow_tie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]).wkb
        shapes = [(*rows[0], square), (*rows[1], square), (*rows[2], bow_tie)]
        db.executemany("INSERT INTO location_data VALUES (?, ?, ?)", shapes)
    layers = list(geoboundaries.read_districts(table, outlines))
    assert [[area.name for area in layer] for layer in layers] == [["Tel Afar", "Sinjar"], ["Göle"]]
    assert all(shapely.is_valid(area.shape) for layer in layers for area in layer)


def test_villages_of_the_turkish_post(tmp_path: Path) -> None:
    told = {
        "30": {"Çukurca": ["Çığlı Köyü", "Sariyer Mah (akkaya Köyü)", "Cumhuriyet Mah"]},
        "47": {f"District {number}": ["Cumhuriyet Mah"] for number in range(30)},
    }
    (tmp_path / "names.json").write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "provinces.json").write_text('{"30": "Hakkari", "47": "Mardin"}')
    found = list(turkish_post.read_villages(tmp_path / "names.json", tmp_path / "provinces.json"))
    assert [(one.province, one.district, one.name, one.kind) for one in found] == [
        ("Hakkari", "Çukurca", "Çığlı", "village"),
        ("Hakkari", "Çukurca", "Akkaya", "village"),
    ]
