"""Ask the public advisories about everything that is locked: ``make audit``.

Runs ``pip-audit`` on ``requirements.txt`` and ``npm audit`` on the viewer's lock, where they are
installed and the network lets them. Exit status: 0 when both answered and know of nothing, 1 when
either knows of a vulnerability, 3 when an answer could not be had: that is no 0.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
CLEAN, VULNERABLE, NOT_CHECKED = 0, 1, 3
#: How the two say that they found something; any other failure is no answer.
_FOUND: Final = ("known vulnerabilit", "severity vulnerabilit", "vulnerabilities (")
#: pip-audit passes over packages that its service does not know, and still ends well.
_PASSED_OVER: Final = "could not be audited"
_PIP: Final = ["pip-audit", "--disable-pip", "--require-hashes", "-r", "requirements.txt"]
_NPM: Final = ["npm", "audit", "--package-lock-only", "--prefix", "geomap/viewer"]


def audit(command: list[str]) -> tuple[int, str]:
    """The verdict of one tool, and a line that says it."""
    beside = Path(sys.executable).with_name(command[0])
    tool = str(beside) if beside.exists() else shutil.which(command[0])
    if tool is None:
        return NOT_CHECKED, f"{command[0]}: NOT CHECKED, it is not installed here"
    done = subprocess.run(
        [tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return verdict(command[0], done.returncode, done.stdout + done.stderr)


def verdict(tool: str, status: int, output: str) -> tuple[int, str]:
    """What a tool's exit status and output mean."""
    if status == 0 and _PASSED_OVER not in output:
        return CLEAN, f"{tool}: no known vulnerability"
    if any(words in output for words in _FOUND):
        return VULNERABLE, f"{tool}: VULNERABLE\n{output.strip()}"
    first = (output.strip().splitlines() or ["no output"])[0][:200]
    return NOT_CHECKED, f"{tool}: NOT CHECKED, no whole answer came ({first})"


def main() -> int:
    """Print a line for each tool; the worst verdict."""
    verdicts = [audit(command) for command in (_PIP, _NPM)]
    for _, told in verdicts:
        print(told)
    codes = {code for code, _ in verdicts}
    return VULNERABLE if VULNERABLE in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
