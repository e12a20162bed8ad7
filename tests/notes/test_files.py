"""Walking a vault gives its notes in one order, leaves out what is not part of it, and blocks or loops on nothing."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from codex_backfill.notes.files import SIZE_LIMIT, Listing, read_bytes, walk
from codex_backfill.notes.note import Problem


def put(root: Path, *paths: str) -> None:
    """Empty notes at these paths."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")


def reasons(problems: Iterable[Problem]) -> dict[str, str]:
    """Problems by path."""
    return {problem.path: problem.reason for problem in problems}


def test_notes_come_sorted_from_nested_folders_and_only_those_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "b/2.md", "a/x/y/1.md", "a/3.MD", "a/picture.png", "c/other.md", "root.md")
    assert walk(tmp_path, ["b", "a"]) == Listing(("a/3.MD", "a/x/y/1.md", "b/2.md"), (), (), frozenset())
    assert walk(tmp_path, [""]).paths == ("a/3.MD", "a/x/y/1.md", "b/2.md", "c/other.md", "root.md")
    assert walk(tmp_path, ["a", "a/x"]).paths == ("a/3.MD", "a/x/y/1.md")


def test_hidden_files_and_folders_and_missing_folders_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a/.hidden.md", "a/.trash/1.md", "a/1.md")
    assert walk(tmp_path, ["a", "nowhere"]).paths == ("a/1.md",)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
def test_what_git_ignores_is_left_out_but_not_what_it_tracks(tmp_path: Path) -> None:
    put(tmp_path, "a/1.md", "a/draft-1.md", "a/draft-kept.md", "a/build/2.md")
    (tmp_path / ".gitignore").write_text("draft-*\nbuild/\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "add", "-f", "a/draft-kept.md"], check=True)
    found = walk(tmp_path, ["a"])
    assert (found.paths, found.ignored) == (("a/1.md", "a/draft-kept.md"), ("a/build/2.md", "a/draft-1.md"))
    assert walk(tmp_path / "a", [""]).paths == ("1.md", "draft-kept.md"), "also from a folder of the checkout"


def test_links_inside_the_vault_are_notes_once_and_those_out_of_it_are_named(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    put(vault, "a/1.md", "shared/2.md", "a/within/4.md")
    put(tmp_path, "outside.md", "elsewhere/3.md")
    (vault / "a/again.md").symlink_to("1.md")
    (vault / "a/two.md").symlink_to("../shared/2.md")
    (vault / "a/out.md").symlink_to("../../outside.md")
    (vault / "a/folder").symlink_to("../../elsewhere")
    (vault / "a/nowhere.md").symlink_to("missing.md")
    (vault / "a/loop.md").symlink_to("loop.md")
    (vault / "a/up").symlink_to("..")
    (vault / "a/aside").symlink_to("../shared")
    (vault / "a/beside").symlink_to("within")
    (vault / "away").symlink_to("../elsewhere")
    found = walk(vault, ["a", "away"])
    assert found.paths == ("a/1.md", "a/two.md", "a/within/4.md")
    assert reasons(found.problems) == {
        "a/out.md": "symbolic link leads out of the vault",
        "a/folder": "symbolic link leads out of the vault",
        "a/aside": "a symbolic link to shared/, which no folder of the settings holds",
        "a/nowhere.md": "symbolic link leads to no file",
        "a/loop.md": "symbolic link leads to no file",
        "away": "folder leads out of the vault",
    }


def test_a_pipe_named_like_a_note_is_named_and_never_opened(tmp_path: Path) -> None:
    put(tmp_path, "a/1.md")
    os.mkfifo(tmp_path / "a/x.md")
    found = walk(tmp_path, ["a"])
    assert (found.paths, reasons(found.problems)) == (("a/1.md",), {"a/x.md": "not a regular file"})
    assert read_bytes(tmp_path, "a/x.md") == Problem("a/x.md", 1, 1, "cannot be read: it is not a regular file")


def test_a_file_name_that_no_note_could_name_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a/1.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a/caf\xe9.md")).write_bytes(b"")
    found = walk(tmp_path, ["a"])
    assert (found.paths, reasons(found.problems)) == (("a/1.md",), {"a/caf�.md": "file name is not UTF-8"})


def test_a_note_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "huge.md")
    os.truncate(tmp_path / "huge.md", SIZE_LIMIT + 1)
    assert "33,554,433 bytes are more than" in str(read_bytes(tmp_path, "huge.md"))
    assert str(read_bytes(tmp_path, "gone.md")) == (
        f"gone.md:1:1: cannot be read: {os.strerror(errno.ENOENT)}; file left unchanged"
    )


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        pytest.param("inbox/archive/\n", ["core/a.md"], id="the folder"),
        pytest.param("inbox/archive/*\n", ["core/a.md"], id="all in it"),
        pytest.param("inbox/\n", ["core/a.md"], id="a folder above it"),
        pytest.param("*2.md\n", ["core/a.md", "inbox/archive/1.md"], id="some of its notes"),
    ],
)
def test_a_folder_that_git_ignores_as_a_whole_is_named(tmp_path: Path, rules: str, left: list[str]) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    put(tmp_path, "core/a.md", "inbox/archive/1.md", "inbox/archive/deep/2.md")
    (tmp_path / ".gitignore").write_text(rules)
    found = walk(tmp_path, ["core", "inbox/archive", "inbox/queue"])
    assert list(found.paths) == left
    assert [(problem.path, "all notes below it (2)" in problem.reason) for problem in found.problems] == (
        [("inbox/archive", True)] if len(left) == 1 else []
    )
