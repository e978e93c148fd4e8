"""Fuzz every target in turn: ``python -m fuzz SECONDS [TARGET...]``.

Prints a line for each: executions and what was found. What fails is kept as
``fuzz/findings/TARGET-*``; move it to ``fuzz/seeds/TARGET/`` when it is mended, and the tests
run it from then on.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.targets import SEEDS, TARGETS
from tests.trust import tally

FINDINGS = Path(__file__).with_name("findings")


def fuzz(name: str, seconds: float) -> tuple[int, list[str]]:
    """Executions of one target, and the names of the files that made it fail."""
    FINDINGS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        done = subprocess.run(
            [sys.executable, "-m", "fuzz.run", name, corpus, str(SEEDS / name),
             f"-max_total_time={max(1, round(seconds))}", "-print_final_stats=1", "-timeout=10",
             "-rss_limit_mb=2048", f"-artifact_prefix={FINDINGS}/{name}-"],
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
    counted = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    found = [path.name for path in sorted(FINDINGS.glob(f"{name}-*"))]
    if counted is None and not found:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise SystemExit(
            f"{name}: atheris did not run ({last}): run 'make fuzz', which installs it"
        )
    return int(counted[1]) if counted else 0, found


def main() -> int:
    """Exit status: 1 when anything was found."""
    seconds = float(sys.argv[1])
    chosen = sys.argv[2:] or list(TARGETS)
    found = []
    for name in chosen:
        executions, failures = fuzz(name, seconds / len(chosen))
        found += failures
        tally.add("fuzz executions", executions)
        print(f"{name}: {executions:,} executions, {len(failures)} findings {failures}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
