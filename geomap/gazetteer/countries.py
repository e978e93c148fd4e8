"""Countries by code, by name and by what their people are called.

Kept apart from the index because every table has a country column and every output shows one
English name: neither may change with the data that an index was built from.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from geomap.gazetteer.names import fold

#: ISO 3166-1 alpha-2 and alpha-3; the English name shown; adjectives; other names, those of
#: UCDP, ACLED and the United Nations above all. XK is the code in use for Kosovo.
_TABLE: Final = """
AD AND; Andorra
AE ARE; United Arab Emirates; Emirati; UAE|Emirates|U.A.E.
AF AFG; Afghanistan; Afghan|Afghani
AG ATG; Antigua and Barbuda
AI AIA; Anguilla
AL ALB; Albania; Albanian
AM ARM; Armenia; Armenian
AO AGO; Angola; Angolan
AQ ATA; Antarctica
AR ARG; Argentina; Argentine|Argentinian
AS ASM; American Samoa
AT AUT; Austria; Austrian
AU AUS; Australia; Australian|Aussie
AW ABW; Aruba
AX ALA; Åland; ; Aland Islands
AZ AZE; Azerbaijan; Azerbaijani|Azeri
BA BIH; Bosnia and Herzegovina; Bosnian; Bosnia-Herzegovina|Bosnia
BB BRB; Barbados; Barbadian
BD BGD; Bangladesh; Bangladeshi
BE BEL; Belgium; Belgian
BF BFA; Burkina Faso; Burkinabe
BG BGR; Bulgaria; Bulgarian
BH BHR; Bahrain; Bahraini
BI BDI; Burundi; Burundian
BJ BEN; Benin; Beninese
BL BLM; Saint Barthélemy; ; Saint Barthelemy
BM BMU; Bermuda
BN BRN; Brunei; Bruneian; Brunei Darussalam
BO BOL; Bolivia; Bolivian; Plurinational State of Bolivia
BQ BES; Bonaire; ; Bonaire, Saint Eustatius and Saba
BR BRA; Brazil; Brazilian
BS BHS; Bahamas; Bahamian; The Bahamas
BT BTN; Bhutan; Bhutanese
BV BVT; Bouvet Island
BW BWA; Botswana; Motswana
BY BLR; Belarus; Belarusian
BZ BLZ; Belize; Belizean
CA CAN; Canada; Canadian
CC CCK; Cocos Islands
CD COD; DR Congo; Congolese; Democratic Republic of the Congo|DR Congo (Zaire)|Zaire|\
Congo-Kinshasa|DRC|D.R. Congo|Congo, Democratic Republic of|Democratic Republic of Congo|Congo DR
CF CAF; Central African Republic; Central African; CAR
CG COG; Republic of the Congo; ; Congo|Congo-Brazzaville|Republic of Congo|Congo, Republic of
CH CHE; Switzerland; Swiss
CI CIV; Ivory Coast; Ivorian; Cote d'Ivoire|Côte d'Ivoire
CK COK; Cook Islands
CL CHL; Chile; Chilean
CM CMR; Cameroon; Cameroonian
CN CHN; China; Chinese; People's Republic of China|PRC
CO COL; Colombia; Colombian
CR CRI; Costa Rica; Costa Rican
CU CUB; Cuba; Cuban
CV CPV; Cape Verde; Cape Verdean; Cabo Verde
CW CUW; Curaçao; ; Curacao
CX CXR; Christmas Island
CY CYP; Cyprus; Cypriot
CZ CZE; Czechia; Czech; Czech Republic
DE DEU; Germany; German; Germany (Federal Republic)|West Germany|East Germany
DJ DJI; Djibouti; Djiboutian
DK DNK; Denmark; Danish
DM DMA; Dominica
DO DOM; Dominican Republic; Dominican
DZ DZA; Algeria; Algerian
EC ECU; Ecuador; Ecuadorian|Ecuadorean
EE EST; Estonia; Estonian
EG EGY; Egypt; Egyptian
EH ESH; Western Sahara; Sahrawi; Sahrawi Arab Democratic Republic
ER ERI; Eritrea; Eritrean
ES ESP; Spain; Spanish
ET ETH; Ethiopia; Ethiopian
FI FIN; Finland; Finnish
FJ FJI; Fiji; Fijian
FK FLK; Falkland Islands
FM FSM; Micronesia; ; Federated States of Micronesia
FO FRO; Faroe Islands
FR FRA; France; French
GA GAB; Gabon; Gabonese
GB GBR; United Kingdom; British|Briton|English|Scottish|Welsh; UK|U.K.|Great Britain|Britain
GD GRD; Grenada
GE GEO; Georgia; Georgian
GF GUF; French Guiana
GG GGY; Guernsey
GH GHA; Ghana; Ghanaian
GI GIB; Gibraltar
GL GRL; Greenland
GM GMB; Gambia; Gambian; The Gambia
GN GIN; Guinea; Guinean
GP GLP; Guadeloupe
GQ GNQ; Equatorial Guinea; Equatoguinean
GR GRC; Greece; Greek
GS SGS; South Georgia and the South Sandwich Islands
GT GTM; Guatemala; Guatemalan
GU GUM; Guam
GW GNB; Guinea-Bissau
GY GUY; Guyana; Guyanese
HK HKG; Hong Kong
HM HMD; Heard Island and McDonald Islands
HN HND; Honduras; Honduran
HR HRV; Croatia; Croatian|Croat
HT HTI; Haiti; Haitian
HU HUN; Hungary; Hungarian
ID IDN; Indonesia; Indonesian
IE IRL; Ireland; Irish
IL ISR; Israel; Israeli
IM IMN; Isle of Man
IN IND; India; Indian
IO IOT; British Indian Ocean Territory
IQ IRQ; Iraq; Iraqi; Republic of Iraq
IR IRN; Iran; Iranian|Persian; Islamic Republic of Iran|Iran (Islamic Republic of)
IS ISL; Iceland; Icelandic
IT ITA; Italy; Italian
JE JEY; Jersey
JM JAM; Jamaica; Jamaican
JO JOR; Jordan; Jordanian; Hashemite Kingdom of Jordan
JP JPN; Japan; Japanese
KE KEN; Kenya; Kenyan
KG KGZ; Kyrgyzstan; Kyrgyz; Kyrgyz Republic
KH KHM; Cambodia; Cambodian; Kampuchea|Cambodia (Kampuchea)
KI KIR; Kiribati
KM COM; Comoros; Comorian
KN KNA; Saint Kitts and Nevis
KP PRK; North Korea; North Korean; Korea, North|DPRK|Democratic People's Republic of Korea
KR KOR; South Korea; South Korean; Korea, South|Republic of Korea|Korea
KW KWT; Kuwait; Kuwaiti
KY CYM; Cayman Islands
KZ KAZ; Kazakhstan; Kazakh|Kazakhstani
LA LAO; Laos; Laotian|Lao; Lao PDR|Lao People's Democratic Republic
LB LBN; Lebanon; Lebanese; Lebanese Republic
LC LCA; Saint Lucia
LI LIE; Liechtenstein
LK LKA; Sri Lanka; Sri Lankan
LR LBR; Liberia; Liberian
LS LSO; Lesotho; Basotho
LT LTU; Lithuania; Lithuanian
LU LUX; Luxembourg; Luxembourgish
LV LVA; Latvia; Latvian
LY LBY; Libya; Libyan; Libyan Arab Jamahiriya
MA MAR; Morocco; Moroccan
MC MCO; Monaco
MD MDA; Moldova; Moldovan; Republic of Moldova
ME MNE; Montenegro; Montenegrin
MF MAF; Saint Martin
MG MDG; Madagascar; Malagasy; Madagascar (Malagasy)
MH MHL; Marshall Islands
MK MKD; North Macedonia; Macedonian; Macedonia|Macedonia, FYR|FYROM
ML MLI; Mali; Malian
MM MMR; Myanmar; Burmese; Burma|Myanmar (Burma)
MN MNG; Mongolia; Mongolian
MO MAC; Macau; ; Macao
MP MNP; Northern Mariana Islands
MQ MTQ; Martinique
MR MRT; Mauritania; Mauritanian
MS MSR; Montserrat
MT MLT; Malta; Maltese
MU MUS; Mauritius; Mauritian
MV MDV; Maldives; Maldivian
MW MWI; Malawi; Malawian
MX MEX; Mexico; Mexican
MY MYS; Malaysia; Malaysian
MZ MOZ; Mozambique; Mozambican
NA NAM; Namibia; Namibian
NC NCL; New Caledonia
NE NER; Niger; Nigerien
NF NFK; Norfolk Island
NG NGA; Nigeria; Nigerian
NI NIC; Nicaragua; Nicaraguan
NL NLD; Netherlands; Dutch; The Netherlands|Holland
NO NOR; Norway; Norwegian
NP NPL; Nepal; Nepalese|Nepali
NR NRU; Nauru
NU NIU; Niue
NZ NZL; New Zealand; New Zealander
OM OMN; Oman; Omani
PA PAN; Panama; Panamanian
PE PER; Peru; Peruvian
PF PYF; French Polynesia
PG PNG; Papua New Guinea; Papua New Guinean; Papua
PH PHL; Philippines; Filipino|Philippine; the Philippines
PK PAK; Pakistan; Pakistani
PL POL; Poland; Polish
PM SPM; Saint Pierre and Miquelon
PN PCN; Pitcairn
PR PRI; Puerto Rico; Puerto Rican
PS PSE; Palestine; Palestinian; Palestinian Territory|State of Palestine|Palestinian Territories|\
Occupied Palestinian Territory|West Bank and Gaza|oPt
PT PRT; Portugal; Portuguese
PW PLW; Palau
PY PRY; Paraguay; Paraguayan
QA QAT; Qatar; Qatari
RE REU; Réunion; ; Reunion
RO ROU; Romania; Romanian
RS SRB; Serbia; Serbian|Serb; Serbia (Yugoslavia)|Yugoslavia
RU RUS; Russia; Russian; Soviet Union|USSR|Russian Federation|Russia (Soviet Union)
RW RWA; Rwanda; Rwandan
SA SAU; Saudi Arabia; Saudi|Saudi Arabian; KSA|Kingdom of Saudi Arabia
SB SLB; Solomon Islands
SC SYC; Seychelles; Seychellois
SD SDN; Sudan; Sudanese
SE SWE; Sweden; Swedish
SG SGP; Singapore; Singaporean
SH SHN; Saint Helena
SI SVN; Slovenia; Slovenian|Slovene
SJ SJM; Svalbard and Jan Mayen
SK SVK; Slovakia; Slovak|Slovakian
SL SLE; Sierra Leone; Sierra Leonean
SM SMR; San Marino
SN SEN; Senegal; Senegalese
SO SOM; Somalia; Somali|Somalian
SR SUR; Suriname; Surinamese
SS SSD; South Sudan; South Sudanese; Republic of South Sudan
ST STP; São Tomé and Príncipe; ; Sao Tome and Principe
SV SLV; El Salvador; Salvadoran|Salvadorean
SX SXM; Sint Maarten
SY SYR; Syria; Syrian; Syrian Arab Republic|Arab Republic of Syria
SZ SWZ; Eswatini; Swazi; Swaziland|Kingdom of eSwatini (Swaziland)|Kingdom of eSwatini
TC TCA; Turks and Caicos Islands
TD TCD; Chad; Chadian
TF ATF; French Southern Territories
TG TGO; Togo; Togolese
TH THA; Thailand; Thai
TJ TJK; Tajikistan; Tajik
TK TKL; Tokelau
TL TLS; East Timor; Timorese; Timor Leste|Timor-Leste
TM TKM; Turkmenistan; Turkmen
TN TUN; Tunisia; Tunisian
TO TON; Tonga
TR TUR; Turkey; Turkish; Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye
TT TTO; Trinidad and Tobago; Trinidadian
TV TUV; Tuvalu
TW TWN; Taiwan; Taiwanese; Republic of China|Chinese Taipei
TZ TZA; Tanzania; Tanzanian; United Republic of Tanzania
UA UKR; Ukraine; Ukrainian
UG UGA; Uganda; Ugandan
UM UMI; United States Minor Outlying Islands
US USA; United States; American; USA|U.S.|U.S.A.|United States of America|America|the States
UY URY; Uruguay; Uruguayan
UZ UZB; Uzbekistan; Uzbek
VA VAT; Vatican
VC VCT; Saint Vincent and the Grenadines
VE VEN; Venezuela; Venezuelan; Bolivarian Republic of Venezuela|Venezuela (Bolivarian Republic of)
VG VGB; British Virgin Islands
VI VIR; U.S. Virgin Islands
VN VNM; Vietnam; Vietnamese; Viet Nam|Vietnam (North Vietnam)|North Vietnam
VU VUT; Vanuatu
WF WLF; Wallis and Futuna
WS WSM; Samoa
XK XKX; Kosovo; Kosovar|Kosovan
YE YEM; Yemen; Yemeni|Yemenite; Yemen (North Yemen)|North Yemen|South Yemen
YT MYT; Mayotte
ZA ZAF; South Africa; South African
ZM ZMB; Zambia; Zambian
ZW ZWE; Zimbabwe; Zimbabwean; Rhodesia|Zimbabwe (Rhodesia)
"""

#: Where a large country is shown, degrees north and east: the points of the CIA World Factbook
#: (public domain), which most databases repeat. The middle of an outline lies elsewhere for a
#: country with far-off parts: Alaska moves that of the United States by 1,200 km. That country
#: stands at the centre of its 48 states that hang together, in Kansas.
_POINTS: Final = """
US 39.83 -98.58; RU 60 100; CA 60 -95; CN 35 105; BR -10 -55; AU -27 133; IN 20 77; AR -34 -64; KZ
48 68; DZ 28 3; CD 0 25; SA 25 45; MX 23 -102; ID -5 120; SD 15 30; LY 25 17; IR 32 53; MN 46 105;
PE -10 -76; TD 15 19; NE 16 8; AO -12.5 18.5; ML 17 -4; ZA -29 24; CO 4 -72; ET 8 38; BO -17 -65;
MR 20 -12; EG 27 30; TZ -6 35; NG 10 8; VE 8 -66; NA -22 17; MZ -18.25 35; PK 30 70; TR 39 35; CL
-30 -71; ZM -15 30; MM 22 98; AF 33 65; SO 10 49; CF 7 21; SS 8 30; UA 49 32; MG -20 47; BW -22
24; KE 1 38; FR 46 2; YE 15 48; TH 15 100; ES 40 -4; TM 40 60; CM 6 12; PG -6 147; SE 62 15; UZ 41
64; MA 32 -5; IQ 33 44; PY -23 -58; ZW -20 30; JP 36 138; DE 51 9; NO 62 10; CG -1 15; FI 64 26;
VN 16.17 107.83; MY 2.5 112.5; CI 8 -5; PL 52 20; OM 21 57; IT 42.83 12.83; PH 13 122; BF 13 -2;
NZ -41 174; GA -1 11.75; EC -2 -77.5; GN 11 -10; GB 54 -2; UG 1 32; GH 8 -2; RO 46 25; LA 18 105;
GY 5 -59; BY 53 28; KG 41 75; SN 14 -14; SY 35 38; KH 13 105; UY -33 -56; TN 34 9; SR 4 -56; BD 24
90; NP 28 84; TJ 39 71; GR 39 22; NI 13 -85; KP 40 127; MW -13.5 34; ER 15 39; BJ 9.5 2.25; HN 15
-86.5; LR 6.5 -9.5; BG 43 25; CU 21.5 -80; GT 15.5 -90.25; IS 65 -18; KR 37 127.5; HU 47 20; PT
39.5 -8; JO 31 36; AZ 40.5 47.5; AT 47.33 13.33; CZ 49.75 15.5; RS 44 21; PA 9 -80; AE 24 54; GE
42 43.5; GL 72 -40
"""

#: Where a table that names one country may mean a place that an index files under another:
#: disputed, annexed or occupied ground. The reader's own country always comes first.
DISPUTED: Final[dict[str, tuple[str, ...]]] = {
    "IL": ("PS", "SY", "LB"), "SY": ("LB",), "LB": ("SY",), "PS": ("IL",),
    "UA": ("RU",), "RU": ("UA", "GE"),
    "IN": ("PK", "CN"), "PK": ("IN",), "CN": ("IN", "TW", "HK"), "TW": ("CN",), "MA": ("EH",),
    "EH": ("MA",), "RS": ("XK",), "XK": ("RS",), "SD": ("SS",), "SS": ("SD",), "AZ": ("AM",),
    "AM": ("AZ",), "GE": ("RU",), "CY": ("TR",), "SO": ("ET",), "ET": ("ER",), "ER": ("ET",),
    "US": ("PR",), "FR": ("GP", "MQ", "GF", "RE", "YT"),
}  # fmt: skip

#: Of these neighbours only so much is in dispute: south, west, north, east in degrees.
_GROUND: Final[dict[tuple[str, str], tuple[float, float, float, float]]] = {
    ("IL", "SY"): (32.6, 35.5, 33.5, 36.0),  # the Golan
    ("IL", "LB"): (33.2, 35.55, 33.4, 35.82),  # Ghajar, the Shebaa farms
    ("SY", "LB"): (33.2, 35.55, 33.4, 35.82),
    ("LB", "SY"): (33.2, 35.55, 33.4, 35.82),
    ("IN", "CN"): (26.5, 76.0, 37.1, 97.5),  # Aksai Chin, the line along the Himalaya
    ("CN", "IN"): (26.5, 76.0, 37.1, 97.5),
    ("IN", "PK"): (32.4, 72.5, 37.2, 80.5),  # Jammu and Kashmir
    ("PK", "IN"): (32.4, 72.5, 37.2, 80.5),
    ("RU", "GE"): (41.4, 39.9, 43.7, 44.9),  # Abkhazia, South Ossetia
    ("GE", "RU"): (41.4, 39.9, 43.7, 44.9),
    ("UA", "RU"): (44.2, 31.0, 52.5, 40.4),  # Crimea, the annexed oblasts, the border
    ("RU", "UA"): (44.2, 31.0, 52.5, 40.4),
    ("SO", "ET"): (3.3, 40.9, 11.2, 48.1),  # the Somali region
    ("ET", "ER"): (12.3, 36.3, 15.3, 43.3),  # Badme, the border
    ("ER", "ET"): (12.3, 36.3, 15.3, 43.3),
    ("AM", "AZ"): (38.7, 44.7, 41.2, 47.5),  # Karabakh, the border
    ("SS", "SD"): (8.4, 23.8, 12.3, 34.2),  # Abyei, Heglig, the border
    ("EH", "MA"): (20.7, -17.2, 28.8, -8.6),  # to the berm, and the south of Morocco
    ("XK", "RS"): (41.8, 20.0, 43.4, 21.9),  # the north of Kosovo, Presevo
    ("CY", "TR"): (34.4, 32.0, 35.9, 34.8),  # the island
}

#: Countries of a country, which tables give in the column of countries and texts mean themselves.
_PARTS: Final = {
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
}  # fmt: skip

_BRACKETED: Final = re.compile(r"^(.*?)\s*[(\[](.*?)[)\]]\s*$")


#: Countries that claim only a part of another one.
_IN_PART: Final = frozenset(country for country, _ in _GROUND)


def is_in_part(country: str) -> bool:
    """Whether a country disputes only a part of another, so that :func:`may_be_in` need tell."""
    return country in _IN_PART


def may_be_in(country: str, found: str | None, lat: float, lon: float) -> bool:
    """Whether a place filed under ``found`` may be given as one of ``country``."""
    ground = _GROUND.get((country, found or ""))
    if ground is None:
        return True
    south, west, north, east = ground
    return south <= lat <= north and west <= lon <= east


def code_of(text: str) -> str | None:
    """The alpha-2 code of a country named or coded in English, ``None`` where it is none.

    'DR Congo (Zaire)' is read whole, then without its brackets, then by what they hold.
    """
    codes = _tables().codes
    folded = fold(text)
    if folded in codes:
        return codes[folded]
    match = _BRACKETED.match(text.strip())
    return (codes.get(fold(match[1])) or codes.get(fold(match[2]))) if match else None


def code_of_name(text: str) -> str | None:
    """The alpha-2 code of a country that running text names: 'U.S.', 'Syrians', 'Britain'.

    ISO codes do not count, 'CA' is California there; nor do small letters, 'us' is a word.
    """
    code = _tables().names.get(fold(text)) or code_of_adjective(text)
    if code is None or text.islower():
        return None
    letters = text.replace(".", "").strip()
    return code if len(letters) > 3 or letters.isupper() else None


def code_of_adjective(text: str) -> str | None:
    """The alpha-2 code of a country by its adjective or demonym: 'Syrian', 'Iraqis'."""
    adjectives = _tables().adjectives
    folded = fold(text)
    return adjectives.get(folded) or adjectives.get(folded.removesuffix("s"))


def name_of(code: str) -> str | None:
    """The English name shown for an alpha-2 code, ``None`` for a code that is not in use."""
    return _tables().shown.get(code.upper())


def names_of(code: str) -> tuple[str, ...]:
    """Every name that the table has for a country, folded, in its order; codes left out."""
    known_names = _tables().names
    return tuple(name for name, known in known_names.items() if known == code and len(name) > 3)


def point_of(code: str) -> tuple[float, float] | None:
    """Latitude and longitude where a large country is shown, ``None`` for the others."""
    return _points().get(code)


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, float]]:
    entries = (entry.split() for entry in _POINTS.split(";"))
    return {code: (float(lat), float(lon)) for code, lat, lon in (e for e in entries if e)}


class _Tables(NamedTuple):
    codes: dict[str, str]  # by folded name or ISO code
    adjectives: dict[str, str]  # codes by folded adjective
    shown: dict[str, str]  # names by code
    names: dict[str, str]  # codes by folded name


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    tables = _Tables({}, {}, {}, {})
    for line in _TABLE.strip().splitlines():
        iso, name, *rest = (part.strip() for part in line.split(";"))
        alpha2, alpha3 = iso.split()
        adjectives = rest[0].split("|") if rest and rest[0] else []
        others = rest[1].split("|") if len(rest) > 1 else []
        tables.shown[alpha2] = name
        tables.names.update((fold(known), alpha2) for known in (name, *others))
        tables.adjectives.update((fold(word), alpha2) for word in adjectives)
        tables.codes.update({alpha2.lower(): alpha2, alpha3.lower(): alpha2})
    tables.codes.update({**tables.names, **_PARTS})
    return tables
