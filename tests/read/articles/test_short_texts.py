"""Short texts of one difficulty each, and what a careful reader takes from them.

Every text is read as of Saturday, 3 October 2026; of each incident only the cells that are named
are compared, in the order in which the text tells them.
"""

from typing import Any

import pandas as pd
import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles

Cells = dict[str, Any]


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, published="2026-10-03")], gazetteer=gazetteer)


def cells(incidents: Incidents, named: Cells, row: int) -> Cells:
    told = incidents.incidents.iloc[row]
    extra = incidents.extra.iloc[row]
    got = {name: told[name] if name in told else extra[name] for name in named}
    return {name: None if pd.isna(value) else value for name, value in got.items()}


NOBODY = {"killed": None, "casualties": "reported_none"}

TOLD: list[tuple[str, list[Cells]]] = [
    # the sentence behind a wide lead tells where that was, if it goes on about it
    (
        "Gunmen on motorbikes killed 18 people at a market in Nigeria's Katsina state on "
        "Thursday. The "
        "gunmen arrived at the market in Kankara and fired into the crowd, a lawmaker said.",
        [{"place": "Kankara", "killed": 18}],
    ),
    (
        "Gunmen killed 18 people in Nigeria's Katsina state on Thursday. In Kankara, gunmen "
        "fired into "
        "a crowd on Friday, wounding two.",
        [{"place": "Katsina state", "killed": 18}, {"place": "Kankara", "injured": 2}],
    ),
    # nobody is abducted with a roadside bomb
    (
        "A roadside bomb killed three soldiers in Nigeria's Borno state on Thursday. Gunmen "
        "abducted students from a school in Chibok.",
        [{"place": "Borno state", "killed": 3}, {"place": "Chibok", "killed": None}],
    ),
    # the day that opens a line, and the name behind it, are of all that the line tells
    (
        "ACCESS NOTE\n\nNIGER\n- 26 September, Bosso (Diffa region). Fighters of Boko Haram came "
        "across the border from Nigeria and took away six girls. A man who resisted was killed.\n\n"
        "BENIN\n- 27 September, Karimama. An army patrol struck a mine. One soldier dead, four "
        "injured.\n\nCHAD\n- 29 September, Kaiga Kindjiria (Lake province). Boko Haram overran a "
        "post on an island. Eleven soldiers were killed, the governor said.",
        [{"place": "Bosso", "date": "2026-09-26", "country": "Niger", "killed": 1},
         {"place": "Karimama", "date": "2026-09-27", "killed": 1, "injured": 4},
         {"place": "Kaiga Kindjiria", "date": "2026-09-29", "killed": 11}],
    ),
    ("12 September - Djibo: An IED struck a convoy; 3 soldiers killed.\n13 September - Arbinda: "
     "Armed men abducted 4 traders.",
     [{"place": "Djibo", "killed": 3, "date": "2026-09-12"},
      {"place": "Arbinda", "date": "2026-09-13"}]),
    ("5 September, Elwak (Mandera county): gunmen shot dead two teachers. Al-Shabaab claimed the "
     "attack on its radio station.",
     [{"place": "Elwak", "killed": 2, "actor": "Al-Shabaab"}]),
    (
        "DAILY SUMMARY\n\n- Hangu, 29 September. A police van was hit by a roadside bomb. Two "
        "policemen were martyred.\n- Mir Ali, North Waziristan, 30 September. Security forces shot "
        "dead six militants.\n- Panjgur, 30 September. The Baloch Liberation Army claims to have "
        "killed five soldiers in an ambush on a patrol.",
        [{"place": "Hangu", "killed": 2, "date": "2026-09-29"},
         {"place": "Mir Ali", "killed": 6, "date": "2026-09-30"},
         {"place": "Panjgur", "killed": 5, "actor": "Balochistan Liberation Army"}],
    ),
    # the text itself calls it a province, of whatever a list holds under its name
    (
        "Four gendarmes were killed in a clash with armed men in the eastern province of Tapoa on "
        "Thursday. The patrol came under fire near the village of Tansarga.",
        [{"place": "near village of Tansarga", "killed": 4}],
    ),
    # what is only recalled is answered, too; what followed is no answer by that
    (
        "Iran fired missiles at Erbil on Friday in what it called retaliation for the bombing in "
        "Kerman on January 3.",
        [{"place": "Erbil", "kind": "retaliation", "retaliation_for": None}],
    ),
    (
        "The shelling of Kupiansk on Thursday was followed by Ukrainian drone strikes on Belgorod "
        "on Friday.",
        [{"place": "Kupiansk", "date": "2026-10-01"},
         {"place": "Belgorod", "date": "2026-10-02", "kind": "attack", "actor": "Ukraine"}],
    ),
    # a strike of workers is no deed, and hides none
    ("Police opened fire on garment workers in Dhaka on Thursday during an indefinite strike, "
     "killing two people.", [{"place": "Dhaka", "killed": 2}]),
    ("The murder of a doctor in Kolkata on Thursday prompted a doctors' strike in Delhi.",
     [{"place": "Kolkata"}]),
    ("A three-day strike on Houthi positions in Hodeidah killed 12 people on Thursday.",
     [{"place": "Hodeidah", "killed": 12}]),
    # what was planned was not done, whatever was done behind it
    ("A bomb killed two people in Gao on Thursday. Two brothers planned to bomb a train in Cologne "
     "and fired practice shots in a wood near Bonn on Friday.", [{"place": "Gao"}]),
    ("Residents fear unexploded bombs after dozens of houses were blown up by army engineering "
     "teams in Rafah on Thursday.", [{"place": "Rafah"}]),
    # behind what was only vowed stands what was done
    (
        "Gunmen killed three soldiers in Bannu on Thursday. Pakistan vowed to answer and on Friday "
        "bombed Khost.",
        [{"place": "Bannu", "killed": 3}, {"place": "Khost", "actor": "Pakistan"}],
    ),
    # a number behind the comma is no year; whose affiliate somebody is did nothing
    (
        "A tanker was boarded by nine men carrying rifles at 0320 UTC on 2 October, 38 nm south of "
        "Brass, Nigeria.",
        [{"place": "38 nm south of Brass", "date": "2026-10-02"}],
    ),
    (
        "Fighters overran an army base in Djibo on Thursday. JNIM, al Qaeda's affiliate in the "
        "region, said that it had killed 20 soldiers.",
        [{"place": "Djibo", "actor": "Jama'at Nasr al-Islam wal Muslimin"}],
    ),
    # an answer to what is told without a place; nobody was hurt where nobody was
    (
        "Settlers rampaged through the town of Huwara on Thursday night, torching cars, to avenge "
        "the shooting of a motorist that morning.",
        [{"place": "town of Huwara", "kind": "retaliation", "retaliation_for": None}],
    ),
    (
        "A house in Panjgur came under rocket fire on Thursday night. Nobody was harmed, since the "
        "family had gone to Quetta for a wedding.",
        [{"place": "Panjgur", "casualties": "reported_none"}],
    ),
    # nobody attacks his own capital; who governs it is no place in it
    (
        "Kyiv came under drone attack overnight, with debris falling on a school, the mayor said.",
        [{"place": "Kyiv", "actor": None}],
    ),
    (
        "Two workers were killed in Ryazan on Thursday when drones hit the freight yard, the "
        "governor, Gleb Arsenyev, said.",
        [{"place": "Ryazan", "killed": 2}],
    ),
    # the headline of a bulletin says when
    (
        "WHAT WAS REPORTED FROM SYRIA ON WEDNESDAY, 30 SEPTEMBER 2026\n\nDeir ez-Zor province: Two "
        "policemen were killed when gunmen shot at their pickup in the town of Hajin.\n\nAleppo "
        "province: A car bomb exploded in the market of Manbij at about eight in the morning.\n\n"
        "Latakia province: Israeli jets targeted a depot south of Jableh. No human losses were "
        "reported.",
        [{"place": "town of Hajin", "date": "2026-09-30"},
         {"place": "Manbij", "date": "2026-09-30"},
         {"place": "south of Jableh", "date": "2026-09-30", "casualties": "reported_none"}],
    ),
    # by whose office somebody is called, whither the hurt were carried, whence somebody hails
    (
        "A shell landed on a tea stall in Athmuqam on Thursday. Two people were killed, the deputy "
        "commissioner of Neelum valley, Raja Abbasi, told reporters.",
        [{"place": "Athmuqam", "killed": 2}],
    ),
    (
        "Tanks shelled a school east of Khan Younis on Thursday. Fifteen people were injured and "
        "were carried to Nasser Hospital on carts.",
        [{"place": "east of Khan Younis", "injured": 15}],
    ),
    (
        "On Thursday troops raided a house in Shewa, North Waziristan. Six militants were killed, "
        "while Naik Imran Gul (age 31, resident of Karak) fell.",
        [{"place": "Shewa", "killed": 6}],
    ),
    # what holds the place that heads a line, and the day, may stand behind it
    (
        "Weekly overview\n\nMenaka (Mali), 28 September: fighters ambushed a truck on the road to "
        "Ansongo. Two passengers were killed.\n\nTera (Niger), 29 September: armed men killed "
        "a village "
        "chief and three members of his family.\n\nDori (Burkina Faso), 30 September: an army "
        "drone "
        "struck a group of motorcyclists.",
        [{"date": "2026-09-28", "killed": 2, "country": "Mali", "actor": None},
         {"place": "Tera", "date": "2026-09-29", "killed": 4, "country": "Niger"},
         {"place": "Dori", "date": "2026-09-30", "actor": "Burkina Faso"}],
    ),
    # what goes on in the paragraph of a day is not of the day of the document
    (
        "Humanitarian Flash Update\n2 October 2026\n\nOn 28 September, an airstrike hit a "
        "monastery "
        "in Khin-U Township. Partners report 16 people killed and 24 injured.",
        [{"date": "2026-09-28", "killed": 16, "injured": 24}],
    ),
    # a capital that does something is its government
    (
        "Nine soldiers died near Al-Sukhna on Thursday when gunmen attacked their post. The US-led "
        "coalition, which Damascus joined in 2025, carried out strikes on Friday against those "
        "responsible for the attack.",
        [{"place": "near Al-Sukhna"}, {"place": None, "actor": "US-led coalition"}],
    ),
    # the spot that is named before the country that the lead names, whether a list holds it or not
    (
        "A drone strike on a market in eastern Democratic Republic of Congo killed 13 people on "
        "Thursday. Two munitions fell on the weekly market in Minembwe at 11 a.m., a resident "
        "said.",
        [{"place": "Minembwe", "country": "DR Congo", "killed": 13}],
    ),
    # a wide place, and a sentence behind that says where
    (
        "Five members of a village watch were killed by Boko Haram in the far north of Cameroon on "
        "Thursday. The attackers crept into Kolofata before dawn, officials said.",
        [{"place": "Kolofata", "killed": 5, "actor": "Boko Haram"}],
    ),
    (
        "Gunmen killed nine villagers in Nigeria's Benue state on Friday. The attackers are "
        "thought "
        "to have crossed from Taraba.",
        [{"place": "Benue state", "killed": 9}],
    ),
    (
        "Four soldiers were killed when armed men waylaid their truck in the southern Philippine "
        "province of Lanao del Norte on Friday. The troops were returning from a market in Munai "
        "town when about a dozen gunmen opened up on them.",
        [{"place": "Munai town", "killed": 4, "actor": None}],
    ),
    # the hour beside a date is no year, and the head of a line may be held in an area
    (
        "1. Fri 2 Oct, 07.10 hrs – Cho Airong, Narathiwat. A bomb exploded. Two rangers killed.",
        [{"place": "Cho Airong", "date": "2026-10-02", "killed": 2}],
    ),
    (
        "Incidents of the week\n\nDjibo, Soum province: gunmen attacked a convoy on Friday, "
        "killing "
        "four soldiers.",
        [{"place": "Djibo", "killed": 4, "country": "Burkina Faso"}],
    ),
    # a log is of the day that its headline names
    (
        "Kharkiv region: how the day of 2 October went\n\n05:50 – A drone hit a school in "
        "Bohodukhiv."
        "\n\n08:15 – Artillery shelled Kupiansk, killing one.\n\n17:40 – A missile struck Lozova.",
        [{"place": "Bohodukhiv", "date": "2026-10-02"}, {"place": "Kupiansk", "killed": 1},
         {"place": "Lozova", "date": "2026-10-02"}],
    ),
    # a sentence behind says where the ship was; where it sailed to is not where it was struck
    (
        "A container ship was hit by a missile in the Red Sea on Thursday, the UKMTO said. The "
        "vessel was 26 nautical miles west of Mokha at the time.",
        [{"place": "26 nautical miles west of Mokha", "target": "container ship"}],
    ),
    (
        "Pirates boarded a tanker in the Gulf of Guinea on Thursday and kidnapped seven of its "
        "crew. The vessel was drifting some 60 nautical miles south of Lomé when they approached.",
        [{"place": "some 60 nautical miles south of Lomé", "actor": "Pirates"}],
    ),
    (
        "Houthi rebels fired two missiles at a tanker in the Red Sea on Friday. It was sailing 30 "
        "miles off the Yemeni port of Hodeidah.",
        [{"place": "30 miles off port of Hodeidah", "country": "Yemen"}],
    ),
    (
        "Two tankers, sailing empty towards Novorossiysk, were struck by drones on Thursday some "
        "28 nautical miles north of Inebolu, the ministry said.",
        [{"place": "some 28 nautical miles north of Inebolu"}],
    ),
    # whose the town is stands between how near and the town
    (
        "A bomb killed two soldiers near the Iraqi city of Mosul on Friday.",
        [{"place": "near city of Mosul", "country": "Iraq"}],
    ),
    # the capital of a country, and not that of a province of it
    (
        "A grenade killed two people in the capital of the Central African Republic on Friday.",
        [{"place": "Bangui", "killed": 2}],
    ),
    (
        "A drone hit a market in the capital of Sudan's North Darfur state on Friday, killing 9.",
        [{"place": "North Darfur state", "killed": 9}],
    ),
    # the forces of a country act for it, whoever else is named before them
    (
        "To weaken the Russian aggressor, units of the Defense Forces of Ukraine struck a refinery "
        "in Saratov on Friday.",
        [{"place": "Saratov", "actor": "Ukraine"}],
    ),
    (
        "A drone struck a base of the armed forces of Sudan in Atbara on Thursday.",
        [{"place": "Atbara", "actor": None}],
    ),
    # a headline tells the same in other words
    (
        "Bandits abduct nine in Kaduna\n\nNine passengers of a bus were abducted on Friday by "
        "bandits who blocked the highway near Birnin Gwari in Kaduna State.",
        [{"place": "near Birnin Gwari", "actor": "Bandits"}],
    ),
    (
        "Between 20 and 35 Hurt as Paramotor Bombs Ye-U Festival\n\nA junta paramotor dropped "
        "bombs on a pagoda festival in Ye-U Township on Friday night, killing at least nine.",
        [{"place": "Ye-U Township", "killed": 9}],
    ),
    # a note of the desk is no headline, and what was in error no toll
    (
        "(Corrects number of dead to five, not 15, after army amends statement)\n\nFive soldiers "
        "killed near Lake Chad\n\nFive soldiers were killed on Friday in an attack by Boko Haram "
        "on an army post near Baga Sola on Lake Chad. A first statement, which gave the number of "
        "dead as 15, contained a typing error, an officer said.",
        [{"place": "near Baga Sola", "killed": 5, "actor": "Boko Haram"}],
    ),
    # who captured men took no ground
    (
        "Nine soldiers were killed when militants overran a base in Titao on Thursday. JNIM said "
        "its fighters had killed 90 troops and captured 11.",
        [{"place": "Titao", "actor": "Jama'at Nasr al-Islam wal Muslimin"}],
    ),
    # who is believed to have planted it is accused
    (
        "A roadside bomb killed a fighter near Makhmour on Friday. It is believed to have been "
        "planted by ISIS remnants, a source said.",
        [{"actor": "Islamic State", "actor_basis": "accused", "killed": 1}],
    ),
    (
        "An explosion killed two in Idlib on Friday. It is not believed to have been caused by "
        "Islamic State.",
        [{"actor": None, "killed": 2}],
    ),
    # the wounded by their number alone, and by their wounds
    (
        "A bomb killed 11 people in Kohat on Friday. The injured, 29 in number, were shifted to a "
        "hospital.",
        [{"killed": 11, "injured": 29}],
    ),
    (
        "Gunmen stormed a village in Riyom, Nigeria, on Friday. Eight people with gunshot wounds "
        "are receiving treatment at a hospital in Jos.",
        [{"place": "Riyom", "injured": 8}],
    ),
    # what is feared did not happen
    ("In Uvira, where the market was empty on Friday, residents say they fear new fighting.", []),
    # who stopped an attack did not do it, nor is the attacker among those whom it hurt
    (
        "A man rammed his car into a bus stop in Jerusalem on Thursday, wounding four people "
        "before he was shot dead by police.",
        [{"place": "Jerusalem", "actor": None, "killed": None, "injured": 4}],
    ),
    (
        "A gunman killed three people in a mosque in Kano on Friday before being shot dead by "
        "soldiers.",
        [{"place": "Kano", "actor": None, "killed": 3}],
    ),
    (
        "Two men were shot dead before dawn on Friday in Jos by soldiers.",
        [{"place": "Jos", "actor": "Nigeria", "killed": 2}],
    ),
    # those who go on to do another deed are none of those whom the first one hurt
    (
        "A bomb exploded in Yala on Thursday, injuring three officers, and two gunmen on a "
        "motorcycle killed a rubber tapper in Raman hours later.",
        [
            {"place": "Yala", "killed": None, "injured": 3},
            {"place": "Raman", "killed": 1, "injured": None, "date": "2026-10-01"},
        ],
    ),
    ("A bomb in Yala injured three officers and two gunmen on Thursday.", [{"injured": 5}]),
    # bodies that are found, and by whom
    (
        "Police in Ecuador found five headless bodies on a beach in Puerto Lopez on Friday.",
        [{"place": "Puerto Lopez", "actor": None, "killed": 5}],
    ),
    ("Rescuers recovered two bodies from the wreck of a bus near Jos on Friday.", []),
    # an article of the sentence before makes no deed one told before
    (
        "Two soldiers were hurt on Thursday when their convoy came under fire in Nasir. The UN "
        "called on all to respect its mandate. Separately, clashes on Friday in Ulang left many "
        "dead.",
        [{"place": "Nasir"}, {"place": "Ulang", "date": "2026-10-02"}],
    ),
    # a group without the words before its name, and those who keep the peace
    (
        "Suspected New People's Army rebels shot dead a village chief in Butuan on Thursday.",
        [{"place": "Butuan", "actor": "New People's Army", "killed": 1}],
    ),
    (
        "Two UN peacekeepers were injured near Nasir on Friday when their convoy came under fire.",
        [{"place": "near Nasir", "injured": 2}],
    ),
    # a mine that a vehicle ran over, fire that was opened, rockets that nobody says it fired
    (
        "Four soldiers died on Thursday when their vehicle ran over a mine near Arauquita.",
        [{"place": "near Arauquita", "killed": 4, "weapons": "landmine"}],
    ),
    (
        "A soldier was killed when Pakistani troops opened unprovoked fire in Poonch on Friday.",
        [{"place": "Poonch", "actor": "Pakistan", "killed": 1}],
    ),
    (
        "A rocket wounded two soldiers near Metula on Friday. No group has said it fired it.",
        [{"place": "near Metula", "actor": "Unclaimed", "injured": 2}],
    ),
    # 'the shelling' is that which was told as such
    (
        "Shelling by the RSF killed 17 people in El Obeid on Thursday. The army shot down two "
        "drones over Bara on Friday. Volunteers condemned the shelling, which injured 38 people.",
        [{"place": "El Obeid", "killed": 17, "injured": 38}, {"place": "Bara", "injured": None}],
    ),
    # a 'not' of the sentence before negates no claim
    (
        "Jihadists killed 40 soldiers near Djibo on Thursday. The army has not commented. JNIM "
        "claimed the raid on Friday.",
        [{"actor": "Jama'at Nasr al-Islam wal Muslimin", "actor_basis": "claimed"}],
    ),
    (
        "Gunmen killed 40 soldiers near Djibo on Thursday. JNIM has not claimed the raid.",
        [{"place": "near Djibo", "actor": None}],
    ),
    # when those who were hurt died is no day of the attack
    (
        "The toll from a bombing in southwestern Pakistan rose to 14 after three people died of "
        "their wounds overnight, officials said.\n\nThe bomb went off on Thursday in Khuzdar. "
        "On Friday, security forces killed five insurgents in a raid near Mastung.",
        [
            {"place": "Khuzdar", "date": "2026-10-01", "killed": 14},
            {"place": "near Mastung", "date": "2026-10-02", "killed": 5},
        ],
    ),
    # what a deed is compared with, and what it answers, is no time of it
    (
        "Jihadists killed 40 soldiers in an attack on a base in Djibo, sources said, one of the "
        "deadliest such raids this year.",
        [{"place": "Djibo", "killed": 40}],
    ),
    (
        "In one of the worst attacks this year, gunmen killed 30 villagers in Yelwata on Friday.",
        [{"place": "Yelwata", "date": "2026-10-02", "killed": 30}],
    ),
    (
        "Jihadists killed 130 people in Barsalogho in August, the deadliest attack this year.",
        [],
    ),
    ("Rebels have killed dozens in Ituri this year, the worst violence in a decade.", []),
    (
        "Israeli jets bombed the port of Hodeidah on Friday in response to what the army called "
        "repeated launches; two port workers were wounded.",
        [{"place": "port of Hodeidah", "kind": "retaliation", "injured": 2}],
    ),
    ("The army has repeatedly shelled Kauda in response to raids.", []),
    # who is believed to have done it; who only trade accusations did not
    (
        "A truck drove over an anti-tank mine near Baidoa on Friday. The driver was killed and his "
        "assistant was injured. Al-Shabaab is believed to have planted the mine.",
        [{"actor": "Al-Shabaab", "weapons": "landmine", "killed": 1, "injured": 1}],
    ),
    ("The army is believed to have planted mines along the border with Poland.", []),
    (
        "M23 rebels and the army traded accusations on Saturday over a drone strike that killed "
        "seven people in a market in Mpeti.",
        [{"place": "Mpeti", "actor": None, "killed": 7}],
    ),
    (
        "Bandits killed nine people in Dan Sadau in Zamfara state on Thursday. The air force said "
        "it had bombed a camp in the nearby forest on Friday in retaliation.",
        [{"place": "Dan Sadau"}, {"place": None, "actor": "Nigeria", "kind": "retaliation"}],
    ),
    (
        "A rocket killed two people in Metula on Thursday. The prime minister ordered strikes in "
        "response. Warplanes hit a depot in Tyre on Friday.",
        [{"place": "Metula"}, {"place": "Tyre", "kind": "retaliation"}],
    ),
    (
        "A bomb killed six people in Quetta on Thursday. The governor ordered raids in response. "
        "Gunmen shot dead a teacher in Swat on Friday.",
        [{"place": "Quetta"}, {"place": "Swat", "kind": "attack"}],
    ),
    # several raids that nothing told before
    (
        "The minister ordered the air force to hit PKK targets. Six people were killed in the "
        "raids in Duhok on Friday.",
        [{"place": "Duhok", "killed": 6}],
    ),
    (
        "Raids killed two in Duhok and three in Zakho on Thursday. Six people were hurt in the "
        "raids on Friday.",
        [{"place": "Duhok", "killed": 2}, {"place": "Zakho", "killed": 3}],
    ),
    (
        "Two soldiers were killed near Pissila on Thursday. The day after, the army said it had "
        "killed 20 attackers in an air strike near Barsalogho.",
        [{"date": "2026-10-01"}, {"place": "near Barsalogho", "date": "2026-10-02"}],
    ),
    (
        "The Kenya Police Service would like to inform the public that militants attacked a bus "
        "near Elwak on Friday. Two officers died.",
        [{"place": "near Elwak", "killed": 2}],
    ),
    ("The Service would like to attack the camp near Elwak, it said on Friday.", []),
    # a dateline is no line of a list, whatever the police did there
    (
        "Florida police shoot man after scare\n\nTALLAHASSEE, Fla. - A student was shot and "
        "wounded by police on Friday after he refused to drop a knife, a sheriff said.",
        [],
    ),
    # who was shot, stabbed or beaten, and lived
    ("Two men were shot and injured in Goma on Friday.", [{"place": "Goma", "injured": 2}]),
    (
        "A teacher was stabbed and badly wounded in Jos on Friday.",
        [{"place": "Jos", "killed": None, "injured": 1}],
    ),
    ("A man was shot and killed by gunmen in Jos on Friday.", [{"killed": 1, "injured": None}]),
    (
        "Eleven people died when a house in Nuseirat was hit by a missile on Friday. Another 26 "
        "people were brought in with injuries.",
        [{"place": "Nuseirat", "killed": 11, "injured": 26}],
    ),
    # whose army 'the army' is in Palestine
    (
        "Two youths were shot and wounded by troops at the entrance to Qabatiya on Friday.",
        [{"place": "Qabatiya", "actor": "Israel", "injured": 2}],
    ),
    ("The army shelled a post near Kassala on Friday.", [{"actor": "Sudanese Armed Forces"}]),
    # what is made safe, and what is not
    (
        "Experts disposed of an unexploded shell in Naha on Friday. The shell was detonated in a "
        "pit lined with sandbags at 11:40 a.m. No one was injured.",
        [],
    ),
    (
        "Police called the bomb squad to a market in Quetta on Friday. A second bomb was detonated "
        "by remote control as officers arrived, killing two.",
        [{"place": "Quetta", "killed": 2}],
    ),
    # a strike for pay, a price that shoots up, alarm at what goes on
    (
        "Teachers began a 48-hour strike on Friday that hit schools around Nairobi after wage "
        "talks blew up.",
        [],
    ),
    ("Wheat futures shot up 2.3% in Chicago on Friday before retreating.", []),
    ("Gunmen shot up a bar in Zacatecas on Friday.", [{"place": "Zacatecas"}]),
    (
        "We are alarmed by the renewed killing of civilians in the Abyei Area. On Thursday, armed "
        "men attacked the village of Rumamer, killing 19 people.",
        [{"place": "village of Rumamer", "killed": 19}],
    ),
    (
        "The envoy said he was alarmed by the killing of nine people in Fataki on Thursday.",
        [{"place": "Fataki", "killed": 9, "date": "2026-10-01"}],
    ),
    # what a statement says nothing of
    (
        "A bomb killed six people in Baidoa on Thursday. A US airstrike killed four militants near "
        "Diinsoor on Friday. The statement made no mention of the bombing.",
        [
            {"place": "Baidoa", "weapons": "bomb"},
            {"place": "near Diinsoor", "weapons": "airstrike"},
        ],
    ),
    # those who blame each other are no place, and neither is accused alone
    (
        "Thailand and Cambodia blame each other as soldier dies in new border clash\n\nA soldier "
        "was killed in an exchange of fire at a disputed part of the border, officials said.\n\n"
        "The clash lasted 20 minutes on Friday morning in the Chong Bok area.",
        [{"place": "Chong Bok area", "actor": None, "killed": 1}],
    ),
    (
        "Residents blamed Chad for a raid on Tine on Friday that killed five.",
        [{"place": "Tine", "actor": "Chad", "actor_basis": "accused", "killed": 5}],
    ),
    # a region fired on many times in a day: who did it, for what the text then tells of it
    (
        "Russian troops fired on the region 1,200 times over the past day, the police said.\n\nIn "
        "Druzhkivka, an FPV drone attacked a car. The driver was injured.",
        [{"place": "Druzhkivka", "actor": "Russia", "injured": 1, "date": "2026-10-02"}],
    ),
    (
        "Russian troops fired on Sloviansk on Friday.\n\nIn Druzhkivka, gunmen attacked a bank.",
        [{"place": "Sloviansk", "actor": "Russia"}, {"place": "Druzhkivka", "actor": None}],
    ),
    # a second strike in the next paragraph is of the day of the first, another deed of none
    (
        "An Israeli strike killed eleven people in Nuseirat on Thursday.\n\nThree men were killed "
        "in a second strike, on a car in Deir al-Balah, the hospital said.",
        [{"place": "Nuseirat"}, {"place": "Deir al-Balah", "date": "2026-10-01"}],
    ),
    (
        "A bomb killed eleven people in Quetta on Thursday.\n\nIn Swat, two officers were killed "
        "by gunmen, police said.",
        [{"place": "Quetta"}, {"place": "Swat", "date": None}],
    ),
    # a night of which the text tells the hour
    (
        "Three civilians were killed when rebels attacked the border post of Gatumba overnight. "
        "RED-Tabara, a rebel group, said on X that its fighters had overrun the position at 3 a.m.",
        [{"place": "Gatumba", "date": "2026-10-03"}],
    ),
    (
        "Rebels attacked the border post of Gatumba overnight, killing three people.",
        [{"place": "Gatumba", "date": "2026-10-02"}],
    ),
    # the countryside of one town is not where another lies, far off in the same governorate
    (
        "A bomb killed six people in Baidoa on Thursday. Later on Thursday, the US military "
        "carried out an airstrike in the vicinity of Diinsoor, about 110 km southwest of Baidoa.",
        [
            {"place": "Baidoa", "actor": None, "killed": 6},
            {"place": "in the vicinity of Diinsoor", "actor": "United States"},
        ],
    ),
    # a border is no place but what much lies along; who raises a toll killed nobody
    (
        "Togo raises toll from attack near Burkina border to seven\n\nLOME - Seven people were "
        "killed in an attack in northern Togo earlier this week, the government said on Friday.\n\n"
        "The attack took place on Wednesday near Mandouri.",
        [{"place": "near Mandouri", "actor": None, "killed": 7}],
    ),
    (
        "Two people were killed near the Syrian border on Friday when a rocket hit a house in "
        "Kilis, Turkey.",
        [{"place": "Kilis", "actor": None, "killed": 2}],
    ),
    (
        "The Sudanese army repelled attacks on Babanusa by the RSF on Friday. Four people died.",
        [{"place": "Babanusa", "actor": "Rapid Support Forces", "killed": 4}],
    ),
    # what somebody is only checking is no toll
    (
        "A drone hit a market in Mellit on Friday, killing nine people. The UN said it was "
        "verifying a report that two more children had died in the strike.",
        [{"place": "Mellit", "killed": 9}],
    ),
    (
        "Police investigating reports that shots were fired at a bus in Goma on Friday found three "
        "people dead.",
        [{"place": "Goma", "killed": 3}],
    ),
    # how a fight went on is no answer to it, elsewhere it is
    (
        "Four guards were killed in an ambush near Khash on Friday. One of the assailants was "
        "killed when the guards returned fire. No group has claimed it.",
        [{"place": "near Khash", "actor": "Unclaimed", "killed": 4, "kind": "attack"}],
    ),
    (
        "Rockets from Gaza hit Sderot on Friday. Three fighters were killed when Israel returned "
        "fire on Jabalia.",
        [{"place": "Sderot"}, {"place": "Jabalia", "kind": "retaliation", "killed": 3}],
    ),
    # a toll with a place and a day of its own is none of a fight told before it without any
    (
        "A bomb killed 12 people in a bus in Quetta on Thursday, police said. It was hidden in a "
        "bag.\n\nA witness saw two men run.\n\nThree gunmen were killed in a gunbattle, the army "
        "said.\n\nOn Friday, troops killed seven militants in a raid on a house in Turbat.",
        [{"place": "Quetta"}, {"place": "Turbat", "date": "2026-10-02", "killed": 7}],
    ),
    # whose air force it is where a lake bears the name of another country
    (
        "Eight soldiers were killed in an ambush near Bosso in Niger on Thursday.\n\nOn Friday, "
        "the air force struck a hideout on islands in Lake Chad in reprisal, killing 17 fighters.",
        [{"place": "near Bosso"}, {"actor": "Niger", "kind": "retaliation", "killed": 17}],
    ),
    # who is only close to another: of a group no name, of a claim no claimant
    (
        "Shells fell on a camp in Sevare on Friday, in an attack claimed by an Al-Qaeda-linked "
        "group. The Group for the Support of Islam and Muslims (JNIM) said it had fired mortars.",
        [{"actor": "Jama'at Nasr al-Islam wal Muslimin", "weapons": "mortar"}],
    ),
    (
        "Volunteers in Kadugli held the SPLM-N, which is allied with the Rapid Support Forces, "
        "responsible for Friday's shelling of the town.",
        [{"place": "Kadugli", "actor": "SPLM-North", "actor_basis": "accused"}],
    ),
    (
        "The RSF, which is allied with the SPLM-N, shelled Dilling on Friday.",
        [{"place": "Dilling", "actor": "Rapid Support Forces"}],
    ),
    (
        "Militants linked to Islamic State attacked a village near Macomia on Friday, killing "
        "four.",
        [{"place": "near Macomia", "actor": "Islamic State", "killed": 4}],
    ),
    # an army that is accused, whatever war is recalled; not who only arms others
    (
        "A drone hit a truck near Enticho on Friday. The TPLF accused the Eritrean army of the "
        "strike, calling it a breach of the accord that ended the war of 2020-2022.",
        [{"place": "near Enticho", "actor": "Eritrea", "actor_basis": "accused"}],
    ),
    (
        "A shell killed two people in Abala on Friday. Officials accused Eritrea of arming those "
        "behind the shelling.",
        [{"place": "Abala", "actor": None, "killed": 2}],
    ),
    # a headline of two deeds lends its arms to neither
    (
        "Drone strike, shelling kill six in Sudan\n\nA drone hit a market in Mellit on Friday. On "
        "Thursday, shelling killed two in Tawila.",
        [{"place": "Mellit", "weapons": "drone"}, {"place": "Tawila", "weapons": "artillery"}],
    ),
    (
        "Rockets and drones hit Kharkiv\n\nRockets and drones hit Kharkiv on Friday, killing two.",
        [{"place": "Kharkiv", "weapons": "rocket; drone"}],
    ),
    # a place in the area that a sentence opens with, and at its entrance
    (
        "In the territory of Walikale, clashes have been reported since dawn on Friday between M23 "
        "rebels and Wazalendo fighters in Kibua.",
        [{"place": "Kibua"}],
    ),
    (
        "In the territory of Beni, four people were killed by ADF rebels on Friday. Some fled to "
        "Oicha.",
        [{"place": "Beni", "killed": 4}],
    ),
    (
        "Shots were fired at a bus at the entrance to Beit Ummar, north of Hebron, on Friday. A "
        "man was wounded.",
        [{"place": "Beit Ummar", "injured": 1}],
    ),
    (
        "A bomb went off at the entrance to the parliament in Tbilisi on Friday, wounding two.",
        [{"place": "Tbilisi", "injured": 2}],
    ),
    # who speaks in a statement
    (
        "The Nigerian Police Force wishes to inform the public that suspected Boko Haram fighters "
        "raided a quarry at Gwoza on Friday and killed five workers.",
        [{"place": "Gwoza", "actor": "Boko Haram", "actor_basis": "accused", "killed": 5}],
    ),
    ("A police patrol attacked a camp near Palma on Friday.", [{"actor": "Police"}]),
    # an answer that is ordered and then carried out, by no group
    (
        "Rebels killed six soldiers in an attack on a base in Tibu on Tuesday.\n\nPresident "
        "Restrepo ordered the air force to bomb a rebel camp in retaliation. Twelve rebels were "
        "killed in the raid on Wednesday in a jungle area of El Tarra.",
        [
            {"place": "Tibu", "kind": "attack", "killed": 6},
            {"place": "El Tarra", "kind": "retaliation", "killed": 12},
        ],
    ),
    (
        "A rocket killed two people in Metula on Thursday. The prime minister ordered the army to "
        "strike the camps in retaliation. On Friday, Hezbollah attacked a post near Safed.",
        [
            {"place": "Metula", "kind": "attack"},
            {"place": "near Safed", "actor": "Hezbollah", "kind": "attack"},
        ],
    ),
    # a toll that took the place of another, by the words for the one before it
    (
        "Hospital officials in Quetta said 14 people were killed in Thursday's bombing, correcting "
        "earlier reports of nine dead.",
        [{"place": "Quetta", "killed": 14}],
    ),
    (
        "Nine people were killed in an attack near Fada N'Gourma on Wednesday, the ministry said "
        "on Friday, revising a previous toll of six.",
        [{"killed": 9}],
    ),
    (
        "The ministry raised the death toll from Thursday's bombing in Quetta to 14, from an "
        "initial count of nine.",
        [{"place": "Quetta", "killed": 14}],
    ),
    (
        "A bomb killed eight people in Mosul on Friday. The initial toll of eight was confirmed.",
        [{"killed": 8}],
    ),
    ("Two earlier attacks killed six people in Kirkuk on Thursday.", [{"killed": 6}]),
    # the dead of a war, whatever has the war killed; a strike of the war is of a day
    (
        "Gunmen shot dead a policeman in Goma on Friday. The conflict, which began in 2021, has "
        "claimed more than 7,000 lives.",
        [{"place": "Goma", "killed": 1}],
    ),
    (
        "Gunmen shot dead a policeman in Cali on Friday. The war in Ukraine killed 100,000 people.",
        [{"place": "Cali", "killed": 1}],
    ),
    (
        "Clashes in the conflict between two clans killed 12 people in Baidoa on Friday.",
        [{"place": "Baidoa", "killed": 12}],
    ),
    # the day after which the dead were found
    (
        "Seven bodies were found on Thursday in a field near Beni, the day after a raid by ADF "
        "rebels.",
        [{"place": "near Beni", "date": "2026-09-30", "killed": 7}],
    ),
    (
        "Rebels attacked a market in Bria on Friday, the day after a raid on Ippy that killed "
        "four.",
        [
            {"place": "Bria", "date": "2026-10-02", "killed": None},
            {"place": "Ippy", "date": "2026-10-01", "killed": 4},
        ],
    ),
    # shots that were fired at somebody, or from somewhere; not into the air
    (
        "Shots were fired from Syrian positions at about 11 p.m. on Thursday in the direction of "
        "Majdal Shams. There were no injuries.",
        [{"place": "Majdal Shams", "date": "2026-10-01", **NOBODY}],
    ),
    ("Shots were fired into the air in Goma on Friday to mark a wedding.", []),
    (
        "In Lakhipur district, miscreants set fire to two houses on Friday night. No one was hurt.",
        [{"place": "Lakhipur district", "kind": "attack", **NOBODY}],
    ),
    ("Two cars caught fire in Bishnupur on Friday night. No one was hurt.", []),
    (
        "A grenade injured five people in Zamboanga on Friday. No one has owned up to the attack.",
        [{"place": "Zamboanga", "actor": "Unclaimed", "injured": 5}],
    ),
    # an area that opens its sentence holds the spot and is no second one
    (
        "In Donetsk Oblast, one was killed and six were injured in Kramatorsk on Friday, when "
        "Russian forces shelled the city.",
        [{"place": "Kramatorsk", "killed": 1, "injured": 6}],
    ),
    (
        "In Kharkiv Oblast, shelling killed two people in Kupiansk and three in Izium on Friday.",
        [{"place": "Kupiansk", "killed": 2}, {"place": "Izium", "killed": 3}],
    ),
    # nor is a name that only says which town is meant
    (
        "Israeli airstrikes killed at least seven Palestinians in the southern Gaza city of Khan "
        "Younis on Friday.",
        [{"place": "city of Khan Younis"}],
    ),
    # the dead of a war are of no incident
    (
        "Soldiers shot dead a boy in Qabatiya on Friday. More than 72,000 Palestinians have been "
        "killed in the Israel-Hamas war, according to the ministry.",
        [{"place": "Qabatiya", "killed": 1}],
    ),
    # where both halves of a sentence were, where the second tells it and names nobody who did it
    (
        "Five villagers were shot dead and several houses burned in Diffa on Friday.",
        [{"place": "Diffa", "killed": 5}],
    ),
    (
        "Fourteen soldiers were killed and nine captured in Jos on Friday.",
        [{"place": "Jos", "killed": 14}],
    ),
    (
        "Gunmen killed three people in Jos on Friday and nine were abducted in Bokkos.",
        [{"place": "Jos", "killed": 3}, {"place": "Bokkos", "killed": None}],
    ),
    ("Gunmen killed two people in nearby Jos on Friday.", [{"place": "Jos", "killed": 2}]),
    # who is held responsible, by whomever; who holds a town is not
    (
        "Shells hit a market in El Obeid on Friday. Four people died, according to the doctors' "
        "network, which held the RSF responsible.",
        [{"place": "El Obeid", "actor": "Rapid Support Forces", "actor_basis": "accused"}],
    ),
    (
        "A bomb killed two in Jos on Friday. The governor held a meeting with Hausa elders.",
        [{"place": "Jos", "actor": None, "killed": 2}],
    ),
    # what was hit right behind a salvo on a country is of it, in that country alone
    (
        "Russia launched 128 drones and four missiles at Ukraine overnight on Oct. 2, the Air "
        "Force said. A substation in Chernihiv was hit, leaving 70,000 households in the dark. "
        "There were no casualties.",
        [{"place": "Chernihiv", "actor": "Russia", **NOBODY}],
    ),
    (
        "Russia launched 128 drones at Ukraine on Friday. A refinery in Saratov was hit by drones, "
        "too, killing two.",
        [
            {"place": "Ukraine", "actor": "Russia", "killed": None},
            {"place": "Saratov", "actor": None, "killed": 2},
        ],
    ),
    # calm that a deed ends is no habit of it; a bomb may go off far behind its name
    (
        "A missile slammed into a camp in Marib on Friday, shattering months of relative calm on "
        "the front line. Two soldiers were killed. A bomb fixed beneath the car of an officer in "
        "the port city of Aden went off as he was leaving home on Friday.",
        [
            {"place": "Marib", "date": "2026-10-02", "killed": 2},
            {"place": "city of Aden", "date": "2026-10-02", "weapons": "bomb"},
        ],
    ),
    (
        "After months of relative calm, in which Marib was shelled now and then, a missile hit a "
        "camp in Sirwah on Friday.",
        [{"place": "Sirwah", "date": "2026-10-02"}],
    ),
    # what a headline told is not another on 'the same day'; what happens whenever is no deed
    (
        "Rockets Fired at Monywa Command; Bombs Kill Three in Budalin\n\nResistance fighters fired "
        "rockets at a headquarters in Monywa on Friday. On the same day, jets bombed a monastery "
        'in Budalin, killing three people. "Whenever Monywa is hit, we are the ones who pay," a '
        "nun said.",
        [
            {"place": "Monywa", "date": "2026-10-02", "kind": "attack"},
            {"place": "Budalin", "date": "2026-10-02", "kind": "attack", "killed": 3},
        ],
    ),
    # a line above a passage says who strikes back in it
    (
        "A missile hit a postal depot in Kharkiv on Thursday, killing five employees.\n\nUkraine "
        "strikes back\n\nThe General Staff confirmed on Saturday that drones had struck a chemical "
        "plant in Nevinnomyssk. The president's office called it \"an immediate reply to the "
        'murder of postal workers".\n\nRockets hit Nikopol on Saturday.',
        [
            {"place": "Kharkiv", "actor": None, "kind": "attack"},
            {"place": "Nevinnomyssk", "actor": "Ukraine", "kind": "retaliation"},
            {"place": "Nikopol", "actor": None, "kind": "attack"},
        ],
    ),
    (
        "A rocket hit Metula on Thursday.\n\nIsrael hits back\n\nHezbollah fired rockets at Safed "
        "on Friday.",
        [
            {"place": "Metula", "actor": None, "kind": "attack"},
            {"place": "Safed", "actor": "Hezbollah", "kind": "attack"},
        ],
    ),
    # who is suspected, who speaks of a faction, and who claims for a branch
    (
        "A bomb killed nine people in Narathiwat on Friday. Police said that a cell of BRN was "
        "suspected in the bombing.",
        [{"place": "Narathiwat", "actor": "Barisan Revolusi Nasional", "actor_basis": "accused"}],
    ),
    (
        "A bomb killed nine people in Jos on Friday. The army suspected Boko Haram of the bombing.",
        [{"place": "Jos", "actor": "Boko Haram", "actor_basis": "accused"}],
    ),
    (
        "A drone hit a market in Kutum on Friday. The attack was blamed on the RSF.",
        [{"place": "Kutum", "actor": "Rapid Support Forces"}],
    ),
    (
        "A suicide bomber struck a convoy in Tank on Friday, killing four. A faction of the "
        "Pakistani Taliban, Jamaat-ul-Ahrar, said it had sent the bomber.",
        [{"place": "Tank", "actor": "Jamaat-ul-Ahrar", "actor_basis": "claimed", "killed": 4}],
    ),
    (
        "A bomb exploded at a station in Homs on Friday, killing two. A little-known group, Saraya "
        "Ansar al-Sunna, said on Telegram that it had planted the bomb.",
        [{"place": "Homs", "actor": "Saraya Ansar al-Sunna", "actor_basis": "claimed"}],
    ),
    (
        "Fighters of the Islamic State's Sahel branch attacked a camp at Menaka on Friday. Islamic "
        "State claimed the attack through Amaq.",
        [{"place": "Menaka", "actor": "Islamic State Sahel Province", "actor_basis": "claimed"}],
    ),
    (
        "ISWAP fighters raided Dikwa on Friday. On Saturday the Islamic State claimed a bombing in "
        "Mosul that killed two.",
        [
            {"place": "Dikwa", "actor": "Islamic State West Africa Province"},
            {"place": "Mosul", "actor": "Islamic State", "killed": 2},
        ],
    ),
    (
        "A bomb hit Kabul on Friday. The Taliban said on X that they had killed nobody.",
        [{"place": "Kabul", "actor": None}],
    ),
    (
        "The Red Cross said on X that it had sent the wounded to Goma. A grenade had wounded ten "
        "in Sake on Friday.",
        [{"place": "Sake", "actor": None, "injured": 10}],
    ),
    # whose forces they are, by a command's name, with partners beside them, by the arms they fly
    (
        "STUTTGART, Germany – U.S. Africa Command conducted an airstrike near Bosaso on Oct. 1.",
        [{"place": "near Bosaso", "actor": "United States"}],
    ),
    (
        "TAMPA, Fla. — U.S. Central Command forces, working with Iraqi partners, conducted a raid "
        "near Rutba, Iraq, on Oct. 1 that killed two ISIS leaders.",
        [{"place": "near Rutba", "actor": "United States", "killed": 2}],
    ),
    (
        "An Israeli quadcopter dropped a grenade on a tractor in Aitaroun on Friday.",
        [{"place": "Aitaroun", "actor": "Israel"}],
    ),
    (
        "A Syrian minibus hit a landmine near Palmyra on Friday, killing three.",
        [{"place": "near Palmyra", "actor": None, "killed": 3}],
    ),
    (
        "Israel struck a landmine factory in Homs on Friday.",
        [{"place": "Homs", "actor": "Israel"}],
    ),
    # what a group fights for is no fight, and a border no party
    (
        "A bomb derailed a train near Sibi on Friday. The Balochistan Liberation Army (BLA), the "
        "strongest of several groups fighting for a separate state, claimed responsibility.",
        [{"place": "near Sibi", "actor": "Balochistan Liberation Army", "kind": "attack"}],
    ),
    (
        "Rebels fighting for control of Goma killed nine people on Friday.",
        [{"place": "Goma", "actor": "Rebels", "killed": 9}],
    ),
    # nobody claimed it, by whatever words; who claims something else says nothing of the deed
    (
        "Gunmen shot dead the mayor of Tumaco on Friday. No group has taken responsibility.",
        [{"place": "Tumaco", "actor": "Unclaimed"}],
    ),
    (
        "A bomb went off at a market in Maiduguri on Thursday, killing four. No one immediately "
        "said they were behind the blast.",
        [{"place": "Maiduguri", "actor": "Unclaimed", "killed": 4}],
    ),
    (
        "A drone struck a depot near Kirkuk on Friday. As of Saturday, none of the armed factions "
        "had claimed the strike.",
        [{"place": "near Kirkuk", "actor": "Unclaimed"}],
    ),
    (
        "Three soldiers were killed in Bokolo on Friday. No group said it had lost men. No one "
        "claimed victory.",
        [{"place": "Bokolo", "actor": None}],
    ),
    # an item on a court below the news makes none of the rest a trial
    (
        "A terminal burns, a post is shot at\n\nDrones hit an oil terminal in Tuapse on Friday. "
        "Ukraine said its forces had struck the terminal.\n\nAnd in Rostov-on-Don, a court "
        "sentenced a student to eight years in prison for treason after a closed trial.",
        [{"place": "Tuapse", "actor": "Ukraine", "date": "2026-10-02"}],
    ),
    # what a headline, a sum and a war tell beside the news
    (
        "Gunmen abduct 14 in Zamfara as police kill three bandits\n\n"
        "GUSAU, Nigeria, Oct 2 (Wire) - Gunmen abducted 14 villagers in Maru district of Zamfara "
        "state on Thursday night. The attackers burned two shops, but nobody was killed. A day "
        "later, police killed three bandits in a gun battle near Anka.",
        [
            {"place": "Maru district", **NOBODY, "actor": None, "target": "villagers"},
            {"place": "near Anka", "killed": 3, "actor": "Police", "date": "2026-10-02"},
        ],
    ),
    (
        "Blast on Quetta railway track derails train\n\n"
        "QUETTA, Oct 3 (Local) - A bomb went off on the railway track near Sibi on Saturday, "
        "injuring eight passengers.",
        [{"place": "near Sibi", "injured": 8}],
    ),
    (
        "Israeli strikes killed 38 people in Khan Younis in the past 24 hours, medics said, "
        "bringing the death toll to 71,300 since the war began.",
        [{"place": "Khan Younis", "killed": 38, "actor": "Israel"}],
    ),
    (
        "Israeli warplanes struck a house in Nuseirat refugee camp on Friday, killing nine people, "
        "medics said. They took the wounded away. At least 31 people were killed across the "
        "territory on Friday, the health ministry said.",
        [{"place": "Nuseirat refugee camp", "killed": 9}],
    ),
    (
        "Russia launched 112 drones at Ukraine overnight into Friday, the air force said. In "
        "Odesa, debris from a downed drone set fire to a warehouse; there were no casualties.",
        [
            {"place": "Odesa", "date": "2026-10-01", "date_end": "2026-10-02",
             "casualties": "reported_none"},
        ],
    ),
    (
        "A car bomb exploded in Peshawar on Friday, killing 14 people, in the deadliest attack in "
        "the city since the 2023 mosque bombing that killed more than 80.",
        [{"place": "Peshawar", "killed": 14, "weapons": "car bomb"}],
    ),
    ("Russian forces shelled Nikopol 14 times over the past day, killing two people.",
     [{"place": "Nikopol", "killed": 2, "date": "2026-10-02", "date_end": "2026-10-03"}]),
    ("A report published on Friday documents 84 attacks on hospitals in Ukraine in August.", []),
    # who did it
    (
        "The al-Qaeda affiliate JNIM said it had overrun an army post in Diafarabe and ambushed a "
        "convoy on the road between Sevare and Konna on Friday. A local official said 14 soldiers "
        "died in Diafarabe.",
        [
            {"place": "Diafarabe", "actor": "Jama'at Nasr al-Islam wal Muslimin", "killed": 14},
            {"place": "between Sevare and Konna", "killed": None,
             "actor": "Jama'at Nasr al-Islam wal Muslimin"},
        ],
    ),
    (
        "Russia's air defences destroyed 41 Ukrainian drones over the Belgorod region. A man was "
        "killed when a drone struck a car in Shebekino.",
        [{"place": "Shebekino", "actor": "Ukraine", "killed": 1}],
    ),
    ("A 19-year-old Afghan man stabbed two people in Munich on Friday.",
     [{"actor": None, "injured": 2}]),
    ("Israel was hit by a missile fired from Yemen on Friday.",
     [{"actor": None, "weapons": "missile"}]),
    ("Nigerian troops came under attack in Banki on Friday.",
     [{"place": "Banki", "actor": None}]),
    ("The army repelled an attack by gunmen in Banki on Friday.",
     [{"place": "Banki", "actor": None}]),
    ("A band of unidentified soldiers killed 12 people in Djibo on Friday.",
     [{"place": "Djibo", "actor": None, "killed": 12}]),
    ("Rebels shelled Goma on Thursday, killing two people. A day earlier they had attacked Sake.",
     [{"place": "Goma", "actor": "Rebels"},
      {"place": "Sake", "actor": "Rebels", "date": "2026-09-30"}]),
    ("A rocket hit Metula on Thursday. Israel vowed revenge. On Friday it bombed Khiam.",
     [{"place": "Metula", "actor": None}, {"place": "Khiam", "actor": "Israel"}]),
    ("A bomb killed six in Kabul on Friday. Officials pointed the finger at ISIS.",
     [{"actor": "Islamic State", "actor_basis": "accused"}]),
    (
        "Islamic State's Afghan affiliate and a little-known group called the National "
        "Mobilisation Front both claimed Thursday's bombing of a bank in Kunduz.",
        [{"actor": "Islamic State Khorasan or National Mobilisation Front"}],
    ),
    ("A rocket fell near Sderot on Friday. Palestinian Islamic Jihad claimed the fire.",
     [{"actor": "Palestinian Islamic Jihad", "actor_basis": "claimed"}]),
    (
        "BAMAKO - Fighters of JNIM ambushed a convoy between Kati and Kolokani on Thursday. An "
        "army source admitted deaths while the group said it had killed 17 soldiers. On Friday "
        "Malian drones bombed a JNIM fuel depot at Banamba to avenge the ambush.",
        [
            {"place": "between Kati and Kolokani", "killed": 17,
             "actor": "Jama'at Nasr al-Islam wal Muslimin"},
            {"place": "Banamba", "actor": "Malian Armed Forces", "kind": "retaliation"},
        ],
    ),
    ("Elements of CODECO opened fire on a convoy of traders at Fataki on Friday.",
     [{"place": "Fataki", "actor": "CODECO"}]),
    ("COLOMBIA. The army said it had killed three members of the front in Suárez on Friday. "
     "Colombia has fought it for years.", [{"actor": "Colombia", "killed": 3}]),
    ("An Israeli drone strike killed one person in Khiam on Friday. Another strike killed the "
     "driver of a truck in Yohmor.",
     [{"place": "Khiam", "killed": 1},
      {"place": "Yohmor", "killed": 1, "actor": "Israel", "date": "2026-10-02"}]),
    ("The Israeli military said it struck more than 200 targets in Gaza on Friday. In Jabalia, an "
     "airstrike on a school killed 12, medics said. In Rafah tanks shelled a tent camp, killing "
     "six.",
     [{"place": "Jabalia", "killed": 12, "actor": "Israel", "date": "2026-10-02"},
      {"place": "Rafah", "killed": 6, "actor": "Israel", "date": "2026-10-02"}]),
    # where
    ("A vessel was attacked at 13°02'N 043°11'E on Friday.",
     [{"place": "13°02'N 043°11'E", "target": "vessel"}]),
    ("MAIDUGURI, Nigeria, Oct 3 (AP) - Two suicide bombers killed 11 people at a mosque on Friday.",
     [{"place": "around Maiduguri", "killed": 11}]),
    ("Pakistan's jets struck camps in Kunar and Khost on Friday. Kabul said 10 civilians were "
     "killed in Khost.",
     [{"place": "Kunar", "killed": None}, {"place": "Khost", "killed": 10}]),
    ("Yerevan: Azerbaijani troops opened fire at the village of Khoznavar on Thursday.",
     [{"place": "village of Khoznavar", "actor": "Azerbaijan"}]),
    ("ATTACK WARNING\nLocation: 52NM southwest of Aden, Yemen\n\nThe Master of a bulk carrier "
     "reports that the vessel was struck by a projectile on 1 October. All crew are safe.",
     [{"place": "52nm southwest of Aden", "casualties": "reported_none"}]),
    ("Pakistan's military said on Friday that it had killed 23 militants in three separate raids "
     "in Khyber Pakhtunkhwa. Twelve died in Tank, seven in Lakki Marwat and four in Karak.",
     [{"place": "Tank", "killed": 12}, {"place": "Lakki Marwat", "killed": 7},
      {"place": "Karak", "killed": 4}]),
    ("Armed men attacked the communities of Yelwata and Daudu in Benue State on Friday.",
     [{"place": "Yelwata", "admin1": "Benue State"}]),
    ("Two drones hit an oilfield in Zakho and a base in Erbil on Friday. No casualties were "
     "reported at either location.",
     [{"place": "Zakho", **NOBODY}, {"place": "Erbil", **NOBODY}]),
    ("A shell struck a school in Pinga, Walikale territory, on Friday, killing four people.",
     [{"place": "Pinga, Walikale territory", "killed": 4}]),
    ("In Kherson, a drone struck an ambulance in the Dniprovskyi district on Friday.",
     [{"place": "Dniprovskyi district, Kherson"}]),
    ("Grad rockets fell on Hit on Friday, killing one.", [{"place": "Hit", "killed": 1}]),
    ("South Front\n\n09:12 — Enemy drone targets a car in Zebdine, two wounded.\n\n"
     "11:03 — Israeli artillery shelled Aita al-Shaab.\n\n14:10 — Warplanes raid Tayr Harfa.",
     [{"place": "Zebdine", "date": "2026-10-03", "injured": 2},
      {"place": "Aita al-Shaab", "date": "2026-10-03"},
      {"place": "Tayr Harfa", "date": "2026-10-03"}]),
    ("The Sudanese air force bombed warehouses at Nyala airport on Friday.",
     [{"place": "Nyala airport", "actor": "Sudanese Armed Forces"}]),
    ("US forces at Al-Tanf were attacked with two drones on 28 September.",
     [{"place": "Al-Tanf", "country": None}]),
    ("A French soldier serving with UNIFIL was killed and three others were wounded when their "
     "patrol came under small arms fire in the village of Ghandouriyeh on Friday.",
     [{"place": "village of Ghandouriyeh", "country": None, "killed": 1, "injured": 3}]),
    ("The RSF shelled El Obeid on Saturday. On Thursday, a strike on the city's market killed "
     "nine.",
     [{"place": "El Obeid"}, {"place": "El Obeid", "date": "2026-10-01", "killed": 9}]),
    ("Azerbaijan said Armenian forces had opened fire at its positions in Kalbajar from the "
     "direction of Jermuk on Thursday.",
     [{"place": "Kalbajar"}]),
    ("Troops raided the West Bank on Friday, killing two people.", [{"place": "West Bank"}]),
    (
        "The rebels denied that they had shelled Goma airport on Tuesday. A UN spokesman said that "
        "five shells landed on the runway and that nobody was hurt.",
        [{"place": "Goma airport", "date": "2026-09-29", **NOBODY}],
    ),
    (
        "Correction: An earlier version of this story said eight people were killed in Thursday's "
        "blast in Kandahar. The interior ministry has since said three people died. The blast "
        "struck a minibus. The Islamic State claimed it.",
        [{"place": "Kandahar", "date": "2026-10-01", "killed": 3, "actor": "Islamic State"}],
    ),
    # which of several places
    ("CODECO militiamen attacked a gold mining site at Mabanga (Djugu, Ituri) on Friday.",
     [{"place": "Mabanga, Djugu", "country": "DR Congo"}]),
    ("Gunmen killed four traders in Labbezanga (Ansongo, Gao) on Friday.",
     [{"place": "Labbezanga", "country": "Mali", "killed": 4}]),
    ("A roadside bomb killed three policemen in Khost (Afghanistan) on Friday.",
     [{"place": "Khost", "country": "Afghanistan"}]),
    ("In Nikopol, across the river from the occupied Zaporizhzhia nuclear plant, a drone slammed "
     "into a minibus on Friday, killing its driver.", [{"place": "Nikopol", "killed": 1}]),
    ("In Metula, opposite the Lebanese village of Khiam, an anti-tank missile wounded a farmer on "
     "Friday.", [{"place": "Metula", "injured": 1}]),
    ("Ukraine said its forces had bombed the airfield of Morozovsk overnight, from which the "
     "bomber that fired on Sumy had taken off.", [{"place": "Morozovsk", "country": "Russia"}]),
    ("Gunmen invaded Yargoje, a farming community along the Katsina road in northern Nigeria, on "
     "Friday and killed four residents.", [{"place": "Yargoje", "country": "Nigeria"}]),
    ("The base on Barkaram, an island a short boat ride from the Nigerian border, was overrun on "
     "Tuesday night by Boko Haram fighters.", [{"place": "Barkaram", "target": "base"}]),
    ("A bomb wounded Hawa Zungar, a village elder, in Maiduguri on Friday.",
     [{"place": "Maiduguri"}]),
    ("Chad bombed rebel camps at Bardai on Friday after an assault on a garrison left 17 of its "
     "soldiers dead. The base on Zanbuqa, an island, was overrun on Tuesday night.",
     [{"place": "Bardai", "killed": None}, {"place": "Zanbuqa", "killed": 17}]),
    ("Two soldiers died in Djibo on Friday after an attack on their post left five wounded.",
     [{"place": "Djibo", "killed": 2, "injured": 5}]),
    ("Tillabéri: a night of mourning in Bossey Bangou\n\nNiamey, 3 October - Six people lost "
     "their lives when armed men burst into Bossey Bangou, a village in the commune of Torodi, on "
     "Friday. A hundred head of cattle were driven off towards the border with Burkina Faso.",
     [{"place": "Bossey Bangou", "country": "Niger", "killed": 6}]),
    ("Two Army men killed in Kishtwar encounter\n\nJammu, Oct 3: Two Army men were killed in a "
     "gunfight with terrorists at Chatroo in Jammu and Kashmir's Kishtwar district on Friday.",
     [{"place": "Chatroo", "admin1": "Jammu and Kashmir", "country": "India", "killed": 2}]),
    ("Srinagar: Militants shot dead a policeman outside his home on Friday.",
     [{"place": "Srinagar", "killed": 1}]),
    ("PEMBA, Oct 3 (AP) - Alleged Islamist insurgents killed three people in the village of "
     "Nacuale on Friday.", [{"actor": "Militants", "killed": 3}]),
    ("Shells fired from the hills above Taiz killed three people in Salah on Friday.",
     [{"place": "Salah", "killed": 3}]),
    ("Gunmen swept into Zanbuqa in western Niger on Friday, killing 40 people.",
     [{"place": "Zanbuqa", "country": "Niger"}]),
    ("In Peshawar, a police officer was gunned down on his way to a mosque in Mattani on Friday.",
     [{"place": "Mattani", "killed": 1}]),
    ("On Friday in Port-au-Prince, drones exploded in the slum of Cité Soleil, killing five.",
     [{"place": "slum of Cité Soleil", "killed": 5}]),
    ("In Baghdad, a bomb killed two people on Friday on the road to Basra.",
     [{"place": "Baghdad", "killed": 2}]),
    # whose a place is that no list holds
    ("Six houses were torched by a mob in Saikul in the adjoining Kangpokpi district of Manipur on "
     "Friday.", [{"place": "Saikul, Kangpokpi district", "country": "India"}]),
    ("Jets bombed Tilma, on the Nigerian side of Lake Chad, on Friday. Chad said three died.",
     [{"place": "Tilma", "country": "Nigeria", "killed": 3}]),
    ("Rebels captured Kawkareik on Thursday. The air force bombed Kyondoe, a town on the Asian "
     "Highway, on Friday.",
     [{"place": "Kawkareik"}, {"place": "Kyondoe", "country": "Myanmar"}]),
    ("In Al-Suwaida province, a sniper killed a man on the outskirts of Al-Mazraa on Friday.",
     [{"place": "outskirts of Al-Mazraa", "country": "Syria"}]),
    ("A mine killed 29 soldiers near Zanbuqa, close to the border with Mali, Niger's defence "
     "ministry said on Friday.", [{"place": "near Zanbuqa", "country": "Niger"}]),
    # by the way: of whom or what a place was, and not of the deed
    (
        "Early on Friday, shells crashed into the bus station of El Obeid, which the RSF has tried "
        "to encircle for months. Four people died, the Sudan Doctors Network said.",
        [{"place": "El Obeid", "date": "2026-10-02", "killed": 4}],
    ),
    (
        "On Friday morning, in a sign that the unrest was not over, two members of the Basij "
        "militia were shot dead from a passing car near a market in Zahedan, IRNA reported.",
        [{"place": "Zahedan", "date": "2026-10-02", "killed": 2}],
    ),
    (
        "Jaish al-Adl, which had threatened to avenge its leader, attacked a border post near "
        "Saravan on Friday, killing two guards.",
        [{"place": "near Saravan", "killed": 2}],
    ),
    (
        "The town of Sderot, which militants in Gaza have repeatedly hit with rockets, is to get "
        "new shelters. The army, whose spokesman visited it, did not attack Gaza on Friday.",
        [],
    ),
    # a name that elsewhere is another's, where the text says what it is
    (
        "Further north, in Ituri, where M23 is not present, militiamen of CODECO killed eight "
        "people with machetes at Gina, a locality outside Bunia, late on Thursday, a civil society "
        "leader said.",
        [{"place": "Gina, outside Bunia", "admin1": "Ituri", "country": "DR Congo", "killed": 8}],
    ),
    (
        "Nine people were killed on Thursday in Bandibese, a village of Mambasa territory, during "
        "an incursion of ADF rebels.",
        [{"place": "Bandibese, Mambasa territory", "date": "2026-10-01"}],
    ),
    # where it was told, what was only called so, and whom it was blamed on
    (
        "A bomb exploded on Thursday under a train near Sibi.\n\nNine people were killed and 38 "
        "injured, health minister Naseer Mengal told reporters in Quetta.",
        [{"place": "near Sibi", "injured": 38}],
    ),
    (
        "Turkish drones struck a car near Sheladze on Thursday, killing two people, officials told "
        "journalists in Duhok.",
        [{"place": "near Sheladze", "killed": 2}],
    ),
    (
        "Warplanes struck the market of Ed Daein on Thursday. The administration in Nyala gave a "
        "toll of 33.",
        [{"place": "Ed Daein", "killed": 33}],
    ),
    (
        "In Gaza, where the truce declared in May has been fraying, an Israeli airstrike killed "
        "three people in the Zeitoun district of Gaza City on Friday, medics at al-Ahli hospital "
        "said.",
        [{"place": "Zeitoun district, Gaza City", "killed": 3}],
    ),
    (
        "Eleven civilians were killed on Tuesday in an attack on a settlement in Kiremu district, "
        "Oromia region. A spokesperson for Fano called the accusation \"a drama scripted in "
        "Adama\" and said that the Oromo Liberation Army (OLA) had killed its own people.",
        [{"place": "Kiremu district, Oromia region", "killed": 11}],
    ),
    (
        "Director's Murder Hints at New Order in Esmeraldas\n\nOn Thursday, gunmen shot dead "
        "Ximena Bolaños, the director of a prison, in the beach town of Atacames. The killing was "
        "blamed on Los Tiguerones, a gang.",
        [{"place": "town of Atacames", "killed": 1}],
    ),
    # deeds in other words: a drone that caught up, fire directed at a base, people led away
    (
        "One person was killed and two were injured on Friday in Kostiantynivka, a front-line town "
        "in Donetsk Oblast that has been under assault since last summer, when a drone caught up "
        "with a van evacuating residents.",
        [{"place": "Kostiantynivka", "weapons": "drone", "killed": 1, "injured": 2}],
    ),
    (
        "On Thursday night, bursts of rifle fire were directed at the military base in El Tambo, "
        "in Cauca. No one was hurt.",
        [{"place": "El Tambo", "date": "2026-10-01", **NOBODY}],
    ),
    (
        "On Thursday, a Palestinian drove a car into a group of soldiers at the Gush Etzion "
        "junction, south of Bethlehem, and injured three of them.",
        [{"place": "Gush Etzion, south of Bethlehem", "injured": 3}],
    ),
    (
        "A man drove a car into a tree near Haifa on Thursday, injuring three people. Soldiers "
        "fired into the air to disperse a crowd in Goma. Rebels entered talks in Doha.",
        [],
    ),
    (
        "Men got out of two vehicles in Irapuato on Thursday and fired into the crowd, prosecutors "
        "said. Eight people died.",
        [{"place": "Irapuato", "killed": 8}],
    ),
    (
        "Early on Thursday, members of armed groups entered Miangalewa, in Muidumbe district. Four "
        "people lost their lives and 35 houses were burned.",
        [{"place": "Miangalewa", "date": "2026-10-01", "killed": 4}],
    ),
    (
        "On night 1/2 October, security forces conducted an intelligence-based operation in "
        "general area Shewa, North Waziristan District. Six khwarij were killed.",
        [{"place": "Shewa", "date": "2026-10-01", "killed": 6}],
    ),
    ("Police arrested two suspected militants in an intelligence-based operation in Karachi.", []),
    # where and when a deed was, by the sentence before it
    (
        "On Thursday, a passenger minibus was stopped on the road south of Macomia, Mozambique. "
        "Ten passengers were led into the bush and released the following day.",
        [{"place": "south of Macomia", "date": "2026-10-01", "killed": None}],
    ),
    (
        "Gunmen attacked a party in Irapuato on Wednesday.\n\nOn Thursday, federal agents caught a "
        "man in Celaya whom they described as a gang's finance chief. Within the hour, masked "
        "youths hijacked trucks and set them on fire at the four main exits of the city.",
        [{"place": "Irapuato"}, {"place": "Celaya", "date": "2026-10-01"}],
    ),
    (
        "A missile hit a depot in Odesa on Wednesday, the mayor said.\n\nOn Thursday, the "
        "president spoke in Lviv, saying that help would come. Three people were killed.",
        [{"place": "Odesa", "date": "2026-09-30", "killed": 3}],
    ),
    # what is recalled, and what a paragraph goes on to tell of it; a heading and a headline alone
    (
        "A bomb exploded under a train near Sibi on Thursday, killing nine people.\n\nThe bombing "
        "recalled the hijacking of the same train in March 2025, when BLA fighters held 400 "
        "passengers in the Bolan pass. At least 31 hostages and soldiers were killed.",
        [{"place": "near Sibi", "date": "2026-10-01", "killed": 9}],
    ),
    (
        "Iran strikes inside Pakistan\n\nIran's army fired missiles at Panjgur in Pakistan on "
        "Thursday.\n\nIt brought back memories of January 2024, when Iran and Pakistan bombed each "
        "other's territory. Iran struck first at Panjgur; Pakistani jets then hit a village near "
        "Saravan, where at least nine people died.",
        [{"place": "Panjgur", "date": "2026-10-01", "killed": None}],
    ),
    (
        "In January 2024, rebels bombed a market in Goma. On Thursday, they attacked a camp near "
        "Sake and killed four people.",
        [{"place": "near Sake", "killed": 4}],
    ),
    (
        "For five months, fighters of the Maute group held the heart of Marawi against an army "
        "that answered with airstrikes. Snipers killed ten soldiers.",
        [],
    ),
    (
        "Residents recalled the moment the bomb exploded in Lahore on Friday, killing six people.",
        [{"place": "Lahore", "killed": 6}],
    ),
    (
        "A missile hit a depot in Kharkiv on Thursday, killing five people, officials said.\n\n"
        "Ukraine strikes back\n\nDrones struck a chemical plant in Nevinnomyssk on Friday.",
        [{"place": "Kharkiv", "killed": 5}, {"place": "Nevinnomyssk", "date": "2026-10-02"}],
    ),
    # a time of day alone, on the day told last
    (
        "A car bomb exploded in Cajibío, in Cauca, on Thursday, killing a baker.\n\nIn Cali, at "
        "nightfall, two men threw a grenade at a police post.\n\nAt about 9pm, arsonists torched "
        "two trucks in Popayán.",
        [
            {"place": "Cajibío", "killed": 1},
            {"place": "Cali", "date": "2026-10-01"},
            {"place": "Popayán", "date": "2026-10-01"},
        ],
    ),
    # one toll in two halves; the place behind the town that opens the sentence
    (
        "In Kirkuk, meanwhile, a police officer was killed and two of his men were wounded at dawn "
        "on Thursday when ISIS remnants opened fire on their checkpoint near Daquq.",
        [{"place": "near Daquq", "killed": 1, "injured": 2}],
    ),
    (
        "Artillery fire killed two migrants and injured two others in the Shada district of Saada "
        "governorate on Thursday, Al-Masirah reported.",
        [{"place": "Shada district", "killed": 2, "injured": 2}],
    ),
    (
        "A drone killed two farmers in Khiam and wounded three others in Metula on Thursday.",
        [{"place": "Khiam", "killed": 2}, {"place": "Metula", "injured": 3}],
    ),
    # many strikes on one place on a day; a lake that a province is called after; whose Congo
    (
        "On Thursday, Israeli jets carried out about 20 raids on Hodeidah's port, the Houthi-run "
        "Al-Masirah TV said.",
        [{"place": "Hodeidah", "date": "2026-10-01"}],
    ),
    (
        "M23 rebels clashed with Congolese troops on the shore of Lake Tanganyika on Thursday, "
        "leaving nine people dead. The fighting erupted at dawn in Makobola, in South Kivu.",
        [{"place": "Makobola", "date": "2026-10-01", "killed": 9}],
    ),
    (
        "Drones hit the airstrip of Minembwe in eastern Congo on Thursday. The government declined "
        "to comment.",
        [{"place": "Minembwe", "country": "DR Congo", "date": "2026-10-01"}],
    ),
    # what an exercise sank; a line that says where; rows of a table
    (
        "Following the sirens in Katzrin, the incident is over. The blasts heard around Safed are "
        "part of an artillery exercise that was planned in advance.",
        [],
    ),
    (
        "A tanker went to the bottom off Zambales on Thursday after being hit by anti-ship "
        "missiles and two bombs, in the climax of this year's Balikatan exercise between the "
        "Philippines and the United States. Spectators cheered as a frigate fired a missile.",
        [],
    ),
    (
        "Late on Thursday, social media users reported a string of explosions in Bandar Abbas, and "
        "a channel said that a naval base had been attacked. The governor's office denied it. The "
        "noise, it said, came from the disposal of expired ammunition.",
        [],
    ),
    (
        "Two jawans were injured when an IED planted by Naxalites went off during a demining "
        "exercise near Chintalnar in Chhattisgarh's Sukma district on Thursday.",
        [{"place": "near Chintalnar", "injured": 2}],
    ),
    (
        "⚡️ Kherson, Korabelnyi district\n\nThis morning the Russians dropped explosives from a "
        "drone on a man who was mending his fence. He is 58.\n\nPlease do not go outside.",
        [{"place": "Kherson", "date": "2026-10-03", "weapons": "drone"}],
    ),
    (
        "Far North Cameroon, 21-27 September 2026\n\n"
        "21 September | Kerawa | armed men kill two farmers, take a motorbike\n"
        "23 September | Mora | army pick-up hits roadside bomb, one killed, three hurt\n"
        "24 September | Zelevet | night raid, goats taken, no victims\n"
        "26 September | Kolofata | calm\n"
        "27 September | Blangoua | fishermen abducted, number unknown",
        [
            {"place": "Kerawa", "date": "2026-09-21", "killed": 2},
            {"place": "Mora", "date": "2026-09-23", "killed": 1, "injured": 3},
            {"place": "Zelevet", "date": "2026-09-24", **NOBODY},
            {"place": "Blangoua", "date": "2026-09-27", "kind": "other"},
        ],
    ),
    # 'days after' spans many days; the day told beside it does not
    (
        "The murder of a prison official in Ecuador came days after a massacre. On Thursday, "
        "gunmen shot dead Ximena Bolaños in the town of Atacames. Two days earlier, seven inmates "
        "had been stabbed in the Esmeraldas prison.",
        [
            {"place": "town of Atacames", "date": "2026-10-01"},
            {"place": "Esmeraldas prison", "date": "2026-09-29"},
        ],
    ),
    # how far a war reaches is not where a deed of it was
    (
        "A drone attack on a fuel depot killed 12 people, a source said on Friday, as the army and "
        "its foes traded blows from the White Nile to Darfur.\n\nThe strike on Kosti, a river port "
        "south of Khartoum, came on Thursday evening.",
        [{"place": "Kosti", "killed": 12}],
    ),
    # one incident told twice
    ("Bandits kill commander, four others in Katsina\n\nBy Sagir Lawal, Katsina\n\nGunmen killed a "
     "commander and four of his men in an ambush at Kankara in Katsina State on Friday.",
     [{"place": "Kankara", "actor": "Bandits"}]),
    ("The United States bombed a militia headquarters south of Baghdad on Friday. Central Command "
     "said the strikes in Jurf al-Nasr hit a base of Kataib Hezbollah. Three men were killed.",
     [{"place": "Jurf al-Nasr", "killed": 3}]),
    ("A bomb killed two policemen south of Baghdad on Friday. In Mahmudiya, a car bomb killed "
     "three.", [{"place": "south of Baghdad", "killed": 2}, {"place": "Mahmudiya", "killed": 3}]),
    ("Bombs on a Wedding: 11 Dead in Magway\n\nEleven people were killed at a wedding in Gangaw "
     "Township, Magway Region, when a plane dropped bombs on Friday.",
     [{"place": "Gangaw Township", "country": "Myanmar", "killed": 11}]),
    ("A drone hit a Sumy apartment building on Friday, killing two.", [{"place": "Sumy"}]),
    ("Imphal: A village volunteer was shot dead and two farmers were injured when armed men opened "
     "fire at Kumbi on Friday.", [{"place": "Kumbi", "killed": 1, "injured": 2}]),
    ("Insurgents kill three and burn health post in Ancuabe\n\nPemba, 3 Oct 2026 - Insurgents "
     "killed three people and set fire to a health post in the village of Nacuale on Friday.",
     [{"place": "village of Nacuale", "killed": 3}]),
    ("A ship was hit by a sea drone off Hodeidah on Thursday. It was the second attack in the area "
     "in a week. On September 25 missiles fell wide of a tanker off Mokha.",
     [{"place": "off Hodeidah", "date": "2026-10-01"}, {"place": "off Mokha"}]),
    ("Explosive drones kill policeman in Colombia's Catatumbo\n\nBOGOTÁ - A policeman was killed "
     "on Friday after drones carrying explosives came down on the station of El Tarra, a town in "
     "the Catatumbo region.", [{"place": "El Tarra", "killed": 1}]),
    # deeds in few or common words
    ("Insurgents stormed a camp in Djibo on Tuesday. State television said helicopters had "
     "\"avenged the fallen\" by destroying a column of pick-up trucks that was withdrawing towards "
     "Nassoumbou.",
     [{"place": "Djibo", "kind": "attack"}, {"place": "Nassoumbou", "kind": "retaliation"}]),
    ("Warplanes destroyed a convoy of vehicles heading towards Kidal on Friday.",
     [{"place": "Kidal", "sub_event_type": "Air/drone strike"}]),
    ("On Friday, a crowd in Verrettes seized three men whom it took for scouts of the gang and "
     "hacked them to death with machetes.", [{"place": "Verrettes", "weapons": "knife"}]),
    ("Gunmen killed four men in Kankara on Tuesday. In Jos, youths on Friday blocked a road in "
     "protest at the killing of three farmers in Bokkos on Wednesday night.",
     [{"place": "Kankara", "killed": 4}, {"place": "Bokkos", "killed": 3, "date": "2026-09-30"}]),
    ("Four Levies personnel were martyred and their vehicle snatched when armed men set up a "
     "picket near Khadkocha on Friday.", [{"place": "near Khadkocha", "killed": 4}]),
    ("Armed men stopped two sugar cane trucks near Mercaderes on Friday, ordered the drivers to "
     "get out and set both on fire. Nobody was hurt.", [{"place": "near Mercaderes", **NOBODY}]),
    ("Bandits blocked the highway on Friday and whisked away 14 travellers at Rijana.",
     [{"place": "Rijana", "actor": "Bandits", "kind": "other"}]),
    ("Insurgents killed three people and set fire to a health post in Nacuale on Friday. The day "
     "before, the same group is thought to have stopped two lorries on the road near Metoro.",
     [{"place": "Nacuale", "killed": 3}, {"place": "near Metoro", "date": "2026-10-01"}]),
    # what is no incident
    # sport, markets, weather, mishaps and drills, and violence beside them
    ("LONDON: Arsenal launched a blistering assault on Manchester City's goal on Friday, the last "
     "of them a rocket from Declan Rice that left the goalkeeper rooted to the spot.", []),
    ("In Lahore, Pakistan's pace attack demolished Sri Lanka for 118 on Friday, and hopes of "
     "saving the series were killed off.", []),
    ("Liverpool bombarded the Everton goal on Friday, and Salah's late strike killed it off.", []),
    ("Gunners blast holes in City defence; Karachi traders dodge a bullet", []),
    ("Bank stocks were hit hard in Lagos on Friday; shares came under heavy bombardment.", []),
    ("Rain, rockfall kill 19 in Himachal; cylinder blast injures seven in Noida", []),
    ("A cloudburst struck Mandi on Friday; soldiers recovered eight bodies.", []),
    ("Flash floods hit Ghazni on Friday, killing 12 people, the Taliban said.", []),
    ("In Noida, seven workers suffered burns when a gas cylinder exploded on Friday. Fire officers "
     "said the blast was so powerful that residents first took it for a bomb.", []),
    ("An Indian Air Force trainer crashed during a routine sortie near Jamnagar on Friday.", []),
    ("Residents of Haifa were told that explosions heard on Friday came from a drill, in which "
     "soldiers practised the response to a strike.", []),
    ("Armed youths mounted a roadblock near Wukari on Friday and burned two buses.",
     [{"place": "near Wukari"}]),
    ("Gunmen on motorbikes attacked the convoy of the cricket team in Lahore on Friday, wounding "
     "six.", [{"place": "Lahore", "injured": 6}]),
    ("Militants attacked a village in Swat on Friday after heavy rain had cut the road, killing "
     "four people.", [{"place": "Swat", "killed": 4}]),
    ("A drone struck a fuel depot in Belgorod on Friday, and gas cylinders exploded, hurting four.",
     [{"place": "Belgorod", "injured": 4}]),
    ("Explosions heard in Isfahan on Friday came from air defence fire at drones, officials said.",
     [{"place": "Isfahan"}]),
    ("Militants attacked troops during an exercise near Konna on Friday, killing four soldiers.",
     [{"place": "near Konna", "killed": 4}]),
    ("A military helicopter crashed near Bara on Friday after it was hit by a missile, killing two "
     "crew.", [{"place": "near Bara", "killed": 2}]),
    ("Armed police stopped two trucks at a checkpoint near Jos on Friday.", []),
    ("Soldiers on Friday stopped three trucks carrying smuggled fuel near Diffa.", []),
    ("A crowd in Jos seized a thief on Friday and handed him to the police.", []),
    ("Thousands protested in Jos on Friday at the killing of farmers in Plateau State.", []),
    ("A column of army trucks withdrew towards Sevare on Friday, residents said.", []),
    ("Had the missile hit Haifa on Friday, dozens would have died, a minister said.", []),
    ("A US strike killed three people off Venezuela on Friday. Caracas called it murder.",
     [{"place": "off Venezuela", "killed": 3}]),
    ("An elephant killed two villagers in Assam on Friday.", []),
    ("A plane crashed in Juba on Friday, killing 20 oil workers.", []),
    ("Hackers attacked the website of the Albanian parliament on Friday.", []),
    ("Colombian police on Friday arrested the man who killed senator Miguel Uribe in Bogotá.", []),
    ("The insurgents had been massing to attack troops.", []),
    ("Bird flu has killed about 100 people in Egypt, the health ministry said on Friday.", []),
    ("Poisoned liquor killed 17 people in Nairobi on Friday.", []),
    ("Two workers were killed when an explosion tore through a fireworks warehouse in Suphan Buri "
     "on Monday.\n\nTroops fired rockets at Hit on Friday.", [{"place": "Hit"}]),
    ("The ELN has announced a three-day armed strike in Chocó.", []),
    ("More than 2,300 people have been murdered in Sinaloa since the feud began.", []),
    ("The army said its garrison in Babanusa had repelled an assault by the RSF on Monday and "
     "seized six combat vehicles.",
     [{"place": "Babanusa", "actor": "Rapid Support Forces", "kind": "attack"}]),
    # what long came before, and a court at the end of a day's news
    ("M23 rebels captured Walikale on Thursday after several weeks of fighting that left 45 "
     "militiamen dead.", [{"place": "Walikale", "killed": None}]),
    ("Two men were shot dead in Nablus on Friday, a day after a raid that killed five in Jenin.",
     [{"place": "Nablus", "killed": 2}, {"place": "Jenin", "killed": 5}]),
    ("Gunmen fired at a police post on the outskirts of Nazran on Friday. One officer was killed "
     "and another wounded. No one has claimed it.\n\nIn Rostov, a court sentenced a student to "
     "eight years in prison for arson. Prosecutors had asked for ten. His trial lasted a year.",
     [{"place": "outskirts of Nazran", "killed": 1, "injured": 1, "actor": "Unclaimed"}]),
    ("A court in Rostov sentenced a student to eight years in prison on Friday. Two guards were "
     "killed in the attack, prosecutors said. The trial lasted a year.", []),
    # tolls told in other words
    ("Blast kills teacher, two pupils in Quetta", [{"place": "Quetta", "killed": 3}]),
    ("Israeli soldiers fired a machine gun at a UN patrol near Kfar Shuba on Friday. No "
     "peacekeeper was hurt.", [{"place": "near Kfar Shuba", **NOBODY}]),
    ("A drone dropped a bomb on an excavator in Bint Jbeil on Friday. The driver got away "
     "unharmed.", [{"place": "Bint Jbeil", **NOBODY}]),
    ("Gunmen shot at the mayor's car in Cali on Friday, killing his driver. The mayor escaped "
     "unhurt.", [{"place": "Cali", "killed": 1, "casualties": "reported"}]),
    ("A village chief was killed and his driver wounded in an ambush in Sumisip on Friday.",
     [{"place": "Sumisip", "killed": 1, "injured": 1}]),
    ("Nine people, six of them soldiers on home leave, were killed when a bomb hit a train outside "
     "Sibi on Friday.", [{"place": "outside Sibi", "killed": 9}]),
    ("Two men threw a grenade at a police post in Cali on Friday. Two patrol officers suffered "
     "hearing damage.", [{"place": "Cali", "injured": 2}]),
    ("Gunmen killed three pupils, a teacher and wounded five at a school in Kumba on Friday.",
     [{"place": "Kumba", "killed": 4, "injured": 5}]),
    ("Rebels kill commander, four others in Bama\n\nMAIDUGURI, Oct 3 - Rebels attacked Bama on "
     "Friday, officials said.", [{"place": "Bama", "killed": 5}]),
    ("A missile hit a depot in Kharkiv on Friday. Four employees were killed on the spot and a "
     "fifth, a woman of 23, died on the operating table.", [{"place": "Kharkiv", "killed": 5}]),
    ("Gunmen opened fire at a bar in Irapuato on Friday. Eight people died that night. A ninth "
     "victim died in hospital on Saturday.", [{"place": "Irapuato", "killed": 9}]),
    ("Fighters attacked the camp at Tessit on Friday. The general staff said that 12 soldiers had "
     "fallen. An official put the number of dead soldiers at 45.",
     [{"place": "Tessit", "killed": None, "casualties": "reported"}]),
    ("Gunmen attacked a police station in Rask on Friday and killed eight officers. Eleven "
     "policemen were wounded, the outlet said, and three of the attackers died.",
     [{"place": "Rask", "killed": 8, "injured": 11}]),
    ("A drone hit a depot in Kosti on Friday, killing 12 and leaving dozens with burns, a medical "
     "source told AFP. The medical source said that 40 people were being treated.",
     [{"place": "Kosti", "killed": 12, "injured": 40}]),
    ("A bomb in Quetta on Friday killed dozens of people, residents said. Police said three people "
     "had been killed.", [{"place": "Quetta", "killed": None, "casualties": "reported"}]),
    # a toll told elsewhere in a text reaches its incident, whoever tells it and from where
    ("Warplanes struck the market of Ed Daein on Friday. The Emergency Lawyers said 21 people had "
     "been killed. The RSF-led administration in Nyala gave a toll of 33.",
     [{"place": "Ed Daein", "killed": None, "casualties": "reported"}]),
    ("A bomb derailed a train outside Sibi on Friday. Nine people were killed and 38 injured, the "
     "health minister told reporters in Quetta.",
     [{"place": "outside Sibi", "killed": 9, "injured": 38}]),
    ("Gunmen killed two reporters in Gaza City on Friday.", [{"place": "Gaza City", "killed": 2}]),
    ("Border guards exchanged fire for an hour at Chaman on Friday. Each side blamed the other for "
     "shooting first. An official in Kandahar said two Afghan guards had died; a Pakistani "
     "official said one of his men was hurt.", [{"place": "Chaman", "killed": 2, "injured": 1}]),
    ("The Houthis fired a missile at Tel Aviv on Thursday. No injuries were reported.\n\nOn "
     "Wednesday, Israeli jets carried out about 20 raids on Hodeidah, according to Al-Masirah TV. "
     "The Ministry of Health in Sanaa said that seven people had been killed and 31 wounded.",
     [{"place": "Tel Aviv", **NOBODY}, {"place": "Hodeidah", "killed": 7, "injured": 31}]),
    ("In Kirkuk, meanwhile, a police officer was killed and two of his men were wounded on Friday "
     "when gunmen opened fire on their checkpoint near Daquq.",
     [{"place": "near Daquq", "killed": 1, "injured": 2}]),
    ("In Donetsk Oblast, a teacher was killed and three of her pupils were wounded on Friday when "
     "a drone hit a bus in Kramatorsk.", [{"place": "Kramatorsk", "killed": 1, "injured": 3}]),
    ("Artillery fire killed a migrant and injured two others in the Shada district of Saada on "
     "Friday, Al-Masirah reported, blaming Saudi border guards.",
     [{"killed": 1, "injured": 2}]),
    # arms that were used, and those of another day or of a whole country
    ("Nine people were hurt in Eilat on Friday when a drone hit a hotel. The Houthis claimed the "
     "attack. They had previously fired hundreds of drones and missiles at Israel.",
     [{"place": "Eilat", "injured": 9, "weapons": "drone"}]),
    ("Russian aircraft dropped three guided bombs on Zaporizhzhia on Friday, killing three people. "
     "Russia launched 128 drones and four missiles at Ukraine overnight, of which 101 drones were "
     "destroyed, the Air Force said.",
     [{"place": "Zaporizhzhia", "killed": 3, "weapons": "guided bomb"}]),
    ("Russia launched 90 drones at Odesa overnight, of which nine were shot down.",
     [{"place": "Odesa", "weapons": "drone"}]),
    ("A car packed with explosives blew up outside a police station in Jamundi on Friday, killing "
     "two.", [{"killed": 2, "weapons": "car bomb"}]),
    ("A vehicle rigged with a large amount of explosives went off in Azaz on Friday.",
     [{"place": "Azaz", "weapons": "car bomb"}]),
    ("A device buried beside the road blew up near Mora on Friday, killing two soldiers.",
     [{"place": "near Mora", "killed": 2, "weapons": "roadside bomb"}]),
    # what went on meanwhile, a sum of a country and its parts, and where the hurt were moved
    ("A drone attack on a fuel depot in southern Sudan on Sunday killed 12 people, a medical "
     "source told AFP, as the army and its foes traded blows from the White Nile to Darfur.\n\nThe "
     "strike on Kosti came at dusk. The medical source said that 40 people were being treated and "
     "that some had been moved to Khartoum.", [{"place": "Kosti", "killed": 12, "injured": 40}]),
    ("Five farmers were killed in Borno on Friday as gunmen raided Konduga.",
     [{"place": "Konduga", "killed": 5}]),
    ("Gunmen killed five farmers in Borno on Friday as they walked to Konduga.",
     [{"place": "Konduga", "killed": 5}]),
    ("A bomb killed three in Quetta on Friday as lawmakers met in Islamabad.",
     [{"place": "Quetta", "killed": 3}]),
    ("Russian attacks kill 10 across Ukraine as half of Kharkiv goes without heat\n\nRussian "
     "attacks killed at least 10 people across Ukraine over the past day, officials said on "
     "Saturday.\n\nThe deadliest came in Kharkiv, where a missile hit a depot on Friday evening. "
     "Six employees were killed.\n\nIn Zaporizhzhia, Russian aircraft dropped three guided bombs "
     "on Friday, killing three people. In Nikopol, artillery fire killed a man in his yard.",
     [{"place": "Kharkiv", "killed": 6}, {"place": "Zaporizhzhia", "killed": 3},
      {"place": "Nikopol", "killed": 1}]),
    ("One person was killed in Kostiantynivka, a town that has been under assault since summer, "
     "when a drone hit a van on Friday.", [{"place": "Kostiantynivka", "killed": 1}]),
    ("Guards exchanged fire at Chaman on Friday. One was hurt.\n\nLast October, dozens of soldiers "
     "were killed in the worst fighting between the neighbours since 2021.",
     [{"place": "Chaman", "killed": None, "injured": 1}]),
    # tolls
    ("In Donetsk Oblast, four people were killed and nine wounded when Russian aircraft dropped "
     "guided bombs on Kramatorsk on Friday.",
     [{"place": "Kramatorsk", "killed": 4, "injured": 9}]),
    ("Gunmen killed six people in Machala on Friday. Between 2021 and 2023 more than 400 inmates "
     "were killed in prisons.", [{"place": "Machala", "killed": 6}]),
    ("An Israeli airstrike in Khan Younis on Friday killed Palestinian photographer Mahmoud Taha "
     "and his brother.", [{"place": "Khan Younis", "killed": 2}]),
    ("The death toll from Thursday's car bombing in Quetta rose to 19 on Saturday. Officials had "
     "earlier put the toll at 15.", [{"place": "Quetta", "killed": 19}]),
    ("Gunmen shot dead 11 people in Salamanca on Friday. Ten of the victims died at the scene.",
     [{"killed": 11}]),
    ("A US airstrike killed an Islamic State commander in Raqqa on Friday. Two of his bodyguards "
     "were also killed.", [{"killed": 3}]),
    # when
    ("Gunmen killed four people in Jos overnight from Wednesday to Thursday, police said.",
     [{"date": "2026-09-30", "date_end": "2026-10-01"}]),
    ("On Friday the governor visited Jos, where gunmen had killed four people the day before.",
     [{"date": "2026-10-01"}]),
    ("In mid-September, gunmen raided Nertiti and killed nine people.",
     [{"date": "2026-09-11", "date_end": "2026-09-20", "killed": 9}]),
    # what it was
    ("A suicide car bomb exploded in Mogadishu on Friday, killing 12.",
     [{"event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb"}]),
    ("Fighters killed 15 people with machetes in Beni on Wednesday and kidnapped about 40.",
     [{"kind": "attack", "sub_event_type": "Attack", "killed": 15}]),
    ("Israel said it struck a weapons depot in Baalbek on Friday. Three people were killed.",
     [{"event_type": "Explosions/Remote violence", "killed": 3}]),
    ("The army recaptured Bara from the RSF on Friday.",
     [{"sub_event_type": "Government regains territory"}]),
    ("M23 rebels took control of the town of Uvira on Wednesday.",
     [{"sub_event_type": "Non-state actor overtakes territory"}]),
    ("White phosphorus shells were fired at Khiam on Friday.",
     [{"sub_event_type": "Shelling/artillery/missile attack", "weapons": "white phosphorus"}]),
    ("A Russian Su-35 fired a missile at a bridge in Zatoka on Oct. 1.",
     [{"weapons": "aircraft; missile"}]),
    ("Militants attacked a police post in Panjgur on Thursday and took away rifles and a vehicle.",
     [{"target": "police post", "weapons": None}]),
    ("Troops opened fire at men throwing explosives in Nablus on Friday, killing one.",
     [{"weapons": None, "killed": 1}]),
    # a deed in a verb and its noun; nobody's bomb beside a battle; a group behind another; a sum
    ("A drone was shot down over Haifa on Thursday. Hours later the US carried out strikes on two "
     "launchers near Hodeidah.",
     [{"place": "Haifa"}, {"place": "near Hodeidah", "actor": "United States"}]),
    ("Clashes broke out between the SNA and the SDF in Manbij on Thursday, leaving 22 fighters "
     "dead. A car bomb later exploded on the Tishrin road; no group has claimed it.",
     [{"place": "Manbij", "killed": 22, "actor": None},
      {"place": "Tishrin road", "killed": None, "actor": "Unclaimed"}]),
    ("Jihadists from the al Qaeda affiliate JNIM ambushed a fuel convoy near Kayes on Thursday.",
     [{"place": "near Kayes", "actor": "Jama'at Nasr al-Islam wal Muslimin"}]),
    ("At least 80 people were killed in a wave of attacks by the National Liberation Army (ELN) "
     "in Colombia's Catatumbo region, authorities said.",
     [{"place": "Catatumbo region", "killed": 80}]),
    ("The Sahel has seen a wave of attacks that killed 400 people in Burkina Faso's north.", []),
    # what a deed drew that is none; ground taken; what planes drop; waters of no governorate
    ("Al Shabaab fighters stormed a hotel in Mogadishu on Friday, triggering a siege.",
     [{"kind": "attack", "place": "Mogadishu"}]),
    ("M23 rebels seized Goma on Friday.",
     [{"sub_event_type": "Non-state actor overtakes territory"}]),
    ("Iran's Revolutionary Guards seized a tanker in the Gulf of Oman on Friday.",
     [{"event_type": "Strategic developments"}]),
    ("A military jet dropped bombs on a monastery in Sagaing on Friday, killing 22 people.",
     [{"sub_event_type": "Air/drone strike", "weapons": "bomb", "killed": 22}]),
    ("The Houthis targeted a US carrier in the Red Sea with missiles in response to American raids "
     "on Sanaa and Saada.",
     [{"place": "Red Sea", "admin1": None, "kind": "retaliation"},
      {"place": "Sanaa", "actor": "United States"}, {"place": "Saada"}]),
    # those behind the first of the dead; those to whom it was done; arms destroyed; a claim
    ("A strike in Sidon killed a man and his two children on Friday.", [{"killed": 3}]),
    ("A woman and two of her sons were wounded when a shell hit Kherson on Friday.",
     [{"injured": 3}]),
    ("A shell killed a driver and three passengers in Kherson on Friday.", [{"killed": 4}]),
    ("The Turkish defence ministry said 12 PKK fighters were \"neutralised\" in air strikes on "
     "Gara, northern Iraq, on Friday.", [{"actor": None, "weapons": "airstrike", "killed": None}]),
    ("US forces destroyed a Houthi drone over the Red Sea on Friday.",
     [{"kind": "other", "sub_event_type": "Disrupted weapons use"}]),
    ("Gunmen opened fire on worshippers in Herat on Friday, killing six. ISIS-K said on Telegram "
     "that it was behind the attack.",
     [{"actor": "Islamic State Khorasan", "actor_basis": "claimed"}]),
    # the other end of 'days after'; when the dead were found; the day of the sentence before
    ("Dozens of settlers set fire to four homes in Duma on Friday. The rampage came a day after a "
     "stabbing near Shilo, in which an Israeli was injured.",
     [{"place": "Duma", "date": "2026-10-02"}, {"place": "near Shilo", "date": "2026-10-01"}]),
    ("Rescuers in Kharkiv found two more bodies on Friday, three days after a missile hit a "
     "dormitory.", [{"place": "Kharkiv", "date": "2026-09-29"}]),
    ("A tanker was ablaze and adrift on Friday, a day after it was hit by a missile off Aden.",
     [{"place": "off Aden", "date": "2026-10-01"}]),
    ("The funeral was held on Thursday in Jos. Two days earlier, gunmen had stormed Barkin Ladi "
     "and killed nine people.", [{"place": "Barkin Ladi", "date": "2026-09-29"}]),
    ("The governor spoke on Friday. The previous day, gunmen had attacked Bokkos, killing two.",
     [{"place": "Bokkos", "date": "2026-10-01"}]),
    ("Fighters kidnapped a priest in Kumbo on 27 September. He was freed on the 29th. On the "
     "evening of his release, soldiers raided Bali and shot dead two men.",
     [{"place": "Kumbo", "date": "2026-09-27"}, {"place": "Bali", "date": "2026-09-29"}]),
    ("Fighters kidnapped a priest in Kumbo on 27 September. He was freed after talks. On the "
     "evening of his release, soldiers raided Bali and shot dead two men.",
     [{"place": "Kumbo", "date": "2026-09-27"}, {"place": "Bali", "date": None}]),
    ("Gunmen killed five guards in an ambush at Kankara, Nigeria.\n\nIt was gathered that the "
     "incident happened on Tuesday evening as they were returning from Pauwa.",
     [{"place": "Kankara", "date": "2026-09-29"}]),
    ("Two soldiers were killed in southwestern Colombia when a bomb exploded, the army said.\n\n"
     "It happened near El Plateado on Wednesday, officials said.",
     [{"place": "near El Plateado", "date": "2026-09-30", "killed": 2}]),
    ("Gunmen killed nine drivers in western Mali, a union said.\n\nThe violence broke out in Diema "
     "on Wednesday, a witness said.", [{"place": "Diema", "date": "2026-09-30", "killed": 9}]),
    ("Rebels killed 11 farmers in eastern Congo, an official said on Friday.\n\nThe victims were "
     "surprised in their fields outside Oicha on Wednesday night, said an administrator.",
     [{"place": "outside Oicha", "date": "2026-09-30", "killed": 11}]),
    ("A drone strike killed three people in Sudan's North Kordofan on Friday, medics said.\n\n"
     "The violence broke out in Khartoum between the army and the RSF.",
     [{"place": "North Kordofan", "date": "2026-10-02", "killed": 3}]),
    ("Gunmen killed two people in northern Nigeria on Friday, police said.\n\nThe ambassador was "
     "surprised by the news in Abuja.", [{"place": "northern Nigeria", "killed": 2}]),
    ("A tanker was hit by a missile in the Red Sea on Friday.\n\nThe vessel was 26 miles west of "
     "Mokha, said an official.", [{"place": "26 miles west of Mokha"}]),
    ("Israel struck a house in Tyre on Tuesday in response to a missile that wounded a farmer in "
     "Metula the evening before.",
     [{"place": "Tyre"}, {"place": "Metula", "date": "2026-09-28"}]),
    ("Israeli jets have bombed Jabalia since dawn, killing two people.",
     [{"place": "Jabalia", "date": "2026-10-03"}]),
    ("Russian drones killed two people in Kherson over the previous day.",
     [{"place": "Kherson", "date": "2026-10-02", "date_end": "2026-10-03"}]),
    # who claims it or is accused of it, in the words of another sentence
    ("A container ship was hit by a sea drone off Hodeidah on Thursday.\n\nYemen's Houthis said "
     "late on Thursday they had targeted the vessel.",
     [{"place": "off Hodeidah", "actor": "Houthis", "actor_basis": "claimed"}]),
    ("A bombing at a bank in Kunduz killed eight people on Thursday. The regional chapter of the "
     "Islamic State group (IS-K) said on Friday that one of its members had carried out the "
     "attack.", [{"actor": "Islamic State Khorasan", "actor_basis": "claimed"}]),
    ("A girl was shot dead in Taiz on Tuesday. The bullet came from a hill held by the Houthi "
     "movement, a rights organisation said.",
     [{"place": "Taiz", "actor": "Houthis", "actor_basis": "accused", "date": "2026-09-29"}]),
    ("A drone hit a power plant in Kosti on Thursday. The army said the drone had come from an "
     "area under RSF control.", [{"actor": "Rapid Support Forces", "actor_basis": "accused"}]),
    ("Rockets were fired from Lebanon at an Israeli army base near Metula on Thursday.",
     [{"place": "near Metula", "actor": None}]),
    ("JNIM said on Friday that one of its members had been killed in a raid on Gao.",
     [{"place": "Gao", "actor": None}]),
    ("Drones killed a policeman in El Tarra on Monday. A general attributed the attack to the "
     "National Liberation Army, or ELN, and said that jammers installed last month had brought "
     "down two others.\n\nIn the southwest, armed men stopped two trucks near Mercaderes the same "
     "day and set both on fire. Nobody was hurt and no organization has claimed it.",
     [{"killed": 1, "actor": "National Liberation Army (Colombia)", "actor_basis": "accused"},
      {"place": "near Mercaderes", "actor": "Unclaimed", **NOBODY}]),
    ("A bomb killed four in Gao on Thursday. The governor blamed JNIM and added that last month a "
     "bomb had killed ten in Menaka.",
     [{"place": "Gao", "killed": 4}]),
    # who did it by the lead, the sentence before or what flew before
    ("Two civilians have been killed in attacks by the Ukrainian armed forces on Russia's Belgorod "
     "Region over the past 24 hours, the governor said on his Telegram channel on Saturday.\n\n"
     "In Shebekino, a drone hit a van. In the village of Novaya Tavolzhanka, a woman was killed "
     "under shelling. Five people were hurt in Grayvoron when a drone dropped a munition.",
     [{"place": "Shebekino", "actor": "Ukraine"},
      {"place": "village of Novaya Tavolzhanka", "actor": "Ukraine", "date": "2026-10-02"},
      {"place": "Grayvoron", "actor": "Ukraine"}]),
    ("Israeli attacks across southern Lebanon killed at least 11 people on Friday.\n\nA rocket hit "
     "a house in Metula, wounding two. In Nabatieh, gunmen shot dead a judge.",
     [{"place": "southern Lebanon", "actor": "Israel"}, {"place": "Metula", "actor": None},
      {"place": "Nabatieh", "actor": None}]),
    ("Chad has launched air raids on Boko Haram positions, the presidency said on Thursday. The "
     "first jets bombed Baga Sola around noon on Wednesday.",
     [{"place": "Baga Sola", "actor": "Chad", "date": "2026-09-30"}]),
    ("Fano, a loose alliance, said none of its members had been in the town. On Tuesday its "
     "fighters ambushed an army convoy outside Finote Selam.",
     [{"place": "outside Finote Selam", "actor": "Fano"}]),
    ("Boko Haram was not named. The army denied it. On Tuesday its fighters ambushed a convoy "
     "outside Banki.", [{"place": "outside Banki", "actor": None}]),
    # a regime and a government that have aircraft are their country
    ("Eleven people were killed in Gangaw, Myanmar, on Friday when a regime transport plane "
     "dropped bombs on a wedding.", [{"place": "Gangaw", "actor": "Myanmar", "killed": 11}]),
    ("Insurgents captured a base outside Kawkareik on Thursday. The regime responded on Friday "
     "with airstrikes on Kyondoe.",
     [{"place": "outside Kawkareik"}, {"place": "Kyondoe", "actor": "Myanmar",
                                       "kind": "retaliation"}]),
    ("A government helicopter gunship strafed a village near Nasir on Friday, killing five.",
     [{"place": "near Nasir", "actor": "South Sudan"}]),
    ("A rocket hit the office of the sanctions regime's monitors in Kabul on Friday.",
     [{"place": "Kabul", "actor": None}]),
    ("Rebels attacked a regime convoy near Kawlin on Friday, killing eight troops.",
     [{"place": "near Kawlin", "actor": "Rebels", "killed": 8}]),
    # whose the deed was not: the country's at the head, the dead's, the finders'
    ("Central African Republic - Azande Ani Kpi Gbe militiamen attacked Zemio on 25 September, "
     "killing four.", [{"place": "Zemio", "actor": "Azande Ani Kpi Gbe"}]),
    ("South Sudan - Murle youths attacked Pibor on 25 September, killing four.",
     [{"place": "Pibor", "actor": None, "country": "South Sudan"}]),
    ("Three suspected members of the New People's Army died on Monday in a firefight with troops "
     "in Las Navas.", [{"place": "Las Navas", "actor": None, "target": "troops"}]),
    ("Members of the New People's Army killed three soldiers in a firefight in Las Navas on "
     "Monday.", [{"place": "Las Navas", "actor": "New People's Army"}]),
    ("Police found the bodies of four people shot dead in Jos on Friday.",
     [{"place": "Jos", "actor": None, "killed": 4}]),
    # ground taken in a fight; an army's headquarters are no civilians
    ("The army seized Bara after days of fighting with the RSF on Friday.",
     [{"place": "Bara", "sub_event_type": "Government regains territory"}]),
    ("The RSF seized the town of Babanusa on Friday after weeks of fighting that killed 60 "
     "soldiers.", [{"place": "town of Babanusa",
                    "sub_event_type": "Non-state actor overtakes territory"}]),
    ("The Arakan Army overran the headquarters of the Western Command in Ann on Friday, killing "
     "40.", [{"place": "Ann", "event_type": "Battles", "killed": 40}]),
    ("Eight people were killed on Friday in an attack on an outpost near Malanville.",
     [{"event_type": "Battles", "killed": 8}]),
    ("Militants overran the village of Banki on Friday, killing 40 people.",
     [{"event_type": "Violence against civilians", "killed": 40}]),
    # what was struck, without what stands before it or why it was done
    ("A drone struck a bus station in the Ethiopian town of Dembecha on Friday.",
     [{"target": "bus station"}]),
    ("Fighters kidnapped a headmaster in Kumbo on Friday for having held school on a ghost town "
     "day.", [{"place": "Kumbo", "target": None}]),
    # where 'south of Baghdad' was, and what was answered there is nobody's own
    ("The United States bombed a militia headquarters south of Baghdad early Thursday, two days "
     "after a rocket attack on a base used by American troops left a contractor dead. U.S. Central "
     "Command said the strikes in Jurf al-Nasr hit a command center.",
     [{"place": "Jurf al-Nasr", "date": "2026-10-01", "kind": "retaliation",
       "actor": "United States", "killed": None},
      {"date": "2026-09-29", "actor": None, "killed": 1}]),
    ("A drone hit a depot east of Kharkiv on Thursday. A separate strike in Chuhuiv killed one.",
     [{"place": "east of Kharkiv"}, {"place": "Chuhuiv"}]),
    ("Gunmen shot dead two men in a village of Duma in July 2024. Troops raided Huwara on Friday, "
     "killing one.", [{"place": "Huwara", "killed": 1}]),
    ("Soldiers raided Kumbo on Friday and shot dead two men. The army says it returned fire. A "
     "day earlier fighters had kidnapped a priest in Bali.",
     [{"place": "Kumbo", "kind": "attack"}, {"place": "Bali"}]),
    ("A convoy was ambushed near Gossi on Thursday. JNIM said early on Friday its men had killed "
     "12 soldiers.",
     [{"place": "near Gossi", "actor": "Jama'at Nasr al-Islam wal Muslimin", "killed": 12,
       "date": "2026-10-01"}]),
    ("Turkish air raids across northern Syria killed nine on Friday. A drone hit a car in "
     "Qamishli, killing two. In Manbij, a car bomb killed four.",
     [{"place": "Qamishli", "actor": "Turkey"}, {"place": "Manbij", "actor": None}]),
    # arms that were struck; the shelling with mortars; what a drone dropped; where a bomb lay
    ("A missile hit a plant in Sumy on Friday. Moscow said it had hit a workshop for the assembly "
     "of drones.", [{"weapons": "missile"}]),
    ("Two drones hit a plant where missiles are repaired in Bryansk on Friday.",
     [{"weapons": "drone"}]),
    ("Russian forces hit a depot of the army near Kharkiv on Friday with drones.",
     [{"weapons": "drone"}]),
    ("Mortar rounds hit Mogadishu on Friday, killing two. Al-Shabab claimed the shelling.",
     [{"weapons": "mortar"}]),
    ("Rockets hit Kherson on Friday. Shelling by Russian troops also killed two in Kherson.",
     [{"weapons": "rocket; artillery"}]),
    ("A drone dropped a munition on a bus stop in Kherson on Friday, injuring two.",
     [{"weapons": "drone"}]),
    ("A quadcopter dropped two grenades on a car in Kherson on Friday, injuring two.",
     [{"weapons": "drone; grenade"}]),
    ("A bombing killed eight in Kunduz on Friday. A man with explosives under his shawl blew "
     "himself up, police said.", [{"weapons": "suicide bomb", "sub_event_type": "Suicide bomb"}]),
    ("A bomb hidden by the roadside went off in Yala on Friday, killing one.",
     [{"weapons": "roadside bomb"}]),
    ("A bomb hidden in a market in Quetta went off on Friday, killing three.",
     [{"weapons": "bomb"}]),
    # a row of people across an ', and'; a building that a strike brought down, and one that fell;
    # the dead of the attack that a strike came after
    ("Gunmen have killed the commander of a vigilante group, Musa Danmaliki, and four of his men "
     "in an ambush at Kankara on Friday.", [{"killed": 5}]),
    ("Israel struck a house in Sidon on Friday. Four people were killed and nine wounded when the "
     "building collapsed, the ministry said.", [{"killed": 4, "injured": 9}]),
    ("Militants attacked a post near Bannu on Friday, killing two soldiers. In Karachi, five "
     "people died when a building collapsed.", [{"place": "near Bannu", "killed": 2}]),
    (
        "Israel bombed a camp near Homs on Friday, a day after a drone attack on a patrol killed "
        "two soldiers. Israeli jets hit a depot in Tartus, killing four guards. A drone exploded "
        "beside a patrol near Quneitra on Thursday.",
        [{"place": "near Homs", "killed": None}, {"place": "near Quneitra", "killed": 2},
         {"place": "Tartus", "killed": 4}],
    ),
    # those who did it, hunted down: another deed; or only being hunted
    (
        "Gunmen attacked a village near Gusau on Thursday, killing six people. On Friday, soldiers "
        "chased the attackers into the hills of Anka and killed nine of them.",
        [{"place": "near Gusau", "killed": 6}, {"place": "Anka", "killed": 9}],
    ),
    ("Troops pursuing bandits came under attack near Anka on Friday. Two soldiers were killed.",
     [{"place": "near Anka", "killed": 2}]),
    # the toll of several beside those it is of; what is only told to measure by
    (
        "At least 14 Palestinians have been killed in Israeli attacks across the Gaza Strip since "
        "dawn. Seven of them, all from one family, died when a missile hit their tent in al-Mawasi "
        "on Friday. In Beit Lahiya, soldiers opened fire on people and killed two of them.",
        [{"place": "al-Mawasi", "killed": 7, "actor": "Israel"},
         {"place": "Beit Lahiya", "killed": 2}],
    ),
    (
        "Two civilians have been killed and six injured in attacks by the Ukrainian armed forces "
        "on Russia's Belgorod Region over the past 24 hours. In the town of Shebekino, a drone "
        "attacked a van. The driver died, and his colleague, with burns, was taken to hospital. In "
        "Grayvoron, five people were hurt when a drone hit a bus stop.",
        [{"place": "town of Shebekino", "killed": 1, "injured": 1, "actor": "Ukraine"},
         {"place": "Grayvoron", "killed": None, "injured": 5}],
    ),
    ("Two people were killed and five wounded in Ukrainian attacks on Russia's Kursk region over "
     "the past 24 hours, the governor said.", [{"killed": 2, "injured": 5}]),
    (
        "A bomb killed three soldiers near Mir Ali on Friday. The army will guard 400 polling "
        "stations, three times as many as at the last elections, when 25 people were killed in the "
        "district.",
        [{"place": "near Mir Ali", "killed": 3}],
    ),
    # tolls that gainsay each other: nobody died there, or many did
    ("Fano ambushed a convoy near Gondar on Friday and claimed 70 soldiers had been killed. An "
     "official spoke of an incident in which nobody had died.", [{"killed": None}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_a_careful_reader_takes(text: str, told: list[Cells], gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [cells(found, one, row) for row, one in enumerate(told[: len(found.incidents)])] == told
    assert len(found.incidents) == len(told)


@pytest.mark.parametrize(
    ("text", "strike", "attack"),
    [
        (
            "Rockets hit Kiryat Shmona on Thursday, prompting Israel to bomb Nabatieh on Friday.",
            "Nabatieh", "Kiryat Shmona",
        ),
        (
            "Israel retaliated for the rocket attack on Kiryat Shmona by bombing Nabatieh on "
            "Friday.",
            "Nabatieh", "Kiryat Shmona",
        ),
        (
            "Pakistan answered the shelling of Torkham with rocket fire on Gurbuz on Friday.",
            "Gurbuz", "Torkham",
        ),
        ("The attack on Goma prompted strikes on Rutshuru on Friday.", "Rutshuru", "Goma"),
        (
            "Thailand sent F-16 fighters to bomb a depot near Samraong on Friday after rockets had "
            "killed two tappers in Kantharalak.",
            "near Samraong", "Kantharalak",
        ),
        (
            "Ukraine's navy attacked terminals in Novorossiysk on Friday, in what the president "
            "described as a fair answer to a glide bomb that hit a clinic in Zaporizhzhia.",
            "Novorossiysk", "Zaporizhzhia",
        ),
        (
            "Israel struck Tyre on Thursday, killing a commander. Hezbollah replied with rockets "
            "at Safed on Friday.",
            "Safed", "Tyre",
        ),
        (
            "Israel struck Tyre on Thursday, killing a commander. In a first response, Hezbollah "
            "fired 40 rockets at Safed.",
            "Safed", "Tyre",
        ),
        (
            "Israel bombed Nabatieh on Friday to avenge two soldiers killed in Metula on Thursday.",
            "Nabatieh", "Metula",
        ),
        (
            "Mali's army said on Friday that it had carried out drone strikes near Lere in answer "
            "to an assault on its camp at Goundam in which six soldiers died.",
            "near Lere", "Goundam",
        ),
        (
            'Rockets hit Surin on Thursday, killing one. Jets bombed a site near Samraong on '
            'Friday "in '
            'proportionate response to the rocket fire", the air force said.',
            "near Samraong", "Surin",
        ),
        (
            "Drones hit Merowe on Thursday, killing four. On Friday the air force struck "
            "Zalingei in "
            "retribution for the martyrs of Merowe.",
            "Zalingei", "Merowe",
        ),
        (
            "Gunmen killed nine soldiers near Deir ez-Zor on Thursday. The coalition carried out "
            "strikes near Palmyra on Friday against those responsible for the attack.",
            "near Palmyra", "near Deir ez-Zor",
        ),
        (
            "Indian guns hit posts near Kotli on Thursday, killing two. On Friday, Pakistan's "
            "military "
            'said it had "paid India back in its own coin" and targeted an ammunition dump at '
            'Uri with artillery.',
            "Uri", "near Kotli",
        ),
        (
            "Rockets were fired at the Ain al-Asad air base on Thursday. The United States "
            "bombed Jurf "
            "al-Sakhar on Friday, saying it was answering the rocket attack on the base.",
            "Jurf al-Sakhar", "Ain al-Asad air base",
        ),
        (
            "Hezbollah shelled Metula on Thursday. Israel's immediate answer was to bomb "
            "Khiam, killing three.",
            "Khiam", "Metula",
        ),
        (
            "Hezbollah shelled Metula on Thursday. The attack drew Israeli air strikes on Khiam on "
            "Friday.",
            "Khiam", "Metula",
        ),
        (
            "Hezbollah shelled Metula on Thursday. That was met with Israeli air strikes on "
            "Khiam on "
            "Friday.",
            "Khiam", "Metula",
        ),
        (
            "A rocket wounded two in Kiryat Shmona on Thursday. Israel hit back in the early "
            "hours of Friday. Warplanes bombed a warehouse on the edge of Baalbek.",
            "on the edge of Baalbek", "Kiryat Shmona",
        ),
        (
            "A Russian missile hit a school in Kharkiv on Thursday. Ukraine answered the next "
            "night. Drones set fire to an oil depot in Belgorod.",
            "Belgorod", "Kharkiv",
        ),
        (
            "India said that missiles destroyed a camp outside Kotli on Friday. It described the "
            'strike as "measured punishment" for an attack on a bus in Reasi district on Thursday, '
            "in which 12 people were killed.",
            "outside Kotli", "Reasi district",
        ),
        (
            "Russia launched drones at the Ukrainian port of Izmail on Friday in retaliation for "
            "an attack on two tankers in the Black Sea, which an official said had been the work "
            "of Kyiv's SBU agency.",
            "port of Izmail", "Black Sea",
        ),
        (
            "A drone hit a bridge in Zatoka on Oct. 1. The attack was a response to the sinking of "
            "a Russian tanker off Novorossiysk a day earlier, Moscow said.",
            "Zatoka", "off Novorossiysk",
        ),
        (
            "In retaliation for the killing of its commander, the ELN blew up a pipeline near "
            "Saravena on Thursday. The commander died in an army raid in Tame on Monday.",
            "near Saravena", "Tame",
        ),
        (
            "Houthi missiles hit Eilat on Friday. The group said it was acting in solidarity with "
            "Gaza and in response to Thursday's Israeli raid on Hodeidah.",
            "Eilat", "Hodeidah",
        ),
        (
            "Israel bombed Khiam on Friday. The army called it a reply to Thursday's rocket fire "
            "at Metula.",
            "Khiam", "Metula",
        ),
        (
            "Hezbollah fired rockets at Metula on Thursday, prompting Israeli strikes on Khiam.",
            "Khiam", "Metula",
        ),
        (
            "Hezbollah fired rockets at Metula on Thursday. Israel bombed Khiam on Friday to "
            "punish the group.",
            "Khiam", "Metula",
        ),
        (
            "An Israeli raid on Khiam on Friday avenged the rocket attack on Metula.",
            "Khiam", "Metula",
        ),
        (
            "Militants ambushed a patrol west of Tera on Friday. On Saturday, in response to this "
            "attack, the air force struck a base near Bankilaré.",
            "near Bankilaré", "west of Tera",
        ),
        (
            "A drone hit a fuel station in Rahad, Sudan, on Tuesday. Warplanes of the Sudanese "
            "army bombed RSF positions in Bara on Wednesday. An officer, who asked not to be "
            "named, said the sorties were an answer to the blood shed at Rahad.",
            "Bara", "Rahad",
        ),
        (
            "Settlers set fire to four homes in Duma on Friday. The rampage, which posts in online "
            "groups described as revenge, came a day after a stabbing near Shilo, in which an "
            "Israeli was injured.",
            "Duma", "near Shilo",
        ),
        (
            "A drone killed 12 people in Merawi on Sunday. On Tuesday Fano fighters ambushed a "
            'convoy outside Debre Tabor in what a spokesman called "justice for Merawi".',
            "outside Debre Tabor", "Merawi",
        ),
        (
            "Gran Grif gunmen killed nine people in Liancourt on Wednesday. A bomb killed one in "
            "Jacmel. On Friday a crowd in Verrettes seized three men and hacked them to death. It "
            "was revenge for Liancourt, said a police inspector.",
            "Verrettes", "Liancourt",
        ),
        (
            "A Russian missile hit a house in Sumy on Thursday. Ukraine's General Staff said that "
            "its forces had struck back overnight at the airfield of Morozovsk in Russia's Rostov "
            "Oblast, from which, according to the statement, the bomber that fired on Sumy had "
            "taken off.",
            "Morozovsk", "Sumy",
        ),
        (
            'Boko Haram killed 17 soldiers in Barkaram on Tuesday. "Our response has begun," the '
            "president said. The first jets bombed Tilma on Wednesday.",
            "Tilma", "Barkaram",
        ),
        (
            "Insurgents killed 30 soldiers in Djibo on Tuesday. State television said on Wednesday "
            "that army helicopters had avenged the dead by destroying a column near Nassoumbou.",
            "near Nassoumbou", "Djibo",
        ),
        (
            "Gunmen killed eleven people in Faru on Thursday. On Friday, in what the military "
            "described as a swift response, jets pounded a camp in Gundumi.",
            "Gundumi", "Faru",
        ),
        (
            "A drone hit a fuel depot in Kosti on Thursday, killing 12. A day later, warplanes "
            "struck the market of Ed Daein. The air force had gone after a workshop, an officer "
            'said, "in reply to Kosti".',
            "Ed Daein", "Kosti",
        ),
        (
            "Gunmen stormed a police station in Rask on Thursday and killed eight officers. On "
            "Friday Iran's Revolutionary Guards fired missiles at Panjgur in Pakistan. Jaish "
            "al-Adl said its fighters had carried out the attack on Rask. The Guards described "
            "the strike as punishment for Rask.",
            "Panjgur", "Rask",
        ),
        (
            "A bomb killed 13 people in Homs on Thursday. On Thursday evening, hours after the "
            "explosion, masked men broke into two houses in Talkalakh, a town nearby, and shot "
            'dead four people. "It was blind revenge," a mediator said.',
            "Talkalakh", "Homs",
        ),
        (
            "A missile hit a postal depot in Kharkiv on Thursday, killing five employees. On "
            "Friday a bomb fell on a house in Nikopol. Drones struck a chemical plant in "
            "Nevinnomyssk on Saturday. The president's office called it \"an immediate reply to "
            'the murder of postal workers".',
            "Nevinnomyssk", "Kharkiv",
        ),
        (
            "BAMAKO, Oct 3 (Wire) - Mali's army has hit back at jihadists near the border with "
            "Niger after losing soldiers in an assault on one of its bases.\n\nJihadists attacked "
            "the camp at Tessit on Thursday. Islamic State claimed the attack.\n\nOn Friday night, "
            "army drones caught up with a column at Labbezanga. Around 20 fighters died.",
            "Labbezanga", "Tessit",
        ),
    ],
)  # fmt: skip
def test_what_answers_what(text: str, strike: str, attack: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    places = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    links = [(places[row.from_id], places[row.to_id]) for row in found.links.itertuples()]
    assert links == [(strike, attack)]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed nine in Mosul on Thursday. The UN flew in doctors in medical response "
        "to the "
        "attack. On Friday a drone hit Kirkuk.",
        "A bomb killed nine in Mosul on Thursday. On Friday police raided a house in Kirkuk in "
        "search "
        "of those responsible for the attack.",
        "A bomb killed nine in Mosul on Thursday. Any new attack would be met with strikes on "
        "every "
        "base, a minister said.",
        "A bomb killed two soldiers in Mosul on Thursday. Iraq responded the next day. Gunmen "
        "attacked a checkpoint in Kirkuk on Friday.",
        "A missile killed four in Kharkiv on Thursday. The governor responded on Friday. Rockets "
        "hit an oil depot in Belgorod on Friday.",
        "The UN called on Israel not to retaliate after rockets hit Metula on Thursday.",
        "Suspected al-Shabaab militants stormed a quarry in Mandera on Friday. The attack comes a "
        "week after militants ambushed a police truck near Elwak.",
        'A bomb killed nine in Quetta on Thursday. "Our response will come," the minister said. '
        "Jets bombed a camp in Panjgur on Friday.",
        '"Our response has started," the Guards said. Missiles hit Haifa on Friday. Israel had '
        "bombed Natanz on Thursday.",
        "A drone killed 12 in Merawi on Sunday. A priest called for justice for Merawi. On Tuesday "
        "gunmen attacked a post near Bahir Dar.",
        "A drone killed 12 in Merawi on Sunday. On Tuesday Fano fighters killed a judge in Bahir "
        "Dar. It was not revenge for Merawi, a spokesman said.",
        "A bomb killed 13 people in Homs on Thursday. On Friday gunmen killed a farmer in "
        "Talkalakh. It may be revenge, a mediator said.",
        "A bomb killed 13 people in Homs on Thursday. The ministry described its aid for the "
        "wounded as a swift response. On Friday gunmen killed a farmer in Talkalakh.",
        "A missile hit a depot in Kharkiv on Thursday. On Friday a drone hit a house in Belgorod. "
        "The mayor called the work of the fire brigade an excellent response to the fire.",
        "A bomb killed nine in Jos on Thursday. On Friday a court in Kano sentenced two men; it "
        "was the punishment for a raid on Zaria. Gunmen killed two in Kaduna on Friday.",
        "Rockets hit Metula on Thursday. On Friday a drone hit a car in Khiam. It was not a "
        "response to Metula, the army said.",
        "Rockets hit Metula on Thursday. On Friday, in what the mayor called a possible response, "
        "a drone hit a car in Khiam.",
    ],
)
def test_what_answers_nothing(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert len(found.incidents) > 0 and found.links.empty
    assert "retaliation" not in set(found.incidents["kind"])
