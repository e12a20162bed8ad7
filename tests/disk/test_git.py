"""Git is asked about one folder alone, whatever it was started from, and says itself where its settings are."""

import os
from pathlib import Path

import pytest

from codex_backfill.disk.git import Git
from codex_backfill.errors import UsageError
from tests.repositories import commit_all, git, put

pytestmark = pytest.mark.usefixtures("bare_git")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder of a checkout."""
    root = tmp_path / "checkout/notes"
    put(root, {"a.md": "a"})
    git(root.parent, "init", "-q")
    commit_all(root)
    return root


def test_where_a_folder_lies_in_its_checkout(vault: Path, tmp_path: Path) -> None:
    asked = Git(str(vault))
    assert (asked.top, asked.prefix) == (str(tmp_path / "checkout"), "notes/")
    (tmp_path / "alone").mkdir()
    alone = Git(str(tmp_path / "alone"))
    assert (alone.top, alone.prefix, alone.ignored(), alone.user()) == (None, "", frozenset(), "")


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"])
def test_a_hook_of_another_repository_has_no_say(vault: Path, tmp_path: Path, variable: str) -> None:
    git(tmp_path, "init", "-q", "other")
    asked = Git(str(vault), {**os.environ, variable: str(tmp_path / "other/.git")})
    assert asked.top == str(tmp_path / "checkout")
    assert asked.ask("ls-files", "-z").names == ["a.md"]


def test_the_users_name_may_come_from_a_variable(vault: Path) -> None:
    asked = Git(str(vault), {**os.environ, "GIT_AUTHOR_NAME": "Bo", "GIT_AUTHOR_EMAIL": "bo@example.org"})
    assert asked.ask("var", "GIT_AUTHOR_IDENT").line.startswith("Bo <bo@example.org>")


def test_without_git_there_is_an_answer_all_the_same(vault: Path) -> None:
    asked = Git(str(vault), {"PATH": "/nonexistent"})
    assert asked.ask("status").code == 127
    assert asked.top is None


def test_what_takes_too_long_is_ended_with_all_it_started(vault: Path) -> None:
    found = Git(str(vault)).run(["sh", "-c", "sleep 1000 & sleep 1000"], limit=0.1)
    assert found.code == 124
    assert "ended after 0.1 seconds" in found.reason


def test_what_git_ignores_is_named_from_the_folder(vault: Path) -> None:
    (vault / ".gitignore").write_text("drafts/\n*.tmp.md\n")
    (vault / "drafts").mkdir()
    (vault / "drafts/x.md").write_text("x")
    (vault / "y.tmp.md").write_text("y")
    assert Git(str(vault)).ignored() == {"drafts", "y.tmp.md"}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        pytest.param("index", "index file", id="an index that is torn"),
        pytest.param("config", r"bad config line \d", id="settings that cannot be read"),
    ],
)
def test_what_git_cannot_tell_is_not_taken_for_nothing(vault: Path, broken: str, words: str) -> None:
    (vault.parent / ".git" / broken).write_text("[torn")
    for asked in (Git(str(vault)).ignored, Git(str(vault)).unmerged):
        with pytest.raises(UsageError, match=f"{words}.* is not known; nothing was written"):
            asked()


@pytest.mark.parametrize(
    ("settings", "file"),
    [
        pytest.param("", "home/.config/git/ignore", id="where git looks by itself"),
        pytest.param("", "home/.gitconfig", id="settings that are not there yet"),
        pytest.param("[core]\nexcludesFile = ~/my-ignores\n", "home/my-ignores", id="where the user's settings say"),
        pytest.param("[include]\npath = more\n", "home/more", id="settings that others name, not there yet"),
        pytest.param("", "checkout/.git/info/exclude", id="the repository's own"),
        pytest.param("", "checkout/.git/config", id="the repository's settings"),
        pytest.param("", "checkout/.git/index", id="what is tracked is not ignored"),
        pytest.param("", "checkout/.gitignore", id="a folder above the vault"),
        pytest.param("", "checkout/notes/.git", id="a repository of its own, one day"),
    ],
)
def test_a_change_of_what_is_ignored_can_be_seen(vault: Path, bare_git: Path, settings: str, file: str) -> None:
    if settings:
        (bare_git / ".gitconfig").write_text(settings)
    found = Git(str(vault)).files_that_say_what_is_ignored()
    assert str(bare_git.parent / file) in found
    assert str(bare_git.parent / "checkout/.git") not in found, "every look by git changes that folder"


def test_a_second_work_tree_has_files_of_its_own_and_of_the_first(vault: Path, tmp_path: Path) -> None:
    git(vault, "worktree", "add", "-q", str(tmp_path / "second"))
    found = Git(str(tmp_path / "second")).files_that_say_what_is_ignored()
    assert {
        str(tmp_path / path) for path in ("checkout/.git/worktrees/second/index", "checkout/.git/info/exclude")
    } <= found
