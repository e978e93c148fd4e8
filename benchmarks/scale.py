"""One process beside Dask workers on generated events of GDELT's shape.

Usage: python -m benchmarks scale [--rows 1000000] [--files 30] [--workers 2] [--keep DIR]

Prints seconds and peak memory of both, and whether their rows are the same: SHA-256 over the
sorted rows of id, date, kind, country, actor, precision, longitude and latitude.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

COMPARED: Final = ("id", "date", "kind", "country", "actor", "precision", "lon", "lat")
#: Where the generated events are: name, ActionGeo_Type, latitude, longitude.
PLACES: Final = (
    ("Baghdad, Baghdad, Iraq", "4", "33.3386", "44.3939"),
    ("Mosul, Ninawa, Iraq", "4", "36.335", "43.1189"),
    ("Aleppo, Halab, Syria", "4", "36.2012", "37.1612"),
    ("Damascus, Dimashq, Syria", "4", "33.5", "36.3"),
    ("Gaza, Israel (general), Israel", "4", "31.4167", "34.3333"),
    ("Kharkiv, Kharkivs'ka Oblast', Ukraine", "4", "49.9808", "36.2527"),
    ("Khartoum, Al Khartum, Sudan", "4", "15.5881", "32.5342"),
    ("New York, United States", "2", "42.1497", "-74.9384"),
    ("Yemen", "1", "15.5", "47.5"),
    ("Anbar, Iraq", "5", "32.5", "41.5"),
)
ACTORS: Final = ("ISRAEL", "SYRIA", "UNITED STATES", "MILITANT", "POLICE", "UKRAINE", "RUSSIA", "")
CODES: Final = ("010", "042", "112", "173", "180", "183", "190", "193", "195", "200")


def generate(folder: Path, rows: int, files: int) -> None:
    """Files of GDELT 2.0 events, a day each; around each place some thousand points."""
    from geomap.read.codebooks import GDELT

    chance = random.Random(8)
    at = {name: place for place, name in enumerate(GDELT.header)}
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        day = time.strftime("%Y%m%d", time.gmtime(1_700_000_000 + number * 86_400))
        with (folder / f"{day}.export.CSV").open("w", encoding="utf-8") as file:
            for row in range(number * rows // files, (number + 1) * rows // files):
                cells = [""] * len(GDELT.header)
                name, sort, lat, lon = chance.choice(PLACES)
                code = chance.choice(CODES)
                given = {
                    "GLOBALEVENTID": str(1_000_000_000 + row), "SQLDATE": day,
                    "MonthYear": day[:6], "Year": day[:4], "Actor1Name": chance.choice(ACTORS),
                    "Actor2Name": chance.choice(ACTORS), "EventCode": code,
                    "EventBaseCode": code, "EventRootCode": code[:2], "NumMentions": "4",
                    "ActionGeo_Type": sort, "ActionGeo_FullName": name,
                    "ActionGeo_Lat": f"{float(lat) + chance.randrange(40) / 100:.4f}",
                    "ActionGeo_Long": f"{float(lon) + chance.randrange(40) / 100:.4f}",
                    "DATEADDED": f"{day}000000",
                    "SOURCEURL": f"https://news.example/{row % 5000}",
                }  # fmt: skip
                for column, value in given.items():
                    cells[at[column]] = value
                file.write("\t".join(cells) + "\n")


def digest_of(table: Any) -> str:
    """SHA-256 over the sorted rows of the compared columns."""
    lines = sorted("\t".join(map(str, row)) for row in table.itertuples(index=False))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def here(folder: Path, out: Path) -> dict[str, Any]:
    """One process: the stages up to linking, and one GeoParquet file."""
    import pandas as pd
    import shapely

    from geomap import pipeline

    options = pipeline.BuildOptions(formats=("parquet", "report"))
    started = time.perf_counter()
    report = pipeline.build([folder], out, options)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "peak": [peak], "rows": report.total,
            "digest": digest_of(compared(pd, shapely, out / "incidents.parquet"))}  # fmt: skip


def compared(pd: Any, shapely: Any, path: Path) -> Any:
    """The compared columns of a file or a data set, positions out of the geometry."""
    plain = [name for name in COMPARED if name not in ("lon", "lat")]
    table = pd.read_parquet(path, columns=[*plain, "geometry"])
    points = shapely.from_wkb(table.pop("geometry").to_numpy())
    return table.assign(lon=shapely.get_x(points), lat=shapely.get_y(points))


def on_dask(folder: Path, out: Path, workers: int) -> dict[str, Any]:
    """Dask workers on this machine: the same stages, and the data set in parts."""
    import pandas as pd
    import shapely

    from geomap import engine, pipeline

    told: list[str] = []
    stages: dict[str, float] = {}
    started = time.perf_counter()

    def tick(what: str, done: int, of: int) -> None:
        stages[what] = time.perf_counter() - started

    report = engine.build(
        [folder], out, pipeline.BuildOptions(formats=("parquet", "report")),
        engine.EngineOptions(workers=workers, tiles="always"), say=told.append, tick=tick,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    peaks = [int(float(line.split()[-2]) * 1e6) for line in told if "held at most" in line]
    return {"seconds": seconds, "peak": peaks, "rows": report.total, "stages": stages,
            "digest": digest_of(compared(pd, shapely, out / "dataset" / "incidents"))}  # fmt: skip


def main() -> None:
    """Generate, run both in processes of their own, and print what they took."""
    parser = argparse.ArgumentParser(prog="benchmarks scale")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--run", choices=["here", "dask"], help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=["here", "dask"], help="leave the other out")
    parser.add_argument("--keep", type=Path, help="folder for input and output, kept")
    given = parser.parse_args()
    if given.run:
        out = given.keep / given.run
        done = (
            here(given.keep / "events", out)
            if given.run == "here"
            else (on_dask(given.keep / "events", out, given.workers))
        )
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        if not (folder / "events").exists():
            generate(folder / "events", given.rows, given.files)
        kinds = [given.only] if given.only else ["here", "dask"]
        _compare(kinds, folder, given.workers)


def _compare(kinds: list[str], folder: Path, workers: int) -> None:
    digests = set()
    for kind in kinds:
        command = [sys.executable, "-m", "benchmarks.scale", "--run", kind, "--keep", str(folder),
                   "--workers", str(workers)]  # fmt: skip
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        done = json.loads(out.splitlines()[-1])
        digests.add(done["digest"])
        peaks = " and ".join(f"{peak / 1e6:,.0f} MB" for peak in done["peak"])
        print(f"{kind}: {done['rows']:,} rows in {done['seconds']:.0f} s, peak {peaks}")
        for stage, seconds in done.get("stages", {}).items():
            print(f"  {stage} done at {seconds:.0f} s")
    if len(kinds) > 1:
        print("rows are the same" if len(digests) == 1 else f"rows differ: {digests}")


if __name__ == "__main__":
    main()
