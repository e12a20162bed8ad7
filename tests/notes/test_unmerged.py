"""What git holds for unmerged is a problem, whether or not a mark of the merge stands in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from tests.repositories import commit_all, git

NOTE = "inbox/archive/tides.md"
TEXT = "---\ntitle: Tides\n---\n\nThe sea comes and goes.\n"
Side = str | None
"""What a branch makes of the note; None when it removes it."""


def put(root: Path, text: Side, message: str) -> None:
    note = root / NOTE
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(text) if text is not None else note.unlink(missing_ok=True)
    commit_all(root, message)


@pytest.fixture
def merged(tmp_path: Path) -> Callable[[Side, Side, Side], Path]:
    """Merges what two branches made of a note, which git cannot do by itself."""

    def merge(base: Side, ours: Side, theirs: Side) -> Path:
        git(tmp_path, "init", "-qb", "main")
        (tmp_path / "README.md").write_text("The house.\n")
        put(tmp_path, base, "base")
        git(tmp_path, "checkout", "-qb", "theirs")
        put(tmp_path, theirs, "theirs")
        git(tmp_path, "checkout", "-q", "main")
        put(tmp_path, ours, "ours")
        git(tmp_path, "merge", "theirs", code=1)  # else there is nothing to test
        return tmp_path

    return merge


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "then"),
    [
        pytest.param(TEXT, f"{TEXT}Twice.\n", f"{TEXT}Daily.\n", [], id="marks in the body alone"),
        pytest.param(TEXT, f"{TEXT}Twice.\n", f"{TEXT}Daily.\n", ["checkout", "--ours"], id="one side, without marks"),
        pytest.param(None, TEXT, TEXT.replace("goes", "comes"), ["checkout", "--theirs"], id="added on both sides"),
        pytest.param(TEXT, None, f"{TEXT}Daily.\n", [], id="deleted here, changed there"),
        pytest.param(TEXT, f"{TEXT}Twice.\n", None, [], id="changed here, deleted there"),
        pytest.param(TEXT, f"{TEXT}Twice.\n", None, ["rm"], id="and gone from the folder"),
    ],
)
def test_an_unmerged_note_is_unread_and_named(
    merged: Callable[[Side, Side, Side], Path], base: Side, ours: Side, theirs: Side, then: list[str]
) -> None:
    root = merged(base, ours, theirs)
    if then == ["rm"]:
        (root / NOTE).unlink()
    elif then:
        git(root, *then, "--", NOTE)
    vault = load(root, Settings())
    assert [(problem.path, problem.line, "unmerged" in problem.reason) for problem in vault.problems] == [
        (NOTE, 1, True)
    ]
    assert vault.sources == ()
    (root / NOTE).write_text(TEXT)
    git(root, "add", NOTE)
    assert [source.path for source in load(root, Settings()).sources] == [NOTE], "once the merge is done"


def test_where_the_marks_stand_in_the_frontmatter_their_place_is_told(
    merged: Callable[[Side, Side, Side], Path],
) -> None:
    root = merged(TEXT, TEXT.replace("Tides", "Ebb"), TEXT.replace("Tides", "Flood"))
    (problem,) = load(root, Settings()).problems
    assert (problem.path, problem.line) == (NOTE, 2)
