"""Which places that a text tells of are one."""

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit a bus on the Kabul-Kandahar highway on Friday. Six passengers were killed in "
        "the attack in Ghazni province.",
        "An army convoy was ambushed on the Gao-Kidal road on Friday. The ambush in the Bourem "
        "district killed six soldiers.",
        "Gunmen ambushed soldiers on the road between Macomia and Mucojo on Friday. Six were "
        "killed in the ambush in Macomia district.",
    ],
)
def test_a_road_and_a_district_on_it_are_one(text: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert found["killed"] == 6
