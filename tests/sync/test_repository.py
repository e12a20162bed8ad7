"""Git, the real one: renames it detects, and commits of exactly what a run wrote."""

import os
import subprocess
from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.sync.repository import NotCommitted, Repository, message
from codex_backfill.writing.change import FileChange

LONG = "".join(f"Line {number} says something of its own about the tides.\n" for number in range(20))
NOTE = f"---\ntype: claim\ntitle: Tides\n---\n{LONG}".encode()
LINKED = NOTE.replace(b"---\nLine", b"sourced_from: inbox/moon.md\n---\nLine")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def git(folder: Path, *arguments: str) -> str:
    run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def make(folder: Path, files: dict[str, bytes], commit: bool = True) -> None:
    for path, raw in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    if commit:
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "notes")


@pytest.fixture(params=["", "notes/vault"], ids=["the checkout is the vault", "the vault is a folder of it"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    top = tmp_path / "checkout"
    top.mkdir()
    git(top, "init", "-qb", "main")
    git(top, "config", "user.name", "Ada")
    git(top, "config", "user.email", "ada@example.org")
    root: Path = top / request.param
    root.mkdir(parents=True, exist_ok=True)
    make(root, {"core/tides.md": NOTE, "inbox/moon.md": b"---\ntitle: Moon\n---\nFar away.\n"})
    return root


def rename(root: Path, old: str, new: str, raw: bytes) -> None:
    (root / old).unlink()
    (root / new).write_bytes(raw)


def status(root: Path) -> dict[str, bytes]:
    """Every file under the vault to its bytes, and everything in the repository's object store to nothing."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


EDITED = NOTE.replace(b"Line 3 says", b"Line 3 no longer says") + b"More.\n"


@pytest.mark.parametrize("how", ["in the work tree", "staged", "committed"])
def test_a_renamed_and_edited_note_is_found(vault: Path, how: str) -> None:
    rename(vault, "core/tides.md", "core/ebb.md", EDITED)
    make(vault, {"core/other.md": b"---\ntitle: Else\n---\nNothing of the kind.\n"}, commit=False)
    if how != "in the work tree":
        git(vault, "add", "-A")
    if how == "committed":
        git(vault, "commit", "-qm", "rename")
    before = status(vault)
    (pair,) = Repository(vault).similar(["core/tides.md"], ["core/ebb.md", "core/other.md"])
    assert (pair.old, pair.new) == ("core/tides.md", "core/ebb.md")
    assert pair.score > 80
    assert status(vault) == before, "looking must not write"


def test_the_parts_of_a_split_note_are_found(vault: Path) -> None:
    lines = NOTE.splitlines(keepends=True)
    rename(vault, "core/tides.md", "core/ebb.md", b"".join(lines[:17]))
    (vault / "core/flood.md").write_bytes(b"".join([*lines[:4], *lines[14:]]))
    pairs = Repository(vault).similar(["core/tides.md"], ["core/ebb.md", "core/flood.md"])
    assert [pair.new for pair in pairs] == ["core/ebb.md", "core/flood.md"]


def test_what_git_never_saw_has_no_past(vault: Path) -> None:
    (vault / "core/new.md").write_bytes(NOTE)
    assert Repository(vault).similar(["core/never.md"], ["core/new.md"]) == ()


def test_without_a_repository_there_are_no_similar_notes(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_bytes(NOTE)
    assert Repository(tmp_path).similar(["old.md"], ["new.md"]) == ()


def write(root: Path, path: str = "core/tides.md", after: bytes = LINKED) -> FileChange:
    before = (root / path).read_bytes() if (root / path).exists() else None
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(after)
    return FileChange(path, before, after)


def changed(root: Path, commit: str = "HEAD") -> list[str]:
    return git(root, "diff-tree", "--relative", "-r", "--name-only", "--no-commit-id", commit).split()


def commit(root: Path, files: list[FileChange], dirty: frozenset[str] = frozenset()) -> tuple[str, ...]:
    return Repository(root).commit(files, dirty, message(1, 0, 3))


def test_one_commit_of_what_was_written(vault: Path) -> None:
    repository = Repository(vault)
    make(vault, {"core/draft.md": b"draft\n"}, commit=False)
    repository.ready(allow_staged=False)
    assert repository.dirty(["core/tides.md", "core/draft.md"]) == {"core/draft.md"}
    wrote = [write(vault), write(vault, ".codex-backfill/ledger.json", b"{}\n")]
    assert commit(vault, wrote) == ()
    assert git(vault, "log", "-1", "--format=%s") == "link: 1 claim, 0 sources connected; 3 for review\n"
    assert changed(vault) == [".codex-backfill/ledger.json", "core/tides.md"]
    assert git(vault, "status", "--porcelain", ".").split() == ["??", git_path(vault, "core/draft.md")]


def git_path(root: Path, path: str) -> str:
    return git(root, "rev-parse", "--show-prefix").strip() + path


def test_of_a_note_with_a_persons_changes_only_ours_are_committed(vault: Path) -> None:
    theirs = NOTE.replace(b"Line 19 says", b"Line 19 will say")
    (vault / "core/tides.md").write_bytes(theirs)
    dirty = Repository(vault).dirty(["core/tides.md"])
    wrote = write(vault, after=theirs.replace(b"---\nLine", b"sourced_from: inbox/moon.md\n---\nLine"))
    assert commit(vault, [wrote], dirty) == ()
    assert git(vault, "show", f"HEAD:{git_path(vault, 'core/tides.md')}").encode() == LINKED
    assert "Line 19 will say" in git(vault, "diff")
    assert git(vault, "diff", "--cached") == ""


def test_a_note_that_was_never_committed_is_left_out_and_named(vault: Path) -> None:
    make(vault, {"core/new.md": NOTE}, commit=False)
    dirty = Repository(vault).dirty(["core/new.md", "core/tides.md"])
    assert commit(vault, [write(vault, "core/new.md"), write(vault)], dirty) == ("core/new.md",)
    assert changed(vault) == ["core/tides.md"]


def test_a_staged_change_stops_it_before_anything_is_written_unless_told(vault: Path) -> None:
    make(vault, {"core/draft.md": b"draft\n"}, commit=False)
    git(vault, "add", "core/draft.md")
    with pytest.raises(UsageError, match=r"the index holds other changes \(.*core/draft.md\)"):
        Repository(vault).ready(allow_staged=False)
    Repository(vault).ready(allow_staged=True)
    commit(vault, [write(vault)])
    assert changed(vault) == ["core/tides.md"]
    assert git(vault, "diff", "--cached", "--name-only", "--relative").split() == ["core/draft.md"]


def test_what_git_ignores_is_not_forced_in(vault: Path) -> None:
    make(vault, {".gitignore": b".codex-backfill/\n"})
    commit(vault, [write(vault), write(vault, ".codex-backfill/ledger.json", b"{}\n")])
    assert changed(vault) == ["core/tides.md"]


def test_a_detached_head_and_a_second_work_tree_commit_too(vault: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(vault, "worktree", "add", "-q", "--detach", str(other))
    root = other / git(vault, "rev-parse", "--show-prefix").strip()
    Repository(root).ready(allow_staged=False)
    commit(root, [write(root)])
    assert changed(root) == ["core/tides.md"]
    assert changed(vault) != changed(root)
    assert git(root, "branch", "--show-current") == ""


def test_line_endings_are_converted_as_git_is_set_to(vault: Path) -> None:
    git(vault, "config", "core.autocrlf", "true")
    commit(vault, [write(vault, after=LINKED.replace(b"\n", b"\r\n"))])
    assert git(vault, "show", f"HEAD:{git_path(vault, 'core/tides.md')}").encode() == LINKED


def test_without_an_identity_nothing_is_begun(vault: Path) -> None:
    git(vault, "config", "--unset", "user.email")
    git(vault, "config", "user.useConfigOnly", "true")
    with pytest.raises(UsageError, match=r"set user\.name and user\.email; nothing was written"):
        Repository(vault).ready(allow_staged=False)


def test_nor_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not in a git repository"):
        Repository(tmp_path).ready(allow_staged=False)


def test_nor_in_the_middle_of_a_merge(vault: Path) -> None:
    (vault / git(vault, "rev-parse", "--git-path", "MERGE_HEAD").strip()).write_text("")
    with pytest.raises(UsageError, match="a merge is not finished"):
        Repository(vault).ready(allow_staged=False)


def test_a_hook_that_says_no_is_quoted_and_the_index_is_as_it_was(vault: Path) -> None:
    hook = vault / git(vault, "rev-parse", "--git-path", "hooks/pre-commit").strip()
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no links on Fridays >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(NotCommitted, match="no links on Fridays\nthe notes are written, but not committed"):
        commit(vault, [write(vault)])
    assert git(vault, "diff", "--cached") == ""
    assert "sourced_from" in git(vault, "diff")


def test_a_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-qb", "main")
    git(tmp_path, "config", "user.name", "Ada")
    git(tmp_path, "config", "user.email", "ada@example.org")
    assert commit(tmp_path, [write(tmp_path, "ledger.json", b"{}\n")]) == ()
    assert git(tmp_path, "ls-tree", "--name-only", "HEAD") == "ledger.json\n"
