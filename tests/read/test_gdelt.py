"""GDELT event files: known by their records, read by the public codebook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geomap.read import read_incidents
from geomap.read.codebooks import GDELT, gdelt

#: Invented events in GDELT's columns.
EVENTS: tuple[Mapping[str, str], ...] = (
    {
        "GLOBALEVENTID": "900001", "SQLDATE": "20240705", "MonthYear": "202407", "Year": "2024",
        "Actor1Name": "FORCE A", "Actor2Name": "GROUP B", "EventCode": "190",
        "EventBaseCode": "190", "EventRootCode": "19", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Hit, Al Anbar, Iraq", "ActionGeo_Lat": "33.64",
        "ActionGeo_Long": "42.83", "SOURCEURL": "https://news.example/1",
    },
    {
        "GLOBALEVENTID": "900002", "SQLDATE": "20240706", "MonthYear": "202407", "Year": "2024",
        "EventCode": "191", "EventBaseCode": "191", "EventRootCode": "19", "ActionGeo_Type": "5",
        "ActionGeo_FullName": "Ninawa, Iraq", "ActionGeo_Lat": "36", "ActionGeo_Long": "42",
        "SOURCEURL": "https://news.example/2",
    },
    {
        "GLOBALEVENTID": "900003", "SQLDATE": "20240707", "MonthYear": "202407", "Year": "2024",
        "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "ActionGeo_Type": "1",
        "ActionGeo_FullName": "Syria", "ActionGeo_Lat": "35", "ActionGeo_Long": "38",
    },
    {
        "GLOBALEVENTID": "900004", "SQLDATE": "20240708", "MonthYear": "202407", "Year": "2024",
        "EventCode": "1831", "EventBaseCode": "183", "EventRootCode": "18", "ActionGeo_Type": "0",
    },
)  # fmt: skip


def write(path: Path, header: tuple[str, ...], with_header: bool = False) -> Path:
    lines = ["\t".join(event.get(column, "") for column in header) for event in EVENTS]
    path.write_text("\n".join(["\t".join(header), *lines][not with_header :]) + "\n", "utf-8")
    return path


def cells(column: "pd.Series[Any]") -> list[Any]:
    return [None if pd.isna(cell) else cell for cell in column]


@pytest.mark.parametrize("with_header", [False, True])
@pytest.mark.parametrize("width", [57, 58, 61])
def test_every_version(tmp_path: Path, width: int, with_header: bool) -> None:
    header = gdelt.HEADERS[width]
    read = read_incidents(write(tmp_path / "20240709.export.CSV", header, with_header)).validate()
    rows = read.incidents
    assert cells(rows["id"]) == ["900001", "900002", "900003", "900004"]
    assert cells(rows["date"]) == ["2024-07-05", "2024-07-06", "2024-07-07", "2024-07-08"]
    assert cells(rows["kind"]) == ["attack", "other", "other", "attack"]
    assert cells(rows["event_type"]) == ["Fight", "Fight", "Consult", "Assault"]
    assert cells(rows["place"]) == ["Hit", None, None, None]
    assert cells(rows["admin1"]) == ["Al Anbar", "Ninawa", None, None]
    assert cells(rows["country"]) == ["Iraq", "Iraq", "Syria", None]
    assert cells(rows["precision"]) == ["settlement", "governorate", "country", None]
    assert cells(rows["actor"])[:2] == ["FORCE A", None]
    assert cells(rows["lat"]) == [33.64, 36.0, 35.0, None]
    assert (cells(rows["source_url"])[0] is None) == (width == 57)
    assert cells(rows["row"]) == [2, 3, 4, 5] if with_header else [1, 2, 3, 4]
    assert list(read.extra.columns) == list(header)
    assert not len(read.rejected)


def test_a_table_of_another_width_is_not_taken_for_one() -> None:
    record = ["900001", "20240705", "202407", "2024"] + [""] * 57
    assert gdelt.header_of_record(record) == GDELT.header
    assert gdelt.header_of_record(record[:-1]) is None
    assert gdelt.header_of_record(["id", *record[1:]]) is None
    assert gdelt.header_of_record([record[0], "20241", *record[2:]]) is None


def test_an_unknown_code_is_listed_once(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", GDELT.header)
    path.write_text(path.read_text("utf-8").replace("\t183\t18\t", "\t183\t77\t"), "utf-8")
    rejected = read_incidents(path).rejected
    assert rejected[["row", "column", "value"]].to_numpy().tolist() == [[4, "EventRootCode", "77"]]
