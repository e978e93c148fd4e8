"""The gazetteer as its users ask it, on the miniature index of real places."""

import gc
from collections.abc import Sequence
from pathlib import Path

import pytest

from geomap.errors import IndexMissing
from geomap.gazetteer import Gazetteer, Query
from geomap.gazetteer.build import build
from geomap.gazetteer.places import Resolution
from geomap.gazetteer.sources.records import Name, Reading, Record
from geomap.gazetteer.sphere import distance_km
from geomap.gazetteer.store import Index
from tests.gazetteer.mini import source


@pytest.fixture(scope="module")
def gazetteer(mini: Index) -> Gazetteer:
    return Gazetteer(mini)


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("Ain al-Asad", "Iraq", "curated:iq-ain-al-asad"),
        ("Ayn al-Assad airbase", None, "curated:iq-ain-al-asad"),
        ("قاعدة عين الأسد", None, "curated:iq-ain-al-asad"),
        ("Deir ez-Zor", "Syria", "geonames:170794"),
        ("Dayr az-Zawr", "SY", "geonames:170794"),
        ("دير الزور", None, "geonames:170794"),
        ("Albu Kamal", None, "geonames:174448"),
        ("Mosul", "IRQ", "geonames:99072"),
        ("Iraqi", None, "geonames:99237"),
    ],
)
def test_names_come_out_at_their_place(
    gazetteer: Gazetteer, name: str, country: str | None, place_id: str
) -> None:
    found = gazetteer.resolve(name, country=country)
    assert found.best is not None
    assert found.best.place_id == place_id
    assert found.best.why


@pytest.mark.parametrize("name", ["Xylthorpe", "Qarzabad al-Mubin", "", "!?", "Brunklavik base"])
def test_what_is_not_there_is_unresolved(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.resolve(name)
    assert (found.status, found.best) == ("unresolved", None)
    assert found.note


@pytest.mark.parametrize(
    ("phrase", "lat", "lon", "km", "said"),
    [
        ("12 km north of Ramadi", 33.528, 43.308, 3, "north of Ramadi"),
        ("between Mayadin and Abu Kamal", 34.74, 40.68, 5, "between"),
        ("the Mosul–Kirkuk road", 35.9, 43.76, 5, "road"),
        ("near Sinjar", 36.32, 41.88, 3, "near"),
        ("Aleppo countryside", 36.2, 37.16, 3, "countryside"),
        ("Aleppo - Kaniya Kurdan", 36.2, 37.16, 3, "'Kaniya Kurdan' is not held"),
        ("Ramadi, Iraq", 33.42, 43.31, 3, "Read as 'Ramadi'"),
    ],
)
def test_phrases_become_points_and_say_so(
    gazetteer: Gazetteer, phrase: str, lat: float, lon: float, km: float, said: str
) -> None:
    found = gazetteer.resolve(phrase)
    best = found.best
    assert best is not None
    assert distance_km(best.lat, best.lon, lat, lon) <= km
    assert said in found.note


def test_an_area_told_has_an_honest_radius(gazetteer: Gazetteer) -> None:
    road = gazetteer.resolve("the Mosul–Kirkuk road").best
    mosul, kirkuk = gazetteer.resolve("Mosul").best, gazetteer.resolve("Kirkuk").best
    assert road is not None
    assert mosul is not None
    assert kirkuk is not None
    for end in (mosul, kirkuk):
        assert distance_km(road.lat, road.lon, end.lat, end.lon) * 1000 <= road.radius_m
    assert road.precision in ("district", "governorate")


def test_the_south_of_a_country_lies_in_its_south(gazetteer: Gazetteer) -> None:
    whole, south = gazetteer.resolve("Iraq").best, gazetteer.resolve("southern Iraq").best
    assert whole is not None
    assert south is not None
    assert south.lat < whole.lat
    assert south.radius_m < whole.radius_m
    assert south.precision == "governorate"


def test_coordinates_are_places_in_their_governorate(gazetteer: Gazetteer) -> None:
    best = gazetteer.resolve("33.7856, 42.4412").best
    assert best is not None
    assert (best.country_code, best.precision) == ("IQ", "site")
    assert best.admin1 is not None


def test_swapped_coordinates_are_suspected_aloud(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve("42.4412, 33.7856", country="Iraq")
    assert found.status == "ambiguous"
    assert found.best is not None
    assert (found.best.lat, found.best.lon) == (33.7856, 42.4412)
    assert "swapped" in found.note
    assert len(found.candidates) == 2


def test_a_kind_that_is_not_held_is_not_feigned(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve("Tikrit gas field", country="Iraq")
    if found.best is not None:
        assert found.best.precision == "near"
        assert "No gas field of this name is held" in found.note


def test_equal_queries_are_answered_once_and_in_order(gazetteer: Gazetteer) -> None:
    queries = [Query("Mosul"), Query("Homs"), Query("Mosul")]
    found = gazetteer.resolve_many(queries)
    assert [resolution.query for resolution in found] == ["Mosul", "Homs", "Mosul"]
    assert found[0] is found[2]


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was(
    mini: Index, collecting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    gazetteer = Gazetteer(mini)
    answer = gazetteer._answer_all

    def watched(queries: Sequence[Query], limit: int) -> list[Resolution]:
        seen.append(gc.isenabled())
        return answer(queries, limit)

    monkeypatch.setattr(gazetteer, "_answer_all", watched)
    (gc.enable if collecting else gc.disable)()
    try:
        gazetteer.resolve_many([Query("Ramadi"), Query("Mosul")])
        assert seen == [False]
        assert gc.isenabled() is collecting
        monkeypatch.setattr(gazetteer, "_answer_all", lambda *asked: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            gazetteer.resolve_many([Query("Ramadi")])
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_the_same_question_has_the_same_answer(mini: Index) -> None:
    names = ["Ain al-Asad", "Anbar", "Hit", "Al Bab", "Xylthorpe"]
    one, two = Gazetteer(mini), Gazetteer(mini)
    assert [one.resolve(name) for name in names] == [two.resolve(name) for name in names]


def test_a_neighbour_of_the_very_name_hides_no_other_reading(tmp_path: Path) -> None:
    records = [
        Record("own:lb", "village", (Name("Al-Jurn"),), 34.0, 35.9, "LB"),
        Record("own:il", "village", (Name("Goren"),), 33.05, 35.24, "IL"),
    ]
    path = tmp_path / "two.sqlite"
    build(path, [Reading(source("own"), records)], name="two")
    _, hits = Gazetteer.open(path).gather(Query("جورن", "IL"))
    assert [hit.place.place_id for hit in hits] == ["own:il"]


def test_names_asked_together_are_answered_as_alone(mini: Index) -> None:
    names = ["Ain al-Asad", "", "33.78, 42.44", "Anbar - Hit", "12 km north of Ramadi", "Xylthorpe"]
    queries = [Query(name, "Iraq") for name in names * 20] + [Query(name) for name in names]
    together = Gazetteer(mini).resolve_many(queries)
    assert together == [Gazetteer(mini)._answer(query, 5) for query in queries]


def test_the_limit_counts_candidates(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.resolve("Ain al-Asad", limit=1).candidates) == 1


def test_names_of_one_text_help_each_other(gazetteer: Gazetteer) -> None:
    text = "Rockets hit Ain al-Asad in Anbar, Iraq, near Hit and Ramadi."
    names = ["Ain al-Asad", "Anbar", "Iraq", "Hit", "Ramadi"]
    positions = [text.index(name) for name in names]
    positions[3] = text.index("Hit and")
    found = gazetteer.resolve_document([Query(name) for name in names], positions)
    assert [resolution.query for resolution in found] == names
    assert found[0].best is not None
    assert found[0].best.place_id == "curated:iq-ain-al-asad"
    alone = gazetteer.resolve("Ain al-Asad").candidates[0].score
    assert found[0].best.score >= alone


def test_a_text_without_names_has_no_answers(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve_document([], []) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iraq", "IQ"), ("iraq", "IQ"), ("IQ", "IQ"), ("IRQ", "IQ"), ("العراق", "IQ"),
        ("Türkiye", "TR"), ("Turkey", "TR"), ("DR Congo (Zaire)", "CD"),
        ("Bosnia-Herzegovina", "BA"), ("Yemen (North Yemen)", "YE"),
        ("Russia (Soviet Union)", "RU"),
        ("Cote d'Ivoire", "CI"), ("U.S.", "US"), ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("Atlantis", None), ("", None),
    ],
)  # fmt: skip
def test_countries_in_any_spelling(gazetteer: Gazetteer, text: str, code: str | None) -> None:
    assert gazetteer.country_code(text) == code


def test_every_country_has_one_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_name("CD") == "DR Congo"
    assert gazetteer.country_name("TR") == "Turkey"
    assert gazetteer.country_name("QQ") == "QQ"


def test_a_missing_index_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(IndexMissing):
        Gazetteer.open(tmp_path_factory.mktemp("empty") / "none.sqlite")


@pytest.mark.parametrize("name", ["25", "=1+1", "7-1", "№ 7", "٢٥"])
def test_a_name_without_a_letter_is_none(name: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(name).status == "unresolved"
    assert gazetteer.resolve(name, country="Iraq").status == "unresolved"


def test_an_unknown_country_is_said(gazetteer: Gazetteer) -> None:
    assert "'Xyzland' is no country" in gazetteer.resolve("Mosul", country="Xyzland").note
    assert gazetteer.resolve("Mosul", country="Iraq").note == ""
