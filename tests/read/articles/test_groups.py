"""Groups that no list holds: taken as actors under the name that the text gives them."""

import pytest

from geomap.gazetteer import Gazetteer
from tests.read.articles.test_claimants import actor, read, roles

RAID = "Gunmen killed nine gendarmes in Gao on Friday."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Patriotic Resistance Front (FRP) said its fighters attacked the post.", None),
        (
            "The Patriotic Resistance Front (FRP), a movement formed last year by deserters, said "
            "its fighters attacked the post.",
            None,
        ),
        (
            "The Congress for the Liberation of the North (CLN) claimed responsibility.",
            "Congress for the Liberation of the North",
        ),
        ("The CLN claimed responsibility.", "CLN"),
        ("Jaish-ul-Fursan claimed responsibility.", "Jaish-ul-Fursan"),
        (
            "The Movement for the Defence of the Sahel (MDS), which is little known, claimed the "
            "attack in an audio message.",
            "Movement for the Defence of the Sahel",
        ),
        (
            "The United Gao Army (UGA) and the Gao Republican Guards claimed separately that they "
            "had staged the attack.",
            "United Gao Army and Gao Republican Guards",
        ),
        ("A hitherto unknown group, Wolves of the River, claimed it.", "Wolves of the River"),
        ("The partisan group Arrow said its agents carried out the attack.", "Arrow"),
    ],
)
def test_one_with_its_letters_claims_it(text: str, name: str | None, gazetteer: Gazetteer) -> None:
    expected = (name or "Patriotic Resistance Front", "claimed")
    assert actor(read(f"{RAID} {text}", gazetteer)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Popular Resistance Front (PRF) attacked an army post in Gao on Friday, killing 9.",
            "Popular Resistance Front",
        ),
        (
            "The Karenni Revolution Union (KRU) attacked a post in Loikaw on Friday, killing 4.",
            "Karenni Revolution Union",
        ),
        (
            "Troops repelled an attack by the National Liberation Union (NLU) on a base near "
            "Loikaw on Friday, killing eight fighters.",
            "National Liberation Union",
        ),
    ],
)
def test_one_in_no_list_attacks(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert actor(read(text, gazetteer)) == (name, "reported")


def test_letters_mean_the_group_that_they_were_given_to(gazetteer: Gazetteer) -> None:
    found = read(
        "The Popular Resistance Front (PRF) attacked a post in Gao on Thursday, killing nine. "
        "On Friday the PRF shelled Timbuktu, killing two.",
        gazetteer,
    )
    assert list(found.incidents["actor"]) == ["Popular Resistance Front"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The World Food Programme (WFP) said its convoy was attacked.",
        "The Observatory for Human Rights (SOHR) said they targeted the post.",
        "The International Committee of the Red Cross (ICRC) said it was attacked twice.",
        "The Democratic Unionist Party (DUP) condemned the attack.",
        "Hamas said its positions were attacked.",
        "It was unclear who was behind the attack.",
        "CNN claimed exclusive footage of the attack.",
        "The Labour Party (LP) attacked the government over its budget.",
    ],
)
def test_who_only_tells_of_it_claims_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert not roles(read(f"{RAID} {text}", gazetteer))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister said the 10th Front was responsible.", ["10th Front (accused)"]),
        (
            "Officials attributed the attack to the Carolina Ramirez Front.",
            ["Carolina Ramirez Front (accused)"],
        ),
        (
            "The governor blamed the Jaime Martinez Front (FJM).",
            ["Jaime Martinez Front (accused)"],
        ),
        (
            "Bamako blamed Islamic State, though a hitherto unknown group, Wolves of the River, "
            "claimed it.",
            ["Islamic State (accused)", "Wolves of the River (claimed)"],
        ),
        (
            "Jaish-ul-Fursan said it carried out the attack, while a spokesman for the Ittehad "
            "Mujahideen Sahel (IMS) claimed responsibility too.",
            ["Ittehad Mujahideen Sahel (claimed)", "Jaish-ul-Fursan (claimed)"],
        ),
    ],
)
def test_who_of_no_list_is_accused_beside_a_claim(
    text: str, told: list[str], gazetteer: Gazetteer
) -> None:
    assert roles(read(f"{RAID} {text}", gazetteer)) == told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("have claimed a joint attack in which 11 soldiers were killed", "and"),
        ("each claimed the attack that killed 11 soldiers", "or"),
    ],
)
def test_who_did_it_together_and_who_each_say_so(text: str, who: str, gazetteer: Gazetteer) -> None:
    found = read(
        f"The Yinmabin Guerrilla Force and the Black Eagle Column {text} near Monywa on Friday.",
        gazetteer,
    )
    assert actor(found) == (f"Yinmabin Guerrilla Force {who} Black Eagle Column", "claimed")
