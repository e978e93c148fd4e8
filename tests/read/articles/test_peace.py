"""Accidents, crime and false alarms: words of violence that tell of no conflict."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        "A gas explosion killed six people in Ghaziabad on Friday.",
        "A blast levelled a house in Lahore on Friday, killing eight. Officials said a gas "
        "cylinder had exploded.",
        "Explosion in Lahore\n\nA blast in Lahore killed six on Friday. Rescuers said gas had "
        "built up from a leaking pipe.",
        "An explosion at a fireworks factory killed eight people in Sivakasi, India, on Friday.",
        "An explosion in a coal mine killed eight workers near Quetta on Friday.",
        "A boiler exploded in a factory in Dhaka on Friday, killing 12 workers.",
        "A fire at a hotel in Bolu killed 76 people on Friday.",
        "A huge blaze that swept through a market in Baghdad killed 30 people on Friday.",
        "At least 40 people were killed in a stampede at a stadium in Sanaa on Friday.",
        "The collapse of a school building killed 22 pupils in Jos on Friday.",
        "Two people were killed when a minibus plunged into a ravine near Murree on Friday.",
        "A bus carrying pilgrims overturned near Karbala on Friday, killing 18.",
        "A hotel fire killed 12 people in Erbil on Friday.",
        "Residents of Damascus reported a loud blast on Friday. The army said it was a controlled "
        "detonation of old munitions.",
        "An explosion killed four people in Ankara on Friday. Police ruled out terrorism and said "
        "a short circuit had set off the blast.",
    ],
)
def test_accidents(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Police shot and killed a man who was wielding a knife in Denver on Friday.",
        "A man was shot dead during a robbery at a shop in Johannesburg on Friday, police said.",
        "A police officer shot a 19-year-old suspect after a traffic stop in Memphis on Friday.",
        "Two men were stabbed outside a nightclub in London on Friday. Police do not believe that "
        "it was terror-related.",
        "A stabbing at a nightclub in London left two people injured on Friday. Police do not "
        "believe it is terror-related.",
        "A woman was stabbed to death in Leeds on Friday. Her former husband was charged with "
        "murder.",
        "A man stabbed his wife to death in Bursa on Friday.",
        "A farmer shot dead his two brothers in Peshawar on Friday over a plot of land.",
        "A deputy fatally shot a driver in Tampa on Friday, the sheriff's office said. The driver "
        "had stolen a car.",
    ],
)
def test_crime(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Airstrike kills 12 in Idlib, reports say\n\nReports that an airstrike killed 12 people in "
        "Idlib on Friday were false, the Observatory said. No strike took place.",
        "Explosion rocks Beirut\n\nA loud bang was heard in Beirut on Friday. It was caused by a "
        "fireworks show.",
        "Drones attack Erbil airport\n\nVideos said to show drones attacking Erbil airport on "
        "Friday come from a video game, the ministry said. It called the reports a hoax.",
        "Missile hits Dubai, users claim\n\nNothing was hit in Dubai on Friday, officials said. "
        "It was a false alarm.",
    ],
)
def test_headlines_that_the_text_takes_back(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb exploded near a gas station in Kabul on Friday, killing six people.",
        "A drone hit a gas pipeline near Basra on Friday, causing a gas leak.",
        "Gunmen robbed a bank in Kirkuk on Friday and killed four guards. Islamic State claimed "
        "the attack.",
        "Police shot dead four protesters in Nairobi on Friday.",
        "Police shot dead two militants in Srinagar on Friday.",
        "A gunman killed four people in a market in Quetta on Friday.",
        "Rockets hit Erbil on Friday. Officials at first spoke of a gas explosion.",
        "Bomb kills three in Kunduz\n\nThree people died in Kunduz on Friday, officials said. "
        "Reports that the governor was hurt were false.",
        "Ukrainian drones hit a fireworks factory in Tula on Friday, killing two.",
    ],
)
def test_attacks_beside_such_words(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 1
