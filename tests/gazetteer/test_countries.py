"""Which country a place may be given as one of, and how names of countries are read."""

from __future__ import annotations

import pytest

from geomap.gazetteer import countries


@pytest.mark.parametrize(
    ("given", "filed_under", "at", "may"),
    [
        ("UA", "UA", (48.0, 37.8), True),
        ("UA", "RU", (45.0, 34.1), True),  # Simferopol, as some sources file it
        ("UA", "RU", (51.7, 36.2), True),  # Kursk, on the border
        ("UA", "RU", (42.6, 131.1), False),  # Andreyevka of the far east
        ("UA", "RU", (67.6, 33.7), False),  # Kirovsk of Murmansk
        ("IL", "SY", (33.1, 35.8), True),  # the Golan
        ("IL", "SY", (36.2, 37.1), False),
        ("IL", "LB", (33.27, 35.62), True),  # Ghajar
        ("IL", "LB", (33.27, 35.2), False),  # Tyre
        ("SO", "ET", (7.0, 45.0), True),
        ("SO", "ET", (9.0, 38.7), False),  # Addis Ababa
        ("AM", "AZ", (39.8, 46.7), True),  # Stepanakert
        ("AM", "AZ", (40.4, 49.9), False),  # Baku
        ("CY", "TR", (35.2, 33.4), True),
        ("CY", "TR", (39.9, 32.9), False),  # Ankara
        ("FR", "RE", (-20.9, 55.5), True),
    ],
)
def test_only_disputed_ground_may_be_of_the_country_given(
    given: str, filed_under: str, at: tuple[float, float], may: bool
) -> None:
    assert countries.may_be_in(given, filed_under, *at) is may


def test_every_ground_is_of_a_pair_that_disputes() -> None:
    for given, filed_under in countries._GROUND:
        assert filed_under in countries.DISPUTED[given]
