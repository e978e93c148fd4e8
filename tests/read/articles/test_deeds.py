"""Deeds that news tells in words of their own: shooting, capturing, executing, abducting."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("text", "kind", "place", "actor", "killed"),
    [
        ("Gunmen shot dead nine people in Kirkuk on Friday.", "attack", "Kirkuk", None, 9),
        (
            "Islamic State fighters executed 15 prisoners in Mosul on Friday.",
            "attack", "Mosul", "Islamic State", 15,
        ),
        (
            "Pakistani and Afghan troops exchanged fire in Torkham on Friday, killing two men.",
            "other", "Torkham", "Pakistan", 2,
        ),
        (
            "Soldiers and rebels traded fire near Manbij on Friday.",
            "other", "near Manbij", None, None,
        ),
        (
            "Gunmen abducted 12 schoolgirls from a dormitory in Kaduna, Nigeria, on Friday.",
            "other", "Kaduna", None, None,
        ),
        ("The bodies of 12 men with gunshot wounds were found in Tarhuna, Libya, on Friday.",
         "attack", "Tarhuna", None, 12),
        ("Twelve bodies were found in a mass grave in Tarhuna, Libya, on Friday.",
         "attack", "Tarhuna", None, 12),
    ],
)  # fmt: skip
def test_deeds(
    text: str,
    kind: str,
    place: str,
    actor: str | None,
    killed: int | None,
    gazetteer: Gazetteer,
) -> None:
    (found,) = read(text, gazetteer).incidents.astype(object).to_dict("records")
    told = {name: None if found[name] != found[name] else found[name] for name in found}
    assert (told["kind"], told["place"], told["date"]) == (kind, place, "2024-07-26")
    assert told["killed"] == killed
    if actor is not None:
        assert told["actor"] == actor


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("The RSF captured the town of Wad Madani on Friday.", "town of Wad Madani",
         "Rapid Support Forces"),
        ("Russian forces captured Avdiivka on Friday, the defence ministry said.", "Avdiivka",
         "Russia"),
        ("Ukrainian forces recaptured the village of Robotyne on Friday.", "village of Robotyne",
         "Ukraine"),
        ("M23 rebels took control of Goma on Friday.", "Goma", "M23"),
        ("The army retook Wad Madani on Friday, residents said.", "Wad Madani",
         "Sudanese Armed Forces"),
        ("The town of Sake fell to M23 rebels on Friday.", "town of Sake", "M23"),
        ("The Karenni Nationalities Defence Force captured the town of Loikaw on Friday.",
         "town of Loikaw", "Karenni Nationalities Defence Force"),
    ],
)  # fmt: skip
def test_towns_that_are_taken(text: str, place: str, actor: str, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["kind"], found["place"], found["actor"]) == ("other", place, actor)
    assert found["date"] == "2024-07-26"


@pytest.mark.parametrize(
    "text",
    [
        "A tourist captured the storm over Miami on video on Friday.",
        "The company took control of a Lagos bank on Friday.",
        "The band fell to second place in Oslo on Friday.",
        "The bodies of three hikers were found near Chamonix on Friday.",
        "The court executed the judgment in Paris on Friday.",
        "The two leaders traded barbs in Geneva on Friday.",
    ],
)
def test_the_words_without_the_deed(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 40 rockets and arrested five suspected militants in a raid on a house in "
        "Karachi on Friday.",
        "Police seized weapons and ammunition from a house in Kano on Friday.",
        "Troops arrested 12 suspected insurgents during a raid in Maiduguri on Friday.",
        "Five suspected members of Boko Haram were arrested in Maiduguri on Friday over an attack "
        "that killed 20 people.",
    ],
)
def test_police_work_is_no_attack(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


def test_who_arrests_did_not_do_it(gazetteer: Gazetteer) -> None:
    text = "Police arrested three suspects over Friday's bombing in Lahore, which killed 12 people."
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["killed"]) == ("Lahore", 12) and found["actor"] != "Police"


def test_a_raid_that_kills_is_one(gazetteer: Gazetteer) -> None:
    text = "Soldiers killed three militants in a raid in Kano on Friday and arrested two others."
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["killed"]) == ("Kano", 3)


def test_both_sides_of_an_exchange_of_fire_are_of_the_attack(gazetteer: Gazetteer) -> None:
    text = (
        "Jihadists stormed a garrison in Gao on Friday, killing nine soldiers. The army and the "
        "attackers exchanged fire for two hours."
    )
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["place"], found["kind"], found["killed"]) == ("Gao", "attack", 9)


WORDED = [
    ("Men in uniform shot three traders in Torit on Friday.", "Torit", "Attack"),
    ("A gunman wounded two people in Tulkarm on Friday.", "Tulkarm", "Attack"),
    ("Snipers picked off a farmer near Khan Younis on Friday.", "near Khan Younis", "Attack"),
    ("A bus was riddled with bullets near Damaturu on Friday.", "near Damaturu", "Attack"),
    ("Gunmen sprayed a barber shop with bullets in Durán on Friday.", "Durán", "Attack"),
    ("Armed men cut the throats of two farmers in Macomia on Friday.", "Macomia", "Attack"),
    ("Insurgents hacked four villagers to death in Palma on Friday.", "Palma", "Attack"),
    ("A policeman was bludgeoned to death in Wamena on Friday.", "Wamena", "Attack"),
    ("Boko Haram fighters fell on an ISWAP tax post near Baga on Friday.", "near Baga", "Attack"),
    ("Gunmen mowed down seven people in Guayaquil on Friday.", "Guayaquil", "Attack"),
    ("The headless bodies of four men were found in Chilapa on Friday.", "Chilapa", "Attack"),
    ("Two priests were snatched by gunmen in Kafanchan on Friday.", "Kafanchan",
     "Abduction/forced disappearance"),
    ("Masked men dragged an activist from his home in Tripoli on Friday.", "Tripoli",
     "Abduction/forced disappearance"),
    ("Men set fire to twelve houses in Bria on Friday.", "Bria", "Looting/property destruction"),
    ("Youths burned houses in Jos on Friday.", "Jos", "Looting/property destruction"),
    ("Arsonists set a mosque ablaze in Brussels on Friday.", "Brussels",
     "Looting/property destruction"),
    ("Rebels plundered the health centre of Rutshuru on Friday.", "Rutshuru",
     "Looting/property destruction"),
    ("A military plane dropped two barrels of fuel on Kauda on Friday.", "Kauda",
     "Air/drone strike"),
    ("A drone released a projectile over the market of Goma on Friday.", "Goma",
     "Air/drone strike"),
    ("Fighter jets unloaded bombs on Falam on Friday.", "Falam", "Air/drone strike"),
    ("Guided bombs levelled a school in Kupiansk on Friday.", "Kupiansk", "Air/drone strike"),
    ("A drone smashed into a power station in Odesa on Friday.", "Odesa", "Air/drone strike"),
    ("Artillery opened up on Huliaipole on Friday.", "Huliaipole",
     "Shelling/artillery/missile attack"),
    ("A barrage on Kherson killed three people on Friday.", "Kherson", None),
    ("Two soldiers died when their vehicle went over a mine near Gao on Friday.", "near Gao",
     "Remote explosive/landmine/IED"),
    ("An explosive device was set off beside a police van in Quetta on Friday.", "Quetta",
     "Remote explosive/landmine/IED"),
    ("A gunfight between two gangs in Reynosa on Friday left five dead.", "Reynosa", "Armed clash"),
    ("Soldiers traded shots with rebels in the marshes of Datu Piang on Friday.", "Datu Piang",
     "Armed clash"),
    ("Troops moved on an Al-Shabaab hideout close to Moqokori on Friday.", "close to Moqokori",
     "Attack"),
    ("Turkish forces neutralised 12 PKK terrorists near Zap on Friday.", "near Zap", "Armed clash"),
    ("Eight militants were sent to hell in Mir Ali on Friday.", "Mir Ali", "Armed clash"),
    ("Russia sent drones against Kharkiv on Friday.", "Kharkiv", "Air/drone strike"),
    ("A drone set an oil depot on fire in Feodosia on Friday.", "Feodosia", "Air/drone strike"),
    ("Afghan and Pakistani troops exchanged heavy fire near Chaman on Friday.", "near Chaman",
     "Armed clash"),
    ("A roadside bomb tore apart a bus near Damboa on Friday.", "near Damboa",
     "Remote explosive/landmine/IED"),
    ("A drone dived into a funeral tent in El Obeid on Friday.", "El Obeid", "Air/drone strike"),
    ("A Russian drone hunted down a cyclist in Kherson on Friday.", "Kherson", "Air/drone strike"),
    ("Fano militiamen and soldiers fought with machine guns for control of a bridge 8 kilometers "
     "east of Gondar on Friday.", "8 kilometers east of Gondar", "Armed clash"),
    ("A bomb left three people dead in Mosul on Friday.", "Mosul",
     "Remote explosive/landmine/IED"),
    ("Gunmen took away six girls in Bosso on Friday.", "Bosso", "Abduction/forced disappearance"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "sort"), WORDED)
def test_deeds_in_words_of_their_own(
    text: str, place: str, sort: str | None, gazetteer: Gazetteer
) -> None:
    (found,) = read(text, gazetteer).incidents.astype(object).to_dict("records")
    told = None if found["sub_event_type"] != found["sub_event_type"] else found["sub_event_type"]
    assert (found["place"], told) == (place, sort)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Armed men cut the throats of two farmers in Macomia on Friday.", 2),
        ("Militants slit the throat of a teacher in Djibo on Friday.", 1),
        ("Gunmen mowed down seven people in Guayaquil on Friday.", 7),
    ],
)
def test_whom_such_words_kill(text: str, killed: int, gazetteer: Gazetteer) -> None:
    assert list(read(text, gazetteer).incidents["killed"]) == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "Farmers burned stubble near Lahore on Friday, and two houses were damaged.",
        "Youths burned tyres in Nairobi on Friday over fuel prices.",
        "Fans set fire to seats at the stadium in Split on Friday.",
        "A fire burned twelve houses in Bria on Friday.",
        "Two soldiers were wounded in a road crash near Gao on Friday.",
        "A driver injured three people when his van left the road in Lyon on Friday.",
        "Stocks fell on Friday in Lagos after the central bank raised rates.",
        "The army fell on hard times in Bamako.",
        "The museum released two rockets from its collection for sale in Paris on Friday.",
        "A plane dropped two barrels of water on a wildfire near Izmir on Friday.",
        "Boys stoned a dog to death in Cairo on Friday.",
        "A crowd beat drums in Accra on Friday.",
        "A girl was dragged from the river in Kampala on Friday.",
        "A striker snatched a late win from Porto in Lisbon on Friday.",
        "Soldiers streamed into the stadium in Kinshasa on Friday to applaud the team.",
        "Fireworks were set off at the stadium in Rome on Friday.",
        "Police neutralised two bombs in Cairo on Friday.",
        "Troops moved on to Goma on Friday.",
        "The army moved on from its base in Kaduna on Friday.",
        "Rescuers sent drones over the flooded town of Valencia on Friday.",
        "India sent a rocket towards Mars from Sriharikota on Friday.",
        "North Korea sent ballistic missiles into the sea off Wonsan on Friday.",
        "NATO scrambled jets to shoot down a drone over Vilnius on Friday, but it left.",
        "Iran sent two men to kill a dissident in London on Friday, but police caught them.",
        "Shots from Kane hit the post and Bayern won in Munich on Friday.",
        "Harris and Trump traded shots in Philadelphia on Friday.",
        "Rebel lawmakers fought for control of the Conservative party in London on Friday.",
        "Engineers demolished an old bridge with explosives in Pittsburgh on Friday.",
        "A fighter jet crash left the pilot dead near Pisa on Friday.",
        "A cigarette set a sofa on fire in Lyon on Friday.",
        "The minister replied with a barrage of insults at the press in Beirut on Friday.",
        "The last bomb disposal team left Mosul on Friday.",
        "Iran's navy launched missiles at mock targets near Bandar Abbas on Friday, the second day "
        "of an annual exercise.",
        "Iran sent drones to Moscow on Friday.",
        "A tanker spilled barrels of fuel off Lagos on Friday.",
        "The report was riddled with errors, the minister said in Juba on Friday.",
        "Fast boats swarmed around a mock-up of a destroyer, and drones smashed into floating "
        "targets off Bandar Abbas on Friday.",
    ],
)
def test_what_only_sounds_like_such_deeds(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer).incidents.empty
