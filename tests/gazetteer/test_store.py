from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopy.distance import great_circle
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.errors import GazetteerError, IndexMissing
from geomap.gazetteer import names
from geomap.gazetteer.build import build
from geomap.gazetteer.key_table import bits_of
from geomap.gazetteer.schema import compact_ref, hash_key
from geomap.gazetteer.sources.records import Name, Position, Reading, Record
from geomap.gazetteer.sphere import cell_number, cells_around, distance_km
from geomap.gazetteer.store import Hit, Index
from tests.gazetteer.mini import FIXTURES, build_mini, source


def found(index: Index, name: str, countries: list[str] | None = None) -> list[Hit]:
    return index.look_up(names.keys(name), countries)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Deir ez-Zor", "geonames:170794"),
        ("دير الزور", "geonames:170794"),
        ("Al Asad Airbase", "curated:iq-ain-al-asad"),
        ("قاعدة عين الأسد", "curated:iq-ain-al-asad"),
        ("العراق", "geonames:99237"),
        ("western Iraq", "curated:iq-west"),
        ("H3 Air Base", "ourairports:IQ-0018"),
    ],
)
def test_a_place_is_found_under_each_of_its_names(mini: Index, name: str, place_id: str) -> None:
    assert place_id in {hit.place.place_id for hit in found(mini, name)}


def test_a_hit_says_what_ranking_needs(mini: Index) -> None:
    hit = next(hit for hit in found(mini, "Ramadi") if hit.place.kind == "city")
    assert (hit.key, hit.place.country_code, hit.place.admin1) == ("ramadi", "IQ", "Al Anbar")
    assert hit.folded == names.fold(hit.name)
    assert (round(hit.place.lat, 2), round(hit.place.lon, 2)) == (33.42, 43.31)
    assert hit.place.population > 100_000
    assert hit.place.admin1_id == "geonames:99592"


def test_a_country_narrows_the_look_up(mini: Index) -> None:
    everywhere = {hit.place.country_code for hit in found(mini, "Ain Al-Asad")}
    assert everywhere == {"IL", "IQ"}
    assert found(mini, "Ain Al-Asad", ["SY"]) == []
    assert {hit.place.country_code for hit in found(mini, "Ain Al-Asad", ["IQ", "SY"])} == {"IQ"}


def test_an_unknown_country_leaves_only_the_places_of_none(mini: Index) -> None:
    assert found(mini, "Ramadi", ["QQ"]) == []


def test_more_countries_than_a_byte_counts_are_all_looked_at(tmp_path: Path) -> None:
    letters = "ABCDEFGHIJKLMNOPQR"
    codes = [one + two for one in letters for two in letters]
    records = [
        Record(f"own:{code}", "village", (Name("Testabad"),), 1.0, 1.0, code) for code in codes
    ]
    path = tmp_path / "many.sqlite"
    build(path, [Reading(source("own"), records)], name="many")
    index = Index.open(path)
    for code in (codes[0], codes[254], codes[-1]):
        hits = index.look_up(["testabad"], [code], limit=len(codes))
        assert code in {hit.place.country_code for hit in hits}
        assert len(hits) <= 1 + len(codes) - 255


def test_the_limit_keeps_the_best_known(mini: Index) -> None:
    keys = ["~" + names.skeleton("Mosul"), *names.keys("Mosul")]
    all_hits = mini.look_up(keys)
    first = mini.look_up(keys, limit=1)
    assert len(first) < len(all_hits)
    for hit in first:
        same_key = [other.place.prominence for other in all_hits if other.key == hit.key]
        assert hit.place.prominence == max(same_key)


def test_several_sources_are_one_place_with_all_names_and_positions(mini: Index) -> None:
    place = mini.place("curated:iq-ain-al-asad")
    assert place is not None and place.source == "OurAirports ORAA"
    told = mini.positions("curated:iq-ain-al-asad")
    assert told[0] == Position(33.7856, 42.4412, "OurAirports ORAA", "2026-11-22")
    assert Position(33.796, 42.443, "UCDP GED", "2026-11-20") in told
    assert {position.source for position in told} >= {"Ourairports"}
    assert "قاعدة عين الأسد" in mini.names("curated:iq-ain-al-asad")
    assert mini.place("ourairports:ORAA") is None


def test_a_radius_covers_every_position(mini: Index) -> None:
    for place_id in ("curated:iq-ain-al-asad", "geonames:170794"):
        place = mini.place(place_id)
        assert place is not None
        apart = [distance_km(place.lat, place.lon, p.lat, p.lon) for p in mini.positions(place_id)]
        assert max(apart) * 1000 <= place.radius_m


def test_a_name_without_class_joins_the_town_that_it_sounds_like(mini: Index) -> None:
    assert "Deir Ezzor" in mini.names("geonames:170794")


def test_names_by_language(mini: Index) -> None:
    assert mini.labels("geonames:99237")["ar"] == ("العراق",)
    assert "محافظة الأنبار" in mini.labels("geonames:99592")["ar"]


def test_outlines(mini: Index) -> None:
    anbar = mini.area("geonames:99592")
    assert anbar is not None and anbar.is_valid and anbar.area > 10
    assert mini.area("geonames:170794") is None
    iraq = next(area for area in mini.areas("country", ["IQ"]))
    assert (iraq.country_code, iraq.labels["ar"]) == ("IQ", "العراق")
    assert iraq.geometry.buffer(0.01).contains(anbar)
    west = mini.area("curated:iq-west")
    assert west is not None and west.buffer(0.01).contains(anbar)


def test_children_and_countries(mini: Index) -> None:
    assert [code for code, _, _ in mini.countries()] == ["IQ", "JO", "SY"]
    governorates = mini.children("geonames:99237")
    assert len(governorates) == 18
    assert {place.kind for place in governorates} == {"governorate"}
    assert mini.children("geonames:170794") == ()


def test_nearest(mini: Index) -> None:
    (distance, place), *_ = mini.nearest(33.78, 42.43, limit=3)
    assert place.place_id == "curated:iq-ain-al-asad" and distance < 2
    cities = mini.nearest(33.78, 42.43, kinds=["city", "town"], within_km=150)
    assert cities[0][1].kind in ("city", "town")
    assert mini.nearest(-40.0, -120.0) == []


def test_unknown_ids_have_nothing(mini: Index) -> None:
    for place_id in ("geonames:1", "nowhere:1", "", "geonames:"):
        assert mini.place(place_id) is None
        assert mini.names(place_id) == ()
        assert mini.positions(place_id) == ()
        assert mini.area(place_id) is None


def test_the_same_records_give_the_same_bytes(tmp_path: Path, mini_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    build_mini(again)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (again, mini_path)}
    assert len(digests) == 1


def test_info_names_sources_and_terms(mini: Index) -> None:
    (facts,) = mini.info()["indexes"]
    assert facts["name"] == "mini"
    assert [told["name"] for told in facts["sources"]][1] == "geomap, curated"
    assert all(told["licence"] for told in facts["sources"])
    assert sum(told["places"] for told in facts["sources"]) == facts["places"]


def _place(place_id: str, name: str, lat: float, lon: float) -> Record:
    return Record(place_id, "village", (Name(name),), lat, lon, "IQ")


def test_several_files_are_searched_as_one(tmp_path: Path, mini_path: Path) -> None:
    extra = tmp_path / "extra.sqlite"
    records = [
        _place("own:1", "Testabad", 33.0, 43.0),
        Record("geonames:170794", "city", (Name("Deir Test"),), 35.3, 40.1, "SY"),
    ]
    build(extra, [Reading(source("own"), records)], name="extra", base=Index.open(mini_path))
    both = Index.open(extra, mini_path)
    assert [hit.place.admin1 for hit in found(both, "Testabad") if hit.key == "testabad"] == [
        "Al Anbar"
    ]
    assert {"Deir Test", "Deir ez-Zor"} <= set(both.names("geonames:170794"))
    assert found(both, "Ramadi") == found(Index.open(mini_path), "Ramadi")
    assert len([hit for hit in found(both, "Deir Test") if hit.key == "deirtest"]) == 1
    assert {index["name"] for index in both.info()["indexes"]} == {"extra", "mini"}


def test_a_region_covers_a_district_of_the_base(tmp_path: Path) -> None:
    square = shapely.to_wkb(shapely.box(43.0, 33.0, 44.0, 34.0))
    district = Record(
        "own:1", "district", (Name("Testabad"),), 33.5, 43.5, "IQ", geometry=square, code="IQ.1.1"
    )
    governorate = Record(
        "own:2", "governorate", (Name("Probe"),), 33.5, 43.5, "IQ", geometry=square, code="IQ.1"
    )
    base = tmp_path / "base.sqlite"
    build(base, [Reading(source("own"), [governorate, district])], name="base")
    region = Record("new:1", "region", (Name("West"),), 0.0, 0.0, "IQ", covers=("Testabad",))
    camp = Record("new:2", "camp", (Name("Tents"),), 33.2, 43.2, "IQ", admin1="Testabad")
    added = tmp_path / "added.sqlite"
    build(added, [Reading(source("new"), [region, camp])], name="added", base=Index.open(base))
    west = Index.open(added).area("new:1")
    assert west is not None and west.equals(shapely.box(43.0, 33.0, 44.0, 34.0))
    (hit,) = (hit for hit in found(Index.open(added), "Tents") if hit.key == "tents")
    assert (hit.place.admin1_id, hit.place.admin2_id) == ("own:2", "own:1")


def test_line_breaks_in_names_part_nothing(tmp_path: Path) -> None:
    told = (Name("Test\nabad"), Name("Ko\u2028bani", "k\nu"), Name("Zakho", ""), Name("زاخو", "ar"))
    path = tmp_path / "breaks.sqlite"
    record = Record("own:1", "village", told, 33.0, 43.0, "IQ")
    build(path, [Reading(source("own"), [record])], name="breaks")
    index = Index.open(path)
    assert index.names("own:1") == ("Test abad", "Ko bani", "Zakho", "زاخو")
    assert index.labels("own:1") == {"ku": ("Ko bani",), "ar": ("زاخو",)}
    (hit,) = (hit for hit in found(index, "زاخو") if hit.key[0] != "~")
    assert (hit.name, hit.folded, hit.place.main_name) == ("زاخو", names.fold("زاخو"), "Test abad")


@given(st.sets(st.integers(0, (1 << 40) - 1), min_size=1, max_size=200))
def test_every_key_that_is_held_has_its_bit(hashes: set[int]) -> None:
    bits = bits_of(np.array(sorted(hashes)))
    count = len(bits) * 8
    assert count >= 8 * len(hashes) and count & (count - 1) == 0
    places = {h % count for h in hashes}
    assert places == {at for at in range(count) if bits[at // 8] >> at % 8 & 1}


def test_a_key_gives_the_best_known_names_of_the_countries_asked_for(tmp_path: Path) -> None:
    """One country's names are found one after the other, and come by fame for all that."""
    codes = ("IQ", "SY", None, "IQ", "TR", "SY", "IQ")
    told = (Name("Other"), Name("Tanuma"))
    records = [
        Record(f"own:{at}", "village", told, at, 43.0, code, population=9000 - 1000 * at)
        for at, code in enumerate(codes)
    ]
    path = tmp_path / "x.sqlite"
    build(path, [Reading(source("own"), records)], name="x")
    index = Index.open(path)

    def asked(countries: list[str] | None, limit: int = 60) -> list[str]:
        return [hit.place.place_id[4:] for hit in index.look_up(["tanuma"], countries, limit)]

    assert asked(None) == list("0123456")
    assert asked(["SY", "IQ"]) == list("012356") and asked(["SY", "IQ"], 3) == list("012")
    assert asked(["TR"]) == list("24") and asked(["XX"]) == ["2"]
    assert {hit.name for hit in index.look_up(["tanuma"])} == {"Tanuma"}


def test_a_doubled_id_is_refused(tmp_path: Path) -> None:
    records = [_place("own:1", "A town", 1, 1), _place("own:1", "B town", 2, 2)]
    with pytest.raises(GazetteerError, match="'own:1' stands twice"):
        build(tmp_path / "x.sqlite", [Reading(source("own"), records)], name="x")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_build_leaves_the_old_file(tmp_path: Path, mini_path: Path) -> None:
    target = tmp_path / "x.sqlite"
    shutil.copy(mini_path, target)
    before = target.read_bytes()
    with pytest.raises(GazetteerError, match="no place"):
        build(target, [Reading(source("own"), [])], name="x")
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make setup"):
        Index.open(tmp_path / "none.sqlite")
    with pytest.raises(IndexMissing):
        Index.open()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_damaged_index_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="build or add it again"):
        Index.open(path)


@pytest.mark.parametrize("key", ["schema", "names"])
def test_an_index_of_another_version_is_refused(tmp_path: Path, mini_path: Path, key: str) -> None:
    path = tmp_path / "old.sqlite"
    shutil.copy(mini_path, path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE meta SET value = '0' WHERE key = ?", (key,))
    with pytest.raises(GazetteerError, match="another version"):
        Index.open(path)


def test_threads_share_an_index(mini: Index) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: found(mini, "Mosul"), range(40)))
    assert all(answer == answers[0] for answer in answers) and answers[0]


def test_a_forked_child_opens_its_own(mini: Index) -> None:
    before = found(mini, "Mosul")
    child = os.fork()
    if child == 0:
        os._exit(0 if found(mini, "Mosul") == before else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_key_has_the_same_number_in_every_process() -> None:
    assert hash_key("ramadi") == 359204809554
    assert 0 <= hash_key("رمادي") < 1 << 40


@given(st.text(max_size=20))
def test_a_reference_survives_storage(ref: str) -> None:
    assert str(compact_ref(ref)) == ref


@given(st.floats(-89.9, 89.9), st.floats(-180, 179.99), st.floats(1, 300), st.floats(0, 360))
@example(89.8984375, 0.0, 12.0, 0.0)  # across the pole
def test_the_cells_around_a_point_hold_what_is_near(
    lat: float, lon: float, km: float, bearing: float
) -> None:
    point = great_circle(kilometers=km * 0.99).destination((lat, lon), bearing)
    around = set(cells_around(lat, lon, km, 0.5))
    assert cell_number(point.latitude, point.longitude, 0.5) in around


def test_the_fixture_says_whose_data_it_is() -> None:
    assert "GeoNames (CC BY 4.0" in (FIXTURES / "README.md").read_text(encoding="utf-8")
