"""Who claims it, who is accused of it and who denies it, in the words of news."""

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles

BLAST = "A bomb killed four soldiers in Hakkari on Friday."


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


def actor(found: Incidents) -> tuple[str | None, str | None]:
    """The actor of the one incident of a text and on what ground it is named."""
    assert len(found) == 1
    who, basis = found.incidents["actor"].iloc[0], found.extra["actor_basis"].iloc[0]
    return (None if pd.isna(who) else who, None if pd.isna(basis) else basis)


def roles(found: Incidents) -> list[str]:
    """The roles that a text gives its actors: 'Hamas (claimed)'."""
    told = found.claims.loc[found.claims["field"] == "actor", "value"]
    return sorted({value for value in told if value.endswith(")")})


JNIM = "Jama'at Nasr al-Islam wal Muslimin"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ISIS adopted the operation through its Amaq agency.", "Islamic State"),
        ("In a statement the RSF avowed that operation.", "Rapid Support Forces"),
        ("A spokesman for the Dan Na Ambassagou owned up to the fire.", "Dan Na Ambassagou"),
        ("Al-Shabaab boasted of the attack.", "Al-Shabaab"),
        ("Jaish al-Adl has taken credit for it.", "Jaish al-Adl"),
        ("JNIM put its name to the bombing.", JNIM),
        ("Responsibility was claimed on Saturday by Jaish al-Adl.", "Jaish al-Adl"),
        ("Claiming responsibility for the attack, JNIM said they were spies.", JNIM),
        ("The ELN assumed responsibility.", "National Liberation Army (Colombia)"),
        (
            "The Khorasan branch of Islamic State said one of its members had blown himself up.",
            "Islamic State Khorasan",
        ),
        ("The JNIM, which is linked to al-Qaeda, took credit for the operation.", JNIM),
    ],
)
def test_claims_in_many_words(said: str, name: str, gazetteer: Gazetteer) -> None:
    assert roles(read(f"{BLAST} {said}", gazetteer)) == [f"{name} (claimed)"]


@pytest.mark.parametrize(
    "said",
    [
        "So far nobody has put their name to the bombing.",
        "There has been no claim for that bombing.",
        "By Saturday no one had taken responsibility.",
        "No one has said they did it.",
        "No claim has been made.",
        "The killings have gone unclaimed.",
        "No group had come forward to claim the bombing.",
        "No outfit claimed the blast till the filing of this report.",
        '"We have no claim and no suspect yet," a policeman said.',
        "No claim as of today.",
        "No one has said who was behind it.",
    ],
)
def test_that_nobody_claimed_it_in_many_words(said: str, gazetteer: Gazetteer) -> None:
    assert actor(read(f"{BLAST} {said}", gazetteer)) == ("Unclaimed", "unclaimed")


@pytest.mark.parametrize(
    "said",
    [
        "Police said that JNIM, which levies taxes of its own, was to blame.",
        "The army points to JNIM.",
        "Intelligence sources believe that JNIM had sent them.",
        "They believe it had been planted by JNIM fighters.",
        "The ombudsman's office attributes the attack to JNIM.",
        "Officials laid the attack at the door of JNIM.",
        "Residents put the blame on JNIM.",
        "The mayor sees the hand of JNIM in it.",
        "Officials imputed it to JNIM.",
        "Suspicion points to JNIM.",
        "Witnesses named JNIM as the attackers.",
        "An army spokesman identified the killers as JNIM fighters.",
        "Local officials said the attackers belonged to JNIM.",
        "The attackers were members of JNIM, the prosecutor said.",
        "The governor said it was the work of JNIM.",
        "JNIM is suspected.",
    ],
)
def test_accusations_in_many_words(said: str, gazetteer: Gazetteer) -> None:
    assert roles(read(f"{BLAST} {said}", gazetteer)) == [f"{JNIM} (accused)"]


@pytest.mark.parametrize(
    "said",
    [
        "The report points to Iran's growing role in the region.",
        "Villagers think that the army has sent them to their death.",
        "The victims belonged to the PKK.",
        "The governor named Ali Hassan as the new police chief.",
        "Police identified the victim as a member of the PKK.",
        "He put the blame on bad weather.",
        "There is no claim that it was deliberate.",
        "The government has no claim to the land.",
        "No one has said who will rebuild it.",
        "No one has said who was driving the bus.",
        "No one came forward to claim the bodies.",
        "The insurance company said it had received no claims so far.",
        "The UN adopted a resolution on the attack.",
        "The group signed the peace deal.",
    ],
)
def test_what_claims_and_accuses_nobody(said: str, gazetteer: Gazetteer) -> None:
    assert roles(read(f"{BLAST} {said}", gazetteer)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "JNIM and FLA both claimed the attack that killed 10 soldiers in Gao on Friday.",
            ["Azawad Liberation Front (claimed)", "Jama'at Nasr al-Islam wal Muslimin (claimed)"],
        ),
        (
            "Both Islamic State and al-Shabaab claimed responsibility for Friday's bombing in "
            "Bosaso, which killed nine.",
            ["Al-Shabaab (claimed)", "Islamic State (claimed)"],
        ),
        (f"{BLAST} The PKK claimed the bombing.", ["Kurdistan Workers' Party (claimed)"]),
        (
            f"{BLAST} The PKK later claimed Friday's bombing.",
            ["Kurdistan Workers' Party (claimed)"],
        ),
        (f"{BLAST} The PKK claimed both attacks.", ["Kurdistan Workers' Party (claimed)"]),
        (f"{BLAST} It was a blast that the PKK claimed.", ["Kurdistan Workers' Party (claimed)"]),
        (f"{BLAST} The PKK claimed that attack.", ["Kurdistan Workers' Party (claimed)"]),
        (f"{BLAST} The PKK did not claim responsibility.", []),
        (f"{BLAST} The PKK has not claimed the attack.", []),
        (f"{BLAST} The PKK has yet to claim responsibility.", []),
        (f"{BLAST} The PKK claimed the attack was staged.", []),
        (f"{BLAST} The army claimed the bombing had been prepared abroad.", []),
        (
            f"{BLAST} The PKK has fought the state for 40 years. Its armed wing claimed "
            "responsibility.",
            ["Kurdistan Workers' Party (claimed)"],
        ),
        (
            f"{BLAST} The army blamed the PKK. The group claimed the attack on Saturday.",
            ["Kurdistan Workers' Party (claimed)"],
        ),
    ],
)
def test_who_claims_it(text: str, told: list[str], gazetteer: Gazetteer) -> None:
    claimed = [role for role in roles(read(text, gazetteer)) if role.endswith("(claimed)")]
    assert claimed == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Liwa al-Thawra group claimed the bombing.", "Liwa al-Thawra"),
        ("The Jaime Martinez Front claimed responsibility.", "Jaime Martinez Front"),
        ("The Free Hakkari Brigade said it carried out the attack.", "Free Hakkari Brigade"),
        ("A group calling itself Saraya al-Thaer claimed it on Telegram.", "Saraya al-Thaer"),
        ("It was claimed by the Brigade of the Martyrs.", "Brigade of the Martyrs"),
        ("It was claimed by the Front for Unity and Change.", "Front for Unity and Change"),
        ("The attack was claimed by the Éclaireurs du Nord militia.", "Éclaireurs du Nord"),
        ("The attack was claimed by the Şahin Brigade, a little-known outfit.", "Şahin Brigade"),
    ],
)
def test_one_in_no_list_claims_it(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert actor(read(f"{BLAST} {text}", gazetteer)) == (name, "claimed")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Baghdad blamed Turkey, while the regional government accused Kataib Hezbollah.",
            ["Kataib Hezbollah (accused)", "Turkey (accused)"],
        ),
        (
            "Ankara accused the PKK of being behind the attack.",
            ["Kurdistan Workers' Party (accused)"],
        ),
        (
            "Ankara accused the PKK of planning the attack and Iran of paying for it.",
            ["Iran (accused)", "Kurdistan Workers' Party (accused)"],
        ),
        (
            "The PKK claimed responsibility, but Ankara blamed Islamic State.",
            ["Islamic State (accused)", "Kurdistan Workers' Party (claimed)"],
        ),
        (
            "The army blamed the PKK, which denied involvement.",
            ["Kurdistan Workers' Party (accused)", "Kurdistan Workers' Party (denied)"],
        ),
        (
            "The Turkish government accused Syria of being behind the attack and Iran of "
            "sheltering the attackers.",
            ["Syria (accused)"],
        ),
        ("The PKK denied that it was behind the blast.", ["Kurdistan Workers' Party (denied)"]),
        ("The PKK said it was not involved.", ["Kurdistan Workers' Party (denied)"]),
        (
            "The army blamed the PKK. The group denied responsibility.",
            ["Kurdistan Workers' Party (accused)", "Kurdistan Workers' Party (denied)"],
        ),
        ("Ankara denied reports that its own men were to blame.", []),
        (
            "No group claimed responsibility, but suspicion is likely to fall on the PKK, which "
            "has carried out such attacks in the past.",
            ["Kurdistan Workers' Party (accused)"],
        ),
        ("Suspicion immediately fell on the PKK.", ["Kurdistan Workers' Party (accused)"]),
        (
            "The army blamed the PKK, which denied it.",
            ["Kurdistan Workers' Party (accused)", "Kurdistan Workers' Party (denied)"],
        ),
        ("The PKK denied attacking the town.", ["Kurdistan Workers' Party (denied)"]),
        (
            "The PKK denied that its fighters had attacked the soldiers.",
            ["Kurdistan Workers' Party (denied)"],
        ),
        ("The PKK dismissed the accusation.", ["Kurdistan Workers' Party (denied)"]),
        ("The PKK said it had not attacked the soldiers.", ["Kurdistan Workers' Party (denied)"]),
        (
            "Ankara accused Iran. Iran's foreign ministry denied it.",
            ["Iran (accused)", "Iran (denied)"],
        ),
        (
            "Ankara accused Iran of being behind the blast. An Iranian official rejected the claim "
            "as baseless.",
            ["Iran (accused)", "Iran (denied)"],
        ),
        (
            "The bombing has been attributed by residents to the PKK.",
            ["Kurdistan Workers' Party (accused)"],
        ),
        ("The PKK denied it was weak.", []),
        ("The PKK denied reports that its leader was dead.", []),
        ("The PKK said it had not lost fighters.", []),
        ("Iraqi officials denied access to the town.", []),
    ],
)
def test_who_is_accused_and_who_denies(text: str, told: list[str], gazetteer: Gazetteer) -> None:
    assert roles(read(f"{BLAST} {text}", gazetteer)) == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Suspected militants killed 10 villagers in Gwoza on Friday.", "Militants"),
        ("Suspected Boko Haram militants killed 10 villagers in Gwoza on Friday.", "Boko Haram"),
        ("Ten villagers were killed in Gwoza on Friday by suspected bandits.", "Bandits"),
        ("A missile fired probably by Iran killed two men in Erbil on Friday.", "Iran"),
        (
            "Two men died in Erbil on Friday in a strike that was likely carried out by Iran.",
            "Iran",
        ),
        ("The base in Erbil was apparently attacked on Friday by Iran, killing two men.", "Iran"),
        ("Alleged rebels attacked a market in Gwoza on Friday, killing 10.", "Rebels"),
    ],
)
def test_who_is_suspected_is_accused(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert actor(read(text, gazetteer)) == (name, "accused")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Four soldiers were killed in an ambush near Kidal on Friday that the Malian army "
            "blamed on JNIM but that the Azawad Liberation Front claimed.",
            ["Azawad Liberation Front"],
        ),
        (
            "The attack, claimed by the Brigade of the Martyrs of Hebron, wounded two soldiers "
            "near Tulkarem on Friday.",
            ["Brigade of the Martyrs of Hebron"],
        ),
        (
            "The Arakan Army said its fighters captured a base in Ann on Friday, while the junta "
            "said that its jets bombed Sittwe, killing nine.",
            ["Arakan Army", "Myanmar"],
        ),
        (
            "Hamas and Islamic Jihad said they fired rockets at Ashkelon on Friday, and the "
            "Popular Resistance Committees claimed a mortar attack on Kerem Shalom.",
            ["Hamas and Palestinian Islamic Jihad", "Popular Resistance Committees"],
        ),
        (
            "The Cooperative for the Development of Congo (CODECO) killed 12 people in Djugu on "
            "Friday.",
            ["CODECO"],
        ),
    ],
)
def test_whose_deed_of_a_sentence_it_is(
    text: str, told: list[str | None], gazetteer: Gazetteer
) -> None:
    actors = read(text, gazetteer).incidents["actor"]
    assert [None if pd.isna(who) else who for who in actors] == told


def test_a_denial_leaves_who_is_accused(gazetteer: Gazetteer) -> None:
    text = f"{BLAST} The army blamed the PKK, which denied involvement."
    assert actor(read(text, gazetteer)) == ("Kurdistan Workers' Party", "accused")
    assert actor(read(f"{BLAST} The PKK denied responsibility.", gazetteer)) == (None, None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("JNIM and FLA both claimed the attack in Gao that killed 10 soldiers.", "JNIM and FLA"),
        (f"Police and medics said {BLAST[0].lower()}{BLAST[1:]}", "Police and medics"),
    ],
)
def test_all_who_say_it_are_its_source(text: str, who: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert who in set(found.sources["publisher"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{BLAST} A US official denied that any attack took place.", ["disputed"]),
        (f"{BLAST} The ministry dismissed reports of an explosion.", ["disputed"]),
        (f"{BLAST} The governor denied the reports of a blast.", ["disputed"]),
        (f"{BLAST} Reuters could not independently verify the report.", ["unverified"]),
        (f"{BLAST} The claim could not be verified.", ["unverified"]),
        (f"{BLAST} There was no independent confirmation.", ["unverified"]),
        ("Iran killed four men in Erbil on Friday, a claim AFP could not verify.", ["unverified"]),
        (
            "The UN could not confirm reports that 30 people were killed by an air strike in "
            "Nyala, Sudan, on Friday.",
            ["unverified"],
        ),
        (f"{BLAST} Officials could not confirm how many were hurt.", []),
        (f"{BLAST} The governor denied that the town had fallen.", []),
    ],
)
def test_what_speaks_against_the_incident_itself(
    text: str, told: list[str], gazetteer: Gazetteer
) -> None:
    claims = read(text, gazetteer).claims
    values = claims.loc[claims["field"] == "incident", "value"]
    assert [value for value in values if value in ("disputed", "unverified")] == told


def test_whoever_speaks_claims_and_not_whom_an_aside_names(gazetteer: Gazetteer) -> None:
    text = (
        "The army, at war with the RSF since April 2023, said it had carried out air strikes on "
        "RSF positions in Bara, Sudan, on Friday."
    )
    assert actor(read(text, gazetteer)) == ("Sudanese Armed Forces", "claimed")


def test_a_claim_about_another_country_is_of_no_incident_of_this_one(gazetteer: Gazetteer) -> None:
    text = (
        "Ukraine's military said it had struck an oil refinery in Russia's Ryazan region on "
        "Friday. Russia's defence ministry said it had hit only military targets in Ukraine."
    )
    assert actor(read(text, gazetteer)) == ("Ukraine", "claimed")


@pytest.mark.parametrize(
    "text",
    [
        "A self-defence group killed two suspected gang members in Liancourt on Friday.",
        "Nineteen suspected cartel members were killed on Friday in a shootout with soldiers in "
        "Mazatlan.",
        "Troops raided a camp in Sambisa on Friday, killing four and arresting three suspected "
        "militants.",
    ],
)
def test_suspects_who_were_harmed_are_accused_of_nothing(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert len(found) == 1
    assert roles(found) == []
    assert actor(found)[1] != "accused"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Taliban condemned the attack.", []),
        (
            "The PKK said in a broadcast on its own radio that its fighters had carried out the "
            "attack.",
            ["Kurdistan Workers' Party (claimed)"],
        ),
        ("The PKK said it had fired warning shots.", []),
        ("The PKK admitted responsibility.", ["Kurdistan Workers' Party (claimed)"]),
        ("The PKK said that its men were responsible.", ["Kurdistan Workers' Party (claimed)"]),
        ("The PKK neither confirmed nor denied the attack.", []),
    ],
)
def test_who_says_what_of_it(text: str, told: list[str], gazetteer: Gazetteer) -> None:
    found = read(f"{BLAST} {text}", gazetteer)
    assert roles(found) == told
    actors = set(found.claims.loc[found.claims["field"] == "actor", "value"])
    assert "Taliban" not in actors
