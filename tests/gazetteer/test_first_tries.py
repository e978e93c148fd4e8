"""What people type first: a bare name that reporting means in one way must come out that way.

On the installed index, without a country: the place within ``km`` of the position, of one of
``kinds`` where it matters, and called resolved.
"""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.geodesy import distance_m

AREA = ("governorate", "region", "country", "district")

FIRST_TRIES = [
    ("Ain al-Asad", 33.79, 42.44, 10, ()),
    ("Ayn al-Assad airbase", 33.79, 42.44, 10, ()),
    ("al-Asad air base", 33.79, 42.44, 10, ()),
    ("Conoco field", 35.33, 40.31, 25, ()),
    ("Conoco gas field", 35.33, 40.31, 25, ()),
    ("al-Omar oil field", 35.08, 40.6, 15, ()),
    ("al-Tanf", 33.5, 38.62, 20, ()),
    ("al-Tanf garrison", 33.5, 38.62, 20, ()),
    ("Tower 22", 33.3, 38.7, 25, ()),
    ("Engels-2", 51.48, 46.21, 10, ("air_base",)),
    ("Ain Issa", 36.3855, 38.862, 5, ("town",)),
    ("Deir Ezzor", 35.336, 40.14, 15, ("city", "town")),
    ("Deir ez-Zor", 35.336, 40.14, 15, ("city", "town")),
    ("دير الزور", 35.336, 40.14, 15, ("city", "town")),
    ("Dayr az-Zawr", 35.336, 40.14, 15, ("city", "town")),
    ("Deir ez-Zor governorate", 35.15, 40.28, 80, AREA),
    ("Rakhine", 19.6, 93.9, 150, AREA),
    ("Zamfara", 12.1, 6.2, 100, AREA),
    ("Vakaga", 9.7, 22.2, 150, AREA),
    ("Pakistan-administered Kashmir", 33.52, 73.9, 60, AREA),
    ("Indian-controlled Kashmir", 34.09, 74.81, 100, AREA),
    ("Galmudug", 5.54, 46.39, 100, AREA),
    ("Der Zor", 35.336, 40.14, 15, ()),
    ("Homs", 34.73, 36.72, 15, ("city",)),
    ("Hama", 35.13, 36.75, 15, ("city",)),
    ("Aleppo", 36.2, 37.16, 15, ("city",)),
    ("حلب", 36.2, 37.16, 15, ("city",)),
    ("Damascus", 33.51, 36.29, 15, ("city", "capital")),
    ("Raqqa", 35.95, 39.01, 15, ("city",)),
    ("Idlib", 35.93, 36.63, 15, ("city",)),
    ("Palmyra, Syria", 34.55, 38.28, 10, ()),
    ("Albu Kamal", 34.45, 40.92, 15, ()),
    ("Abu Kamal", 34.45, 40.92, 15, ()),
    ("Mayadin", 35.02, 40.45, 15, ()),
    ("Ramadi", 33.42, 43.3, 15, ("city",)),
    ("Fallujah", 33.35, 43.78, 15, ()),
    ("Mosul", 36.34, 43.13, 15, ()),
    ("الموصل", 36.34, 43.13, 15, ()),
    ("Baghdad", 33.31, 44.37, 20, ("city", "capital")),
    ("Erbil", 36.19, 44.01, 15, ("city",)),
    ("Hewlêr", 36.19, 44.01, 15, ("city",)),
    ("Kirkuk", 35.47, 44.39, 15, ("city",)),
    ("Basra", 30.51, 47.78, 20, ("city",)),
    ("Anbar", 33.0, 41.7, 150, AREA),
    ("Anbar province", 33.0, 41.7, 150, AREA),
    ("12 km north of Ramadi", 33.53, 43.3, 8, ()),
    ("51NM southwest of Hodeidah", 14.2, 42.33, 8, ()),
    ("eastern Ghouta", 33.53, 36.45, 20, ()),
    ("southern Lebanon", 33.3, 35.4, 40, ()),
    ("northern Syria", 36.2, 38.5, 200, ()),
    ("Beirut", 33.89, 35.5, 15, ("city", "capital")),
    ("Dahiyeh", 33.85, 35.51, 10, ()),
    ("Gaza City", 31.5, 34.46, 10, ()),
    ("Gaza", 31.45, 34.4, 30, ()),
    ("Rafah", 31.28, 34.25, 15, ()),
    ("Khan Younis", 31.34, 34.3, 15, ()),
    ("Jenin", 32.46, 35.3, 10, ()),
    ("West Bank", 32.0, 35.25, 60, AREA),
    ("Golan Heights", 33.0, 35.8, 40, ()),
    ("Tel Aviv", 32.08, 34.78, 15, ()),
    ("Nevatim air base", 31.21, 35.01, 10, ()),
    ("Sanaa", 15.35, 44.2, 20, ("city", "capital")),
    ("صنعاء", 15.35, 44.2, 20, ("city", "capital")),
    ("Hodeidah", 14.8, 42.95, 20, ("city",)),
    ("Al Hudaydah", 14.8, 42.95, 20, ("city",)),
    ("Bab al-Mandab", 12.6, 43.4, 60, ()),
    ("Strait of Hormuz", 26.6, 56.3, 100, ()),
    ("Red Sea", 20.0, 38.5, 800, ()),
    ("Isfahan", 32.65, 51.67, 20, ("city",)),
    ("Natanz", 33.6, 51.8, 40, ()),
    ("Bandar Abbas", 27.18, 56.28, 20, ()),
    ("Tehran", 35.69, 51.42, 20, ("city", "capital")),
    ("تهران", 35.69, 51.42, 20, ("city", "capital")),
    ("Bakhmut", 48.6, 38.0, 15, ()),
    ("Бахмут", 48.6, 38.0, 15, ()),
    ("Avdiivka", 48.14, 37.75, 15, ()),
    ("Avdeevka", 48.14, 37.75, 15, ()),
    ("Kyiv", 50.45, 30.52, 20, ("city", "capital")),
    ("Kiev", 50.45, 30.52, 20, ("city", "capital")),
    ("Kharkiv", 49.99, 36.23, 20, ("city",)),
    ("Kherson", 46.64, 32.61, 20, ("city", "town")),
    ("Zaporizhzhia nuclear power plant", 47.51, 34.59, 10, ()),
    ("Donbas", 48.2, 38.3, 150, ()),
    ("Crimea", 45.2, 34.3, 100, ()),
    ("Belgorod", 50.6, 36.59, 20, ("city",)),
    ("Khartoum", 15.55, 32.53, 20, ("city", "capital")),
    ("El Fasher", 13.63, 25.35, 20, ()),
    ("Darfur", 13.5, 24.5, 300, ()),
    ("Omdurman", 15.64, 32.48, 20, ()),
    ("Mogadishu", 2.04, 45.34, 20, ()),
    ("Bamako", 12.65, -8.0, 20, ()),
    ("Timbuktu", 16.77, -3.0, 20, ()),
    ("Goma", -1.68, 29.22, 20, ()),
    ("Kabul", 34.53, 69.17, 20, ("city", "capital")),
    ("Peshawar", 34.0, 71.57, 20, ()),
    ("Nagorno-Karabakh", 39.8, 46.75, 80, ()),
    ("London", 51.5, -0.12, 20, ("city", "capital")),
    ("Paris", 48.85, 2.35, 20, ("city", "capital")),
    ("Paris, Texas", 33.66, -95.55, 20, ()),
    ("Moscow", 55.75, 37.62, 20, ("city", "capital")),
    ("Syria", 35.0, 38.5, 150, ("country",)),
    ("Iraq", 33.0, 43.7, 200, ("country",)),
    ("سوريا", 35.0, 38.5, 150, ("country",)),
    ("Türkiye", 39.0, 35.0, 300, ("country",)),
]

#: A phrase, its country, where it lies and how far off the answer may be, kilometres.
PHRASES = [
    ("Muzambe village (Djugu territory, Ituri)", "DR Congo", 1.92, 30.5, 30),
    ("Al-Thawra neighborhood of Idlib", "Syria", 35.93, 36.63, 15),
    ("forest near Bijapur", "India", 16.82, 75.72, 15),
    ("sea off Mariupol", "Ukraine", 47.1, 37.55, 60),
    ("axe Gao - Ménaka", "Mali", 16.1, 1.2, 30),
    ("شمال غرب الموصل", "Iraq", 36.37, 43.07, 15),
    ("بين تلعفر وسنجار", "Iraq", 36.35, 42.15, 15),
    ("трасса Донецк — Мариуполь", "Ukraine", 47.55, 37.67, 20),
    ("Diyarbakır-Bingöl karayolu", "Turkey", 38.4, 40.35, 20),
    ("al sur de Tibú", "Colombia", 8.55, -72.74, 20),
    ("Barangay Tuburan, Patikul", "Philippines", 6.07, 121.1, 15),
    ("Arghandab district (Zabul)", "Afghanistan", 32.51, 66.99, 30),
    ("Hodan district, Mogadishu", "Somalia", 2.04, 45.34, 10),
    ("Bustan al-Qasr", "Syria", 36.2, 37.16, 10),
    ("Sadr City", "Iraq", 33.389, 44.458, 5),
]

INVENTED = [
    "Xqzvblorp", "Tell Farzoumiyeh al-Gharbi", "Qasr Belmoor", "Novozhmyrinsk", "Kafr Dulzaneh",
    "Wadi Shemraqoun", "Port Alverstaine", "Bir Thuwaylemat", "Zhuravnopol", "Umm Kharbazil",
]  # fmt: skip


@pytest.fixture(scope="module")
def installed() -> Gazetteer:
    return Gazetteer.default()


@pytest.mark.parametrize(
    ("name", "lat", "lon", "km", "kinds"), FIRST_TRIES, ids=[one[0] for one in FIRST_TRIES]
)
def test_first_tries(
    installed: Gazetteer, name: str, lat: float, lon: float, km: float, kinds: tuple[str, ...]
) -> None:
    found = installed.resolve(name)
    assert found.best is not None
    away_km = float(distance_m(lat, lon, found.best.lat, found.best.lon)) / 1000
    assert away_km <= km, f"{found.best.name} ({found.best.kind}), {away_km:.0f} km away"
    assert not kinds or found.best.kind in kinds
    assert found.status == "resolved"


@pytest.mark.parametrize(
    ("phrase", "country", "lat", "lon", "km"), PHRASES, ids=[one[0] for one in PHRASES]
)
def test_phrases_of_many_countries(
    installed: Gazetteer, phrase: str, country: str, lat: float, lon: float, km: float
) -> None:
    found = installed.resolve(phrase, country).best
    assert found is not None
    away_km = float(distance_m(lat, lon, found.lat, found.lon)) / 1000
    assert away_km <= km, f"{found.name} ({found.kind}), {away_km:.0f} km away"


def test_a_quarter_does_not_hold_its_city(installed: Gazetteer) -> None:
    found = installed.resolve("Hodan district, Mogadishu", "Somalia")
    assert found.best is not None
    assert "Mogadishu' in" not in found.note
    assert found.best.name == "Hodan"


@pytest.mark.parametrize("name", INVENTED)
def test_invented_names_stay_unresolved(installed: Gazetteer, name: str) -> None:
    assert installed.resolve(name).status == "unresolved"


@pytest.mark.parametrize(
    ("stretch", "resolved"),
    [
        ("Deir ez-Zor countryside", True),
        ("12 km north of Ramadi", True),
        ("between Mayadin and Abu Kamal", False),
        ("road between Mardin and Batman", False),
    ],
)
def test_a_long_stretch_is_not_called_resolved(
    installed: Gazetteer, stretch: str, resolved: bool
) -> None:
    assert (installed.resolve(stretch).status == "resolved") is resolved


@pytest.mark.parametrize("letter", ["x", "Y", "п", "ب"])
def test_one_letter_alone_is_not_resolved(installed: Gazetteer, letter: str) -> None:
    assert installed.resolve(letter).status != "resolved"
