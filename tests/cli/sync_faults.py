"""`python -m tests.cli.sync_faults`: each call of a whole `sync --commit` to git, and to the system, fails once.

The suite takes every so many of them (`test_sync_faults`); this takes all, and says how many there were.
"""

import errno
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.cli.app import app
from codex_backfill.disk.git import Git, Reply
from codex_backfill.disk.system import SYSTEM, System
from tests.cli.conftest import NOTES
from tests.repositories import git, put, repository

ERRORS = [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS]
_CALLS = [name for name in dir(System) if not name.startswith("_") and name != "threads"]


def committed(folder: Path) -> Path:
    """A folder to a vault in it that is committed."""
    put(folder, NOTES)
    return repository(folder)


class Fault:
    """Lets the `at`-th call to git, or to the system, fail; counts how many there are."""

    def __init__(self, patch: pytest.MonkeyPatch, kind: str, at: int) -> None:
        self.made, self._at = 0, at
        if kind == "git":
            patch.setattr(Git, "run", self._asked(Git.run))
        for name in _CALLS if kind == "system" else []:
            patch.setattr(SYSTEM, name, partial(self._called, getattr(SYSTEM, name)))
        patch.setattr(SYSTEM, "threads", 1, raising=False)  # so that the calls come in the same order each time

    def _is_due(self) -> bool:
        self.made += 1
        return self.made == self._at

    def _asked(self, run: Callable[..., Reply]) -> Callable[..., Reply]:
        def asked(asker: Git, *given: Any, **more: Any) -> Reply:
            return Reply(128, b"", b"fatal: something went wrong") if self._is_due() else run(asker, *given, **more)

        return asked

    def _called(self, call: Callable[..., Any], *given: Any, **more: Any) -> Any:
        if self._is_due():
            if call is os.close:  # which closes even where it fails
                call(*given)
            number = ERRORS[self._at % len(ERRORS)]
            raise OSError(number, os.strerror(number))
        return call(*given, **more)


def sync(vault: Path) -> int:
    """Runs `sync --commit` to its exit code."""
    with pytest.raises(SystemExit) as stop:
        app(["sync", str(vault), "--commit", "-q"])
    return int(stop.value.code or 0)


def bodies(vault: Path) -> list[str]:
    return [(vault / path).read_text().partition("\n---\n")[2] for path in NOTES]


def trial(base: Path, folder: Path, kind: str, at: int) -> int:
    """A committed vault, a folder, and which call fails, to how many calls there were; asserts what has to hold."""
    vault = folder / "vault"
    shutil.copytree(base, vault)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STATE", "CACHE", "CONFIG"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name))
        with pytest.MonkeyPatch.context() as failing:
            fault = Fault(failing, kind, at)
            code = sync(vault)
        assert code in (0, 2, 3)
        subjects = git(vault, "log", "--format=%s").splitlines()
        assert subjects[-1] == "notes"
        assert len(subjects) <= 2
        assert git(vault, "diff", "--cached", "--stat") == "", "a person's next commit would take it back"
        assert sync(vault) == 0
        assert sync(vault) == 0, "and nothing is left to do"
        with pytest.raises(SystemExit) as stop:
            app(["check", str(vault), "-q"])
        assert not stop.value.code
    counted = [int(subject.split()[1]) for subject in git(vault, "log", "--format=%s", "--grep=^link: ").splitlines()]
    assert sum(counted) == 2, "each claim is counted once, by whichever run committed it"
    assert git(vault, "status", "--porcelain") == ""
    assert bodies(vault) == bodies(base)
    left = [path for path in vault.rglob("*") if path.name.endswith((".tmp", ".new", ".lock", ".codex-backfill"))]
    assert [path for path in left if path.is_file()] == []
    assert [path.name for path in (vault / ".codex-backfill").iterdir()] == ["ledger.json"]
    shutil.rmtree(folder)
    return fault.made


def all_of(base: Path, scratch: Path, kind: str, every: int = 1) -> int:
    """Takes the first call, then each `every`-th; gives how many calls a run makes."""
    for at in itertools.count(1, every):
        made = trial(base, scratch / f"{kind}-{at}", kind, at)
        if made < at:
            return made
    raise AssertionError


def main() -> None:
    """Takes every call, or each of so many as are asked for."""
    every = int(sys.argv[1]) if sys.argv[1:] else 1
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        base = committed(Path(folder) / "base")
        for kind in ("git", "system"):
            print(f"{kind}: {all_of(base, Path(folder), kind, every)} calls of one run, each {every}. failed once")


if __name__ == "__main__":
    main()
