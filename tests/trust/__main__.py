"""Everything that trust rests on, and one table of it: ``python -m tests.trust [PART...]``.

Each part runs in a process of its own, with ``GEOMAP_TORTURE=1`` and a time of its own, and what it
found is kept in ``build/torture/PART.json`` as soon as it ends: a run that breaks off goes on with
the parts that are missing, by name. The table of all that is kept is printed at the end and written
to ``build/torture.md``. Exit status 1 when a part failed, was stopped or has not run.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

from tests.trust import tally

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ROOT / "build" / "torture"
TABLE: Final = ROOT / "build" / "torture.md"
_PYTEST: Final = (sys.executable, "-m", "pytest")
_FAULTS: Final = "tests/trust/test_faults.py"
_ALONE: Final = ("payloads", "payload sinks", "mutants", "mutants noticed")
#: Seconds after which a part is stopped; on a machine with nothing else to do each has half of it,
#: 10,000 examples of each property some fifty minutes.
_PATIENCE: Final = 2400
_PATIENCE_OF: Final = {"properties": 5400}


def parts() -> dict[str, tuple[str, ...]]:
    """The command of each part, by its name, those first that find most in their time."""
    fuzzed = os.environ.get("SECONDS_OF_FUZZING", "240")
    return {
        "bounds": (
            *_PYTEST, "tests/trust/test_bounds.py", "tests/trust/test_place_files.py",
            "tests/trust/test_inputs.py", "tests/trust/test_network.py",
            "tests/trust/test_escaping.py", "tests/trust/test_privacy.py",
            "tests/trust/test_same_bytes.py", "tests/trust/test_supply.py",
        ),
        "damaged": (*_PYTEST, "tests/trust/test_damaged.py", "tests/read/test_damaged.py"),
        "payloads": (*_PYTEST, "tests/trust/test_payloads.py"),
        "chromium": (*_PYTEST, "tests/trust/test_payloads_browser.py"),
        "qgis": (*_PYTEST, "tests/trust/test_payloads_qgis.py"),
        "parsers": (*_PYTEST, "tests/trust/test_fuzz.py"),
        "disks": (*_PYTEST, _FAULTS, "tests/write/test_files.py", "-k", "not kills"),
        "large": (*_PYTEST, "tests/engine/test_faults.py", "tests/engine/test_outputs.py",
                  "tests/engine/test_workspace.py"),
        "additions": (*_PYTEST, _FAULTS, "-k", "kills and add"),
        "fuzzing": (sys.executable, "-m", "fuzz", fuzzed),
        "properties": (*_PYTEST, "tests", "-m", "hypothesis"),
        "mutants": (sys.executable, "-m", "tests.trust.mutants"),
        "kills": (*_PYTEST, _FAULTS, "-k", "kills and not add"),
    }  # fmt: skip


def run(part: str, command: tuple[str, ...]) -> None:
    """Run a part and keep what it found."""
    log = KEPT / f"{part}.jsonl"
    log.unlink(missing_ok=True)
    env = {**os.environ, "GEOMAP_TORTURE": "1", "GEOMAP_TALLY": str(log)}
    env["HYPOTHESIS_PROFILE"] = "nightly" if part == "properties" else "here"
    started, before = time.perf_counter(), _cpu_seconds()
    patience = _PATIENCE_OF.get(part, _PATIENCE)
    with subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True) as process:
        try:
            ended = "passed" if process.wait(patience) == 0 else "failed"
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            ended = f"stopped after {patience:,} s"
    found = {
        "ended": ended,
        "seconds": round(time.perf_counter() - started),
        "cpu": round(_cpu_seconds() - before),
        "figures": dict(tally.read(log)),
    }
    (KEPT / f"{part}.json").write_text(json.dumps(found), encoding="utf-8")


def _cpu_seconds() -> float:
    """What all processes that this one waited for have used; those that were killed too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kept() -> dict[str, dict[str, Any]]:
    """What each part found, by its name; those that have not run are left out."""
    files = {part: KEPT / f"{part}.json" for part in parts()}
    return {part: json.loads(path.read_text()) for part, path in files.items() if path.exists()}


def table(found: dict[str, dict[str, Any]]) -> str:
    """The figures of all parts as a Markdown table, then how each part ended."""
    lines = ["| what | figure | part |", "| --- | --- | --- |"]
    for part, about in found.items():
        lines += [f"| {what} | {figure} | {part} |" for what, figure in told(about["figures"])]
    lines += ["", "| part | ended | CPU s | seconds |", "| --- | --- | --- | --- |"]
    for part in parts():
        about = found.get(part, {"ended": "not run", "cpu": 0, "seconds": 0})
        lines.append(f"| {part} | {about['ended']} | {about['cpu']:,} | {about['seconds']:,} |")
    cpu, seconds = (sum(about[what] for about in found.values()) for what in ("cpu", "seconds"))
    return "\n".join([*lines, f"| all | | {cpu:,} | {seconds:,} |"]) + "\n"


def told(figures: dict[str, float]) -> list[tuple[str, str]]:
    """The figures of a part as it is spoken of them."""
    rows = []
    if "payload sinks" in figures:
        both = f"{figures['payloads']:,.0f} × {figures['payload sinks']:,.0f}"
        rows.append(("payloads × sinks", both))
    if "mutants" in figures:
        rate = figures["mutants noticed"] / figures["mutants"]
        rows.append(("mutants noticed", f"{rate:.1%} of {figures['mutants']:,.0f}"))
    others = {what: count for what, count in figures.items() if what not in _ALONE}
    return [*rows, *((what, f"{count:,.0f}") for what, count in others.items())]


def main(chosen: list[str]) -> int:
    """Run the parts, all where none is named; print the table."""
    KEPT.mkdir(parents=True, exist_ok=True)
    commands = parts()
    for part in chosen or commands:
        run(part, commands[part])
    found = kept()
    TABLE.write_text(table(found), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    sound = [part for part, about in found.items() if about["ended"] == "passed"]
    return 0 if len(sound) == len(commands) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
