"""Folders to git repositories, by the real git, whatever the settings of this machine."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def git(folder: Path, *words: str, code: int | None = 0) -> str:
    """Git's words in a folder to what it prints; it has to end with a code, unless that is None."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert code is None or done.returncode == code, done.stderr
    return done.stdout


def put(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Writes files, by their paths from a folder."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def commit_all(folder: Path, message: str = "notes") -> None:
    """Commits all that stands in a checkout, be it nothing new."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")


def repository(top: Path) -> Path:
    """A folder to a repository of Ada's with all that stands in it committed."""
    git(top, "init", "-qb", "main")
    git(top, "config", "user.name", "Ada")
    git(top, "config", "user.email", "ada@example.org")
    commit_all(top)
    return top


@pytest.fixture
def bare_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No variable of git's, and no settings but those in a home without any, which it gives."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "XDG_CONFIG_HOME"]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(home))
    return home
