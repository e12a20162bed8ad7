"""Each call to git and to the operating system fails once: there is a whole commit or none, and the next run has it."""

import errno
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from codex_backfill.disk.git import Answer, Git
from codex_backfill.errors import CodexError
from codex_backfill.writing.change import FileChange
from codex_backfill.writing.commit import Committer
from tests.writing.faults import Faulty, failing
from tests.writing.test_commit import LINKED, MOON, MOON_LINKED, MOON_NOTE, NOTE, TIDES, git, told

CHANGES = (FileChange(TIDES, NOTE, LINKED), FileChange(MOON, MOON_NOTE, MOON_LINKED))


class FailingGit(Git):
    """Git, one of whose answers is that it failed."""

    def __init__(self, folder: str, calls: Iterator[int], at: int) -> None:
        super().__init__(folder, any_owner=False)
        self._calls, self._at = calls, at

    def at(self, folder: str) -> Git:
        return FailingGit(folder, self._calls, self._at)

    def ask(self, *command: str, **more: object) -> Answer:
        if next(self._calls) == self._at:
            return Answer(128, b"", b"fatal: something went wrong")
        return super().ask(*command, **more)  # type: ignore[arg-type]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed vault whose notes have been written since."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "vault"
    for change in CHANGES:
        (root / change.path).parent.mkdir(parents=True, exist_ok=True)
        (root / change.path).write_bytes(change.before or b"")
    git(tmp_path, "init", "-qb", "main", "vault")
    git(root, "config", "user.name", "Ada")
    git(root, "config", "user.email", "ada@example.org")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "notes")
    for change in CHANGES:
        (root / change.path).write_bytes(change.after or b"")
    return root


def is_whole(root: Path, state: Path) -> None:
    """What holds after a failure, and after the next run, which fails no more."""
    subjects = git(root, "log", "--format=%s").splitlines()
    assert len(subjects) in (1, 2)
    assert git(root, "diff", "--cached") == "", "nothing is staged that a person's next commit would revert"
    committer = Committer(root, state, patience=(1, 0))
    committer.intend(CHANGES)
    committer.commit(told)
    assert git(root, "log", "--format=%s").splitlines() == ["link: 1 claim, 1 source connected; 3 for review", "notes"]
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("what", ["git", "system"])
def test_a_commit_survives_any_failing_call(checkout: Path, tmp_path: Path, what: str) -> None:
    failed = 0
    for at in itertools.count(1):
        root, state = tmp_path / f"{at}/vault", tmp_path / f"{at}/state"
        shutil.copytree(checkout, root)
        calls, system = itertools.count(1), Faulty(failing(errno.EIO), at if what == "system" else 0)
        where = FailingGit(str(root), calls, at if what == "git" else 0)
        try:
            committer = Committer(root, state, git=where, system=system, patience=(1, 0))
            committer.ensure_ready(allow_staged=False)
            committer.intend(CHANGES)
            committer.commit(told)
        except (CodexError, OSError):
            failed += 1
        is_whole(root, state)
        made = next(calls) - 1 if what == "git" else len(system.calls)
        shutil.rmtree(root)
        if made < at:
            break
    assert failed > 10
