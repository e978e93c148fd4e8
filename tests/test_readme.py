"""The README's commands run, in order, in one empty folder; and every command is documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    (language, text)
    for language, text in re.findall(r"```(sh|python)\n(.*?)```", README, flags=re.DOTALL)
    if not text.startswith("make ")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_block_runs(number: int, folder: Path) -> None:
    language, text = BLOCKS[number]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    program = ["bash", "-euc", text] if language == "sh" else [sys.executable, "-c", text]
    done = subprocess.run(
        program, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("target", ["map", "test"])
def test_the_two_commands_are_targets(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_every_command_is_documented() -> None:
    documented = README + (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"geomap {name}" not in documented] == []
