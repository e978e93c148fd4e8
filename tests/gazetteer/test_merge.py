"""Places of several sources: which are one, and which only share a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer, names
from geomap.gazetteer.build import build
from geomap.gazetteer.sources.records import Name, Position, Reading, Record
from tests.gazetteer.mini import source

AT = (35.29, 40.18)


def record(number: int, name: str, kind: str, **more: object) -> Record:
    return Record(f"s{number}:1", kind, (Name(name),), *AT, country="SY", **more)  # type: ignore[arg-type]


def held(tmp_path: Path, *records: Record) -> Gazetteer:
    """What comes of these records, one from each source."""
    told = [Reading(source(f"s{number}"), [one]) for number, one in enumerate(records, 1)]
    build(tmp_path / "few.sqlite", told, name="few")
    return Gazetteer.open(tmp_path / "few.sqlite")


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        (("Deir ez-Zor Airport", "airport"), ("Deir Ezzor", "locality"), 2),
        (("Deir Ezzor", "locality"), ("Deir ez-Zor Airport", "airport"), 2),
        (("Deir ez-Zor Airport", "airport"), ("Deir al-Zor airport", "locality"), 1),
        (("Tabqa Dam", "dam"), ("Tabqa", "locality"), 2),
        (("Deir ez-Zor", "city"), ("Deir Ezzor", "locality"), 1),
        (("Hatla", "locality"), ("Hatla", "village"), 1),
    ],
)
def test_a_site_is_not_the_town_that_it_is_called_after(
    one: tuple[str, str], other: tuple[str, str], places: int, tmp_path: Path
) -> None:
    found = held(tmp_path, record(1, *one), record(2, *other))
    assert sum(found.place(place) is not None for place in ("s1:1", "s2:1")) == places


def test_a_reviewed_kind_stays(tmp_path: Path) -> None:
    reviewed = record(1, "Siachen", "locality", positions=(Position(*AT, "a list"),))
    place = held(tmp_path, reviewed, record(2, "Siachen", "airport")).place("s1:1")
    assert place is not None and place.kind == "locality"


@pytest.mark.parametrize(("name", "by_ear"), [("卡茨林", False), ("קצרין", True), ("Кацрин", True)])
def test_signs_for_syllables_are_not_compared_by_ear(
    name: str, by_ear: bool, tmp_path: Path
) -> None:
    index = held(tmp_path, record(1, name, "town")).index
    exact, *skeletons = names.keys(name)
    assert [hit.place.place_id for hit in index.look_up([exact])] == ["s1:1"]
    assert bool(index.look_up([key for key in skeletons if key[0] == "~"])) is by_ear
