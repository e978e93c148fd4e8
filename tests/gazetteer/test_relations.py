"""Phrases that tell a place by other places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer import relations
from geomap.gazetteer.relations import Nested, Told
from geomap.gazetteer.sphere import distance_km


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("12 km north of Ramadi", Told("offset", ("Ramadi",), "north", 12_000.0)),
        ("about 30 miles (50 km) northwest of Mosul",
         Told("offset", ("Mosul",), "northwest", 30 * 1609.344)),
        ("5km SE of Aleppo", Told("offset", ("Aleppo",), "southeast", 5_000.0)),
        ("west of Sinjar", Told("offset", ("Sinjar",), "west")),
        ("200 metres from the embassy", Told("near", ("embassy",), "", 200.0)),
        ("some forty kilometres north of Beni", Told("offset", ("Beni",), "north", 40_000.0)),
        ("about a dozen km from Djibo", Told("near", ("Djibo",), "", 12_000.0)),
        ("between Mayadin and Abu Kamal", Told("between", ("Mayadin", "Abu Kamal"))),
        ("بين الميادين والبوكمال", Told("between", ("الميادين", "البوكمال"))),
        ("the Mosul–Kirkuk road", Told("road", ("Mosul", "Kirkuk"))),
        ("Homs - Palmyra highway", Told("road", ("Homs", "Palmyra"))),
        ("the Deir ez-Zor–Palmyra road", Told("road", ("Deir ez-Zor", "Palmyra"))),
        ("Jisr al-Shughur-Latakia highway", Told("road", ("Jisr al-Shughur", "Latakia"))),
        ("along the Kabul-Kandahar highway", Told("road", ("Kabul", "Kandahar"))),
        ("road between Homs and Hama", Told("road", ("Homs", "Hama"))),
        ("southern Lebanon", Told("part", ("Lebanon",), "south")),
        ("north-eastern Syria", Told("part", ("Syria",), "northeast")),
        ("شمال سوريا", Told("part", ("سوريا",), "north")),
        ("off the coast of Hodeidah", Told("coast", ("Hodeidah",))),
        ("Aleppo countryside", Told("countryside", ("Aleppo",))),
        ("southeastern countryside of Hama", Told("countryside", ("Hama",), "southeast")),
        ("ريف حلب الشمالي", Told("countryside", ("حلب",), "north")),
        ("near Ramadi", Told("near", ("Ramadi",))),
        ("outskirts of Idlib", Told("near", ("Idlib",))),
        ("border between Syria and Iraq", Told("border", ("Syria", "Iraq"))),
        ("Syrian-Turkish border", Told("border", ("Syrian", "Turkish"))),
        ("Mali - Burkina Faso - Niger border", Told("border", ("Mali", "Niger"))),
        ("road linking Gao to Ménaka", Told("road", ("Gao", "Ménaka"))),
        ("on the Bangui-Bambari road", Told("road", ("Bangui", "Bambari"))),
        ("en route from Bangui to Bambari", Told("between", ("Bangui", "Bambari"))),
        ("sea off Mariupol", Told("coast", ("Mariupol",))),
        ("coast of Latakia", Told("coast", ("Latakia",))),
        ("شمال غرب الموصل", Told("part", ("الموصل",), "northwest")),
        ("12 كم جنوب شرق الرمادي", Told("offset", ("الرمادي",), "southeast", 12_000.0)),
        ("בין אשקלון לשדרות", Told("between", ("אשקלון", "שדרות"))),
        ("צפון רצועת עזה", Told("part", ("רצועת עזה",), "north")),
        ("חיפה מערב", Told("part", ("חיפה",), "west")),
        ("חיפה - מערב", Told("part", ("חיפה",), "west")),
        ("حيفا غرب", Told("part", ("حيفا",), "west")),
        ("الموصل - شمال غرب", Told("part", ("الموصل",), "northwest")),
        ("трасса Донецк — Мариуполь", Told("road", ("Донецк", "Мариуполь"))),
        ("в 5 км севернее Бахмута", Told("offset", ("Бахмута",), "north", 5_000.0)),
        ("Diyarbakır-Bingöl karayolu", Told("road", ("Diyarbakır", "Bingöl"))),
        ("Şırnak'ın kuzeyi", Told("part", ("Şırnak",), "north")),
        ("à 10 km au nord-est de Kidal", Told("offset", ("Kidal",), "northeast", 10_000.0)),
        ("entre Gao et Ménaka", Told("between", ("Gao", "Ménaka"))),
        ("axe Gao - Ménaka", Told("road", ("Gao", "Ménaka"))),
        ("près de Djibo", Told("near", ("Djibo",))),
        ("al sur de Tibú", Told("offset", ("Tibú",), "south")),
        ("vía Tibú - Ocaña", Told("road", ("Tibú", "Ocaña"))),
    ],
)  # fmt: skip
def test_relations_are_read(phrase: str, told: Told) -> None:
    assert relations.parse(phrase) == told


@pytest.mark.parametrize(
    "name",
    [
        "Ramadi", "Westminster", "Northampton", "Deir ez-Zor", "Ain al-Asad", "Gaza City",
        "Entre Rios", "Nord-Kivu", "Norte de Santander", "Big Sur", "Vía Láctea", "بيروت",
        "Betweenville", "Yolulu", "شمال", "بيت الغرب", "מזרחית", "חוף המערב",
    ],
)  # fmt: skip
def test_plain_names_tell_no_relation(name: str) -> None:
    assert relations.parse(name) is None


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("Aleppo - Kaniya Kurdan", Nested("Kaniya Kurdan", ("Aleppo",))),
        ("Ramadi, Anbar, Iraq", Nested("Ramadi", ("Anbar", "Iraq"))),
        ("Kobani (Ayn al-Arab)", Nested("Kobani", ("Ayn al-Arab",))),
        ("Jalbul/Jatbu village", Nested("Jalbul", (), alternative=True)),
        ("village of Foo in Bar province", Nested("Foo", ("Bar province",))),
        ("Al-Samawa-Hay Al-Hakim", Nested("Hay Al-Hakim", ("Al-Samawa",))),
        ("Al-Khamas 2", Nested("Al-Khamas", ())),
        ("Haifa - Carmel, Hadar", Nested("Carmel, Hadar", ("Haifa",))),
        ("Carmel, Haifa - Israel", Nested("Carmel", ("Haifa", "Israel"))),
        ("البصرة-الهارثة-البدران", Nested("البدران", ("الهارثة", "البصرة"))),
        (
            "Kandoy village (Bakpalu groupement, Walese Vonkutu)",
            Nested("Kandoy village", ("Bakpalu groupement", "Walese Vonkutu")),
        ),
        ("Bara area of Khyber agency", Nested("Bara area", ("Khyber agency",))),
        ("Al-Thawra neighborhood of Idlib", Nested("Al-Thawra neighborhood", ("Idlib",))),
        ("railway bridge close to Yörecik town", Nested("railway bridge", ("Yörecik town",))),
        ("a forest near Bijapur", Nested("forest", ("Bijapur",))),
        ("مركز المدينة-حي الكرامة", Nested("حي الكرامة", ())),
        ("الشهداء-المركز", Nested("الشهداء", ())),
        ("City center - Al Jadida", Nested("Al Jadida", ())),
        ("Al Thawra-Markaz", Nested("Al Thawra", ())),
        ("Markaz Rifai-Al Thawra", Nested("Al Thawra", ("Markaz Rifai",))),
        ("مركز الرفاعي-حي الثورة", Nested("حي الثورة", ("مركز الرفاعي",))),
        ("مدينة الباب بريف حلب الشرقي", Nested("مدينة الباب", ("ريف حلب الشرقي",))),
    ],
)
def test_parts_of_a_name_are_told_apart(phrase: str, first: Nested) -> None:
    assert relations.nested(phrase)[0] == first


@pytest.mark.parametrize(
    "name", ["Tal in Mosul", "Tal IN Mosul", "Tal İN Mosul", "Tal ın Mosul", "Tal в Mosul"]
)
def test_words_between_parts_are_read_in_any_case(name: str) -> None:
    assert relations.nested(name) == (Nested("Tal", ("Mosul",)),)


@pytest.mark.parametrize(
    "name", ["Ramadi", "Al-Quds", "Deir ez-Zor", "Hay Al-Hakim", "Saint-Denis-Ville"]
)
def test_a_hyphen_after_an_article_parts_nothing(name: str) -> None:
    assert all(not reading.holders for reading in relations.nested(name))


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    relations.parse(text)
    relations.nested(text)


@given(
    st.floats(-80, 80), st.floats(-179, 179), st.sampled_from(sorted(relations.BEARINGS)),
    st.floats(100, 200_000),
)  # fmt: skip
def test_a_shift_goes_as_far_as_told(lat: float, lon: float, bearing: str, metres: float) -> None:
    north, east = relations.shift(lat, lon, relations.BEARINGS[bearing], metres)
    assert distance_km(lat, lon, north, east) == pytest.approx(metres / 1000, rel=1e-6)
