"""Which attack a strike is said to have answered, in many wordings, and what says no such thing."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import Article, read_articles


def read(text: str, gazetteer: Gazetteer) -> Incidents:
    return read_articles([Article(text, published="2026-10-03")], gazetteer=gazetteer)


def links(found: Incidents) -> list[tuple[str, str]]:
    """The places of the strike and of the attack of each link."""
    places = dict(zip(found.incidents["id"], found.incidents["place"], strict=True))
    return [(places[row.from_id], places[row.to_id]) for row in found.links.itertuples()]


STATED = [
    (
        "A Turkish drone fired on a pickup near Khanasor on Wednesday, killing two. Before "
        "midnight, three rockets came down close to the Turkish camp at Zilkan. A new group, "
        'the Sons of the Mountain Brigades, announced that it had launched them "in return for '
        'the blood of Khanasor."',
        [("Zilkan", "near Khanasor")],
    ),
    (
        "A Houthi missile hit a camp in Marib on Monday, killing eight soldiers. Government "
        "artillery shelled Sirwah on Tuesday in what an army spokesman, Brigadier Saleh "
        'al-Maqdashi, described as "an answer in the language they chose".',
        [("Sirwah", "Marib")],
    ),
    (
        "ADF rebels killed five people in Mbau on Saturday. The next day, Congolese soldiers "
        'bombarded an ADF camp near Oicha. "We could not leave Mbau unanswered," explained a '
        "spokesman.",
        [("near Oicha", "Mbau")],
    ),
    (
        "An air raid on Khost killed nine on Sunday. Taliban units fired on Pakistani posts "
        "near Ghulam Khan on Sunday night to punish Islamabad for the raid.",
        [("near Ghulam Khan", "Khost")],
    ),
    (
        "A bomber killed eleven policemen in Bannu on Friday. On Sunday jets flattened three "
        'houses in Khost. Two security sources said that the jets went after "the people who '
        'planned Bannu".',
        [("Khost", "Bannu")],
    ),
    (
        "Resistance fighters fired rockets at a headquarters in Monywa on Monday. On the same "
        'day, a paramotor dropped bombs on a monastery in Budalin, killing three. "Whenever '
        'Monywa is hit, we are the ones who pay," said a volunteer. He believes that the '
        "bombing was revenge for the rockets.",
        [("Budalin", "Monywa")],
    ),
    (
        "Armed men descended on Cabaret on Monday, killing 28. On Wednesday drones of the "
        'police struck Canaan. An adviser to the prime minister called the operation "the first'
        ' installment for Cabaret."',
        [("Canaan", "Cabaret")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Israel shelled Khiam on Friday. The "
        "shelling came in response to the rockets, the army said.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Israel shelled Khiam on Friday. The "
        "shelling was a response to the attack on Metula.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Jets bombed Khiam on Friday. A gunman "
        "wounded one in Tyre on Friday. The bombing of Khiam was revenge for Metula, a minister"
        " said.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Jets bombed Khiam on Friday. The "
        "strike on Khiam avenged Thursday's rocket fire, the army said.",
        [("Khiam", "Metula")],
    ),
    (
        "Gunmen ambushed a convoy near Tessit on Monday, killing nine soldiers. On Wednesday "
        "the army bombed a camp in Labbezanga. The army said the raid was in reprisal for "
        "Monday's ambush.",
        [("Labbezanga", "near Tessit")],
    ),
    (
        "Gunmen ambushed a convoy near Tessit on Monday, killing nine soldiers. A bomb killed "
        "two in Gao on Tuesday. On Wednesday the army bombed a camp in Labbezanga in reprisal "
        "for Monday's ambush.",
        [("Labbezanga", "near Tessit")],
    ),
    (
        "Gunmen killed a colonel in Tessit on Monday. A bomb killed two in Gao on Tuesday. On "
        "Wednesday the army bombed a camp in Labbezanga in revenge for the killing of the "
        "colonel.",
        [("Labbezanga", "Tessit")],
    ),
    (
        "A car bomb killed nine in Jos on Monday. Gunmen shot two in Kano on Tuesday. On "
        "Wednesday jets struck a camp in Sambisa. The minister said the sorties were payback "
        "for the car bomb.",
        [("Sambisa", "Jos")],
    ),
    (
        "A drone struck a wedding in Kosti on Monday, killing 12. A shell killed two in Bara on"
        " Tuesday. On Wednesday rockets hit a barracks in Atbara. The fighters said they were "
        "avenging the wedding guests.",
        [("Atbara", "Kosti")],
    ),
    (
        "Israel bombed Khiam on Friday. The attack came hours after rockets hit Metula, and the"
        " army called it retaliation.",
        [("Khiam", "Metula")],
    ),
    (
        "Israeli jets bombed Khiam on Friday in retaliation. Hours earlier, rockets had hit "
        "Metula, wounding three.",
        [("Khiam", "Metula")],
    ),
    (
        "Israel bombed Khiam on Friday. The army said it had acted in response to rockets that "
        "hit Metula on Thursday.",
        [("Khiam", "Metula")],
    ),
    (
        "Israel bombed Khiam on Friday, answering a rocket attack on Metula the day before.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday and Israel answered by bombing Khiam on Friday.",
        [("Khiam", "Metula")],
    ),
    (
        "Turkey bombed Dohuk on Monday. The PKK fired rockets at Kilis on Tuesday to avenge the"
        " dead of Dohuk. On Wednesday Turkish jets struck Amedi in response to the rockets on "
        "Kilis.",
        [("Kilis", "Dohuk"), ("Amedi", "Kilis")],
    ),
    (
        "India struck Muzaffarabad on Wednesday. Pakistan shelled Poonch on Thursday in what it"
        " called a fitting reply. India hit Lahore on Friday in turn, saying the drones were a "
        "response to Poonch.",
        [("Poonch", "Muzaffarabad"), ("Lahore", "Poonch")],
    ),
    (
        'Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. "This '
        'is for Metula," the minister wrote.',
        [("Khiam", "Metula")],
    ),
    (
        'Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. "We did'
        ' this for Metula," the minister wrote.',
        [("Khiam", "Metula")],
    ),
    (
        'Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. "Metula'
        ' has been avenged," the minister said.',
        [("Khiam", "Metula")],
    ),
    (
        'Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. "They '
        'have paid for Metula," the minister said.',
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The "
        "army said that it had made the group pay for Metula.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The "
        "army said it had targeted those behind the attack on Metula.",
        [("Khiam", "Metula")],
    ),
    (
        "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The "
        "strike targeted the men who fired on Metula, the army said.",
        [("Khiam", "Metula")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday in retribution.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday by way of reply.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday as retaliation.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday as an act of revenge.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday in a reprisal attack.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday, in retaliation for what they called the Merawi massacre.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters who stormed a post in Debre "
        "Tabor on Tuesday said they were taking revenge for Merawi.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday. A spokesman said they had taken revenge for Merawi.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday. A spokesman said the fighters had acted to avenge the victims of Merawi.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on"
        " Tuesday. The motive was revenge for Merawi, the police said.",
        [("Debre Tabor", "Merawi")],
    ),
    (
        "Herders killed seven farmers in Bokkos on Monday. On Tuesday a mob burned houses in "
        "Barkin Ladi in a revenge attack, police said.",
        [("Barkin Ladi", "Bokkos")],
    ),
    (
        "Herders killed seven farmers in Bokkos on Monday. Reprisal attacks on Tuesday left "
        "four dead in Barkin Ladi.",
        [("Barkin Ladi", "Bokkos")],
    ),
    (
        "Gunmen killed two policemen in Quetta on Monday. Security forces retaliated on "
        "Tuesday, killing five militants in Mastung.",
        [("Mastung", "Quetta")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. The army answered with an air strike "
        "on a hideout near Panjgur on Tuesday.",
        [("near Panjgur", "Kech")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. The army's answer came on Tuesday, "
        "when jets struck a hideout near Panjgur.",
        [("near Panjgur", "Kech")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. The response came on Tuesday: jets "
        "struck a hideout near Panjgur.",
        [("near Panjgur", "Kech")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. Retribution came swiftly: on Tuesday "
        "jets struck a hideout near Panjgur.",
        [("near Panjgur", "Kech")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. On Tuesday the army took its revenge, "
        "bombing a hideout near Panjgur.",
        [("near Panjgur", "Kech")],
    ),
    (
        "The BLA killed nine soldiers in Kech on Monday. On Tuesday the army hit back with air "
        "strikes near Panjgur.",
        [("near Panjgur", "Kech")],
    ),
    (
        "Ukraine hit a refinery in Ryazan on Monday. On Tuesday Russia fired missiles at Odesa "
        'in what the defence ministry said was a "massive strike in response to the terrorist '
        'attack".',
        [("Odesa", "Ryazan")],
    ),
    (
        "Ukraine hit a refinery in Ryazan on Monday. On Tuesday Russia fired missiles at Odesa."
        " The defence ministry said the strike was carried out in response to Ryazan.",
        [("Odesa", "Ryazan")],
    ),
    (
        "A Russian bomb killed nine in Sumy on Monday. On Tuesday Ukrainian drones set fire to "
        'a depot in Oryol. "It is our fair response to Sumy," the president said.',
        [("Oryol", "Sumy")],
    ),
    (
        "A Russian bomb killed nine in Sumy on Monday. On Tuesday Ukrainian drones set fire to "
        'a depot in Oryol. "A fair answer to Sumy," the president wrote.',
        [("Oryol", "Sumy")],
    ),
    (
        "A Russian bomb killed nine in Sumy on Monday. On Tuesday Ukrainian drones set fire to "
        "a depot in Oryol, in retaliation, the intelligence agency said, for the dead of Sumy.",
        [("Oryol", "Sumy")],
    ),
    (
        "A Russian bomb killed nine in Sumy on Monday. Ukrainian drones set fire to a depot in "
        "Oryol on Tuesday. The fire in Oryol was the price for Sumy, a commander said.",
        [("Oryol", "Sumy")],
    ),
    (
        "An ELN sniper shot dead two soldiers in Tame on Monday. On Wednesday helicopters "
        "attacked a camp near Arauquita. The defence minister said that the deaths of the "
        "soldiers had not gone unpunished.",
        [("near Arauquita", "Tame")],
    ),
    (
        "Gang members killed three policemen in Kenscoff on Monday. Police drones struck "
        "Martissant on Tuesday. The strikes were a reprisal for the policemen killed in "
        "Kenscoff.",
        [("Martissant", "Kenscoff")],
    ),
    (
        "JNIM fighters killed 40 soldiers in Djibo on Monday. The junta carried out drone "
        "strikes on Arbinda on Tuesday. State television presented them as the army's response "
        "to Djibo.",
        [("Arbinda", "Djibo")],
    ),
    (
        "The Houthis fired a missile at Eilat on Monday. On Tuesday Israeli jets bombed the "
        'port of Hodeidah. Israel\'s prime minister said, "Whoever hits Eilat pays." The port '
        "was bombed in return for Eilat.",
        [("port of Hodeidah", "Eilat")],
    ),
    (
        "An air raid on Abu Kershola killed nine on Sunday. Jets flattened a depot in Bara on "
        "Monday. The army said the sorties were the price for Rahad. In Rahad, a drone had "
        "killed five people at a water tower on Friday.",
        [("Bara", "Rahad")],
    ),
    (
        'Jets flattened three houses in Khost on Sunday, killing nine. The jets went after "the'
        ' people who planned Bannu", a source said. In Bannu, eleven policemen died on Friday '
        "when a bomber blew himself up.",
        [("Khost", "Bannu")],
    ),
    (
        "Fighters of the CODECO militia killed 11 displaced people in Djugu on Monday. On "
        "Wednesday, men of the Zaire group raided Fataki, killing four. A local leader said it "
        "was a reprisal for the massacre of the displaced.",
        [("Fataki", "Djugu")],
    ),
    (
        "Gunmen killed 20 miners in Duki on Friday. On Sunday security forces killed eight "
        "militants in Ziarat. The chief minister said the blood of the miners had been avenged.",
        [("Ziarat", "Duki")],
    ),
    (
        "A suicide car bomb killed 16 soldiers in Mir Ali on Saturday. On Monday, Pakistani "
        "drones struck houses in Shawal. Residents said the strikes were retaliation for the "
        "car bomb.",
        [("Shawal", "Mir Ali")],
    ),
    (
        "Al-Shabaab overran a base in Adan Yabaal on Tuesday. Somali jets bombed Moqokori on "
        "Thursday, in what the defence ministry called a response to the loss of Adan Yabaal.",
        [("Moqokori", "Adan Yabaal")],
    ),
    (
        "The Arakan Army seized a border post near Maungdaw on Monday. Junta jets bombed "
        "Ponnagyun on Tuesday in apparent retaliation, killing six villagers.",
        [("Ponnagyun", "near Maungdaw")],
    ),
    (
        "Two settlers were shot dead near Nablus on Sunday. Hours later settlers torched cars "
        "in Huwara. One of them wrote that it was the price for the two dead.",
        [("Huwara", "near Nablus")],
    ),
    (
        "An Israeli drone killed a Hezbollah commander in Nabatieh on Friday. On Saturday "
        "Hezbollah fired rockets at Safed. The group said the salvo was in response to the "
        "assassination of the commander.",
        [("Safed", "Nabatieh")],
    ),
    (
        "The Houthis hit a tanker off Hodeidah on Tuesday. US warplanes struck Saada on "
        "Wednesday. Central Command said the strikes were conducted in response to the attack "
        "on the tanker.",
        [("Saada", "off Hodeidah")],
    ),
    (
        "Jamaat gunmen beheaded five people in Macomia on Monday. Rwandan soldiers attacked a "
        "camp in Mucojo on Wednesday. A spokesman called the assault an answer to Macomia.",
        [("Mucojo", "Macomia")],
    ),
    (
        "FARC dissidents killed four soldiers in Argelia on Friday. On Sunday the air force "
        'bombed a camp in El Tambo. "It was a reply to the cowards of Argelia," the general '
        "said.",
        [("El Tambo", "Argelia")],
    ),
    (
        "Rebels ambushed a convoy in Bria on Monday. The army burned houses in Ndele on "
        "Thursday to avenge the ambush.",
        [("Ndele", "Bria")],
    ),
    (
        "Rebels killed a mayor in Bria on Monday. The army, seeking revenge, burned houses in "
        "Ndele on Thursday.",
        [("Ndele", "Bria")],
    ),
    (
        "Rebels killed a mayor in Bria on Monday. The army burned houses in Ndele on Thursday "
        "in response, witnesses said.",
        [("Ndele", "Bria")],
    ),
    (
        "The RSF shelled El Fasher on Monday, killing 15. The army replied on Tuesday with air "
        "strikes on Nyala.",
        [("Nyala", "El Fasher")],
    ),
    (
        "Nine policemen were killed in Naqoura on Monday. Israel struck Tyre on Tuesday. The "
        "strike came after the killing of the policemen, and in response to it, the army said.",
        [("Tyre", "Naqoura")],
    ),
    (
        "India struck Bahawalpur on Wednesday, in retaliation for the killing of 26 tourists in"
        " Pahalgam two weeks ago. Pakistan retaliated with drones against Jammu on Thursday.",
        [("Bahawalpur", "Pahalgam"), ("Jammu", "Bahawalpur")],
    ),
    (
        "Thai F-16s bombed Poipet on Monday. The army said it had responded to rockets that "
        "fell on Surin on Sunday.",
        [("Poipet", "Surin")],
    ),
    (
        "Kurdish fighters killed two police officers in Hasakah on Monday. Turkish drones hit "
        "Kobani on Tuesday. Ankara said the dead officers had not been left unavenged.",
        [("Kobani", "Hasakah")],
    ),
    (
        "Hamas fired rockets at Sderot on Friday morning. Israel responded with strikes on Khan"
        " Younis, in which four people were killed.",
        [("Khan Younis", "Sderot")],
    ),
    (
        "Four people were killed in Israeli strikes on Khan Younis on Friday. The army said "
        "they were a response to rockets fired at Sderot that morning.",
        [("Khan Younis", "Sderot")],
    ),
    (
        "A day after a bomb killed nine soldiers in Diffa, Niger's air force bombed Bosso on "
        "Tuesday in reprisal.",
        [("Bosso", "Diffa")],
    ),
    (
        "The killing of nine soldiers in Diffa on Monday drew a swift response: on Tuesday the "
        "air force bombed Bosso.",
        [("Bosso", "Diffa")],
    ),
    (
        "The killing of nine soldiers in Diffa on Monday was answered on Tuesday by air strikes"
        " on Bosso.",
        [("Bosso", "Diffa")],
    ),
    (
        "An attack on a camp in Diffa on Monday was followed on Tuesday by retaliatory strikes "
        "on Bosso, the UN said.",
        [("Bosso", "Diffa")],
    ),
    (
        "Israel assassinated a commander in Tyre on Wednesday. Hezbollah announced on Friday "
        'that it had bombarded Safed "in response to the Tyre assassination".',
        [("Safed", "Tyre")],
    ),
    (
        "A Turkish drone hit a car in Qamishli on Monday, killing two. The SDF said its units "
        'targeted a Turkish base near Azaz on Tuesday "within the framework of the legitimate '
        'response".',
        [("near Azaz", "Qamishli")],
    ),
    (
        "On 28 September, an airstrike on Kaguro killed 14 civilians. On 30 September, RSF "
        "elements shelled a market in El Fasher, reportedly in retaliation for the airstrike.",
        [("El Fasher", "Kaguro")],
    ),
    (
        "On 28 September, Mai-Mai elements killed three herders in Fizi. On 30 September, "
        "Twirwaneho fighters burned 20 houses in Minembwe in reprisal, MONUSCO reported.",
        [("Minembwe", "Fizi")],
    ),
    (
        "On 28 September, CODECO attacked Drodro, killing 11. The attack was in retaliation for"
        " the killing of two CODECO members in Fataki on 26 September.",
        [("Drodro", "Fataki")],
    ),
    (
        "Maoists killed two jawans in Bijapur on Tuesday. On Thursday, security forces gunned "
        'down four Maoists in Sukma. "We have avenged our jawans," an officer said.',
        [("Sukma", "Bijapur")],
    ),
    (
        "The Myanmar military bombed a school in Depayin on Tuesday. Resistance fighters "
        "attacked a police station in Shwebo on Thursday. The Shwebo PDF said it carried out "
        "the attack to avenge the children.",
        [("Shwebo", "Depayin")],
    ),
    (
        "NPA rebels ambushed an army truck in Masbate on Tuesday. On Thursday the army overran "
        "a rebel camp in Uson. The brigade said the operation was payback for the ambush.",
        [("Uson", "Masbate")],
    ),
    (
        "Houthi drones hit Abu Dhabi on Monday, killing three. The coalition bombed Sanaa early"
        " on Tuesday, hours after the attack, saying the strikes were in response to the "
        "threat.",
        [("Sanaa", "Abu Dhabi")],
    ),
    (
        "Ukraine struck Engels airfield on Thursday. In what the Kremlin billed as retaliation,"
        " Russia fired 60 missiles at Lviv on Friday.",
        [("Lviv", "Engels airfield")],
    ),
    (
        "Lviv was hit by 60 missiles on Friday, an attack that Russia said was payback for "
        "Thursday's strike on Engels airfield.",
        [("Lviv", "Engels airfield")],
    ),
    (
        "Gang gunmen in Guayaquil killed five people in a bar on Saturday. Police said the "
        "massacre was a settling of scores for the murder of a gang leader in Duran on "
        "Thursday.",
        [("Guayaquil", "Duran")],
    ),
    (
        "A bomb killed six in Parachinar on Monday. On Tuesday a mob attacked passenger vans in"
        " Lower Kurram. Elders blamed tribesmen seeking to avenge Monday's bombing.",
        [("Lower Kurram", "Parachinar")],
    ),
    (
        "Shells from Lebanon fell on Metula on Friday. Israeli artillery replied, hitting the "
        "outskirts of Khiam.",
        [("outskirts of Khiam", "Metula")],
    ),
    (
        "Shells from Lebanon fell on Metula on Friday, and Israeli artillery replied by "
        "shelling Khiam.",
        [("Khiam", "Metula")],
    ),
    (
        "Israel shelled Khiam on Saturday. It was the army's reply to shells that had fallen on"
        " Metula a day earlier.",
        [("Khiam", "Metula")],
    ),
    (
        "Clashes began when gunmen shot a colonel in Zawiya on Monday. His brigade retaliated "
        "by attacking a barracks in Sabratha on Tuesday.",
        [("Sabratha", "Zawiya")],
    ),
    (
        "Two ELN fighters died in an army raid in Tibu on Monday. In retaliation for their "
        "deaths the guerrillas dynamited a tower in Ocana on Wednesday.",
        [("Ocana", "Tibu")],
    ),
    (
        "Rockets hit Metula on Thursday. Israel hit back hours later, bombing Khiam.",
        [("Khiam", "Metula")],
    ),
    (
        "Israel killed a Hamas leader in Tyre on Monday. Hezbollah fired 20 rockets at Safed on"
        " Tuesday to avenge him.",
        [("Safed", "Tyre")],
    ),
    (
        "Israel killed a Hamas leader in Tyre on Monday. Hezbollah fired 20 rockets at Safed on"
        " Tuesday to avenge his death.",
        [("Safed", "Tyre")],
    ),
    (
        "Israel killed a Hamas leader in Tyre on Monday. Hezbollah fired 20 rockets at Safed on"
        ' Tuesday. "An initial response to the crime in Tyre," its statement read.',
        [("Safed", "Tyre")],
    ),
    (
        "Islamist rebels seized Mocimboa on Friday. In a counter-attack on Sunday, the army "
        "killed eight of them in Mueda.",
        [("Mueda", "Mocimboa")],
    ),
    (
        "Farmers were attacked by herders in Yola on Monday, leaving five dead. In a reprisal "
        "attack on Tuesday, youths killed two herders in Numan.",
        [("Numan", "Yola")],
    ),
    (
        "Militants beheaded two men in Zurmi on Monday. Jets of the Nigerian Air Force bombed "
        "their camp in Birnin Magaji on Wednesday as payback.",
        [("Birnin Magaji", "Zurmi")],
    ),
]

SILENT = [
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. Israel will"
    " retaliate for Metula, the minister said.",
    'Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. "Metula '
    'will not go unanswered," the minister said on Thursday.',
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The army "
    "denied that the strike was retaliation for Metula.",
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The army "
    "said the strike had nothing to do with Metula.",
    "A bomb killed nine in Jos on Monday. On Friday a court jailed two men for the bombing. "
    "Gunmen killed three in Kano on Friday.",
    "A bomb killed nine in Jos on Monday. The EU imposed sanctions in response to the bombing. "
    "Gunmen killed three in Kano on Friday.",
    "A bomb killed nine in Jos on Monday. Gunmen killed three in Kano on Friday. Hospitals "
    "responded to the attack by calling in doctors.",
    'A bomb killed nine in Jos on Monday. Gunmen killed three in Kano on Friday. "This is for '
    'the families of Jos," said the singer who gave the money.',
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The "
    "minister said those behind Metula would be punished.",
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. It was "
    "unclear whether the strike was a response to Metula.",
    "Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. Analysts "
    "said that the bombing could be revenge for Metula.",
    "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on "
    "Tuesday. The government called for calm and warned against revenge for Merawi.",
    "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on "
    "Tuesday. Fano vowed revenge for Merawi.",
    "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on "
    "Tuesday. Residents fear reprisals.",
    "A drone killed six in Merawi on Monday. Fano fighters stormed a post in Debre Tabor on "
    "Tuesday, which followed the drone strike on Merawi.",
    "A drone killed six in Merawi on Monday. Two people were killed in Debre Tabor on Tuesday. "
    "Police arrested those behind the attack on Merawi.",
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. Police are"
    " hunting those who planned Quetta.",
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. The "
    "government's answer to Quetta was a curfew.",
    'Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. "Quetta '
    'must not go unpunished," a senator said.',
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. Families "
    "demanded justice for Quetta and called the inquiry an insult.",
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. The "
    "response to Quetta was slow, doctors said.",
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. Police "
    "said the blast was not a reprisal for Quetta.",
    "Gunmen killed two in Quetta on Monday. On Tuesday a bomb killed one in Mastung. The motive"
    " may have been revenge for Quetta, police said.",
    "Gunmen killed two in Quetta on Monday. On Tuesday the army killed three militants in "
    "Mastung. The army said it will avenge the dead of Quetta.",
    'Gunmen killed two in Quetta on Monday. On Tuesday the army shelled Mastung. "If Quetta is '
    'hit again, the answer will be given again," the minister said.',
    "Gunmen killed two in Quetta on Monday. On Tuesday the army shelled Mastung. Activists "
    "called the shelling a crime and asked for a response to their letter.",
    "Rockets hit Metula on Thursday and Israel retaliated.",
    "Gunmen attacked an army post in Gao on Thursday and the soldiers returned fire.",
    "Gangs torch homes in Jacmel, and police drones hit back\n\nGangs burned homes in Jacmel on "
    "Friday, killing nine.",
    "Rockets hit Metula on Thursday, and Israel vowed to retaliate.",
    "Jets bombed Khiam on Friday. The statement was a response to Metula, a spokesman said.",
    "Gunmen killed three in Kano on Friday. The EU imposed sanctions in response to the bombing"
    " in Jos on Monday.",
    "Gunmen killed three in Kano on Friday. Washington imposed sanctions to punish Nigeria for "
    "the killing of farmers in Jos on Monday.",
    "Gunmen killed three in Kano on Friday. They were released in return for a ransom.",
    "Gunmen who killed three in Kano on Friday were paid for the attack.",
    "A bomb killed nine in Jos on Thursday. Gunmen killed two in Kano on Friday. This was the "
    "second attack in a week.",
    "A bomb killed nine in Jos on Thursday. Gunmen killed two in Kano on Friday. They have paid"
    " for Jos with their lives, the bishop said of the dead.",
    "A bomb killed nine in Jos on Thursday. Gunmen killed two in Kano on Friday. Police went "
    "after the men who planned Jos, but did not find them.",
    "A bomb killed nine in Jos on Thursday. Gunmen killed two in Kano on Friday. The minister "
    "said a raid had targeted the cell behind Jos, and two men were arrested.",
    "A bomb killed nine in Jos on Thursday. Gunmen killed two in Kano on Friday. The response "
    "came within minutes: firemen and doctors rushed to the market.",
    "A drone hit Rahad on Thursday. Shells fell on Bara on Friday. The deaths in Rahad could "
    "not be left unanswered for long, the governor said.",
    "A bomb killed nine in Jos on Monday. Gunmen killed two in Kano on Wednesday, two days "
    "after the bombing.",
    "A bomb killed nine in Jos on Monday. On Wednesday a court sentenced two men in retaliation"
    " for nothing, their lawyer said. Gunmen killed two in Kano on Wednesday.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. The army said the raid was "
    "planned weeks ago and was no answer to Sderot.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. Residents of Rafah fear that "
    "the army will take revenge for Sderot.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. Israel's answer to Sderot "
    "will come, the minister said.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. The UN urged restraint in "
    "response to the strikes.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. If the bombing was revenge "
    "for Sderot, it killed the wrong people, a mourner said.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. It would be wrong to call the"
    " bombing revenge for Sderot, the general said.",
    "Rockets hit Sderot on Friday. Jets bombed Rafah on Saturday. Doctors in Rafah said the "
    "response to the bombing was slow.",
    "Gunmen killed a judge in Cali on Friday. A bomb hurt two in Jamundi on Saturday. The "
    "police offered a reward in return for information on the bombing.",
    "Gunmen killed a judge in Cali on Friday. A bomb hurt two in Jamundi on Saturday. The "
    "government paid for the funeral of the judge in Cali.",
    'Gunmen killed a judge in Cali on Friday. A bomb hurt two in Jamundi on Saturday. "This is '
    'for the poor," said the mayor as he opened a clinic.',
    "Gunmen killed a judge in Cali on Friday. A bomb hurt two in Jamundi on Saturday. The "
    "operation was in response to a call from a farmer, police said.",
    "Gunmen killed a judge in Cali on Friday. A bomb hurt two in Jamundi on Saturday. The "
    "curfew was a response to Cali, the mayor said.",
    "Militants attacked a bank in Herat on Friday and guards shot back, killing one. A bomb "
    "hurt two in Kabul on Saturday.",
    "Firefighters responded to an explosion in Homs on Friday. Shells hit Idlib on Friday, "
    "killing two.",
    "Troops responded to the attack in Homs on Friday by sealing off roads. Shells hit Idlib on"
    " Friday, killing two.",
    "Rockets hit Metula on Friday. Israel has the right to respond to the attack, Washington said.",
    "Rockets hit Metula on Friday. Jets bombed Khiam on Saturday. Hezbollah vowed to avenge Khiam.",
    "Rockets hit Metula on Friday. Jets bombed Khiam on Saturday. It was not immediately clear "
    "whether the two were linked.",
    "Rockets hit Metula on Friday. Jets bombed Khiam on Saturday. Hezbollah rejected the claim "
    "that its rockets were revenge for anything.",
    "Rockets hit Metula on Friday. A rocket hit Khiam on Saturday. France closed its embassy in"
    " response to the attacks.",
    "A bomb killed six in Parachinar on Monday. A bomb hurt two in Hangu on Tuesday. Schools "
    "were shut in response.",
    "A bomb killed six in Parachinar on Monday. A bomb hurt two in Hangu on Tuesday. Security "
    "was stepped up in response to the blasts.",
    "A bomb killed six in Parachinar on Monday. A bomb hurt two in Hangu on Tuesday. The "
    "government has promised a response.",
    "Villagers fear retaliation after gunmen killed six in Guma on Monday.",
    "Gunmen killed six in Guma on Monday. Soldiers were sent to Agatu to prevent reprisals.",
    "Gunmen killed six in Guma on Monday. Gunmen killed two in Agatu on Tuesday. A police "
    "source ruled out revenge for Guma.",
    "Gunmen killed six in Guma on Monday. A farmer was killed in Agatu on Tuesday. He was shot "
    "because he had refused to pay for protection.",
    "A bomb killed six in Jos on Monday. A court in Kano ordered a man hanged on Tuesday as "
    "punishment for the bombing. Gunmen killed one in Kaduna on Tuesday.",
    "Israel bombed Khiam on Friday. As part of the response to the floods, the army sent tents "
    "to Metula.",
    "A bomb killed nine in Jos on Monday. The hospital's response came within an hour. Gunmen "
    "killed two in Kano on Tuesday.",
    "A bomb killed nine in Jos on Monday. Police in Kano shot dead two robbers on Tuesday. They"
    " were responding to a distress call.",
    "A bomb killed nine in Jos on Monday. In an immediate response, the governor imposed a "
    "curfew. Gunmen killed two in Kano on Tuesday.",
    "The Jos bombing on Monday killed nine. It was a settling of scores, some said, and some "
    "that it was not. Gunmen killed two in Kano on Tuesday.",
    "Gunmen killed two in Kano on Tuesday. The group said its men would hit back after "
    "Tuesday's raid.",
]


@pytest.mark.parametrize(("text", "told"), STATED)
def test_what_is_stated_to_be_an_answer(
    text: str, told: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert sorted(links(found)) == sorted(told)
    struck = {strike for strike, _ in told}
    answers = found.incidents[found.incidents["kind"].eq("retaliation")]
    assert set(answers["place"]) == struck
    assert all(str(row.quote) in text for row in found.links.itertuples())


@pytest.mark.parametrize(
    ("strike", "actor"),
    [
        ('Two Pakistani officials said its jets went after "those who planned Bannu".', "Pakistan"),
        ("Pakistan's army called it its answer to Bannu.", "Pakistan"),
        ("Pakistan's army said the raid was its response to Bannu.", "Pakistan"),
        ("A villager called it an answer to Bannu.", None),
    ],
)  # fmt: skip
def test_whose_answer_it_was(strike: str, actor: str | None, gazetteer: Gazetteer) -> None:
    text = (
        "A bomber killed eleven policemen in Bannu on Thursday. Nine people died in an air raid on "
        f"Khost on Friday. {strike}"
    )
    found = read(text, gazetteer)
    assert links(found) == [("Khost", "Bannu")]
    (told,) = found.incidents[found.incidents["place"].eq("Khost")].to_dict("records")
    assert (told["actor"] if isinstance(told["actor"], str) else None) == actor


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_stated_is_no_answer(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert len(found.incidents) > 0 and found.links.empty
    assert "retaliation" not in set(found.incidents["kind"])


#: What states an answer apart from its deed: by itself, in the sentence before, in a headline.
TOLD_ELSEWHERE = [
    # by itself at the head of a sentence, of a line of a list, or behind the verb
    ("A sniper killed a farmer in Walgha on Friday. In return, a unit of the National Guard "
     "shelled a checkpoint at Tall Hadid on Friday.", [("Tall Hadid", "Walgha")]),
    ("A bomb killed two in Jos on Thursday. In turn, gunmen raided Kano on Friday.",
     [("Kano", "Jos")]),
    # verbs of answering beside the deed
    ("JNIM fighters attacked a convoy near Djibo on Thursday. In the night the air force returned "
     "the visit, striking the woods around Nassoumbou.", [("around Nassoumbou", "near Djibo")]),
    # the next sentence tells it
    ("Sea drones struck a tanker off Gelendzhik on Saturday. Russia hit back on Sunday night. A "
     "ballistic missile smashed into the port of Chornomorsk. Two dockers were killed.",
     [("port of Chornomorsk", "off Gelendzhik")]),
    ("Militiamen of CODECO killed six civilians in Lopa on Friday. The retort was not long in "
     "coming. On Sunday, fighters of the Zaïre militia entered Pimbo and opened fire on "
     "worshippers.",
     [("Pimbo", "Lopa")]),
    ("Three persons were injured when Pakistani troops shelled Tangdhar on Thursday. The Army "
     "gave a befitting reply, a spokesperson said. Indian shells fell on Athmuqam soon afterwards.",
     [("Athmuqam", "Tangdhar")]),
    # the place of what is answered is named by its head; a quotation ends between
    ("A warplane fired two missiles at a house in Yohmor al-Shaqif on Friday, killing two. Later, "
     "rockets were fired at Metula. Hezbollah says it fired them \"in response to this morning's "
     "aggression against Yohmor\".", [("Metula", "Yohmor al-Shaqif")]),
    ("American aircraft bombed a depot in Jurf al-Sakhar on Thursday. An official called it \"a "
     "proportionate response\" to the rocket attack on Harir airbase, where a contractor was "
     "wounded on Tuesday.", [("Jurf al-Sakhar", "Harir airbase")]),
    ("Rockets hit Metula on Thursday, wounding three. Israel bombed Khiam on Friday. The army "
     "said that it had acted in reply to it.", [("Khiam", "Metula")]),
    ("An army drone killed two in Nyala on Monday. An RSF drone killed four in Atbara on Tuesday. "
     "The RSF presented it as the price of what was done in Nyala.", [("Atbara", "Nyala")]),
    # what somebody called it stands before the deed
    ("Russian missiles crashed into Okhtyrka on Friday, killing eight people in what Moscow "
     "billed as payback for a drone attack on a village bus. The bus was hit on Thursday near "
     "Grayvoron.",
     [("Okhtyrka", "near Grayvoron")]),
    ("Gunmen killed 17 people in Diallassagou on Thursday. On Friday came what a spokesman for "
     "the Dan Na Ambassagou hunters called \"payment in kind\": men of the militia set fire to "
     "Sadia-Peulh, a hamlet of herders.",
     [("Sadia-Peulh", "Diallassagou")]),
    # why they came, between commas
    ("Gunmen killed 13 people in Zike on Thursday. A mob of youths, bent on avenging their "
     "kinsmen, descended on a settlement at Rafin Bauna on Friday.", [("Rafin Bauna", "Zike")]),
    # an answer to an answer, and what that was
    ("Army drones hit a market in Zalingei on Wednesday, killing 11. The attack answered an "
     "answer. On Tuesday RSF drones had come down on workshops in Atbara.",
     [("Zalingei", "Atbara")]),
    # a headline says so, the text tells it
    ("Dissidents strike back at ELN after El Tarra drone attack\n\nOn Sunday, ELN drones dropped "
     "grenades on a field in El Tarra, killing two. On Tuesday the dissidents attacked an ELN "
     "camp in Tibú, and three people died.", [("Tibú", "El Tarra")]),
    ("13 killed in Zike, herders' camp burnt in reprisal\n\nGunmen killed 13 people in Zike on "
     "Thursday. On Friday a mob of youths burned a camp at Rafin Bauna.", [("Rafin "
     "Bauna", "Zike")]),
    ("Toll climbs to 17, hamlet burned in return\n\nGunmen killed 17 people in Diallassagou on "
     "Thursday. On Friday the militia set fire to Sadia-Peulh, a hamlet of herders.",
     [("Sadia-Peulh", "Diallassagou")]),
    ("CODECO kills six in Lopa, Zaïre militia retaliates in Pimbo\n\nSix civilians were killed in "
     "Lopa on Friday by CODECO. On Sunday, fighters of the Zaïre militia entered Pimbo and opened "
     "fire on worshippers.", [("Pimbo", "Lopa")]),
    ("12 dead in cattle raid, counter-raid leaves five dead in Gumuruk\n\nAt least 12 people were "
     "killed on Monday when armed youths raided cattle camps at Duk Padiet.",
     [("Gumuruk", "Duk Padiet")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD_ELSEWHERE)
def test_an_answer_may_be_stated_apart_from_its_deed(
    text: str, told: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert links(found) == told
    assert len(found.incidents) == 2


def test_who_struck_back_did_what_is_told_next_and_when(gazetteer: Gazetteer) -> None:
    found = read(
        "Sea drones struck a tanker off Gelendzhik on Friday. Russia hit back on Saturday. A "
        "missile smashed into the port of Chornomorsk, killing two.",
        gazetteer,
    )
    strike = found.incidents.set_index("place").loc["port of Chornomorsk"]
    assert (strike["actor"], strike["date"]) == ("Russia", "2026-10-03")


@pytest.mark.parametrize(
    "text",
    [
        # what follows is no deed of theirs, or nobody says that it answers
        "A drone hit Okhtyrka on Friday, killing two. Ukraine promised a befitting reply. A drone "
        "hit Rossosh on Saturday.",
        "Rockets hit Metula on Thursday. Lebanon released two prisoners in return. Israel bombed "
        "Khiam on Friday.",
        "Gunmen killed four in Jos on Thursday. The response of the police was slow. On Friday "
        "gunmen shot two in Kano.",
        "Rockets hit Metula on Thursday. Hezbollah denied that Israel had hit back. A shell hit "
        "Khiam on Friday.",
        "Gunmen killed four in Jos on Thursday. The army accused the rebels in turn of having "
        "shot at its post in Kano on Friday.",
        "Gunmen killed four in Jos on Thursday. The governor gave a fitting answer to the "
        "question of a reporter. On Friday a bomb killed two in Kano.",
        # a headline whose deed the text does not tell, or tells before what it is to answer
        "Army vows to strike back after Jos attack\n\nGunmen killed four in Jos on Thursday. A "
        "bomb killed two in Kano on Friday.",
        "Herders' camp burnt in reprisal\n\nA mob burned a camp in Kano on Thursday. Gunmen "
        "killed four in Jos on Friday.",
    ],
)
def test_what_only_seems_to_announce_an_answer(text: str, gazetteer: Gazetteer) -> None:
    assert not links(read(text, gazetteer))


@pytest.mark.parametrize(
    "said",
    [
        "The strikes early on Tuesday were a response to the Bannu bombing, sources said, adding "
        "that nine militants had been eliminated.",
        "The strikes on Tuesday were in response to the Bannu bombing, according to officials, who "
        "added that nine militants were killed.",
    ],
)
def test_what_is_added_is_of_the_answer(said: str, gazetteer: Gazetteer) -> None:
    found = read(
        "A suicide bomber killed eleven policemen in Bannu on Monday. Jets bombed a camp in Khost "
        f"early on Tuesday. {said}",
        gazetteer,
    )
    assert links(found) == [("Khost", "Bannu")]
    assert dict(zip(found.incidents["place"], found.incidents["killed"], strict=True)) == {
        "Bannu": 11,
        "Khost": 9,
    }
