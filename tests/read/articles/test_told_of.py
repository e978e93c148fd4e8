"""What news speaks of without telling that it happened now: memory, supposition, fakes, idiom."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, doc_id="1", published="2024-07-27")], gazetteer=gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        "It is one year since a bomb killed three people in Paphos.",
        "It has been a decade since a suicide bomber killed 40 people in Kano.",
        "A museum in Hiroshima opened an exhibition about the bombing that killed 140,000.",
        "A memorial to the victims of the bombing that killed 202 people was unveiled in Denpasar.",
        "A documentary on the massacre of 120 villagers was shown in Dakar on Friday.",
        "Survivors in Madrid marked the bombing of four trains that killed 193 people.",
        "A court in Rome jailed two men for a 1982 attack on the synagogue.",
        "A judge in Nairobi awarded damages to victims of the 1998 bombing of the US embassy.",
        "More than 9,000 people have been killed in Sahelia's war since it began in 2015.",
        "The conflict has killed thousands in the past decade, rebels and soldiers among them.",
        "Some 140 people were killed in attacks on Bokkos and Mangu at Easter 2023.",
        "The 1994 bombing of a community centre in Buenos Aires killed 85 people.",
    ],
)
def test_memory(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Oil prices rose. Analysts said an attack on Hormuz would send crude to $150.",
        "A strike on the reactor at Bushehr could spread radiation, experts warned.",
        "An Israeli attack on Beirut might draw in Hezbollah, diplomats said.",
        "Diplomats said any attack on Rafah would be a disaster. Missile attacks on Haifa could "
        "follow, they said.",
    ],
)
def test_supposition(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "A fake video showed a drone strike on the Kerch bridge.",
        "A doctored image of an explosion in Beirut was shared by thousands on Friday.",
        "An AI-generated clip showed missiles hitting Tel Aviv on Friday.",
        "Old footage of an air strike on Aleppo was shared as if it showed Friday's fighting.",
    ],
)
def test_fakes(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Troops fought rebels for years. Germany shelled out billions for Ukraine.",
        "Rebels fought in the north. Explosive growth hit Nairobi.",
        "Rebels fought in the north. The court struck down the ban in Kampala.",
        "Rebels fought in the north. The minister came under fire for his remarks in Kampala.",
        "Troops fought rebels. The mayor of Izmir was bombarded with questions on Friday.",
        "Rebels fought in the north. The senate killed the bill in Manila on Friday.",
        "Rebels fought in the north. Unions ended a two-day strike over unpaid wages in Kayes.",
        "Rebels fought in the north. An unexploded shell was found in Kayes on Friday; it was "
        "destroyed by army engineers.",
        "Rebels fought in the north. A scandal blew up in Nairobi on Friday.",
    ],
)
def test_idiom(text: str, gazetteer: Gazetteer) -> None:
    assert len(read(text, gazetteer).incidents) == 0


@pytest.mark.parametrize(
    ("text", "place", "killed"),
    [
        ("A vigil was held for the victims of a bombing that killed three people in Paphos on "
         "Friday.", "Paphos", 3),
        ("A bomb killed three people at a museum in Baghdad on Friday.", "Baghdad", 3),
        ("Mortars killed four people near a war memorial in Donetsk on Friday.", None, 4),
        ("An attack on Kharkiv on Friday that killed five could prompt a response, Kyiv said.",
         "Kharkiv", 5),
        ("A video verified by Reuters showed a drone strike that killed two in Kherson on Friday.",
         "Kherson", 2),
        ("Gunmen killed three men in Kano on Friday, a year after the city was attacked.",
         "Kano", 3),
        ("On 26 July 2024 shelling of a camp in Goma killed two people.", "Goma", 2),
        ("Rebels made an assault near Goma on July 26 that killed two soldiers.", "Goma", 2),
        ("Rebels shelled Goma on Friday, killing two people, and the dollar was hit.", "Goma", 2),
    ],
)  # fmt: skip
def test_what_did_happen(text: str, place: str | None, killed: int, gazetteer: Gazetteer) -> None:
    (found,) = read(text, gazetteer).incidents.to_dict("records")
    assert (found["date"], found["killed"]) == ("2024-07-26", killed)
    if place:
        assert place in found["place"]


def test_what_has_a_month_in_a_text_of_weekdays_is_of_another_time(gazetteer: Gazetteer) -> None:
    text = (
        "Gunmen attacked a checkpoint in Spin Boldak on Sunday. In December 2022, shelling killed "
        "seven people in Chaman."
    )
    found = read_articles([Article(text)], gazetteer=gazetteer).incidents
    assert list(found["place"]) == ["Spin Boldak"]
    assert found["date"].isna().all()
