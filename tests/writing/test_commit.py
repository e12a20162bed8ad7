"""Commits of exactly what a run wrote, by the real git, whatever people, editors and hooks do meanwhile."""

import errno
import os
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from codex_backfill.disk.git import Git, Reply
from codex_backfill.disk.system import SYSTEM, System
from codex_backfill.errors import UsageError
from codex_backfill.writing.change import FileChange
from codex_backfill.writing.checkout import NotCommitted
from codex_backfill.writing.commit import Committed, Committer, message
from tests.repositories import git, put, repository

LONG = "".join(f"Line {number} says something of its own about the tides.\n" for number in range(20))
NOTE = f"---\ntype: claim\ntitle: Tides\n---\n{LONG}".encode()
LINKED = NOTE.replace(b"---\nLine", b"sourced_from: inbox/moon.md\n---\nLine")
TIDES, MOON, LEDGER = "core/tides.md", "inbox/moon.md", ".codex-backfill/ledger.json"
MOON_NOTE = b"---\ntitle: Moon\n---\nFar away.\n"
MOON_LINKED = b"---\ntitle: Moon\nclaims_extracted:\n  - Tides\n---\nFar away.\n"


pytestmark = pytest.mark.usefixtures("bare_git")


@pytest.fixture
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A vault that is committed: a folder of its checkout, unless a test asks for the checkout itself."""
    top = tmp_path / "checkout"
    root: Path = top / getattr(request, "param", "notes/vault")
    put(root, {TIDES: NOTE, MOON: MOON_NOTE})
    repository(top)
    return root


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def told(paths: Collection[str]) -> str:
    return message(sum(path.startswith("core/") for path in paths), sum(path.startswith("inbox/") for path in paths), 3)


def write(root: Path, path: str = TIDES, after: bytes = LINKED) -> FileChange:
    before = (root / path).read_bytes() if (root / path).exists() else None
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(after)
    return FileChange(path, before, after)


def commit(root: Path, state: Path, *files: FileChange, by: Git | None = None) -> Committed:
    committer = Committer(root, state, git=by, patience=(2, 0))
    committer.intend(files)
    return committer.commit(told)


def changed(root: Path, commit: str = "HEAD") -> list[str]:
    return git(root, "diff-tree", "--relative", "-r", "--name-only", "--no-commit-id", commit).split()


def last(root: Path, path: str = TIDES) -> bytes:
    return git(root, "show", f"HEAD:./{path}").encode()


def hook(root: Path, name: str, script: str) -> None:
    path = root / git(root, "rev-parse", "--git-path", f"hooks/{name}").strip()
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class Watched(Git):
    """Git, before each of whose commands something else happens."""

    def __init__(self, folder: str, before: Callable[[str], None]) -> None:
        super().__init__(folder, any_owner=False)
        self._before = before

    def at(self, folder: str) -> Git:
        return Watched(folder, self._before)

    def ask(self, *command: str, **more: object) -> Reply:
        self._before(command[2] if command[0] == "-C" else command[0])
        return super().ask(*command, **more)  # type: ignore[arg-type]


def once(word: str, act: Callable[[], object]) -> Callable[[str], None]:
    """What acts before the first command of that word."""
    acted: list[str] = []

    def before(command: str) -> None:
        if command == word and not acted:
            acted.append(word)
            act()

    return before


@pytest.mark.parametrize(
    "vault", ["", "notes/vault"], ids=["the checkout is the vault", "the vault is a folder of it"], indirect=True
)
def test_one_commit_of_what_was_written(vault: Path, state: Path) -> None:
    (vault / "core/draft.md").write_text("draft\n")
    Committer(vault, state).ensure_ready(allow_staged=False)
    done = commit(vault, state, write(vault), write(vault, MOON, MOON_LINKED), write(vault, LEDGER, b"{}\n"))
    assert done == Committed((LEDGER, TIDES, MOON))
    assert git(vault, "log", "-1", "--format=%B").strip() == "link: 1 claim, 1 source connected; 3 for review"
    assert changed(vault) == [LEDGER, TIDES, MOON]
    assert git(vault, "status", "--porcelain=v2", ".").split()[::2] == ["?"]
    assert commit(vault, state) == Committed(())


@pytest.mark.parametrize(
    ("theirs", "committed"),
    [
        pytest.param(NOTE.replace(b"Line 19 says", b"Line 19 will say"), LINKED, id="elsewhere"),
        pytest.param(NOTE.replace(b"Line 1 says", b"Line 1 will say"), LINKED, id="close by"),
        pytest.param(NOTE.replace(b"title: Tides\n", b"title: Of tides\n"), None, id="where the entry goes"),
    ],
)
@pytest.mark.parametrize("staged", [False, True], ids=["unstaged", "staged"])
def test_of_a_note_with_a_persons_changes_only_ours_are_committed(
    vault: Path, state: Path, theirs: bytes, committed: bytes | None, staged: bool
) -> None:
    (vault / TIDES).write_bytes(theirs)
    if staged:
        git(vault, "add", TIDES)
    done = commit(
        vault, state, write(vault, after=theirs.replace(b"---\nLine", b"sourced_from: inbox/moon.md\n---\nLine"))
    )
    if committed is None:
        assert [str(problem) for problem in done.left_out] == [
            f"{TIDES}:1:1: it was changed by hand where the entry goes; not committed"
        ]
    assert last(vault) == (committed or NOTE)
    staged_now = git(vault, "diff", "--cached")
    assert not {"+sourced_from: inbox/moon.md", "-sourced_from: inbox/moon.md"} & {*staged_now.split("\n")}
    assert bool(staged_now) is staged


@pytest.mark.parametrize(
    ("make", "why"),
    [
        pytest.param(lambda root: (root / "core/new.md").write_bytes(NOTE), "never committed", id="a new note"),
        pytest.param(lambda root: git(root, "update-index", "--skip-worktree", TIDES), "skip-worktree", id="one to skip"),
        pytest.param(lambda root: git(root, "update-index", "--assume-unchanged", TIDES), "assume-unchanged", id="one assumed unchanged"),
        pytest.param(lambda root: git(root, "rm", "-q", "--cached", TIDES), "removal is staged", id="one taken out of git"),
        pytest.param(lambda root: ((root / ".gitignore").write_text("new.md\n"), (root / "core/new.md").write_bytes(NOTE)), "git ignores it", id="one that git ignores"),
    ],
)  # fmt: skip
def test_what_is_not_to_be_committed_is_left_out_and_named(
    vault: Path, state: Path, make: Callable[[Path], object], why: str
) -> None:
    make(vault)
    path = "core/new.md" if (vault / "core/new.md").exists() else TIDES
    before = git(vault, "ls-files", "-s", "-v", path)
    done = commit(vault, state, write(vault, path), write(vault, MOON, MOON_LINKED))
    assert [(problem.path, why in problem.reason) for problem in done.left_out] == [(path, True)]
    assert changed(vault) == [MOON]
    assert git(vault, "ls-files", "-s", "-v", path) == before


def test_a_save_after_the_write_is_not_committed(vault: Path, state: Path) -> None:
    wrote = write(vault)
    (vault / TIDES).write_bytes(LINKED + b"a half-finished thought\n")
    commit(vault, state, wrote)
    assert last(vault) == LINKED
    assert "half-finished" in git(vault, "diff")


@pytest.mark.parametrize("word", ["write-tree", "commit-tree", "rev-parse"])
def test_a_commit_in_between_stays_and_ours_stands_on_it(vault: Path, state: Path, word: str) -> None:
    def person() -> None:
        (vault / "core/theirs.md").write_text("theirs\n")
        git(vault, "add", "core/theirs.md")
        git(vault, "commit", "-qm", "theirs")

    wrote = write(vault)
    commit(vault, state, wrote, by=Watched(str(vault), once(word, person)))
    assert git(vault, "log", "--format=%s").split("\n")[1:3] == ["theirs", "notes"]
    assert changed(vault) == [TIDES]
    assert git(vault, "status", "--porcelain") == ""


def test_with_the_index_locked_nothing_is_committed_and_the_next_run_makes_it_good(vault: Path, state: Path) -> None:
    lock = vault / git(vault, "rev-parse", "--git-path", "index.lock").strip()
    lock.touch()
    wrote, before = write(vault), git(vault, "rev-parse", "HEAD")
    with pytest.raises(NotCommitted, match=r"index\.lock: git's index is locked"):
        commit(vault, state, wrote)
    lock.unlink()
    assert git(vault, "rev-parse", "HEAD") == before
    assert git(vault, "diff", "--cached") == ""
    assert commit(vault, state, write(vault, MOON, MOON_LINKED)).paths == (TIDES, MOON)
    assert git(vault, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("act", "committed"),
    [
        pytest.param(lambda root: (root / TIDES).write_bytes(NOTE), (), id="taken back since"),
        pytest.param(lambda root: (root / TIDES).unlink(), (), id="deleted since"),
        pytest.param(lambda root: (root / TIDES).write_bytes(LINKED + b"more\n"), (TIDES,), id="edited since"),
        pytest.param(lambda root: git(root, "commit", "-qam", "by hand"), (), id="committed by a person since"),
    ],
)
def test_of_a_failed_commit_the_next_makes_good_what_still_stands(
    vault: Path, state: Path, act: Callable[[Path], object], committed: tuple[str, ...]
) -> None:
    Committer(vault, state).intend([write(vault)])
    act(vault)
    assert commit(vault, state).paths == committed
    assert last(vault) in (NOTE, LINKED)


def test_what_was_written_twice_is_committed_as_it_is_now(vault: Path, state: Path) -> None:
    Committer(vault, state).intend([write(vault)])
    twice = LINKED.replace(b"moon.md", b"sun.md")
    assert commit(vault, state, write(vault, after=twice)).paths == (TIDES,)
    assert last(vault) == twice


def test_a_note_behind_a_link_is_committed_where_it_is(vault: Path, state: Path) -> None:
    (vault / "core/tides.md").rename(vault / "shelf.md")
    (vault / "core/tides.md").symlink_to("../shelf.md")
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "a link")
    commit(vault, state, write(vault))
    assert changed(vault) == ["shelf.md"]


def test_a_note_of_another_repository_is_left_out(vault: Path, state: Path) -> None:
    git(vault, "init", "-q", "core/inner")
    (vault / "core/inner/x.md").write_bytes(NOTE)
    done = commit(vault, state, write(vault, "core/inner/x.md"), write(vault))
    assert [problem.path for problem in done.left_out] == ["core/inner/x.md"]
    assert changed(vault) == [TIDES]


def test_a_staged_change_stops_it_before_anything_is_written_unless_told(vault: Path, state: Path) -> None:
    (vault / "core/draft.md").write_text("draft\n")
    git(vault, "add", "core/draft.md")
    with pytest.raises(UsageError, match=r"the index holds other changes \(.*core/draft.md\)"):
        Committer(vault, state).ensure_ready(allow_staged=False)
    Committer(vault, state).ensure_ready(allow_staged=True)
    commit(vault, state, write(vault))
    assert changed(vault) == [TIDES]
    assert git(vault, "diff", "--cached", "--name-only", "--relative").split() == ["core/draft.md"]


def test_a_detached_head_and_a_second_work_tree_commit_too(vault: Path, state: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(vault, "worktree", "add", "-q", "--detach", str(other))
    root = other / git(vault, "rev-parse", "--show-prefix").strip()
    Committer(root, state).ensure_ready(allow_staged=False)
    commit(root, state, write(root))
    assert changed(root) == [TIDES]
    assert changed(vault) != changed(root)
    assert git(root, "branch", "--show-current") == ""


@pytest.mark.parametrize("where", ["config", ".gitattributes"])
def test_line_endings_are_converted_as_git_is_set_to(vault: Path, state: Path, where: str) -> None:
    if where == "config":
        git(vault, "config", "core.autocrlf", "true")
    else:
        (vault / ".gitattributes").write_text("*.md text\n")
    (vault / TIDES).write_bytes(NOTE.replace(b"\n", b"\r\n"))
    commit(vault, state, write(vault, after=LINKED.replace(b"\n", b"\r\n")))
    assert last(vault) == LINKED


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(lambda root: git(root, "config", "user.useConfigOnly", "true") + git(root, "config", "--unset", "user.email"), r"set user\.name and user\.email; nothing was written", id="without an identity"),
        pytest.param(lambda root: (root / git(root, "rev-parse", "--git-path", "MERGE_HEAD").strip()).write_text(""), "a merge is not finished", id="in the middle of a merge"),
    ],
)  # fmt: skip
def test_nothing_is_begun(vault: Path, state: Path, spoil: Callable[[Path], object], why: str) -> None:
    spoil(vault)
    with pytest.raises(UsageError, match=why):
        Committer(vault, state).ensure_ready(allow_staged=False)


def test_nothing_is_begun_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not in a git repository"):
        Committer(tmp_path, tmp_path / "state").ensure_ready(allow_staged=False)


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_that_says_no_is_quoted_and_the_index_is_as_it_was(vault: Path, state: Path, name: str) -> None:
    hook(vault, name, "echo no links on Fridays >&2; exit 1")
    with pytest.raises(NotCommitted, match="no links on Fridays\nthe notes are written, but not committed"):
        commit(vault, state, write(vault))
    assert git(vault, "diff", "--cached") == ""
    assert "sourced_from" in git(vault, "diff")


def test_a_hook_that_hangs_is_ended_and_named(vault: Path, state: Path) -> None:
    hook(vault, "pre-commit", "sleep 1000 & sleep 1000")
    committer = Committer(vault, state, hook_limit=0.2)
    committer.intend([write(vault)])
    with pytest.raises(NotCommitted, match=r"hooks/pre-commit: this hook was ended after 0\.2 seconds"):
        committer.commit(told)


def test_hooks_see_what_is_committed_and_may_word_the_message(vault: Path, state: Path) -> None:
    hook(vault, "pre-commit", "git diff --cached --name-only > ../seen || exit 1")
    hook(vault, "commit-msg", 'echo "Reviewed-by: nobody" >> "$1"')
    hook(vault, "post-commit", "git log -1 --format=%s > ../after; exit 1")
    assert commit(vault, state, write(vault)).warnings == ()
    top = Path(git(vault, "rev-parse", "--show-toplevel").strip())
    assert (top.parent / "seen").read_text().strip().endswith(TIDES)
    assert git(vault, "log", "-1", "--format=%B").strip().endswith("Reviewed-by: nobody")
    assert (top.parent / "after").read_text().startswith("link: 1 claim")


def test_a_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-qb", "main", "vault")
    root = tmp_path / "vault"
    git(root, "config", "user.name", "Ada")
    git(root, "config", "user.email", "ada@example.org")
    assert commit(root, tmp_path / "state", write(root, LEDGER, b"{}\n")).paths == (LEDGER,)
    assert git(root, "ls-tree", "-r", "--name-only", "HEAD") == f"{LEDGER}\n"
    assert git(root, "status", "--porcelain") == ""


def test_a_file_that_cannot_be_looked_at_leaves_the_commit_to_the_next_run(
    vault: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: str) -> str:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    files = [write(vault), write(vault, MOON, MOON_LINKED)]
    committer = Committer(vault, state, system=System(), patience=(2, 0))
    committer.intend(files)
    with monkeypatch.context() as patch:
        patch.setattr(SYSTEM, "realpath", failing)
        with pytest.raises(NotCommitted, match="cannot be looked at: Input/output error"):
            committer.commit(told)
    assert len(git(vault, "log", "--format=%s").splitlines()) == 1
    assert commit(vault, state).paths == (TIDES, MOON), "neither is taken for one of another repository"
