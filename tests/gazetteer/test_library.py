from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, library
from geomap.gazetteer.store import Index
from tests.gazetteer.mini import FIXTURES

PLACES = "name,lat,lon,country\nTestabad,33.0,43.0,IQ\nProbe,35.1,40.2,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Mine 2.csv"
    path.write_text(PLACES, encoding="utf-8")
    return path


def test_the_home_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GEOMAP_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library.home() == tmp_path / "geomap"
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path / "own"))
    assert library.home() == tmp_path / "own"
    assert library.indexes() == []


def test_a_table_that_is_added_is_found(table: Path, tmp_path: Path, mini_path: Path) -> None:
    added = library.add(table, at=tmp_path, base=mini_path)
    assert (added.name, added.places) == ("mine-2", 2)
    assert library.indexes(tmp_path) == [added.path]
    place = Index.open(added.path).place("mine-2:2")
    assert place is not None
    assert (place.name, place.country_code, place.admin1) == ("Probe", "SY", "Deir ez-Zor")


def test_adding_again_replaces(table: Path, tmp_path: Path, mini_path: Path) -> None:
    library.add(table, at=tmp_path, base=mini_path)
    table.write_text("name,lat,lon\nOther,33,43\n", encoding="utf-8")
    added = library.add(table, at=tmp_path, base=mini_path)
    assert library.indexes(tmp_path) == [added.path]
    assert Index.open(added.path).names("mine-2:1") == ("Other",)


def test_a_broken_file_changes_nothing(table: Path, tmp_path: Path, mini_path: Path) -> None:
    added = library.add(table, at=tmp_path, base=mini_path)
    before = added.path.read_bytes()
    table.write_text("name,lat,lon\nGood,33,43\nBad,95,43\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"row 3.*'lat'.*'95'"):
        library.add(table, at=tmp_path, base=mini_path)
    assert added.path.read_bytes() == before
    assert library.indexes(tmp_path) == [added.path]
    assert [path.name for path in added.path.parent.iterdir()] == [added.path.name]


def test_what_was_added_can_be_removed(table: Path, tmp_path: Path, mini_path: Path) -> None:
    library.add(table, name="Camps", at=tmp_path, base=mini_path)
    assert library.remove("camps", at=tmp_path)
    assert not library.remove("camps", at=tmp_path)
    assert library.indexes(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "place_id"),
    [
        ("iq.yaml", "curated:iq-ain-al-asad"),
        ("geonames.txt", "geonames:170794"),
        ("airports.csv", "ourairports:ORAA"),
    ],
)
def test_every_format_of_the_fixture_can_be_added(
    tmp_path: Path, mini_path: Path, file: str, place_id: str
) -> None:
    added = library.add(FIXTURES / file, at=tmp_path, base=mini_path)
    assert Index.open(added.path).place(place_id) is not None


LINKED = {
    "type": "FeatureCollection",
    "@context": "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld",
    "features": [
        {
            "@id": "https://whgazetteer.org/places/7",
            "properties": {"title": "Testabad", "ccodes": ["IQ"]},
            "names": [{"toponym": "تست آباد", "lang": "fa"}],
            "geometry": {"type": "Point", "coordinates": [43.3, 33.4]},
        }
    ],
}
WHOS_ON_FIRST = {
    "type": "Feature",
    "properties": {
        "wof:id": 7, "wof:name": "Testabad", "wof:placetype": "locality", "wof:country": "IQ",
        "mz:is_current": 1, "geom:latitude": 33.4, "geom:longitude": 43.3,
    },
    "geometry": {"type": "Point", "coordinates": [43.3, 33.4]},
}  # fmt: skip
MAPPED = "label,north,east\nTestabad,33.4,43.3\n"
MAPPING = {"name": "label", "lat": "north", "lon": "east"}


def _bundle(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE geojson (id INTEGER, body TEXT, is_alt INTEGER)")
        database.execute("INSERT INTO geojson VALUES (7, ?, 0)", [json.dumps(WHOS_ON_FIRST)])


@pytest.mark.parametrize(
    ("file", "mapping"),
    [
        ("whg.json", None),
        ("whg.jsonld", None),
        ("whg.geojson", None),
        ("7.geojson", None),
        ("records", None),
        ("whosonfirst-iq.db", None),
        ("mapped.tsv", MAPPING),
        ("mapped.csv", MAPPING),
    ],
)
def test_what_other_projects_publish_is_found_beside_the_base(
    tmp_path: Path, mini_path: Path, file: str, mapping: dict[str, str] | None
) -> None:
    path = tmp_path / file
    if file == "records":
        path.mkdir()
        (path / "7.geojson").write_text(json.dumps(WHOS_ON_FIRST), encoding="utf-8")
    elif file.endswith(".db"):
        _bundle(path)
    elif mapping:
        path.write_text(MAPPED.replace(",", "\t" if file.endswith(".tsv") else ","))
    else:
        content = LINKED if file.startswith("whg") else WHOS_ON_FIRST
        path.write_text(json.dumps(content), encoding="utf-8")
    added = library.add(path, mapping=mapping, at=tmp_path / "home", base=mini_path)
    found = Gazetteer.open(added.path, mini_path).resolve("Test-abad", country="Iraq").best
    assert found is not None
    assert (found.name, found.admin1) == ("Testabad", "Al Anbar")
    assert (found.lat, found.lon) == (33.4, 43.3)


@pytest.mark.parametrize("zipped", [False, True])
def test_alternate_names_of_geonames_lead_to_their_places(
    tmp_path: Path, mini_path: Path, zipped: bool
) -> None:
    rows = "1\t170794\tku\tDêrazor Test\t\t\t\t\n2\t170794\twkdt\tQ239097\t\t\t\t\n"
    more = tmp_path / "alternateNamesV2.txt"
    more.write_text(rows, encoding="utf-8")
    if zipped:
        more = tmp_path / "alternateNamesV2.zip"
        with zipfile.ZipFile(more, "w") as archive:
            archive.writestr("iso-languagecodes.txt", "words")
            archive.writestr("alternateNamesV2.txt", rows)
    dump = FIXTURES / "geonames.txt"
    added = library.add(dump, alternate_names=more, at=tmp_path, base=mini_path)
    both = Gazetteer.open(added.path, mini_path)
    best = both.resolve("Derazor Test").best
    assert best is not None and best.place_id == "geonames:170794"
    assert both.index.labels("geonames:170794")["ku"] == ("Dêrazor Test",)
    assert "Q239097" not in both.index.names("geonames:170794")


def test_a_dump_in_a_zip_is_read_too(tmp_path: Path, mini_path: Path) -> None:
    path = tmp_path / "IQ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FIXTURES / "geonames.txt", "IQ.txt")
        archive.writestr("readme.txt", "words")
    added = library.add(path, at=tmp_path, base=mini_path)
    assert (added.name, added.places) == ("iq", 32)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, "there is no such file"),
        ("a.csv", "place,y,x\nA,1,2\n", "give a mapping file"),
        ("a.docx", "x", "not a kind of file"),
        ("a.json", "{", "cannot be read as JSON"),
        ("a.json", "{}", "give a mapping file"),
        ("a.txt", "no\tdump\n", "2 columns where a GeoNames dump has 19"),
        ("a.zip", "no zip", "cannot be read"),
        ("a.yaml", "places: 1", "has no list 'places'"),
        ("a.csv", "name,lat,lon\n", "no place could be read"),
        ("---.csv", PLACES, "needs a letter or digit"),
    ],
)
def test_what_cannot_be_added_says_why(
    tmp_path: Path, mini_path: Path, name: str, content: str | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=words):
        library.add(path, at=tmp_path, base=mini_path)
    assert library.indexes(tmp_path) == []


def test_a_place_file_becomes_an_index_once(table: Path, tmp_path: Path, mini_path: Path) -> None:
    built = library.as_index(table, at=tmp_path, base=mini_path)
    stamp = built.stat().st_mtime_ns
    assert library.as_index(table, at=tmp_path, base=mini_path) == built
    assert built.stat().st_mtime_ns == stamp
    table.write_text("name,lat,lon\nOther,33,43\n", encoding="utf-8")
    assert library.as_index(table, at=tmp_path, base=mini_path) != built


def test_an_index_is_its_own_index(tmp_path: Path, mini_path: Path) -> None:
    copy = tmp_path / "own.sqlite"
    shutil.copy(mini_path, copy)
    assert library.as_index(copy) == copy
    with pytest.raises(GazetteerError, match="no such file"):
        library.as_index(tmp_path / "none.csv")
