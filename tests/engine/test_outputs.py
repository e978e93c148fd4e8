"""Folders of a large result take the place of older ones of ours, and of nothing else."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.engine import outputs
from geomap.errors import GeomapError, InputError, OutputError


def make(work: Path, told: str = "new", *names: str) -> None:
    """Outputs that are READY: a data set and a page, each saying ``told``."""
    with outputs.staged(work) as stage:
        (stage / "dataset" / "incidents").mkdir(parents=True)
        (stage / "dataset" / "incidents" / "part-000000.parquet").write_text(told)
        for name in ("map.html", *names):
            (stage / name).write_text(told)


def texts(target: Path) -> dict[str, str]:
    return {
        path.relative_to(target).as_posix(): path.read_text()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != ".geomap.json"
    }


NEW = {"dataset/incidents/part-000000.parquet": "new", "map.html": "new"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An output folder with an older result and a file of the user's own."""
    target = tmp_path / "out"
    make(target / ".partitions", "old")
    outputs.publish(target / ".partitions", target)
    (target / "notes.txt").write_text("mine")
    return target


def test_an_older_result_is_replaced_and_other_files_stay(target: Path) -> None:
    work = target / ".partitions"
    make(work)
    moved = outputs.publish(work, target)
    assert [path.name for path in moved] == ["dataset", "map.html"]
    assert texts(target) == {**NEW, "notes.txt": "mine"}
    assert list(work.iterdir()) == []


def _own_file_in_ours(target: Path) -> None:
    (target / "dataset" / "incidents" / "mine.parquet").write_text("mine")


def _link_in_ours(target: Path) -> None:
    (target / "dataset" / "link").symlink_to(target)


def _own_folder(target: Path) -> None:
    (target / "details").mkdir()
    (target / "details" / "part-000000.bin").write_text("mine")


def _link_to_a_folder(target: Path) -> None:
    (target.parent / "elsewhere").mkdir()
    (target / "parts").symlink_to(target.parent / "elsewhere")


def _folder_called_as_a_file(target: Path) -> None:
    (target / "report.json").mkdir()


def _broken_list(target: Path) -> None:
    (target / "dataset" / ".geomap.json").write_text("[")


OWN = (_own_file_in_ours, _link_in_ours, _own_folder, _link_to_a_folder,
       _folder_called_as_a_file, _broken_list)  # fmt: skip


@pytest.mark.parametrize("own", OWN)
def test_what_is_somebodys_is_never_replaced(target: Path, own: Callable[[Path], None]) -> None:
    own(target)
    before = texts(target)
    with pytest.raises(OutputError, match="not written by geomap.*-o"):
        outputs.check_free(target)
    work = target.parent / "work"
    make(work)
    with pytest.raises(OutputError):
        outputs.publish(work, target)
    assert texts(target) == before


def test_an_input_in_an_output_folder_is_refused(target: Path) -> None:
    given = target / "dataset" / "incidents" / "part-000000.parquet"
    outputs.check_free(target, [None, target / "notes.txt"])
    with pytest.raises(InputError, match=r"part-000000\.parquet.*would take its place"):
        outputs.check_free(target, [given])


def test_what_a_folder_lists_is_all_of_it(tmp_path: Path) -> None:
    """Two builds after another: the second finds nothing strange in the first one's folders."""
    make(tmp_path / "work")
    outputs.publish(tmp_path / "work", tmp_path)
    outputs.check_free(tmp_path)


def test_a_body_that_fails_leaves_what_stood_there(target: Path) -> None:
    before = texts(target)
    with pytest.raises(OutputError, match="No space left"), outputs.staged(target / "w") as stage:
        (stage / "map.html").write_text("half")
        raise OSError(28, "No space left on device")
    assert outputs.publish(target / "w", target) == ()
    (half,) = (target / "w").iterdir()
    with outputs.staged(target / "w"):
        assert not half.exists()
    assert texts(target) == before


def test_ctrl_c_while_moving_waits_until_all_is_moved(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = target / ".partitions"
    make(work)
    real, moves = Path.replace, 0

    def replace(path: Path, to: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == 2:
            raise KeyboardInterrupt
        return real(path, to)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        outputs.publish(work, target)
    assert texts(target) == {**NEW, "notes.txt": "mine"}


KILLED = """
import os, sys
from pathlib import Path
from geomap.engine import outputs
real, left = Path.replace, int(sys.argv[2])
def replace(path, to):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    return real(path, to)
Path.replace = replace
target = Path(sys.argv[1])
outputs.publish(target / ".partitions", target)
"""


@pytest.mark.parametrize("moves", range(3))
def test_killed_while_moving_the_next_build_goes_on(target: Path, moves: int) -> None:
    work = target / ".partitions"
    make(work)
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), str(moves)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (work / outputs.READY).exists()
    outputs.publish(work, target)
    assert texts(target) == {**NEW, "notes.txt": "mine"}
    assert list(work.iterdir()) == []


def test_what_cannot_be_moved_is_one_line_and_stays_ready(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = target / ".partitions"
    make(work)

    def refuse(path: Path, to: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(GeomapError, match="Permission denied"):
            outputs.publish(work, target)
    assert outputs.publish(work, target) != ()
    assert texts(target) == {**NEW, "notes.txt": "mine"}


def test_what_an_older_form_left_is_named(target: Path) -> None:
    assert outputs.left(target, [target / "map.html"]) == ["dataset"]
    assert outputs.left(target, [target / "dataset"]) == ["map.html"]
    assert outputs.left(target, [target / "dataset", target / "map.html"]) == []


def test_what_was_ready_is_not_put_over_what_came_later(target: Path) -> None:
    make(target / ".partitions")
    (target / "map.html").write_text("later")
    os.utime(target / "map.html", ns=(2**62, 2**62))
    outputs.finish(target / ".partitions", target)
    assert texts(target)["map.html"] == "later"
    assert texts(target)["dataset/incidents/part-000000.parquet"] == "old"
    assert not (target / ".partitions" / outputs.READY).exists()


def test_what_was_ready_is_brought_to_its_place(target: Path) -> None:
    make(target / ".partitions")
    outputs.finish(target / ".partitions", target)
    assert texts(target) == {**NEW, "notes.txt": "mine"}
