from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from geomap.gazetteer.check import check
from geomap.gazetteer.store import Index
from tests.gazetteer.mini import FIXTURES

SOUND: dict[str, Any] = {
    "id": "iq-test-base",
    "name": "Test base",
    "kind": "military_base",
    "admin1": "Anbar",
    "names": {"en": ["Camp Test", "T4"], "ar": ["قاعدة الاختبار"], "ku": ["Binkey Test"]},
    "positions": [
        {"lat": 33.4, "lon": 42.5, "source": "a report"},
        {"lat": 33.41, "lon": 42.5, "source": "another"},
    ],
    "radius_m": 2000,
    "prominence": 0.5,
}


def write(folder: Path, *places: Any, name: str = "iq.yaml", **head: Any) -> Path:
    path = folder / name
    content = {"country": "IQ", "checked": "2026-11-22", **head, "places": list(places)}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def told(index: Index, *paths: Path) -> list[str]:
    return [str(problem) for problem in check(paths, index)]


def test_a_sound_file_has_no_problem(mini: Index, tmp_path: Path) -> None:
    assert told(mini, write(tmp_path, SOUND)) == []
    assert told(mini, FIXTURES / "iq.yaml") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Test"}, "an id is lower case"),
        ({"id": "sy-test"}, "like 'iq-name'"),
        ({"id": None}, "needs a text 'id'"),
        ({"name": " "}, "needs a text 'name'"),
        ({"kind": "castle"}, "no such kind; one of: air_base"),
        ({"colour": "red"}, "no such field"),
        ({"positions": []}, "needs positions, covers or a polygon"),
        ({"positions": [{"lat": 95, "lon": 42, "source": "x"}]}, "from -90 to 90"),
        ({"positions": [{"lat": "33", "lon": 42, "source": "x"}]}, "positions.lat"),
        ({"positions": [{"lat": 33, "lon": 42}]}, "where the position is from"),
        ({"positions": [{"lat": 33, "lon": 42, "source": "x", "checked": "soon"}]}, "YYYY-MM-DD"),
        ({"positions": [{"lat": 42.5, "lon": 33.4, "source": "x"}]}, "lat and lon swapped"),
        ({"positions": ["33, 42"]}, "a position has lat, lon and source"),
        ({"radius_m": 100}, "the radius must cover them"),
        ({"radius_m": -1}, "needs metres"),
        ({"prominence": 2}, "from 0 to 1"),
        ({"names": {"ar": ["Test"]}}, "names in 'ar' are written in Arabic"),
        ({"names": {"en": ["قاعدة"]}}, "names in 'en' are written in Latin"),
        ({"names": {"en": ["!!"]}}, "needs a letter or digit"),
        ({"names": {"en": ["A b", "A b"]}}, "stands twice"),
        ({"names": {"english": ["Test"]}}, "an ISO 639 code"),
        ({"names": {"en": "Test"}}, "needs a list of texts"),
        ({"names": ["Test"]}, "needs lists of names by language"),
        ({"admin1": "Atlantis"}, "no governorate or district of IQ"),
        ({"positions": None, "covers": ["Atlantis"], "source": "x"}, "no governorate or district"),
        ({"positions": None, "covers": ["Anbar"]}, "says who draws the area"),
        ({"polygon": [[42, 33], [43, 34]], "source": "x"}, "at least three pairs"),
        (
            {"polygon": [[42, 33], [43, 34], [43, 33], [42, 34]], "source": "x"},
            "crosses itself",
        ),
        ({"country": "QQ"}, "no such country"),
    ],
)
def test_each_fault_is_named(
    mini: Index, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    problems = told(mini, write(tmp_path, {**SOUND, **change}))
    assert any(words in problem for problem in problems), problems
    assert all("iq.yaml" in problem for problem in problems)


def test_a_missing_date_is_named(mini: Index, tmp_path: Path) -> None:
    problems = told(mini, write(tmp_path, SOUND, checked=None))
    assert len(problems) == 2 and "the day it was checked" in problems[0]


def test_doubles_are_found_within_and_among_files(mini: Index, tmp_path: Path) -> None:
    again = {**SOUND, "id": "iq-test-again", "name": "Test Base"}
    first = write(tmp_path, SOUND, SOUND, again)
    other = write(tmp_path, {**SOUND, "name": "Far"}, name="iq-more.yaml")
    problems = told(mini, first, other)
    assert any("row 2" in p and "stands in iq.yaml, row 1 already" in p for p in problems)
    assert any("is iq-test-base again" in p for p in problems)
    assert any("iq-more.yaml" in p and "stands in iq.yaml" in p for p in problems)


def test_seas_need_no_country_and_no_land(mini: Index, tmp_path: Path) -> None:
    sea = {
        "id": "seas-gulf",
        "name": "Test Gulf",
        "kind": "gulf",
        "positions": [{"lat": 27, "lon": 51, "source": "x"}],
    }
    assert told(mini, write(tmp_path, sea, name="seas.yaml", country=None)) == []


@pytest.mark.parametrize("text", ["[", "places: 3", "- a", "\tx: 1"])
def test_what_is_no_place_file_is_one_problem(mini: Index, tmp_path: Path, text: str) -> None:
    path = tmp_path / "iq.yaml"
    path.write_text(text, encoding="utf-8")
    (problem,) = told(mini, path)
    assert "iq.yaml" in problem


def test_an_entry_must_be_a_mapping(mini: Index, tmp_path: Path) -> None:
    assert "must be a mapping" in told(mini, write(tmp_path, "a place"))[0]
