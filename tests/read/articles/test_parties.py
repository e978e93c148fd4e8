"""Whom 'the army' and 'the militants' mean: a party that was named before, or no more than that."""

import pandas as pd
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


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("U.S. warplanes struck facilities used by Iran's Revolutionary Guards near Abu Kamal on "
         "Friday.", "United States"),
        ("Ukraine's drones hit a depot used by Russia's army near Kursk on Friday.", "Ukraine"),
        ("U.S. and British forces struck Hodeidah on Friday.",
         "United States and United Kingdom"),
        ("American and British warplanes bombed Sanaa on Friday, killing five people.",
         "United States and United Kingdom"),
        ("Two people died in Sanaa on Friday in strikes by the United States and Britain.",
         "United States and United Kingdom"),
        ("Israel and Hamas attacked each other near Rafah on Friday, killing two.", "Israel"),
        ("Lakurawa militants killed 12 people in Sokoto on Friday.", "Lakurawa"),
        ("IRA men shot dead two policemen in Belfast on Friday.", "Irish Republican Army"),
        ("Ira Glass was in Belfast when gunmen shot dead two men on Friday.", None),
        ("Fighters of the Zomi Revolutionary Army attacked a base in Tonzang on Friday.",
         "Zomi Revolutionary Army"),
        ("The Liwa al-Thawra group attacked a base in Basra on Friday with drones.",
         "Liwa al-Thawra"),
        ("The Iraqi Air Force bombed a camp near Kirkuk on Friday, killing two.", "Iraq"),
        ("Four policemen were killed in an attack by the Taliban in Kunduz on Friday.", "Taliban"),
        ("A car bomb killed 12 people in Mogadishu on Friday. No one has claimed responsibility, "
         "but al-Shabaab has previously carried out such attacks.", "Unclaimed"),
        ("Israeli settlers torched a mosque in Jenin on Friday, wounding two people.", "Settlers"),
        ("Syrian rebels shelled Aleppo on Friday, killing two people.", "Rebels"),
        ("Israeli soldiers shot dead two men in Jenin on Friday.", "Israel"),
        ("Gang members attacked the town of Pont-Sonde, Haiti, on Friday, killing 70 people.",
         "Gang members"),
    ],
)  # fmt: skip
def test_who_did_it(text: str, actor: str | None, gazetteer: Gazetteer) -> None:
    (found,) = read_articles(
        [Article(text, published="2024-07-27")], gazetteer=gazetteer
    ).incidents.to_dict("records")
    assert found["actor"] == actor or (actor is None and pd.isna(found["actor"]))
