"""Middles and radii of areas, on both sides of the antimeridian too."""

import pytest
import shapely

from geomap.gazetteer.outline import middle, packed, radius_of, unpacked

FIJI = shapely.union_all([shapely.box(177, -19, 180, -16), shapely.box(-180, -17, -178, -16)])
FLAT = shapely.box(40, 33, 42, 35)


def test_an_area_that_the_antimeridian_cuts_has_its_middle_within() -> None:
    lat, lon = middle(FIJI)
    assert -19 < lat < -16
    assert 177 < lon < 180


@pytest.mark.parametrize(("shape", "km"), [(FIJI, 356), (FLAT, 146)])
def test_a_radius_reaches_the_farthest_corner_and_no_farther(shape: object, km: float) -> None:
    assert radius_of(shape) / 1000 == pytest.approx(km, rel=0.1)


def test_an_outline_comes_back_from_its_small_form() -> None:
    assert unpacked([packed(FIJI)], "x.sqlite")[0].equals_exact(FIJI, 1e-4, normalize=True)
