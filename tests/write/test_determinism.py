"""The same input gives the same bytes, whenever and wherever it is written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from geomap.write import FORMATS, write
from tests.builders import incidents

WRITE = """
import sys
from geomap.write import FORMATS, write
from tests.write import samples
write(samples.mixed(), sys.argv[1], [name for name in FORMATS if name != "html"],
      title=samples.TITLE)
"""


def digests(folder: Path) -> dict[str, str]:
    paths = sorted(folder.iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_bytes_do_not_depend_on_folder_time_zone_locale_or_hash_seed(
    written: Path, tmp_path: Path
) -> None:
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kolkata", "LC_ALL": "C", "LANG": "C"}
    folder = tmp_path / "somewhere" / "else"
    subprocess.run(
        [sys.executable, "-c", WRITE, str(folder)],
        check=True, timeout=120, env={**os.environ, **elsewhere, "SOURCE_DATE_EPOCH": "1"},
    )  # fmt: skip
    assert digests(folder) == digests(written)
    expected = {file for name, made in FORMATS.items() if name != "html" for file in made.files}
    assert set(digests(folder)) == expected


def test_no_output_tells_the_folder_or_the_user(written: Path) -> None:
    for path in written.iterdir():
        content = path.read_bytes()
        for private in (str(written), str(Path.home() / "x")[:-1], "/home/somebody"):
            assert private.encode() not in content, path.name
    assert json.loads((written / "report.json").read_text())["geomap"]


def test_years_have_four_digits_wherever_they_are_written(tmp_path: Path) -> None:
    """A date like 0024-07-26 is a slip of the pen, and a day nevertheless."""
    early = incidents({"id": "a", "date": "0024-07-26", "at": (33, 44)})
    write(early, tmp_path, ["kmz", "qgz"])
    kml = zipfile.ZipFile(tmp_path / "incidents.kmz").read("doc.kml").decode()
    project = zipfile.ZipFile(tmp_path / "incidents.qgz").read("incidents.qgs").decode()
    assert "<begin>0024-07-26T00:00:00Z</begin><end>0024-07-26T23:59:59Z</end>" in kml
    assert "<start>0024-07-26T00:00:00Z</start>" in project
    assert "· 0024-07-26 to 0024-07-26" in project
