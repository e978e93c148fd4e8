"""What belongs to which incident: who did it, who was hurt, with what, where and when."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.gazetteer import Gazetteer
from geomap.read.articles import Article, read_articles

Row = dict[str, Any]


def told(text: str, gazetteer: Gazetteer, published: str | None = "2024-03-08") -> list[Row]:
    """The incidents of a text, missing cells as None, with what each ``answers`` by its place."""
    found = read_articles([Article(text, doc_id="a")], gazetteer=gazetteer, published=published)
    rows: list[Row] = (
        found.incidents.astype(object).where(found.incidents.notna(), None).to_dict("records")
    )
    place_of = {row["id"]: row["place"] for row in rows}
    links = found.links.to_dict("records")
    for row in rows:
        row["answers"] = {place_of[k["to_id"]] for k in links if k["from_id"] == row["id"]}
    return rows


@pytest.mark.parametrize(
    ("said", "injured"),
    [
        ("killing a man and wounding another", 1),
        ("killing a man and injuring another man", 1),
        ("killing one soldier and wounding another", 1),
        ("killing a man and wounding another three", 3),
        ("killing a man; another was wounded", 1),
    ],
)
def test_another_counts_one(gazetteer: Gazetteer, said: str, injured: int) -> None:
    (row,) = told(f"Gunmen opened fire in Hawija on Thursday, {said}.", gazetteer)
    assert (row["killed"], row["injured"]) == (1, injured)


@pytest.mark.parametrize(
    "said",
    [
        "Gunmen killed four people in El Geneina on Thursday. Residents had fled shelling.",
        "Gunmen killed four people who had fled airstrikes in El Geneina on Thursday.",
        "Gunmen killed four people at a camp in El Geneina on Thursday that holds families who "
        "fled the heavy artillery of the army.",
    ],
)
def test_arms_that_people_fled_from_were_not_used_here(gazetteer: Gazetteer, said: str) -> None:
    (row,) = told(said, gazetteer)
    assert row["weapons"] is None


@pytest.mark.parametrize(
    "said",
    [
        "Pakistan accused Afghanistan of harbouring the attackers.",
        "Pakistan accused Kabul of sheltering them.",
        "Pakistan accused Iran of arming the group.",
    ],
)
def test_who_is_accused_of_sheltering_did_not_do_it(gazetteer: Gazetteer, said: str) -> None:
    (row,) = told(f"Gunmen attacked a police post in Bannu on Thursday. {said}", gazetteer)
    assert row["actor"] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Troops killed six fighters in a raid on Zanbuqa on Thursday.", "Zanbuqa"),
        ("In a raid on Dorowa Bukar, gunmen killed 12 farmers on Thursday.", "Dorowa Bukar"),
        ("Gunmen killed 12 farmers on Thursday in an attack on Tungan Wakaso.", "Tungan Wakaso"),
    ],
)
def test_a_place_that_nobody_holds_is_told_by_its_name(
    gazetteer: Gazetteer, text: str, place: str
) -> None:
    (row,) = told(text, gazetteer)
    assert row["place"] == place


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen wounded two guards on Thursday in an attack on Ahmed Karim.",
        "Gunmen wounded two guards on Thursday in an attack on President Vargas.",
    ],
)
def test_who_was_attacked_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert [row["place"] for row in told(text, gazetteer)] in ([None], [])


def test_what_is_condemned_is_the_deed_of_that_name(gazetteer: Gazetteer) -> None:
    found = read_articles(
        [
            Article(
                "Gunmen ambushed an army patrol in Patikul on Monday. Troops raided a camp in Jolo "
                "on Tuesday, killing six.\nThe president condemned the ambush.",
                doc_id="a",
            )
        ],
        gazetteer=gazetteer,
        published="2026-03-04",
    )
    of = found.claims[found.claims["quote"].str.contains("condemned")]["incident_id"]
    assert of.tolist() == [found.incidents["id"].iloc[0]]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The RSF put the toll at 21.", "The RSF"),
        ("The army blamed the Rapid Support Forces.", "The army"),
    ],
)
def test_who_gives_a_number_or_blames_is_the_source(
    gazetteer: Gazetteer, said: str, source: str
) -> None:
    text = f"Drones killed 12 people in Port Sudan on Thursday, residents said. {said}"
    found = read_articles([Article(text, doc_id="a")], gazetteer=gazetteer, published="2024-03-08")
    publisher = found.sources.set_index("id")["publisher"]
    told_of = found.claims[found.claims["start"] > text.index(said) - 1]
    assert [publisher[one] for one in told_of["source_id"]] == [source] * len(told_of)
    assert len(told_of)


@pytest.mark.parametrize(
    "text",
    [
        "An attack in Mosul, which came a week after one in Kirkuk, killed two people on Thursday.",
        "An attack in Mosul on Thursday, a week after one in Kirkuk, killed two people.",
        "A bombing in Mosul on Thursday, which came a week after a bombing in Kirkuk, killed two "
        "people.",
    ],
)
def test_an_aside_does_not_take_the_dead(gazetteer: Gazetteer, text: str) -> None:
    rows = {row["place"]: row for row in told(text, gazetteer)}
    assert (rows["Mosul"]["killed"], rows["Mosul"]["date"]) == (2, "2024-03-07")
    assert (rows["Kirkuk"]["killed"], rows["Kirkuk"]["date_precision"]) == (None, "week")


ROCKETS = "Rockets hit Kiryat Shmona on Wednesday."


@pytest.mark.parametrize(
    "said",
    [
        "Aircraft bombed Khiam hours later. The Israeli military said it carried out the strikes "
        "in response to the rockets.",
        "Warplanes struck Khiam hours later. Israel said the strikes were in response to the "
        "rocket fire.",
        "Warplanes struck Khiam hours later. Israel said it carried out the raids in retaliation.",
        "On Thursday warplanes bombed Khiam. Israel said its jets had struck in response to the "
        "rockets.",
    ],
)
def test_who_struck_in_answer_may_be_named_afterwards(gazetteer: Gazetteer, said: str) -> None:
    rows = {row["place"]: row for row in told(f"{ROCKETS} {said}", gazetteer)}
    strike = rows["Khiam"]
    assert (strike["actor"], strike["kind"]) == ("Israel", "retaliation")
    assert strike["answers"] == {"Kiryat Shmona"}
    assert rows["Kiryat Shmona"]["actor"] is None


def test_a_strike_after_an_attack_is_linked_once_its_actor_is_known(gazetteer: Gazetteer) -> None:
    rows = told(
        "Warplanes bombed Khiam on Thursday, hours after rockets hit Kiryat Shmona. Israel's army "
        "said it had struck a rocket crew.",
        gazetteer,
    )
    strike = next(row for row in rows if row["place"] == "Khiam")
    assert (strike["actor"], strike["answers"]) == ("Israel", {"Kiryat Shmona"})


def test_arms_that_are_claimed_tell_which_attack_is(gazetteer: Gazetteer) -> None:
    rows = told(
        "Rockets hit a base at Erbil on Wednesday. The army retaliated with shelling near Sinjar. "
        "Kataib Hezbollah claimed the rockets.",
        gazetteer,
    )
    assert [row["actor"] for row in rows] == ["Kataib Hezbollah", "Iraq"]


@pytest.mark.parametrize("struck", ["a drone factory", "a rocket crew", "a missile depot"])
def test_arms_that_were_struck_were_not_used(gazetteer: Gazetteer, struck: str) -> None:
    (row,) = told(f"Warplanes hit {struck} at Khiam on Thursday.", gazetteer)
    assert row["weapons"] == "aircraft"


SALVO = (
    "Two missiles were fired from Yemen toward Eilat on Thursday and were intercepted, the Israeli "
    "military said on July 9, 2026. Houthi spokesman Yahya Saree said the group had launched a "
    "hypersonic missile at Ben Gurion Airport near Tel Aviv and two drones at Eilat. No injuries "
    "were reported. Israel struck the port of Hodeidah in retaliation late on Friday, Al-Masirah "
    "TV reported; Israel's military said it hit fuel tanks and a tugboat."
)


def test_a_second_speaker_tells_of_the_same_strike(gazetteer: Gazetteer) -> None:
    rows = {row["place"]: row for row in told(SALVO, gazetteer, None)}
    assert rows.keys() == {"Eilat", "Ben Gurion Airport", "port of Hodeidah"}
    assert {rows[place]["actor"] for place in ("Eilat", "Ben Gurion Airport")} == {"Houthis"}
    assert rows["Eilat"]["target"] is None
    assert rows["Ben Gurion Airport"]["weapons"] == "missile"
    assert rows["port of Hodeidah"]["actor"] == "Israel"
    assert rows["port of Hodeidah"]["answers"] == {"Eilat", "Ben Gurion Airport"}


def test_a_date_written_out_with_its_weekday_dates_the_days_around_it(gazetteer: Gazetteer) -> None:
    rows = told(SALVO, gazetteer, None)
    assert {row["place"]: row["date"] for row in rows} == {
        "Eilat": "2026-07-09",
        "Ben Gurion Airport": "2026-07-09",
        "port of Hodeidah": "2026-07-10",
    }
    found = read_articles([Article(SALVO, doc_id="a")], gazetteer=gazetteer)
    dates = found.claims[found.claims["field"] == "date"]
    (friday,) = dates[dates["quote"].str.contains("Friday")]["value"].unique()
    assert friday == "2026-07-10 (counted from 2026-07-09, which the text names)"
    assert found.sources["published"].isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "Rockets hit Erbil on Monday. The war began on March 20, 2003.",
        "Rockets hit Erbil on Monday. It was the worst since Wednesday, 16 March 1988, and since "
        "July 9, 2015.",
    ],
)
def test_a_date_of_long_ago_dates_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert told(text, gazetteer, None)[0]["date"] is None


def test_a_deed_told_as_later_lies_between_the_one_before_and_the_text(
    gazetteer: Gazetteer,
) -> None:
    rows = told(
        "MANILA, March 3, 2026 - Gunmen ambushed an army patrol in Patikul on Monday night. Troops "
        "later raided a camp in Jolo, killing six.",
        gazetteer,
        None,
    )
    assert [(r["date"], r["date_end"], r["date_precision"]) for r in rows] == [
        ("2026-03-02", None, "day"),
        ("2026-03-02", "2026-03-03", "range"),
    ]


def test_a_state_does_not_claim_what_a_group_did(gazetteer: Gazetteer) -> None:
    rows = told(
        "Gunmen killed 60 people in Maiduguri on Thursday. No group claimed responsibility, but "
        "residents blamed Boko Haram. The Nigerian air force said it killed 30 militants in three "
        "strikes.",
        gazetteer,
    )
    (row,) = (row for row in rows if row["place"] == "Maiduguri")
    assert (row["actor"], row["killed"]) == ("Unclaimed", 60)


def test_who_shoots_down_did_not_attack(gazetteer: Gazetteer) -> None:
    for said in (
        "India attacked Muzaffarabad on Thursday, and Pakistan said it had shot down five jets.",
        "India attacked Muzaffarabad on Thursday. Pakistan said it shot down 20 of the drones.",
    ):
        (row,) = told(said, gazetteer)
        assert (row["place"], row["actor"]) == ("Muzaffarabad", "India")


def test_what_was_done_later_elsewhere_is_another_incident(gazetteer: Gazetteer) -> None:
    rows = told(
        "An Israeli strike killed three civilians in Aitaroun on Thursday. Lebanon's state agency "
        "said Israeli warplanes later raided the outskirts of Khiam.",
        gazetteer,
    )
    assert [row["place"] for row in rows] == ["Aitaroun", "outskirts of Khiam"]
    assert rows[0]["weapons"] is None


def test_a_name_in_apposition_only_says_where(gazetteer: Gazetteer) -> None:
    (row,) = told("A bomb killed two people in Zawiya, west of Tripoli, on Thursday.", gazetteer)
    assert row["place"] == "Zawiya"


def test_where_the_police_are_who_tell_of_it_is_another_place(gazetteer: Gazetteer) -> None:
    (row,) = told(
        "Gunmen opened fire on workers at Sugapa on Thursday. Police in Timika said three workers "
        "were killed.",
        gazetteer,
    )
    assert (row["place"], row["killed"]) == ("Sugapa", 3)


def test_a_day_earlier_counts_from_the_day_of_telling(gazetteer: Gazetteer) -> None:
    (row,) = told(
        "The PKK said on Thursday its fighters had attacked a convoy in Hakkari a day earlier.",
        gazetteer,
    )
    assert row["date"] == "2024-03-06"


def test_an_attack_may_answer_in_other_words(gazetteer: Gazetteer) -> None:
    rows = told(
        "Troops shelled a camp near Djugu on Wednesday. CODECO answered on Thursday with an attack "
        "on a convoy at Fataki in which three soldiers died.",
        gazetteer,
    )
    assert (rows[1]["place"], rows[1]["answers"]) == ("Fataki", {"near Djugu"})


def test_a_line_of_a_list_may_count_nobody(gazetteer: Gazetteer) -> None:
    rows = told(
        "Insurgents struck at several places overnight, police said.\n\n"
        "- Yala: a motorcycle bomb wounded five people.\n"
        "- Narathiwat: no casualties after a grenade was thrown at a checkpoint.\n",
        gazetteer,
    )
    assert [(row["place"], row["casualties"]) for row in rows] == [
        ("Yala", "reported"),
        ("Narathiwat", "reported_none"),
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("On Thursday Israeli jets bombed a port in Hodeidah.", "Israel"),
        ("On Thursday, Ugandan troops shelled a camp near Djugu.", "Uganda"),
        ("Fighters of Boko Haram stormed a post in Diffa on Thursday.", "Boko Haram"),
    ],
)
def test_a_day_before_the_subject_leaves_it_one(
    gazetteer: Gazetteer, text: str, actor: str
) -> None:
    (row,) = told(text, gazetteer)
    assert row["actor"] == actor


def test_a_fact_of_another_place_is_of_no_other_incident(gazetteer: Gazetteer) -> None:
    rows = told(
        "Fighters of the Allied Democratic Forces killed 10 people in Oicha on Wednesday. No one "
        "was hurt near Sake on Thursday.",
        gazetteer,
    )
    assert [(row["place"], row["casualties"]) for row in rows] == [("Oicha", "reported")]


def test_whose_soldiers_they_were_is_not_where(gazetteer: Gazetteer) -> None:
    rows = told(
        "Three U.S. service members were killed and more than 34 wounded in a drone attack on "
        "Tower 22 in northeastern Jordan on Thursday.",
        gazetteer,
    )
    assert [(row["place"], row["killed"]) for row in rows] == [("Tower 22", 3)]


def test_what_came_before_was_earlier(gazetteer: Gazetteer) -> None:
    rows = told(
        "An Israeli strike on a car in Sidon killed a man on Thursday. It came two days after a "
        "similar strike in Tyre that killed two.",
        gazetteer,
    )
    assert [(row["place"], row["date"]) for row in rows] == [
        ("Sidon", "2024-03-07"),
        ("Tyre", "2024-03-05"),
    ]


def test_a_crash_is_no_attack(gazetteer: Gazetteer) -> None:
    assert told("A source said three fighter jets had crashed in Jammu.", gazetteer) == []


def test_attacks_on_other_people_stay_apart(gazetteer: Gazetteer) -> None:
    texts = (
        "Gunmen killed two shepherds in Kirkuk on Thursday.",
        "Gunmen killed a judge in Kirkuk on Thursday.",
        "Armed men shot dead two shepherds in Kirkuk on Thursday.",
    )
    found = read_articles(
        [Article(text, doc_id=str(n)) for n, text in enumerate(texts)],
        gazetteer=gazetteer,
        published="2024-03-08",
    )
    assert len(found) == 2
    (merged,) = found.facts["merged"]
    assert merged["why"].startswith("same place (Kirkuk)")


def test_the_dead_of_an_answer_are_not_those_of_what_it_answers(gazetteer: Gazetteer) -> None:
    rows = told(
        "CODECO raided Mongbwalu on Tuesday, killing 11 people. On Wednesday, Ugandan troops "
        "shelled a camp near Djugu in retaliation for the raid, killing at least 15 fighters.",
        gazetteer,
    )
    assert [row["killed"] for row in rows] == [11, 15]
    assert rows[1]["answers"] == {"Mongbwalu"}


def test_a_sum_tells_the_day_and_the_arms_of_its_parts(gazetteer: Gazetteer) -> None:
    rows = told(
        "Israeli air strikes killed at least 18 people across the Gaza Strip on Thursday, the "
        "civil defence said.\n\nA spokesman said seven people were killed when a house was hit in "
        "Deir el-Balah and 11 others died in a strike on a school in Gaza City.",
        gazetteer,
    )
    assert [(row["date"], row["weapons"], row["killed"]) for row in rows] == [
        ("2024-03-07", "airstrike", 7),
        ("2024-03-07", "airstrike", 11),
    ]


def test_the_attack_happened_when_the_next_sentence_says(gazetteer: Gazetteer) -> None:
    (row,) = told(
        "Extremists killed more than 60 people in an overnight attack on a village in northeastern "
        "Nigeria, residents said on Thursday. The attack happened late Tuesday in Gwoza.",
        gazetteer,
    )
    assert (row["place"], row["date"]) == ("Gwoza", "2024-03-05")


def test_who_is_behind_the_attack_on_something_is_behind_that_one(gazetteer: Gazetteer) -> None:
    rows = told(
        "A car bomb exploded outside a school in Cali on Thursday, killing six people, hours after "
        "a police helicopter was shot down in Antioquia, killing 12 officers. The president said a "
        "faction known as the Central General Staff was behind the helicopter attack.",
        gazetteer,
    )
    actors = {row["place"]: (row["actor"], row["killed"]) for row in rows}
    assert actors == {"Cali": (None, 6), "Antioquia": ("Estado Mayor Central", 12)}


def test_what_an_agency_said_before_is_the_same_deed(gazetteer: Gazetteer) -> None:
    rows = told(
        "Yemen's Houthis said on Thursday they had attacked a tanker in the Red Sea with missiles, "
        "after the British agency UKMTO said the vessel had been hit 77 nautical miles west of "
        "Hodeidah. The U.S. military said its forces destroyed a Houthi missile system in Yemen on "
        "Wednesday.",
        gazetteer,
    )
    assert [(row["place"], row["actor"], row["date"]) for row in rows] == [
        ("Red Sea", "Houthis", "2024-03-07"),
        ("Yemen", "United States", "2024-03-06"),
    ]
