"""A whole build of many rows as a user runs it: CPU seconds, peak memory, where the time goes.

    python -m benchmarks build350 [ROWS]          # 350,000 unless told

The rows have the shape of UCDP GED: a real export (../shared/data) whose records are repeated with
new ids; all default formats. The figures are of the child process, start-up included; the table of
stages comes from a second build, in this process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.read import grow

_EXPORT: Final = Path(__file__).parents[2] / "shared" / "data" / "ucdp_ged_turkey.csv"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 350_000
    if not _EXPORT.exists():
        sys.exit(f"{_EXPORT.name}: the reference sets are not there")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        grow(_EXPORT, folder / "events.csv", rows)
        cpu, peak = build_apart(folder / "events.csv", folder / "apart")
        print(f"{rows:,} rows, {(folder / 'events.csv').stat().st_size / 1e6:.0f} MB")
        print(f"geomap build, all default formats: {cpu:.1f} s of CPU, peak {peak:.2f} GB\n")
        print("| stage | CPU s |\n| --- | --- |")
        for stage, seconds in stages(folder / "events.csv", folder / "here"):
            print(f"| {stage} | {seconds:.1f} |", flush=True)


def build_apart(source: Path, target: Path) -> tuple[float, float]:
    """CPU seconds, user and system, and peak GB of ``geomap build`` as a process of its own."""
    command = [sys.executable, "-m", "geomap", "build", str(source), "-o", str(target), "-q"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("the build failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6


def stages(source: Path, target: Path) -> list[tuple[str, float]]:
    """The stages of a build in order, each with its CPU seconds."""
    from geomap import pipeline

    begun: list[tuple[str, float]] = []
    pipeline.build(
        [source], target, progress=lambda stage, at, of: begun.append((stage, time.process_time()))
    )
    ends = [*[start for _, start in begun[1:]], time.process_time()]
    return [(stage, end - start) for (stage, start), end in zip(begun, ends, strict=True)]


if __name__ == "__main__":
    main()
