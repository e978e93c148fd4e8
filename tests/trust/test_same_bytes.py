"""Two builds of one input give the same bytes, wherever, whenever and however they run."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.trust import corpus, tally
from tests.trust.conftest import FILE_FORMATS, run_geomap

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "july-2024.csv"
ARTICLE = (
    "Baghdad, July 26 - Four rockets were fired at Ain al-Asad air base in Anbar, Iraq, on "
    "Thursday, a security source told Reuters. In response, the United States struck three "
    "positions of Kataib Hezbollah near Jurf al-Sakhar, Iraq, on July 26, killing two fighters."
)
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "LANG": "en_US.UTF-8"}
THERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242",
         "LANG": "fa_IR", "OMP_NUM_THREADS": "1", "COLUMNS": "40", "SOURCE_DATE_EPOCH": "1",
         "USER": "somebody", "HOSTNAME": "elsewhere"}  # fmt: skip


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The outputs of one input, built in two folders, zones, locales, hash seeds and seconds."""
    folders: list[Path] = []
    for name, env in (("here", HERE), ("a b/where ü", THERE)):
        folder = tmp_path_factory.mktemp("same") / name
        (folder / "in").mkdir(parents=True)
        shutil.copy(SAMPLE, folder / "in" / "july.csv")
        (folder / "in" / "article.txt").write_text(ARTICLE, "utf-8")
        rows = [corpus.native_row("csv", at, f"word {at}") for at in range(40)]
        for reader in ("xlsx", "json", "gpkg", "parquet"):
            corpus._TABLES[reader](folder / "in", rows)
        for path in (folder / "in").iterdir():
            if path.suffix in (".xlsx", ".gpkg") and folders:
                shutil.copy(folders[0] / "in" / path.name, path)
        done = run_geomap("build", "in", "-o", "out", "--published", "2024-07-26", "--infer-links",
                          "--formats", ",".join(FILE_FORMATS), env=env, cwd=folder)  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        folders.append(folder)
        time.sleep(1.1)
    return folders[0] / "out", folders[1] / "out"


def test_every_output_is_the_same_to_the_byte(twice: tuple[Path, Path]) -> None:
    one, other = twice
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    assert len(names) >= len(FILE_FORMATS)
    different = [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()]
    assert different == []
    tally.add("files that are the same twice", len(names))
