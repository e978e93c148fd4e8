"""Everything that trust rests on, and one table of it: ``python -m tests.trust [FUZZ_SECONDS]``.

Runs the tests of trust and of damage with ``GEOMAP_TORTURE=1``, the fuzzer and the mutants, then
prints the table and writes it to ``build/torture.md``. Exit status 1 when anything failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from tests.trust import tally

ROOT: Final = Path(__file__).parents[2]
LOG: Final = ROOT / "build" / "torture.jsonl"
TABLE: Final = ROOT / "build" / "torture.md"
#: Tests that grow under torture.
TESTS: Final = ("tests/trust", "tests/read/test_damaged.py", "tests/write/test_files.py")


def stages(fuzz_seconds: str) -> dict[str, list[str]]:
    """What is run, by name."""
    python = sys.executable
    return {
        "tests": [python, "-m", "pytest", *TESTS],
        "fuzzing": [python, "-m", "fuzz", fuzz_seconds],
        "mutants": [python, "-m", "tests.trust.mutants"],
    }


def table(figures: Counter[str], seconds: dict[str, float], failed: list[str]) -> str:
    """The figures as a Markdown table."""
    sinks = figures["payload sinks"]
    told = {
        "payloads × sinks": f"{figures['payloads']:,.0f} × {sinks:,.0f}",
        "failed": ", ".join(failed) or "none",
        **{
            name: f"{count:,.0f}"
            for name, count in figures.items()
            if name not in ("payloads", "payload sinks", "mutants", "mutants noticed")
        },
    }
    if figures["mutants"]:
        rate = figures["mutants noticed"] / figures["mutants"]
        told["mutants noticed"] = f"{rate:.1%} of {figures['mutants']:,.0f}"
    told |= {f"seconds, {name}": f"{took:,.0f}" for name, took in seconds.items()}
    lines = ["| what | figure |", "| --- | --- |"]
    return "\n".join([*lines, *[f"| {name} | {figure} |" for name, figure in told.items()]]) + "\n"


def main() -> int:
    """Run every stage, print the table."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.unlink(missing_ok=True)
    env = {**os.environ, "GEOMAP_TORTURE": "1", "GEOMAP_TALLY": str(LOG)}
    seconds, failed = {}, []
    for name, command in stages(sys.argv[1] if len(sys.argv) > 1 else "300").items():
        started = time.perf_counter()
        done = subprocess.run(command, env=env, cwd=ROOT, check=False)
        seconds[name] = time.perf_counter() - started
        failed += [name] if done.returncode else []
    TABLE.write_text(table(tally.read(LOG), seconds, failed), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
