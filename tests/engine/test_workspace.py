"""One build at a time in a work folder, which is geomap's own and is never half removed."""

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from geomap.engine import workspace
from geomap.engine.workspace import LOCK, WORK
from geomap.errors import OutputError


def test_what_is_finished_stays_and_an_empty_folder_goes(tmp_path: Path) -> None:
    with workspace.held(tmp_path) as folder:
        (folder / "located").mkdir()
    assert sorted(path.name for path in (tmp_path / WORK).iterdir()) == [LOCK, "located"]
    with workspace.held(tmp_path) as folder:
        assert (folder / "located").is_dir()
        workspace.clear(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_second_build_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with (
        workspace.held(tmp_path),
        pytest.raises(OutputError, match="another build"),
        workspace.held(tmp_path),
    ):
        pass
    with workspace.held(tmp_path):
        pass


def test_a_folder_of_the_users_own_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / WORK / "located").mkdir(parents=True)
    (tmp_path / WORK / ".part-mine").write_text("mine")
    with (
        pytest.raises(OutputError, match="not made by geomap.*another folder with -o$"),
        workspace.held(tmp_path),
    ):
        pass
    assert sorted(path.name for path in (tmp_path / WORK).iterdir()) == [".part-mine", "located"]


def test_killed_while_clearing_nothing_half_passes_for_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*path: Path, **how: bool) -> None:
        raise KeyboardInterrupt

    with workspace.held(tmp_path) as folder:
        for name in ("located", "linked"):
            (folder / name).mkdir()
        monkeypatch.setattr(shutil, "rmtree", stop)
        with pytest.raises(KeyboardInterrupt):
            workspace.clear(folder)
        assert [path.name for path in folder.iterdir() if path.name[0] != "."] == [LOCK]


def _work(target: Path, turns: int) -> None:
    """Hold the folder again and again; nobody else may while this process does."""
    for _ in range(turns):
        try:
            with workspace.held(target) as folder:
                mark = os.open(target / "busy", os.O_CREAT | os.O_EXCL)
                (folder / "located").mkdir(exist_ok=True)
                (folder / "located" / "about.json").touch()
                workspace.clear(folder)
                os.close(mark)
                (target / "busy").unlink()
        except OutputError as error:
            assert "another build" in str(error), error


def test_of_many_builds_never_two_hold_one_folder(tmp_path: Path) -> None:
    start = multiprocessing.get_context("spawn")
    builds = [start.Process(target=_work, args=(tmp_path, 300)) for _ in range(4)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0, 0, 0]
    assert list(tmp_path.iterdir()) == []
