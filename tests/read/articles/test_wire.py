"""What wire copy, bulletins and posts tell, and what only sounds like it."""

from typing import Any

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer, published: str | None = "2025-10-12") -> Incidents:
    return read_articles([Article(text, doc_id="1", published=published)], gazetteer=gazetteer)


def one(text: str, gazetteer: Gazetteer, published: str | None = "2025-10-12") -> "pd.Series[Any]":
    found = read(text, gazetteer, published)
    assert len(found) == 1, list(found.incidents["title"])
    row: pd.Series[Any] = found.incidents.iloc[0]
    return row


@pytest.mark.parametrize(
    "text",
    [
        # only weighed
        "WASHINGTON (AP) — The United States is weighing strikes on Iranian nuclear facilities at "
        "Fordow, two officials said Tuesday.",
        "Israel considers an attack on Natanz, officials said on Monday.",
        "Turkey is mulling air strikes on Kobani, a minister said on Friday.",
        # the score of a match
        "LONDON (Reuters) - Arsenal bombarded the Chelsea goal on Saturday but the visitors' "
        "defence survived a late attack to earn a 1-1 draw. Striker Bukayo Saka fired a rocket "
        "into the top corner.",
        "Leeds attacked Everton from the start on Sunday and went home with a 3-0 win.",
        "Atletico stormed Getafe on Friday in a 2-1 victory.",
    ],
)
def test_what_is_only_weighed_or_played_tells_of_no_incident(
    text: str, gazetteer: Gazetteer
) -> None:
    assert len(read(text, gazetteer)) == 0


def test_a_group_claims_what_unnamed_militants_did(gazetteer: Gazetteer) -> None:
    told = one(
        "BAMAKO, June 2 (AFP) - Jihadists attacked an army base in Gao on Sunday, killing at least "
        "30 soldiers, two security sources told AFP. The Group for the Support of Islam and "
        "Muslims (JNIM) claimed responsibility for the attack.",
        gazetteer,
    )
    assert told["actor"] == "Jama'at Nasr al-Islam wal Muslimin"
    assert (told["event_type"], told["sub_event_type"]) == ("Battles", "Armed clash")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gunmen killed five farmers in Gao on Friday.", "Violence against civilians"),
        ("Gunmen killed five soldiers in Gao on Friday.", "Battles"),
        ("Militants raided a military post in Gao on Friday, killing nine.", "Battles"),
        ("Militants raided a village near Gao on Friday, killing nine people.",
         "Violence against civilians"),
    ],
)  # fmt: skip
def test_an_attack_on_forces_is_a_battle(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert one(text, gazetteer)["event_type"] == event


BULLETIN = """DR Congo: North Kivu Situation Report No. 14
{line}

- On 14 July, suspected ADF fighters attacked the village of Mbau in Beni territory, killing 8
civilians.
"""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("OCHA, 18 July 2025", "2025-07-14"),
        ("UN OCHA | 18 July 2025", "2025-07-14"),
        ("As of 18 July 2025", "2025-07-14"),
        ("Goma, North Kivu – July 18, 2025", "2025-07-14"),
        ("Fighting has gone on in Goma since, 18 July 2025 being the worst day of them all", None),
    ],
)
def test_a_bulletin_is_of_the_day_of_its_head(
    line: str, day: str | None, gazetteer: Gazetteer
) -> None:
    found = read(BULLETIN.format(line=line), gazetteer, None).incidents.iloc[-1]
    assert (None if pd.isna(found["date"]) else str(found["date"])[:10]) == day


def test_what_lies_in_another_is_the_place(gazetteer: Gazetteer) -> None:
    told = one(BULLETIN.format(line="OCHA, 18 July 2025"), gazetteer, None)
    assert told["place"] == "village of Mbau"


def test_looting_is_told_with_what_is_said_of_it(gazetteer: Gazetteer) -> None:
    told = one(
        "On 15 October an armed group looted the health centre of Kibirizi in Rutshuru territory. "
        "No casualties were reported.",
        gazetteer,
        "2025-10-18",
    )
    assert told["sub_event_type"] == "Looting/property destruction"
    assert told["casualties"] == "reported_none"


def test_an_age_does_not_part_who_was_killed_from_it(gazetteer: Gazetteer) -> None:
    told = one(
        "At around 06:40 Russian forces attacked Kherson with a drone: a man, 45, was killed in "
        "the Dniprovskyi district.",
        gazetteer,
    )
    assert told["killed"] == 1
    assert told["place"] == "Dniprovskyi district, Kherson"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A suicide bomber rammed an explosives-laden vehicle into a bus with pupils in Khuzdar "
         "on Wednesday, killing five people.", "bus"),
        ("Militants drove a car bomb into an army checkpoint near Mosul on Friday, killing nine.",
         "army checkpoint"),
    ],
)  # fmt: skip
def test_what_a_vehicle_is_driven_into_is_the_target(
    text: str, target: str, gazetteer: Gazetteer
) -> None:
    assert one(text, gazetteer)["target"] == target


def test_two_counts_are_never_told_as_one(gazetteer: Gazetteer) -> None:
    found = read(
        "Fighting in Galkayo on Friday killed 11 troops and 30 militants, the government said.",
        gazetteer,
    )
    told = found.claims.loc[found.claims["field"] == "killed", "value"]
    assert list(told) == ["11 troops and 30 militants"]
    assert found.incidents["killed"].iloc[0] == 41


def test_what_came_days_before_is_dated_before(gazetteer: Gazetteer) -> None:
    found = read(
        "BEIRUT, May 6, 2024 (AFP) - An Israeli strike on a car in Sidon killed a commander on "
        "Sunday. It came two days after a similar strike in Tyre that killed two.",
        gazetteer,
        None,
    )
    days = dict(found.incidents[["place", "date"]].to_numpy().tolist())
    assert {place: str(day)[:10] for place, day in days.items()} == {
        "Sidon": "2024-05-05",
        "Tyre": "2024-05-03",
    }


@pytest.mark.parametrize(
    ("said", "links"),
    [("could be revenge", 0), ("was in retaliation", 1), ("was possibly a reprisal", 0)],
)
def test_a_guess_at_a_reason_is_no_stated_link(said: str, links: int, gazetteer: Gazetteer) -> None:
    found = read(
        "A bomb killed four people in Marawi on Sunday. The Islamic State group claimed "
        f"responsibility. The military said it {said} for an airstrike in Maguindanao del Sur "
        "that killed 11 people on Friday.",
        gazetteer,
    )
    assert len(found.links) == links
    assert all(said in quote for quote in found.links["quote"])


ONE_DAY = [
    "Gunmen killed two shepherds in Kirkuk on Monday.",
    "Gunmen killed a judge in Kirkuk on Monday.",
    "A roadside bomb wounded three policemen in Kirkuk on Monday.",
    "Armed men shot dead two herders in Kirkuk on Monday.",
]


def test_only_tellings_of_the_same_losses_are_merged(gazetteer: Gazetteer) -> None:
    articles = [Article(text, doc_id=text[:30], published="2024-01-16") for text in ONE_DAY]
    found = read_articles(articles, gazetteer=gazetteer)
    assert len(found) == 3
    (note,) = found.facts["merged"]
    assert found.incidents.set_index("id").loc[note["kept"], "killed"] == 2
