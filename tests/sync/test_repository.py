"""Git, the real one: which renames it detects."""

from pathlib import Path

import pytest

from codex_backfill.sync.repository import similar
from tests.repositories import commit_all, git, put, repository

LONG = "".join(f"Line {number} says something of its own about the tides.\n" for number in range(20))
NOTE = f"---\ntype: claim\ntitle: Tides\n---\n{LONG}".encode()


pytestmark = pytest.mark.usefixtures("bare_git")


def make(folder: Path, files: dict[str, bytes], commit: bool = True) -> None:
    put(folder, files)
    if commit:
        commit_all(folder)


@pytest.fixture(params=["", "notes/vault"], ids=["the checkout is the vault", "the vault is a folder of it"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    top = tmp_path / "checkout"
    root: Path = top / request.param
    root.mkdir(parents=True)
    repository(top)
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
    (pair,) = similar(vault, ["core/tides.md"], ["core/ebb.md", "core/other.md"])
    assert (pair.old, pair.new) == ("core/tides.md", "core/ebb.md")
    assert pair.score > 80
    assert status(vault) == before, "looking must not write"


def test_the_parts_of_a_split_note_are_found(vault: Path) -> None:
    lines = NOTE.splitlines(keepends=True)
    rename(vault, "core/tides.md", "core/ebb.md", b"".join(lines[:17]))
    (vault / "core/flood.md").write_bytes(b"".join([*lines[:4], *lines[14:]]))
    pairs = similar(vault, ["core/tides.md"], ["core/ebb.md", "core/flood.md"])
    assert [pair.new for pair in pairs] == ["core/ebb.md", "core/flood.md"]


def test_what_git_never_saw_has_no_past(vault: Path) -> None:
    (vault / "core/new.md").write_bytes(NOTE)
    assert similar(vault, ["core/never.md"], ["core/new.md"]) == ()


def test_without_a_repository_there_are_no_similar_notes(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_bytes(NOTE)
    assert similar(tmp_path, ["old.md"], ["new.md"]) == ()
