"""Whom 'the army' and 'the militants' mean: a party that was named before, or no more than that."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles

BEFORE = {
    "RSF": "Shelling by the Rapid Support Forces killed 21 people in Sennar on Thursday.",
    "Israel": "Israeli jets struck Khiam on Thursday, killing two people.",
    "Hezbollah": "Hezbollah fired rockets at Metula on Thursday, wounding two people.",
    "SAF": "The Sudanese army bombed Sennar on Thursday, killing two people.",
}


@pytest.mark.parametrize(
    ("named", "then", "actor"),
    [
        ("RSF", "On Friday the army bombed RSF positions in Jebel Moya.", "Sudanese Armed Forces"),
        ("RSF", "On Friday the army bombed a camp in Kassala.", "Sudanese Armed Forces"),
        ("SAF", "On Friday the army bombed a camp in Kassala.", "Sudanese Armed Forces"),
        ("Israel", "On Friday the militants fired rockets at Metula.", "Militants"),
        ("Hezbollah", "On Friday the militants fired rockets at Safed.", "Hezbollah"),
    ],
)
def test_forces_of_a_state_are_no_group_and_a_group_no_state(
    named: str, then: str, actor: str, gazetteer: Gazetteer
) -> None:
    article = Article(f"{BEFORE[named]} {then}", published="2024-07-27")
    found = read_articles([article], gazetteer=gazetteer).incidents
    assert found["actor"].iloc[-1] == actor
