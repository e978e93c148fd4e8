"""Numbers and words for them."""

import pytest

from geomap.read.articles.quantities import Count, parse_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("four", Count(4, 4)),
        ("twenty-three", Count(23, 23)),
        ("1,200", Count(1200, 1200)),
        ("two hundred", Count(200, 200)),
        ("a", Count(1, 1)),
        ("at least five", Count(5, None)),
        ("up to 30", Count(None, 30)),
        ("between 3 and 5", Count(3, 5)),
        ("three to four", Count(3, 4)),
        ("a dozen", Count(12, 12)),
        ("dozens of", Count(None, None)),
        ("several", Count(None, None)),
    ],
)
def test_counts(text: str, count: Count) -> None:
    assert parse_count(text) == count
