from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from geomap.gazetteer.build import build
from geomap.gazetteer.nearest import nearest
from geomap.gazetteer.reverse import districts, reverse
from geomap.gazetteer.sources.records import Name, Reading, Record
from geomap.gazetteer.store import Index
from tests.gazetteer.mini import readings, source


def test_points_to_country_and_governorate(mini: Index) -> None:
    found = reverse(mini, [33.79, 35.34, 31.95, 0.0], [42.44, 40.14, 35.93, -30.0])
    assert found.country_code.tolist() == ["IQ", "SY", "JO", None]
    assert found.admin1.tolist()[:2] == ["Al Anbar", "Deir ez-Zor"]
    assert found.admin1_id.tolist()[0] == "geonames:99592"
    assert found.admin1.tolist()[3] is None


def test_what_is_no_position_has_no_answer(mini: Index) -> None:
    found = reverse(mini, np.array([np.nan, 33.79]), np.array([42.44, np.nan]))
    assert found.country_code.tolist() == [None, None]


def test_no_points_give_no_answers(mini: Index) -> None:
    assert len(reverse(mini, [], []).country_code) == 0


def test_a_point_just_off_the_coast_belongs_to_it(mini: Index) -> None:
    found = reverse(mini, [35.50], [35.68])  # the sea off Latakia
    assert found.country_code.tolist() == ["SY"]


def test_many_points_agree_with_one_at_a_time(mini: Index) -> None:
    generator = np.random.default_rng(7)
    lats, lons = generator.uniform(29, 37.5, 400), generator.uniform(34, 49, 400)
    together = reverse(mini, lats, lons).admin1_id.tolist()
    one_by_one = [
        reverse(mini, [lat], [lon]).admin1_id[0] for lat, lon in zip(lats, lons, strict=True)
    ]
    assert together == one_by_one
    assert None in together and len(set(together)) > 20


def test_within_a_country_only_its_governorates_count(mini: Index) -> None:
    lats, lons = [33.79, 35.33], [42.44, 40.32]
    assert list(reverse(mini, lats, lons, "IQ").admin1_id) == [
        reverse(mini, lats, lons).admin1_id[0],
        None,
    ]
    assert list(reverse(mini, lats, lons, "ZZ").admin1_id) == [None, None]


def test_the_nearest_places_agree_with_one_at_a_time(mini: Index) -> None:
    generator = np.random.default_rng(5)
    lats, lons = generator.uniform(28, 38, 400), generator.uniform(34, 48, 400)
    found = nearest(mini, lats, lons)
    for row, (lat, lon) in enumerate(zip(lats.tolist(), lons.tolist(), strict=True)):
        alone = mini.nearest(lat, lon)
        if not alone:
            assert found.place_id[row] is None and np.isnan(found.distance_km[row])
            continue
        (distance, place), *_ = alone
        assert found.distance_km[row] == pytest.approx(distance, abs=1e-6)
        assert found.name[row] == place.name and found.kind[row] == place.kind
    assert (found.place_id != None).sum() > 50  # noqa: E711 - an array of objects


def test_what_is_no_point_has_no_nearest_place(mini: Index) -> None:
    found = nearest(mini, [np.nan, 91.0, -40.0], [42.0, 42.0, -120.0])
    assert found.place_id.tolist() == [None] * 3
    assert nearest(mini, [], []).place_id.tolist() == []


def test_the_nearest_place_lies_across_the_date_line(tmp_path: Path) -> None:
    path = tmp_path / "island.sqlite"
    village = Record("own:1", "village", (Name("Waiyevo"),), -16.8, 179.98, "FJ")
    build(path, [Reading(source("own"), [village])], name="island")
    found = nearest(Index.open(path), [-16.8, -16.8], [-179.98, 180.0])
    assert found.name.tolist() == ["Waiyevo", "Waiyevo"]
    assert found.distance_km.round(1).tolist() == [4.3, 2.1]


def test_points_to_district_where_an_outline_is_held(tmp_path: Path) -> None:
    shape = shapely.to_wkb(shapely.box(41.5, 36.0, 42.2, 36.6))
    sinjar = Record("x:1", "district", (Name("Sinjar"),), 36.3, 41.9, "IQ", geometry=shape)
    path = tmp_path / "index.sqlite"
    build(path, [readings()[0], Reading(source("districts"), [sinjar])], name="with districts")
    index = Index.open(path)
    found = districts(index, [36.3, 33.3], [41.9, 44.4])
    index.close()
    assert found.admin2.tolist() == ["Sinjar", None]
    assert found.admin2_id.tolist() == ["x:1", None]
