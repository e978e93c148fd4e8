from __future__ import annotations

import numpy as np

from geomap.gazetteer.reverse import reverse
from geomap.gazetteer.store import Index


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
