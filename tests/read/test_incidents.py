import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap import model
from geomap.errors import InputError, UnreadableFile
from geomap.read import Limits, read_incidents, validate

from .conftest import Write
from .test_codebooks import ACLED

FULL = """\
id,date,date_end,kind,title,place,admin1,country,lat,lon,actor,weapons,killed,source,my note
a1,2024-07-25,,Attack,Rockets,Ain al-Asad,Anbar,Iraq,33.79,42.44,X,rockets; drone,0,Wire,ünïque
a2,2024-07-26,2024-07-27,retaliation,,Conoco field,,Syria,,,,,,,
"""


def cell(value: Any) -> Any:
    return None if pd.isna(value) else value


def listed(rejected: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(map(cell, row)) for row in rejected[["row", "column", "value"]].to_numpy()]


def test_native_table(write: Write) -> None:
    incidents = read_incidents(write("x.csv", FULL)).validate()
    first, second = (incidents.incidents.iloc[at] for at in (0, 1))
    assert (first["id"], first["date"], first["kind"], first["killed"]) == (
        "a1",
        "2024-07-25",
        "attack",
        0,
    )
    assert (first["lat"], first["lon"], first["weapons"]) == (33.79, 42.44, "rockets; drone")
    assert (first["date_precision"], second["date_precision"]) == ("day", "range")
    assert (second["date_end"], cell(second["lat"]), cell(second["killed"])) == (
        "2024-07-27",
        None,
        None,
    )
    assert incidents.incidents["row"].tolist() == [2, 3]
    assert incidents.incidents.geometry.isna().all()
    assert incidents.extra["my note"].tolist()[0] == "ünïque"
    assert incidents.sources["publisher"].tolist() == ["Wire"]
    assert not len(incidents.rejected)


def test_dtypes_are_those_of_the_model(write: Write) -> None:
    incidents = read_incidents(write("x.csv", FULL)).incidents
    empty = model.Incidents.empty().incidents
    assert incidents.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()


BAD = """\
id,date,date_end,place,lat,lon,killed,kind
a,2024-07-05,,Mosul,95,44,1,attack
b,2024-07-05,,Mosul,36,abc,1,attack
c,31/31/2024,,Mosul,36.3,43.1,many,attack
d,2024-07-05,2024-07-01,Mosul,36.3,,1,assault
e,,,,,,5,attack
"""


def test_what_cannot_be_read_is_named_and_its_row_kept(write: Write) -> None:
    incidents = read_incidents(write("x.csv", BAD)).validate()
    assert incidents.incidents["id"].tolist() == ["a", "b", "c", "d"]
    assert incidents.incidents["place"].eq("Mosul").all()
    assert listed(incidents.rejected) == [
        (2, "lat", "95"),
        (3, "lon", "abc"),
        (4, "killed", "many"),
        (4, "date", "31/31/2024"),
        (5, "kind", "assault"),
        (5, "date_end", "2024-07-01"),
        (5, "lat", "36.3"),
        (6, "id", "e"),
    ]
    assert incidents.incidents["lat"].notna().tolist() == [False, False, True, False]
    assert incidents.rejected["reason"].str.len().gt(20).all()


def test_every_row_is_an_incident_or_counted_as_left_out(write: Write) -> None:
    read = read_incidents(write("x.csv", BAD + "1,2,3\n,,,,,,,\n1,2,3,4,5,6,7,8,9\n"))
    about = read.facts["inputs"][0]
    assert about["rows"] == 8
    assert about["incidents"] + about["rejected_rows"] == about["rows"]
    assert about["incidents"] == len(read)


def test_validate_gives_lines_for_people(write: Write) -> None:
    path = write("x.csv", BAD)
    lines = [str(problem) for problem in validate([path])]
    assert (
        f"{path}, row 2, column 'lat', value '95': latitude lies outside -90 to 90; correct it"
        in lines
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings(write: Write, encoding: str) -> None:
    text = "id,date,place,country\n1,2024-07-05,عين الأسد,العراق\n2,2024-07-06,دير الزور,سوريا\n"
    incidents = read_incidents(write("x.csv", text, encoding))
    assert incidents.incidents["place"].tolist() == ["عين الأسد", "دير الزور"]
    assert bool(incidents.facts["notes"]) == (encoding == "cp1256")


def test_cell_beyond_the_limit_leaves_out_its_row(write: Write) -> None:
    path = write("x.csv", "id,place\na,Mosul\nb," + "x" * 10_000_000 + "\nc,Erbil\n")
    incidents = read_incidents(path)
    assert incidents.incidents["id"].tolist() == ["a", "c"]
    assert listed(incidents.rejected) == [(3, "place", "x" * 80)]
    assert "--max-cell 10000000" in incidents.rejected["reason"].iloc[0]
    assert len(read_incidents(path, limits=Limits(max_cell=10_000_000))) == 3


def test_nul_characters_are_replaced_and_listed(write: Write) -> None:
    incidents = read_incidents(write("x.csv", b"id,place\na,Mo\0sul\n"))
    assert incidents.incidents["place"].tolist() == ["Mo\ufffdsul"]
    assert listed(incidents.rejected) == [(2, "place", "Mo\0sul")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.csv", b"", "the file is empty"),
        ("x.csv", b"\x89PNG\r\n\x1a\n", "is a PNG picture, not CSV"),
        ("x.json", b"%PDF-1.7", "is a PDF, not JSON"),
        ("x.xlsx", b"id,place\na,b\n", "its bytes are not XLSX"),
        ("x.gpkg", b"<OGRVRTDataSource></OGRVRTDataSource>", "is a GDAL virtual file, not GPKG"),
        ("x.geojson", b"<OGRVRTDataSource></OGRVRTDataSource>", "is a GDAL virtual file"),
        ("x.csv", b"name,when\na,b\n", "'date' or 'id', and 'place' or 'lat' and 'lon'"),
        ("x.csv", b"id,lat\na,1\n", "needs a column"),
    ],
)
def test_unusable_files_end_in_one_line(
    write: Write, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason) as raised:
        read_incidents(write(name, content))
    assert "\n" not in str(raised.value)


def test_ids_are_made_from_the_content_and_stay(write: Write) -> None:
    text = "date,place\n2024-07-05,Mosul\n2024-07-05,Mosul\n2024-07-06,Erbil\n"
    first = read_incidents(write("x.csv", text)).incidents["id"].tolist()
    again = read_incidents(write("y.csv", text)).incidents["id"].tolist()
    assert first == again
    assert len(set(first)) == 3
    assert first[1] == f"{first[0]}-2"


def test_events_that_exports_share_are_told_once(write: Write) -> None:
    header, first, second, third = ACLED.strip().split("\n")
    one = write("1.csv", f"{header}\n{first}\n{second}\n{first}\n")
    two = write(
        "2.csv", f"{header}\n{second}\n{first.replace('drone struck', 'drone fell')}\n{third}\n"
    )
    incidents = read_incidents([one, two]).validate()
    assert incidents.incidents["id"].tolist() == ["XXX1", "XXX2", "XXX1-2", "XXX3"]
    assert len(incidents.extra) == 4
    for about, repeated in zip(incidents.facts["inputs"], (1, 1), strict=True):
        assert about["repeated"] == repeated
        assert about["rows"] == about["incidents"] + about["rejected_rows"] + about["repeated"]
    assert any("repeat an event" in note for note in incidents.facts["notes"])


def test_native_rows_are_never_merged(write: Write) -> None:
    text = "id,date,place\na,2024-07-05,X\na,2024-07-05,X\n"
    assert len(read_incidents([write("1.csv", text), write("2.csv", text)])) == 4


def test_the_same_id_many_times(write: Write) -> None:
    incidents = read_incidents(write("x.csv", "id,place\n" + "a,X\na-2,X\n" * 20_000)).validate()
    assert len(incidents) == 40_000


def test_doubled_ids_across_files_become_distinct_and_are_noted(write: Write) -> None:
    one = write("1.csv", "id,place,retaliation_for\na,X,\na,X,\n")
    two = write("2.csv", "id,place,retaliation_for\na,Y,\nb,Y,a\n")
    incidents = read_incidents([one, two]).validate()
    assert incidents.incidents["id"].tolist() == ["a", "a-2", "a-3", "b"]
    assert incidents.incidents["retaliation_for"].tolist()[3] == "a-3"
    within, across = incidents.facts["notes"]
    assert "1 rows have an id that an earlier row has, the first 'a', now 'a-2'" in within
    assert "1 ids that an earlier input has already" in across


def test_the_same_id_in_many_files(write: Write) -> None:
    files = [write(f"{number}.csv", "id,place\na,X\nb,X\n") for number in range(40)]
    ids = read_incidents(files).validate().incidents["id"].tolist()
    assert ids[::2] == ["a", *[f"a-{number}" for number in range(2, 41)]]


def test_months_and_years_are_spans(write: Write) -> None:
    rows = read_incidents(write("x.csv", "date,place\n2024-07,X\n2023,X\n,X\n")).incidents
    assert rows["date"].fillna("").tolist() == ["2024-07-01", "2023-01-01", ""]
    assert rows["date_end"].fillna("").tolist() == ["2024-07-31", "2023-12-31", ""]
    assert rows["date_precision"].tolist() == ["month", "year", "unknown"]


def test_one_day_in_a_column_decides_for_the_others(write: Write) -> None:
    rows = read_incidents(write("x.csv", "date,place\n03/04/2024,X\n25/04/2024,X\n")).incidents
    assert rows["date"].tolist() == ["2024-04-03", "2024-04-25"]
    unclear = read_incidents(write("y.csv", "date,place\n03/04/2024,X\n05/04/2024,X\n"))
    assert "day or month first" in unclear.rejected["reason"].iloc[0]
    assert unclear.incidents["date"].isna().all()


def test_columns_in_any_case_and_other_names_of_coordinates(write: Write) -> None:
    rows = read_incidents(write("x.csv", "ID,Date,Latitude,Lng\na,2024-07-05,33,44\n")).incidents
    assert (rows["id"][0], rows["lat"][0], rows["lon"][0]) == ("a", 33.0, 44.0)


NATIVE = {
    "incidents": [
        {"id": "a", "place": "X", "weapons": ["rocket", "drone"], "spans": [[0, 4]]},
        {"id": "b", "place": "Y", "retaliation_for": ["a"]},
    ],
    "claims": [
        {"incident_id": "a", "field": "killed", "value": "3", "source_id": "s", "quote": "three",
         "start": 5, "end": 10},
        {"incident_id": "gone", "field": "killed", "value": "3", "source_id": "s"},
    ],
    "sources": [{"id": "s", "publisher": "Example Wire", "url": "https://example.org"}],
    "links": [
        {"from_id": "b", "to_id": "a", "type": "retaliation_for", "basis": "stated", "quote": "q"},
        {"from_id": "b", "to_id": "a", "type": "revenge", "basis": "stated"},
    ],
}  # fmt: skip


def test_native_json_brings_claims_sources_and_links(write: Write) -> None:
    incidents = read_incidents(write("x.json", json.dumps(NATIVE))).validate()
    assert incidents.incidents["weapons"].tolist()[0] == "rocket; drone"
    assert incidents.extra["spans"].tolist()[0] == "[[0, 4]]"
    assert incidents.claims[["incident_id", "quote", "start"]].to_numpy().tolist() == [
        ["a", "three", 5]
    ]
    assert incidents.sources["publisher"].tolist() == ["Example Wire"]
    assert incidents.links[["from_id", "to_id", "basis"]].to_numpy().tolist() == [
        ["b", "a", "stated"]
    ]
    assert listed(incidents.rejected) == [
        (2, "claim.incident_id", "gone"), (2, "link.type", "revenge")
    ]  # fmt: skip


def test_header_alone_gives_no_incident(write: Write) -> None:
    incidents = read_incidents(write("x.csv", "id,place\n")).validate()
    assert len(incidents) == 0
    assert not len(incidents.rejected)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '{"incidents": [], "claims": [], "sources": [], "links": []}'),
        ("x.json", "[]"),
        ("x.geojson", '{"type": "FeatureCollection", "features": []}'),
    ],
)
def test_nothing_extracted_is_nothing_wrong(write: Write, name: str, text: str) -> None:
    incidents = read_incidents(write(name, text)).validate()
    assert len(incidents) == 0
    assert incidents.facts["inputs"][0]["rows"] == 0


def test_articles_are_no_tables(write: Write, tmp_path: Path) -> None:
    article = write("a.txt", "On Thursday")
    with pytest.raises(InputError, match="no table of incidents"):
        read_incidents(article)
    assert validate(article) == []
    write("b.csv", BAD)
    write("c.docx", "x")
    incidents = read_incidents(tmp_path)
    assert "1 files of other kinds" in incidents.facts["notes"][-1]
    assert len(validate(tmp_path)) == len(incidents.rejected)
    with pytest.raises(UnreadableFile, match="is a PDF"):
        validate(write("d.txt", b"%PDF-1.7"))


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: Any, **more: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(InputError, match="no permission"):
        read_incidents(tmp_path / "closed")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "date": WORDS,
                "place": WORDS,
                "lat": WORDS,
                "lon": WORDS,
                "killed": WORDS,
                "own": WORDS,
            }
        ),
        max_size=5,
    )
)
def test_no_row_is_lost_whatever_it_holds(write: Write, rows: list[dict[str, str]]) -> None:
    path = write("x.json", json.dumps(rows or [{"date": "", "place": "", "lat": "", "lon": ""}]))
    incidents = read_incidents(path).validate()
    about = incidents.facts["inputs"][0]
    assert about["incidents"] + about["rejected_rows"] == about["rows"] == max(len(rows), 1)
    by_row = {number: rows[number - 1] for number in incidents.incidents["row"]}
    own = [cell(text) for text in incidents.extra["own"]] if "own" in incidents.extra else []
    assert own == [(row["own"] or None) for row in by_row.values()][: len(own)]
