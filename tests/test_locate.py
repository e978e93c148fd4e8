"""Locating: what is trusted before what, what stays unplaced, and what is said about it."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geomap import frames, model
from geomap.gazetteer.places import Candidate, Place, Query, Resolution
from geomap.gazetteer.reverse import Reverse
from geomap.link import link
from geomap.locate import inherit_locations, locate, unplaced_reasons
from geomap.model import Incidents
from tests.builders import incidents

COUNTRIES = {"Iraq": "IQ", "IQ": "IQ", "العراق": "IQ", "Syria": "SY", "SY": "SY"}
SQUARE = shapely.box(39, 34, 41, 36)


def candidate(name: str, lat: float, lon: float, score: float = 0.95, **more: Any) -> Candidate:
    facts: dict[str, Any] = {
        "place_id": f"t:{name}", "kind": "town", "country_code": "SY", "admin1": "Deir ez-Zor",
        "precision": "settlement", "radius_m": 4000.0, "why": ("the name is the same",),
        "source": "test", **more,
    }  # fmt: skip
    return Candidate(name=name, lat=lat, lon=lon, score=score, **facts)


GOVERNORATE = candidate(
    "Deir ez-Zor", 35.0, 40.0, kind="governorate", precision="governorate", radius_m=150_000.0
)
ANSWERS = {
    "Mayadin": ("resolved", [candidate("Mayadin", 35.02, 40.45)]),
    "Deir ez-Zor": ("resolved", [GOVERNORATE]),
    "Syria": (
        "resolved",
        [candidate("Syria", 35.0, 38.0, kind="country", precision="country", radius_m=400_000.0)],
    ),
    "Idlib": ("resolved", [candidate("Idlib", 35.9, 36.6)]),
    "Idlib governorate": (
        "resolved",
        [candidate("Idlib", 35.8, 36.7, kind="governorate", precision="governorate")],
    ),
    "Córdoba governorate": (
        "resolved",
        [candidate("Córdoba", 8.3, -75.8, kind="governorate", precision="governorate")],
    ),
    "Twins": ("ambiguous", [candidate("T1", 35.0, 40.0, 0.5), candidate("T2", 35.1, 40.1, 0.4)]),
    "Far": (
        "ambiguous",
        [candidate("F1", 35.0, 40.0, 0.5), candidate("F2", 33.0, 44.0, 0.4, country_code="IQ")],
    ),
}


class Answers:
    """A gazetteer whose answers are written above."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def country_code(self, text: str) -> str | None:
        return COUNTRIES.get(text)

    def country_name(self, code: str) -> str:
        return {"IQ": "Iraq", "SY": "Syria"}[code]

    def resolve_many(self, queries: Iterable[Query], limit: int = 5) -> list[Resolution]:
        found = []
        for query in queries:
            self.asked.append(query)
            status, candidates = ANSWERS.get(query.name, ("unresolved", []))
            best = candidates[0] if candidates else None
            found.append(Resolution(query.name, status, best, tuple(candidates)))  # type: ignore[arg-type]
        return found

    def reverse(self, lats: Sequence[float], lons: Sequence[float]) -> Reverse:
        inside = np.array([34 < lat < 37 for lat in lats])
        held = [
            np.array([text if one else None for one in inside], dtype=object)
            for text in ("SY", "Deir ez-Zor", "t:Deir ez-Zor")
        ]
        return Reverse(*held)

    def place(self, place_id: str) -> Place | None:
        if place_id not in ("t:Deir ez-Zor", "t:Mayadin"):
            return None
        one = ANSWERS[place_id[2:]][1][0]
        return Place(
            one.place_id, one.name, one.kind, one.country_code, one.admin1, one.lat, one.lon,
            one.precision, one.radius_m, 0, one.source,
        )  # fmt: skip

    def area(self, place_id: str) -> shapely.Polygon | None:
        return SQUARE if place_id == "t:Deir ez-Zor" else None

    def governorate_at(self, lat: float, lon: float, country: str | None = None) -> Place | None:
        return None if lat < 2 else self.place("t:Deir ez-Zor")


def placed(*rows: dict[str, Any], **options: Any) -> Incidents:
    return locate(incidents(*rows), Answers(), **options).validate()  # type: ignore[arg-type]


def one(located: Incidents) -> Any:
    return located.incidents.iloc[0]


def test_a_name_gives_place_precision_radius_and_reason() -> None:
    found = one(placed({"place": "Mayadin", "country": "SY"}))
    assert (found["status"], found["place_id"], found["precision"]) == (
        "resolved", "t:Mayadin", "settlement",
    )  # fmt: skip
    assert (found.geometry.x, found.geometry.y, found["radius_m"]) == (40.45, 35.02, 4000.0)
    assert found["location_note"] == "the name is the same"
    assert (found["country"], found["country_code"], found["admin1"]) == (
        "Syria", "SY", "Deir ez-Zor",
    )  # fmt: skip


def test_an_unknown_name_stays_without_geometry_and_says_why() -> None:
    located = placed({"place": "Blorp", "country": "Iraq"})
    assert one(located).geometry is None
    assert one(located)["status"] == "unresolved"
    (left,) = unplaced_reasons(located).to_dict("records")
    assert left["id"] == "i1"
    assert "Blorp" in left["reason"]


def test_an_unknown_name_falls_back_to_the_stated_governorate() -> None:
    located = placed({"place": "Blorp", "admin1": "Deir ez-Zor", "country": "Syria"})
    assert one(located)["precision"] == "governorate"
    assert "Blorp" in one(located)["location_note"]
    assert "Deir ez-Zor, which the input names" in one(located)["location_note"]
    assert list(located.areas["area_id"]) == ["t:Deir ez-Zor"]


def test_the_governorate_that_is_stated_is_no_town_of_its_name() -> None:
    for country in ("Syria", None):
        found = one(placed({"place": "Blorp", "admin1": "Idlib", "country": country}))
        assert found["precision"] == "governorate"


def test_a_governorate_of_any_country_is_no_place() -> None:
    lost = {"place": "Blorp", "admin1": "Córdoba"}
    assert one(placed(lost)).geometry is None
    assert one(placed({**lost, "country": "Syria"}))["precision"] == "governorate"


def test_without_a_name_the_governorate_then_the_country() -> None:
    assert one(placed({"admin1": "Deir ez-Zor"}))["precision"] == "governorate"
    assert one(placed({"country": "Syria"}))["precision"] == "country"


def test_rows_located_a_few_at_a_time_are_those_located_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows: list[dict[str, Any]] = [
        {"place": "Mayadin", "country": "SY"},
        {"place": "Blorp", "admin1": "Deir ez-Zor", "country": "Syria"},
        {"place": "Far", "country": "Syria"},
        {"lat": 33.0, "lon": 44.0, "place": "Mayadin"},
        {"lat": 35.0, "lon": 40.0},
        {"place_id": "t:Mayadin"},
        {"lat": 33.0, "lon": 44.0, "place": "Mayadin"},
    ]
    together = placed(*rows)
    monkeypatch.setattr(sys.modules["geomap.locate"], "ROWS_AT_ONCE", 2)
    apart = placed(*rows)
    assert len(apart.facts["contradictions"]) == 2
    assert apart.facts == together.facts
    for table in ("incidents", "candidates", "areas"):
        assert_frame_equal(getattr(apart, table), getattr(together, table))


def test_nothing_stated_is_nowhere() -> None:
    located = placed({"title": "Something"})
    assert one(located).geometry is None
    assert one(located)["location_note"] == "no place is stated"


def test_ambiguous_names_of_one_governorate_are_placed_in_what_holds_them() -> None:
    found = one(placed({"place": "Twins"}))
    assert (found["status"], found["precision"]) == ("ambiguous", "near")
    assert found.geometry.y == pytest.approx(35.05)
    assert 10_000 < found["radius_m"] < 15_000
    assert "T1" in found["location_note"] and "T2" in found["location_note"]


def test_ambiguous_names_of_two_countries_are_not_placed() -> None:
    located = placed({"place": "Far"})
    assert one(located).geometry is None
    assert one(located)["status"] == "ambiguous"
    assert list(located.candidates["name"]) == ["F1", "F2"]


@pytest.mark.parametrize(
    ("lat", "lon", "precision", "radius_m"),
    [
        (35.1234, 40.4567, "site", 500),
        (35.12, 40.4, "settlement", 1000),
        (35.1, 40.4, "near", 8000),
        (35.0, 40.0, "near", 80_000),
    ],
)
def test_coordinates_are_as_exact_as_they_are_written(
    lat: float, lon: float, precision: str, radius_m: float
) -> None:
    found = one(placed({"lat": lat, "lon": lon, "country": "Syria"}))
    assert (found.geometry.y, found.geometry.x) == (lat, lon)
    assert (found["precision"], found["radius_m"]) == (precision, radius_m)
    assert found["status"] == "resolved"


def test_coordinates_win_over_a_name_and_the_contradiction_is_reported() -> None:
    located = placed({"lat": 33.1234, "lon": 44.1234, "place": "Mayadin", "country": "Iraq"})
    assert one(located).geometry.y == 33.1234
    assert one(located)["place_id"] is None or pd.isna(one(located)["place_id"])
    assert "the name means Mayadin" in one(located)["location_note"]
    (told,) = located.facts["contradictions"]
    assert told["id"] == "i1"
    assert told["distance_km"] == pytest.approx(397, abs=3)


def test_coordinates_are_never_more_exact_than_the_area_named() -> None:
    located = placed({"lat": 35.0001, "lon": 40.0001, "place": "Deir ez-Zor", "country": "SY"})
    assert one(located)["precision"] == "governorate"
    assert one(located)["area_id"] == "t:Deir ez-Zor"
    assert located.facts["contradictions"] == []


def test_a_stated_precision_stands() -> None:
    found = one(
        placed(
            {"lat": 35.12, "lon": 40.45, "precision": "near", "radius_m": 25_000.0, "place": "x"}
        )
    )
    assert (found["precision"], found["radius_m"]) == ("near", 25_000.0)


def test_the_country_of_coordinates_is_found() -> None:
    located = placed({"lat": 35.12, "lon": 40.45}, {"lat": 1.12, "lon": 1.12})
    assert list(located.incidents["country"].fillna("-")) == ["Syria", "-"]
    assert one(located)["admin1"] == "Deir ez-Zor"


def test_a_chosen_place_is_kept() -> None:
    found = one(placed({"place": "Far", "place_id": "t:Mayadin"}))
    assert (found["status"], found["place_name"], found.geometry.y) == (
        "resolved", "Mayadin", 35.02,
    )  # fmt: skip


def test_a_chosen_place_that_is_not_there_is_said() -> None:
    assert (
        "not in the gazetteer"
        in one(placed({"place": "Blorp", "place_id": "t:x"}))["location_note"]
    )


def test_each_distinct_name_is_asked_once() -> None:
    gazetteer = Answers()
    rows = [{"place": "Mayadin", "country": "SY"}, {"place": "Mayadin", "country": "Syria"}] * 50
    locate(incidents(*rows), gazetteer)  # type: ignore[arg-type]
    assert [query.name for query in gazetteer.asked] == ["Mayadin"]


def test_hints_are_asked_for_rows_without_a_country() -> None:
    gazetteer = Answers()
    rows = incidents({"place": "Blorp"}, {"place": "Blorp", "country": "Iraq"})
    locate(rows, gazetteer, country_hints=["SY"])  # type: ignore[arg-type]
    assert [query.country for query in gazetteer.asked] == [None, "IQ", "SY"]


STRIKE = {"id": "s", "kind": "retaliation", "retaliation_for": "a", "country": "Syria"}


def inherited(attack: dict[str, Any], strike: dict[str, Any]) -> Any:
    gazetteer = Answers()
    linked = link(locate(incidents(attack, strike), gazetteer))  # type: ignore[arg-type]
    return inherit_locations(linked, gazetteer).validate().incidents.iloc[1]  # type: ignore[arg-type]


def test_a_strike_without_a_place_inherits_the_governorate_of_the_attack() -> None:
    found = inherited({"id": "a", "place": "Mayadin"}, STRIKE)
    assert (found["precision"], found["place_name"], found["area_id"]) == (
        "governorate", "Deir ez-Zor", "t:Deir ez-Zor",
    )  # fmt: skip
    assert "no place is stated" in found["location_note"]
    assert "Mayadin" in found["location_note"]


def test_many_inherit_at_once_each_from_its_own_attack() -> None:
    gazetteer = Answers()
    at_sea = {"id": "b", "lat": 1.12, "lon": 1.12}
    strikes = [{"id": f"s{number}", "kind": "retaliation"} for number in range(4)]
    for strike, attack in zip(strikes, "abba", strict=True):
        strike["retaliation_for"] = attack
    rows = incidents({"id": "a", "place": "Mayadin"}, at_sea, *strikes)
    linked = link(locate(rows, gazetteer))  # type: ignore[arg-type]
    found = inherit_locations(linked, gazetteer).validate()  # type: ignore[arg-type]
    heirs = found.incidents.iloc[2:]
    assert list(heirs["place_name"].fillna("-")) == ["Deir ez-Zor", "-", "-", "Deir ez-Zor"]
    assert list(heirs["radius_m"].eq(80_000)) == [False, True, True, False]
    assert heirs["location_note"].str.contains("at these coordinates; drawn as a circle").sum() == 2
    assert set(found.areas["area_id"]) == {"t:Deir ez-Zor"}
    for column in model.INCIDENT_COLUMNS:
        assert str(heirs[column].dtype) == frames.dtype_of(column), column
    few = inherit_locations(linked, gazetteer, first=3)  # type: ignore[arg-type]
    assert list(few.incidents.geometry.isna()) == [False, False, False, True, True, True]


@pytest.mark.parametrize(
    ("attack", "strike"),
    [
        ({"id": "a", "place": "Mayadin"}, {**STRIKE, "place": "Blorp", "country": None}),
        ({"id": "a", "place": "Blorp"}, {**STRIKE, "country": None}),
        ({"id": "a", "place": "Mayadin"}, {**STRIKE, "country": "Iraq"}),
    ],
    ids=["it names a place", "the attack is not placed", "it is in another country"],
)
def test_what_cannot_inherit(attack: dict[str, Any], strike: dict[str, Any]) -> None:
    assert inherited(attack, strike)["precision"] != "governorate"


PLACES = st.sampled_from(["Mayadin", "Deir ez-Zor", "Blorp", "Twins", None])


@settings(max_examples=30, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_locating_does_not_depend_on_the_order_of_rows(names: list[str | None], random) -> None:  # type: ignore[no-untyped-def]
    rows = [{"id": f"e{number}", "place": name} for number, name in enumerate(names)]
    shuffled = random.sample(rows, len(rows))
    first = placed(*rows).incidents.set_index("id")
    second = placed(*shuffled).incidents.set_index("id").reindex(first.index)
    pd.testing.assert_frame_equal(
        pd.DataFrame(first.drop(columns="geometry")), pd.DataFrame(second.drop(columns="geometry"))
    )
    assert len(first) == len(names)


def test_no_incidents_stay_no_incidents() -> None:
    assert len(placed()) == 0


def test_columns_and_dtypes_are_the_models() -> None:
    located = placed({"place": "Mayadin"}, {"lat": 35.1, "lon": 40.2}, {"place": "Blorp"})
    assert list(located.incidents.columns) == [*model.INCIDENT_COLUMNS, "geometry"]
    for column in model.INCIDENT_COLUMNS:
        assert str(located.incidents[column].dtype) == frames.dtype_of(column), column
