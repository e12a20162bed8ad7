"""What every writing command does around its writes: the lock, the recovery of an interrupted run, the report."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock
from codex_backfill.errors import Exit
from codex_backfill.terminal.console import Console
from codex_backfill.writing.change import RunRecord, Stamp
from codex_backfill.writing.checkout import NotCommitted
from codex_backfill.writing.commit import Committer, message
from codex_backfill.writing.write import Recovery, Written, interrupted, recover, write

Commit = Annotated[bool, typer.Option("--commit", help="Commit exactly what was written; never pushes.")]
AllowStaged = Annotated[
    bool, typer.Option("--allow-staged", help="Commit even when other changes are staged; they stay staged.")
]


@dataclass(frozen=True, slots=True)
class Writer:
    """A vault that this process alone may write, until `writing` ends."""

    root: Path
    state: Path
    console: Console
    stamp: Stamp
    recovery: Recovery | None
    """What became of a run that was interrupted."""
    committer: Committer | None
    """What commits all that is written, if that is wanted."""

    def put(self, record: RunRecord, holds: Callable[[], bool] = lambda: True) -> Written:
        """A run's record to the vault, see `writing.write`; failures are named on stderr."""
        if self.committer:
            self.committer.intend(record.all_changes)
        written = write(self.root, record, state=self.state, holds=holds, progress=self.console.progress)
        self.console.warn(*written.failed, *written.warnings)
        return written

    def commit(self, claims: Collection[str], sources: Collection[str], review: int) -> Exit:
        """Commits what was written, now or by a run whose commit failed, if that is wanted; gives the exit code.

        The message counts the claims and sources in it that are among the given ones, and what waits for a person.
        What is left out, and why there is no commit, is told on stderr.
        """
        if self.committer is None:
            return Exit.DONE
        if interrupted(self.root):
            self.console.error("what could not be finished is not committed; the next run with --commit does both")
            return Exit.PARTIAL
        try:
            done = self.committer.commit(
                lambda paths: message(sum(path in claims for path in paths), sum(p in sources for p in paths), review)
            )
        except NotCommitted as error:
            self.console.error(*error.lines)
            return Exit.PARTIAL
        self.console.warn(*done.left_out, *done.warnings)
        return Exit.DONE


@contextmanager
def writing(
    root: Path, console: Console, command: str, *, commit: bool = False, allow_staged: bool = False
) -> Iterator[Writer]:
    """A vault's root to its writer, under the lock, whatever an interrupted run left being put right first.

    Raises Locked when another run is at work, UsageError when a commit is wanted and none could be made.
    """
    state = state_folder(root)
    with lock(root, command, state=state):
        recovery = recover(root, state=state)
        if recovery:
            console.note(str(recovery))
            console.warn(*recovery.failed, *recovery.warnings)
        committer = Committer(root, state) if commit else None
        if committer:
            committer.ensure_ready(allow_staged=allow_staged)
        yield Writer(root, state, console, Stamp.now(command), recovery, committer)
