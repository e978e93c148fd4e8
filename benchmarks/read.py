"""How long reading takes: UCDP-shaped CSV of many rows, seconds and peak memory.

Usage: python benchmarks/read.py FILE.csv [ROWS]; FILE is a UCDP GED export whose records are
repeated, with new ids, until there are ROWS of them.
"""

import csv
import io
import resource
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path


def grow(source: Path, target: Path, rows: int) -> None:
    """Write ``target``: the records of ``source`` again and again, ids counted up."""
    records = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8"), newline="")))
    header, body = records[0], [row for row in records[1:] if not row[2].startswith("#")]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, row in enumerate(islice(cycle(body), rows), start=1):
            writer.writerow([str(number), *row[1:]])


def main() -> None:
    source, rows = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 350_000
    from geomap.read import read_incidents

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "grown.csv")
        grow(source, target, rows)
        base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started, cpu = time.perf_counter(), time.process_time()
        incidents = read_incidents(target)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = target.stat().st_size
    print(
        f"{len(incidents):,} rows, {size / 1e6:.0f} MB: {seconds:.1f} s, {cpu:.1f} s CPU, "
        f"peak {peak / 1e3:.0f} MB (before reading {base / 1e3:.0f} MB)"
    )


if __name__ == "__main__":
    main()
