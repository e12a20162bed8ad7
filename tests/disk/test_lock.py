"""Two runs at once: one works, the other says who holds the lock; a lock never outlives its process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from codex_backfill.disk.lock import lock
from codex_backfill.errors import Locked, UsageError

RUN = """
import os, sys
from pathlib import Path
from codex_backfill.disk.lock import lock
from codex_backfill.errors import CodexError
try:
    with lock(Path(sys.argv[1]), "sync", state=Path(sys.argv[2])):
        if "worker" in sys.argv and os.fork() == 0:
            os.write(1, b"worker\\n")
            os.read(0, 1)
            os._exit(0)
        os.write(1, b"holding\\n")
        os.read(0, 1)
except CodexError as error:
    print(error)
    sys.exit(error.exit_code)
"""


@contextmanager
def running(vault: Path, state: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is told to end."""
    command = [sys.executable, "-c", RUN, str(vault), str(state), *more]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        said = {process.stdout.readline() for _ in range(1 + len(more))}
        assert said == {"holding\n", *(f"{word}\n" for word in more)}
        try:
            yield process
        finally:
            process.stdin.close()


def test_of_two_runs_one_works_and_the_other_says_who_holds_the_lock(tmp_path: Path) -> None:
    vault, state = tmp_path / "vault", tmp_path / "state"
    vault.mkdir()
    with running(vault, state) as first:
        second = subprocess.run([sys.executable, "-c", RUN, vault, state], capture_output=True, text=True, check=False)
        assert second.returncode == 11
        who = f"another run holds the lock: sync, process {first.pid} on {os.uname().nodename}, since 20"
        assert second.stdout.startswith(who)
    assert first.returncode == 0
    with lock(vault, "sync", state=state):
        assert list(vault.iterdir()) == []


def test_a_killed_run_holds_no_lock_even_when_its_workers_live_on(tmp_path: Path) -> None:
    with running(tmp_path, tmp_path / "state", "worker") as first:
        first.kill()
        first.wait()
        with lock(tmp_path, "sync", state=tmp_path / "state"):
            pass


def test_another_users_run_counts_and_so_does_another_name_of_the_vault(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "alias").symlink_to("vault")
    with running(tmp_path / "vault", tmp_path / "their state"):
        with (
            pytest.raises(Locked, match="another user's") as error,
            lock(tmp_path / "alias", "sync", state=tmp_path / "state"),
        ):
            pass
        assert error.value.exit_code == 11


def test_a_name_left_in_the_file_is_not_believed(tmp_path: Path) -> None:
    with lock(tmp_path, "migrate", state=tmp_path / "state"):
        pass
    assert (tmp_path / "state/lock").read_text().startswith("migrate")
    with lock(tmp_path, "undo", state=tmp_path / "state"):
        pass
    assert (tmp_path / "state/lock").read_text() == f"undo, process {os.getpid()} on {os.uname().nodename}"
    with running(tmp_path, tmp_path / "their state"):
        with pytest.raises(Locked) as error, lock(tmp_path, "sync", state=tmp_path / "state"):
            pass
        assert "undo" not in str(error.value)


def test_without_a_home_to_write_to_the_lock_still_works(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = tmp_path / "file/state"
    with running(tmp_path, state), pytest.raises(Locked), lock(tmp_path, "sync", state=state):
        pass


def test_where_folders_cannot_be_locked_the_state_folders_file_is(tmp_path: Path) -> None:
    """A folder that is not there stands for one that a network file system does not lock."""
    vault, state = tmp_path / "gone", tmp_path / "state"
    with running(vault, state), pytest.raises(Locked, match="sync, process"), lock(vault, "sync", state=state):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be locked"), lock(vault, "sync", state=tmp_path / "file/state"):
        pass


def test_the_lock_is_let_go_when_the_run_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with lock(tmp_path, "sync", state=tmp_path / "state"):
            raise ValueError("on purpose")

    for _ in range(2):
        with pytest.raises(ValueError, match="on purpose"):
            fail()
