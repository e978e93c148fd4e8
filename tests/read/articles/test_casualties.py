"""Who was harmed, and how many, in the words of one sentence."""

import pytest

from geomap.read.articles.casualties import find_casualties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A strike killed at least five people and wounded 12 others.",
            [("killed", "at least 5"), ("injured", "12")],
        ),
        ("Two soldiers and a civilian were killed.", [("killed", "3")]),
        ("Four Maoists, two of them women, were gunned down.", [("killed", "4")]),
        ("Soldiers shot dead a 19-year-old Palestinian during a raid.", [("killed", "1")]),
        (
            "It left a choir member dead and 16 mourners wounded.",
            [("killed", "1"), ("injured", "16")],
        ),
        ("It left five workers dead and 11 with burns.", [("killed", "5"), ("injured", "11")]),
        ("Six students are in hospital with cuts.", [("injured", "6")]),
        ("Nine drivers and apprentices were killed.", [("killed", "9")]),
        ("The army said that it had neutralised twelve terrorists.", [("killed", "12")]),
        ("Seven terrorists were neutralized.", [("killed", "7")]),
        ("Two mines were neutralised.", []),
        ("It struck while 80 patients were in the hospital.", []),
        ("The hospital treats soldiers and 200 patients with burns.", []),
        ("He put the death toll among soldiers at around 90.", [("killed", "90")]),
        ("17 people were evacuated to Niamey with serious injuries.", [("injured", "17")]),
        ("The blast claimed three people's lives.", [("killed", "3")]),
        ("Three people were reported dead.", [("killed", "3")]),
        ("A house officer and two constables were martyred.", [("killed", "3")]),
        ("A fourth man was pulled from the wreck with serious injuries.", [("injured", "1")]),
        ('Seven terrorists were "neutralised", it said.', []),
        ("Eight khwarij were sent to hell.", [("killed", "8")]),
        (
            "It documented the death of seven civilians, two women and a child among them.",
            [("killed", "7")],
        ),
        ("No human losses were reported.", [("none", "0")]),
        ("There were neither victims nor damage.", [("none", "0")]),
        ("Neither side gave a toll of the dead.", []),
        ("About a dozen soldiers died.", [("killed", "12")]),
        ("The death toll from Friday's bombing in Kunduz rose to 62.", [("killed", "62")]),
        ("The toll has risen to at least 19.", [("killed", "at least 19")]),
        ("The blast left 7 dead and 20 injured.", [("killed", "7"), ("injured", "20")]),
        ("The death toll rose to 25.", [("killed", "25")]),
        ("Dozens of people were wounded.", [("injured", "some")]),
        ("wounding a 12-year-old girl", [("injured", "1")]),
        (
            "A local chief said 34 people had been killed, police put the number at 29.",
            [("killed", "34"), ("killed", "29")],
        ),
        ("Oct 12, 2025 - Two people were killed by shelling.", [("killed", "2")]),
        ("A local official said at least 31 people had died.", [("killed", "at least 31")]),
        (
            "He confirmed the death of ISIS facilitator Abu Yusuf al-Jawfi and one of his aides.",
            [("killed", "2")],
        ),
        ("12 soldiers had fallen ill, and the troops have fallen back.", []),
        ("The driver wounded two men.", [("injured", "2")]),
        ("A third of the soldiers died.", []),
        ("Nine people, six of them soldiers on home leave, were killed.", [("killed", "9")]),
        (
            "One officer was killed and another is in intensive care.",
            [("killed", "1"), ("injured", "1")],
        ),
        ("A doctor said that 27 bodies had been brought in.", [("killed", "27")]),
        # one alone, whom no number counts
        ("A gang shot dead a municipal councillor in Durán.", [("killed", "1")]),
        ("A bomb killed the mayor of Kidal on Friday.", [("killed", "1")]),
        ("A US airstrike killed an Islamic State commander in Raqqa.", [("killed", "1")]),
        ("A Russian instructor was wounded by a mine.", [("injured", "1")]),
        ("A bomb killed Colonel Hassan Khodaei in Tehran.", [("killed", "1")]),
        ("It had killed Ali Karaki, a commander in the Radwan Force.", [("killed", "1")]),
        ("A farmer, a nurse and a driver were killed.", [("killed", "3")]),
        ("A woman, 34, and her daughter, 6, were killed.", [("killed", "2")]),
        ("Fighters shot a woman dead at a checkpoint.", [("killed", "1")]),
        ("killing the soldiers", []),
        ("The strike destroyed a tower and killed a number of people.", [("killed", "some")]),
        # no people, or nobody knows how many of them died
        ("Two pets died.", []),
        ("It left seven soldiers dead or wounded.", []),
        ("A policeman shot dead his wife.", [("killed", "1")]),
        # counts in words of their own
        (
            "Half a dozen people lost their lives and a dozen more were maimed.",
            [("killed", "6"), ("injured", "12")],
        ),
        ("Fewer than ten people were wounded.", [("injured", "up to 10")]),
        ("At least two, and possibly four, people were killed.", [("killed", "2-4")]),
        ('The army killed "more than 300" Fano fighters.', [("killed", "at least 300")]),
        ("KIA: 2. WIA: 4.", [("killed", "2"), ("injured", "4")]),
        ("The number of wounded has risen to nine.", [("injured", "9")]),
        ("Of the 14 injured, three have since died.", [("injured", "14"), ("killed", "3")]),
        ("It left one person dead and another wounded.", [("killed", "1"), ("injured", "1")]),
        ("Six people were taken to hospital.", [("injured", "6")]),
        ("Two soldiers lost legs when they stepped on a mine.", [("injured", "2")]),
        ("The army had lost 602 soldiers.", [("killed", "602")]),
        ("No crew member was harmed.", [("none", "0")]),
        ("No damage or casualties were reported.", [("none", "0")]),
        (
            "Between 10 and 15 people were killed, and 3-5 soldiers were wounded.",
            [("killed", "10-15"), ("injured", "3-5")],
        ),
        (
            "The death toll from Sunday's attack on the farming community of Bangu in Nigeria's "
            "Plateau State has risen to 47.",
            [("killed", "47")],
        ),
        ("Officials had earlier given the number of dead as 34.", [("killed", "34")]),
        ("A military source said the dead numbered 12.", [("killed", "12")]),
        ("A rights group said it had counted 52.", [("killed", "52")]),
        ("The official said it had counted 52 votes.", []),
        ("One soldier and three NPA rebels were killed.", [("killed", "4")]),
        ("Five soldiers and two of the attackers died.", [("killed", "7")]),
        ("TWO PEOPLE WERE KILLED AND FOUR WOUNDED", [("killed", "2"), ("injured", "4")]),
        ("There were no casualties.", [("none", "0")]),
        ("The shells fell without causing injuries or damage.", [("none", "0")]),
        ("No one was hurt.", [("none", "0")]),
        ("The crew were reported safe.", [("none", "0")]),
        ("There were no immediate reports of casualties.", []),
        ("It was not clear if there were any casualties.", []),
        ("The minister met three people.", []),
        ("He put the number of dead at 22.", [("killed", "22")]),
        ("Gunmen shot dead nine people.", [("killed", "9")]),
        ("Gunmen shot and killed two teachers.", [("killed", "2")]),
        (
            "They executed 15 prisoners and beheaded three fishermen.",
            [("killed", "15"), ("killed", "3")],
        ),
        ("Soldiers gunned down at least 12 worshippers.", [("killed", "at least 12")]),
        ("Nine people were gunned down and 4 hacked to death.", [("killed", "9"), ("killed", "4")]),
        ("Twelve miners lost their lives.", [("killed", "12")]),
        ("The attack claimed the lives of six pupils.", [("killed", "6")]),
        ("The bodies of 12 people were found in a well.", [("killed", "12")]),
        ("Police recovered the bodies of three men.", [("killed", "3")]),
        ("Twelve bodies were found in a mass grave.", [("killed", "12")]),
        ("The number of people killed in the strike has risen to 20.", [("killed", "20")]),
        ("The toll is 25 killed and 13 wounded.", [("killed", "25"), ("injured", "13")]),
        ("The bodies of the dead were taken home.", []),
        ("The firm shot two films and executed three trades.", []),
        ("Three U.S. service members were injured.", [("injured", "3")]),
        ("The army put its losses at 8.", [("killed", "8")]),
        ("Kyiv puts Russia's losses at over 30.", [("killed", "at least 30")]),
        ("It put its losses at 8 dead and 20 wounded.", [("killed", "8"), ("injured", "20")]),
        ("The army put its losses at 8 tanks.", []),
        ("The firm put its losses at 8 million dollars.", []),
        ("Police put the toll at 12.", [("killed", "12")]),
        ("Police put the number at 30 wounded.", [("injured", "30")]),
        ("He put the death toll from the blast in Mosul at 12.", [("killed", "12")]),
        ("She put the number of wounded at 30.", [("injured", "30")]),
        # one by one, some counted, one called by his name
        (
            "Gunmen have killed the commander of a local vigilante group, Musa Danmaliki, and four "
            "of his men in an ambush.",
            [("killed", "5")],
        ),
        ("A strike killed a commander, Hassan Farhat, and his two children.", [("killed", "3")]),
        ("They killed a tribal elder, Haji Khan, his wife and three guards.", [("killed", "5")]),
        ("A drone killed a commander, his wife and two guards.", [("killed", "4")]),
        ("Gunmen killed Hamid Khan, a tribal elder, and two of his guards.", [("killed", "3")]),
        ("Gunmen killed Captain Ali Reza and two of his guards.", [("killed", "3")]),
        ("A drone killed Ali Hassan and two others in Tyre.", [("killed", "3")]),
        (
            "A UN peacekeeper from Burundi and at least five civilians lost their lives.",
            [("killed", "at least 6")],
        ),
        ("Police said a teacher, Karim Aziz, and his son were killed.", [("killed", "2")]),
        ("Mother and son were killed in a blast.", [("killed", "2")]),
        ("A couple and their three children were killed.", [("killed", "5")]),
        ("A rocket wounded an elderly couple.", [("injured", "2")]),
        ("Rebels killed a couple of soldiers.", [("killed", "2")]),
        ("Gunmen killed a family of five in Jos.", [("killed", "5")]),
        ("A shell injured three pupils and a cleaner.", [("injured", "4")]),
        ("Gunmen killed four people, a teacher, his wife and two children.", [("killed", "4")]),
        ("Two men, a farmer and a driver, were shot dead.", [("killed", "2")]),
        ("A blast killed the head of the union, Musa Bello.", [("killed", "1")]),
        # what follows is another clause, or a place stands there
        ("A house was hit in Khan Younis and 11 others died in Tyre.", [("killed", "11")]),
        ("A shell killed a soldier and two civilians are missing.", [("killed", "1")]),
        (
            "A shell killed a soldier and two civilians were wounded.",
            [("killed", "1"), ("injured", "2")],
        ),
        (
            "It killed two soldiers and a civilian was killed in another attack.",
            [("killed", "2"), ("killed", "1")],
        ),
        ("It killed a soldier, the commander and three witnesses said.", [("killed", "1")]),
        # who was hit died of it
        (
            "A contractor from Bihar was shot at outside his room and succumbed to his injuries.",
            [("killed", "1")],
        ),
        ("Two labourers were shot at and later died of their wounds.", [("killed", "2")]),
        ("The mayor was shot and two guards died.", [("killed", "2")]),
        # one more, and who is told of without a number
        ("It killed two members and injured a third.", [("killed", "2"), ("injured", "1")]),
        ("They killed two and burned a third of the village.", [("killed", "2")]),
        ("A 24-year-old Israeli was moderately injured.", [("injured", "1")]),
        ("An Israeli strike was wounding to many.", []),
        (
            "A volunteer was killed and his wife seriously wounded.",
            [("killed", "1"), ("injured", "1")],
        ),
        ("More than 60 people were being treated for wounds.", [("injured", "at least 60")]),
        # nobody
        ("The explosion caused material damage only.", [("none", "0")]),
        ("The damage was limited to property losses.", [("none", "0")]),
        ("It caused material damage and killed two people.", [("killed", "2")]),
        ("Nobody on the government side was hurt.", [("none", "0")]),
        ("No one in the building was injured.", [("none", "0")]),
        ("None of the passengers on the bus was hurt.", [("none", "0")]),
        ("No one in the village wanted to say who was killed.", []),
        ("Nobody knows how many were hurt.", []),
        ("Two soldiers, aged 20, were killed.", [("killed", "2")]),
        ("The co-pilot was killed.", [("killed", "1")]),
        ("Their taxi-driver was shot dead.", [("killed", "1")]),
    ],
)
def test_casualties(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_casualties(text, 0, len(text))
    assert [(casualty.harm, str(casualty.count)) for casualty in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Five more bodies were pulled out, raising the toll to 26.",
            [("killed", "5"), ("killed", "26")],
        ),
        ("She died overnight, bringing the death toll of the attack to two.", [("killed", "2")]),
        ("Another victim succumbed, bringing the number of dead to nine.", [("killed", "9")]),
        (
            "At least 12 people, two chiefs among them, were killed in Duk.",
            [("killed", "at least 12")],
        ),
        (
            "Two kolbars, Ako Rostami (22) and Zaniar Feyzi (19), both from X, lost their lives.",
            [("killed", "2")],
        ),
        ("Two men, Israel said, were killed in the strike.", [("killed", "2")]),
        ("Three rockets, Iran said, hit it and two soldiers were killed.", [("killed", "2")]),
        ("Two kolbars killed by direct fire at Nowsud", [("killed", "2")]),
        ("Two airstrikes killed five people.", [("killed", "5")]),
        ("Two attacks killed in the north.", []),
        ("Three cows killed in raid.", []),
        ("A third kolbar was wounded and carried off.", [("injured", "1")]),
        ("five militants involved in the ambush were eliminated near X.", [("killed", "5")]),
        (
            "The toll in Sunday's bombing has reached 14 after three died.",
            [("killed", "14"), ("killed", "3")],
        ),
        (
            "The toll of the Nov. 30 strike on X climbed to nine after one died.",
            [("killed", "9"), ("killed", "1")],
        ),
        ("Officials stick to a figure of 11.", [("killed", "11")]),
        ("They hacked four villagers to death.", [("killed", "4")]),
        ("The network RNDDH counted 22.", [("killed", "22")]),
        ("Residents counted 22 explosions.", []),
        ("The ministry put the number of soldiers killed at nine.", [("killed", "9")]),
        ("First reports speak of two dead.", [("killed", "2")]),
        ("Six of them did not survive.", [("killed", "6")]),
        ("It took the lives of six traders and maimed four.", [("killed", "6"), ("injured", "4")]),
        ("He put the dead at 17 and the injured at 40.", [("killed", "17"), ("injured", "40")]),
    ],
)
def test_tolls_as_outlets_word_them(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_casualties(text, 0, len(text))
    assert [(casualty.harm, str(casualty.count)) for casualty in found] == expected


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Five more bodies were found, raising the toll to 26.", [False, True]),
        ("He died, bringing the number of dead to nine.", [True]),
        ("The death toll was 26.", [False]),
    ],
)
def test_what_a_toll_rises_to_takes_its_place(text: str, latest: list[bool]) -> None:
    assert [one.latest for one in find_casualties(text, 0, len(text))] == latest


@pytest.mark.parametrize(
    "dead",
    [
        "killed", "slain", "murdered", "martyred", "assassinated", "executed", "massacred",
        "shot dead", "gunned down", "hacked to death", "burned to death", "stabbed to death",
        "beheaded", "slaughtered", "decapitated", "lynched", "eliminated",
    ],
)  # fmt: skip
def test_every_word_for_the_dead_counts(dead: str) -> None:
    for text in (
        f"Two men were {dead}.",
        f"A man was {dead}.",
        f"two men {dead}",
    ):
        (casualty,) = find_casualties(text, 0, len(text))
        assert casualty.harm == "killed"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The army put its losses at 8.", "of its own"),
        ("Rebels put the army's losses at 8.", "of the army's"),
        ("Police put the toll at 12.", None),
    ],
)
def test_whose_losses_they_are(text: str, people: str | None) -> None:
    (casualty,) = find_casualties(text, 0, len(text))
    assert casualty.people == people


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunmen killed 70 civilians, including 10 women and three infants, on Sunday.",
            ["70 civilians, including 10 women and three infants"],
        ),
        (
            "At least 26 people, including 14 soldiers, were killed and 12 wounded.",
            ["at least 26 people, including 14 soldiers", "12"],
        ),
        (
            "The blast killed nine people, among them two policemen.",
            ["9 people, including two policemen"],
        ),
        ("The blast killed nine people, including in the old town.", ["9 people"]),
        ("The blast killed nine people, including four in the old town.", ["9 people"]),
    ],
)
def test_who_is_among_those_harmed(text: str, told: list[str]) -> None:
    assert [casualty.told for casualty in find_casualties(text, 0, len(text))] == told
