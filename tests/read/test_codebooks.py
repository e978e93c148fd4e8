from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geomap.errors import InputError
from geomap.read import read_incidents
from geomap.read.codebooks import mapping
from geomap.write import features

from .conftest import Write

#: Invented events in ACLED's columns (public codebook): today's set.
ACLED = """\
event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,\
assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,\
admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,\
tags,timestamp
XXX1,05 July 2024,2024,1,Political violence,Explosions/Remote violence,Air/drone strike,Force A,,\
State forces,Group B,,Rebel group,State forces-Rebel group,,900,Nowhere,Iraq,Al Anbar,,,Hit,33.64,\
42.83,1,Example Wire; Other Wire,National,"On 5 July 2024, a drone struck.",2,,1720137600
XXX2,2024-07-12,2024,2,Demonstrations,Protests,Peaceful protest,Protesters,,Protesters,,,,\
Protesters only,,900,Nowhere,Iraq,Baghdad,,,Baghdad,33.34,44.4,2,Example Wire,National,\
People marched.,0,crowd size=no report,1720742400
XXX3,01 August 2024,2024,3,Political violence,Battles,Armed clash,Force A,,State forces,Group B,,\
Rebel group,State forces-Rebel group,,900,Nowhere,Iraq,Ninawa,,,Mosul,36.34,43.13,3,Example Wire,\
National,Fighting in the province.,5,,1722470400
"""
#: The same codebook before March 2023.
OLD_ACLED = """\
data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,\
actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,\
admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3
77,900,XXX1,1,05-07-2019,2019,1,Violence against civilians,Attack,Group B,,2,Civilians (X),,7,27,\
Nowhere,Iraq,Kirkuk,,,Hawija,35.32,43.77,1,Example Wire,National,Shots were fired.,1,1562284800,IRQ
"""


def cell(value: Any) -> Any:
    return None if pd.isna(value) else value


def test_acled(write: Write) -> None:
    incidents = read_incidents(write("x.csv", ACLED)).validate()
    rows = incidents.incidents
    assert rows["id"].tolist() == ["XXX1", "XXX2", "XXX3"]
    assert rows["date"].tolist() == ["2024-07-05", "2024-07-12", "2024-08-01"]
    assert rows["date_precision"].tolist() == ["day", "week", "month"]
    assert rows["kind"].tolist() == ["attack", "other", "attack"]
    assert rows["event_type"].tolist() == ["Explosions/Remote violence", "Protests", "Battles"]
    assert rows["precision"].tolist() == ["settlement", "near", "governorate"]
    assert rows["radius_m"].is_monotonic_increasing
    assert (rows["actor"][0], rows["target"][0], cell(rows["target"][1])) == (
        "Force A",
        "Group B",
        None,
    )
    assert (rows["place"][0], rows["admin1"][0], rows["killed"][0]) == ("Hit", "Al Anbar", 2)
    assert incidents.extra["acled_country"].tolist() == ["Iraq"] * 3
    assert incidents.extra["geo_precision"].tolist() == ["1", "2", "3"]
    assert not len(incidents.rejected)


def test_older_acled_puts_the_day_first(write: Write) -> None:
    rows = read_incidents(write("x.csv", OLD_ACLED)).incidents
    assert (rows["id"][0], rows["date"][0], rows["kind"][0]) == ("XXX1", "2019-07-05", "attack")


def test_acled_in_capitals(write: Write) -> None:
    header, _, body = ACLED.partition("\n")
    rows = read_incidents(write("x.csv", f"{header.upper()}\n{body}")).incidents
    assert rows["place"].tolist() == ["Hit", "Baghdad", "Mosul"]


def test_unknown_codes_are_listed_and_left_out(write: Write) -> None:
    text = ACLED.replace("42.83,1,", "42.83,9,").replace("2024,2,Demo", "2024,x,Demo")
    incidents = read_incidents(write("x.csv", text))
    named = incidents.rejected[["row", "column", "value"]].to_numpy().tolist()
    assert named == [[2, "geo_precision", "9"], [3, "time_precision", "x"]]
    assert cell(incidents.incidents["precision"][0]) is None


def test_codes_as_spreadsheets_write_them(write: Write) -> None:
    rows = read_incidents(write("x.csv", ACLED.replace("42.83,1,", "42.83,1.0,"))).incidents
    assert rows["precision"][0] == "settlement"


def test_precision_belongs_to_the_coordinates(write: Write) -> None:
    rows = read_incidents(write("x.csv", ACLED.replace("33.64,42.83", "33.64,"))).incidents
    assert (cell(rows["precision"][0]), cell(rows["radius_m"][0])) == (None, None)


GED = """\
id,relid,year,type_of_violence,dyad_name,side_a,side_b,source_article,source_office,source_headline,\
where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,best,high,low
1,R-1,2024,1,Gov - Group,Government of X,Group,"""


def ged(*rows: str) -> str:
    header = GED.rsplit("\n", 1)[0]
    return "\n".join([header, *rows, ""])


def test_ucdp(write: Write) -> None:
    text = ged(
        "1,R-1,2024,1,Gov - Group,Government of X,Group,cite,Wire;Wire;Other,Head,1,Hit town,"
        "Anbar governorate,33.64,42.83,Iraq,1,2024-07-05 00:00:00.000,"
        "2024-07-05 00:00:00.000,3,5,2",
        "2,R-2,2024,3,Group - Civilians,Group,Civilians,cite,,,5,Border area,,33,41,Iraq,5,"
        "2024-01-01,2024-08-15,0,9,0",
    )
    incidents = read_incidents(write("x.csv", text)).validate()
    rows = incidents.incidents
    assert rows["date"].tolist() == ["2024-07-05", "2024-01-01"]
    assert [cell(end) for end in rows["date_end"]] == [None, "2024-08-15"]
    assert rows["date_precision"].tolist() == ["day", "year"]
    assert rows["kind"].tolist() == ["attack", "attack"]
    assert rows["event_type"].tolist() == ["State-based conflict", "One-sided violence"]
    assert rows["killed"].tolist() == [3, 0]
    assert rows["precision"].tolist() == ["settlement", "near"]
    assert rows["radius_m"].tolist() == [3_000.0, 50_000.0]
    assert rows["source"].tolist() == ["Wire; Other", "cite"]
    assert rows["title"].tolist() == ["Head", "Group - Civilians"]
    assert incidents.extra["high"].tolist() == ["5", "9"]
    assert {"ucdp_id", "ucdp_country", "ucdp_date_end", "where_prec"} <= set(incidents.extra)


def test_an_event_of_several_articles_keeps_each_headline_with_its_office(write: Write) -> None:
    articles = (
        '"""Wire,2014-05-04,Convoy hit; mayor speaks"";""Other Wire,2014-05-05,A second story"""'
    )
    heads = "Convoy hit; mayor speaks;A second story"
    row = "1,Hit town,,33.64,42.83,Iraq,1,2014-05-04,2014-05-04,3,5,2"
    sides = "2014,1,Gov - Group,Government of X,Group"
    text = ged(
        f"7,R-7,{sides},{articles},Wire;Other Wire,{heads},{row}",
        f'8,R-8,{sides},"""Wire,2014-05-06,One; only""",Wire,One; only,{row}',
        f"9,R-9,{sides},told by hand,Wire;Wire,First;Second,{row}",
    )
    incidents = read_incidents(write("x.csv", text)).validate()
    rows = incidents.incidents
    assert rows["title"].tolist() == ["Convoy hit; mayor speaks", "One; only", "First;Second"]
    assert incidents.extra["source_headline"][0] == heads
    said = incidents.claims.merge(incidents.sources, left_on="source_id", right_on="id")
    assert said[
        ["incident_id", "field", "value", "publisher", "published"]
    ].to_numpy().tolist() == [
        ["7", "title", "Convoy hit; mayor speaks", "Wire", "2014-05-04"],
        ["7", "title", "A second story", "Other Wire", "2014-05-05"],
    ]
    shown = features.properties(incidents)["sources"][0]
    assert [source["publisher"] for source in shown] == ["Wire", "Other Wire"]
    assert shown[1]["quote"] == "A second story"


def test_an_event_told_twice_claims_once(write: Write) -> None:
    articles = '"""A,2014-05-04,One"";""B,2014-05-04,Two"""'
    row = f"7,R-7,2014,1,G - H,G,H,{articles},A;B,One;Two,1,Hit,,33,42,Iraq,1,2014-05-04,,3,5,2"
    months = [write("1.csv", ged(row)), write("2.csv", ged(row))]
    incidents = read_incidents(months).validate()
    assert (len(incidents), incidents.claims["value"].tolist()) == (1, ["One", "Two"])


def test_real_exports_lose_no_row_and_no_column(ged: Path) -> None:
    incidents = read_incidents(ged).validate()
    raw = pd.read_csv(ged, dtype=str, keep_default_na=False).iloc[1:]
    assert len(incidents) == len(raw)
    assert not len(incidents.rejected)
    assert incidents.incidents["id"].tolist() == raw["id"].tolist()
    assert incidents.incidents["row"].tolist() == list(range(3, len(raw) + 3))
    assert (incidents.extra.fillna("").to_numpy() == raw.to_numpy()).all()
    assert incidents.incidents["killed"].sum() == raw["best"].astype(int).sum()
    for column in ("lat", "lon", "date", "actor", "country", "precision", "kind"):
        assert incidents.incidents[column].notna().all(), column


SHEET = """\
Nr;Datum;Ort;Art;Tote
1;05.07.24;Hit;Angriff;3
2;06.07.24;Ana;Vergeltung;0
3;x;Rawa;Unfall;
"""
MAPPING = """\
columns: {id: Nr, date: Datum, place: Ort, kind: Art, killed: Tote}
constants: {country: Iraq}
values: {kind: {Angriff: attack, Vergeltung: retaliation}}
date_format: "%d.%m.%y"
"""


def test_mapping_file(write: Write) -> None:
    sheet, rules = write("x.csv", SHEET), write("my.yml", MAPPING)
    incidents = read_incidents(sheet, mapping=rules).validate()
    rows = incidents.incidents
    assert [cell(date) for date in rows["date"]] == ["2024-07-05", "2024-07-06", None]
    assert [cell(kind) for kind in rows["kind"]] == ["attack", "retaliation", None]
    assert rows["country"].tolist() == ["Iraq"] * 3
    assert list(incidents.extra.columns) == ["Nr", "Datum", "Ort", "Art", "Tote"]
    named = incidents.rejected[["row", "column", "value"]].to_numpy().tolist()
    assert sorted(named) == [[4, "Art", "Unfall"], [4, "Datum", "x"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("columns: [", "YAML at line"),
        ("- a\n", "start with 'columns:'"),
        ("colums: {date: x}", "unknown key 'colums': use columns"),
        ("columns: {when: Datum}", "unknown field 'when': use one of id, date"),
        ("constants: {country: Iraq}", "names no columns"),
        ("columns: {date: [a]}", "is no text"),
        ("columns: x", "not a list"),
        ("columns: {date: D, place: P}\nvalues: {kind: {a: b}}", "'columns' does not name"),
        ("columns: {date: D, place: P}\nvalues: {date: x}", "theirs: ours"),
        ("columns: {date: D, place: P}\nday_first: maybe", "true or false"),
        ("columns: {date: D, place: P}\ndate_format: DD.MM", "date_format"),
        ("columns: {date: D, place: P}\nconstants: {kind: yes}", "in quotes"),
        ("columns: &a {date: *a}", "aliases"),
    ],
)
def test_mapping_that_cannot_be_used(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as raised:
        mapping.parse_mapping(text.encode(), "my.yml")
    assert str(raised.value).startswith("my.yml")
    assert "\n" not in str(raised.value)


def test_mapping_names_columns_that_are_there(write: Write) -> None:
    sheet = write("x.csv", SHEET)
    with pytest.raises(InputError, match="no column 'Stadt', which the mapping names: it has 'Nr'"):
        read_incidents(sheet, mapping=write("a.yml", "columns: {id: Nr, place: Stadt}"))
    with pytest.raises(InputError, match="the mapping needs"):
        read_incidents(sheet, mapping=write("b.yml", "columns: {place: Ort}"))
    with pytest.raises(InputError, match="no such file"):
        read_incidents(sheet, mapping=Path("missing.yml"))
