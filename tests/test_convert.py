import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from geomap.convert import convert
from geomap.errors import InputError, OutputError
from geomap.read import read_incidents
from geomap.write import write as geomap_write
from tests.conftest import Write
from tests.read.test_codebooks import ACLED, OLD_ACLED, SHEET


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def fields(losses: list[object]) -> dict[str, str]:
    return {str(loss).split(":")[0]: str(loss) for loss in losses}


ODD = 'id;date;place;"my ""own"""\r\n"1" ;2024-07-05; Mosul ;""\n2;2024-07-06;"Erbil";x'


@pytest.mark.parametrize(
    ("text", "codebook"), [(ACLED, "acled"), (OLD_ACLED, "acled"), (ODD, "native")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_same_codebook_is_the_same_file(
    write: Write, text: str, codebook: str, encoding: str
) -> None:
    source = write("in.csv", text, encoding)
    target = source.with_name("out.csv")
    assert convert(source, target, codebook) == []
    assert target.read_bytes() == source.read_bytes()


def test_same_codebook_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(ACLED)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "in.xlsx")
    convert(tmp_path / "in.xlsx", tmp_path / "out.xlsx", "acled")
    assert (tmp_path / "out.xlsx").read_bytes() == (tmp_path / "in.xlsx").read_bytes()
    assert read_incidents(tmp_path / "in.xlsx").incidents["date"][0] == "2024-07-05"


def test_real_exports_come_back_byte_for_byte(ged: Path, tmp_path: Path) -> None:
    same, native, back = (tmp_path / name for name in ("same.csv", "native.csv", "back.csv"))
    assert convert(ged, same, "ucdp") == []
    assert convert(ged, native, "native") == []
    assert convert(native, back, "ucdp") == []
    assert same.read_bytes() == back.read_bytes() == ged.read_bytes()


@pytest.mark.parametrize("text", [ACLED, OLD_ACLED, ACLED.replace("\n", "\r\n")])
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_through_native_and_back_byte_for_byte(write: Write, text: str, suffix: str) -> None:
    source = write("in.csv", text)
    native, back = source.with_name(f"native.{suffix}"), source.with_name("back.csv")
    convert(source, native, "native")
    assert convert(native, back, "acled") == []
    assert back.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("suffix", ["json", "jsonl", "xlsx"])
def test_cells_survive_every_format(write: Write, suffix: str) -> None:
    source = write("in.csv", ACLED)
    native, back = source.with_name(f"native.{suffix}"), source.with_name("back.csv")
    convert(source, native, "native")
    assert convert(native, back, "acled") == []
    assert back.read_text() == ACLED


def test_a_correction_in_the_native_table_is_written_back(write: Write) -> None:
    source = write("in.csv", ACLED)
    native, back = source.with_name("native.csv"), source.with_name("back.csv")
    convert(source, native, "native")
    rows = table(native)
    rows[0] |= {"lat": "33.65", "date": "2024-07-06", "date_precision": "week", "kind": "other"}
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    native.write_text(sink.getvalue(), encoding="utf-8")
    losses = convert(native, back, "acled")
    before, after = list(csv.DictReader(io.StringIO(ACLED))), table(back)
    changed = {key for key in before[0] if before[0][key] != after[0][key]}
    assert changed == {"latitude", "event_date", "time_precision"}
    assert (after[0]["latitude"], after[0]["event_date"], after[0]["time_precision"]) == (
        "33.65", "2024-07-06", "2"
    )  # fmt: skip
    assert before[1:] == after[1:]
    assert list(fields(list(losses))) == ["kind"]


def test_a_corrected_title_leaves_the_other_headlines(write: Write) -> None:
    articles = '"""A,2014-05-04,One"";""B,2014-05-04,Two"""'
    source = write(
        "in.csv",
        "id,type_of_violence,side_a,source_article,source_headline,where_prec,where_coordinates,"
        f"date_start\n7,1,G,{articles},One;Two,1,Hit,2014-05-04\n",
    )
    native, back = source.with_name("native.csv"), source.with_name("back.csv")
    convert(source, native, "native")
    native.write_text(native.read_text().replace(",One,", ",Corrected,"))
    assert convert(native, back, "ucdp") == []
    assert table(back)[0]["source_headline"] == "Corrected;Two"
    assert back.read_text() == source.read_text().replace("One;Two", "Corrected;Two")


@pytest.mark.parametrize("format_", ["csv", "json", "gpkg", "parquet", "xlsx"])
def test_our_outputs_go_back_to_the_codebook(write: Write, format_: str) -> None:
    source = write("in.csv", ACLED)
    back = source.with_name("back.csv")
    geomap_write(read_incidents(source), source.parent, formats=[format_])
    assert convert(source.with_name(f"incidents.{format_}"), back, "acled") == []
    assert back.read_text() == ACLED


def test_acled_to_ucdp_names_what_has_no_counterpart(write: Write) -> None:
    source = write("in.csv", ACLED)
    target = source.with_name("out.csv")
    lost = fields(list(convert(source, target, "ucdp")))
    rows = table(target)
    assert (rows[0]["id"], rows[0]["date_start"], rows[0]["date_end"]) == (
        "XXX1", "2024-07-05 00:00:00.000", "2024-07-05 00:00:00.000"
    )  # fmt: skip
    assert rows[1]["date_end"] == ""
    assert (rows[0]["best"], rows[0]["side_a"], rows[0]["country"], rows[0]["year"]) == (
        "2", "Force A", "Iraq", "2024"
    )  # fmt: skip
    assert [row["geo_precision"] for row in rows] == ["1", "2", "3"]
    assert [row["where_prec"] + row["date_prec"] for row in rows] == ["", "", ""]
    assert {
        "description",
        "sub_event_type",
        "interaction",
        "tags",
        "type_of_violence",
    } <= lost.keys()
    assert "(3 rows)" in lost["timestamp"]
    assert "not derived" in lost["geo_precision"]
    assert read_incidents(target).facts["inputs"][0]["codebook"] == "ucdp"


def test_native_to_acled(write: Write) -> None:
    source = write(
        "in.csv",
        "id,date,date_precision,kind,place,country,lat,lon,precision,weapons,event_type,mine\n"
        "a,2024-07-05,day,attack,Hit,Iraq,33.5,42,settlement,rocket,Battles,m\n"
        "b,2024-07-05,range,attack,Hit,Iraq,33.5,42,country,,Something else,\n",
    )
    target = source.with_name("out.csv")
    lost = fields(list(convert(source, target, "acled")))
    rows = table(target)
    assert [row["time_precision"] for row in rows] == ["1", ""]
    assert [row["geo_precision"] for row in rows] == ["1", ""]
    assert [row["event_type"] for row in rows] == ["Battles", ""]
    assert "(1 rows)" in lost["precision"]
    assert {"weapons", "mine", "kind", "date_precision", "event_type"} <= lost.keys()


def test_ucdp_words_do_not_become_acled_types(ged: Path, tmp_path: Path) -> None:
    convert(ged, tmp_path / "out.csv", "acled")
    assert {row["event_type"] for row in table(tmp_path / "out.csv")} == {""}


def test_native_json(write: Write) -> None:
    source = write("in.csv", 'id,place,weapons,killed,spans\na,Hit,rocket; drone,3,"[[0, 4]]"\n')
    target = source.with_name("out.json")
    assert convert(source, target, "native") == []
    content = json.loads(target.read_text(encoding="utf-8"))
    assert list(content) == ["incidents", "claims", "sources", "links"]
    assert content["incidents"][0]["weapons"] == ["rocket", "drone"]
    assert content["incidents"][0]["killed"] == 3
    assert content["incidents"][0]["spans"] == [[0, 4]]


def test_formulas_stay_text_in_a_workbook(write: Write) -> None:
    source = write("in.csv", "id,place,note\na,Hit,=1+1\n")
    target = source.with_name("out.xlsx")
    convert(source, target, "native")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_workbook_is_the_same_from_second_to_second_and_never_cut(write: Write) -> None:
    source = write("in.csv", "id,place,note\na,Hit,long\n")
    one, two = source.with_name("one.xlsx"), source.with_name("two.xlsx")
    convert(source, one, "native")
    convert(source, two, "native")
    assert one.read_bytes() == two.read_bytes()
    endless = write("long.csv", f"id,place,note\na,Hit,{'x' * 40_000}\n")
    with pytest.raises(OutputError, match="longer texts than a sheet holds; use csv"):
        convert(endless, one, "native")
    assert one.read_bytes() == two.read_bytes()


def test_what_could_not_be_read_comes_first(write: Write) -> None:
    source = write("in.csv", "id,place,killed\na,Hit,many\n")
    first = convert(source, source.with_name("out.csv"), "acled")[0]
    assert "row 2, column 'killed', value 'many'" in str(first)


@pytest.mark.parametrize(
    ("name", "codebook", "reason"),
    [("out.docx", "acled", "not a format"), ("out.csv", "gdelt", "not a codebook")],
)
def test_unknown_targets(write: Write, name: str, codebook: str, reason: str) -> None:
    source = write("in.csv", ACLED)
    with pytest.raises(InputError, match=reason):
        convert(source, source.with_name(name), codebook)
    assert not source.with_name(name).exists()


def test_unreadable_input_leaves_the_target_alone(write: Write) -> None:
    source, target = write("in.csv", SHEET), write("out.csv", "old")
    with pytest.raises(InputError):
        convert(source, target, "acled")
    with pytest.raises(OutputError, match="cannot be written"):
        convert(write("ok.csv", ACLED), target / "out.csv", "acled")
    assert target.read_text() == "old"
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.csv", "ok.csv", "out.csv"]
