"""The rules of spelling, as data: every table says why it is so.

Letters of other scripts become Latin ones, Latin spellings meet at a consonant skeleton, and
words that only say what a place is ('town', 'حقل') are told apart from its name. Nothing here
computes; :mod:`geomap.gazetteer.names` applies the tables in the order in which they stand.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

# --- letters -------------------------------------------------------------------------------

#: Signs that stand for hamza and ayn, or only separate syllables: "Sana'a", "Baʿqūbah",
#: "Ma`arrat". They vanish without leaving a space. Dots vanish too: 'St. Louis', 'U.S.'.
SILENT: Final = "'‘’‛′´`ʿʾʼʻˈ·ˊˋʹʺ׳״\u0640\u200c\u200d\u200e\u200f\u00ad.ʽˀˁ＇"

#: Latin letters that Unicode does not decompose into a base letter and a mark.
LATIN: Final = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
    "œ": "oe", "ə": "e", "ŋ": "n", "ħ": "h", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e",
    "ɔ": "o", "&": " and ",
}  # fmt: skip

#: Arabic script, with the letters of Persian, Kurdish (Sorani) and Urdu. Emphatic and plain
#: letters meet (ص س -> s, ط ت -> t), because Latin spellings rarely tell them apart. anyascii
#: is not used here: it writes ayn as ', ta marbuta as @ and knows no article.
#: Waw, ya, alif, ayn and ta marbuta depend on their neighbours and are settled by
#: :mod:`names`: W and Y mark a letter that may be a vowel, E an ayn, T a ta marbuta.
ARABIC: Final = {
    "ا": "A", "أ": "A", "إ": "A", "آ": "A", "ٱ": "A", "ى": "A", "ء": "", "ؤ": "W", "ئ": "Y",
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "E", "غ": "gh",
    "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "T", "و": "W",
    "ي": "Y", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ڵ": "l", "ڕ": "r", "ۆ": "o",
    "ێ": "e", "ە": "e", "ھ": "h", "ہ": "h", "ۀ": "h", "ۃ": "T", "ک": "k", "ی": "Y", "ے": "e",
    "ۇ": "u", "ڈ": "d", "ٹ": "t", "ڑ": "r", "ں": "n", "ﻻ": "lA", "٠": "0", "١": "1", "٢": "2",
    "٣": "3", "٤": "4", "٥": "5", "٦": "6", "٧": "7", "٨": "8", "٩": "9", "۰": "0", "۱": "1",
    "۲": "2", "۳": "3", "۴": "4", "۵": "5", "۶": "6", "۷": "7", "۸": "8", "۹": "9",
}  # fmt: skip

#: A waw that bears a hamza and one after it are one long u: 'رؤوف' is Rauf, 'شاؤول' Shaul.
HAMZA_WAW: Final = ("ؤو", "و")

#: Hebrew, in the plain spelling of road signs (tz for tsadi, h for het). Waw and yod as above;
#: final letters as their medial ones; bet and pe as b and p, which the skeleton joins to v and f.
HEBREW: Final = {
    "א": "E", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "W", "ז": "z", "ח": "h", "ט": "t",
    "י": "Y", "כ": "k", "ך": "kh", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "E", "פ": "p", "ף": "f", "צ": "tz", "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh",
    "ת": "t", "װ": "v", "ױ": "oY", "ײ": "Y",
}  # fmt: skip

#: Letters that Latin ones lose or merge, and that still tell names of one script apart: 'שובה' is
#: Shuva and 'שואבה' Shoeva, 'صرة' (Sarra) is no spelling of 'صرعة' (Tzora).
UNHEARD: Final = "אעع"

#: Hebrew letters before a geresh, for the sounds of Arabic and foreign names, as Arabic letters.
GERESH: Final = {"ג": "ج", "ז": "ژ", "צ": "چ", "ת": "ث"}

#: The h of Arabic, Persian, Kurdish and Hebrew that after a consonant or a y ends a word in -a or
#: -e ('تلعفره', 'الطيبه', 'מצדה', 'کرمانشاه' not): written for ta marbuta, or a vowel's sign.
FINAL_H: Final = "هہھۀה"

#: Russian, Ukrainian and Belarusian, BGN/PCGN without its apostrophes.
CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj",
    "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}  # fmt: skip

# --- words ---------------------------------------------------------------------------------

#: The Arabic article, as it stands alone before any word.
ARTICLES: Final = frozenset({"al", "el", "ul", "il", "the"})

#: Its assimilated forms, an article only before the letter that it took over: 'ad Dayr',
#: 'ez-Zor', 'ash-Sham'; 'En Gedi' and 'As Tall' keep their first word.
ASSIMILATED: Final = {
    "ad": "d", "ed": "d", "id": "d", "adh": "d", "edh": "d", "ar": "r", "er": "r", "ir": "r",
    "ur": "r", "as": "s", "es": "s", "is": "s", "us": "s", "ash": "s", "esh": "s", "ach": "c",
    "ech": "c", "at": "t", "et": "t", "it": "t", "ath": "t", "eth": "t", "an": "n", "en": "n",
    "in": "n", "un": "n", "az": "z", "ez": "z", "iz": "z", "uz": "z",
}  # fmt: skip

#: Words with so many spellings that a rule for letters would not reach them all, each under one
#: form: father, son, mother; the house, the spring; saint. 'Albu' is 'al' + 'Abu', as tribes say.
WORD_FORMS: Final = {
    "abu": "bu", "abou": "bu", "abo": "bu", "abi": "bu", "aboo": "bu", "bou": "bu", "bo": "bu",
    "albu": "bu", "albo": "bu", "albou": "bu", "ebu": "bu", "boo": "bu",
    "ibn": "bn", "bin": "bn", "ben": "bn", "ibin": "bn",
    "umm": "um", "um": "um", "oum": "um", "om": "um", "omm": "um", "em": "um",
    "bet": "bayt", "beit": "bayt", "beyt": "bayt", "bait": "bayt", "beth": "bayt", "beet": "bayt",
    "ain": "ayn", "ein": "ayn", "aen": "ayn", "ayn": "ayn", "eyn": "ayn", "ayin": "ayn",
    "saint": "st", "sainte": "st", "sankt": "st", "ste": "st", "gebel": "jabal", "gabal": "jabal",
}  # fmt: skip

#: Words of Arabic and Hebrew script whose letters would mislead: 'ام' is umm, not am.
SEMITIC_WORDS: Final = {
    "ام": "um", "أم": "um", "ابن": "bn", "بن": "bn", "عين": "ayn", "ال": "al", "בית": "beit",
    "بيت": "beit", "جفعات": "givat", "جبعات": "givat", "كريات": "kiryat", "رامات": "ramat",
    "نحال": "nahal", "كفار": "kfar", "בת": "bat", "עין": "ayn", "תל": "tel",
}  # fmt: skip

# --- the consonant skeleton -----------------------------------------------------------------

#: Letter groups of one sound, joined before vowels go: Arabic kh, gh, dh, th are written with
#: and without their h; sh is ş without its cedilla, and ch in French; tz, ts are tsadi and ص;
#: c before e and i is s. The first group that fits wins, so longer ones stand first; 'tsh' is
#: two sounds where vowels are not written.
DIGRAPHS: Final = {
    "shch": "s", "sch": "s", "tch": "s", "tsh": "ts", "dzh": "j", "sh": "s", "ch": "s",
    "kh": "h", "gh": "g", "dh": "d", "th": "t", "ph": "f", "zh": "j", "dj": "j", "tz": "s",
    "ts": "s", "ck": "k", "kw": "k", "qu": "k", "ce": "s", "ci": "s", "cy": "s",
}  # fmt: skip

#: One letter for each class of consonants: q is k, Hebrew bet is b and v, pe is p and f,
#: a w inside a word is as much a vowel as u. A letter that maps to nothing is not written.
CLASSES: Final = {
    **dict.fromkeys("aeiouwy ", ""), "q": "k", "c": "k", "v": "b", "p": "f",
}  # fmt: skip

#: What a skeleton is made of, behind its first letter.
CONSONANTS: Final = "bcdfghjklmnpqrstvxz0123456789"

#: Vowels as scripts without short vowels tell them: o and u are one letter there, e and i too.
VOWEL_CLASSES: Final = {"e": "i", "o": "u", "w": "u", "y": "i", " ": ""}

#: Letter groups as one letter each, for comparing names of two scripts by ear: capitals are sounds
#: that :data:`DIGRAPHS` merges with others. 'C' is the ch of Chaim, Chad and Cheikh.
HEARD: Final = {
    "shch": "X", "sch": "X", "tsch": "X", "tch": "X", "dzh": "j", "sh": "X", "ch": "C",
    "kh": "H", "gh": "G", "dh": "D", "th": "T", "ph": "f", "zh": "Z", "dj": "j", "tz": "S",
    "ts": "S", "ck": "k", "kw": "q", "qu": "q", "ce": "s", "ci": "s", "cy": "s",
}  # fmt: skip

#: Of the sibilants of a Latin spelling those that are told apart, by letters of :data:`HEARD`.
HISSED: Final = {"sh": "X", "ts": "S", "tz": "S"}

#: What one script writes for a sound of another, and what the difference costs where 1 is a letter
#: that is not there: Arabic has no v, p or hard g and writes f or b, b or f, j, k or gh (f for v, b
#: for p, j for a Hebrew g and k for a Kurdish one as a matter of course); kaf, het and kha all are
#: ch somewhere, bet is v, pe is f, shin is s, tsadi z or s; tha, dhal and zah are read th, dh and
#: z, but also s, d and t; a w is u or v, or f where Arabic writes a v.
NEAR: Final = {
    "bv": 0.1, "fv": 0.1, "bf": 0.6, "fp": 0.15, "bp": 0.1, "uv": 0.4, "gj": 0.1, "Gg": 0.1,
    "Gj": 0.6, "Gk": 0.5, "gk": 0.1, "gq": 0.3, "Gq": 0.4, "kq": 0.05, "Hh": 0.1, "Ch": 0.1,
    "CH": 0.05, "Hk": 0.15, "Ck": 0.25, "hk": 0.7, "CX": 0.1, "Xs": 0.35, "Cs": 0.6, "SX": 0.6,
    "CS": 0.5, "Ss": 0.15, "Sz": 0.15, "sz": 0.4, "SZ": 0.5, "Zz": 0.2, "Zj": 0.1, "jz": 0.6,
    "Tt": 0.2, "Ts": 0.2, "Dd": 0.1, "Dz": 0.2, "dz": 0.5, "tz": 0.7, "dt": 0.6, "gh": 0.5,
    "fu": 0.5, "Gh": 0.6, "HG": 0.6, "CG": 0.6, "Cj": 0.3, "Xj": 0.7, "St": 0.7, "HX": 0.8,
}  # fmt: skip

#: Of these the ones that only Arabic writes alike: Hebrew has a gimel, and writes a g with it.
APART_IN_HEBREW: Final = frozenset({"gk", "gq", "Gk", "Gq"})

#: Readings that the index holds as well as the plain one: ch is het in Hebrew names.
INDEX_READINGS: Final = ((("ch", "h"),),)

#: Other readings of a spelling, tried by a query only: the replacements of a line are made
#: together and give one more skeleton. ch and kh are Hebrew kaf too; tsadi is written z; dh and
#: z are both written for ظ and ذ; Arabic writes p as b, Hebrew v as f and Hebrew g as j, and ث
#: may sound s; g is Ukrainian h, and Iraqi q; a Turkish or Kurdish p and g are written b and k,
#: its ch j and its zh z.
OTHER_READINGS: Final = (
    (("ch", "k"),), (("kh", "k"),), (("tz", "z"),), (("dh", "z"),), (("z", "d"),),
    (("z", "s"),), (("th", "s"),), (("p", "b"),), (("j", "g"), ("f", "b")), (("f", "b"),),
    (("g", "k"),), (("g", "h"),), (("h", "g"),), (("q", "g"),), (("j", "g"),), (("b", "p"),),
    (("k", "g"),), (("k", "kh"),), (("ts", "z"), ("f", "b")), (("kh", "k"), ("f", "b")),
    (("ts", "z"),), (("b", "p"), ("f", "b")), (("j", "ch"),), (("z", "zh"),),
)  # fmt: skip

#: Of a letter that a name has more than once, what one of them may stand for: Arabic writes both p
#: and v of a foreign name as f ('ايفين سفير' is Even Sapir), and a Kurdish g as k beside its own k
#: ('كاني كومه' is Kani Goma).
ONE_OF_SEVERAL: Final = (("f", "b"), ("k", "g"))

# --- words that say what a place is ---------------------------------------------------------

Position = Literal["end", "start", "any"]


class TypeWords(NamedTuple):
    """Words of one meaning. ``kept`` names the word that stays in the key in their stead.

    A lake is not the town on its shore and a mountain not its village: such words are part of
    the name, in one form for all languages. A town, a field and an airport are dropped.
    """

    kinds: tuple[str, ...]  # what a place so called may be, the likeliest first
    position: Position
    words: tuple[str, ...]
    kept: str = ""


_SETTLED = ("settlement", "neighbourhood", "locality")
_VILLAGE = ("village", "town", *_SETTLED)
_TOWN = ("town", "city", "village", "capital", *_SETTLED)
_CITY = ("city", "capital", "town", "settlement", "neighbourhood")
#: A municipality is the area, and the town that it is called after.
_MUNICIPALITY = ("district", "town", "city", "village", *_SETTLED)
#: The seat of a district is a town; a list may mean the whole.
_SEAT = (*_TOWN, "district")
#: And so is a nahiya.
_SUBDISTRICT = (*_MUNICIPALITY, "region")
_QUARTER = ("neighbourhood", "settlement", "village", "town", "locality")
_DISTRICT = ("district", "governorate", "region", "neighbourhood")
_GOVERNORATE = ("governorate", "region", "district")
_BASE = ("military_base", "air_base", "outpost", "depot", "missile_site")
_AIR_BASE = ("air_base", "airport", "military_base")
_AIRPORT = ("airport", "air_base")
_FIELD = ("oil_field", "gas_field", "oil_facility")
_PLANT = ("power_plant", "oil_facility", "factory", "facility")
_CROSSING = ("crossing", "checkpoint", "facility")
_CAMP = ("camp", "military_base", "settlement")
#: After these a town is no surprise: 'Port Sudan', 'Long Beach', 'Rio de Janeiro', 'Green Bay'.
_OR_TOWN = ("city", "town", "village", "settlement", "neighbourhood", "district", "capital")

#: English, Arabic in both scripts, Kurdish, Persian, Hebrew, Turkish, Russian, Ukrainian, and
#: the few words of French, Spanish and German that tables of the world carry. Longer phrases
#: win over shorter ones. ``end`` and ``start`` say where the word must stand: 'Green Village'
#: is one thing and 'Village of Green' another.
TYPE_WORDS: Final[tuple[TypeWords, ...]] = (
    TypeWords(_VILLAGE, "end", ("village", "vilage", "villages", "hamlet", "kibbutz", "moshav",
        "koyu", "koy", "selo", "pueblo", "gaon", "settlement",
        "kampung", "gundi", "gund", "kibutz", "groupement", "kebele", "boma")),
    TypeWords(_VILLAGE, "start", ("village of", "hamlet of", "settlement of", "قرية", "قريه",
        "قری", "ديه", "روستای", "گوندی", "כפר של", "קיבוץ", "מושב",
        "יישוב", "ישוב", "התנחלות", "מאחז", "مستوطنة", "مستوطنه", "كيبوتس", "كيبوتز", "موشاف",
        "село", "деревня", "поселок", "посёлок", "селище", "смт", "qaryat", "qaryah",
        "qariyat", "kibbutz", "moshav", "desa", "kampung", "عزبة",
        "aldea", "caserio", "vereda", "corregimiento",
        "barangay", "brgy", "sitio", "barrio")),
    TypeWords(_TOWN, "end", ("town", "towns", "kasabasi")),
    TypeWords(_TOWN, "start", ("town of", "بلدة", "شهرک", "بلده", "пгт",
        "شارۆچکەی", "העיירה")),
    TypeWords((*_TOWN, "district"), "end", ("township",)),
    TypeWords((*_TOWN, "district"), "start", ("township of",)),
    TypeWords(_MUNICIPALITY, "end", ("municipality", "commune")),
    TypeWords(_MUNICIPALITY, "start", ("municipality of", "commune of", "commune de", "بلدية",
        "بلديه", "baladiyat", "baladiyyat", "עיריית", "מועצה מקומית")),
    TypeWords(_CITY, "end", ("city", "sehri", "metropolis", "metropolitan area")),
    TypeWords(_CITY, "start", ("city of", "old city of", "مدينة", "مدينه", "شهر", "شاری",
        "העיר", "город", "місто", "madinat", "ciudad de", "ville de", "stadt")),
    TypeWords(_SEAT, "start", ("مركز", "markaz")),
    TypeWords(_QUARTER, "end", ("neighborhood", "neighbourhood", "neighborhoods", "quarter",
        "suburb", "mahallesi", "mahalle", "mah", "ward", "sector", "area", "micro district",
        "compound", "complex", "center", "centre", "settlement area", "colony",
        "housing complex", "locality", "qtr", "sectors", "quarters", "city center", "city centre",
        "مركز المدينة", "وسط المدينة", "مركز", "المركز", "markaz", "מרכז העיר")),
    TypeWords(_QUARTER, "start", ("neighborhood of", "neighbourhood of", "suburb of", "quarter of",
        "area of", "حي", "محلة", "محله", "منطقة", "مجمع",
        "גוש", "שכונת", "מרכז", "hay",
        "hayy", "hai", "hey", "mahallat", "mahalat", "район города", "mujamma", "mujama",
        "mojamaa", "complex of", "גרעין", "قطاع", "sector", "מתחם", "گەڕەکی", "שכונה")),
    TypeWords(("district", "neighbourhood", "region"), "end", ("subdistrict", "sub district",
        "bucak", "bucagi")),
    TypeWords(_SUBDISTRICT, "end", ("nahiya", "nahiyah")),
    TypeWords(_SUBDISTRICT, "start", ("ناحية", "ناحيه", "nahiyat", "ناحیەی")),
    # Yemen's uzla and Iran's dehestan are groups of villages, called after one of them.
    TypeWords(_SUBDISTRICT, "start", ("عزلة", "عزله", "uzlat", "دهستان", "dehestan e", "dehestan")),
    TypeWords(_DISTRICT, "end", ("district", "qada", "ilcesi", "raion", "rayon", "district area",
        "county", "parish", "ilce", "tehsil", "taluk", "woreda", "upazila", "cercle",
        "department", "departement", "departamento", "kaza", "arrondissement", "borough",
        "регион", "район", "municipio", "shahrestan", "canton", "territory", "agency", "territoire",
        "regency", "chiefdom", "payam", "sub county", "subcounty", "local government area", "lga")),
    # Yemen's and Turkey's mudiriya, Sudan's mahaliya.
    TypeWords(_DISTRICT, "start", ("district of", "county of", "subdistrict of", "قضاء",
        "مديرية", "مديريه", "mudiriyat", "mudiriyyat", "mudiriat", "محلية", "محليه", "mahaliyat",
        "mahalliyat", "قەزای", "shahrestan e", "bakhsh e",
        "قضای", "شهرستان", "بخش", "נפת", "район", "qada", "muntaqat",
        "mintaqat", "mintaqat markaz", "markaz qada", "department of", "municipio de",
        "comuna de", "parish of", "territoire de", "cercle de", "kabupaten")),
    TypeWords(_GOVERNORATE, "end", ("governorate", "province", "muhafazah", "muhafazat", "oblast",
        "state", "ili", "vilayet", "vilayeti", "governate", "prefecture", "krai", "kray",
        "ostan", "wilayah", "wilaya", "wilayat", "emirate", "область", "край", "zone", "division",
        "autonomous region", "autonomous province", "autonomous community", "federal district",
        "administrative region", "voivodeship")),
    TypeWords(_GOVERNORATE, "start", ("governorate of", "province of", "state of", "محافظة",
        "محافظه", "استان", "ولاية", "ولايه", "إمارة", "پارێزگای", "מחוז", "область", "provincia de",
        "muhafazat", "wilayat", "wilaya de", "region of", "province de", "emirate of",
        "ostan e", "estado de", "departamento de", "liwa",)),
    TypeWords(("region", "governorate", "district"), "end", ("region", "regional council",
        "regional center", "regional centre")),
    TypeWords(("region", "governorate"), "start", ("إقليم", "اقليم", "region de", "אזור",
        "מועצה אזורית", "مجلس إقليمي", "مجلس اقليمي", "مجلس اقلمي", "מרכז אזורי",
        "المركز الإقليمي", "المركز الاقليمي", "مركز إقليمي")),
    TypeWords(_AIR_BASE, "end", ("air base", "airbase", "air bases", "military airbase",
        "military air base", "military airport", "air force base", "afb", "airfield",
        "military airfield", "air force station", "hava ussu", "الجوية", "الجوي", "air station",
        "naval air station", "air force", "авиабаза", "авиабазы", )),
    TypeWords(_AIR_BASE, "start", ("air base of", "قاعدة جوية", "القاعدة الجوية", "مطار عسكري",
        "مطار", "پایگاه هوایی", "בסיס חיל האוויר", "авиабаза", "аэродром",
        "аеродром", "base aerienne", "base aerea", )),
    TypeWords(_AIRPORT, "end", ("airport", "international airport", "intl airport", "airstrip",
        "domestic airport", "regional airport", "municipal airport", "havalimani", "havaalani",
        "aeropuerto", "flughafen", "aerodrome", "الدولي", "aeroport", "heliport", "landing zone",
        "landing strip")),
    TypeWords(_AIRPORT, "start", ("airport of", "مطار دولي", "فرودگاه", "فڕۆکەخانەی",
        "שדה התעופה", "נמל התעופה", "аэропорт", "аеропорт", "aeropuerto", "aeroport de",
        "matar", "فرودگاه بین المللی")),
    TypeWords(_BASE, "end", ("base", "military base", "army base", "garrison", "barracks",
        "military site", "military camp", "naval base", "bases", "us base", "outpost",
        "military compound", "military post", "army camp", "military zone", "ussu", "karakolu",
        "military complex", "headquarters", "hq", "training camp", "military position",
        "artillery base", "artillery regiment", "checkpost", "military facility",
        "forward operating base", "missile base", "combat outpost", "military academy",
        "air defence base", "air defense base", "air defence site", "air defense site",
        "radar site", "radar station", "radar base", "drone base")),
    TypeWords(_BASE, "start", ("base of", "fob", "forward operating base",
        "قاعدة", "معسكر", "ثكنة", "پایگاه", "پادگان", "بنکەی", "בסיס", "מחנה", "база",
        "военная база", "військова база", "garrison of", "military base of", "كتيبة", "لواء",
        "military base", "army base", "cop", "lsa", "joint base")),
    TypeWords(("gas_field", "oil_field", "oil_facility"), "end", ("gas field", "gas fields",
        "gasfield", "gas plant", "gas facility", "natural gas field", "gas factory", "للغاز",
        "gas processing plant", "gas site", "gaz sahasi")),
    TypeWords(("gas_field", "oil_facility", "oil_field"), "start", ("حقل غاز", "معمل غاز",
        "حقل الغاز", "gas field of", "میدان گازی", "معمل", "שדה הגז", "газовое месторождение")),
    TypeWords(("oil_field", "oil_facility", "gas_field"), "end", ("oil field", "oil fields",
        "oilfield", "oilfields", "oil wells", "oil well", "النفطي", "petrol sahasi", "oil site")),
    TypeWords(("oil_field", "gas_field", "oil_facility"), "start", ("حقل نفط", "حقول نفط",
        "oil field of", "oil fields of", "میدان نفتی", "آبار نفط", "нефтяное месторождение")),
    TypeWords(_FIELD, "end", ("field", "fields", "oil and gas field", "oil and gas fields")),
    TypeWords(_FIELD, "start", ("حقل", "حقول", "haql", "hakl", "field of", "كێڵگەی",
        "месторождение", "میدان")),
    TypeWords(("oil_facility", "factory", "power_plant"), "end", ("refinery", "oil refinery",
        "oil terminal", "oil facility", "oil depot", "oil plant", "pumping station", "rafinerisi",
        "oil station", "petrochemical complex", "oil company", "fuel depot", "oil storage",
        "lng terminal", "gas terminal", "petrochemical plant", "export terminal", "gas complex",
        "compressor station")),
    TypeWords(("oil_facility", "factory"), "start", ("مصفاة", "مصفى", "پالایشگاه", "בתי הזיקוק",
        "нефтеперерабатывающий завод", "нпз", "refinery of", "محطة ضخ")),
    TypeWords(("power_plant", "facility", "nuclear_site"), "end", ("power plant", "power station",
        "thermal power plant", "nuclear power plant", "electricity station", "substation",
        "hydroelectric plant", "thermal station", "npp", "аэс", "hydroelectric power plant",
        "hydroelectric power station", "hydroelectric station", "hydropower plant",
        "hydropower station", "nuclear power station", "thermal power station", "gas power plant",
        "gas fired power plant", "coal fired power plant", "solar power plant", "solar plant",
        "electrical substation", "electric substation")),
    TypeWords(("power_plant", "facility"), "start", ("محطة كهرباء", "محطة توليد", "محطة", "نیروگاه",
        "תחנת הכוח", "тэс", "тец", "аес", "аэс", )),
    TypeWords(("nuclear_site", "facility", "missile_site"), "end", ("nuclear facility",
        "nuclear site", "enrichment plant", "nuclear complex", "nuclear plant", "reactor",
        "nuclear research center", "missile site", "enrichment facility", "nuclear reactor")),
    TypeWords(_PLANT, "end", ("plant", "factory", "factories", "facility", "industrial zone",
        "industrial area", "industrial park", "industrial city", "industrial district",
        "industrial estate", "cement factory", "cement plant",
        "steel plant", "steel works", "steelworks", "metallurgical plant", "metallurgical works",
        "chemical plant", "chemical factory", "water treatment plant", "desalination plant",
        "water station", "grain terminal", "grain elevator", "sugar factory", "shipyard",
        "fabrikasi", "mill", "mills", "fertilizer plant", "warehouse", "завод",
        "research center", "research centre", "grain silos", "silos", "free zone")),
    TypeWords(_PLANT, "start", ("مصنع", "معامل", "کارخانه", "אזור תעשייה", "אזור התעשייה",
        "פארק תעשיות", "פארק תעשייה", "מפעל", "завод", "متنزه صناعي",
        "متنزه تعسيوت", "بارك تعسيوت", "بارك صناعي", "البارك الصناعي", "مدينة صناعية")),
    TypeWords(_PLANT, "any", ("المنطقة الصناعية", "منطقة صناعية")),
    TypeWords(("mine", "facility"), "end", ("mine", "mines", "coal mine", "gold mine", "quarry",
        "phosphate mines", "salt mine", "madeni")),
    TypeWords(("mine", "facility"), "start", ("منجم", "مناجم", "шахта", "معدن", "mine of")),
    TypeWords(("dam", "facility"), "end", ("dam", "dams", "hydroelectric dam", "barrage",
        "baraji", "barrages", "reservoir dam")),
    TypeWords(("dam", "facility"), "start", ("سد", "سدة", "سه د", "דאם", "плотина", "гэс", "гес",
        "sadd", "dam of")),
    TypeWords(("port", "facility", *_OR_TOWN), "end", ("port", "seaport", "harbor", "harbour",
        "sea port",
        "limani", "oil port", "container port")),
    TypeWords(("port", "facility", *_OR_TOWN), "start", ("port of", "harbour of", "harbor of",
        "ميناء",
        "مرفأ", "بندر", "נמל", "порт", "mina")),
    TypeWords(_CROSSING, "end", ("crossing", "border crossing", "border gate", "border post",
        "border point", "sinir kapisi", "border checkpoint", "crossing point", "border area")),
    TypeWords(_CROSSING, "start", ("معبر", "منفذ", "مرز", "מעבר", "מסוף", "кпп", "border crossing",
        "crossing of", "border crossing of", "المعبر الحدودي")),
    TypeWords(("checkpoint", "crossing", "facility"), "end", ("checkpoint", "check point",
        "roadblock", "control point", "check post", "מחסום")),
    TypeWords(("checkpoint", "facility"), "start", ("حاجز", "نقطة", "מחסום", "блокпост", "hajiz")),
    TypeWords(("bridge", "facility"), "end", ("bridge", "bridges", "koprusu", "overpass")),
    TypeWords(("bridge", "facility"), "start", ("جسر", "پل", "גשר", "мост", "міст", "bridge of")),
    TypeWords(("station", "facility", "power_plant"), "end", ("station", "train station",
        "railway station", "bus station", "metro station", "police station", "junction",
        "intersection", "crossroads", "interchange", "roundabout", "square", "garage")),
    TypeWords(("station", "facility"), "start", ("محطة قطار", "محطة القطار", "محطة قطارات",
        "תחנת רכבת", "תחנת הרכבת", "ساحة", "دوار", "ایستگاه", "תחנת",
        "צומת", "станция", "станція", "مفرق", "تقاطع")),
    TypeWords(_CAMP, "end", ("camp", "refugee camp", "idp camp", "idp camps", "camps", "kampi",
        "displaced camp", "displacement camp", "palestinian refugee camp", "idp site",
        "idps camp", "displaced persons camp", "refugee settlement")),
    TypeWords(_CAMP, "start", ("camp", "refugee camp of", "مخيم", "مخيمات", "اردوگاه",
        "کەمپی", "מחנה הפליטים", "лагерь", "mukhayyam", "mukhayam", "idp camp",
        "campo de", "camp de")),
    TypeWords(("prison", "facility"), "end", ("prison", "jail", "detention center",
        "detention centre", "cezaevi", "detention facility", "central prison")),
    TypeWords(("prison", "facility"), "start", ("سجن", "زندان", "כלא", "тюрьма", "prison of")),
    TypeWords(("hospital", "facility"), "end", ("hospital", "hastanesi", "medical center",
        "medical centre", "clinic", "health center")),
    TypeWords(("hospital", "facility"), "start", ("مستشفى", "مشفى", "بیمارستان", "בית חולים",
        "больница", "лікарня", "hospital of")),
    TypeWords(("school", "facility"), "end", ("school", "university", "college", "academy",
        "universitesi", "okulu", "institute")),
    TypeWords(("school", "facility"), "start", ("مدرسة", "جامعة", "دانشگاه", "בית ספר",
        "אוניברסיטת", "университет", "university of", "school of")),
    TypeWords(("religious_site", "facility"), "end", ("mosque", "church", "shrine", "monastery",
        "cathedral", "temple", "synagogue", "camii", "cemetery", "tomb", "husseiniya")),
    TypeWords(("religious_site", "facility"), "start", ("مسجد", "جامع", "كنيسة", "مقام", "مزار",
        "مقبرة", "בית כנסת", "בית עלמין", "בית קברות",
        "церковь", "мечеть", "mosque of", "shrine of", "church of")),
    TypeWords(("embassy", "facility"), "end", ("embassy", "consulate", "consulate general")),
    TypeWords(("embassy", "facility"), "start", ("سفارة", "قنصلية", "سفارت", "שגרירות",
        "посольство", "embassy of", "consulate of")),
    TypeWords(("depot", "military_base", "facility"), "end", ("depot", "ammunition depot",
        "arms depot", "weapons depot", "ammunition warehouse", "weapons warehouse", "arsenal")),
    TypeWords(("depot", "military_base"), "start", ("مستودع", "مستودعات", "מחסן", "склад")),
    TypeWords(("locality", "facility", *_OR_TOWN), "end", ("farm", "farms", "ranch", "estate",
        "beach", "park", "nature reserve", "national park", "wind farm", "forest", "garden",
        "orchards")),
    TypeWords(("locality", "facility", *_OR_TOWN), "start", ("مزرعة", "مزارع", "חוות", "חוף",
        "شاطئ", "مزرعه", "mazraat", "mezraat", "mazra at", "havat", "парк", "متنزه", "פארק")),
    # Land and water keep their word, in one form for all languages.
    TypeWords(("mountain", "locality", "region", *_OR_TOWN), "end", ("mountain", "mountains",
        "mt", "mount",
        "hills", "hill", "dagi", "daglari", "dag", "range", "peak", "ridge", "гора", "heights",
        "mountain range", "mountain area", "tepesi"), "mount"),
    TypeWords(("mountain", "locality", "region", *_OR_TOWN), "start", ("mountain", "mount", "mt",
        "jabal",
        "jebel", "jabel", "djebel", "gebel", "gabal", "jbel", "dschebel", "جبل", "جبال", "کوه",
        "چیای", "שר ההר", "הר", "гора", "mountains of", "cerro", "kuh e", "kuh i", "monte",
        "mont", "ciyaye", "ciya", "koh e", "kuhha ye", "gora"), "mount"),
    TypeWords(("valley", "river", "locality", *_OR_TOWN), "end", ("valley", "vadisi", "wadi",
        "wady"),
        "wadi"),
    TypeWords(("valley", "river", "locality", *_OR_TOWN), "start", ("valley of", "wadi", "wady",
        "ouadi", "oued", "ouad", "waadi", "وادي", "دره", "ואדי", "נחל", "wed", "uad"), "wadi"),
    TypeWords(("river", "locality", *_OR_TOWN), "end", ("river", "nehri", "irmagi", "cayi",
        "canal", "creek",
        "stream", "suyu", "река", "deresi"), "river"),
    TypeWords(("river", "locality", *_OR_TOWN), "start", ("river", "nahr", "nahar", "نهر",
        "رودخانه", "رود",
        "נהר", "река", "річка", "rio", "riviere", "fleuve"), "river"),
    TypeWords(("lake", "dam", "locality", *_OR_TOWN), "end", ("lake", "reservoir", "golu", "lakes",
        "озеро", "baraj golu", "lagoon"), "lake"),
    TypeWords(("lake", "dam", "locality", *_OR_TOWN), "start", ("lake", "buhayrat", "buhairat",
        "bahrat",
        "بحيرة", "دریاچه", "אגם", "ים", "озеро", "lac", "lago", "laguna", "birkat"), "lake"),
    TypeWords(("island", "locality", *_OR_TOWN), "end", ("island", "islands", "adasi", "isle",
        "isles",
        "остров", "archipelago"), "island"),
    TypeWords(("island", "locality", *_OR_TOWN), "start", ("island of", "isle of", "islands of",
        "jazirat",
        "jezirat", "جزيرة", "جزر", "جزیره", "האי", "остров", "острів", "isla", "ile", "ilha",
        "jazireh ye", "jazireh"), "island"),
    TypeWords(("desert", "region"), "end", ("desert", "badia", "badiya", "colu"), "desert"),
    TypeWords(("desert", "region"), "start", ("desert of", "بادية", "صحراء", "כویر", "מדבר",
        "badiyat", "sahra", "пустыня"), "desert"),
    TypeWords(("strait", "sea", *_OR_TOWN), "end", ("strait", "straits", "bogazi", "channel"),
        "strait"),
    TypeWords(("strait", "sea", *_OR_TOWN), "start", ("strait of", "straits of", "مضيق", "تنگه",
        "מצר",
        "מצרי", "пролив", "протока"), "strait"),
    TypeWords(("gulf", "sea", *_OR_TOWN), "end", ("gulf", "bay", "korfezi"), "gulf"),
    TypeWords(("gulf", "sea", *_OR_TOWN), "start", ("gulf of", "bay of", "خليج", "خلیج", "מפרץ",
        "залив",
        "затока", "golfe de", "golfo de"), "gulf"),
    TypeWords(("sea", "gulf", *_OR_TOWN), "end", ("sea", "ocean", "denizi", "море"), "sea"),
    TypeWords(("sea", "gulf", *_OR_TOWN), "start", ("sea of", "بحر", "دریای", "море"), "sea"),
    TypeWords(("road",), "end", ("road", "highway", "motorway", "street", "route", "autostrada",
        "freeway", "yolu", "karayolu", "front", "boulevard", "avenue"), "road"),
    TypeWords(("road",), "start", ("road of", "طريق", "جاده", "כביש", "שדרות", "трасса",
        "шоссе", "улица", "route nationale", "autoroute", "highway"), "road"),
)  # fmt: skip
