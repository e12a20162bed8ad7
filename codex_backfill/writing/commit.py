"""One commit of exactly what runs wrote, on the commit that it was built from, or none.

The commit is made of the bytes that were written, never of what stands in the work tree by then, in an index of its
own. Under git's own lock the person's index then gets the same entries and the branch moves, if it still is where it
was; else all is built again. What is to be committed is kept in the user's state folder until it is, so that the next
run makes good what a hook, a lock or a power cut kept from this one.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.disk.atomic import replace_private
from codex_backfill.disk.git import Git
from codex_backfill.disk.paths import Refused, locate
from codex_backfill.disk.system import SYSTEM, System, read_regular, remove
from codex_backfill.editing.diff import carried_over
from codex_backfill.errors import UsageError
from codex_backfill.notes.note import Problem
from codex_backfill.terminal.counted import counted
from codex_backfill.writing.change import FileChange, RunRecord, Stamp, decode, encode
from codex_backfill.writing.checkout import Checkout, NotCommitted, TreeEntry
from codex_backfill.writing.hooks import run_hook
from codex_backfill.writing.index_file import PATIENCE, IndexFile
from codex_backfill.writing.tree import build, index_info

HOOK_LIMIT = 60.0
"""Seconds that a hook, or what signs a commit, may take."""
_TRIES = 5
"""How often a commit is built anew because another one was made meanwhile."""
TO_COMMIT = "to-commit"
"""The file of the state folder that keeps what is written and not yet committed."""
_UNFINISHED = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a commit: the vault's paths that are in it, what was left out, what else a person should know."""

    paths: tuple[str, ...]
    left_out: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


class Committer:
    """What commits to the checkout that a vault lies in; to be used under the vault's lock."""

    def __init__(
        self,
        root: Path,
        state: Path,
        *,
        git: Git | None = None,
        system: System = SYSTEM,
        hook_limit: float = HOOK_LIMIT,
        patience: tuple[int, float] = PATIENCE,
    ) -> None:
        self._checkout = Checkout(str(root), git or Git(str(root), any_owner=False))
        self._pending, self._system = str(state / TO_COMMIT), system
        self._hook_limit, self._patience = hook_limit, patience

    def ensure_ready(self, *, allow_staged: bool) -> None:
        """Raises UsageError, before anything is written, when no commit could be made afterwards."""
        root, git = self._checkout.root, self._checkout.git
        if self._checkout.top is None:
            distrusted = Git(root).top is not None
            raise UsageError(
                f"--commit: {root} is not in a git repository"
                + (" that git trusts; its safe.directory says which it does" if distrusted else "")
            )
        for name, what in _UNFINISHED.items():
            if os.path.exists(git.path(name)):
                raise UsageError(f"--commit: {what} is not finished; nothing was written")
        for kind in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            if git.ask("var", kind).code:
                raise UsageError(
                    "--commit: git does not know who commits; set user.name and user.email; nothing was written"
                )
        own = {self._checkout.name_of(change.path) for change in self._to_commit()}
        staged = [] if allow_staged else git.ask("diff", "--cached", "--name-only", "-z").names
        if others := [name for name in staged if name not in own]:
            raise UsageError(
                f"--commit: the index holds other changes ({', '.join(others[:3])}{', ...' if others[3:] else ''}); "
                "commit them, or say --allow-staged to leave them staged; nothing was written"
            )

    def intend(self, changes: Iterable[FileChange]) -> None:
        """Keeps in mind what is about to be written until it is committed. Raises UsageError."""
        pending = self._to_commit()
        places = {change.path: place for place, change in enumerate(pending)}
        for change in (change for change in changes if change.before != change.after):
            place = places.get(change.path)
            if place is not None and pending[place].after == change.before:
                pending[place] = FileChange(change.path, pending[place].before, change.after)
            elif place is None or pending[place] != change:
                places[change.path] = len(pending)
                pending.append(change)
        if not pending:
            return
        try:
            data = encode(RunRecord(Stamp("commit", "", "0"), tuple(pending)))
            replace_private(self._pending, data, system=self._system)
        except OSError as error:
            raise UsageError(f"{self._pending}: cannot be written: {error.strerror}; nothing was written") from None

    def commit(self, message: Callable[[Collection[str]], str]) -> Committed:
        """All that is to be committed and has been written to one commit; `message` makes its text of its paths.

        Of a note that was as in the last commit, the bytes that were written go in; of one with a person's changes,
        the last commit's text with the run's own entries. What cannot go in so is left out and named. What is staged
        stays staged. Raises NotCommitted.
        """
        changes = [change for change in self._to_commit() if self._stands(change)]
        done = self._committed(changes, message) if changes else Committed(())
        with contextlib.suppress(OSError):  # the next run finds that it is committed
            remove(self._system, self._pending)
        return done

    def _committed(self, changes: Sequence[FileChange], message: Callable[[Collection[str]], str]) -> Committed:
        for _ in range(_TRIES):
            try:
                with tempfile.TemporaryDirectory(prefix="codex-backfill-") as scratch:
                    done = self._attempt(Path(scratch), changes, message)
            except OSError as error:
                raise NotCommitted(f"{error.filename or 'git'}: {error.strerror}") from None
            if done:
                return done
        raise NotCommitted(f"others committed {_TRIES} times while this commit was made")

    def _attempt(
        self, scratch: Path, changes: Sequence[FileChange], message: Callable[[Collection[str]], str]
    ) -> Committed | None:
        """The commit, None when another one was made meanwhile. Raises NotCommitted, OSError."""
        checkout, index, text = self._checkout, str(scratch / "index"), str(scratch / "message")
        head = checkout.head()
        tree = build(checkout, scratch, head, changes)
        if not tree.paths:
            return Committed((), tree.left_out)
        run_hook("pre-commit", checkout, index, self._hook_limit)
        Path(text).write_text(message(tree.paths), encoding="utf-8")
        run_hook("prepare-commit-msg", checkout, index, self._hook_limit, (text, "message"))
        run_hook("commit-msg", checkout, index, self._hook_limit, (text,))
        signed = checkout.must("config", "--type=bool", "--get", "commit.gpgsign", also=(1,)).line == "true"
        words = [*(["-p", head] if head else []), *(["-S"] if signed else []), "-F", text]
        commit = checkout.must("commit-tree", tree.id, *words, limit=self._hook_limit).line
        subject = Path(text).read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        if not self._move(scratch, head, commit, subject, tree.index):
            return None
        warnings = []
        try:
            run_hook("post-commit", checkout, index, self._hook_limit)
        except NotCommitted as error:
            warnings.append(error.reason)
        return Committed(tree.paths, tree.left_out, tuple(warnings))

    def _move(
        self, scratch: Path, head: str, commit: str, subject: str, changes: Mapping[str, TreeEntry | None]
    ) -> bool:
        """Puts the entries into the person's index and moves the branch, both or neither; False when it moved already.

        Raises NotCommitted, OSError.
        """
        checkout, new = self._checkout, scratch / "new-index"
        index = IndexFile(checkout.path("index"), checkout.root, system=self._system, patience=self._patience)
        with index.held():
            if checkout.head() != head:
                return False
            before = index.read()
            if before is not None:
                new.write_bytes(before)
            own = {"GIT_INDEX_FILE": str(new)}
            checkout.must("update-index", "-z", "--index-info", given=index_info(changes), env=own)
            try:
                index.put(new.read_bytes() if new.exists() else None)
                checkout.must("update-ref", "-m", f"commit: {subject}", "HEAD", commit, head or "0" * len(commit))
            except BaseException:
                now = checkout.git.ask("rev-parse", "--verify", "-q", "HEAD").line
                if now == commit:
                    return True
                index.put(before)
                if now != head:
                    return False
                raise
        return True

    def _stands(self, change: FileChange) -> bool:
        """Whether a change was written, and nobody has taken it back since."""
        try:
            found = read_regular(locate(self._system, self._checkout.root, change.path))
        except (FileNotFoundError, NotADirectoryError):
            found = None
        except (IsADirectoryError, Refused):
            return False
        except OSError as error:  # what cannot be seen is not concluded from: a link would be committed by half
            raise NotCommitted(f"{change.path}: cannot be read: {error.strerror}") from None
        if found == change.after:
            return True
        if found is None or change.after is None or found == change.before:
            return False
        if change.before is None:  # the tool's own, and written again since
            return True
        return carried_over(change.after, change.before, found) is not None

    def _to_commit(self) -> list[FileChange]:
        """What is to be committed, as kept in mind; nothing where that is damaged."""
        try:
            return list(decode(read_regular(self._pending)).changes)
        except (OSError, ValueError):
            return []


def message(claims: int, sources: int, review: int) -> str:
    """How many claims and sources a run wrote, and how many claims wait for a person, to a commit's message."""
    return f"link: {counted(claims, 'claim')}, {counted(sources, 'source')} connected; {review:,} for review\n"
