"""CPU time of starting up: ``geomap --help`` beside an empty click program, ``resolve`` cold.

Run: python -m benchmarks cold
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from typing import Final

REPEATS: Final = 9

EMPTY_CLICK: Final = """
import click
@click.group()
def cli(): 'Nothing.'
@cli.command()
def one(): 'One.'
cli(['--help'], standalone_mode=False)
"""

PROGRAMS: Final = {
    "an empty click program, --help": ["-c", EMPTY_CLICK],
    "geomap --help": ["-m", "geomap", "--help"],
    "geomap resolve 'Ain al-Asad'": ["-m", "geomap", "resolve", "Ain al-Asad"],
    "geomap resolve, five names": [
        "-m", "geomap", "resolve", "Conoco field", "Deir Ezzor", "دير الزور", "Bakhmut", "Aden",
    ],
    "import geopandas": ["-c", "import geopandas"],
}  # fmt: skip


def cpu_seconds(arguments: list[str]) -> float:
    """CPU seconds, user and system, of one run of Python with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the median of each program and its ratio to the first."""
    medians = {
        name: statistics.median(cpu_seconds(arguments) for _ in range(REPEATS))
        for name, arguments in PROGRAMS.items()
    }
    base = next(iter(medians.values()))
    print("| program | CPU s | ratio |\n| --- | --- | --- |")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.3f} | {seconds / base:.2f} |")


if __name__ == "__main__":
    main()
