"""A disk that fills up: what fitted is written link by link, the rest is named, and nothing is lost."""

import errno
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.writing.change import State
from tests.writing.faults import AGAIN, Faulty, in_child, large, make, small


class Filling(Faulty):
    """An operating system whose disk has room for so many bytes more than a folder holds now."""

    def __init__(self, folder: Path, room: int) -> None:
        super().__init__()
        self.folder = folder
        self.size = self.used() + room

    def used(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def made(self, name: str, call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        if name == "write":
            growth = os.lseek(args[0], 0, os.SEEK_CUR) + len(args[1]) - os.fstat(args[0]).st_size
            missing = max(0, self.used() + max(0, growth) - self.size)
            if missing >= len(args[1]):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            args = (args[0], args[1][: len(args[1]) - missing])
        return super().made(name, call, *args, **named)


def test_a_disk_with_room_for_any_number_of_bytes(many: Path) -> None:
    seen = set()
    for room in range(0, 1800, 11):
        trial = small(many / str(room))
        written = trial.write(Filling(many / str(room), room))
        states = trial.settled()
        assert {path for path, state in states.items() if state is State.NEW} == set(written.written)
        for problem in written.failed:
            assert os.strerror(errno.ENOSPC) in str(problem) or "linked with" in str(problem)
        seen.add(len(written.written))
        assert trial.write(stamp=AGAIN).failed == ()
        assert set(trial.settled().values()) == {State.NEW}
    assert {0, 7} < seen


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"no small file system to be had here: {mount.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_little_disk_fills_up_and_is_made_larger(little_disk: Path, tmp_path: Path) -> None:
    trial = make(large(little_disk, notes=300))
    ballast = little_disk / "ballast"
    free = os.statvfs(little_disk).f_bavail * os.statvfs(little_disk).f_frsize
    ballast.write_bytes(bytes(free - 600_000))
    written = trial.write()
    states = trial.settled()
    assert {path for path, state in states.items() if state is State.NEW} == set(written.written)
    assert 0 < len(written.written) < 300
    assert len(written.written) + len(written.failed) == 300
    assert any(os.strerror(errno.ENOSPC) in problem.reason for problem in written.failed)
    ballast.unlink()
    assert trial.write(stamp=AGAIN).failed == ()
    assert set(trial.settled().values()) == {State.NEW}


def test_a_limit_on_the_size_of_files_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    trial = make(large(tmp_path, notes=100))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        written = trial.write()
        (tmp_path / "said").write_text("\n".join(map(str, written.failed)))

    assert in_child(limited) == 0
    said = (tmp_path / "said").read_text()
    assert said.startswith(".codex-backfill/journal:1:1: the journal cannot be written: ")
    assert said.endswith("File too large; no file was changed")
    assert set(trial.settled().values()) == {State.OLD}
