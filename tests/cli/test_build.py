"""``geomap build``: outputs, counts on stderr, and how bad input ends."""

import json
import os
import stat
from pathlib import Path
from traceback import format_exception

import pytest

from geomap.errors import GeomapError
from geomap.write.postgis import check_reachable
from tests.cli.conftest import Geomap

HEADER = "id,date,place,country,lat,lon,killed\n"
FILES = [
    "areas.geojson",
    "incidents.csv",
    "incidents.geojson",
    "incidents.gpkg",
    "incidents.qgz",
    "links.geojson",
    "map.html",
    "report.json",
]


def table(folder: Path, rows: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def report(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return found


def test_every_output_is_written(geomap: Geomap, tmp_path: Path) -> None:
    events = table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n")
    done = geomap("build", events, "-o", tmp_path / "out")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    assert done.out == ""
    assert "1 incident, 1 placed" in done.err


def test_quiet_says_nothing(geomap: Geomap, tmp_path: Path) -> None:
    done = geomap(
        "build", table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n"), "-q", "-o", tmp_path / "out",
        "--formats", "csv",
    )  # fmt: skip
    assert (done.code, done.out, done.err) == (0, "", "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["incidents.csv"]


def test_what_was_not_read_or_placed_is_counted_and_listed(geomap: Geomap, tmp_path: Path) -> None:
    rows = (
        "a,2024-07-26,Xqzvblorp,Iraq,,,\n"
        "b,31/31/2024,Mosul,Iraq,,,\n"
        "c,2024-07-26,Mosul,Iraq,95,40,\n"
        "d,2024-07-26,Mosul,Iraq,36,abc,\n"
    )
    done = geomap("build", table(tmp_path, rows), "-o", tmp_path / "out", "--formats", "csv,report")
    assert done.code == 0
    assert "see report.json" in done.err
    found = report(tmp_path / "out")
    assert [entry["id"] for entry in found["unplaced"]] == ["a"]  # type: ignore[attr-defined]
    listed = {(entry["row"], entry["column"], entry["value"]) for entry in found["rejected"]}  # type: ignore[attr-defined]
    assert {(3, "date", "31/31/2024"), (4, "lat", "95"), (5, "lon", "abc")} <= listed


def test_strict_exits_1_and_still_writes(geomap: Geomap, tmp_path: Path) -> None:
    events = table(tmp_path, "a,2024-07-26,Xqzvblorp,Iraq,,,\n")
    done = geomap("build", events, "--strict", "-o", tmp_path / "out", "--formats", "report")
    assert done.code == 1
    assert (tmp_path / "out" / "report.json").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        ("columns.csv", b"colour,shape\nred,round\n"),
        ("notes.docx", b"PK\x03\x04"),
        ("cut.xlsx", b"PK\x03\x04 nothing"),
        ("cut.json", b'[{"id": "a", '),
        ("huge.csv", HEADER.encode() + b"a,2024-07-26," + b"x" * 10_000_000 + b",Iraq,,,\n"),
    ],
)
def test_unusable_input_is_one_line_and_writes_nothing(
    geomap: Geomap, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    done = geomap("build", tmp_path / name, "-o", tmp_path / "out", "--formats", "csv,report")
    if name == "huge.csv" and done.code == 0:
        assert report(tmp_path / "out")["rejected"]
        return
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1
    assert name in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_folder_without_permission(geomap: Geomap, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = geomap("build", table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n"), "-o", closed / "out")
    assert done.code == 2
    assert "closed" in done.err


def test_an_output_that_is_a_file(geomap: Geomap, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    done = geomap("build", table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n"), "-o", tmp_path / "out")
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Mosul", "utf-8-sig"), ("الموصل", "cp1256"), ("الموصل", "utf-16")],
)
def test_encodings_of_tables(geomap: Geomap, tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "events.csv"
    rows = "".join(f"{letter},2024-07-26,{text},Iraq,,,\n" for letter in "abcd")
    path.write_bytes((HEADER + rows).encode(encoding))
    done = geomap("build", path, "-o", tmp_path / "out", "--formats", "report", "--strict")
    assert done.code == 0, done.err
    assert report(tmp_path / "out")["counts"]["located"] == 4  # type: ignore[index]


def test_an_unknown_format_is_named(geomap: Geomap, tmp_path: Path) -> None:
    events = table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n")
    done = geomap("build", events, "-o", tmp_path / "out", "--formats", "shp")
    assert done.code == 2
    assert "shp" in done.err
    assert not (tmp_path / "out").exists()


def test_a_database_that_is_not_there_is_one_line(geomap: Geomap, tmp_path: Path) -> None:
    events = table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n")
    nowhere = f"postgresql:///nothing?host={tmp_path}"
    done = geomap("build", events, "-o", tmp_path / "out", "--formats", "csv", "--to", nowhere)
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hunter2@[::1/db", "postgresql://me:hun%zzter2@host/db",
        "mysql://me:hunter2@host/db", "postgresql://me:hunter2 @127.0.0.1:1/db", "bogus=hunter2",
        "password='hunter2", "postgresql://me:hunter2@127.0.0.1:x/db",
        "postgresql://me:hunter2@127.0.0.1:99999/db",
    ],
)  # fmt: skip
def test_a_password_is_not_repeated(geomap: Geomap, tmp_path: Path, url: str) -> None:
    events = table(tmp_path, "a,2024-07-26,Mosul,Iraq,,,\n")
    done = geomap("build", events, "-o", tmp_path / "out", "--to", url)
    assert done.code == 2 and not (tmp_path / "out").exists()
    assert "unter2" not in done.err and "zter2" not in done.err
    with pytest.raises(GeomapError) as caught:
        check_reachable(url)
    assert "ter2" not in "".join(format_exception(caught.value))


def test_an_article_that_tells_of_nothing_is_an_empty_map(geomap: Geomap, tmp_path: Path) -> None:
    threat = tmp_path / "threat.txt"
    threat.write_text("Tehran would strike Israel at a time of its choosing, it said.\n")
    done = geomap("build", "--strict", threat, "-o", tmp_path / "out")
    assert (done.code, done.err.count("told of no incident")) == (0, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    facts = report(tmp_path / "out")
    assert (facts["articles"], facts["told_nothing"]) == (1, ["threat.txt"])
