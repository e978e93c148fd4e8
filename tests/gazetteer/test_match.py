"""Scoring, choosing and abstaining, on places made for the purpose."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geomap.gazetteer import answers, match, names
from geomap.gazetteer.alike import across_scripts
from geomap.gazetteer.asked import situation_of
from geomap.gazetteer.features import Row
from geomap.gazetteer.match import Scored, Surroundings
from geomap.gazetteer.places import Query
from geomap.gazetteer.store import Held, Hit

WEIGHTS = match.default_weights()


def hit(
    name: str,
    place_id: str = "x:1",
    *,
    key: str | None = None,
    kind: str = "village",
    country: str = "SY",
    admin1: str | None = "x:north",
    at: tuple[float, float] = (36.0, 40.0),
    prominence: float = 0.3,
    main: str | None = None,
) -> Hit:
    place = Held(
        number=1, place_id=place_id, main_name=main or name, kind=kind, country_code=country,
        admin1_id=admin1, admin1="North", admin2_id=None, admin2=None, lat=at[0], lon=at[1],
        radius_m=2_000.0, population=0, prominence=prominence, names=3, sources=1, source="test",
        curated=place_id.startswith("curated"),
    )  # fmt: skip
    folded = names.fold(name)
    return Hit(key or names.keys(name)[0], name, folded, main is None, place)


def best(query: Query, *hits: Hit, **hints: object) -> Scored:
    asked = replace(match.ask(query), **hints)  # type: ignore[arg-type]
    return match.rank(asked, hits, WEIGHTS)[0]


def test_probabilities_leave_room_for_none_of_them() -> None:
    ranked = match.rank(match.ask(Query("Azaz")), [hit("Azaz"), hit("Azaz", "x:2")], WEIGHTS)
    assert 0 < sum(scored.probability for scored in ranked) < 1
    assert [scored.hit.place.place_id for scored in ranked] == ["x:1", "x:2"]


def test_a_name_unlike_any_is_left_to_none() -> None:
    ranked = match.rank(match.ask(Query("Qarzabad")), [hit("Karzbat", key="~krsbd")], WEIGHTS)
    assert sum(scored.probability for scored in ranked) < WEIGHTS.situations["world"].shown


@pytest.mark.parametrize(
    ("asked", "whole", "kind", "other", "other_kind"),
    [
        ("Green Village", "Green Village", "military_base", "Green Zone", "neighbourhood"),
        ("Ramon Airbase", "Ramon air base", "air_base", "Ramon Airport", "airport"),
    ],
)
def test_a_curated_site_that_bears_the_whole_name_is_the_one(
    asked: str, whole: str, kind: str, other: str, other_kind: str
) -> None:
    bears = hit(whole, "curated:sy-whole", kind=kind, prominence=0.5)
    known = hit(other, "curated:iq-other", kind=other_kind, prominence=0.9, at=(33.3, 44.4))
    found = best(Query(asked), bears, known)
    assert found.hit is bears
    assert answers.note_of(match.ask(Query(asked)), [found]) == ""


def test_a_place_that_nobody_reviewed_takes_no_city_s_name() -> None:
    suburb = hit("Aleppo City", "x:suburb", at=(10.0, 10.0), prominence=0.1)
    city = hit("Aleppo", "x:city", kind="city", prominence=0.9)
    assert best(Query("Aleppo city"), suburb, city).hit is city


def test_no_hits_give_no_places() -> None:
    assert match.rank(match.ask(Query("Azaz")), [], WEIGHTS) == []


def test_the_same_name_beats_a_like_one() -> None:
    like = hit("Azzaz", "x:like", key="~azz", at=(10.0, 10.0))
    assert best(Query("Azaz"), like, hit("Azaz", "x:same")).hit.place.place_id == "x:same"


def test_one_place_on_both_sides_of_the_date_line_counts_together() -> None:
    west, east = hit("Azaz", "x:west", at=(2.0, 179.99)), hit("Azaz", "x:east", at=(2.0, -179.99))
    apart = hit("Azaz", "y:apart", at=(2.0, 178.0))
    first = best(Query("Azaz"), west, east, apart)
    assert first.together == pytest.approx(2 * first.probability)


def test_the_well_known_namesake_is_likelier() -> None:
    known = hit("Tripoli", "x:known", kind="city", prominence=0.8, at=(32.9, 13.2))
    small = hit("Tripoli", "x:small", prominence=0.3, at=(35.0, -90.0))
    assert best(Query("Tripoli"), small, known).hit.place.place_id == "x:known"


def test_the_kind_asked_for_counts() -> None:
    base = hit("Asad air base", "x:base", kind="air_base", prominence=0.5, at=(33.8, 42.4))
    town = hit("Asad", "x:town", kind="town", prominence=0.5, at=(32.9, 35.4))
    assert best(Query("Asad air base"), town, base).hit.place.place_id == "x:base"
    assert best(Query("Asad town"), town, base).hit.place.place_id == "x:town"


def test_the_governorate_given_counts() -> None:
    north = hit("Qarah", "x:n", admin1="x:north", at=(36.0, 40.0))
    south = hit("Qarah", "x:s", admin1="x:south", at=(33.0, 36.0))
    asked = {"admin1_ids": frozenset({"x:south"}), "admin1_given": True}
    assert best(Query("Qarah"), north, south, **asked).hit.place.place_id == "x:s"


def test_the_country_given_comes_before_what_it_disputes() -> None:
    here = hit("Maghar", "x:here", country="IL", at=(32.9, 35.4))
    there = hit("Maghar", "x:there", country="PS", at=(31.9, 35.2))
    asked = {"country": "IL", "countries": frozenset({"IL", "PS"})}
    assert best(Query("Maghar"), there, here, **asked).hit.place.place_id == "x:here"


def test_a_point_given_counts() -> None:
    here, there = hit("Salihiya"), hit("Salihiya", "x:there", at=(33.5, 36.3), prominence=0.4)
    assert best(Query("Salihiya", near=(36.1, 40.2)), here, there).hit.place.place_id == "x:1"
    assert best(Query("Salihiya"), here, there).hit.place.place_id == "x:there"


def test_other_names_of_a_text_count() -> None:
    texas = hit("Paris", "x:texas", admin1="x:TX", country="US", at=(33.7, -95.6))
    france = hit("Paris", "x:france", admin1="x:IDF", country="FR", at=(48.9, 2.3), prominence=0.5)
    around = Surroundings(
        spots=(((33.2, -95.2, 0.9),),),
        admin1={"x:TX": 0.8},
        countries={"US": 0.9},
        holders={"x:TX": 0.9},
    )
    assert best(Query("Paris"), texas, france, surroundings=around).hit.place.place_id == "x:texas"


@pytest.mark.parametrize(
    ("here", "there", "near"),
    [
        ((36.0, 40.0), (36.5, 40.5), True),
        ((36.0, 40.0), (36.0, 45.0), True),  # 450 km
        ((36.0, 40.0), (36.0, 49.0), False),  # 810 km, in its latitude
        ((36.0, 40.0), (41.0, 40.0), False),
        ((-17.0, 179.8), (-17.2, -179.9), True),  # over the date line
        ((-17.0, 179.8), (-17.2, -165.0), False),
    ],
)
def test_what_lies_far_away_says_nothing(
    here: tuple[float, float], there: tuple[float, float], near: bool
) -> None:
    around = Surroundings(spots=(((*there, 1.0),),))
    said = match.measure_around(around, hit("Salihiya", at=here).place)
    assert (said["context_near"] > 0) == near


def test_a_text_adds_the_same_at_once_and_to_what_was_weighed_alone() -> None:
    hits = [hit("Paris", "x:texas", country="US", at=(33.7, -95.6)), hit("Paris", "x:other")]
    around = Surroundings((((33.2, -95.2, 0.9),),), {"x:north": 0.4}, {"US": 0.9})
    asked = replace(match.ask(Query("Paris")), surroundings=around)
    measured = match.measure_alone(asked, hits, match.spellings_of([hits]))
    alone = match.weigh_alone(asked, measured, WEIGHTS)
    assert match.weigh_among(alone, around, WEIGHTS) == match.rank(asked, hits, WEIGHTS)


def test_the_town_comes_before_what_is_called_after_it() -> None:
    area = hit("Homs", "x:area", kind="governorate", admin1=None, prominence=0.6, at=(34.3, 37.8))
    town = hit("Homs", "x:town", kind="city", admin1="x:area", prominence=0.6, at=(34.7, 36.7))
    assert best(Query("Homs"), area, town).hit.place.place_id == "x:town"
    assert best(Query("Homs governorate"), area, town).hit.place.place_id == "x:area"


def test_a_site_is_not_another_site_of_its_town() -> None:
    town = hit("Asad", "x:town", kind="city", prominence=0.6)
    port = hit("Asad airport", "curated:port", kind="airport", prominence=0.6, at=(36.05, 40.05))
    found = match.rank(match.ask(Query("Asad central prison")), [town, port], WEIGHTS)
    assert found[0].hit.place.place_id == "x:town"


def test_a_site_comes_before_the_town_that_it_is_called_after() -> None:
    town = hit("Asad", "x:town", kind="capital", prominence=0.9)
    site = hit("Asad airport", "x:port", kind="airport", prominence=0.2, at=(36.1, 40.1))
    assert best(Query("Asad airport"), town, site).hit.place.place_id == "x:port"
    assert best(Query("Asad"), town, site).hit.place.place_id == "x:town"


def test_of_two_plants_the_one_of_that_very_name_is_meant() -> None:
    known = hit("Asad nuclear power plant", "curated:n", kind="power_plant", prominence=0.95)
    other = hit("Asad thermal power plant", "curated:t", kind="power_plant", prominence=0.4)
    assert best(Query("Asad thermal power plant"), known, other).hit.place.place_id == "curated:t"
    assert best(Query("Asad nuclear power plant"), known, other).hit.place.place_id == "curated:n"


def test_what_is_shown_below_a_double_counts_alone() -> None:
    one = hit("Azaz", "x:1", kind="town", at=(36.58, 37.04))
    base = hit("Azaz base", "x:2", kind="military_base", at=(36.59, 37.05))
    asked = match.ask(Query("Azaz"))
    ranked = match.rank(asked, [one, base], WEIGHTS)
    shown = answers.candidates_of(asked, ranked, WEIGHTS, "world", 5)
    assert [candidate.place_id for candidate in shown][0] == "x:1"
    assert sum(candidate.score for candidate in shown) <= 1


def test_a_place_of_two_sources_is_one_answer() -> None:
    one = hit("Azaz", "x:1", at=(36.58, 37.04))
    double = hit("Azaz", "x:2", at=(36.59, 37.05))
    first = best(Query("Azaz"), one, double)
    assert first.together == pytest.approx(2 * first.probability, rel=0.01)


def test_scripts_are_compared_by_what_both_write() -> None:
    right = hit("Migdal Oz", "x:right", key="~mgdlz", at=(31.6, 35.1))
    wrong = hit("Magdalisa", "x:wrong", key="~mgdlz", at=(33.0, 35.5))
    asked = Query("مجدل عوز")
    assert best(asked, wrong, right).hit.place.place_id == "x:right"


@pytest.mark.parametrize(
    ("written", "like", "unlike"),
    [
        ("أفيفيم", "Avivim", "Ibim"),
        ("رحوف", "Rechov", "Rehovot"),
        ("אשרת", "Asherat", "Aseret"),
        ("جورن", "Goren", "Geweran"),
        ("متسبي", "Mitzpe", "Matsuva"),
        ("גפן", "Gefen", "Qaffin"),
        ("جيزر", "Gezer", "Jisr"),
    ],
)
def test_names_of_two_scripts_are_compared_by_ear(written: str, like: str, unlike: str) -> None:
    heard = [names.heard(names.fold(name)) for name in (written, like, unlike)]
    assert across_scripts(heard[0], heard[1]) > across_scripts(heard[0], heard[2]) + 0.04


@pytest.mark.parametrize(
    ("written", "like", "unlike"),
    [
        ("إربد", "Irbid", "Rabad"),
        ("أورم", "Urm", "Warim"),
        ("עוזה", "Uza", "Azza"),
        ("סואץ", "Suetz", "Soatza"),
    ],
)
def test_an_alef_or_ayn_at_the_start_or_behind_a_vowel_bears_any(
    written: str, like: str, unlike: str
) -> None:
    heard = names.heard(names.fold(written), semitic=True)
    likeness = [across_scripts(heard, names.heard(names.fold(name))) for name in (like, unlike)]
    assert likeness[0] > likeness[1] + 0.04


def test_an_alef_behind_a_consonant_is_an_a() -> None:
    assert across_scripts("bada", "bada") > across_scripts("bada", "bidi") + 0.2


def test_hebrew_has_a_letter_for_g_and_arabic_has_not() -> None:
    assert across_scripts("kama", "gama") > 0.9
    assert across_scripts("kama", "gama", hebrew=True) < 0.7
    assert across_scripts("jama", "gama", hebrew=True) > 0.9


@pytest.mark.parametrize(
    ("asked", "like", "unlike"),
    [("Batzir", "Batsir", "Bashir"), ("Shamar", "Chamar", "Tzamar"), ("Batzir", "Basir", "Bashir")],
)
def test_a_sh_is_no_ts_but_either_may_be_written_s(asked: str, like: str, unlike: str) -> None:
    hits = hit(like, "x:like", key="~s"), hit(unlike, "x:unlike", key="~s")
    ranked = match.rank(replace(match.ask(Query(asked)), country="SY"), hits, WEIGHTS)
    likeness = {one.hit.place.place_id: one.likeness for one in ranked}
    assert likeness["x:like"] == 1.0 > likeness["x:unlike"]


@pytest.mark.parametrize(
    ("written", "like", "unlike"),
    [("sbn", "savan", "savian"), ("brdt", "baridat", "bariadat"), ("saim", "saim", "sim")],
)
def test_a_y_beside_a_vowel_is_written(written: str, like: str, unlike: str) -> None:
    assert across_scripts(written, like) > across_scripts(written, unlike) + 0.04


@pytest.mark.parametrize(
    ("written", "like", "unlike"),
    [("مكيسرة", "Mukaysirah", "Mukisirat"), ("حسين", "Husayn", "Hasanin")],
)
def test_a_short_u_need_not_be_written(written: str, like: str, unlike: str) -> None:
    heard = names.heard(names.fold(written), semitic=True)
    likeness = [across_scripts(heard, names.heard(names.fold(name))) for name in (like, unlike)]
    assert likeness[0] > likeness[1]
    assert likeness[0] > 0.9


@pytest.mark.parametrize(
    ("asked", "latin", "own"),
    [
        ("صرعه", "Sarrah", "صرة"),  # an ayn is a consonant
        ("رجافيم", "Rejafim", "رشافيم"),
        ("עמיר", "Amir", "עמר"),
    ],
)
def test_a_place_is_less_like_a_name_than_its_own_in_that_script_tells(
    asked: str, latin: str, own: str
) -> None:
    alone = best(Query(asked), hit(latin, key="~s"))
    beside = best(Query(asked), hit(latin, key="~s"), hit(own, main=latin, key="~s"))
    assert beside.likeness < alone.likeness
    assert beside.hit.name == latin


@pytest.mark.parametrize(
    ("asked", "latin", "own"),
    [("عزاز", "Azaz", "أعزاز"), ("עצם", "Etzem", "עצם"), ("Azzaz", "Azaz", "عزاز")],
)
def test_names_in_the_same_letters_take_nothing_from_a_place(
    asked: str, latin: str, own: str
) -> None:
    alone = best(Query(asked), hit(latin, key="~s"))
    beside = best(Query(asked), hit(latin, key="~s"), hit(own, main=latin, key="~s"))
    assert beside.likeness >= alone.likeness - 0.02


def test_an_article_is_no_ali() -> None:
    ali, other = hit("Ali Rumman", "x:ali", key="~alrmn"), hit("Rumman", "x:rumman", key="~rmn")
    ranked = match.rank(match.ask(Query("حي الرمان")), (ali, other), WEIGHTS)
    likeness = {one.hit.place.place_id: one.likeness for one in ranked}
    assert likeness["x:rumman"] > likeness.get("x:ali", 0.0)
    whole = hit("Alrumman", "x:whole", key="~alrmn")  # as many lists write it
    assert best(Query("حي الرمان"), whole).likeness > 0.9


def test_how_surely_a_name_is_read_so_rises_with_its_likeness() -> None:
    asked = match.ask(Query("برطعة"))
    shares = [
        match.rank(asked, [hit(name, key="~brt")], WEIGHTS)[0].measured.get(
            "across_scripts_same", 0.0
        )
        for name in ("Barada", "Buruta", "Bartaa")
    ]
    assert shares[0] == 0.0 < shares[1] < shares[2] == 1.0


def test_a_town_has_the_name_that_a_valley_bears_among_others() -> None:
    main = hit("Arabah", "curated:x-valley", key="~arb", kind="valley", at=(30.5, 35.1))
    other = main._replace(is_main=False, place=replace(main.place, main_name="Arava"))
    town = hit("Arraba", "x:town", key="~arb", kind="town")
    assert "curated" not in measured_of("عربة", other, town)["curated:x-valley"]
    assert "curated" in measured_of("عربة", other)["curated:x-valley"]
    assert "curated" in measured_of("عربة", main, town)["curated:x-valley"]


def measured_of(name: str, *hits: Hit, country: str | None = None) -> dict[str, Row]:
    ranked = match.rank(replace(match.ask(Query(name)), country=country), hits, WEIGHTS)
    return {one.hit.place.place_id: one.measured for one in ranked}


def test_a_name_with_a_type_word_in_it_is_no_place_of_the_country_given_beside_disputed() -> None:
    there = hit("Anav", "x:there", key="~anb", country="PS", at=(31.5, 35.1))
    called = hit("Qaryat al-Inab", "x:here", key="~anb", main="Abu Ghosh", country="IL")
    named = hit("Anab", "x:here", key="~anb", country="IL")
    rows = [
        {one.hit.place.place_id: one.measured for one in match.rank(asked, [there, here], WEIGHTS)}
        for asked in [replace(match.ask(Query("ענב")), country="IL")]
        for here in (called, named)
    ]
    assert "disputed_beside_given" not in rows[0]["x:there"]
    assert "disputed_beside_given" in rows[1]["x:there"]


def test_a_hebrew_name_says_nothing_of_an_article() -> None:
    hits = hit("Manara", key="~mnr"), hit("Al-Manara", "x:2", key="~mnr")
    assert not any(
        "article_other" in row for row in measured_of("מנרה", *hits, country="SY").values()
    )


def test_a_name_with_ch_is_compared_as_one_with_h_too() -> None:
    hits = hit("Nahal", key="~nhl"), hit("Nasal", "x:s", key="~nhl")
    ranked = match.rank(replace(match.ask(Query("Nachal")), country="SY"), hits, WEIGHTS)
    likeness = {one.hit.place.place_id: one.likeness for one in ranked}
    assert likeness["x:1"] == likeness["x:s"] == 1.0  # a ch may be a French sh
    asked = replace(match.ask(Query("Nasal")), country="SY")
    assert match.rank(asked, hits[:1], WEIGHTS)[0].likeness < 1.0


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("المنارة", "Al-Manara"), ("منارة", "Manara"), ("al Manarah", "Al-Manara")],
)
def test_of_two_spelled_alike_the_one_with_the_article_asked_for_is_meant(
    asked: str, meant: str
) -> None:
    hits = [
        hit("Manara", "x:1", key="~mnr", prominence=0.05),
        hit("Al-Manara", "x:2", key="~mnr", prominence=0.05),
    ]
    assert best(Query(asked), *hits, country="SY").hit.name == meant


def test_an_article_says_nothing_where_no_place_agrees_or_one_is_much_closer() -> None:
    alone = best(Query("المنارة"), hit("Manara", key="~mnr"), country="SY")
    assert "article_other" not in alone.measured
    hits = hit("Manara", key="~mnr"), hit("Al-Munirah", "x:2", key="~mnr")
    assert "article_other" not in best(Query("المنارة"), *hits, country="SY").measured


def test_of_names_in_another_script_the_closer_is_meant_though_less_known() -> None:
    closer = hit("Manot", "x:closer", key="~mnt", prominence=0.05, at=(33.0, 35.2))
    known = hit("Ma'anit", "x:known", key="~mnt", prominence=0.4, at=(32.5, 35.0))
    assert best(Query("مانوت"), known, closer).hit.place.place_id == "x:closer"


def test_a_name_is_not_read_for_half_of_one_with_water_in_it() -> None:
    sea = hit("Red Sea", "x:sea", key="~srd", kind="sea", prominence=0.9)
    ranked = match.rank(match.ask(Query("سريد")), [sea], WEIGHTS)
    assert sum(one.probability for one in ranked) < 0.2


def test_much_that_is_held_makes_a_reading_of_another_script_surer() -> None:
    arbel = hit("Arbel", key="~arbl")
    densely, thinly = (best(Query("أرابل"), arbel, density=much) for much in (77.0, 31.0))
    assert densely.probability > thinly.probability + 0.1


def test_a_curated_site_does_not_take_a_name_a_little_like_its_own() -> None:
    prison = hit("Geweran", "curated:prison", key="~grn", kind="prison", main="Hasakah prison",
                 prominence=0.3, at=(36.5, 40.7))  # fmt: skip
    village = hit("Goren", "x:village", key="~grn", at=(33.0, 35.2))
    assert best(Query("جورن"), prison, village).hit.place.place_id == "x:village"


@pytest.mark.parametrize(
    ("asked", "site", "kind"),
    [
        ("Al-smood", "Sumud refinery", "oil_facility"),
        ("الوحدة", "Wahda air base", "air_base"),
        ("Rimilah", "Rumaila oil field", "oil_field"),
    ],
)
def test_a_site_is_not_meant_by_a_name_a_little_like_its_own(
    asked: str, site: str, kind: str
) -> None:
    key = "~" + names.skeleton(names.split_type_words(asked).core)
    found = best(Query(asked), hit(site, "curated:site", key=key, kind=kind, prominence=0.6))
    assert "type_not_asked" in found.measured
    assert found.probability < 0.5


def test_a_code_is_no_spelling() -> None:
    base = hit("LLHB", "curated:base", key="~lhb", kind="air_base", main="Hatzerim", prominence=0.9)
    village = hit("Lahav", "x:village", key="~lhb", at=(31.4, 34.9))
    assert best(Query("להב"), base, village).hit.place.place_id == "x:village"
    assert best(Query("LLHB"), base._replace(key="llhb")).hit.place.place_id == "curated:base"


@pytest.mark.parametrize(
    ("asked", "name", "kind", "note"),
    [
        ("Tharthar town", "Tharthar", "lake", "No town of this name is held; this is the lake"),
        ("Sahel village", "Sahel", "region", "No village of this name is held"),
        ("Tadmur district", "Tadmur", "town", "No district of this name is held"),
        ("Tadmur town", "Tadmur", "city", ""),
        ("Tadmur camp", "Tadmur", "town", "No camp of this name is held"),
    ],
)
def test_what_is_not_as_asked_says_so(asked: str, name: str, kind: str, note: str) -> None:
    query = match.ask(Query(asked))
    found = best(Query(asked), hit(name, "curated:one", kind=kind, prominence=0.9))
    assert answers.note_of(query, [found]).startswith(note)
    near = kind == "town" and "camp" in asked  # a camp lies by the town of its name
    unlike = bool(note) and not near
    shown = answers.candidate_of(query, found, 1.0, [found])
    assert (shown.score < 1.0) is unlike


def test_a_borrowed_name_does_not_count_as_reviewed() -> None:
    airport = hit("Kurdistan", "curated:airport", kind="airport", main="Erbil airport")
    region = hit("Kurdistan Region", "curated:region", key="kurdistan", kind="region")
    ranked = match.rank(match.ask(Query("Kurdistan")), [airport, region], WEIGHTS)
    curated = {one.hit.place.place_id for one in ranked if "curated" in one.measured}
    assert curated == {"curated:region"}


def test_a_site_does_not_borrow_its_own_name_in_another_script() -> None:
    crossing = hit(
        "מעבר ניצנה", "curated:crossing", key="nitznah", kind="crossing", main="Nitzana crossing"
    )
    town = hit("Ness Ziona", "x:town", key="~nsn", kind="town", prominence=0.6, at=(31.9, 34.8))
    found = best(Query("ניצנה"), crossing, town)
    assert found.hit.place.place_id == "curated:crossing"
    assert "borrowed_name" not in found.measured


def test_a_town_of_the_name_comes_before_a_site_in_another_script() -> None:
    base = hit(
        "قاعدة بامرني", "curated:base", key="bamrni", kind="air_base", main="Bamarni air base"
    )
    town = hit("Bamarni", "x:town", key="~bmrn", kind="town", at=(37.1, 43.3))
    assert best(Query("بامرني"), base, town).hit.place.place_id == "x:town"


def test_a_name_is_compared_in_the_reading_that_found_it() -> None:
    village = hit("Jish", "x:village", key="~js", at=(33.0, 35.4))
    other = hit("Olesh", "x:other", key="~als", at=(32.3, 34.9))
    assert best(Query("الجش"), village, other).hit.place.place_id == "x:village"
    assert best(Query("نحل اوز"), hit("Nahal Oz", "x:oz", key="~nhlz")).likeness > 0.8


def test_the_closer_spelling_counts_before_fame() -> None:
    town = hit("נהרייה", "x:town", key="~nhr", kind="town", main="Nahariyya", prominence=0.5)
    village = hit("Nehora", "x:village", key="~nhr", at=(31.6, 34.7))
    found = best(Query("نهورا"), town, village)
    assert found.hit.place.place_id == "x:village"
    assert "beside_closer" not in found.measured


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("Ayadaw municipality", "district"), ("Ayadaw township", "district"), ("Ayadaw", "town")],
)
def test_a_municipality_may_be_a_district(asked: str, meant: str) -> None:
    district = hit("Ayadaw", "x:district", kind="district", prominence=0.2)
    town = hit("Ayadaw", "x:town", kind="town", prominence=0.5, at=(20.0, 97.0))
    hamlet = hit("Ayadaw", "x:hamlet", kind="locality", prominence=0.05, at=(21.0, 94.0))
    places = {"district": (district, hamlet), "town": (district, town)}[meant]
    assert best(Query(asked), *places).hit.place.kind == meant


def test_a_quarter_few_know_does_not_take_the_name_of_a_town() -> None:
    quarter = hit("Jolan", "curated:quarter", kind="neighbourhood", at=(33.3, 43.8))
    town = hit("Jolan", "x:town", kind="town", at=(31.2, 45.6))
    assert best(Query("Jolan"), quarter, town).hit.place.place_id == "x:town"
    known = hit("Shujaiya", "curated:known", kind="neighbourhood", at=(31.5, 34.5), prominence=0.9)
    village = hit("Shujaiya", "x:village", at=(32.5, 35.5))
    assert best(Query("Shujaiya"), known, village).hit.place.place_id == "curated:known"


def test_a_town_is_less_surely_a_village_of_its_name() -> None:
    town = hit("Jasim", kind="town", prominence=0.6)
    found = {text: best(Query(text), town) for text in ("Jasim", "Jasim town", "Jasim village")}
    standings = {text: match.standing_of(scored) for text, scored in found.items()}
    assert standings == {"Jasim": "famous", "Jasim town": "famous", "Jasim village": "obscure"}


def test_no_place_of_a_country_is_a_country_that_only_sounds_like_it() -> None:
    syria = hit("Syria", "x:sy", key="~sr", kind="country", prominence=1.0)
    asked = replace(match.ask(Query("زروعه")), country="SY", countries=frozenset({"SY"}))
    spellings = match.spellings_of([[syria]])
    assert match.measure_all(asked, [syria], spellings) == []
    named = replace(match.ask(Query("Syria")), country="SY", countries=frozenset({"SY"}))
    assert len(match.measure_all(named, [syria._replace(key="syria")], spellings)) == 1


def test_what_a_densely_held_country_lacks_is_seldom_there() -> None:
    found = [hit("Massad", "x:1", key="~msd", prominence=0.1)]
    scores = [
        match.rank(replace(match.ask(Query("מסד")), country="SY", density=density), found, WEIGHTS)
        for density in (5.0, 30.0, 120.0)
    ]
    shares = [ranked[0].probability for ranked in scores]
    assert shares == sorted(shares)
    assert shares[-1] > 2 * shares[0]


def test_reasons_name_what_spoke_for_a_place() -> None:
    asked = match.ask(Query("Asad air base", near=(33.8, 42.4)))
    found = match.rank(asked, [hit("Asad air base", kind="air_base")], WEIGHTS)
    reasons = " ".join(match.why(asked, found[0], found))
    assert "the name is the same" in reasons
    assert "air base" in reasons
    assert "km from the point given" in reasons


def test_the_stored_weights_name_every_feature_once() -> None:
    stored = json.loads((Path(match.__file__).parent / "weights.json").read_text("utf-8"))
    assert tuple(stored["places"]) == match.FEATURES
    assert tuple(stored["none"]) == match.NONE_FEATURES
    of_country = {"country", "country_alike", "country_script", "country_script_alike"}
    assert set(stored["situations"]) == {"text", "admin1", "world", *of_country}
    for told in stored["situations"].values():
        assert told["slope"] > 0  # order is kept
        assert 0 < told["shown"] < told["famous"] <= told["known"] <= told["obscure"] <= 1


@pytest.mark.parametrize(
    ("name", "hints", "borne", "situation"),
    [
        ("Azaz", {"country": "SY"}, True, "country"),
        ("Azaz", {"country": "SY"}, False, "country_alike"),
        ("أعزاز", {"country": "SY"}, True, "country_script"),
        ("אעזאז", {"country": "SY"}, False, "country_script_alike"),
        ("أعزاز", {"country": "SY", "admin1_given": True}, False, "admin1"),
        ("أعزاز", {}, False, "world"),
        ("أعزاز", {"country": "SY", "surroundings": Surroundings()}, True, "text"),
    ],
)
def test_what_a_score_means_depends_on_what_is_given_and_what_is_borne(
    name: str, hints: dict[str, Any], borne: bool, situation: str
) -> None:
    assert situation_of(replace(match.ask(Query(name)), **hints), borne) == situation
    assert situation in WEIGHTS.situations


def test_a_score_keeps_the_order_of_probabilities() -> None:
    for situation in WEIGHTS.situations:
        scores = [WEIGHTS.score(situation, share / 50) for share in range(51)]
        assert scores == sorted(scores)
        assert 0 < scores[0] < scores[-1] < 1


def test_a_base_does_not_take_the_bare_name_of_another_place() -> None:
    base = hit("Tomer", "x:base", kind="air_base", main="Tamar air base", prominence=0.6)
    village = hit("Tomer", "x:village", kind="village", at=(32.0, 35.4), prominence=0.1)
    assert best(Query("Tomer"), base, village).hit.place.place_id == "x:village"


def test_a_state_is_not_the_town_of_its_name_elsewhere() -> None:
    state = hit("Oregon", "x:OR", kind="governorate", country="US", admin1=None, prominence=0.6)
    town = hit("Oregon", "x:town", kind="town", country="US", admin1="x:OH", at=(41.6, -83.5))
    others = Surroundings(admin1={"x:OH": 0.3, "x:ME": 0.3}, countries={"US": 0.9})
    assert best(Query("Oregon"), town, state, surroundings=others).hit.place.place_id == "x:OR"


@pytest.mark.parametrize(
    ("written", "like", "unlike"),
    [("rutim", "rutim", "ratama"), ("knut", "kanut", "kanauat"), ("tbah", "taiba", "tabu")],
)
def test_a_latin_spelling_may_add_short_vowels_only(written: str, like: str, unlike: str) -> None:
    assert across_scripts(written, like) > across_scripts(written, unlike)


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [("שואבה", "שואבה", "שובה"), ("שובה", "שובה", "שואבה"), ("صرعة", "صرعة", "صرة")],
)
def test_letters_that_latin_ones_lose_tell_names_of_a_script_apart(
    asked: str, meant: str, other: str
) -> None:
    query = Query(asked)
    found = best(query, hit(other, "x:other", prominence=0.5), hit(meant, "x:meant"))
    assert found.hit.place.place_id == "x:meant"
    assert "same_name" not in best(query, hit(other, key=names.keys(asked)[0])).measured


def test_letters_that_are_unheard_do_not_part_names_of_two_scripts() -> None:
    named = hit("Sara", key=names.keys("صرعة")[0])._replace(folded=names.fold("صرعة"))
    assert "same_name" in best(Query("صرعة"), named).measured


def test_a_place_of_the_country_given_comes_before_one_as_close_that_is_better_known() -> None:
    here = hit("Bartaa", "x:here", key="~brt", country="IL", prominence=0.05)
    there = hit("Barta'a", "x:there", key="~brt", country="PS", prominence=0.45, at=(31.5, 35.1))
    asked = Query("ברטעה")
    assert best(asked, here, there, country="IL").hit.place.place_id == "x:here"
    assert best(asked, here, there).hit.place.place_id == "x:there"


def test_of_what_is_given_only_the_governorate_given_outdoes_disputed_ground() -> None:
    here = hit("Bartaa", "x:here", key="~brt", country="IL", admin1="x:south")
    there = hit("Barta'a", "x:there", key="~brt", country="PS", at=(31.5, 35.1))
    hints = {"country": "IL", "admin1_ids": frozenset({"x:north"}), "admin1_given": True}
    found = best(Query("ברטעה"), here, there, **hints)
    assert "disputed_beside_given" not in found.measured


def test_a_consonant_counts_more_than_vowels_where_a_country_is_given() -> None:
    rannen, reina = hit("Rannen", "x:rannen", key="~rn"), hit("Reina", "x:reina", key="~rn")
    ranked = match.rank(replace(match.ask(Query("Renan")), country="SY"), [rannen, reina], WEIGHTS)
    likeness = {one.hit.place.place_id: one.likeness for one in ranked}
    assert likeness["x:rannen"] >= likeness["x:reina"]


def test_doubles_count_together_in_a_country() -> None:
    doubles = [
        hit("Barika", f"x:{at}", key="~brk", prominence=0.05, at=(34.6 + at / 50, 45.3))
        for at in (1, 2)
    ]
    town = hit("Barika", "x:town", key="~brk", prominence=0.12)
    assert best(Query("باريكة"), *doubles, town, country="SY").hit.place.place_id == "x:1"
    assert best(Query("باريكة"), *doubles, town).hit.place.place_id == "x:town"


def test_another_name_with_a_type_word_is_less_meant_by_the_rest_of_it() -> None:
    called = hit("Qaryat al-Inab", key="~anb", main="Abu Ghosh")
    assert "type_not_asked" in best(Query("ענב"), called).measured
    assert "type_not_asked" not in best(Query("קרית ענב village"), called).measured
    assert "type_not_asked" not in best(Query("ענב"), hit("Enav", key="~anb")).measured
