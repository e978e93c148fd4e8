"""``geomap resolve``: the contract's JSON, tables for people, whole tables back in order."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Geomap

CANDIDATE = {
    "place_id", "name", "kind", "country_code", "admin1", "lat", "lon", "precision", "radius_m",
    "score", "why", "source",
}  # fmt: skip


def test_json_is_the_contracts(geomap: Geomap) -> None:
    done = geomap("resolve", "Ain al-Asad", "Xqzvblorp", "--format", "json")
    assert done.code == 0
    found, lost = json.loads(done.out)
    assert set(found) == {"query", "status", "best", "candidates"}
    assert found["status"] == "resolved"
    assert set(found["best"]) == CANDIDATE
    assert found["best"]["country_code"] == "IQ"
    assert found["candidates"][0] == found["best"]
    assert lost == {
        "query": "Xqzvblorp", "status": "unresolved", "best": None,
        "candidates": lost["candidates"],
    }  # fmt: skip


def test_geojson_has_null_geometry_for_the_lost(geomap: Geomap) -> None:
    done = geomap("resolve", "Mosul", "Xqzvblorp", "--format", "geojson")
    found, lost = json.loads(done.out)["features"]
    assert found["geometry"]["coordinates"] == pytest.approx([43.13, 36.34], abs=0.2)
    assert lost["geometry"] is None


def test_a_table_for_people_says_why(geomap: Geomap) -> None:
    done = geomap("resolve", "Mosul", "--format", "table")
    assert done.out.startswith("Mosul: resolved")
    assert "Nineveh" in done.out or "Ninaw" in done.out


@pytest.mark.parametrize("near", ["abc", "1", "91,0", "0,181", "nan,0"])
def test_near_must_be_a_position(geomap: Geomap, near: str) -> None:
    done = geomap("resolve", "Mosul", "--near", near)
    assert done.code == 2
    assert near in done.err


def test_names_or_a_table_not_both(geomap: Geomap) -> None:
    assert geomap("resolve").code == 2
    assert geomap("resolve", "Mosul", "--from", "x.csv").code == 2


def test_a_table_comes_back_whole_and_in_order(geomap: Geomap, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("n,where,status\n1,Mosul,old\n2,Xqzvblorp,old\n3,Basra,old\n")
    done = geomap("resolve", "--from", source, "--place", "where", "--country", "IQ", "-o", target)
    assert done.code == 0, done.err
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["n"], row["where"], row["status"]) for row in rows] == [
        ("1", "Mosul", "old"),
        ("2", "Xqzvblorp", "old"),
        ("3", "Basra", "old"),
    ]
    assert [row["geomap_status"] for row in rows] == ["resolved", "unresolved", "resolved"]
    assert rows[1]["lat"] == ""
    assert list(rows[0]) == [
        "n", "where", "status", "geomap_status", "place_id", "name", "kind", "country_code",
        "admin1_name", "lat", "lon", "precision", "radius_m", "score",
    ]  # fmt: skip


def test_a_missing_column_is_named(geomap: Geomap, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("n\n1\n")
    done = geomap("resolve", "--from", source, "--place", "where")
    assert done.code == 2
    assert "where" in done.err


@pytest.mark.parametrize("country", ["SY", "syria", "سوريا", "Syrian Arab Republic"])
def test_a_country_may_be_told_in_any_spelling(geomap: Geomap, country: str) -> None:
    done = geomap("resolve", "Homs", "--country", country, "--format", "json")
    assert json.loads(done.out)[0]["best"]["country_code"] == "SY"


@pytest.mark.parametrize("command", ["resolve", "build", "places", "extract"])
def test_a_country_that_is_none_is_refused(geomap: Geomap, command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rockets fell near Homs on 26 July 2024.")
    subject = "Homs" if command == "resolve" else tmp_path / "a.txt"
    done = geomap(command, subject, "--country", "Xyzland")
    assert done.code == 2
    assert done.err.strip() == (
        "geomap: --country 'Xyzland': no such country: give its ISO 3166-1 code ('SY') or its name"
    )


def test_a_table_says_which_country_is_none(geomap: Geomap, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("where,land\nMosul,Iraq\nHoms,Xyzland\nHama,Xyzland\nBasra,\n")
    asked = ("--place", "where", "--country-column", "land", "-o", target)
    done = geomap("resolve", "--from", source, *asked)
    assert done.code == 0
    assert done.err.count("Xyzland") == 1
    assert "row 3, column 'land', value 'Xyzland': no such country" in done.err
