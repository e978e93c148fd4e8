"""Distances on the sphere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.geodesy import distance_m

LAT = st.floats(-90, 90)
LNG = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        ((0, 0), (0, 1), 111.195),
        ((0, 179.5), (0, -179.5), 111.195),
        ((90, 0), (90, 123), 0.0),
        ((90, 0), (-90, 0), 20_015.1),
        ((33.3152, 44.3661), (35.3359, 40.1408), 448.3),  # Baghdad to Deir ez-Zor
    ],
)
def test_known_distances(here, there, kilometres: float) -> None:  # type: ignore[no-untyped-def]
    assert float(distance_m(*here, *there)) / 1000 == pytest.approx(kilometres, abs=0.5)


@given(LAT, LNG, LAT, LNG)
def test_distance_is_symmetric_and_bounded(a: float, b: float, c: float, d: float) -> None:
    there, back = float(distance_m(a, b, c, d)), float(distance_m(c, d, a, b))
    assert there == pytest.approx(back, abs=1e-3)
    assert 0 <= there <= 20_015_200


def test_unknown_positions_have_no_distance() -> None:
    assert np.isnan(distance_m([np.nan], [0.0], 0.0, 0.0)).all()
