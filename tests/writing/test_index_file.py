"""The lock of a person's index: one that a killed run of this vault left goes, anybody else's stays."""

import errno
import os
from pathlib import Path

import pytest

from codex_backfill.writing.checkout import NotCommitted
from codex_backfill.writing.index_file import IndexFile
from tests.writing.faults import Dying, Faulty, Killed, failing


def index(folder: Path, root: str = "/home/ada/notes", system: Faulty | None = None) -> IndexFile:
    return IndexFile(str(folder / "index"), root, system=system or Faulty(), patience=(2, 0))


def test_it_is_locked_while_it_is_held_and_not_longer(tmp_path: Path) -> None:
    with index(tmp_path).held():
        assert (tmp_path / "index.lock").exists()
        index(tmp_path).put(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert index(tmp_path).read() == b"new"


def test_what_a_killed_run_on_the_same_vault_left_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(Killed), index(tmp_path, system=Dying(4)).held():
        pass
    assert (tmp_path / "index.lock").read_bytes().startswith(b"codex-backfill, for /home/ada/notes on ")
    with index(tmp_path).held():
        pass
    assert not (tmp_path / "index.lock").exists()


@pytest.mark.parametrize(
    "lock",
    [
        pytest.param(b"", id="of a git that has just begun"),
        pytest.param(b"DIRC\0\0\0\2", id="of a git at work"),
        pytest.param(None, id="of a run on another vault of the checkout"),
    ],
)
def test_a_lock_that_is_not_this_vaults_stays_and_is_named(tmp_path: Path, lock: bytes | None) -> None:
    if lock is None:
        with pytest.raises(Killed), index(tmp_path, root="/home/ada/other", system=Dying(4)).held():
            pass
    else:
        (tmp_path / "index.lock").write_bytes(lock)
    told = "another git is at work, or one was killed; then remove this file"
    with pytest.raises(NotCommitted, match=told), index(tmp_path).held():
        pass
    assert (tmp_path / "index.lock").exists()


def test_a_lock_that_stands_where_none_can_be_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.lock").write_bytes(b"DIRC")
    with (
        pytest.raises(OSError, match=os.strerror(errno.EIO)),
        index(tmp_path, system=Faulty(failing(errno.EIO), 1)).held(),
    ):
        pass
    assert (tmp_path / "index.lock").read_bytes() == b"DIRC"


def test_no_lock_is_left_where_its_mark_cannot_be_written(tmp_path: Path) -> None:
    for at in (2, 3, 4):
        with pytest.raises(OSError, match="No space"), index(tmp_path, system=Faulty(failing(errno.ENOSPC), at)).held():
            pass
        assert not (tmp_path / "index.lock").exists()
