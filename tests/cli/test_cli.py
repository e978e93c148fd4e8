"""The command line as a whole: help, order, exit statuses, one line for each user error."""

import dataclasses
from pathlib import Path

import pytest

from geomap.cli import COMMANDS
from geomap.cli.options import BOUNDS
from geomap.read import Limits
from tests.cli.conftest import Geomap

CONTRACT = ["build", "extract", "places", "resolve", "validate", "convert", "serve", "gazetteer"]


def test_help_lists_the_commands_in_order(geomap: Geomap) -> None:
    done = geomap("--help")
    assert done.code == 0
    shown = [line.split()[0] for line in done.out.split("Commands:")[1].splitlines() if line]
    assert shown == CONTRACT == list(COMMANDS)


@pytest.mark.parametrize("name", CONTRACT)
def test_every_command_has_help(geomap: Geomap, name: str) -> None:
    done = geomap(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: geomap {name}")


@pytest.mark.parametrize("name", [name for name in CONTRACT if name != "gazetteer"])
def test_every_command_takes_verbose_and_quiet(geomap: Geomap, name: str) -> None:
    shown = geomap(name, "--help").out
    assert "--verbose" in shown
    assert "--quiet" in shown


def test_an_unknown_command_exits_2(geomap: Geomap) -> None:
    assert geomap("locate").code == 2


@pytest.mark.parametrize("command", ["build", "validate", "extract", "places"])
def test_a_missing_file_is_one_line_and_exit_2(
    geomap: Geomap, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = geomap(command, "nowhere.csv" if command in ("build", "validate") else "nowhere.txt")
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1
    assert "nowhere" in done.err
    assert list(tmp_path.iterdir()) == []


def test_every_bound_of_inputs_can_be_raised() -> None:
    assert [field.name for field in dataclasses.fields(Limits)] == list(BOUNDS)


def test_a_bound_is_named_and_can_be_raised(geomap: Geomap, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text("id,date,place\n" + "".join(f"{n},2024-07-26,Mosul\n" for n in range(20)))
    refused = geomap("validate", table, "--max-rows", 10)
    assert refused.code == 2
    assert "--max-rows 20" in refused.err
    assert geomap("validate", table, "--max-rows", 20).code == 0
