"""Folders of the settings, and patterns of names in them, hold the notes that they should."""

from pathlib import Path

import pytest

from codex_backfill.notes import places
from codex_backfill.notes.files import walk


@pytest.mark.parametrize(
    ("path", "folders", "depth"),
    [
        pytest.param("a/b/n.md", ["a", "a/b"], 3, id="the inner folder"),
        pytest.param("ab/n.md", ["a"], -1, id="a folder that begins alike"),
        pytest.param("n.md", [""], 0, id="the vault itself"),
        pytest.param("notes/@baek.md", ["notes", "notes/@*"], 8, id="a pattern goes before its folder"),
        pytest.param("notes/n.md", ["notes/@*"], -1, id="another name"),
        pytest.param("2019/x/n.md", ["20*"], 3, id="a pattern of folders takes what lies in them"),
        pytest.param("notes/[b] n.md", ["notes/[[]b]*"], 12, id="brackets in a name"),
    ],
)
def test_the_longest_folder_that_holds_a_note(path: str, folders: list[str], depth: int) -> None:
    assert places.depth(path, folders) == depth


@pytest.mark.parametrize(
    ("folder", "walked"), [("a/b", "a/b"), ("a/@*", "a"), ("@*", ""), ("a/*/c", "a"), ("", "")], ids=str
)
def test_what_is_looked_through(folder: str, walked: str) -> None:
    assert places.walked(folder) == walked


def test_notes_are_found_by_pattern(tmp_path: Path) -> None:
    for name in ("@baek.md", "n.md", "deep/@ito.md"):
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_text("")
    assert walk(tmp_path, ["a/@*"]).paths == ("a/@baek.md",)
