"""Who is told to have done it, where others stand in the same sentence or the next."""

from typing import Any

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles
from tests.read.articles.reading import read


def told(text: str, gazetteer: Gazetteer) -> list[dict[Any, Any]]:
    found = read_articles([Article(text, published="2024-03-08")], gazetteer=gazetteer).incidents
    rows: list[dict[Any, Any]] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


CALI = (
    "A car bomb exploded outside a military aviation school in Cali, Colombia, on Thursday, "
    "killing six people, hours after a police helicopter was shot down in Antioquia department, "
    "killing 12 officers. Gustavo Petro said a faction known as the Central General Staff "
    "was behind the helicopter attack, while authorities in Cali pointed to the Jaime Martinez "
    "front."
)


def test_each_deed_has_its_own_accused(gazetteer: Gazetteer) -> None:
    bomb, helicopter = told(CALI, gazetteer)
    assert (bomb["place"], bomb["actor"]) == ("Cali", "Jaime Martinez")
    assert (helicopter["place"], helicopter["actor"]) == (
        "Antioquia department", "Estado Mayor Central",
    )  # fmt: skip
    assert (helicopter["kind"], helicopter["event_type"]) == ("attack", "Battles")


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A bomb killed three people in Quetta on Monday and gunmen killed two policemen in Bannu, "
         "while officials in Bannu pointed to the Pakistani Taliban.",
         {"Quetta": None, "Bannu": "Tehreek-e-Taliban Pakistan"}),
        ("Rockets hit Erbil on Monday, killing two people, and Kurdish officials blamed Kataib "
         "Hezbollah.", {"Erbil": "Kataib Hezbollah"}),
        # whoever accuses, or is only near the words, did not do it
        ("Rockets hit Erbil on Monday, killing two people, while Turkey pointed to the need for "
         "talks.", {"Erbil": None}),
    ],
)  # fmt: skip
def test_who_is_pointed_to_is_accused_of_what_was_done_there(
    text: str, actors: dict[str, str | None], gazetteer: Gazetteer
) -> None:
    assert {row["place"]: row["actor"] for row in told(text, gazetteer)} == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hand-held radios used by Hezbollah detonated across southern Lebanon on Wednesday, "
         "killing at least 20 people. Hezbollah accused Israel.", "Israel"),
        ("A bomb exploded on Monday in a building owned by Hamas in Sidon, killing two.", None),
        ("A depot held by the Houthis exploded in Hodeidah on Monday, killing three people.", None),
        ("Fighters led by the Houthis shelled Marib on Monday, killing three people.", "Houthis"),
    ],
)  # fmt: skip
def test_whose_things_exploded_did_not_do_it(
    text: str, actor: str | None, gazetteer: Gazetteer
) -> None:
    (row,) = told(text, gazetteer)
    assert row["actor"] == actor


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("The RSF said it shot down an army helicopter near Nyala on Monday, killing its crew.",
         "attack", "Rapid Support Forces"),
        ("A military helicopter was shot down near Nyala on Monday by RSF fighters.",
         "attack", "Rapid Support Forces"),
        ("Rebels shot down a military helicopter in Shan state, Myanmar, on Monday.",
         "attack", "Rebels"),
        ("Houthi forces shot down a US MQ-9 drone over Marib on Monday.", "other", "Houthis"),
        ("Ukraine shot down six missiles over Odesa on Monday.",
         "other", "Ukraine"),
    ],
)  # fmt: skip
def test_who_shoots_down_what_has_a_crew_attacks(
    text: str, kind: str, actor: str, gazetteer: Gazetteer
) -> None:
    (row,) = told(text, gazetteer)
    assert (row["kind"], row["actor"]) == (kind, actor)


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


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton left the town after a rocket hit Haifa on Friday, killing two.",
        "Israel Katz left the town after a rocket hit Haifa on Friday, killing two.",
    ],
)
def test_a_name_that_a_person_bears_did_nothing(text: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert found["place"] == "Haifa" and pd.isna(found["actor"])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Turkish border guards opened fire on a convoy near Mosul on Monday.", "Turkey"),
        ("Turkish fighter jets struck a convoy near Mosul on Monday.", "Turkey"),
        ("Turkish snipers shot dead two people near Mosul on Monday.", "Turkey"),
        ("Turkish armed forces fired missiles at a convoy near Mosul on Monday.", "Turkey"),
        ("Turkish naval vessels carried out an attack on a base near Mosul on Monday.", "Turkey"),
        ("Three people were killed near the Turkish border, near Mosul, by a bomb.", None),
        ("Three people died in Turkey's cross-border shelling of a village near Mosul.", "Turkey"),
        ("The Turkish army said its jets had pounded a base near Mosul on Monday.", "Turkey"),
        ("Al-Shabaab gunmen carried out an attack on a base near Baidoa.", "Al-Shabaab"),
        ("Dozens of Al-Shabaab fighters stormed a base near Baidoa on Monday.", "Al-Shabaab"),
        ("A convoy was ambushed by members of Al-Shabaab near Baidoa on Monday.", "Al-Shabaab"),
        ("Two men were shot dead by fighters loyal to Al-Shabaab near Baidoa.", "Al-Shabaab"),
        ("A base was attacked by dozens of Al-Shabaab fighters near Baidoa.", "Al-Shabaab"),
        ("A bomb killed two near Baidoa. A spokesman for Al-Shabaab said the group was "
         "responsible.", "Al-Shabaab"),
        ("Gunmen killed two men near Baidoa. The gunmen were Al-Shabaab fighters, the mayor said.",
         "Al-Shabaab"),
        ("Gunmen killed two men near Baidoa. The attackers were identified as Al-Shabaab men.",
         "Al-Shabaab"),
    ],
)  # fmt: skip
def test_whose_men_they_are(gazetteer: Gazetteer, text: str, actor: str | None) -> None:
    (row,) = told(text, gazetteer)
    assert row["actor"] == actor
