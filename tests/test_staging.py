"""Hidden folders: whose owner lives they stay, whose owner is gone they go."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from geomap import staging
from geomap.staging import claimed, held_folder


def test_a_folder_in_use_is_not_swept(tmp_path: Path) -> None:
    with held_folder(tmp_path) as first:
        (first / "begun").write_text("half")
        with held_folder(tmp_path) as second:
            assert first != second
            assert (first / "begun").read_text() == "half"
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_process_left_goes(tmp_path: Path) -> None:
    (tmp_path / ".geomap-dead").mkdir()
    (tmp_path / ".geomap-dead" / "begun").write_text("half")
    with held_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]


def test_only_folders_of_ours_are_swept(tmp_path: Path) -> None:
    """A file of that name, and a link to a folder elsewhere, are somebody else's."""
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / "mine").write_text("kept")
    (work := tmp_path / "work").mkdir()
    (work / ".geomap-file").write_text("kept")
    (work / ".geomap-link").symlink_to(elsewhere)
    with held_folder(work):
        pass
    assert (work / ".geomap-file").read_text() == "kept"
    assert (elsewhere / "mine").read_text() == "kept"


def test_another_folder_is_made_where_the_first_was_swept_before_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = staging._lock
    refused: list[Path] = []

    def lock(folder: Path) -> int | None:
        if refused:
            return real(folder)
        refused.append(folder)
        return None

    monkeypatch.setattr(staging, "_lock", lock)
    with held_folder(tmp_path) as folder:
        assert folder.is_dir() and folder not in refused


def test_a_folder_that_is_gone_has_no_lock(tmp_path: Path) -> None:
    assert staging._lock(tmp_path / "gone") is None


def test_where_no_folder_can_be_locked_work_goes_on_and_nothing_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NFS answers EBADF to a lock on a folder, which does not mean that another has it."""

    def refuse(number: int, how: int) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr("fcntl.flock", refuse)
    (tmp_path / ".geomap-perhaps-alive").mkdir()
    with held_folder(tmp_path) as folder:
        assert folder.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [".geomap-perhaps-alive"]
    with claimed(tmp_path / "lock") as mine:
        assert mine


def test_one_process_holds_a_file_at_a_time(tmp_path: Path) -> None:
    with claimed(tmp_path / "lock") as first:
        assert first
        with claimed(tmp_path / "lock") as second:
            assert not second
    with claimed(tmp_path / "lock") as again:
        assert again
