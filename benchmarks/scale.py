"""One process beside Dask workers on generated events of GDELT's shape.

Usage: python -m benchmarks.scale [--rows 1000000] [--files 30] [--workers 2] [--keep DIR]
       [--only here|dask] [--kill N] [--linked | --crowded]

Prints seconds, CPU seconds and peak memory of both, and a digest of their rows: SHA-256 over the
sorted 64-bit hashes of what was read, where it was placed and why. ``--kill`` kills a worker so
many times on the way. The number of files is the number of partitions.

GDELT tells of no answers: ``--linked`` makes native tables of attacks and retaliations instead,
half of which say what they answer, in any file; the others get proposed links. The digest holds
all links then. ``--crowded`` makes attacks of which half are at one spot, and half have no place.
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

import numpy as np
import pandas as pd
import psutil
import pyarrow.parquet as pq
import shapely

COMPARED: Final = (
    "id", "date", "date_precision", "kind", "title", "place", "place_id", "place_name", "admin1",
    "country", "country_code", "actor", "target", "precision", "radius_m", "score",
    "location_note", "SOURCEURL",
)  # fmt: skip
#: Stages after whose first third a worker is killed, in turn.
KILLED_IN: Final = ("reading and locating", "linking", "gathering by place")
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


def generate_linked(folder: Path, rows: int, files: int) -> None:
    """Native tables, a day each, of attacks and of retaliations within the week after them."""
    chance = random.Random(9)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        day = time.strftime("%Y-%m-%d", time.gmtime(1_700_000_000 + number * 86_400))
        first, last = number * rows // files, (number + 1) * rows // files
        earliest = max(0, number - 6) * rows // files
        with (folder / f"{day}.csv").open("w", encoding="utf-8") as file:
            file.write("id,date,kind,title,place,lat,lon,actor,target,retaliation_for\n")
            for row in range(first, last):
                name, _, lat, lon = chance.choice(PLACES)
                answers = chance.random() < 0.1 and row > earliest
                stated = f"i{chance.randrange(earliest, row)}" if answers and row % 2 else ""
                file.write(
                    f"i{row},{day},{'retaliation' if answers else 'attack'},event {row % 1000},"
                    f"{name.split(',')[0]},{float(lat) + chance.randrange(400) / 1000:.3f},"
                    f"{float(lon) + chance.randrange(400) / 1000:.3f},{chance.choice(ACTORS)},"
                    f"{chance.choice(ACTORS)},{stated}\n"
                )


def generate_crowded(folder: Path, rows: int, files: int) -> None:
    """Native tables of attacks, every second one at one spot, the others without a place."""
    name, _, lat, lon = PLACES[0]
    places = ",,", f"{name.split(',')[0]},{lat},{lon}"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        with (folder / f"{number:04d}.csv").open("w", encoding="utf-8") as file:
            file.write("id,date,kind,title,place,lat,lon,actor\n")
            for row in range(number * rows // files, (number + 1) * rows // files):
                day = f"2024-{1 + row % 12:02d}-{1 + row % 28:02d}"
                actor = ACTORS[row % len(ACTORS)]
                file.write(f"i{row},{day},attack,event {row % 1000},{places[row % 2]},{actor}\n")


def digest_of(paths: list[Path], links: list[Path]) -> str:
    """SHA-256 over the sorted hashes of the rows of these GeoParquet files, a batch at a time.

    Of the links their ends and where they come from.
    """
    hashes = [
        _row_hashes(batch)
        for path in paths
        for batch in pq.ParquetFile(path).iter_batches(100_000, columns=_columns(path))
    ]
    for path in links:
        table = pq.read_table(path, columns=["from_id", "to_id", "basis"]).to_pandas()
        hashes.append(pd.util.hash_pandas_object(table.astype("str"), index=False).to_numpy())
    return hashlib.sha256(np.sort(np.concatenate(hashes)).tobytes()).hexdigest()


def _columns(path: Path) -> list[str]:
    held = set(pq.read_schema(path).names)
    return [name for name in (*COMPARED, "geometry") if name in held]


def _row_hashes(batch: Any) -> Any:
    table = batch.to_pandas()
    points = shapely.from_wkb(table.pop("geometry").to_numpy())
    placed = table.assign(lon=shapely.get_x(points), lat=shapely.get_y(points))
    return pd.util.hash_pandas_object(placed, index=False).to_numpy()


def here(folder: Path, out: Path) -> dict[str, Any]:
    """One process: the stages up to linking, and one GeoParquet file."""
    from geomap import pipeline

    options = pipeline.BuildOptions(formats=("parquet", "report"), infer_links=True)
    started = time.perf_counter()
    report = pipeline.build([folder], out, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": time.perf_counter() - started, "cpu": _cpu(), "peak": [peak],
            "rows": report.total, "links": report.facts["links"],
            "digest": digest_of([out / "incidents.parquet"], [out / "links.parquet"])}  # fmt: skip


def on_dask(folder: Path, out: Path, workers: int, kills: int) -> dict[str, Any]:
    """Dask workers on this machine: the same stages, and the data set in parts."""
    from geomap import engine, pipeline

    told: list[str] = []
    stages: dict[str, float] = {}
    waiting = [KILLED_IN[number % len(KILLED_IN)] for number in range(kills)]
    started = time.perf_counter()

    def tick(what: str, done: int, of: int) -> None:
        stages[what] = time.perf_counter() - started
        if what in waiting and done >= max(1, of // 3):
            waiting.remove(what)
            _kill_a_worker()

    report = engine.build(
        [folder], out, pipeline.BuildOptions(formats=("parquet", "report"), infer_links=True),
        engine.EngineOptions(workers=workers, tiles="always"), say=told.append, tick=tick,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    peaks = [
        int(float(line.split("at most ")[1].split()[0]) * 1e6)
        for line in told
        if "held at most" in line
    ]
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)  # the driver's
    paths = sorted((out / "dataset" / "incidents").iterdir())
    return {"seconds": seconds, "cpu": _cpu(), "peak": peaks, "rows": report.total,
            "stages": stages, "killed": kills - len(waiting),
            "links": report.facts["links"],
            "digest": digest_of(paths, sorted((out / "dataset" / "links").glob("*")))}  # fmt: skip


def _cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _kill_a_worker() -> None:
    workers = [
        child for child in psutil.Process().children() if "spawn_main" in str(child.cmdline())
    ]
    workers[0].kill()


def main() -> None:
    """Generate, run both in processes of their own, and print what they took."""
    parser = argparse.ArgumentParser(prog="benchmarks scale")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--run", choices=["here", "dask"], help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=["here", "dask"], help="leave the other out")
    parser.add_argument("--kill", type=int, default=0, metavar="N", help="kill a worker N times")
    parser.add_argument("--linked", action="store_true", help="tables with links, not GDELT's")
    parser.add_argument("--crowded", action="store_true", help="rows at one spot or at none")
    parser.add_argument("--keep", type=Path, help="folder for input and output, kept")
    given = parser.parse_args()
    if given.run:
        out = given.keep / given.run
        done = (
            here(given.keep / "events", out)
            if given.run == "here"
            else (on_dask(given.keep / "events", out, given.workers, given.kill))
        )
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        if not (folder / "events").exists():
            make = generate_linked if given.linked else generate
            make = generate_crowded if given.crowded else make
            make(folder / "events", given.rows, given.files)
        kinds = [given.only] if given.only else ["here", "dask"]
        _compare(kinds, folder, given.workers, given.kill)


def _compare(kinds: list[str], folder: Path, workers: int, kills: int) -> None:
    digests = set()
    for kind in kinds:
        command = [sys.executable, "-m", "benchmarks.scale", "--run", kind, "--keep", str(folder),
                   "--workers", str(workers), "--kill", str(kills)]  # fmt: skip
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        done = json.loads(out.splitlines()[-1])
        digests.add(done["digest"])
        peaks = " and ".join(f"{peak / 1e6:,.0f} MB" for peak in done["peak"])
        print(
            f"{kind}: {done['rows']:,} rows in {done['seconds']:.0f} s, "
            f"{done['cpu']:.0f} s of CPU, peak {peaks}, {done.get('killed', 0)} kills, "
            f"links {done['links']}, digest {done['digest'][:16]}",
            flush=True,
        )
        for stage, seconds in done.get("stages", {}).items():
            print(f"  {stage} done at {seconds:.0f} s")
    if len(kinds) > 1:
        print("rows are the same" if len(digests) == 1 else f"rows differ: {digests}")


if __name__ == "__main__":
    main()
